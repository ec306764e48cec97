//! Where each document is published, and which old addresses lead to it.

use std::collections::BTreeMap;
use std::sync::Arc;

use unicode_normalization::UnicodeNormalization;

use super::DocIndex;
use crate::diagnostic::{Diagnostic, messages};
use crate::parse::{Doc, Kind};
use crate::text::Range;

/// An address from which readers are sent on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Redirect {
    /// `concepts/old-slug.html`
    pub from: String,
    /// The document that they reach.
    pub to: DocIndex,
}

/// Slugs at the top level that the site keeps for its own pages.
const RESERVED: [&str; 16] = [
    "index",
    "404",
    "map",
    "print",
    "search",
    "dialogue",
    "bibliography",
    "articles",
    "concepts",
    "names",
    "robots",
    "sitemap",
    "atom",
    "assets",
    "static",
    "content",
];

/// The folder of a kind of document, with a slash; empty at the top level.
pub fn folder(kind: Kind) -> &'static str {
    match kind {
        Kind::Article => "articles/",
        Kind::Concept => "concepts/",
        Kind::Name => "names/",
        Kind::Page | Kind::Home | Kind::Dialogue => "",
    }
}

/// Whether the site keeps the address for a page of its own.
pub fn is_reserved(kind: Kind, slug: &str) -> bool {
    match kind {
        Kind::Article | Kind::Concept | Kind::Name => slug == "index",
        Kind::Page => RESERVED.contains(&slug.to_lowercase().as_str()),
        Kind::Home | Kind::Dialogue => true,
    }
}

/// The last part of a document's address: its `slug`, or its file's name.
pub fn slug_of(doc: &Doc) -> &str {
    doc.meta.slug.as_ref().map_or_else(|| stem(&doc.path), |slug| &slug.it)
}

fn stem(path: &str) -> &str {
    let name = path.rsplit('/').next().unwrap_or(path);
    name.strip_suffix(".md").unwrap_or(name)
}

/// The address of every document, in their order, and the redirects. Clashes are reported once for each pair.
pub fn addresses(
    docs: &[Arc<Doc>],
    assets: &BTreeMap<String, Arc<str>>,
    out: &mut Vec<Diagnostic>,
) -> (Vec<String>, Vec<Redirect>) {
    let mut taken: BTreeMap<String, String> = BTreeMap::new();
    for (address, path) in assets {
        taken.insert(fold(address), path.to_string());
    }
    // A home page without a text of the author's is the site's own.
    let home = (!docs.iter().any(|doc| doc.kind == Kind::Home)).then_some("index.html");
    let own = ["articles/index.html", "concepts/index.html", "names/index.html", "404.html"];
    for own in own.into_iter().chain(home) {
        let page = "a page of the site".to_owned();
        if let Some(other) = taken.insert(own.to_owned(), page.clone()) {
            out.push(messages::site::duplicate_address(&other.into(), None, own, &page));
        }
    }
    let mut addresses = Vec::with_capacity(docs.len());
    for doc in docs {
        let address = address(doc, out);
        if let Some(other) = taken.insert(fold(&address), doc.path.to_string()) {
            let range = doc.meta.slug.as_ref().map(|slug| slug.range);
            out.push(messages::site::duplicate_address(&doc.path, range, &address, &other));
        }
        addresses.push(address);
    }
    let mut redirects = Vec::new();
    for (index, doc) in docs.iter().enumerate() {
        for former in &doc.meta.formerly {
            let from = format!("{}{}.html", folder(doc.kind), former.it);
            if !is_slug(&former.it) {
                out.push(messages::site::not_a_slug(&doc.path, Some(former.range), &former.it));
            } else if let Some(other) = taken.insert(fold(&from), doc.path.to_string()) {
                out.push(messages::site::duplicate_address(&doc.path, Some(former.range), &from, &other));
            } else {
                redirects.push(Redirect { from, to: index as DocIndex });
            }
        }
    }
    redirects.sort_by(|one, other| one.from.cmp(&other.from));
    (addresses, redirects)
}

fn address(doc: &Doc, out: &mut Vec<Diagnostic>) -> String {
    let slug = slug_of(doc);
    let range: Option<Range> = doc.meta.slug.as_ref().map(|slug| slug.range);
    match doc.kind {
        Kind::Home => return "index.html".to_owned(),
        Kind::Dialogue => return "dialogue.html".to_owned(),
        Kind::Page if is_reserved(doc.kind, slug) => {
            out.push(messages::site::reserved_slug(&doc.path, range, slug));
        }
        _ if !is_slug(slug) => out.push(messages::site::not_a_slug(&doc.path, range, slug)),
        _ => {}
    }
    format!("{}{}.html", folder(doc.kind), slug.nfc())
}

/// Letters and digits of any script, hyphens and underscores: safe in an address and in a file's name everywhere.
fn is_slug(slug: &str) -> bool {
    let is_kept = |ch: char| {
        ch.is_alphanumeric() || matches!(ch, '-' | '_') || unicode_normalization::char::is_combining_mark(ch)
    };
    !slug.is_empty() && slug.len() <= 200 && slug.chars().all(is_kept)
}

/// Equal for addresses that a file system may take for one: some take "A" for "a" and NFD for NFC.
pub fn fold(address: &str) -> String {
    address.nfc().flat_map(char::to_lowercase).nfc().collect()
}
