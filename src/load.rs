//! A site's folder to [`Sources`]: the only reader, and it decides nothing.
//!
//! Symbolic links aren't followed; what is found that isn't an ordinary file is listed, not read.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::sync::Arc;

use rayon::prelude::*;
use walkdir::{DirEntry, WalkDir};

use crate::diagnostic::IoError;

/// Everything that a site is made of, in memory. Paths are relative to the site's root, with `/`.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Sources {
    /// `site.toml`, `quotes.lock`, Markdown, BibTeX, templates and words.
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
}

/// Reads the site in the folder `root`.
///
/// # Errors
/// [`IoError`] with verb `read` for the first file or folder, in the order of paths, that can't be read.
pub fn load(root: &Path) -> Result<Sources, IoError> {
    let mut sources = Sources::default();
    let mut found: Vec<(Arc<str>, bool)> = Vec::new();
    for name in ["site.toml", "quotes.lock", "content", "static", "templates"] {
        for entry in WalkDir::new(root.join(name)).sort_by_file_name().into_iter().filter_entry(is_wanted) {
            let entry = match entry {
                Ok(entry) => entry,
                Err(err) if is_absent(&err) => continue,
                Err(err) => return Err(walk_error(err, root)),
            };
            file(&entry, root, &mut sources.left, &mut found);
        }
    }
    let read: Vec<(Arc<str>, bool, Vec<u8>)> = found
        .into_par_iter()
        .map(|(path, is_text)| {
            let full = root.join(&*path);
            let bytes = fs::read(&full).map_err(IoError::new("read", &*path))?;
            Ok((path, is_text, bytes))
        })
        .collect::<Vec<Result<_, IoError>>>()
        .into_iter()
        .collect::<Result<_, _>>()?;
    for (path, is_text, bytes) in read {
        if is_text {
            sources.texts.insert(path, text(bytes));
        } else {
            sources.assets.insert(path, bytes.into());
        }
    }
    Ok(sources)
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

/// Hidden files, and those that editors leave behind, are no part of a site.
fn is_wanted(entry: &DirEntry) -> bool {
    let name = entry.file_name().to_string_lossy();
    let is_editors =
        name.ends_with('~') || name.ends_with(".swp") || name.ends_with(".tmp") || name.starts_with('#');
    entry.depth() == 0 || !(name.starts_with('.') || is_editors)
}

fn file(entry: &DirEntry, root: &Path, left: &mut Vec<Left>, found: &mut Vec<(Arc<str>, bool)>) {
    let relative = entry.path().strip_prefix(root).unwrap_or(entry.path());
    let parts: Vec<_> = relative.components().map(|part| part.as_os_str().to_string_lossy()).collect();
    let path: Arc<str> = parts.join("/").into();
    let kind = entry.file_type();
    if kind.is_dir() {
        return;
    }
    let extension = path.rsplit_once('.').map_or(String::new(), |(_, extension)| extension.to_lowercase());
    let reason = if kind.is_symlink() {
        Reason::SymbolicLink
    } else if !kind.is_file() {
        Reason::Special
    } else if relative.to_str().is_none() {
        Reason::Name
    } else if path.starts_with("static/")
        || (path.starts_with("content/") && IMAGES.contains(&extension.as_str()))
    {
        return found.push((path, false));
    } else if !path.starts_with("content/") || matches!(extension.as_str(), "md" | "bib") {
        return found.push((path, true));
    } else {
        Reason::Kind
    };
    left.push(Left { path, reason });
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
