//! What is answered where nothing is linked, and to whom.

use expect_test::expect;

use super::super::support::Folder;
use super::{SITE, check};

#[test]
fn nothing_answers() {
    check(
        "A violense act.\n",
        4,
        "violense",
        &expect![[r#"
        content/pages/p.md:4:3: `violense` is not linked
          because no concept or name answers to `violense`
          rule: no-entry
          help: the nearest form is `Violence`, of `Violence` (content/concepts/violence.md)
          help: if it means that: add "violense" to `aliases` in content/concepts/violence.md
    "#]],
    );
    check(
        "Caloric fluid in war.\n",
        4,
        "caloric fluid in war",
        &expect![[r#"
        content/pages/p.md:4:1: `Caloric fluid in war` is not linked
          because no concept or name answers to `Caloric fluid in war`
          rule: no-entry
          note: `war` names `War` (content/concepts/war.md)
          help: to add an entry: `lectern new concept "Caloric fluid in war"`
    "#]],
    );
}

#[test]
fn what_is_not_there_exits_with_2() {
    check(
        "War.\n",
        40,
        "war",
        &expect![[r#"
        error: content/pages/p.md has no line 40
        help: it has 4 lines
        exit 2
    "#]],
    );
    check(
        "War.\n\nPeace.\n\nWar.\n",
        6,
        "war",
        &expect![[r#"
        error: `war` isn't on line 6 of content/pages/p.md
        help: it is on lines 4 and 8
        exit 2
    "#]],
    );
    check(
        "War.\n",
        4,
        "peace",
        &expect![[r#"
        error: `peace` isn't on line 4 of content/pages/p.md
        help: it is nowhere in the text of that page: copy the words from the file
        exit 2
    "#]],
    );
    let site = Folder::new(SITE);
    site.write("content/pages/d.md", "+++\ntitle = \"D\"\ndraft = true\n+++\nWar.\n");
    expect![[r#"
        $ lectern explain content/concepts/wor.md:4 war
        -- stderr
        error: no page comes from `content/concepts/wor.md`
        help: did you mean `content/concepts/war.md`?
        -- exit 2
        $ lectern explain content/articles/a.md war
        -- stderr
        error: `content/articles/a.md` names no line
        help: write `FILE:LINE`: `content/articles/SLUG.md:12`
        -- exit 2
        $ lectern explain site.toml:1 title
        -- stderr
        error: no page comes from `site.toml`
        help: name a Markdown file as findings do: `content/articles/SLUG.md:12`
        -- exit 2
        $ lectern explain content/pages/d.md:5 war
        -- stderr
        error: content/pages/d.md is a draft, which is not built
        help: `--drafts` takes drafts in
        -- exit 2
        $ lectern explain content/articles/a.md:4  
        -- stderr
        error: there is no term to explain
        help: name the word or words: `lectern explain FILE:LINE "human security"`
        -- exit 2
    "#]]
    .assert_eq(&site.transcript(&[
        &["explain", "content/concepts/wor.md:4", "war"],
        &["explain", "content/articles/a.md", "war"],
        &["explain", "site.toml:1", "title"],
        &["explain", "content/pages/d.md:5", "war"],
        &["explain", "content/articles/a.md:4", " "],
    ]));
}

#[test]
fn json_is_one_object() {
    let site = Folder::new(SITE);
    let run = site.run(&["explain", "content/articles/a.md:4", "war", "--format", "json"]);
    expect![[r#"
        {"occurrences":[{"column":13,"entry":{"id":"concepts/war","path":"content/concepts/war.md","title":"War"},"help":["to leave it plain here: `[[!war]]`","on the whole page: `no_links = [\"war\"]` in its front matter","everywhere: `autolink = false` in content/concepts/war.md"],"line":4,"notes":[],"reason":"it is the entry's first mention before the first heading, and the site has `linking = \"first-per-section\"`","rule":"first-in-section","standing":"linked","text":"war"}],"path":"content/articles/a.md","term":"war"}
    "#]].assert_eq(&run.stdout);
}

#[test]
fn the_file_may_be_named_from_here_or_from_the_site_with_or_without_a_column() {
    let site = Folder::new(&SITE.replace("//- ", "//- site/"));
    let full = site.path("site/content/articles/a.md");
    for place in [
        "site/content/articles/a.md:4",
        "content/articles/a.md:4:13",
        "./site/content/../content/articles/a.md:4",
        &format!("{}:4", full.display()),
    ] {
        let run = site.run(&["explain", "--root", "site", place, "war"]);
        assert_eq!(run.code, 0, "{place}: {}", run.stderr);
    }
}
