//! The relations and the texts of two documents that become one.

use super::draft::Draft;
use super::front::{List, edit_list};
use super::heading::Id;
use super::names::Names;
use super::sections::{Section, chapters, use_of};
use super::written::escaped_line;
use super::{Plan, Reader, Refused};
use crate::config::RELATED;
use crate::parse::meta::{Relation, Special};
use crate::parse::{self, Doc, NodeKind};
use crate::resolve::DocIndex;
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

/// Adds the text of the one after that of the other. In entries, what stands before the first heading comes before the
/// first heading, an article's use of the concept into that article's use, and other sections to the end; articles and
/// pages, which are read through, follow each other whole.
///
/// # Errors
/// [`Refused`] where headings can't be joined.
pub fn texts(draft: &mut Draft<'_>, from: DocIndex, into: DocIndex) -> Result<(), Refused> {
    let (gone, kept) = (draft.reader.doc(from), draft.reader.doc(into));
    rename_notes(draft, gone, kept)?;
    let gone_chapters = chapters(gone);
    let kept_chapters = chapters(kept);
    let start = parse::meta::front_matter(&gone.path, &gone.source, gone.kind).1;
    let first = gone_chapters.first().map_or(gone.source.len(), |chapter| chapter.range.start as usize);
    let intro = Range::new(start, first);
    let summary = gone.meta.summary.as_ref().filter(|_| kept.meta.summary.is_some());
    let end = kept.source.len() as u32;
    let is_entry = draft.reader.site.entry_of[into as usize].is_some();
    let at = match kept_chapters.first() {
        Some(chapter) if is_entry => chapter.range.start,
        _ => end,
    };
    let has_intro = summary.is_some() || !intro.of(&gone.source).trim().is_empty();
    if !is_entry && has_intro {
        draft.put(&format!("## {}", escaped_line(&gone.meta.title.it)), (into, at));
    }
    if let Some(summary) = summary {
        draft.put(&escaped_line(&summary.it), (into, at));
    }
    draft.carry((from, intro), (into, at));
    let use_in = |doc: &Doc, chapter: &Section| {
        let heading = &doc.headings[chapter.heading as usize];
        use_of(draft.reader, doc, heading).filter(|_| is_entry)
    };
    let uses: Vec<Option<DocIndex>> = gone_chapters.iter().map(|chapter| use_in(gone, chapter)).collect();
    let kept_uses: Vec<Option<DocIndex>> =
        kept_chapters.iter().map(|chapter| use_in(kept, chapter)).collect();
    let mut joined: Vec<u32> = Vec::new();
    for (chapter, article) in gone_chapters.iter().zip(uses) {
        let same = kept_uses.iter().position(|other| article.is_some() && *other == article);
        match same {
            Some(same) => {
                draft.join_sections((from, *chapter), (into, kept_chapters[same]))?;
                joined.push(chapter.heading);
            }
            None => draft.carry((from, chapter.range), (into, end)),
        }
    }
    free_ids(draft, from, into, &joined);
    Ok(())
}

/// Gives other ids to the headings that the other text has too.
fn free_ids(draft: &mut Draft<'_>, from: DocIndex, into: DocIndex, joined: &[u32]) {
    let (gone, kept) = (draft.reader.doc(from), draft.reader.doc(into));
    let slug = Names::of(gone).slug;
    let ids = |doc: &Doc| -> Vec<String> {
        let all = |heading: &parse::Heading| [vec![heading.id.clone()], heading.formerly.clone()].concat();
        doc.headings.iter().flat_map(all).collect()
    };
    let mut taken = ids(kept);
    taken.extend(
        draft.marks.iter().filter(|((doc, _), _)| *doc == into).flat_map(|(_, mark)| mark.former.clone()),
    );
    let of_gone = ids(gone);
    for (number, heading) in gone.headings.iter().enumerate() {
        if joined.contains(&(number as u32)) {
            continue;
        }
        let mark = draft.marks.entry((from, number as u32)).or_default();
        mark.dropped.extend(heading.formerly.iter().filter(|id| taken.contains(id)).cloned());
        if taken.contains(&heading.id) {
            let id = free(&format!("{slug}-{}", heading.id), &|id| {
                taken.iter().chain(&of_gone).any(|other| *other == id)
            });
            taken.push(id.clone());
            mark.id = Id::Is(id);
        }
        if mark.dropped.is_empty() && matches!(mark.id, Id::AsItIs) {
            draft.marks.remove(&(from, number as u32));
        }
    }
}

/// The name, or with a number the first that isn't taken.
fn free(name: &str, is_taken: &dyn Fn(&str) -> bool) -> String {
    let mut out = name.to_owned();
    let mut number = 1;
    while is_taken(&out) {
        number += 1;
        out = format!("{name}-{number}");
    }
    out
}

/// Gives other names to the footnotes whose names the other text has too.
///
/// # Errors
/// [`Refused`] for a mark without a footnote, to which the other text would give one.
fn rename_notes(draft: &mut Draft<'_>, gone: &Doc, kept: &Doc) -> Result<(), Refused> {
    let slug = Names::of(gone).slug;
    let has_note = |doc: &Doc, name: &str| doc.notes.iter().any(|note| note.name.eq_ignore_ascii_case(name));
    // What has no note is text like any other, until there is one.
    let has_mark =
        |doc: &Doc, name: &str| doc.source.to_lowercase().contains(&format!("[^{}]", name.to_lowercase()));
    let is_in = |doc: &Doc, name: &str| has_note(doc, name) || has_mark(doc, name);
    let lacking = |note: &&parse::Note| !has_note(gone, &note.name) && has_mark(gone, &note.name);
    if let Some(note) = kept.notes.iter().find(lacking) {
        let message =
            format!("`[^{}]` has no footnote in {}, and one in {}", note.name, gone.path, kept.path);
        return Err(Refused::new(message, "write its footnote, or take the mark out"));
    }
    for node in &gone.nodes {
        let (NodeKind::NoteRef(note) | NodeKind::Note(note)) = node.kind else { continue };
        let name = &gone.notes[note as usize].name;
        let written = node.range.of(&gone.source);
        if is_in(kept, name)
            && let Some(at) = written.find(&format!("[^{name}]"))
        {
            let new = free(&format!("{slug}-{name}"), &|name| is_in(kept, name) || is_in(gone, name));
            let place = Range::new(at + 2, at + 2 + name.len()).shifted(node.range.start as usize);
            let _ = draft.plan.edits.replace(&gone.path, place, &new);
        }
    }
    Ok(())
}
