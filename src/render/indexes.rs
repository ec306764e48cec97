//! The indexes: entries under letters or kinds, and where articles name them.

use super::Context;
use super::views::{EntryGroup, EntryLine, IndexView, LinkView, Locators, Siglum};
use crate::parse::Kind;
use crate::parse::meta::{NameKind, Special};
use crate::resolve::{Backlink, EntryIndex, filing_key};
use crate::text::slug;

/// Places that the index of names gives for each, at most.
const MOST_LOCATORS: usize = 40;

/// Concepts from A to Z.
pub fn concepts(ctx: &Context<'_>) -> IndexView {
    let mut lines: Vec<(String, EntryLine)> = Vec::new();
    for doc in &ctx.site.order.concepts {
        let Some(entry) = ctx.site.entry_of[*doc as usize] else { continue };
        let line = ctx.whole_line(entry, "../");
        let key = filing_key(&line.title);
        for alias in &line.aliases {
            let alias_key = filing_key(alias);
            if letter(&alias_key) != letter(&key) {
                let (title, see) = (alias.clone(), line.title.clone());
                let (id, href) = (line.id.clone(), line.href.clone());
                lines.push((
                    alias_key,
                    EntryLine { id, href, filed_as: alias.clone(), title, see, ..EntryLine::default() },
                ));
            }
        }
        lines.push((key, line));
    }
    // What is filed alike stays in the order of the concepts.
    lines.sort_by(|one, other| one.0.cmp(&other.0));
    let mut groups: Vec<EntryGroup> = Vec::new();
    for (key, line) in lines {
        push_line(&mut groups, letter(&key), line);
    }
    IndexView {
        page: ctx.frame("concepts/index.html", "concepts", &ctx.words.concepts),
        groups,
        n_entries: ctx.site.order.concepts.len(),
    }
}

/// The letter under which a filing key stands.
pub(super) fn letter(key: &str) -> String {
    match key.chars().next() {
        Some(first) if first.is_alphabetic() => first.to_uppercase().to_string(),
        _ => "0–9".to_owned(),
    }
}

/// Names under what they name, with the paragraphs of articles in which they stand.
pub fn names(ctx: &Context<'_>) -> IndexView {
    let mut groups: Vec<EntryGroup> = Vec::new();
    let kinds = [NameKind::Person, NameKind::Place, NameKind::Institution, NameKind::Event, NameKind::Work];
    for kind in kinds {
        for doc in &ctx.site.order.names {
            let is_of_kind = match &ctx.doc(*doc).meta.special {
                Special::Name(name) => name.kind.it == kind,
                _ => false,
            };
            let Some(entry) = ctx.site.entry_of[*doc as usize].filter(|_| is_of_kind) else { continue };
            let mut line = ctx.whole_line(entry, "../");
            line.locators = locators(ctx, entry, "../");
            push_line(&mut groups, ctx.words.kind(kind).other.clone(), line);
        }
    }
    IndexView {
        page: ctx.frame("names/index.html", "names", &ctx.words.names),
        groups,
        n_entries: ctx.site.order.names.len(),
    }
}

pub(super) fn push_line(groups: &mut Vec<EntryGroup>, title: String, line: EntryLine) {
    match groups.last_mut().filter(|group| group.title == title) {
        Some(group) => group.entries.push(line),
        None => {
            let id = format!("in-{}", slug(&title));
            groups.push(EntryGroup { id, title, entries: vec![line] });
        }
    }
}

/// Its paragraphs in each article, each once.
pub(super) fn locators(ctx: &Context<'_>, entry: EntryIndex, root: &str) -> Vec<Locators> {
    let mut out: Vec<Locators> = Vec::new();
    let mut article = None;
    let in_articles = |backlink: &&Backlink| ctx.doc(backlink.doc).kind == Kind::Article;
    for backlink in ctx.site.backlinks[entry as usize].iter().filter(in_articles).take(MOST_LOCATORS) {
        let href = format!("{root}{}", ctx.address(backlink.doc));
        if article.replace(backlink.doc) != Some(backlink.doc) {
            let Siglum { letter, voice } = ctx.siglum(backlink.doc);
            let title = ctx.title(backlink.doc).to_owned();
            out.push(Locators { letter, voice, title, href: href.clone(), paragraphs: Vec::new() });
        }
        let mention = &ctx.site.mentions[backlink.doc as usize][backlink.mention as usize];
        let number = ctx.doc(backlink.doc).runs.get(mention.run as usize).map_or(0, |run| run.paragraph);
        let title = number.to_string();
        let Some(paragraphs) = out.last_mut().map(|locators| &mut locators.paragraphs) else { continue };
        if number > 0 && paragraphs.last().is_none_or(|last| last.title != title) {
            paragraphs.push(LinkView { href: format!("{href}#p{number}"), title });
        }
    }
    out
}
