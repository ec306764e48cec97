//! `lectern merge`: one entry, article, page or section of two.

use super::answer::{Answer, Surroundings};
use super::edit::{self, Mode};
use super::flags::{Common, EditKind};
use crate::rename;
use crate::text::plural;

/// Shows the edit, and makes it.
///
/// # Errors
/// Wrong usage: a name that nothing bears, or two that can't be one. What forbids the edit. The machine's failure.
pub fn run(
    common: &Common,
    surroundings: &Surroundings,
    kind: EditKind,
    (from, into): (&str, &str),
    mode: Mode,
) -> Result<Answer, Answer> {
    let before = edit::read(common, surroundings)?;
    let site = &before.site;
    let plan = match kind.document() {
        Some(kind) => rename::merge(site, rename::find(site, kind, from)?, rename::find(site, kind, into)?)?,
        None => rename::merge_headings(site, from, into)?,
    };
    let done = format!("merged `{from}` into `{into}`, {}", plural(plan.n_references, "reference"));
    edit::run(common, surroundings, &before, &plan, &done, mode)
}
