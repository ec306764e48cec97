//! Texts and lists of front matter, edited where they stand, so that the author's layout and comments stay.

use super::Refused;
use crate::edit::Edits;
use crate::parse::Doc;
use crate::text::Range;

/// The text as TOML: with the marks of `like` where it can stand between them.
pub fn quoted(text: &str, like: &str) -> String {
    if like.starts_with('\'') && !text.contains('\'') {
        return format!("'{text}'");
    }
    format!("\"{}\"", text.replace('\\', "\\\\").replace('"', "\\\""))
}

/// What becomes of a list.
pub struct List<'a> {
    /// Its key.
    pub key: &'a str,
    /// The places of its items.
    pub items: Vec<Range>,
    /// Indices of those that go.
    pub removed: Vec<usize>,
    /// Items that come to its end, as they are written.
    pub added: Vec<String>,
}

/// Edits a list; one without items is written after the title, and one that keeps none goes.
///
/// # Errors
/// [`Refused`] for front matter in which no place is found for it.
pub fn edit_list(doc: &Doc, list: &List<'_>, edits: &mut Edits) -> Result<(), Refused> {
    let List { key, items, removed, added } = list;
    let kept: Vec<usize> = (0..items.len()).filter(|item| !removed.contains(item)).collect();
    let mut replace = |range: Range, text: &str| {
        let _ = edits.replace(&doc.path, range, text);
    };
    if removed.is_empty() && added.is_empty() {
        return Ok(());
    }
    let Some((first, last)) = items.first().zip(items.last()) else {
        match empty_list(doc, key) {
            Some(brackets) => replace(brackets, &format!("[{}]", added.join(", "))),
            None => insert_line(doc, &format!("{key} = [{}]", added.join(", ")), edits)?,
        }
        return Ok(());
    };
    if kept.is_empty() {
        if added.is_empty() {
            let lines = statement(doc, key, *first, *last).ok_or_else(|| no_place(doc, key))?;
            replace(lines, "");
        } else {
            replace(Range { start: first.start, end: last.end }, &added.join(", "));
        }
        return Ok(());
    }
    for item in removed {
        // An item goes with the comma before it, the first ones with the comma after.
        let range = match kept.iter().rev().find(|kept| *kept < item) {
            Some(_) => Range { start: items[item - 1].end, end: items[*item].end },
            None => Range { start: items[*item].start, end: items[item + 1].start },
        };
        replace(range, "");
    }
    if !added.is_empty() {
        let between = separator(doc, *last);
        let added: String = added.iter().map(|item| format!("{between}{item}")).collect();
        replace(Range { start: last.end, end: last.end }, &added);
    }
    Ok(())
}

/// What stands between two items: a line of its own for each, where the last one has one.
fn separator(doc: &Doc, last: Range) -> String {
    let before = &doc.source[..last.start as usize];
    let indent = &before[before.rfind('\n').map_or(0, |feed| feed + 1)..];
    let feed = if before.contains("\r\n") { "\r\n" } else { "\n" };
    if indent.trim().is_empty() { format!(",{feed}{indent}") } else { ", ".to_owned() }
}

/// Adds a line after the one in which the title ends.
///
/// # Errors
/// [`Refused`] where the title isn't written.
pub fn insert_line(doc: &Doc, line: &str, edits: &mut Edits) -> Result<(), Refused> {
    let title = doc.meta.title.range;
    if title.is_empty() {
        return Err(no_place(doc, "title"));
    }
    let rest = &doc.source[title.end as usize..];
    let feed = rest.find('\n').ok_or_else(|| no_place(doc, "title"))?;
    let end = if rest[..feed].ends_with('\r') { "\r\n" } else { "\n" };
    let at = title.end as usize + feed + 1;
    let _ = edits.replace(&doc.path, Range::new(at, at), &format!("{line}{end}"));
    Ok(())
}

fn no_place(doc: &Doc, key: &str) -> Refused {
    Refused::new(format!("{} has no `{key}` that can be edited", doc.path), "write it on a line of its own")
}

/// The brackets of a list without items.
fn empty_list(doc: &Doc, key: &str) -> Option<Range> {
    let mut at = 0;
    for line in doc.source.split_inclusive('\n') {
        let value = line.trim_start().strip_prefix(key).and_then(|rest| rest.trim_start().strip_prefix('='));
        if let Some(value) = value.filter(|value| value.trim_start().starts_with('[')) {
            let start = at + line.len() - value.trim_start().len();
            let close = doc.source[start..].find(']')?;
            return Some(Range::new(start, start + close + 1));
        }
        at += line.len();
        if at > doc.meta.title.range.end as usize && line.trim() == "+++" {
            return None;
        }
    }
    None
}

/// The lines from a list's key to its closing bracket.
fn statement(doc: &Doc, key: &str, first: Range, last: Range) -> Option<Range> {
    let before = &doc.source[..first.start as usize];
    let is_key = |line: &str| {
        line.trim_start().strip_prefix(key).is_some_and(|rest| rest.trim_start().starts_with('='))
    };
    let mut start = before.rfind('\n').map_or(0, |feed| feed + 1);
    while !is_key(&doc.source[start..first.start as usize]) {
        start = before[..start.checked_sub(1)?].rfind('\n').map_or(0, |feed| feed + 1);
    }
    let after = &doc.source[last.end as usize..];
    let close = last.end as usize + after.find(']')?;
    let end = doc.source[close..].find('\n').map_or(doc.source.len(), |feed| close + feed + 1);
    Some(Range::new(start, end))
}
