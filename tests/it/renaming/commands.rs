//! What is typed, what is shown, and what comes of the files.

use expect_test::{Expect, expect};
use lectern::pipeline::{Request, build};
use lectern::rename::{Renaming, Trace, rename_heading};

use super::{after, concept, to};
use crate::cli::support::Folder;
use crate::support::{built, findings, page, sources};

/// A small glossary on a disk.
const SMALL: &str = "//- site.toml
title = \"T\"
rules = { unused-concept = \"off\", no-passage = \"off\", summary = \"off\", relation-reason = \"off\" }
//- content/concepts/new-war.md
+++
title = \"New war\"
related = [{ to = \"peace\", as = \"opposes\" }]
+++
A war of today.

## In short {#short}

It is.
//- content/concepts/peace.md
+++
title = \"Peace\"
aliases = [\"quiet\"]
broader = [\"new-war\"]
+++
No war.
//- content/concepts/truce.md
+++
title = \"Truce\"
related = [{ to = \"new-war\", as = \"opposes\", why = \"it ends\" }, \"peace\"]
+++
A short one.[^1]

[^1]: Shorter than [[peace]].
//- content/articles/a.md
+++
title = \"A\"
+++
A new war, [[new-war]], a truce and [[new-war#short]]. \"A new war\" is said. See [[truce|that]].

## Its end

[Here](../concepts/new-war.md#short) and [[#Its end]].
";

/// A diff shows an empty line as a blank, which a snapshot can't.
fn without_blanks(text: &str) -> String {
    text.lines().map(|line| format!("{}\n", line.trim_end())).collect()
}

fn transcript(runs: &[&[&str]], expected: Expect) {
    expected.assert_eq(&without_blanks(&Folder::new(SMALL).transcript(runs)));
}

#[test]
fn the_diff_is_shown_and_nothing_is_changed_where_it_is_only_asked_for() {
    let folder = Folder::new(SMALL);
    let before: Vec<String> = folder.files("").iter().map(|path| folder.read(path)).collect();
    let shown = folder.run(&["rename", "concept", "new-war", "Fresh war", "--dry-run"]);
    let after: Vec<String> = folder.files("").iter().map(|path| folder.read(path)).collect();
    assert_eq!(before, after);
    let made = folder.run(&["rename", "concept", "New war", "Fresh war"]);
    assert_eq!(made.stdout, shown.stdout);
    assert!(folder.read("content/concepts/new-war.md").is_empty());
    assert!(folder.read("content/concepts/fresh-war.md").contains("formerly = [\"new-war\"]"));
    expect![[r#"
        diff --git a/content/articles/a.md b/content/articles/a.md
        --- a/content/articles/a.md
        +++ b/content/articles/a.md
        @@ -1,8 +1,8 @@
         +++
         title = "A"
         +++
        -A new war, [[new-war]], a truce and [[new-war#short]]. "A new war" is said. See [[truce|that]].
        +A new war, [[fresh-war|new-war]], a truce and [[fresh-war#short]]. "A new war" is said. See [[truce|that]].
 
         ## Its end
 
        -[Here](../concepts/new-war.md#short) and [[#Its end]].
        +[Here](../concepts/fresh-war.md#short) and [[#Its end]].
        diff --git a/content/concepts/new-war.md b/content/concepts/fresh-war.md
        rename from content/concepts/new-war.md
        rename to content/concepts/fresh-war.md
        --- a/content/concepts/new-war.md
        +++ b/content/concepts/fresh-war.md
        @@ -1,5 +1,7 @@
         +++
        -title = "New war"
        +title = "Fresh war"
        +aliases = ["New war"]
        +formerly = ["new-war"]
         related = [{ to = "peace", as = "opposes" }]
         +++
         A war of today.
        diff --git a/content/concepts/peace.md b/content/concepts/peace.md
        --- a/content/concepts/peace.md
        +++ b/content/concepts/peace.md
        @@ -1,6 +1,6 @@
         +++
         title = "Peace"
         aliases = ["quiet"]
        -broader = ["new-war"]
        +broader = ["fresh-war"]
         +++
         No war.
        diff --git a/content/concepts/truce.md b/content/concepts/truce.md
        --- a/content/concepts/truce.md
        +++ b/content/concepts/truce.md
        @@ -1,6 +1,6 @@
         +++
         title = "Truce"
        -related = [{ to = "new-war", as = "opposes", why = "it ends" }, "peace"]
        +related = [{ to = "fresh-war", as = "opposes", why = "it ends" }, "peace"]
         +++
         A short one.[^1]
 
    "#]].assert_eq(&without_blanks(&shown.stdout));
}

#[test]
fn two_entries_become_one() {
    transcript(
        &[&["merge", "concept", "truce", "peace"], &["check"]],
        expect![[r#"
            $ lectern merge concept truce peace
            diff --git a/content/articles/a.md b/content/articles/a.md
            --- a/content/articles/a.md
            +++ b/content/articles/a.md
            @@ -1,7 +1,7 @@
             +++
             title = "A"
             +++
            -A new war, [[new-war]], a truce and [[new-war#short]]. "A new war" is said. See [[truce|that]].
            +A new war, [[new-war]], a truce and [[new-war#short]]. "A new war" is said. See [[peace|that]].

             ## Its end

            diff --git a/content/concepts/peace.md b/content/concepts/peace.md
            --- a/content/concepts/peace.md
            +++ b/content/concepts/peace.md
            @@ -1,6 +1,12 @@
             +++
             title = "Peace"
            -aliases = ["quiet"]
            +related = [{ to = "new-war", as = "opposes", why = "it ends" }]
            +formerly = ["truce"]
            +aliases = ["quiet", "Truce"]
             broader = ["new-war"]
             +++
             No war.
            +
            +A short one.[^1]
            +
            +[^1]: Shorter than [[peace]].
            diff --git a/content/concepts/truce.md b/content/concepts/truce.md
            deleted file mode 100644
            --- a/content/concepts/truce.md
            +++ /dev/null
            @@ -1,7 +0,0 @@
            -+++
            -title = "Truce"
            -related = [{ to = "new-war", as = "opposes", why = "it ends" }, "peace"]
            -+++
            -A short one.[^1]
            -
            -[^1]: Shorter than [[peace]].
            -- stderr
            note: content/concepts/peace.md has the text of both: read it again
            merged `truce` into `peace`, 1 reference in 3 files
            -- exit 0
            $ lectern check
            -- stderr
            checked the site in N ms, and wrote nothing
              1 article, 2 concepts, 0 names; 7 mentions of concepts and names
              checked: 11 pages, 6 links (6 by hand), 3 anchors, 0 images, 0 citations
              not checked: whether addresses of other sites answer
              no `base_url` in `site.toml`: no sitemap and no canonical links
              not two articles: the map is a list without a drawing
            -- exit 0
        "#]],
    );
}

#[test]
fn a_heading_gets_other_words_and_its_old_id_still_leads_there() {
    transcript(
        &[
            &["rename", "heading", "a#its-end", "How it ends"],
            &["rename", "heading", "concepts/new-war#short", "brief"],
            &["build", "-q"],
        ],
        expect![[r#"
            $ lectern rename heading a#its-end How it ends
            diff --git a/content/articles/a.md b/content/articles/a.md
            --- a/content/articles/a.md
            +++ b/content/articles/a.md
            @@ -3,6 +3,6 @@
             +++
             A new war, [[new-war]], a truce and [[new-war#short]]. "A new war" is said. See [[truce|that]].
 
            -## Its end
            +## How it ends {formerly=its-end}
 
            -[Here](../concepts/new-war.md#short) and [[#Its end]].
            +[Here](../concepts/new-war.md#short) and [[#How it ends|Its end]].
            -- stderr
            renamed `a#its-end` to `How it ends`, 1 reference in 1 file
            -- exit 0
            $ lectern rename heading concepts/new-war#short brief
            diff --git a/content/articles/a.md b/content/articles/a.md
            --- a/content/articles/a.md
            +++ b/content/articles/a.md
            @@ -1,8 +1,8 @@
             +++
             title = "A"
             +++
            -A new war, [[new-war]], a truce and [[new-war#short]]. "A new war" is said. See [[truce|that]].
            +A new war, [[new-war]], a truce and [[new-war#brief]]. "A new war" is said. See [[truce|that]].
 
             ## How it ends {formerly=its-end}
 
            -[Here](../concepts/new-war.md#short) and [[#How it ends|Its end]].
            +[Here](../concepts/new-war.md#brief) and [[#How it ends|Its end]].
            diff --git a/content/concepts/new-war.md b/content/concepts/new-war.md
            --- a/content/concepts/new-war.md
            +++ b/content/concepts/new-war.md
            @@ -4,6 +4,6 @@
             +++
             A war of today.
 
            -## In short {#short}
            +## In short {#brief formerly=short}
 
             It is.
            -- stderr
            renamed `concepts/new-war#short` to `brief`, 2 references in 2 files
            -- exit 0
            $ lectern build -q
            -- exit 0
        "#]],
    );
}

#[test]
fn a_heading_renamed_and_renamed_back_has_the_same_bytes() {
    let folder = Folder::new(SMALL);
    let all = || {
        folder.files("content").iter().map(|path| folder.read(&format!("content/{path}"))).collect::<Vec<_>>()
    };
    let before = all();
    for (old, new, back) in [("a#its-end", "How it ends", "Its end"), ("new-war#short", "brief", "short")] {
        let (page, _) = old.split_once('#').unwrap();
        assert_eq!(folder.run(&["rename", "heading", old, new]).code, 0);
        assert_ne!(all(), before);
        let there = format!("{page}#{}", lectern::text::slug(new));
        assert_eq!(folder.run(&["rename", "heading", &there, back]).code, 0);
        assert_eq!(all(), before);
    }
}

#[test]
fn prose_is_reworded_where_it_is_asked_for_and_never_in_a_quotation() {
    let sources = sources(
        "
        //- content/concepts/new-war.md title = \"New war\"
        The entry.
        //- content/pages/a.md
        A new war. “The new war” is said; \"a new war\" too, and new wars.

        > A new war.

        New war begins.",
    );
    let plan =
        concept(&sources, "new-war", &Renaming { prose: true, ..to("Fresh war", Trace::Leave) }).unwrap();
    let after = after(&sources, &plan);
    let text = after.text("content/pages/a.md").unwrap();
    let body = text.rsplit("+++\n").next().unwrap();
    expect![[r#"
        A fresh war. “The new war” is said; "a new war" too, and fresh wars.

        > A new war.

        Fresh war begins."#]]
    .assert_eq(body);
}

#[test]
fn only_the_address_of_a_link_is_edited_whatever_reads_like_it() {
    let sources = sources(
        "
        //- content/concepts/heat.md
        The entry.
        //- content/concepts/cold.md
        [a](heat.md \"heat.md\") [heat.md](heat.md) [ heat.md ](<heat.md> 'heat.md'), [heat.md], [t][heat.md].

        [![heat.md](x.png)](heat.md) [`heat.md`](./heat.md), [](heat.md).

        [heat.md]: heat.md \"heat.md\"
        //- content/x.png
        x",
    );
    let plan = concept(&sources, "heat", &to("warmth", Trace::Leave)).unwrap();
    let after = after(&sources, &plan);
    expect![[r#"
        [a](warmth.md "heat.md") [heat.md](warmth.md) [ heat.md ](<warmth.md> 'heat.md'), [heat.md], [t][heat.md].

        [![heat.md](x.png)](warmth.md) [`heat.md`](./warmth.md), [](warmth.md).

        [heat.md]: warmth.md "heat.md"
    "#]].assert_eq(after.text("content/concepts/cold.md").unwrap().rsplit("+++\n").next().unwrap());
}

#[test]
fn a_heading_keeps_its_id_when_another_of_the_same_words_is_renamed() {
    let sources = sources(
        "
        //- content/pages/a.md
        ## Note

        One, [[#note]].

        ## Note

        Two, [[#note-1]].",
    );
    let site = super::site(&sources);
    let plan = rename_heading(&site, "a#note", &to("Remark", Trace::Leave)).unwrap();
    let text = after(&sources, &plan).text("content/pages/a.md").unwrap().clone();
    expect![[r#"
        ## Remark {formerly=note}

        One, [[#remark|Note]].

        ## Note {#note-1}

        Two, [[#note-1]]."#]]
    .assert_eq(text.rsplit("+++\n").next().unwrap());
    for kept in ["main", "p12", "m-x"] {
        let why = rename_heading(&site, "a#note", &to(kept, Trace::Leave)).unwrap_err();
        assert_eq!(why.message, format!("the id `{kept}` is kept for the theme"));
    }
    // Of words an id is made that isn't kept.
    for (words, id) in [("Main", "main-1"), ("M-x!", "section-m-x"), ("P12!", "p12-1")] {
        let plan = rename_heading(&site, "a#note", &to(words, Trace::Leave)).unwrap();
        let after = super::site(&after(&sources, &plan));
        assert!(after.docs.iter().any(|doc| doc.headings[0].id == id), "{words}");
    }
}

#[test]
fn words_that_mean_something_in_a_heading_are_shown_all_the_same() {
    let fixture = "
        //- content/pages/a.md
        ## One

        Text.

        Two
        ---

        Of [[#one]] and [[#two]].";
    for words in
        ["Foo {.bar}", "C #", "# x", "- x", "1. x", "a | [b] *c* `d`", "> 2 < 3 & 4", "3) x", "=", "x: {#y}"]
    {
        for id in ["one", "two"] {
            let sources = sources(fixture);
            let site = super::site(&sources);
            let plan = rename_heading(&site, &format!("a#{id}"), &to(words, Trace::Leave));
            let Ok(plan) = plan else {
                assert_eq!(lectern::text::slug(words), "");
                continue;
            };
            let after = super::site(&after(&sources, &plan));
            let shown =
                |doc: &lectern::parse::Doc| doc.headings.iter().any(|it| it.text.of(&doc.text) == words);
            assert!(after.docs.iter().any(|doc| shown(doc)), "{words}");
        }
    }
}

#[test]
fn a_plural_is_reworded_to_the_plural() {
    // Old title, new title, what prose says, and what it says then. What has no plural leaves plurals alone.
    let table = [
        (
            "New war",
            "Old enemy",
            "New wars, new wars and a new war.",
            "Old enemies, old enemies and a old enemy.",
        ),
        ("Ally", "Bus", "Allies; two allies; an ally's.", "Buses; two buses; an bus's."),
        ("NGO", "Church", "NGOs and an NGO.", "Churches and an Church."),
        ("Peace", "Truce 2", "A peace, three peaces.", "A truce 2, three peaces."),
        ("Box", "Tin", "\"Boxes\" and boxes.", "\"Boxes\" and tins."),
    ];
    for (old, new, said, is) in table {
        let fixture = format!(
            "//- content/concepts/it.md title = \"{old}\"\nThe entry.\n//- content/pages/a.md\n{said}"
        );
        let sources = sources(&fixture);
        let plan = concept(&sources, "it", &Renaming { prose: true, ..to(new, Trace::Leave) }).unwrap();
        let after = after(&sources, &plan);
        assert_eq!(after.text("content/pages/a.md").unwrap().rsplit("+++\n").next().unwrap(), is);
    }
}

/// What is said to commands that change nothing.
fn refused(runs: &[&[&str]], expected: Expect) {
    let folder = Folder::new(SMALL);
    let all = || folder.files("").iter().map(|path| (path.clone(), folder.read(path))).collect::<Vec<_>>();
    let before = all();
    let shown = folder.transcript(runs);
    assert_eq!(all(), before);
    expected.assert_eq(&shown);
}

#[test]
fn a_name_that_is_taken_or_kept_or_none_is_refused() {
    refused(
        &[
            &["rename", "concept", "new-war", "Peace"],
            &["rename", "concept", "new-war", "quiet"],
            &["rename", "concept", "new-war", "index"],
            &["rename", "concept", "new-war", "New war"],
            &["rename", "concept", "new-war", "???"],
            &["rename", "concept", "truce", "truce", "--slug", "A B"],
        ],
        expect![[r#"
            $ lectern rename concept new-war Peace
            -- stderr
            error: `concepts/peace` is content/concepts/peace.md
            help: choose another name; `lectern merge concept new-war OTHER` makes one of both
            -- exit 2
            $ lectern rename concept new-war quiet
            -- stderr
            error: content/concepts/peace.md is called `quiet`
            help: choose another name; `lectern merge concept new-war OTHER` makes one of both
            -- exit 2
            $ lectern rename concept new-war index
            -- stderr
            error: `concepts/index` is kept for a page of the site's own
            help: choose another name
            -- exit 2
            $ lectern rename concept new-war New war
            -- stderr
            error: content/concepts/new-war.md is called that already
            -- exit 2
            $ lectern rename concept new-war ???
            -- stderr
            error: `???` makes no address
            help: a slug is small letters, digits and hyphens
            -- exit 2
            $ lectern rename concept truce truce --slug A B
            -- stderr
            error: `A B` makes no address
            help: a slug is small letters, digits and hyphens
            -- exit 2
        "#]],
    );
}

#[test]
fn what_there_is_not_can_be_neither_renamed_nor_merged() {
    refused(
        &[
            &["rename", "concept", "new-wars", "Any"],
            &["rename", "page", "new-war", "Any"],
            &["rename", "heading", "a#nothing", "Any"],
            &["rename", "heading", "a", "Any"],
            &["merge", "concept", "peace", "Peace"],
            &["merge", "concept", "peace", "nothing"],
        ],
        expect![[r#"
            $ lectern rename concept new-wars Any
            -- stderr
            error: no concept is called `new-wars`
            help: did you mean `new-war`?
            -- exit 2
            $ lectern rename page new-war Any
            -- stderr
            error: no page is called `new-war`
            -- exit 2
            $ lectern rename heading a#nothing Any
            -- stderr
            error: content/articles/a.md has no heading `nothing`
            -- exit 2
            $ lectern rename heading a Any
            -- stderr
            error: `a` names no heading
            help: write `PAGE#ID`
            -- exit 2
            $ lectern merge concept peace Peace
            -- stderr
            error: content/concepts/peace.md can't be merged into itself
            help: name another concept
            -- exit 2
            $ lectern merge concept peace nothing
            -- stderr
            error: no concept is called `nothing`
            -- exit 2
        "#]],
    );
}

#[test]
fn an_edit_that_would_bring_an_error_is_refused() {
    let folder = Folder::new(SMALL);
    folder.write("content/pages/b.md", "+++\ntitle = \"B\"\nno_links = [\"new war\"]\n+++\nA new war.\n");
    let run = folder.run(&["rename", "concept", "new-war", "Fresh war", "--forget"]);
    expect![[r#"
        error[unknown-entry]: no entry answers to `new war`
         --> content/pages/b.md:3:13
          |
        3 | no_links = ["new war"]
          |             ^^^^^^^^^
          |
          = help: `no_links` takes titles and aliases of entries

        `lectern help unknown-entry` says more
        1 error: nothing was changed
    "#]]
    .assert_eq(&run.stderr);
    assert_eq!((run.stdout.as_str(), run.code), ("", 1));
    assert!(folder.read("content/concepts/new-war.md").contains("title = \"New war\""));
}

#[test]
fn a_former_id_of_a_heading_still_leads_there() {
    let built = built(
        "
        //- content/pages/a.md
        ## In short {#brief formerly=short formerly=shorter}

        See [[#shorter]] and [it](a.md#short).",
    );
    let page = page(&built, "a.html");
    let heading =
        "<h2 id=\"brief\"><span id=\"short\" data-aside></span><span id=\"shorter\" data-aside></span>";
    assert!(page.contains(heading), "{page}");
    // Two in the text, one in the contents.
    assert_eq!(page.matches("href=\"#brief\"").count(), 3, "{page}");
}

#[test]
fn a_former_id_is_no_other_headings() {
    let sources = sources(
        "
        //- content/pages/a.md
        ## One {formerly=two}

        ## Two

        ## Three {formerly=m-1 other=x}",
    );
    let found = build(&sources, &Request::default()).diagnostics;
    expect![[r#"
        error[duplicate-id] content/pages/a.md:4:1 «## One {formerly=two}»: two headings have the id `two`; give one of them another id, or leave it out
        error[duplicate-id] content/pages/a.md:8:1 «## Three {formerly=m-1 other=x}»: the id `m-1` is kept for the theme; an id may not begin with `pv-`, `m-` or `ref-`, nor be a letter and digits, nor name a part of the page
        error[raw-html] content/pages/a.md:8:1 «## Three {formerly=m-1 other=x}»: a heading's attributes give ids and classes, and `other` is neither; write `{#id .class formerly=old-id}`
    "#]].assert_eq(&findings(&found, &sources));
}

#[test]
fn an_entry_that_took_another_in_has_its_words() {
    let folder = Folder::new(SMALL);
    assert_eq!(folder.run(&["merge", "concept", "peace", "truce"]).code, 0);
    assert!(folder.read("content/concepts/truce.md").contains("aliases = [\"Peace\", \"quiet\"]\n"));
}
