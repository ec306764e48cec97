//! Files of words laid over one another: English, the theme's own of the site's language, the site's. What one leaves out
//! is what the one below it says.

use std::collections::BTreeMap;
use std::sync::Arc;

use toml::{Table, Value};

use super::super::theme;
use super::Words;
use crate::config::report::Report;
use crate::config::syntax;
use crate::config::value::{Entries, Value as Typed};
use crate::diagnostic::messages::{front_matter, templates as say};
use crate::diagnostic::{Diagnostic, Outcome};
use crate::text::{Range, nearest};

impl Words {
    /// The words in the file `path`, English where it has none. Every mistake is reported, and its word stays English.
    pub fn read(path: &Arc<str>, text: &str) -> (Words, Vec<Diagnostic>) {
        let mut words = english();
        let findings = lay_file_over(&mut words, path, text);
        (meant(words), findings)
    }

    /// The words of the site's language: English, over it the theme's, over these the site's own in
    /// `templates/words/`, whose texts `files` has by their paths; those of `de` before those of `de-AT`. English with
    /// a finding where there are none.
    pub fn of(language: &str, files: &BTreeMap<Arc<str>, Arc<str>>) -> Outcome<Words> {
        let whole = language.to_ascii_lowercase();
        let main = whole.split('-').next().unwrap_or_default();
        let mut tags = vec![main, &whole, language];
        tags.dedup();
        let mut words = english();
        let mut diagnostics = Vec::new();
        let mut is_found = false;
        let paths: Vec<Arc<str>> =
            tags.iter().map(|tag| format!("templates/words/{tag}.toml").into()).collect();
        let theme = paths.iter().filter_map(|path| Some((path, theme::text(path)?)));
        let own = paths.iter().filter_map(|path| Some((path, &**files.get(path)?)));
        for (path, text) in theme.chain(own) {
            diagnostics.extend(lay_file_over(&mut words, path, text));
            is_found = true;
        }
        if !is_found {
            diagnostics.push(say::missing_words(language));
        }
        Outcome { value: meant(words), diagnostics }
    }
}

pub(super) fn english() -> Table {
    let text = theme::text("templates/words/en.toml").unwrap_or_default();
    match text.parse() {
        Ok(table) => table,
        Err(err) => unreachable!("the embedded words are TOML: {err}"),
    }
}

pub(super) fn meant(mut words: Table) -> Words {
    let zero_takes = words.get("zero_takes").and_then(Value::as_str).unwrap_or_default().to_owned();
    for word in words.iter_mut().filter_map(|(_, word)| word.as_table_mut()) {
        if let Some(zero) = word.get(&zero_takes).cloned() {
            word.insert("zero".to_owned(), zero);
        }
    }
    match words.try_into() {
        Ok(words) => words,
        Err(err) => unreachable!("the embedded words have every key, and no file adds one: {err}"),
    }
}

/// Replaces words by those of a file.
fn lay_file_over(words: &mut Table, path: &Arc<str>, text: &str) -> Vec<Diagnostic> {
    let mut report = Report::new(path, text);
    let start = if text.starts_with('\u{FEFF}') { '\u{FEFF}'.len_utf8() } else { 0 };
    let typed = syntax::table(&mut report, Range::new(start, text.len()));
    lay_over(words, typed, &mut report);
    report.diagnostics()
}

/// Replaces words by those that were typed; what doesn't fit is reported.
fn lay_over(words: &mut Table, typed: Entries, report: &mut Report<'_>) {
    for (key, value) in typed {
        let name = key.it.as_str();
        let found = value.it.words();
        match (words.get_mut(name), value.it) {
            (Some(Value::String(word)), Typed::Text(text)) => {
                let unknown = places(&text).find(|place| !places(word).any(|known| known == *place));
                if text.trim().is_empty() {
                    report.say(front_matter::empty(report.path, value.range, name));
                } else if let Some(place) = unknown {
                    let known: Vec<&str> = places(word).collect();
                    report.say(say::unknown_place(report.path, value.range, place, &known));
                } else {
                    *word = text;
                }
            }
            (Some(Value::Table(inner)), Typed::Table(typed)) => lay_over(inner, typed, report),
            (Some(Value::Table(_)), _) => {
                report.say(front_matter::wrong_kind(report.path, value.range, name, "a table", found));
            }
            (Some(_), _) => {
                report.say(front_matter::wrong_kind(report.path, value.range, name, "text", found));
            }
            (None, _) => {
                let near = nearest(name, words.keys().map(String::as_str));
                report.say(say::unknown_word(report.path, key.range, name, near));
            }
        }
    }
}

/// The names in braces: `n` of "{n} mentions".
fn places(text: &str) -> impl Iterator<Item = &str> {
    text.split('{').skip(1).filter_map(|rest| rest.split_once('}').map(|(name, _)| name))
}
