//! `[@key, locator]` in a stretch of text.

use super::{Citation, CitedItem};
use crate::text::Range;

/// The first citation in `text`, with the bytes of its brackets. `start` is the byte of the file at which the text
/// stands, unchanged.
pub fn find(text: &str, start: usize) -> Option<(std::ops::Range<usize>, Citation)> {
    let mut from = 0;
    while let Some(open) = text[from..].find("[@").map(|at| from + at) {
        let inside = open + 1;
        let close = text[inside..].find([']', '[']).map(|at| inside + at);
        if let Some(close) = close.filter(|close| text.as_bytes()[*close] == b']')
            && let Some(items) = items(&text[inside..close], start + inside)
        {
            let range = Range::new(start + open, start + close + 1);
            return Some((open..close + 1, Citation { items, range, at: 0 }));
        }
        from = inside;
    }
    None
}

/// `@key, Speaker: locator; @key`: none when a part doesn't begin with `@` and a key.
fn items(inside: &str, start: usize) -> Option<Vec<CitedItem>> {
    let mut out = Vec::new();
    let mut at = 0;
    for part in inside.split(';') {
        let lead = part.len() - part.trim_start().len();
        let rest = part.trim().strip_prefix('@')?;
        let n_key = rest.find(|ch: char| !is_key(ch)).unwrap_or(rest.len());
        let (key, rest) = rest.split_at(n_key);
        let rest = rest.trim_start();
        let where_in = match rest.strip_prefix(',') {
            Some(where_in) => where_in.trim(),
            None if rest.is_empty() => "",
            None => return None,
        };
        if key.is_empty() {
            return None;
        }
        let (speaker, locator) = match where_in.split_once(": ") {
            Some((speaker, locator)) => (Some(one_line(speaker)), one_line(locator)),
            None => (None, one_line(where_in)),
        };
        let from = start + at + lead;
        let range = Range::new(from, from + part.trim().len());
        out.push(CitedItem { key: key.into(), speaker, locator, range });
        at += part.len() + 1;
    }
    Some(out)
}

/// Characters of a citation key (Pandoc, "Citation syntax"), without those that end a sentence.
fn is_key(ch: char) -> bool {
    ch.is_alphanumeric() || matches!(ch, '-' | '_' | '/' | '+')
}

fn one_line(text: &str) -> Box<str> {
    text.split_whitespace().collect::<Vec<_>>().join(" ").into()
}
