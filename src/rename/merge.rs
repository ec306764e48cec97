//! Two documents in one: their words, relations, addresses and texts.

use std::collections::BTreeMap;

use super::draft::Draft;
use super::front::{List, edit_list, insert_line, quoted};
use super::names::{Names, word};
use super::references::Taking;
use super::sections::sections;
use super::{Plan, Reader, Refused, Trace, join};
use crate::parse::Doc;
use crate::parse::meta::{Article, Forms, Meta, Published, Special};
use crate::resolve::{DocIndex, Site, forms_of};
use crate::text::{Range, Spot, folded_key};

/// Makes one document of two of a kind: what leads to `from` leads to `into`, which has the words, relations and former
/// addresses of both, and the text of `from` after its own. The file of `from` goes.
///
/// # Errors
/// [`Refused`] for a document and itself, and for two that can't be joined without losing something.
pub fn merge(site: &Site, from: DocIndex, into: DocIndex) -> Result<Plan, Refused> {
    let reader = Reader::new(site);
    let (gone, kept) = (reader.doc(from), reader.doc(into));
    check_fit(gone, kept)?;
    let mut draft = Draft::new(&reader, Trace::Leave);
    if let (Some(gone_forms), Some(kept_forms)) = (forms_of(gone), forms_of(kept)) {
        words(site, (from, gone_forms), (into, kept_forms), &mut draft.plan)?;
    }
    join::relations(&reader, from, into, &mut draft.plan)?;
    let former: Vec<Range> = kept.meta.formerly.iter().map(|former| former.range).collect();
    let mut added = vec![quoted(&Names::of(gone).slug, "")];
    added.extend(gone.meta.formerly.iter().map(|former| former.range.of(&gone.source).to_owned()));
    let formerly = List { key: "formerly", items: former, removed: Vec::new(), added };
    edit_list(kept, &formerly, &mut draft.plan.edits)?;
    union(kept, "no_links", &kept.meta.no_links, gone, &gone.meta.no_links, &mut draft.plan)?;
    inherit(gone, kept, &mut draft.plan)?;
    draft.plan.gone = Some((gone.path.clone(), kept.path.clone()));
    join::texts(&mut draft, from, into)?;
    for entry in 0..site.entries.len() {
        join_uses(&mut draft, entry as u32, from, into)?;
    }
    let (old, new) = (Names::of(gone), Names::of(kept));
    let anchors = BTreeMap::new();
    draft.take(&Taking { reader: &reader, doc: from, into, old, new, anchors, trace: Trace::Leave });
    draft.plan.edits.delete(&gone.path);
    draft.finish()
}

fn check_fit(gone: &Doc, kept: &Doc) -> Result<(), Refused> {
    if gone.path == kept.path {
        let message = format!("{} can't be merged into itself", gone.path);
        return Err(Refused::new(message, &format!("name another {}", word(gone.kind))));
    }
    let setting = |forms: &Forms| (forms.autolink, forms.case);
    if forms_of(gone).map(setting) != forms_of(kept).map(setting) {
        let message = format!("{} and {} differ in `autolink` or `case`", gone.path, kept.path);
        return Err(Refused::new(
            message,
            "make both alike first: otherwise mentions would be lost or come up",
        ));
    }
    if gone.meta.draft != kept.meta.draft {
        let message = format!("of {} and {} one is a draft", gone.path, kept.path);
        return Err(Refused::new(message, "make both alike first"));
    }
    if let Some((one, other)) = citation(&gone.meta).zip(citation(&kept.meta))
        && one.it != other.it
    {
        let message = format!("{} is `{}`, and {} is `{}`", gone.path, one.it, kept.path, other.it);
        return Err(Refused::new(message, "two works are two pages: make both `citation` alike first"));
    }
    Ok(())
}

fn citation(meta: &Meta) -> Option<&Spot<String>> {
    match &meta.special {
        Special::Article(article) => article.citation.as_ref(),
        Special::Name(name) => name.citation.as_ref(),
        Special::Concept(_) | Special::Page => None,
    }
}

/// An entry that says what either article means has one section with both.
fn join_uses(draft: &mut Draft<'_>, entry: u32, from: DocIndex, into: DocIndex) -> Result<(), Refused> {
    let site = draft.reader.site;
    let index = site.entries[entry as usize].doc;
    let all = sections(draft.reader.doc(index));
    let of = |article: DocIndex| {
        let uses = site.uses.iter().filter(move |it| it.entry == entry && it.article == article);
        uses.filter_map(|it| all.iter().find(|section| section.heading == it.heading).copied())
    };
    let Some(kept) = of(into).next() else { return Ok(()) };
    for gone in of(from).collect::<Vec<_>>() {
        draft.join_sections((index, gone), (index, kept))?;
    }
    Ok(())
}

/// Keys with one value: the document that stays takes over what it hasn't. The author is told of the others.
fn inherit(gone: &Doc, kept: &Doc, plan: &mut Plan) -> Result<(), Refused> {
    let published = |meta| article(meta)?.published.as_ref();
    let (old, new) = (&gone.meta, &kept.meta);
    let keys = [
        ("summary", old.summary.as_ref().map(|it| it.range), new.summary.is_some()),
        ("citation", citation(old).map(|it| it.range), citation(new).is_some()),
        ("published", published(old).map(|it| it.range), published(new).is_some()),
    ];
    for (key, range, is_known) in keys {
        if let Some(range) = range.filter(|_| !is_known) {
            insert_line(kept, &format!("{key} = {}", range.of(&gone.source)), &mut plan.edits)?;
        }
    }
    if let (Some(of_gone), Some(of_kept)) = (article(old), article(new)) {
        union(kept, "locators", &of_kept.locators, gone, &of_gone.locators, plan)?;
        union(kept, "speakers", &of_kept.speakers, gone, &of_gone.speakers, plan)?;
    }
    let is_of_another_kind = match (&old.special, &new.special) {
        (Special::Name(one), Special::Name(other)) => one.kind.it != other.kind.it,
        _ => false,
    };
    let is_otherwise = |it: &Spot<Published>| published(new).is_some_and(|other| other.it != it.it);
    let left = [
        ("kind", is_of_another_kind),
        ("compare", matches!(&old.special, Special::Concept(concept) if concept.compare.is_some())),
        ("sort", matches!(&old.special, Special::Name(name) if name.sort.is_some())),
        ("letter", article(old).is_some_and(|article| article.letter.is_some())),
        ("published", published(old).is_some_and(is_otherwise)),
        ("updated", old.updated.is_some()),
        ("order", old.order.is_some()),
        ("linking", old.linking.is_some()),
    ];
    let left: Vec<&str> = left.into_iter().filter(|(_, is_left)| *is_left).map(|(key, _)| key).collect();
    if !left.is_empty() {
        plan.notes.push(format!("not taken over from {}: {}", gone.path, left.join(", ")));
    }
    plan.notes.push(format!("{} has the text of both: read it again", kept.path));
    Ok(())
}

fn article(meta: &Meta) -> Option<&Article> {
    match &meta.special {
        Special::Article(article) => Some(article),
        _ => None,
    }
}

/// The lists of words: an entry that has them all is found wherever one of the two was.
fn words(
    site: &Site,
    (from, gone_forms): (DocIndex, &Forms),
    (into, kept_forms): (DocIndex, &Forms),
    plan: &mut Plan,
) -> Result<(), Refused> {
    let (gone, kept) = (&site.docs[from as usize], &site.docs[into as usize]);
    let labels: Vec<Spot<String>> =
        [&gone.meta.title].into_iter().chain(&gone_forms.aliases).cloned().collect();
    let known: Vec<&str> =
        [&kept.meta.title].into_iter().chain(&kept_forms.aliases).map(|label| label.it.as_str()).collect();
    let mut added: Vec<String> = Vec::new();
    for label in labels.iter().filter(|label| !known.contains(&label.it.as_str())) {
        let written = label.range.of(&gone.source).to_owned();
        if !added.contains(&written) {
            added.push(written);
        }
    }
    let items = kept_forms.aliases.iter().map(|alias| alias.range).collect();
    edit_list(kept, &List { key: "aliases", items, removed: Vec::new(), added }, &mut plan.edits)?;
    let found_by = |doc: DocIndex| {
        let entry = site.entry_of[doc as usize];
        site.forms.iter().filter(move |form| Some(form.entry) == entry)
    };
    // A plural that one has and the other drops is written down, which counts for more than dropping it.
    let drops = |forms: &Forms, folded: &str| forms.not_forms.iter().any(|it| folded_key(&it.it) == folded);
    let mut written: Vec<String> = Vec::new();
    for form in found_by(from).filter(|form| form.plural_of.is_some()) {
        if drops(kept_forms, &form.folded) {
            written.push(quoted(&form.text, ""));
        }
    }
    let mut forms: Vec<String> =
        gone_forms.forms.iter().map(|form| form.range.of(&gone.source).to_owned()).collect();
    forms.extend(written);
    let items = kept_forms.forms.iter().map(|form| form.range).collect();
    edit_list(kept, &List { key: "forms", items, removed: Vec::new(), added: forms }, &mut plan.edits)?;
    let not_forms: Vec<Spot<String>> = gone_forms
        .not_forms
        .iter()
        .filter(|it| !found_by(into).any(|form| form.folded == folded_key(&it.it)))
        .cloned()
        .collect();
    union(kept, "not_forms", &kept_forms.not_forms, gone, &not_forms, plan)?;
    union(kept, "wins", &kept_forms.wins, gone, &gone_forms.wins, plan)
}

/// Adds to a list what it hasn't of another.
fn union(
    kept: &Doc,
    key: &str,
    of_kept: &[Spot<String>],
    gone: &Doc,
    of_gone: &[Spot<String>],
    plan: &mut Plan,
) -> Result<(), Refused> {
    let has = |it: &Spot<String>| of_kept.iter().any(|other| folded_key(&other.it) == folded_key(&it.it));
    let added = of_gone.iter().filter(|it| !has(it)).map(|it| it.range.of(&gone.source).to_owned()).collect();
    let items = of_kept.iter().map(|it| it.range).collect();
    edit_list(kept, &List { key, items, removed: Vec::new(), added }, &mut plan.edits)
}
