//! What outsiders may link to: a site's addresses and the ids on its pages; and which of those once published are gone.
//!
//! Ids are those of content: headings, and the numbered paragraphs of an article. The sections that the theme gives to
//! an entry's page come and go with its address. A redirect keeps an address; what it loses is only the place on the page.
//!
//! ```text
//! lock : anchors.lock
//! ```

mod lock;

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

pub use lock::{LOCK_PATH, Lock};

use crate::diagnostic::Diagnostic;
use crate::diagnostic::messages::anchors as messages;
use crate::resolve::Site;

/// Addresses, and the ids on their pages.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Published {
    /// Pages made of a document, by their addresses from the site's root.
    pub pages: BTreeMap<String, Ids>,
    /// Addresses from which readers are sent on.
    pub redirects: BTreeSet<String>,
}

/// What may stand after `#`.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Ids {
    /// Headings' ids.
    pub headings: BTreeSet<String>,
    /// Numbered paragraphs: their ids are `p1` and so on.
    pub n_paragraphs: u32,
}

/// Something that was published and isn't any more.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Gone {
    /// An address that no page has and no redirect.
    Address(String),
    /// A heading's id on a page that is still there: the address, the id.
    Heading(String, String),
    /// The paragraphs of a page from one number to another, both included.
    Paragraphs(String, u32, u32),
}

/// What the site publishes.
pub fn published(site: &Site) -> Published {
    let mut out = Published::default();
    for (doc, address) in site.docs.iter().zip(&site.addresses) {
        let headings = doc.headings.iter().map(|heading| heading.id.clone()).collect();
        let n_paragraphs = doc.runs.iter().map(|run| run.paragraph).max().unwrap_or(0);
        out.pages.insert(address.clone(), Ids { headings, n_paragraphs });
    }
    let redirects = site.redirects.iter().map(|redirect| redirect.from.clone());
    out.redirects = redirects.filter(|from| !out.pages.contains_key(from)).collect();
    out
}

impl Published {
    /// Whether a reader who comes to this address finds a page.
    pub fn answers(&self, address: &str) -> bool {
        self.pages.contains_key(address) || self.redirects.contains(address)
    }

    /// The addresses here that lead nowhere there, in order.
    pub fn missing_in(&self, other: &Published) -> Vec<String> {
        let all: BTreeSet<&String> = self.pages.keys().chain(&self.redirects).collect();
        all.into_iter().filter(|address| !other.answers(address)).cloned().collect()
    }

    /// What was published before and isn't now, in the order of addresses. A page that became a redirect has lost nothing.
    pub fn gone_since(&self, before: &Published) -> Vec<Gone> {
        let mut out = Vec::new();
        for (address, ids) in &before.pages {
            match self.pages.get(address) {
                Some(now) => {
                    let headings = ids.headings.difference(&now.headings);
                    out.extend(headings.map(|id| Gone::Heading(address.clone(), id.clone())));
                    if now.n_paragraphs < ids.n_paragraphs {
                        out.push(Gone::Paragraphs(address.clone(), now.n_paragraphs + 1, ids.n_paragraphs));
                    }
                }
                None if self.redirects.contains(address) => {}
                None => out.push(Gone::Address(address.clone())),
            }
        }
        let redirects = before.redirects.iter().filter(|address| !self.answers(address));
        out.extend(redirects.cloned().map(Gone::Address));
        out
    }

    /// How many ids there are that weren't before; an address without any counts as one.
    pub fn n_new_since(&self, before: &Published) -> usize {
        let none = Ids::default();
        let n_new = |(address, ids): (&String, &Ids)| {
            let known = before.pages.get(address);
            let n_address = usize::from(known.is_none() && ids.headings.is_empty());
            let known = known.unwrap_or(&none);
            let n_headings = ids.headings.difference(&known.headings).count();
            n_address + n_headings + ids.n_paragraphs.saturating_sub(known.n_paragraphs) as usize
        };
        self.pages.iter().map(n_new).sum()
    }

    /// How many ids there are on all pages.
    pub fn n_ids(&self) -> usize {
        self.pages.values().map(|ids| ids.headings.len() + ids.n_paragraphs as usize).sum()
    }
}

/// What the lock remembers and the site has no more. Nothing of a damaged lock, which is reported already.
pub fn findings(site: &Site, lock: &Lock) -> Vec<Diagnostic> {
    let path_of = |address: &str| {
        let doc = site.addresses.iter().position(|known| known == address);
        doc.map_or_else(|| Arc::from(LOCK_PATH), |doc| site.docs[doc].path.clone())
    };
    if lock.published == Published::default() {
        return Vec::new();
    }
    let now = published(site);
    let gone = now.gone_since(&lock.published).into_iter();
    gone.map(|gone| match gone {
        Gone::Address(address) => messages::address(&address, lock.places.get(&address).copied()),
        Gone::Heading(address, id) => messages::heading(&path_of(&address), &address, &id),
        Gone::Paragraphs(address, from, to) => messages::paragraphs(&path_of(&address), &address, from, to),
    })
    .collect()
}
