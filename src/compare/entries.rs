//! What became of entries: how often they are mentioned, what they say, what they are to each other.

use std::collections::BTreeMap;

use super::pages::{PageId, Pairs};
use super::{Both, Definition, Mentions, Relation, unshared};
use crate::resolve::{DocIndex, EntryIndex, RelationKind, Site};

/// Entries that are mentioned more often or less, in the order of their names.
pub fn mentions(before: &Site, after: &Site, pairs: &Pairs) -> Vec<Mentions> {
    let mut counts: BTreeMap<PageId, Mentions> = BTreeMap::new();
    // After comes first: an entry is called what it is called now.
    for (entry, known) in after.entries.iter().enumerate() {
        let count = Mentions { after: after.backlinks[entry].len(), ..named(after, entry) };
        counts.insert(pairs.page_after(known.doc), count);
    }
    for (entry, known) in before.entries.iter().enumerate() {
        let count = counts.entry(pairs.page_before(known.doc)).or_insert_with(|| named(before, entry));
        count.before = before.backlinks[entry].len();
    }
    let mut out: Vec<Mentions> = counts.into_values().filter(|count| count.before != count.after).collect();
    out.sort_by(|one, other| one.entry.cmp(&other.entry));
    out
}

fn named(site: &Site, entry: usize) -> Mentions {
    let title = site.entry_doc(entry as EntryIndex).meta.title.it.clone();
    Mentions { entry: site.entries[entry].id.clone(), title, before: 0, after: 0 }
}

/// Entries of both sites with another definition, in the order of their names.
pub fn definitions(before: &Site, after: &Site, pairs: &Pairs) -> Vec<Definition> {
    let summary = |site: &Site, doc: DocIndex| {
        let summary = site.docs[doc as usize].meta.summary.as_ref();
        summary.map(|summary| summary.it.clone()).unwrap_or_default()
    };
    let mut out = Vec::new();
    for entry in &after.entries {
        let Some(old) = pairs.before[entry.doc as usize] else { continue };
        let (then, now) = (summary(before, old), summary(after, entry.doc));
        if then != now && before.entry_of[old as usize].is_some() {
            let title = after.docs[entry.doc as usize].meta.title.it.clone();
            out.push(Definition { entry: entry.id.clone(), title, before: then, after: now });
        }
    }
    out.sort_by(|one, other| one.entry.cmp(&other.entry));
    out
}

/// Relations that an entry's file states on one of the sites only. A derived one comes and goes with the one it is
/// derived from.
pub fn relations(before: &Site, after: &Site, pairs: &Pairs) -> Both<Relation> {
    type Keyed = ((PageId, String, PageId), Relation);
    let stated = |site: &Site, page: &dyn Fn(DocIndex) -> PageId| -> Vec<Keyed> {
        let mut out = Vec::new();
        for (from, relations) in site.entries.iter().zip(&site.relations) {
            for relation in relations.iter().filter(|relation| relation.stated) {
                let to = &site.entries[relation.to as usize];
                let verb = match &relation.kind {
                    RelationKind::Verb(verb) => verb.clone(),
                    RelationKind::Broader => "broader".to_owned(),
                    RelationKind::Narrower => "narrower".to_owned(),
                };
                let key = (page(from.doc), verb.clone(), page(to.doc));
                out.push((key, Relation { from: from.id.clone(), verb, to: to.id.clone() }));
            }
        }
        out
    };
    let then = stated(before, &|doc| pairs.page_before(doc));
    let now = stated(after, &|doc| pairs.page_after(doc));
    let Both { gained, lost } = unshared(then, now, |(key, _)| key.clone());
    let bare = |all: Vec<Keyed>| {
        let mut all: Vec<Relation> = all.into_iter().map(|(_, relation)| relation).collect();
        all.sort_unstable();
        all
    };
    Both { gained: bare(gained), lost: bare(lost) }
}
