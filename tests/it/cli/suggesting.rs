//! `suggest`: what is listed, and what to type.

use expect_test::expect;

use super::support::Folder;

const FOLDER: &str = "
//- site.toml
title = \"T\"
//- content/pages/a.md
+++
title = \"A\"
+++

The dark pool is deep.
//- content/pages/b.md
+++
title = \"B\"
+++

A dark pool, and *glass ceiling* with \"glass ceiling\".
//- texts/a-2020.txt
A line.

The dark pool here.
";

#[test]
fn the_command_lists_and_says_what_to_type() {
    let folder = Folder::new(FOLDER);
    expect![[r#"
        $ lectern suggest --sources texts --limit 1
        1. glass ceiling (concept, score 8)
           2 times on 1 page; in quotation marks; emphasised
           content/pages/b.md:5: A dark pool, and glass ceiling with "glass ceiling".
           lectern new concept "Glass ceiling"
        -- stderr
        2 suggestions; `--limit` shows more than the first 1
        -- exit 0
        $ lectern suggest --format json --quiet --sources=texts
        {"entry":null,"kind":"concept","passages":[{"line":5,"path":"content/pages/b.md","text":"A dark pool, and glass ceiling with \"glass ceiling\"."}],"reasons":["2 times on 1 page","in quotation marks","emphasised"],"remedy":"lectern new concept \"Glass ceiling\"","score":8,"words":"glass ceiling"}
        {"entry":null,"kind":"concept","passages":[{"line":5,"path":"content/pages/a.md","text":"The dark pool is deep."},{"line":5,"path":"content/pages/b.md","text":"A dark pool, and glass ceiling with \"glass ceiling\"."},{"line":3,"path":"a-2020.txt","text":"The dark pool here."}],"reasons":["2 times on 2 pages","once in the sources"],"remedy":"lectern new concept \"Dark pool\"","score":5,"words":"dark pool"}
        -- exit 0
        $ lectern suggest --sources nowhere
        -- stderr
        error: could not read `nowhere`: no such file or directory
        -- exit 1
    "#]]
    .assert_eq(&folder.transcript(&[
        &["suggest", "--sources", "texts", "--limit", "1"] as &[&str],
        &["suggest", "--format", "json", "--quiet", "--sources=texts"],
        &["suggest", "--sources", "nowhere"],
    ]));
}
