//! Where mentions are looked for.

use expect_test::expect;
use lectern::load::Sources;
use lectern::pipeline::{Request, build};

use crate::support::{built, check, page, sources};

#[test]
fn quotations_lists_tables_callouts_definitions_and_notes_are_included() {
    check(
        r#"
        //- content/concepts/war.md
        //- content/pages/p.md linking = "all"
        > War.

        - war
          - war

        1. war

           war

        | war | b |
        |-----|---|
        | war | c |

        > [!NOTE]
        > War.

        War
        : a war

        - [x] war

        Text[^1].

        [^1]: War.

            War.
        "#,
        expect![[r#"
            -- p.html
            >
            {War: concepts/war}.
            - {war: concepts/war}
            - {war: concepts/war}
            -
            {war: concepts/war}
            {war: concepts/war}
            ‹thead›
            | {war: concepts/war} | b
            ‹/thead›
            ‹tbody›
            | {war: concepts/war} | c
            ‹/tbody›
            ‹Note›
            {War: concepts/war}.
            {War: concepts/war}
            : a {war: concepts/war}
            - ‹input›‹/input› {war: concepts/war}
            Text^1.
            ^1(
            {War: concepts/war}.
            {War: concepts/war}.
            )
        "#]],
    );
}

#[test]
fn headings_code_addresses_and_link_texts_are_excluded() {
    check(
        r##"
        //- content/concepts/war.md
        //- content/x.png
        x
        //- content/pages/p.md linking = "all"
        # War
        ## The war {#one}
        `war` [war](https://example.org/war) <https://example.org/war> https://example.org/war www.war.org/war
        ![war](../x.png "war") [a *war*](#one) <span title="war">x</span>

        ```war
        war
        ```

            war

        Setext war
        ---
        "##,
        expect![[r#"
            -- p.html
            ## War
            ### The war
            `war` [war: https://example.org/war] [https://example.org/war: https://example.org/war] https://example.org/war www.war.org/war
            ![x.png] [a *war*: #one] ‹span›x‹/span›
            `war
            `
            `war
            `
            ### Setext war
        "#]],
    );
}

#[test]
fn an_entrys_own_page_has_no_mention_of_it() {
    let built = built(
        r#"
        //- content/concepts/war.md
        War, wars, [[war]] and peace.
        //- content/concepts/peace.md
        "#,
    );
    let site = &built.site;
    assert_eq!(site.backlinks[1].len(), 0);
    assert!(
        page(&built, "concepts/war.html")
            .contains("<p>War, wars, <a class=\"c\" data-entry=\"concepts/war\"")
    );
}

#[test]
fn front_matter_is_neither_linked_nor_counted() {
    check(
        r#"
        //- content/concepts/war.md
        //- content/concepts/peace.md summary = "The end of war."
        //- content/pages/p.md title = "War"; summary = "War"
        //- site.toml
        title = "War"
        rules = { no-passage = "off", summary = "off" }
        "#,
        expect![[r#"
            warning[unused-concept] content/concepts/peace.md:2:9 «"peace"»: no page mentions the concept `peace`; mention it where it belongs, or remove the entry
            warning[unused-concept] content/concepts/war.md:2:9 «"war"»: no page mentions the concept `war`; mention it where it belongs, or remove the entry
        "#]],
    );
}

#[test]
fn the_home_page_is_included() {
    check(
        r#"
        //- content/concepts/war.md
        //- content/index.md
        War.
        //- content/dialogue.md
        ## A point
        War.
        "#,
        expect![[r#"
            -- dialogue.html
            ## A point
            {War: concepts/war}.
            -- index.html
            {War: concepts/war}.
        "#]],
    );
}

#[test]
fn a_note_counts_where_it_is_first_referred_to() {
    check(
        r#"
        //- content/concepts/war.md
        //- content/pages/p.md
        [^late]: The war in the note.

        First.

        ## One
        A note[^late] and a war.

        ## Two
        Again[^late]. A war.
        "#,
        expect![[r#"
            -- p.html
            First.
            ## One
            A note^1^1( The {war: concepts/war} in the note.) and a <war: concepts/war>.
            ## Two
            Again^1. A {war: concepts/war}.
        "#]],
    );
}

#[test]
fn a_note_of_several_paragraphs_or_of_a_heading_a_cell_or_a_link_follows_its_block() {
    check(
        r#"
        //- content/pages/p.md
        ## Head[^1]

        Text[^2] more.

        | a[^3] | b |
        |---|---|
        | c | d |

        - item[^4]

        *emphasis[^5]*

        [^1]: One.
        [^2]: Two.

            And more.
        [^3]: Three.
        [^4]: Four.
        [^5]: Five.
        "#,
        expect![[r#"
            -- p.html
            ## Head^1
            ^1(
            One.
            )
            Text^2 more.
            ^2(
            Two.
            And more.
            )
            ‹thead›
            | a^3 | b
            ‹/thead›
            ‹tbody›
            | c | d
            ‹/tbody›
            ^3(
            Three.
            )
            - item^4
            ^4(
            Four.
            )
            *emphasis^5*
            ^5(
            Five.
            )
        "#]],
    );
}

#[test]
fn mentions_have_ids_in_the_order_of_reading() {
    let built = built(
        r#"
        //- content/concepts/war.md
        //- content/pages/p.md
        War[^1], [[war]], war.

        [^1]: A war.
        "#,
    );
    let text = page(&built, "p.html");
    let prose = text.split_once("<div class=\"prose\">").unwrap().1.split_once("</article>").unwrap().0;
    expect![[r##"
        <p><span data-entry="concepts/war" id="m-1">War</span><a class="snr" id="r1" href="#n1" interestfor="pv-n1" data-aside aria-label="Note 1">1</a><span class="sn" role="note" id="n1"><a class="snr" href="#r1" data-aside aria-label="Back to reference 1">1</a> A <span data-entry="concepts/war" id="m-2">war</span>.</span>, <a class="c" data-entry="concepts/war" id="m-3" href="concepts/war.html" interestfor="pv-concepts-war">war</a>, <span data-entry="concepts/war" id="m-4">war</span>.</p>
        </div>
    "##]].assert_eq(prose);
}

#[test]
fn notes_are_numbered_as_they_are_read() {
    check(
        r#"
        //- content/pages/p.md
        [^b]: Two, with a third[^c].

        [^c]: Three.

        One[^a], two[^b], three[^c], one again[^a].

        [^a]: One.
        "#,
        expect![[r#"
            -- p.html
            One^1^1( One.), two^2^2( Two, with a third^3.), three^3, one again^1.
            ^3(
            Three.
            )
        "#]],
    );
}

#[test]
fn notes_that_refer_to_each_other_alone_are_reported() {
    check(
        r#"
        //- content/pages/p.md
        Text.

        [^a]: See[^b].

        [^b]: See[^a].

        [^c]: Me[^c].
        "#,
        expect![[r#"
            -- p.html
            Text.
            error[unknown-footnote] content/pages/p.md:6:1 «[^a]: See[^b].»: nothing refers to the footnote `a`, so it would not be shown; write `[^a]` where it belongs, or take it out
            error[unknown-footnote] content/pages/p.md:8:1 «[^b]: See[^a].»: nothing refers to the footnote `b`, so it would not be shown; write `[^b]` where it belongs, or take it out
            error[unknown-footnote] content/pages/p.md:10:1 «[^c]: Me[^c].»: nothing refers to the footnote `c`, so it would not be shown; write `[^c]` where it belongs, or take it out
        "#]],
    );
}

#[test]
fn a_note_that_is_missing_doubled_or_superfluous_is_reported() {
    check(
        r#"
        //- content/pages/p.md
        Text[^1] and[^2] and[^3] and \[^4].

        [^1]: One.

        [^1]: One again.

        [^5]: Nobody.
        "#,
        expect![[r#"
            -- p.html
            Text^1^1( One.) and[^2] and[^3] and [^4].
            error[unknown-footnote] content/pages/p.md:4:13 «[^2]»: no footnote is called `2`; write its text in a paragraph of its own: `[^2]: ...`; if it is no footnote, write `\[^2]`
            error[unknown-footnote] content/pages/p.md:4:21 «[^3]»: no footnote is called `3`; write its text in a paragraph of its own: `[^3]: ...`; if it is no footnote, write `\[^3]`
            error[unknown-footnote] content/pages/p.md:8:1 «[^1]: One again.»: another footnote is called `1` too, so this one would not be shown; give it a name of its own
            error[unknown-footnote] content/pages/p.md:10:1 «[^5]: Nobody.»: nothing refers to the footnote `5`, so it would not be shown; write `[^5]` where it belongs, or take it out
        "#]],
    );
}

#[test]
fn a_heading_in_a_note_opens_no_section() {
    check(
        r#"
        //- content/concepts/war.md
        //- content/pages/p.md
        A war[^1].

        [^1]: ## Its heading

            War.

        And a war.
        "#,
        expect![[r#"
            -- p.html
            A {war: concepts/war}^1.
            ^1(
            ## Its heading
            <War: concepts/war>.
            )
            And a <war: concepts/war>.
        "#]],
    );
}

#[test]
fn line_ends_do_not_show_in_what_stands_on_several_lines() {
    let lf = "
        //- content/x.png
        x
        //- content/pages/p.md
        [a](https://example.org 'one
        two') ![[three,
        four]] ![five](../x.png 'six
        seven') <span title='eight
        nine'>ten</span> [@eleven,
        twelve] `thirteen
        fourteen`

        ```
        thirteen
        fourteen
        ```
        ";
    let (mut with_lf, mut with_crlf) = (sources(lf), sources(lf));
    with_lf.texts.retain(|path, _| path.ends_with("p.md"));
    with_crlf.texts.retain(|path, _| path.ends_with("p.md"));
    let text = with_crlf.text("content/pages/p.md").unwrap().replace('\n', "\r\n");
    with_crlf.texts.insert("content/pages/p.md".into(), lectern::load::text(text.into_bytes()));
    let page = |sources: &Sources| {
        let built = build(sources, &Request::default()).value;
        String::from_utf8(built.output.files["p.html"].to_vec()).unwrap()
    };
    assert_eq!(page(&with_lf), page(&with_crlf));
    assert!(!page(&with_crlf).contains('\r'));
}
