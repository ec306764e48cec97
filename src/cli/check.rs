//! `lectern check`: everything that a build does, but for the writing.

use std::path::Path;

use super::answer::{Answer, Surroundings};
use super::flags::Common;
use super::site::{self, Stages, TextsAtHand};
use crate::diagnostic::Outcome;
use crate::pipeline;

/// Checks the site, and its quotations in the texts of the folder `texts` where one is named.
///
/// # Errors
/// What stopped it before anything was found.
pub fn run(common: &Common, surroundings: &Surroundings, texts: Option<&Path>) -> Result<Answer, Answer> {
    let mut request = site::request(common, surroundings)?;
    let sources = site::sources(common, surroundings)?;
    request.source_texts = texts.map(site::texts).transpose()?;
    let mut stages = Stages::default();
    stages.ended("load", surroundings);
    let Outcome { value: built, diagnostics } =
        pipeline::build_watched(&sources, &request, &mut |stage| stages.ended(stage, surroundings));
    let mut answer = Answer::default();
    site::report(&mut answer, &diagnostics, common, surroundings, &sources);
    stages.say(&mut answer, common);
    if !common.quiet {
        answer.say(&format!("checked the site{}, and wrote nothing", site::elapsed(surroundings)));
        let at_hand = if texts.is_some() { TextsAtHand::Yes } else { TextsAtHand::No };
        site::checked(&mut answer, &built, at_hand);
    }
    site::totals(&mut answer, &diagnostics, "a build would write nothing", common);
    Ok(answer)
}
