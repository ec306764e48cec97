//! Removing what is over: the folder that was, and at `clean`, what we published.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use rayon::prelude::*;

use super::folder::{self, Folder, address_of};
use super::manifest::{self, Manifest};
use super::staging::{absent_is_fine, end};
use super::target::Place;
use super::{Step, Watch, system};
use crate::diagnostic::IoError;

/// Removes the old folder, if there is one, and then the staging folder with all that is in it.
///
/// # Errors
/// [`IoError`] with verb `read`, `keep` or `remove`. Calling it again goes on where it stopped.
pub fn finish(old: Option<&Path>, place: &Place, watch: Watch) -> Result<(), IoError> {
    if let Some(old) = old {
        sweep(old, &place.folder, watch)?;
    }
    end(place)
}

/// Removes the folder `old`, which `new` has replaced.
///
/// Somebody may have put a file into the old folder, or changed one of their own, after we had looked: what
/// `new` doesn't have is moved there, not removed.
fn sweep(old: &Path, new: &Path, watch: Watch) -> Result<(), IoError> {
    let list = old.join(manifest::ADDRESS);
    let ours: Manifest = match fs::read_to_string(&list) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => Manifest::new(),
        result => manifest::from_text(&result.map_err(IoError::new("read", &list))?).unwrap_or_default(),
    };
    // Whoever deleted the new folder meanwhile has deleted what was carried over into it.
    let new_is_gone = !new.exists();
    let (mut files, mut folders): (Vec<PathBuf>, Vec<PathBuf>) = (Vec::new(), Vec::new());
    for entry in folder::walk(old) {
        let (path, file_type) = entry?;
        if file_type.is_dir() {
            folders.push(path);
        } else if path != Path::new(manifest::ADDRESS) {
            files.push(path);
        }
    }
    files.par_iter().try_for_each(|path| {
        let is_ours = address_of(path).is_some_and(|address| ours.contains_key(&address));
        if is_ours || new_is_gone {
            let path = old.join(path);
            fs::remove_file(&path).map_err(IoError::new("remove", &path))?;
        } else {
            carry(&old.join(path), &new.join(path))?;
        }
        watch(Step::FileSwept);
        Ok(())
    })?;
    // Last, since it says which files are ours.
    absent_is_fine(fs::remove_file(&list)).map_err(IoError::new("remove", &list))?;
    for path in folders.iter().rev().map(|path| old.join(path)).chain([old.to_path_buf()]) {
        fs::remove_dir(&path).map_err(IoError::new("remove", &path))?;
    }
    Ok(())
}

/// Removes somebody else's file once the new folder has it, and moves it there if it hasn't.
fn carry(from: &Path, to: &Path) -> Result<(), IoError> {
    let keep = || IoError::new("keep", from);
    let metadata = from.symlink_metadata().map_err(keep())?;
    let there = match to.symlink_metadata() {
        Ok(there) => there,
        Err(error) if error.kind() == io::ErrorKind::NotFound => {
            let folder = to.parent().unwrap_or(to);
            fs::create_dir_all(folder).map_err(keep())?;
            return system::move_to_free(from, to).map_err(keep());
        }
        Err(error) => return Err(keep()(error)),
    };
    let identity = system::identity(&metadata);
    let is_same_file = identity.is_some() && identity == system::identity(&there);
    // A copy, then, or changed since: the later one stays. A copy is later than what it was made from.
    let is_later = match (metadata.modified(), there.modified()) {
        (Ok(here), Ok(there)) => there < here,
        _ => true,
    };
    if is_same_file || !is_later {
        fs::remove_file(from).map_err(IoError::new("remove", from))
    } else {
        fs::rename(from, to).map_err(keep())
    }
}

/// Removes our files from the published folder, then the folders that this empties, the manifest, and the
/// folder itself if it is empty. Interrupted, it can be done again.
///
/// # Errors
/// [`IoError`] with verb `remove`.
pub fn remove_ours(before: &Folder, place: &Place) -> Result<(), IoError> {
    if before.manifest_text.is_empty() {
        return Ok(());
    }
    let addresses: Vec<&String> = before.ours.keys().collect();
    addresses.par_iter().try_for_each(|address| {
        let path = place.folder.join(address);
        absent_is_fine(fs::remove_file(&path)).map_err(IoError::new("remove", &path))
    })?;
    for folder in before.our_folders.iter().rev() {
        remove_if_empty(&place.folder.join(folder))?;
    }
    let list = place.folder.join(manifest::ADDRESS);
    absent_is_fine(fs::remove_file(&list)).map_err(IoError::new("remove", &list))?;
    remove_if_empty(&place.folder)
}

fn remove_if_empty(folder: &Path) -> Result<(), IoError> {
    match fs::remove_dir(folder) {
        Err(error) if error.kind() == io::ErrorKind::DirectoryNotEmpty => Ok(()),
        result => absent_is_fine(result).map_err(IoError::new("remove", folder)),
    }
}
