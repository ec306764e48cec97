//! The sections of a document, and how one becomes part of another.

use super::draft::Draft;
use super::{Reader, Refused};
use crate::parse::{Doc, Heading, NodeKind};
use crate::resolve::{DocIndex, Found};
use crate::text::Range;

/// What stands under a heading that isn't inside another block.
#[derive(Clone, Copy, Debug)]
pub struct Section {
    /// `headings[i]` opens it.
    pub heading: u32,
    /// From the heading to the next that is no deeper.
    pub range: Range,
    /// After the heading to the next of any kind.
    pub own: Range,
}

/// All sections of a document, those inside others too.
pub fn sections(doc: &Doc) -> Vec<Section> {
    let number = |node: u32| match doc.nodes[node as usize].kind {
        NodeKind::Heading(heading) => Some(heading),
        _ => None,
    };
    let top: Vec<u32> = doc.children(None).filter_map(number).collect();
    let heading = |number: u32| &doc.headings[number as usize];
    let end = doc.source.len() as u32;
    let section = |(at, number): (usize, &u32)| {
        let it = heading(*number);
        let after = || top[at + 1..].iter().map(|next| heading(*next));
        let next = after().next().map_or(end, |next| next.range.start);
        let last = after().find(|next| next.level <= it.level).map_or(end, |next| next.range.start);
        Section {
            heading: *number,
            range: Range { start: it.range.start, end: last },
            own: Range { start: it.range.end.min(next), end: next },
        }
    };
    top.iter().enumerate().map(section).collect()
}

/// The sections under headings of the first and second level, each to the next such heading.
pub fn chapters(doc: &Doc) -> Vec<Section> {
    let mut out = sections(doc);
    out.retain(|section| doc.headings[section.heading as usize].level <= 2);
    let starts: Vec<u32> = out.iter().skip(1).map(|next| next.range.start).collect();
    for (section, next) in out.iter_mut().zip(starts) {
        section.range.end = section.range.end.min(next);
    }
    out
}

/// What a heading is a link to, and nothing else.
pub fn use_of(reader: &Reader<'_>, doc: &Doc, heading: &Heading) -> Option<DocIndex> {
    match reader.labels.find(doc.links[heading.only_link? as usize].to.trim()) {
        Found::One(article) => Some(article),
        Found::Several(_) | Found::Nothing => None,
    }
}

impl Draft<'_> {
    /// Puts a stretch of a document's text at a place between two blocks of another, or at its end.
    pub fn carry(&mut self, from: (DocIndex, Range), into: (DocIndex, u32)) {
        let doc = self.reader.doc(from.0);
        let words = from.1.of(&doc.source);
        let start = words.len() - words.trim_start().len();
        let range = Range::new(start, words.trim_end().len().max(start)).shifted(from.1.start as usize);
        if !range.is_empty() {
            let (lead, tail) = self.round(into);
            let path = self.reader.doc(into.0).path.clone();
            self.plan.edits.carry((&doc.path, range), (&path, into.1), &lead, &tail);
        }
    }

    /// Puts words of ours there.
    pub fn put(&mut self, words: &str, into: (DocIndex, u32)) {
        let (lead, tail) = self.round(into);
        let doc = self.reader.doc(into.0);
        let at = Range { start: into.1, end: into.1 };
        let _ = self.plan.edits.replace(&doc.path, at, &format!("{lead}{words}{tail}"));
    }

    /// What stands before and after a text at a place between two blocks, or at the end.
    fn round(&mut self, (index, at): (DocIndex, u32)) -> (String, String) {
        let doc = self.reader.doc(index);
        let feed = if doc.source.contains("\r\n") { "\r\n" } else { "\n" };
        let before = &doc.source[..at as usize];
        let is_end = at as usize == doc.source.len();
        let n_before = match self.filled.insert((index, at)) {
            false => usize::from(is_end),
            true if before.ends_with("\n\n") || before.ends_with("\n\r\n") => 0,
            true if before.ends_with('\n') => 1,
            true => 2,
        };
        (feed.repeat(n_before), feed.repeat(if is_end { 1 } else { 2 }))
    }

    /// Makes one section of two: what stands directly under the one comes after what stands directly under the other,
    /// and sections inside it after those inside the other. The heading of the one goes, and its ids lead to the other.
    ///
    /// # Errors
    /// [`Refused`] for a heading inside that can't get another level.
    pub fn join_sections(
        &mut self,
        (gone, from): (DocIndex, Section),
        (kept, into): (DocIndex, Section),
    ) -> Result<(), Refused> {
        let (doc, other) = (self.reader.doc(gone), self.reader.doc(kept));
        let (old, new) = (&doc.headings[from.heading as usize], &other.headings[into.heading as usize]);
        let inner = Range { start: from.own.end, end: from.range.end };
        if gone == kept {
            // Whatever isn't carried goes.
            let own = from.own.of(&doc.source);
            let own_start = from.own.start + (own.len() - own.trim_start().len()) as u32;
            let own_end = own_start.max(from.own.start + own.trim_end().len() as u32);
            let inner_end = inner.start + inner.of(&doc.source).trim_end().len() as u32;
            let _ = self.plan.edits.replace(&doc.path, Range { start: from.range.start, end: own_start }, "");
            for (start, end) in [(own_end, inner.start), (inner_end, inner.end)] {
                if start < end {
                    let _ = self.plan.edits.replace(&doc.path, Range { start, end }, "");
                }
            }
        }
        let deeper = new.level as i32 - old.level as i32;
        for section in sections(doc).into_iter().filter(|section| inner.contains(section.range)) {
            let heading = &doc.headings[section.heading as usize];
            let level = i32::from(heading.level) + deeper;
            let signs = heading.range.of(&doc.source);
            let n_signs = signs.bytes().take_while(|byte| *byte == b'#').count();
            if deeper != 0 && (n_signs != heading.level as usize || !(1..=6).contains(&level)) {
                let message = format!(
                    "in {}, the heading `{}` can't get level {level}",
                    doc.path,
                    heading.text.of(&doc.text)
                );
                return Err(Refused::new(message, "write it with `#`, and not too deep"));
            }
            if deeper != 0 {
                let at = Range::new(0, n_signs).shifted(heading.range.start as usize);
                let _ = self.plan.edits.replace(&doc.path, at, &"#".repeat(level as usize));
            }
        }
        self.carry((gone, from.own), (kept, into.own.end));
        self.carry((gone, inner), (kept, into.range.end));
        self.join((gone, from.heading), (kept, into.heading));
        let is_taken = |id: &&String| {
            gone != kept
                && other.headings.iter().any(|heading| heading.id == **id || heading.formerly.contains(id))
        };
        let ids = std::iter::once(&old.id).chain(&old.formerly).filter(|id| !is_taken(id));
        self.marks.entry((kept, into.heading)).or_default().former.extend(ids.cloned());
        Ok(())
    }
}
