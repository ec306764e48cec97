//! What can be said about addresses and anchors that were published and are gone.

use std::sync::Arc;

use crate::diagnostic::Diagnostic;
use crate::text::Range;

/// An address that was published leads nowhere. `range` is where the lock has it.
pub fn address(address: &str, range: Option<Range>) -> Diagnostic {
    let slug = address.rsplit('/').next().unwrap_or(address).trim_end_matches(".html");
    let message = format!("`{address}` was published, and no page or redirect answers there now");
    let finding = Diagnostic::new("vanished-address", &lock_path(), range, message)
        .help(format!("write `formerly = [\"{slug}\"]` into the page that took its place"));
    or_forget(finding, address)
}

/// A heading's id that was published stands on its page no more. `path` is the page's file; `page` is its address where
/// a redirect leads to it.
pub fn heading(path: &Arc<str>, address: &str, id: &str, page: Option<&str>) -> Diagnostic {
    let message = match page {
        Some(page) => {
            format!("`{address}#{id}` was published, and `{page}`, where it leads now, has no such heading")
        }
        None => format!("`{address}#{id}` was published, and no heading has that id now"),
    };
    let finding = Diagnostic::new("vanished-anchor", path, None, message)
        .help(format!("write `{{#{id}}}` after the heading that took its place"));
    or_forget(finding, &format!("{address}#{id}"))
}

/// A page has fewer numbered paragraphs than were published: those from one number to another are gone. `page` is its
/// address where a redirect leads to it.
pub fn paragraphs(path: &Arc<str>, address: &str, from: u32, to: u32, page: Option<&str>) -> Diagnostic {
    let which = match from < to {
        true => format!("`{address}#p{from}` to `#p{to}` were"),
        false => format!("`{address}#p{from}` was"),
    };
    let message = match page {
        Some(page) => format!("{which} published, and `{page}`, where it leads now, has fewer paragraphs"),
        None => format!("{which} published, and the page has fewer paragraphs now"),
    };
    let finding = Diagnostic::new("vanished-anchor", path, None, message)
        .help("whoever cites a paragraph after the one that went cites another now");
    or_forget(finding, &format!("{address}#p{from}"))
}

/// Paragraphs that were published have other numbers: the first was `old` and is `new`, and so with `n_more`.
pub fn moved(path: &Arc<str>, address: &str, old: u32, new: u32, n_more: usize) -> Diagnostic {
    let rest = match n_more {
        0 => String::new(),
        n => format!(", and so on for {n} more"),
    };
    let message = format!("`{address}#p{old}` was published, and is `#p{new}` now{rest}");
    let finding = Diagnostic::new("vanished-anchor", path, None, message)
        .help("whoever cites one of them by its number cites another now");
    or_forget(finding, &format!("{address}#p{old}"))
}

/// What is offered to be typed must not mean anything else to a shell.
fn or_forget(finding: Diagnostic, place: &str) -> Diagnostic {
    let is_plain = |ch: char| ch.is_alphanumeric() || matches!(ch, '-' | '_' | '.' | '/' | '#');
    match place.chars().all(is_plain) && !place.starts_with(['-', '#']) {
        true => finding.help(format!("or accept the loss: `lectern anchors --forget {place}`")),
        false => finding.help("or accept the loss: take it out of `anchors.lock`"),
    }
}

/// A lock that can't be read.
pub fn damaged_lock(range: Option<Range>) -> Diagnostic {
    lock("`anchors.lock` is damaged".into(), range).label("can't be read").help(RESTORE)
}

/// Two sides of a merge in the lock. `range` is the first marker's line.
pub fn lock_in_conflict(range: Range) -> Diagnostic {
    lock("a merge has left both sides in `anchors.lock`".into(), Some(range))
        .label("conflict marker")
        .help("take either side whole, then run `lectern anchors`, which adds the rest again")
}

/// A lock in a form that this program doesn't know.
pub fn lock_of_another_version(range: Range, version: u32) -> Diagnostic {
    lock(format!("`anchors.lock` is of version {version}, which this lectern doesn't know"), Some(range))
        .help("use the lectern that wrote it")
}

const RESTORE: &str = "restore `anchors.lock`, or delete it and let `lectern anchors` begin anew";

fn lock(message: String, range: Option<Range>) -> Diagnostic {
    Diagnostic::new("anchors-lock", &lock_path(), range, message)
}

fn lock_path() -> Arc<str> {
    "anchors.lock".into()
}
