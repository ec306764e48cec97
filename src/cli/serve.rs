//! `lectern serve`: a preview that follows every edit.

use super::answer::{Answer, Surroundings};
use super::flags::{Common, FormatFlag};
use super::site;
use crate::diagnostic::Severity;
use crate::load;
use crate::serve::{self, Round};
use crate::text::{plural, visible};

/// Whether a browser is opened.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Browser {
    /// With the site's home page, as soon as it is built.
    Open,
    /// By whoever wants to.
    Leave,
}

/// Changed files that are named, at most.
const MOST_NAMED: usize = 3;

/// Shows the site until somebody ends it.
///
/// # Errors
/// Wrong usage: the folder is no site's. The machine's failure: the port is taken.
pub fn run(
    common: &Common,
    surroundings: &Surroundings,
    port: Option<u16>,
    browser: Browser,
) -> Result<Answer, Answer> {
    let request = site::request(common, surroundings)?;
    if !load::is_site(&common.root) {
        return Err(site::no_site(common, surroundings));
    }
    let bound = serve::bind(port).map_err(|err| refused(&err, port))?;
    let port = bound.port;
    if let Some(taken) = bound.taken {
        say(surroundings, &format!("port {taken} is taken: this is {port}"));
    }
    let (common, root, heard) = (common.clone(), common.root.clone(), surroundings.clone());
    let is_first = std::cell::Cell::new(true);
    let tell = move |round: &Round| {
        print(&heard, &told(round, &common, &heard));
        if is_first.replace(false) {
            let url = format!("http://127.0.0.1:{port}{}", round.shown.base());
            print(&heard, &beginning(&url, &common));
            if browser == Browser::Open {
                open(&url, &heard);
            }
        }
    };
    serve::serve(bound, root, request, tell).map_err(|err| Answer::machine(&err))?;
    Ok(Answer::default())
}

/// A port that isn't free is answered with what to type instead.
fn refused(err: &crate::diagnostic::IoError, port: Option<u16>) -> Answer {
    let mut answer = Answer::machine(err);
    if port.is_some() && err.source.kind() == std::io::ErrorKind::AddrInUse {
        answer.say("help: name another, or leave `--port` out: the first free one is taken then");
    }
    answer
}

/// What is said once: the address, alone on its line.
fn beginning(url: &str, common: &Common) -> Answer {
    let mut answer = Answer::default();
    match common.format {
        FormatFlag::Text | FormatFlag::Markdown => answer.stdout = format!("{url}\n"),
        FormatFlag::Json | FormatFlag::Github => answer.say(url),
    }
    if !common.quiet {
        answer.say("Ctrl-C ends the preview");
    }
    answer
}

/// What a build came to.
fn told(round: &Round, common: &Common, surroundings: &Surroundings) -> Answer {
    let mut answer = Answer::default();
    if let Some(trouble) = &round.trouble {
        answer.say(&format!("{}: changes are looked for every other second", visible(trouble)));
    }
    site::report(&mut answer, &round.new_diagnostics, common, surroundings, &round.sources);
    if let Some(err) = &round.failure {
        answer.stderr.push_str(&Answer::machine(err).stderr);
    }
    if let Some(n_files) = round.n_files.filter(|_| !common.quiet) {
        let what = match round.changes.is_empty() {
            true => format!("built {}", plural(n_files, "file")),
            false => format!("{}: {} changed", changes(round), plural(round.n_changed, "file")),
        };
        answer.say(&format!("{what} in {} ms", round.millis));
    } else if round.n_files.is_none() && !common.quiet && !round.changes.is_empty() {
        answer.say(&format!("{}: not shown", changes(round)));
    }
    let is_error = round.diagnostics.iter().any(|finding| finding.severity == Severity::Error);
    let consequence = match &round.shown.site {
        Some(_) => "the site before is still shown",
        None => "nothing is shown yet",
    };
    site::totals(&mut answer, &round.diagnostics, consequence, common);
    if round.failure.is_some() && !is_error {
        answer.say(consequence);
    }
    answer
}

/// `content/a.md, content/b.md and 3 more`
fn changes(round: &Round) -> String {
    let named: Vec<String> = round.changes.iter().take(MOST_NAMED).map(|path| visible(path)).collect();
    match round.changes.len() - named.len() {
        0 => named.join(", "),
        n_more => format!("{} and {n_more} more", named.join(", ")),
    }
}

fn open(url: &str, surroundings: &Surroundings) {
    if let Err(err) = open::that_detached(url) {
        say(surroundings, &format!("no browser could be opened: {}", visible(&err.to_string())));
    }
}

fn say(surroundings: &Surroundings, line: &str) {
    let mut answer = Answer::default();
    answer.say(line);
    print(surroundings, &answer);
}

fn print(surroundings: &Surroundings, answer: &Answer) {
    if let Some(print) = surroundings.print {
        print(answer);
    }
}
