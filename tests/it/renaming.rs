//! A new name reaches every reference; what readers see stays; nothing is lost on the way.

use std::collections::BTreeMap;

use expect_test::{Expect, expect};
use lectern::diagnostic::Outcome;
use lectern::edit::{changed, diff};
use lectern::load::{self, Sources};
use lectern::parse::Kind;
use lectern::pipeline::{Request, build, has_errors, resolve_only};
use lectern::rename::{Plan, Refused, Renaming, Trace, check_kept, find, merge, rename};
use lectern::resolve::{Site, Standing};
use proptest::prelude::*;

use crate::cli::support::Folder;
use crate::html;
use crate::properties::cases;
use crate::support::{built, findings, page, sources};

/// Words with which glossaries are made: slug, title, two aliases.
const ENTRIES: [(&str, &str, &str, &str); 5] = [
    ("free-energy", "Free energy", "available work", "motive power"),
    ("heat-engine", "Heat engine", "fire machine", "Carnot's engine"),
    ("second-law", "Second law", "law of decay", "arrow of time"),
    ("entropy", "Entropy", "disorder", "caloric loss"),
    ("maxwells-demon", "Maxwell\u{2019}s demon", "sorting being", "neat-fingered being"),
];

/// What an article says of an entry: S is its slug, T its title, L its title in small letters, A an alias.
const SAYINGS: [&str; 18] = [
    "Of [[S]] much is said.",
    "Of [[T]] and [[ T ]] too.",
    "Of [[L]] as well.",
    "Of [[concepts/S]].",
    "Of [[S|what is free]] and [[concepts/S|what *else*]], and [[T|that]].",
    "Of [it](../concepts/S.md), [its part](../concepts/S.md#S-part \"title\") and [it][def].",
    "Of [[S#S-part]] and [[S#S-part|a part]], [[concepts/S#Its part]].",
    "| a | b |\n|---|---|\n| [[S]] | [[S\\|shown]] and [[concepts/S]] |",
    "T is said of Ts, the T's and `[[S]]`.",
    "> “The T of the *T* is L” [[S]].",
    "A note.[^n]\n\n[^n]: On [[S]] and T.",
    "[[A]] and A, *[[A|more]]*.",
    "- [[S]]\n- [it](<../concepts/S.md>)",
    "Words [[!T]] and nothing.",
    "## Of [[S]]",
    "T and \"T\" and T\u{2019}s end.",
    "[[T]], [[concepts/S]], [[S]]: one after the other.",
    "Nothing at all.",
];

#[derive(Clone, Debug)]
struct Made {
    /// Number of entries.
    n_entries: usize,
    /// How each entry's front matter is laid out.
    layouts: Vec<u8>,
    /// Label of another entry, by its number and its way, for each entry.
    relations: Vec<(u8, usize, u8)>,
    /// What the article says, of which entry.
    sayings: Vec<(usize, usize)>,
    line_ends: bool,
}

fn made() -> impl Strategy<Value = Made> {
    (
        2..=ENTRIES.len(),
        prop::collection::vec(0..12_u8, ENTRIES.len()),
        prop::collection::vec((0..4_u8, 0..ENTRIES.len(), 0..4_u8), ENTRIES.len()),
        prop::collection::vec((0..SAYINGS.len(), 0..ENTRIES.len()), 1..9),
        any::<bool>(),
    )
        .prop_map(|(n_entries, layouts, relations, sayings, line_ends)| Made {
            n_entries,
            layouts,
            relations,
            sayings,
            line_ends,
        })
}

fn label(way: u8, entry: usize) -> String {
    let (slug, title, alias, _) = ENTRIES[entry];
    match way {
        0 => slug.to_owned(),
        1 => title.to_owned(),
        2 => format!("concepts/{slug}"),
        _ => alias.to_owned(),
    }
}

/// What an entry says, as one of several authors would write it.
fn entry(made: &Made, number: usize) -> String {
    let (slug, title, one, other) = ENTRIES[number];
    let layout = made.layouts[number];
    let mut out = match layout % 3 {
        0 => format!("+++\ntitle = \"{title}\"\n"),
        1 => format!("+++\n# A comment.\ntitle = '{title}' # its name\nformerly = [\"old-{slug}\"]\n"),
        _ => format!("\n+++\nsummary = \"What {title} is.\"\ntitle=\"{title}\"\n"),
    };
    out.push_str(&match layout / 3 {
        0 => String::new(),
        1 => format!("aliases = [\"{one}\"]\n"),
        2 => format!("aliases = [\n  '{one}', # one\n  \"{other}\",\n]\nwins = [\"{one}\"]\n"),
        _ => format!("aliases = [ \"{one}\", \"{other}\" ]\nforms = [\"{other}s\"]\n"),
    });
    let (kind, to, way) = made.relations[number];
    let to = to % made.n_entries;
    // Labels of aliases that the other hasn't would be mistakes; relations in a circle too.
    let way = if way == 3 && made.layouts[to] < 3 { 0 } else { way };
    if to < number {
        let label = label(way, to);
        out.push_str(&match kind {
            0 => format!("broader = [\"{label}\"]\n"),
            1 => format!("related = [\"{label}\"]\n"),
            2 => format!("related = [{{ to = '{label}', as = \"opposes\", why = \"so\" }}]\n"),
            _ => format!("broader = [ '{label}' ]\nrelated = [\n  {{ to = \"{label}\" }},\n]\n"),
        });
    }
    let body = format!(
        "A text of its own: [[#{slug}-part]], [[{slug}#Its part]].\n\n## Its part {{#{slug}-part}}\n\nOf it.\n"
    );
    format!("{out}+++\n{body}\n## [[articles/on-heat]]\n\nWhat it says.\n")
}

fn glossary(made: &Made) -> Sources {
    let mut sources = sources("//- content/pages/none.md\nNothing.");
    let mut article = "+++\ntitle = \"On heat\"\n+++\nIt begins.\n\n".to_owned();
    for (number, (saying, entry)) in made.sayings.iter().enumerate() {
        let entry = entry % made.n_entries;
        let (slug, title, alias, _) = ENTRIES[entry];
        let alias = if made.layouts[entry] < 3 { title } else { alias };
        // The long words last: they hold the letters that stand for others.
        let said = SAYINGS[*saying]
            .replace("[^n]", &format!("[^n{number}]"))
            .replace("def]", &format!("def{number}]"));
        let said: String = said
            .split_inclusive(|ch: char| !ch.is_alphanumeric())
            .map(|word| {
                let stem = word.trim_end_matches(|ch: char| !ch.is_alphanumeric());
                let new = match stem {
                    "S" => slug.to_owned(),
                    "T" => title.to_owned(),
                    "Ts" => format!("{title}s"),
                    "L" => title.to_lowercase(),
                    "A" => alias.to_owned(),
                    stem => stem.to_owned(),
                };
                new + &word[stem.len()..]
            })
            .collect();
        article.push_str(&said);
        if said.contains("[def") {
            article.push_str(&format!("\n\n[def{number}]: ../concepts/{slug}.md#{slug}-part 'title'"));
        }
        article.push_str("\n\n");
    }
    let mut add = |path: String, text: String| {
        let text = if made.line_ends { text.replace('\n', "\r\n") } else { text };
        sources.texts.insert(path.into(), load::text(text.into_bytes()));
    };
    add("content/articles/on-heat.md".to_owned(), article);
    for (number, (slug, ..)) in ENTRIES.iter().enumerate().take(made.n_entries) {
        add(format!("content/concepts/{slug}.md"), entry(made, number));
    }
    sources
}

fn site(sources: &Sources) -> Site {
    resolve_only(sources, &Request { drafts: true, ..Request::default() }).value
}

fn to(name: &str, trace: Trace) -> Renaming<'_> {
    Renaming { name, slug: None, title: None, trace, prose: false }
}

/// The sources after a plan, which breaks nothing.
fn after(sources: &Sources, plan: &Plan, gone: Option<(&str, &str)>) -> Sources {
    let changes = plan.edits.changes(sources).unwrap();
    let after = changed(sources, &changes);
    let Outcome { value, diagnostics } =
        resolve_only(&after, &Request { drafts: true, ..Request::default() });
    assert!(!has_errors(&diagnostics), "{}\n{}", findings(&diagnostics, &after), diff(&changes));
    let moved: BTreeMap<String, String> = changes
        .iter()
        .filter_map(|change| Some((change.from()?.path.to_string(), change.to()?.path.to_string())))
        .chain(gone.map(|(from, into)| (from.to_owned(), into.to_owned())))
        .collect();
    let path = |path: &str| moved.get(path).cloned().unwrap_or(path.to_owned());
    check_kept(&site(sources), &value, &path).unwrap();
    after
}

fn concept(sources: &Sources, name: &str, to: &Renaming<'_>) -> Result<Plan, Refused> {
    let site = site(sources);
    rename(&site, find(&site, Kind::Concept, name)?, to)
}

/// The words that readers see of every text, by its page's title's file: what the tool adds left out.
fn prose(sources: &Sources, address: &str) -> String {
    let built = build(sources, &Request::default()).value;
    let page = std::str::from_utf8(&built.output.files[address]).unwrap().to_owned();
    let nodes = html::parse(&page).unwrap();
    let prose = html::elements(&nodes).into_iter().find(|element| element.has_class("prose")).unwrap();
    html::text(&prose.children, &|element| element.has("data-aside"))
}

proptest! {
    #![proptest_config(cases(40))]

    #[test]
    fn a_renaming_and_its_way_back_give_the_same_bytes(
        made in made(),
        which in any::<prop::sample::Index>(),
        name in prop::sample::select(vec!["Loose heat", "loose-heat", "Loose \"heat\" & co."]),
        forget in any::<bool>(),
    ) {
        let before = glossary(&made);
        let (slug, title, ..) = ENTRIES[which.index(made.n_entries)];
        let trace = if forget { Trace::Forget } else { Trace::Leave };
        let plan = concept(&before, slug, &to(name, trace)).unwrap();
        let renamed = after(&before, &plan, None);
        prop_assert_ne!(&renamed, &before);
        if !forget {
            prop_assert_eq!(
                prose(&renamed, "articles/on-heat.html"),
                prose(&before, "articles/on-heat.html")
            );
        }
        let new_slug = lectern::text::slug(name);
        let back = if title == "Entropy" || name == "loose-heat" {
            Renaming { slug: Some(slug), title: Some(title), ..to(slug, trace) }
        } else {
            to(title, trace)
        };
        let back = Renaming { slug: Some(slug), ..back };
        let plan = concept(&renamed, &new_slug, &back).unwrap();
        let back = after(&renamed, &plan, None);
        for (path, text) in &before.texts {
            prop_assert_eq!(back.texts.get(path), Some(text));
        }
        prop_assert_eq!(back, before);
    }

    #[test]
    fn a_merging_loses_no_mention(
        made in made(),
        from in any::<prop::sample::Index>(),
        into in any::<prop::sample::Index>(),
    ) {
        let before = glossary(&made);
        let (from, into) = (from.index(made.n_entries), into.index(made.n_entries));
        prop_assume!(from != into);
        let of = |number: usize| format!("content/concepts/{}.md", ENTRIES[number].0);
        let old = site(&before);
        let doc = |number: usize| find(&old, Kind::Concept, ENTRIES[number].0).unwrap();
        let plan = merge(&old, doc(from), doc(into)).unwrap();
        // What one of two is wider than may be wider than the other: such a merging is refused.
        let joined = changed(&before, &plan.edits.changes(&before).unwrap());
        let found = resolve_only(&joined, &Request::default()).diagnostics;
        prop_assume!(!found.iter().any(|finding| finding.code == "broader-circle"));
        let merged = after(&before, &plan, Some((&of(from), &of(into))));
        prop_assert!(merged.text(&of(from)).is_none());
        let both = [of(from), of(into)];
        let was = mentions(&old, &both);
        let is = mentions(&site(&merged), &both);
        prop_assert_eq!(is, was);
        prop_assert_eq!(prose(&merged, "articles/on-heat.html"), prose(&before, "articles/on-heat.html"));
    }
}

/// Where the entries of these files are mentioned, in other files: the run, and the words that weren't linked by hand.
fn mentions(site: &Site, entries: &[String]) -> Vec<(String, u32, String)> {
    let mut out = Vec::new();
    let is_one = |path: &str| entries.iter().any(|entry| entry == path);
    for (doc, mentions) in site.docs.iter().zip(&site.mentions).filter(|(doc, _)| !is_one(&doc.path)) {
        for mention in mentions {
            if is_one(&site.entry_doc(mention.entry).path) {
                let words = match mention.standing {
                    Standing::Hand(_) => String::new(),
                    Standing::Linked | Standing::Marked => mention.text.of(&doc.text).to_owned(),
                };
                out.push((doc.path.to_string(), mention.run, words));
            }
        }
    }
    out
}

/// A small glossary on a disk.
const SMALL: &str = "//- site.toml
title = \"T\"
rules = { unused-concept = \"off\", no-passage = \"off\", summary = \"off\", relation-reason = \"off\" }
//- content/concepts/new-war.md
+++
title = \"New war\"
related = [{ to = \"peace\", as = \"opposes\" }]
+++
A war of today.

## In short {#short}

It is.
//- content/concepts/peace.md
+++
title = \"Peace\"
aliases = [\"quiet\"]
broader = [\"new-war\"]
+++
No war.
//- content/concepts/truce.md
+++
title = \"Truce\"
related = [{ to = \"new-war\", as = \"opposes\", why = \"it ends\" }, \"peace\"]
+++
A short one.[^1]

[^1]: Shorter than [[peace]].
//- content/articles/a.md
+++
title = \"A\"
+++
A new war, [[new-war]], a truce and [[new-war#short]]. \"A new war\" is said. See [[truce|that]].

## Its end

[Here](../concepts/new-war.md#short) and [[#Its end]].
";

/// A diff shows an empty line as a blank, which a snapshot can't.
fn without_blanks(text: &str) -> String {
    text.lines().map(|line| format!("{}\n", line.trim_end())).collect()
}

fn transcript(runs: &[&[&str]], expected: Expect) {
    expected.assert_eq(&without_blanks(&Folder::new(SMALL).transcript(runs)));
}

#[test]
fn the_diff_is_shown_and_nothing_is_changed_where_it_is_only_asked_for() {
    let folder = Folder::new(SMALL);
    let before: Vec<String> = folder.files("").iter().map(|path| folder.read(path)).collect();
    let shown = folder.run(&["rename", "concept", "new-war", "Fresh war", "--dry-run"]);
    let after: Vec<String> = folder.files("").iter().map(|path| folder.read(path)).collect();
    assert_eq!(before, after);
    let made = folder.run(&["rename", "concept", "New war", "Fresh war"]);
    assert_eq!(made.stdout, shown.stdout);
    assert!(folder.read("content/concepts/new-war.md").is_empty());
    assert!(folder.read("content/concepts/fresh-war.md").contains("formerly = [\"new-war\"]"));
    expect![[r#"
        diff --git a/content/articles/a.md b/content/articles/a.md
        --- a/content/articles/a.md
        +++ b/content/articles/a.md
        @@ -1,8 +1,8 @@
         +++
         title = "A"
         +++
        -A new war, [[new-war]], a truce and [[new-war#short]]. "A new war" is said. See [[truce|that]].
        +A new war, [[fresh-war|new-war]], a truce and [[fresh-war#short]]. "A new war" is said. See [[truce|that]].
 
         ## Its end
 
        -[Here](../concepts/new-war.md#short) and [[#Its end]].
        +[Here](../concepts/fresh-war.md#short) and [[#Its end]].
        diff --git a/content/concepts/new-war.md b/content/concepts/fresh-war.md
        rename from content/concepts/new-war.md
        rename to content/concepts/fresh-war.md
        --- a/content/concepts/new-war.md
        +++ b/content/concepts/fresh-war.md
        @@ -1,5 +1,7 @@
         +++
        -title = "New war"
        +title = "Fresh war"
        +aliases = ["New war"]
        +formerly = ["new-war"]
         related = [{ to = "peace", as = "opposes" }]
         +++
         A war of today.
        diff --git a/content/concepts/peace.md b/content/concepts/peace.md
        --- a/content/concepts/peace.md
        +++ b/content/concepts/peace.md
        @@ -1,6 +1,6 @@
         +++
         title = "Peace"
         aliases = ["quiet"]
        -broader = ["new-war"]
        +broader = ["fresh-war"]
         +++
         No war.
        diff --git a/content/concepts/truce.md b/content/concepts/truce.md
        --- a/content/concepts/truce.md
        +++ b/content/concepts/truce.md
        @@ -1,6 +1,6 @@
         +++
         title = "Truce"
        -related = [{ to = "new-war", as = "opposes", why = "it ends" }, "peace"]
        +related = [{ to = "fresh-war", as = "opposes", why = "it ends" }, "peace"]
         +++
         A short one.[^1]
 
    "#]].assert_eq(&without_blanks(&shown.stdout));
}

#[test]
fn two_entries_become_one() {
    transcript(
        &[&["merge", "concept", "truce", "peace"], &["check"]],
        expect![[r#"
            $ lectern merge concept truce peace
            diff --git a/content/articles/a.md b/content/articles/a.md
            --- a/content/articles/a.md
            +++ b/content/articles/a.md
            @@ -1,7 +1,7 @@
             +++
             title = "A"
             +++
            -A new war, [[new-war]], a truce and [[new-war#short]]. "A new war" is said. See [[truce|that]].
            +A new war, [[new-war]], a truce and [[new-war#short]]. "A new war" is said. See [[peace|that]].

             ## Its end

            diff --git a/content/concepts/peace.md b/content/concepts/peace.md
            --- a/content/concepts/peace.md
            +++ b/content/concepts/peace.md
            @@ -1,6 +1,12 @@
             +++
             title = "Peace"
            -aliases = ["quiet"]
            +related = [{ to = "new-war", as = "opposes", why = "it ends" }]
            +formerly = ["truce"]
            +aliases = ["quiet", "Truce"]
             broader = ["new-war"]
             +++
             No war.
            +
            +A short one.[^1]
            +
            +[^1]: Shorter than [[peace]].
            diff --git a/content/concepts/truce.md b/content/concepts/truce.md
            deleted file mode 100644
            --- a/content/concepts/truce.md
            +++ /dev/null
            @@ -1,7 +0,0 @@
            -+++
            -title = "Truce"
            -related = [{ to = "new-war", as = "opposes", why = "it ends" }, "peace"]
            -+++
            -A short one.[^1]
            -
            -[^1]: Shorter than [[peace]].
            -- stderr
            note: content/concepts/peace.md has the text of both: read it again
            merged `truce` into `peace`, 1 reference in 3 files
            -- exit 0
            $ lectern check
            -- stderr
            checked the site in N ms, and wrote nothing
              1 article, 2 concepts, 0 names; 7 mentions of concepts and names
              checked: 11 pages, 6 links (6 by hand), 3 anchors, 0 images, 0 citations
              not checked: whether addresses of other sites answer
              no `base_url` in `site.toml`: no sitemap and no canonical links
              not two articles: the map is a list without a drawing
            -- exit 0
        "#]],
    );
}

#[test]
fn a_heading_gets_other_words_and_its_old_id_still_leads_there() {
    transcript(
        &[
            &["rename", "heading", "a#its-end", "How it ends"],
            &["rename", "heading", "concepts/new-war#short", "brief"],
            &["build", "-q"],
        ],
        expect![[r#"
            $ lectern rename heading a#its-end How it ends
            diff --git a/content/articles/a.md b/content/articles/a.md
            --- a/content/articles/a.md
            +++ b/content/articles/a.md
            @@ -3,6 +3,6 @@
             +++
             A new war, [[new-war]], a truce and [[new-war#short]]. "A new war" is said. See [[truce|that]].
 
            -## Its end
            +## How it ends {formerly=its-end}
 
            -[Here](../concepts/new-war.md#short) and [[#Its end]].
            +[Here](../concepts/new-war.md#short) and [[#How it ends|Its end]].
            -- stderr
            renamed `a#its-end` to `How it ends`, 1 reference in 1 file
            -- exit 0
            $ lectern rename heading concepts/new-war#short brief
            diff --git a/content/articles/a.md b/content/articles/a.md
            --- a/content/articles/a.md
            +++ b/content/articles/a.md
            @@ -1,8 +1,8 @@
             +++
             title = "A"
             +++
            -A new war, [[new-war]], a truce and [[new-war#short]]. "A new war" is said. See [[truce|that]].
            +A new war, [[new-war]], a truce and [[new-war#brief]]. "A new war" is said. See [[truce|that]].
 
             ## How it ends {formerly=its-end}
 
            -[Here](../concepts/new-war.md#short) and [[#How it ends|Its end]].
            +[Here](../concepts/new-war.md#brief) and [[#How it ends|Its end]].
            diff --git a/content/concepts/new-war.md b/content/concepts/new-war.md
            --- a/content/concepts/new-war.md
            +++ b/content/concepts/new-war.md
            @@ -4,6 +4,6 @@
             +++
             A war of today.
 
            -## In short {#short}
            +## In short {#brief formerly=short}
 
             It is.
            -- stderr
            renamed `concepts/new-war#short` to `brief`, 2 references in 2 files
            -- exit 0
            $ lectern build -q
            -- exit 0
        "#]],
    );
}

#[test]
fn a_heading_renamed_and_renamed_back_has_the_same_bytes() {
    let folder = Folder::new(SMALL);
    let all = || {
        folder.files("content").iter().map(|path| folder.read(&format!("content/{path}"))).collect::<Vec<_>>()
    };
    let before = all();
    for (old, new, back) in [("a#its-end", "How it ends", "Its end"), ("new-war#short", "brief", "short")] {
        let (page, _) = old.split_once('#').unwrap();
        assert_eq!(folder.run(&["rename", "heading", old, new]).code, 0);
        assert_ne!(all(), before);
        let there = format!("{page}#{}", lectern::text::slug(new));
        assert_eq!(folder.run(&["rename", "heading", &there, back]).code, 0);
        assert_eq!(all(), before);
    }
}

#[test]
fn prose_is_reworded_where_it_is_asked_for_and_never_in_a_quotation() {
    let sources = sources(
        "
        //- content/concepts/new-war.md title = \"New war\"
        The entry.
        //- content/pages/a.md
        A new war. “The new war” is said; \"a new war\" too, and new wars.

        > A new war.

        New war begins.",
    );
    let plan =
        concept(&sources, "new-war", &Renaming { prose: true, ..to("Fresh war", Trace::Leave) }).unwrap();
    let after = after(&sources, &plan, None);
    let text = after.text("content/pages/a.md").unwrap();
    let body = text.rsplit("+++\n").next().unwrap();
    expect![[r#"
        A fresh war. “The new war” is said; "a new war" too, and new wars.

        > A new war.

        Fresh war begins."#]]
    .assert_eq(body);
}

/// What is said to commands that change nothing.
fn refused(runs: &[&[&str]], expected: Expect) {
    let folder = Folder::new(SMALL);
    let all = || folder.files("").iter().map(|path| (path.clone(), folder.read(path))).collect::<Vec<_>>();
    let before = all();
    let shown = folder.transcript(runs);
    assert_eq!(all(), before);
    expected.assert_eq(&shown);
}

#[test]
fn a_name_that_is_taken_or_kept_or_none_is_refused() {
    refused(
        &[
            &["rename", "concept", "new-war", "Peace"],
            &["rename", "concept", "new-war", "quiet"],
            &["rename", "concept", "new-war", "index"],
            &["rename", "concept", "new-war", "New war"],
            &["rename", "concept", "new-war", "???"],
            &["rename", "concept", "truce", "truce", "--slug", "A B"],
        ],
        expect![[r#"
            $ lectern rename concept new-war Peace
            -- stderr
            error: `concepts/peace` is content/concepts/peace.md
            help: choose another name; `lectern merge concept new-war OTHER` makes one of both
            -- exit 2
            $ lectern rename concept new-war quiet
            -- stderr
            error: content/concepts/peace.md is called `quiet`
            help: choose another name; `lectern merge concept new-war OTHER` makes one of both
            -- exit 2
            $ lectern rename concept new-war index
            -- stderr
            error: `concepts/index` is kept for a page of the site's own
            help: choose another name
            -- exit 2
            $ lectern rename concept new-war New war
            -- stderr
            error: content/concepts/new-war.md is called that already
            -- exit 2
            $ lectern rename concept new-war ???
            -- stderr
            error: `???` makes no address
            help: a slug is small letters, digits and hyphens
            -- exit 2
            $ lectern rename concept truce truce --slug A B
            -- stderr
            error: `A B` makes no address
            help: a slug is small letters, digits and hyphens
            -- exit 2
        "#]],
    );
}

#[test]
fn what_there_is_not_can_be_neither_renamed_nor_merged() {
    refused(
        &[
            &["rename", "concept", "new-wars", "Any"],
            &["rename", "page", "new-war", "Any"],
            &["rename", "heading", "a#nothing", "Any"],
            &["rename", "heading", "a", "Any"],
            &["merge", "concept", "peace", "Peace"],
            &["merge", "concept", "peace", "nothing"],
        ],
        expect![[r#"
            $ lectern rename concept new-wars Any
            -- stderr
            error: no concept is called `new-wars`
            help: did you mean `new-war`?
            -- exit 2
            $ lectern rename page new-war Any
            -- stderr
            error: no page is called `new-war`
            -- exit 2
            $ lectern rename heading a#nothing Any
            -- stderr
            error: content/articles/a.md has no heading `nothing`
            -- exit 2
            $ lectern rename heading a Any
            -- stderr
            error: `a` names no heading
            help: write `PAGE#ID`
            -- exit 2
            $ lectern merge concept peace Peace
            -- stderr
            error: content/concepts/peace.md can't be merged into itself
            help: name another concept
            -- exit 2
            $ lectern merge concept peace nothing
            -- stderr
            error: no concept is called `nothing`
            -- exit 2
        "#]],
    );
}

#[test]
fn an_edit_that_would_bring_an_error_is_refused() {
    let folder = Folder::new(SMALL);
    folder.write("content/pages/b.md", "+++\ntitle = \"B\"\nno_links = [\"new war\"]\n+++\nA new war.\n");
    let run = folder.run(&["rename", "concept", "new-war", "Fresh war", "--forget"]);
    expect![[r#"
        error[unknown-entry]: no entry answers to `new war`
         --> content/pages/b.md:3:13
          |
        3 | no_links = ["new war"]
          |             ^^^^^^^^^
          |
          = help: `no_links` takes titles and aliases of entries

        `lectern help unknown-entry` says more
        1 error: nothing was changed
    "#]]
    .assert_eq(&run.stderr);
    assert_eq!((run.stdout.as_str(), run.code), ("", 1));
    assert!(folder.read("content/concepts/new-war.md").contains("title = \"New war\""));
}

#[test]
fn a_former_id_of_a_heading_still_leads_there() {
    let built = built(
        "
        //- content/pages/a.md
        ## In short {#brief formerly=short formerly=shorter}

        See [[#shorter]] and [it](a.md#short).",
    );
    let page = page(&built, "a.html");
    let heading =
        "<h2 id=\"brief\"><span id=\"short\" data-aside></span><span id=\"shorter\" data-aside></span>";
    assert!(page.contains(heading), "{page}");
    // Two in the text, one in the contents.
    assert_eq!(page.matches("href=\"#brief\"").count(), 3, "{page}");
}

#[test]
fn a_former_id_is_no_other_headings() {
    let sources = sources(
        "
        //- content/pages/a.md
        ## One {formerly=two}

        ## Two

        ## Three {formerly=m-1 other=x}",
    );
    let found = build(&sources, &Request::default()).diagnostics;
    expect![[r#"
        error[duplicate-id] content/pages/a.md:4:1 «## One {formerly=two}»: two headings have the id `two`; give one of them another id, or leave it out
        error[duplicate-id] content/pages/a.md:8:1 «## Three {formerly=m-1 other=x}»: the id `m-1` is kept for the theme; an id may not begin with `pv-`, `m-` or `ref-`, nor be a letter and digits, nor name a part of the page
        error[raw-html] content/pages/a.md:8:1 «## Three {formerly=m-1 other=x}»: a heading's attributes give ids and classes, and `other` is neither; write `{#id .class formerly=old-id}`
    "#]].assert_eq(&findings(&found, &sources));
}

#[test]
fn an_entry_that_took_another_in_has_its_words() {
    let folder = Folder::new(SMALL);
    assert_eq!(folder.run(&["merge", "concept", "peace", "truce"]).code, 0);
    assert!(folder.read("content/concepts/truce.md").contains("aliases = [\"Peace\", \"quiet\"]\n"));
}
