//! Plain marks become the language's as pages are written; what is said stays the same.

use expect_test::expect;
use lectern::quote::folded;
use lectern::text::typography::{set, setting};
use proptest::prelude::*;

use crate::html;
use crate::support::{built, check, page};

fn en(text: &str) -> String {
    set(text, setting("en-GB")).into_owned()
}

/// Pairs of what is typed and what is shown.
fn shows(language: &str, pairs: &[(&str, &str)]) {
    let shown: Vec<_> =
        pairs.iter().map(|(typed, _)| (*typed, set(typed, setting(language)).into_owned())).collect();
    let expected: Vec<_> = pairs.iter().map(|(typed, expected)| (*typed, (*expected).to_owned())).collect();
    assert_eq!(shown, expected);
}

#[test]
fn straight_marks_open_and_close() {
    shows(
        "en",
        &[
            ("\"War\" and 'peace'", "“War” and ‘peace’"),
            ("He said \"she said 'no'\" twice.", "He said “she said ‘no’” twice."),
            ("'He said \"no\"'", "‘He said “no”’"),
            ("(\"so\") [\"so\"] --\"so\"-- —\"so\"—", "(“so”) [“so”] –“so”– —“so”—"),
            ("\"...and so on\"", "“…and so on”"),
            ("non-\"state\" either/\"or\" \"pre-\"", "non-“state” either/“or” “pre-”"),
            ("\"One \"two\" three\"", "“One “two” three”"),
            ("“Set” 'already'", "“Set” ‘already’"),
            ("a \" b ' c", "a \" b ' c"),
            ("\"", "\""),
            ("", ""),
        ],
    );
}

#[test]
fn an_apostrophe_is_no_quotation() {
    shows(
        "en",
        &[
            ("don't, Kaldor's, the states' rights", "don’t, Kaldor’s, the states’ rights"),
            ("the '90s and '68", "the ’90s and ’68"),
            ("'tis 'Twas rock 'n' roll", "’tis ’Twas rock ’n’ roll"),
            ("\"'Tis so\"", "“’Tis so”"),
            ("'Round midnight", "’Round midnight"),
            ("'don't go'", "‘don’t go’"),
            ("a 6\" gun, 5'10\" tall", "a 6\" gun, 5'10\" tall"),
            ("the 1990's", "the 1990’s"),
        ],
    );
}

#[test]
fn hyphens_and_stops_in_a_row_are_dashes_and_ellipses() {
    shows(
        "en",
        &[
            ("war--peace---war", "war–peace—war"),
            ("a ---- b ----- c", "a –– b —– c"),
            ("so... so.... so. . .", "so… so…. so. . ."),
            ("a --> b <-- c", "a --> b <-- c"),
            ("well-known", "well-known"),
        ],
    );
}

#[test]
fn a_range_of_numbers_has_an_en_dash() {
    shows(
        "en",
        &[
            ("481-482, 1914-18 (10-20%), pp.12-14.", "481–482, 1914–18 (10–20%), pp.12–14."),
            ("2018-03-22 2018-03 01-02-1999", "2018-03-22 2018-03 01-02-1999"),
            ("555-1234 0800-1111 12345-6789", "555-1234 0800-1111 12345-6789"),
            (
                "978-3-16-148410-0 ISSN 1234-5679 ISO 8601-9000",
                "978-3-16-148410-0 ISSN 1234-5679 ISO 8601-9000",
            ),
            ("52-48 F-16 A/RES/60-70 1.2-1.4 x1-2 1-2x", "52-48 F-16 A/RES/60-70 1.2-1.4 x1-2 1-2x"),
            (
                "https://x.org/481-482?a='b'--c, \"www.x.org/1-2\"",
                "https://x.org/481-482?a='b'--c, “www.x.org/1-2”",
            ),
        ],
    );
}

#[test]
fn a_number_stays_with_its_word() {
    shows(
        "en",
        &[
            ("pp. 481, p. 3, ¶ 7, § 4", "pp.\u{a0}481, p.\u{a0}3, ¶\u{a0}7, §\u{a0}4"),
            ("(Article 5, No. 3, vol. 2)", "(Article\u{a0}5, No.\u{a0}3, vol.\u{a0}2)"),
            ("Part II", "Part\u{a0}II"),
            ("He said no. I left the map. 3 ships", "He said no. I left the map. 3 ships"),
        ],
    );
    shows("de", &[("S. 481, Bd. 2, Artikel 5, pp. 3", "S.\u{a0}481, Bd.\u{a0}2, Artikel\u{a0}5, pp. 3")]);
    shows("fr", &[("p. 481, t. II, article 5", "p.\u{a0}481, t.\u{a0}II, article\u{a0}5")]);
}

#[test]
fn each_language_has_its_own_marks() {
    shows("de-AT", &[("\"Der 'neue' Krieg\", so Hans' Buch", "„Der ‚neue‘ Krieg“, so Hans’ Buch")]);
    shows("de-CH", &[("\"Der 'neue' Krieg\"", "«Der ‹neue› Krieg»")]);
    shows(
        "fr-CA",
        &[
            ("\"Le mot\" d'abord", "«\u{202f}Le mot\u{202f}» d’abord"),
            ("\"Un \"autre\" mot\"", "«\u{202f}Un “autre” mot\u{202f}»"),
            ("« Un \"autre\" »", "«\u{202f}Un “autre”\u{202f}»"),
            ("l'\"État\"", "l’«\u{202f}État\u{202f}»"),
            (
                "Quoi? Quoi ! Ceci: cela; fin ?!",
                "Quoi\u{202f}? Quoi\u{202f}! Ceci\u{202f}: cela\u{202f}; fin\u{202f}?!",
            ),
            ("à 12:30, http://x.org/?a=b:c", "à 12:30, http://x.org/?a=b:c"),
        ],
    );
    // Of others nothing is known but what all have.
    shows("fi", &[("\"Sota\" -- 'rauha'...", "\"Sota\" – 'rauha'…")]);
}

#[test]
fn a_quotation_goes_on_across_emphasis_links_code_and_notes() {
    check(
        r#"
        //- content/concepts/peace.md
        //- content/pages/a.md
        She wrote "of *war* and [[peace]]" and "*peace*"; '**so**'[^n] and "on
        the `"code"`" and "*it's* peace's".

        - "one
        - two"

        [^n]: A note's "own 'words'".

        He "opens

        and closes".
        "#,
        expect![[r#"
            -- a.html
            She wrote “of *war* and [peace: concepts/peace]” and “*<peace: concepts/peace>*”; ‘**so**’^1^1( A note’s “own ‘words’”.) and “on
            the `"code"`” and “*it’s* <peace: concepts/peace>’s”.
            - “one
            - two”
            He “opens
            and closes”.
        "#]],
    );
}

#[test]
fn a_mark_after_a_citation_closes() {
    check(
        r#"
        //- content/references.bib
        @book{k, title = {K}, author = {K, M}, year = {1999}}
        //- content/pages/a.md
        He said "so [@k]" and 'no [@k]'.
        "#,
        expect![[r#"
            -- a.html
            He said “so ‹([K 1999: bibliography.html#ref-k])›” and ‘no ‹([K 1999: bibliography.html#ref-k])›’.
        "#]],
    );
}

#[test]
fn what_is_verbatim_or_escaped_stays_as_typed() {
    check(
        r#"
        //- content/pages/a.md
        `a--b "c"` <kbd>"--"</kbd> <https://x.org/a--b?'c'> https://x.org/'a'--b \"x\" \'y\' a\--b &quot;z&quot; 1\-2
        <a--b@x.org>

            "code" -- 'block'

        ```
        "code"...
        ```
        "#,
        expect![[r#"
            -- a.html
            `a--b "c"` ‹kbd›"--"‹/kbd› [https://x.org/a--b?'c': https://x.org/a--b?'c'] https://x.org/'a'--b "x" 'y' a--b "z" 1-2
            [a--b@x.org: mailto:a--b@x.org]
            `"code" -- 'block'
            `
            `"code"...
            `
        "#]],
    );
}

#[test]
fn trusted_code_stays_as_typed() {
    check(
        r#"
        //- site.toml
        title = "T"
        html = "trust"
        rules = { uncited-quotation = "off" }
        //- content/pages/a.md
        A "b" <code>"c"--d</code> "e".
        "#,
        expect![[r#"
            -- a.html
            A “b” `"c"--d` “e”.
        "#]],
    );
}

#[test]
fn words_in_another_language_have_its_marks() {
    check(
        r#"
        //- content/pages/a.md
        He asked "<i lang="fr">Qui a dit "non"?</i>" and <span lang="de">"wer 'noch'"</span>,
        *<span lang="la">"cui bono"</span>* and <cite lang="de">"Buch"</cite>.
        "#,
        expect![[r#"
            -- a.html
            He asked “‹i›Qui a dit « non » ?‹/i›” and ‹span›„wer ‚noch‘“‹/span›,
            *‹span›“cui bono”‹/span›* and ‹cite›„Buch“‹/cite›.
        "#]],
    );
}

/// A site whose every text has a straight mark in it.
const MARKED: &str = r#"
    //- site.toml
    title = 'The "reader"...'
    subtitle = "It's here"
    description = "It's it"
    rules = { no-passage = "off", uncited-quotation = "off" }
    verbs = [{ name = "isn't", inverse = "wasn't" }]
    //- content/index.md title = 'The "home"'
    Home's text.
    //- content/articles/a.md title = "A's"; summary = "A--b."; published = "Jan-Feb 1-2"; authors = ["N's"]; citation = "k"
    ## "One" heading

    The peace's "name" is N's [@k, pp. 1-2]. [[a#"One" heading]] ![it's](x.png "it's") [x](https://x.org "it's") [[articles/a]]
    //- content/articles/x.png
    //- content/concepts/peace.md aliases = ["peace's"]; summary = "It's it."; related = [{ to = "war", as = "isn't", why = "it's so" }]; compare = { verdict = "agree", gloss = "it's so" }
    ## [[articles/a]]

    War's here.
    //- content/concepts/war.md summary = "War's it."
    Peace's here.
    //- content/names/n.md title = "N's"; kind = "person"; sort = "S, N's"; summary = "N's summary."
    //- content/pages/p.md title = "P's"; order = 1
    Peace's.
    //- content/references.bib
    @book{k, author = {O'Hara, D'Arcy}, title = {The "title" it's}, publisher = {P's}, address = {L's}, year = {1990}, pages = {1--2}}
"#;

#[test]
fn everything_that_is_read_as_text_is_set() {
    let built = built(MARKED);
    for (address, bytes) in built.output.files.iter().filter(|(address, _)| address.ends_with(".html")) {
        let nodes = html::parse(std::str::from_utf8(bytes).unwrap()).unwrap();
        let text = html::text(&nodes, &|_| false);
        let straight = text.find(['"', '\'']).map(|at| &text[at..(at + 20).min(text.len())]);
        assert_eq!(straight, None, "{address}");
        for element in html::elements(&nodes) {
            for name in ["title", "alt", "aria-label"] {
                let said = element.attribute(name).unwrap_or_default();
                assert!(!said.contains(['"', '\'']), "{address}: {name} is {said}");
            }
        }
    }
    assert!(page(&built, "index.html").contains("<title>The “home” · The “reader”…</title>"));
}

#[test]
fn a_site_may_have_its_text_as_it_is_typed() {
    let site = MARKED.replacen("subtitle", "text = { typography = false }\n    subtitle", 1);
    let built = built(&site);
    let page = page(&built, "articles/a.html");
    assert!(page.contains("<h2 id=\"one-heading\">\"One\" heading</h2>"), "{page}");
    assert!(page.contains("<h1>A&#39;s</h1>"), "{page}");
}

#[test]
fn a_passage_is_set_as_its_page_is() {
    let built = built(
        r#"
        //- content/concepts/peace.md
        //- content/pages/a.md
        He said "so. Such 'peace' as `'it'` is" <span lang="de">"Peace"</span>. It's --- well... p. 4.
        "#,
    );
    let page = page(&built, "concepts/peace.html");
    assert!(page.contains("<q>Such ‘<mark>peace</mark>’ as &#39;it&#39; is” „Peace“.</q>"), "{page}");
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(4000))]

    #[test]
    fn what_is_shown_says_what_was_typed(
        text in "([a-cSé1-3]{0,3}|pp\\.|§|«|»|“|”|’|[\"'\\-.;:!?() \n\u{a0}\u{202f}]{1,3}|--|\\.\\.\\.|www\\.|://){0,16}",
        language in "en|de|de-CH|fr|fi",
    ) {
        let shown = set(&text, setting(&language));
        prop_assert_eq!(folded(&shown), folded(&text), "{} {:?} {:?}", language, &text, shown);
        let compared = |text: &str| crate::plain::compared(&crate::plain::fold(text), &language);
        prop_assert_eq!(compared(&shown), compared(&text), "{} {:?} {:?}", language, &text, shown);
    }

    #[test]
    fn what_is_set_stays_as_it_is(text in "[a-cé12\"'\\-.;:!?() ]{0,24}") {
        let once = en(&text);
        if !once.contains(['"', '\'', '-']) {
            prop_assert_eq!(en(&once), once);
        }
    }
}
