//! Quotations whose proof came or went.

use std::collections::BTreeMap;

use super::pages::{PageId, Pairs};
use super::{Lines, Quotation, Side, Standing};
use crate::quote::Verdict;
use crate::resolve::DocIndex;
use crate::text::folded_key;

/// Characters of a quotation that are shown, at most.
const MOST_CHARACTERS: usize = 160;

/// By page, source and words: what is known of each, and how to show it.
type Known = BTreeMap<(PageId, String, String), Vec<(Standing, Quotation)>>;

/// Equal words on one page from one source are one quotation; what is left on one side only counts if it lacks its
/// proof. In the order of paths, then of lines.
pub fn changes(before: Side, after: Side, pairs: &Pairs) -> Vec<Quotation> {
    let then = known(before, &|doc| pairs.page_before(doc));
    let mut now = known(after, &|doc| pairs.page_after(doc));
    let mut out = Vec::new();
    for (key, old) in then {
        pair(old, now.remove(&key).unwrap_or_default(), &mut out);
    }
    now.into_values().for_each(|new| pair(Vec::new(), new, &mut out));
    out.sort_by(|one, other| {
        let key = |it: &Quotation| (it.path.clone(), it.line, it.words.clone());
        key(one).cmp(&key(other))
    });
    out
}

fn pair(before: Vec<(Standing, Quotation)>, after: Vec<(Standing, Quotation)>, out: &mut Vec<Quotation>) {
    let (mut before, mut after) = (before.into_iter(), after.into_iter());
    loop {
        match (before.next(), after.next()) {
            (None, None) => return,
            (Some((old, _)), Some((new, quotation))) => {
                if old != new {
                    out.push(Quotation { before: Some(old), after: Some(new), ..quotation });
                }
            }
            (Some((Standing::Proved, _)), None) | (None, Some((Standing::Proved, _))) => {}
            (Some((old, quotation)), None) => out.push(Quotation { before: Some(old), ..quotation }),
            (None, Some((new, quotation))) => out.push(Quotation { after: Some(new), ..quotation }),
        }
    }
}

fn known(side: Side, page: &dyn Fn(DocIndex) -> PageId) -> Known {
    let mut out = Known::new();
    let site = side.site();
    let mut lines = Lines::default();
    for (index, (doc, verdicts)) in site.docs.iter().zip(&side.examined.verdicts).enumerate() {
        for (quotation, verdict) in doc.quotations.iter().zip(verdicts) {
            let standing = match verdict {
                Verdict::Proved(_) => Standing::Proved,
                Verdict::Unproved => Standing::Unproved,
                Verdict::Changed(_) => Standing::Changed,
            };
            let source = doc.citations[quotation.citation as usize].items[0].key.to_string();
            let words = quotation.text.of(&doc.text).split_whitespace().collect::<Vec<_>>().join(" ");
            let key = (page(index as DocIndex), source.clone(), folded_key(&words));
            let cut = words.char_indices().nth(MOST_CHARACTERS);
            let shown = cut.map_or(words.clone(), |(at, _)| format!("{} …", &words[..at]));
            let line = lines.number(&doc.path, &doc.source, quotation.range.start);
            let path = doc.path.to_string();
            let quotation = Quotation { path, line, source, words: shown, before: None, after: None };
            out.entry(key).or_default().push((standing, quotation));
        }
    }
    // Of equal quotations, those of which as much is known are the same.
    out.values_mut().for_each(|all| all.sort_by_key(|(standing, _)| *standing));
    out
}
