//! Every reference to a document: where it stands, and how it names the document from now on.

use std::collections::{BTreeMap, BTreeSet};

use super::front::quoted;
use super::names::{Means, Names, aliases, folder_word};
use super::written::{escaped, is_in_table, one_line, places_of_address, trimmed};
use super::{Reader, Trace};
use crate::edit::Edits;
use crate::parse::meta::Special;
use crate::parse::{Doc, Kind, Link, LinkStyle};
use crate::resolve::{DocIndex, Found, Target, forms_of, slug_of};
use crate::text::{Range, Spot, folded_key};

/// References to one document, and what becomes of its names.
pub struct Taking<'a> {
    pub reader: &'a Reader<'a>,
    /// What they lead to.
    pub doc: DocIndex,
    /// What it will be part of; itself where it is renamed.
    pub into: DocIndex,
    pub old: Names,
    pub new: Names,
    /// By the ids of today.
    pub anchors: BTreeMap<String, Anchored>,
    /// Whether the old title goes on being a label.
    pub trace: Trace,
}

/// What becomes of a heading, or of a paragraph that has a number.
pub struct Anchored {
    pub id: String,
    /// Its words before and after, where they change: links that show them keep them.
    pub words: Option<(String, String)>,
    /// Whether other headings of its page have its words too.
    pub is_double: bool,
    pub is_paragraph: bool,
}

impl Anchored {
    /// The anchor that is to be typed in place of this one.
    fn after(&self, typed: &str) -> String {
        match &self.words {
            Some((before, after))
                if before == typed && !self.is_double && !after.contains(['|', '[', ']', '#']) =>
            {
                after.clone()
            }
            _ => self.id.clone(),
        }
    }
}

/// To what part of the document a link leads.
#[derive(Clone, Copy)]
struct Leads<'a> {
    /// To a heading, whose words a label shows.
    to_words: bool,
    /// What becomes of that part.
    anchored: Option<&'a Anchored>,
}

/// A label as it will be.
struct Relabelled {
    name: Option<String>,
    anchor: Option<String>,
    shown: Shown,
}

/// What becomes of the words that a link shows.
enum Shown {
    /// They stay as they are.
    Stays,
    /// The label showed them; now they are written out.
    Written(String),
    /// They were written out; now the label shows them, with this name where it is another.
    ByLabel(Option<String>),
}

impl Taking<'_> {
    /// Adds an edit for each reference, and to `edited` where it stands.
    pub fn edit(&self, edits: &mut Edits, edited: &mut BTreeSet<(DocIndex, u32)>) {
        let site = self.reader.site;
        for (index, doc) in site.docs.iter().enumerate() {
            for (link, target) in doc.links.iter().zip(&site.targets[index]) {
                let Target::Doc(to, anchor) = target else { continue };
                if *to == self.doc {
                    let leads = Leads {
                        to_words: anchor.as_ref().is_some_and(|anchor| anchor.heading.is_some()),
                        anchored: anchor.as_ref().and_then(|anchor| self.anchors.get(&anchor.id)),
                    };
                    if self.link(doc, link, leads, edits) {
                        edited.insert((index as DocIndex, link.range.start));
                    }
                }
            }
            for label in self.labels_of(doc) {
                if let Some(name) = self.in_front_matter(&label.it) {
                    let written = quoted(&name, label.range.of(&doc.source));
                    let _ = edits.replace(&doc.path, label.range, &written);
                    edited.insert((index as DocIndex, label.range.start));
                }
            }
        }
    }

    /// The labels in a document's front matter that mean it.
    fn labels_of<'d>(&self, doc: &'d Doc) -> Vec<&'d Spot<String>> {
        let all: Vec<&Spot<String>> = match &doc.meta.special {
            Special::Concept(concept) => {
                concept.broader.iter().chain(concept.related.iter().map(|relation| &relation.to)).collect()
            }
            Special::Article(article) => article.authors.iter().collect(),
            Special::Name(_) | Special::Page => Vec::new(),
        };
        let means_it = |label: &&Spot<String>| self.reader.means(label, doc.kind, self.doc);
        all.into_iter().filter(means_it).collect()
    }

    fn in_front_matter(&self, label: &str) -> Option<String> {
        let means = Means::of(label, self.reader.doc(self.doc));
        let stays = self.trace == Trace::Leave
            && means == Means::Folded
            && folded_key(label) == folded_key(&self.old.title);
        if stays { None } else { self.name(label, means) }
    }

    /// The label without its anchor as it will be; none where it goes on meaning the document.
    fn name(&self, label: &str, means: Means) -> Option<String> {
        let kind = self.reader.doc(self.doc).kind;
        let in_folder = || format!("{}/{}", folder_word(kind), self.new.slug);
        let by = |name: &str| match self.is_safe(name) {
            true => name.to_owned(),
            false => in_folder(),
        };
        let (is_slug_new, is_title_new) = (self.old.slug != self.new.slug, self.old.title != self.new.title);
        match means {
            Means::Folder => is_slug_new.then(in_folder),
            Means::Slug => is_slug_new.then(|| by(&self.new.slug)),
            Means::Title => is_title_new.then(|| by(&self.new.title)),
            Means::Folded if is_title_new => Some(by(&self.new.title)),
            Means::Folded => {
                let is_slug = folded_key(label) != folded_key(&self.old.title);
                (is_slug && is_slug_new).then(|| by(&self.new.slug))
            }
            Means::Alias => None,
        }
    }

    /// Whether a label can be this, and means no other document.
    fn is_safe(&self, label: &str) -> bool {
        let key = folded_key(label);
        let site = self.reader.site;
        let answers = |doc: &Doc| {
            let is = |name: &str| name == label || folded_key(name) == key;
            is(slug_of(doc)) || is(&doc.meta.title.it) || aliases(doc).any(is)
        };
        let others = (0..site.docs.len() as DocIndex).filter(|doc| *doc != self.doc && *doc != self.into);
        !label.contains(['|', '#', '[', ']', '\\', '/', '\n', '\r'])
            && !label.starts_with('!')
            && !others.into_iter().any(|doc| answers(self.reader.doc(doc)))
    }

    fn link(&self, doc: &Doc, link: &Link, leads: Leads<'_>, edits: &mut Edits) -> bool {
        match link.style {
            LinkStyle::Label | LinkStyle::LabelWithText => self.label(doc, link, leads, edits),
            LinkStyle::Address => self.address(doc, link, leads.anchored, edits),
            LinkStyle::Autolink | LinkStyle::Email => false,
        }
    }

    fn label(&self, doc: &Doc, link: &Link, leads: Leads<'_>, edits: &mut Edits) -> bool {
        let written = link.range.of(&doc.source);
        let Some(inside) = written.strip_prefix("[[").and_then(|rest| rest.strip_suffix("]]")) else {
            return false;
        };
        let label = inside.split('|').next().unwrap_or(inside);
        let label =
            if label.len() < inside.len() { label.strip_suffix('\\').unwrap_or(label) } else { label };
        let (name, anchor) = match label.split_once('#') {
            Some((name, anchor)) => (name, Some(anchor)),
            None => (label, None),
        };
        let inner = Range::new(2, 2 + inside.len()).shifted(link.range.start as usize);
        let named = trimmed(name).shifted(inner.start as usize);
        let anchor_at = trimmed(anchor.unwrap_or("")).shifted(inner.start as usize + name.len() + 1);
        let relabelled = self.relabelled(doc, link, &one_line(name), anchor.map(str::trim), leads);
        let (has_name, has_anchor) = (relabelled.name.is_some(), relabelled.anchor.is_some());
        let name = match &relabelled.shown {
            Shown::ByLabel(Some(name)) => Some(name.clone()),
            _ => relabelled.name,
        };
        if let Some(name) = name {
            let _ = edits.replace(&doc.path, named, &name);
        }
        if let Some(anchor) = relabelled.anchor {
            let _ = edits.replace(&doc.path, anchor_at, &anchor);
        }
        match relabelled.shown {
            Shown::Stays => {}
            Shown::Written(words) => {
                let bar = if is_in_table(doc, link) { "\\|" } else { "|" };
                let at = Range { start: inner.end, end: inner.end };
                let _ = edits.replace(&doc.path, at, &format!("{bar}{}", escaped(&words)));
            }
            Shown::ByLabel(_) => {
                let bar = Range { start: inner.start + label.len() as u32, end: inner.end };
                let _ = edits.replace(&doc.path, bar, "");
            }
        }
        has_name || has_anchor
    }

    fn relabelled(
        &self,
        doc: &Doc,
        link: &Link,
        name: &str,
        typed_anchor: Option<&str>,
        Leads { to_words, anchored }: Leads<'_>,
    ) -> Relabelled {
        let has_anchor = typed_anchor.is_some();
        let means = Means::of(name, self.reader.doc(self.doc));
        let mut new_name = if name.is_empty() { None } else { self.name(name, means) };
        let anchor = anchored
            .zip(typed_anchor)
            .map(|(anchored, typed)| (anchored.after(typed), typed))
            .and_then(|(after, typed)| (after != typed).then_some(after));
        let mut shown = Shown::Stays;
        let words = anchored.and_then(|anchored| anchored.words.as_ref());
        // A heading that is nothing but a link names what it leads to.
        let is_heading = doc.headings.iter().any(|heading| {
            heading.only_link.is_some_and(|only| std::ptr::eq(&doc.links[only as usize], link))
        });
        let typed = link.text.of(&doc.text);
        let is_bare = link.style == LinkStyle::Label;
        if let (true, Some((before, after))) = (has_anchor && !is_heading, words) {
            if is_bare {
                shown = Shown::Written(before.clone());
            } else if self.trace == Trace::Forget && typed == after {
                shown = Shown::ByLabel(None);
            }
        } else if has_anchor && !is_heading && !to_words && !name.is_empty() {
            shown = self.with_part(link, typed);
        } else if !has_anchor && !is_heading {
            if is_bare && self.old.title != self.new.title {
                new_name = self.by_title(name, means).or(new_name);
            }
            match &new_name {
                Some(_) if is_bare && means == Means::Folder && self.is_read_through() => {
                    shown = Shown::Written(self.old.title.clone());
                }
                Some(_) if is_bare && matches!(means, Means::Slug | Means::Title | Means::Folded) => {
                    shown = Shown::Written(typed.to_owned());
                }
                Some(_) if !is_bare && self.trace == Trace::Forget => shown = self.collapsed(means, typed),
                _ => {}
            }
        }
        Relabelled { name: new_name, anchor, shown }
    }

    /// Whether what goes is an article or a page, whose title is no other label of what stays.
    fn is_read_through(&self) -> bool {
        self.doc != self.into && forms_of(self.reader.doc(self.doc)).is_none()
    }

    /// A label of a part that has no words of its own shows the title, and goes on showing the old one.
    fn with_part(&self, link: &Link, typed: &str) -> Shown {
        let keeps_title = forms_of(self.reader.doc(self.doc)).is_some() || self.doc != self.into;
        match link.style {
            _ if !keeps_title || self.old.title == self.new.title => Shown::Stays,
            LinkStyle::Label => Shown::Written(self.old.title.clone()),
            _ if self.trace == Trace::Forget && typed == self.new.title => Shown::ByLabel(None),
            _ => Shown::Stays,
        }
    }

    /// A label that shows the title goes on showing the old one, as long as that is another label; where the old one
    /// comes back, the other way round.
    fn by_title(&self, label: &str, means: Means) -> Option<String> {
        let doc = self.reader.doc(self.doc);
        let title = &self.old.title;
        match (self.trace, means) {
            (Trace::Leave, Means::Folder) if forms_of(doc).is_some() && self.is_safe(title) => {
                Some(title.clone())
            }
            (Trace::Forget, Means::Alias) if label == self.new.title => {
                Some(format!("{}/{}", folder_word(doc.kind), self.new.slug))
            }
            _ => None,
        }
    }

    /// Where the old name is taken back, a label shows by itself again what was written out for it.
    fn collapsed(&self, means: Means, typed: &str) -> Shown {
        let is = |words: &str| folded_key(words) == folded_key(typed);
        match means {
            Means::Slug if typed == self.new.slug => Shown::ByLabel(Some(typed.to_owned())),
            Means::Title if is(&self.new.title) || is(&self.new.slug) => {
                Shown::ByLabel(Some(typed.to_owned()))
            }
            _ => Shown::Stays,
        }
    }

    fn address(&self, doc: &Doc, link: &Link, anchored: Option<&Anchored>, edits: &mut Edits) -> bool {
        let places = places_of_address(doc, link);
        let edited: Vec<bool> =
            places.into_iter().map(|place| self.address_at(doc, place, anchored, edits)).collect();
        edited.contains(&true)
    }

    fn address_at(&self, doc: &Doc, place: Range, anchored: Option<&Anchored>, edits: &mut Edits) -> bool {
        let typed = place.of(&doc.source);
        let (path, anchor) = match typed.split_once('#') {
            Some((path, anchor)) => (path, Some(anchor)),
            None => (typed, None),
        };
        let end = path.find('?').unwrap_or(path.len());
        let start = path[..end].rfind('/').map_or(0, |slash| slash + 1);
        let moves = self.old.file != self.new.file && start < end;
        if moves {
            let file = Range::new(start, end).shifted(place.start as usize);
            let _ = edits.replace(&doc.path, file, &self.new.file);
        }
        if let (Some(anchor), Some(anchored)) = (anchor, anchored) {
            let at = place.end as usize - anchor.len();
            let _ = edits.replace(&doc.path, Range::new(at, at + anchor.len()), &anchored.after(anchor));
        }
        moves || anchored.is_some()
    }
}

impl Reader<'_> {
    /// Whether a label in the front matter of a document of this kind means `doc`.
    pub(super) fn means(&self, label: &Spot<String>, from: Kind, doc: DocIndex) -> bool {
        match self.labels.find(&label.it) {
            Found::One(found) => found == doc,
            // Only articles may have labels of several: those of their authors, which are names.
            Found::Several(found) if from == Kind::Article => {
                let names: Vec<&DocIndex> =
                    found.iter().filter(|doc| self.doc(**doc).kind == Kind::Name).collect();
                names[..] == [&doc]
            }
            Found::Several(_) | Found::Nothing => false,
        }
    }
}
