//! Claims and the lock to a verdict on each claim, without any source at hand.
//!
//! The lock has no text, only hashes; a claim has its words, the page it stands on, and the source it cites. A *proof*
//! is an entry of the lock; it serves one claim. The rules, in order:
//!
//! 1. A claim takes an unused proof of its words, its source and its page. It is proved. Of two equal quotations on
//!    a page each takes its own.
//! 2. A claim that is left is proved if any page has a proof of its words and its source, used or not: the lock proves
//!    words in a source and not a place, so pages may be renamed and quotations repeated. It takes no proof.
//! 3. A claim that is left has **changed** if its page has a proof for its source that is still unused: the words
//!    that were proved are gone, and these stand there now. Both are paired in order.
//! 4. Any other claim is **unproved**: it is new.
//!
//! Proofs that are left belong to quotations that were deleted, and are ignored. To take one from a page and add
//! another from the same source to it can't be told from a change; proving the new one settles it. Nor can a changed
//! quotation on a page that was renamed in the same breath be told from a new one. If the lock is damaged, rule 3 is
//! left out: what seems new may be what the damage took.

use rustc_hash::FxHashMap;

use super::Claim;
use super::lock::{Lock, Proof};
use super::pattern::pattern;
use super::prove::Passage;
use crate::diagnostic::Diagnostic;
use crate::diagnostic::messages::quotations;

/// What the lock says of a claim.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// Its words stand here in its source.
    Proved(Passage),
    /// Nobody has looked it up yet.
    Unproved,
    /// It stands in the place of a quotation that was proved, whose proof this is.
    Changed(Proof),
}

impl Verdict {
    /// The proof of the quotation that stood there before, if it has changed.
    pub(super) fn changed(self) -> Option<Proof> {
        match self {
            Verdict::Changed(proof) => Some(proof),
            Verdict::Proved(_) | Verdict::Unproved => None,
        }
    }
}

/// The verdict on each claim, in the order of the claims.
pub fn verdicts(claims: &[Claim], lock: &Lock) -> Vec<Verdict> {
    verdicts_beside(claims, lock, &vec![false; claims.len()])
}

/// The same where some claims, those that are `found`, are known to be true: rule 3 passes them over.
pub(super) fn verdicts_beside(claims: &[Claim], lock: &Lock, found: &[bool]) -> Vec<Verdict> {
    let hashes: Vec<String> = claims.iter().map(|claim| pattern(&claim.words).hash()).collect();
    let mut proofs = Proofs::of(lock);
    let mut proved: Vec<Option<&Proof>> = Vec::with_capacity(claims.len());
    for (claim, hash) in claims.iter().zip(&hashes) {
        proved.push(proofs.here(claim, hash).or_else(|| proofs.anywhere(claim, hash)));
    }
    // Only now is it known which proofs are left.
    let mut verdicts = Vec::with_capacity(claims.len());
    for ((claim, proof), found) in claims.iter().zip(proved).zip(found) {
        verdicts.push(match proof {
            Some(proof) => Verdict::Proved(proof.passage.clone()),
            None if lock.damaged || *found => Verdict::Unproved,
            None => proofs.left_here(claim).cloned().map_or(Verdict::Unproved, Verdict::Changed),
        });
    }
    verdicts
}

/// What there is to say about the verdicts, which are aligned with the claims.
///
/// Nothing about unproved claims if the lock is damaged: the damage is reported, and the cause.
pub fn findings(claims: &[Claim], verdicts: &[Verdict], lock: &Lock) -> Vec<Diagnostic> {
    let mut out = Vec::new();
    for (claim, verdict) in claims.iter().zip(verdicts) {
        match verdict {
            Verdict::Changed(_) => out.push(quotations::changed(&claim.path, claim.range, &claim.source)),
            Verdict::Unproved if !lock.damaged => {
                out.push(quotations::unproved(&claim.path, claim.range, &claim.source));
            }
            Verdict::Unproved | Verdict::Proved(_) => {}
        }
    }
    out
}

/// The proofs of a lock, and which are used. Indices of proofs wait in each queue in reverse, the next one last.
#[derive(Default)]
struct Proofs<'a> {
    all: Vec<&'a Proof>,
    used: Vec<bool>,
    by_page_and_words: FxHashMap<(&'a str, &'a str, &'a str), Vec<usize>>,
    by_page: FxHashMap<(&'a str, &'a str), Vec<usize>>,
    by_words: FxHashMap<(&'a str, &'a str), &'a Proof>,
}

impl<'a> Proofs<'a> {
    fn of(lock: &'a Lock) -> Proofs<'a> {
        let mut out = Proofs::default();
        for (path, sources) in lock.pages.iter().rev() {
            for (source, proofs) in sources {
                for proof in proofs.iter().rev() {
                    let index = out.all.len();
                    out.all.push(proof);
                    out.used.push(false);
                    out.by_page_and_words.entry((path, source, &proof.hash)).or_default().push(index);
                    out.by_page.entry((path, source)).or_default().push(index);
                    out.by_words.insert((source, &proof.hash), proof);
                }
            }
        }
        out
    }

    /// Rule 1.
    fn here(&mut self, claim: &'a Claim, hash: &'a str) -> Option<&'a Proof> {
        let queue = self.by_page_and_words.get_mut(&(&*claim.path, &*claim.source, hash))?;
        let index = queue.pop()?;
        self.used[index] = true;
        Some(self.all[index])
    }

    /// Rule 2.
    fn anywhere(&self, claim: &'a Claim, hash: &'a str) -> Option<&'a Proof> {
        self.by_words.get(&(&*claim.source, hash)).copied()
    }

    /// Rule 3.
    fn left_here(&mut self, claim: &'a Claim) -> Option<&'a Proof> {
        let queue = self.by_page.get_mut(&(&*claim.path, &*claim.source))?;
        while let Some(index) = queue.pop() {
            if !self.used[index] {
                return Some(self.all[index]);
            }
        }
        None
    }
}
