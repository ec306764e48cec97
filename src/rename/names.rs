//! What a document is called, and by which of its names a label means it.

use super::Refused;
use crate::parse::{Doc, Kind};
use crate::resolve::{DocIndex, Site, folder, forms_of, slug_of};
use crate::text::{folded_key, nearest};

/// The names by which references know a document.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Names {
    /// The last part of its address.
    pub slug: String,
    /// Its title.
    pub title: String,
    /// The name of its file, with `.md`.
    pub file: String,
}

impl Names {
    /// Those that it has.
    pub fn of(doc: &Doc) -> Names {
        let file = doc.path.rsplit('/').next().unwrap_or(&doc.path).to_owned();
        Names { slug: slug_of(doc).to_owned(), title: doc.meta.title.it.clone(), file }
    }
}

/// By which name a label means its document.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Means {
    /// `concepts/slug`
    Folder,
    /// Exactly its slug.
    Slug,
    /// Exactly its title.
    Title,
    /// Its slug or title, with other capitals, spaces or hyphens.
    Folded,
    /// Another label of its own.
    Alias,
}

impl Means {
    /// Of a label that means the document.
    pub fn of(label: &str, doc: &Doc) -> Means {
        let has_folder = label.split_once('/').is_some_and(|(before, _)| before == folder_word(doc.kind));
        let is = |name: &str| folded_key(name) == folded_key(label);
        if has_folder {
            Means::Folder
        } else if label == slug_of(doc) {
            Means::Slug
        } else if label == doc.meta.title.it {
            Means::Title
        } else if aliases(doc).any(|alias| alias == label) {
            Means::Alias
        } else if is(slug_of(doc)) || is(&doc.meta.title.it) {
            Means::Folded
        } else {
            Means::Alias
        }
    }
}

/// The word before the slash of a label.
pub fn folder_word(kind: Kind) -> &'static str {
    match kind {
        Kind::Page | Kind::Home | Kind::Dialogue => "pages",
        _ => folder(kind).trim_end_matches('/'),
    }
}

/// The further labels of an entry.
pub fn aliases(doc: &Doc) -> impl Iterator<Item = &str> {
    forms_of(doc).map_or(&[][..], |forms| &forms.aliases).iter().map(|alias| alias.it.as_str())
}

/// A document of this kind by its slug, path, title or another label; first exactly, then folded.
///
/// # Errors
/// [`Refused`] for a name that nothing, or more than one, answers to.
pub fn find(site: &Site, kind: Kind, name: &str) -> Result<DocIndex, Refused> {
    let folder = format!("{}/", folder_word(kind));
    let name = name.trim().trim_start_matches("content/").trim_start_matches(&folder);
    let name = name.strip_suffix(".md").unwrap_or(name);
    let of_kind: Vec<DocIndex> =
        (0..site.docs.len() as DocIndex).filter(|doc| site.docs[*doc as usize].kind == kind).collect();
    type Test = fn(&Doc, &str) -> bool;
    let tests: [Test; 4] = [
        |doc, name| slug_of(doc) == name,
        |doc, name| doc.meta.title.it == name || aliases(doc).any(|alias| alias == name),
        |doc, name| folded_key(slug_of(doc)) == folded_key(name),
        |doc, name| {
            let is = |label: &str| folded_key(label) == folded_key(name);
            is(&doc.meta.title.it) || aliases(doc).any(is)
        },
    ];
    for test in tests {
        match of_kind.iter().filter(|doc| test(&site.docs[**doc as usize], name)).collect::<Vec<_>>()[..] {
            [] => {}
            [one] => return Ok(*one),
            [one, other, ..] => {
                let (one, other) = (&site.docs[*one as usize].path, &site.docs[*other as usize].path);
                let message = format!("`{name}` may be {one} or {other}");
                return Err(Refused::new(message, "write the file's name without `.md`"));
            }
        }
    }
    let known = of_kind.iter().map(|doc| &site.docs[*doc as usize]);
    let labels = known.flat_map(|doc| [doc.meta.title.it.as_str(), slug_of(doc)]);
    let near = nearest(name, labels).map(|near| format!("did you mean `{near}`?"));
    let message = format!("no {} is called `{name}`", word(kind));
    Err(Refused { message, help: near.into_iter().collect() })
}

/// What a document of this kind is called.
pub fn word(kind: Kind) -> &'static str {
    match kind {
        Kind::Article => "article",
        Kind::Concept => "concept",
        Kind::Name => "name",
        Kind::Page | Kind::Home | Kind::Dialogue => "page",
    }
}
