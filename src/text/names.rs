//! Slugs, near names and plurals of the program's own words.

use unicode_normalization::UnicodeNormalization;

/// The address form of a title: lower case, letters and digits kept in every script, the rest one hyphen.
///
/// Empty when the title has neither letter nor digit.
pub fn slug(title: &str) -> String {
    let mut out = String::with_capacity(title.len());
    for ch in title.nfc().flat_map(char::to_lowercase) {
        if ch.is_alphanumeric() || unicode_normalization::char::is_combining_mark(ch) {
            out.push(ch);
        } else if matches!(ch, '\'' | '’') {
            // An apostrophe joins: "Bauman's" is `baumans`, not `bauman-s`.
        } else if !out.is_empty() && !out.ends_with('-') {
            out.push('-');
        }
    }
    out.truncate(out.trim_end_matches('-').len());
    out
}

/// The candidate nearest to `word`, if it is near enough to be meant.
///
/// Near enough: at most a third of the characters differ, transposed neighbours counting once; ties go to the
/// first in order.
pub fn nearest<'a>(word: &str, candidates: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    // Of several minima the first is given.
    let distances = near(word, candidates).into_iter();
    distances.min_by_key(|(distance, _)| *distance).map(|(_, candidate)| candidate)
}

/// The candidate near enough to be meant, if there is no other: whoever wrote `word` can have meant nothing else.
pub fn only_near<'a>(word: &str, candidates: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let near = near(word, candidates);
    let (_, first) = near.first()?;
    near.iter().all(|(_, other)| other == first).then_some(*first)
}

/// Every candidate that is near enough to be meant, in order, each after the number of its differences.
pub fn near<'a>(word: &str, candidates: impl IntoIterator<Item = &'a str>) -> Vec<(usize, &'a str)> {
    let word = word.to_lowercase();
    let n_chars = word.chars().count();
    let allowed = (n_chars / 3).max(1);
    let is_as_long = |candidate: &&str| candidate.chars().count().abs_diff(n_chars) <= allowed;
    candidates
        .into_iter()
        .filter(is_as_long)
        .map(|candidate| (strsim::osa_distance(&word, &candidate.to_lowercase()), candidate))
        .filter(|(distance, _)| *distance <= allowed)
        .collect()
}

/// `1 link`, `2 links`: a count with the program's own English noun.
pub fn plural(n: usize, noun: &str) -> String {
    match (n, noun.strip_suffix('y')) {
        (1, _) => format!("1 {noun}"),
        (_, Some(stem)) if !noun.ends_with("ay") && !noun.ends_with("ey") => format!("{n} {stem}ies"),
        _ => format!("{n} {noun}s"),
    }
}
