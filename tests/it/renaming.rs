//! A new name reaches every reference; what readers see stays; nothing is lost on the way.

mod commands;
mod kept;
mod merging;

use lectern::diagnostic::Outcome;
use lectern::edit::{changed, diff};
use lectern::load::Sources;
use lectern::parse::Kind;
use lectern::pipeline::{Request, has_errors, resolve_only};
use lectern::rename::{Plan, Refused, Renaming, Trace, check_kept, find, rename};
use lectern::resolve::Site;

use crate::support::findings;

fn site(sources: &Sources) -> Site {
    resolve_only(sources, &Request { drafts: true, ..Request::default() }).value
}

fn to(name: &str, trace: Trace) -> Renaming<'_> {
    Renaming { name, slug: None, title: None, trace, prose: false }
}

/// The sources after a plan, which breaks nothing.
fn after(sources: &Sources, plan: &Plan) -> Sources {
    let changes = plan.edits.changes(sources).unwrap();
    let after = changed(sources, &changes);
    let Outcome { value, diagnostics } =
        resolve_only(&after, &Request { drafts: true, ..Request::default() });
    assert!(!has_errors(&diagnostics), "{}\n{}", findings(&diagnostics, &after), diff(&changes));
    check_kept(&site(sources), &value, plan).unwrap();
    after
}

fn concept(sources: &Sources, name: &str, to: &Renaming<'_>) -> Result<Plan, Refused> {
    let site = site(sources);
    rename(&site, find(&site, Kind::Concept, name)?, to)
}
