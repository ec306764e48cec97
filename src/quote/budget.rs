//! What is quoted to findings where it is more than the site allows (`[quotes] share` and `longest`).

use std::cmp::Reverse;

use super::Claim;
use super::lock::Lock;
use super::pattern::pattern;
use super::table::{SourceRow, Table, table};
use crate::diagnostic::Diagnostic;
use crate::diagnostic::messages::quotations;

/// Findings for each quotation over `longest_words`, and for each source of which more than `share_percent` is quoted.
///
/// A quotation's length counts whether or not it is proved; a share is known of proved quotations only.
pub fn budgets(claims: &[Claim], lock: &Lock, share_percent: u32, longest_words: usize) -> Vec<Diagnostic> {
    let mut out = Vec::new();
    for claim in claims {
        let n_words = pattern(&claim.words).n_words();
        if longest_words < n_words {
            out.push(quotations::too_long(&claim.path, claim.range, n_words, longest_words));
        }
    }
    let table = table(claims, lock);
    for row in &table.sources {
        if (row.n_words as u128) * u128::from(share_percent) < (row.quoted.n_words as u128) * 100 {
            out.push(too_much(row, &table, share_percent));
        }
    }
    out
}

fn too_much(row: &SourceRow, table: &Table, share_percent: u32) -> Diagnostic {
    let mut pages: Vec<_> =
        table.pages.iter().filter(|page| page.source == row.source && 0 < page.quoted.n_words).collect();
    pages.sort_by_key(|page| Reverse(page.quoted.n_words));
    let most: Vec<_> = pages.iter().take(3).map(|page| (page.path.clone(), page.quoted.n_words)).collect();
    let share = row.share_shown().unwrap_or_default();
    quotations::too_much(&row.source, &share, (row.quoted.n_words, row.n_words), share_percent, &most)
}
