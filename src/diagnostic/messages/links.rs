//! What can be said about links, labels and forms.

use std::sync::Arc;

use crate::diagnostic::Diagnostic;
use crate::text::{Range, only_near};

/// The label nearest to one that names nothing.
pub struct NearLabel {
    /// As it would be typed.
    pub label: String,
    /// The file that it names.
    pub file: Arc<str>,
    /// No other file's label is near enough to be meant.
    pub is_only: bool,
}

/// A label names nothing.
pub fn unknown_entry(path: &Arc<str>, range: Range, label: &str, near: Option<&NearLabel>) -> Diagnostic {
    let finding = Diagnostic::new(
        "unknown-entry",
        path,
        Some(range),
        match label.split_once('/') {
            Some(_) => format!("no page is called `{label}`"),
            None => format!("no concept or name is called `{label}`"),
        },
    )
    .label("not found");
    match near {
        Some(near) => finding
            .help(format!("did you mean `{}` ({})?", near.label, near.file))
            .mend(label, near.is_only.then(|| in_case_of(label, &near.label)).as_deref()),
        None if label.contains('/') => {
            finding.help("after the folder stands the name of a file in it, without `.md`")
        }
        // What is offered to be typed must not mean anything else to a shell.
        None if label.chars().all(|ch| ch.is_alphanumeric() || matches!(ch, ' ' | '-' | '\'' | '’')) => {
            finding.help(format!("to add it: `lectern new concept \"{label}\"`"))
        }
        None => finding.help("mend it, or add an entry with this title"),
    }
}

/// `near` with the small letter with which `label` begins, unless it has capitals of its own: a label is shown as typed.
fn in_case_of(label: &str, near: &str) -> String {
    let mut rest = near.chars();
    match rest.next() {
        Some(first)
            if label.starts_with(char::is_lowercase) && !rest.as_str().contains(char::is_uppercase) =>
        {
            first.to_lowercase().chain(rest).collect()
        }
        _ => near.to_owned(),
    }
}

/// A label names several documents.
pub fn ambiguous(path: &Arc<str>, range: Range, label: &str, candidates: &[String]) -> Diagnostic {
    let list: Vec<String> = candidates.iter().map(|label| format!("`[[{label}]]`")).collect();
    Diagnostic::new("ambiguous-link", path, Some(range), format!("`{label}` names more than one page"))
        .label("which one?")
        .help(format!("write one of {}", list.join(", ")))
}

/// A table's cell ends at the bar of a link.
pub fn cut_link(path: &Arc<str>, range: Range, label: &str, words: &str) -> Diagnostic {
    let whole = format!("[[{label}\\|{words}]]");
    Diagnostic::new(
        "unknown-entry",
        path,
        Some(range),
        "the bar of the link ends the table's cell".to_owned(),
    )
    .help(format!("write a backslash before it: `{whole}`"))
    .fix(whole)
}

/// A link has no address.
pub fn empty_link(path: &Arc<str>, range: Range) -> Diagnostic {
    Diagnostic::new("unknown-entry", path, Some(range), "the link leads nowhere".to_owned())
        .help("write where it leads, or take the link out")
}

/// A relative link names no file of the site.
pub fn unknown_file(path: &Arc<str>, range: Range, to: &str, near: Option<&str>) -> Diagnostic {
    let finding = Diagnostic::new("unknown-entry", path, Some(range), format!("no page lies at `{to}`"))
        .label("not found");
    match near {
        Some(near) => finding.help(format!("did you mean `{near}`?")),
        None => {
            finding.help("link to a Markdown file by its path from this one, or to an entry as `[[name]]`")
        }
    }
}

/// A page has no such heading.
pub fn unknown_anchor(
    path: &Arc<str>,
    range: Range,
    anchor: &str,
    target: &str,
    near: Option<&str>,
    ids: &[&str],
) -> Diagnostic {
    let finding =
        Diagnostic::new("unknown-anchor", path, Some(range), format!("{target} has no heading `{anchor}`"));
    match (near, ids) {
        (Some(near), _) => {
            let only = only_near(anchor, ids.iter().copied());
            finding.help(format!("did you mean `#{near}`?")).mend(anchor, only)
        }
        (None, []) => finding.help("the page has no headings"),
        (None, ids) => {
            let list: Vec<String> = ids.iter().take(12).map(|id| format!("`#{id}`")).collect();
            finding.help(format!("its headings are {}", list.join(", ")))
        }
    }
}

/// A link's scheme isn't let through.
pub fn link_scheme(path: &Arc<str>, range: Range, scheme: &str) -> Diagnostic {
    let message = match scheme {
        "//" => "an address that begins with `//` or `\\` leaves the site without saying how".to_owned(),
        scheme => format!("links with `{scheme}:` are not let through"),
    };
    Diagnostic::new("link-scheme", path, Some(range), message)
        .help("links lead to http, https, mailto, tel, or to a page of the site")
}

/// An image has no words for those who can't see it.
pub fn image_text(path: &Arc<str>, range: Range) -> Diagnostic {
    Diagnostic::new("image-text", path, Some(range), "the image has no alternative text".to_owned())
        .help("say between the brackets what it shows: `![a map of the Balkans](map.png)`")
}

/// An image lies on another host.
pub fn foreign_image(path: &Arc<str>, range: Range, to: &str) -> Diagnostic {
    Diagnostic::new("missing-image", path, Some(range), format!("the image `{to}` lies outside the site"))
        .help("a page of the reader asks no other host: put the file into `content/` or `static/`")
}

/// An image isn't there.
pub fn missing_image(path: &Arc<str>, range: Range, to: &str, near: Option<&str>) -> Diagnostic {
    let finding = Diagnostic::new("missing-image", path, Some(range), format!("no image lies at `{to}`"));
    match near {
        Some(near) => finding.help(format!("did you mean `{near}`?")),
        None => finding.help("put it into `content/`, beside the page, or into `static/`"),
    }
}

/// Two entries answer to one form.
pub fn duplicate_form(path: &Arc<str>, range: Range, form: &str, other: &str) -> Diagnostic {
    Diagnostic::new("duplicate-form", path, Some(range), format!("two entries answer to `{form}`"))
        .label("also another entry's")
        .help(format!("the other is {other}"))
        .help(format!(
            "drop it from one of them, or write `wins = [\"{form}\"]` in the one that should have it"
        ))
}

/// `no_links` names a form that no entry has.
pub fn unknown_form(path: &Arc<str>, range: Range, form: &str, near: Option<&str>) -> Diagnostic {
    let finding =
        Diagnostic::new("unknown-entry", path, Some(range), format!("no entry answers to `{form}`"));
    match near {
        Some(near) => finding.help(format!("did you mean `{near}`?")),
        None => finding.help("`no_links` takes titles and aliases of entries"),
    }
}
