//! What can be said where a text isn't TOML.

use std::sync::Arc;

use crate::diagnostic::Diagnostic;
use crate::text::Range;

fn finding(path: &Arc<str>, range: Range, message: impl Into<String>) -> Diagnostic {
    Diagnostic::new("front-matter", path, Some(range), message.into())
}

/// A value is a bare word.
pub fn unquoted(path: &Arc<str>, range: Range, found: &str) -> Diagnostic {
    let finding = finding(path, range, "text stands between quotation marks");
    if found.contains(['"', '\\']) {
        return finding.help(format!("write `'{found}'`")).fix(format!("'{found}'"));
    }
    finding.help(format!("write `\"{found}\"`")).fix(format!("\"{found}\""))
}

/// A text stands between typographic quotation marks; `inside` is the text.
pub fn curly(path: &Arc<str>, range: Range, inside: &str) -> Diagnostic {
    finding(path, range, "text stands between straight quotation marks")
        .help(format!("write `\"{inside}\"`"))
        .fix(format!("\"{inside}\""))
}

/// `True`, `FALSE`; `word` is how it is spelt.
pub fn spelling(path: &Arc<str>, range: Range, word: &str) -> Diagnostic {
    finding(path, range, "`true` and `false` have small letters").help(format!("write `{word}`")).fix(word)
}

/// Nothing stands after `=`.
pub fn no_value(path: &Arc<str>, range: Range, name: &str) -> Diagnostic {
    finding(path, range, format!("`{name}` has no value")).help("write one, or take the line out")
}

/// A line without `=`.
pub fn no_equals(path: &Arc<str>, range: Range) -> Diagnostic {
    finding(path, range, "this line is not `key = value`")
}

/// A line with a colon instead.
pub fn colon(path: &Arc<str>, range: Range) -> Diagnostic {
    finding(path, range, "this line is not `key = value`").help("write `=` for `:`")
}

/// Nothing stands before `=`.
pub fn no_key(path: &Arc<str>, range: Range) -> Diagnostic {
    finding(path, range, "no key stands before `=`")
}

/// A key with characters that it can't have.
pub fn bad_key(path: &Arc<str>, range: Range) -> Diagnostic {
    finding(path, range, "keys are made of the letters a to z, digits, `-` and `_`")
}

/// One key, two lines.
pub fn twice(path: &Arc<str>, range: Range, name: &str) -> Diagnostic {
    finding(path, range, format!("`{name}` is written twice")).help("keep one of them")
}

/// A key or table header goes into something that has a value already.
pub fn taken(path: &Arc<str>, range: Range, name: &str) -> Diagnostic {
    finding(path, range, format!("`{name}` has a value already"))
}

/// Something follows a value on its line. `help` is what may be meant.
pub fn trailing(path: &Arc<str>, range: Range, help: &str) -> Diagnostic {
    finding(path, range, "the value ends before this").help(help)
}

/// A bracket, brace or quotation mark that is never closed. `what` has it: "the list `aliases`".
pub fn unclosed(path: &Arc<str>, range: Range, what: &str, closing: &str) -> Diagnostic {
    finding(path, range, format!("{what} has no closing `{closing}`"))
}

/// Two items without a comma between them.
pub fn no_comma(path: &Arc<str>, range: Range) -> Diagnostic {
    finding(path, range, "a comma is missing before this")
}

/// A comma that separates nothing.
pub fn extra_comma(path: &Arc<str>, range: Range) -> Diagnostic {
    finding(path, range, "there is one comma too many")
}

/// A backslash and something that doesn't go with it.
pub fn escape(path: &Arc<str>, range: Range, found: &str) -> Diagnostic {
    finding(path, range, format!("`{found}` stands for no character"))
        .help("a backslash is written `\\\\`; between `'` marks it stands for itself")
}

/// Digits that don't make a number.
pub fn number(path: &Arc<str>, range: Range, found: &str) -> Diagnostic {
    finding(path, range, format!("`{found}` is not a number"))
}

/// A line end that is half of one.
pub fn line_end(path: &Arc<str>, range: Range) -> Diagnostic {
    finding(path, range, "a carriage return stands without its line feed")
        .help("save the file with the line ends of Unix or Windows")
}

/// Lists in lists in lists.
pub fn too_deep(path: &Arc<str>, range: Range) -> Diagnostic {
    finding(path, range, "lists and tables are nested too deep")
}

/// Anything else.
pub fn other(path: &Arc<str>, range: Range) -> Diagnostic {
    finding(path, range, "this is not TOML").help("each line is `key = value`; lists are `[\"a\", \"b\"]`")
}
