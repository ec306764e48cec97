//! What can be said about the site as a whole.

use std::sync::Arc;

use crate::diagnostic::Diagnostic;
use crate::text::{Range, only_near, slug};

/// Two sources would be published at one address. `other` is the other source.
pub fn duplicate_address(path: &Arc<str>, range: Option<Range>, address: &str, other: &str) -> Diagnostic {
    Diagnostic::new(
        "duplicate-address",
        path,
        range,
        format!("two sources would be published at `{address}`"),
    )
    .help(format!("the other is {other}"))
    .help("rename one of the files, or give it a `slug`")
}

/// A page takes a slug of the site's own.
pub fn reserved_slug(path: &Arc<str>, range: Option<Range>, name: &str) -> Diagnostic {
    Diagnostic::new("reserved-slug", path, range, format!("the address `{name}.html` is kept for the site"))
        .help("rename the file, or give it a `slug`")
}

/// A name can't be an address.
pub fn not_a_slug(path: &Arc<str>, range: Option<Range>, name: &str) -> Diagnostic {
    let finding =
        Diagnostic::new("front-matter", path, range, format!("`{name}` can't be part of an address"));
    match slug(name) {
        better if better.is_empty() => finding.help("letters, digits and hyphens can"),
        better => finding.help(format!("letters, digits and hyphens can: `{better}`")),
    }
}

/// Something among the content isn't an ordinary file, or its name isn't text.
pub fn unsafe_file(path: &Arc<str>, what: &str) -> Diagnostic {
    Diagnostic::new("unsafe-file", path, None, format!("{what} is not read"))
        .help("put the file itself where it stands")
}

/// A file of `content/` is of a kind that isn't published.
pub fn unknown_asset(path: &Arc<str>) -> Diagnostic {
    Diagnostic::new("unknown-asset", path, None, "files of this kind are not published from `content/`".to_owned())
        .help("pages are `.md` files in `articles/`, `concepts/`, `names/` or `pages/`; images are png, jpg, gif, webp, avif, svg")
        .help("anything else that belongs to the site goes into `static/`")
}

/// A file isn't UTF-8; `line` is the first line that isn't, from 1.
pub fn not_utf8(path: &Arc<str>, line: usize) -> Diagnostic {
    Diagnostic::new("not-utf8", path, None, format!("the file is not written in UTF-8 (line {line})"))
        .help("save it as UTF-8 in your editor")
}

/// Entries are broader than each other in a circle; `circle` has their titles, the first again at the end.
pub fn broader_circle(path: &Arc<str>, range: Range, circle: &[String]) -> Diagnostic {
    let circle: Vec<String> = circle.iter().map(|title| format!("`{title}`")).collect();
    let message = format!("a concept is broader than itself: {}", circle.join(" < "));
    Diagnostic::new("broader-circle", path, Some(range), message).help("take one of the `broader` lines out")
}

/// A relation leads from a concept to itself.
pub fn self_relation(path: &Arc<str>, range: Range, title: &str) -> Diagnostic {
    Diagnostic::new("front-matter", path, Some(range), format!("`{title}` is related to itself"))
        .help("take the line out")
}

/// A relation names something that isn't an entry.
pub fn not_an_entry(path: &Arc<str>, range: Range, label: &str, what: &str) -> Diagnostic {
    Diagnostic::new("unknown-entry", path, Some(range), format!("`{label}` is {what}, not an entry"))
        .help("relations join concepts and names")
}

/// An author isn't a name, or several names.
pub fn not_a_name(path: &Arc<str>, range: Range, label: &str) -> Diagnostic {
    Diagnostic::new("unknown-entry", path, Some(range), format!("`{label}` is not one of the site's names"))
        .help("authors are names: each has a file in `content/names/`, and its slug says which")
}

/// A relation's verb isn't known.
pub fn unknown_verb(
    path: &Arc<str>,
    range: Range,
    verb: &str,
    near: Option<&str>,
    all: &[&str],
) -> Diagnostic {
    let finding =
        Diagnostic::new("unknown-verb", path, Some(range), format!("no relation is called `{verb}`"));
    match near {
        Some(near) => {
            finding.help(format!("did you mean `{near}`?")).mend(verb, only_near(verb, all.iter().copied()))
        }
        None => finding.help(format!("the verbs are {}", all.join(", "))),
    }
}

/// Two articles have one letter.
pub fn duplicate_letter(path: &Arc<str>, range: Range, letter: &str, other: &str) -> Diagnostic {
    Diagnostic::new("front-matter", path, Some(range), format!("another article has the letter `{letter}`"))
        .help(format!("the other is {other}"))
}

/// A citation's key has no record.
pub fn unknown_citation(path: &Arc<str>, range: Range, key: &str, near: Option<&str>) -> Diagnostic {
    let message = format!("content/references.bib has no record `{key}`");
    let finding = Diagnostic::new("unknown-citation", path, Some(range), message);
    match near {
        Some(near) => finding.help(format!("did you mean `{near}`?")),
        None => finding.help("add the record, or mend the key"),
    }
}

/// A citation's locator isn't one of its article's.
pub fn unknown_locator(
    path: &Arc<str>,
    range: Range,
    locator: &str,
    article: &str,
    near: Option<&str>,
    all: &[&str],
) -> Diagnostic {
    let message = format!("{article} lists no locator `{locator}`");
    let finding = Diagnostic::new("unknown-locator", path, Some(range), message);
    match near {
        Some(near) => {
            let only = only_near(locator, all.iter().copied());
            finding.help(format!("did you mean `{near}`?")).mend(locator, only)
        }
        None => finding.help(format!("it lists {}", all.join(", "))),
    }
}

/// A citation's speaker isn't one of its article's.
pub fn unknown_speaker(
    path: &Arc<str>,
    range: Range,
    speaker: &str,
    article: &str,
    all: &[&str],
) -> Diagnostic {
    let message = format!("{article} lists no speaker `{speaker}`");
    let finding = Diagnostic::new("unknown-locator", path, Some(range), message);
    match all {
        [] => finding.help("it lists no speakers"),
        all => finding.help(format!("it lists {}", all.join(", "))),
    }
}

/// The bibliography can't be read.
pub fn bibliography(path: &Arc<str>, range: Option<Range>, what: &str) -> Diagnostic {
    Diagnostic::new("bibliography", path, range, format!("the bibliography can't be read here: {what}"))
        .help("it is BibTeX, as Zotero exports it")
}

/// No page mentions a concept.
pub fn unused_concept(path: &Arc<str>, range: Range, title: &str) -> Diagnostic {
    Diagnostic::new("unused-concept", path, Some(range), format!("no page mentions the concept `{title}`"))
        .help("mention it where it belongs, or remove the entry")
}

/// There is no `site.toml`.
pub fn no_site(path: &Arc<str>) -> Diagnostic {
    Diagnostic::new("no-site", path, None, "there is no `site.toml` here".to_owned())
        .help("go to the folder of a site, or name it with `--root DIR`")
        .help("to start one: `lectern init DIR`")
}

/// There is nothing in `content/`.
pub fn no_content() -> Diagnostic {
    Diagnostic::new("no-content", &"content".into(), None, "there is no content".to_owned())
        .help("a site's pages are written in its folder `content`; begin with `content/index.md`")
}
