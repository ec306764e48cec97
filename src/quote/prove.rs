//! A quotation and a source to the place where its words stand there.
//!
//! Words match whole or not at all, in order, side by side; what may stand between two runs is in
//! [`pattern`](super::pattern). A quotation that stands in the source several times is proved by the first. The work
//! is that of looking up the rarest word of each run and comparing at its places.

use super::nearest::{Nearest, nearest};
use super::normal::{ELLIPSIS, Kind, Token};
use super::pattern::{GAP_WORDS, MOST_RUNS, Pattern, Skip, pattern};
use super::source::Source;

/// Where a quotation stands in its source: one part for each run of its words.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Passage {
    /// At least one, ascending, never overlapping.
    pub parts: Vec<Part>,
}

/// Words of a source that stand side by side.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Part {
    /// The first word's index in the source, 0-based.
    pub first_word: usize,
    /// Words in it, at least one.
    pub n_words: usize,
}

impl Passage {
    /// Words of the source that are quoted; what gaps leave out doesn't count.
    pub fn n_words(&self) -> usize {
        self.parts.iter().map(|part| part.n_words).sum()
    }
}

impl Part {
    /// The index after the last word's.
    pub fn end(self) -> usize {
        self.first_word.saturating_add(self.n_words)
    }
}

/// Why a quotation is not proved.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Miss {
    /// It has no words that could stand in a source.
    NoWords,
    /// Some run of its words stands nowhere in the source.
    Absent {
        /// The passage most like that run, if any is.
        nearest: Option<Nearest>,
        /// What would make the quotation true.
        remedy: Option<Remedy>,
    },
    /// It has more than [`MOST_RUNS`] runs of words.
    TooManyParts,
    /// Every run stands in the source, but not in this order, or too far apart.
    Scattered,
}

/// A change to a quotation after which it is found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Remedy {
    /// Mark the capital that was changed: `[T]he`.
    Capital(String),
    /// Write the omission as `[...]`, not as bare dots.
    Brackets,
}

/// Finds the words of a quotation, as the page has them without the outer marks. A build proves all of them at once;
/// this is the look-up by itself, as tests ask for it.
///
/// # Errors
/// [`Miss`] says what is nearest, and what is known to mend it.
pub fn find(words: &str, source: &Source) -> Result<Passage, Miss> {
    find_pattern(&pattern(words), source)
}

/// The same for a quotation that was read already.
///
/// # Errors
/// As [`find`].
pub fn find_pattern(pattern: &Pattern, source: &Source) -> Result<Passage, Miss> {
    if pattern.n_words() == 0 {
        return Err(Miss::NoWords);
    }
    if MOST_RUNS < pattern.runs.len() {
        return Err(Miss::TooManyParts);
    }
    let places: Vec<Vec<usize>> = pattern.runs.iter().map(|run| source.occurrences(run)).collect();
    if let Some(passage) = chain(pattern, &places, source) {
        return Ok(passage);
    }
    let absent = pattern.runs.iter().zip(&places).find(|(_, places)| places.is_empty());
    let Some((run, _)) = absent else { return Err(Miss::Scattered) };
    Err(Miss::Absent { nearest: nearest(run, source), remedy: remedy(pattern, source) })
}

/// The first chain of places, one for each run, in which every skip is short enough.
fn chain(pattern: &Pattern, places: &[Vec<usize>], source: &Source) -> Option<Passage> {
    // From the last run to the first: a place is open if an open place of the next run follows within the skip.
    // The nearest that follows will do, since it skips least.
    let mut open: Vec<Vec<Option<usize>>> = Vec::new();
    for (index, starts) in places.iter().enumerate().rev() {
        let next = match (open.last(), places.get(index + 1), pattern.skips.get(index)) {
            (Some(after), Some(next_starts), Some(skip)) => {
                let next_starts: Vec<usize> = next_starts
                    .iter()
                    .zip(after)
                    .filter(|(_, open)| open.is_some())
                    .map(|(start, _)| *start)
                    .collect();
                followers(starts, pattern.runs[index].len(), &next_starts, skip, source)
            }
            _ => starts.iter().map(|start| Some(*start)).collect(),
        };
        open.push(next);
    }
    open.reverse();
    let mut parts = Vec::new();
    let mut start = *places.first()?.iter().zip(open.first()?).find(|(_, open)| open.is_some())?.0;
    for (index, run) in pattern.runs.iter().enumerate() {
        let first_word = source.words_before(start);
        let n_words = source.words_before(start + run.len()) - first_word;
        // A run of points alone is no part.
        if 0 < n_words {
            parts.push(Part { first_word, n_words });
        }
        let at = places[index].binary_search(&start).ok()?;
        start = open[index][at]?;
    }
    Some(Passage { parts })
}

/// For each start of a run, the nearest of `next_starts` after it, if at most the skip's words lie between.
fn followers(
    starts: &[usize],
    n_tokens: usize,
    next_starts: &[usize],
    skip: &Skip,
    source: &Source,
) -> Vec<Option<usize>> {
    let mut next = 0;
    let mut out = Vec::with_capacity(starts.len());
    for start in starts {
        let end = start + n_tokens;
        while next_starts.get(next).is_some_and(|next| *next < end) {
            next += 1;
        }
        let follower = next_starts.get(next).copied();
        let near =
            |follower: &usize| source.words_before(*follower) - source.words_before(end) <= skip.most_words;
        out.push(follower.filter(near));
    }
    out
}

/// Tries what editors most often forget.
fn remedy(pattern: &Pattern, source: &Source) -> Option<Remedy> {
    let found = |pattern: &Pattern| {
        let places: Vec<Vec<usize>> = pattern.runs.iter().map(|run| source.occurrences(run)).collect();
        chain(pattern, &places, source).is_some()
    };
    let mut changed = pattern.clone();
    if let Some(first) = changed.runs.first_mut().and_then(|run| run.first_mut())
        && let Some(form) = other_case(first)
    {
        let mut letters = first.form.chars();
        let letter = letters.next();
        let bracketed = format!("[{}]{}", letter.map(String::from).unwrap_or_default(), letters.as_str());
        first.other = Some(form);
        if found(&changed) {
            return Some(Remedy::Capital(bracketed));
        }
    }
    found(&gapped(pattern)?).then_some(Remedy::Brackets)
}

/// The word with its first letter in the other case.
fn other_case(token: &Token) -> Option<String> {
    let first =
        token.form.chars().next().filter(|first| token.kind == Kind::Word && first.is_alphabetic())?;
    let rest = &token.form[first.len_utf8()..];
    let is_upper = first.is_uppercase();
    Some(if is_upper {
        format!("{}{rest}", first.to_lowercase())
    } else {
        format!("{}{rest}", first.to_uppercase())
    })
}

/// The pattern with every bare ellipsis as a gap; none if there is no such ellipsis.
fn gapped(pattern: &Pattern) -> Option<Pattern> {
    let mut out = Pattern::default();
    for (index, run) in pattern.runs.iter().enumerate() {
        if let Some(skip) = index.checked_sub(1).and_then(|before| pattern.skips.get(before)) {
            out.skips.push(skip.clone());
        }
        let mut pieces = run.split(|token| token.is_point(ELLIPSIS)).filter(|piece| !piece.is_empty());
        out.runs.extend(pieces.next().map(<[Token]>::to_vec));
        for piece in pieces {
            out.skips.push(Skip { most_words: GAP_WORDS, inserted: String::new() });
            out.runs.push(piece.to_vec());
        }
    }
    let has_ellipsis = pattern.runs.iter().flatten().any(|token| token.is_point(ELLIPSIS));
    (has_ellipsis && out.skips.len() + 1 == out.runs.len()).then_some(out)
}
