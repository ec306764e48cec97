//! What each article means by a concept: the sections of a concept that an article's link heads.

use std::sync::Arc;

use super::{DocIndex, EntryIndex, Order, Target};
use crate::parse::{Doc, Kind};

/// An article's use of a concept.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Use {
    /// The concept.
    pub entry: EntryIndex,
    /// The article.
    pub article: DocIndex,
    /// The heading, in the concept's document, that opens it.
    pub heading: u32,
    /// The concept's nodes that it covers, its heading's first.
    pub start: u32,
    /// The node after its last.
    pub end: u32,
}

/// All uses, in the order of concepts, then of the text.
pub fn uses(
    docs: &[Arc<Doc>],
    entry_of: &[Option<EntryIndex>],
    targets: &[Vec<Target>],
    order: &Order,
) -> Vec<Use> {
    let mut out = Vec::new();
    for (index, doc) in docs.iter().enumerate() {
        let Some(entry) = entry_of[index].filter(|_| doc.kind == Kind::Concept) else { continue };
        for (number, heading) in doc.headings.iter().enumerate() {
            let Some(link) = heading.only_link.filter(|_| heading.level == 2) else { continue };
            let Target::Doc(article, _) = targets[index][link as usize] else { continue };
            if !order.articles.contains(&article) {
                continue;
            }
            let end = doc.headings[number + 1..]
                .iter()
                .find(|next| next.level <= 2)
                .map_or(doc.nodes.len() as u32, |next| next.node);
            out.push(Use { entry, article, heading: number as u32, start: heading.node, end });
        }
    }
    out
}
