//! A half-open range of bytes.

/// Bytes from `start` up to, not including, `end`, counted from the first byte of the file (or of the text
/// that the owner names).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Range {
    /// The first byte.
    pub start: u32,
    /// The byte after the last.
    pub end: u32,
}

impl Range {
    /// The range from `start` to `end`; empty when they are out of order.
    pub fn new(start: usize, end: usize) -> Range {
        let start = u32::try_from(start).unwrap_or(u32::MAX);
        let end = u32::try_from(end).unwrap_or(u32::MAX);
        Range { start, end: end.max(start) }
    }

    /// Bytes in the range.
    pub fn len(self) -> usize {
        (self.end - self.start) as usize
    }

    /// Whether it holds no byte.
    pub fn is_empty(self) -> bool {
        self.start == self.end
    }

    /// The same as an index for slices.
    pub fn indices(self) -> std::ops::Range<usize> {
        self.start as usize..self.end as usize
    }

    /// The bytes of `text` in the range; empty where it does not fit the text.
    pub fn of(self, text: &str) -> &str {
        text.get(self.indices()).unwrap_or("")
    }

    /// The range moved `n_bytes` to the right.
    pub fn shifted(self, n_bytes: usize) -> Range {
        Range::new(self.start as usize + n_bytes, self.end as usize + n_bytes)
    }

    /// Whether `other` lies inside.
    pub fn contains(self, other: Range) -> bool {
        self.start <= other.start && other.end <= self.end
    }

    /// Whether both share at least one byte.
    pub fn overlaps(self, other: Range) -> bool {
        self.start < other.end && other.start < self.end
    }
}

impl From<std::ops::Range<usize>> for Range {
    fn from(range: std::ops::Range<usize>) -> Range {
        Range::new(range.start, range.end)
    }
}
