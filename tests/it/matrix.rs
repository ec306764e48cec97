//! Concepts against articles, below the dialogue.

use std::fmt::Write;

use expect_test::expect;

use crate::html;
use crate::support::{self, page};

const SITE: &str = r#"
    //- content/articles/a.md order = 1; letter = "L"
    War and war, and a norm.
    //- content/articles/b.md order = 2
    War here.
    //- content/concepts/war.md compare = { verdict = "differ", gloss = "One fears it." }
    ## [[articles/a]]

    It fears war.
    //- content/concepts/norm.md
    //- content/concepts/order.md
    ## [[articles/b]]

    Never by name.
    //- content/concepts/unused.md
"#;

/// Each row: its key, and what its cells say.
fn rows(page: &str) -> String {
    let nodes = html::parse(page).unwrap();
    let mut out = String::new();
    for row in html::elements(&nodes).into_iter().filter(|it| it.has("data-k")) {
        let cells = support::readable(&row.children).replace('\n', " ");
        writeln!(out, "{}: {cells}", row.attribute("data-k").unwrap_or_default()).unwrap();
    }
    out
}

#[test]
fn each_concept_of_an_article_has_a_row_with_its_uses_mentions_and_verdict() {
    let built = support::built(SITE);
    expect![[r#"
        a: | [norm: concepts/norm] | [1 mention: articles/a.html#m-3] | ‹span›∅‹/span›‹span›not mentioned‹/span› |
        b: | [order: concepts/order] | ‹span›∅‹/span›‹span›not mentioned‹/span› | [described: concepts/order.html#articles-b] |
        both: | [war: concepts/war] | [described: concepts/war.html#articles-a], 2 mentions | [1 mention: articles/b.html#m-1] | The articles differ: One fears it.
    "#]].assert_eq(&rows(page(&built, "dialogue.html")));
}

#[test]
fn rows_are_picked_without_a_script() {
    let built = support::built(SITE);
    let dialogue = page(&built, "dialogue.html");
    for id in ["matrix", "f-all", "f-both", "f-a", "f-b"] {
        assert!(dialogue.contains(&format!(" id=\"{id}\"")), "{id}");
    }
    let style = page(&built, "reader.css");
    for key in ["both", "a", "b"] {
        assert!(
            style.contains(&format!("body:has(#f-{key}:checked) tr[data-k]:not([data-k={key}])")),
            "{key}"
        );
    }
    assert!(dialogue.contains("role=\"region\" tabindex=\"0\" aria-labelledby=\"matrix-caption\""));
}

#[test]
fn the_matrix_stands_below_the_text_or_alone() {
    let alone = support::built(SITE);
    assert!(!page(&alone, "dialogue.html").contains("class=\"prose"));
    assert!(page(&alone, "index.html").contains("href=\"dialogue.html\""));
    let both = support::built(&format!("{SITE}    //- content/dialogue.md\n    Where they meet.\n"));
    let dialogue = page(&both, "dialogue.html");
    let (text, matrix) = (dialogue.find("Where they meet."), dialogue.find("<h2 id=\"matrix\">"));
    assert!(text.is_some() && text < matrix, "{dialogue}");
}

#[test]
fn one_article_has_no_matrix_and_seven_have_a_list() {
    let mut fixture = String::from("//- content/concepts/war.md\n");
    for number in 1..=7 {
        write!(fixture, "//- content/articles/a{number}.md order = {number}\nWar.\n").unwrap();
        let built = support::built(&fixture);
        let dialogue = built.output.files.get("dialogue.html").map(|_| page(&built, "dialogue.html"));
        match number {
            1 => assert_eq!(dialogue, None),
            2..=6 => assert!(dialogue.is_some_and(|page| page.contains("<table>")), "{number}"),
            _ => {
                let list = dialogue.unwrap_or_default();
                assert!(
                    !list.contains("<table>") && list.contains("href=\"articles/a7.html#m-1\""),
                    "{list}"
                );
            }
        }
    }
}

#[test]
fn a_matrix_with_too_many_cells_is_left_out_and_it_is_said() {
    let limit = "//- site.toml\ntitle = \"T\"\nlimits = { matrix_cells = 3 }\n";
    let fixture: String = SITE.lines().map(|line| format!("{}\n", line.trim_start())).collect();
    let built = support::built(&format!("{limit}{fixture}"));
    assert!(!built.output.files.contains_key("dialogue.html"));
    let said = lectern::render::matrix::left_out(&built.site);
    assert_eq!(
        said.as_deref(),
        Some("more than 3 cells: no matrix of articles and concepts (`matrix_cells` in `[limits]`)")
    );
}
