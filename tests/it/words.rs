//! The words of the theme, and those of another language laid over them.

use std::collections::BTreeMap;
use std::sync::Arc;

use lectern::parse::Alert;
use lectern::parse::meta::{NameKind, Verdict};
use lectern::render::words::Words;

fn read(text: &str) -> (Words, Vec<String>) {
    let (words, findings) = Words::read(&"templates/words/de.toml".into(), text);
    let shown = findings.iter().map(|finding| {
        let typed = finding.range.map_or("", |range| range.of(text));
        format!("{} at {typed}: {} ({})", finding.code, finding.message, finding.help.join("; "))
    });
    (words, shown.collect())
}

#[test]
fn a_number_of_things_has_its_word() {
    let words = Words::default();
    assert_eq!(words.n_mentions.count(0), "0 mentions");
    assert_eq!(words.n_mentions.count(1), "1 mention");
    assert_eq!(words.mentions(12, 5), "12 mentions on 5 pages");
    assert_eq!(words.mentions(1, 1), "1 mention on 1 page");
    assert_eq!(words.kind(NameKind::Person).other, "People");
    assert_eq!(words.verdict(Verdict::Past), "The articles speak past each other");
    assert_eq!(words.alert(Alert::Caution), words.phrases().alerts[4]);
}

#[test]
fn what_a_language_leaves_out_stays_english() {
    let (words, findings) = read(
        "home = \"Start\"\nn_pages = { other = \"{n} Seiten\" }\n[verdicts]\nagree = \"Die Texte stimmen überein\"\n",
    );
    assert_eq!(findings, [""; 0]);
    let mut expected = Words { home: "Start".to_owned(), ..Words::default() };
    expected.n_pages.other = "{n} Seiten".to_owned();
    expected.n_pages.zero = "{n} Seiten".to_owned();
    expected.verdicts.agree = "Die Texte stimmen überein".to_owned();
    assert_eq!(words, expected);
}

#[test]
fn a_slip_in_a_file_of_words_is_found_and_its_word_stays_english() {
    let (words, findings) = read(
        "hom = \"Start\"\narticles = 3\nalerts = \"x\"\nnames = { one = \"x\" }\nconcepts = \" \"\n\
         concept_number = \"Begriff {m} von {total}\"\nskip = \"Zum {text}\"\n[verdicts]\nagre = \"x\"\n",
    );
    assert_eq!(words, Words::default());
    assert_eq!(
        findings,
        [
            "front-matter at \"x\": `alerts` takes a table, not text ()",
            "front-matter at 3: `articles` takes text, not a number ()",
            "template at \"Begriff {m} von {total}\": nothing is put in for `{m}` (put in here: `{n}`, `{total}`)",
            "front-matter at \" \": a text in `concepts` is empty (write something, or take it out)",
            "unknown-key at hom: the theme has no words called `hom` (did you mean `home`?)",
            "front-matter at { one = \"x\" }: `names` takes text, not a table ()",
            "template at \"Zum {text}\": nothing is put in for `{text}` (these words are shown as they are)",
            "unknown-key at agre: the theme has no words called `agre` (did you mean `agree`?)",
        ],
    );
}

#[test]
fn a_site_speaks_its_language_where_there_are_words_for_it() {
    let file = |path: &str, text: &str| (Arc::from(path), Arc::from(text));
    let files: BTreeMap<Arc<str>, Arc<str>> = BTreeMap::from([
        file("templates/words/de.toml", "home = \"Start\""),
        file("templates/words/pt-BR.toml", "home = \"Início\""),
    ]);
    let home = |language: &str| {
        let words = Words::of(language, &files);
        let codes: Vec<&str> = words.diagnostics.iter().map(|finding| finding.code).collect();
        (words.value.home, codes)
    };
    assert_eq!(home("de-AT"), ("Start".to_owned(), vec![]));
    assert_eq!(home("pt-BR"), ("Início".to_owned(), vec![]));
    assert_eq!(home("en-GB"), ("Home".to_owned(), vec![]));
    assert_eq!(home("pt"), ("Home".to_owned(), vec!["missing-words"]));
}

#[test]
fn no_text_in_a_file_of_words_makes_it_fail() {
    proptest::proptest!(proptest::prelude::ProptestConfig::with_cases(64), |(text in "([a-z_]{1,8}( = |\\.)(\"[a-z{}\n]{0,9}\"|[{}\\[\\]\"'#=\n]{0,4}|3)\n?){0,6}")| {
        Words::read(&"templates/words/de.toml".into(), &text);
    });
}
