//! The folder beside the published one in which the next is made ready.
//!
//! ```text
//! .lectern-staging-public/
//!   .lectern-staging    our marker: without it, nothing here is touched
//!   journal             how far the switch is; see `switch`
//!   new/                the folder to come; after an exchange, the one that was
//!   old/                the folder that was, where there is no exchange
//! ```

use std::fs;
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use rayon::prelude::*;

use super::folder::Folder;
use super::plan::{Job, Plan};
use super::target::Place;
use super::{Refusal, Step, Watch, manifest, sweep, switch, system};
use crate::diagnostic::IoError;
use crate::diagnostic::messages::publishing;

const MARKER: &str = ".lectern-staging";

const MARKER_TEXT: &str = "Lectern makes the next site ready here. If no build is running, one was interrupted;\n\
                           the next one, or `lectern clean`, removes this folder.\n";

/// Makes the staging folder. [`recover`] has seen to it that there is none.
///
/// # Errors
/// [`IoError`] with verb `create` or `write`.
pub fn begin(place: &Place) -> Result<(), IoError> {
    let staging = place.beside("staging");
    fs::create_dir(&staging).map_err(IoError::new("create", &staging))?;
    let marker = staging.join(MARKER);
    fs::write(&marker, MARKER_TEXT).map_err(IoError::new("write", &marker))?;
    let new = staging.join("new");
    fs::create_dir(&new).map_err(IoError::new("create", &new))
}

/// Puts every file and folder of the plan into `new`, the manifest last.
///
/// # Errors
/// [`IoError`] with verb `create`, `write` or `keep`, for the first job that failed.
pub fn fill(plan: &Plan, before: &Folder, place: &Place, watch: Watch) -> Result<(), IoError> {
    let new = place.beside("staging").join("new");
    for folder in &plan.folders {
        let folder = new.join(folder);
        fs::create_dir(&folder).map_err(IoError::new("create", &folder))?;
    }
    let failed = plan.jobs.par_iter().find_map_first(|job| {
        let result = put(job, &place.folder, &new);
        watch(Step::FileStaged);
        result.err()
    });
    if let Some(error) = failed {
        return Err(error);
    }
    if before.exists {
        // Somebody may have given a folder to the web server's group.
        for folder in plan.folders.iter().map(PathBuf::as_path).chain([Path::new("")]) {
            keep_permissions(&place.folder.join(folder), &new.join(folder))?;
        }
    }
    write_new(&new.join(manifest::ADDRESS), plan.manifest_text.as_bytes())
}

fn put(job: &Job, published: &Path, new: &Path) -> Result<(), IoError> {
    match job {
        Job::Write(address, bytes) => write_new(&new.join(address), bytes),
        // A second name for the same file costs less than writing it and keeps its time, so that what copies
        // the site elsewhere sees what changed. Where that can't be, the bytes are at hand.
        Job::Same(address, bytes) => {
            let at = new.join(address);
            fs::hard_link(published.join(address), &at).or_else(|_| write_new(&at, bytes))
        }
        Job::Keep(path) => {
            keep(&published.join(path), &new.join(path)).map_err(IoError::new("keep", published.join(path)))
        }
    }
}

fn write_new(path: &Path, bytes: &[u8]) -> Result<(), IoError> {
    let write = || fs::OpenOptions::new().write(true).create_new(true).open(path)?.write_all(bytes);
    write().map_err(IoError::new("write", path))
}

/// A second name for somebody else's file, or a copy where the file system or the file's owner forbids that.
fn keep(from: &Path, to: &Path) -> io::Result<()> {
    let error = match fs::hard_link(from, to) {
        Ok(()) => return Ok(()),
        Err(error) => error,
    };
    // Never copy from another disk, or over what stands there: the original is removed with the old folder.
    if matches!(error.kind(), io::ErrorKind::CrossesDevices | io::ErrorKind::AlreadyExists) {
        return Err(error);
    }
    let file_type = from.symlink_metadata()?.file_type();
    if file_type.is_symlink() {
        system::copy_link(from, to)
    } else if file_type.is_file() {
        fs::copy(from, to).map(|_| ())
    } else {
        Err(error)
    }
}

fn keep_permissions(from: &Path, to: &Path) -> Result<(), IoError> {
    let (Ok(before), Ok(after)) = (from.symlink_metadata(), to.symlink_metadata()) else { return Ok(()) };
    if !before.is_dir() || before.permissions() == after.permissions() {
        return Ok(());
    }
    fs::set_permissions(to, before.permissions()).map_err(IoError::new("keep", to))
}

/// Brings what an interrupted build left to its end, forward or back, and removes it.
///
/// # Errors
/// A finding where our name belongs to somebody else, or where the interrupted switch can't be finished
/// without losing a file; [`IoError`] with verb `read`, `replace`, `keep` or `remove`.
pub fn recover(place: &Place, watch: Watch) -> Result<(), Refusal> {
    let staging = place.beside("staging");
    match staging.symlink_metadata() {
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(()),
        Err(error) => return Err(IoError::new("read", &staging)(error).into()),
        Ok(metadata) if !metadata.is_dir() || !is_ours(&staging)? => {
            return Err(publishing::sibling_is_foreign(&place.shown_beside("staging")).into());
        }
        Ok(_) => {}
    }
    let old = switch::resume(place, watch)?;
    Ok(sweep::finish(old.as_deref(), place, watch)?)
}

/// An empty one counts: a build can die before it writes the marker, or after it removed it.
fn is_ours(staging: &Path) -> Result<bool, IoError> {
    let is_marked = staging.join(MARKER).symlink_metadata().is_ok_and(|metadata| metadata.is_file());
    let is_empty = fs::read_dir(staging).map_err(IoError::new("read", staging))?.next().is_none();
    Ok(is_marked || is_empty)
}

/// Removes the staging folder; what makes it ours goes last.
///
/// # Errors
/// [`IoError`] with verb `remove`.
pub fn end(place: &Place) -> Result<(), IoError> {
    let staging = place.beside("staging");
    let new = staging.join("new");
    absent_is_fine(fs::remove_dir_all(&new)).map_err(IoError::new("remove", &new))?;
    for file in [staging.join(switch::JOURNAL), staging.join(MARKER)] {
        absent_is_fine(fs::remove_file(&file)).map_err(IoError::new("remove", &file))?;
    }
    absent_is_fine(fs::remove_dir(&staging)).map_err(IoError::new("remove", &staging))
}

/// Removing what isn't there has succeeded.
pub fn absent_is_fine(result: io::Result<()>) -> io::Result<()> {
    match result {
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(()),
        result => result,
    }
}
