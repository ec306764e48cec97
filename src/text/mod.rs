//! Places in a text, and the small things one does to words.

mod addresses;
mod date;
mod hidden;
mod lines;
mod names;
mod range;
mod sentences;
mod spot;
pub mod typography;
mod words;

pub use addresses::{addresses, escaped};
pub use date::Date;
pub use hidden::{hidden_character, visible, visible_json, without_nul};
pub use lines::{LineIndex, Place, conflict_marker};
pub use names::{near, nearest, only_near, plural, slug};
pub use range::Range;
pub use sentences::sentence_around;
pub use spot::Spot;
pub use words::{Token, TokenKind, exact_key, fold_into, folded_key, tokens};
