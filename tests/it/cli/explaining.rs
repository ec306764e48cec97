//! `explain`: which rule held, for which entry, and what to write to change it.

mod answers;
mod forms;

use expect_test::{Expect, expect};
use lectern::load;
use lectern::pipeline::{Request, resolve_only};
use lectern::resolve::Standing;
use lectern::resolve::explain::{Shown, explain};
use lectern::text::LineIndex;

use super::support::Folder;

const SITE: &str = r##"
//- site.toml
title = "A reader"
rules = { no-passage = "off", summary = "off" }
//- content/concepts/new-wars.md
+++
title = "New wars"
aliases = ["new war"]
+++
On its own page new wars are plain.
//- content/concepts/war.md
+++
title = "War"
+++
//- content/concepts/war-order.md
+++
title = "War order"
+++
//- content/concepts/norm.md
+++
title = "Norm"
+++
//- content/concepts/norms.md
+++
title = "Norms"
+++
//- content/concepts/violence.md
+++
title = "Violence"
not_forms = ["violences"]
+++
//- content/concepts/order.md
+++
title = "Order"
+++
//- content/concepts/international-order.md
+++
title = "International order"
aliases = ["order"]
wins = ["order"]
+++
//- content/concepts/mad.md
+++
title = "MAD"
+++
//- content/concepts/shadow-power.md
+++
title = "Shadow power"
autolink = false
+++
//- content/concepts/left.md
+++
title = "Left"
+++
//- content/names/the-left.md
+++
title = "the Left"
aliases = ["Left"]
kind = "institution"
+++
//- content/articles/a.md
+++
title = "An article"
+++
It is about war.
"##;

/// What `explain PLACE TERM` prints, on a page of these lines after three of front matter.
fn check(page: &str, line: usize, term: &str, expect: &Expect) {
    check_with("", page, line, term, expect);
}

/// The same with a fourth line of front matter, or more.
fn check_with(keys: &str, page: &str, line: usize, term: &str, expect: &Expect) {
    let site = Folder::new(SITE);
    site.write("content/pages/p.md", format!("+++\ntitle = \"P\"\n{keys}+++\n{page}"));
    let run = site.run(&["explain", &format!("content/pages/p.md:{line}"), term]);
    let code = if run.code == 0 { String::new() } else { format!("exit {}\n", run.code) };
    expect.assert_eq(&format!("{}{}{code}", run.stdout, run.stderr));
}

/// The rules that held on the line, in its order.
fn rules(keys: &str, page: &str, line: usize, term: &str, expected: &[&str]) {
    let site = Folder::new(SITE);
    site.write("content/pages/p.md", format!("+++\ntitle = \"P\"\n{keys}+++\n{page}"));
    let run = site.run(&["explain", &format!("content/pages/p.md:{line}"), term]);
    let found: Vec<&str> = run.stdout.lines().filter_map(|line| line.strip_prefix("  rule: ")).collect();
    assert_eq!(found, expected, "{page}\n{}{}", run.stdout, run.stderr);
}

#[test]
fn the_first_mention_in_a_section_is_the_link() {
    check(
        "War here.\n\n## Peace\n\nNo war.\n",
        8,
        "war",
        &expect![[r#"
        content/pages/p.md:8:4: `war` is linked
          because it is the entry's first mention in the section `Peace`, and the site has `linking = "first-per-section"`
          rule: first-in-section
          entry: War (content/concepts/war.md)
          help: to leave it plain here: `[[!war]]`
          help: on the whole page: `no_links = ["war"]` in its front matter
          help: everywhere: `autolink = false` in content/concepts/war.md
    "#]],
    );
    check(
        "War here.\n",
        4,
        "war",
        &expect![[r#"
        content/pages/p.md:4:1: `War` is linked
          because it is the entry's first mention before the first heading, and the site has `linking = "first-per-section"`
          rule: first-in-section
          entry: War (content/concepts/war.md)
          help: to leave it plain here: `[[!War]]`
          help: on the whole page: `no_links = ["War"]` in its front matter
          help: everywhere: `autolink = false` in content/concepts/war.md
    "#]],
    );
}

#[test]
fn an_earlier_mention_is_the_link() {
    check(
        "War here.\nMore wars.\n",
        5,
        "wars",
        &expect![[r#"
            content/pages/p.md:5:6: `wars` is counted and marked, not linked
              because an earlier mention in this section (line 4) is the link, and the site has `linking = "first-per-section"`
              rule: earlier-mention
              entry: War (content/concepts/war.md)
              help: to link it here instead: `[[War|wars]]`
              help: to link every mention on this page: `linking = "all"` in its front matter
        "#]],
    );
}

#[test]
fn a_footnote_is_read_where_it_is_referred_to() {
    check(
        "A note.[^1] War.\n\n[^1]: On war.\n",
        4,
        "war",
        &expect![[r#"
            content/pages/p.md:4:13: `War` is counted and marked, not linked
              because an earlier mention in this section (line 6, in a footnote, which is read where it is referred to) is the link, and the site has `linking = "first-per-section"`
              rule: earlier-mention
              entry: War (content/concepts/war.md)
              help: to link it here instead: `[[War]]`
              help: to link every mention on this page: `linking = "all"` in its front matter
        "#]],
    );
}

#[test]
fn a_link_by_hand_silences_its_section() {
    check(
        "War, and [[war|this]].\n",
        4,
        "war",
        &expect![[r#"
            content/pages/p.md:4:1: `War` is counted and marked, not linked
              because a link to the entry made by hand in this section (line 4) stands for all its mentions there, and the site has `linking = "first-per-section"`
              rule: hand-link
              entry: War (content/concepts/war.md)
              help: to link it here too: `[[War]]`
              help: to link every mention on this page: `linking = "all"` in its front matter
            content/pages/p.md:4:12: `war` is not linked
              because it stands in the label or address of a link, which the page doesn't show
              rule: address
              entry: War (content/concepts/war.md)
        "#]],
    );
}

#[test]
fn a_page_may_have_its_own_density() {
    check_with(
        "linking = \"first-per-page\"\n",
        "War.\n\n## B\n\nWar.\n",
        9,
        "war",
        &expect![[r#"
            content/pages/p.md:9:1: `War` is counted and marked, not linked
              because an earlier mention on this page (line 5) is the link, and this page's front matter has `linking = "first-per-page"`
              rule: earlier-mention
              entry: War (content/concepts/war.md)
              help: to link it here instead: `[[War]]`
              help: to link every mention on this page: `linking = "all"` in its front matter
        "#]],
    );
    check_with(
        "linking = \"all\"\n",
        "War, war.\n",
        5,
        "war",
        &expect![[r#"
        content/pages/p.md:5:1: `War` is linked
          because every mention is a link, and this page's front matter has `linking = "all"`
          rule: every-mention
          entry: War (content/concepts/war.md)
          help: to leave it plain here: `[[!War]]`
          help: on the whole page: `no_links = ["War"]` in its front matter
          help: everywhere: `autolink = false` in content/concepts/war.md
        content/pages/p.md:5:6: `war` is linked
          because every mention is a link, and this page's front matter has `linking = "all"`
          rule: every-mention
          entry: War (content/concepts/war.md)
          help: to leave it plain here: `[[!war]]`
          help: on the whole page: `no_links = ["war"]` in its front matter
          help: everywhere: `autolink = false` in content/concepts/war.md
    "#]],
    );
    check_with(
        "linking = \"none\"\n",
        "War.\n",
        5,
        "war",
        &expect![[r#"
        content/pages/p.md:5:1: `War` is counted and marked, not linked
          because this page's front matter has `linking = "none"`
          rule: linking-none
          entry: War (content/concepts/war.md)
          help: to link it here: `[[War]]`
          help: to link every mention on this page: `linking = "all"` in its front matter
    "#]],
    );
}

#[test]
fn places_that_are_never_linked() {
    check(
        "## War heading\n\n`war` [war](https://example.org/war) [[!war]] ![war](a.png) https://example.org/war\n\n```war\nwar\n```\n\n<!-- war -->\n",
        6,
        "war",
        &expect![[r#"
            content/pages/p.md:6:2: `war` is not linked
              because it stands in code, where nothing is linked
              rule: code
              entry: War (content/concepts/war.md)
              help: to link it: write it without the backticks
            content/pages/p.md:6:8: `war` is not linked
              because it stands in the text of a link to https://example.org/war, and a link holds no other
              rule: link-text
              entry: War (content/concepts/war.md)
              help: to link the entry: write its name outside that link
            content/pages/p.md:6:33: `war` is not linked
              because it stands in the label or address of a link, which the page doesn't show
              rule: address
              entry: War (content/concepts/war.md)
            content/pages/p.md:6:41: `war` is not linked
              because `[[!` leaves it plain, neither linked nor counted
              rule: left-plain
              entry: War (content/concepts/war.md)
              help: to leave it to the linker: write `war` without the brackets
            content/pages/p.md:6:49: `war` is not linked
              because it belongs to an image, whose words are neither linked nor counted
              rule: image-text
              entry: War (content/concepts/war.md)
              help: to link it: mention it in a sentence
            content/pages/p.md:6:81: `war` is not linked
              because it is part of an address, where nothing is linked
              rule: address
              entry: War (content/concepts/war.md)
        "#]],
    );
    let page = "## War heading\n\n```war\nwar\n```\n\n<!-- war -->\n";
    for (line, rule) in [(4, "heading"), (6, "code"), (7, "code"), (10, "not-shown")] {
        rules("", page, line, "war", &[rule]);
    }
    rules("summary = \"War\"\n", "Text.\n", 3, "war", &["front-matter"]);
    rules("", "Said [@war].\n", 4, "war", &["citation"]);
    rules("", "[[war|This]] and [text](../concepts/war.md).\n", 4, "war", &["address", "address"]);
    rules("", "[war](a.md)\n", 4, "war", &["link-text"]);
}

#[test]
fn the_entrys_own_page_is_plain() {
    let site = Folder::new(SITE);
    let run = site.run(&["explain", "content/concepts/new-wars.md:5", "new wars"]);
    expect![[r#"
        content/concepts/new-wars.md:5:17: `new wars` is not linked
          because this is the entry's own page, where it is neither linked nor counted
          rule: own-page
          entry: New wars (content/concepts/new-wars.md)
    "#]]
    .assert_eq(&run.stdout);
}

#[test]
fn what_explain_says_is_what_the_linker_did() {
    let root = std::path::Path::new(env!("CARGO_MANIFEST_DIR"));
    let sources = load::load(root).expect("the reader can be read");
    let site = resolve_only(&sources, &Request::default()).value;
    let articles: Vec<usize> = site.order.articles.iter().map(|doc| *doc as usize).collect();
    let mut n_explained = 0;
    for index in articles {
        let doc = &site.docs[index];
        let lines = LineIndex::new(&doc.source);
        for mention in &site.mentions[index] {
            if doc.runs[mention.run as usize].place == lectern::parse::RunPlace::Heading {
                continue;
            }
            let place = lines.place(doc.source_range(mention.text).start as usize);
            let term = mention.text.of(&doc.text);
            let explained =
                explain(&site, index as u32, place.line, term).expect("the mention is on its line");
            let here = explained.occurrences.iter().find(|at| at.place == place).expect("it is explained");
            let expected = match mention.standing {
                Standing::Hand(_) | Standing::Linked => Shown::Linked,
                Standing::Marked => Shown::Marked,
            };
            assert_eq!(here.verdict.standing, expected, "{}:{} {term}", doc.path, place.line);
            assert_eq!(here.verdict.entry, Some(mention.entry), "{}:{} {term}", doc.path, place.line);
            n_explained += 1;
        }
    }
    assert!(100 < n_explained);
}
