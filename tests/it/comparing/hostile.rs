//! What goes into a pull request's comment comes from whoever made the pull request.

use expect_test::{expect, expect_file};
use lectern::compare::{
    Anchor, Both, Changes, Definition, Errors, Finding, Link, MOST_BYTES, Mentions, Page, PageChange,
    Quotation, Relation, Standing, markdown,
};
use proptest::prelude::*;
use pulldown_cmark::{Event, Options, Parser, Tag, TagEnd};

use super::{SITE, changes};
use crate::properties::cases;
use crate::support::sources;

/// What a reader of the comment sees as text, and what stands in code; panics on anything that a site could have
/// smuggled in.
fn seen(comment: &str) -> (String, Vec<String>) {
    let (mut text, mut code) = (String::new(), Vec::new());
    for event in Parser::new_ext(comment, Options::all()) {
        match event {
            Event::Text(it) => text.push_str(&it),
            Event::Code(it) => code.push(it.to_string()),
            Event::SoftBreak | Event::Rule => text.push('\n'),
            Event::Html(it) if &*it == "<!-- lectern diff -->\n" => {}
            Event::Start(
                Tag::Paragraph | Tag::Heading { .. } | Tag::List(None) | Tag::Item | Tag::Strong,
            ) => {}
            Event::Start(Tag::HtmlBlock) | Event::End(TagEnd::HtmlBlock) => {}
            Event::End(_) => text.push('\n'),
            other => panic!("{other:?} in\n{comment}"),
        }
    }
    (text, code)
}

#[test]
fn words_of_a_site_mean_nothing_in_a_comment() {
    let edit = r#"
//- content/concepts/new-war.md title = "`` @everyone <img src=x onerror=alert(1)> | [a](http://x.example) `"; summary = "$x$ #1 www.x.example :tada: `"
Unlike armed groups of old, says @everyone.
//- content/articles/on-war.md
The first ``@everyone`` <b>speaks</b> of [armed groups](https://x.example/`).
"#;
    let comment = markdown(&changes(&sources(SITE), &sources(&format!("{SITE}{edit}"))), "@everyone `HEAD`");
    let (text, code) = seen(&comment);
    for word in ["@", "<", "http", "www", "$", "#", ":tada:", "|"] {
        assert!(!text.contains(word), "`{word}` in {text}");
    }
    assert!(code.iter().any(|code| code.contains("@everyone <img src=x onerror=alert(1)>")), "{comment}");
    expect![[r#"
        <!-- lectern diff -->
        ### What changes on the site since `` @everyone `HEAD` ``

        **1 error now: what they touch could not be compared**

        - `content/articles/on-war.md:4`: error[raw-html]: `` HTML is not passed through: `<b>` ``

        **3 anchors are gone**

        - `articles/on-war.html#p2`
        - `articles/on-war.html#p3`
        - `articles/on-war.html#two-ways`

        **1 page is new, gone, moved or renamed**

        - renamed: `new war` (`concepts/new-war.html`) → ``` `` @everyone <img src=x onerror=alert(1)> | [a](http://x.example) ` ``` (`concepts/new-war.html`)

        **1 link gained**

        - `content/articles/on-war.md:4`: `armed groups` → `` https://x.example/` ``
          `The first @everyone speaks of armed groups.`

        **2 links lost**

        - `content/articles/on-war.md:4`: `new wars` → `new war` (`concepts/new-war.html`)
          `The first paragraph speaks of new wars.`
        - `content/articles/on-war.md:8`: `armed group` → `armed group` (`concepts/armed-group.html`)
          `The second: an armed group gains.`

        **2 entries are mentioned more often or less**

        - `armed group` (`concepts/armed-group`): 2 before, 1 now
        - ``` `` @everyone <img src=x onerror=alert(1)> | [a](http://x.example) ` ``` (`concepts/new-war`): 1 before, 0 now

        **1 entry has another definition**

        - ``` `` @everyone <img src=x onerror=alert(1)> | [a](http://x.example) ` ``` (`concepts/new-war`)
          before: `A war of another kind.`
          now: `` $x$ #1 www.x.example :tada: ` ``

        **1 relation lost**

        - `concepts/new-war` → `is related to` → `concepts/armed-group`

        **1 quotation proved now, or gone without proof**

        - `content/articles/on-war.md:10`: a quotation from `key` is gone, which had no proof:
          `all wars are one war`

        **1 finding is mended**

        - `content/articles/on-war.md:10`: warning[unproved-quotation]: ``this quotation has not been looked up in `key` yet``
    "#]].assert_eq(&comment);
}

/// One of everything, before and after, of which each part says `words`.
fn everything(words: &str) -> Changes {
    fn both<T: Clone>(it: T) -> Both<T> {
        Both { gained: vec![it.clone()], lost: vec![it] }
    }
    let text = || words.to_owned();
    let page = |address: &str| Page { address: address.to_owned(), title: text(), path: text(), links: 2 };
    let gone = format!("gone {words}");
    let pages = [
        (None, Some(page("new"))),
        (Some(page("led on")), None),
        (Some(page(&gone)), None),
        (Some(page("same")), Some(page("same"))),
        (Some(page(&gone)), Some(page("moved"))),
    ];
    let link = |title: &str| Link {
        path: text(),
        line: 1,
        to: text(),
        title: title.to_owned(),
        by: "hand",
        words: text(),
        before: text(),
        after: text(),
    };
    let finding =
        |severity, line| Finding { severity, code: "not-utf8", path: text(), line, message: text() };
    let standings = [None, Some(Standing::Proved), Some(Standing::Unproved), Some(Standing::Changed)];
    let quotation =
        |before, after| Quotation { path: text(), line: 1, source: text(), words: text(), before, after };
    let pairs = standings.iter().flat_map(|before| standings.iter().map(move |after| (*before, *after)));
    Changes {
        pages: pages.into_iter().map(|(before, after)| PageChange { before, after }).collect(),
        addresses: both(gone.clone()),
        anchors: both(Anchor { address: text(), id: text() }),
        links: Both { gained: vec![link(words), link("")], lost: vec![link("another")] },
        mentions: vec![Mentions { entry: text(), title: text(), before: 1, after: 0 }],
        definitions: vec![Definition { entry: text(), title: text(), before: text(), after: String::new() }],
        relations: both(Relation { from: text(), verb: text(), to: text() }),
        quotations: pairs.map(|(before, after)| quotation(before, after)).collect(),
        findings: both(finding("warning", Some(3))),
        errors: Errors { before: vec![finding("error", None)], after: vec![finding("error", Some(2))] },
    }
}

/// `.github/comment.jq` takes this file, and a test of the workflows sees that it does.
#[test]
fn every_kind_of_line_stands_in_a_comment() {
    let comment = markdown(&everything("`` @everyone ``` #1 <b> [a](www.x.example) | `"), "HEAD");
    let (text, _) = seen(&comment);
    assert!(!text.contains(['@', '#', '<', '|', '`']), "{text}");
    expect_file!["../../workflows/comment.md"].assert_eq(&comment);
}

#[test]
fn a_comment_stays_as_short_as_github_takes_it() {
    let pages = |n: usize| -> String {
        let body = "Of armed groups ".repeat(20);
        (0..n)
            .map(|n| format!("//- content/pages/page-{n}.md\n# {body} {{#h{n}x}}\n\n{body}[[x{n}]]\n"))
            .collect()
    };
    let many = changes(&sources(SITE), &sources(&format!("{SITE}{}", pages(400))));
    let comment = markdown(&many, "HEAD");
    assert!(comment.len() <= MOST_BYTES, "{}", comment.len());
    assert!(comment.contains("\n- and 350 more\n"), "{comment}");
    seen(&comment);
    let page =
        |n: usize| Page { address: format!("{n}"), title: "é".repeat(5000), path: String::new(), links: 0 };
    let all = (0..2000).map(|n| PageChange { before: Some(page(n)), after: Some(page(n + 1)) }).collect();
    let long = markdown(&Changes { pages: all, ..Changes::default() }, &"x".repeat(100_000));
    assert!(long.len() <= MOST_BYTES, "{}", long.len());
}

proptest! {
    #![proptest_config(cases(256))]

    #[test]
    fn whatever_a_title_is_it_stands_in_code(title in "([`@<>\\[\\]()!#|$*_~&:/.\\\\a \n\t\u{202e}-]|\\PC){0,40}") {
        let page = Page { address: "a.html".to_owned(), title: title.clone(), path: String::new(), links: 1 };
        let pages = vec![PageChange { before: None, after: Some(page) }];
        let comment = markdown(&Changes { pages, ..Changes::default() }, "HEAD");
        let (text, code) = seen(&comment);
        let words = title.split_whitespace().collect::<Vec<_>>().join(" ");
        let shown = lectern::text::visible(&words);
        let mut expected = vec!["HEAD".to_owned()];
        expected.extend((!shown.is_empty()).then_some(shown));
        expected.push("a.html".to_owned());
        prop_assert_eq!(code, expected);
        let nothing = if words.is_empty() { "(nothing)" } else { "" };
        prop_assert_eq!(text, format!("What changes on the site since \n1 page is new, gone, moved or renamed\n\nnew: {nothing} (), with 1 link\n\n"));
    }
}
