//! Byte offsets to lines and columns.

use super::Range;

/// The first line of a file that git writes where two sides of a merge differ.
pub fn conflict_marker(text: &str) -> Option<Range> {
    let mut start = 0;
    for line in text.split_inclusive('\n') {
        let shown = line.trim_end();
        if ["<<<<<<<", "|||||||", "=======", ">>>>>>>"].iter().any(|marker| shown.starts_with(marker)) {
            return Some(Range::new(start, start + shown.len()));
        }
        start += line.len();
    }
    None
}

/// Where each line of a text begins.
pub struct LineIndex<'a> {
    text: &'a str,
    starts: Vec<usize>,
}

/// A line and a column, both from 1; the column counts characters.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Place {
    /// The line's number.
    pub line: usize,
    /// The character's number in the line.
    pub column: usize,
}

impl<'a> LineIndex<'a> {
    /// Reads the line starts of `text` once.
    pub fn new(text: &'a str) -> LineIndex<'a> {
        let mut starts = vec![0];
        starts.extend(text.bytes().enumerate().filter(|(_, byte)| *byte == b'\n').map(|(at, _)| at + 1));
        LineIndex { text, starts }
    }

    /// The text that was read.
    pub fn text(&self) -> &'a str {
        self.text
    }

    /// The place of the character at byte `offset`; past the end, the place after the last character.
    pub fn place(&self, offset: usize) -> Place {
        let mut offset = offset.min(self.text.len());
        while !self.text.is_char_boundary(offset) {
            offset -= 1;
        }
        let line_index = self.starts.partition_point(|start| *start <= offset) - 1;
        let column = self.text[self.starts[line_index]..offset].chars().count() + 1;
        Place { line: line_index + 1, column }
    }

    /// The number of the line with the byte `offset`, from 1. Unlike [`LineIndex::place`], it doesn't read the line.
    pub fn number(&self, offset: usize) -> usize {
        self.starts.partition_point(|start| *start <= offset)
    }

    /// The bytes of the line with this number, without its line end.
    pub fn line(&self, number: usize) -> Option<Range> {
        let start = *self.starts.get(number.checked_sub(1)?)?;
        let end = self.starts.get(number).map_or(self.text.len(), |next| next - 1);
        let end = if self.text[start..end].ends_with('\r') { end - 1 } else { end };
        Some(Range::new(start, end))
    }
}
