//! What several commands do: read the site, say what was found, sum up.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use super::answer::{Answer, Surroundings};
use super::flags::{Common, FormatFlag};
use crate::config::BaseUrl;
use crate::diagnostic::{Diagnostic, Severity, messages};
use crate::load::{self, Sources};
use crate::pipeline::Request;
use crate::render::theme;
use crate::text::{Date, plural};
use crate::write::{Edited, Target};

/// What the flags and the environment ask of a build.
///
/// # Errors
/// Wrong usage: an address or `SOURCE_DATE_EPOCH` that says nothing.
pub fn request(common: &Common, surroundings: &Surroundings) -> Result<Request, Answer> {
    let base_url = address("--base-url", "a base URL", common.base_url.as_deref())?;
    let named = address("--repository", "a repository's address", common.repository.as_deref())?;
    let repository = named.and(common.repository.clone());
    let updated = match &surroundings.source_date {
        Some(seconds) => match seconds.parse().ok().and_then(Date::from_epoch) {
            Some(date) => Some(date),
            None => {
                let message = format!("`SOURCE_DATE_EPOCH` is `{seconds}`, which is no date");
                let help = "it takes the seconds since the beginning of 1970, in digits".to_owned();
                return Err(Answer::wrong(&message, &[help]));
            }
        },
        None => None,
    };
    let Common { drafts, strict, .. } = *common;
    Ok(Request { drafts, strict, base_url, repository, updated, source_texts: None })
}

/// The address that stands after a flag, held against the rule for the key of its name.
fn address(flag: &str, what: &str, typed: Option<&str>) -> Result<Option<BaseUrl>, Answer> {
    let Some(typed) = typed else { return Ok(None) };
    match BaseUrl::parse(typed) {
        Ok(url) => Ok(Some(url)),
        Err(lacks) => Err(Answer::wrong(&format!("`{flag} {typed}`: {what} {lacks}"), &[])),
    }
}

/// The site in the folder `root`.
///
/// # Errors
/// The machine's failure, or the finding that the folder is no site's; then nothing else is said of it.
pub fn sources(common: &Common, surroundings: &Surroundings) -> Result<Sources, Answer> {
    let sources = load::load(&common.root).map_err(|err| Answer::machine(&err))?;
    if sources.texts.contains_key("site.toml") { Ok(sources) } else { Err(no_site(common, surroundings)) }
}

/// The finding that the folder `root` is no site's.
pub fn no_site(common: &Common, surroundings: &Surroundings) -> Answer {
    let mut answer = Answer::default();
    let path = plain(&common.root.join("site.toml")).display().to_string().replace('\\', "/");
    let finding = messages::site::no_site(&path.into());
    answer.findings(&[finding], common, surroundings, &|_| None);
    answer
}

/// The articles' texts in a folder, by citation key.
///
/// # Errors
/// The machine's failure.
pub fn texts(dir: &Path) -> Result<BTreeMap<String, String>, Answer> {
    load::source_texts(dir).map_err(|err| Answer::machine(&err))
}

/// The output folder: `public` beside `site.toml`, or as typed, from the current folder.
pub fn output_folder(common: &Common) -> PathBuf {
    plain(&common.output_dir.clone().unwrap_or_else(|| common.root.join("public")))
}

/// A path without the `./` that joining the default root gives it.
pub fn plain(path: &Path) -> PathBuf {
    let short = path.strip_prefix(".").unwrap_or(path);
    if short.as_os_str().is_empty() { path.to_owned() } else { short.to_owned() }
}

/// The output folder as `write` takes it.
pub fn target<'a>(folder: &'a Path, common: &'a Common, surroundings: &'a Surroundings) -> Target<'a> {
    Target { folder, site_root: &common.root, home: surroundings.home.as_deref() }
}

/// What `--force` says of published files that somebody edited.
pub fn edited(common: &Common) -> Edited {
    if common.force { Edited::Replace } else { Edited::Report }
}

/// Adds findings, with the lines that they are about.
pub fn report(
    answer: &mut Answer,
    diagnostics: &[Diagnostic],
    common: &Common,
    surroundings: &Surroundings,
    sources: &Sources,
) {
    let text_of = |path: &str| sources.text(path).map(|text| &**text).or_else(|| theme::text(path));
    answer.findings(diagnostics, common, surroundings, &text_of);
    if common.format == FormatFlag::Text && !common.quiet {
        explained(answer, diagnostics);
    }
}

/// How many of the findings `check --fix` may mend.
pub fn repairs(answer: &mut Answer, diagnostics: &[Diagnostic], common: &Common, sources: &Sources) {
    let may_mend = |finding: &&Diagnostic| {
        sources.text(&finding.path).is_some_and(|text| finding.repair(text).is_some())
    };
    let n_repairs = diagnostics.iter().filter(may_mend).count();
    if common.format == FormatFlag::Text && !common.quiet && 0 < n_repairs {
        answer.say(&format!("`lectern check --fix` may mend {n_repairs} of them"));
    }
}

/// Where more is said of the findings.
fn explained(answer: &mut Answer, diagnostics: &[Diagnostic]) {
    let Some(first) = diagnostics.first() else { return };
    match diagnostics.iter().all(|finding| finding.code == first.code) {
        true => answer.say(&format!("`lectern help {}` says more", first.code)),
        false => answer.say("`lectern help CODE` says more of each: the code stands in brackets"),
    }
}

/// How long each stage took, for `--verbose`.
#[derive(Default)]
pub struct Stages {
    lines: Vec<String>,
    before: u128,
}

impl Stages {
    /// A stage has ended.
    pub fn ended(&mut self, stage: &str, surroundings: &Surroundings) {
        let now = surroundings.elapsed.map_or(self.before, |elapsed| elapsed());
        self.lines.push(format!("{stage:<8} {:>5} ms", now.saturating_sub(self.before)));
        self.before = now;
    }

    /// Adds the stages to the summary.
    pub fn say(&self, answer: &mut Answer, common: &Common) {
        for line in self.lines.iter().filter(|_| common.verbose) {
            answer.say(line);
        }
    }
}

/// The last line: how many findings there are.
pub fn totals(answer: &mut Answer, diagnostics: &[Diagnostic], consequence: &str, common: &Common) {
    let n_errors = diagnostics.iter().filter(|finding| finding.severity == Severity::Error).count();
    let n_warnings = diagnostics.len() - n_errors;
    let line = match (n_errors, n_warnings) {
        (0, 0) => return,
        (0, _) => plural(n_warnings, "warning"),
        (_, 0) => format!("{}: {consequence}", plural(n_errors, "error")),
        _ => format!("{}, {}: {consequence}", plural(n_errors, "error"), plural(n_warnings, "warning")),
    };
    if !common.quiet || n_errors > 0 {
        answer.say(&line);
    }
}

/// ` in 31 ms`, where the time is known.
pub fn elapsed(surroundings: &Surroundings) -> String {
    surroundings.elapsed.map_or(String::new(), |elapsed| format!(" in {} ms", elapsed()))
}
