//! Words that a source doesn't have, to the passage that is most like them, and the difference word by word.
//!
//! The index says where the rarer words of the quotation crowd together; only there is it aligned, so that the work
//! doesn't grow with the product of both lengths.

use super::normal::{Kind, Token, shown};
use super::source::{Source, alike};

/// The passage of a source that is most like a quotation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Nearest {
    /// How the source reads.
    pub passage: String,
    /// The words on the page alone as `[-only-]`, those in the source alone as `{+chief+}`.
    pub diff: String,
}

/// Longer runs are compared from shortly before the first word that differs; a longer difference can't be read.
const MOST_TOKENS: usize = 120;
const TOKENS_BEFORE: usize = 40;

/// The passage most like `run`; none if less than half of the run's words stand there.
pub fn nearest(run: &[Token], source: &Source) -> Option<Nearest> {
    let run = excerpt(run, source);
    let place = neighbourhood(run, source)?;
    let steps = align(run, source.tokens.get(place)?);
    let n_words = run.iter().filter(|token| token.kind == Kind::Word).count();
    let n_kept = steps.iter().filter(|step| step.keeps_word()).count();
    if n_kept * 2 < n_words || n_kept == 0 {
        return None;
    }
    let passage: Vec<Token> = steps.iter().filter_map(Step::in_source).collect();
    Some(Nearest { passage: shown(&passage), diff: diff(&steps) })
}

fn excerpt<'a>(run: &'a [Token], source: &Source) -> &'a [Token] {
    if run.len() <= MOST_TOKENS {
        return run;
    }
    let (mut found, mut absent) = (0, run.len());
    while found + 1 < absent {
        let middle = usize::midpoint(found, absent);
        if source.occurrences(&run[..middle]).is_empty() {
            absent = middle;
        } else {
            found = middle;
        }
    }
    let start = found.saturating_sub(TOKENS_BEFORE);
    &run[start..run.len().min(start + MOST_TOKENS)]
}

/// The tokens of the source among which most of the run's words stand, the rare ones weighing more.
fn neighbourhood(run: &[Token], source: &Source) -> Option<std::ops::Range<usize>> {
    let mut hits: Vec<(usize, u32)> = Vec::new();
    for (index, token) in run.iter().enumerate() {
        if token.kind == Kind::Point || run[..index].iter().any(|before| alike(before, token)) {
            continue;
        }
        let places = source.places(token);
        let weight = (source.tokens.len() / places.len().max(1)).max(1).ilog2() + 1;
        hits.extend(places.into_iter().map(|place| (place, weight)));
    }
    hits.sort_unstable();
    let mut best: Option<(u32, std::ops::Range<usize>)> = None;
    let (mut first, mut sum) = (0, 0);
    for last in 0..hits.len() {
        sum += hits[last].1;
        while run.len() * 2 <= hits[last].0 - hits[first].0 {
            sum -= hits[first].1;
            first += 1;
        }
        if best.as_ref().is_none_or(|(most, _)| *most < sum) {
            best = Some((sum, hits[first].0..hits[last].0 + 1));
        }
    }
    let place = best?.1;
    Some(place.start.saturating_sub(run.len())..source.tokens.len().min(place.end + run.len()))
}

/// One step of an alignment.
enum Step<'a> {
    /// On the page and in the source.
    Same(&'a Token, &'a Token),
    /// One for the other.
    Changed(&'a Token, &'a Token),
    /// On the page alone.
    Page(&'a Token),
    /// In the source alone.
    Source(&'a Token),
}

impl Step<'_> {
    fn keeps_word(&self) -> bool {
        match self {
            Step::Same(page, _) => page.kind == Kind::Word,
            Step::Changed(page, source) => {
                page.kind == Kind::Word && page.form.to_lowercase() == source.form.to_lowercase()
            }
            Step::Page(_) | Step::Source(_) => false,
        }
    }

    fn in_source(&self) -> Option<Token> {
        match self {
            // Of a word that the source breaks at a line's end, the page's reading is the better one.
            Step::Same(page, source) => Some(Token { spaced: source.spaced, ..(*page).clone() }),
            Step::Changed(_, source) | Step::Source(source) => Some((*source).clone()),
            Step::Page(_) => None,
        }
    }
}

/// What it costs that a token has no counterpart, or another one.
fn cost(token: &Token) -> usize {
    match token.kind {
        Kind::Word => 4,
        Kind::Point => 1,
    }
}

fn cost_of_change(page: &Token, source: &Token) -> Option<usize> {
    if alike(page, source) {
        Some(0)
    } else if page.kind != source.kind {
        None
    } else if page.form.to_lowercase() == source.form.to_lowercase() {
        Some(1)
    } else {
        // As much as to leave a word out, so that a changed word at either end shows what it was.
        Some(cost(page))
    }
}

/// The cheapest alignment of the whole run with any stretch of `passage`.
fn align<'a>(run: &'a [Token], passage: &'a [Token]) -> Vec<Step<'a>> {
    let width = passage.len() + 1;
    let mut costs = vec![0; (run.len() + 1) * width];
    for (row, page) in run.iter().enumerate() {
        costs[(row + 1) * width] = costs[row * width] + cost(page);
        for (column, source) in passage.iter().enumerate() {
            let without_page = costs[row * width + column + 1] + cost(page);
            let without_source = costs[(row + 1) * width + column] + cost(source);
            let changed = cost_of_change(page, source).map(|cost| costs[row * width + column] + cost);
            let least = without_page.min(without_source);
            costs[(row + 1) * width + column + 1] = changed.map_or(least, |changed| changed.min(least));
        }
    }
    let ends = &costs[run.len() * width..];
    let least = ends.iter().min().copied().unwrap_or(0);
    let mut column = ends.iter().position(|cost| *cost == least).unwrap_or(0);
    // A changed last word costs the same with and without its counterpart: with it, it says more.
    if ends.get(column + 1) == Some(&least) {
        column += 1;
    }
    let mut steps = Vec::new();
    let mut row = run.len();
    while 0 < row {
        let here = costs[row * width + column];
        let page = &run[row - 1];
        let source = column.checked_sub(1).map(|before| &passage[before]);
        let change = source.and_then(|source| Some((source, cost_of_change(page, source)?)));
        match (source, change) {
            (_, Some((source, cost))) if here == costs[(row - 1) * width + column - 1] + cost => {
                steps.push(if cost == 0 { Step::Same(page, source) } else { Step::Changed(page, source) });
                (row, column) = (row - 1, column - 1);
            }
            (Some(source), _) if here == costs[row * width + column - 1] + cost(source) => {
                steps.push(Step::Source(source));
                column -= 1;
            }
            _ => {
                steps.push(Step::Page(page));
                row -= 1;
            }
        }
    }
    steps.reverse();
    steps
}

fn diff(steps: &[Step]) -> String {
    let mut out = String::new();
    let mut page: Vec<Token> = Vec::new();
    let mut source: Vec<Token> = Vec::new();
    for step in steps {
        match step {
            Step::Same(same, other) => {
                write_change(&mut page, &mut source, &mut out);
                // After a mark that only one of them has, only that one has no space.
                let same = Token { spaced: same.spaced && other.spaced, ..(*same).clone() };
                write_part("", &[same], "", &mut out);
            }
            Step::Changed(one, other) => {
                page.push((*one).clone());
                source.push((*other).clone());
            }
            Step::Page(one) => page.push((*one).clone()),
            Step::Source(other) => source.push((*other).clone()),
        }
    }
    write_change(&mut page, &mut source, &mut out);
    out
}

fn write_change(page: &mut Vec<Token>, source: &mut Vec<Token>, out: &mut String) {
    write_part("[-", page, "-]", out);
    write_part("{+", source, "+}", out);
    page.clear();
    source.clear();
}

fn write_part(open: &str, tokens: &[Token], close: &str, out: &mut String) {
    let Some(first) = tokens.first() else { return };
    if first.spaced && !out.is_empty() {
        out.push(' ');
    }
    out.push_str(open);
    out.push_str(&shown(tokens));
    out.push_str(close);
}
