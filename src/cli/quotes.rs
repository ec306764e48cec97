//! `lectern quotes`: proofs of quotations into `quotes.lock`.

use std::path::Path;

use super::answer::{Answer, Surroundings};
use super::flags::{Common, FormatFlag};
use super::site;
use crate::diagnostic::Outcome;
use crate::pipeline::{self, Quotations};
use crate::quote::LOCK_PATH;
use crate::text::plural;
use crate::write;

/// Looks every quotation up in the texts of the folder `texts` and writes the lock.
///
/// # Errors
/// What stopped it before anything was found.
pub fn run(common: &Common, surroundings: &Surroundings, texts: &Path) -> Result<Answer, Answer> {
    let mut request = site::request(common, surroundings)?;
    let sources = site::sources(common, surroundings)?;
    request.source_texts = Some(site::texts(texts)?);
    let Outcome { value: built, mut diagnostics } = pipeline::build(&sources, &request);
    diagnostics.retain(|finding| finding.code.contains("quotation") || finding.code == "quotes-lock");
    let quotations = &built.quotations;
    let path = site::plain(&common.root.join(LOCK_PATH));
    let text = quotations.lock.text();
    let is_new = sources.text(LOCK_PATH).is_none_or(|old| **old != *text);
    let may_write = quotations.lost.is_empty();
    if is_new && may_write {
        // The old one was read and can't be; the new one is whole.
        diagnostics.retain(|finding| finding.code != "quotes-lock");
        write::replace_file(&path, text.as_bytes()).map_err(|err| Answer::machine(&err))?;
    }
    let mut answer = Answer::default();
    match common.format {
        FormatFlag::Text | FormatFlag::Markdown => answer.stdout = quotations.table.show(),
        FormatFlag::Json | FormatFlag::Github if common.quiet => {}
        FormatFlag::Json | FormatFlag::Github => answer.stderr = quotations.table.show(),
    }
    site::report(&mut answer, &diagnostics, common, surroundings, &sources);
    if !may_write {
        let refused = kept(quotations, texts);
        answer.stderr.push_str(&refused.stderr);
        answer.code = refused.code;
    } else if !common.quiet {
        let wrote = if is_new { "wrote" } else { "nothing new for" };
        let (n_claims, n_proved) = (quotations.n_claims, quotations.n_proved);
        let proved = format!("{n_proved} of {} proved", plural(n_claims, "quotation"));
        answer.say(&format!("{proved}; {wrote} {}", path.display()));
    }
    Ok(answer)
}

/// The lock is left as it is: what it proved of these sources can't be read, nor proved again.
fn kept(quotations: &Quotations, texts: &Path) -> Answer {
    let lost: Vec<String> = quotations.lost.iter().map(|key| format!("`{key}.txt`")).collect();
    let lost = lost.join(", ");
    let message =
        format!("`{LOCK_PATH}` was not written: it can't be read, and {} lacks {lost}", texts.display());
    let help = format!("restore `{LOCK_PATH}`, or put {lost} there; otherwise those proofs would be lost");
    Answer::refused(&message, &[help])
}
