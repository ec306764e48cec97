//! Another slug, another title, or both, for a document.

use std::collections::BTreeMap;

use super::draft::Draft;
use super::front::{List, edit_list, quoted};
use super::names::{Names, aliases, folder_word, word};
use super::references::Taking;
use super::{Plan, Reader, Refused, Trace, prose};
use crate::parse::Doc;
use crate::resolve::{DocIndex, Site, fold_address, folder, forms_of, is_reserved, slug_of};
use crate::text::{Range, folded_key, hidden_character, slug};

/// What a document is to be called.
#[derive(Clone, Debug)]
pub struct Renaming<'a> {
    /// A title, of which the slug is made; or a slug, and the title stays.
    pub name: &'a str,
    /// In place of the slug that is made of the title.
    pub slug: Option<&'a str>,
    /// In place of the title that stays.
    pub title: Option<&'a str>,
    /// Whether the old name goes on being known.
    pub trace: Trace,
    /// Whether prose that says the old title is to say the new one.
    pub prose: bool,
}

/// Gives a document another name.
///
/// Where the name goes back to the last of those in `formerly`, the renaming in between is taken back: nothing is left
/// of it.
///
/// # Errors
/// [`Refused`] for a name that is taken, kept for the site, no name, or the one that it has.
pub fn rename(site: &Site, doc: DocIndex, to: &Renaming<'_>) -> Result<Plan, Refused> {
    let reader = Reader::new(site);
    let it = reader.doc(doc);
    let old = Names::of(it);
    let mut new = named(it, &old, to)?;
    if new == old {
        let message = format!("{} is called that already", it.path);
        return Err(Refused { message, help: Vec::new() });
    }
    check_free(site, doc, &old, &new)?;
    let mut plan = Plan::default();
    let former: Vec<Range> = it.meta.formerly.iter().map(|former| former.range).collect();
    let is_back = new.slug != old.slug && it.meta.formerly.last().is_some_and(|last| last.it == new.slug);
    let trace = if is_back { Trace::Forget } else { to.trace };
    if is_back && to.trace == Trace::Leave {
        plan.notes.push(format!(
            "`{}` leaves no redirect: this takes a renaming back; if it was published, add it to `formerly`",
            old.slug
        ));
    }
    if new.slug != old.slug {
        match &it.meta.slug {
            Some(written) => {
                let text = quoted(&new.slug, written.range.of(&it.source));
                let _ = plan.edits.replace(&it.path, written.range, &text);
            }
            None => {
                new.file = format!("{}.md", new.slug);
                let folder = it.path.rsplit_once('/').map_or("content", |(folder, _)| folder);
                plan.edits.rename(&it.path, &format!("{folder}/{}", new.file));
            }
        }
    }
    retitle(it, &old, &new, trace, &mut plan)?;
    if new.slug != old.slug {
        let removed = (0..former.len()).filter(|item| it.meta.formerly[*item].it == new.slug).collect();
        let added = if trace == Trace::Leave { vec![quoted(&old.slug, "")] } else { Vec::new() };
        edit_list(it, &List { key: "formerly", items: former, removed, added }, &mut plan.edits)?;
    }
    let mut draft = Draft::new(&reader, trace);
    draft.plan = plan;
    let references = Taking { reader: &reader, doc, into: doc, old, new, anchors: BTreeMap::new(), trace };
    draft.take(&references);
    if to.prose {
        prose::reword(site, doc, &references.old.title, &references.new.title, &mut draft.plan);
    }
    draft.finish()
}

/// The names asked for; the file's is as it was.
fn named(doc: &Doc, old: &Names, to: &Renaming<'_>) -> Result<Names, Refused> {
    let name = one_line(to.name)?;
    let made = slug(&name);
    // A glossary may be written in small letters: then its titles look like slugs.
    let is_title = made != name || old.title == old.slug;
    let title = match to.title {
        Some(title) => one_line(title)?,
        None if is_title => name,
        None => old.title.clone(),
    };
    let slug_given = to.slug.unwrap_or(&made);
    if slug_given.is_empty() || slug(slug_given) != slug_given {
        let message = format!("`{}` makes no address", to.slug.unwrap_or(to.name));
        return Err(Refused::new(message, "a slug is small letters, digits and hyphens"));
    }
    if is_reserved(doc.kind, slug_given) {
        let address = format!("{}{slug_given}", folder(doc.kind));
        return Err(Refused::new(
            format!("`{address}` is kept for a page of the site's own"),
            "choose another name",
        ));
    }
    let slug = slug_given.to_owned();
    Ok(Names { slug, title, file: old.file.clone() })
}

fn one_line(name: &str) -> Result<String, Refused> {
    let name = name.split_whitespace().collect::<Vec<_>>().join(" ");
    if name.is_empty() || name.chars().any(char::is_control) || hidden_character(&name).is_some() {
        let message = "the name is empty, or holds a character that can't be seen".to_owned();
        return Err(Refused::new(message, "type it anew"));
    }
    Ok(name)
}

/// No other document has, or had, the address or the title.
fn check_free(site: &Site, doc: DocIndex, old: &Names, new: &Names) -> Result<(), Refused> {
    let it = &site.docs[doc as usize];
    let word = word(it.kind);
    let merge = format!("choose another name; `lectern merge {word} {} OTHER` makes one of both", old.slug);
    let address = fold_address(&format!("{}{}.html", folder(it.kind), new.slug));
    let others = || (0..site.docs.len()).filter(|other| *other != doc as usize);
    if let Some(other) = others().find(|other| fold_address(&site.addresses[*other]) == address) {
        let label = format!("{}/{}", folder_word(it.kind), new.slug);
        return Err(Refused::new(format!("`{label}` is {}", site.docs[other].path), &merge));
    }
    let former = site.redirects.iter().find(|it| fold_address(&it.from) == address && it.to != doc);
    if let Some(former) = former {
        let path = &site.docs[former.to as usize].path;
        let message = format!("`{}` is a former name of {path}", new.slug);
        return Err(Refused::new(message, "choose another name, or take it out of `formerly` there"));
    }
    let answers = |other: &Doc, name: &str| {
        let is = |label: &str| folded_key(label) == folded_key(name);
        other.kind == it.kind && (is(&other.meta.title.it) || aliases(other).any(is) || is(slug_of(other)))
    };
    let names = [(&new.title, new.title != old.title), (&new.slug, new.slug != old.slug)];
    for (name, _) in names.into_iter().filter(|(_, is_new)| *is_new) {
        if let Some(other) = others().find(|other| answers(&site.docs[*other], name)) {
            let path = &site.docs[other].path;
            return Err(Refused::new(format!("{path} is called `{name}`"), &merge));
        }
    }
    Ok(())
}

/// The title, and among the aliases the old one.
fn retitle(doc: &Doc, old: &Names, new: &Names, trace: Trace, plan: &mut Plan) -> Result<(), Refused> {
    if old.title == new.title {
        return Ok(());
    }
    let title = doc.meta.title.range;
    if title.is_empty() {
        let message = format!("{} has no title that can be replaced", doc.path);
        return Err(Refused::new(message, "write `title` in its front matter"));
    }
    let as_written = title.of(&doc.source).to_owned();
    let mut new_title = quoted(&new.title, &as_written);
    if let Some(forms) = forms_of(doc) {
        let is = |title: &str| forms.aliases.iter().position(|alias| alias.it == title);
        let (mut removed, mut added) = (Vec::new(), Vec::new());
        match (trace, is(&new.title)) {
            (Trace::Forget, Some(alias)) => {
                // As its author once wrote it.
                new_title = forms.aliases[alias].range.of(&doc.source).to_owned();
                removed.push(alias);
            }
            (Trace::Leave, _) if is(&old.title).is_none() => added.push(as_written),
            _ => {}
        }
        let items = forms.aliases.iter().map(|alias| alias.range).collect();
        edit_list(doc, &List { key: "aliases", items, removed, added }, &mut plan.edits)?;
    }
    let _ = plan.edits.replace(&doc.path, title, &new_title);
    Ok(())
}
