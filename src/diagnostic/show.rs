//! Findings as text with a caret, as JSON lines, or as annotations for GitHub.
//!
//! What the author typed is shown, never obeyed: control characters are made visible in every format.

use annotate_snippets::{AnnotationKind, Group, Level, Origin, Renderer, Snippet};

use super::{Diagnostic, Severity};
use crate::text::{LineIndex, Place, visible, visible_json};

/// How findings are printed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    /// For people: the line, a caret, advice.
    Text,
    /// One JSON object a line.
    Json,
    /// GitHub's workflow commands, one a line.
    Github,
}

/// Whether text may carry colours.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Colour {
    /// Escape sequences for a terminal.
    Ansi,
    /// Plain text.
    None,
}

/// All findings, in the order given. `text_of` gives a file's text by its path, where there is one.
pub fn show<'a>(
    diagnostics: &[Diagnostic],
    format: Format,
    colour: Colour,
    text_of: &dyn Fn(&str) -> Option<&'a str>,
) -> String {
    let mut out = String::new();
    // Findings come file by file, and one file may have as many as lines.
    for of_file in diagnostics.chunk_by(|one, next| one.path == next.path) {
        let lines = of_file.first().and_then(|first| text_of(&first.path)).map(LineIndex::new);
        for diagnostic in of_file {
            match format {
                Format::Text => as_text(diagnostic, lines.as_ref(), colour, &mut out),
                Format::Json => as_json(diagnostic, lines.as_ref(), &mut out),
                Format::Github => as_github(diagnostic, lines.as_ref(), &mut out),
            }
        }
    }
    out
}

fn as_text(diagnostic: &Diagnostic, lines: Option<&LineIndex<'_>>, colour: Colour, out: &mut String) {
    let level = match diagnostic.severity {
        Severity::Error => Level::ERROR,
        Severity::Warning => Level::WARNING,
    };
    let message = visible(&diagnostic.message);
    let label = visible(&diagnostic.label);
    let path = visible(&diagnostic.path);
    let help: Vec<String> = diagnostic.help.iter().map(|help| visible(help)).collect();
    let shown = match (diagnostic.range, lines) {
        (Some(range), Some(lines)) if !lines.text().is_empty() => Some(excerpt(lines, range.indices())),
        _ => None,
    };
    let mut group = Group::with_title(level.primary_title(&message).id(diagnostic.code));
    match &shown {
        Some(shown) => {
            let caret = AnnotationKind::Primary.span(shown.range.clone()).label(&label);
            let snippet = Snippet::source(&shown.line).path(&path).line_start(shown.line_number);
            group = group.element(snippet.fold(true).annotation(caret));
        }
        None => group = group.element(Origin::path(&path)),
    }
    for help in &help {
        group = group.element(Level::HELP.message(help));
    }
    let renderer = match colour {
        Colour::Ansi => Renderer::styled(),
        Colour::None => Renderer::plain(),
    };
    let rendered = renderer.render(&[group]);
    // A finding without a place in its file has no gutter to hang the arrow on.
    let rendered = if shown.is_none() { rendered.replacen("\n--> ", "\n  --> ", 1) } else { rendered };
    out.push_str(&rendered);
    out.push_str("\n\n");
}

/// The line of a range, safe to print, with the range moved to fit.
struct Excerpt {
    line: String,
    line_number: usize,
    range: std::ops::Range<usize>,
}

/// A caret spans at most one line: a finding about a whole block points at its first.
fn excerpt(lines: &LineIndex<'_>, range: std::ops::Range<usize>) -> Excerpt {
    let text = lines.text();
    let line_number = lines.number(range.start);
    let line = lines.line(line_number).unwrap_or_default();
    let start = range.start.clamp(line.start as usize, line.end as usize);
    let end = range.end.clamp(start, line.end as usize);
    let before = visible(text.get(line.start as usize..start).unwrap_or(""));
    let inside = visible(text.get(start..end).unwrap_or(""));
    let after = visible(text.get(end..line.end as usize).unwrap_or(""));
    let range = before.len()..before.len() + inside.len();
    Excerpt { line: format!("{before}{inside}{after}"), line_number, range }
}

fn as_json(diagnostic: &Diagnostic, lines: Option<&LineIndex<'_>>, out: &mut String) {
    let (start, end) = places(diagnostic, lines);
    let fix = lines.and_then(|lines| {
        let (range, words) = diagnostic.repair(lines.text())?;
        let (from, to) = (lines.place(range.start as usize), lines.place(range.end as usize));
        Some(serde_json::json!({
            "line": from.line,
            "column": from.column,
            "end_line": to.line,
            "end_column": to.column,
            "text": words,
        }))
    });
    let object = serde_json::json!({
        "code": diagnostic.code,
        "severity": diagnostic.severity.word(),
        "path": &*diagnostic.path,
        "line": start.map(|place| place.line),
        "column": start.map(|place| place.column),
        "end_line": end.map(|place| place.line),
        "end_column": end.map(|place| place.column),
        "message": diagnostic.message,
        "help": diagnostic.help,
        "fix": fix,
    });
    out.push_str(&visible_json(&object.to_string()));
    out.push('\n');
}

fn as_github(diagnostic: &Diagnostic, lines: Option<&LineIndex<'_>>, out: &mut String) {
    let (start, end) = places(diagnostic, lines);
    out.push_str(&format!("::{} file={}", diagnostic.severity.word(), property(&diagnostic.path)));
    if let (Some(start), Some(end)) = (start, end) {
        out.push_str(&format!(",line={},endLine={}", start.line, end.line));
        if start.line == end.line {
            out.push_str(&format!(",col={},endColumn={}", start.column, end.column));
        }
    }
    let mut message = diagnostic.message.clone();
    for help in &diagnostic.help {
        message.push_str("\nhelp: ");
        message.push_str(help);
    }
    out.push_str(&format!(",title={}::{}\n", property(diagnostic.code), data(&message)));
}

type Places = (Option<Place>, Option<Place>);

fn places(diagnostic: &Diagnostic, lines: Option<&LineIndex<'_>>) -> Places {
    let (Some(range), Some(lines)) = (diagnostic.range, lines) else { return (None, None) };
    (Some(lines.place(range.start as usize)), Some(lines.place(range.end as usize)))
}

/// Escapes of GitHub's workflow commands ("Workflow commands", `@actions/core`): data, then properties.
fn data(text: &str) -> String {
    let kept: Vec<String> = text.split('\n').map(visible).collect();
    kept.join("\n").replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A")
}

fn property(text: &str) -> String {
    data(text).replace(':', "%3A").replace(',', "%2C")
}
