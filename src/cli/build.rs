//! `lectern build`: the site into the output folder.

use super::answer::{Answer, Surroundings};
use super::flags::Common;
use super::site::{self, Stages};
use super::summary::{self, TextsAtHand};
use crate::diagnostic::Outcome;
use crate::pipeline;
use crate::text::plural;
use crate::write::{self, Published, Refusal};

/// Builds and publishes, unless something is at error level.
///
/// # Errors
/// What stopped it before anything was found.
pub fn run(common: &Common, surroundings: &Surroundings) -> Result<Answer, Answer> {
    let request = site::request(common, surroundings)?;
    let sources = site::sources(common, surroundings)?;
    let mut stages = Stages::default();
    stages.ended("load", surroundings);
    let Outcome { value: built, mut diagnostics } =
        pipeline::build_watched(&sources, &request, &mut |stage| stages.ended(stage, surroundings));
    let folder = site::output_folder(common);
    let mut published = None;
    if !pipeline::has_errors(&diagnostics) {
        match write::publish(
            &built.output,
            &site::target(&folder, common, surroundings),
            site::edited(common),
        ) {
            Ok(done) => published = Some(done),
            Err(Refusal::Findings(findings)) => diagnostics.extend(findings),
            Err(Refusal::Machine(err)) => return Err(Answer::machine(&err)),
        }
        stages.ended("write", surroundings);
    }
    let mut answer = Answer::default();
    site::report(&mut answer, &diagnostics, common, surroundings, &sources);
    site::repairs(&mut answer, &diagnostics, common, &sources);
    stages.say(&mut answer, common);
    if let Some(published) = published.filter(|_| !common.quiet) {
        let into = format!("{} into {}", plural(published.n_files, "file"), folder.display());
        let done = format!("built {into}{}: {}", site::elapsed(surroundings), changes(published));
        summary::say(&mut answer, &done, &built, TextsAtHand::No, common, surroundings);
        answer.say(&format!("open {}", folder.join("index.html").display()));
    }
    site::totals(&mut answer, &diagnostics, "nothing was written", common);
    Ok(answer)
}

/// `3 written, 209 as before, 1 removed`
fn changes(published: Published) -> String {
    let mut parts = vec![
        format!("{} written", published.n_written),
        format!("{} as before", published.n_unchanged),
        format!("{} removed", published.n_removed),
    ];
    if 0 < published.n_kept {
        parts.push(format!("{} kept that Lectern did not write", published.n_kept));
    }
    parts.join(", ")
}
