//! One build after the other, each of a folder that stood still while it was read.

use std::collections::BTreeSet;
use std::path::PathBuf;
use std::sync::Arc;
use std::time::Instant;

use super::meaning::meanings;
use super::shown::{self, Findings, MOST_LISTED, Shown, Site};
use super::watch::{Cover, Watch};
use crate::config::BaseUrl;
use crate::diagnostic::{Colour, Diagnostic, Format, IoError, Outcome, Severity, show};
use crate::load::{self, Sight, Sources, look};
use crate::pipeline::{self, Memory, Request};
use crate::render::theme;
use crate::text::visible;

/// How often a folder is read again that changes while it is read, before it is taken as it comes: the next round
/// mends what came of it.
const MOST_TRIES: usize = 5;

/// What one build came to.
#[derive(Debug)]
pub struct Round {
    /// What is shown from now on.
    pub shown: Arc<Shown>,
    /// What has changed in the site's folder; nothing in the first round.
    pub changes: Vec<Arc<str>>,
    /// How many published files there are; none where the build failed, and the site before is still shown.
    pub n_files: Option<usize>,
    /// How many of them differ from those before.
    pub n_changed: usize,
    /// The findings, sorted.
    pub diagnostics: Vec<Diagnostic>,
    /// Those of them that the round before hadn't.
    pub new_diagnostics: Vec<Diagnostic>,
    /// The machine's failure, if there was one.
    pub failure: Option<IoError>,
    /// What the findings are about.
    pub sources: Arc<Sources>,
    /// What can't be watched, where that is news.
    pub trouble: Option<String>,
    /// Milliseconds from the first look to the end.
    pub millis: u128,
}

/// The builds of one site.
pub struct Rounds {
    root: PathBuf,
    request: Request,
    /// What the last round was made of: none where the folder couldn't be read.
    seen: Option<Option<Sight>>,
    /// What was read then.
    sources: Option<Arc<Sources>>,
    shown: Arc<Shown>,
    /// What was found then.
    told: Vec<Diagnostic>,
    memory: Memory,
}

impl Rounds {
    /// Nothing is built yet.
    pub fn new(root: PathBuf, request: Request) -> Rounds {
        Rounds {
            root,
            request,
            seen: None,
            sources: None,
            shown: Arc::new(Shown::default()),
            told: Vec::new(),
            memory: Memory::keeping(),
        }
    }

    /// Builds the site, unless nothing has changed since it was built.
    pub fn next(&mut self, watch: &mut Watch) -> Option<Round> {
        let began = Instant::now();
        let (sight, sources) = self.steady(watch)?;
        let changes = match (&self.seen, &sight) {
            (Some(Some(before)), Some(sight)) => sight.changes(before),
            _ => Vec::new(),
        };
        self.seen = Some(sight);
        let mut round = Round {
            shown: self.shown.clone(),
            changes,
            n_files: None,
            n_changed: 0,
            diagnostics: Vec::new(),
            new_diagnostics: Vec::new(),
            failure: None,
            sources: Arc::default(),
            trouble: watch.trouble(),
            millis: 0,
        };
        // What was read belongs to what was seen.
        self.sources = None;
        match sources {
            Ok(sources) => {
                let sources = Arc::new(sources);
                self.sources = Some(sources.clone());
                self.build(sources, &mut round);
            }
            Err(err) => round.failure = Some(err),
        }
        round.new_diagnostics = new(&round.diagnostics, &self.told);
        self.told.clone_from(&round.diagnostics);
        let findings = Arc::new(findings(&round));
        self.shown = Arc::new(Shown { findings, ..(*round.shown).clone() });
        round.shown = self.shown.clone();
        round.millis = began.elapsed().as_millis();
        Some(round)
    }

    fn build(&mut self, sources: Arc<Sources>, round: &mut Round) {
        let Outcome { value: built, diagnostics } =
            pipeline::build_again(&sources, &self.request, &mut self.memory, &mut |_| ());
        round.sources = sources;
        round.diagnostics = diagnostics;
        let base = built.site.config.base_url.as_ref().map_or("/", BaseUrl::path);
        if pipeline::has_errors(&round.diagnostics) {
            let shown = Shown { base: base.to_owned(), ..(*self.shown).clone() };
            round.shown = Arc::new(shown);
            return;
        }
        let site = Site::new(base, built.output);
        round.n_files = Some(site.output().files.len());
        round.n_changed = shown::changed(self.shown.site.as_deref(), &site);
        round.shown = Arc::new(Shown { site: Some(Arc::new(site)), ..Shown::default() });
    }

    /// The folder as it stood while it was read, and what was read; none where it is as it was.
    fn steady(&self, watch: &mut Watch) -> Option<(Option<Sight>, Result<Sources, IoError>)> {
        let mut n_tries = 0;
        let mut before = self.covered(watch);
        loop {
            let sight = before.as_ref().ok();
            if self.seen.as_ref().is_some_and(|seen| seen.as_ref() == sight) {
                return None;
            }
            let sources = match before {
                Ok(ref sight) => {
                    let seen = self.seen.as_ref().and_then(Option::as_ref);
                    load::read(&self.root, sight, seen.zip(self.sources.as_deref()))
                }
                Err(err) => return Some((None, Err(err))),
            };
            n_tries += 1;
            let after = self.covered(watch);
            if MOST_TRIES <= n_tries || after.as_ref().ok() == before.as_ref().ok() {
                return Some((before.ok(), sources));
            }
            before = after;
        }
    }

    /// The folder at a glance, after everything in it is watched: what changes from then on is heard of.
    fn covered(&self, watch: &mut Watch) -> Result<Sight, IoError> {
        watch.cover(&[]);
        loop {
            let began = Instant::now();
            let sight = look(&self.root)?;
            watch.looked(began.elapsed());
            if watch.cover(&sight.folders) == Cover::Same {
                return Ok(sight);
            }
        }
    }
}

/// The findings that weren't among those `before`.
fn new(diagnostics: &[Diagnostic], before: &[Diagnostic]) -> Vec<Diagnostic> {
    let key = |it: &Diagnostic| (it.path.clone(), it.range, it.severity, it.code, it.message.clone());
    let known: BTreeSet<_> = before.iter().map(key).collect();
    diagnostics.iter().filter(|it| !known.contains(&key(it))).cloned().collect()
}

/// The findings of a round as a page takes them.
fn findings(round: &Round) -> Findings {
    let text_of = |path: &str| round.sources.text(path).map(|text| &**text).or_else(|| theme::text(path));
    let listed = &round.diagnostics[..round.diagnostics.len().min(MOST_LISTED)];
    let mut lines = show(listed, Format::Json, Colour::None, &text_of);
    if let Some(err) = &round.failure {
        let path = visible(&err.path.display().to_string());
        let line = serde_json::json!({
            "code": "", "severity": Severity::Error.word(), "path": path, "line": null,
            "message": visible(&err.to_string()), "help": [],
        });
        lines.push_str(&format!("{line}\n"));
    }
    let is_error = |finding: &&Diagnostic| finding.severity == Severity::Error;
    let n_errors = round.diagnostics.iter().filter(is_error).count();
    let n_warnings = round.diagnostics.len() - n_errors;
    let n_errors = n_errors + usize::from(round.failure.is_some());
    Findings::new(&lines, &meanings(listed), n_errors, n_warnings)
}
