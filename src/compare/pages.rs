//! Which documents of two sites are one page, and what became of pages and their anchors.

use std::collections::BTreeMap;

use super::links::n_links;
use super::{Anchor, Both, Page, PageChange};
use crate::anchors::{Ids, published};
use crate::resolve::{DocIndex, Site};

/// Which documents are one page: those with one address, then those that a redirect joins, then those with one path.
pub struct Pairs {
    /// `after[doc]` of the site before is the same page's document after.
    pub after: Vec<Option<DocIndex>>,
    /// `before[doc]` of the site after is the same page's document before.
    pub before: Vec<Option<DocIndex>>,
}

/// A page of either site; equal for the documents of a pair.
pub type PageId = usize;

impl Pairs {
    /// The same pairs, turned round, come out for the same sites turned round.
    pub fn of(before: &Site, after: &Site) -> Pairs {
        let mut pairs = Pairs { after: vec![None; before.docs.len()], before: vec![None; after.docs.len()] };
        let (then, now) = (by_address(before), by_address(after));
        for (address, doc) in &then {
            if let Some(other) = now.get(address) {
                pairs.join(*doc, *other);
            }
        }
        let mut redirected: Vec<([&str; 2], DocIndex, DocIndex)> = Vec::new();
        for (redirects, is_after) in [(&after.redirects, true), (&before.redirects, false)] {
            for redirect in redirects {
                let (old, new) = match is_after {
                    true => (then.get(redirect.from.as_str()).copied(), Some(redirect.to)),
                    false => (Some(redirect.to), now.get(redirect.from.as_str()).copied()),
                };
                if let (Some(old), Some(new)) = (old, new) {
                    let mut key = [&*before.addresses[old as usize], &*after.addresses[new as usize]];
                    // Where two pages were joined, which comes first must not depend on which site is called the new one.
                    key.sort_unstable();
                    redirected.push((key, old, new));
                }
            }
        }
        redirected.sort_unstable();
        for (_, old, new) in redirected {
            pairs.join(old, new);
        }
        for (doc, known) in before.docs.iter().enumerate() {
            if let Ok(other) = after.docs.binary_search_by(|other| other.path.cmp(&known.path)) {
                pairs.join(doc as DocIndex, other as DocIndex);
            }
        }
        pairs
    }

    fn join(&mut self, before: DocIndex, after: DocIndex) {
        let (one, other) = (&mut self.after[before as usize], &mut self.before[after as usize]);
        if one.is_none() && other.is_none() {
            (*one, *other) = (Some(after), Some(before));
        }
    }

    /// The page of a document before.
    pub fn page_before(&self, doc: DocIndex) -> PageId {
        self.after[doc as usize].map_or(self.before.len() + doc as usize, |after| after as usize)
    }

    /// The page of a document after.
    pub fn page_after(&self, doc: DocIndex) -> PageId {
        doc as usize
    }
}

fn by_address(site: &Site) -> BTreeMap<&str, DocIndex> {
    let mut out = BTreeMap::new();
    for (doc, address) in site.addresses.iter().enumerate() {
        // Two documents with one address are an error, and only one of them can be the page.
        out.entry(address.as_str()).or_insert(doc as DocIndex);
    }
    out
}

fn page(site: &Site, doc: DocIndex) -> Page {
    let links = n_links(site, doc);
    let (address, doc) = (&site.addresses[doc as usize], &site.docs[doc as usize]);
    let (title, path) = (doc.meta.title.it.clone(), doc.path.to_string());
    Page { address: address.clone(), title, path, links }
}

/// Pages that aren't as they were, in the order of addresses.
pub fn changes(before: &Site, after: &Site, pairs: &Pairs) -> Vec<PageChange> {
    let mut out = Vec::new();
    for (doc, other) in pairs.after.iter().enumerate() {
        let (then, now) = (page(before, doc as DocIndex), other.map(|other| page(after, other)));
        if now.as_ref().is_none_or(|now| (&now.address, &now.title) != (&then.address, &then.title)) {
            out.push(PageChange { before: Some(then), after: now });
        }
    }
    let added = pairs.before.iter().enumerate().filter(|(_, other)| other.is_none());
    out.extend(added.map(|(doc, _)| PageChange { before: None, after: Some(page(after, doc as DocIndex)) }));
    out.sort_by(|one, other| {
        let key = |change: &PageChange| change.after.clone().or(change.before.clone());
        key(one).cmp(&key(other))
    });
    out
}

/// Anchors gained and lost on pages that are in both.
pub fn anchors(before: &Site, after: &Site, pairs: &Pairs) -> Both<Anchor> {
    let (then, now) = (published(before), published(after));
    let mut out = Both { gained: Vec::new(), lost: Vec::new() };
    for (doc, other) in pairs.after.iter().enumerate() {
        let Some(other) = other else { continue };
        let (old, new) = (&before.addresses[doc], &after.addresses[*other as usize]);
        let (Some(had), Some(has)) = (then.pages.get(old), now.pages.get(new)) else { continue };
        out.lost.extend(only_in(old, had, has));
        out.gained.extend(only_in(new, has, had));
    }
    out.lost.sort_unstable();
    out.gained.sort_unstable();
    out
}

fn only_in<'a>(address: &'a str, ids: &'a Ids, others: &'a Ids) -> impl Iterator<Item = Anchor> + 'a {
    let headings = ids.headings.difference(&others.headings).cloned();
    let paragraphs = (others.n_paragraphs + 1..=ids.n_paragraphs).map(|number| format!("p{number}"));
    headings.chain(paragraphs).map(|id| Anchor { address: address.to_owned(), id })
}
