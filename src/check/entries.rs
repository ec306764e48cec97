//! Rules on what an entry must have: a mention, a passage, a summary that stands alone.

use crate::diagnostic::{Diagnostic, messages};
use crate::parse::Kind;
use crate::resolve::Site;

/// Words of a summary, at most: a preview shows it whole.
const LONGEST_SUMMARY: usize = 30;

/// Words that lean on what was said before; a summary is read without it.
const LEANING: [&str; 5] = ["this", "here", "it", "these", "such"];

/// A concept that nothing mentions.
pub fn unused_concepts(site: &Site, out: &mut Vec<Diagnostic>) {
    for (entry, backlinks) in site.entries.iter().zip(&site.backlinks) {
        let doc = &site.docs[entry.doc as usize];
        if doc.kind == Kind::Concept && backlinks.is_empty() {
            out.push(messages::site::unused_concept(&doc.path, doc.meta.title.range, &doc.meta.title.it));
        }
    }
}

/// A concept whose text quotes nothing.
pub fn no_passage(site: &Site, out: &mut Vec<Diagnostic>) {
    for doc in site.docs.iter().filter(|doc| doc.kind == Kind::Concept && doc.quotations.is_empty()) {
        out.push(messages::editorial::no_passage(&doc.path, doc.meta.title.range, &doc.meta.title.it));
    }
}

/// Summaries of entries and articles: there, short, and good to read alone.
pub fn summaries(site: &Site, out: &mut Vec<Diagnostic>) {
    for doc in site.docs.iter().filter(|doc| is_held_to_a_summary(doc.kind)) {
        let Some(summary) = &doc.meta.summary else {
            out.push(messages::editorial::no_summary(&doc.path, doc.meta.title.range, &doc.meta.title.it));
            continue;
        };
        let n_words = summary.it.split_whitespace().count();
        if n_words > LONGEST_SUMMARY {
            out.push(messages::editorial::long_summary(&doc.path, summary.range, n_words, LONGEST_SUMMARY));
        }
        let first = summary.it.split(|ch: char| !ch.is_alphanumeric()).next().unwrap_or("");
        if LEANING.contains(&first.to_lowercase().as_str()) {
            out.push(messages::editorial::leaning_summary(&doc.path, summary.range, first));
        }
    }
}

fn is_held_to_a_summary(kind: Kind) -> bool {
    matches!(kind, Kind::Article | Kind::Concept | Kind::Name)
}
