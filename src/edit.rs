//! What is to become of source files: pieces replaced, texts carried elsewhere, files written, moved, deleted; as texts
//! in memory.
//!
//! [`Edits`] are collected with the ranges of the texts as they were read. [`Edits::changes`] makes of them the texts
//! that come of it, each beside the one that was read, so that whoever writes them can see whether a file changed
//! meanwhile. [`Edits::place_after`] tells where a byte of a text as it was read is then. Nothing here reads or writes a
//! file, and why a piece is replaced isn't known.

mod diff;
mod refused;
mod splice;

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;
use std::sync::Arc;

pub use diff::diff;
pub use refused::Refused;
use splice::{Carried, Piece};

use crate::load::{Sources, Text};
use crate::text::Range;

/// What is asked for, in any order. Paths are from the site's root, with `/`.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Edits {
    /// By file, in the order of their places; of several at one place, in the order in which they were asked for.
    replaced: BTreeMap<Arc<str>, Vec<Piece>>,
    /// In the order in which they were asked for.
    carried: Vec<Carried>,
    created: BTreeMap<Arc<str>, String>,
    moved: BTreeMap<Arc<str>, Arc<str>>,
    deleted: BTreeSet<Arc<str>>,
}

/// Whether a piece may be replaced.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fit {
    /// It will be.
    Fits,
    /// Another text is to stand there already; nothing is added.
    Overlaps,
}

/// What becomes of one file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Change {
    /// It is new.
    Created(File),
    /// It has another text, or another place, or both.
    Rewritten {
        /// As it was read.
        from: File,
        /// As it is to be.
        to: File,
    },
    /// It goes.
    Deleted(File),
}

/// A text file and its place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct File {
    /// From the site's root, with `/`.
    pub path: Arc<str>,
    /// All of it.
    pub text: Arc<str>,
}

/// Why edits come to nothing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Unfit {
    /// There is no such text file.
    Missing(Arc<str>),
    /// There is a file where another is to be.
    Taken(Arc<str>),
    /// A range isn't one of the file's text.
    Outside(Arc<str>),
}

impl fmt::Display for Unfit {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Unfit::Missing(path) => write!(out, "there is no text file {path}"),
            Unfit::Taken(path) => write!(out, "{path} exists already"),
            Unfit::Outside(path) => write!(out, "{path} is shorter than it was"),
        }
    }
}

impl Edits {
    /// Puts `text` in the place of a file's bytes; an empty range is a place between two of them.
    ///
    /// What is asked for twice is done once.
    pub fn replace(&mut self, path: &str, range: Range, text: &str) -> Fit {
        let pieces = self.replaced.entry(path.into()).or_default();
        if !range.is_empty() && pieces.iter().any(|(other, words)| *other == range && words == text) {
            return Fit::Fits;
        }
        let is_taken = |other: Range| other.overlaps(range) || (other == range && !range.is_empty());
        if pieces.iter().any(|(other, _)| is_taken(*other)) {
            return Fit::Overlaps;
        }
        let at = pieces.partition_point(|(other, _)| (other.start, other.end) <= (range.start, range.end));
        pieces.insert(at, (range, text.to_owned()));
        Fit::Fits
    }

    /// Lets the bytes of `range`, with what is replaced in them, stand at a place in the same or another file, between
    /// `lead` and `tail`. What comes to one place does so in the order in which it is asked for, after what replaces.
    pub fn carry(&mut self, from: (&str, Range), to: (&str, u32), lead: &str, tail: &str) {
        let ((from, range), (to, at)) = (from, to);
        let (lead, tail) = (lead.to_owned(), tail.to_owned());
        self.carried.push(Carried { from: from.into(), range, to: to.into(), at, lead, tail });
    }

    /// A new file.
    pub fn create(&mut self, path: &str, text: &str) {
        self.created.insert(path.into(), text.to_owned());
    }

    /// Gives a file another place. Its ranges are still named by the old one.
    pub fn rename(&mut self, from: &str, to: &str) {
        self.moved.insert(from.into(), to.into());
    }

    /// A file goes; what was to be replaced in it is forgotten.
    pub fn delete(&mut self, path: &str) {
        self.deleted.insert(path.into());
    }

    /// Where a file is afterwards.
    pub fn path_after<'a>(&'a self, path: &'a str) -> &'a str {
        self.moved.get(path).map_or(path, |to| to)
    }

    /// The files in which something is replaced, or from or to which something is carried, in order.
    pub fn touched(&self) -> BTreeSet<&str> {
        let carried = self.carried.iter().flat_map(|carried| [&carried.from, &carried.to]);
        self.replaced.keys().chain(carried).map(|path| &**path).collect()
    }

    /// What comes of it, in the order of paths. A file that stays as it is has no change.
    ///
    /// # Errors
    /// [`Unfit`] for the first file that doesn't go with the sources.
    pub fn changes(&self, sources: &Sources) -> Result<Vec<Change>, Unfit> {
        let mut out = Vec::new();
        let moved = self.moved.keys().map(|path| &**path);
        let touched: BTreeSet<&str> = self.touched().into_iter().chain(moved).collect();
        for path in touched.into_iter().filter(|path| !self.deleted.contains(*path)) {
            let from = file(path, sources)?;
            let text = self.text_after(path, &|path| sources.text(path).map(|text| &**text));
            let text = text.ok_or_else(|| Unfit::Outside(path.into()))?;
            let to = File { path: self.path_after(path).into(), text: text.into() };
            if from != to {
                out.push(Change::Rewritten { from, to });
            }
        }
        for path in &self.deleted {
            out.push(Change::Deleted(file(path, sources)?));
        }
        for (path, text) in &self.created {
            let to = File { path: path.clone(), text: text.as_str().into() };
            out.push(Change::Created(to));
        }
        out.sort_by(|one, other| one.path().cmp(other.path()));
        places(&out, sources)?;
        Ok(out)
    }
}

impl Change {
    /// The file as it was read; none where it is new.
    pub fn from(&self) -> Option<&File> {
        match self {
            Change::Rewritten { from, .. } | Change::Deleted(from) => Some(from),
            Change::Created(_) => None,
        }
    }

    /// The file as it is to be; none where it goes.
    pub fn to(&self) -> Option<&File> {
        match self {
            Change::Rewritten { to, .. } | Change::Created(to) => Some(to),
            Change::Deleted(_) => None,
        }
    }

    /// Where the file is, or for a new one, will be.
    pub fn path(&self) -> &Arc<str> {
        match self {
            Change::Rewritten { from, .. } | Change::Deleted(from) => &from.path,
            Change::Created(to) => &to.path,
        }
    }
}

/// The sources as they are once the changes are made.
pub fn changed(sources: &Sources, changes: &[Change]) -> Sources {
    let mut out = sources.clone();
    for from in changes.iter().filter_map(Change::from) {
        out.texts.remove(&from.path);
    }
    for to in changes.iter().filter_map(Change::to) {
        out.texts.insert(to.path.clone(), Text::Utf8(to.text.clone()));
    }
    out
}

fn file(path: &str, sources: &Sources) -> Result<File, Unfit> {
    let text = sources.text(path).ok_or_else(|| Unfit::Missing(path.into()))?;
    Ok(File { path: path.into(), text: text.clone() })
}

/// Every file that changes its place, or is new, goes where none is: neither now nor by another change.
fn places(changes: &[Change], sources: &Sources) -> Result<(), Unfit> {
    let mut taken: BTreeSet<&Arc<str>> = sources.texts.keys().chain(sources.assets.keys()).collect();
    for change in changes {
        let Some(to) = change.to() else { continue };
        let stays = change.from().is_some_and(|from| from.path == to.path);
        if !stays && !taken.insert(&to.path) {
            return Err(Unfit::Taken(to.path.clone()));
        }
    }
    Ok(())
}
