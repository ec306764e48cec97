//! Changes of source files: all of them, or none.
//!
//! Every new text is written beside its place first, in `.NAME.lectern-new`. Then file after file changes places with
//! what was made ready, and only now it is certain what was replaced: where that isn't what was read, or a step fails,
//! all steps are taken back in reverse. A program that is killed in between leaves every text in the folder, the
//! other one beside the file under that name, and the next edit says so instead of writing over it.

use std::fs::{self, OpenOptions};
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use super::system;
use crate::diagnostic::IoError;
use crate::edit::{Change, File, Refused};

/// Makes the changes in the site's folder `root`.
///
/// # Errors
/// [`Refused`] where a file isn't as it was read, is read-only, or stands where another should go, where an edit
/// was interrupted before, and where the machine fails. Every file is then as it was, unless the message names one.
pub fn apply(root: &Path, changes: &[Change]) -> Result<(), Refused> {
    apply_watched(root, changes, &|_| ())
}

/// [`apply`], calling `watch` with each change before it is made, after all texts have been made ready: so that a test can
/// step in between, as another program might.
///
/// # Errors
/// As [`apply`].
pub fn apply_watched(root: &Path, changes: &[Change], watch: &dyn Fn(&Change)) -> Result<(), Refused> {
    let mut edit = Edit { root, folders: Vec::new(), staged: Vec::new(), done: Vec::new() };
    let made = changes.iter().try_for_each(|change| edit.prepare(change));
    let made = made.and_then(|()| {
        changes.iter().try_for_each(|change| {
            watch(change);
            edit.make(change)
        })
    });
    match made {
        Ok(()) => edit.finish(),
        Err(why) => return Err(edit.undo(why)),
    }
    Ok(())
}

/// How far the changes are.
struct Edit<'a> {
    root: &'a Path,
    /// Folders that weren't there.
    folders: Vec<PathBuf>,
    /// New texts that aren't in their places yet.
    staged: Vec<PathBuf>,
    done: Vec<Step>,
}

/// A step that can be taken back.
enum Step {
    /// The new file is in its place, the old one beside it.
    Exchanged { place: PathBuf, beside: PathBuf },
    /// The old file is out of the way.
    SetAside { place: PathBuf, beside: PathBuf },
    /// The new file is where none was.
    Placed { place: PathBuf },
}

impl Edit<'_> {
    /// Looks whether the change can be made, and writes the new text beside its place.
    fn prepare(&mut self, change: &Change) -> Result<(), Refused> {
        let mut permissions = None;
        if let Some(from) = change.from() {
            let place = self.root.join(&*from.path);
            check_unchanged(from, &place)?;
            let metadata = fs::metadata(&place).map_err(IoError::new("read", &*from.path))?;
            if metadata.permissions().readonly() {
                return Err(Refused::new(
                    format!("{} is read-only", from.path),
                    "make it writable, or leave it",
                ));
            }
            permissions = Some(metadata.permissions());
            check_free(&beside(&place, "old"))?;
        }
        let Some(to) = change.to() else { return Ok(()) };
        let place = self.root.join(&*to.path);
        if let Some(folder) = place.parent() {
            self.create_folder(folder)?;
        }
        let new = beside(&place, "new");
        check_free(&new)?;
        let opened = OpenOptions::new().write(true).create_new(true).open(&new);
        let mut file = opened.map_err(IoError::new("write", &*to.path))?;
        self.staged.push(new.clone());
        file.write_all(to.text.as_bytes()).map_err(IoError::new("write", &*to.path))?;
        if let Some(permissions) = permissions {
            fs::set_permissions(&new, permissions).map_err(IoError::new("write", &*to.path))?;
        }
        Ok(())
    }

    fn create_folder(&mut self, folder: &Path) -> Result<(), IoError> {
        let missing: Vec<&Path> = folder.ancestors().take_while(|folder| !folder.exists()).collect();
        for folder in missing.into_iter().rev() {
            fs::create_dir(folder).map_err(IoError::new("create", folder))?;
            self.folders.push(folder.to_owned());
        }
        Ok(())
    }

    fn make(&mut self, change: &Change) -> Result<(), Refused> {
        match change {
            Change::Created(to) => self.put(to),
            Change::Deleted(from) => self.set_aside(from),
            Change::Rewritten { from, to } if from.path == to.path => self.exchange(from),
            Change::Rewritten { from, to } => {
                // The old one first: where capitals don't count, both may be one place.
                self.set_aside(from)?;
                self.put(to)
            }
        }
    }

    fn exchange(&mut self, from: &File) -> Result<(), Refused> {
        let place = self.root.join(&*from.path);
        let new = beside(&place, "new");
        swap(&place, &new).map_err(IoError::new("write", &*from.path))?;
        self.staged.retain(|staged| *staged != new);
        self.done.push(Step::Exchanged { place, beside: new.clone() });
        check_unchanged(from, &new)
    }

    fn set_aside(&mut self, from: &File) -> Result<(), Refused> {
        let place = self.root.join(&*from.path);
        let old = beside(&place, "old");
        system::move_to_free(&place, &old).map_err(IoError::new("move", &*from.path))?;
        self.done.push(Step::SetAside { place, beside: old.clone() });
        check_unchanged(from, &old)
    }

    fn put(&mut self, to: &File) -> Result<(), Refused> {
        let place = self.root.join(&*to.path);
        let new = beside(&place, "new");
        match system::move_to_free(&new, &place) {
            Ok(()) => {}
            Err(err) if err.kind() == io::ErrorKind::AlreadyExists => {
                return Err(Refused::new(
                    format!("{} exists already", to.path),
                    "move it away, or choose another name",
                ));
            }
            Err(err) => return Err(IoError::new("write", &*to.path)(err).into()),
        }
        self.staged.retain(|staged| *staged != new);
        self.done.push(Step::Placed { place });
        Ok(())
    }

    /// The changes are made: the old texts go. One that can't be removed is no failure: the next edit of its file says
    /// that it is there.
    fn finish(self) {
        for step in self.done {
            if let Step::Exchanged { beside, .. } | Step::SetAside { beside, .. } = step {
                let _ = fs::remove_file(beside);
            }
        }
    }

    /// Takes every step back, the last one first. What the first failure was is what is told.
    fn undo(self, mut why: Refused) -> Refused {
        for step in self.done.iter().rev() {
            let (undone, place) = match step {
                Step::Exchanged { place, beside } => {
                    (swap(place, beside).and_then(|()| fs::remove_file(beside)), place)
                }
                Step::SetAside { place, beside } => (system::move_to_free(beside, place), place),
                Step::Placed { place } => (fs::remove_file(place), place),
            };
            if undone.is_err() {
                let place = place.strip_prefix(self.root).unwrap_or(place).display();
                why.help.push(format!("`{place}` could not be put back; its text is in the same folder"));
            }
        }
        // Nothing of the author's is lost by what can't be tidied up here.
        for staged in &self.staged {
            let _ = fs::remove_file(staged);
        }
        for folder in self.folders.iter().rev() {
            let _ = fs::remove_dir(folder);
        }
        why
    }
}

/// Whether the file at `place` is the one that was read.
fn check_unchanged(file: &File, place: &Path) -> Result<(), Refused> {
    let is_file = fs::symlink_metadata(place).is_ok_and(|metadata| metadata.is_file());
    let bytes = if is_file { fs::read(place) } else { Err(io::ErrorKind::NotFound.into()) };
    match bytes {
        Ok(bytes) if bytes == file.text.as_bytes() => Ok(()),
        Ok(_) => {
            Err(Refused::new(format!("{} has changed since it was read", file.path), "run the command again"))
        }
        Err(err) if err.kind() == io::ErrorKind::NotFound => {
            Err(Refused::new(format!("{} has gone since it was read", file.path), "run the command again"))
        }
        Err(err) => Err(IoError::new("read", &*file.path)(err).into()),
    }
}

/// Nothing of an edit before stands in the way.
fn check_free(beside: &Path) -> Result<(), Refused> {
    match fs::symlink_metadata(beside) {
        Err(_) => Ok(()),
        Ok(_) => Err(Refused::new(
            format!("`{}` is left of an edit that was interrupted", beside.display()),
            "compare it with the file of that name, keep the right one, and remove it",
        )),
    }
}

/// `.a.md.lectern-new`: hidden, so that it is no part of a site, and in the same folder, hence on the same disk.
fn beside(place: &Path, which: &str) -> PathBuf {
    let mut name = std::ffi::OsString::from(".");
    name.push(place.file_name().unwrap_or_default());
    name.push(format!(".lectern-{which}"));
    place.with_file_name(name)
}

/// Lets two files change places, in one step where the system can.
fn swap(place: &Path, other: &Path) -> io::Result<()> {
    match system::exchange(place, other) {
        Err(err) if err.kind() == io::ErrorKind::Unsupported => {}
        result => return result,
    }
    let aside = beside(place, "old");
    fs::rename(place, &aside)?;
    if let Err(err) = fs::rename(other, place) {
        fs::rename(&aside, place)?;
        return Err(err);
    }
    fs::rename(&aside, other)
}
