//! `lectern merge`: one entry of two.

use super::answer::{Answer, Surroundings};
use super::edit::{self, Mode, Said};
use super::flags::{Common, MergeKind};
use super::site;
use crate::pipeline::{self, Request};
use crate::rename::{self, Refused};
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
    let request = Request { drafts: true, ..site::request(common, surroundings)? };
    let sources = site::sources(common, surroundings)?;
    let site = pipeline::resolve_only(&sources, &request).value;
    let wrong = |why: Refused| Answer::wrong(&why.message, &why.help);
    let gone = rename::find(&site, kind.document(), from).map_err(wrong)?;
    let kept = rename::find(&site, kind.document(), into).map_err(wrong)?;
    let plan = rename::merge(&site, gone, kept).map_err(wrong)?;
    let path = |doc: u32| site.docs[doc as usize].path.to_string();
    let done = format!("merged `{from}` into `{into}`, {}", plural(plan.n_references, "reference"));
    let said = Said { done, gone: Some((path(gone), path(kept))) };
    edit::run(common, surroundings, &sources, &site, &plan, &said, mode)
}
