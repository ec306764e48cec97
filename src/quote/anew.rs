//! Claims and source texts to a new lock: what `quotes --sources` and `check --sources` do.
//!
//! A claim that can't be looked up, because its source isn't at hand, keeps the proof it had. A claim that isn't found
//! gets none; but if the old lock called it changed, the old proof stays beside it, so that it is still called changed
//! when no source is at hand. Otherwise a misquotation would turn into a mere warning by being looked up.

use std::collections::BTreeMap;

use super::Claim;
use super::lock::{Lock, Proof, SourceProof};
use super::pattern::{GAP_WORDS, MOST_RUNS, pattern};
use super::prove::{Miss, Remedy, find_pattern};
use super::source::Source;
use super::table::{Table, table};
use super::verify::{Verdict, verdicts_beside};
use crate::diagnostic::Diagnostic;
use crate::diagnostic::messages::quotations;

/// Looks every claim up in the text of its source. `sources` are texts by citation key.
///
/// The lock holds what is proved now; the table counts by it.
pub fn prove_all(
    claims: &[Claim],
    sources: &BTreeMap<String, String>,
    old: &Lock,
) -> (Lock, Vec<Diagnostic>, Table) {
    let mut read: BTreeMap<&str, Source> = BTreeMap::new();
    for claim in claims {
        if let Some((key, text)) = sources.get_key_value(&claim.source) {
            read.entry(key).or_insert_with(|| Source::new(text));
        }
    }
    let looked_up: Vec<Option<LookUp>> =
        claims.iter().map(|claim| Some(look_up(claim, read.get(&*claim.source)?))).collect();
    let found: Vec<bool> = looked_up.iter().map(|result| matches!(result, Some(Ok(_)))).collect();
    let verdicts = verdicts_beside(claims, old, &found);

    let known = read.iter().map(|(key, source)| (key.to_string(), source_proof(source)));
    let mut lock = Lock { sources: known.collect(), ..Lock::default() };
    let mut diagnostics = Vec::new();
    for ((claim, result), verdict) in claims.iter().zip(looked_up).zip(verdicts) {
        let (proof, finding) = match result {
            Some(Ok(proof)) => (Some(proof), None),
            Some(Err(miss)) => (verdict.changed(), Some(missed(claim, miss))),
            None => keep(claim, verdict, old, &mut lock),
        };
        if let Some(proof) = proof {
            lock.add(&claim.path, &claim.source, proof);
        }
        diagnostics.extend(finding);
    }
    lock.sort();
    let table = table(claims, &lock);
    (lock, diagnostics, table)
}

type LookUp = Result<Proof, Miss>;

fn look_up(claim: &Claim, source: &Source) -> LookUp {
    let pattern = pattern(&claim.words);
    Ok(Proof { passage: find_pattern(&pattern, source)?, hash: pattern.hash() })
}

fn source_proof(source: &Source) -> SourceProof {
    SourceProof { hash: source.hash(), n_words: source.n_words() }
}

/// What stays of a claim whose source isn't at hand: its proof, and what is known of its source.
fn keep(claim: &Claim, verdict: Verdict, old: &Lock, lock: &mut Lock) -> (Option<Proof>, Option<Diagnostic>) {
    let Claim { path, source, .. } = claim;
    let not_at_hand = || quotations::source_not_at_hand(path, claim.source_range, source);
    // A damaged lock may have lost what it said of the source: then the proof says too little to be kept.
    let Some(known) = old.sources.get(source) else { return (None, Some(not_at_hand())) };
    let (proof, finding) = match verdict {
        Verdict::Proved(passage) => (Proof { passage, hash: pattern(&claim.words).hash() }, None),
        Verdict::Changed(proof) => {
            (proof, Some(quotations::changed_without_source(path, claim.range, source)))
        }
        Verdict::Unproved => return (None, Some(not_at_hand())),
    };
    lock.sources.insert(source.clone(), known.clone());
    (Some(proof), finding)
}

fn missed(claim: &Claim, miss: Miss) -> Diagnostic {
    let Claim { path, range, source, .. } = claim;
    match miss {
        Miss::NoWords => quotations::without_words(path, *range, source),
        Miss::TooManyParts => quotations::too_many_parts(path, *range, source, MOST_RUNS),
        Miss::Scattered => quotations::scattered(path, *range, source, GAP_WORDS),
        Miss::Absent { remedy: Some(Remedy::Capital(word)), .. } => {
            quotations::other_capital(path, *range, source, &word)
        }
        Miss::Absent { remedy: Some(Remedy::Brackets), .. } => quotations::bare_dots(path, *range, source),
        Miss::Absent { nearest: Some(near), .. } => {
            quotations::not_in_source_but(path, *range, source, &near.passage, &near.diff)
        }
        Miss::Absent { nearest: None, .. } => quotations::not_near_source(path, *range, source),
    }
}
