//! Any Markdown, made of all that it has inside each other, gives sound pages with all of the author's words.

use std::sync::Arc;

use lectern::diagnostic::Outcome;
use lectern::load::{self, Sources};
use lectern::pipeline::{Built, Request, build};
use proptest::prelude::*;

use super::cases;
use crate::sound::faults;
use crate::support::{findings, sources};

/// A glossary whose forms overlap, and the generated text at `path`.
pub fn site(path: &str, text: &str) -> Sources {
    let mut sources = sources(
        r#"
        //- site.toml
        title = "T"
        language = "LANGUAGE"
        //- content/concepts/war.md
        Peace and human security.
        //- content/concepts/new-war.md aliases = ["MAD", "wars of terror"]
        ## Origins
        War.
        //- content/concepts/human-security.md related = [{ to = "war", as = "opposes" }]
        ## [[articles/b]]
        Human security.
        //- content/concepts/security.md
        //- content/names/kaldor.md title = "Mary Kaldor"; aliases = ["Kaldor"]
        //- content/articles/b.md citation = "kaldor"
        War and human security, as Kaldor says.
        //- content/index.md
        War.
        //- content/references.bib
        @book{kaldor, title = {New Wars}, author = {Kaldor, Mary}, year = {1999}}
        //- content/x.png
        x
        "#
        .replace("LANGUAGE", if text.len().is_multiple_of(3) { "fr" } else { "en" })
        .as_str(),
    );
    let kind = if path.starts_with("content/names/") { "kind = \"place\"\n" } else { "" };
    let text = format!("+++\ntitle = \"Generated\"\nlinking = \"all\"\n{kind}+++\n{text}");
    sources.texts.insert(path.into(), load::text(text.into_bytes()));
    sources
}

/// Words of forms in odd splits, and what means something to a parser.
const WORDS: &[&str] = &[
    "war",
    "wars",
    "New",
    "new war",
    "human",
    "security",
    "human security",
    "MAD",
    "mad",
    "Mary",
    "Kaldor",
    "Mary Kaldor",
    "Kaldor's",
    "war’s",
    "non-war",
    "war-torn",
    "“three plain words”",
    "\"so it is\"",
    "don't",
    "'so",
    "it'",
    "\"",
    "1-2",
    "p. 4",
    "why?",
    "«so»",
    "\\\"",
    "café",
    "cafe\u{301}",
    "战争",
    "&amp;",
    "&lt;b&gt;",
    "&copy;",
    "&#32;",
    "\\*",
    "\\[",
    "\\[@kaldor]",
    "\\|",
    "www.war.org",
    "https://war.org/war",
    "a*b",
    "_",
    "[",
    "]",
    "<",
    ">",
    "`",
    "*",
    "**",
    "~",
    "|",
    "!",
    "[^",
    "[@",
    "[[",
    "]]",
    "#",
    "--",
    "...",
    "\u{a0}",
    "\u{ad}",
    "1.",
    "-",
    "+",
    ":",
    "=",
    "{#id}",
];

fn word() -> impl Strategy<Value = String> {
    prop::sample::select(WORDS).prop_map(str::to_owned)
}

/// What stands within a line.
fn inline() -> impl Strategy<Value = String> {
    let small = prop_oneof![
        8 => word(),
        1 => Just("`human security`".to_owned()),
        1 => Just("![a *war*](../x.png \"war\")".to_owned()),
        1 => Just("[[war]]".to_owned()),
        1 => Just("[[concepts/new-war]]".to_owned()),
        1 => Just("[[new-war#Origins]]".to_owned()),
        1 => Just("[[!human security]]".to_owned()),
        1 => Just("[^1]".to_owned()),
        1 => Just("[^2]".to_owned()),
        1 => Just("[@kaldor]".to_owned()),
        1 => Just("[@kaldor, p. 1; @kaldor, X: 2]".to_owned()),
        1 => Just("[@kaldor,\np. 1]".to_owned()),
        1 => Just("<https://example.org/war>".to_owned()),
        1 => Just("<br>".to_owned()),
        1 => Just("<!-- war -->".to_owned()),
        1 => Just("<b>".to_owned()),
    ];
    small.prop_recursive(4, 24, 5, |inner| {
        let joined = (
            prop::collection::vec(inner.clone(), 1..5),
            prop::sample::select(vec!["", " ", " ", "\n", "\\\n"]),
        )
            .prop_map(|(parts, joint)| parts.join(joint));
        let round = |open: &'static str, close: &'static str| {
            inner.clone().prop_map(move |it| format!("{open}{it}{close}"))
        };
        prop_oneof![
            6 => joined,
            2 => round("*", "*"),
            2 => round("**", "**"),
            1 => round("_", "_"),
            1 => round("~~", "~~"),
            1 => round("<em>", "</em>"),
            1 => round("<span lang=\"de\" title=\"a &quot; b\">", "</span>"),
            1 => round("<em>", ""),
            1 => round("", "</em>"),
            1 => round("[", "](../concepts/war.md)"),
            1 => round("[", "](https://example.org/?a=1&b=\"2\" \"a title\")"),
            1 => round("[", "](javascript:alert)"),
            1 => round("[[war|", "]]"),
            1 => round("![", "](../x.png)"),
            1 => round("\"", "\" [@kaldor]"),
        ]
    })
}

fn one_line() -> impl Strategy<Value = String> {
    inline().prop_map(|it| it.replace("\\\n", " ").replace('\n', " "))
}

fn indented(text: &str, first: &str, rest: &str) -> String {
    let lines: Vec<String> = text
        .split('\n')
        .enumerate()
        .map(|(index, line)| format!("{}{line}", if index == 0 { first } else { rest }))
        .collect();
    lines.join("\n")
}

/// Blocks, one after the other.
fn blocks() -> impl Strategy<Value = String> {
    let small = prop_oneof![
        6 => inline(),
        1 => (1..5_usize, one_line()).prop_map(|(level, it)| format!("{} {it}", "#".repeat(level))),
        1 => one_line().prop_map(|it| format!("## {it} {{#own .a .b}}")),
        1 => one_line().prop_map(|it| format!("{it}\n===")),
        1 => Just("```war *x*\nhuman security [[war]]\n```".to_owned()),
        1 => Just("    war [@kaldor]".to_owned()),
        1 => Just("---".to_owned()),
        1 => Just("<!-- lectern: allow raw-html -->".to_owned()),
        1 => Just("<div>\nwar\n</div>".to_owned()),
        1 => prop::collection::vec(one_line(), 4).prop_map(|it| {
            format!("| {} | {} |\n|:--|--:|\n| {} | {} |", it[0].replace('|', ""), it[1].replace('|', ""), it[2], it[3])
        }),
        1 => (one_line(), one_line()).prop_map(|(term, it)| format!("{term}\n: {it}")),
    ];
    small.prop_recursive(4, 24, 4, |inner| {
        let several = prop::collection::vec(inner.clone(), 1..4);
        prop_oneof![
            4 => several.clone().prop_map(|it| it.join("\n\n")),
            1 => several.clone().prop_map(|it| it.join("\n")),
            2 => several.clone().prop_map(|it| it.iter().map(|it| indented(it, "- ", "  ")).collect::<Vec<_>>().join("\n")),
            1 => several.prop_map(|it| it.iter().map(|it| indented(it, "3. ", "   ")).collect::<Vec<_>>().join("\n\n")),
            1 => inner.clone().prop_map(|it| indented(&it, "- [x] ", "  ")),
            2 => inner.clone().prop_map(|it| indented(&it, "> ", "> ")),
            1 => inner.clone().prop_map(|it| indented(&format!("[!NOTE]\n{it}"), "> ", "> ")),
            1 => inner.prop_map(|it| indented(&it, "[^2]: ", "    ")),
        ]
    })
}

/// A whole text: blocks, and the notes that they may refer to.
pub fn text() -> impl Strategy<Value = String> {
    (blocks(), blocks(), inline()).prop_map(|(one, other, note)| {
        format!(
            "Notes[^1][^2].\n\n{one}\n\n{other}\n\n[^1]: {}\n\n[^2]: A war.\n",
            indented(&note, "", "    ")
        )
    })
}

fn path() -> impl Strategy<Value = &'static str> {
    prop::sample::select(vec![
        "content/articles/generated.md",
        "content/concepts/generated.md",
        "content/names/generated.md",
        "content/pages/generated.md",
    ])
}

/// The bytes of all files, with what was found.
fn everything(built: &Outcome<Built>, sources: &Sources) -> (String, Vec<u8>) {
    let files = built.value.output.files.iter();
    let bytes =
        files.flat_map(|(address, bytes)| [address.as_bytes(), b"\n", bytes, b"\n"].concat()).collect();
    (findings(&built.diagnostics, sources), bytes)
}

proptest! {
    #![proptest_config(cases(120))]

    #[test]
    fn pages_are_sound_and_keep_the_authors_words(path in path(), text in text()) {
        let sources = site(path, &text);
        let Outcome { value: built, diagnostics } = build(&sources, &Request::default());
        let faults = faults(&built, &sources);
        prop_assert!(faults.is_empty(), "{}\n--- {path}\n{text}\n---\n{}", faults.join("\n"), findings(&diagnostics, &sources));
    }
}

proptest! {
    #![proptest_config(cases(24))]

    #[test]
    fn line_ends_make_no_difference(path in path(), text in text()) {
        let with_lf = site(path, &text);
        let mut with_crlf = with_lf.clone();
        for text in with_crlf.texts.values_mut() {
            if let load::Text::Utf8(text) = text {
                *text = Arc::from(text.replace('\n', "\r\n"));
            }
        }
        let request = Request::default();
        let (lf, crlf) = (build(&with_lf, &request), build(&with_crlf, &request));
        let (lf, crlf) = (everything(&lf, &with_lf), everything(&crlf, &with_crlf));
        prop_assert_eq!(String::from_utf8_lossy(&lf.1), String::from_utf8_lossy(&crlf.1), "{}", text);
        prop_assert_eq!(lf.0, crlf.0, "{}", text);
    }

    #[test]
    fn the_number_of_threads_makes_no_difference(path in path(), text in text()) {
        let sources = site(path, &text);
        let with = |n_threads: usize| {
            let pool = rayon::ThreadPoolBuilder::new().num_threads(n_threads).build().unwrap();
            let built = pool.install(|| build(&sources, &Request::default()));
            everything(&built, &sources)
        };
        prop_assert_eq!(with(1), with(4));
    }
}
