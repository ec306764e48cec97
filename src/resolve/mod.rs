//! All documents to a [`Site`], in which every link has a target and every mention an entry.
//!
//! Nothing here reads a file or writes HTML. A link that leads nowhere is reported once, here.

mod addresses;
mod bibliography;
mod citations;
mod forms;
mod hits;
mod labels;
mod links;
mod mentions;
mod order;
mod relations;
mod trie;
mod uses;
pub mod explain;

use std::collections::BTreeMap;
use std::sync::Arc;

pub use addresses::{Redirect, fold as fold_address, folder, is_reserved, slug_of};
pub use bibliography::{Person, Record, bibliography};
pub use forms::{Form, plural};
pub use hits::Memory;
pub use labels::{Found, Labels};
pub use mentions::{Backlink, Mention, Standing};
pub use order::{Order, filed_as, filing_key};
pub use relations::{Relation, RelationKind};
pub use trie::{Hit, Scratch, Trie};
pub use uses::Use;

use crate::config::Config;
use crate::diagnostic::Outcome;
use crate::parse::meta::{Forms, Special};
use crate::parse::{Doc, Kind};

/// An index into [`Site::docs`].
pub type DocIndex = u32;
/// An index into [`Site::entries`].
pub type EntryIndex = u32;

/// Every document and what holds between them.
#[derive(Debug)]
pub struct Site {
    /// The site's policies.
    pub config: Config,
    /// Documents in the order of their paths.
    pub docs: Vec<Arc<Doc>>,
    /// Each document's address from the site's root, without a leading slash: `concepts/hybrid-peace.html`.
    pub addresses: Vec<String>,
    /// Addresses from which readers are sent on.
    pub redirects: Vec<Redirect>,
    /// Concepts and names, in the order of their documents.
    pub entries: Vec<Entry>,
    /// The entry that a document is; none for articles and pages.
    pub entry_of: Vec<Option<EntryIndex>>,
    /// Every form that finds an entry by itself.
    pub forms: Vec<Form>,
    /// `targets[doc][link]` is where `docs[doc].links[link]` leads.
    pub targets: Vec<Vec<Target>>,
    /// `images[doc][image]` is the address of `docs[doc].images[image]`, none when it is missing.
    pub images: Vec<Vec<Option<String>>>,
    /// Each document's mentions in the order of reading; a mention's id on its page is `m-` and its place from 1.
    pub mentions: Vec<Vec<Mention>>,
    /// `backlinks[entry]`: where it is mentioned, in the order of reading: articles first, then the rest.
    pub backlinks: Vec<Vec<Backlink>>,
    /// `relations[entry]`: what it is to others, stated or derived.
    pub relations: Vec<Vec<Relation>>,
    /// Each article's use of a concept.
    pub uses: Vec<Use>,
    /// Documents in the orders in which readers meet them.
    pub order: Order,
    /// The bibliography by key.
    pub records: BTreeMap<String, Record>,
}

/// A concept or a name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// Its document.
    pub doc: DocIndex,
    /// How a link names it: `concepts/hybrid-peace`.
    pub id: String,
}

/// Where a link leads.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Target {
    /// A document, or a place in it.
    Doc(DocIndex, Option<Anchor>),
    /// A published file, by its address.
    Asset(String),
    /// Somewhere else.
    Url(String),
    /// Nowhere: it was reported.
    Nowhere,
}

/// A place in a document.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Anchor {
    /// The id on the page.
    pub id: String,
    /// The heading, if it is one.
    pub heading: Option<u32>,
}

/// Resolves everything. `assets` are the files published as they are, by address; `records` is the bibliography, none where
/// it can't be read.
pub fn resolve(
    docs: Vec<Arc<Doc>>,
    config: Config,
    assets: &BTreeMap<String, Arc<str>>,
    records: Option<BTreeMap<String, Record>>,
    memory: &mut Memory,
) -> Outcome<Site> {
    let mut out = Vec::new();
    let (addresses, redirects) = addresses::addresses(&docs, assets, &mut out);
    let mut entries = Vec::new();
    let mut entry_of = vec![None; docs.len()];
    for (index, doc) in docs.iter().enumerate() {
        if matches!(doc.kind, Kind::Concept | Kind::Name) {
            entry_of[index] = Some(entries.len() as EntryIndex);
            let id = addresses[index].trim_end_matches(".html").to_owned();
            entries.push(Entry { doc: index as DocIndex, id });
        }
    }
    let mut of_forms = Vec::new();
    let (forms, labels) =
        rayon::join(|| forms::forms(&entries, &docs, &mut of_forms), || Labels::new(&docs, &addresses));
    out.extend(of_forms);
    let links = links::Links::new(&docs, &addresses, &labels, assets);
    let (targets, images) = links.resolve_all(&mut out);
    let (mut of_mentions, mut of_order) = (Vec::new(), Vec::new());
    let (mentions, (relations, order)) = rayon::join(
        || mentions::mentions(&docs, &config, &forms, &entry_of, &targets, memory, &mut of_mentions),
        || {
            let relations = relations::relations(&docs, &config, &entries, &entry_of, &labels, &mut of_order);
            (relations, order::order(&docs, &labels, &mut of_order))
        },
    );
    out.extend(of_mentions.into_iter().chain(of_order));
    let uses = uses::uses(&docs, &entry_of, &targets, &order);
    let backlinks = mentions::backlinks(entries.len(), &mentions, &order);
    citations::check(&docs, records.as_ref(), &mut out);
    let records = records.unwrap_or_default();
    let site = Site {
        config,
        docs,
        addresses,
        redirects,
        entries,
        entry_of,
        forms,
        targets,
        images,
        mentions,
        backlinks,
        relations,
        uses,
        order,
        records,
    };
    Outcome { value: site, diagnostics: out }
}

impl Site {
    /// The document of an entry.
    pub fn entry_doc(&self, entry: EntryIndex) -> &Doc {
        &self.docs[self.entries[entry as usize].doc as usize]
    }
}

/// The words by which an entry's document is found; none for articles and pages.
pub fn forms_of(doc: &Doc) -> Option<&Forms> {
    match &doc.meta.special {
        Special::Concept(concept) => Some(&concept.forms),
        Special::Name(name) => Some(&name.forms),
        Special::Article(_) | Special::Page => None,
    }
}
