//! `lectern serve` as a process of its own, and a browser's side of it.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::process::{Child, Command, ExitStatus, Stdio};
use std::sync::mpsc::{Receiver, channel};
use std::time::Duration;

use rustix::process::{Pid, Signal, kill_process};
use serde_json::Value;

use crate::cli::support::{Folder, bind};

/// After this long without a sign of life a test fails.
const MINUTE: Duration = Duration::from_secs(60);
/// As often as the server may say that there is no news.
const MOST_WAITS: usize = 4;

/// A running preview; it ends with the test.
pub struct Preview {
    child: Child,
    stdout: Receiver<String>,
    stderr: Receiver<String>,
    /// As it was printed.
    pub url: String,
    pub port: u16,
    /// The path under which the site stands.
    pub base: String,
    findings: String,
}

/// What a request was answered with.
pub struct Answer {
    pub status: u16,
    /// Fields with small names, one a line.
    pub head: String,
    pub body: Vec<u8>,
}

impl Answer {
    pub fn text(&self) -> &str {
        std::str::from_utf8(&self.body).expect("the answer is text")
    }

    pub fn header(&self, name: &str) -> Option<&str> {
        let line = |line: &'_ str| line.split_once(": ").map(|(found, _)| found == name).unwrap_or(false);
        self.head.lines().find(|it| line(it)).and_then(|line| line.split_once(": ")).map(|(_, value)| value)
    }

    /// The mark in the tag of the preview's script.
    pub fn mark(&self) -> &str {
        let text = self.text();
        let after = text.split("/_lectern/live.js?").nth(1).expect("a page has the script");
        after.split('"').next().expect("the address ends")
    }
}

impl Preview {
    /// Starts it on any free port and waits until its address is printed.
    pub fn of(folder: &Folder) -> Preview {
        Preview::with(folder, &["--port", "0"], &[])
    }

    /// The same with arguments and variables.
    pub fn with(folder: &Folder, arguments: &[&str], variables: &[(&str, &str)]) -> Preview {
        let mut command = Command::new(env!("CARGO_BIN_EXE_lectern"));
        command.arg("serve").args(arguments).env_clear().envs(variables.iter().copied());
        Preview::started(&mut command, folder)
    }

    /// The same for somebody who may do only what permissions say.
    pub fn bound(folder: &Folder) -> Preview {
        let mut command = Command::new(env!("CARGO_BIN_EXE_lectern"));
        command.args(["serve", "--port", "0"]).env_clear();
        bind(&mut command, &folder.path(""));
        Preview::started(&mut command, folder)
    }

    fn started(command: &mut Command, folder: &Folder) -> Preview {
        let mut child = command
            .current_dir(folder.path(""))
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .expect("the program starts");
        let stdout = lines(child.stdout.take().expect("it is piped"));
        let stderr = lines(child.stderr.take().expect("it is piped"));
        let url = stdout.recv_timeout(MINUTE).unwrap_or_else(|_| {
            let said: Vec<String> = stderr.try_iter().collect();
            panic!("no address was printed: {}", said.join("\n"))
        });
        let rest = url.strip_prefix("http://127.0.0.1:").expect("it is on this machine");
        let (port, base) = rest.split_once('/').expect("it has a path");
        let (port, base) = (port.parse().expect("a port is a number"), format!("/{base}"));
        Preview { child, stdout, stderr, url, port, base, findings: String::new() }
    }

    /// Waits for a line on standard error that has `part` in it.
    pub fn said(&self, part: &str) -> String {
        let mut before = Vec::new();
        loop {
            match self.stderr.recv_timeout(MINUTE) {
                Ok(line) if line.contains(part) => return line,
                Ok(line) => before.push(line),
                Err(_) => panic!("`{part}` wasn't said, but:\n{}", before.join("\n")),
            }
        }
    }

    /// The bytes of a request, and the answer.
    pub fn raw(&self, request: &str) -> Answer {
        let mut stream = TcpStream::connect(("127.0.0.1", self.port)).expect("it listens");
        stream.set_read_timeout(Some(MINUTE)).expect("a socket takes a limit");
        // A server that refuses may not read to the end.
        drop(stream.write_all(request.as_bytes()));
        let mut all = Vec::new();
        drop(stream.read_to_end(&mut all));
        let end = all
            .windows(4)
            .position(|it| it == b"\r\n\r\n")
            .unwrap_or_else(|| panic!("no answer within a minute to {request}"));
        let head = String::from_utf8_lossy(&all[..end]).to_lowercase().replace('\r', "");
        let status = head.split(' ').nth(1).and_then(|it| it.parse().ok()).expect("it has a status");
        Answer { status, head, body: all.split_off(end + 4) }
    }

    /// A `GET` of a path.
    pub fn get(&self, path: &str) -> Answer {
        let port = self.port;
        self.raw(&format!("GET {path} HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nConnection: close\r\n\r\n"))
    }

    /// A page of the site, by its address.
    pub fn page(&self, address: &str) -> Answer {
        self.get(&format!("{}{address}", self.base))
    }

    /// What the server tells a page that shows `mark` and lists the findings that were last told; none when it says
    /// that there is nothing.
    fn news(&mut self, address: &str, mark: &str) -> Option<Value> {
        let page = format!("{}{address}", self.base).replace('/', "%2F");
        let answer = self.get(&format!("/_lectern/news?page={page}&shown={mark}&findings={}", self.findings));
        if answer.status == 204 {
            return None;
        }
        let news: Value = serde_json::from_slice(&answer.body).expect("it is JSON");
        self.findings = news["findings"]["id"].as_str().unwrap_or_default().to_owned();
        Some(news)
    }

    /// Waits, as an open page does, until the page at an address is as it should be.
    pub fn until(&mut self, address: &str, is_so: impl Fn(&Answer) -> bool) -> Answer {
        let mut n_waits = 0;
        loop {
            let page = self.page(address);
            if is_so(&page) {
                return page;
            }
            let mark = page.mark().to_owned();
            match self.news(address, &mark) {
                Some(_) => {}
                None if n_waits < MOST_WAITS => n_waits += 1,
                None => panic!("{address} stays as it is:\n{}", page.text()),
            }
        }
    }

    /// Waits until the findings are these: `error[code] path:line: message` each.
    pub fn until_found(&mut self, is_so: impl Fn(&[String]) -> bool) -> Vec<String> {
        self.findings = "unknown".to_owned();
        let mut n_waits = 0;
        loop {
            let mark = self.page("index.html").mark().to_owned();
            let news = self.news("index.html", &mark);
            if let Some(news) = news {
                let list = news["findings"]["list"].as_array().cloned().unwrap_or_default();
                let found: Vec<String> = list.iter().map(shown).collect();
                if is_so(&found) {
                    return found;
                }
                continue;
            }
            n_waits += 1;
            assert!(n_waits < MOST_WAITS, "the findings stay as they are");
        }
    }

    /// Waits until there is no finding.
    pub fn until_clean(&mut self) {
        self.until_found(<[String]>::is_empty);
    }

    /// Sends a signal and waits for the end.
    pub fn ended_by(mut self, signal: Signal) -> ExitStatus {
        kill_process(Pid::from_child(&self.child), signal).expect("it runs");
        // Its pipes close when it ends.
        while self.stdout.recv_timeout(MINUTE).is_ok() {}
        self.child.wait().expect("it ends")
    }
}

fn shown(finding: &Value) -> String {
    let text = |name: &str| finding[name].as_str().unwrap_or_default();
    let line = finding["line"].as_u64().map_or(String::new(), |line| format!(":{line}"));
    format!("{}[{}] {}{line}: {}", text("severity"), text("code"), text("path"), text("message"))
}

impl Drop for Preview {
    fn drop(&mut self) {
        // It may have ended already.
        drop(self.child.kill());
        drop(self.child.wait());
    }
}

/// The lines of a pipe as they come.
fn lines(pipe: impl Read + Send + 'static) -> Receiver<String> {
    let (sender, lines) = channel();
    std::thread::spawn(move || {
        for line in BufReader::new(pipe).lines().map_while(Result::ok) {
            if sender.send(line).is_err() {
                return;
            }
        }
    });
    lines
}
