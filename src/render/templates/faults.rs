//! What the template engine reports, as findings.

use std::sync::Arc;

use tera::{Error, ErrorKind, ReportError, Tera};

use super::{Texts, code, path};
use crate::diagnostic::Diagnostic;
use crate::diagnostic::messages::templates as say;
use crate::render::theme;
use crate::text::{LineIndex, Range, nearest};

/// The first slip in a template's syntax.
pub(super) fn syntax(name: &str, text: &str) -> Option<Diagnostic> {
    let err = Tera::new().add_raw_template(name, text).err()?;
    match err.kind() {
        ErrorKind::SyntaxError(report) => {
            Some(say::syntax(&path(name), within(report, text), report.message()))
        }
        // Whether what it extends, includes and calls is there, all templates together tell.
        _ => None,
    }
}

/// Why templates, each fit by itself, don't fit together.
pub(super) fn of(err: &Error, texts: &Texts) -> Vec<Diagnostic> {
    match err.kind() {
        ErrorKind::MissingParent { current, parent } => {
            let near = nearest(parent, texts.keys().map(String::as_str));
            let range = text_in(current, parent, texts);
            vec![say::unknown_part(&path(current), range, "template", parent, near)]
        }
        ErrorKind::CircularExtend { tpl, inheritance_chain } => {
            vec![say::circle(&path(tpl), None, "extends", inheritance_chain)]
        }
        ErrorKind::CircularInclude { tpl, include_chain } => {
            let range = include_chain.get(1).and_then(|next| text_in(tpl, next, texts));
            vec![say::circle(&path(tpl), range, "includes", include_chain)]
        }
        ErrorKind::Msg(said) => said.split("\n\n").map(|said| of_report(said, texts)).collect(),
        _ => vec![failure(err, "")],
    }
}

/// What the engine says of a page that could not be rendered.
pub(super) fn said(err: &Error) -> Option<&str> {
    match err.kind() {
        ErrorKind::RenderingError(report) => Some(report.message()),
        _ => None,
    }
}

/// Why a page could not be rendered. `name` is its template.
pub(super) fn failure(err: &Error, name: &str) -> Diagnostic {
    let ErrorKind::RenderingError(report) = err.kind() else {
        return say::failure(&path(name), None, &err.to_string());
    };
    let (path, range) = (path(report.filename()), Range::from(report.span().range.clone()));
    let quoted = |said: &str| said.split('`').nth(1).unwrap_or_default().to_owned();
    match report.message().split_once("Available fields: ") {
        Some((said, fields)) => {
            let fields: Vec<&str> = fields.split(", ").collect();
            say::unknown_field(&path, range, None, &quoted(said), &fields)
        }
        None => say::failure(&path, Some(range), report.message()),
    }
}

/// The place of a report, which at the end of a text may lie behind it.
fn within(report: &ReportError, text: &str) -> Range {
    let range = &report.span().range;
    Range::new(range.start.min(text.len()), range.end.min(text.len()))
}

/// The place where a template names another.
fn text_in(name: &str, quoted: &str, texts: &Texts) -> Option<Range> {
    code::code(texts.get(name)?).texts().find(|(_, text)| *text == quoted).map(|(range, _)| range)
}

/// A report that the engine gives as text only: a message, ` --> NAME:LINE:COLUMN`, the line, carets.
fn of_report(said: &str, texts: &Texts) -> Diagnostic {
    let mut lines = said.lines();
    let message = lines.next().unwrap_or_default().trim_start_matches("error: ");
    let mut quoted = message.split('`').skip(1).step_by(2);
    if let (Some(name), Some(one), Some(other)) = (quoted.next(), quoted.next(), quoted.next()) {
        return twice(name, one, other, texts);
    }
    let place =
        lines.next().and_then(|line| line.split_once("--> ")).and_then(|(_, place)| in_text(place, texts));
    let width = said.lines().last().unwrap_or_default().matches('^').count();
    let (path, range) = match place {
        Some((name, start)) => {
            let text = &texts[name];
            let end = text[start..].char_indices().nth(width).map_or(text.len(), |(at, _)| start + at);
            (path(name), Some(Range::new(start, end)))
        }
        None => (path("base.html"), None),
    };
    part(&path, range, message, texts)
}

/// "Component `x` is defined in both `a` and `b`": the finding is about the one that isn't the theme's.
fn twice(name: &str, one: &str, other: &str, texts: &Texts) -> Diagnostic {
    let is_own = |file: &str| theme::text(&path(file)) != texts.get(file).map(|text| &**text);
    let (file, other) = if is_own(one) && !is_own(other) { (one, other) } else { (other, one) };
    let text = texts.get(file).map_or("", |text| text);
    let defined = code::code(text).components().find(|range| range.of(text) == name);
    say::twice(&path(file), defined, name, &path(other))
}

/// "Unknown filter `uper`"
fn part(path: &Arc<str>, range: Option<Range>, message: &str, texts: &Texts) -> Diagnostic {
    let words = message.strip_prefix("Unknown ").and_then(|rest| rest.split_once(" `"));
    let Some((what, name)) = words else { return say::failure(path, range, message) };
    let name = name.trim_end_matches('`');
    let near = match what {
        "template" => nearest(name, texts.keys().map(String::as_str)),
        "component" => {
            let defined =
                |text| code::code(text).components().map(|range| range.of(text)).collect::<Vec<_>>();
            nearest(name, texts.values().flat_map(|text| defined(text)))
        }
        "filter" => nearest(name, FILTERS),
        _ => None,
    };
    // The engine points at the whole call, or at the quotation marks too; the name alone is what is wrong.
    let text = path.strip_prefix("templates/").and_then(|name| texts.get(name));
    let range = range.map(|range| narrow(range, name, text.map_or("", |text| text)));
    say::unknown_part(path, range, what, name, near)
}

fn narrow(range: Range, name: &str, text: &str) -> Range {
    match range.of(text).find(name) {
        Some(at) => Range::new(0, name.len()).shifted(range.start as usize + at),
        None => range,
    }
}

/// The name and byte of "concept.html:3:7", columns counted in characters from 1.
fn in_text<'t>(place: &str, texts: &'t Texts) -> Option<(&'t str, usize)> {
    let mut parts = place.rsplitn(3, ':');
    let column: usize = parts.next()?.parse().ok()?;
    let line: usize = parts.next()?.parse().ok()?;
    let (name, text) = texts.get_key_value(parts.next()?)?;
    let line = LineIndex::new(text).line(line)?;
    let start = line
        .of(text)
        .char_indices()
        .nth(column.saturating_sub(1))
        .map_or(line.end as usize, |(at, _)| line.start as usize + at);
    Some((name, start))
}

/// The engine's filters (Tera 2, "Built-in filters").
const FILTERS: [&str; 37] = [
    "abs",
    "capitalize",
    "default",
    "escape",
    "escape_html",
    "escape_xml",
    "first",
    "float",
    "get",
    "group_by",
    "indent",
    "int",
    "join",
    "keys",
    "last",
    "length",
    "lower",
    "newlines_to_br",
    "nth",
    "pairs",
    "pluralize",
    "replace",
    "reverse",
    "round",
    "safe",
    "sort",
    "split",
    "str",
    "title",
    "trim",
    "trim_end",
    "trim_start",
    "truncate",
    "unique",
    "upper",
    "values",
    "wordcount",
];
