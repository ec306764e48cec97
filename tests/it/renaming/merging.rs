//! Two articles, pages or sections in one.
#![allow(clippy::too_many_lines)] // A snapshot is as long as what it shows.

use expect_test::{Expect, expect};
use lectern::edit::changed;
use lectern::parse::Kind;
use lectern::rename::{Plan, check_kept, find, merge, merge_headings};
use lectern::text::Range;

use super::site;
use crate::cli::support::Folder;
use crate::support::sources;

/// Two articles of one work, and what is said of them.
const SMALL: &str = "//- site.toml
title = \"T\"
rules = { unused-concept = \"off\", no-passage = \"off\", summary = \"off\", relation-reason = \"off\" }
//- content/references.bib
@article{one, title = {One}}
//- content/articles/heat.md
+++
title = \"On heat\"
authors = [\"carnot\"]
citation = \"one\"
letter = \"A\"
locators = [\"start\", \"end\"]
+++
Heat moves.[^1]

[^1]: Always.

## In short

It falls.
//- content/articles/cold.md
+++
title = \"On cold\"
authors = [\"kelvin\"]
published = \"1824\"
+++
Cold is where it goes.[^1]

[^1]: See [[heat#In short]].

## In short

It rests.
//- content/names/carnot.md
+++
title = \"Carnot\"
kind = \"person\"
+++
Wrote [[articles/heat]].
//- content/names/kelvin.md
+++
title = \"Kelvin\"
kind = \"person\"
+++
Wrote [cold](../articles/cold.md#in-short).
//- content/concepts/engine.md
+++
title = \"Engine\"
+++
It runs.

## [[articles/heat]]

By a fall [@one, end].

### More

Much.

## [[articles/cold]]

By a sink.

### More

Little.
//- content/concepts/work.md
+++
title = \"Work\"
+++
Done. See [[heat#p1]] and [[engine#articles-heat|there]].

## [[articles/heat]]

A product.
//- content/dialogue.md
+++
title = \"Both\"
+++
[[On heat]] says what [[articles/cold]] doesn't: [[heat#in-short]].
";

fn transcript(runs: &[&[&str]], expected: Expect) {
    shown(&Folder::new(SMALL), runs, expected);
}

fn shown(folder: &Folder, runs: &[&[&str]], expected: Expect) {
    let shown = folder.transcript(runs);
    let lines: String = shown.lines().map(|line| format!("{}\n", line.trim_end())).collect();
    expected.assert_eq(&lines);
}

#[test]
fn two_articles_become_one() {
    transcript(
        &[&["merge", "article", "heat", "On cold"], &["build", "-q"]],
        expect![[r#"
            $ lectern merge article heat On cold
            diff --git a/content/articles/cold.md b/content/articles/cold.md
            --- a/content/articles/cold.md
            +++ b/content/articles/cold.md
            @@ -1,12 +1,25 @@
             +++
             title = "On cold"
            -authors = ["kelvin"]
            +formerly = ["heat"]
            +citation = "one"
            +locators = ["start", "end"]
            +authors = ["kelvin", "carnot"]
             published = "1824"
             +++
             Cold is where it goes.[^1]

            -[^1]: See [[heat#In short]].
            +[^1]: See [[cold#heat-in-short]].

             ## In short

             It rests.
            +
            +## On heat
            +
            +Heat moves.[^heat-1]
            +
            +[^heat-1]: Always.
            +
            +## In short {#heat-in-short}
            +
            +It falls.
            diff --git a/content/articles/heat.md b/content/articles/heat.md
            deleted file mode 100644
            --- a/content/articles/heat.md
            +++ /dev/null
            @@ -1,14 +0,0 @@
            -+++
            -title = "On heat"
            -authors = ["carnot"]
            -citation = "one"
            -letter = "A"
            -locators = ["start", "end"]
            -+++
            -Heat moves.[^1]
            -
            -[^1]: Always.
            -
            -## In short
            -
            -It falls.
            diff --git a/content/concepts/engine.md b/content/concepts/engine.md
            --- a/content/concepts/engine.md
            +++ b/content/concepts/engine.md
            @@ -3,18 +3,16 @@
             +++
             It runs.

            -## [[articles/heat]]
            +## [[articles/cold]] {formerly=articles-heat}
            +
            +By a sink.

             By a fall [@one, end].

            -### More
            +### More {#more-1}

            -Much.
            +Little.

            -## [[articles/cold]]
            +### More {#more}

            -By a sink.
            -
            -### More
            -
            -Little.
            +Much.
            diff --git a/content/concepts/work.md b/content/concepts/work.md
            --- a/content/concepts/work.md
            +++ b/content/concepts/work.md
            @@ -1,8 +1,8 @@
             +++
             title = "Work"
             +++
            -Done. See [[heat#p1]] and [[engine#articles-heat|there]].
            +Done. See [[cold#p3|On heat]] and [[engine#articles-cold|there]].

            -## [[articles/heat]]
            +## [[articles/cold]] {formerly=articles-heat}

             A product.
            diff --git a/content/dialogue.md b/content/dialogue.md
            --- a/content/dialogue.md
            +++ b/content/dialogue.md
            @@ -1,4 +1,4 @@
             +++
             title = "Both"
             +++
            -[[On heat]] says what [[articles/cold]] doesn't: [[heat#in-short]].
            +[[On cold|On heat]] says what [[articles/cold]] doesn't: [[cold#heat-in-short]].
            diff --git a/content/names/carnot.md b/content/names/carnot.md
            --- a/content/names/carnot.md
            +++ b/content/names/carnot.md
            @@ -2,4 +2,4 @@
             title = "Carnot"
             kind = "person"
             +++
            -Wrote [[articles/heat]].
            +Wrote [[articles/cold|On heat]].
            -- stderr
            note: not taken over from content/articles/heat.md: letter
            note: content/articles/cold.md has the text of both: read it again
            note: paragraphs of content/articles/heat.md have other numbers now: links from elsewhere to `#p1` and the like lead to other words
            merged `heat` into `On cold`, 9 references in 6 files
            -- exit 0
            $ lectern build -q
            -- exit 0
        "#]],
    );
}

#[test]
fn two_sections_become_one_and_the_old_id_still_leads_there() {
    transcript(
        &[&["merge", "heading", "engine#more", "engine#more-1"]],
        expect![[r#"
            $ lectern merge heading engine#more engine#more-1
            diff --git a/content/concepts/engine.md b/content/concepts/engine.md
            --- a/content/concepts/engine.md
            +++ b/content/concepts/engine.md
            @@ -7,14 +7,12 @@

             By a fall [@one, end].

            -### More
            -
            -Much.
            -
             ## [[articles/cold]]

             By a sink.

            -### More
            +### More {#more-1 formerly=more}

             Little.
            +
            +Much.
            -- stderr
            merged `engine#more` into `engine#more-1`, 0 references in 1 file
            -- exit 0
        "#]],
    );
}

#[test]
fn text_comes_after_text_and_sections_inside_after_sections_inside() {
    let sources = sources(
        "
        //- content/articles/a.md
        # One

        First of one, [[#Two]], [[#two-and-more|more]], [[a#p4]].

        ## Two and more {.c}

        Of two, [[#p1]].

        #### Deep

        Deeper.

        Two
        ---

        Second two.

        ## Three {#three formerly=drei}

        Of three.

        ### Inside

        Of inside.[^1]

        [^1]: A note.
        //- content/pages/b.md
        See [[a#Two and more]], [[a#p3]], [[a#two]], [[a#inside]] and [it](../articles/a.md#p5).",
    );
    let before = site(&sources);
    let plan = merge_headings(&before, "a#two-and-more", "a#three").unwrap();
    let after = super::after(&sources, &plan);
    let text = |path: &str| after.text(path).unwrap().splitn(3, "+++\n").nth(2).unwrap().to_owned();
    expect![[r#"
        # One

        First of one, [[#Two]], [[#three|more]], [[a#p2]].

        Two
        ---

        Second two.

        ## Three {#three formerly=drei formerly=two-and-more}

        Of three.

        Of two, [[#p1]].

        ### Inside

        Of inside.[^1]

        [^1]: A note.

        #### Deep

        Deeper.
    "#]]
    .assert_eq(&text("content/articles/a.md"));
    expect!["See [[a#Three|Two and more]], [[a#p6]], [[a#two]], [[a#inside]] and [it](../articles/a.md#p3)."]
        .assert_eq(&text("content/pages/b.md"));
}

#[test]
fn what_would_lose_something_is_refused() {
    let folder = Folder::new(SMALL);
    folder.write(
        "content/articles/other.md",
        "+++\ntitle = \"Other\"\ncitation = \"two\"\n+++\nIt is.\n\n## Of [[work]]\n\n> ## Quoted\n",
    );
    let all = || folder.files("").iter().map(|path| (path.clone(), folder.read(path))).collect::<Vec<_>>();
    let before = all();
    let shown = folder.transcript(&[
        &["merge", "article", "heat", "other"],
        &["merge", "article", "heat", "heat"],
        &["merge", "article", "heat", "engine"],
        &["merge", "heading", "heat#in-short", "cold#in-short"],
        &["merge", "heading", "heat#in-short", "heat#in-short"],
        &["merge", "heading", "heat", "heat#in-short"],
        &["merge", "heading", "engine#articles-heat", "engine#more"],
        &["merge", "heading", "engine#articles-heat", "engine#articles-cold"],
        &["merge", "heading", "other#of-work", "other#quoted"],
        &["merge", "page", "heat", "cold"],
    ]);
    assert_eq!(all(), before);
    expect![[r#"
        $ lectern merge article heat other
        -- stderr
        error: content/articles/heat.md is `one`, and content/articles/other.md is `two`
        help: two works are two pages: make both `citation` alike first
        -- exit 2
        $ lectern merge article heat heat
        -- stderr
        error: content/articles/heat.md can't be merged into itself
        help: name another article
        -- exit 2
        $ lectern merge article heat engine
        -- stderr
        error: no article is called `engine`
        -- exit 2
        $ lectern merge heading heat#in-short cold#in-short
        -- stderr
        error: `heat#in-short` and `cold#in-short` are on two pages
        help: move the text by hand, or merge the pages
        -- exit 2
        $ lectern merge heading heat#in-short heat#in-short
        -- stderr
        error: `heat#in-short` can't be merged into itself
        help: name another heading
        -- exit 2
        $ lectern merge heading heat heat#in-short
        -- stderr
        error: `heat` names no heading
        help: write `PAGE#ID`
        -- exit 2
        $ lectern merge heading engine#articles-heat engine#more
        -- stderr
        error: `engine#more` stands under `engine#articles-heat`
        help: `lectern merge heading engine#more engine#articles-heat`
        -- exit 2
        $ lectern merge heading engine#articles-heat engine#articles-cold
        -- stderr
        error: the heading `engine#articles-heat` is nothing but a link
        help: merge what it leads to, or give it words first
        -- exit 2
        $ lectern merge heading other#of-work other#quoted
        -- stderr
        error: the heading `other#quoted` stands inside another block
        help: edit it by hand
        -- exit 2
        $ lectern merge page heat cold
        -- stderr
        error: no page is called `heat`
        -- exit 2
    "#]]
    .assert_eq(&shown);
}

#[test]
fn what_cannot_be_taken_over_is_said() {
    let folder = Folder::new(SMALL);
    folder.write(
        "content/names/war.md",
        "+++\ntitle = \"War\"\nkind = \"event\"\nsort = \"War, the\"\nupdated = 2024-01-02\n+++\nIt was.\n",
    );
    folder.write(
        "content/articles/warm.md",
        "+++\ntitle = \"Warm\"\npublished = \"1830\"\nletter = \"W\"\norder = 3\n+++\nIt is.\n",
    );
    let notes = |kind: &str, from: &str, into: &str| {
        let run = folder.run(&["merge", kind, from, into, "--dry-run"]);
        run.stderr.lines().next().unwrap_or_default().to_owned()
    };
    assert_eq!(
        notes("name", "war", "carnot"),
        "note: not taken over from content/names/war.md: kind, sort, updated"
    );
    assert_eq!(
        notes("article", "warm", "cold"),
        "note: not taken over from content/articles/warm.md: letter, published, order"
    );
    assert_eq!(
        notes("name", "kelvin", "carnot"),
        "note: content/names/carnot.md has the text of both: read it again"
    );
}

#[test]
fn text_that_would_be_read_otherwise_at_its_new_place_is_refused() {
    let folder = Folder::new(SMALL);
    folder.write("content/pages/one.md", "+++\ntitle = \"One\"\n+++\nA.\n\n```\nNever ended.\n");
    folder.write("content/pages/two.md", "+++\ntitle = \"Two\"\n+++\nB.\n\n## C\n\nD.\n");
    shown(
        &folder,
        &[&["merge", "page", "two", "one"], &["merge", "page", "one", "two", "--dry-run"]],
        expect![[r#"
        $ lectern merge page two one
        -- stderr
        error: `B.` of content/pages/two.md would be read otherwise in content/pages/one.md
        help: look for what is begun before it and not ended
        -- exit 2
        $ lectern merge page one two --dry-run
        diff --git a/content/pages/one.md b/content/pages/one.md
        deleted file mode 100644
        --- a/content/pages/one.md
        +++ /dev/null
        @@ -1,7 +0,0 @@
        -+++
        -title = "One"
        -+++
        -A.
        -
        -```
        -Never ended.
        diff --git a/content/pages/two.md b/content/pages/two.md
        --- a/content/pages/two.md
        +++ b/content/pages/two.md
        @@ -1,8 +1,16 @@
         +++
         title = "Two"
        +formerly = ["one"]
         +++
         B.
 
         ## C
 
         D.
        +
        +## One
        +
        +A.
        +
        +```
        +Never ended.
        -- stderr
        note: content/pages/two.md has the text of both: read it again
        merged `one` into `two`, 0 references in 2 files; nothing was changed
        -- exit 0
    "#]],
    );
}

#[test]
fn lines_end_as_those_of_the_file_that_they_come_to() {
    let folder = Folder::new(SMALL);
    folder.write("content/pages/one.md", "+++\r\ntitle = \"One\"\r\n+++\r\nA.\r\n");
    folder.write("content/pages/two.md", "+++\ntitle = \"Two\"\n+++\nB.\n\nC.\n");
    let run = folder.run(&["merge", "page", "two", "one"]);
    assert_eq!(run.code, 0, "{}", run.stderr);
    let text = folder.read("content/pages/one.md");
    expect!["+++|title = \"One\"|formerly = [\"two\"]|+++|A.||## Two||B.||C.|"]
        .assert_eq(&text.replace("\r\n", "|"));
}

#[test]
fn a_plan_by_which_a_link_leads_to_other_words_is_refused() {
    let sources = sources(
        "
        //- content/pages/a.md
        See [[#b]] and [[#c]].

        ## B

        One.

        ## C {#c}

        Two.",
    );
    let before = site(&sources);
    let text = sources.text("content/pages/a.md").unwrap();
    let kept = |words: &str, new: &str| {
        let mut plan = Plan::default();
        let at = text.find(words).unwrap();
        plan.edits.replace("content/pages/a.md", Range::new(at, at + words.len()), new);
        let after = site(&changed(&sources, &plan.edits.changes(&sources).unwrap()));
        check_kept(&before, &after, &plan).map_err(|why| why.message)
    };
    assert_eq!(kept("See", "So see"), Ok(()));
    let message = |id: &str| {
        Err(format!("in content/pages/a.md, what leads to content/pages/a.md#{id} would lead elsewhere"))
    };
    // The same page, and a heading of the same id, but not the same words.
    assert_eq!(kept("C {#c}", "C {#b}"), message("b"));
    assert_eq!(kept("[[#c]]", "[[#b]]"), message("c"));
    assert_eq!(kept("[[#c]]", "[[#C]]"), Ok(()));
}

#[test]
fn a_link_to_a_place_in_what_goes_leads_to_the_same_words() {
    let sources = sources(
        "
        //- content/concepts/heat.md
        A text.

        ## In short

        Of heat.
        //- content/concepts/warmth.md
        Another.

        ## In short

        Of warmth.
        //- content/pages/a.md
        See [[warmth#in-short]], [[warmth#In short|there]], [it](../concepts/warmth.md#in-short) and [[heat#in-short]].",
    );
    let site = site(&sources);
    let doc = |name: &str| find(&site, Kind::Concept, name).unwrap();
    let plan = merge(&site, doc("warmth"), doc("heat")).unwrap();
    let after = super::after(&sources, &plan);
    let text = after.text("content/pages/a.md").unwrap();
    expect!["See [[heat#warmth-in-short]], [[heat#warmth-in-short|there]], [it](../concepts/heat.md#warmth-in-short) and [[heat#in-short]]."].assert_eq(text.rsplit("+++\n").next().unwrap());
}
