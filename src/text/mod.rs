//! Places in a text, and the small things one does to words.

mod hidden;
mod lines;
mod names;
mod range;

pub use hidden::hidden_character;
pub use lines::{LineIndex, Place};
pub use names::{nearest, plural, slug};
pub use range::Range;
