//! `lectern explain`: why a word is or isn't linked.

use std::path::Path;

use serde_json::json;

use super::answer::{Answer, Surroundings};
use super::flags::{Common, FormatFlag};
use super::site;
use crate::pipeline;
use crate::resolve::Site;
use crate::resolve::explain::{self, Explanation, Occurrence, Unanswered};
use crate::text::{visible, visible_json};

/// Explains the term at `place`, which is `FILE:LINE`; a column after it, as findings write it, is read over.
///
/// # Errors
/// Wrong usage: no such file, line or term.
pub fn run(common: &Common, surroundings: &Surroundings, place: &str, term: &str) -> Result<Answer, Answer> {
    let request = site::request(common, surroundings)?;
    let sources = site::sources(common, surroundings)?;
    let Some((file, line)) = file_and_line(place) else {
        let message = format!("`{place}` names no line");
        return Err(Answer::wrong(
            &message,
            &["write `FILE:LINE`: `content/articles/SLUG.md:12`".to_owned()],
        ));
    };
    let site = pipeline::resolve_only(&sources, &request).value;
    let path = relative(file, common, surroundings);
    let wrong = |why: Unanswered| Answer::wrong(&why.message, &why.help);
    if site.docs.iter().all(|doc| *doc.path != *path) && sources.text(&path).is_some() && !common.drafts {
        let draft = pipeline::resolve_only(&sources, &pipeline::Request { drafts: true, ..request }).value;
        if draft.docs.iter().any(|doc| *doc.path == *path) {
            let help = "`--drafts` takes drafts in".to_owned();
            return Err(Answer::wrong(&format!("{path} is a draft, which is not built"), &[help]));
        }
    }
    let doc = explain::page(&site, &path).map_err(wrong)?;
    let explanation = explain::explain(&site, doc, line, term).map_err(wrong)?;
    let stdout = match common.format {
        FormatFlag::Json => as_json(&site, &path, term, &explanation),
        FormatFlag::Text | FormatFlag::Github | FormatFlag::Markdown => as_text(&site, &path, &explanation),
    };
    Ok(Answer { stdout, ..Answer::default() })
}

/// `a.md:12` and `a.md:12:5`: the file and the line.
fn file_and_line(place: &str) -> Option<(&str, usize)> {
    let (before, last) = place.rsplit_once(':')?;
    let last = last.parse().ok()?;
    match before.rsplit_once(':').and_then(|(file, line)| Some((file, line.parse().ok()?))) {
        Some(found) => Some(found),
        None => Some((before, last)),
    }
}

/// A file as typed, from the current folder or from the site's, as a path from the site's.
fn relative(file: &str, common: &Common, surroundings: &Surroundings) -> String {
    let current = surroundings.current.clone().unwrap_or_default();
    let root = lexical(&current.join(&common.root));
    let path = match lexical(&current.join(file)).strip_prefix(&root) {
        Ok(inside) => inside.to_owned(),
        Err(_) => lexical(Path::new(file)),
    };
    match path.is_absolute() {
        true => path.display().to_string(),
        false => {
            let parts: Vec<_> = path.components().map(|part| part.as_os_str().to_string_lossy()).collect();
            parts.join("/")
        }
    }
}

/// The path without `.`, and without `..` as far as it can be taken away.
fn lexical(path: &Path) -> std::path::PathBuf {
    use std::path::Component;
    let mut out = std::path::PathBuf::new();
    for part in path.components() {
        match part {
            Component::CurDir => {}
            Component::ParentDir if matches!(out.components().next_back(), Some(Component::Normal(_))) => {
                out.pop();
            }
            part => out.push(part),
        }
    }
    out
}

fn as_text(site: &Site, path: &str, explanation: &Explanation) -> String {
    let mut out = String::new();
    for Occurrence { place, text, verdict } in &explanation.occurrences {
        let mut line = |line: String| {
            out.push_str(&visible(&line));
            out.push('\n');
        };
        let shown = match verdict.standing {
            explain::Shown::Linked => "is linked",
            explain::Shown::Marked => "is counted and marked, not linked",
            explain::Shown::Plain => "is not linked",
        };
        line(format!("{path}:{}:{}: `{text}` {shown}", place.line, place.column));
        line(format!("  because {}", verdict.reason));
        line(format!("  rule: {}", verdict.rule));
        if let Some(entry) = verdict.entry {
            let doc = site.entry_doc(entry);
            line(format!("  entry: {} ({})", doc.meta.title.it, doc.path));
        }
        for note in &verdict.notes {
            line(format!("  note: {note}"));
        }
        for advice in &verdict.advice {
            line(format!("  help: {advice}"));
        }
    }
    out
}

fn as_json(site: &Site, path: &str, term: &str, explanation: &Explanation) -> String {
    let occurrences = explanation.occurrences.iter().map(|Occurrence { place, text, verdict }| {
        let entry = verdict.entry.map(|entry| {
            let doc = site.entry_doc(entry);
            json!({ "id": site.entries[entry as usize].id, "title": doc.meta.title.it, "path": &*doc.path })
        });
        json!({
            "line": place.line,
            "column": place.column,
            "text": text,
            "standing": verdict.standing.word(),
            "rule": verdict.rule,
            "entry": entry,
            "reason": verdict.reason,
            "notes": verdict.notes,
            "help": verdict.advice,
        })
    });
    let occurrences: Vec<serde_json::Value> = occurrences.collect();
    let object = json!({ "path": path, "term": term, "occurrences": occurrences });
    format!("{}\n", visible_json(&object.to_string()))
}
