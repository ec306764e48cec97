//! Text to a table of TOML, with every slip in our own words.
//!
//! The parser goes on after a mistake, with two exceptions: a bracket that is never closed swallows the lines after
//! it, and a line without `=` ends the reading. Such lines are reported, blanked out, and the rest is read again.

use toml::de::{DeTable, DeValue, Error};

use super::report::{Report, SHOWN};
use super::slips;
use super::value::{Entries, entries};
use crate::diagnostic::messages::toml as say;
use crate::text::Range;

/// How often lines are blanked out: each time costs another pass over the text.
const PASSES: usize = 10;

/// Reads the TOML in `part` of the report's text; all places are the text's.
pub(crate) fn table(report: &mut Report<'_>, part: Range) -> Entries {
    // Spaces in place of what comes before keep the parser's places true, and so do those for the CR of line ends.
    let mut text = " ".repeat(part.start as usize);
    text.push_str(&part.of(report.text).replace("\r\n", "\n "));
    for _ in 0..PASSES {
        let (table, errors) = DeTable::parse_recoverable(&text);
        if let Some(runaway) = runaway(&text, table.get_ref(), &errors) {
            tell_runaway(report, &text, &runaway, errors);
            text = blanked(text, &[runaway.statement]);
            continue;
        }
        let (stops, errors): (Vec<Error>, Vec<Error>) = errors.into_iter().partition(ends_the_reading);
        if stops.is_empty() {
            tell(report, &text, errors);
            return entries(table.into_inner());
        }
        let lines: Vec<Range> =
            stops.iter().map(|error| line(&text, place(error, &text).start as usize)).collect();
        tell(report, &text, stops);
        text = blanked(text, &lines);
    }
    let (table, errors) = DeTable::parse_recoverable(&text);
    tell(report, &text, errors);
    entries(table.into_inner())
}

fn ends_the_reading(error: &Error) -> bool {
    error.message().starts_with("key with no value") || error.message().starts_with("recursion limit")
}

/// Reports errors, one a line.
fn tell(report: &mut Report<'_>, text: &str, errors: Vec<Error>) {
    for error in one_a_line(text, errors) {
        let place = place(&error, text);
        let lines = match error.message().starts_with("unclosed table") {
            // Without its `]` a header doesn't begin a table, and the keys below it are not its own.
            true => up_to(text, place.start as usize, is_header),
            false => line(text, place.start as usize),
        };
        report.say_broken(slips::finding(report.path, text, error.message(), place), lines);
    }
}

/// Reports a runaway, and the bare words in it. A text that its line leaves open is why the rest is open too.
fn tell_runaway(report: &mut Report<'_>, text: &str, runaway: &Runaway, mut errors: Vec<Error>) {
    errors.retain(|error| {
        let own = runaway.statement.contains(place(error, text));
        own && stands_alone(error)
    });
    if !errors.iter().any(leaves_text_open) {
        let finding = say::unclosed(report.path, runaway.opening, &runaway.what, runaway.closing);
        report.say_broken(finding, runaway.statement);
    }
    tell(report, text, errors);
}

fn leaves_text_open(error: &Error) -> bool {
    error.message() == "invalid basic string, expected `\"`"
        || error.message() == "invalid literal string, expected `'`"
}

/// A statement that goes on to the end of the text because something in it isn't closed.
struct Runaway {
    statement: Range,
    opening: Range,
    what: String,
    closing: &'static str,
}

fn runaway(text: &str, table: &DeTable<'_>, errors: &[Error]) -> Option<Runaway> {
    let end = text.trim_end().len();
    let runs_on = |error: &Error| {
        let said = error.message();
        let at_end = error.span().is_some_and(|span| end <= span.start);
        said.starts_with("unclosed inline table")
            || said.starts_with("unclosed array,")
            || said.starts_with("invalid multi-line") && at_end
    };
    if !errors.iter().any(runs_on) {
        return None;
    }
    let (key, value) = last_statement(table)?;
    let (name, value) = (first_line(key.of(text)), value.start as usize);
    let statement = up_to(text, key.start as usize, begins_statement);
    let count = |brace: char| statement.of(text).matches(brace).count();
    let (what, closing, width) = match text.get(value..)?.as_bytes() {
        [b'[', ..] if count('}') < count('{') => (format!("a table in the list `{name}`"), "}", 1),
        [b'[', ..] => (format!("the list `{name}`"), "]", 1),
        [b'{', ..] => (format!("the table `{name}`"), "}", 1),
        [b'"', b'"', b'"', ..] => (format!("the text `{name}`"), "\"\"\"", 3),
        [b'\'', b'\'', b'\'', ..] => (format!("the text `{name}`"), "'''", 3),
        _ => return None,
    };
    Some(Runaway { statement, opening: Range::new(value, value + width), what, closing })
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

/// The text with spaces in place of these lines, so that no place changes.
fn blanked(text: String, lines: &[Range]) -> String {
    let mut bytes = text.into_bytes();
    for byte in lines.iter().flat_map(|line| line.indices()) {
        if bytes[byte] != b'\n' {
            bytes[byte] = b' ';
        }
    }
    String::from_utf8(bytes).unwrap_or_else(|_| unreachable!("lines begin and end between characters"))
}

/// The first error of each line, in order, and those beside it that don't follow from it.
fn one_a_line(text: &str, mut errors: Vec<Error>) -> Vec<Error> {
    errors.sort_by_key(|error| place(error, text));
    let mut current: Option<Range> = None;
    let mut all_alone = true;
    errors.retain(|error| {
        let start = place(error, text).start;
        let first = current.is_none_or(|line| line.end < start);
        if first {
            current = Some(line(text, start as usize));
        }
        all_alone = stands_alone(error) && (first || all_alone);
        first || all_alone
    });
    errors.truncate(SHOWN + 1);
    errors
}

/// The parser reads on after it as if it were mended.
fn stands_alone(error: &Error) -> bool {
    error.message().starts_with("string values must be quoted") || leaves_text_open(error)
}

/// The bytes of an error, between characters of the text.
fn place(error: &Error, text: &str) -> Range {
    let span = error.span().unwrap_or_default();
    Range::new(text.floor_char_boundary(span.start), text.ceil_char_boundary(span.end))
}

/// What is shown of a key: one in quotation marks may have several lines.
pub(super) fn first_line(key: &str) -> &str {
    key.lines().next().unwrap_or("").trim()
}

/// The line of the byte `at`, without its line feed.
pub(super) fn line(text: &str, at: usize) -> Range {
    let start = text[..at].rfind('\n').map_or(0, |before| before + 1);
    let end = text[at..].find('\n').map_or(text.len(), |after| at + after);
    Range::new(start, end)
}
