//! Claimed quotations and source texts to proofs, and proofs to verdicts.
//!
//! Texts come in as `&str`, the lock as text in and text out: nothing here reads a file, and nothing here knows a
//! parsed document. From what is compared to what is said:
//!
//! ```text
//! letters  : characters in which the setting no longer shows
//! normal   : words and points
//! pattern  : a quotation with its brackets
//! source   : a source's text, indexed
//! nearest  : the passage most like words that aren't there
//! prove    : a quotation found in a source, or missed
//! lock     : quotes.lock
//! verify   : claims and the lock alone
//! table    : how much is quoted
//! budget   : and how much is too much
//! anew     : claims and sources to a new lock
//! ```

mod anew;
mod budget;
mod letters;
mod lock;
mod nearest;
mod normal;
mod pattern;
mod prove;
mod source;
mod table;
mod verify;

use std::sync::Arc;

pub use anew::prove_all;
pub use budget::budgets;
pub use lock::{LOCK_PATH, Lock, Proof, SourceProof};
pub use nearest::Nearest;
pub use normal::folded;
pub use pattern::{GAP_WORDS, INSERTION_WORDS, MOST_RUNS};
pub use prove::{Miss, Part, Passage, Remedy, find};
pub use source::Source;
pub use table::{PageRow, Quoted, SourceRow, Table, table};
pub use verify::{Verdict, findings, verdicts};

use crate::text::Range;

/// A quotation that a page claims to be verbatim.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Claim {
    /// The page's path.
    pub path: Arc<str>,
    /// The quoted words in the file.
    pub range: Range,
    /// The citation key of the source.
    pub source: String,
    /// The citation in the file.
    pub source_range: Range,
    /// The quoted text, flattened, without the outer marks.
    pub words: String,
}
