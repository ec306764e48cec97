//! What several commands do: read the site, say what was found, sum up.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use super::answer::{Answer, Surroundings};
use super::flags::Common;
use crate::anchors::{self, LOCK_PATH, Published};
use crate::config::BaseUrl;
use crate::diagnostic::{Diagnostic, Severity, messages};
use crate::export;
use crate::load::{self, Sources};
use crate::pipeline::{Built, Request};
use crate::render::{map, matrix, search, theme};
use crate::text::{Date, plural};
use crate::write::{Edited, Target};

/// What the flags and the environment ask of a build.
///
/// # Errors
/// Wrong usage: a base URL or `SOURCE_DATE_EPOCH` that says nothing.
pub fn request(common: &Common, surroundings: &Surroundings) -> Result<Request, Answer> {
    let base_url = match &common.base_url {
        Some(url) => match BaseUrl::parse(url) {
            Ok(base) => Some(base),
            Err(lacks) => {
                let message = format!("`--base-url {url}`: a base URL {lacks}");
                return Err(Answer::wrong(&message, &[]));
            }
        },
        None => None,
    };
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
    Ok(Request { drafts: common.drafts, strict: common.strict, base_url, updated, source_texts: None })
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

/// What the site has, what was looked at, and what wasn't.
pub fn checked(answer: &mut Answer, built: &Built, texts_at_hand: TextsAtHand) {
    let site = &built.site;
    let n_mentions: usize = site.mentions.iter().map(Vec::len).sum();
    let n_links: usize = site.docs.iter().map(|doc| doc.links.len()).sum();
    let n_images: usize = site.docs.iter().map(|doc| doc.images.len()).sum();
    let n_citations: usize = site.docs.iter().map(|doc| doc.citations.len()).sum();
    answer.say(&format!(
        "  {}, {}, {}; {} of concepts and names",
        plural(site.order.articles.len(), "article"),
        plural(site.order.concepts.len(), "concept"),
        plural(site.order.names.len(), "name"),
        plural(n_mentions, "mention"),
    ));
    let (n_claims, n_proved) = (built.quotations.n_claims, built.quotations.n_proved);
    let proved = match (n_claims, texts_at_hand) {
        (0, _) => String::new(),
        (_, TextsAtHand::Yes) => {
            format!(", {n_proved} of {} proved in their sources", plural(n_claims, "quotation"))
        }
        (_, TextsAtHand::No) => {
            format!(", {n_proved} of {} proved by quotes.lock", plural(n_claims, "quotation"))
        }
    };
    answer.say(&format!(
        "  checked: {} by hand and their anchors, {}, {}{proved}",
        plural(n_links, "link"),
        plural(n_images, "image"),
        plural(n_citations, "citation"),
    ));
    let remembered = &built.remembered.published;
    let n_new = anchors::published(site).n_new_since(remembered);
    if *remembered != Published::default() && 0 < n_new {
        let new = plural(n_new, "anchor");
        answer.say(&format!("  not yet in {LOCK_PATH}: {new}; `lectern anchors` adds what is new"));
    }
    answer.say("  not checked: whether addresses of other sites answer");
    let left_out = [
        export::left_out(&site.config),
        matrix::left_out(site),
        map::left_out(site),
        search::left_out(site, &built.output),
    ];
    for left_out in left_out.into_iter().flatten() {
        answer.say(&format!("  {left_out}"));
    }
}

/// Whether quotations were looked up in their sources, or only in the lock.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TextsAtHand {
    /// In their sources.
    Yes,
    /// In the lock.
    No,
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
