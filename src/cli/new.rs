//! `lectern new`: a file for a concept, an article or a name, with its front matter.

use std::sync::Arc;

use serde_json::json;

use super::answer::{Answer, Surroundings};
use super::flags::{Common, FormatFlag, NameKindFlag, NewKind};
use super::site;
use crate::diagnostic::{Diagnostic, Severity};
use crate::load::{Sources, Text};
use crate::parse::Kind;
use crate::parse::meta::NameKind;
use crate::pipeline::{self, Request};
use crate::scaffold::{self, New};
use crate::text::visible_json;
use crate::write::{self, Created};

/// Writes the file, unless its title or place is taken.
///
/// # Errors
/// Wrong usage: a title that can't be used. The machine's failure.
pub fn run(
    common: &Common,
    surroundings: &Surroundings,
    kind: NewKind,
    title: &str,
    name_kind: Option<NameKindFlag>,
) -> Result<Answer, Answer> {
    let request = site::request(common, surroundings)?;
    let mut sources = site::sources(common, surroundings)?;
    let new = match (kind, name_kind) {
        (NewKind::Concept, None) => New::Concept,
        (NewKind::Article, None) => New::Article { order: next_order(&sources, &request) },
        (NewKind::Name, kind) => New::Name(kind.map_or(NameKind::Person, NameKindFlag::kind)),
        (_, Some(_)) => {
            return Err(Answer::wrong("only names have a kind", &["leave `--kind` out".to_owned()]));
        }
    };
    let file =
        scaffold::file(new, title).map_err(|why| Answer::wrong(why.message, &[why.help.to_owned()]))?;
    let path: Arc<str> = file.path.as_str().into();
    if sources.texts.contains_key(&path) {
        let help = "edit that file, or choose another title".to_owned();
        return Err(Answer::wrong(&format!("{path} exists already"), &[help]));
    }
    sources.texts.insert(path.clone(), Text::Utf8(file.text.as_str().into()));
    if let Some(finding) = first_error(&sources, &request, &path) {
        return Err(refused(&finding, &path));
    }
    let full = site::plain(&common.root.join(&file.path));
    match write::create_file(&full, file.text.as_bytes()).map_err(|err| Answer::machine(&err))? {
        Created::New => {}
        Created::Taken => {
            let help = "it is no file of text: move it away, or choose another title".to_owned();
            return Err(Answer::wrong(&format!("{path} exists already"), &[help]));
        }
    }
    let shown = full.display().to_string();
    let stdout = match common.format {
        FormatFlag::Json => format!("{}\n", visible_json(&json!({ "path": shown }).to_string())),
        FormatFlag::Text | FormatFlag::Github | FormatFlag::Markdown => format!("{shown}\n"),
    };
    Ok(Answer { stdout, ..Answer::default() })
}

/// The place after the last article's.
fn next_order(sources: &Sources, request: &Request) -> i64 {
    let site = pipeline::resolve_only(sources, &Request { drafts: true, ..request.clone() }).value;
    let articles = site.docs.iter().filter(|doc| doc.kind == Kind::Article);
    articles.filter_map(|doc| doc.meta.order).max().map_or(1, |last| last.saturating_add(1))
}

/// What the site would have against the new file, drafts counted: taken titles, forms and addresses.
fn first_error(sources: &Sources, request: &Request, path: &Arc<str>) -> Option<Diagnostic> {
    let request = Request { drafts: true, strict: false, ..request.clone() };
    let found = pipeline::resolve_only(sources, &request).diagnostics;
    let about = |finding: &Diagnostic| {
        finding.path == *path || finding.help.iter().any(|help| help.ends_with(&**path))
    };
    found.into_iter().find(|finding| finding.severity == Severity::Error && about(finding))
}

/// The same as a refusal: the new file isn't there to be pointed at, but the one that has what it wants is.
fn refused(finding: &Diagnostic, path: &str) -> Answer {
    let other = finding.help.iter().find_map(|help| help.strip_prefix("the other is "));
    let taken_by = if *finding.path == *path { other } else { Some(&*finding.path) };
    let mut help: Vec<String> = taken_by.map(|other| format!("{other} has it")).into_iter().collect();
    help.push("choose another title".to_owned());
    Answer::wrong(&finding.message, &help)
}
