//! A plan in the making. It is finished when the texts that come of it have been read: only then it is known by which
//! ids headings and paragraphs are found, and links to them follow.

use std::collections::{BTreeMap, BTreeSet};
use std::mem::discriminant;
use std::sync::Arc;

use super::heading::{Id, Mark, write_mark};
use super::names::Names;
use super::references::{Anchored, Taking};
use super::{Place, Plan, Reader, Refused, Trace};
use crate::config::Html;
use crate::edit::Edits;
use crate::parse::{self, Doc, Kind, Node, NodeKind, Options};
use crate::resolve::DocIndex;
use crate::text::slug;

/// Edits, and what becomes of headings.
pub struct Draft<'a> {
    pub reader: &'a Reader<'a>,
    pub plan: Plan,
    /// What is written behind headings, by document and number.
    pub marks: BTreeMap<(DocIndex, u32), Mark>,
    /// Whether old ids go on being known.
    pub trace: Trace,
    /// References that were edited.
    pub references: BTreeSet<(DocIndex, u32)>,
    /// Where texts were put.
    pub filled: BTreeSet<(DocIndex, u32)>,
}

/// The documents as they will be, by their paths of today.
type After = BTreeMap<Arc<str>, Doc>;

impl<'a> Draft<'a> {
    pub fn new(reader: &'a Reader<'a>, trace: Trace) -> Draft<'a> {
        Draft {
            reader,
            plan: Plan::default(),
            marks: BTreeMap::new(),
            trace,
            references: BTreeSet::new(),
            filled: BTreeSet::new(),
        }
    }

    /// Lets a heading become part of another.
    pub fn join(&mut self, from: (DocIndex, u32), into: (DocIndex, u32)) {
        let place = |(doc, heading): (DocIndex, u32)| -> Place {
            let doc = self.reader.doc(doc);
            (doc.path.clone(), doc.headings[heading as usize].range.start)
        };
        self.plan.joined.push((place(from), place(into)));
    }

    /// Names a document otherwise wherever it is named.
    pub fn take(&mut self, taking: &Taking<'_>) {
        taking.edit(&mut self.plan.edits, &mut self.references);
    }

    /// The plan, with ids that stay and links that follow.
    ///
    /// # Errors
    /// [`Refused`] where text would be read otherwise at its new place, or a heading can't be edited.
    pub fn finish(mut self) -> Result<Plan, Refused> {
        let unmarked = self.plan.edits.clone();
        self.plan.edits = self.marked(&unmarked)?;
        let after = self.after();
        self.check_blocks(&after)?;
        self.keep_ids(&after);
        self.plan.edits = self.marked(&unmarked)?;
        let after = self.after();
        for (doc, (into, anchors)) in self.anchors(&after) {
            if anchors.values().any(|anchored| anchored.is_paragraph) {
                self.plan.notes.push(format!(
                    "paragraphs of {} have other numbers now: links from elsewhere to `#p1` and the like lead to other words",
                    self.reader.doc(doc).path
                ));
            }
            let names = Names::of(self.reader.doc(doc));
            let (old, new) = (names.clone(), names);
            self.take(&Taking { reader: self.reader, doc, into, old, new, anchors, trace: self.trace });
        }
        self.plan.n_references = self.references.len();
        Ok(self.plan)
    }

    /// The edits with what is written behind headings.
    fn marked(&self, edits: &Edits) -> Result<Edits, Refused> {
        let mut edits = edits.clone();
        for ((doc, heading), mark) in &self.marks {
            let doc = self.reader.doc(*doc);
            let heading = &doc.headings[*heading as usize];
            write_mark(doc, heading, mark, &mut edits).ok_or_else(|| {
                let message =
                    format!("in {}, the heading `{}` can't be edited", doc.path, heading.text.of(&doc.text));
                Refused::new(message, "give it words on one line")
            })?;
        }
        Ok(edits)
    }

    /// The documents in which something changes, read again.
    fn after(&self) -> After {
        let edits = &self.plan.edits;
        let config = &self.reader.site.config;
        let options = Options {
            trust_html: config.html == Html::Trust,
            nesting: config.limits.nesting as usize,
            page_bytes: config.limits.page_bytes as usize,
        };
        let read = |path: &str| {
            let doc = self.reader.doc(self.reader.by_path(path)?);
            let text = edits.text_after(path, &|path| self.reader.text(path))?;
            let doc = parse::parse(&doc.path, &text.into(), doc.kind, options).value;
            Some((doc.path.clone(), doc))
        };
        edits.touched().into_iter().filter_map(read).collect()
    }

    /// The documents in which something changes.
    fn touched(&self) -> Vec<DocIndex> {
        self.plan.edits.touched().into_iter().filter_map(|path| self.reader.by_path(path)).collect()
    }

    /// Every block stands in the new text as what it is.
    fn check_blocks(&self, after: &After) -> Result<(), Refused> {
        for doc in self.touched().into_iter().map(|doc| self.reader.doc(doc)) {
            for node in top(doc) {
                let place = (doc.path.clone(), node.range.start);
                let Some((path, at)) = self.plan.place_after(&place, self.reader) else { continue };
                let is_same = |other: &Node| {
                    other.range.start == at && discriminant(&other.kind) == discriminant(&node.kind)
                };
                if !after.get(&path).is_none_or(|doc| top(doc).any(is_same)) {
                    let words: String = node.range.of(&doc.source).chars().take(40).collect();
                    let words = words.lines().next().unwrap_or_default();
                    let message = format!("`{words}` of {} would be read otherwise in {path}", doc.path);
                    return Err(Refused::new(message, "look for what is begun before it and not ended"));
                }
            }
        }
        Ok(())
    }

    /// A heading that stays on its page keeps its id: as its own, or as a former one where its words change.
    fn keep_ids(&mut self, after: &After) {
        for index in self.touched() {
            let doc = self.reader.doc(index);
            for (number, heading) in doc.headings.iter().enumerate() {
                let place: Place = (doc.path.clone(), heading.range.start);
                let is_joined = self.plan.joined.iter().any(|(from, _)| *from == place);
                let has_id = |mark: &Mark| !matches!(mark.id, Id::AsItIs);
                let is_new = self.marks.get(&(index, number as u32)).is_some_and(has_id);
                if is_joined || is_new {
                    continue;
                }
                let Some((path, at)) = self.plan.place_after(&place, self.reader) else { continue };
                let Some(new) = after.get(&path) else { continue };
                let Some(is) = new.headings.iter().find(|heading| heading.range.start == at) else {
                    continue;
                };
                if path != doc.path || is.id == heading.id {
                    continue;
                }
                let mark = self.marks.entry((index, number as u32)).or_default();
                if slug(is.text.of(&new.text)) == slug(heading.text.of(&doc.text)) {
                    mark.id = Id::Is(heading.id.clone());
                } else {
                    mark.dropped.push(is.id.clone());
                    if self.trace == Trace::Leave {
                        mark.former.push(heading.id.clone());
                    }
                }
            }
        }
    }

    /// What becomes of places that links name, by document; and in which document they are then.
    fn anchors(&self, after: &After) -> BTreeMap<DocIndex, (DocIndex, BTreeMap<String, Anchored>)> {
        let mut out = BTreeMap::new();
        for index in self.touched() {
            let doc = self.reader.doc(index);
            let mut anchors = BTreeMap::new();
            let mut into = index;
            for heading in &doc.headings {
                let place = (doc.path.clone(), heading.range.start);
                let Some((path, at)) = self.plan.place_after(&place, self.reader) else { continue };
                let Some(new) = after.get(&path) else { continue };
                let Some(is) = new.headings.iter().find(|heading| heading.range.start == at) else {
                    continue;
                };
                let words = is.text.of(&new.text);
                let is_joined = self.plan.joined.iter().any(|(from, _)| *from == place);
                let same = |other: &&parse::Heading| slug(other.text.of(&new.text)) == slug(words);
                let is_double = 1 < new.headings.iter().filter(same).count();
                let has_moved = path != doc.path || !self.plan.joined.is_empty();
                if is_joined || is.id != heading.id || (has_moved && is_double) {
                    let before = heading.text.of(&doc.text);
                    let is_reworded = is_joined && before != words && heading.only_link.is_none();
                    let words = is_reworded.then(|| (before.to_owned(), words.to_owned()));
                    anchors.insert(
                        heading.id.clone(),
                        Anchored { id: is.id.clone(), words, is_double, is_paragraph: false },
                    );
                }
                into = self.reader.by_path(&path).unwrap_or(index);
            }
            for (number, node) in paragraphs(doc).enumerate() {
                let place = (doc.path.clone(), node.range.start);
                let Some((path, at)) = self.plan.place_after(&place, self.reader) else { continue };
                let Some(new) = after.get(&path) else { continue };
                let is = paragraphs(new).position(|node| node.range.start == at);
                if let Some(is) = is.filter(|is| *is != number) {
                    let id = format!("p{}", is + 1);
                    anchors.insert(
                        format!("p{}", number + 1),
                        Anchored { id, words: None, is_double: false, is_paragraph: true },
                    );
                }
            }
            if !anchors.is_empty() {
                out.insert(index, (into, anchors));
            }
        }
        out
    }
}

/// The document's own blocks.
fn top(doc: &Doc) -> impl Iterator<Item = &Node> {
    doc.children(None).map(|node| &doc.nodes[node as usize])
}

/// The paragraphs that have a number, in order.
pub fn paragraphs(doc: &Doc) -> impl Iterator<Item = &Node> {
    top(doc).filter(|node| doc.kind == Kind::Article && node.kind == NodeKind::Paragraph)
}
