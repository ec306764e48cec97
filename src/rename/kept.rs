//! Whether everything still leads where it led.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::draft::paragraphs;
use super::{Place, Plan, Reader, Refused};
use crate::resolve::{DocIndex, RelationKind, Site, Target};

/// Where a link leads.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Led {
    /// Out of the site's documents, or nowhere.
    Elsewhere(String),
    /// To a document, and to a part of it that the theme makes.
    Doc(Arc<str>, Option<String>),
    /// To the words that begin at a place.
    Words(Place),
}

/// Compares links by hand and relations of the site before and after a plan: each link stands where it stood and leads to
/// the same words, or to those that they became part of.
///
/// # Errors
/// [`Refused`] for the first link or relation that leads elsewhere or has gone.
pub fn check_kept(before: &Site, after: &Site, plan: &Plan) -> Result<(), Refused> {
    let (old, new) = (Reader::new(before), Reader::new(after));
    let path_after = |path: &str| plan.path_after(path);
    let mut is: BTreeMap<Place, Led> = BTreeMap::new();
    for (doc, targets) in after.docs.iter().zip(&after.targets) {
        for (link, target) in doc.links.iter().zip(targets) {
            is.insert((doc.path.clone(), link.range.start), led(&new, target));
        }
    }
    for (doc, targets) in before.docs.iter().zip(&before.targets) {
        for (link, target) in doc.links.iter().zip(targets) {
            let is_joined = |(place, _): &(Place, Place)| {
                let mut only = doc.headings.iter().filter_map(|heading| Some((heading, heading.only_link?)));
                let is = |only: u32| std::ptr::eq(&doc.links[only as usize], link);
                place.0 == doc.path && only.any(|(heading, only)| heading.range.start == place.1 && is(only))
            };
            if *target == Target::Nowhere || plan.joined.iter().any(is_joined) {
                continue;
            }
            let stands = plan.place_after(&(doc.path.clone(), link.range.start), &old);
            let stands = stands.map(|(path, at)| (path_after(&path), at));
            let was = led(&old, target);
            let wanted = match &was {
                Led::Doc(path, part) => Some(Led::Doc(path_after(path), part.clone())),
                Led::Words(place) => {
                    let place = plan.place_after(place, &old);
                    place.map(|(path, at)| Led::Words((path_after(&path), at)))
                }
                Led::Elsewhere(_) => Some(was.clone()),
            };
            if wanted.is_none() || stands.and_then(|place| is.get(&place)) != wanted.as_ref() {
                return Err(elsewhere(&path_after(&doc.path), &shown(&was, target)));
            }
        }
    }
    let was = relations(before, &path_after);
    let is = relations(after, &|path| path.into());
    for (path, led) in &was {
        let lead = is.get(path).map_or(&[][..], Vec::as_slice);
        if led != lead {
            let lost = led.iter().find(|place| !lead.contains(place)).or(led.first());
            return Err(elsewhere(path, lost.map_or("nowhere", String::as_str)));
        }
    }
    Ok(())
}

fn elsewhere(path: &str, lost: &str) -> Refused {
    let message = format!("in {path}, what leads to {lost} would lead elsewhere");
    Refused::new(message, "write that link with its folder, `[[concepts/slug]]`, and try again")
}

fn led(reader: &Reader<'_>, target: &Target) -> Led {
    let (doc, anchor) = match target {
        Target::Doc(doc, anchor) => (reader.doc(*doc), anchor),
        Target::Asset(address) | Target::Url(address) => return Led::Elsewhere(address.clone()),
        Target::Nowhere => return Led::Elsewhere("nowhere".to_owned()),
    };
    let Some(anchor) = anchor else { return Led::Doc(doc.path.clone(), None) };
    let number = anchor.id.strip_prefix('p').and_then(|number| number.parse::<usize>().ok());
    let paragraph = || paragraphs(doc).nth(number?.checked_sub(1)?);
    let at = match anchor.heading {
        Some(heading) => Some(doc.headings[heading as usize].range.start),
        None => paragraph().map(|node| node.range.start),
    };
    match at {
        Some(at) => Led::Words((doc.path.clone(), at)),
        None => Led::Doc(doc.path.clone(), Some(anchor.id.clone())),
    }
}

fn shown(led: &Led, target: &Target) -> String {
    match (led, target) {
        (Led::Doc(path, _) | Led::Words((path, _)), Target::Doc(_, Some(anchor))) => {
            format!("{path}#{}", anchor.id)
        }
        (Led::Doc(path, _) | Led::Words((path, _)), _) => path.to_string(),
        (Led::Elsewhere(address), _) => address.clone(),
    }
}

/// The relations of each file, in order.
fn relations(site: &Site, path: &dyn Fn(&str) -> Arc<str>) -> BTreeMap<Arc<str>, Vec<String>> {
    let mut out: BTreeMap<Arc<str>, Vec<String>> = BTreeMap::new();
    let path_of = |doc: DocIndex| path(&site.docs[doc as usize].path);
    for (index, relations) in site.relations.iter().enumerate() {
        let from = path_of(site.entries[index].doc);
        for relation in relations {
            let kind = match &relation.kind {
                RelationKind::Broader => "broader",
                RelationKind::Narrower => "narrower",
                RelationKind::Verb(verb) => verb,
            };
            let to = path_of(site.entries[relation.to as usize].doc);
            // Of a relation to what it becomes one with, nothing is left.
            if to != from {
                out.entry(from.clone()).or_default().push(format!("{kind}: {to}"));
            }
        }
    }
    for (index, authors) in &site.order.authors {
        out.entry(path_of(*index))
            .or_default()
            .extend(authors.iter().map(|name| format!("author: {}", path_of(*name))));
    }
    for places in out.values_mut() {
        places.sort();
        // Relations that were two become one.
        places.dedup();
    }
    out
}
