//! Whatever was built before: a build that remembers gives what one gives that doesn't.

use std::path::Path;
use std::sync::Arc;

use lectern::load::{self, Sources, Text, load};
use lectern::pipeline::{Memory, Request, build, build_again};
use proptest::prelude::*;

use super::cases;
use crate::support::findings;

/// What is appended to a page: words that are mentioned, links, headings, notes, quotations, mistakes.
const TEXTS: [&str; 18] = [
    "\n\nNothing else is said.\n",
    "\n\nEntropy grows, and free energies with it.\n",
    "\n\nThe [[second-law]] and [[concepts/heat]] again, and [[entropy#in-short]].\n",
    "\n\n## Another part {#another}\n\nHeat is work that was lost.\n",
    "\n\n## Entropy and [[concepts/work]]\n\nIts heading has a label.\n",
    "\n\nA note.[^9]\n\n[^9]: On heat, by Ada Black.\n",
    "\n\n“The cold end is where the loss lies” [@black-1901, part 2].\n",
    "\n\n> A quotation of heat that nobody made.\n> [@black-1901, part 1]\n",
    "\n\nSee [[nothing of the kind]].\n",
    "\n\n<div>heat</div>\n",
    "\n\n![A rod](rod.png) and ![nothing](nothing.png)\n",
    "\n\n| heat | work |\n|---|---|\n| Black | Brun |\n",
    "\n\n<!-- lectern: allow unknown-entry -->\nSee [[nothing of the kind]].\n",
    "\n\n[On life](../articles/on-life.md) and [heat](../concepts/heat.md#definition).\n",
    "\n\nSaid “by somebody whom nobody names here” of heat.\n",
    "\n\nCaloric and phlogiston.\n",
    "\n\nSee [[heat#related]] and [[concepts/entropy#uses]].\n",
    "\n\nOf heat [@brun-1944, p. 3].[^8]\n\n[^8]: On [[concepts/work]] -- \"loosely\" [@black-1901].\n",
];

/// Front matter that is put in place of a page's title line, or beside it.
const KEYS: [&str; 13] = [
    "title = \"Caloric\"",
    "title = \"Heat & <light>\"",
    "aliases = [\"phlogiston\"]",
    "aliases = [\"heat\", \"caloric\"]",
    "summary = \"Another definition of it, by heat.\"",
    "draft = true",
    "slug = \"elsewhere\"",
    "no_links = [\"heat\"]",
    "broader = [\"heat\"]",
    "updated = 2024-06-01",
    "order = 9",
    "related = []",
    "related = [{ to = \"entropy\", as = \"drives\" }]",
];

/// Lines of `site.toml`, put first.
const SETTINGS: [&str; 9] = [
    "linking = \"all\"",
    "linking = \"first-per-page\"",
    "exports = { sitemap = false }",
    "limits = { passages = 1 }",
    "limits = { map_relations = 1, print_bytes = 9, search_bytes = 9 }",
    "search = { enabled = false }",
    "text = { typography = false }",
    "citation_style = 1",
    "quotes = { longest = 3 }",
];

/// Templates and words of the site's own.
const TEMPLATES: [(&str, &str); 6] = [
    ("templates/line.html", "<li>{{ entry.title }} {{ entry.n_mentions }}</li>"),
    (
        "templates/preview.html",
        "<div class=\"pv\" popover id=\"{{ preview.id }}\">{{ preview.summary }}</div>",
    ),
    ("templates/404.html", "<p>{{ site.title }}</p>"),
    ("templates/404.html", "<p>{{ site.titel }}</p>"),
    ("templates/page.html", "{{ page.title"),
    ("templates/words/en.toml", "concepts = \"Terms\"\nuses = \"Readings\"\n"),
];

/// One edit of a site.
#[derive(Clone, Copy, Debug)]
pub enum Edit {
    Append(usize, usize),
    Key(usize, usize),
    Delete(usize),
    Rename(usize, usize),
    /// A concept of this number, copied from another.
    New(usize, usize),
    Setting(usize),
    Template(usize),
    NoTemplates,
    Asset(usize),
    Lock,
    /// A work of the bibliography, under this title.
    Record(usize),
    Back,
}

pub fn edits() -> impl Strategy<Value = Vec<Edit>> {
    let n = 0..64_usize;
    let one = prop_oneof![
        6 => (n.clone(), n.clone()).prop_map(|(file, text)| Edit::Append(file, text)),
        4 => (n.clone(), n.clone()).prop_map(|(file, key)| Edit::Key(file, key)),
        1 => n.clone().prop_map(Edit::Delete),
        1 => (n.clone(), n.clone()).prop_map(|(file, name)| Edit::Rename(file, name)),
        2 => (n.clone(), n.clone()).prop_map(|(file, name)| Edit::New(file, name)),
        1 => n.clone().prop_map(Edit::Setting),
        1 => n.clone().prop_map(Edit::Template),
        1 => Just(Edit::NoTemplates),
        1 => n.clone().prop_map(Edit::Asset),
        1 => n.prop_map(Edit::Record),
        1 => Just(Edit::Lock),
        1 => Just(Edit::Back),
    ];
    proptest::collection::vec(one, 1..8)
}

/// A page of the site, by number.
fn page(sources: &Sources, number: usize) -> (Arc<str>, String) {
    let is_page = |path: &&Arc<str>| path.ends_with(".md");
    let pages: Vec<&Arc<str>> = sources.texts.keys().filter(is_page).collect();
    let Some(path) = pages.get(number % pages.len().max(1)) else {
        return ("content/index.md".into(), String::new());
    };
    ((*path).clone(), sources.text(path).map_or(String::new(), ToString::to_string))
}

fn put(sources: &mut Sources, path: &str, text: String) {
    sources.texts.insert(path.into(), load::text(text.into_bytes()));
}

pub fn apply(sources: &mut Sources, start: &Sources, edit: Edit) {
    match edit {
        Edit::Append(file, text) => {
            let (path, before) = page(sources, file);
            put(sources, &path, before + TEXTS[text % TEXTS.len()]);
        }
        Edit::Key(file, key) => {
            let (path, before) = page(sources, file);
            let key = KEYS[key % KEYS.len()];
            let name = key.split(' ').next().unwrap_or_default();
            let is_other = |line: &&str| !line.starts_with(&format!("{name} ="));
            let kept: Vec<&str> = before.split('\n').filter(is_other).collect();
            put(sources, &path, kept.join("\n").replacen("+++\n", &format!("+++\n{key}\n"), 1));
        }
        Edit::Delete(file) => drop(sources.texts.remove(&page(sources, file).0)),
        Edit::Rename(file, name) => {
            let (path, text) = page(sources, file);
            sources.texts.remove(&path);
            let folder = path.rsplit_once('/').map_or("content", |(folder, _)| folder);
            put(sources, &format!("{folder}/named-{}.md", name % 3), text);
        }
        Edit::New(file, name) => {
            let text = page(sources, file).1;
            put(sources, &format!("content/concepts/new-{}.md", name % 3), text);
        }
        Edit::Setting(line) => {
            let before = sources.text("site.toml").map_or(String::new(), ToString::to_string);
            put(sources, "site.toml", format!("{}\n{before}", SETTINGS[line % SETTINGS.len()]));
        }
        Edit::Template(file) => {
            let (path, text) = TEMPLATES[file % TEMPLATES.len()];
            put(sources, path, text.to_owned());
        }
        Edit::NoTemplates => sources.texts.retain(|path, _| !path.starts_with("templates/")),
        Edit::Asset(number) => {
            sources.assets.insert("static/reader.css".into(), vec![b'a'; number].into());
        }
        Edit::Lock => {
            let is_lock = sources.texts.contains_key("quotes.lock");
            let old = start.texts.get("quotes.lock").cloned().unwrap_or(Text::Other(1));
            match is_lock {
                true => drop(sources.texts.remove("quotes.lock")),
                false => drop(sources.texts.insert("quotes.lock".into(), old)),
            }
        }
        Edit::Record(number) => {
            let path = "content/references.bib";
            let before = sources.text(path).map_or(String::new(), ToString::to_string);
            put(sources, path, before.replace("On Engines", &format!("On Engines {number}")));
        }
        Edit::Back => *sources = start.clone(),
    }
}

proptest! {
    #![proptest_config(cases(24))]

    #[test]
    fn a_build_that_remembers_is_a_build_that_does_not(edits in edits()) {
        let start = load(&Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/sites/small")).unwrap();
        let mut sources = start.clone();
        let mut memory = Memory::keeping();
        let request = Request::default();
        build_again(&sources, &request, &mut memory, &mut |_| ());
        for edit in edits {
            apply(&mut sources, &start, edit);
            let warm = build_again(&sources, &request, &mut memory, &mut |_| ());
            let cold = build(&sources, &request);
            prop_assert_eq!(findings(&warm.diagnostics, &sources), findings(&cold.diagnostics, &sources));
            prop_assert!(warm.diagnostics == cold.diagnostics, "findings differ after {:?}", edit);
            let addresses = |output: &lectern::output::Output| output.files.keys().cloned().collect::<Vec<_>>();
            prop_assert_eq!(addresses(&warm.value.output), addresses(&cold.value.output));
            for (address, bytes) in &warm.value.output.files {
                let cold = &cold.value.output.files[address];
                prop_assert!(bytes == cold, "{} differs after {:?}", address, edit);
            }
        }
    }
}

#[test]
fn a_passage_follows_the_titles_that_its_labels_show() {
    let mut sources = crate::support::sources(
        "//- content/pages/a.md
        Heat, and [[concepts/work]] with it.
        //- content/concepts/heat.md
        Heat.
        //- content/concepts/work.md title = \"Work\"
        Work.
        ",
    );
    let (request, mut memory) = (Request::default(), Memory::keeping());
    build_again(&sources, &request, &mut memory, &mut |_| ());
    put(&mut sources, "content/concepts/work.md", "+++\ntitle = \"Labour\"\n+++\nWork.\n".to_owned());
    let warm = build_again(&sources, &request, &mut memory, &mut |_| ()).value;
    assert!(crate::support::page(&warm, "concepts/heat.html").contains("Labour"));
    assert_eq!(warm.output, build(&sources, &request).value.output);
}

/// Edits of one line, each of which another page shows in one way only.
const HEARD_OF: [(&str, &str, &str); 9] = [
    // Forms, one that comes and one that goes.
    ("content/concepts/heat.md", "[\"thermal energy\"]", "[\"thermal energy\", \"curious word\"]"),
    ("content/concepts/heat.md", "[\"thermal energy\"]", "[]"),
    // An address.
    ("content/articles/on-engines.md", "order = 1", "slug = \"motors\"\norder = 1"),
    // The paragraph of an article in which a place of its source is told.
    ("content/articles/on-engines.md", "Engines turn heat", "Once more.\n\nEngines turn heat"),
    // An author's definition.
    ("content/names/emile-brun.md", "aliases = ", "summary = \"Somebody.\"\naliases = "),
    // An author, in the search.
    ("content/names/ada-black.md", "title = \"Ada Black\"", "title = \"Ada Blackwood\""),
    // The articles' letters, beside passages.
    ("content/articles/on-engines.md", "order = 1", "order = 3"),
    // A label's words, in a passage on a third page.
    ("content/articles/on-engines.md", "On engines", "On motors"),
    // A section of a concept's page, in the book.
    ("content/concepts/second-law.md", "slug = ", "related = [\"entropy\"]\nslug = "),
];

#[test]
fn a_page_hears_of_whatever_it_shows_of_others() {
    let mut start = load(&Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/sites/small")).unwrap();
    let (about, settings) = ("content/pages/about.md", "site.toml");
    let text = |sources: &Sources, path: &str| sources.text(path).unwrap().to_string();
    let added = "\n[[the-second-law#related]], [[articles/on-engines]] and Émile Brun. No thermal energy, a curious word.\n";
    let told = text(&start, about) + added;
    put(&mut start, about, told);
    // One leads to an article without its label, one cites its source.
    let added = [
        ("second-law", "[It](../articles/on-engines.md) again."),
        ("free-energy", "Said [@black-1901, part 1]."),
    ];
    for (concept, words) in added {
        let path = format!("content/concepts/{concept}.md");
        let told = format!("{}\n{words}\n", text(&start, &path));
        put(&mut start, &path, told);
    }
    // The book's running heads change the address of its stylesheet, which every page names.
    let mut bookless = start.clone();
    put(&mut bookless, settings, format!("limits = {{ print_bytes = 9 }}\n{}", text(&start, settings)));
    let request = Request::default();
    for (start, (path, line, other)) in
        [start, bookless].iter().flat_map(|it| HEARD_OF.map(|edit| (it, edit)))
    {
        let mut memory = Memory::keeping();
        build_again(start, &request, &mut memory, &mut |_| ());
        let mut sources = start.clone();
        assert!(text(start, path).contains(line), "{path} has no `{line}`");
        put(&mut sources, path, text(start, path).replacen(line, other, 1));
        let warm = build_again(&sources, &request, &mut memory, &mut |_| ()).value.output.files;
        let cold = build(&sources, &request).value.output.files;
        let stale = warm.iter().filter(|(address, bytes)| cold.get(*address) != Some(*bytes));
        let stale: Vec<&String> = stale.map(|(address, _)| address).collect();
        assert!(stale.is_empty(), "{path}, `{other}`: {stale:?}");
    }
}

#[test]
fn a_page_hears_of_an_image_that_comes() {
    let mut sources = crate::support::sources("//- content/pages/a.md\n![A rod](rod.png)\n");
    let (request, mut memory) = (Request::default(), Memory::keeping());
    build_again(&sources, &request, &mut memory, &mut |_| ());
    sources.assets.insert("content/pages/rod.png".into(), Arc::from(&b"rod"[..]));
    let warm = build_again(&sources, &request, &mut memory, &mut |_| ()).value;
    assert!(crate::support::page(&warm, "a.html").contains("<img"));
    assert_eq!(warm.output, build(&sources, &request).value.output);
}
