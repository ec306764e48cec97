//! `lectern check`: everything that a build does, but for the writing; and mending what can be mended by itself.

use std::path::Path;

use super::answer::{Answer, Surroundings};
use super::edit::{Shown, diff_to_show};
use super::flags::{Common, FormatFlag};
use super::site::{self, Stages};
use super::summary::{self, TextsAtHand};
use crate::diagnostic::Outcome;
use crate::load::Sources;
use crate::mend::{Mended, mend};
use crate::pipeline::{self, Built, Request};
use crate::text::plural;
use crate::write;

/// Whether files are changed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mending {
    /// They aren't.
    No,
    /// They are if somebody says so who has seen the changes.
    Ask,
    /// They are.
    Yes,
}

/// Checks the site, and its quotations in the texts of the folder `texts` where one is named.
///
/// # Errors
/// What stopped it before anything was found, and changes that couldn't be made.
pub fn run(
    common: &Common,
    surroundings: &Surroundings,
    texts: Option<&Path>,
    mending: Mending,
) -> Result<Answer, Answer> {
    let mut request = site::request(common, surroundings)?;
    let mut sources = site::sources(common, surroundings)?;
    request.source_texts = texts.map(site::texts).transpose()?;
    let mut stages = Stages::default();
    stages.ended("load", surroundings);
    let mut outcome = built(&sources, &request, &mut stages, surroundings);
    let (mut answer, mut wrote) = (Answer::default(), "wrote nothing".to_owned());
    if mending != Mending::No {
        let mended = mend(&sources, &request, &outcome.diagnostics);
        if changes_files(&mended, mending, common, surroundings, &mut answer)? {
            let n_files = plural(mended.changes.len(), "file");
            wrote = format!("mended {} in {n_files}", plural(mended.n_findings, "finding"));
            sources = site::sources(common, surroundings)?;
            outcome = built(&sources, &request, &mut stages, surroundings);
        }
    }
    let Outcome { value: built, diagnostics } = outcome;
    site::report(&mut answer, &diagnostics, common, surroundings, &sources);
    if mending == Mending::No {
        site::repairs(&mut answer, &diagnostics, common, &sources);
    }
    stages.say(&mut answer, common);
    if !common.quiet {
        let done = format!("checked the site{}, and {wrote}", site::elapsed(surroundings));
        let at_hand = if texts.is_some() { TextsAtHand::Yes } else { TextsAtHand::No };
        summary::say(&mut answer, &done, &built, at_hand, common, surroundings);
    }
    site::totals(&mut answer, &diagnostics, "a build would write nothing", common);
    Ok(answer)
}

fn built(
    sources: &Sources,
    request: &Request,
    stages: &mut Stages,
    surroundings: &Surroundings,
) -> Outcome<Built> {
    pipeline::build_watched(sources, request, &mut |stage| stages.ended(stage, surroundings))
}

/// Shows the changes, and makes them if that is wanted; whether it did. With `--format json` standard output is left to
/// the findings.
fn changes_files(
    mended: &Mended,
    mending: Mending,
    common: &Common,
    surroundings: &Surroundings,
    answer: &mut Answer,
) -> Result<bool, Answer> {
    if mended.changes.is_empty() {
        if !common.quiet {
            answer.say("nothing here can be mended by itself");
        }
        return Ok(false);
    }
    let (stream, shown) = match common.format {
        FormatFlag::Text => (&mut answer.stdout, Shown::out(surroundings)),
        FormatFlag::Json | FormatFlag::Github | FormatFlag::Markdown => {
            (&mut answer.stderr, Shown::err(surroundings))
        }
    };
    stream.push_str(&diff_to_show(&mended.changes, shown));
    let (findings, files) = (plural(mended.n_findings, "finding"), plural(mended.changes.len(), "file"));
    let may = match (mending, surroundings.ask) {
        (Mending::Yes, _) => true,
        (_, Some(ask)) => {
            if let Some(print) = surroundings.print {
                print(&std::mem::take(answer));
            }
            ask(&format!("this mends {findings} in {files}: change them?"))
        }
        (_, None) => {
            answer
                .say(&format!("this would mend {findings} in {files}: `lectern check --fix --yes` does it"));
            return Ok(false);
        }
    };
    if !may {
        answer.say("no file was changed");
        return Ok(false);
    }
    match write::apply(&common.root, &mended.changes) {
        Ok(()) => Ok(true),
        Err(why) => {
            let refused = Answer::unmade(&why);
            answer.stderr.push_str(&refused.stderr);
            Err(Answer { code: refused.code, ..std::mem::take(answer) })
        }
    }
}
