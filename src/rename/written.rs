//! How links, words and lines are written in Markdown.

use crate::parse::{Definition, Doc, Link, Node, NodeKind};
use crate::text::Range;

/// Where the address of a link is written: in itself, or in the definitions that give it. The words that it shows, its
/// title and a definition's name may read like the address.
pub fn places_of_address(doc: &Doc, link: &Link) -> Vec<Range> {
    let is_link = |node: &&Node| node.range == link.range && matches!(node.kind, NodeKind::Link(_));
    let at = doc.nodes.iter().position(|node| is_link(&node)).map(|at| at as u32);
    let words =
        at.and_then(|at| doc.children(Some(at)).last()).map(|last| doc.nodes[last as usize].range.end);
    let after = Range { start: words.unwrap_or(link.range.start), end: link.range.end };
    let found = |range: Range| {
        let at = range.of(&doc.source).find(&*link.to)?;
        Some(Range::new(at, at + link.to.len()).shifted(range.start as usize))
    };
    let rest = after.of(&doc.source);
    if rest.ends_with(')')
        && let Some(open) = rest.find("](")
    {
        return found(Range { start: after.start + open as u32 + 2, end: after.end }).into_iter().collect();
    }
    let place = |definition: &Definition| {
        let name = definition.range.of(&doc.source).find("]:")? as u32 + 2;
        found(Range { start: definition.range.start + name, end: definition.range.end })
    };
    doc.definitions.iter().filter(|definition| definition.to == link.to).filter_map(place).collect()
}

/// Whether a link stands in a table, where a bar is escaped.
pub fn is_in_table(doc: &Doc, link: &Link) -> bool {
    doc.nodes.iter().any(|node| node.kind == NodeKind::Table && node.range.contains(link.range))
}

/// The place of a text without the white space round it.
pub fn trimmed(text: &str) -> Range {
    let start = text.len() - text.trim_start().len();
    Range::new(start, start + text.trim().len())
}

/// The text with a blank for all white space.
pub fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The words as Markdown that shows them, within a line.
pub fn escaped(words: &str) -> String {
    let mut out = String::with_capacity(words.len());
    for ch in words.chars() {
        if matches!(ch, '\\' | '*' | '_' | '`' | '[' | ']' | '<' | '&' | '~' | '|') {
            out.push('\\');
        }
        out.push(ch);
    }
    out
}

/// The same as a whole line: nothing at its ends is a sign of a heading, a list or a quotation.
pub fn escaped_line(words: &str) -> String {
    let mut out = escaped(&one_line(words));
    if out.ends_with(['}', '#']) {
        out.insert(out.len() - 1, '\\');
    }
    let n_digits = out.bytes().take_while(u8::is_ascii_digit).count();
    let first = out[n_digits..].chars().next();
    let is_sign = match n_digits {
        0 => first.is_some_and(|first| matches!(first, '#' | '>' | '-' | '+' | '=' | ':')),
        _ => first.is_some_and(|first| matches!(first, '.' | ')')),
    };
    if is_sign && !out.starts_with("\\") {
        out.insert(n_digits, '\\');
    }
    out
}
