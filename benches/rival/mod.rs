//! Hugo at work on the same pages, where it is installed: what its users wait for after they saved.
//!
//! It is asked for less: templates of one line, no mentions, no links between pages, no search, no checks. The clock runs
//! from before the file is written to the line that says that the rebuilding is over.

use std::collections::BTreeMap;
use std::error::Error;
use std::io::{BufRead, BufReader};
use std::net::TcpListener;
use std::os::unix::process::CommandExt;
use std::path::Path;
use std::process::{Child, ChildStdout, Command, Stdio};
use std::time::{Duration, Instant};
use std::{env, fs};

use rustix::process::{Pid, Signal, kill_process_group};

const SETTINGS: &str = "baseURL = \"https://example.org/reader/\"\ntitle = \"A made-up reader\"\n\
    disableKinds = [\"taxonomy\", \"term\", \"rss\", \"sitemap\"]\n";
const PAGE: &str = "<!doctype html><title>{{ .Title }}</title>{{ .Content }}\n";
const LIST: &str = "<!doctype html><title>{{ .Title }}</title>\
    {{ range .Pages }}<a href=\"{{ .RelPermalink }}\">{{ .Title }}</a>{{ end }}\n";

/// Whether there is a `hugo` to be run.
pub fn is_installed() -> bool {
    let folders = env::var_os("PATH").unwrap_or_default();
    env::split_paths(&folders).any(|folder| folder.join("hugo").is_file())
}

/// How long `n_runs` edits of an article take, each by `edit`.
///
/// # Errors
/// Whatever stops Hugo, or the writing of its site.
pub fn times(
    files: &BTreeMap<String, String>,
    (article, edit): (&str, fn(&str, usize) -> String),
    n_runs: usize,
) -> Result<Vec<Duration>, Box<dyn Error>> {
    let folder = tempfile::tempdir()?;
    write(folder.path(), files)?;
    let mut server = Server::start(folder.path())?;
    server.wait_for("Web Server is available")?;
    let path = folder.path().join("content").join(article);
    let mut times = Vec::new();
    for run in 1..=n_runs {
        let text = fs::read_to_string(&path)?;
        let began = Instant::now();
        fs::write(&path, edit(&text, run))?;
        server.wait_for("Total in")?;
        times.push(began.elapsed());
    }
    Ok(times)
}

fn write(folder: &Path, files: &BTreeMap<String, String>) -> Result<(), Box<dyn Error>> {
    fs::create_dir_all(folder.join("layouts"))?;
    for (name, text) in [("single", PAGE), ("list", LIST), ("home", LIST)] {
        fs::write(folder.join(format!("layouts/{name}.html")), text)?;
    }
    fs::write(folder.join("hugo.toml"), SETTINGS)?;
    for (path, text) in files.iter().filter(|(path, _)| path.starts_with("content/")) {
        // A folder's own page has another name there.
        let path = folder.join(path.replace("content/index.md", "content/_index.md"));
        fs::create_dir_all(path.parent().ok_or("a file lies in a folder")?)?;
        fs::write(path, text)?;
    }
    Ok(())
}

/// The program and what it starts; they end with the bench.
struct Server {
    child: Child,
    lines: BufReader<ChildStdout>,
}

impl Server {
    fn start(folder: &Path) -> Result<Server, Box<dyn Error>> {
        let port = TcpListener::bind(("127.0.0.1", 0))?.local_addr()?.port();
        let mut child = Command::new("hugo")
            .args(["server", "--bind", "127.0.0.1", "--port", &port.to_string()])
            .current_dir(folder)
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .process_group(0)
            .spawn()?;
        let lines = BufReader::new(child.stdout.take().ok_or("it is piped")?);
        Ok(Server { child, lines })
    }

    fn wait_for(&mut self, begin: &str) -> Result<(), Box<dyn Error>> {
        let mut line = String::new();
        while !line.starts_with(begin) {
            line.clear();
            if self.lines.read_line(&mut line)? == 0 {
                return Err("hugo ended".into());
            }
        }
        Ok(())
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        if let Some(group) = Pid::from_raw(self.child.id() as i32) {
            // It may have ended by itself.
            let _ = kill_process_group(group, Signal::KILL);
        }
        drop(self.child.wait());
    }
}
