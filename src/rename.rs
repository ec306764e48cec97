//! Another name for a document or a heading, or two documents in one: as edits of the source files.
//!
//! From the resolved site, drafts included, and what is asked for, to [`Edits`] that take every reference along: links by
//! hand and front matter. What readers see of a link stays as it was. Nothing is written here, and whether the edited
//! site is well is for whoever builds it to find out.

mod front;
mod names;
mod references;
mod entry;
mod heading;
mod merge;
mod join;
mod prose;
mod kept;

use crate::edit::{Edits, Unfit};
use crate::resolve::{DocIndex, Labels, Site};

pub use entry::{Renaming, rename};
pub use heading::rename_heading;
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
}

/// Why it can't be done: what is, and what to do.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Refused {
    /// One fact.
    pub message: String,
    /// Advice; may be empty.
    pub help: Vec<String>,
}

impl Refused {
    fn new(message: String, help: &str) -> Refused {
        Refused { message, help: vec![help.to_owned()] }
    }
}

impl From<Unfit> for Refused {
    fn from(why: Unfit) -> Refused {
        Refused { message: why.to_string(), help: Vec::new() }
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
}
