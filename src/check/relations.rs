//! Rules on how entries hang together: reasons for relations, definitions that go round in a circle.

use crate::diagnostic::{Diagnostic, messages};
use crate::parse::Kind;
use crate::parse::meta::Special;
use crate::resolve::{EntryIndex, Scratch, Site, Trie};

/// Definitions in a circle that is reported, at most: a longer one no reader notices.
const LONGEST_CIRCLE: usize = 4;

/// A relation with a verb of its own and no reason. One written as a bare label says no more than that there is one.
pub fn reasons(site: &Site, out: &mut Vec<Diagnostic>) {
    for doc in &site.docs {
        let Special::Concept(concept) = &doc.meta.special else { continue };
        for relation in concept.related.iter().filter(|relation| relation.why.is_none()) {
            if let Some(verb) = &relation.verb {
                out.push(messages::editorial::no_reason(
                    &doc.path,
                    relation.range,
                    &verb.it,
                    &relation.to.it,
                ));
            }
        }
    }
}

/// Concepts whose summaries lead to each other: the shortest circle of each, told at its first concept.
pub fn circles(site: &Site, out: &mut Vec<Diagnostic>) {
    let (trie, mut scratch) = (Trie::new(&site.forms), Scratch::default());
    let concepts = 0..site.entries.len() as EntryIndex;
    let leads_to: Vec<Vec<EntryIndex>> =
        concepts.clone().map(|entry| in_summary(site, entry, &trie, &mut scratch)).collect();
    for start in concepts {
        let Some(circle) = shortest_circle(start, &leads_to) else { continue };
        let doc = site.entry_doc(start);
        let Some(summary) = &doc.meta.summary else { continue };
        let titles: Vec<&str> =
            circle.iter().map(|entry| site.entry_doc(*entry).meta.title.it.as_str()).collect();
        out.push(messages::editorial::circular_definition(&doc.path, summary.range, &titles));
    }
}

/// The shortest way from `start` back to it through later entries only, so that each circle is found once.
fn shortest_circle(start: EntryIndex, leads_to: &[Vec<EntryIndex>]) -> Option<Vec<EntryIndex>> {
    let mut paths: Vec<Vec<EntryIndex>> = vec![vec![start]];
    let mut seen = vec![start];
    for _ in 0..LONGEST_CIRCLE {
        let mut longer = Vec::new();
        for path in paths {
            let last = path.last().copied().unwrap_or(start);
            for next in &leads_to[last as usize] {
                if *next == start {
                    return Some(path);
                }
                if *next > start && !seen.contains(next) {
                    seen.push(*next);
                    longer.push(path.iter().copied().chain([*next]).collect());
                }
            }
        }
        paths = longer;
    }
    None
}

/// The concepts that a concept's summary names, but for itself, each once, found as in prose.
fn in_summary(site: &Site, entry: EntryIndex, trie: &Trie, scratch: &mut Scratch) -> Vec<EntryIndex> {
    let doc = site.entry_doc(entry);
    let Some(summary) = doc.meta.summary.as_ref().filter(|_| doc.kind == Kind::Concept) else {
        return Vec::new();
    };
    let (mut hits, mut out) = (Vec::new(), Vec::new());
    trie.hits(&summary.it, 0, &[], scratch, &mut hits);
    for to in hits.iter().map(|hit| site.forms[hit.form as usize].entry) {
        if to != entry && site.entry_doc(to).kind == Kind::Concept && !out.contains(&to) {
            out.push(to);
        }
    }
    out
}
