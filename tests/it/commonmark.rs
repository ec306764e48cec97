//! The examples of the CommonMark specification.
#![allow(clippy::unwrap_used)]

use std::fs;
use std::sync::Arc;

use lectern::parse::{Kind, LinkStyle, Options, parse};
use lectern::render::html::{LinkPart, Parts, prose};

/// One example of the specification.
#[derive(Debug)]
struct Example {
    /// Its number there, from 1.
    number: usize,
    /// The nearest heading before it.
    section: String,
    markdown: String,
    html: String,
}

const FENCE: &str = "````````````````````````````````";

#[test]
fn the_specification_has_652_examples() {
    let examples = examples();
    assert_eq!(examples.len(), 652);
    let numbers: Vec<usize> = examples.iter().map(|example| example.number).collect();
    assert_eq!(numbers, (1..=652).collect::<Vec<_>>());
}

#[test]
fn an_example_has_its_section_its_markdown_and_its_html() {
    let examples = examples();
    let first = &examples[0];
    assert_eq!((first.number, first.section.as_str()), (1, "Tabs"));
    assert_eq!(first.markdown, "\tfoo\tbaz\t\tbim\n");
    assert_eq!(first.html, "<pre><code>foo\tbaz\t\tbim\n</code></pre>\n");
    let last = &examples[651];
    assert_eq!((last.number, last.section.as_str()), (652, "Textual content"));
    assert_eq!(
        (last.markdown.as_str(), last.html.as_str()),
        ("Multiple     spaces\n", "<p>Multiple     spaces</p>\n")
    );
}

#[test]
fn an_arrow_stands_for_a_tab() {
    assert!(examples().iter().all(|example| !example.markdown.contains('→') && !example.html.contains('→')));
}

/// Examples in which an extension of ours changes what the Markdown means, and why.
const SKIPPED: &[(usize, &str)] =
    &[(548, "`[[` opens a wiki link"), (559, "`[[` opens a wiki link"), (590, "`![[` opens a wiki image")];

/// The least number of examples that must be compared (of 652).
const LEAST: usize = 590;

#[test]
fn plain_commonmark_is_written_as_by_the_parsers_own_writer() {
    let mut n_compared = 0;
    let mut differing = Vec::new();
    for example in examples() {
        if SKIPPED.iter().any(|(number, _)| *number == example.number) {
            continue;
        }
        n_compared += 1;
        let (ours, theirs) = (ours(&example.markdown), theirs(&example.markdown));
        if ours != theirs {
            differing.push(format!(
                "{} ({})\n{}\n--- ours\n{ours}\n--- theirs\n{theirs}",
                example.number, example.section, example.markdown
            ));
        }
    }
    assert!(differing.is_empty(), "{} differ:\n{}", differing.len(), differing.join("\n=====\n"));
    assert!(n_compared >= LEAST, "only {n_compared} compared");
}

#[test]
fn no_example_is_skipped_without_need() {
    let examples = examples();
    for (number, reason) in SKIPPED {
        assert!(!reason.is_empty());
        let example = &examples[number - 1];
        assert_ne!(ours(&example.markdown), theirs(&example.markdown), "example {number} needs no skipping");
    }
}

/// The page's text as we write it, links and images as they were typed.
fn ours(markdown: &str) -> String {
    let path: Arc<str> = "content/pages/example.md".into();
    let source: Arc<str> = format!("+++\ntitle = \"Example\"\n+++\n{markdown}").into();
    let options = Options { trust_html: true, nesting: 100, page_bytes: 1_000_000 };
    let doc = parse(&path, &source, Kind::Page, options).value;
    let links = doc.links.iter().map(|link| {
        let mail = if link.style == LinkStyle::Email { "mailto:" } else { "" };
        LinkPart { href: Some(format!("{mail}{}", link.to)), ..LinkPart::default() }
    });
    let parts = Parts {
        links: links.collect(),
        images: doc.images.iter().map(|image| Some(image.to.to_string())).collect(),
        ..Parts::default()
    };
    prose(&doc, &parts)
}

/// The same by the parser's own writer, without the slash of void elements.
fn theirs(markdown: &str) -> String {
    let mut html = String::new();
    pulldown_cmark::html::push_html(&mut html, pulldown_cmark::Parser::new(markdown));
    let html = ["hr", "br"]
        .iter()
        .fold(html, |html, name| html.replace(&format!("<{name} />"), &format!("<{name}>")));
    // An image's attributes end in a mark, so this is its end and not a tag that the example typed.
    let mut pieces = html.split("<img ");
    let first = pieces.next().unwrap_or("").to_owned();
    pieces.fold(first, |out, piece| out + "<img " + &piece.replacen("\" />", "\">", 1))
}

/// Every example, in order.
fn examples() -> Vec<Example> {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/commonmark/spec.txt");
    let spec = fs::read_to_string(path).unwrap();
    let (mut examples, mut section) = (Vec::new(), "");
    let mut lines = spec.lines();
    while let Some(line) = lines.next() {
        if line == format!("{FENCE} example") {
            let text = |lines: &mut std::str::Lines, end: &str| -> String {
                lines.take_while(|line| *line != end).map(|line| line.replace('→', "\t") + "\n").collect()
            };
            let (markdown, html) = (text(&mut lines, "."), text(&mut lines, FENCE));
            examples.push(Example { number: examples.len() + 1, section: section.into(), markdown, html });
        } else if line.starts_with('#') {
            section = line.trim_start_matches('#').trim();
        }
    }
    examples
}
