//! `[[label]]`, relative links, and what is said of those that lead nowhere.

use expect_test::expect;
use lectern::text::visible;

use crate::support::{built, check, page, shown};

#[test]
fn a_label_is_a_slug_a_title_or_an_alias() {
    check(
        r#"
        //- content/concepts/new-war.md title = "Wars of our time"; aliases = ["low-intensity conflict"]
        //- content/pages/a.md
        - [[new-war]]
        - [[Wars of our time]]
        - [[low-intensity conflict]]
        "#,
        expect![[r#"
            -- a.html
            - [new-war: concepts/new-war]
            - [Wars of our time: concepts/new-war]
            - [low-intensity conflict: concepts/new-war]
        "#]],
    );
}

#[test]
fn capitals_spaces_and_hyphens_of_a_label_are_as_good_as_each_other() {
    check(
        r#"
        //- content/concepts/new-war.md title = "Wars of our time"
        //- content/pages/a.md
        [[New war]], [[new-War]], [[WARS of our-time]], [[ wars of
        our time ]]
        "#,
        expect![[r#"
            -- a.html
            [New war: concepts/new-war], [new-War: concepts/new-war], [WARS of our-time: concepts/new-war], [wars of our time: concepts/new-war]
        "#]],
    );
}

#[test]
fn a_slug_comes_before_a_title_and_a_title_before_an_alias() {
    check(
        r#"
        //- content/concepts/a.md title = "order"; aliases = ["peace"]
        //- content/concepts/order.md title = "peace"
        //- content/concepts/b.md title = "third"; aliases = ["order"]; autolink = false
        //- content/pages/p.md
        - [[order]]
        - [[peace]]
        //- site.toml
        title = "T"
        rules = { duplicate-form = "off", unused-concept = "off", no-passage = "off", summary = "off" }
        "#,
        expect![[r#"
            -- p.html
            - [order: concepts/order]
            - [peace: concepts/order]
        "#]],
    );
}

#[test]
fn an_exact_label_comes_before_a_folded_one() {
    check(
        r#"
        //- content/concepts/a.md title = "right"
        //- content/names/b.md title = "Right"
        //- content/pages/p.md
        [[right]] and [[Right]]
        "#,
        expect![[r#"
            -- p.html
            [right: concepts/a] and [Right: names/b]
        "#]],
    );
}

#[test]
fn an_entry_comes_before_an_article_and_a_page_of_its_name() {
    check(
        r#"
        //- content/articles/disruption.md
        //- content/concepts/disruption.md
        //- content/pages/disruption.md
        [[disruption]], [[Disruption]], [[articles/disruption]], [[concepts/disruption]], [[pages/disruption]]
        "#,
        expect![[r#"
            -- disruption.html
            [disruption: concepts/disruption], [Disruption: concepts/disruption], [disruption: articles/disruption.html], [disruption: concepts/disruption], [disruption: disruption.html]
        "#]],
    );
}

#[test]
fn an_entrys_folded_label_comes_before_an_articles_exact_one() {
    check(
        r#"
        //- content/articles/x.md title = "Disruption"
        //- content/concepts/y.md title = "disruption"
        //- content/pages/p.md
        [[Disruption]]
        "#,
        expect![[r#"
            -- p.html
            [Disruption: concepts/y]
        "#]],
    );
}

#[test]
fn a_label_with_its_folder_shows_the_title_and_one_with_a_heading_the_headings_words() {
    check(
        r#"
        //- content/concepts/new-war.md title = "New war"
        ## Where it *began*
        //- content/pages/p.md
        ## Here
        [[concepts/new-war]], [[new-war#Where it began]], [[new-war#where-it-began]], [[#here]],
        [[new-war#cite]], [[new-war]]
        "#,
        expect![[r#"
            -- concepts/new-war.html
            ## Where it *began*
            -- p.html
            ## Here
            [New war: concepts/new-war], [Where it began: concepts/new-war#where-it-began], [Where it began: concepts/new-war#where-it-began], [Here: #here],
            [New war: concepts/new-war#cite], [new-war: concepts/new-war]
        "#]],
    );
}

#[test]
fn a_label_with_a_text_shows_the_text() {
    check(
        r#"
        //- content/concepts/new-war.md
        ## Origins
        //- content/pages/p.md
        [[new-war|such *wars*]], [[new-war#origins|how they `began`]]
        "#,
        expect![[r#"
            -- concepts/new-war.html
            ## Origins
            -- p.html
            [such *wars*: concepts/new-war], [how they `began`: concepts/new-war#origins]
        "#]],
    );
}

#[test]
fn a_paragraph_of_an_article_can_be_linked() {
    check(
        r#"
        //- content/articles/a.md
        One.

        Two.
        //- content/pages/p.md
        [[articles/a#p2]], [[articles/a#p3]], [there](../articles/a.md#p1)
        "#,
        expect![[r#"
            -- articles/a.html
            One.
            Two.
            -- p.html
            [a: articles/a.html#p2], [a: articles/a.html], [there: articles/a.html#p1]
            error[unknown-anchor] content/pages/p.md:4:22 «articles/a#p3»: content/articles/a.md has no heading `p3`; the page has no headings
        "#]],
    );
}

#[test]
fn a_relative_path_leads_to_the_files_page() {
    check(
        r##"
        //- content/concepts/new-war.md
        ## Origins
        See [below](#origins) and [the page](../pages/p.md).
        //- content/pages/p.md
        [war](../concepts/new-war.md), [its origins](../concepts/new-war.md#origins), [home](../index.md)
        //- content/index.md
        [war](concepts/new-war.md), [the same](./concepts/../concepts/new%2Dwar.md)
        "##,
        expect![[r#"
            -- concepts/new-war.html
            ## Origins
            See [below: concepts/new-war#origins] and [the page: ../p.html].
            -- index.html
            [war: concepts/new-war], [the same: concepts/new-war]
            -- p.html
            [war: concepts/new-war], [its origins: concepts/new-war#origins], [home: index.html]
        "#]],
    );
}

#[test]
fn a_bar_that_cuts_a_link_in_a_table_is_an_error() {
    check(
        r"
        //- content/concepts/war.md
        //- content/pages/p.md
        | a | [[war\|b]] |
        | --- | --- |
        | [[war|battle]] | [[war\|of *all*]] |
        | *a* [[!war|b]], [[war]] | [[ |
        | `[[` | \[[war|battle]] |

        No table: [[war|battle]].",
        expect![[r#"
            -- p.html
            ‹thead›
            | a | [b: concepts/war]
            ‹/thead›
            ‹tbody›
            | [[<war: concepts/war> | battle]]
            | *a* [[!<war: concepts/war> | b]], [war: concepts/war]
            | `[[` | [[<war: concepts/war>
            ‹/tbody›
            No table: [battle: concepts/war].
            error[unknown-entry] content/pages/p.md:6:3 «[[war|battle]]»: the bar of the link ends the table's cell; write a backslash before it: `[[war\|battle]]`
            error[unknown-entry] content/pages/p.md:7:7 «[[!war|b]]»: the bar of the link ends the table's cell; write a backslash before it: `[[!war\|b]]`
        "#]],
    );
}

#[test]
fn a_bar_in_a_table_is_escaped() {
    check(
        r#"
        //- content/concepts/new-war.md
        //- content/pages/p.md
        | a | b |
        |---|---|
        | [[new-war\|such wars]] | [[new-war]] |
        "#,
        expect![[r#"
            -- p.html
            ‹thead›
            | a | b
            ‹/thead›
            ‹tbody›
            | [such wars: concepts/new-war] | [new-war: concepts/new-war]
            ‹/tbody›
        "#]],
    );
}

#[test]
fn an_ambiguous_label_is_reported_with_every_candidate() {
    check(
        r#"
        //- content/concepts/left.md title = "the left"
        //- content/names/left.md title = "The Left"
        //- content/pages/p.md
        [[left]]
        "#,
        expect![[r#"
            -- p.html
            left
            error[ambiguous-link] content/pages/p.md:4:3 «left»: `left` names more than one page; write one of `[[concepts/left]]`, `[[names/left]]`
        "#]],
    );
}

#[test]
fn an_unknown_heading_is_reported_and_the_link_leads_to_the_page() {
    check(
        r##"
        //- content/concepts/new-war.md
        ## Origins
        //- content/pages/p.md
        [[new-war#orgins]], [[new-war#ends]], [x](../concepts/new-war.md#what), [[#nothing]]
        "##,
        expect![[r#"
            -- concepts/new-war.html
            ## Origins
            -- p.html
            [new war: concepts/new-war], [new war: concepts/new-war], [x: concepts/new-war], [p: p.html]
            error[unknown-anchor] content/pages/p.md:4:3 «new-war#orgins»: content/concepts/new-war.md has no heading `orgins`; did you mean `#origins`?
            error[unknown-anchor] content/pages/p.md:4:23 «new-war#ends»: content/concepts/new-war.md has no heading `ends`; its headings are `#origins`
            error[unknown-anchor] content/pages/p.md:4:43 «../concepts/new-war.md#what»: content/concepts/new-war.md has no heading `what`; its headings are `#origins`
            error[unknown-anchor] content/pages/p.md:4:75 «#nothing»: content/pages/p.md has no heading `nothing`; the page has no headings
        "#]],
    );
}

#[test]
fn a_link_to_nothing_is_reported() {
    check(
        r##"
        //- content/pages/p.md
        [a](), [b](#), [[#]] and [[ ]].
        "##,
        expect![[r#"
            -- p.html
            a, b, # and .
            error[unknown-entry] content/pages/p.md:4:1 «[a]()»: the link leads nowhere; write where it leads, or take the link out
            error[unknown-entry] content/pages/p.md:4:8 «[b](#)»: the link leads nowhere; write where it leads, or take the link out
            error[unknown-entry] content/pages/p.md:4:16 «[[#]]»: the link leads nowhere; write where it leads, or take the link out
            error[unknown-entry] content/pages/p.md:4:26 «[[ ]]»: the link leads nowhere; write where it leads, or take the link out
        "#]],
    );
}

#[test]
fn only_web_mail_and_telephone_leave_the_site() {
    check(
        r#"
        //- content/pages/p.md
        [a](https://example.org/x?y=1&z#q), [b](mailto:a@example.org), [c](tel:+123), <https://example.org>,
        <a@example.org>, [d](HTTP://EXAMPLE.ORG)

        [e](javascript:alert(1)) [f](JaVaScRiPt:alert) [g](data:text/html,x) [h](file:///etc/passwd)
        [i](//example.org) [j](\\example.org) [k](java&Tab;script:alert(1)) [l](&#x01;javascript:alert(1))
        [m](vbscript:x "title") [[javascript:alert(1)]] <javascript:x> [n](blob:x)
        "#,
        expect![[r#"
            -- p.html
            [a: https://example.org/x?y=1&z#q], [b: mailto:a@example.org], [c: tel:+123], [https://example.org: https://example.org],
            [a@example.org: mailto:a@example.org], [d: HTTP://EXAMPLE.ORG]
            e f g h
            i j k l
            m javascript:alert(1) javascript:x n
            error[link-scheme] content/pages/p.md:7:5 «javascript:alert(1)»: links with `javascript:` are not let through; links lead to http, https, mailto, tel, or to a page of the site
            error[link-scheme] content/pages/p.md:7:30 «JaVaScRiPt:alert»: links with `JaVaScRiPt:` are not let through; links lead to http, https, mailto, tel, or to a page of the site
            error[link-scheme] content/pages/p.md:7:52 «data:text/html,x»: links with `data:` are not let through; links lead to http, https, mailto, tel, or to a page of the site
            error[link-scheme] content/pages/p.md:7:74 «file:///etc/passwd»: links with `file:` are not let through; links lead to http, https, mailto, tel, or to a page of the site
            error[link-scheme] content/pages/p.md:8:5 «//example.org»: an address that begins with `//` or `\` leaves the site without saying how; links lead to http, https, mailto, tel, or to a page of the site
            error[link-scheme] content/pages/p.md:8:25 «\example.org»: an address that begins with `//` or `\` leaves the site without saying how; links lead to http, https, mailto, tel, or to a page of the site
            error[link-scheme] content/pages/p.md:8:39 «[k](java&Tab;script:alert(1))»: links with `javascript:` are not let through; links lead to http, https, mailto, tel, or to a page of the site
            error[link-scheme] content/pages/p.md:8:69 «[l](&#x01;javascript:alert(1))»: links with `javascript:` are not let through; links lead to http, https, mailto, tel, or to a page of the site
            error[link-scheme] content/pages/p.md:9:5 «vbscript:x»: links with `vbscript:` are not let through; links lead to http, https, mailto, tel, or to a page of the site
            error[unknown-entry] content/pages/p.md:9:27 «javascript:alert(1)»: no concept or name is called `javascript:alert(1)`; mend it, or add an entry with this title
            error[link-scheme] content/pages/p.md:9:50 «javascript:x»: links with `javascript:` are not let through; links lead to http, https, mailto, tel, or to a page of the site
            error[link-scheme] content/pages/p.md:9:68 «blob:x»: links with `blob:` are not let through; links lead to http, https, mailto, tel, or to a page of the site
        "#]],
    );
}

#[test]
fn a_link_to_an_image_of_the_site_leads_to_the_file() {
    check(
        r#"
        //- content/articles/map.png
        x
        //- content/articles/a.md
        [the map](map.png) ![A map](map.png) ![A map](articles/map.png) ![](map.png) ![A map](mpa.png)
        ![A map](https://example.org/map.png)
        "#,
        expect![[r#"
            -- articles/a.html
            [the map: ../articles/map.png] ![../articles/map.png] ![../articles/map.png] ![../articles/map.png] ‹A map›
            ‹A map›
            error[image-text] content/articles/a.md:4:65 «![](map.png)»: the image has no alternative text; say between the brackets what it shows: `![a map of the Balkans](map.png)`
            error[missing-image] content/articles/a.md:4:78 «![A map](mpa.png)»: no image lies at `mpa.png`; put it into `content/`, beside the page, or into `static/`
            error[missing-image] content/articles/a.md:5:1 «![A map](https://example.org/map.png)»: the image `https://example.org/map.png` lies outside the site; a page of the reader asks no other host: put the file into `content/` or `static/`
        "#]],
    );
}

#[test]
fn words_after_an_exclamation_mark_are_shown_and_neither_linked_nor_counted() {
    let fixture = r#"
        //- content/concepts/human-security.md
        //- content/pages/p.md
        [[!human security]], [[!Human *security*]], [[!x|human security]], and human security.
        "#;
    check(
        fixture,
        expect![[r#"
        -- p.html
        human security, Human *security*, human security, and {human security: concepts/human-security}.
    "#]],
    );
    let site = built(fixture).site;
    assert_eq!(site.backlinks[0].len(), 1);
}

#[test]
fn two_slugs_of_one_label_in_different_folders_have_pages_of_their_own() {
    let built = built(
        r#"
        //- content/concepts/x.md title = "one"
        Text.
        //- content/names/x.md title = "Two"
        Text.
        "#,
    );
    assert!(page(&built, "concepts/x.html").contains("<dfn>one</dfn>"));
    assert!(page(&built, "names/x.html").contains("<dfn>Two</dfn>"));
}

#[test]
fn an_unknown_label_is_reported_with_the_nearest_one() {
    check(
        r#"
        //- content/concepts/hybrid-peace.md title = "Hybrid peace"
        //- content/articles/one.md
        //- content/pages/p.md
        - [[hybird peace]]
        - [[hybird-peace]]
        - [[quite another thing]]
        - [[articles/two]] and [[articles/oen]]
        - [[concepts/hybrid peace]]
        "#,
        expect![[r#"
            -- p.html
            - hybird peace
            - hybird-peace
            - quite another thing
            - articles/two and articles/oen
            - concepts/hybrid peace
            error[unknown-entry] content/pages/p.md:4:5 «hybird peace»: no concept or name is called `hybird peace`; did you mean `Hybrid peace` (content/concepts/hybrid-peace.md)?
            error[unknown-entry] content/pages/p.md:5:5 «hybird-peace»: no concept or name is called `hybird-peace`; did you mean `hybrid-peace` (content/concepts/hybrid-peace.md)?
            error[unknown-entry] content/pages/p.md:6:5 «quite another thing»: no concept or name is called `quite another thing`; to add it: `lectern new concept "quite another thing"`
            error[unknown-entry] content/pages/p.md:7:5 «articles/two»: no page is called `articles/two`; after the folder stands the name of a file in it, without `.md`
            error[unknown-entry] content/pages/p.md:7:26 «articles/oen»: no page is called `articles/oen`; did you mean `articles/one` (content/articles/one.md)?
            error[unknown-entry] content/pages/p.md:8:5 «concepts/hybrid peace»: no page is called `concepts/hybrid peace`; did you mean `concepts/hybrid-peace` (content/concepts/hybrid-peace.md)?
        "#]],
    );
}

#[test]
fn an_unknown_path_is_reported_with_the_nearest_one() {
    check(
        r#"
        //- content/concepts/new-war.md
        //- content/pages/p.md
        [a](../concepts/new-wars.md) [b](concepts/new-war.md) [c](../concepts/new-war.html) [d](../../secret.md)
        [e](/etc/passwd) [f](nowhere)
        "#,
        expect![[r#"
            -- p.html
            a b c d
            e f
            error[unknown-entry] content/pages/p.md:4:5 «../concepts/new-wars.md»: no page lies at `../concepts/new-wars.md`; did you mean `../concepts/new-war.md`?
            error[unknown-entry] content/pages/p.md:4:34 «concepts/new-war.md»: no page lies at `concepts/new-war.md`; did you mean `../concepts/new-war.md`?
            error[unknown-entry] content/pages/p.md:4:59 «../concepts/new-war.html»: no page lies at `../concepts/new-war.html`; did you mean `../concepts/new-war.md`?
            error[unknown-entry] content/pages/p.md:4:89 «../../secret.md»: no page lies at `../../secret.md`; link to a Markdown file by its path from this one, or to an entry as `[[name]]`
            error[unknown-entry] content/pages/p.md:5:5 «/etc/passwd»: no page lies at `/etc/passwd`; link to a Markdown file by its path from this one, or to an entry as `[[name]]`
            error[unknown-entry] content/pages/p.md:5:22 «nowhere»: no page lies at `nowhere`; link to a Markdown file by its path from this one, or to an entry as `[[name]]`
        "#]],
    );
}

#[test]
fn a_label_in_another_unicode_form_is_the_same() {
    check(
        "
        //- content/concepts/émeute.md title = \"émeute\"
        //- content/pages/p.md
        [[e\u{301}meute]], [[concepts/e\u{301}meute]], [x](../concepts/e\u{301}meute.md)
        ",
        expect![[r#"
            -- p.html
            [émeute: concepts/émeute], [émeute: concepts/émeute], [x: concepts/émeute]
        "#]],
    );
}

#[test]
fn a_link_may_not_stand_in_a_link() {
    check(
        r##"
        //- content/concepts/new-war.md
        //- content/references.bib
        @book{kaldor, title = {New Wars}, author = {Kaldor, Mary}, year = {1999}}
        //- content/articles/a.md citation = "kaldor"
        See [her *book* [@kaldor] here](https://example.com), [a <https://example.org>](#p1), [a [[new-war]] b](#p1),
        [[new-war|the [war](https://example.com)]] and [[new-war|it [@kaldor] is]].
        "##,
        expect![[r#"
            -- articles/a.html
            See [her *book*  here: https://example.com]‹([Kaldor 1999: #p1])›, [a https://example.org: #p1], [a [new-war: concepts/new-war] b](#p1),
            [[<new-war: concepts/new-war>|the [war: https://example.com]]] and [it  is: concepts/new-war]‹([Kaldor 1999: #p1])›.
        "#]],
    );
}

#[test]
fn an_id_is_the_authors_unless_it_is_the_themes_or_anothers() {
    check(
        r##"
        //- content/pages/p.md
        ## One {#own}
        ## Two {#own}
        ## Three {#main}
        ## Four {#p1}
        ## Five {#m-1}
        ## Six {#pv-x}
        ## Three
        ## Uses
        ## P1
        ## ***
        [[#own]] [[#two]] [[#three]] [[#three-1]] [[#four]] [[#five]] [[#six]] [[#uses-1]] [[#p1-1]] [[#main]]
        "##,
        expect![[r#"
            -- p.html
            ## One
            ## Two
            ## Three
            ## Four
            ## Five
            ## Six
            ## Three
            ## Uses
            ## P1
            ## ***
            [One: #own] [Two: #two] [Three: #three] [Three: #three-1] [Four: #four] [Five: #five] [Six: #six] [Uses: #uses-1] [P1: #p1-1] [p: p.html]
            error[duplicate-id] content/pages/p.md:5:1 «## Two {#own}»: two headings have the id `own`; give one of them another id, or leave it out
            error[duplicate-id] content/pages/p.md:6:1 «## Three {#main}»: the id `main` is kept for the theme; an id may not begin with `pv-`, `m-` or `ref-`, nor be a letter and digits, nor name a part of the page
            error[duplicate-id] content/pages/p.md:7:1 «## Four {#p1}»: the id `p1` is kept for the theme; an id may not begin with `pv-`, `m-` or `ref-`, nor be a letter and digits, nor name a part of the page
            error[duplicate-id] content/pages/p.md:8:1 «## Five {#m-1}»: the id `m-1` is kept for the theme; an id may not begin with `pv-`, `m-` or `ref-`, nor be a letter and digits, nor name a part of the page
            error[duplicate-id] content/pages/p.md:9:1 «## Six {#pv-x}»: the id `pv-x` is kept for the theme; an id may not begin with `pv-`, `m-` or `ref-`, nor be a letter and digits, nor name a part of the page
            error[unknown-anchor] content/pages/p.md:14:96 «#main»: content/pages/p.md has no heading `main`; its headings are `#own`, `#two`, `#three`, `#four`, `#five`, `#six`, `#three-1`, `#uses-1`, `#p1-1`, `#section`
        "#]],
    );
}

#[test]
fn a_character_that_cannot_be_seen_is_reported_with_its_code_point() {
    let shown = shown(
        "
        //- content/pages/p.md
        Prose with \u{9b}31m and \u{7}, one a line,
        or \0 here, but \u{ad}soft\u{200b} is none of ours.

        ## A \u{202e}heading
        `code\u{200b}` [a](https://example.org/\u{200b}) [[!\u{2060}]]
        ",
    );
    let findings: Vec<String> = shown.lines().filter(|line| line.starts_with("error")).map(visible).collect();
    expect![[r#"
        error[hidden-character] content/pages/p.md:4:12 «\u{9b}»: the line holds a character that can't be seen: U+009B; delete it and type the neighbouring letters again
        error[hidden-character] content/pages/p.md:5:4 «\u{0}»: the line holds a character that can't be seen: U+0000; delete it and type the neighbouring letters again
        error[hidden-character] content/pages/p.md:7:6 «\u{202e}»: the heading holds a character that can't be seen: U+202E; delete it and type the neighbouring letters again
        error[hidden-character] content/pages/p.md:8:1 «`code\u{200b}`»: the code holds a character that can't be seen: U+200B; delete it and type the neighbouring letters again
        error[hidden-character] content/pages/p.md:8:13 «https://example.org/\u{200b}»: the link holds a character that can't be seen: U+200B; delete it and type the neighbouring letters again
        error[hidden-character] content/pages/p.md:8:38 «!\u{2060}»: the link holds a character that can't be seen: U+2060; delete it and type the neighbouring letters again"#]].assert_eq(&findings.join("\n"));
}

#[test]
fn a_link_whose_words_are_its_address_is_marked() {
    let built = built(
        r"
//- content/pages/p.md
<https://example.org/a> [example.org](https://example.org/) [https://example.org](https://example.org)
[there](https://example.org/) [p.md](p.md)
",
    );
    let html = page(&built, "p.html");
    for link in [
        "<a class=\"url\" href=\"https://example.org/a\">https://example.org/a</a>",
        "<a class=\"url\" href=\"https://example.org/\">example.org</a>",
        "<a class=\"url\" href=\"https://example.org\">https://example.org</a>",
        "<a href=\"https://example.org/\">there</a>",
        "<a href=\"p.html\">p.md</a>",
    ] {
        assert!(html.contains(link), "{link} in {html}");
    }
}
