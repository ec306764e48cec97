//! What a walk through a site's folder sees without reading a file, to tell whether anything has changed.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use rayon::prelude::*;

use super::{Found, Left, Sources, bytes, walk};
use crate::diagnostic::IoError;

/// A site's folder at a glance. Two that are equal mean that nothing has changed in between.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Sight {
    /// Every file that would be read.
    files: BTreeMap<Arc<str>, (Found, Stamp)>,
    /// The last change of any of them.
    newest: i128,
    /// What wouldn't.
    left: Vec<Left>,
    /// The folders that hold them, from the root.
    pub folders: Vec<PathBuf>,
}

/// What changes when a file does.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
struct Stamp {
    n_bytes: u64,
    /// Nanoseconds since 1970 of the last change: of the file's name, owner and rights too, where the system tells.
    changed: i128,
    /// The number of the file on its disk, where the system tells.
    file: u64,
}

/// Nanoseconds within which two changes of a file may bear the same time: kernels count it in steps of up to 10 ms.
const STEP: i128 = 20_000_000;

impl Sight {
    /// Whether a file, had it changed after it was seen, would show it. What changed last before a sight may have
    /// changed once more in the same step of the system's clock.
    fn is_settled(&self, file: &Found) -> bool {
        self.files.get(&file.path).is_some_and(|(_, stamp)| stamp.changed + STEP <= self.newest)
    }

    /// The paths that were added, taken away or changed since `before`.
    pub fn changes(&self, before: &Sight) -> Vec<Arc<str>> {
        let is_new = |path: &&Arc<str>| before.files.get(*path) != self.files.get(*path);
        let is_gone = |path: &&Arc<str>| !self.files.contains_key(*path);
        let new = self.files.keys().filter(is_new);
        let gone = before.files.keys().filter(is_gone);
        let left = self.left.iter().filter(|left| !before.left.contains(left)).map(|left| &left.path);
        let freed = before.left.iter().filter(|left| !self.left.contains(left)).map(|left| &left.path);
        let mut paths: Vec<Arc<str>> = new.chain(gone).chain(left).chain(freed).cloned().collect();
        paths.sort();
        paths.dedup();
        paths
    }
}

/// Looks at the site in the folder `root`.
///
/// # Errors
/// [`IoError`] with verb `read` for the first folder that can't be read.
pub fn look(root: &Path) -> Result<Sight, IoError> {
    let found = walk(root)?;
    // A file that went away since the walk has no stamp; the next look won't see it.
    let stamped = |file: Found| {
        let stamp = fs::symlink_metadata(root.join(&*file.path)).map_or(Stamp::default(), |it| stamp(&it));
        (file.path.clone(), (file, stamp))
    };
    let files: Vec<_> = found.files.into_par_iter().map(stamped).collect();
    let newest = files.iter().map(|(_, (_, stamp))| stamp.changed).max().unwrap_or_default();
    Ok(Sight { files: files.into_iter().collect(), newest, left: found.left, folders: found.folders })
}

/// Reads what was seen; of files that are as they were, what was read of them `before`, with the sight of then.
///
/// # Errors
/// [`IoError`] with verb `read` for the first file, in the order of paths, that can't be read.
pub fn read(root: &Path, sight: &Sight, before: Option<(&Sight, &Sources)>) -> Result<Sources, IoError> {
    let is_kept = |file: &Found| {
        before.is_some_and(|(before, _)| {
            before.is_settled(file) && before.files[&file.path] == sight.files[&file.path]
        })
    };
    let new: Vec<&Found> = sight.files.values().map(|(file, _)| file).filter(|file| !is_kept(file)).collect();
    let read: Vec<Result<Vec<u8>, IoError>> = new.par_iter().map(|file| bytes(root, file)).collect();
    let mut sources = Sources::default();
    if let Some((before, texts)) = before {
        sources.clone_from(texts);
        for gone in before.files.keys().filter(|path| !sight.files.contains_key(*path)) {
            sources.remove(gone);
        }
    }
    sources.left.clone_from(&sight.left);
    for (file, bytes) in new.into_iter().zip(read) {
        // What was a text may be none now.
        sources.remove(&file.path);
        sources.insert(file, bytes?);
    }
    Ok(sources)
}

#[cfg(unix)]
fn stamp(file: &fs::Metadata) -> Stamp {
    use std::os::unix::fs::MetadataExt;
    let changed = i128::from(file.ctime()) * 1_000_000_000 + i128::from(file.ctime_nsec());
    Stamp { n_bytes: file.len(), changed, file: file.ino() }
}

#[cfg(not(unix))]
fn stamp(file: &fs::Metadata) -> Stamp {
    let changed = file.modified().ok().and_then(|time| time.duration_since(std::time::UNIX_EPOCH).ok());
    let changed = changed.map_or(0, |since| since.as_nanos() as i128);
    Stamp { n_bytes: file.len(), changed, file: 0 }
}
