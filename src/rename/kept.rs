//! Whether everything still leads where it led.

use std::collections::BTreeMap;

use super::Refused;
use crate::resolve::{DocIndex, RelationKind, Site, Target};

/// Compares links by hand and relations of the site before and after; `path_after` gives a file's path in the latter.
///
/// # Errors
/// [`Refused`] for the first file whose links or relations lead elsewhere.
pub fn check_kept(before: &Site, after: &Site, path_after: &dyn Fn(&str) -> String) -> Result<(), Refused> {
    let same = |path: &str| path.to_owned();
    let was = everything(before, path_after);
    let is = everything(after, &same);
    for (path, led) in &was {
        let lead = is.get(path).map_or(&[][..], Vec::as_slice);
        if led == lead {
            continue;
        }
        let lost = led.iter().find(|place| !lead.contains(place)).or(led.first());
        let lost = lost.map_or("nowhere", String::as_str);
        let message = format!("in {path}, what leads to {lost} would lead elsewhere");
        return Err(Refused::new(
            message,
            "write that link with its folder, `[[concepts/slug]]`, and try again",
        ));
    }
    Ok(())
}

/// Where the links and relations of each file lead, in order.
fn everything(site: &Site, path: &dyn Fn(&str) -> String) -> BTreeMap<String, Vec<String>> {
    let mut out: BTreeMap<String, Vec<String>> = BTreeMap::new();
    let path_of = |doc: DocIndex| path(&site.docs[doc as usize].path);
    for (index, targets) in site.targets.iter().enumerate() {
        let places = targets.iter().map(|target| match target {
            Target::Doc(to, _) => path_of(*to),
            Target::Asset(address) | Target::Url(address) => address.clone(),
            Target::Nowhere => "nowhere".to_owned(),
        });
        out.entry(path_of(index as DocIndex)).or_default().extend(places);
    }
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
    for places in out.values_mut() {
        places.sort();
        // Relations that were two become one; links are never counted.
        places.dedup();
    }
    out
}
