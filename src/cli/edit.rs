//! What commands that edit the author's files do: look whether the site is well afterwards, show, write.

use std::collections::BTreeMap;

use serde_json::json;

use super::answer::{Answer, Surroundings};
use super::flags::{Common, FormatFlag};
use super::site;
use crate::diagnostic::{Diagnostic, Severity};
use crate::edit::{Change, changed, diff};
use crate::load::Sources;
use crate::multiset::beyond;
use crate::pipeline::{self, Request};
use crate::rename::{Plan, Refused, check_kept};
use crate::resolve::Site;
use crate::text::{plural, visible, visible_json};
use crate::write;

/// Whether files are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mode {
    /// Only the diff is shown.
    Show,
    /// They are.
    Make,
}

/// What there is to say of it.
pub struct Said {
    /// `renamed ...`
    pub done: String,
    /// A file that becomes part of another: its path, and the other's.
    pub gone: Option<(String, String)>,
}

/// The site before the edit, with its drafts.
pub struct Before {
    request: Request,
    sources: Sources,
    /// What the sources come to.
    pub site: Site,
}

/// Reads the site that is to be edited.
///
/// # Errors
/// Wrong usage; the machine's failure.
pub fn read(common: &Common, surroundings: &Surroundings) -> Result<Before, Answer> {
    let request = Request { drafts: true, ..site::request(common, surroundings)? };
    let sources = site::sources(common, surroundings)?;
    let site = pipeline::resolve_only(&sources, &request).value;
    Ok(Before { request, sources, site })
}

/// The changes, as a terminal shows them: without what would command it.
pub fn diff_to_see(changes: &[Change]) -> String {
    diff(changes).lines().map(|line| format!("{}\n", visible(line))).collect()
}

/// Shows what a plan changes, and changes it.
///
/// # Errors
/// What forbids it: a finding that is new, a link that would lead elsewhere, a file that changed meanwhile. Nothing is
/// changed then.
pub fn run(
    common: &Common,
    surroundings: &Surroundings,
    Before { request, sources, site }: &Before,
    plan: &Plan,
    said: &Said,
    mode: Mode,
) -> Result<Answer, Answer> {
    let refused = |why: Refused| Answer::refused(&why.message, &why.help);
    let changes = plan.edits.changes(sources).map_err(|why| refused(why.into()))?;
    let after = changed(sources, &changes);
    let moved = moved(&changes, said);
    let path_after = |path: &str| moved.get(path).cloned().unwrap_or_else(|| path.to_owned());
    let findings = new_errors(sources, &after, request, &path_after);
    if !findings.is_empty() {
        let mut answer = Answer::default();
        site::report(&mut answer, &findings, common, surroundings, &after);
        site::totals(&mut answer, &findings, "nothing was changed", common);
        return Err(answer);
    }
    let site_after = pipeline::resolve_only(&after, request).value;
    check_kept(site, &site_after, &path_after).map_err(refused)?;
    if mode == Mode::Make {
        write::apply(&common.root, &changes).map_err(|why| Answer::refused(&why.message, &why.help))?;
    }
    let mut answer = Answer { stdout: shown(&changes, common, surroundings), ..Answer::default() };
    for note in plan.notes.iter().filter(|_| !common.quiet) {
        answer.say(&format!("note: {}", visible(note)));
    }
    if !common.quiet {
        let files = plural(changes.len(), "file");
        let end = if mode == Mode::Make { "" } else { "; nothing was changed" };
        answer.say(&format!("{} in {files}{end}", visible(&said.done)));
    }
    Ok(answer)
}

fn moved(changes: &[Change], said: &Said) -> BTreeMap<String, String> {
    let moved = changes.iter().filter_map(|change| match change {
        Change::Rewritten { from, to } => Some((from.path.to_string(), to.path.to_string())),
        Change::Created(_) | Change::Deleted(_) => None,
    });
    moved.chain(said.gone.clone()).collect()
}

/// Errors that the site hasn't now: of each code in each file, those that are more than there were.
fn new_errors(
    before: &Sources,
    after: &Sources,
    request: &Request,
    path_after: &dyn Fn(&str) -> String,
) -> Vec<Diagnostic> {
    let errors = |sources: &Sources| {
        let found = pipeline::build(sources, request).diagnostics.into_iter();
        found.filter(|finding| finding.severity == Severity::Error).collect::<Vec<_>>()
    };
    let known = errors(before).into_iter().map(|finding| (path_after(&finding.path), finding.code));
    beyond(known, errors(after), |finding| (finding.path.to_string(), finding.code))
}

/// The diff: on a terminal without what would command it, elsewhere as `git apply` takes it.
fn shown(changes: &[Change], common: &Common, surroundings: &Surroundings) -> String {
    if common.format == FormatFlag::Json {
        let line = |change: &Change| {
            let path = |file: Option<&crate::edit::File>| file.map(|file| file.path.to_string());
            let one = std::slice::from_ref(change);
            let object = json!({ "from": path(change.from()), "to": path(change.to()), "diff": diff(one) });
            format!("{}\n", visible_json(&object.to_string()))
        };
        return changes.iter().map(line).collect();
    }
    if surroundings.stdout_is_terminal { diff_to_see(changes) } else { diff(changes) }
}
