//! Every mention of every entry, which of them are links, and where each entry is mentioned.

use std::sync::Arc;

use rayon::prelude::*;
use rustc_hash::FxHashSet;

use super::hits::{self, Finder};
use super::trie::Scratch;
use super::{DocIndex, EntryIndex, Form, Order, Target};
use crate::config::{Config, Linking};
use crate::diagnostic::{Diagnostic, messages};
use crate::parse::Doc;
use crate::text::{Range, folded_key, nearest};

/// An entry named in a document's prose.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Mention {
    /// What is named.
    pub entry: EntryIndex,
    /// Bytes in the document's text.
    pub text: Range,
    /// The run it stands in.
    pub run: u32,
    /// How it stands on the page.
    pub standing: Standing,
}

/// How a mention stands on its page.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Standing {
    /// `links[i]`, made by hand.
    Hand(u32),
    /// Linked by itself.
    Linked,
    /// Counted, not linked.
    Marked,
}

/// A mention as its entry sees it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Backlink {
    /// The document that mentions it.
    pub doc: DocIndex,
    /// Which of that document's mentions.
    pub mention: u32,
}

/// `mentions[doc]`, in the order of reading.
pub fn mentions(
    docs: &[Arc<Doc>],
    config: &Config,
    forms: &[Form],
    entry_of: &[Option<EntryIndex>],
    targets: &[Vec<Target>],
    memory: &mut hits::Memory,
    out: &mut Vec<Diagnostic>,
) -> Vec<Vec<Mention>> {
    let finder = Finder::new(forms, docs.len(), memory);
    let found: Vec<(Vec<Mention>, Vec<Diagnostic>)> = docs
        .par_iter()
        .enumerate()
        .map_init(Scratch::default, |scratch, (index, doc)| {
            let mut findings = Vec::new();
            let silent = silent_forms(doc, forms, &mut findings);
            let own = entry_of[index];
            let mut mentions = by_hand(doc, &targets[index], entry_of, own);
            for hit in finder.hits(index, doc, scratch) {
                let entry = forms[hit.form as usize].entry;
                if Some(entry) != own && !silent.contains(&hit.form) {
                    let run = doc.run_at(hit.range.start).unwrap_or(0);
                    mentions.push(Mention { entry, text: hit.range, run, standing: Standing::Marked });
                }
            }
            mentions.sort_by_key(|mention| reading_key(doc, mention));
            link_first(doc, doc.meta.linking.unwrap_or(config.linking), &mut mentions);
            mentions.shrink_to_fit();
            (mentions, findings)
        })
        .collect();
    finder.close(memory);
    found
        .into_iter()
        .map(|(mentions, findings)| {
            out.extend(findings);
            mentions
        })
        .collect()
}

/// The forms that the page doesn't link by itself, with what is made of them.
pub(super) fn silent_forms(doc: &Doc, forms: &[Form], out: &mut Vec<Diagnostic>) -> FxHashSet<u32> {
    let mut silent = FxHashSet::default();
    for spot in &doc.meta.no_links {
        let key = folded_key(&spot.it);
        let before = silent.len();
        for (index, form) in forms.iter().enumerate() {
            if is_or_comes_of(form, &key) {
                silent.insert(index as u32);
            }
        }
        if silent.len() == before {
            let near = nearest(&spot.it, forms.iter().map(|form| form.text.as_str()));
            out.push(messages::links::unknown_form(&doc.path, spot.range, &spot.it, near));
        }
    }
    silent
}

/// Whether a form is these words, folded, or was made of them.
pub(super) fn is_or_comes_of(form: &Form, key: &str) -> bool {
    form.folded == key || form.plural_of.as_deref() == Some(key)
}

fn by_hand(
    doc: &Doc,
    targets: &[Target],
    entry_of: &[Option<EntryIndex>],
    own: Option<EntryIndex>,
) -> Vec<Mention> {
    let mut out = Vec::new();
    for (index, (link, target)) in doc.links.iter().zip(targets).enumerate() {
        if let Target::Doc(to, _) = target
            && let Some(entry) = entry_of[*to as usize]
            && Some(entry) != own
            && doc.runs.get(link.run as usize).is_none_or(|run| doc.is_shown(run))
        {
            let standing = Standing::Hand(index as u32);
            out.push(Mention { entry, text: link.text, run: link.run, standing });
        }
    }
    out
}

/// A footnote is read where it is first referred to, before the words after its mark.
fn reading_key(doc: &Doc, mention: &Mention) -> (u32, u32, u32) {
    let start = mention.text.start;
    match doc.runs.get(mention.run as usize).and_then(|run| run.note) {
        Some(note) => (doc.notes[note as usize].outermost, note, start),
        None => (start, u32::MAX, start),
    }
}

/// Makes links of the mentions that the policy picks.
fn link_first(doc: &Doc, linking: Linking, mentions: &mut [Mention]) {
    let mut linked: FxHashSet<(u32, EntryIndex)> = FxHashSet::default();
    for mention in mentions.iter().filter(|mention| matches!(mention.standing, Standing::Hand(_))) {
        linked.insert((stretch(doc, linking, mention), mention.entry));
    }
    for mention in mentions.iter_mut().filter(|mention| mention.standing == Standing::Marked) {
        let becomes_link = match linking {
            Linking::All => true,
            Linking::None => false,
            Linking::FirstPerSection | Linking::FirstPerPage => {
                linked.insert((stretch(doc, linking, mention), mention.entry))
            }
        };
        if becomes_link {
            mention.standing = Standing::Linked;
        }
    }
}

/// The stretch of the page in which one mention of an entry becomes a link: its section, or all of it.
pub(super) fn stretch(doc: &Doc, linking: Linking, mention: &Mention) -> u32 {
    match linking {
        Linking::FirstPerSection => doc.runs.get(mention.run as usize).map_or(0, |run| run.section),
        Linking::FirstPerPage | Linking::All | Linking::None => 0,
    }
}

/// `backlinks[entry]`: articles in their order first, then entries and pages in the order of their paths.
pub fn backlinks(n_entries: usize, mentions: &[Vec<Mention>], order: &Order) -> Vec<Vec<Backlink>> {
    let mut out = vec![Vec::new(); n_entries];
    let articles: FxHashSet<DocIndex> = order.articles.iter().copied().collect();
    let rest = (0..mentions.len() as DocIndex).filter(|doc| !articles.contains(doc));
    for doc in order.articles.iter().copied().chain(rest) {
        for (index, mention) in mentions[doc as usize].iter().enumerate() {
            out[mention.entry as usize].push(Backlink { doc, mention: index as u32 });
        }
    }
    out
}
