//! The sentence round a place in a text.

use unicode_segmentation::UnicodeSegmentation;

use super::Range;

/// Words before a full stop that ends no sentence; compared in lower case.
const ABBREVIATIONS: [&str; 41] = [
    "dr", "mr", "mrs", "ms", "prof", "st", "sr", "jr", "vs", "etc", "ca", "cf", "ch", "ed", "eds", "e.g",
    "fig", "gen", "i.e", "no", "nos", "op", "p", "pp", "rev", "sen", "trans", "vol", "vols", "approx", "al",
    "art", "sec", "ibid", "gov", "lt", "col", "capt", "u.s", "u.k", "u.n",
];

/// How far a boundary's rule may look (UAX #29, SB8 looks past marks and spaces for a small letter), in bytes.
const REACH: usize = 48;

/// How far a sentence is followed on either side, in bytes. Nobody shows more of one, and what has no end within
/// reach must not be read again for each of its words.
const LONGEST: usize = 4000;

/// The sentence of `text` that holds `at`: UAX #29's, except that a line feed is a space and that a full stop after
/// an abbreviation or a single capital ends nothing. White space at its ends is left out, and so is what lies more
/// than [`LONGEST`] bytes from `at`.
pub fn sentence_around(text: &str, at: Range) -> Range {
    let bytes = text.as_bytes();
    let is_stop = |index: &usize| match bytes[*index] {
        b'.' | b'?' | b'!' => true,
        byte => !byte.is_ascii() && ends_sign(text, *index),
    };
    let first = text.floor_char_boundary((at.start as usize).min(bytes.len()).saturating_sub(LONGEST));
    let last = text.ceil_char_boundary((at.end as usize).saturating_add(LONGEST).min(bytes.len()));
    let start = (first..(at.start as usize).min(bytes.len()))
        .rev()
        .filter(is_stop)
        .find_map(|stop| boundary_after(text, stop).filter(|boundary| *boundary <= at.start as usize))
        .unwrap_or(first);
    let end = ((at.end as usize).saturating_sub(1)..last)
        .filter(is_stop)
        .find_map(|stop| boundary_after(text, stop).filter(|boundary| *boundary >= at.end as usize))
        .unwrap_or(last);
    let sentence = &text[start..end];
    let lead = sentence.len() - sentence.trim_start().len();
    let end = start + lead + sentence.trim().len();
    // What is asked about may itself be white space.
    Range::new((start + lead).min(at.start as usize), end.max(at.end as usize).min(bytes.len()))
}

/// Whether a character that is no letter and no digit ends with the byte at `last`: in other scripts, any may stop.
fn ends_sign(text: &str, last: usize) -> bool {
    let end = last + 1;
    text.is_char_boundary(end) && text[..end].chars().next_back().is_some_and(|ch| !ch.is_alphanumeric())
}

/// Where the sentence ends whose last mark is at byte `stop`, if one ends there.
fn boundary_after(text: &str, stop: usize) -> Option<usize> {
    let mut from = stop.saturating_sub(REACH);
    while !text.is_char_boundary(from) {
        from -= 1;
    }
    let mut to = (stop + REACH).min(text.len());
    while !text.is_char_boundary(to) {
        to += 1;
    }
    if abbreviates(&text[from..], stop - from) {
        return None;
    }
    let window = text[from..to].replace('\n', " ");
    let boundary =
        window.split_sentence_bound_indices().map(|(start, _)| start).find(|start| *start > stop - from);
    // Between the mark and the boundary stand closing marks and spaces only.
    let boundary = boundary.unwrap_or(window.len());
    let between = window.get(stop - from + 1..boundary).unwrap_or("x");
    (!between.chars().any(char::is_alphanumeric)).then_some(from + boundary)
}

/// Whether the full stop at byte `stop` belongs to the word before it.
fn abbreviates(text: &str, stop: usize) -> bool {
    if text.as_bytes().get(stop) != Some(&b'.') || text[stop + 1..].trim_start().is_empty() {
        return false;
    }
    let before = &text[..stop];
    let start = before
        .rfind(|ch: char| !ch.is_alphanumeric() && ch != '.')
        .map_or(0, |at| at + before[at..].chars().next().map_or(1, char::len_utf8));
    let word = &before[start..];
    let is_initial = word.chars().count() == 1 && word.chars().all(char::is_uppercase);
    is_initial || ABBREVIATIONS.contains(&word.to_lowercase().as_str())
}
