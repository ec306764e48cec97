//! The keys themselves, in the manual's order.

use super::Takes::{
    Choice, Date, DateOrText, Flag, Levels, Number, Table as OneTable, Tables, Text, Texts, TextsOrTables,
};
use super::Unwritten::{Is, Nothing, Required};
use super::{Key, Table};

/// Every page of content.
pub(super) const EVERY: &[Table] = &[Table::Article, Table::Concept, Table::Name, Table::Page];
/// Entries: what prose links to by itself.
pub(super) const ENTRY: &[Table] = &[Table::Concept, Table::Name];
const ARTICLE: &[Table] = &[Table::Article];
const CONCEPT: &[Table] = &[Table::Concept];
const NAME: &[Table] = &[Table::Name];
const RELATION: &[Table] = &[Table::Relation];
const COMPARE: &[Table] = &[Table::Compare];
const SITE: &[Table] = &[Table::Site];
const VERB: &[Table] = &[Table::Verb];
const QUOTES: &[Table] = &[Table::Quotes];
const LIMITS: &[Table] = &[Table::Limits];
const EXPORTS: &[Table] = &[Table::Exports];
const SEARCH: &[Table] = &[Table::Search];
const STYLE: &[Table] = &[Table::Style];
const TEXT: &[Table] = &[Table::Text];

const LINKING: &[&str] = &["first-per-section", "first-per-page", "all", "none"];

macro_rules! keys {
    ($($name:literal on $tables:ident takes $takes:expr, default $default:expr; $meaning:literal $example:literal)*) => {
        &[$(Key {
            name: $name,
            tables: $tables,
            takes: $takes,
            default: $default,
            meaning: $meaning,
            example: $example,
        }),*]
    };
}

/// Every key. A name occurs twice where it means something else in another table.
pub const KEYS: &[Key] = keys! {
    "title" on EVERY takes Text, default Required;
        "What the page is called; of a concept or name, its preferred label."
        r#"title = "Hybrid peace""#
    "summary" on EVERY takes Text, default Nothing;
        "One sentence: the definition of a concept as the articles use it, or what the page is about."
        r#"summary = "A peace that mixes rules from within and from without.""#
    "slug" on EVERY takes Text, default Is("the file's name");
        "The last part of the page's address, in small letters, digits and hyphens."
        r#"slug = "hybrid-peace""#
    "draft" on EVERY takes Flag, default Is("`false`");
        "Leaves the page out unless the site is built with `--drafts`."
        "draft = true"
    "formerly" on EVERY takes Texts, default Nothing;
        "Slugs that the page had before: whoever follows an old address is sent to the new one."
        r#"formerly = ["mixed-peace"]"#
    "updated" on EVERY takes Date, default Nothing;
        "When the text was last revised."
        "updated = 2024-05-17"
    "order" on EVERY takes Number(-999_999, 999_999), default Is("after those that have one");
        "The page's place among its kind; smaller numbers come first."
        "order = 1"
    "no_links" on EVERY takes Texts, default Nothing;
        "Words that this page doesn't link by itself, their plurals and possessives included."
        r#"no_links = ["legitimacy"]"#
    "linking" on EVERY takes Choice(LINKING), default Is("the site's");
        "Which mentions on this page become links."
        r#"linking = "first-per-page""#

    "authors" on ARTICLE takes Texts, default Nothing;
        "Who wrote the article, in its order: labels of names."
        r#"authors = ["mark-leonard"]"#
    "citation" on ARTICLE takes Text, default Nothing;
        "The article's key in `content/references.bib`."
        r#"citation = "leonard-2017""#
    "letter" on ARTICLE takes Text, default Is("by `order`: A to Z, then AA");
        "How tables abbreviate the article: one or two capital letters."
        r#"letter = "A""#
    "locators" on ARTICLE takes Texts, default Nothing;
        "The places in the article that a citation may name."
        r#"locators = ["force 1", "force 2"]"#
    "speakers" on ARTICLE takes Texts, default Nothing;
        "Who speaks in the article besides its authors."
        r#"speakers = ["Stafford"]"#
    "published" on ARTICLE takes DateOrText, default Nothing;
        "When the article was published: a date, or the issue in words."
        r#"published = "2018-03""#

    "aliases" on ENTRY takes Texts, default Nothing;
        "Other labels of the entry: they are linked, and readers see them on its page."
        r#"aliases = ["island of civility"]"#
    "forms" on ENTRY takes Texts, default Nothing;
        "Inflections to link besides the regular plurals and possessives."
        r#"forms = ["hybridising peace"]"#
    "not_forms" on ENTRY takes Texts, default Nothing;
        "Generated plurals or possessives that aren't the entry's."
        r#"not_forms = ["economicses"]"#
    "wins" on ENTRY takes Texts, default Nothing;
        "Forms that lead to this entry although another one has them too."
        r#"wins = ["order"]"#
    "autolink" on ENTRY takes Flag, default Is("`true`");
        "Whether mentions of the entry become links by themselves."
        "autolink = false"
    "case" on ENTRY takes Choice(&["exact", "fold"]), default Is("`\"fold\"` for concepts, `\"exact\"` for names");
        "Whether capitals must be as written, or are as good as small letters."
        r#"case = "exact""#

    "broader" on CONCEPT takes Texts, default Nothing;
        "Wider concepts; the narrower ones are derived."
        r#"broader = ["civil-society"]"#
    "related" on CONCEPT takes TextsOrTables(Table::Relation), default Nothing;
        "Relations to other concepts; a text alone is short for `{ to = \"...\", as = \"is related to\" }`."
        r#"related = ["local-ceasefires", { to = "new-wars", as = "opposes" }]"#
    "compare" on CONCEPT takes OneTable(Table::Compare), default Nothing;
        "How the articles' uses of the concept relate."
        r#"compare = { verdict = "differ", gloss = "For one a means, for the other an end." }"#
    "to" on RELATION takes Text, default Required;
        "The other concept."
        r#"to = "new-wars""#
    "as" on RELATION takes Text, default Is("`\"is related to\"`");
        "The verb: what this concept is to the other, from the site's list."
        r#"as = "opposes""#
    "why" on RELATION takes Text, default Nothing;
        "The reason in a sentence."
        r#"why = "protected areas come before a settlement""#
    "verdict" on COMPARE takes Choice(&["agree", "differ", "past"]), default Is("no sign is shown");
        "Whether the articles mean the same, contradict each other, or speak past each other."
        r#"verdict = "past""#
    "gloss" on COMPARE takes Text, default Nothing;
        "The reason in a sentence."
        r#"gloss = "One speaks of states, the other of people.""#

    "kind" on NAME takes Choice(&["person", "place", "institution", "event", "work"]), default Required;
        "What bears the name."
        r#"kind = "place""#
    "sort" on NAME takes Text, default Is("the title");
        "How the name is filed in the index."
        r#"sort = "Kaldor, Mary""#
    "citation" on NAME takes Text, default Nothing;
        "A work's key in `content/references.bib`."
        r#"citation = "kaldor-2012""#

    "title" on SITE takes Text, default Required;
        "The site's name."
        r#"title = "Security after the liberal order""#
    "subtitle" on SITE takes Text, default Nothing;
        "A second line under the name."
        r#"subtitle = "A reader""#
    "description" on SITE takes Text, default Nothing;
        "One sentence for search engines."
        r#"description = "Two articles, and every concept in them.""#
    "language" on SITE takes Text, default Is("`\"en\"`");
        "The language of content and theme, as a tag of BCP 47."
        r#"language = "de""#
    "base_url" on SITE takes Text, default Nothing;
        "Where the site will stand; canonical links and the sitemap need it."
        r#"base_url = "https://example.org/reader/""#
    "repository" on SITE takes Text, default Nothing;
        "The address of the repository with the site's sources."
        r#"repository = "https://github.com/example/reader""#
    "branch" on SITE takes Text, default Is("`\"main\"`");
        "The branch of the repository to which readers propose changes."
        r#"branch = "drafts""#
    "folder" on SITE takes Text, default Is("its top");
        "The folder of the repository in which `site.toml` lies."
        r#"folder = "readers/security""#
    "updated" on SITE takes Date, default Nothing;
        "The site's own date, used where one is required and no page gives it."
        "updated = 2024-05-17"
    "linking" on SITE takes Choice(LINKING), default Is("`\"first-per-section\"`");
        "Which mentions of concepts and names become links; a page's front matter may say otherwise."
        r#"linking = "all""#
    "html" on SITE takes Choice(&["tags", "trust"]), default Is("`\"tags\"`");
        "What happens to HTML in content: bare inline tags pass, or all of it does."
        r#"html = "trust""#
    "citation_style" on SITE takes Choice(&["author-date"]), default Is("`\"author-date\"`");
        "How references are written; one style so far."
        r#"citation_style = "author-date""#
    "verbs" on SITE takes Tables(Table::Verb), default Nothing;
        "Verbs of relations besides the built-in ones; one with a built-in name replaces it."
        r#"verbs = [{ name = "causes", inverse = "is caused by" }]"#
    "quotes" on SITE takes OneTable(Table::Quotes), default Nothing;
        "How much may be quoted."
        "quotes = { share = 25 }"
    "rules" on SITE takes Levels, default Is("each rule's own");
        "The levels of findings: a code, and `\"error\"`, `\"warning\"` or `\"off\"`."
        r#"rules = { unused-concept = "off" }"#
    "limits" on SITE takes OneTable(Table::Limits), default Nothing;
        "How large things may become before they are split, left out or refused."
        "limits = { passages = 50 }"
    "exports" on SITE takes OneTable(Table::Exports), default Nothing;
        "Which files are written beside the pages."
        "exports = { robots = false }"
    "search" on SITE takes OneTable(Table::Search), default Nothing;
        "The search page."
        "search = { enabled = false }"
    "style" on SITE takes OneTable(Table::Style), default Nothing;
        "What the editorial standard says of words."
        r#"style = { banned = ["delve"] }"#
    "text" on SITE takes OneTable(Table::Text), default Nothing;
        "How the text is set."
        "text = { typography = false }"

    "name" on VERB takes Text, default Required;
        "The verb as `as` in `related` writes it."
        r#"name = "causes""#
    "inverse" on VERB takes Text, default Required;
        "What the other concept's page says; the name again if the relation holds both ways."
        r#"inverse = "is caused by""#
    "skos" on VERB takes Choice(&["related", "broader", "narrower"]), default Is("`\"related\"`");
        "The SKOS property from the concept that has the relation to the one it names."
        r#"skos = "broader""#

    "share" on QUOTES takes Number(0, 100), default Is("`20`");
        "The most that may be quoted of one source, in per cent of its words."
        "share = 25"
    "longest" on QUOTES takes Number(1, 1_000_000), default Is("`40`");
        "The longest quotation, in words."
        "longest = 60"

    "nesting" on LIMITS takes Number(1, 200), default Is("`100`");
        "How deep lists, quotations and emphasis may be nested, in levels."
        "nesting = 20"
    "page_bytes" on LIMITS takes Number(1, 100_000_000), default Is("`5_000_000`");
        "The largest file of content, in bytes."
        "page_bytes = 1_000_000"
    "growth" on LIMITS takes Number(1, 1000), default Is("`20`");
        "How many times the bytes of its source a page's prose may have, beside `growth_bytes`."
        "growth = 10"
    "growth_bytes" on LIMITS takes Number(0, 100_000_000), default Is("`65_536`");
        "How many bytes a page's prose may have beyond `growth` times its source."
        "growth_bytes = 10_000"
    "passages" on LIMITS takes Number(1, 1_000_000), default Is("`100`");
        "How many passages the page of an entry shows."
        "passages = 50"
    "entries" on LIMITS takes Number(1, 1_000_000), default Is("`500`");
        "How many entries stand on one page of the A–Z."
        "entries = 1000"
    "map_entries" on LIMITS takes Number(1, 1_000_000), default Is("`150`");
        "How many concepts the map draws; the others are in its list alone."
        "map_entries = 100"
    "map_relations" on LIMITS takes Number(1, 1_000_000), default Is("`5_000`");
        "How many relations the map may have; with more it is left out."
        "map_relations = 1_000"
    "matrix_cells" on LIMITS takes Number(1, 1_000_000_000), default Is("`20_000`");
        "How many cells the table of articles and concepts may have; with more it is left out."
        "matrix_cells = 5_000"
    "print_bytes" on LIMITS takes Number(1, 1_000_000_000), default Is("`2_000_000`");
        "How many bytes of content the page for printing may be made of; with more it is left out."
        "print_bytes = 5_000_000"
    "search_bytes" on LIMITS takes Number(1, 1_000_000_000), default Is("`1_500_000`");
        "How large the full text for the search may be, in bytes; with a larger one only titles, other forms and summaries are found."
        "search_bytes = 500_000"

    "sitemap" on EXPORTS takes Flag, default Is("`true`");
        "`sitemap.xml`, if there is a `base_url`."
        "sitemap = false"
    "robots" on EXPORTS takes Flag, default Is("`true`");
        "`robots.txt`."
        "robots = false"
    "nojekyll" on EXPORTS takes Flag, default Is("`true`");
        "`.nojekyll`, without which GitHub Pages hides files that begin with `_`."
        "nojekyll = false"

    "enabled" on SEARCH takes Flag, default Is("`true`");
        "Whether there is a search, on every page and on one of its own."
        "enabled = false"

    "banned" on STYLE takes Texts, default Is("`delve`, `delves`, `delving`, `underscores`, `pivotal`, `tapestry`, `it is important to note`");
        "Words and phrases that the site's own text doesn't use; with an empty list everything goes."
        r#"banned = ["utilise"]"#

    "typography" on TEXT takes Flag, default Is("`true`");
        "Whether plain marks, hyphens and full stops become the language's quotation marks, dashes and ellipses on the pages; a backslash keeps one mark as it is typed."
        "typography = false"
};
