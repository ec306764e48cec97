//! A value together with the place where its author wrote it.

use super::Range;

/// A value and the bytes of the file it stands in.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct Spot<T> {
    /// The value as meant: a text without its quotation marks and escapes.
    pub it: T,
    /// The bytes as written, quotation marks included.
    pub range: Range,
}

impl<T> Spot<T> {
    /// `it`, written in `range`.
    pub fn new(it: T, range: Range) -> Spot<T> {
        Spot { it, range }
    }
}
