//! The [`Output`] to a folder, published in one step. The only writer.
//!
//! The new folder is made ready beside the published one, in `.lectern-staging-NAME`: changed files are
//! written, unchanged ones and those of other people are linked, the manifest comes last. Then both change
//! places, and the old one is removed. A build that is killed at any moment leaves the published folder wholly
//! old or wholly new; the next one finds what was left, by our own marker and journal, and tidies up. That
//! holds for a program that dies, not for a power cut: nothing here waits for the disk.
//!
//! What the pages say is not known here.

mod apply;
mod fresh;
mod folder;
mod lock;
mod manifest;
mod plan;
mod staging;
mod sweep;
mod switch;
mod system;
mod target;

use std::path::Path;

use crate::diagnostic::{Diagnostic, IoError};
use crate::output::Output;
pub use apply::{apply, apply_watched};
use folder::Folder;
pub use fresh::{Created, create_file, create_site};
use lock::Lock;
use plan::Plan;
use target::Place;

/// Where to publish, and what must not be published over.
#[derive(Clone, Copy, Debug)]
pub struct Target<'a> {
    /// The output folder: absent, empty, or written by Lectern.
    pub folder: &'a Path,
    /// The folder of `site.toml`.
    pub site_root: &'a Path,
    /// The home folder, if there is one. A parameter, since the environment is `main`'s to read.
    pub home: Option<&'a Path>,
}

/// What becomes of a published file that somebody changed by hand.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Edited {
    /// It is a finding, and nothing is published.
    Report,
    /// It is replaced, or removed where its page is gone: `--force`.
    Replace,
}

/// How the new folder takes the place of the old one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Switch {
    /// In one step where the system can exchange two folders, with a journal where it can't.
    Best,
    /// In two steps, with a journal from which the next start goes on: what [`Switch::Best`] does where it must, for tests
    /// to ask for anywhere.
    Journal,
}

/// A point in publishing at which it may be watched, or stopped.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Step {
    /// No other build publishes here until this one ends.
    Locked,
    /// The staging folder stands, empty.
    Begun,
    /// One more file is in the staging folder; the steps of several may come from several threads.
    FileStaged,
    /// The staging folder holds the whole site and its manifest.
    Staged,
    /// The journal says that the switch begins.
    Announced,
    /// Only with [`Switch::Journal`]: the old folder is out of the way, the new one not yet in place.
    SetAside,
    /// The new folder is published.
    Switched,
    /// One file fewer is in the old folder; from several threads.
    FileSwept,
    /// The old folder is gone.
    Swept,
}

/// Is told of each step as it is done.
pub type Watch<'a> = &'a (dyn Fn(Step) + Sync);

/// What publishing did. The manifest itself is not counted.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Published {
    /// Files of the site: `n_written` and `n_unchanged`.
    pub n_files: usize,
    /// Files that are new or have new bytes.
    pub n_written: usize,
    /// Files that are the same as before, and where possible the very same file on the disk.
    pub n_unchanged: usize,
    /// Files of the build before that are no longer part of the site.
    pub n_removed: usize,
    /// Files that Lectern didn't write and didn't touch; links count, folders don't.
    pub n_kept: usize,
}

/// What `clean` did.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Cleaned {
    /// Files of ours that are gone. The manifest is not counted.
    pub n_removed: usize,
    /// Files that Lectern didn't write and didn't touch.
    pub n_kept: usize,
}

/// Why nothing was published. The published folder is as it was.
#[derive(Debug)]
pub enum Refusal {
    /// The author can mend it: codes `output-folder` and `edited-output`, sorted by path, at least one.
    Findings(Vec<Diagnostic>),
    /// The machine failed.
    Machine(IoError),
}

impl From<IoError> for Refusal {
    fn from(error: IoError) -> Refusal {
        Refusal::Machine(error)
    }
}

impl From<Diagnostic> for Refusal {
    fn from(diagnostic: Diagnostic) -> Refusal {
        Refusal::Findings(vec![diagnostic])
    }
}

/// Makes the folder hold exactly `output`, its manifest, and what other people keep there.
///
/// Waits while another build publishes into the same folder. Where nothing has changed, nothing is touched.
///
/// # Errors
/// [`Refusal::Findings`] for a folder that can't be replaced safely, for each file of ours that was edited
/// (unless they are replaced), and for each foreign file where one of ours belongs.
/// [`Refusal::Machine`] with the verbs `reach`, `create`, `lock`, `read`, `write`, `keep`, `replace`, `remove`.
pub fn publish(output: &Output, target: &Target, edited: Edited) -> Result<Published, Refusal> {
    publish_watched(output, target, edited, Switch::Best, &|_| ())
}

/// [`publish`] with its switch chosen and its steps told to `watch` as they are done.
///
/// # Errors
/// As [`publish`].
pub fn publish_watched(
    output: &Output,
    target: &Target,
    edited: Edited,
    switch: Switch,
    watch: Watch,
) -> Result<Published, Refusal> {
    let place = target::place(target)?;
    plan::check_addresses(output, &place)?;
    if let Some(parent) = place.folder.parent() {
        std::fs::create_dir_all(parent).map_err(IoError::new("create", parent))?;
    }
    let _lock = Lock::take(&place)?;
    watch(Step::Locked);
    staging::recover(&place, watch)?;
    let before = folder::read(&place)?;
    let plan = plan::plan(output, &before, &place, edited)?;
    if !plan.changes_anything {
        return Ok(plan.published);
    }
    if let Err(error) = replace(&plan, &before, &place, switch, watch) {
        // The first error is the one to tell; what can't be tidied now is tidied at the next start.
        let _ = staging::recover(&place, &|_| ());
        return Err(error.into());
    }
    Ok(plan.published)
}

fn replace(plan: &Plan, before: &Folder, place: &Place, how: Switch, watch: Watch) -> Result<(), IoError> {
    staging::begin(place)?;
    watch(Step::Begun);
    staging::fill(plan, before, place, watch)?;
    watch(Step::Staged);
    let old = switch::switch(place, how, watch)?;
    watch(Step::Switched);
    // The site is published: a rest that can't be removed now is no failure of this build. The next start
    // tries again, and says so.
    if sweep::finish(old.as_deref(), place, watch).is_ok() {
        watch(Step::Swept);
    }
    Ok(())
}

/// Removes what Lectern published into the folder, and what an interrupted build left beside it.
///
/// Files of other people stay, and so do the folders that hold them. The folder itself goes when it is empty.
/// An absent folder is clean.
///
/// # Errors
/// As [`publish`]; with findings, nothing was removed.
pub fn clean(target: &Target, edited: Edited) -> Result<Cleaned, Refusal> {
    let place = target::place(target)?;
    if !place.folder.parent().is_some_and(Path::is_dir) {
        return Ok(Cleaned::default());
    }
    let _lock = Lock::take(&place)?;
    staging::recover(&place, &|_| ())?;
    let before = folder::read(&place)?;
    let nothing = Output::default();
    let plan = plan::plan(&nothing, &before, &place, edited)?;
    sweep::remove_ours(&before, &place)?;
    Ok(Cleaned { n_removed: plan.published.n_removed, n_kept: plan.published.n_kept })
}

/// Replaces one file of the site itself, such as `quotes.lock`, wholly or not at all.
///
/// # Errors
/// [`IoError`] with verb `write`; the file is then as it was.
pub fn replace_file(path: &Path, bytes: &[u8]) -> Result<(), IoError> {
    let mut name = std::ffi::OsString::from(".");
    name.push(path.file_name().unwrap_or_default());
    name.push(".lectern-new");
    let beside = path.with_file_name(name);
    std::fs::write(&beside, bytes).map_err(IoError::new("write", path))?;
    std::fs::rename(&beside, path).map_err(IoError::new("write", path))
}
