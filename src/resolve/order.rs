//! The orders in which readers meet documents, and the articles' letters and authors.

use std::collections::BTreeMap;
use std::sync::Arc;

use rustc_hash::FxHashSet;
use unicode_normalization::UnicodeNormalization;

use super::DocIndex;
use super::labels::{Found, Labels};
use crate::diagnostic::{Diagnostic, messages};
use crate::parse::meta::Special;
use crate::parse::{Doc, Kind};

/// Documents in reading order.
#[derive(Clone, Debug, Default)]
pub struct Order {
    /// Articles by `order`, then title.
    pub articles: Vec<DocIndex>,
    /// Concepts from A to Z.
    pub concepts: Vec<DocIndex>,
    /// Names as they are filed.
    pub names: Vec<DocIndex>,
    /// Pages by `order`, then title.
    pub pages: Vec<DocIndex>,
    /// How each article is abbreviated.
    pub letters: BTreeMap<DocIndex, String>,
    /// Each article's authors: the name, and its document where there is one.
    pub authors: BTreeMap<DocIndex, Vec<DocIndex>>,
}

/// Puts everything in order; letters that the author didn't give are A, B, ..., Z, AA by `order`.
pub fn order(docs: &[Arc<Doc>], labels: &Labels<'_>, out: &mut Vec<Diagnostic>) -> Order {
    let of_kind = |kind: Kind, key: &dyn Fn(&Doc) -> (i64, String)| {
        let mut found: Vec<DocIndex> =
            (0..docs.len() as DocIndex).filter(|doc| docs[*doc as usize].kind == kind).collect();
        found.sort_by_cached_key(|doc| {
            let doc = &docs[*doc as usize];
            (key(doc), doc.path.clone())
        });
        found
    };
    let by_order = |doc: &Doc| (doc.meta.order.unwrap_or(i64::MAX), filing_key(&doc.meta.title.it));
    let by_title = |doc: &Doc| (0, filing_key(filed_as(doc)));
    let articles = of_kind(Kind::Article, &by_order);
    let letters = letters(docs, &articles, out);
    let authors =
        articles.iter().map(|doc| (*doc, authors(&docs[*doc as usize], labels, docs, out))).collect();
    Order {
        letters,
        authors,
        articles,
        concepts: of_kind(Kind::Concept, &by_title),
        names: of_kind(Kind::Name, &by_title),
        pages: of_kind(Kind::Page, &by_order),
    }
}

/// How an entry is filed: a name's `sort`, else the title.
pub fn filed_as(doc: &Doc) -> &str {
    match &doc.meta.special {
        Special::Name(name) => name.sort.as_ref().map_or(&doc.meta.title.it, |sort| &sort.it),
        _ => &doc.meta.title.it,
    }
}

/// Without marks, case and leading signs, so that "Émile" stands under E.
pub fn filing_key(title: &str) -> String {
    let bare = title.nfkd().filter(|ch| !unicode_normalization::char::is_combining_mark(*ch));
    let folded: String = bare.flat_map(char::to_lowercase).collect();
    folded.trim_start_matches(|ch: char| !ch.is_alphanumeric()).to_owned()
}

fn letters(
    docs: &[Arc<Doc>],
    articles: &[DocIndex],
    out: &mut Vec<Diagnostic>,
) -> BTreeMap<DocIndex, String> {
    let mut letters: BTreeMap<DocIndex, String> = BTreeMap::new();
    for index in articles {
        let doc = &docs[*index as usize];
        let Special::Article(article) = &doc.meta.special else { continue };
        let Some(letter) = &article.letter else { continue };
        if let Some((other, _)) = letters.iter().find(|(_, known)| **known == letter.it) {
            let other = &docs[*other as usize].path;
            out.push(messages::site::duplicate_letter(&doc.path, letter.range, &letter.it, other));
        }
        letters.insert(*index, letter.it.clone());
    }
    let taken: FxHashSet<String> = letters.values().cloned().collect();
    let mut number = 0;
    for index in articles {
        if letters.contains_key(index) {
            continue;
        }
        let letter = loop {
            let letter = numeral(number);
            number += 1;
            if !taken.contains(&letter) {
                break letter;
            }
        };
        letters.insert(*index, letter);
    }
    letters
}

/// A to Z, then AA, AB, ...
fn numeral(mut number: usize) -> String {
    let mut out = String::new();
    loop {
        out.insert(0, char::from(b'A' + (number % 26) as u8));
        if number < 26 {
            return out;
        }
        number = number / 26 - 1;
    }
}

fn authors(doc: &Doc, labels: &Labels<'_>, docs: &[Arc<Doc>], out: &mut Vec<Diagnostic>) -> Vec<DocIndex> {
    let Special::Article(article) = &doc.meta.special else { return Vec::new() };
    let mut found = Vec::new();
    for author in &article.authors {
        let is_name = |doc: &DocIndex| docs[*doc as usize].kind == Kind::Name;
        match labels.find(&author.it) {
            Found::One(name) if is_name(&name) => found.push(name),
            Found::One(_) => {
                out.push(messages::site::not_a_name(&doc.path, author.range, &author.it));
            }
            Found::Several(candidates) => {
                match candidates.iter().copied().filter(is_name).collect::<Vec<_>>()[..] {
                    [name] => found.push(name),
                    _ => out.push(messages::site::not_a_name(&doc.path, author.range, &author.it)),
                }
            }
            Found::Nothing => {
                let near = labels.near(&author.it);
                out.push(messages::links::unknown_entry(&doc.path, author.range, &author.it, near.as_ref()));
            }
        }
    }
    found
}
