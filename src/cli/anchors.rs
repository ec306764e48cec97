//! `lectern anchors`: what is published into `anchors.lock`.

use super::answer::{Answer, Surroundings};
use super::flags::Common;
use super::site;
use crate::anchors::{self, LOCK_PATH, Lock, Published};
use crate::check::{Strict, levelled};
use crate::diagnostic::{Outcome, Severity};
use crate::pipeline::{self, Examined, Request};
use crate::text::{nearest, plural};
use crate::write;

/// Adds to the lock what the site publishes, and takes from it the places in `forget`. What is gone and isn't forgotten
/// stays in it, and is reported.
///
/// # Errors
/// Wrong usage: a place that isn't in the lock, or is still on the site. The machine's failure.
pub fn run(common: &Common, surroundings: &Surroundings, forget: &[String]) -> Result<Answer, Answer> {
    // A draft isn't published, and to run this is what mends a strict build.
    let request = Request { drafts: false, strict: false, ..site::request(common, surroundings)? };
    let sources = site::sources(common, surroundings)?;
    let Outcome { value: examined, mut diagnostics } = pipeline::examine(&sources, &request);
    let Examined { site, remembered, .. } = examined;
    let mut answer = Answer::default();
    diagnostics.retain(|finding| {
        finding.severity == Severity::Error && !matches!(finding.code, "vanished-address" | "vanished-anchor")
    });
    if !diagnostics.is_empty() {
        site::report(&mut answer, &diagnostics, common, surroundings, &sources);
        site::totals(&mut answer, &diagnostics, "nothing was written", common);
        return Ok(answer);
    }
    let now = anchors::published(&site);
    let kept = without(&remembered.published, &now, forget)?;
    let published = kept.with(&now);
    let text = published.lock_text();
    let path = site::plain(&common.root.join(LOCK_PATH));
    let is_new = sources.text(LOCK_PATH).is_none_or(|old| **old != *text);
    if is_new {
        write::replace_file(&path, text.as_bytes()).map_err(|err| Answer::machine(&err))?;
    }
    let lock = Lock { published, ..Lock::default() };
    let gone = levelled(anchors::findings(&site, &lock), &site.docs, &site.config, Strict::No);
    site::report(&mut answer, &gone, common, surroundings, &sources);
    if !common.quiet {
        let wrote = if is_new { "wrote" } else { "nothing new for" };
        let n_addresses = lock.published.pages.len() + lock.published.redirects.len();
        let anchors = plural(lock.published.n_ids(), "anchor");
        let addresses = if n_addresses == 1 { "address" } else { "addresses" };
        answer.say(&format!("{anchors} on {n_addresses} {addresses}; {wrote} {}", path.display()));
    }
    Ok(answer)
}

/// What the lock remembers, without what may be lost.
fn without(remembered: &Published, now: &Published, forget: &[String]) -> Result<Published, Answer> {
    let mut kept = remembered.clone();
    for place in forget {
        let Some(without) = kept.without(place) else {
            let near = nearest(place, kept.pages.keys().chain(kept.redirects.keys()).map(String::as_str));
            let help = match near {
                Some(near) => format!("did you mean `{near}`?"),
                None => "write `ADDRESS` or `ADDRESS#ID`, as the finding names it".to_owned(),
            };
            return Err(Answer::wrong(&format!("`{place}` is not in {LOCK_PATH}"), &[help]));
        };
        if without.with(now) == kept.with(now) {
            let message = format!("`{place}` is still on the site, and stays in {LOCK_PATH}");
            return Err(Answer::wrong(&message, &[]));
        }
        kept = without;
    }
    Ok(kept)
}
