//! A revision of a git repository to [`Sources`]: the only room that starts a program.
//!
//! Three commands of git that only read its objects: `rev-parse`, `ls-tree` and `cat-file`. They run no hooks, no
//! filters and no converters, ask no network, and write nothing. They are started with their arguments as a list, no
//! shell comes between; what somebody typed reaches the first of them alone, where it can't be taken for an option.

use std::io::{self, Write};
use std::path::Path;
use std::process::{Command, Output, Stdio};

use crate::load::{Listed, PLACES, Reason, Sources, load_texts};

/// Why there is nothing to compare with: what is, and what to do.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Refused {
    /// What is.
    pub message: String,
    /// What to do.
    pub help: Vec<String>,
}

/// The site in the folder `root` as it was at the revision `rev`: a branch, a tag, a commit, `HEAD~2`. Images and the
/// files of `static/` are there without their bytes.
///
/// # Errors
/// [`Refused`] if git isn't there, the folder is in no repository, it knows no such revision, or that has no site.
pub fn sources(root: &Path, rev: &str) -> Result<Sources, Refused> {
    if rev.is_empty() || rev.starts_with('-') {
        let help = "name a branch, a tag or a commit: `main`, `HEAD~1`";
        return Err(refused(format!("`{rev}` is no revision"), &[help]));
    }
    let inside = run(root, &["rev-parse", "--is-inside-work-tree"], &[])?;
    if inside.stdout != b"true\n" {
        let message = format!("{} is in no work tree of git", root.display());
        return Err(said(refused(message, &[WITHOUT_GIT]), &inside));
    }
    let commit = commit(root, rev)?;
    let mut arguments = vec!["ls-tree", "-r", "-z", &commit, "--"];
    arguments.extend(PLACES);
    let listed = run(root, &arguments, &[])?;
    if !listed.status.success() {
        return Err(said(refused(format!("git could not list `{rev}`"), &[]), &listed));
    }
    let (files, objects) = files(&listed.stdout);
    let sources = load_texts(&files, |texts| {
        let names: Vec<&str> = texts.iter().map(|index| objects[*index]).collect();
        contents(root, rev, &names)
    })?;
    if !sources.texts.contains_key("site.toml") {
        let message = format!("`{rev}` has no site in {}: there is no `site.toml`", root.display());
        return Err(refused(
            message,
            &["name a revision that has one, or compare two folders with `--from DIR`"],
        ));
    }
    Ok(sources)
}

const WITHOUT_GIT: &str = "`--from DIR` compares two folders without git";

/// The full name of the commit that a revision names.
fn commit(root: &Path, rev: &str) -> Result<String, Refused> {
    let asked = format!("{rev}^{{commit}}");
    let found = run(root, &["rev-parse", "--verify", "--quiet", "--end-of-options", &asked], &[])?;
    let name = String::from_utf8_lossy(&found.stdout).trim().to_owned();
    if !found.status.success() || name.is_empty() || !name.bytes().all(|byte| byte.is_ascii_hexdigit()) {
        let help = "a copy that was cloned with little history may lack it: fetch it first";
        return Err(said(refused(format!("git knows no commit `{rev}` here"), &[help]), &found));
    }
    Ok(name)
}

/// The files of `git ls-tree -r -z`, each with the name of its object. Submodules are left out.
fn files(listed: &[u8]) -> (Vec<Listed>, Vec<&str>) {
    let (mut files, mut objects) = (Vec::new(), Vec::new());
    for line in listed.split(|byte| *byte == 0) {
        let Some(tab) = line.iter().position(|byte| *byte == b'\t') else { continue };
        let head = std::str::from_utf8(&line[..tab]).unwrap_or("");
        let mut head = head.split(' ');
        let (Some(mode), Some("blob"), Some(object)) = (head.next(), head.next(), head.next()) else {
            continue;
        };
        let path = std::str::from_utf8(&line[tab + 1..]);
        let reason = match (mode, path) {
            ("120000", _) => Some(Reason::SymbolicLink),
            (_, Err(_)) => Some(Reason::Name),
            _ => None,
        };
        let path = String::from_utf8_lossy(&line[tab + 1..]);
        files.push(Listed { path: path.as_ref().into(), reason });
        objects.push(object);
    }
    (files, objects)
}

/// The bytes of objects, as they lie in the repository.
fn contents(root: &Path, rev: &str, objects: &[&str]) -> Result<Vec<Vec<u8>>, Refused> {
    let asked: String = objects.iter().map(|object| format!("{object}\n")).collect();
    let answer = run(root, &["cat-file", "--batch"], asked.as_bytes())?;
    let mut rest = &answer.stdout[..];
    let mut out = Vec::with_capacity(objects.len());
    for _ in objects {
        match next_object(&mut rest) {
            Some(bytes) => out.push(bytes.to_vec()),
            None => {
                let help = "a copy that was cloned in part may lack them: fetch them first";
                let message = format!("git lacks files of `{rev}`");
                return Err(said(refused(message, &[help]), &answer));
            }
        }
    }
    Ok(out)
}

/// One answer of `git cat-file --batch`: `NAME blob SIZE`, the bytes, a line feed.
fn next_object<'a>(rest: &mut &'a [u8]) -> Option<&'a [u8]> {
    let end = rest.iter().position(|byte| *byte == b'\n')?;
    let head = std::str::from_utf8(&rest[..end]).ok()?;
    let n_bytes: usize = head.split(" blob ").nth(1)?.parse().ok()?;
    let bytes = rest.get(end + 1..end + 1 + n_bytes)?;
    *rest = rest.get(end + 2 + n_bytes..)?;
    Some(bytes)
}

/// Runs git in `root` with `input`, and waits for its end.
fn run(root: &Path, arguments: &[&str], input: &[u8]) -> Result<Output, Refused> {
    let mut command = Command::new("git");
    command.args(["--no-pager", "--literal-pathspecs"]);
    // Nothing of the repository's own may be run or taken for its configuration: a folder of content may look like a
    // bare repository.
    for setting in ["core.fsmonitor=false", "core.hooksPath=/dev/null", "safe.bareRepository=explicit"] {
        command.args(["-c", setting]);
    }
    command.args(arguments).current_dir(root);
    // A hook of git names its own repository; the one that the folder lies in is meant.
    for name in ["GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE", "GIT_PREFIX", "GIT_NAMESPACE"] {
        command.env_remove(name);
    }
    // A copy that was cloned in part would fetch what it lacks, and any object may have been replaced by another.
    command.env("GIT_NO_LAZY_FETCH", "1").env("GIT_ALLOW_PROTOCOL", "").env("GIT_TERMINAL_PROMPT", "0");
    command.env("GIT_NO_REPLACE_OBJECTS", "1").env("GIT_OPTIONAL_LOCKS", "0").env("LC_ALL", "C");
    command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
    let failed = |err: io::Error| match root.is_dir() {
        true => refused(format!("could not run `git`: {}", reason(&err)), &["install git", WITHOUT_GIT]),
        false => refused(format!("there is no folder {}", root.display()), &[]),
    };
    let mut child = command.spawn().map_err(failed)?;
    let stdin = child.stdin.take();
    std::thread::scope(|scope| {
        // Git answers while it is asked; whoever only writes would wait for it without end. What it doesn't want to
        // hear is no failure.
        scope.spawn(move || stdin.map(|mut stdin| stdin.write_all(input)));
        child.wait_with_output()
    })
    .map_err(failed)
}

fn reason(err: &io::Error) -> String {
    err.to_string().split(" (os error").next().unwrap_or("").to_lowercase()
}

fn refused(message: String, help: &[&str]) -> Refused {
    Refused { message, help: help.iter().map(|&help| help.to_owned()).collect() }
}

/// The same with what git itself said.
fn said(mut refused: Refused, output: &Output) -> Refused {
    let stderr = String::from_utf8_lossy(&output.stderr);
    if let Some(line) = stderr.lines().find(|line| !line.trim().is_empty()) {
        refused.help.push(format!("git says: {line}"));
    }
    refused
}
