//! Candidates inside candidates: "civility" inside "islands of civility" is told once.

use std::collections::BTreeMap;

use super::find::Candidate;
use super::known::Known;

/// Keeps of words inside one another those that stand by themselves. Nearly a form counts as one: nothing longer is
/// made with it.
pub fn merged(mut all: BTreeMap<String, Candidate>, known: &Known) -> Vec<Candidate> {
    let is_variant = |candidate: &Candidate| known.variant(&candidate.surface()).is_some();
    let counts: BTreeMap<String, usize> =
        all.iter().map(|(key, candidate)| (key.clone(), candidate.count())).collect();
    let mut dropped: Vec<String> = Vec::new();
    for (key, candidate) in &all {
        for part in parts(key) {
            let Some(within) = all.get(&part) else { continue };
            let (n, n_within) = (counts[key], counts[&part]);
            let own = own_signs(candidate);
            if is_variant(within) {
                dropped.push(key.clone());
            } else if n > 1 && n_within <= n + n / 3 || n == n_within && own > 0 && own >= own_signs(within) {
                // The shorter one hardly stands without the longer one.
                dropped.push(part);
            } else if (n == 1 || n_within >= 2 * n) && own == 0 {
                // The longer one is the shorter one in some company.
                dropped.push(key.clone());
            }
        }
    }
    for key in dropped {
        all.remove(&key);
    }
    all.into_values().collect()
}

/// Signs that hold for exactly these words.
fn own_signs(of: &Candidate) -> u32 {
    let signs = &of.signs;
    signs.quoted + signs.emphasised + signs.headed + signs.cited + signs.linked
}

/// The shorter sequences inside a sequence of words.
fn parts(key: &str) -> Vec<String> {
    let words: Vec<&str> = key.split(' ').collect();
    let mut out = Vec::new();
    for from in 0..words.len() {
        for to in from + 1..=words.len() {
            if to - from < words.len() {
                out.push(words[from..to].join(" "));
            }
        }
    }
    out
}
