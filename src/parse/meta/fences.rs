//! Where front matter begins and ends. Its text is not read here.

use crate::config::report::Report;
use crate::diagnostic::messages::front_matter as say;
use crate::text::Range;

/// The parts of a file.
pub(super) struct Parts {
    /// Where a missing key is reported.
    pub fence: Option<Range>,
    /// The TOML, without its fences; none if there is no front matter.
    pub toml: Option<Range>,
    /// The byte at which the body begins.
    pub body: usize,
    /// The closing fence is missing, so the end of [`Parts::toml`] is a guess.
    pub guessed: bool,
}

/// Finds the fences, and reports what is wrong with them.
pub(super) fn parts(report: &mut Report<'_>) -> Parts {
    let text = report.text;
    let start = if text.starts_with('\u{FEFF}') { '\u{FEFF}'.len_utf8() } else { 0 };
    // Blank lines before the fence do no harm, and an editor doesn't see them.
    let start = start + (text[start..].len() - text[start..].trim_start().len());
    let opening = line(text, start);
    let none = |fence, body| Parts { fence, toml: None, body, guessed: false };
    match opening.of(text) {
        "" => {
            report.say(say::none(report.path, None));
            none(None, start)
        }
        "---" => {
            report.say(say::yaml(report.path, opening));
            let close = closing(text, after(text, opening), "---");
            none(Some(opening), close.map_or(start, |close| after(text, close)))
        }
        fence if fence.starts_with("+++") => {
            if fence != "+++" {
                report.say(say::fence(report.path, opening));
            }
            fenced(report, opening)
        }
        _ => {
            report.say(say::none(report.path, Some(opening)));
            none(Some(opening), start)
        }
    }
}

fn fenced(report: &mut Report<'_>, opening: Range) -> Parts {
    let text = report.text;
    let start = after(text, opening);
    if let Some(close) = closing(text, start, "+++") {
        let toml = Some(Range::new(start, line_start(text, close)));
        return Parts { fence: Some(opening), toml, body: after(text, close), guessed: false };
    }
    report.say(say::unclosed(report.path, opening));
    // Read to the first blank line, a file whose fence was forgotten still has its title, so that links to it
    // are not reported too.
    let mut end = start;
    for next in text[start..].split_inclusive('\n') {
        if next.trim().is_empty() {
            break;
        }
        end += next.len();
    }
    Parts { fence: Some(opening), toml: Some(Range::new(start, end)), body: end, guessed: true }
}

/// The fence that ends what begins at `start`, without white space around it.
fn closing(text: &str, start: usize, fence: &str) -> Option<Range> {
    let mut at = start;
    for next in text[start..].split_inclusive('\n') {
        if next.trim() == fence {
            return Some(line(text, at + (next.len() - next.trim_start().len())));
        }
        at += next.len();
    }
    None
}

/// From the byte `start` to the end of its line, without white space there.
fn line(text: &str, start: usize) -> Range {
    let rest = text[start..].split('\n').next().unwrap_or("");
    Range::new(start, start + rest.trim_end().len())
}

/// The byte after the line feed that follows `range`, or the end of the text.
fn after(text: &str, range: Range) -> usize {
    let end = range.end as usize;
    text[end..].find('\n').map_or(text.len(), |feed| end + feed + 1)
}

fn line_start(text: &str, range: Range) -> usize {
    text[..range.start as usize].rfind('\n').map_or(0, |feed| feed + 1)
}
