//! What is typed with the plain marks of a keyboard, as a compositor sets it.
//!
//! A text isn't changed: what is to be set otherwise is a list of [`Edit`]s beside it, laid over a stretch when that
//! is written. They change marks, dashes, dots and spaces only, never a letter, a digit or another sign. What they
//! change, they change within what quotations are compared by (`quote::normal`), so that a page says what its source
//! says.

mod edits;
mod languages;
mod numbers;
mod setter;

pub use edits::{Edit, edits_in, push_set};
pub use languages::{Setting, setting, setting_of};
pub use setter::Setter;

use std::borrow::Cow;

/// A text that stands by itself (a title, a gloss), set.
pub fn set<'t>(text: &'t str, setting: &'static Setting) -> Cow<'t, str> {
    let mut setter = Setter::default();
    setter.begin(0);
    setter.piece(text, 0, text.len(), setting);
    let edits = setter.finish();
    if edits.is_empty() {
        return text.into();
    }
    let mut out = String::with_capacity(text.len() + 2 * edits.len());
    push_set(text, 0, &edits, &mut |piece| out.push_str(piece));
    out.into()
}

/// A text that was set, as it stands in quotation marks: its own are those of a quotation within a quotation.
pub fn inside(text: &str, setting: &Setting) -> String {
    let ([open, close], [inner_open, inner_close]) = (setting.outer(), setting.inner());
    text.replace(open, inner_open).replace(close, inner_close)
}
