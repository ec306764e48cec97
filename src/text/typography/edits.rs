//! Changes to a text, kept beside it.

/// A change to a text. Edits of a text are sorted and don't overlap.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Edit {
    /// The first byte that is replaced.
    pub at: u32,
    /// How many bytes are, at least one.
    pub n_bytes: u32,
    /// What stands in their place.
    pub with: &'static str,
}

/// The edits that lie wholly between the bytes `start` and `end`.
pub fn edits_in(edits: &[Edit], start: u32, end: u32) -> &[Edit] {
    let first = edits.partition_point(|edit| edit.at < start);
    let rest = &edits[first..];
    let n_inside = rest.iter().take_while(|edit| edit.at + edit.n_bytes <= end).count();
    &rest[..n_inside]
}

/// Hands `text`, which begins at the byte `start` of the text that was edited, to `push` piece by piece.
///
/// An edit that crosses either end is left out.
pub fn push_set(text: &str, start: u32, edits: &[Edit], push: &mut impl FnMut(&str)) {
    let mut at = 0;
    for edit in edits_in(edits, start, start + text.len() as u32) {
        let place = (edit.at - start) as usize;
        if at < place {
            push(&text[at..place]);
        }
        push(edit.with);
        at = place + edit.n_bytes as usize;
    }
    if at < text.len() {
        push(&text[at..]);
    }
}
