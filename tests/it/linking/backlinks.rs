//! An entry's page shows each mention in its sentence.

use expect_test::expect;

use crate::html;
use crate::support::{built, page};

/// The passages on the page of `concepts/war`, one a line.
fn passages(fixture: &str) -> String {
    let built = built(&format!("//- content/concepts/war.md\n{fixture}"));
    let nodes = html::parse(page(&built, "concepts/war.html")).unwrap();
    let mut out = String::new();
    for element in html::elements(&nodes) {
        if element.name == "h3" {
            out.push_str(&format!("# {}\n", html::text(&element.children, &|_| false).trim()));
        } else if element.name == "li" && html::elements(&element.children).iter().any(|it| it.name == "q") {
            let href = html::elements(&element.children)[0].attribute("href").unwrap_or("").to_owned();
            out.push_str(&format!("{href} {}\n", html::text(&element.children, &|_| false)));
        } else if element.has_class("count") {
            out.push_str(&format!("{}\n", html::text(&element.children, &|_| false)));
        }
    }
    out
}

#[test]
fn a_mention_is_shown_in_its_sentence_with_its_paragraph() {
    expect![[r#"
        3 mentions on 1 page
        # A a
        ../articles/a.html#m-1 ¶ 1 A second with war in it!
        ../articles/a.html#m-2 ¶ 2 New wars end?
        ../articles/a.html#m-3 ¶ 2 War.
    "#]].assert_eq(&passages(
        "//- content/articles/a.md\nOne sentence. A second with war in it! A third.\n\nNew wars end? War. No.\n",
    ));
}

#[test]
fn a_full_stop_after_an_abbreviation_or_an_initial_ends_no_sentence() {
    expect![[r#"
        3 mentions on 1 page
        ../p.html#m-1 p As Dr. Kaldor says of war in 1999, cf. p. 3, e.g. here.
        ../p.html#m-2 p Then M. L. King, in the U.S. Army, wrote of war vs. peace.
        ../p.html#m-3 p War came etc. It ended.
    "#]].assert_eq(&passages(
        "//- content/pages/p.md\nAs Dr. Kaldor says of war in 1999, cf. p. 3, e.g. here. Then M. L. King, in the U.S. Army, \
         wrote of war vs. peace. In the year 1999. War came etc. It ended.\n",
    ));
}

#[test]
fn a_cell_and_an_item_are_one_sentence_and_breaks_are_spaces() {
    expect![[r#"
        3 mentions on 1 page
        ../p.html#m-1 p One. War. Two.
        ../p.html#m-2 p One. War.
        ../p.html#m-3 p First a war there.
    "#]].assert_eq(&passages(
        "//- content/pages/p.md\n- One. War. Two.\n\n| a | b |\n|---|---|\n| One. War. | c |\n\nFirst *a\nwar\\\nthere*. Next.\n",
    ));
}

#[test]
fn labels_and_marks_read_as_on_the_page() {
    expect![[r#"
        1 mention on 1 page
        ../p.html#m-2 p The Peace & quiet of war x < y now.
    "#]].assert_eq(&passages(
        "//- content/concepts/peace.md title = \"Peace & quiet\"\n//- content/pages/p.md\nThe [[concepts/peace]] of war[^1] \
         `x < y` **now**.\n\n[^1]: A note.\n",
    ));
}

#[test]
fn a_long_sentence_is_cut_at_words_on_both_sides() {
    let before = "word ".repeat(80);
    let after = " thing".repeat(80);
    expect![[r#"
        1 mention on 1 page
        ../p.html#m-1 p … word word word word word word word word word word word word word word word word word word word word word word word word word word word word word war thing thing thing thing thing thing thing thing thing thing thing thing thing thing thing thing thing thing thing thing thing thing thing thing …
    "#]].assert_eq(&passages(&format!("//- content/pages/p.md\n{before}war{after}.\n")));
}

#[test]
fn articles_come_first_in_their_order_then_the_rest_by_path() {
    expect![[r#"
        6 mentions on 5 pages
        # A z
        ../articles/z.html#m-1 ¶ 1 War.
        # B a
        ../articles/a.html#m-1 ¶ 1 War.
        # In other entries
        ../concepts/peace.html#m-1 peace War.
        ../concepts/peace.html#m-2 peace War.
        ../index.html#m-1 index War.
        ../names/x.html#m-1 X War.
    "#]].assert_eq(&passages(
        "//- content/articles/z.md order = 1\nWar.\n//- content/articles/a.md order = 2\nWar.\n\
         //- content/index.md\nWar.\n//- content/concepts/peace.md\nWar. War.\n//- content/names/x.md title = \"X\"\nWar.\n",
    ));
}

#[test]
fn a_mention_in_a_note_has_the_paragraph_of_its_reference() {
    expect![[r#"
        1 mention on 1 page
        # A a
        ../articles/a.html#m-1 ¶ 2 See the war.
    "#]]
    .assert_eq(&passages("//- content/articles/a.md\nOne.\n\nTwo[^1].\n\n[^1]: See the war. End.\n"));
}

#[test]
fn past_the_limit_passages_are_counted_only() {
    expect![[r#"
        3 mentions on 1 page
        ../p.html#m-1 p War one.
        ../p.html#m-2 p War two.
        and 1 more
    "#]].assert_eq(&passages(
        "//- site.toml\ntitle = \"T\"\nlimits = { passages = 2 }\n//- content/pages/p.md\nWar one. War two. War three.\n",
    ));
}

#[test]
fn every_passage_leads_to_its_mention() {
    let built = built(
        r#"
        //- content/concepts/war.md
        //- content/concepts/new-war.md
        //- content/articles/a.md
        War and a *new* war[^1] and [[war|it]].

        ## War
        - War
        - [[concepts/war]]

        [^1]: War.
        "#,
    );
    for address in ["concepts/war.html", "concepts/new-war.html"] {
        let nodes = html::parse(page(&built, address)).unwrap();
        let target = html::parse(page(&built, "articles/a.html")).unwrap();
        let passages: Vec<_> =
            html::elements(&nodes).into_iter().filter(|element| element.has_class("place")).collect();
        assert!(!passages.is_empty());
        for passage in passages {
            let (file, id) = passage.attribute("href").unwrap().split_once('#').unwrap();
            assert_eq!(file, "../articles/a.html");
            let elements = html::elements(&target);
            let mention = elements.iter().find(|element| element.attribute("id") == Some(id)).unwrap();
            let entry = mention.attribute("data-entry").unwrap();
            assert_eq!(format!("{entry}.html"), address);
        }
    }
}

#[test]
fn a_sentence_may_end_in_other_scripts() {
    expect![[r#"
        5 mentions on 1 page
        ../p.html#m-1 p これは war です！
        ../p.html#m-2 p 次の war は？
        ../p.html#m-3 p यह war है।
        ../p.html#m-4 p वह war नहीं।
        ../p.html#m-5 p Ha … war.
    "#]].assert_eq(&passages(
        "//- content/pages/p.md linking = \"all\"\n前の文。これは war です！次の war は？はい。यह war है। वह war नहीं। Ha … war. Then … So.\n",
    ));
}

#[test]
fn a_link_round_nothing_but_a_break_is_a_mention_all_the_same() {
    expect![[r#"
        2 mentions on 1 page
        ../p.html#m-1 p One  
        ../p.html#m-2 p   two.
    "#]]
    .assert_eq(&passages("//- content/pages/p.md\nOne [[war|<br>]]\n\n[[war|<br>]] two.\n"));
}

#[test]
fn a_citation_that_is_left_out_leaves_no_gap_and_the_authors_spaces_stay() {
    expect![[r#"
        2 mentions on 1 page
        ../p.html#m-1 p So war is, he says; and  of .5 and .
        ../p.html#m-2 p NET , la guerre :  war.
    "#]].assert_eq(&passages(
        "//- content/references.bib\n@book{k, title = {K}, author = {K, M}, year = {1999}}\n//- content/pages/p.md\n\
         So war is [@k], he says [@k]; and [@k] of .5 and .NET , la guerre : [@k] war [@k].\n",
    ));
}
