//! Which document a label names.

use std::cell::OnceCell;
use std::sync::Arc;

use rustc_hash::FxHashMap;
use unicode_normalization::UnicodeNormalization;

use super::{DocIndex, addresses, forms_of};
use crate::diagnostic::messages::links::NearLabel;
use crate::parse::{Doc, Kind};
use crate::text::{folded_key, near, nearest};

/// Labels of all documents, in the order in which they are tried.
pub struct Labels<'a> {
    docs: &'a [Arc<Doc>],
    addresses: FxHashMap<&'a str, DocIndex>,
    /// For each tier the label and the documents that bear it.
    tiers: Vec<FxHashMap<String, Vec<DocIndex>>>,
}

/// What a label names.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Found {
    /// One document.
    One(DocIndex),
    /// Several in the same tier.
    Several(Vec<DocIndex>),
    /// None.
    Nothing,
}

/// Slug, title, alias.
const N_FIELDS: usize = 3;

impl<'a> Labels<'a> {
    /// Reads slugs, titles and aliases.
    pub fn new(docs: &'a [Arc<Doc>], addresses: &'a [String]) -> Labels<'a> {
        // Entries before articles and pages; exact before folded; slug, title, alias.
        let mut tiers = vec![FxHashMap::default(); 4 * N_FIELDS];
        for (index, doc) in docs.iter().enumerate() {
            let is_entry = matches!(doc.kind, Kind::Concept | Kind::Name);
            let group = if is_entry { 0 } else { 2 * N_FIELDS };
            let aliases = forms_of(doc).map_or(&[][..], |forms| &forms.aliases);
            let mut labels = vec![(0, addresses::slug_of(doc)), (1, doc.meta.title.it.as_str())];
            labels.extend(aliases.iter().map(|alias| (2, alias.it.as_str())));
            for (field, label) in labels {
                add(&mut tiers[group + field], label.to_owned(), index);
                add(&mut tiers[group + N_FIELDS + field], folded_key(label), index);
            }
        }
        let addresses =
            addresses.iter().enumerate().map(|(doc, address)| (address.as_str(), doc as DocIndex));
        Labels { docs, addresses: addresses.collect(), tiers }
    }

    /// The document that `label` names: `articles/slug` and the like say the folder, anything else is tried as
    /// slug, title, alias, first exactly, then folded; concepts and names before articles and pages.
    pub fn find(&self, label: &str) -> Found {
        if let Some((folder, slug)) = label.split_once('/')
            && matches!(folder, "articles" | "concepts" | "names" | "pages")
        {
            return self.find_in(folder, slug);
        }
        let folded = OnceCell::new();
        for (tier, labels) in self.tiers.iter().enumerate() {
            let is_folded = (tier / N_FIELDS) % 2 == 1;
            let label = if is_folded { folded.get_or_init(|| folded_key(label)) } else { label };
            let found = labels.get(label);
            match found.map(Vec::as_slice) {
                Some([one]) => return Found::One(*one),
                Some(several) => return Found::Several(several.to_vec()),
                None => {}
            }
        }
        Found::Nothing
    }

    fn find_in(&self, folder: &str, slug: &str) -> Found {
        let folder = if folder == "pages" { String::new() } else { format!("{folder}/") };
        let address = format!("{folder}{}.html", slug.nfc());
        self.addresses.get(address.as_str()).map_or(Found::Nothing, |doc| Found::One(*doc))
    }

    /// The label nearest to one that names nothing, and its file.
    pub fn near(&self, label: &str) -> Option<NearLabel> {
        let (folder, bare) = match label.split_once('/') {
            Some((folder, slug)) => (Some(folder), slug),
            None => (None, label),
        };
        let in_folder = |doc: &Arc<Doc>| {
            folder.is_none_or(|folder| addresses::folder(doc.kind).trim_end_matches('/') == folder)
        };
        let mut candidates: Vec<(&str, DocIndex)> = Vec::new();
        for (index, doc) in self.docs.iter().enumerate().filter(|(_, doc)| in_folder(doc)) {
            candidates.push((addresses::slug_of(doc), index as DocIndex));
            if folder.is_none() {
                candidates.push((&doc.meta.title.it, index as DocIndex));
                let aliases = forms_of(doc).map_or(&[][..], |forms| &forms.aliases);
                candidates.extend(aliases.iter().map(|alias| (alias.it.as_str(), index as DocIndex)));
            }
        }
        // Titles read better than slugs as advice, so they come first where both are equally near.
        candidates.sort_by_key(|(label, _)| !label.contains(' '));
        let labels = || candidates.iter().map(|(label, _)| *label);
        let nearest = nearest(bare, labels())?;
        let near: Vec<&str> = near(bare, labels()).into_iter().map(|(_, label)| label).collect();
        let doc = candidates.iter().find(|(label, _)| *label == nearest)?.1;
        let is_only = candidates.iter().all(|(label, of)| *of == doc || !near.contains(label));
        let label = folder.map_or(nearest.to_owned(), |folder| format!("{folder}/{nearest}"));
        Some(NearLabel { label, file: self.docs[doc as usize].path.clone(), is_only })
    }
}

fn add(labels: &mut FxHashMap<String, Vec<DocIndex>>, label: String, doc: usize) {
    let docs = labels.entry(label).or_default();
    if !docs.contains(&(doc as DocIndex)) {
        docs.push(doc as DocIndex);
    }
}
