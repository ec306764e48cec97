//! Where the site's files are edited: addresses of GitHub's editor, in which anybody can propose a change.
//!
//! Other hosts have other addresses or none, so that nothing is offered there but the repository itself.

use super::words::Words;
use crate::config::Config;
use crate::text::escaped;

/// Where the file at `path`, from the site's root, can be edited; empty for a repository elsewhere than on GitHub.
pub fn edit(config: &Config, path: &str) -> String {
    on_github(config, "edit").map(|before| format!("{before}{}", escaped(path))).unwrap_or_default()
}

/// Where a file for a new concept can be written, with what belongs into it; empty as in [`edit`].
pub fn suggest(config: &Config, words: &Words) -> String {
    let Some(before) = on_github(config, "new") else { return String::new() };
    let name = escaped(&format!("{}.md", words.suggested_file));
    let text = escaped(&suggestion(words)).replace('/', "%2F");
    format!("{before}content/concepts?filename={name}&value={text}")
}

/// A concept's file with blanks: an empty title and summary, and a comment in place of the text.
pub fn suggestion(words: &Words) -> String {
    format!(
        "+++\n# {}\ntitle = \"\"\n# {}\nsummary = \"\"\n+++\n\n<!-- {} -->\n",
        words.suggested_title, words.suggested_summary, words.suggested_text
    )
}

/// What the addresses of a GitHub repository begin with, up to the site's root.
fn on_github(config: &Config, what: &str) -> Option<String> {
    let (scheme, rest) = config.repository.as_deref()?.split_once("://")?;
    let mut parts = rest.split('/').filter(|part| !part.is_empty());
    let (host, owner, name) = (parts.next()?, parts.next()?, parts.next()?);
    let is_github = ["github.com", "www.github.com"].iter().any(|known| host.eq_ignore_ascii_case(known));
    if !is_github || parts.next().is_some() {
        return None;
    }
    let name = name.strip_suffix(".git").unwrap_or(name);
    let mut out = format!("{scheme}://{host}/{owner}/{name}/{what}/{}/", escaped(&config.branch));
    let folder = config.folder.as_deref().unwrap_or("");
    for part in folder.split('/').filter(|part| !part.is_empty() && *part != ".") {
        out.push_str(&escaped(part));
        out.push('/');
    }
    Some(out)
}
