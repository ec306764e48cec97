//! What differs, as Markdown for a pull request's comment.
//!
//! The site's words come from whoever made the pull request. They stand in code spans (CommonMark 0.31 §6.1) and nowhere
//! else: in them neither Markdown nor HTML means anything, and GitHub makes no mentions, links or references of them.

use super::Changes;
use super::sections::{Item, Piece, sections};
use crate::text::visible;

/// Bytes of a comment, at most: GitHub takes 65,536 characters, and a workflow may add a few.
pub const MOST_BYTES: usize = 60_000;

/// Bytes kept free for what is said of the rest.
const RESERVED: usize = 2_000;
/// Items of a list, at most.
const MOST_ITEMS: usize = 50;
/// Characters of one piece of the site's, at most.
const MOST_CHARACTERS: usize = 300;

/// The comment, of at most [`MOST_BYTES`] bytes. Its first line is a mark by which a workflow finds it again.
pub fn markdown(changes: &Changes, before: &str) -> String {
    let mut out = String::from("<!-- lectern diff -->\n");
    out.push_str(&format!("### What changes on the site since {}\n", code(before)));
    if changes.is_empty() {
        out.push_str("\nNothing that a reader would notice.\n");
    }
    for section in sections(changes) {
        out.push_str(&format!("\n**{}**\n\n", section.heading));
        let mut n_shown = 0;
        for item in section.items.iter().take(MOST_ITEMS) {
            let line = line(item);
            if MOST_BYTES - RESERVED < out.len() + line.len() {
                break;
            }
            out.push_str(&line);
            n_shown += 1;
        }
        if n_shown < section.items.len() {
            out.push_str(&format!("- and {} more\n", section.items.len() - n_shown));
        }
    }
    out
}

fn line(item: &Item) -> String {
    let mut out = String::from("- ");
    for piece in item {
        match piece {
            Piece::Ours(text) => out.push_str(text),
            Piece::Theirs(text) => out.push_str(&code(text)),
            // The renderer of comments shows it as a line break.
            Piece::Break => out.push_str("\n  "),
        }
    }
    out + "\n"
}

/// The text as a code span, on one line.
fn code(text: &str) -> String {
    let line: String = text.split_whitespace().collect::<Vec<_>>().join(" ");
    let cut = line.char_indices().nth(MOST_CHARACTERS);
    let shown = visible(&cut.map_or(line.clone(), |(at, _)| format!("{} …", &line[..at])));
    if shown.is_empty() {
        return "(nothing)".to_owned();
    }
    let (mut longest, mut run) = (0, 0);
    for ch in shown.chars() {
        run = if ch == '`' { run + 1 } else { 0 };
        longest = longest.max(run);
    }
    let marks = "`".repeat(longest + 1);
    // A mark at an end would be taken for the span's own; one space on either side is left out again.
    let gap = if shown.starts_with('`') || shown.ends_with('`') { " " } else { "" };
    format!("{marks}{gap}{shown}{gap}{marks}")
}
