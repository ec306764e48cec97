//! Rules on how a reader is written: what each finds, and what it leaves alone.

use expect_test::{Expect, expect};
use lectern::pipeline::{self, Request};

use crate::support;

/// The findings of `code` in a fixture whose rules are all as by default.
fn check(code: &str, fixture: &str, expected: Expect) {
    let sources = support::sources(&format!("//- site.toml\ntitle = \"T\"\n{}", unindented(fixture)));
    let mut found = pipeline::build(&sources, &Request::default()).diagnostics;
    found.retain(|finding| finding.code == code);
    expected.assert_eq(&support::findings(&found, &sources));
}

fn unindented(fixture: &str) -> String {
    fixture.lines().map(|line| format!("{}\n", line.trim_start())).collect()
}

const RECORD: &str = "//- content/references.bib\n@book{k, title = {K}, author = {K}, year = {1999}}\n";

#[test]
fn a_concept_quotes_a_passage() {
    check(
        "no-passage",
        &format!(
            "{RECORD}
            //- content/concepts/war.md
            It is \"a contest of wills\" [@k].
            //- content/concepts/peace.md
            It is said to be \"quiet\" [@k].
            //- content/names/kant.md
            He quotes nobody."
        ),
        expect![[r#"
            warning[no-passage] content/concepts/peace.md:2:9 «"peace"»: the concept `peace` quotes no passage; quote the words that it is found in, with a citation: `"words" [@key, place]`
        "#]],
    );
}

#[test]
fn a_summary_is_there_is_short_and_stands_alone() {
    let thirty = "word ".repeat(30);
    check(
        "summary",
        &format!(
            "//- content/concepts/a.md
            //- content/concepts/b.md summary = \"{thirty}more\"
            //- content/concepts/c.md summary = \"This is what somebody said.\"
            //- content/concepts/d.md summary = \"{thirty}\"
            //- content/pages/e.md
            A page needs none."
        ),
        expect![[r#"
            warning[summary] content/concepts/a.md:2:9 «"a"»: `a` has no summary; write one sentence: `summary = "..."`
            warning[summary] content/concepts/b.md:3:11 «"word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word more"»: the summary has 31 words; say it in 30: previews and lists show it whole
            warning[summary] content/concepts/c.md:3:11 «"This is what somebody said."»: the summary begins with `This`, and nothing stands before it; name what it is about: it is read by itself
        "#]],
    );
}

#[test]
fn a_relation_with_a_verb_has_a_reason() {
    check(
        "relation-reason",
        "//- content/concepts/a.md related = [\"b\", { to = \"c\", as = \"presupposes\" }, { to = \"d\", as = \"opposes\", why = \"so\" }]
        //- content/concepts/b.md
        //- content/concepts/c.md
        //- content/concepts/d.md",
        expect![[r#"
            warning[relation-reason] content/concepts/a.md:3:17 «{ to = "c", as = "presupposes" }»: no reason is given why it `presupposes` `c`; add `why = "..."`, or leave `as` out if there is no more to say
        "#]],
    );
}

#[test]
fn summaries_do_not_go_round_in_a_circle() {
    check(
        "circular-definition",
        "//- content/concepts/war.md summary = \"The absence of peace.\"
        //- content/concepts/peace.md summary = \"What comes after wars.\"
        //- content/concepts/one.md summary = \"A kind of two.\"
        //- content/concepts/two.md summary = \"A kind of three.\"
        //- content/concepts/three.md summary = \"A kind of four.\"
        //- content/concepts/four.md summary = \"A kind of five.\"
        //- content/concepts/five.md summary = \"A kind of one.\"
        //- content/concepts/six.md summary = \"Half of twelve, seven less one.\"
        //- content/concepts/seven.md summary = \"Eight less one.\"
        //- content/concepts/eight.md summary = \"Six and two.\"",
        expect![[r#"
            warning[circular-definition] content/concepts/eight.md:3:11 «"Six and two."»: summaries go round in a circle: `eight`, `six`, `seven`, `eight`; define one of them without the next
            warning[circular-definition] content/concepts/peace.md:3:11 «"What comes after wars."»: summaries go round in a circle: `peace`, `war`, `peace`; define one of them without the next
        "#]],
    );
}

#[test]
fn five_words_in_double_marks_have_a_citation_right_after_them() {
    check(
        "uncited-quotation",
        &format!(
            "{RECORD}
            //- content/concepts/war.md
            It is \"the use of force by states\", she says. It is “the use of force by
            states” [@k]. It is \"the use of force by states\" [@k]. It is \"only four words here\".

            > \"The use of force by states\" it is, he said once. [@k]

            ## \"The use of force by states\"
            //- content/pages/p.md
            On a page \"nobody in particular is being quoted\"."
        ),
        expect![[r#"
            warning[uncited-quotation] content/concepts/war.md:4:8 «the use of force by states»: no citation follows the quotation; write it right after the closing mark: `"words" [@key, place]`
        "#]],
    );
}

#[test]
fn banned_words_are_those_of_the_list() {
    let text = "//- content/pages/p.md summary = \"A Pivotal page.\"
        It is important to note that she delves, and he utilises. Important to note.";
    check(
        "banned-word",
        text,
        expect![[r#"
        warning[banned-word] content/pages/p.md:3:11 «"A Pivotal page."»: `pivotal` is not used here; say it in plainer words, or take it out of `banned` in `[style]` of `site.toml`
        warning[banned-word] content/pages/p.md:5:1 «It is important to note»: `it is important to note` is not used here; say it in plainer words, or take it out of `banned` in `[style]` of `site.toml`
        warning[banned-word] content/pages/p.md:5:34 «delves»: `delves` is not used here; say it in plainer words, or take it out of `banned` in `[style]` of `site.toml`
    "#]],
    );
    let own = format!("style = {{ banned = [\"utilises\"] }}\n{text}");
    check(
        "banned-word",
        &own,
        expect![[r#"
        warning[banned-word] content/pages/p.md:5:49 «utilises»: `utilises` is not used here; say it in plainer words, or take it out of `banned` in `[style]` of `site.toml`
    "#]],
    );
    check("banned-word", &format!("style = {{ banned = [] }}\n{text}"), expect![[""]]);
}

#[test]
fn a_word_in_code_is_no_banned_word() {
    check(
        "banned-word",
        "//- content/pages/p.md
        The tag `tapestry`, or `it is` important to note; *`delve`* and a tapestry.

        ```
        delve
        ```",
        expect![[r#"
            warning[banned-word] content/pages/p.md:4:67 «tapestry»: `tapestry` is not used here; say it in plainer words, or take it out of `banned` in `[style]` of `site.toml`
        "#]],
    );
}

#[test]
fn a_comment_silences_what_stands_in_a_block() {
    check(
        "banned-word",
        "//- content/pages/p.md
        <!-- lectern: allow banned-word -->
        A tapestry.",
        expect![[""]],
    );
}
