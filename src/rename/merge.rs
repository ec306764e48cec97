//! Two entries in one: their words, relations, addresses and texts.

use std::collections::BTreeMap;

use super::front::{List, edit_list, insert_line, quoted};
use super::names::{Names, word};
use super::references::{Anchored, Taking};
use super::{Plan, Reader, Refused, Trace, join};
use crate::parse::meta::{Forms, Special};
use crate::parse::{Doc, Heading};
use crate::resolve::{DocIndex, Site, Target, forms_of};
use crate::text::{Range, Spot, folded_key, slug};

/// Makes one entry of two of a kind: what leads to `from` leads to `into`, which has the words, relations and former
/// addresses of both, and the text of `from` after its own. The file of `from` goes.
///
/// # Errors
/// [`Refused`] for an entry and itself, and for two that can't be joined without losing a mention or an anchor.
pub fn merge(site: &Site, from: DocIndex, into: DocIndex) -> Result<Plan, Refused> {
    let reader = Reader::new(site);
    let (gone, kept) = (reader.doc(from), reader.doc(into));
    check_fit(site, from, into)?;
    let mut plan = Plan::default();
    let (Some(gone_forms), Some(kept_forms)) = (forms_of(gone), forms_of(kept)) else {
        let message = format!("{} is no concept or name", kept.path);
        return Err(Refused { message, help: Vec::new() });
    };
    words(site, (from, gone_forms), (into, kept_forms), &mut plan)?;
    join::relations(&reader, from, into, &mut plan)?;
    let former: Vec<Range> = kept.meta.formerly.iter().map(|former| former.range).collect();
    let mut added = vec![quoted(&Names::of(gone).slug, "")];
    added.extend(gone.meta.formerly.iter().map(|former| former.range.of(&gone.source).to_owned()));
    edit_list(kept, &List { key: "formerly", items: former, removed: Vec::new(), added }, &mut plan.edits)?;
    union(kept, "no_links", &kept.meta.no_links, gone, &gone.meta.no_links, &mut plan)?;
    let (old, new) = (Names::of(gone), Names::of(kept));
    // A place that is named by its words is named by its id where both have a heading of these words.
    let words = |doc: &Doc, heading: &Heading| slug(heading.text.of(&doc.text));
    let is_double =
        |heading: &&Heading| kept.headings.iter().any(|other| words(kept, other) == words(gone, heading));
    let place = |heading: &Heading| (heading.id.clone(), Anchored { id: heading.id.clone(), words: None });
    let anchors: BTreeMap<String, Anchored> = gone.headings.iter().filter(is_double).map(place).collect();
    let references = Taking { reader: &reader, doc: from, into, old, new, anchors, trace: Trace::Leave };
    plan.n_references = references.edit(&mut plan.edits);
    let has_summary = kept.meta.summary.is_some();
    if let Some(summary) = gone.meta.summary.as_ref().filter(|_| !has_summary) {
        let line = format!("summary = {}", summary.range.of(&gone.source));
        insert_line(kept, &line, &mut plan.edits)?;
    }
    join::texts(&reader, from, into, &mut plan)?;
    notes(gone, kept, &mut plan);
    plan.edits.delete(&gone.path);
    Ok(plan)
}

fn check_fit(site: &Site, from: DocIndex, into: DocIndex) -> Result<(), Refused> {
    let (gone, kept) = (&site.docs[from as usize], &site.docs[into as usize]);
    if from == into {
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
    // The place that a link names must be there, and be the same, in the joined text.
    let is_led_to = |id: &str| {
        let leads = |target: &Target| {
            let Target::Doc(to, Some(anchor)) = target else { return false };
            (*to == from || *to == into) && anchor.id == id
        };
        site.targets.iter().flatten().any(leads)
    };
    let is_use = |index: DocIndex, heading: u32| {
        let entry = site.entry_of[index as usize];
        site.uses.iter().any(|it| Some(it.entry) == entry && it.heading == heading)
    };
    for (number, heading) in gone.headings.iter().enumerate() {
        let clashes = kept.headings.iter().any(|other| other.id == heading.id);
        if clashes && !is_use(from, number as u32) && is_led_to(&heading.id) {
            let message = format!("both have a heading `{}`, and links lead to it", heading.id);
            let help = format!("`lectern rename heading {}#{} WORDS`", Names::of(gone).slug, heading.id);
            return Err(Refused::new(message, &help));
        }
    }
    Ok(())
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

/// Says which keys of the entry that goes are not taken over.
fn notes(gone: &Doc, kept: &Doc, plan: &mut Plan) {
    let mut keys: Vec<&str> = Vec::new();
    match &gone.meta.special {
        Special::Concept(concept) if concept.compare.is_some() => keys.push("compare"),
        Special::Name(name) => {
            keys.extend(name.sort.as_ref().map(|_| "sort"));
            keys.extend(name.citation.as_ref().map(|_| "citation"));
        }
        _ => {}
    }
    keys.extend(gone.meta.updated.as_ref().map(|_| "updated"));
    keys.extend(gone.meta.order.map(|_| "order"));
    keys.extend(gone.meta.linking.map(|_| "linking"));
    if !keys.is_empty() {
        plan.notes.push(format!("not taken over from {}: {}", gone.path, keys.join(", ")));
    }
    plan.notes.push(format!("{} has the text of both: read it again", kept.path));
}
