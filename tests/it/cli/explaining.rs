//! `explain`: which rule held, for which entry, and what to write to change it.

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
fn no_links_takes_plurals_and_possessives_along() {
    check_with(
        "no_links = [\"war\"]\n",
        "Wars and war's end.\n",
        5,
        "war",
        &expect![[r#"
        content/pages/p.md:5:1: `War` is not linked
          because `no_links` in this page's front matter lists `war`, which takes its plural and possessive along
          rule: no-links
          entry: War (content/concepts/war.md)
          help: to link it: take `war` out of `no_links`
        content/pages/p.md:5:10: `war` is not linked
          because `no_links` in this page's front matter lists `war`, which takes its plural and possessive along
          rule: no-links
          entry: War (content/concepts/war.md)
          help: to link it: take `war` out of `no_links`
    "#]],
    );
}

#[test]
fn an_entry_may_switch_itself_off_and_drop_inflections() {
    check(
        "Shadow power and violences.\n",
        4,
        "shadow power",
        &expect![[r#"
        content/pages/p.md:4:1: `Shadow power` is not linked
          because `Shadow power` has `autolink = false`
          rule: autolink-off
          entry: Shadow power (content/concepts/shadow-power.md)
          help: to link it here: `[[Shadow power]]`
          help: to link it everywhere: take `autolink` out of content/concepts/shadow-power.md
    "#]],
    );
    check(
        "Shadow power and violences.\n",
        4,
        "violences",
        &expect![[r#"
        content/pages/p.md:4:18: `violences` is not linked
          because `not_forms` of `Violence` drops this inflection
          rule: not-forms
          entry: Violence (content/concepts/violence.md)
          help: to link it here: `[[Violence|violences]]`
          help: to link it everywhere: take it out of `not_forms` in content/concepts/violence.md
    "#]],
    );
}

#[test]
fn capitals_must_agree_where_they_matter() {
    check(
        "mad\n",
        4,
        "MAD",
        &expect![[r#"
        content/pages/p.md:4:1: `mad` is not linked
          because `MAD` has capitals that must be as written
          rule: case
          entry: MAD (content/concepts/mad.md)
          help: to link it here: write `MAD`
          help: everywhere: add "mad" to `forms` in content/concepts/mad.md
    "#]],
    );
    check(
        "The left.\n",
        4,
        "the left",
        &expect![[r#"
        content/pages/p.md:4:1: `The left` is not linked
          because `the Left` matches with these capitals only, as names do unless they have `case = "fold"`
          rule: case
          entry: the Left (content/names/the-left.md)
          help: to link it here: write `the Left`
          help: everywhere: `case = "fold"` in content/names/the-left.md
    "#]],
    );
}

#[test]
fn a_longer_form_wins_and_so_does_the_leftmost() {
    check(
        "New wars.\n",
        4,
        "war",
        &expect![[r#"
        content/pages/p.md:4:5: `war` is linked
          because it is part of `New wars`, and the longest form wins; `New wars` is linked, because it is the entry's first mention before the first heading, and the site has `linking = "first-per-section"`
          rule: longer-form
          entry: New wars (content/concepts/new-wars.md)
          note: alone, `war` would name `War` (content/concepts/war.md)
          help: to leave it plain here: `[[!New wars]]`
          help: on the whole page: `no_links = ["New wars"]` in its front matter
          help: everywhere: `autolink = false` in content/concepts/new-wars.md
    "#]],
    );
    check(
        "New war order.\n",
        4,
        "war order",
        &expect![[r#"
            content/pages/p.md:4:5: `war order` is not linked
              because `New war`, which begins before it and names `New wars` (content/concepts/new-wars.md), has some of its words: the leftmost form wins
              rule: earlier-form
              entry: War order (content/concepts/war-order.md)
              help: to free the words: `[[!New war]]`
        "#]],
    );
}

#[test]
fn a_form_ends_where_words_end() {
    check(
        "Warfare.\n",
        4,
        "war",
        &expect![[r#"
        content/pages/p.md:4:1: `War` is not linked
          because it is part of the word `Warfare`: no form begins or ends inside a word
          rule: inside-word
          entry: War (content/concepts/war.md)
          help: to link it here: `[[War|Warfare]]`
          help: everywhere: add "Warfare" to `forms` in content/concepts/war.md, if it means `War`
    "#]],
    );
    check(
        "Non-violence.\n",
        4,
        "violence",
        &expect![[r#"
            content/pages/p.md:4:5: `violence` is not linked
              because a hyphen joins it to `Non`, and no form begins right after one
              rule: after-hyphen
              entry: Violence (content/concepts/violence.md)
              help: to link it here: `[[Violence|Non-violence]]`
              help: if `Non-violence` is a concept of its own: `lectern new concept "Non-violence"`
        "#]],
    );
    check(
        "New[^1] wars.\n\n[^1]: x\n",
        4,
        "new wars",
        &expect![[r#"
        content/pages/p.md:4:1: `New wars` is not linked
          because something stands among the words of `New wars`: a citation, a note's mark, a link or an image
          rule: interrupted
          entry: New wars (content/concepts/new-wars.md)
          help: to link it: move that behind the words, or write `[[New wars]]`
    "#]],
    );
}

#[test]
fn who_else_has_the_form_is_said() {
    check(
        "Order.\n",
        4,
        "order",
        &expect![[r#"
        content/pages/p.md:4:1: `Order` is linked
          because it is the entry's first mention before the first heading, and the site has `linking = "first-per-section"`
          rule: first-in-section
          entry: International order (content/concepts/international-order.md)
          note: `Order` (content/concepts/order.md) has `order` too; `wins` in content/concepts/international-order.md decides
          help: to leave it plain here: `[[!Order]]`
          help: on the whole page: `no_links = ["Order"]` in its front matter
          help: everywhere: `autolink = false` in content/concepts/international-order.md
    "#]],
    );
    check(
        "Norms.\n",
        4,
        "norms",
        &expect![[r#"
        content/pages/p.md:4:1: `Norms` is linked
          because it is the entry's first mention before the first heading, and the site has `linking = "first-per-section"`
          rule: first-in-section
          entry: Norms (content/concepts/norms.md)
          note: `Norms` would be made of a form of `Norm` (content/concepts/norm.md) too; one that is written beats one that is made
          help: to leave it plain here: `[[!Norms]]`
          help: on the whole page: `no_links = ["Norms"]` in its front matter
          help: everywhere: `autolink = false` in content/concepts/norms.md
    "#]],
    );
    check(
        "Left and left.\n",
        4,
        "left",
        &expect![[r#"
        content/pages/p.md:4:1: `Left` is linked
          because it is the entry's first mention before the first heading, and the site has `linking = "first-per-section"`
          rule: first-in-section
          entry: the Left (content/names/the-left.md)
          note: in other capitals it names `Left` (content/concepts/left.md): a form with these very capitals beats it
          help: to leave it plain here: `[[!Left]]`
          help: on the whole page: `no_links = ["Left"]` in its front matter
          help: everywhere: `autolink = false` in content/names/the-left.md
        content/pages/p.md:4:10: `left` is linked
          because it is the entry's first mention before the first heading, and the site has `linking = "first-per-section"`
          rule: first-in-section
          entry: Left (content/concepts/left.md)
          note: written `Left`, it would name `the Left` (content/names/the-left.md)
          help: to leave it plain here: `[[!left]]`
          help: on the whole page: `no_links = ["left"]` in its front matter
          help: everywhere: `autolink = false` in content/concepts/left.md
    "#]],
    );
}

#[test]
fn a_form_that_is_won_takes_its_plural_along() {
    let site = Folder::new(SITE);
    // Were it not won, the plural would be the first file's.
    site.write("content/concepts/a.md", "+++\ntitle = \"A\"\naliases = [\"order\"]\n+++\n");
    site.write("content/pages/p.md", "+++\ntitle = \"P\"\n+++\nOrders.\n");
    let run = site.run(&["explain", "content/pages/p.md:4", "orders"]);
    assert!(run.stdout.contains("entry: International order"), "{}", run.stdout);
    assert_eq!(site.run(&["check"]).code, 0);
}

#[test]
fn a_clash_of_two_forms_is_said_once_in_each_file() {
    let site = Folder::new(SITE);
    site.write("content/concepts/wars.md", "+++\ntitle = \"Battle\"\naliases = [\"war\"]\n+++\n");
    let found = site.run(&["check", "--format", "json"]).stdout;
    assert_eq!(found.matches("\"duplicate-form\"").count(), 2, "{found}");
}

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
