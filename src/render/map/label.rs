//! A title to the lines that stand in the map, and how wide they are.
//!
//! No face is at hand where the map is drawn, so widths are those of the theme's face, kept in a table. A wider face
//! still fits: the text stands in the middle of a box with some room on either side.

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;
use unicode_segmentation::UnicodeSegmentation;

/// The size of the text, in units.
pub const TEXT: i32 = 15;
/// From a line to the next, in units.
pub const FURTHER: i32 = 16;
/// A longer title is set in two lines, in units.
const LINE: i32 = 128;
/// One of two lines is at most this wide, in units.
const WIDEST: i32 = 150;
/// A box is at least this wide and high, in units, so that a finger finds it (WCAG 2.2 2.5.8).
const LEAST: i32 = 24;
/// What is left on either side of the text, in units.
pub const ROOM: i32 = 8;
/// Clusters of letters of a title that are looked at.
const MOST_CLUSTERS: usize = 80;

/// Advance widths of the theme's roman, from the space to the tilde, in thousandths of the text's size.
const ADVANCES: [i32; 95] = [
    220, 284, 439, 481, 481, 703, 676, 257, 322, 322, 445, 414, 243, 343, 243, 472, 481, 481, 481, 481, 481,
    481, 481, 481, 481, 481, 243, 243, 444, 444, 444, 440, 831, 606, 567, 543, 607, 506, 488, 589, 664, 308,
    315, 592, 487, 820, 654, 607, 538, 607, 576, 488, 561, 659, 655, 850, 620, 601, 530, 317, 469, 308, 492,
    393, 319, 473, 518, 443, 534, 469, 321, 498, 562, 281, 269, 508, 281, 817, 562, 510, 540, 526, 412, 397,
    353, 541, 498, 710, 509, 498, 438, 341, 244, 341, 488,
];

/// A title as it stands in the map.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Label {
    /// One line or two.
    pub lines: Vec<String>,
    /// The box's width with its room, in units.
    pub width: i32,
    /// The box's height, in units.
    pub height: i32,
    /// Whether the title goes on.
    pub is_shortened: bool,
}

/// Sets a title in one line or two; a longer one ends in dots.
pub fn label(title: &str) -> Label {
    let mut clusters: Vec<&str> = title.graphemes(true).take(MOST_CLUSTERS + 1).collect();
    let mut is_shortened = clusters.len() > MOST_CLUSTERS;
    // Two lines hold no more than this: a look at their widths alone is cheap.
    while 2 * WIDEST < width(&clusters.concat()) {
        clusters.pop();
        is_shortened = true;
    }
    loop {
        let mut text = clusters.concat();
        if is_shortened {
            text.truncate(text.trim_end().len());
            text.push('…');
        }
        if let Some(lines) = set(&text) {
            let widest = lines.iter().map(|line| width(line)).max().unwrap_or(0);
            let width = LEAST.max(widest + 2 * ROOM);
            return Label { height: LEAST + FURTHER * (lines.len() as i32 - 1), lines, width, is_shortened };
        }
        is_shortened = true;
        clusters.pop();
    }
}

/// The text in one line, or in two of which the longer is as short as can be; none where that isn't short enough.
fn set(text: &str) -> Option<Vec<String>> {
    if width(text) <= LINE {
        return Some(vec![text.to_owned()]);
    }
    let halves = text.match_indices(' ').map(|(at, _)| (&text[..at], &text[at + 1..]));
    let longer = |(first, second): &(&str, &str)| width(first).max(width(second));
    match halves.min_by_key(longer).filter(|halves| longer(halves) <= WIDEST) {
        Some((first, second)) => Some(vec![first.to_owned(), second.to_owned()]),
        None => (width(text) <= WIDEST).then(|| vec![text.to_owned()]),
    }
}

/// How wide a line is, in units, rounded up.
fn width(line: &str) -> i32 {
    let thousandths: i32 = line.chars().map(advance).sum();
    (thousandths * TEXT + 999) / 1000
}

/// The table's width, that of the letter beneath the marks, or a guess that is rather too wide.
fn advance(ch: char) -> i32 {
    let base = ch.nfd().next().unwrap_or(ch);
    let known = (base as usize).checked_sub(' ' as usize).and_then(|index| ADVANCES.get(index));
    match (known, base) {
        (Some(advance), _) => *advance,
        (None, base) if is_combining_mark(base) => 0,
        (None, '\u{2E80}'..) => 1200,
        (None, _) => 800,
    }
}
