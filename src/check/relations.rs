//! Rules on how entries hang together: reasons for relations, definitions that go round in a circle.

use rustc_hash::FxHashMap;

use crate::diagnostic::{Diagnostic, messages};
use crate::parse::Kind;
use crate::parse::meta::Special;
use crate::resolve::{EntryIndex, Form, Site};
use crate::text::{Token, TokenKind, exact_key, folded_key, tokens};

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
    let forms = Forms::new(site);
    let concepts = 0..site.entries.len() as EntryIndex;
    let leads_to: Vec<Vec<EntryIndex>> =
        concepts.clone().map(|entry| forms.in_summary(site, entry)).collect();
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

/// Every form by its folded words.
struct Forms<'a> {
    forms: FxHashMap<&'a str, Vec<&'a Form>>,
    /// Words of the longest.
    longest: usize,
}

impl<'a> Forms<'a> {
    fn new(site: &'a Site) -> Forms<'a> {
        let mut forms: FxHashMap<&str, Vec<&Form>> = FxHashMap::default();
        for form in &site.forms {
            forms.entry(&form.folded).or_default().push(form);
        }
        let longest = site.forms.iter().map(|form| form.folded.split(' ').count()).max().unwrap_or(0);
        Forms { forms, longest }
    }

    /// The concepts that a concept's summary names, but for itself, each once.
    fn in_summary(&self, site: &Site, entry: EntryIndex) -> Vec<EntryIndex> {
        let doc = site.entry_doc(entry);
        let Some(summary) = doc.meta.summary.as_ref().filter(|_| doc.kind == Kind::Concept) else {
            return Vec::new();
        };
        let mut units = Vec::new();
        tokens(&summary.it, &mut units);
        let words: Vec<Token> = units.into_iter().filter(|unit| unit.kind == TokenKind::Word).collect();
        let (mut out, mut at) = (Vec::new(), 0);
        while at < words.len() {
            let ends = (at..words.len().min(at + self.longest)).rev();
            let found = ends
                .map(|end| (end, &summary.it[words[at].range.start as usize..words[end].range.end as usize]));
            let found = found.into_iter().find_map(|(end, text)| Some((end, self.named(text)?)));
            if let Some((_, to)) = found
                && to != entry
                && site.entry_doc(to).kind == Kind::Concept
                && !out.contains(&to)
            {
                out.push(to);
            }
            at = found.map_or(at + 1, |(end, _)| end + 1);
        }
        out
    }

    fn named(&self, text: &str) -> Option<EntryIndex> {
        let forms = self.forms.get(folded_key(text).as_str())?;
        let fits = |form: &&&Form| form.exact.as_ref().is_none_or(|exact| *exact == exact_key(text));
        forms.iter().find(fits).map(|form| form.entry)
    }
}
