//! What stands in the output folder before anything is written: ours, and other people's.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use walkdir::WalkDir;

use super::manifest::{self, Manifest};
use super::target::Place;
use super::{Refusal, system};
use crate::diagnostic::IoError;
use crate::diagnostic::messages::publishing;

/// The output folder as it was found. Paths are relative to it.
#[derive(Default)]
pub struct Folder {
    /// Whether there is one.
    pub exists: bool,
    /// The manifest as it stands there; empty when the folder is absent or empty.
    pub manifest_text: String,
    /// The manifest, read.
    pub manifest: Manifest,
    /// Those files of the manifest that are there.
    pub ours: BTreeMap<String, Kind>,
    /// Every other file, link or special file.
    pub foreign: BTreeSet<PathBuf>,
    /// Those folders of ours that are there, each before the ones in it.
    pub our_folders: BTreeSet<PathBuf>,
    /// The folders that must stay: those that are not ours, and those that hold something foreign.
    pub foreign_folders: BTreeSet<PathBuf>,
}

/// What stands at an address of ours.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// A file, whose bytes may or may not be ours.
    File,
    /// A link or a special file, which we never write.
    Other,
}

/// Reads the folder and its manifest; follows no symbolic link.
///
/// # Errors
/// A finding for a folder with files but without a manifest that we can read, and for a disk mounted in it;
/// [`IoError`] with verb `read`.
pub fn read(place: &Place) -> Result<Folder, Refusal> {
    if !place.folder.exists() {
        return Ok(Folder::default());
    }
    let Some(manifest_text) = manifest_text(place)? else {
        return match std::fs::read_dir(&place.folder).map_err(IoError::new("read", &place.folder))?.next() {
            None => Ok(Folder { exists: true, ..Folder::default() }),
            Some(_) => Err(publishing::target_is_foreign(&place.shown()).into()),
        };
    };
    let Some(manifest) = manifest::from_text(&manifest_text) else {
        return Err(publishing::manifest_unreadable(&place.shown_inside(manifest::ADDRESS)).into());
    };
    let mut folder = Folder { exists: true, manifest_text, manifest, ..Folder::default() };
    let our_folders = folders_of(folder.manifest.keys().map(String::as_str));
    let own_disk = disk(&place.folder)?;
    for entry in walk(&place.folder) {
        let (path, file_type) = entry?;
        if file_type.is_dir() {
            if disk(&place.folder.join(&path))? != own_disk {
                return Err(publishing::disk_in_target(&place.shown_inside(&path.to_string_lossy())).into());
            }
            if our_folders.contains(&path) {
                folder.our_folders.insert(path);
            } else {
                keep_folders(&path, &mut folder.foreign_folders);
            }
            continue;
        }
        let address = address_of(&path);
        match address {
            Some(address) if address == manifest::ADDRESS => {}
            Some(address) if folder.manifest.contains_key(&address) => {
                folder.ours.insert(address, if file_type.is_file() { Kind::File } else { Kind::Other });
            }
            _ => {
                keep_folders(path.parent().unwrap_or(Path::new("")), &mut folder.foreign_folders);
                folder.foreign.insert(path);
            }
        }
    }
    Ok(folder)
}

/// The manifest's text, if the folder has one. Bytes that are no text can't be ours and become an empty one.
fn manifest_text(place: &Place) -> Result<Option<String>, IoError> {
    let path = place.folder.join(manifest::ADDRESS);
    match path.symlink_metadata() {
        Ok(metadata) if metadata.is_file() => {
            let bytes = std::fs::read(&path).map_err(IoError::new("read", &path))?;
            Ok(Some(String::from_utf8(bytes).unwrap_or_default()))
        }
        Ok(_) => Ok(Some(String::new())),
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => Ok(None),
        Err(error) => Err(IoError::new("read", &path)(error)),
    }
}

/// Everything in a folder, at every depth, each folder before what it holds: relative path and kind.
pub fn walk(folder: &Path) -> impl Iterator<Item = Result<(PathBuf, std::fs::FileType), IoError>> + '_ {
    WalkDir::new(folder).min_depth(1).into_iter().map(move |entry| match entry {
        Ok(entry) => {
            let inside = entry.path().strip_prefix(folder).unwrap_or(entry.path()).to_path_buf();
            Ok((inside, entry.file_type()))
        }
        Err(error) => {
            let path = error.path().unwrap_or(folder).to_path_buf();
            let source = error.into_io_error().unwrap_or_else(|| std::io::ErrorKind::Other.into());
            Err(IoError { verb: "read", path, source })
        }
    })
}

/// The address of a relative path; none for names that are no Unicode, which are never ours.
pub fn address_of(path: &Path) -> Option<String> {
    let path = path.to_str()?;
    match std::path::MAIN_SEPARATOR {
        '/' => Some(path.to_string()),
        separator => Some(path.replace(separator, "/")),
    }
}

/// Every folder that the addresses need, without the output folder itself.
pub fn folders_of<'a>(addresses: impl Iterator<Item = &'a str>) -> BTreeSet<PathBuf> {
    let mut out = BTreeSet::new();
    let mut last = "";
    for address in addresses {
        // Sorted addresses share their folder with the one before, mostly.
        let parent = address.rsplit_once('/').map_or("", |(parent, _)| parent);
        if parent != last {
            keep_folders(Path::new(parent), &mut out);
            last = parent;
        }
    }
    out
}

fn keep_folders(path: &Path, out: &mut BTreeSet<PathBuf>) {
    for folder in path.ancestors() {
        if folder == Path::new("") || !out.insert(folder.to_path_buf()) {
            return;
        }
    }
}

fn disk(path: &Path) -> Result<Option<u64>, IoError> {
    let metadata = path.symlink_metadata().map_err(IoError::new("read", path))?;
    Ok(system::disk(&metadata))
}
