//! The examples of the CommonMark specification.
#![allow(clippy::unwrap_used)]

use std::fs;

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
