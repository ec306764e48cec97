//! What can be said about how the text is written: passages, summaries, reasons, sources, words.

use std::sync::Arc;

use crate::diagnostic::Diagnostic;
use crate::text::{Range, plural};

/// A concept's text quotes nothing.
pub fn no_passage(path: &Arc<str>, range: Range, title: &str) -> Diagnostic {
    Diagnostic::new("no-passage", path, Some(range), format!("the concept `{title}` quotes no passage"))
        .help("quote the words that it is found in, with a citation: `\"words\" [@key, place]`")
}

/// An entry or article has no summary.
pub fn no_summary(path: &Arc<str>, range: Range, title: &str) -> Diagnostic {
    Diagnostic::new("summary", path, Some(range), format!("`{title}` has no summary"))
        .help("write one sentence: `summary = \"...\"`")
}

/// A summary has more words than a preview shows.
pub fn long_summary(path: &Arc<str>, range: Range, n_words: usize, most: usize) -> Diagnostic {
    Diagnostic::new("summary", path, Some(range), format!("the summary has {}", plural(n_words, "word")))
        .help(format!("say it in {most}: previews and lists show it whole"))
}

/// A summary's first word leans on what stands elsewhere.
pub fn leaning_summary(path: &Arc<str>, range: Range, word: &str) -> Diagnostic {
    let message = format!("the summary begins with `{word}`, and nothing stands before it");
    Diagnostic::new("summary", path, Some(range), message).help("name what it is about: it is read by itself")
}

/// A relation has a verb and no reason.
pub fn no_reason(path: &Arc<str>, range: Range, verb: &str, to: &str) -> Diagnostic {
    let message = format!("no reason is given why it `{verb}` `{to}`");
    Diagnostic::new("relation-reason", path, Some(range), message)
        .help("add `why = \"...\"`, or leave `as` out if there is no more to say")
}

/// Summaries name each other in a circle; `circle` has the concepts' titles, each once.
pub fn circular_definition(path: &Arc<str>, range: Range, circle: &[&str]) -> Diagnostic {
    let closed: Vec<String> = circle.iter().chain(circle.first()).map(|title| format!("`{title}`")).collect();
    let message = format!("summaries go round in a circle: {}", closed.join(", "));
    Diagnostic::new("circular-definition", path, Some(range), message)
        .help("define one of them without the next")
}

/// Words in double marks have no citation after them.
pub fn uncited_quotation(path: &Arc<str>, range: Range) -> Diagnostic {
    Diagnostic::new("uncited-quotation", path, Some(range), "no citation follows the quotation".to_owned())
        .help("write it right after the closing mark: `\"words\" [@key, place]`")
}

/// A word that `[style]` bans.
pub fn banned_word(path: &Arc<str>, range: Range, word: &str) -> Diagnostic {
    Diagnostic::new("banned-word", path, Some(range), format!("`{word}` is not used here"))
        .help("say it in plainer words, or take it out of `banned` in `[style]` of `site.toml`")
}
