//! Which folders may be published into.

use std::io;
use std::path::{Path, PathBuf, absolute};
use std::sync::Arc;

use super::{Refusal, Target, system};
use crate::diagnostic::messages::publishing;
use crate::diagnostic::{Diagnostic, IoError};

/// An output folder that has been found fit, and the names beside it that are ours.
pub struct Place {
    /// Absolute, without symbolic links. Need not exist.
    pub folder: PathBuf,
    /// The folder as findings show it: relative to the site's root where it lies there.
    shown: String,
}

impl Place {
    /// `.lectern-PURPOSE-NAME` in the same parent folder, hence on the same disk.
    pub fn beside(&self, purpose: &str) -> PathBuf {
        let mut name = std::ffi::OsString::from(format!(".lectern-{purpose}-"));
        name.push(self.folder.file_name().unwrap_or_default());
        self.folder.with_file_name(name)
    }

    /// The folder, as a finding's path.
    pub fn shown(&self) -> Arc<str> {
        self.shown.as_str().into()
    }

    /// A file or folder in it, as a finding's path.
    pub fn shown_inside(&self, address: &str) -> Arc<str> {
        format!("{}/{address}", self.shown).into()
    }

    /// [`Place::beside`], as a finding's path.
    pub fn shown_beside(&self, purpose: &str) -> Arc<str> {
        let name = self.beside(purpose);
        let name = name.file_name().unwrap_or_default().to_string_lossy();
        match self.shown.rsplit_once('/') {
            Some((parent, _)) => format!("{parent}/{name}").into(),
            None => name.into(),
        }
    }
}

/// The target's place, if nothing of the author's could be lost there.
///
/// # Errors
/// One finding for: a disk's root; the home folder or the site's own, or one that holds it; a folder of the
/// site's sources; a symbolic link or what lies behind one; a file. [`IoError`] with verb `reach` for a path
/// that can't be followed.
pub fn place(target: &Target) -> Result<Place, Refusal> {
    let (typed, typed_root) = (plain(target.folder)?, plain(target.site_root)?);
    let folder = followed(&typed)?;
    let root = target.site_root.canonicalize().map_err(IoError::new("reach", target.site_root))?;
    let inside = typed.strip_prefix(&typed_root).or_else(|_| folder.strip_prefix(&root));
    let shown = match inside.map(with_slashes) {
        Ok(inside) if !inside.is_empty() => inside,
        _ => typed.display().to_string(),
    };
    let place = Place { folder, shown };
    match link_on_the_way(&typed, &typed_root)? {
        Some(link) if link == typed => {
            return Err(publishing::target_is_link(&place.shown(), &place.folder).into());
        }
        Some(link) => {
            return Err(publishing::target_through_link(&place.shown(), &link, &place.folder).into());
        }
        None => {}
    }
    match refusal(&place, &root, target.home)? {
        Some(diagnostic) => Err(diagnostic.into()),
        None => Ok(place),
    }
}

fn refusal(place: &Place, root: &Path, home: Option<&Path>) -> Result<Option<Diagnostic>, IoError> {
    let folder = &place.folder;
    let shown = place.shown();
    if is_disk_root(folder)? {
        return Ok(Some(publishing::target_is_disk(&shown)));
    }
    // A home that doesn't exist can't be published over.
    let home = home.and_then(|home| home.canonicalize().ok());
    if home.is_some_and(|home| home.starts_with(folder)) {
        return Ok(Some(publishing::target_holds(&shown, "the home folder")));
    }
    if root.starts_with(folder) {
        return Ok(Some(publishing::target_holds(&shown, "the site's sources")));
    }
    for name in ["content", "templates", "static"] {
        if folder.starts_with(followed(&root.join(name))?) {
            return Ok(Some(publishing::target_in_sources(&shown, name)));
        }
    }
    match folder.metadata() {
        Ok(metadata) if !metadata.is_dir() => Ok(Some(publishing::target_is_file(&shown))),
        _ => Ok(None),
    }
}

/// The path from the disk's root, without a slash at the end, links and `..` as typed.
fn plain(path: &Path) -> Result<PathBuf, IoError> {
    Ok(absolute(path).map_err(IoError::new("reach", path))?.components().collect())
}

/// The path without symbolic links; what doesn't exist yet is kept as it is written.
fn followed(path: &Path) -> Result<PathBuf, IoError> {
    match path.canonicalize() {
        Ok(path) => Ok(path),
        Err(error) => match (error.kind(), path.parent(), path.file_name()) {
            (io::ErrorKind::NotFound, Some(parent), Some(name)) => Ok(followed(parent)?.join(name)),
            _ => Err(IoError::new("reach", path)(error)),
        },
    }
}

/// The first symbolic link that leads to the folder, itself included, seen from the folder.
///
/// Two kinds are let pass. Links right under a disk's root are the system's own (`/tmp` and `/var` on macOS,
/// `/home` on FreeBSD). Links on the way to the site's root, too, are the author's arrangement: it is inside
/// the site, and where the output leaves it, that somebody else's link could redirect what we write.
fn link_on_the_way(folder: &Path, root: &Path) -> Result<Option<PathBuf>, IoError> {
    for (n_up, path) in folder.ancestors().enumerate() {
        let is_systems_own = path.parent().is_none_or(|parent| parent.parent().is_none());
        if n_up > 0 && (is_systems_own || root.starts_with(path)) {
            continue;
        }
        match path.symlink_metadata() {
            Ok(metadata) if metadata.is_symlink() => return Ok(Some(path.to_path_buf())),
            Ok(_) => {}
            Err(error) if error.kind() == io::ErrorKind::NotFound => {}
            Err(error) => return Err(IoError::new("reach", folder)(error)),
        }
    }
    Ok(None)
}

/// `/`, `C:\`, or a folder on which a disk is mounted: it has no sibling on its own disk.
fn is_disk_root(folder: &Path) -> Result<bool, IoError> {
    let Some(parent) = folder.parent() else { return Ok(true) };
    let disk_of = |path: &Path| match path.metadata() {
        Ok(metadata) => Ok(system::disk(&metadata)),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
        Err(error) => Err(IoError::new("reach", path)(error)),
    };
    match (disk_of(folder)?, disk_of(parent)?) {
        (Some(own), Some(around)) => Ok(own != around),
        _ => Ok(false),
    }
}

/// The path as findings show it on every system.
fn with_slashes(path: &Path) -> String {
    let parts: Vec<_> = path.components().map(|part| part.as_os_str().to_string_lossy()).collect();
    parts.join("/")
}
