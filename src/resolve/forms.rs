//! By which words an entry is found: what was written, and the regular inflections made of it.

use std::collections::BTreeMap;

use super::{Entry, EntryIndex};
use crate::diagnostic::{Diagnostic, messages};
use crate::parse::meta::{Case, Forms};
use crate::parse::{Doc, Kind};
use crate::text::{Spot, exact_key, folded_key};

/// One way in which an entry is named in prose.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Form {
    /// The entry that it names.
    pub entry: EntryIndex,
    /// As written, or as made.
    pub text: String,
    /// Its words, folded, with single spaces.
    pub folded: String,
    /// Its words with their capitals, when these must agree.
    pub exact: Option<String>,
    /// The folded form that it is a plural of.
    pub plural_of: Option<String>,
}

/// Every form that finds an entry by itself, each naming one entry; in the order of entries.
///
/// A form that two entries wrote is reported, unless `wins` decides. What was written beats what was made of it.
pub fn forms(entries: &[Entry], docs: &[std::sync::Arc<Doc>], out: &mut Vec<Diagnostic>) -> Vec<Form> {
    let mut claims: BTreeMap<(String, Option<String>), Vec<Claim>> = BTreeMap::new();
    for (index, entry) in entries.iter().enumerate() {
        let doc = &docs[entry.doc as usize];
        let Some(words) = super::forms_of(doc).filter(|words| words.autolink) else { continue };
        for claim in claims_of(index as EntryIndex, doc, words).into_iter().filter(|claim| !claim.dropped) {
            let key = (claim.form.folded.clone(), claim.form.exact.clone());
            claims.entry(key).or_default().push(claim);
        }
    }
    let mut forms: Vec<Form> =
        claims.into_values().filter_map(|claims| winner(claims, entries, docs, out)).collect();
    forms.sort_by(|one, other| (one.entry, &one.folded).cmp(&(other.entry, &other.folded)));
    forms
}

/// A form that an entry lists, or that is made of one it lists.
pub(super) struct Claim {
    pub form: Form,
    /// Where it was written; none for an inflection that was made.
    pub written: Option<Spot<String>>,
    /// `wins` names it.
    pub wins: bool,
    /// It was made of a form that does.
    pub base_wins: bool,
    /// `not_forms` names it: it was made in vain.
    pub dropped: bool,
}

/// Every claim to the words `key`, as [`folded_key`] makes them: also those that came to nothing, and those of
/// entries that nothing finds by itself.
pub(super) fn claims_to(key: &str, entries: &[Entry], docs: &[std::sync::Arc<Doc>]) -> Vec<Claim> {
    let mut out = Vec::new();
    for (index, entry) in entries.iter().enumerate() {
        let doc = &docs[entry.doc as usize];
        let Some(words) = super::forms_of(doc) else { continue };
        out.extend(claims_of(index as EntryIndex, doc, words));
    }
    out.retain(|claim| claim.form.folded == key);
    out
}

fn claims_of(entry: EntryIndex, doc: &Doc, words: &Forms) -> Vec<Claim> {
    let dropped: Vec<String> = words.not_forms.iter().map(|form| folded_key(&form.it)).collect();
    let won: Vec<String> = words.wins.iter().map(|form| folded_key(&form.it)).collect();
    let mut out: Vec<Claim> = Vec::new();
    let labels = std::iter::once(&doc.meta.title).chain(&words.aliases);
    let written: Vec<(&Spot<String>, bool)> =
        labels.map(|label| (label, true)).chain(words.forms.iter().map(|form| (form, false))).collect();
    for (spot, _) in &written {
        out.push(claim(entry, doc, words, &spot.it, Some(spot), None));
    }
    for (spot, is_label) in &written {
        if let Some(plural) = plural(&spot.it).filter(|_| *is_label) {
            out.push(claim(entry, doc, words, &plural, None, Some(folded_key(&spot.it))));
        }
    }
    out.retain(|claim| !claim.form.folded.is_empty());
    for claim in &mut out {
        claim.dropped = claim.written.is_none() && dropped.contains(&claim.form.folded);
        claim.wins = won.contains(&claim.form.folded);
        claim.base_wins = claim.form.plural_of.as_ref().is_some_and(|base| won.contains(base));
    }
    let mut seen: Vec<(String, Option<String>)> = Vec::new();
    out.retain(|claim| {
        let key = (claim.form.folded.clone(), claim.form.exact.clone());
        let is_new = !seen.contains(&key);
        seen.push(key);
        is_new
    });
    out
}

fn claim(
    entry: EntryIndex,
    doc: &Doc,
    words: &Forms,
    text: &str,
    written: Option<&Spot<String>>,
    plural_of: Option<String>,
) -> Claim {
    let exact = needs_capitals(text)
        || match words.case {
            Some(case) => case == Case::Exact,
            None => doc.kind == Kind::Name,
        };
    let exact = exact.then(|| exact_key(text));
    let form = Form { entry, text: text.to_owned(), folded: folded_key(text), exact, plural_of };
    Claim { form, written: written.cloned(), wins: false, base_wins: false, dropped: false }
}

/// All-capitals forms, and those with a capital inside a word, match themselves only: "MAD" isn't *mad*.
pub(super) fn needs_capitals(text: &str) -> bool {
    let inside =
        text.split(|ch: char| !ch.is_alphanumeric()).any(|word| word.chars().skip(1).any(char::is_uppercase));
    inside || (text.chars().any(char::is_uppercase) && !text.chars().any(char::is_lowercase))
}

/// The regular English plural of a form's last word; none where the form ends in something else than a letter.
pub fn plural(text: &str) -> Option<String> {
    let last = text.chars().last().filter(|last| last.is_alphabetic())?;
    let lower = text.to_lowercase();
    let ends = |endings: &[&str]| endings.iter().any(|ending| lower.ends_with(ending));
    let stem = &text[..text.len() - last.len_utf8()];
    let before = lower.chars().rev().nth(1).unwrap_or(' ');
    // "NGOs", not "NGOES".
    if last.is_uppercase() {
        return Some(format!("{text}s"));
    }
    Some(match last {
        'y' if before.is_alphabetic() && !"aeiou".contains(before) => format!("{stem}ies"),
        _ if ends(&["s", "x", "z", "ch", "sh"]) => format!("{text}es"),
        _ => format!("{text}s"),
    })
}

/// The claim that holds the form: the one that wins, else the only one written, else the only one made. The plural
/// of a contested form goes where the form goes, without a word of its own.
fn winner(
    mut claims: Vec<Claim>,
    entries: &[Entry],
    docs: &[std::sync::Arc<Doc>],
    out: &mut Vec<Diagnostic>,
) -> Option<Form> {
    // What wins, then what is written, then the plural of what wins: each only if it settles anything.
    let tests: [fn(&Claim) -> bool; 3] =
        [|claim| claim.wins, |claim| claim.written.is_some(), |claim| claim.base_wins];
    for test in tests {
        if claims.len() > 1 && claims.iter().any(test) {
            claims.retain(test);
        }
    }
    // Where two are made of the same words, these were reported.
    let is_told = claims
        .iter()
        .all(|claim| claim.written.is_none() && claim.form.plural_of == claims[0].form.plural_of);
    if claims.len() > 1 && !is_told {
        for (index, claim) in claims.iter().enumerate() {
            let other = &claims[if index == 0 { 1 } else { 0 }];
            let doc = &docs[entries[claim.form.entry as usize].doc as usize];
            let other_doc = &docs[entries[other.form.entry as usize].doc as usize];
            let range = claim.written.as_ref().map_or(doc.meta.title.range, |spot| spot.range);
            out.push(messages::links::duplicate_form(&doc.path, range, &claim.form.text, &other_doc.path));
        }
    }
    claims.into_iter().next().map(|claim| claim.form)
}
