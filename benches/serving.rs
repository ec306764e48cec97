//! From a saved file to the browser being told: `cargo bench --bench serving [-- PAGES ...]`, 100, 1,000 and 10,000 if not
//! said.
//!
//! The program serves a made-up reader as it would anybody's; a page waits for news as its script does. The clock runs from
//! before the file is written to the answer, the watcher's quiet time included. Beside the medians stands what is edited,
//! and what Hugo takes for the same pages where a `hugo` is installed. Findings of the made-up reader aren't shown.
#![allow(clippy::print_stdout)]

mod corpus;
#[cfg(unix)]
mod rival;

use std::error::Error;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};
use std::{env, fs};

type Failure = Box<dyn Error>;

/// Edits of each kind, of which the median counts.
const N_RUNS: usize = 7;

/// What is edited: its name, the file, the page that is open, and what becomes of the file's text.
type Edit = (&'static str, &'static str, &'static str, fn(&str, usize) -> String);

const EDITS: [Edit; 4] = [
    ("a word of an article", "articles/a00001.md", "articles/a00001.html", |text, run| {
        format!("{text}\nAnother sentence, the {run}th of its kind.\n")
    }),
    ("an article's mention of a concept", "articles/a00002.md", "articles/a00002.html", |text, run| {
        format!("{text}\n{run}: {}.\n", first_concept(text))
    }),
    ("a concept's definition", CONCEPT, CONCEPT_PAGE, |text, run| {
        text.replacen("summary = \"", &format!("summary = \"{run} "), 1)
    }),
    ("a new alias of a concept", CONCEPT, CONCEPT_PAGE, |text, run| {
        text.replacen("aliases = [", &format!("aliases = [\"unheard of {run}\", "), 1)
    }),
];
/// Stands for the first concept that has an alias.
const CONCEPT: &str = "concepts/?.md";
const CONCEPT_PAGE: &str = "concepts/?.html";

fn main() -> Result<(), Failure> {
    let arguments: Vec<String> = env::args().skip(1).filter(|it| it != "--bench").collect();
    let sizes: Vec<usize> = match arguments[..] {
        [] => vec![100, 1_000, 10_000],
        _ => arguments.iter().map(|it| it.parse()).collect::<Result<_, _>>()?,
    };
    println!("| pages | edited | median ms | best ms | memory MiB |\n|--:|---|--:|--:|--:|");
    for n_pages in sizes {
        size(n_pages)?;
    }
    Ok(())
}

/// Serves a reader of `n_pages` pages and times every kind of edit.
fn size(n_pages: usize) -> Result<(), Failure> {
    let folder = tempfile::tempdir()?;
    let files = corpus::generate(n_pages, 1);
    corpus::write_to(folder.path(), &files)?;
    let has_alias =
        |(path, text): &(&String, &String)| path.contains("/concepts/") && text.contains("aliases = [");
    let (path, _) = files.iter().find(has_alias).ok_or("a concept has an alias")?;
    let slug = Path::new(path).file_stem().and_then(|stem| stem.to_str()).ok_or("a file has a name")?;
    let preview = Preview::start(folder.path())?;
    for (name, file, page, edit) in EDITS {
        let path = folder.path().join("content").join(file.replace('?', slug));
        let page = format!("{}{}", preview.base, page.replace('?', slug));
        let mut times = Vec::new();
        for run in 1..=N_RUNS {
            let text = fs::read_to_string(&path)?;
            let mut waiting = preview.ask_news(&page)?;
            let began = Instant::now();
            fs::write(&path, edit(&text, run))?;
            let news = answer(&mut waiting)?;
            times.push(began.elapsed());
            if !news.starts_with("HTTP/1.1 200") {
                return Err(format!("{name}: no news: {news}").into());
            }
        }
        print_row(n_pages, name, times, &format!("{:.0}", preview.memory_mib()));
    }
    drop(preview);
    #[cfg(unix)]
    if rival::is_installed() {
        let (name, file, _, edit) = EDITS[0];
        let times = rival::times(&files, (file, edit), N_RUNS)?;
        print_row(n_pages, &format!("{name}, by Hugo"), times, "");
    }
    Ok(())
}

fn print_row(n_pages: usize, name: &str, mut times: Vec<Duration>, memory: &str) {
    times.sort();
    let ms = |time: Duration| time.as_secs_f64() * 1e3;
    let (median, best) = (ms(times[N_RUNS / 2]), ms(times[0]));
    println!("| {n_pages} | {name} | {median:.0} | {best:.0} | {memory} |");
}

/// A form that the corpus mentions in this article, as the first link by hand has it.
fn first_concept(text: &str) -> &str {
    let inside = text.split("[[").nth(1).and_then(|rest| rest.split("]]").next()).unwrap_or("nothing");
    inside.rsplit('|').next().unwrap_or(inside)
}

/// The program at work; it ends with the bench.
struct Preview {
    child: Child,
    port: u16,
    base: String,
}

impl Preview {
    fn start(folder: &Path) -> Result<Preview, Failure> {
        let mut child = Command::new(env!("CARGO_BIN_EXE_lectern"))
            .args(["serve", "--port", "0", "--quiet"])
            .current_dir(folder)
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()?;
        let mut url = String::new();
        let stdout = child.stdout.take().ok_or("it is piped")?;
        BufReader::new(stdout).read_line(&mut url)?;
        let (port, base) = url
            .trim()
            .strip_prefix("http://127.0.0.1:")
            .and_then(|rest| rest.split_once('/'))
            .ok_or("it prints its address")?;
        Ok(Preview { port: port.parse()?, base: format!("/{base}"), child })
    }

    fn send(&self, path: &str) -> Result<TcpStream, Failure> {
        let mut stream = TcpStream::connect(("127.0.0.1", self.port))?;
        let port = self.port;
        write!(stream, "GET {path} HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nConnection: close\r\n\r\n")?;
        Ok(stream)
    }

    /// Asks, as the page at `path` does, for anything newer than what is there.
    fn ask_news(&self, path: &str) -> Result<TcpStream, Failure> {
        let page = answer(&mut self.send(path)?)?;
        let mark =
            page.split("live.js?").nth(1).and_then(|rest| rest.split('"').next()).ok_or("it has a mark")?;
        let news = answer(&mut self.send(&format!("/_lectern/news?page={path}"))?)?;
        let findings =
            news.split("\"id\":\"").nth(1).and_then(|rest| rest.split('"').next()).unwrap_or_default();
        self.send(&format!("/_lectern/news?page={path}&shown={mark}&findings={findings}"))
    }

    /// Memory that is resident; 0 where the system doesn't tell.
    fn memory_mib(&self) -> f64 {
        let status = fs::read_to_string(format!("/proc/{}/status", self.child.id())).unwrap_or_default();
        let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:")).unwrap_or_default();
        line.split_whitespace().next().and_then(|kib| kib.parse::<f64>().ok()).unwrap_or(0.0) / 1024.0
    }
}

impl Drop for Preview {
    fn drop(&mut self) {
        drop(self.child.kill());
        drop(self.child.wait());
    }
}

fn answer(stream: &mut TcpStream) -> Result<String, Failure> {
    let mut all = Vec::new();
    stream.read_to_end(&mut all)?;
    Ok(String::from_utf8_lossy(&all).into_owned())
}
