//! What outsiders may link to: a site's addresses and the ids on its pages; and which of those once published are gone.
//!
//! Ids are those of content: headings, and the numbered paragraphs of an article. The sections that the theme gives to
//! an entry's page come and go with its address. A redirect keeps an address, and takes the place on the page along: it
//! keeps those ids that the page to which it leads has too.
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
use crate::parse::Doc;
use crate::resolve::{Redirect, Site};

/// Addresses, and the ids on their pages.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Published {
    /// Pages made of a document, by their addresses from the site's root.
    pub pages: BTreeMap<String, Ids>,
    /// Addresses from which readers are sent on, and the page that they reach; a lock doesn't say which.
    pub redirects: BTreeMap<String, Option<String>>,
}

/// What may stand after `#`.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Ids {
    /// Headings' ids, former ones included.
    pub headings: BTreeSet<String>,
    /// Numbered paragraphs: their ids are `p1` and so on.
    pub n_paragraphs: u32,
    /// A short hash of each paragraph's words, as far as they are known: what a number names. Empty for none.
    pub words: Vec<String>,
}

/// Something that was published and isn't any more.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Gone {
    /// An address that no page has and no redirect.
    Address(String),
    /// A heading's id at an address that still answers: the address, the id.
    Heading(String, String),
    /// The paragraphs of such an address from one number to another, both included.
    Paragraphs(String, u32, u32),
    /// Paragraphs of such an address that have other numbers: the first one's number, what it is now, how many more.
    Moved(String, u32, u32, usize),
}

/// What the site publishes.
pub fn published(site: &Site) -> Published {
    let mut out = Published::default();
    for (doc, address) in site.docs.iter().zip(&site.addresses) {
        let ids = doc.headings.iter().flat_map(|heading| heading.formerly.iter().chain([&heading.id]));
        let headings = ids.cloned().collect();
        let n_paragraphs = doc.runs.iter().map(|run| run.paragraph).max().unwrap_or(0);
        out.pages.insert(address.clone(), Ids { headings, n_paragraphs, words: words(doc, n_paragraphs) });
    }
    let leads =
        |redirect: &Redirect| (redirect.from.clone(), Some(site.addresses[redirect.to as usize].clone()));
    let redirects = site.redirects.iter().map(leads);
    out.redirects = redirects.filter(|(from, _)| !out.pages.contains_key(from)).collect();
    out
}

/// A short hash of the words of each numbered paragraph.
fn words(doc: &Doc, n_paragraphs: u32) -> Vec<String> {
    let mut texts = vec![String::new(); n_paragraphs as usize];
    for run in doc.runs.iter().filter(|run| 0 < run.paragraph && run.note.is_none()) {
        for word in run.text.of(&doc.text).split_whitespace() {
            let text = &mut texts[run.paragraph as usize - 1];
            text.push_str(word);
            text.push(' ');
        }
    }
    texts.iter().map(|text| blake3::hash(text.as_bytes()).to_hex()[..6].to_owned()).collect()
}

impl Ids {
    /// Paragraphs of before that have another number here: both numbers, from 1. Told by their words, where only one
    /// has them; one that was edited is still the one at its number.
    fn moved_since(&self, before: &Ids) -> Vec<(u32, u32)> {
        let (known, there) = (places(&before.words), places(&self.words));
        let numbers = known.into_iter().filter_map(|(words, old)| Some((old?, (*there.get(words)?)?)));
        let mut moved: Vec<(u32, u32)> = numbers.filter(|(old, new)| old != new).collect();
        moved.sort_unstable();
        moved
    }
}

/// The number of the paragraph with these words; none where several have them.
fn places(words: &[String]) -> BTreeMap<&str, Option<u32>> {
    let mut out = BTreeMap::new();
    for (words, number) in words.iter().zip(1..).filter(|(words, _)| !words.is_empty()) {
        out.entry(words.as_str()).and_modify(|known| *known = None).or_insert(Some(number));
    }
    out
}

impl Published {
    /// Whether a reader who comes to this address finds a page.
    pub fn answers(&self, address: &str) -> bool {
        self.pages.contains_key(address) || self.redirects.contains_key(address)
    }

    /// The page that a reader finds who comes to this address.
    fn page_at(&self, address: &str) -> Option<&str> {
        let (own, _) = self.pages.get_key_value(address).unzip();
        own.or_else(|| self.redirects.get(address)?.as_ref()).map(String::as_str)
    }

    /// The addresses here that lead nowhere there, in order.
    pub fn missing_in(&self, other: &Published) -> Vec<String> {
        let all: BTreeSet<&String> = self.pages.keys().chain(self.redirects.keys()).collect();
        all.into_iter().filter(|address| !other.answers(address)).cloned().collect()
    }

    /// What was published before and isn't now, in the order of addresses. A page that became a redirect has what the
    /// page has to which it leads.
    pub fn gone_since(&self, before: &Published) -> Vec<Gone> {
        let mut out = Vec::new();
        for (address, ids) in &before.pages {
            match self.page_at(address).and_then(|page| self.pages.get(page)) {
                Some(now) => {
                    let headings = ids.headings.difference(&now.headings);
                    out.extend(headings.map(|id| Gone::Heading(address.clone(), id.clone())));
                    if now.n_paragraphs < ids.n_paragraphs {
                        out.push(Gone::Paragraphs(address.clone(), now.n_paragraphs + 1, ids.n_paragraphs));
                    } else if let [(old, new), rest @ ..] = &now.moved_since(ids)[..] {
                        out.push(Gone::Moved(address.clone(), *old, *new, rest.len()));
                    }
                }
                None => out.push(Gone::Address(address.clone())),
            }
        }
        let redirects = before.redirects.keys().filter(|address| !self.answers(address));
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
    if lock.published == Published::default() {
        return Vec::new();
    }
    let now = published(site);
    let path_of = |address: &str| {
        let page = now.page_at(address);
        let doc = site.addresses.iter().position(|known| Some(known.as_str()) == page);
        doc.map_or_else(|| Arc::from(LOCK_PATH), |doc| site.docs[doc].path.clone())
    };
    let page_of = |address: &str| now.redirects.get(address)?.as_deref();
    let gone = now.gone_since(&lock.published).into_iter();
    gone.map(|gone| match gone {
        Gone::Address(address) => messages::address(&address, lock.places.get(&address).copied()),
        Gone::Heading(address, id) => messages::heading(&path_of(&address), &address, &id, page_of(&address)),
        Gone::Paragraphs(address, from, to) => {
            messages::paragraphs(&path_of(&address), &address, from, to, page_of(&address))
        }
        Gone::Moved(address, old, new, n_more) => {
            messages::moved(&path_of(&address), &address, old, new, n_more)
        }
    })
    .collect()
}
