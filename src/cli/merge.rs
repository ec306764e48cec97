//! `lectern merge`: one entry of two.

use super::answer::{Answer, Surroundings};
use super::edit::{self, Mode, Said};
use super::flags::{Common, MergeKind};
use crate::rename;
use crate::text::plural;

/// Shows the edit, and makes it.
///
/// # Errors
/// Wrong usage: a name that nothing bears, or two that can't be one. What forbids the edit. The machine's failure.
pub fn run(
    common: &Common,
    surroundings: &Surroundings,
    kind: MergeKind,
    (from, into): (&str, &str),
    mode: Mode,
) -> Result<Answer, Answer> {
    let before = edit::read(common, surroundings)?;
    let site = &before.site;
    let gone = rename::find(site, kind.document(), from)?;
    let kept = rename::find(site, kind.document(), into)?;
    let plan = rename::merge(site, gone, kept)?;
    let path = |doc: u32| site.docs[doc as usize].path.to_string();
    let done = format!("merged `{from}` into `{into}`, {}", plural(plan.n_references, "reference"));
    let said = Said { done, gone: Some((path(gone), path(kept))) };
    edit::run(common, surroundings, &before, &plan, &said, mode)
}
