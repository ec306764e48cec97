//! `site.toml` to a [`Config`]: what the site is called, where it will stand, and its policies.
//!
//! Nothing here reads a file. Every mistake is reported; what is missing or wrong has its default.

mod base_url;
pub mod keys;
mod read;
mod slips;
pub(crate) mod syntax;
mod verbs;

pub(crate) mod fields;
pub(crate) mod report;
pub(crate) mod value;

use std::collections::BTreeMap;
use std::sync::Arc;

pub use base_url::BaseUrl;
pub use verbs::{RELATED, Skos, Verb};

use self::fields::Fields;
use self::report::Report;
use crate::diagnostic::Diagnostic;
use crate::text::{Date, Range};

/// What `site.toml` says, as it is meant.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Config {
    /// The site's name.
    pub title: String,
    /// A second line under the name.
    pub subtitle: Option<String>,
    /// One sentence for search engines and feeds.
    pub description: Option<String>,
    /// The language of content and theme, BCP 47: `en`, `pt-BR`.
    pub language: String,
    /// Where the site will stand; without it there are no canonical links, sitemap and feed.
    pub base_url: Option<BaseUrl>,
    /// The repository with the site's sources, http or https.
    pub repository: Option<String>,
    /// The repository's branch to which readers propose changes.
    pub branch: String,
    /// The repository's folder in which the site lies; none means its top.
    pub folder: Option<String>,
    /// The site's own date, where one is required and no page gives it.
    pub updated: Option<Date>,
    /// Which mentions become links; a page's front matter may say otherwise.
    pub linking: Linking,
    /// What happens to HTML in content.
    pub html: Html,
    /// What a relation may say: the built-in verbs, then the site's own. Each name once.
    pub verbs: Vec<Verb>,
    /// How much may be quoted.
    pub quotes: Quotes,
    /// The rules whose level the site changes.
    pub rules: BTreeMap<&'static str, Level>,
    /// Past these a page is split, left out or refused.
    pub limits: Limits,
    /// Which files beside the pages are written.
    pub exports: Exports,
    /// The search page.
    pub search: Search,
    /// What the editorial standard says of words.
    pub style: Style,
    /// How the text is set.
    pub text: Text,
    /// How references are written.
    pub citation_style: CitationStyle,
}

/// Which mentions of an entry become links.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Linking {
    /// The first in each section.
    #[default]
    FirstPerSection,
    /// The first on each page.
    FirstPerPage,
    /// Every one.
    All,
    /// None; they are still counted.
    None,
}

/// What happens to HTML in content.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Html {
    /// Bare inline tags pass, anything else is an error.
    #[default]
    Tags,
    /// All of it passes.
    Trust,
}

/// How much may be quoted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Quotes {
    /// The most of one source, in per cent of its words.
    pub share: u32,
    /// The longest quotation, in words.
    pub longest: u32,
}

/// The level of a rule as `[rules]` sets it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Level {
    /// Not reported.
    Off,
    /// Reported; the site is built.
    Warning,
    /// Reported; nothing is published.
    Error,
}

/// Past these a page is split, left out or refused.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Limits {
    /// The deepest nesting of blocks and inlines, in levels.
    pub nesting: u32,
    /// The largest file of content, in bytes.
    pub page_bytes: u32,
    /// A page's prose may have this many times the bytes of its source ...
    pub growth: u32,
    /// ... and this many bytes more.
    pub growth_bytes: u32,
    /// Passages shown on the page of one entry.
    pub passages: u32,
    /// Entries on one page of the A–Z.
    pub entries: u32,
    /// Concepts drawn in the map; the others are in its list alone.
    pub map_entries: u32,
    /// Relations of the map; with more it is left out.
    pub map_relations: u32,
    /// Cells of the article × concept matrix; with more it is left out.
    pub matrix_cells: u32,
    /// Bytes of content that the book is made of; with more it is left out.
    pub print_bytes: u32,
    /// The largest full text for the search, in bytes; with a larger one only titles are searched.
    pub search_bytes: u32,
}

/// Which files beside the pages are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Exports {
    /// `sitemap.xml`, if there is a base URL.
    pub sitemap: bool,
    /// `robots.txt`.
    pub robots: bool,
    /// `.nojekyll`, for GitHub Pages.
    pub nojekyll: bool,
}

/// The search page.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Search {
    /// Whether there is one.
    pub enabled: bool,
}

/// What the editorial standard says of words.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Style {
    /// Words and phrases that the site's own text doesn't use.
    pub banned: Vec<String>,
}

/// How the text is set.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Text {
    /// Whether plain marks, hyphens and full stops become the language's quotation marks, dashes and ellipses.
    pub typography: bool,
}

/// How references are written.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum CitationStyle {
    /// (Kaldor 2018), and a bibliography in the order of authors and years.
    #[default]
    AuthorDate,
}

impl Config {
    /// The verb with this name; inverses are not found.
    pub fn verb(&self, name: &str) -> Option<&Verb> {
        self.verbs.iter().find(|verb| verb.name == name)
    }
}

impl Default for Config {
    /// A site without a name and every policy as the manual gives it.
    fn default() -> Config {
        Config {
            title: String::new(),
            subtitle: None,
            description: None,
            language: "en".to_owned(),
            base_url: None,
            repository: None,
            branch: "main".to_owned(),
            folder: None,
            updated: None,
            linking: Linking::default(),
            html: Html::default(),
            verbs: verbs::built_in(),
            quotes: Quotes::default(),
            rules: BTreeMap::new(),
            limits: Limits::default(),
            exports: Exports::default(),
            search: Search::default(),
            style: Style::default(),
            text: Text::default(),
            citation_style: CitationStyle::default(),
        }
    }
}

impl Default for Quotes {
    fn default() -> Quotes {
        Quotes { share: 20, longest: 40 }
    }
}

impl Default for Exports {
    fn default() -> Exports {
        Exports { sitemap: true, robots: true, nojekyll: true }
    }
}

impl Default for Search {
    fn default() -> Search {
        Search { enabled: true }
    }
}

impl Default for Text {
    fn default() -> Text {
        Text { typography: true }
    }
}

impl Default for Style {
    fn default() -> Style {
        let banned =
            ["delve", "delves", "delving", "underscores", "pivotal", "tapestry", "it is important to note"];
        Style { banned: banned.map(str::to_owned).to_vec() }
    }
}

impl Default for Limits {
    fn default() -> Limits {
        Limits {
            nesting: 100,
            page_bytes: 5_000_000,
            growth: 20,
            growth_bytes: 64 * 1024,
            passages: 100,
            entries: 500,
            map_entries: 150,
            map_relations: 5_000,
            matrix_cells: 20_000,
            print_bytes: 2_000_000,
            search_bytes: 1_500_000,
        }
    }
}

/// The words for [`Linking`] in `site.toml` and front matter.
pub(crate) const LINKING: [(&str, Linking); 4] = [
    ("first-per-section", Linking::FirstPerSection),
    ("first-per-page", Linking::FirstPerPage),
    ("all", Linking::All),
    ("none", Linking::None),
];

/// Reads `site.toml`. Never fails: what is missing or wrong is reported and has its default.
pub fn config(path: &Arc<str>, text: &str) -> (Config, Vec<Diagnostic>) {
    let mut report = Report::new(path, text);
    let start = if text.starts_with('\u{FEFF}') { '\u{FEFF}'.len_utf8() } else { 0 };
    let entries = syntax::table(&mut report, Range::new(start, text.len()));
    let config = read::site(Fields::new(&mut report, keys::Table::Site, entries, None));
    (config, report.diagnostics())
}
