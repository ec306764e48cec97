//! One build at a time for each output folder.
//!
//! The lock is the system's own, on an empty file beside the folder. A build that is killed leaves the file
//! but not the lock, so there is nothing to clear by hand.

use std::fs::{File, OpenOptions};
use std::io;
use std::path::PathBuf;

use super::target::Place;
use super::{Refusal, system};
use crate::diagnostic::IoError;
use crate::diagnostic::messages::publishing;

/// Held until dropped.
pub struct Lock {
    file: File,
    path: PathBuf,
}

impl Lock {
    /// Waits until no other build holds the lock: publishing takes a moment, and both then succeed.
    ///
    /// # Errors
    /// A finding where the file's name belongs to something else; [`IoError`] with verb `lock`, also on file
    /// systems without locks, where two builds could destroy each other's staging folder.
    pub fn take(place: &Place) -> Result<Lock, Refusal> {
        let path = place.beside("lock");
        loop {
            let Some(file) = open(&path, place)? else { continue };
            match file.lock() {
                Err(error) if error.kind() == io::ErrorKind::Interrupted => continue,
                result => result.map_err(IoError::new("lock", &path))?,
            }
            // Who held it before may have removed the file: then this lock is on a file without a name, and
            // the next build would lock another.
            let locked = file.metadata().map_err(IoError::new("lock", &path))?;
            match path.symlink_metadata() {
                Ok(named) if system::identity(&named) == system::identity(&locked) => {
                    return Ok(Lock { file, path });
                }
                Ok(_) => {}
                Err(error) if error.kind() == io::ErrorKind::NotFound => {}
                Err(error) => return Err(IoError::new("lock", &path)(error).into()),
            }
        }
    }
}

/// The lock file, made if need be; nothing if it went away between two looks at it.
fn open(path: &PathBuf, place: &Place) -> Result<Option<File>, Refusal> {
    // `create_new` first: it follows no symbolic link.
    match OpenOptions::new().write(true).create_new(true).open(path) {
        Ok(file) => return Ok(Some(file)),
        Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {}
        Err(error) => return Err(IoError::new("create", path)(error).into()),
    }
    match path.symlink_metadata() {
        Ok(metadata) if metadata.is_file() && metadata.len() == 0 => {}
        Ok(_) => return Err(publishing::sibling_is_foreign(&place.shown_beside("lock")).into()),
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(None),
        Err(error) => return Err(IoError::new("lock", path)(error).into()),
    }
    match OpenOptions::new().write(true).open(path) {
        Ok(file) => Ok(Some(file)),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
        Err(error) => Err(IoError::new("lock", path)(error).into()),
    }
}

impl Drop for Lock {
    fn drop(&mut self) {
        // While the lock is held, nobody else can have made the file anew. Where files have no identity to
        // compare, it stays: it is empty and does no harm, as it does if removing it fails.
        let known = self.file.metadata().is_ok_and(|metadata| system::identity(&metadata).is_some());
        if known {
            let _ = std::fs::remove_file(&self.path);
        }
    }
}
