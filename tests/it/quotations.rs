//! A quotation is proved if its words stand in its source, whatever the setting; and the lock keeps the proof.

mod found;
mod lock;
mod proved;

use std::sync::Arc;

use lectern::quote::Claim;
use lectern::text::Range;

/// A claim on a page whose text is the quoted words, a space, and the citation.
fn claim(path: &str, source: &str, words: &str) -> Claim {
    Claim {
        path: Arc::from(path),
        range: Range::new(0, words.len()),
        source: source.to_string(),
        source_range: Range::new(words.len() + 1, words.len() + source.len() + 4),
        words: words.to_string(),
    }
}
