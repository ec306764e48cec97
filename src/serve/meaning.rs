//! What a code means, from Markdown to the few elements of which a page's script makes it.

use std::collections::BTreeMap;

use pulldown_cmark::{Event, Parser, Tag};
use serde_json::{Value, json};

use crate::diagnostic::{Diagnostic, help, rule};

/// What the codes of these findings mean, as JSON by code: lists of nodes, each a text or
/// `[name of an element, node, ...]`. No text is markup.
pub fn meanings(diagnostics: &[Diagnostic]) -> Value {
    let rules = diagnostics.iter().filter_map(|it| rule(it.code));
    let meant: BTreeMap<_, _> = rules.map(|rule| (rule.code, nodes(&help::markdown(rule)))).collect();
    json!(meant)
}

fn nodes(markdown: &str) -> Vec<Value> {
    let mut open = vec![Vec::new()];
    for event in Parser::new(markdown) {
        let node = match event {
            Event::Start(tag) => {
                open.push(vec![json!(element(&tag))]);
                continue;
            }
            Event::End(_) => json!(open.pop()),
            Event::Code(text) => json!(["code", &*text]),
            Event::SoftBreak => json!(" "),
            Event::Text(text) => json!(&*text),
            _ => continue,
        };
        if let Some(children) = open.last_mut() {
            children.push(node);
        }
    }
    open.pop().unwrap_or_default()
}

fn element(tag: &Tag<'_>) -> &'static str {
    match tag {
        Tag::Paragraph => "p",
        Tag::List(_) => "ul",
        Tag::Item => "li",
        Tag::CodeBlock(_) => "pre",
        Tag::Strong => "strong",
        _ => "span",
    }
}
