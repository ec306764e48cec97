//! A site's folder to [`Sources`]: the only reader, and it decides nothing.
//!
//! Symbolic links aren't followed; what is found that isn't an ordinary file is listed, not read.

mod look;

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use rayon::prelude::*;
use walkdir::{DirEntry, WalkDir};

pub use look::{Sight, look, read};

use crate::diagnostic::IoError;

/// Everything that a site is made of, in memory. Paths are relative to the site's root, with `/`.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Sources {
    /// `site.toml`, the two locks, Markdown, BibTeX, templates and words.
    pub texts: BTreeMap<Arc<str>, Text>,
    /// Images of `content/` and all of `static/`.
    pub assets: BTreeMap<Arc<str>, Arc<[u8]>>,
    /// What wasn't read.
    pub left: Vec<Left>,
}

/// A text file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Text {
    /// Its characters.
    Utf8(Arc<str>),
    /// It isn't UTF-8: the first line that isn't, from 1.
    Other(usize),
}

/// A file that wasn't read, and why.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Left {
    /// The path, as far as it is text.
    pub path: Arc<str>,
    /// Why it wasn't read.
    pub reason: Reason,
}

/// Why a file wasn't read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reason {
    /// A symbolic link.
    SymbolicLink,
    /// A pipe, a socket, a device.
    Special,
    /// Its name isn't UTF-8.
    Name,
    /// A kind of file that isn't published from `content/`.
    Kind,
}

/// Images that are published from `content/`.
const IMAGES: [&str; 7] = ["png", "jpg", "jpeg", "gif", "webp", "avif", "svg"];

impl Sources {
    /// The text of a file that is UTF-8.
    pub fn text(&self, path: &str) -> Option<&Arc<str>> {
        match self.texts.get(path)? {
            Text::Utf8(text) => Some(text),
            Text::Other(_) => None,
        }
    }

    fn remove(&mut self, path: &str) {
        self.texts.remove(path);
        self.assets.remove(path);
    }

    fn insert(&mut self, file: &Found, bytes: Vec<u8>) {
        if file.is_text {
            self.texts.insert(file.path.clone(), text(bytes));
        } else {
            self.assets.insert(file.path.clone(), bytes.into());
        }
    }
}

/// What a site's folder holds that may be the site's. Anything else in the folder is passed over.
pub const PLACES: [&str; 6] = ["site.toml", "quotes.lock", "anchors.lock", "content", "static", "templates"];

/// Reads the site in the folder `root`.
///
/// # Errors
/// [`IoError`] with verb `read` for the first file or folder, in the order of paths, that can't be read.
pub fn load(root: &Path) -> Result<Sources, IoError> {
    let found = walk(root)?;
    let mut sources = Sources { left: found.left, ..Sources::default() };
    let read: Vec<Result<Bytes, IoError>> =
        found.files.into_par_iter().map(|file| bytes(root, &file).map(|it| (file, it))).collect();
    for file in read {
        let (file, bytes) = file?;
        sources.insert(&file, bytes);
    }
    Ok(sources)
}

/// A file that is listed elsewhere than in a folder.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Listed {
    /// The path from the site's root, as far as it is text.
    pub path: Arc<str>,
    /// Why it can't be read, where the list tells.
    pub reason: Option<Reason>,
}

/// The site that a list of files makes. `read` is given the indices of its texts and gives their bytes, in that order.
/// Images and the files of `static/` stay empty: that they are there is all that pages ask of them.
///
/// # Errors
/// Those of `read`.
pub fn load_texts<E>(
    files: &[Listed],
    read: impl FnOnce(&[usize]) -> Result<Vec<Vec<u8>>, E>,
) -> Result<Sources, E> {
    let mut sources = Sources::default();
    let mut texts = Vec::new();
    for (index, Listed { path, reason }) in files.iter().enumerate() {
        let (place, below) = path.split_once('/').unwrap_or((path, ""));
        if !PLACES.contains(&place) || !(below.is_empty() || below.split('/').all(is_sites)) {
            continue;
        }
        match reason.map_or_else(|| is_text(path), Err) {
            Ok(true) => texts.push(index),
            Ok(false) => {
                sources.assets.insert(path.clone(), Arc::default());
            }
            Err(reason) => sources.left.push(Left { path: path.clone(), reason }),
        }
    }
    for (index, bytes) in texts.iter().zip(read(&texts)?) {
        sources.texts.insert(files[*index].path.clone(), text(bytes));
    }
    Ok(sources)
}

/// A file and what is in it.
type Bytes = (Found, Vec<u8>);

/// Whether the folder `root` is a site's: it has a `site.toml`.
pub fn is_site(root: &Path) -> bool {
    fs::symlink_metadata(root.join("site.toml")).is_ok_and(|file| file.is_file())
}

/// What a walk through a site's folder comes to.
#[derive(Default)]
struct Walk {
    files: Vec<Found>,
    left: Vec<Left>,
    /// Folders, from the root.
    folders: Vec<PathBuf>,
}

/// A file that is to be read.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Found {
    path: Arc<str>,
    is_text: bool,
}

fn walk(root: &Path) -> Result<Walk, IoError> {
    let mut out = Walk::default();
    for name in PLACES {
        for entry in WalkDir::new(root.join(name)).sort_by_file_name().into_iter().filter_entry(is_wanted) {
            match entry {
                Ok(entry) => file(&entry, root, &mut out),
                Err(err) if is_absent(&err) => {}
                Err(err) => return Err(walk_error(err, root)),
            }
        }
    }
    Ok(out)
}

fn bytes(root: &Path, file: &Found) -> Result<Vec<u8>, IoError> {
    fs::read(root.join(&*file.path)).map_err(IoError::new("read", &*file.path))
}

/// Bytes as text, or where they aren't.
pub fn text(bytes: Vec<u8>) -> Text {
    match String::from_utf8(bytes) {
        Ok(text) => Text::Utf8(text.into()),
        Err(err) => {
            let before = &err.as_bytes()[..err.utf8_error().valid_up_to()];
            Text::Other(before.iter().filter(|byte| **byte == b'\n').count() + 1)
        }
    }
}

fn is_wanted(entry: &DirEntry) -> bool {
    entry.depth() == 0 || is_sites(&entry.file_name().to_string_lossy())
}

/// Hidden files, and those that editors leave behind, are no part of a site.
fn is_sites(name: &str) -> bool {
    let is_editors =
        name.ends_with('~') || name.ends_with(".swp") || name.ends_with(".tmp") || name.starts_with('#');
    !(name.starts_with('.') || is_editors)
}

fn file(entry: &DirEntry, root: &Path, out: &mut Walk) {
    let relative = entry.path().strip_prefix(root).unwrap_or(entry.path());
    let parts: Vec<_> = relative.components().map(|part| part.as_os_str().to_string_lossy()).collect();
    let path: Arc<str> = parts.join("/").into();
    let kind = entry.file_type();
    if kind.is_dir() {
        return out.folders.push(relative.to_owned());
    }
    let reason = if kind.is_symlink() {
        Some(Reason::SymbolicLink)
    } else if !kind.is_file() {
        Some(Reason::Special)
    } else {
        relative.to_str().is_none().then_some(Reason::Name)
    };
    match reason.map_or_else(|| is_text(&path), Err) {
        Ok(is_text) => out.files.push(Found { path, is_text }),
        Err(reason) => out.left.push(Left { path, reason }),
    }
}

/// Whether an ordinary file is read as text or as bytes, or why it isn't read.
fn is_text(path: &str) -> Result<bool, Reason> {
    let extension = path.rsplit_once('.').map_or(String::new(), |(_, extension)| extension.to_lowercase());
    let is_content = path.starts_with("content/");
    if path.starts_with("static/") || (is_content && IMAGES.contains(&extension.as_str())) {
        Ok(false)
    } else if !is_content || matches!(extension.as_str(), "md" | "bib") {
        Ok(true)
    } else {
        Err(Reason::Kind)
    }
}

fn is_absent(err: &walkdir::Error) -> bool {
    err.depth() == 0 && err.io_error().is_some_and(|err| err.kind() == std::io::ErrorKind::NotFound)
}

fn walk_error(err: walkdir::Error, root: &Path) -> IoError {
    let path = err.path().map_or(root.to_owned(), |path| path.strip_prefix(root).unwrap_or(path).to_owned());
    let source =
        err.into_io_error().unwrap_or_else(|| std::io::Error::other("the folder leads round in a circle"));
    IoError { verb: "read", path, source }
}

/// The texts of articles in the folder `dir`: `KEY.txt` each, by key. Bytes that aren't UTF-8 are replaced.
///
/// # Errors
/// [`IoError`] with verb `read` for the folder or the first file that can't be read.
pub fn source_texts(dir: &Path) -> Result<BTreeMap<String, String>, IoError> {
    let mut texts = BTreeMap::new();
    for entry in fs::read_dir(dir).map_err(IoError::new("read", dir))? {
        let path = entry.map_err(IoError::new("read", dir))?.path();
        let key = path.file_stem().map(|stem| stem.to_string_lossy().into_owned());
        if let Some(key) = key.filter(|_| path.extension().is_some_and(|extension| extension == "txt")) {
            let bytes = fs::read(&path).map_err(IoError::new("read", &path))?;
            texts.insert(key, String::from_utf8_lossy(&bytes).into_owned());
        }
    }
    Ok(texts)
}
