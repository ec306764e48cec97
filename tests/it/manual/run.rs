//! Every command that the manual shows is run, in the order of reading, on the reader that its first page begins.

use std::process::Command;

use super::{Piece, pages, pieces};
use crate::cli::support::Folder;

/// What isn't run, and why.
const NOT_RUN: [(&str, &str); 3] = [
    ("cargo install --locked --path .", "it compiles the program that is tested here"),
    ("lectern serve --open", "it opens a browser and doesn't end; `serving` tests it"),
    ("git push -u origin main", "it needs an account and a network"),
];

/// The reader of somebody who does what the manual says.
struct Reading {
    folder: Folder,
    /// The folder that a terminal would be in.
    place: String,
    /// What the commands of the last block said.
    said: String,
    not_run: Vec<&'static str>,
}

impl Reading {
    /// Runs one line; returns its exit code.
    fn run(&mut self, line: &str) -> i32 {
        if let Some((known, _)) = NOT_RUN.iter().find(|(known, _)| *known == line) {
            self.not_run.push(known);
            return 0;
        }
        let words = words(line);
        let words: Vec<&str> = words.iter().map(String::as_str).collect();
        match words.as_slice() {
            ["cd", folder] => {
                self.place = format!("{}{folder}/", self.place);
                i32::from(!self.folder.path(&self.place).is_dir())
            }
            ["git", arguments @ ..] => self.git(arguments),
            ["lectern", arguments @ ..] => {
                let path = std::env::var("PATH").unwrap();
                let run = self.folder.run_in(&self.place, arguments, &[("PATH", &path)]);
                self.said = format!("{}{}{}", self.said, run.stdout, run.stderr);
                run.code
            }
            _ => panic!("`{line}` is neither run nor listed"),
        }
    }

    fn git(&self, arguments: &[&str]) -> i32 {
        let mut command = Command::new("git");
        for setting in ["user.name=A", "user.email=a@example.org", "commit.gpgsign=false"] {
            command.args(["-c", setting]);
        }
        command.args(arguments).current_dir(self.folder.path(&self.place));
        command.env("GIT_CONFIG_GLOBAL", "/dev/null").env("GIT_CONFIG_NOSYSTEM", "1");
        command.output().unwrap().status.code().unwrap()
    }
}

/// The words of a line; what stands in double marks is one.
fn words(line: &str) -> Vec<String> {
    let pieces = line.split('"').enumerate();
    let words = pieces.flat_map(|(at, piece)| match at % 2 {
        0 => piece.split_whitespace().map(str::to_owned).collect(),
        _ => vec![piece.to_owned()],
    });
    words.collect()
}

/// A block's lines that what was said lacks.
fn unsaid<'a>(block: &'a str, said: &str) -> Vec<&'a str> {
    block.lines().filter(|line| !said.lines().any(|other| other.contains(line))).collect()
}

#[test]
fn every_command_of_the_manual_does_what_is_said_of_it() {
    let folder = Folder::new("");
    let mut reading = Reading { folder, place: String::new(), said: String::new(), not_run: Vec::new() };
    let mut faults = Vec::new();
    for (page, text) in ["", "articles"].into_iter().flat_map(pages) {
        let pieces = pieces(&text);
        let mut blocks = pieces.iter().filter_map(|piece| match piece {
            Piece::Block { language, text, path } => Some((language.as_str(), text, path)),
            Piece::Words(_) => None,
        });
        let mut blocks = std::iter::from_fn(|| blocks.next()).peekable();
        while let Some((language, text, path)) = blocks.next() {
            match (language, path) {
                ("sh", _) => {
                    reading.said.clear();
                    let codes: Vec<i32> = text.lines().map(|line| reading.run(line)).collect();
                    let shown = blocks.peek().filter(|next| next.0 == "text").map_or("", |next| next.1);
                    // An answer with an error in it is one of a command that fails; no other does.
                    let expected = i32::from(shown.contains("error["));
                    if codes.iter().any(|code| *code != expected) {
                        faults.push(format!("{page}: {text}ended with {codes:?}\n{}", reading.said));
                    }
                }
                ("text", _) => {
                    let unsaid = unsaid(text, &reading.said);
                    if !unsaid.is_empty() {
                        faults.push(format!("{page}: nothing says {unsaid:#?} but\n{}", reading.said));
                    }
                }
                (_, Some(path)) if path.contains('/') && path.contains('.') => {
                    reading.folder.write(&format!("{}{path}", reading.place), text);
                }
                _ => {}
            }
        }
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
    let listed: Vec<&str> = NOT_RUN.iter().map(|(line, _)| *line).collect();
    assert_eq!(reading.not_run, listed, "every line that isn't run stands in the manual");
}
