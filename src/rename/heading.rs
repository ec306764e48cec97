//! Other words, or another id, for a heading; and two sections in one.

use std::collections::BTreeMap;

use super::draft::Draft;
use super::names::Names;
use super::references::{Anchored, Taking};
use super::sections::{Section, sections, use_of};
use super::written::escaped_line;
use super::{Plan, Reader, Refused, Renaming, Trace};
use crate::edit::Edits;
use crate::parse::{Doc, Heading, is_reserved_id};
use crate::resolve::{DocIndex, Found, Site};
use crate::text::{Range, nearest, slug};

/// Gives the heading at `place`, which is `PAGE#ID`, other words or another id. The old id goes on leading there.
///
/// # Errors
/// [`Refused`] for a place that there isn't, a name that is taken or the one that it has.
pub fn rename_heading(site: &Site, place: &str, to: &Renaming<'_>) -> Result<Plan, Refused> {
    let reader = Reader::new(site);
    let (index, number) = find(&reader, place)?;
    let doc = reader.doc(index);
    let heading = &doc.headings[number];
    if heading.only_link.is_some() {
        let message = format!("the heading `{place}` is nothing but a link");
        return Err(Refused::new(message, "rename what it leads to"));
    }
    let words = heading.text.of(&doc.text).to_owned();
    let name = to.name.split_whitespace().collect::<Vec<_>>().join(" ");
    let made = slug(&name);
    let is_words = made != name || (words == heading.id && !heading.explicit);
    let new_words = if is_words { name } else { words.clone() };
    let new_id = match to.slug {
        Some(id) => id.to_owned(),
        None if is_words && heading.explicit => heading.id.clone(),
        None if is_words && is_reserved_id(&made) => free_id(doc, &made),
        None => made,
    };
    if new_words == words && new_id == heading.id {
        let message = format!("`{place}` is called that already");
        return Err(Refused { message, help: Vec::new() });
    }
    if new_id.is_empty() || slug(&new_id) != new_id {
        let message = format!("`{new_id}` makes no id");
        return Err(Refused::new(message, "an id is small letters, digits and hyphens"));
    }
    let others = doc.headings.iter().enumerate().filter(|(other, _)| *other != number);
    let mut ids = others.flat_map(|(_, other)| other.formerly.iter().chain([&other.id]));
    if ids.any(|id| *id == new_id) {
        let message = format!("{} has another heading `{new_id}`", doc.path);
        return Err(Refused::new(message, "choose another name"));
    }
    if is_reserved_id(&new_id) && new_id != heading.id {
        let message = format!("the id `{new_id}` is kept for the theme");
        return Err(Refused::new(message, "choose another name, or another id with `--slug`"));
    }
    let is_back = new_id != heading.id && heading.formerly.last() == Some(&new_id);
    let trace = if is_back { Trace::Forget } else { to.trace };
    let mut draft = Draft::new(&reader, trace);
    if new_words != words {
        let inside = words_in_file(doc, heading).ok_or_else(|| no_place(place))?;
        let _ = draft.plan.edits.replace(&doc.path, inside, &escaped_line(&new_words));
    }
    if new_id != heading.id {
        // An id that is made of the words needs no writing down.
        let needs_id = slug(&new_words) != new_id || (heading.explicit && trace == Trace::Leave);
        let former = if trace == Trace::Leave { vec![heading.id.clone()] } else { Vec::new() };
        let id = if needs_id { Id::Is(new_id.clone()) } else { Id::OfWords };
        draft.marks.insert((index, number as u32), Mark { id, dropped: vec![new_id.clone()], former });
    }
    let changed = (new_words != words).then_some((words, new_words));
    let mut others = doc.headings.iter().enumerate().filter(|(other, _)| *other != number);
    let is_double = changed
        .as_ref()
        .is_some_and(|(_, after)| others.any(|(_, other)| slug(other.text.of(&doc.text)) == slug(after)));
    let anchored = Anchored { id: new_id, words: changed, is_double, is_paragraph: false };
    let anchors = BTreeMap::from([(heading.id.clone(), anchored)]);
    let (old, new) = (Names::of(doc), Names::of(doc));
    draft.take(&Taking { reader: &reader, doc: index, into: index, old, new, anchors, trace });
    draft.finish()
}

/// Makes one section of two of a page, each named by `PAGE#ID`: the text of the one comes after that of the other, and
/// what leads to the one leads to the other, its old id included.
///
/// # Errors
/// [`Refused`] for a place that there isn't, for sections of two pages, of which one holds the other, or that say what two
/// articles mean.
pub fn merge_headings(site: &Site, from: &str, into: &str) -> Result<Plan, Refused> {
    let reader = Reader::new(site);
    let (index, gone) = find(&reader, from)?;
    let (other, kept) = find(&reader, into)?;
    if index != other {
        let message = format!("`{from}` and `{into}` are on two pages");
        return Err(Refused::new(message, "move the text by hand, or merge the pages"));
    }
    if gone == kept {
        return Err(Refused::new(format!("`{from}` can't be merged into itself"), "name another heading"));
    }
    let doc = reader.doc(index);
    let all = sections(doc);
    let section = |heading: usize, place: &str| -> Result<Section, Refused> {
        all.iter().find(|section| section.heading as usize == heading).copied().ok_or_else(|| {
            Refused::new(format!("the heading `{place}` stands inside another block"), "edit it by hand")
        })
    };
    let (gone, kept) = (section(gone, from)?, section(kept, into)?);
    if gone.range.contains(kept.range) {
        let message = format!("`{into}` stands under `{from}`");
        return Err(Refused::new(message, &format!("`lectern merge heading {into} {from}`")));
    }
    let is_use = |section: Section| use_of(&reader, doc, &doc.headings[section.heading as usize]);
    if is_use(gone).is_some() && is_use(gone) != is_use(kept) {
        let message = format!("the heading `{from}` is nothing but a link");
        return Err(Refused::new(message, "merge what it leads to, or give it words first"));
    }
    let heading = &doc.headings[gone.heading as usize];
    if heading.only_link.is_none() && doc.links.iter().any(|link| heading.range.contains(link.range)) {
        let message = format!("the heading `{from}` has a link in it, which would be lost");
        return Err(Refused::new(message, "take the link out of the heading first"));
    }
    let mut draft = Draft::new(&reader, Trace::Leave);
    draft.join_sections((index, gone), (index, kept))?;
    draft.finish()
}

/// The id that a heading gets of words whose own is kept for the theme.
fn free_id(doc: &Doc, made: &str) -> String {
    let is_taken = |id: &str| {
        is_reserved_id(id)
            || doc.headings.iter().any(|it| it.id == id || it.formerly.iter().any(|it| it == id))
    };
    let stem = if is_reserved_id(&format!("{made}-1")) { format!("section-{made}") } else { made.to_owned() };
    let numbered = (1..=doc.headings.len() * 2 + 1).map(|number| format!("{stem}-{number}"));
    std::iter::once(stem.clone()).chain(numbered).find(|id| !is_taken(id)).unwrap_or(stem)
}

fn no_place(place: &str) -> Refused {
    Refused::new(format!("the heading `{place}` is written in a way that can't be edited"), "edit it by hand")
}

/// The document and the heading's number in it.
fn find(reader: &Reader<'_>, place: &str) -> Result<(DocIndex, usize), Refused> {
    let Some((page, id)) = place.split_once('#') else {
        return Err(Refused::new(format!("`{place}` names no heading"), "write `PAGE#ID`"));
    };
    let page = page.trim_start_matches("content/");
    let page = page.strip_suffix(".md").unwrap_or(page);
    let by_path = || {
        let path = format!("content/{page}.md");
        reader.site.docs.iter().position(|doc| *doc.path == *path).map(|doc| doc as DocIndex)
    };
    let doc = match reader.labels.find(page) {
        Found::One(doc) => doc,
        Found::Several(_) => {
            let message = format!("`{page}` may be several pages");
            return Err(Refused::new(message, "write it with its folder, `concepts/slug#id`"));
        }
        Found::Nothing => by_path().ok_or_else(|| {
            let near = reader.labels.near(page).map(|near| format!("did you mean `{}`?", near.label));
            Refused { message: format!("no page is called `{page}`"), help: near.into_iter().collect() }
        })?,
    };
    let headings = &reader.doc(doc).headings;
    let text = &reader.doc(doc).text;
    let by_id = headings.iter().position(|heading| heading.id == id);
    let by_words = || headings.iter().position(|heading| slug(heading.text.of(text)) == slug(id));
    match by_id.or_else(by_words) {
        Some(heading) => Ok((doc, heading)),
        None => {
            let near = nearest(id, headings.iter().map(|heading| heading.id.as_str()));
            let help = near.map(|near| format!("did you mean `{near}`?"));
            let message = format!("{} has no heading `{id}`", reader.doc(doc).path);
            Err(Refused { message, help: help.into_iter().collect() })
        }
    }
}

/// The bytes of the heading's own words: without its signs and attributes.
fn words_in_file(doc: &Doc, heading: &Heading) -> Option<Range> {
    let children: Vec<u32> = doc.children(Some(heading.node)).collect();
    let first = doc.nodes.get(*children.first()? as usize)?.range;
    let last = doc.nodes.get(*children.last()? as usize)?.range;
    Some(Range { start: first.start, end: last.end })
}

/// What is to be written behind a heading's words.
#[derive(Debug, Default)]
pub struct Mark {
    /// Its id.
    pub id: Id,
    /// Former ids that it isn't to have.
    pub dropped: Vec<String>,
    /// Former ids that are new.
    pub former: Vec<String>,
}

/// Which id is written.
#[derive(Debug, Default)]
pub enum Id {
    /// The one that is, or none.
    #[default]
    AsItIs,
    /// None: it is made of the words.
    OfWords,
    /// This one.
    Is(String),
}

/// Writes a mark; none where the heading is written in a way that can't be edited.
pub fn write_mark(doc: &Doc, heading: &Heading, mark: &Mark, edits: &mut Edits) -> Option<()> {
    let start = words_in_file(doc, heading)?.end as usize;
    let line = doc.source[start..].split('\n').next()?.trim_end();
    let (before, inside) = match line.strip_suffix('}').and_then(|line| line.rsplit_once('{')) {
        Some((before, inside)) => (before.trim_end(), inside),
        None => (line, ""),
    };
    let mut parts: Vec<String> = inside.split_whitespace().map(str::to_owned).collect();
    let own = parts.iter().position(|part| *part == format!("#{}", heading.id));
    match (&mark.id, own) {
        (Id::Is(id), Some(at)) => parts[at] = format!("#{id}"),
        (Id::Is(id), None) => parts.insert(0, format!("#{id}")),
        (Id::OfWords, Some(at)) => {
            parts.remove(at);
        }
        (Id::OfWords, None) | (Id::AsItIs, _) => {}
    }
    parts.retain(|part| !mark.dropped.iter().any(|id| *part == format!("formerly={id}")));
    for id in &mark.former {
        let part = format!("formerly={id}");
        if !parts.contains(&part) {
            parts.push(part);
        }
    }
    let block = if parts.is_empty() { String::new() } else { format!(" {{{}}}", parts.join(" ")) };
    let range = Range::new(start + before.len(), start + line.len());
    let _ = edits.replace(&doc.path, range, &block);
    Some(())
}
