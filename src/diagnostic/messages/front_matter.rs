//! What can be said about front matter and `site.toml`: their keys and values.

use std::sync::Arc;

use crate::diagnostic::{Diagnostic, RULES};
use crate::text::{Range, nearest, only_near};

const CODE: &str = "front-matter";

/// A file of content begins without front matter.
pub fn none(path: &Arc<str>, range: Option<Range>) -> Diagnostic {
    Diagnostic::new(CODE, path, range, "the file has no front matter".to_owned())
        .help("begin it with three lines: `+++`, `title = \"...\"`, `+++`")
}

/// Front matter stands between `---` lines.
pub fn yaml(path: &Arc<str>, range: Range) -> Diagnostic {
    Diagnostic::new(CODE, path, Some(range), "front matter is TOML and stands between `+++` lines".to_owned())
        .help("write `+++` for both `---`, and `key = \"value\"` for `key: value`")
}

/// A fence has more on its line.
pub fn fence(path: &Arc<str>, range: Range) -> Diagnostic {
    Diagnostic::new(CODE, path, Some(range), "`+++` stands alone on its line".to_owned())
}

/// The closing `+++` is missing.
pub fn unclosed(path: &Arc<str>, range: Range) -> Diagnostic {
    Diagnostic::new(CODE, path, Some(range), "the front matter that begins here has no end".to_owned())
        .help("write `+++` on a line of its own between the last key and the text")
}

/// A Markdown file lies where no page comes from.
pub fn unknown_folder(path: &Arc<str>) -> Diagnostic {
    let message = "no page is made of a Markdown file in this place".to_owned();
    Diagnostic::new("unknown-folder", path, None, message)
        .help("pages come from `content/articles/`, `concepts/`, `names/` and `pages/`, without folders in them")
        .help("directly in `content/` stand `index.md` and `dialogue.md` alone")
}

/// A key that means nothing in its table. `table` is that table in words.
pub fn unknown_key(path: &Arc<str>, range: Range, name: &str, table: &str) -> Diagnostic {
    let message = format!("{table} has no key `{name}`");
    Diagnostic::new("unknown-key", path, Some(range), message)
}

/// A key that must be there. `example` is a line that has it.
pub fn missing_key(
    path: &Arc<str>,
    range: Option<Range>,
    name: &str,
    table: &str,
    example: &str,
) -> Diagnostic {
    Diagnostic::new(CODE, path, range, format!("{table} lacks `{name}`"))
        .help(format!("add it, for example `{example}`"))
}

/// A value of the wrong kind; both kinds in words.
pub fn wrong_kind(path: &Arc<str>, range: Range, name: &str, takes: &str, found: &str) -> Diagnostic {
    Diagnostic::new(CODE, path, Some(range), format!("`{name}` takes {takes}, not {found}"))
}

/// A text that says nothing.
pub fn empty(path: &Arc<str>, range: Range, name: &str) -> Diagnostic {
    Diagnostic::new(CODE, path, Some(range), format!("a text in `{name}` is empty"))
        .help("write something, or take it out")
}

/// A text that isn't one of those a key takes.
pub fn not_a_choice(path: &Arc<str>, range: Range, name: &str, found: &str, choices: &[&str]) -> Diagnostic {
    let listed: Vec<String> = choices.iter().map(|choice| format!("`{choice}`")).collect();
    let finding = Diagnostic::new(CODE, path, Some(range), format!("`{name}` can't be `{found}`"));
    let finding = match nearest(found, choices.iter().copied()) {
        Some(near) => finding.help(format!("did you mean `{near}`?")),
        None => finding,
    };
    finding
        .mend(found, only_near(found, choices.iter().copied()))
        .help(format!("it is one of {}", listed.join(", ")))
}

/// A number that is too small or too large.
pub fn out_of_range(path: &Arc<str>, range: Range, name: &str, least: i64, most: i64) -> Diagnostic {
    Diagnostic::new(CODE, path, Some(range), format!("`{name}` takes a whole number from {least} to {most}"))
}

/// What should be a date and isn't one.
pub fn not_a_date(path: &Arc<str>, range: Range, found: &str) -> Diagnostic {
    Diagnostic::new(CODE, path, Some(range), format!("`{found}` is not a date"))
        .help("write `2018-03-05`, or between quotation marks a month or year: `\"2018-03\"`, `\"2018\"`")
}

/// A slug with characters that an address of the site doesn't have.
pub fn not_a_slug(path: &Arc<str>, range: Range, found: &str, near: &str) -> Diagnostic {
    let message = format!("`slug` takes small letters, digits and hyphens, not `{found}`");
    let finding = Diagnostic::new(CODE, path, Some(range), message);
    if near.is_empty() {
        return finding;
    }
    finding.help(format!("write `\"{near}\"`")).fix(format!("\"{near}\""))
}

/// A slug on a file whose address is fixed.
pub fn fixed_address(path: &Arc<str>, range: Range, address: &str) -> Diagnostic {
    Diagnostic::new(
        CODE,
        path,
        Some(range),
        format!("this page is always `{address}`, a `slug` can't move it"),
    )
    .help("take the line out")
}

/// A former slug that can't have been one.
pub fn not_a_former_slug(path: &Arc<str>, range: Range, found: &str) -> Diagnostic {
    let message = format!("`formerly` takes slugs, the names of files without `.md`, not `{found}`");
    Diagnostic::new(CODE, path, Some(range), message)
}

/// An article's letter is something else.
pub fn not_a_letter(path: &Arc<str>, range: Range, found: &str) -> Diagnostic {
    let message = format!("`letter` takes one or two capital letters from A to Z, not `{found}`");
    Diagnostic::new(CODE, path, Some(range), message)
}

/// A language that isn't a tag.
pub fn not_a_language(path: &Arc<str>, range: Range, found: &str) -> Diagnostic {
    let message = format!("`language` takes a tag such as `en` or `pt-BR`, not `{found}`");
    Diagnostic::new(CODE, path, Some(range), message)
}

/// An address that can't be used. `condition` follows "it": "begins with `https://`".
pub fn not_an_address(path: &Arc<str>, range: Range, name: &str, condition: &str) -> Diagnostic {
    let message = format!("`{name}` takes an address that {condition}");
    Diagnostic::new(CODE, path, Some(range), message)
}

/// A verb stands twice in `[[verbs]]`.
pub fn duplicate_verb(path: &Arc<str>, range: Range, name: &str) -> Diagnostic {
    Diagnostic::new(CODE, path, Some(range), format!("the verb `{name}` is listed twice"))
        .help("keep one of them")
}

/// A verb that is its own inverse can't be narrower or broader than itself.
pub fn symmetric_verb(path: &Arc<str>, range: Range, name: &str, skos: &str) -> Diagnostic {
    let message = format!("`{name}` holds both ways, so it can't be `{skos}`");
    Diagnostic::new(CODE, path, Some(range), message).help("give it another `inverse`, or take `skos` out")
}

/// `[rules]` names no rule.
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

/// `[rules]` gives another level to a rule that has to stay an error.
pub fn always_an_error(path: &Arc<str>, range: Range, code: &str) -> Diagnostic {
    let message = format!("`{code}` is always an error: what is published would be incomplete or unsafe");
    Diagnostic::new(CODE, path, Some(range), message).help("take the line out, and mend what is found")
}

/// More is wrong than is worth listing.
pub fn and_more(path: &Arc<str>, range: Option<Range>, n_shown: usize) -> Diagnostic {
    let message = format!("more than {n_shown} things are wrong here");
    Diagnostic::new(CODE, path, range, message).help("the rest is shown when these are mended")
}
