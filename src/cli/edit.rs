//! What commands that edit the author's files do: look whether the site is well afterwards, show, write.

use serde_json::json;

use super::answer::{Answer, Surroundings};
use super::flags::{Common, FormatFlag};
use super::site;
use crate::edit::{Change, changed, diff};
use crate::load::Sources;
use crate::mend::new_errors;
use crate::pipeline::{self, Request};
use crate::rename::{Plan, check_kept};
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

/// The changes: on a terminal without what would command it, elsewhere as `git apply` takes them.
pub fn diff_to_show(changes: &[Change], to: Shown) -> String {
    match to {
        Shown::OnTerminal => diff(changes).lines().map(|line| format!("{}\n", visible(line))).collect(),
        Shown::Elsewhere => diff(changes),
    }
}

/// Where something is shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shown {
    /// Somebody sees it.
    OnTerminal,
    /// A program or a file takes it.
    Elsewhere,
}

impl Shown {
    /// On standard output.
    pub fn out(surroundings: &Surroundings) -> Shown {
        if surroundings.stdout_is_terminal { Shown::OnTerminal } else { Shown::Elsewhere }
    }

    /// On standard error.
    pub fn err(surroundings: &Surroundings) -> Shown {
        if surroundings.stderr_is_terminal { Shown::OnTerminal } else { Shown::Elsewhere }
    }
}

/// Shows what a plan changes, and changes it; `done` is what is said of it then.
///
/// # Errors
/// What forbids it: a finding that is new, a link that would lead elsewhere, a file that changed meanwhile. Nothing is
/// changed then.
pub fn run(
    common: &Common,
    surroundings: &Surroundings,
    Before { request, sources, site }: &Before,
    plan: &Plan,
    done: &str,
    mode: Mode,
) -> Result<Answer, Answer> {
    let changes = plan.edits.changes(sources).map_err(|why| Answer::unmade(&why.into()))?;
    let after = changed(sources, &changes);
    let found = |sources: &Sources| pipeline::build(sources, request).diagnostics;
    let findings = new_errors(&found(sources), &found(&after), &|path| plan.path_after(path));
    if !findings.is_empty() {
        let mut answer = Answer::default();
        site::report(&mut answer, &findings, common, surroundings, &after);
        site::totals(&mut answer, &findings, "nothing was changed", common);
        return Err(answer);
    }
    let site_after = pipeline::resolve_only(&after, request).value;
    check_kept(site, &site_after, plan).map_err(|why| Answer::unmade(&why))?;
    if mode == Mode::Make {
        write::apply(&common.root, &changes).map_err(|why| Answer::unmade(&why))?;
    }
    let mut answer = Answer { stdout: shown(&changes, common, surroundings), ..Answer::default() };
    for note in plan.notes.iter().filter(|_| !common.quiet) {
        answer.say(&format!("note: {}", visible(note)));
    }
    if !common.quiet {
        let files = plural(changes.len(), "file");
        let end = if mode == Mode::Make { "" } else { "; nothing was changed" };
        answer.say(&format!("{} in {files}{end}", visible(done)));
    }
    Ok(answer)
}

/// The changes as the format has them.
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
    diff_to_show(changes, Shown::out(surroundings))
}
