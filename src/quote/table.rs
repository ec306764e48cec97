//! Claims and the lock to what is quoted of each source, and by which page.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::Claim;
use super::lock::Lock;
use super::pattern::pattern;
use super::prove::Part;
use super::verify::{Verdict, verdicts};

/// How much is quoted. Only proved quotations have a place in a source, so only they are counted by words.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Table {
    /// One row for each source that is quoted, by key.
    pub sources: Vec<SourceRow>,
    /// One row for each page and source that it quotes, by path, then key.
    pub pages: Vec<PageRow>,
}

/// What is quoted of one source.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SourceRow {
    /// Its citation key.
    pub source: String,
    /// Words in it; 0 if its text was never read.
    pub n_words: usize,
    /// What is quoted of it, by the whole site.
    pub quoted: Quoted,
}

/// What is quoted of one source by one page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PageRow {
    /// The page's path.
    pub path: Arc<str>,
    /// The source's citation key.
    pub source: String,
    /// What the page quotes of it.
    pub quoted: Quoted,
}

/// An amount of quoting.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Quoted {
    /// Quotations, proved or not.
    pub n_claims: usize,
    /// Quotations that are proved.
    pub n_proved: usize,
    /// Words of the source that stand in a proved quotation, each counted once.
    pub n_words: usize,
    /// Words in the longest quotation, proved or not, without what stands in brackets.
    pub longest: usize,
}

impl SourceRow {
    /// The share of the source that is quoted, in tenths of a per cent, rounded down; none if its length is unknown.
    pub fn share(&self) -> Option<usize> {
        (self.quoted.n_words * 1000).checked_div(self.n_words)
    }

    /// The share as `14.3`, in per cent.
    pub fn share_shown(&self) -> Option<String> {
        self.share().map(|share| format!("{}.{}", share / 10, share % 10))
    }
}

/// What the claims quote, by the proofs of `lock`.
pub fn table(claims: &[Claim], lock: &Lock) -> Table {
    let mut by_source: BTreeMap<&str, Tally> = BTreeMap::new();
    let mut by_page: BTreeMap<(&Arc<str>, &str), Tally> = BTreeMap::new();
    for (claim, verdict) in claims.iter().zip(verdicts(claims, lock)) {
        let n_words = pattern(&claim.words).n_words();
        by_source.entry(&claim.source).or_default().count(n_words, &verdict);
        by_page.entry((&claim.path, &claim.source)).or_default().count(n_words, &verdict);
    }
    let n_words = |source: &str| lock.sources.get(source).map_or(0, |proof| proof.n_words);
    let source_row = |(source, tally): (&str, Tally)| SourceRow {
        source: source.to_string(),
        n_words: n_words(source),
        quoted: tally.sum(n_words(source)),
    };
    let page_row = |((path, source), tally): ((&Arc<str>, &str), Tally)| PageRow {
        path: path.clone(),
        source: source.to_string(),
        quoted: tally.sum(n_words(source)),
    };
    Table {
        sources: by_source.into_iter().map(source_row).collect(),
        pages: by_page.into_iter().map(page_row).collect(),
    }
}

impl Table {
    /// The table as text in columns: sources, then pages. Empty if nothing is quoted.
    pub fn show(&self) -> String {
        if self.sources.is_empty() {
            return String::new();
        }
        let mut sources =
            vec![head(["source", "words", "quoted", "share", "quotations", "proved", "longest"])];
        for row in &self.sources {
            let share = row.share_shown().map(|share| format!("{share} %"));
            let n_words = share.as_ref().map(|_| row.n_words.to_string());
            sources.push(vec![
                row.source.clone(),
                n_words.unwrap_or_else(|| "?".into()),
                row.quoted.n_words.to_string(),
                share.unwrap_or_else(|| "?".into()),
                row.quoted.n_claims.to_string(),
                row.quoted.n_proved.to_string(),
                row.quoted.longest.to_string(),
            ]);
        }
        let mut pages = vec![head(["page", "source", "quoted", "quotations", "proved", "longest"])];
        for row in &self.pages {
            pages.push(vec![
                row.path.to_string(),
                row.source.clone(),
                row.quoted.n_words.to_string(),
                row.quoted.n_claims.to_string(),
                row.quoted.n_proved.to_string(),
                row.quoted.longest.to_string(),
            ]);
        }
        format!("{}\n{}", columns(&sources, 1), columns(&pages, 2))
    }
}

#[derive(Default)]
struct Tally {
    quoted: Quoted,
    parts: Vec<Part>,
}

impl Tally {
    fn count(&mut self, n_words: usize, verdict: &Verdict) {
        self.quoted.n_claims += 1;
        self.quoted.longest = self.quoted.longest.max(n_words);
        if let Verdict::Proved(passage) = verdict {
            self.quoted.n_proved += 1;
            self.parts.extend(&passage.parts);
        }
    }

    /// The words in the union of all parts, as far as the source goes.
    fn sum(mut self, n_source_words: usize) -> Quoted {
        self.parts.sort_unstable();
        let mut end = 0;
        for part in &self.parts {
            let first_new = part.first_word.max(end);
            end = end.max(part.end().min(n_source_words));
            self.quoted.n_words += end.saturating_sub(first_new);
        }
        self.quoted
    }
}

fn head<const N: usize>(cells: [&str; N]) -> Vec<String> {
    cells.map(String::from).to_vec()
}

/// Rows of cells in columns two spaces apart: the first `n_names` to the left, numbers to the right.
fn columns(rows: &[Vec<String>], n_names: usize) -> String {
    let width = |column: usize| rows.iter().map(|row| row[column].chars().count()).max().unwrap_or(0);
    let widths: Vec<usize> = (0..rows.first().map_or(0, Vec::len)).map(width).collect();
    let mut out = String::new();
    for row in rows {
        let mut line = String::new();
        for (column, (cell, width)) in row.iter().zip(&widths).enumerate() {
            let gap = if column == 0 { "" } else { "  " };
            line.push_str(&match column < n_names {
                true => format!("{gap}{cell:<width$}"),
                false => format!("{gap}{cell:>width$}"),
            });
        }
        out.push_str(line.trim_end());
        out.push('\n');
    }
    out
}
