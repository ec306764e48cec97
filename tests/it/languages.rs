//! The theme speaks German and French as well as English, and says nothing that isn't in its files of words.

use lectern::load::{Text, text};
use lectern::pipeline::{Built, Request, build, has_errors};
use lectern::render::words::Words;
use lectern::text::Date;
use toml::{Table, Value};

use crate::html::{self, Element, Node};
use crate::support::{findings, sources};

const ENGLISH: &str = include_str!("../../templates/words/en.toml");
const OTHERS: [(&str, &str); 2] = [
    ("de", include_str!("../../templates/words/de.toml")),
    ("fr", include_str!("../../templates/words/fr.toml")),
];

/// Words that two languages have in common: the key, the language, the reason.
const SHARED: &[(&str, &str, &str)] = &[
    ("articles", "fr", "the French word is written like the English one"),
    ("concepts", "fr", "likewise"),
    ("dialogue", "fr", "likewise"),
    ("article", "fr", "likewise"),
    ("passage", "fr", "likewise"),
    ("note", "fr", "likewise"),
    ("matrix_concept", "fr", "likewise"),
    ("alerts.note", "fr", "likewise"),
    ("alerts.important", "fr", "likewise"),
    ("n_articles.one", "fr", "likewise"),
    ("n_articles.other", "fr", "likewise"),
    ("n_concepts.one", "fr", "likewise"),
    ("n_concepts.other", "fr", "likewise"),
    ("n_mentions.one", "fr", "likewise"),
    ("n_mentions.other", "fr", "likewise"),
    ("n_relations.one", "fr", "likewise"),
    ("n_relations.other", "fr", "likewise"),
    ("pages", "fr", "likewise"),
    ("passages", "fr", "likewise"),
    ("search_keys", "fr", "the keys are called so on French keyboards too"),
    ("n_pages.one", "fr", "likewise"),
    ("n_pages.other", "fr", "likewise"),
    ("kinds_of_names.institution.one", "fr", "likewise"),
    ("kinds_of_names.institution.other", "fr", "likewise"),
    ("kinds_of_names.person.one", "de", "the German word is written like the English one"),
    ("kinds_of_names.institution.one", "de", "likewise"),
    ("n_names.one", "de", "likewise"),
    ("name_number", "de", "no letters but those of a name"),
    ("said_in", "de", "the German word is written like the English one"),
    ("months.april", "de", "likewise"),
    ("months.august", "de", "likewise"),
    ("months.september", "de", "likewise"),
    ("months.november", "de", "likewise"),
    ("et_al", "de", "Latin"),
    ("et_al", "fr", "Latin"),
    ("zero_takes", "de", "a rule, never shown"),
    ("zero_takes", "fr", "a rule, never shown"),
];

/// Every word of a file by its key: `alerts.note`.
fn words(text: &str) -> Vec<(String, String)> {
    fn flatten(table: &Table, path: &str, out: &mut Vec<(String, String)>) {
        for (key, value) in table {
            let path = if path.is_empty() { key.clone() } else { format!("{path}.{key}") };
            match value {
                Value::Table(inner) => flatten(inner, &path, out),
                value => out.push((path, value.as_str().unwrap_or_default().to_owned())),
            }
        }
    }
    let mut out = Vec::new();
    flatten(&text.parse().unwrap(), "", &mut out);
    out
}

#[test]
fn every_language_has_every_word() {
    let english = words(ENGLISH);
    for (language, text) in OTHERS {
        let own = words(text);
        let missing: Vec<&String> = english
            .iter()
            .map(|(key, _)| key)
            .filter(|key| !own.iter().any(|(other, _)| other == *key))
            .collect();
        assert!(missing.is_empty(), "templates/words/{language}.toml has no words for {missing:?}");
    }
}

#[test]
fn no_word_is_left_in_english() {
    let english = words(ENGLISH);
    let has_letters = |word: &str| {
        let bare: String =
            word.split('{').map(|it| it.split_once('}').map_or(it, |(_, rest)| rest)).collect();
        bare.contains(char::is_alphabetic)
    };
    for (language, text) in OTHERS {
        let same: Vec<String> = words(text)
            .into_iter()
            .filter(|word| has_letters(&word.1) && english.contains(word))
            .map(|(key, _)| key)
            .filter(|key| !SHARED.iter().any(|(shared, of, _)| key == shared && *of == language))
            .collect();
        assert!(same.is_empty(), "templates/words/{language}.toml: English too are {same:?}");
    }
}

/// A site with every kind of page; its own words have no Latin letters.
const SITE: &str = r#"
    //- site.toml
    title = "Σ"
    subtitle = "ς"
    language = "LANGUAGE"
    base_url = "https://example.org/r/"
    repository = "https://example.org/s"
    updated = 2018-03-01
    rules = { no-passage = "off", summary = "off" }
    //- content/index.md title = "Ω"
    Ξ.
    //- content/articles/a.md title = "Α"; locators = ["1"]; authors = ["Ν"]; citation = "k"; published = 2018-03-22; summary = "Ξ."
    Π [@k] ρ θ.[^1] Β «γ δ ε» [@k, 1].

    [^1]: Σημείωση.

    ## Τ

    - [x] τ
    - [ ] τ

    > [!NOTE]
    > ν

    | α | β |
    |---|---|
    | γ | δ |
    //- content/articles/b.md title = "Β"; published = "2018-03"
    Θ θ.
    //- content/concepts/t.md title = "Θ"; aliases = ["Θθ"]; summary = "Ξ."; broader = ["Λ"]; related = [{ to = "Λ", as = "presupposes", why = "ξ" }, { to = "Λ", as = "is often confused with", why = "ξ" }]; compare = { verdict = "differ", gloss = "Ξ." }
    ## [[articles/a]]

    Π.
    //- content/concepts/l.md title = "Λ"; formerly = ["old"]
    Π θ.
    //- content/names/n.md title = "Ν"; kind = "person"; citation = "k"
    Π.
    //- content/names/o.md title = "Ο"; kind = "work"
    //- content/dialogue.md title = "Δ"
    Π.
    //- content/pages/p.md title = "Φ"
    Π.
    //- content/references.bib
    @incollection{k, title = {Κ}, editor = {Κ, Κ and Λ, Λ}, booktitle = {Χ}, year = {1990}, publisher = {Ψ}, address = {Ζ}, langid = {greek}}
"#;

fn site(language: &str, own: Option<&str>) -> Built {
    let mut sources = sources(&SITE.replace("LANGUAGE", language));
    if let Some(own) = own {
        let path = format!("templates/words/{language}.toml");
        sources.texts.insert(path.into(), text(own.as_bytes().to_vec()));
    }
    let built = build(&sources, &Request::default());
    assert!(!has_errors(&built.diagnostics), "{}", findings(&built.diagnostics, &sources));
    assert!(sources.texts.values().all(|text| matches!(text, Text::Utf8(_))));
    built.value
}

/// What a reader reads on each page, attributes included, address by address.
fn read(built: &Built) -> Vec<(String, String)> {
    let mut out = Vec::new();
    for (address, bytes) in built.output.files.iter().filter(|(address, _)| address.ends_with(".html")) {
        let nodes = html::parse(std::str::from_utf8(bytes).unwrap()).unwrap();
        collect(&nodes, address, &mut out);
    }
    for (_, said) in &mut out {
        let words = said.split(' ').filter(|word| !word.starts_with("https://"));
        *said = words.collect::<Vec<_>>().join(" ");
    }
    out
}

fn collect(nodes: &[Node], address: &str, out: &mut Vec<(String, String)>) {
    for node in nodes {
        match node {
            Node::Text(text) => out.push((address.to_owned(), text.clone())),
            Node::Element(element) => {
                for name in ["title", "alt", "aria-label", "placeholder", "aria-description"] {
                    out.extend(element.attribute(name).map(|said| (address.to_owned(), said.to_owned())));
                }
                if is_description(element) {
                    let said = element.attribute("content").unwrap_or_default();
                    out.push((address.to_owned(), said.to_owned()));
                }
                collect(&element.children, address, out);
            }
        }
    }
}

fn is_description(element: &Element) -> bool {
    element.attribute("name") == Some("description")
}

#[test]
fn the_theme_says_nothing_but_its_words() {
    let marked = |language: &str| {
        let table: Table = ENGLISH.parse().unwrap();
        let mut out = String::new();
        mark(&table, &mut Vec::new(), &mut out);
        (language.to_owned(), out)
    };
    let (language, own) = marked("el");
    let built = site(&language, Some(&own));
    let mut n_marks = 0;
    for (address, said) in read(&built) {
        n_marks += usize::from(said.contains('※'));
        // The site's own address is no word, and an article's letter is one of one.
        let said = said.replace("https://example.org/r/", "");
        let mut ascii = said.split(|ch: char| !ch.is_ascii_alphabetic());
        let word = ascii.find(|word| word.len() > 1);
        assert_eq!(word, None, "{address}: `{}` is in no file of words", said.trim());
    }
    assert!(n_marks > 50, "only {n_marks} words of the theme are shown");
}

/// The words as a file in which each is a sign and what is put in.
fn mark(table: &Table, path: &mut Vec<String>, out: &mut String) {
    for (key, value) in table {
        path.push(key.clone());
        match value {
            Value::Table(inner) => mark(inner, path, out),
            value => {
                let word = value.as_str().unwrap_or_default();
                let places: Vec<&str> = word
                    .split('{')
                    .skip(1)
                    .filter_map(|rest| rest.split_once('}').map(|(it, _)| it))
                    .collect();
                let places: String = places.iter().map(|place| format!(" {{{place}}}")).collect();
                let is_rule = key == "zero_takes";
                let shown = if is_rule { word.to_owned() } else { format!("※{places}") };
                out.push_str(&format!("{} = \"{shown}\"\n", path.join(".")));
            }
        }
        path.pop();
    }
}

#[test]
fn a_site_in_german_or_french_has_no_english_word() {
    let english: Vec<(String, String)> = words(ENGLISH);
    for (language, text) in OTHERS {
        let own = words(text);
        let shown = read(&site(language, None));
        for (key, word) in &english {
            // Words with a place in them are said of numbers; their letters are looked for without it.
            let pieces = word.split('{').map(|it| it.split_once('}').map_or(it, |(_, rest)| rest).trim());
            for piece in pieces.filter(|piece| piece.chars().filter(|ch| ch.is_alphabetic()).count() > 3) {
                let is_own = own.iter().any(|(_, own)| own.contains(piece));
                let found = shown.iter().find(|(_, said)| said.contains(piece));
                assert!(is_own || found.is_none(), "{language}: `{key}` is said in English: {found:?}");
            }
        }
        let pages = shown.iter().map(|(_, said)| said.as_str()).collect::<Vec<_>>().join("\n");
        let (date, first) = match language {
            "de" => ("22. März 2018", "„Α“, Σ (Stand: 1. März 2018),"),
            _ => ("22 mars 2018", "«\u{202f}Α\u{202f}», Σ (1er mars 2018),"),
        };
        assert!(pages.contains(date), "{pages}");
        assert!(pages.contains(first), "{pages}");
    }
}

#[test]
fn dates_are_as_long_as_they_are_known() {
    let words = |language: &str| Words::of(language, &std::collections::BTreeMap::new()).value;
    let dates = |language: &str| {
        let words = words(language);
        ["2018-03-22", "2018-03-01", "2018-03", "2018"].map(|date| words.date(Date::parse(date).unwrap()))
    };
    assert_eq!(dates("en-GB"), ["22 March 2018", "1 March 2018", "March 2018", "2018"]);
    assert_eq!(dates("de-AT"), ["22. März 2018", "1. März 2018", "März 2018", "2018"]);
    assert_eq!(dates("fr-CA"), ["22 mars 2018", "1er mars 2018", "mars 2018", "2018"]);
}

#[test]
fn none_is_singular_in_french_and_plural_in_english_and_german() {
    let count = |language: &str| {
        let words = Words::of(language, &std::collections::BTreeMap::new()).value;
        [0, 1, 2].map(|n| words.n_pages.count(n))
    };
    assert_eq!(count("fr"), ["0 page", "1 page", "2 pages"]);
    assert_eq!(count("de"), ["0 Seiten", "1 Seite", "2 Seiten"]);
    assert_eq!(count("en"), ["0 pages", "1 page", "2 pages"]);
}

#[test]
fn a_title_in_another_language_says_so() {
    let built = site("de", None);
    let page = std::str::from_utf8(&built.output.files["bibliography.html"]).unwrap();
    assert!(page.contains("(Hg.) (1990). „<span lang=\"el\">Κ</span>“. <cite>Χ</cite>. Ζ: Ψ."), "{page}");
}
