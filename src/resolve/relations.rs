//! What concepts are to each other: stated in front matter, and derived the other way round.

use std::sync::Arc;

use super::labels::{Found, Labels};
use super::{DocIndex, Entry, EntryIndex};
use crate::config::{Config, RELATED};
use crate::diagnostic::{Diagnostic, messages};
use crate::parse::Doc;
use crate::parse::meta::Special;
use crate::text::{Spot, nearest};

/// One entry's relation to another.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Relation {
    /// What kind it is.
    pub kind: RelationKind,
    /// The other entry.
    pub to: EntryIndex,
    /// The reason, if one is given.
    pub why: Option<String>,
    /// Whether this entry's own file says so; else it is derived from the other's.
    pub stated: bool,
}

/// What an entry is to another.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum RelationKind {
    /// The other is wider.
    Broader,
    /// The other is narrower.
    Narrower,
    /// A verb, read from this entry to the other: *presupposes*, or the inverse *is presupposed by*.
    Verb(String),
}

/// `relations[entry]`: broader ones first, then narrower ones, then verbs in the order stated.
pub fn relations(
    docs: &[Arc<Doc>],
    config: &Config,
    entries: &[Entry],
    entry_of: &[Option<EntryIndex>],
    labels: &Labels<'_>,
    out: &mut Vec<Diagnostic>,
) -> Vec<Vec<Relation>> {
    let reader = Reader { docs, config, entry_of, labels };
    let stated: Vec<Vec<Relation>> = entries.iter().map(|entry| reader.stated(entry.doc, out)).collect();
    circles(&reader, entries, &stated, out);
    let mut all = stated.clone();
    for (from, relations) in stated.iter().enumerate() {
        for relation in relations {
            let kind = inverse(&relation.kind, config);
            let known = all[relation.to as usize]
                .iter()
                .any(|other| other.to == from as EntryIndex && other.kind == kind);
            if !known {
                let why = relation.why.clone();
                all[relation.to as usize].push(Relation { kind, to: from as EntryIndex, why, stated: false });
            }
        }
    }
    for relations in &mut all {
        relations.sort_by_key(|relation| match relation.kind {
            RelationKind::Broader => 0,
            RelationKind::Narrower => 1,
            RelationKind::Verb(_) => 2,
        });
    }
    all
}

fn inverse(kind: &RelationKind, config: &Config) -> RelationKind {
    match kind {
        RelationKind::Broader => RelationKind::Narrower,
        RelationKind::Narrower => RelationKind::Broader,
        RelationKind::Verb(verb) => {
            RelationKind::Verb(config.verb(verb).map_or_else(|| verb.clone(), |verb| verb.inverse.clone()))
        }
    }
}

struct Reader<'a> {
    docs: &'a [Arc<Doc>],
    config: &'a Config,
    entry_of: &'a [Option<EntryIndex>],
    labels: &'a Labels<'a>,
}

impl Reader<'_> {
    fn stated(&self, doc: DocIndex, out: &mut Vec<Diagnostic>) -> Vec<Relation> {
        let doc = &self.docs[doc as usize];
        let Special::Concept(concept) = &doc.meta.special else { return Vec::new() };
        let mut relations: Vec<Relation> = Vec::new();
        for label in &concept.broader {
            if let Some(to) = self.entry(doc, label, out) {
                relations.push(Relation { kind: RelationKind::Broader, to, why: None, stated: true });
            }
        }
        for relation in &concept.related {
            let verb = self.verb(doc, relation.verb.as_ref(), out);
            if let Some(to) = self.entry(doc, &relation.to, out) {
                let why = relation.why.as_ref().map(|why| why.it.clone());
                relations.push(Relation { kind: RelationKind::Verb(verb), to, why, stated: true });
            }
        }
        let mut seen: Vec<(EntryIndex, RelationKind)> = Vec::new();
        relations.retain(|relation| {
            let key = (relation.to, relation.kind.clone());
            let is_new = !seen.contains(&key);
            seen.push(key);
            is_new
        });
        relations
    }

    fn verb(&self, doc: &Doc, verb: Option<&Spot<String>>, out: &mut Vec<Diagnostic>) -> String {
        let Some(verb) = verb else { return RELATED.to_owned() };
        if self.config.verb(&verb.it).is_none() {
            let all: Vec<&str> = self.config.verbs.iter().map(|verb| verb.name.as_str()).collect();
            let near = nearest(&verb.it, all.iter().copied());
            out.push(messages::site::unknown_verb(&doc.path, verb.range, &verb.it, near, &all));
        }
        verb.it.clone()
    }

    fn entry(&self, doc: &Doc, label: &Spot<String>, out: &mut Vec<Diagnostic>) -> Option<EntryIndex> {
        match self.labels.find(&label.it) {
            Found::One(to) => {
                let target = &self.docs[to as usize];
                let entry = self.entry_of[to as usize];
                if target.path == doc.path {
                    out.push(messages::site::self_relation(&doc.path, label.range, &doc.meta.title.it));
                    return None;
                }
                if entry.is_none() {
                    out.push(messages::site::not_an_entry(
                        &doc.path,
                        label.range,
                        &label.it,
                        "an article or a page",
                    ));
                }
                entry
            }
            Found::Several(candidates) => {
                let candidates: Vec<String> = candidates
                    .iter()
                    .map(|to| {
                        self.docs[*to as usize]
                            .path
                            .trim_start_matches("content/")
                            .trim_end_matches(".md")
                            .to_owned()
                    })
                    .collect();
                out.push(messages::links::ambiguous(&doc.path, label.range, &label.it, &candidates));
                None
            }
            Found::Nothing => {
                let near = self.labels.near(&label.it);
                out.push(messages::links::unknown_entry(&doc.path, label.range, &label.it, near.as_ref()));
                None
            }
        }
    }
}

/// Reports each circle of `broader` once, at its first entry in order.
fn circles(reader: &Reader<'_>, entries: &[Entry], stated: &[Vec<Relation>], out: &mut Vec<Diagnostic>) {
    let broader = |entry: EntryIndex| {
        let relations = stated[entry as usize].iter();
        relations.filter(|relation| relation.kind == RelationKind::Broader).map(|relation| relation.to)
    };
    // 0: not seen, 1: on the path, 2: done.
    let mut colour = vec![0_u8; entries.len()];
    for start in 0..entries.len() as EntryIndex {
        if colour[start as usize] != 0 {
            continue;
        }
        let mut path: Vec<(EntryIndex, Vec<EntryIndex>)> = vec![(start, broader(start).collect())];
        colour[start as usize] = 1;
        while let Some((entry, todo)) = path.last_mut() {
            let entry = *entry;
            let Some(next) = todo.pop() else {
                colour[entry as usize] = 2;
                path.pop();
                continue;
            };
            match colour[next as usize] {
                0 => {
                    colour[next as usize] = 1;
                    path.push((next, broader(next).collect()));
                }
                1 => {
                    let from = path.iter().position(|(entry, _)| *entry == next).unwrap_or(0);
                    let circle: Vec<EntryIndex> = path[from..].iter().map(|(entry, _)| *entry).collect();
                    report(reader, entries, &circle, out);
                }
                _ => {}
            }
        }
    }
}

fn report(reader: &Reader<'_>, entries: &[Entry], circle: &[EntryIndex], out: &mut Vec<Diagnostic>) {
    let first = circle.iter().enumerate().min_by_key(|(_, entry)| **entry).map_or(0, |(index, _)| index);
    let turned: Vec<EntryIndex> = circle.iter().cycle().skip(first).take(circle.len() + 1).copied().collect();
    let doc_of = |entry: EntryIndex| &reader.docs[entries[entry as usize].doc as usize];
    let titles: Vec<String> = turned.iter().map(|entry| doc_of(*entry).meta.title.it.clone()).collect();
    let doc = doc_of(turned[0]);
    let range = match &doc.meta.special {
        Special::Concept(concept) => {
            let next = Found::One(entries[turned[1] as usize].doc);
            concept
                .broader
                .iter()
                .find(|label| reader.labels.find(&label.it) == next)
                .map(|label| label.range)
        }
        _ => None,
    };
    out.push(messages::site::broader_circle(&doc.path, range.unwrap_or_default(), &titles));
}
