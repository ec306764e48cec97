//! What is quoted, and whether it is proved: in the lock, or in source texts where they are at hand.

use std::collections::BTreeSet;

use super::Request;
use crate::diagnostic::Diagnostic;
use crate::load::{Sources, Text};
use crate::parse::{self, Doc};
use crate::quote::{self, Claim, LOCK_PATH, Lock, Table, Verdict};
use crate::resolve::Site;

/// What is known of the site's quotations.
#[derive(Debug, Default)]
pub struct Quotations {
    /// Claimed quotations.
    pub n_claims: usize,
    /// Those of them that are proved.
    pub n_proved: usize,
    /// What is quoted of each source.
    pub table: Table,
    /// The lock with every proof that could be made; as it was where no source texts were at hand.
    pub lock: Lock,
    /// Quoted sources whose proofs [`Quotations::lock`] may have lost: the old lock is damaged, and their texts are
    /// not at hand.
    pub lost: BTreeSet<String>,
}

/// The claims of each document, looked up in the lock, or in the source texts where they are at hand.
pub(super) fn quotations(
    site: &Site,
    sources: &Sources,
    request: &Request,
    out: &mut Vec<Diagnostic>,
) -> (Quotations, Vec<Vec<Verdict>>) {
    let claims: Vec<Claim> = site.docs.iter().flat_map(|doc| claims(doc)).collect();
    let mut lock = Lock::default();
    if let Some(text) = sources.text(LOCK_PATH) {
        let read = Lock::read(text);
        out.extend(read.diagnostics);
        lock = read.value;
    }
    let is_damaged = lock.damaged || matches!(sources.texts.get(LOCK_PATH), Some(Text::Other(_)));
    let at_hand = |key: &String| request.source_texts.as_ref().is_some_and(|texts| texts.contains_key(key));
    let lost =
        claims.iter().map(|claim| claim.source.clone()).filter(|key| is_damaged && !at_hand(key)).collect();
    let (all, table);
    if let Some(texts) = &request.source_texts {
        let (proved, findings, quoted) = quote::prove_all(&claims, texts, &lock);
        out.extend(findings);
        (lock, table) = (proved, quoted);
        all = quote::verdicts(&claims, &lock);
    } else {
        all = quote::verdicts(&claims, &lock);
        out.extend(quote::findings(&claims, &all, &lock));
        table = quote::table(&claims, &lock);
    }
    let limits = &site.config.quotes;
    out.extend(quote::budgets(&claims, &lock, limits.share, limits.longest as usize));
    let n_proved = all.iter().filter(|verdict| matches!(verdict, Verdict::Proved(_))).count();
    let mut rest = all.into_iter();
    let verdicts = site.docs.iter().map(|doc| rest.by_ref().take(doc.quotations.len()).collect()).collect();
    (Quotations { n_claims: claims.len(), n_proved, table, lock, lost }, verdicts)
}

fn claims(doc: &Doc) -> Vec<Claim> {
    let claim = |quotation: &parse::Quotation| {
        let item = &doc.citations[quotation.citation as usize].items[0];
        Claim {
            path: doc.path.clone(),
            range: quotation.range,
            source: item.key.to_string(),
            source_range: item.range,
            words: quotation.text.of(&doc.text).to_owned(),
        }
    };
    doc.quotations.iter().map(claim).collect()
}
