//! The new folder takes the published one's place.
//!
//! Before it does, a journal says how, so that after a kill the next start knows which folder is which:
//! `exchange DEVICE INODE` names the new folder, `two steps` means that the old one is renamed away first.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use super::target::Place;
use super::{Refusal, Step, Switch, Watch, system};
use crate::diagnostic::IoError;
use crate::diagnostic::messages::publishing;

/// The journal's name in the staging folder.
pub const JOURNAL: &str = "journal";

/// Publishes `new`; gives the folder that was published until now, if there was one.
///
/// # Errors
/// [`IoError`] with verb `write` (the journal) or `replace`. The old folder is then published still, or again
/// after [`resume`].
pub fn switch(place: &Place, how: Switch, watch: Watch) -> Result<Option<PathBuf>, IoError> {
    let staging = place.beside("staging");
    let (new, old) = (staging.join("new"), staging.join("old"));
    let replace = || IoError::new("replace", &place.folder);
    if !stands(&place.folder)? {
        system::move_to_free(&new, &place.folder).map_err(IoError::new("create", &place.folder))?;
        return Ok(None);
    }
    let announce = |text: &str| {
        let path = staging.join(JOURNAL);
        fs::write(&path, text).map_err(IoError::new("write", &path))?;
        watch(Step::Announced);
        Ok(())
    };
    if let (Switch::Best, Some(name)) = (how, name(&new)?) {
        announce(&format!("exchange {name}\n"))?;
        match system::exchange(&new, &place.folder) {
            Ok(()) => return Ok(Some(new)),
            Err(error) if error.kind() == io::ErrorKind::Unsupported => {}
            Err(error) => return Err(replace()(error)),
        }
    }
    announce("two steps\n")?;
    fs::rename(&place.folder, &old).map_err(replace())?;
    watch(Step::SetAside);
    if let Err(error) = system::move_to_free(&new, &place.folder) {
        // A build that fails leaves the old site. Should even this fail, the next start goes on.
        let _ = system::move_to_free(&old, &place.folder);
        return Err(replace()(error));
    }
    Ok(Some(old))
}

/// Ends a switch that was interrupted; gives the folder that was published before, if it still stands.
///
/// # Errors
/// A finding when a switch of two steps was interrupted between them and another folder has appeared since;
/// [`IoError`] with verb `read` or `replace`.
pub fn resume(place: &Place, watch: Watch) -> Result<Option<PathBuf>, Refusal> {
    let staging = place.beside("staging");
    let (new, old) = (staging.join("new"), staging.join("old"));
    let path = staging.join(JOURNAL);
    let journal = match fs::read_to_string(&path) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(None),
        result => result.map_err(IoError::new("read", &path))?,
    };
    if let Some(announced) = journal.trim_end().strip_prefix("exchange ") {
        // Nobody else knows the new folder's number: if `new` has another, it is the old folder.
        let is_exchanged = stands(&new)? && name(&new)?.is_some_and(|name| name != announced);
        return Ok(is_exchanged.then_some(new));
    }
    if !stands(&old)? {
        return Ok(None);
    }
    if stands(&new)? {
        // Forward, since the new folder is whole; an empty folder that somebody made meanwhile may go.
        if stands(&place.folder)? && fs::remove_dir(&place.folder).is_err() {
            return Err(publishing::set_aside(&place.shown(), &place.shown_beside("staging")).into());
        }
        system::move_to_free(&new, &place.folder).map_err(IoError::new("replace", &place.folder))?;
        watch(Step::Switched);
    }
    Ok(Some(old))
}

/// The folder's device and inode, as the journal has them.
fn name(folder: &Path) -> Result<Option<String>, IoError> {
    let metadata = folder.symlink_metadata().map_err(IoError::new("read", folder))?;
    Ok(system::identity(&metadata).map(|(device, inode)| format!("{device} {inode}")))
}

fn stands(path: &Path) -> Result<bool, IoError> {
    match path.symlink_metadata() {
        Ok(_) => Ok(true),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(false),
        Err(error) => Err(IoError::new("read", path)(error)),
    }
}
