//! What `quotes.lock` and `anchors.lock` have in common: how such a file is read, and how a text is written into one.

use serde::Deserialize;
use serde::de::DeserializeOwned;
use toml::Spanned;

use crate::text::{Range, conflict_marker};

/// Why a lock can't be read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unread {
    /// A merge has left both sides in it: the line of the first marker.
    Conflict(Range),
    /// It is of another version: where it says so, and which.
    Version(Range, u32),
    /// It isn't what was written: the place, where that is known.
    Damaged(Option<Range>),
}

#[derive(Deserialize)]
struct TypedVersion {
    version: Spanned<u32>,
}

/// The file as it is typed, if it is of this version.
///
/// # Errors
/// The first cause for which it can't be read.
pub fn read<Typed: DeserializeOwned>(text: &str, version: u32) -> Result<Typed, Unread> {
    if let Some(range) = conflict_marker(text) {
        return Err(Unread::Conflict(range));
    }
    let damaged =
        |err: toml::de::Error| Unread::Damaged(err.span().map(Range::from).filter(|range| 0 < range.end));
    // The version first: a file of another one may hold what this one doesn't know.
    let typed = toml::from_str::<TypedVersion>(text).map_err(damaged)?.version;
    if *typed.get_ref() != version {
        return Err(Unread::Version(typed.span().into(), *typed.get_ref()));
    }
    toml::from_str(text).map_err(damaged)
}

/// A basic string (TOML 1.0, "String").
pub fn toml_string(text: &str) -> String {
    let mut out = String::from("\"");
    for ch in text.chars() {
        match ch {
            '"' | '\\' => out.extend(['\\', ch]),
            ch if ch.is_control() => out.push_str(&format!("\\u{:04X}", u32::from(ch))),
            ch => out.push(ch),
        }
    }
    out.push('"');
    out
}
