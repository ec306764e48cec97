//! What the TOML parser says about one line, in our own words.

use std::sync::Arc;

use super::syntax::{first_line, line};
use crate::diagnostic::Diagnostic;
use crate::diagnostic::messages::{front_matter, page, toml as say};
use crate::text::{Date, Range};

/// The finding for a mistake at `place`; `said` are the parser's words, "WHAT, expected ...".
pub(super) fn finding(path: &Arc<str>, text: &str, said: &str, place: Range) -> Diagnostic {
    let line = line(text, place.start as usize);
    let trimmed = trim(text, line);
    let found = place.of(text);
    match said.split(", expected").next().unwrap_or(said) {
        "string values must be quoted" | "missing value for key" if found.trim().is_empty() => {
            say::no_value(path, trimmed, name(text, line))
        }
        "string values must be quoted" => bare(path, place, found),
        "invalid boolean" => spelled(path, place, found),
        "key with no value"
        | "invalid key-value pair"
        | "missing assignment between key-value pairs"
        | "extra `=`"
        | "extra assignment between key-value pairs" => no_equals(path, text, trimmed),
        "invalid unquoted key" if found == ":" => no_equals(path, text, trimmed),
        "invalid unquoted key"
        | "keys cannot be multi-line basic strings"
        | "keys cannot be multi-line literal strings" => say::bad_key(path, place),
        "unquoted keys cannot be empty" => say::no_key(path, trimmed),
        "duplicate key" => say::twice(path, place, first_line(found)),
        "unexpected key or value" | "unexpected content" => trailing(path, text, line, place),
        "unclosed table" | "unclosed array table" => {
            say::unclosed(path, trimmed, "the name that begins here", "]")
        }
        "missing comma between array elements" | "missing comma between key-value pairs" => {
            let item = Range { start: place.start, end: item(text, line, place).end };
            match text[..place.start as usize].ends_with(['"', '\'']) {
                true => trailing(path, text, line, item),
                false => say::no_comma(path, item),
            }
        }
        "extra comma in array" | "extra comma in inline table" => say::extra_comma(path, place),
        "missing escaped value" | "too few unicode value digits" | "invalid value" => {
            let place = escape(text, line, place);
            say::escape(path, place, place.of(text))
        }
        "carriage return must be followed by newline" => say::line_end(path, place),
        "cannot recurse further; max recursion depth met" | "recursion limit" => say::too_deep(path, place),
        said => alike(path, text, said, line, place),
    }
}

/// The same for mistakes that the parser names in many ways.
fn alike(path: &Arc<str>, text: &str, said: &str, line: Range, place: Range) -> Diagnostic {
    let found = place.of(text);
    match said {
        said if said.starts_with("cannot extend value") => say::taken(path, place, first_line(found)),
        said if said.starts_with("invalid date") || said.starts_with("invalid time") => {
            date(path, place, found)
        }
        said if said.ends_with(" string") || said == "invalid comment character" => {
            in_text(path, text, line, place)
        }
        said if NUMBERS.iter().any(|words| said.contains(words)) => {
            let place = item(text, line, place);
            say::number(path, place, place.of(text))
        }
        _ => say::other(path, trim(text, line)),
    }
}

/// What the parser says about digits, in part.
const NUMBERS: &[&str] = &[
    "number",
    "float",
    "mantissa",
    "fraction",
    "exponent",
    "leading zero",
    "numeric sign",
    "radix",
    "`_` may",
    "unexpected sign",
];

fn trim(text: &str, line: Range) -> Range {
    let inside = line.of(text);
    let start = line.start as usize + (inside.len() - inside.trim_start().len());
    Range::new(start, start + inside.trim().len())
}

/// The key of a line, or what stands for it.
fn name(text: &str, line: Range) -> &str {
    line.of(text).split('=').next().unwrap_or("").trim()
}

fn bare(path: &Arc<str>, place: Range, found: &str) -> Diagnostic {
    match found.strip_prefix(['“', '”', '„', '«', '»', '‘', '’', '‹', '›']) {
        Some(rest) if !rest.contains(['"', '\\']) => {
            let inside = rest.trim_end_matches(['“', '”', '«', '»', '‘', '’', '‹', '›']);
            say::curly(path, place, inside)
        }
        _ => spelled(path, place, found),
    }
}

fn spelled(path: &Arc<str>, place: Range, found: &str) -> Diagnostic {
    match found.to_ascii_lowercase().as_str() {
        word @ ("true" | "false") => say::spelling(path, place, word),
        "yes" | "no" | "on" | "off" => {
            say::unquoted(path, place, found).help("where a key takes `true` or `false`, write one of these")
        }
        _ => say::unquoted(path, place, found),
    }
}

fn no_equals(path: &Arc<str>, text: &str, line: Range) -> Diagnostic {
    let key = line.of(text).split([':', '=']).next().unwrap_or("");
    match line.of(text)[key.len()..].starts_with(':') {
        true => say::colon(path, line),
        false => say::no_equals(path, line),
    }
}

fn trailing(path: &Arc<str>, text: &str, line: Range, place: Range) -> Diagnostic {
    let end = if place.is_empty() { line.end } else { place.end };
    let rest = trim(text, Range { start: place.start, end });
    let before = Range { start: line.start, end: place.start }.of(text).trim_end();
    let help = match before.chars().last() {
        Some('"' | '\'') if rest.of(text).starts_with(',') => {
            "several texts stand in a list: `[\"a\", \"b\"]`"
        }
        Some('\'') => "a text with an apostrophe stands between `\"` marks",
        Some('"') => "within a text, write `“` and `”`, or `\\\"` for a straight mark",
        _ => "each key stands on a line of its own",
    };
    say::trailing(path, rest, help)
}

/// From `place` to the end of the item that it stands in.
fn item(text: &str, line: Range, place: Range) -> Range {
    let border = |ch: char| ch.is_whitespace() || matches!(ch, ',' | '=' | '[' | ']' | '{' | '}');
    let before = Range { start: line.start, end: place.start }.of(text);
    let start =
        before.rfind(border).map_or(0, |at| at + before[at..].chars().next().map_or(1, char::len_utf8));
    let after = Range { start: place.start, end: line.end }.of(text);
    let end = after.find(border).unwrap_or(after.len());
    Range::new(line.start as usize + start, place.start as usize + end)
}

/// The backslash before `place` and the character after it.
fn escape(text: &str, line: Range, place: Range) -> Range {
    let before = Range { start: line.start, end: place.start }.of(text);
    let start = before.rfind('\\').map_or(place.start as usize, |at| line.start as usize + at);
    let width: usize = text[start..line.end as usize].chars().take(2).map(char::len_utf8).sum();
    Range::new(start, start + width)
}

fn date(path: &Arc<str>, place: Range, found: &str) -> Diagnostic {
    let finding = front_matter::not_a_date(path, place, found);
    match Date::parse(found) {
        Some(date) => finding.fix(format!("\"{date}\"")),
        None => finding,
    }
}

/// A text that its line leaves open, or a character that it can't hold.
fn in_text(path: &Arc<str>, text: &str, line: Range, place: Range) -> Diagnostic {
    let rest = Range { start: place.start, end: line.end }.of(text);
    match rest.chars().next() {
        Some('\r') => say::line_end(path, Range::new(place.start as usize, place.start as usize + 1)),
        Some(ch) if ch.is_control() => {
            let place = Range::new(place.start as usize, place.start as usize + ch.len_utf8());
            page::hidden_character(path, place, "line", ch)
        }
        _ => {
            let before = Range { start: line.start, end: place.start }.of(text);
            let opening = before.rfind(['"', '\'']).unwrap_or(before.len());
            let closing = if before[opening..].starts_with('\'') { "'" } else { "\"" };
            let place = trim(text, Range::new(line.start as usize + opening, line.end as usize));
            say::unclosed(path, place, "the text that begins here", closing)
        }
    }
}
