//! The relations and the texts of two entries that become one.

use super::front::{List, edit_list};
use super::names::Names;
use super::references::escaped;
use super::{Plan, Reader, Refused};
use crate::config::{Html, RELATED};
use crate::edit::Edits;
use crate::parse::meta::{Relation, Special};
use crate::parse::{self, Doc, NodeKind, Options};
use crate::resolve::{DocIndex, Found};
use crate::text::{Range, Spot};

/// A list of labels in front matter.
struct Stated<'a> {
    key: &'static str,
    items: Vec<Item<'a>>,
}

/// One of its items.
struct Item<'a> {
    range: Range,
    label: &'a Spot<String>,
    /// Empty where the key says all.
    verb: &'a str,
    has_why: bool,
}

fn stated(doc: &Doc) -> Vec<Stated<'_>> {
    match &doc.meta.special {
        Special::Concept(concept) => vec![
            Stated { key: "broader", items: concept.broader.iter().map(bare).collect() },
            Stated { key: "related", items: concept.related.iter().map(with_verb).collect() },
        ],
        Special::Article(article) => {
            vec![Stated { key: "authors", items: article.authors.iter().map(bare).collect() }]
        }
        Special::Name(_) | Special::Page => Vec::new(),
    }
}

fn bare(label: &Spot<String>) -> Item<'_> {
    Item { range: label.range, label, verb: "", has_why: false }
}

fn with_verb(it: &Relation) -> Item<'_> {
    let verb = it.verb.as_ref().map_or(RELATED, |verb| verb.it.as_str());
    Item { range: it.range, label: &it.to, verb, has_why: it.why.is_some() }
}

/// Unites what the two state, and takes out what would be said twice, or of the entry itself.
///
/// # Errors
/// [`Refused`] for relations written in tables of their own.
pub fn relations(
    reader: &Reader<'_>,
    from: DocIndex,
    into: DocIndex,
    plan: &mut Plan,
) -> Result<(), Refused> {
    let (gone, kept) = (reader.doc(from), reader.doc(into));
    let leads = |doc: &Doc, item: &Item<'_>, to: DocIndex| reader.means(item.label, doc.kind, to);
    let others = reader.site.docs.iter().enumerate().filter(|(index, _)| *index != from as usize);
    for (index, doc) in others {
        for (number, list) in stated(doc).iter().enumerate() {
            let is_kept = index == into as usize;
            let is_double = |item: &Item<'_>| {
                let mut same = list.items.iter().filter(|other| other.verb == item.verb);
                leads(doc, item, from) && (is_kept || same.any(|other| leads(doc, other, into)))
            };
            let removed: Vec<usize> =
                (0..list.items.len()).filter(|item| is_double(&list.items[*item])).collect();
            let mut added = Vec::new();
            if is_kept {
                let of_gone = stated(gone).into_iter().nth(number).map_or(Vec::new(), |list| list.items);
                let is_own = |item: &Item<'_>| leads(gone, item, into) || leads(gone, item, from);
                let new = of_gone.iter().filter(|item| !is_own(item));
                added = united(reader, kept, list, gone, new, plan)?;
            }
            if removed.is_empty() && added.is_empty() {
                continue;
            }
            for item in &list.items {
                check_written(doc, item.range.of(&doc.source))?;
            }
            let items = list.items.iter().map(|item| item.range).collect();
            edit_list(doc, &List { key: list.key, items, removed, added }, &mut plan.edits)?;
        }
    }
    Ok(())
}

/// What the list hasn't of the new items, as they are written. One that it has takes the reason if it has none.
fn united<'a>(
    reader: &Reader<'_>,
    kept: &Doc,
    list: &Stated<'_>,
    gone: &Doc,
    new: impl Iterator<Item = &'a Item<'a>>,
    plan: &mut Plan,
) -> Result<Vec<String>, Refused> {
    let mut added = Vec::new();
    for item in new {
        let written = item.range.of(&gone.source);
        check_written(gone, written)?;
        let target = reader.labels.find(&item.label.it);
        let is_same =
            |other: &&Item<'_>| other.verb == item.verb && reader.labels.find(&other.label.it) == target;
        match list.items.iter().find(is_same) {
            Some(other) if item.has_why && !other.has_why => {
                let _ = plan.edits.replace(&kept.path, other.range, written);
            }
            Some(_) => {}
            None => added.push(written.to_owned()),
        }
    }
    Ok(added)
}

fn check_written(doc: &Doc, written: &str) -> Result<(), Refused> {
    if written.starts_with(['{', '"', '\'']) {
        return Ok(());
    }
    let message = format!("{} has relations in tables of their own", doc.path);
    Err(Refused::new(message, "write them in one list: `related = [{ to = \"...\" }]`"))
}

/// A section under a heading of the first or second level, not inside another block.
struct Section {
    /// From the heading to the next.
    range: Range,
    /// After the heading.
    inside: Range,
    /// What its heading is a link to, and nothing else.
    use_of: Option<DocIndex>,
}

/// Adds the text of the one after that of the other: what stands before the first heading before the first heading, an
/// article's use of the concept after that article's use, and other sections at the end.
///
/// # Errors
/// [`Refused`] where the text can't be read.
pub fn texts(reader: &Reader<'_>, from: DocIndex, into: DocIndex, plan: &mut Plan) -> Result<(), Refused> {
    let (gone, kept) = (reader.doc(from), reader.doc(into));
    let unread = || Refused { message: format!("{} can't be read", gone.path), help: Vec::new() };
    let text = plan.edits.text_of(&gone.path, &gone.source).ok_or_else(unread)?;
    let gone = again(reader, gone, &text);
    let text = renamed_notes(&gone, kept).ok_or_else(unread)?;
    let gone = again(reader, &gone, &text);
    let (gone_start, gone_sections) = sections(reader, &gone);
    let (_, kept_sections) = sections(reader, kept);
    let mut intro = Vec::new();
    if let (Some(summary), true) = (&gone.meta.summary, kept.meta.summary.is_some()) {
        intro.push(escaped(&summary.it));
    }
    let intro_end = gone_sections.first().map_or(gone.source.len(), |section| section.range.start as usize);
    intro.push(gone.source[gone_start..intro_end].trim().to_owned());
    intro.retain(|part| !part.is_empty());
    let end = kept.source.len();
    let at = kept_sections.first().map_or(end, |section| section.range.start as usize);
    insert(kept, at, &intro.join("\n\n"), &mut plan.edits);
    let mut rest = Vec::new();
    for section in &gone_sections {
        let same = |other: &&Section| section.use_of.is_some() && other.use_of == section.use_of;
        match kept_sections.iter().find(same) {
            Some(other) => {
                let words = section.inside.of(&gone.source).trim();
                insert(kept, other.range.end as usize, words, &mut plan.edits);
            }
            None => rest.push(section.range.of(&gone.source).trim()),
        }
    }
    insert(kept, end, &rest.join("\n\n"), &mut plan.edits);
    Ok(())
}

/// The document of another text at the same place.
fn again(reader: &Reader<'_>, doc: &Doc, text: &str) -> Doc {
    let config = &reader.site.config;
    let options = Options {
        trust_html: config.html == Html::Trust,
        nesting: config.limits.nesting as usize,
        page_bytes: config.limits.page_bytes as usize,
    };
    parse::parse(&doc.path, &text.into(), doc.kind, options).value
}

/// The text with other names for the footnotes whose names the other text has too.
fn renamed_notes(gone: &Doc, kept: &Doc) -> Option<String> {
    let mut edits = Edits::default();
    let slug = Names::of(gone).slug;
    for node in &gone.nodes {
        let (NodeKind::NoteRef(note) | NodeKind::Note(note)) = node.kind else { continue };
        let name = &gone.notes[note as usize].name;
        let is_taken = kept.notes.iter().any(|other| other.name.eq_ignore_ascii_case(name));
        let written = node.range.of(&gone.source);
        if is_taken && let Some(at) = written.find(&format!("[^{name}]")) {
            let place = Range::new(at + 2, at + 2 + name.len()).shifted(node.range.start as usize);
            let _ = edits.replace(&gone.path, place, &format!("{slug}-{name}"));
        }
    }
    edits.text_of(&gone.path, &gone.source)
}

/// Where the body begins, and its sections.
fn sections(reader: &Reader<'_>, doc: &Doc) -> (usize, Vec<Section>) {
    let use_of = |link: u32| match reader.labels.find(doc.links[link as usize].to.trim()) {
        Found::One(article) => Some(article),
        Found::Several(_) | Found::Nothing => None,
    };
    let start = parse::meta::front_matter(&doc.path, &doc.source, doc.kind).1;
    let mut out: Vec<Section> = Vec::new();
    for node in doc.children(None) {
        let NodeKind::Heading(heading) = doc.nodes[node as usize].kind else { continue };
        let heading = &doc.headings[heading as usize];
        if 2 < heading.level {
            continue;
        }
        if let Some(last) = out.last_mut() {
            last.range.end = heading.range.start;
            last.inside.end = heading.range.start;
        }
        let end = doc.source.len() as u32;
        out.push(Section {
            range: Range { start: heading.range.start, end },
            inside: Range { start: heading.range.end.min(end), end },
            use_of: heading.only_link.and_then(use_of),
        });
    }
    (start, out)
}

/// Puts paragraphs at a place between two blocks, or at the end.
fn insert(doc: &Doc, at: usize, words: &str, edits: &mut Edits) {
    if words.is_empty() {
        return;
    }
    let before = &doc.source[..at];
    let lead = if before.ends_with("\n\n") || before.ends_with("\n\r\n") {
        ""
    } else if before.ends_with('\n') {
        "\n"
    } else {
        "\n\n"
    };
    let tail = if at == doc.source.len() { "\n" } else { "\n\n" };
    let _ = edits.replace(&doc.path, Range::new(at, at), &format!("{lead}{words}{tail}"));
}
