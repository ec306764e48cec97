//! Addresses and anchors that were published stay, or somebody says that they may go.

#![allow(clippy::too_many_lines)]

use expect_test::{Expect, expect};
use lectern::anchors::{Lock, Published, published};
use lectern::diagnostic::{Colour, Format, show};
use lectern::load::load;
use lectern::pipeline::{self, Request};

use crate::cli::support::Folder;
use crate::html;
use crate::support::{built, page, shown};

const SITE: &str = r#"
//- site.toml
title = "A reader"
rules = { unused-concept = "off", no-passage = "off", summary = "off" }
//- content/articles/on-war.md
+++
title = "On war"
+++
The first paragraph.

## Two ways

The second.

The third.
//- content/concepts/new-war.md
+++
title = "New war"
formerly = ["low-war"]
+++
A war of another kind.

## In short {#short}

Another.
"#;

/// The findings of a site that remembers `remembered`.
fn check(remembered: &str, expected: Expect) {
    let lock = format!("//- anchors.lock\nversion = 1\n{remembered}");
    let all = shown(&format!("{SITE}{lock}"));
    let is_finding = |line: &&str| line.starts_with("warning[") || line.starts_with("error[");
    let lines: Vec<&str> = all.lines().filter(is_finding).collect();
    expected.assert_eq(&lines.join("\n"));
}

#[test]
fn what_is_still_there_is_no_finding() {
    check(
        r#"
redirects = ["concepts/low-war.html"]
[pages]
"articles/on-war.html" = { paragraphs = 3, headings = ["two-ways"] }
"concepts/new-war.html" = { headings = ["short"] }
"#,
        expect![],
    );
}

#[test]
fn a_heading_that_is_gone_is_reported_with_what_mends_it() {
    check(
        "[pages]\n\"articles/on-war.html\" = { headings = [\"three-ways\", \"two-ways\"] }\n",
        expect![
            "warning[vanished-anchor] content/articles/on-war.md: `articles/on-war.html#three-ways` was published, and no heading has that id now; write `{#three-ways}` after the heading that took its place; or accept the loss: `lectern anchors --forget articles/on-war.html#three-ways`"
        ],
    );
}

#[test]
fn paragraphs_that_are_gone_are_reported_together() {
    check(
        "[pages]\n\"articles/on-war.html\" = { paragraphs = 5 }\n",
        expect![
            "warning[vanished-anchor] content/articles/on-war.md: `articles/on-war.html#p4` to `#p5` were published, and the page has fewer paragraphs now; whoever cites a paragraph after the one that went cites another now; or accept the loss: `lectern anchors --forget articles/on-war.html#p4`"
        ],
    );
}

#[test]
fn an_address_that_is_gone_is_reported_where_the_lock_has_it() {
    check(
        "[pages]\n\"concepts/old-war.html\" = { headings = [\"short\"] }\n",
        expect![
            "warning[vanished-address] anchors.lock:3:27 «{ headings = [\"short\"] }»: `concepts/old-war.html` was published, and no page or redirect answers there now; write `formerly = [\"old-war\"]` into the page that took its place; or accept the loss: `lectern anchors --forget concepts/old-war.html`"
        ],
    );
}

#[test]
fn a_redirect_that_is_gone_is_reported() {
    check(
        "redirects = [\"concepts/older-war.html\"]\n",
        expect![
            "warning[vanished-address] anchors.lock: `concepts/older-war.html` was published, and no page or redirect answers there now; write `formerly = [\"older-war\"]` into the page that took its place; or accept the loss: `lectern anchors --forget concepts/older-war.html`"
        ],
    );
}

#[test]
fn a_page_that_became_a_redirect_has_what_its_new_page_has() {
    check("[pages]\n\"concepts/low-war.html\" = { headings = [\"short\"] }\n", expect![]);
    check(
        "[pages]\n\"concepts/low-war.html\" = { headings = [\"short\", \"gone\"], paragraphs = 2 }\n",
        expect![[r#"
            warning[vanished-anchor] content/concepts/new-war.md: `concepts/low-war.html#gone` was published, and `concepts/new-war.html`, where it leads now, has no such heading; write `{#gone}` after the heading that took its place; or accept the loss: `lectern anchors --forget concepts/low-war.html#gone`
            warning[vanished-anchor] content/concepts/new-war.md: `concepts/low-war.html#p1` to `#p2` were published, and `concepts/new-war.html`, where it leads now, has fewer paragraphs; whoever cites a paragraph after the one that went cites another now; or accept the loss: `lectern anchors --forget concepts/low-war.html#p1`"#]],
    );
}

#[test]
fn a_heading_keeps_its_former_ids() {
    let renamed = SITE.replace("## Two ways", "## Three ways {formerly=two-ways}");
    let lock =
        "//- anchors.lock\nversion = 1\n[pages]\n\"articles/on-war.html\" = { headings = [\"two-ways\"] }\n";
    assert!(!shown(&format!("{renamed}{lock}")).contains("vanished"));
}

#[test]
fn what_a_redirect_has_to_keep_is_remembered_until_it_is_told() {
    let folder = Folder::new(SITE);
    assert_eq!(folder.run(&["anchors"]).code, 0);
    let text = folder.read("content/concepts/new-war.md");
    std::fs::remove_file(folder.path("content/concepts/new-war.md")).unwrap();
    let text = text.replace("low-war", "new-war").replace("{#short}", "{#brief}");
    folder.write("content/concepts/later-war.md", text);
    expect![[r#"
        $ lectern anchors
        -- stderr
        warning[vanished-address]: `concepts/low-war.html` was published, and no page or redirect answers there now
          --> anchors.lock
         = help: write `formerly = ["low-war"]` into the page that took its place
         = help: or accept the loss: `lectern anchors --forget concepts/low-war.html`

        warning[vanished-anchor]: `concepts/new-war.html#short` was published, and `concepts/later-war.html`, where it leads now, has no such heading
          --> content/concepts/later-war.md
         = help: write `{#short}` after the heading that took its place
         = help: or accept the loss: `lectern anchors --forget concepts/new-war.html#short`

        `lectern help CODE` says more of each: the code stands in brackets
        6 anchors on 4 addresses; wrote anchors.lock
        -- exit 0
        $ lectern anchors --forget concepts/new-war.html#short
        -- stderr
        warning[vanished-address]: `concepts/low-war.html` was published, and no page or redirect answers there now
          --> anchors.lock
         = help: write `formerly = ["low-war"]` into the page that took its place
         = help: or accept the loss: `lectern anchors --forget concepts/low-war.html`

        `lectern help vanished-address` says more
        5 anchors on 4 addresses; wrote anchors.lock
        -- exit 0
        $ lectern anchors --forget concepts/low-war.html
        -- stderr
        5 anchors on 3 addresses; wrote anchors.lock
        -- exit 0
    "#]].assert_eq(&folder.transcript(&[
        &["anchors"],
        &["anchors", "--forget", "concepts/new-war.html#short"],
        &["anchors", "--forget", "concepts/low-war.html"],
    ]));
    expect![[r##"
        # Addresses and anchors that have been published, so that none is lost unseen. Written by `lectern anchors`.
        version = 1

        [pages]
        "articles/on-war.html" = { paragraphs = 3, words = ["7165e9", "380631", "c4c19a"], headings = ["two-ways"] }
        "concepts/later-war.html" = { headings = ["brief"] }
        "concepts/new-war.html" = {}
    "##]].assert_eq(&folder.read("anchors.lock"));
}

#[test]
fn nothing_that_a_shell_would_obey_is_offered_to_be_typed() {
    check(
        "[pages]\n\"articles/on-war.html\" = { headings = [\"$(reboot)\"] }\n",
        expect![
            "warning[vanished-anchor] content/articles/on-war.md: `articles/on-war.html#$(reboot)` was published, and no heading has that id now; write `{#$(reboot)}` after the heading that took its place; or accept the loss: take it out of `anchors.lock`"
        ],
    );
}

#[test]
fn every_anchor_of_the_lock_is_an_id_on_its_page() {
    let sources = load(std::path::Path::new(env!("CARGO_MANIFEST_DIR"))).unwrap();
    let real = pipeline::build(&sources, &Request::default()).value;
    for built in [real, built(SITE)] {
        let mut n_ids = 0;
        for (address, ids) in &published(&built.site).pages {
            let nodes = html::parse(page(&built, address)).unwrap();
            let there: Vec<&str> =
                html::elements(&nodes).iter().filter_map(|element| element.attribute("id")).collect();
            let paragraphs = (1..=ids.n_paragraphs).map(|number| format!("p{number}"));
            for id in ids.headings.iter().cloned().chain(paragraphs) {
                assert!(there.contains(&id.as_str()), "{address} has #{id}");
                n_ids += 1;
            }
        }
        assert!(0 < n_ids);
        for address in published(&built.site).redirects.keys() {
            page(&built, address);
        }
    }
}

fn seen(text: &str) -> String {
    let lock = Lock::read(text);
    assert_eq!(lock.value.damaged, !lock.diagnostics.is_empty());
    show(&lock.diagnostics, Format::Text, Colour::None, &|path| (path == "anchors.lock").then_some(text))
}

#[test]
fn what_is_written_is_read_again() {
    let now = published(&built(SITE).site);
    let text = now.lock_text();
    expect![[r##"
        # Addresses and anchors that have been published, so that none is lost unseen. Written by `lectern anchors`.
        version = 1
        redirects = [
          "concepts/low-war.html",
        ]

        [pages]
        "articles/on-war.html" = { paragraphs = 3, words = ["7165e9", "380631", "c4c19a"], headings = ["two-ways"] }
        "concepts/new-war.html" = { headings = ["short"] }
    "##]]
    .assert_eq(&text);
    let read = Lock::read(&text).value.published;
    assert_eq!(read, Published::default().with(&now));
    assert_eq!((&read.pages, read.lock_text()), (&now.pages, text));
    let mut odd = Published::default();
    odd.pages.entry("a\"\\\u{7}.html".to_owned()).or_default().headings.insert("\n".to_owned());
    assert_eq!(Lock::read(&odd.lock_text()).value.published, odd);
}

#[test]
fn a_lock_that_cannot_be_read_is_one_finding() {
    assert_eq!(seen(""), "");
    expect![[r#"
        error[anchors-lock]: `anchors.lock` is damaged
         --> anchors.lock:3:13
          |
        3 | "a.html" = {
          |             ^ can't be read
          |
          = help: restore `anchors.lock`, or delete it and let `lectern anchors` begin anew

    "#]]
    .assert_eq(&seen("version = 1\n[pages]\n\"a.html\" = {\n"));
    expect![[r"
        error[anchors-lock]: a merge has left both sides in `anchors.lock`
         --> anchors.lock:2:1
          |
        2 | <<<<<<< HEAD
          | ^^^^^^^^^^^^ conflict marker
          |
          = help: take either side whole, then run `lectern anchors`, which adds the rest again

    "]]
    .assert_eq(&seen("version = 1\n<<<<<<< HEAD\n"));
    expect![[r"
        error[anchors-lock]: `anchors.lock` is of version 2, which this lectern doesn't know
         --> anchors.lock:1:11
          |
        1 | version = 2
          |           ^
          |
          = help: use the lectern that wrote it

    "]]
    .assert_eq(&seen("version = 2\n"));
}

#[test]
fn the_command_adds_what_is_new_and_keeps_what_is_gone_until_it_is_told() {
    let folder = Folder::new(SITE);
    let first = folder.transcript(&[&["anchors"], &["anchors"], &["check"]]);
    let text = folder.read("content/articles/on-war.md");
    folder.write("content/articles/on-war.md", text.replace("## Two ways", "## Three ways"));
    let rest = folder.transcript(&[
        &["check", "--strict"],
        &["anchors", "--strict"],
        &["anchors", "--forget", "articles/on-war.html#three-ways"],
        &["anchors", "--forget", "articles/on-wars.html"],
        &["anchors", "--forget", "articles/on-war.html#two-ways"],
        &["check", "--strict"],
    ]);
    expect![[r#"
        $ lectern anchors
        -- stderr
        5 anchors on 3 addresses; wrote anchors.lock
        -- exit 0
        $ lectern anchors
        -- stderr
        5 anchors on 3 addresses; nothing new for anchors.lock
        -- exit 0
        $ lectern check
        -- stderr
        checked the site in N ms, and wrote nothing
          1 article, 1 concept, 0 names; 0 mentions of concepts and names
          checked: 9 pages, 0 links (0 by hand), 0 anchors, 0 images, 0 citations
          not checked: whether addresses of other sites answer
          no `base_url` in `site.toml`: no sitemap and no canonical links
        -- exit 0
        $ lectern check --strict
        -- stderr
        error[vanished-anchor]: `articles/on-war.html#two-ways` was published, and no heading has that id now
          --> content/articles/on-war.md
         = help: write `{#two-ways}` after the heading that took its place
         = help: or accept the loss: `lectern anchors --forget articles/on-war.html#two-ways`

        `lectern help vanished-anchor` says more
        checked the site in N ms, and wrote nothing
          1 article, 1 concept, 0 names; 0 mentions of concepts and names
          checked: 9 pages, 0 links (0 by hand), 0 anchors, 0 images, 0 citations
          not yet in anchors.lock: 1 anchor; `lectern anchors` adds what is new
          not checked: whether addresses of other sites answer
          no `base_url` in `site.toml`: no sitemap and no canonical links
        1 error: a build would write nothing
        -- exit 1
        $ lectern anchors --strict
        -- stderr
        warning[vanished-anchor]: `articles/on-war.html#two-ways` was published, and no heading has that id now
          --> content/articles/on-war.md
         = help: write `{#two-ways}` after the heading that took its place
         = help: or accept the loss: `lectern anchors --forget articles/on-war.html#two-ways`

        `lectern help vanished-anchor` says more
        6 anchors on 3 addresses; wrote anchors.lock
        -- exit 0
        $ lectern anchors --forget articles/on-war.html#three-ways
        -- stderr
        error: `articles/on-war.html#three-ways` is still on the site, and stays in anchors.lock
        -- exit 2
        $ lectern anchors --forget articles/on-wars.html
        -- stderr
        error: `articles/on-wars.html` is not in anchors.lock
        help: did you mean `articles/on-war.html`?
        -- exit 2
        $ lectern anchors --forget articles/on-war.html#two-ways
        -- stderr
        5 anchors on 3 addresses; wrote anchors.lock
        -- exit 0
        $ lectern check --strict
        -- stderr
        checked the site in N ms, and wrote nothing
          1 article, 1 concept, 0 names; 0 mentions of concepts and names
          checked: 9 pages, 0 links (0 by hand), 0 anchors, 0 images, 0 citations
          not checked: whether addresses of other sites answer
          no `base_url` in `site.toml`: no sitemap and no canonical links
        -- exit 0
    "#]].assert_eq(&(first + &rest));
}

#[test]
fn nothing_is_remembered_of_a_site_with_errors() {
    let folder = Folder::new(SITE);
    folder.write("content/pages/a.md", "+++\ntitle = \"A\"\n+++\n[[nothing of the kind]]\n");
    let run = folder.run(&["anchors"]);
    assert_eq!(run.code, 1);
    assert!(run.stderr.ends_with("1 error: nothing was written\n"), "{}", run.stderr);
    assert_eq!(folder.read("anchors.lock"), "");
}

#[test]
fn a_draft_is_not_remembered() {
    let folder = Folder::new(SITE);
    folder.write("content/pages/a.md", "+++\ntitle = \"A\"\ndraft = true\n+++\nSoon.\n");
    assert_eq!(folder.run(&["anchors", "--drafts"]).code, 0);
    assert!(!folder.read("anchors.lock").contains("a.html"));
}

#[test]
fn a_paragraph_that_others_are_put_before_is_reported_and_an_edited_one_is_not() {
    let lock = format!("//- anchors.lock\n{}", published(&built(SITE).site).lock_text());
    let gone = |old: &str, new: &str| {
        let all = shown(&format!("{}{lock}", SITE.replace(old, new)));
        all.lines().filter(|line| line.contains("vanished")).collect::<Vec<_>>().join("\n")
    };
    for (old, new) in [
        ("The second.", "The second, in other words."),
        ("The second.", "The\n*second*."),
        ("The third.", "The third.\n\nA fourth."),
        ("The second.\n", "The second.\n\n- A list.\n"),
        ("The third.", "The second."),
    ] {
        assert_eq!(gone(old, new), "", "{new}");
    }
    expect!["warning[vanished-anchor] content/articles/on-war.md: `articles/on-war.html#p2` was published, and is `#p3` now, and so on for 1 more; whoever cites one of them by its number cites another now; or accept the loss: `lectern anchors --forget articles/on-war.html#p2`"].assert_eq(&gone("The second.", "Between.\n\nThe second."));
    expect!["warning[vanished-anchor] content/articles/on-war.md: `articles/on-war.html#p3` was published, and is `#p4` now; whoever cites one of them by its number cites another now; or accept the loss: `lectern anchors --forget articles/on-war.html#p3`"].assert_eq(&gone("The third.", "Between.\n\nThe third."));
    expect!["warning[vanished-anchor] content/articles/on-war.md: `articles/on-war.html#p3` was published, and the page has fewer paragraphs now; whoever cites a paragraph after the one that went cites another now; or accept the loss: `lectern anchors --forget articles/on-war.html#p3`"].assert_eq(&gone("The second.\n", ""));
}

#[test]
fn numbers_that_paragraphs_had_are_remembered_until_it_is_told() {
    let folder = Folder::new(SITE);
    assert_eq!(folder.run(&["anchors"]).code, 0);
    let text = folder.read("content/articles/on-war.md");
    folder.write(
        "content/articles/on-war.md",
        text.replace("The third.", "Between.\n\nThe third.\n\nThe last."),
    );
    let words = |folder: &Folder| {
        let lock = folder.read("anchors.lock");
        lock.lines().find(|line| line.contains("on-war")).unwrap_or_default().to_owned()
    };
    let before = words(&folder);
    for _ in 0..2 {
        let run = folder.run(&["anchors"]);
        assert!(
            run.stderr.contains("`articles/on-war.html#p3` was published, and is `#p4` now"),
            "{}",
            run.stderr
        );
    }
    let between = words(&folder);
    assert_eq!(folder.run(&["anchors", "--forget", "articles/on-war.html#p3"]).code, 0);
    assert_eq!(folder.run(&["check", "--strict"]).code, 0);
    expect![[r#"
        "articles/on-war.html" = { paragraphs = 3, words = ["7165e9", "380631", "c4c19a"], headings = ["two-ways"] }
        "articles/on-war.html" = { paragraphs = 5, words = ["7165e9", "380631", "c4c19a", "", "bdf168"], headings = ["two-ways"] }
        "articles/on-war.html" = { paragraphs = 5, words = ["7165e9", "380631", "a973dd", "c4c19a", "bdf168"], headings = ["two-ways"] }"#]].assert_eq(&[before, between, words(&folder)].join("\n"));
}
