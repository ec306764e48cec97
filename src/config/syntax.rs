//! Text to a table of TOML, with every slip in our own words.
//!
//! The parser goes on after a mistake, but a bracket that is never closed swallows the lines after it, and each
//! of them would be reported. Such a statement is reported once, blanked out, and the rest is read again.

use toml::de::{DeTable, DeValue, Error};

use super::report::Report;
use super::slips;
use super::value::{Entries, entries};
use crate::diagnostic::messages::toml as say;
use crate::text::Range;

/// Statements that are blanked out before the reader gives up: each costs another pass over the text.
const PASSES: usize = 10;

/// Reads the TOML in `part` of the report's text; all places are the text's.
pub(crate) fn table(report: &mut Report<'_>, part: Range) -> Entries {
    // Spaces in place of what comes before keep the parser's places true.
    let mut text = " ".repeat(part.start as usize);
    text.push_str(part.of(report.text));
    for _ in 0..PASSES {
        let (table, errors) = DeTable::parse_recoverable(&text);
        let Some(runaway) = runaway(&text, table.get_ref(), &errors) else {
            for error in one_a_line(&text, errors) {
                let place = place(&error, &text);
                let finding = slips::finding(report.path, &text, error.message(), place);
                let lines = match error.message().starts_with("unclosed table") {
                    // Without its `]` a header doesn't begin a table, and the keys below it are not its own.
                    true => up_to(&text, place.start as usize, is_header),
                    false => line(&text, place.start as usize),
                };
                report.say_broken(finding, lines);
            }
            return entries(table.into_inner());
        };
        let finding = say::unclosed(report.path, runaway.opening, &runaway.what, runaway.closing);
        report.say_broken(finding, runaway.statement);
        blank(&mut text, runaway.statement);
    }
    Entries::new()
}

/// A statement that goes on to the end of the text because something in it isn't closed.
struct Runaway {
    statement: Range,
    opening: Range,
    what: String,
    closing: &'static str,
}

fn runaway(text: &str, table: &DeTable<'_>, errors: &[Error]) -> Option<Runaway> {
    let says = |words: &str| errors.iter().any(|error| error.message().starts_with(words));
    let at_end = |error: &Error| error.span().is_some_and(|span| text[span.start..].trim().is_empty());
    let long_text = |error: &Error| error.message().starts_with("invalid multi-line") && at_end(error);
    let (brace, bracket) = (says("unclosed inline table"), says("unclosed array,"));
    if !brace && !bracket && !errors.iter().any(long_text) {
        return None;
    }
    let (key, value) = last_statement(table)?;
    let name = key.of(text);
    let rest = text.get(value.start as usize..)?;
    let (what, closing, width) = match rest.as_bytes() {
        [b'[', ..] if brace => (format!("a table in the list `{name}`"), "}", 1),
        [b'[', ..] => (format!("the list `{name}`"), "]", 1),
        [b'{', ..] => (format!("the table `{name}`"), "}", 1),
        [b'"', b'"', b'"', ..] => (format!("the text `{name}`"), "\"\"\"", 3),
        [b'\'', b'\'', b'\'', ..] => (format!("the text `{name}`"), "'''", 3),
        _ => return None,
    };
    let opening = Range::new(value.start as usize, value.start as usize + width);
    Some(Runaway { statement: up_to(text, key.start as usize, begins_statement), opening, what, closing })
}

/// The key and value of the last statement `key = value`; inline tables are values, not statements.
fn last_statement(table: &DeTable<'_>) -> Option<(Range, Range)> {
    let mut last: Option<(Range, Range)> = None;
    for (key, value) in table {
        let (key, at) = (Range::from(key.span()), Range::from(value.span()));
        let inner = match value.get_ref() {
            // A value that begins before its key ends is that of a header or of a dotted key.
            _ if key.end <= at.start => Some((key, at)),
            DeValue::Table(table) => last_statement(table),
            DeValue::Array(items) => {
                items.iter().filter_map(|item| item.get_ref().as_table()).filter_map(last_statement).max()
            }
            _ => None,
        };
        last = last.max(inner);
    }
    last
}

/// From the line of the byte `at` to the first line after it that `stops`.
fn up_to(text: &str, at: usize, stops: fn(&str) -> bool) -> Range {
    let first = line(text, at);
    // The first piece is what remains of the first line: its line feed.
    let rest = text[first.end as usize..].split_inclusive('\n');
    let n_bytes: usize =
        rest.enumerate().take_while(|(i, next)| *i == 0 || !stops(next)).map(|(_, next)| next.len()).sum();
    Range::new(first.start as usize, first.end as usize + n_bytes)
}

fn begins_statement(line: &str) -> bool {
    let line = line.trim();
    is_header(line)
        || line.starts_with(in_key) && line.trim_start_matches(in_key).trim_start().starts_with('=')
}

fn is_header(line: &str) -> bool {
    let Some(header) = line.trim().strip_prefix('[') else { return false };
    let header = header.trim_start_matches('[');
    header.starts_with(in_key) && header.trim_start_matches(in_key).starts_with(']')
}

fn in_key(ch: char) -> bool {
    ch.is_ascii_alphanumeric() || matches!(ch, '_' | '-' | '.')
}

/// Spaces in place of everything but line ends, so that no place changes.
fn blank(text: &mut String, range: Range) {
    let spaces: String = range
        .of(text)
        .bytes()
        .map(|byte| if matches!(byte, b'\n' | b'\r') { char::from(byte) } else { ' ' })
        .collect();
    text.replace_range(range.indices(), &spaces);
}

/// The first error of each line, in order; bare words are all reported, since none follows from another.
fn one_a_line(text: &str, mut errors: Vec<Error>) -> Vec<Error> {
    // That the CR of a line end stands in an unclosed text says nothing that the unclosed text doesn't.
    errors.retain(|error| {
        let place = place(error, text);
        !(place.of(text) == "\r" && text[place.end as usize..].starts_with('\n'))
    });
    errors.sort_by_key(|error| place(error, text));
    let mut seen: Option<(u32, bool)> = None;
    errors.retain(|error| {
        let start = line(text, place(error, text).start as usize).start;
        let bare = error.message().starts_with("string values must be quoted");
        let first = seen.is_none_or(|(line, _)| line != start);
        let all_bare = bare && seen.is_none_or(|(_, bare)| bare);
        seen = Some((start, if first { bare } else { all_bare }));
        first || all_bare
    });
    errors
}

/// The bytes of an error, between characters of the text.
fn place(error: &Error, text: &str) -> Range {
    let span = error.span().unwrap_or_default();
    Range::new(text.floor_char_boundary(span.start), text.ceil_char_boundary(span.end))
}

/// The line of the byte `at`, without its line feed.
pub(super) fn line(text: &str, at: usize) -> Range {
    let start = text[..at].rfind('\n').map_or(0, |before| before + 1);
    let end = text[at..].find('\n').map_or(text.len(), |after| at + after);
    Range::new(start, end)
}
