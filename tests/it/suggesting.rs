//! What is suggested: terms without an entry, and forms that entries lack.

use std::collections::BTreeMap;
use std::path::Path;

use expect_test::{Expect, expect};
use lectern::load::{self, Sources, Text};
use lectern::pipeline::{Request, resolve_only};
use lectern::suggest::{Suggestion, suggest};

use crate::support;

/// `words (kind): reasons => remedy`, one a line.
fn check(fixture: &str, texts: &[(&str, &str)], expected: Expect) {
    let texts = texts.iter().map(|(key, text)| ((*key).to_owned(), (*text).to_owned())).collect();
    let suggestions = suggestions(&support::sources(fixture), &texts);
    let lines = suggestions.iter().map(|suggestion| {
        let reasons = suggestion.reasons.join("; ");
        format!("{} ({}): {reasons} => {}\n", suggestion.words, suggestion.what.word(), suggestion.remedy)
    });
    expected.assert_eq(&lines.collect::<String>());
}

fn suggestions(sources: &Sources, texts: &BTreeMap<String, String>) -> Vec<Suggestion> {
    suggest(&resolve_only(sources, &Request::default()).value, texts)
}

/// The site of this project without the entry and the links to it.
fn without_islands_of_civility() -> Sources {
    let mut sources = load::load(Path::new(env!("CARGO_MANIFEST_DIR"))).unwrap();
    let entry = "content/concepts/islands-of-civility.md";
    assert!(sources.texts.remove(entry).is_some(), "{entry} is there to be removed");
    for text in sources.texts.values_mut() {
        let Text::Utf8(whole) = text else { continue };
        let kept = whole.lines().filter(|line| !line.contains("islands-of-civility"));
        *text = Text::Utf8(kept.map(|line| format!("{line}\n")).collect::<String>().into());
    }
    sources
}

#[test]
fn a_concept_that_is_removed_comes_back_among_the_first_ten() {
    let all = suggestions(&without_islands_of_civility(), &BTreeMap::new());
    let words: Vec<&str> = all.iter().take(10).map(|suggestion| suggestion.words.as_str()).collect();
    assert!(words.contains(&"islands of civility"), "{words:?}");
    let found = all.iter().find(|suggestion| suggestion.words == "islands of civility").unwrap();
    assert_eq!(found.remedy, "lectern new concept \"Islands of civility\"");
    assert_eq!(found.passages.len(), 3);
}

#[test]
fn what_recurs_is_quoted_emphasised_or_introduced_is_a_term() {
    check(
        "
        //- content/pages/a.md
        The dark pool is deep. They speak of so-called velvet rope, and of *glass ceiling* too.
        //- content/pages/b.md
        Many a dark pool lies here. What she calls \"slow violence\" hurts; slow violence is patient.
        ",
        &[],
        expect![[r#"
            slow violence (concept): 2 times on 1 page; introduced as a term; in quotation marks => lectern new concept "Slow violence"
            dark pool (concept): 2 times on 2 pages => lectern new concept "Dark pool"
        "#]],
    );
}

#[test]
fn plurals_and_spellings_of_a_form_are_forms() {
    check(
        "
        //- content/concepts/norms.md
        On its own page.
        //- content/concepts/peace-building.md
        //- content/concepts/securitisation.md aliases = [\"securitising\"]
        //- content/pages/a.md
        One norm and peacebuilding and securitization.
        ",
        &[],
        expect![[r#"
            norm (form): an inflection of `norms`; once on 1 page => add `forms = ["norm"]` to content/concepts/norms.md
            peacebuilding (form): a spelling of `peace building`; once on 1 page => add `aliases = ["peacebuilding"]` to content/concepts/peace-building.md
            securitization (form): a spelling of `securitisation`; once on 1 page => add "securitization" to `aliases` in content/concepts/securitisation.md
        "#]],
    );
}

#[test]
fn a_label_that_leads_nowhere_and_a_capital_inside_a_sentence_are_signs() {
    check(
        "
        //- content/pages/a.md
        It is [[dark-money]], said Javier Solana and others, but Javier Solana denied it.
        ",
        &[],
        expect![[r#"
            dark money (concept): once on 1 page; linked to, but there is no such entry => lectern new concept "Dark money"
            Javier Solana (name): 2 times on 1 page; with capitals inside a sentence => lectern new name "Javier Solana"
        "#]],
    );
}

#[test]
fn words_of_an_entry_and_common_words_are_no_candidates() {
    check(
        "
        //- content/concepts/civil-society.md
        //- content/pages/a.md
        However, *the same* \"people\" of civil society say so.
        //- content/pages/b.md
        However, *the same* \"people\" of civil society say so.
        ",
        &[],
        expect![[""]],
    );
}

#[test]
fn what_is_quoted_again_and_again_does_not_recur() {
    let quotes = "It was \"helped by a deadly option off tables\" again.";
    check(
        &format!("//- content/pages/a.md\n{quotes}\n//- content/pages/b.md\n{quotes}\n"),
        &[],
        expect![[""]],
    );
}

#[test]
fn sources_are_looked_through_too() {
    check(
        "
        //- content/pages/a.md
        Here is a dark pool.
        ",
        &[("a-2020", "A first line.\n\nThe dark\npool is deep, and dark pools are wide.\n")],
        expect![[r#"
            dark pool (concept): once on 1 page; 2 times in the sources => lectern new concept "Dark pool"
        "#]],
    );
}
