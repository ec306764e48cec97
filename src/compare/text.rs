//! What differs, for a terminal.

use super::Changes;
use super::sections::{Piece, sections};
use crate::text::visible;

/// All lists, each with at most `most` items. Nothing where nothing differs.
pub fn text(changes: &Changes, most: usize) -> String {
    let mut out = String::new();
    for section in sections(changes) {
        if !out.is_empty() {
            out.push('\n');
        }
        out.push_str(&format!("{}\n", section.heading));
        for item in section.items.iter().take(most) {
            // Nothing of the site's begins a line: a workflow's log takes some lines for commands.
            out.push_str("  - ");
            for piece in item {
                match piece {
                    Piece::Ours(text) => out.push_str(text),
                    Piece::Theirs(text) => out.push_str(&visible(text)),
                    Piece::Break => out.push_str("\n    | "),
                }
            }
            out.push('\n');
        }
        if most < section.items.len() {
            out.push_str(&format!("  - and {} more\n", section.items.len() - most));
        }
    }
    out
}
