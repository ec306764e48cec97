//! How a preview begins and ends.

use std::io::{BufRead, BufReader, Read};
use std::net::TcpListener;
use std::process::{Command, Stdio};
use std::sync::mpsc::channel;
use std::time::Duration;

use rustix::process::{Pid, Signal, kill_process};

use super::SITE;
use super::preview::Preview;
use crate::cli::support::Folder;

#[test]
fn ending_it_is_no_failure() {
    for signal in [Signal::INT, Signal::TERM] {
        let preview = Preview::of(&Folder::new(SITE));
        assert_eq!(preview.ended_by(signal).code(), Some(0));
    }
}

#[test]
fn nothing_is_written() {
    let site = Folder::new(SITE);
    let before = site.files("");
    let mut preview = Preview::of(&site);
    site.write("content/pages/about.md", "+++\ntitle = \"Us\"\n+++\n");
    preview.until("about.html", |page| page.text().contains("Us"));
    drop(preview);
    assert_eq!(site.files(""), before);
}

#[test]
fn a_taken_port_that_was_asked_for_is_refused() {
    let taken = TcpListener::bind("127.0.0.1:0").unwrap();
    let port = taken.local_addr().unwrap().port().to_string();
    let run = Folder::new(SITE).run(&["serve", "--port", &port]);
    assert_eq!((run.stdout.as_str(), run.code), ("", 1));
    assert_eq!(
        run.stderr,
        format!(
            "error: could not listen on `127.0.0.1:{port}`: address already in use\n\
             help: name another, or leave `--port` out: the first free one is taken then\n"
        )
    );
}

#[test]
fn a_taken_port_that_nobody_asked_for_is_passed_over() {
    // Somebody else may have it; then that is as well.
    let taken = TcpListener::bind("127.0.0.1:4600");
    let preview = Preview::with(&Folder::new(SITE), &[], &[]);
    assert!(4600 < preview.port, "{}", preview.port);
    preview.said(&format!("port 4600 is taken: this is {}", preview.port));
    drop(taken);
}

#[test]
fn a_folder_that_is_no_sites_is_refused() {
    let run = Folder::new("//- notes.md\n").run(&["serve"]);
    assert_eq!(run.code, 1);
    assert!(run.stderr.contains("error[no-site]"), "{}", run.stderr);
}

#[cfg(unix)]
#[test]
fn the_browser_is_opened_with_the_home_page() {
    use std::os::unix::fs::PermissionsExt;
    let site = Folder::new(SITE);
    let bin = Folder::new("//- xdg-open\n#!/bin/sh\necho \"$1\" > \"$OPENED\"\n");
    std::fs::set_permissions(bin.path("xdg-open"), std::fs::Permissions::from_mode(0o755)).unwrap();
    // Reading from a pipe with a name waits for whoever writes into it.
    let pipe = bin.path("opened");
    let mode = rustix::fs::Mode::RUSR | rustix::fs::Mode::WUSR;
    rustix::fs::mkfifoat(rustix::fs::CWD, &pipe, mode).unwrap();
    let (sender, opened) = channel();
    let reader = pipe.clone();
    std::thread::spawn(move || sender.send(std::fs::read_to_string(reader).unwrap_or_default()));
    let path = bin.path("").display().to_string();
    let preview = Preview::with(
        &site,
        &["--port", "0", "--open"],
        &[("PATH", &path), ("OPENED", &pipe.display().to_string())],
    );
    assert_eq!(opened.recv_timeout(Duration::from_secs(60)).unwrap().trim(), preview.url);
}

#[test]
fn without_a_browser_the_preview_goes_on() {
    let preview = Preview::with(&Folder::new(SITE), &["--port", "0", "--open"], &[("PATH", "")]);
    preview.said("no browser could be opened");
    assert_eq!(preview.page("index.html").status, 200);
}

#[test]
fn with_json_standard_output_has_only_findings() {
    let site = Folder::new(SITE);
    site.write("content/pages/about.md", "+++\ntitle = \"Us\"\n+++\n[[nowhere]] and [[nobody]]\n");
    let mut child = Command::new(env!("CARGO_BIN_EXE_lectern"))
        .args(["serve", "--port", "0", "--format", "json"])
        .current_dir(site.path(""))
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    let stderr = BufReader::new(child.stderr.take().unwrap());
    assert!(stderr.lines().map_while(Result::ok).any(|line| line.starts_with("http://127.0.0.1:")));
    kill_process(Pid::from_child(&child), Signal::INT).unwrap();
    let mut stdout = String::new();
    child.stdout.take().unwrap().read_to_string(&mut stdout).unwrap();
    assert_eq!(child.wait().unwrap().code(), Some(0));
    let objects = stdout.lines().filter(|line| serde_json::from_str::<serde_json::Value>(line).is_ok());
    assert_eq!((objects.count(), stdout.lines().count()), (2, 2), "{stdout}");
}
