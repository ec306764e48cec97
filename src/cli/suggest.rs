//! `lectern suggest`: terms without an entry, and forms that entries lack.

use std::collections::BTreeMap;
use std::path::Path;

use serde_json::json;

use super::answer::{Answer, Surroundings};
use super::flags::{Common, FormatFlag};
use super::site;
use crate::pipeline;
use crate::resolve::Site;
use crate::suggest::{Suggestion, What, suggest};
use crate::text::{plural, visible, visible_json};

/// Lists the first `limit` suggestions; `texts` is a folder with the articles' texts.
///
/// # Errors
/// What stopped it before anything was found.
pub fn run(
    common: &Common,
    surroundings: &Surroundings,
    texts: Option<&Path>,
    limit: usize,
) -> Result<Answer, Answer> {
    let request = site::request(common, surroundings)?;
    let sources = site::sources(common, surroundings)?;
    let texts = texts.map_or_else(|| Ok(BTreeMap::new()), site::texts)?;
    let site = pipeline::resolve_only(&sources, &request).value;
    let all = suggest(&site, &texts);
    let shown = &all[..all.len().min(limit)];
    let stdout = match common.format {
        FormatFlag::Json => shown.iter().map(|suggestion| as_json(&site, suggestion)).collect(),
        FormatFlag::Text | FormatFlag::Github | FormatFlag::Markdown => as_text(shown),
    };
    let mut answer = Answer { stdout, ..Answer::default() };
    if !common.quiet {
        answer.say(&match (all.len(), shown.len()) {
            (0, _) => "nothing stands out that has no entry".to_owned(),
            (n, n_shown) if n_shown < n => {
                format!("{}; `--limit` shows more than the first {n_shown}", plural(n, "suggestion"))
            }
            (n, _) => plural(n, "suggestion"),
        });
    }
    Ok(answer)
}

fn as_text(suggestions: &[Suggestion]) -> String {
    let mut out = String::new();
    for (index, suggestion) in suggestions.iter().enumerate() {
        let mut lines = vec![
            format!(
                "{}. {} ({}, score {})",
                index + 1,
                suggestion.words,
                suggestion.what.word(),
                suggestion.score
            ),
            format!("   {}", suggestion.reasons.join("; ")),
        ];
        for passage in &suggestion.passages {
            lines.push(format!("   {}:{}: {}", passage.path, passage.line, passage.text));
        }
        lines.push(format!("   {}", suggestion.remedy));
        for line in lines {
            out.push_str(&visible(&line));
            out.push('\n');
        }
    }
    out
}

fn as_json(site: &Site, suggestion: &Suggestion) -> String {
    let passages = suggestion.passages.iter();
    let passages: Vec<serde_json::Value> = passages
        .map(|passage| json!({ "path": passage.path, "line": passage.line, "text": passage.text }))
        .collect();
    let entry = match suggestion.what {
        What::Form(entry) => Some(site.entries[entry as usize].id.as_str()),
        What::Concept | What::Name => None,
    };
    let object = json!({
        "words": suggestion.words,
        "kind": suggestion.what.word(),
        "entry": entry,
        "score": suggestion.score,
        "reasons": suggestion.reasons,
        "passages": passages,
        "remedy": suggestion.remedy,
    });
    format!("{}\n", visible_json(&object.to_string()))
}
