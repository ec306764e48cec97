//! What the renderer sets beside or above the author's words: rails, callouts' titles, short citations.

use expect_test::expect;

use crate::html;
use crate::support::{self, check, page};

#[test]
fn a_section_of_an_article_has_its_concepts_beside_it_each_once() {
    let built = support::built(
        r#"
        //- content/articles/a.md
        War before any heading.

        ## One

        A norm, war, a norm, and Ada.

        ## Two

        Nothing.

        ### Three

        - war
        //- content/concepts/war.md
        //- content/concepts/norm.md
        //- content/names/ada.md title = "Ada"
        //- content/pages/p.md
        ## One

        War.
        "#,
    );
    let rails = |address: &str| {
        let nodes = html::parse(page(&built, address)).unwrap();
        let rails = html::elements(&nodes).into_iter().filter(|it| it.attribute("class") == Some("rail"));
        rails.map(|rail| support::readable(&rail.children).trim().to_owned() + "\n").collect::<String>()
    };
    expect![[r#"
        ‹span›Concepts in this section‹/span›
        [norm: concepts/norm] ·
        [war: concepts/war]
        ‹span›Concepts in this section‹/span›
        [war: concepts/war]
    "#]]
    .assert_eq(&rails("articles/a.html"));
    assert_eq!(rails("p.html"), "");
}

#[test]
fn what_is_strong_in_a_callouts_first_paragraph_is_its_title() {
    let built = support::built(
        "//- content/pages/p.md\n> [!NOTE]\n> **At a *glance***\n>\n> Text.\n\n> [!TIP]\n> **Strong** and more.\n",
    );
    let page = page(&built, "p.html");
    for part in [
        "<p class=\"alert-title\">At a <em>glance</em></p>\n<p>Text.</p>",
        "<p class=\"alert-title\" data-aside>Tip</p>\n<p><strong>Strong</strong> and more.</p>",
    ] {
        assert!(page.contains(part), "{part} in {page}");
    }
}

#[test]
fn a_place_in_the_article_that_the_text_is_about_needs_no_name() {
    check(
        r#"
        //- content/references.bib
        @book{k, title = {K}, author = {Kaldor, Mary}, year = {2018}}
        @book{l, title = {L}, author = {Leonard, Mark}, year = {2017}}
        //- content/articles/a.md citation = "k"; locators = ["wars"]
        Here [@k, wars], there [@l, p. 1], whole [@k].
        //- content/concepts/war.md
        Before [@k, wars].

        ## [[articles/a]]

        Its use [@k, wars; @l, p. 2].

        ## After

        Outside [@k, wars].
        "#,
        expect![[r#"
            -- articles/a.html
            Here ‹(wars)›, there ‹([Leonard 2017: ../bibliography.html#ref-l], p. 1)›, whole ‹([Kaldor 2018: #p1])›.
            -- concepts/war.html
            Before ‹([Kaldor 2018: ../articles/a.html#p1], wars)›.
            ‹In the articles›
            ### ‹A› [a: ../articles/a.html]
            Its use ‹([wars: ../articles/a.html#p1]; [Leonard 2017: ../bibliography.html#ref-l], p. 2)›.
            ## After
            Outside ‹([Kaldor 2018: ../articles/a.html#p1], wars)›.
        "#]],
    );
}

#[test]
fn words_that_a_comment_parts_stay_apart_in_an_item() {
    check(
        "//- content/pages/p.md\n- - one\n    <!-- gone -->\n    two\n",
        expect![[r#"
        -- p.html
        -
        - one
        two
    "#]],
    );
}
