//! One function for each command.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use clap::CommandFactory;

use super::answer::{Answer, Surroundings};
use super::flags::{Command, Common, Flags};
use crate::config::BaseUrl;
use crate::diagnostic::{Diagnostic, Outcome, Severity};
use crate::export;
use crate::load::{self, Sources};
use crate::pipeline::{self, Built, Request};
use crate::render::theme;
use crate::text::plural;
use crate::write::{self, Edited, Refusal, Target};

/// Runs the command.
pub fn run(flags: &Flags, surroundings: &Surroundings) -> Answer {
    let common = &flags.common;
    match flags.command.as_ref().unwrap_or(&Command::Build) {
        Command::Build => build(common, surroundings),
        Command::Check { sources } => check(common, sources.as_deref(), surroundings),
        Command::Quotes { sources } => quotes(common, sources, surroundings),
        Command::Clean => clean(common, surroundings),
        Command::Completions { shell } => completions(*shell),
        _ => Answer::wrong("not yet"),
    }
}

/// The output folder as typed, from the site's folder.
fn output_folder(common: &Common) -> PathBuf {
    common.root.join(&common.output_dir)
}

fn request(common: &Common) -> Result<Request, Answer> {
    let base_url = match &common.base_url {
        Some(url) => match BaseUrl::parse(url) {
            Ok(base) => Some(base),
            Err(lacks) => return Err(Answer::wrong(&format!("`--base-url {url}`: a base URL {lacks}"))),
        },
        None => None,
    };
    Ok(Request { drafts: common.drafts, strict: common.strict, base_url, source_texts: None })
}

fn build(common: &Common, surroundings: &Surroundings) -> Answer {
    let request = match request(common) {
        Ok(request) => request,
        Err(answer) => return answer,
    };
    let sources = match load::load(&common.root) {
        Ok(sources) => sources,
        Err(err) => return Answer::machine(&err),
    };
    let Outcome { value: built, mut diagnostics } = pipeline::build(&sources, &request);
    let mut published = None;
    if !pipeline::has_errors(&diagnostics) {
        let folder = output_folder(common);
        let target = Target { folder: &folder, site_root: &common.root, home: surroundings.home.as_deref() };
        let edited = if common.force { Edited::Replace } else { Edited::Report };
        match write::publish(&built.output, &target, edited) {
            Ok(done) => published = Some(done),
            Err(Refusal::Findings(findings)) => diagnostics.extend(findings),
            Err(Refusal::Machine(err)) => return Answer::machine(&err),
        }
    }
    let mut answer = Answer::default();
    report(&mut answer, &diagnostics, common, surroundings, &sources);
    if let Some(published) = published.filter(|_| !common.quiet) {
        let folder = output_folder(common);
        let index = folder.join("index.html");
        answer.stderr.push_str(&format!(
            "built {} into {} ({} new, {} unchanged, {} removed){}\n",
            plural(published.n_files, "file"),
            folder.display(),
            published.n_written,
            published.n_unchanged,
            published.n_removed,
            elapsed(surroundings),
        ));
        checked(&mut answer, &built, common);
        answer.stderr.push_str(&format!("open {}\n", index.display()));
    }
    totals(&mut answer, &diagnostics, "nothing was written", common);
    answer
}

fn check(common: &Common, texts: Option<&Path>, surroundings: &Surroundings) -> Answer {
    let request = match request(common) {
        Ok(request) => request,
        Err(answer) => return answer,
    };
    let (sources, texts) = match read(common, texts) {
        Ok(read) => read,
        Err(answer) => return answer,
    };
    let Outcome { value: built, diagnostics } =
        pipeline::build(&sources, &Request { source_texts: texts, ..request });
    let mut answer = Answer::default();
    report(&mut answer, &diagnostics, common, surroundings, &sources);
    if !common.quiet {
        answer.stderr.push_str(&format!("checked the site{}\n", elapsed(surroundings)));
        checked(&mut answer, &built, common);
    }
    totals(&mut answer, &diagnostics, "a build would fail", common);
    answer
}

fn quotes(common: &Common, texts: &Path, surroundings: &Surroundings) -> Answer {
    let request = match request(common) {
        Ok(request) => request,
        Err(answer) => return answer,
    };
    let (sources, texts) = match read(common, Some(texts)) {
        Ok(read) => read,
        Err(answer) => return answer,
    };
    let Outcome { value: built, mut diagnostics } =
        pipeline::build(&sources, &Request { source_texts: texts, ..request });
    diagnostics.retain(|finding| finding.code.contains("quotation") || finding.code == "quotes-lock");
    let path = common.root.join(crate::quote::LOCK_PATH);
    let text = built.quotations.lock.text();
    let is_new = sources.text(crate::quote::LOCK_PATH).is_none_or(|old| **old != *text);
    if is_new && let Err(err) = write::replace_file(&path, text.as_bytes()) {
        return Answer::machine(&err);
    }
    let mut answer = Answer { stdout: built.quotations.table.show(), ..Answer::default() };
    report(&mut answer, &diagnostics, common, surroundings, &sources);
    if !common.quiet {
        let (n_claims, n_proved) = (built.quotations.n_claims, built.quotations.n_proved);
        let wrote = if is_new { "wrote" } else { "nothing new for" };
        let line =
            format!("{n_proved} of {} proved; {wrote} {}\n", plural(n_claims, "quotation"), path.display());
        answer.stderr.push_str(&line);
    }
    answer
}

fn clean(common: &Common, surroundings: &Surroundings) -> Answer {
    let folder = output_folder(common);
    let target = Target { folder: &folder, site_root: &common.root, home: surroundings.home.as_deref() };
    let edited = if common.force { Edited::Replace } else { Edited::Report };
    let mut answer = Answer::default();
    match write::clean(&target, edited) {
        Ok(cleaned) if !common.quiet => answer.stderr.push_str(&format!(
            "removed {} from {}, kept {} that Lectern did not write\n",
            plural(cleaned.n_removed, "file"),
            folder.display(),
            cleaned.n_kept,
        )),
        Ok(_) => {}
        Err(Refusal::Machine(err)) => return Answer::machine(&err),
        Err(Refusal::Findings(findings)) => answer.findings(&findings, common, surroundings, &|_| None),
    }
    answer
}

fn completions(shell: clap_complete::Shell) -> Answer {
    let mut out = Vec::new();
    clap_complete::generate(shell, &mut Flags::command(), "lectern", &mut out);
    Answer { stdout: String::from_utf8_lossy(&out).into_owned(), ..Answer::default() }
}

type Read = (Sources, Option<BTreeMap<String, String>>);

/// The site and, if a folder is named, the articles' texts.
fn read(common: &Common, texts: Option<&Path>) -> Result<Read, Answer> {
    let sources = load::load(&common.root).map_err(|err| Answer::machine(&err))?;
    let texts = match texts {
        Some(dir) => Some(load::source_texts(dir).map_err(|err| Answer::machine(&err))?),
        None => None,
    };
    Ok((sources, texts))
}

fn report(
    answer: &mut Answer,
    diagnostics: &[Diagnostic],
    common: &Common,
    surroundings: &Surroundings,
    sources: &Sources,
) {
    let text_of = |path: &str| sources.text(path).map(|text| &**text).or_else(|| theme::text(path));
    answer.findings(diagnostics, common, surroundings, &text_of);
}

/// What was looked at, and what wasn't.
fn checked(answer: &mut Answer, built: &Built, common: &Common) {
    let site = &built.site;
    let n_mentions: usize = site.mentions.iter().map(Vec::len).sum();
    let n_links: usize = site.docs.iter().map(|doc| doc.links.len()).sum();
    let n_images: usize = site.docs.iter().map(|doc| doc.images.len()).sum();
    answer.stderr.push_str(&format!(
        "  {}, {}, {}; {} of them, {} by hand\n",
        plural(site.order.articles.len(), "article"),
        plural(site.order.concepts.len(), "concept"),
        plural(site.order.names.len(), "name"),
        plural(n_mentions, "mention"),
        plural(n_links, "link"),
    ));
    answer.stderr.push_str(&format!(
        "  checked: links and anchors, {}, citations, {} of {} proved; not checked: links to other sites\n",
        plural(n_images, "image"),
        built.quotations.n_proved,
        plural(built.quotations.n_claims, "quotation"),
    ));
    if let Some(left_out) =
        export::left_out(&site.config).filter(|_| common.verbose || common.base_url.is_none())
    {
        answer.stderr.push_str(&format!("  {left_out}\n"));
    }
}

/// The last line: how many findings there are.
fn totals(answer: &mut Answer, diagnostics: &[Diagnostic], consequence: &str, common: &Common) {
    let n_errors = diagnostics.iter().filter(|finding| finding.severity == Severity::Error).count();
    let n_warnings = diagnostics.len() - n_errors;
    let line = match (n_errors, n_warnings) {
        (0, 0) => return,
        (0, _) => plural(n_warnings, "warning"),
        (_, 0) => format!("{}: {consequence}", plural(n_errors, "error")),
        _ => format!("{}, {}: {consequence}", plural(n_errors, "error"), plural(n_warnings, "warning")),
    };
    if !common.quiet || n_errors > 0 {
        answer.stderr.push_str(&format!("{line}\n"));
    }
}

fn elapsed(surroundings: &Surroundings) -> String {
    surroundings.elapsed.map_or(String::new(), |elapsed| format!(" in {} ms", elapsed()))
}
