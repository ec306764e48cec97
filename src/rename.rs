//! Another name for a document or a heading, or two documents in one: as edits of the source files.
//!
//! From the resolved site, drafts included, and what is asked for, to [`Edits`] that take every reference along: links by
//! hand and front matter. What readers see of a link stays as it was. Nothing is written here, and whether the edited
//! site is well is for whoever builds it to find out.

mod front;
mod names;
mod written;
mod references;
mod heading;
mod draft;
mod sections;
mod entry;
mod join;
mod merge;
mod prose;
mod kept;

use std::sync::Arc;

use crate::edit::Edits;
pub use crate::edit::Refused;
use crate::resolve::{DocIndex, Labels, Site};

pub use entry::{Renaming, rename};
pub use heading::{merge_headings, rename_heading};
pub use kept::check_kept;
pub use merge::merge;
pub use names::find;

/// What is to be done to the files.
#[derive(Clone, Debug, Default)]
pub struct Plan {
    /// All of it.
    pub edits: Edits,
    /// Links and labels that lead elsewhere, or lead there by another name.
    pub n_references: usize,
    /// What the author should know, one sentence each.
    pub notes: Vec<String>,
    /// A file that becomes part of another: its path, and the other's.
    pub gone: Option<(Arc<str>, Arc<str>)>,
    /// Headings that become part of others: where they stand, and where the others do.
    pub joined: Vec<(Place, Place)>,
}

/// A byte of a file.
pub type Place = (Arc<str>, u32);

impl Plan {
    /// Where a file is afterwards, or what it becomes part of.
    pub fn path_after(&self, path: &str) -> Arc<str> {
        match &self.gone {
            Some((gone, kept)) if **gone == *path => kept.clone(),
            _ => self.edits.path_after(path).into(),
        }
    }

    /// Where a byte is afterwards, by the file's path of today; none where it has gone.
    fn place_after(&self, place: &Place, reader: &Reader<'_>) -> Option<Place> {
        let joined = self.joined.iter().find(|(from, _)| from == place);
        let (path, at) = joined.map_or(place, |(_, into)| into);
        self.edits.place_after(path, *at, &|path| reader.text(path))
    }
}

/// Whether the old name goes on being known.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Trace {
    /// Its address sends readers on, and its title is another form.
    Leave,
    /// It is as if it had never been.
    Forget,
}

/// The site, and what its labels mean.
struct Reader<'a> {
    site: &'a Site,
    labels: Labels<'a>,
}

impl<'a> Reader<'a> {
    fn new(site: &'a Site) -> Reader<'a> {
        Reader { site, labels: Labels::new(&site.docs, &site.addresses) }
    }

    fn doc(&self, doc: DocIndex) -> &'a crate::parse::Doc {
        &self.site.docs[doc as usize]
    }

    /// The document of a file.
    fn by_path(&self, path: &str) -> Option<DocIndex> {
        let at = self.site.docs.binary_search_by(|doc| (*doc.path).cmp(path)).ok()?;
        Some(at as DocIndex)
    }

    /// A document's file as it was read.
    fn text(&self, path: &str) -> Option<&'a str> {
        Some(&*self.doc(self.by_path(path)?).source)
    }
}
