//! Whatever bytes the files of a site have: findings with places in them, and no panic.

use lectern::diagnostic::{Colour, Format, Outcome, show};
use lectern::load::{self, Sources, Text};
use lectern::pipeline::{Request, build};
use proptest::prelude::*;

use super::cases;
use crate::sound::faults;
use crate::support::sources;

fn site() -> Sources {
    sources(
        r#"
        //- site.toml
        title = "T"
        language = "de"
        base_url = "https://example.org/r/"
        //- templates/page.html
        {% extends "base.html" %}{% block main %}<div class="prose">{{ prose | safe }}</div>{% endblock main %}
        //- templates/words/de.toml
        home = "Start"
        //- quotes.lock
        version = 1

        [sources.k]
        hash = "00000000000000000000000000000000"
        words = 10

        [quotations."content/articles/a.md"]
        k = [
          { at = [[0, 3]], hash = "00000000000000000000000000000000" },
        ]
        //- content/references.bib
        @book{k, title = {K}, author = {K, M}, year = {1999}}
        //- content/articles/a.md citation = "k"; locators = ["one"]
        A “quoted line here” [@k, one] on war[^1] and [[war|it]].

        [^1]: Note.
        //- content/concepts/war.md aliases = ["strife"]; related = ["peace"]
        ## [[articles/a]]
        Text.
        //- content/concepts/peace.md
        //- content/names/k.md title = "K. M."; citation = "k"
        //- content/pages/p.md
        War.
        "#,
    )
}

const PATHS: [&str; 9] = [
    "site.toml",
    "templates/page.html",
    "templates/words/de.toml",
    "quotes.lock",
    "content/references.bib",
    "content/articles/a.md",
    "content/concepts/war.md",
    "content/names/k.md",
    "content/pages/p.md",
];

/// Pieces that mean something somewhere.
const PIECES: &[&str] = &[
    "+++",
    "\n",
    "\n\n",
    "\r\n",
    "\r",
    "\u{feff}",
    "\0",
    "\u{1b}[31m",
    "\u{202e}",
    "\u{200b}",
    "é",
    "中",
    "\u{301}",
    "title = ",
    "\u{9b}31m",
    "\"",
    "\"\"\"",
    "'",
    "= ",
    "[",
    "]",
    "[[",
    "]]",
    "{",
    "}",
    "{{",
    "}}",
    "{%",
    "%}",
    "{#",
    "#}",
    "@",
    "@book{",
    ",",
    ";",
    ":",
    "|",
    "\\",
    "`",
    "```",
    "~~~",
    "*",
    "_",
    "~~",
    "#",
    "## ",
    "> ",
    "> [!NOTE]\n> ",
    "- ",
    "1. ",
    "    ",
    "\t",
    "![",
    "](",
    ")",
    "[^1]",
    "[^1]: ",
    "[@k, one]",
    "[@",
    "<em>",
    "</em>",
    "<div>",
    "<!--",
    "-->",
    "lectern: allow raw-html",
    "&amp;",
    "&#0;",
    "::error::",
    "war",
    "wins = [\"war\"]",
    "| a | b |\n|---|---|\n",
    "\n: ",
    "{#id .c x=y}",
];

fn bytes() -> impl Strategy<Value = Vec<u8>> {
    let piece = prop_oneof![
        12 => prop::sample::select(PIECES.to_vec()).prop_map(|piece| piece.as_bytes().to_vec()),
        1 => prop::collection::vec(any::<u8>(), 1..6),
    ];
    prop::collection::vec(piece, 0..24).prop_map(|pieces| pieces.concat())
}

/// A file of the site in which a stretch is replaced: the place in it, of a thousand, and how many bytes go.
fn spoilt() -> impl Strategy<Value = (&'static str, String)> {
    (prop::sample::select(PATHS.to_vec()), 0..=1000_usize, 0..40_usize, bytes()).prop_map(
        |(path, place, n_gone, new)| {
            let old = site().text(path).map_or(String::new(), ToString::to_string).into_bytes();
            let start = old.len() * place / 1000;
            let end = (start + n_gone).min(old.len());
            let text = [&old[..start], &new, &old[end..]].concat();
            // One byte in a hundred cases is no UTF-8; it goes as a character of its own through the shrinking.
            (path, text.into_iter().map(char::from).collect())
        },
    )
}

proptest! {
    #![proptest_config(cases(200))]

    #[test]
    fn findings_lie_in_their_files_and_are_the_same_every_time((path, text) in spoilt()) {
        let mut sources = site();
        sources.texts.insert(path.into(), load::text(text.chars().map(|ch| ch as u8).collect()));
        let Outcome { value: built, diagnostics } = build(&sources, &Request::default());
        for finding in &diagnostics {
            let (Some(range), Some(text)) = (finding.range, sources.text(&finding.path)) else { continue };
            let range = range.indices();
            prop_assert!(text.get(range.clone()).is_some(), "{finding:?} in {text:?}");
        }
        let again = build(&sources, &Request::default());
        prop_assert_eq!(&diagnostics, &again.diagnostics);
        prop_assert_eq!(&built.output.files, &again.value.output.files);
        // What is shown holds nothing that a terminal or a log would obey.
        let text_of = |path: &str| sources.text(path).map(|text| &**text);
        for format in [Format::Text, Format::Json, Format::Github] {
            let shown = show(&diagnostics, format, Colour::None, &text_of);
            let control = shown.chars().find(|ch| ch.is_control() && !matches!(ch, '\n' | '\t'));
            prop_assert_eq!(control, None, "{}", shown);
            let n_commands = shown.lines().filter(|line| line.starts_with("::")).count();
            let expected = if format == Format::Github { diagnostics.len() } else { 0 };
            prop_assert_eq!(n_commands, expected, "{}", shown);
        }
        let is_markdown = |path: &str| path.ends_with(".md");
        let all_read = sources.texts.values().all(|text| matches!(text, Text::Utf8(_)));
        let template_is_own = !diagnostics.iter().any(|finding| finding.code == "template");
        if all_read && template_is_own && diagnostics.iter().all(|finding| is_markdown(&finding.path)) {
            // A template of the site's own may spoil a page: only the theme's are held to anything.
            let mut with_theme = sources.clone();
            with_theme.texts.remove("templates/page.html");
            let built = build(&with_theme, &Request::default()).value;
            let faults = faults(&built, &with_theme);
            let about_words =
                |fault: &String| ["words differ", "notes differ"].iter().any(|it| fault.contains(it));
            let faults: Vec<&String> = faults.iter().filter(|fault| !about_words(fault)).collect();
            prop_assert!(faults.is_empty(), "{faults:?}\n{:?}", with_theme.texts.get(path));
        }
    }
}
