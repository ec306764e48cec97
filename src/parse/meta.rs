//! Front matter: the TOML between two `+++` lines at the head of a content file, typed, with places.
//!
//! Only this one file is known here: whether a slug, entry or citation exists is found out later.

mod fences;
mod read;

use std::sync::Arc;

use crate::config::Linking;
use crate::config::report::Report;
use crate::diagnostic::Diagnostic;
use crate::text::{Date, Range, Spot};

/// What a file of content is, by where it lies.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Kind {
    /// `content/articles/<slug>.md`
    Article,
    /// `content/concepts/<slug>.md`
    Concept,
    /// `content/names/<slug>.md`
    Name,
    /// `content/pages/<slug>.md`
    Page,
    /// `content/index.md`
    Home,
    /// `content/dialogue.md`
    Dialogue,
}

/// A file's front matter.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Meta {
    /// The title; the file's name, at an empty range, where there is none.
    pub title: Spot<String>,
    /// One sentence: a concept's definition, or what the page is about.
    pub summary: Option<Spot<String>>,
    /// The last part of the address, where it isn't the file's name.
    pub slug: Option<Spot<String>>,
    /// Left out unless drafts are asked for.
    pub draft: bool,
    /// Slugs from which readers are sent here.
    pub formerly: Vec<Spot<String>>,
    /// When the text was last revised.
    pub updated: Option<Spot<Date>>,
    /// The place among its kind; smaller comes first, none comes last.
    pub order: Option<i64>,
    /// Forms that this page doesn't link by itself.
    pub no_links: Vec<Spot<String>>,
    /// This page's density of links, where it isn't the site's.
    pub linking: Option<Linking>,
    /// What only this kind of file has.
    pub special: Special,
}

/// The keys that only one kind of file has.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Special {
    /// Of an article.
    Article(Article),
    /// Of a concept.
    Concept(Concept),
    /// Of a name.
    Name(Name),
    /// Pages, the home page and the dialogue have none.
    Page,
}

/// By which words an entry is found in prose.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Forms {
    /// Other labels; readers see them.
    pub aliases: Vec<Spot<String>>,
    /// Inflections to add.
    pub forms: Vec<Spot<String>>,
    /// Generated inflections to drop.
    pub not_forms: Vec<Spot<String>>,
    /// Forms that this entry has although another one lists them too.
    pub wins: Vec<Spot<String>>,
    /// Whether mentions become links by themselves; true by default.
    pub autolink: bool,
    /// How capitals are compared, where it isn't as its kind does: concepts fold, names are exact.
    pub case: Option<Case>,
}

/// How capitals are compared.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Case {
    /// They must be as written.
    Exact,
    /// They are as good as small letters.
    Fold,
}

/// Of a concept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Concept {
    /// Its words.
    pub forms: Forms,
    /// Wider concepts, as labels; narrower ones are derived.
    pub broader: Vec<Spot<String>>,
    /// Other relations.
    pub related: Vec<Relation>,
    /// How the articles' uses relate.
    pub compare: Option<Compare>,
}

/// One relation of a concept to another.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Relation {
    /// The other concept's label.
    pub to: Spot<String>,
    /// The key `as`; none means [`crate::config::RELATED`].
    pub verb: Option<Spot<String>>,
    /// The reason.
    pub why: Option<Spot<String>>,
    /// The whole item.
    pub range: Range,
}

/// How the articles' uses of a concept relate.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Compare {
    /// The judgement; without one no sign is shown.
    pub verdict: Option<Spot<Verdict>>,
    /// The reason in a sentence.
    pub gloss: Option<Spot<String>>,
}

/// Whether the articles mean the same.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// They do.
    Agree,
    /// They contradict each other.
    Differ,
    /// They speak past each other.
    Past,
}

/// Of a name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Name {
    /// Its words.
    pub forms: Forms,
    /// What bears the name.
    pub kind: Spot<NameKind>,
    /// How it is filed: "Kaldor, Mary".
    pub sort: Option<Spot<String>>,
    /// A work's key in `references.bib`.
    pub citation: Option<Spot<String>>,
}

/// What bears a name.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum NameKind {
    /// Somebody.
    Person,
    /// A country, a town, a region.
    Place,
    /// An organisation.
    Institution,
    /// Something that happened.
    Event,
    /// A book, an article, a treaty.
    Work,
}

/// Of an article.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Article {
    /// Labels of names, in the article's order.
    pub authors: Vec<Spot<String>>,
    /// The key in `references.bib`.
    pub citation: Option<Spot<String>>,
    /// The abbreviation; by `order` where there is none.
    pub letter: Option<Spot<String>>,
    /// What a citation of the article may name as its place.
    pub locators: Vec<Spot<String>>,
    /// Who speaks in it besides its authors.
    pub speakers: Vec<Spot<String>>,
    /// When, or in which issue, it was published.
    pub published: Option<Spot<Published>>,
}

/// When something was published.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Published {
    /// A date.
    Date(Date),
    /// Words: "Spring 2018".
    Text(String),
}

/// The kind of the file at `path`; none where no page comes from.
pub fn kind_of(path: &str) -> Option<Kind> {
    let inside = path.strip_prefix("content/")?.strip_suffix(".md")?;
    match inside.split_once('/') {
        None if inside == "index" => Some(Kind::Home),
        None if inside == "dialogue" => Some(Kind::Dialogue),
        None => None,
        Some((_, name)) if name.is_empty() || name.contains('/') => None,
        Some(("articles", _)) => Some(Kind::Article),
        Some(("concepts", _)) => Some(Kind::Concept),
        Some(("names", _)) => Some(Kind::Name),
        Some(("pages", _)) => Some(Kind::Page),
        Some(_) => None,
    }
}

/// Reads the front matter of a file of this kind; the number is the byte at which the body begins, after the
/// line of the closing fence.
///
/// Never fails: what is missing or wrong is reported and has its default.
pub fn front_matter(path: &Arc<str>, text: &str, kind: Kind) -> (Meta, usize, Vec<Diagnostic>) {
    let mut report = Report::new(path, text);
    let (meta, body) = read::file(&mut report, kind);
    (meta, body, report.diagnostics())
}
