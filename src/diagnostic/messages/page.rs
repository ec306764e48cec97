//! What can be said about one page's Markdown.

use std::sync::Arc;

use crate::diagnostic::{Diagnostic, RULES};
use crate::text::{Range, nearest, only_near};

/// A file is larger than a page may be; both in bytes.
pub fn too_large(path: &Arc<str>, n_bytes: usize, limit: usize) -> Diagnostic {
    let message = format!("the file has {n_bytes} bytes, and a page may have {limit}");
    Diagnostic::new("content-limit", path, None, message)
        .help("split it into several pages, or raise `page_bytes` in `[limits]` of `site.toml`")
}

/// A page's text has become larger than its source allows; both in bytes.
pub fn grown(path: &Arc<str>, n_bytes: usize, limit: usize) -> Diagnostic {
    let message = format!("the page would have {n_bytes} bytes, and from this file it may have {limit}");
    Diagnostic::new("content-limit", path, None, message)
        .help("links repeated in their hundreds make a page grow: split it, or raise `growth` in `[limits]`")
}

/// Elements stand deeper inside each other than they may.
pub fn too_deep(path: &Arc<str>, range: Range, limit: usize) -> Diagnostic {
    let message = format!("more than {limit} elements stand inside each other");
    Diagnostic::new("content-limit", path, Some(range), message)
        .help("take some of the lists or quotations apart")
}

/// A heading has an attribute that is neither an id nor a class.
pub fn heading_attribute(path: &Arc<str>, range: Range, name: &str) -> Diagnostic {
    let message = format!("a heading's attributes give ids and classes, and `{name}` is neither");
    Diagnostic::new("raw-html", path, Some(range), message).help("write `{#id .class formerly=old-id}`")
}

/// An id that the author wrote is one of the theme's.
pub fn reserved_id(path: &Arc<str>, range: Range, id: &str) -> Diagnostic {
    let message = format!("the id `{id}` is kept for the theme");
    Diagnostic::new("duplicate-id", path, Some(range), message).help(
        "an id may not begin with `pv-`, `m-` or `ref-`, nor be a letter and digits, nor name a part of the page",
    )
}

/// A class that the author wrote is one of the theme's.
pub fn reserved_class(path: &Arc<str>, range: Range, class: &str) -> Diagnostic {
    Diagnostic::new("duplicate-id", path, Some(range), format!("the class `{class}` is kept for the theme"))
        .help("give it another name")
}

/// Two headings have one id.
pub fn duplicate_id(path: &Arc<str>, range: Range, id: &str) -> Diagnostic {
    Diagnostic::new("duplicate-id", path, Some(range), format!("two headings have the id `{id}`"))
        .help("give one of them another id, or leave it out")
}

/// A footnote is referred to and not written.
pub fn unwritten_note(path: &Arc<str>, range: Range, name: &str) -> Diagnostic {
    Diagnostic::new("unknown-footnote", path, Some(range), format!("no footnote is called `{name}`"))
        .help(format!("write its text in a paragraph of its own: `[^{name}]: ...`"))
        .help(format!("if it is no footnote, write `\\[^{name}]`"))
}

/// A footnote is written and nothing refers to it.
pub fn unreferred_note(path: &Arc<str>, range: Range, name: &str) -> Diagnostic {
    let message = format!("nothing refers to the footnote `{name}`, so it would not be shown");
    Diagnostic::new("unknown-footnote", path, Some(range), message)
        .help(format!("write `[^{name}]` where it belongs, or take it out"))
}

/// Two footnotes have one name.
pub fn doubled_note(path: &Arc<str>, range: Range, name: &str) -> Diagnostic {
    let message = format!("another footnote is called `{name}` too, so this one would not be shown");
    Diagnostic::new("unknown-footnote", path, Some(range), message).help("give it a name of its own")
}

/// HTML that doesn't pass.
pub fn raw_html(path: &Arc<str>, range: Range, html: &str) -> Diagnostic {
    let shown: String = html.lines().next().unwrap_or("").chars().take(40).collect();
    let message = format!("HTML is not passed through: `{shown}`");
    Diagnostic::new("raw-html", path, Some(range), message)
        .help(
            "these tags may stand within a line, with `lang`, `dir` or `title` at most: em, strong, sup, sub, br, \
             small, kbd, mark, s, u, cite, q, abbr, span",
        )
        .help("to show the characters themselves, put them into backticks")
}

/// A tag is opened and its paragraph ends.
pub fn unclosed_tag(path: &Arc<str>, range: Range, name: &str) -> Diagnostic {
    Diagnostic::new("raw-html", path, Some(range), format!("`<{name}>` is not closed"))
        .help(format!("write `</{name}>` in the same paragraph, outside other markup"))
}

/// A tag is closed that isn't the one last opened.
pub fn unopened_tag(path: &Arc<str>, range: Range, name: &str) -> Diagnostic {
    Diagnostic::new("raw-html", path, Some(range), format!("`</{name}>` closes nothing"))
        .help("tags and other markup must lie wholly inside each other")
}

/// A silencing comment names no rule.
pub fn unknown_code(path: &Arc<str>, range: Range, code: &str) -> Diagnostic {
    let finding =
        Diagnostic::new("unknown-code", path, Some(range), format!("no finding has the code `{code}`"));
    match nearest(code, RULES.iter().map(|rule| rule.code)) {
        Some(near) => {
            let only = only_near(code, RULES.iter().map(|rule| rule.code));
            finding.help(format!("did you mean `{near}`?")).mend(code, only)
        }
        None => finding,
    }
}

/// A silencing comment silences nothing.
pub fn unused_allow(path: &Arc<str>, range: Range, code: &str) -> Diagnostic {
    Diagnostic::new("unused-allow", path, Some(range), format!("there is no `{code}` here to silence"))
        .help("take the comment out, or put it right before the block that it is about")
}

/// A silencing comment names a rule that no comment silences.
pub fn powerless_allow(path: &Arc<str>, range: Range, code: &str) -> Diagnostic {
    Diagnostic::new("unused-allow", path, Some(range), format!("no comment silences `{code}`"))
        .help("take the comment out, and mend what is found")
}

/// A character that can't be seen, or that turns the writing direction round. `what` is where it stands.
pub fn hidden_character(path: &Arc<str>, range: Range, what: &str, ch: char) -> Diagnostic {
    let message = format!("the {what} holds a character that can't be seen: U+{:04X}", u32::from(ch));
    Diagnostic::new("hidden-character", path, Some(range), message)
        .label("here")
        .mend(ch.encode_utf8(&mut [0; 4]), Some(""))
        .help("delete it and type the neighbouring letters again")
}

/// A character that can't be seen stands in the file's own name.
pub fn hidden_character_in_path(path: &Arc<str>, ch: char) -> Diagnostic {
    let message = format!("the file's name holds a character that can't be seen: U+{:04X}", u32::from(ch));
    Diagnostic::new("hidden-character", path, None, message).help("rename the file")
}
