//! The house is in order: who uses whom, how long things are, what is documented.

use std::fs;
use std::path::{Path, PathBuf};

use lectern::diagnostic::{RULES, rule};

const ROOT: &str = env!("CARGO_MANIFEST_DIR");

/// A file of the project.
struct File {
    /// From the root, with `/`.
    path: String,
    text: String,
}

impl File {
    /// Numbered lines that aren't comments.
    fn code(&self) -> impl Iterator<Item = (usize, &str)> {
        let lines = self.text.lines().enumerate().map(|(index, line)| (index + 1, line));
        lines.filter(|(_, line)| !line.trim_start().starts_with("//"))
    }

    /// The room of a file in `src/`: `parse` of `src/parse/meta.rs`.
    fn room(&self) -> &str {
        let inside = self.path.strip_prefix("src/").unwrap_or(&self.path);
        inside.split('/').next().unwrap_or(inside).trim_end_matches(".rs")
    }
}

/// Every file below `folder` that ends in one of `endings`, by path.
fn files(folder: &str, endings: &[&str]) -> Vec<File> {
    let mut out = Vec::new();
    let mut todo: Vec<PathBuf> = vec![Path::new(ROOT).join(folder)];
    while let Some(path) = todo.pop() {
        if path.is_dir() {
            todo.extend(fs::read_dir(&path).unwrap().map(|entry| entry.unwrap().path()));
            continue;
        }
        let relative = path.strip_prefix(ROOT).unwrap().to_string_lossy().replace('\\', "/");
        if endings.iter().any(|ending| relative.ends_with(ending)) {
            out.push(File { path: relative, text: fs::read_to_string(&path).unwrap() });
        }
    }
    out.sort_by(|one, other| one.path.cmp(&other.path));
    assert!(!out.is_empty(), "{folder} has files");
    out
}

fn assert_none(faults: &[String]) {
    assert!(faults.is_empty(), "\n{}\n", faults.join("\n"));
}

/// The rooms in the order of `src/lib.rs`.
fn rooms() -> Vec<String> {
    let lib = fs::read_to_string(Path::new(ROOT).join("src/lib.rs")).unwrap();
    let rooms = lib.lines().filter_map(|line| line.strip_prefix("pub mod ")?.strip_suffix(';'));
    rooms.map(str::to_owned).collect()
}

/// The rooms that a line of code names: those of `crate::x` and `crate::{x, y}`.
fn named(line: &str) -> Vec<&str> {
    let first =
        |path: &'_ str| path.split(|ch: char| !ch.is_alphanumeric() && ch != '_').next().map(str::len);
    let mut out = Vec::new();
    for (at, _) in line.match_indices("crate::") {
        let rest = &line[at + "crate::".len()..];
        match rest.strip_prefix('{') {
            Some(list) => {
                let list = list.split('}').next().unwrap_or(list);
                out.extend(list.split(',').map(str::trim).map(|path| &path[..first(path).unwrap_or(0)]));
            }
            None => out.push(&rest[..first(rest).unwrap_or(0)]),
        }
    }
    out.retain(|room| !room.is_empty());
    out
}

#[test]
fn a_room_uses_only_those_before_it() {
    let rooms = rooms();
    assert!(rooms.len() > 10);
    let place = |room: &str| rooms.iter().position(|known| known == room);
    let mut faults = Vec::new();
    for file in files("src", &[".rs"]) {
        // `lib.rs` names all rooms, `main.rs` stands after the last.
        let Some(own) = place(file.room()) else { continue };
        for (number, line) in file.code() {
            for used in named(line) {
                match place(used) {
                    Some(other) if other <= own => {}
                    Some(_) => faults.push(format!(
                        "{}:{number}: `{}` uses `{used}`, which comes after it",
                        file.path,
                        file.room()
                    )),
                    None => faults.push(format!("{}:{number}: there is no room `{used}`", file.path)),
                }
            }
        }
    }
    assert_none(&faults);
}

#[test]
fn the_architecture_names_every_room_in_its_place() {
    let text = fs::read_to_string(Path::new(ROOT).join("ARCHITECTURE.md")).unwrap();
    let order = text.split("A room may use those before it: `").nth(1).unwrap().split('`').next().unwrap();
    let named: Vec<&str> = order.split(['<', ',']).map(str::trim).collect();
    assert_eq!(named, [rooms(), vec!["main".to_owned()]].concat());
    for room in named {
        let head = [format!("\n  {room}/ "), format!("\n  {room}.rs ")];
        assert!(head.iter().any(|head| text.contains(head)), "{room} is in the list of rooms");
    }
}

#[test]
fn what_a_line_names_is_found() {
    assert_eq!(named("use crate::text::{Range, slug};"), ["text"]);
    assert_eq!(named("use crate::{config, parse::Doc};"), ["config", "parse"]);
    assert_eq!(named("    let it: crate::parse::Heading = crate::text::slug(x);"), ["parse", "text"]);
}

#[test]
fn only_the_ends_touch_the_machine() {
    let allowed: [(&str, &[&str]); 8] = [
        ("std::fs", &["load", "write", "scaffold"]),
        (" fs::", &["load", "write", "scaffold"]),
        ("std::net", &["serve"]),
        ("std::process", &["git", "main"]),
        ("Command::new", &["git"]),
        ("env::var", &["main"]),
        ("SystemTime", &[]),
        ("Instant", &["main", "serve"]),
    ];
    let mut faults = Vec::new();
    for file in files("src", &[".rs"]) {
        for (number, line) in file.code() {
            for (what, rooms) in allowed {
                if line.contains(what) && !rooms.contains(&file.room()) {
                    faults.push(format!("{}:{number}: `{what}` in `{}`", file.path, file.room()));
                }
            }
        }
    }
    assert_none(&faults);
}

/// The most lines of a file.
const FILE_LINES: usize = 600;
/// The most lines of a function, from its `fn` to its brace; one `match` that is a table may be longer.
const FUNCTION_LINES: usize = 60;
const TABLE_LINES: usize = 85;

#[test]
fn files_and_functions_are_short() {
    let mut faults = Vec::new();
    for file in files("src", &[".rs"]) {
        let n_lines = file.text.lines().count();
        if FILE_LINES < n_lines {
            faults.push(format!("{}: {n_lines} lines", file.path));
        }
        let lines: Vec<&str> = file.text.lines().collect();
        for (start, line) in lines.iter().enumerate() {
            let bare = line.trim_start();
            let indent = &line[..line.len() - bare.len()];
            let is_function = ["fn ", "pub fn ", "pub(super) fn ", "pub(crate) fn ", "const fn "]
                .iter()
                .any(|head| bare.starts_with(head));
            if !is_function {
                continue;
            }
            let closing = format!("{indent}}}");
            let n_lines = lines[start..].iter().position(|line| **line == closing).map_or(1, |end| end + 1);
            let is_table = lines[start..start + n_lines].iter().any(|line| line.contains("match "));
            if n_lines > if is_table { TABLE_LINES } else { FUNCTION_LINES } {
                faults.push(format!("{}:{}: a function of {n_lines} lines", file.path, start + 1));
            }
        }
    }
    assert_none(&faults);
}

#[test]
fn the_library_neither_panics_on_input_nor_prints() {
    let forbidden = [
        ".unwrap()",
        ".expect(",
        "panic!(",
        "todo!(",
        "unimplemented!(",
        "dbg!(",
        "println!(",
        "print!(",
        "TODO",
        "FIXME",
        "unsafe ",
    ];
    let mut faults = Vec::new();
    for file in files("src", &[".rs"]) {
        for (number, line) in file.code() {
            let found = forbidden.iter().filter(|word| line.contains(**word));
            faults.extend(found.map(|word| format!("{}:{number}: `{word}`", file.path)));
            // Whoever says that something can't be says why.
            if line.contains("unreachable!()") {
                faults.push(format!("{}:{number}: `unreachable!()` without a reason", file.path));
            }
        }
    }
    assert_none(&faults);
}

#[test]
fn tests_neither_sleep_nor_are_left_out() {
    let mut faults = Vec::new();
    for file in files("tests/it", &[".rs"]).into_iter().filter(|file| !file.path.ends_with("tidy.rs")) {
        for (number, line) in file.code() {
            let found = ["#[ignore", "sleep("].into_iter().filter(|word| line.contains(word));
            faults.extend(found.map(|word| format!("{}:{number}: `{word}`", file.path)));
        }
    }
    assert_none(&faults);
}

#[test]
fn no_file_names_a_machine() {
    let mut faults = Vec::new();
    let folders = [
        ("src", ".rs"),
        ("tests/it", ".rs"),
        ("benches", ".rs"),
        ("templates", ".html"),
        ("docs", ".md"),
        ("content", ".md"),
    ];
    for file in folders.into_iter().flat_map(|(folder, ending)| files(folder, &[ending])) {
        if file.path.ends_with("tidy.rs") {
            continue;
        }
        for (index, line) in file.text.lines().enumerate() {
            let found = ["/home/", "/Users/", "/root/", "/work/", "C:\\Users"]
                .into_iter()
                .filter(|word| line.contains(word));
            faults.extend(found.map(|word| format!("{}:{}: `{word}`", file.path, index + 1)));
        }
    }
    assert_none(&faults);
}

#[test]
fn every_dependency_says_what_it_is_for() {
    let manifest = fs::read_to_string(Path::new(ROOT).join("Cargo.toml")).unwrap();
    let mut faults = Vec::new();
    let mut in_list = false;
    for (index, line) in manifest.lines().enumerate() {
        if line.starts_with('[') {
            in_list = line.contains("dependencies");
        } else if in_list && !line.trim().is_empty() && !line.starts_with('#') {
            let reason = line.rsplit_once("# ").map_or("", |(_, reason)| reason);
            if reason.split_whitespace().count() < 2 {
                faults.push(format!("Cargo.toml:{}: {line}", index + 1));
            }
        }
    }
    assert_none(&faults);
}

#[test]
fn templates_have_no_inline_styles_scripts_and_handlers() {
    let mut faults = Vec::new();
    for file in files("templates", &[".html"]) {
        for (index, line) in file.text.lines().enumerate() {
            let lower = line.to_lowercase();
            let is_script = lower.contains("<script")
                && !lower.contains(" src=")
                && !lower.contains("application/ld+json");
            let handler = lower.split(' ').any(|word| {
                word.strip_prefix("on").is_some_and(|rest| {
                    rest.split_once('=')
                        .is_some_and(|(event, _)| event.chars().all(|ch| ch.is_ascii_lowercase()))
                })
            });
            if is_script
                || handler
                || lower.contains("<style")
                || lower.contains(" style=")
                || lower.contains("http://cdn")
            {
                faults.push(format!("{}:{}: {line}", file.path, index + 1));
            }
        }
    }
    assert_none(&faults);
}

/// The texts between quotation marks in a line.
fn quoted(line: &str) -> impl Iterator<Item = &str> {
    line.split('"').skip(1).step_by(2)
}

#[test]
fn every_code_is_a_rule_and_every_rule_is_used() {
    let is_code = |text: &&str| {
        text.contains('-')
            && text.split('-').all(|part| {
                !part.is_empty() && part.bytes().all(|ch| ch.is_ascii_lowercase() || ch.is_ascii_digit())
            })
    };
    let messages = files("src/diagnostic/messages", &[".rs"]);
    let mut faults = Vec::new();
    for file in &messages {
        for (number, line) in file.code() {
            let unknown = quoted(line).filter(is_code).filter(|code| rule(code).is_none());
            faults.extend(unknown.map(|code| format!("{}:{number}: `{code}` is no rule", file.path)));
        }
    }
    for rule in RULES {
        let literal = format!("\"{}\"", rule.code);
        if !messages.iter().any(|file| file.text.contains(&literal)) {
            faults.push(format!("nothing says `{}`", rule.code));
        }
    }
    assert_none(&faults);
}

#[test]
fn rules_stand_in_the_order_of_the_alphabet() {
    assert!(RULES.is_sorted_by(|one, next| one.code < next.code));
}
