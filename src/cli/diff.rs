//! `lectern diff`: what differs on the site since a revision, or between two folders.

use std::path::Path;

use super::answer::{Answer, Surroundings};
use super::flags::{Common, FormatFlag};
use super::site;
use crate::compare::{Changes, Side, compare, markdown, text};
use crate::diagnostic::{Diagnostic, IoError, Outcome};
use crate::git;
use crate::load::{self, Sources};
use crate::pipeline::{self, Examined};
use crate::text::visible_json;

/// Items of a list on a terminal, at most, unless more is asked for.
const MOST_ITEMS: usize = 20;

/// Compares the site with what it was at `rev`, or in the folder `from`. That they differ is no failure.
///
/// # Errors
/// What stopped it: no such folder or revision, no site in it.
pub fn run(
    common: &Common,
    surroundings: &Surroundings,
    rev: Option<&str>,
    from: Option<&Path>,
) -> Result<Answer, Answer> {
    let request = site::request(common, surroundings)?;
    let now = site::sources(common, surroundings)?;
    let (name, then) = match from {
        Some(folder) => (folder.display().to_string(), folder_of(folder)?),
        None => {
            let rev = rev.unwrap_or("HEAD");
            let refused = |why: git::Refused| Answer::refused(&why.message, &why.help);
            (rev.to_owned(), git::sources(&common.root, rev).map_err(refused)?)
        }
    };
    let (before, after) = (pipeline::examine(&then, &request), pipeline::examine(&now, &request));
    let changes = compare(side(&then, &before), side(&now, &after));
    let stdout = match common.format {
        FormatFlag::Text | FormatFlag::Github => {
            text(&changes, if common.verbose { usize::MAX } else { MOST_ITEMS })
        }
        FormatFlag::Markdown => markdown(&changes, &name),
        FormatFlag::Json => json(&changes, &name, common)?,
    };
    let mut answer = Answer { stdout, ..Answer::default() };
    if !common.quiet && changes.is_empty() {
        answer.say(&format!("nothing differs since {}", crate::text::visible(&name)));
    }
    Ok(answer)
}

fn side<'a>(sources: &'a Sources, outcome: &'a Outcome<Examined>) -> Side<'a> {
    let findings: &[Diagnostic] = &outcome.diagnostics;
    Side { sources, examined: &outcome.value, findings }
}

/// The site in a folder beside the one that is compared with it.
fn folder_of(folder: &Path) -> Result<Sources, Answer> {
    let sources = load::load(folder).map_err(|err| Answer::machine(&err))?;
    if sources.texts.contains_key("site.toml") {
        return Ok(sources);
    }
    let message = format!("{} is no site: it has no `site.toml`", folder.display());
    Err(Answer::refused(&message, &["name the folder of another state of this site".to_owned()]))
}

fn json(changes: &Changes, before: &str, common: &Common) -> Result<String, Answer> {
    let after = site::plain(&common.root).display().to_string();
    let line = changes.json(before, &after).map_err(|err| {
        let source = std::io::Error::other(err);
        Answer::machine(&IoError { verb: "write", path: "JSON".into(), source })
    })?;
    Ok(visible_json(&line) + "\n")
}
