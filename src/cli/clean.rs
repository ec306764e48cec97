//! `lectern clean`: what was built goes, what others wrote stays.

use super::answer::{Answer, Surroundings};
use super::flags::Common;
use super::site;
use crate::text::plural;
use crate::write::{self, Refusal};

/// Removes the published files.
///
/// # Errors
/// The machine's failure.
pub fn run(common: &Common, surroundings: &Surroundings) -> Result<Answer, Answer> {
    let folder = site::output_folder(common);
    let mut answer = Answer::default();
    match write::clean(&site::target(&folder, common, surroundings), site::edited(common)) {
        Ok(cleaned) if !common.quiet => {
            let removed = format!("removed {} from {}", plural(cleaned.n_removed, "file"), folder.display());
            let kept = match cleaned.n_kept {
                0 => String::new(),
                n_kept => format!("; kept {} that Lectern did not write", plural(n_kept, "file")),
            };
            answer.say(&format!("{removed}{kept}"));
        }
        Ok(_) => {}
        Err(Refusal::Machine(err)) => return Err(Answer::machine(&err)),
        Err(Refusal::Findings(findings)) => {
            answer.findings(&findings, common, surroundings, &|_| None);
            site::totals(&mut answer, &findings, "nothing was removed", common);
        }
    }
    Ok(answer)
}
