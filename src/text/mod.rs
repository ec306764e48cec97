//! Places in a text, and the small things one does to words.

mod date;
mod hidden;
mod lines;
mod names;
mod range;
mod spot;

pub use date::Date;
pub use hidden::hidden_character;
pub use lines::{LineIndex, Place};
pub use names::{nearest, plural, slug};
pub use range::Range;
pub use spot::Spot;
