//! What a finding means, for the terminal and for the manual: the text of `help/CODE.md` and how to silence it.
//!
//! ```text
//! What it means, in two or three sentences.
//!
//! **Wrong**, in `content/pages/wars.md`:     one fenced block for each file; `and in ...:` before the second
//!
//! **Right**:                                 the same files again, or others
//! ```
//!
//! A test builds a site of each example: the wrong one has the finding, the right one has none.

use super::rules::{RULES, Rule, Silence};
use super::{Severity, rule};
use crate::text::nearest;

/// A rule's page in Markdown, without its heading.
pub fn markdown(rule: &Rule) -> String {
    format!("{}\n{}", rule.help, silencing(rule))
}

/// A rule's page for a terminal: examples are indented, emphasis is plain.
pub fn plain(rule: &Rule) -> String {
    let mut out = format!("{} ({})\n\n", rule.code, rule.level.word());
    let mut is_code = false;
    for line in markdown(rule).lines() {
        if line.starts_with("```") {
            is_code = !is_code;
        } else if is_code && !line.is_empty() {
            out.push_str(&format!("    {line}\n"));
        } else {
            out.push_str(&format!("{}\n", line.replace("**", "")));
        }
    }
    out
}

/// Every code, with what it says in one line.
pub fn list() -> String {
    let width = RULES.iter().map(|rule| rule.code.len()).max().unwrap_or_default();
    RULES.iter().map(|rule| format!("  {:<width$}  {}\n", rule.code, rule.doc)).collect()
}

/// The rule that somebody means who typed or pasted `typed`: `unknown-entry`, or `error[unknown-entry]`.
///
/// # Errors
/// The nearest code, if one is near.
pub fn meant(typed: &str) -> Result<&'static Rule, Option<&'static str>> {
    let inside = typed.split_once('[').map_or(typed, |(_, rest)| rest.split(']').next().unwrap_or(rest));
    let code = inside.trim().trim_matches('`').to_lowercase().replace([' ', '_'], "-");
    rule(&code).ok_or_else(|| nearest(&code, RULES.iter().map(|rule| rule.code)))
}

fn silencing(rule: &Rule) -> String {
    let code = rule.code;
    if rule.silence == Silence::Never {
        return "**To silence it**: it can't be silenced, since what is published would be incomplete or unsafe.\n"
            .to_owned();
    }
    let mut out = String::from("**To silence it**:\n\n");
    if rule.silence == Silence::Block {
        out.push_str(&format!(
            "- before a paragraph or another block: the line `<!-- lectern: allow {code} -->`\n\
             - for what stands in front matter: `# lectern: allow {code}` on any line of it\n"
        ));
    }
    out.push_str(&format!("- on the whole site: `{code} = \"off\"` below `[rules]` in `site.toml`"));
    if rule.level == Severity::Error {
        out.push_str("; `\"warning\"` still shows it, and publishes");
    }
    out.push('\n');
    out
}
