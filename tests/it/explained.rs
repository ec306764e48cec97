//! Every finding is explained, and its explanation is true: the wrong example has it, the right one has nothing, and
//! it can be silenced as its page says.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write;
use std::fs;
use std::path::Path;
use std::sync::Arc;

use expect_test::expect_file;
use lectern::diagnostic::{Diagnostic, Outcome, RULES, Rule, Severity, Silence, help};
use lectern::edit::changed;
use lectern::load::{self, Sources, Text};
use lectern::mend::mend;
use lectern::pipeline::{self, Built, Memory, Request};
use rayon::prelude::*;
use tempfile::TempDir;

use crate::cli::support::Folder;
use crate::support::findings;

/// These need a folder that was published, or a system's links: the program itself is run on their examples.
const RUN: [&str; 3] = ["edited-output", "output-folder", "unsafe-file"];

/// What is all but certain to be meant in their examples, so that it mends itself.
const MENDED: [&str; 9] = [
    "front-matter",
    "hidden-character",
    "unknown-anchor",
    "unknown-citation",
    "unknown-code",
    "unknown-entry",
    "unknown-key",
    "unknown-locator",
    "unknown-verb",
];

/// Rules on how a reader is written. They are looked at one by one: examples are too short to keep them all.
const EDITORIAL: [&str; 4] = ["no-passage", "relation-reason", "summary", "unused-concept"];

/// The source that examples quote.
const SOURCE: &str = "New wars are fought by networks of state and non-state actors, often without uniforms. \
    They are not about borders but about who belongs. Violence is mostly directed at civilians, and battles are rare. \
    Those who fight live from the war, so that few of them have a reason to end it. Human security begins with the \
    safety of persons. A peace that lasts mixes what people on the spot have kept with what others bring. Islands \
    in which such a peace holds have been found in many wars, from Bosnia to Colombia, and they have seldom been the \
    work of armies. Whoever wants to end a war has to begin with them, and with those who made them possible.";

/// A site in which everything is right.
const BASE: &str = r#"
//- content/index.md
+++
title = "Home"
+++
On new wars, human security, hybrid peace and the leviathan.
//- content/articles/cosmopolitan-rejoinder.md
+++
title = "The Cosmopolitan Rejoinder"
authors = ["mary-kaldor"]
citation = "kaldor-2018"
locators = ["new wars"]
summary = "An interview on wars without borders."
+++
Wars have changed.
//- content/concepts/hybrid-peace.md
+++
title = "Hybrid peace"
summary = "A peace that mixes rules from within and from without."
+++
It "mixes what people" [@kaldor-2018] have kept.
//- content/concepts/human-security.md
+++
title = "Human security"
summary = "The safety of persons, as opposed to that of states."
+++
It "begins with the" [@kaldor-2018] safety of persons.
//- content/concepts/new-war.md
+++
title = "New war"
summary = "A war that is fought for belonging."
+++
It is "not about borders" [@kaldor-2018].
//- content/concepts/leviathan.md
+++
title = "Leviathan"
summary = "The state that keeps its subjects from each other's throats."
+++
Its wars are "the work of armies" [@kaldor-2018].
//- content/names/leviathan.md
+++
title = "Leviathan"
kind = "work"
summary = "A book by Thomas Hobbes."
+++
//- content/names/mary-kaldor.md
+++
title = "Mary Kaldor"
kind = "person"
summary = "A scholar of war."
+++
//- content/pages/about.md
+++
title = "About"
+++
## How to cite

By its address.
//- content/pages/balkans.png
//- content/references.bib
@article{kaldor-2018, title = {The Cosmopolitan Rejoinder}, author = {Kaldor, Mary}, year = {2018}}
"#;

/// A side of an example: files by path, or in the order of `text` blocks the names of all there are.
#[derive(Default)]
struct Example {
    files: BTreeMap<String, String>,
    commands: Vec<String>,
    is_whole: bool,
}

/// The wrong and the right example of a page.
fn examples(rule: &Rule) -> [Example; 2] {
    let mut sides = [Example::default(), Example::default()];
    let (mut side, mut path, mut block) = (0, String::new(), None::<(String, String)>);
    for line in rule.help.lines() {
        match (&mut block, line.strip_prefix("```")) {
            (None, Some(kind)) => block = Some((kind.to_owned(), String::new())),
            (None, None) => {
                side = if line.starts_with("**Right**") { 1 } else { side };
                let names = ["**Wrong**", "**Right**", "and in "].iter().any(|head| line.starts_with(head));
                if let Some(named) = line.split('`').nth(1).filter(|_| names) {
                    path = named.to_owned();
                } else if line.starts_with("**Right**") {
                    path = sides[0].files.keys().next().cloned().unwrap_or_default();
                }
            }
            (Some((_, text)), None) => *text += &format!("{line}\n"),
            (Some(_), Some(_)) => {
                let Some((kind, text)) = block.take() else { continue };
                match kind.as_str() {
                    "text" => {
                        sides[side].is_whole = true;
                        let paths = text.lines().map(|path| (path.to_owned(), String::new()));
                        sides[side].files.extend(paths);
                    }
                    "sh" => sides[side].commands.extend(text.lines().map(str::to_owned)),
                    _ => {
                        sides[side].files.insert(path.clone(), text);
                    }
                }
            }
        }
    }
    sides
}

/// The bytes of an example: `{U+200B}` and `{E9}` stand for what can't be shown.
fn bytes(text: &str) -> Vec<u8> {
    let text = text.replace("{U+200B}", "\u{200B}");
    let mut out = Vec::new();
    for (index, piece) in text.split("{E9}").enumerate() {
        out.extend((index > 0).then_some(0xE9));
        out.extend(piece.bytes());
    }
    out
}

/// Front matter and text of a file of an example, where either may be left out.
fn page(path: &str, text: &str, before: Option<&str>) -> String {
    if text.starts_with("+++") {
        return text.to_owned();
    }
    let head = before.and_then(|before| before.split("+++\n").nth(1));
    let stem = path.rsplit('/').next().unwrap_or(path).trim_end_matches(".md");
    let summary = format!("title = \"{}\"\nsummary = \"Something else.\"\n", stem.replace('-', " "));
    format!("+++\n{}+++\n{text}", head.unwrap_or(&summary))
}

fn site_toml(text: &str, code: &str) -> String {
    let title = if text.contains("title =") { "" } else { "title = \"A reader\"\n" };
    let mut off: Vec<&str> = EDITORIAL.into_iter().filter(|rule| *rule != code).collect();
    off.sort_unstable();
    let off: String = off.iter().map(|rule| format!("{rule} = \"off\"\n")).collect();
    let head = if text.contains("[rules]") { "" } else { "\n[rules]\n" };
    format!("{title}{text}{head}{off}")
}

/// The files of the site in which an example stands, by path.
fn files(example: &Example, code: &str) -> BTreeMap<String, Vec<u8>> {
    let mut out: BTreeMap<String, Vec<u8>> = BTreeMap::new();
    if example.is_whole {
        for path in example.files.keys() {
            let text = match path.as_str() {
                "site.toml" => site_toml("", code),
                path if path.ends_with(".md") => page(path, "Text.\n", None),
                _ => String::new(),
            };
            out.insert(path.clone(), text.into_bytes());
        }
        return out;
    }
    let base: BTreeMap<&str, &str> =
        BASE.split("//- ").skip(1).map(|file| file.split_once('\n').unwrap_or((file, ""))).collect();
    for (path, text) in &base {
        // Nothing is quoted but what the example quotes, unless every concept must.
        let text =
            if code == "no-passage" { (*text).to_owned() } else { text.replace(" [@kaldor-2018]", "") };
        out.insert((*path).to_owned(), text.into_bytes());
    }
    out.insert("site.toml".to_owned(), site_toml("", code).into_bytes());
    for (path, text) in &example.files {
        let before = base.get(path.as_str()).copied();
        let text = match path.as_str() {
            "site.toml" => site_toml(text, code),
            path if path.ends_with(".bib") => format!("{}{text}", before.unwrap_or_default()),
            path if path.ends_with(".md") => page(path, text, before),
            _ => text.clone(),
        };
        out.insert(path.clone(), bytes(&text));
    }
    out
}

fn loaded(files: &BTreeMap<String, Vec<u8>>) -> Sources {
    let dir = TempDir::new().unwrap();
    for (path, bytes) in files {
        let path = dir.path().join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, bytes).unwrap();
    }
    load::load(dir.path()).unwrap()
}

fn texts() -> Option<BTreeMap<String, String>> {
    Some([("kaldor-2018".to_owned(), SOURCE.to_owned())].into())
}

/// The site of an example.
#[derive(Clone)]
struct Site {
    sources: Sources,
    request: Request,
}

impl Site {
    fn built(&self, memory: &mut Memory) -> Outcome<Built> {
        pipeline::build_again(&self.sources, &self.request, memory, &mut |_| ())
    }

    fn found(&self, memory: &mut Memory) -> Vec<Diagnostic> {
        self.built(memory).diagnostics
    }

    /// The same with another text in one file.
    fn with(&self, path: &str, text: String) -> Site {
        let mut sources = self.sources.clone();
        sources.texts.insert(path.into(), Text::Utf8(text.into()));
        Site { sources, request: self.request.clone() }
    }
}

/// The sites of the wrong and the right example; the lock proves what the right one quotes.
fn sites(rule: &Rule, memory: &mut Memory) -> [Site; 2] {
    let [wrong, right] = examples(rule).map(|example| files(&example, rule.code));
    let proving = Request { source_texts: texts(), ..Request::default() };
    let proved =
        Site { sources: loaded(&right), request: proving.clone() }.built(memory).value.quotations.lock;
    // What a quotation isn't in, and how much of a source is quoted, is seen with the source at hand.
    let at_hand = matches!(rule.code, "unproved-quotation" | "quotation-share" | "quotation-length");
    [wrong, right].map(|mut files| {
        files.entry("quotes.lock".to_owned()).or_insert_with(|| proved.text().into_bytes());
        let request = if at_hand { proving.clone() } else { Request::default() };
        Site { sources: loaded(&files), request }
    })
}

#[test]
fn a_wrong_example_has_its_finding_alone_a_right_one_none_and_both_silences_work() {
    let rules: Vec<&Rule> = RULES.iter().filter(|rule| !RUN.contains(&rule.code)).collect();
    let faults: Vec<String> = rules
        .into_par_iter()
        .map_init(Memory::keeping, |memory, rule| {
            let [wrong, right] = sites(rule, memory);
            let parts = [
                is_alone(rule, &wrong, memory),
                is_right(&right, memory),
                is_silenced_in_place(rule, &wrong, memory),
                is_silenced_on_the_site(rule, &wrong, memory),
                is_whole_when_silenced(rule, &wrong, memory),
                is_mended(rule, &wrong, &right, memory),
            ];
            let faults = parts.into_iter().filter_map(Result::err);
            faults.map(|fault| format!("{}: {fault}\n", rule.code)).collect()
        })
        .collect();
    assert!(faults.concat().is_empty(), "\n{}", faults.concat());
}

fn is_alone(rule: &Rule, wrong: &Site, memory: &mut Memory) -> Result<(), String> {
    let found = wrong.found(memory);
    match !found.is_empty() && found.iter().all(|finding| finding.code == rule.code) {
        true => Ok(()),
        false => Err(format!("the wrong example has\n{}", findings(&found, &wrong.sources))),
    }
}

fn is_right(right: &Site, memory: &mut Memory) -> Result<(), String> {
    let found = right.found(memory);
    match found.is_empty() {
        true => Ok(()),
        false => Err(format!("the right example has\n{}", findings(&found, &right.sources))),
    }
}

/// A comment is written into each page with a finding: before its block, or into its front matter.
fn is_silenced_in_place(rule: &Rule, wrong: &Site, memory: &mut Memory) -> Result<(), String> {
    let places: BTreeSet<(Arc<str>, usize, String)> = wrong
        .found(memory)
        .iter()
        .filter(|finding| finding.path.ends_with(".md"))
        .filter_map(|finding| {
            let text = wrong.sources.text(&finding.path)?;
            let (start, code) = (finding.range?.start as usize, rule.code);
            let body = text.find("\n+++\n").map_or(0, |at| at + "\n+++\n".len());
            let (at, comment) = match start < body {
                true => ("+++\n".len(), format!("# lectern: allow {code}\n")),
                false => {
                    let block = text[..start].rfind("\n\n").map_or(body, |at| at + 2).max(body);
                    (block, format!("<!-- lectern: allow {code} -->\n\n"))
                }
            };
            Some((finding.path.clone(), at, comment))
        })
        .collect();
    if places.is_empty() {
        return Ok(());
    }
    let mut commented = wrong.clone();
    for (path, at, comment) in places.iter().rev() {
        let text = commented.sources.text(path).unwrap().to_string();
        commented = commented.with(path, format!("{}{comment}{}", &text[..*at], &text[*at..]));
    }
    let left = commented.found(memory);
    match (rule.silence, left.is_empty()) {
        (Silence::Block, false) => {
            Err(format!("the comment leaves\n{}", findings(&left, &commented.sources)))
        }
        (Silence::Site | Silence::Never, _) if !left.iter().any(|finding| finding.code == rule.code) => {
            Err("a comment silences it after all".to_owned())
        }
        _ => Ok(()),
    }
}

fn is_silenced_on_the_site(rule: &Rule, wrong: &Site, memory: &mut Memory) -> Result<(), String> {
    let Some(site) = wrong.sources.text("site.toml") else { return Ok(()) };
    let silenced = wrong.with("site.toml", format!("{site}{} = \"off\"\n", rule.code));
    let is_left = silenced.found(memory).iter().any(|finding| finding.code == rule.code);
    match is_left == (rule.silence == Silence::Never) {
        true => Ok(()),
        false => Err(format!("`[rules]` {} it", if is_left { "leaves" } else { "silences" })),
    }
}

/// A finding may be silenced only where every page of the content is published all the same.
fn is_whole_when_silenced(rule: &Rule, wrong: &Site, memory: &mut Memory) -> Result<(), String> {
    let Some(site) = wrong.sources.text("site.toml") else { return Ok(()) };
    let silenced = wrong.with("site.toml", format!("{site}{} = \"off\"\n", rule.code)).built(memory);
    let Built { output, site, .. } = silenced.value;
    let is_page = |path: &&Arc<str>| path.starts_with("content/") && path.ends_with(".md");
    let n_sources = wrong.sources.texts.keys().filter(is_page).count();
    let is_published = |address: &&String| output.files.contains_key(address.as_str());
    let pages: BTreeSet<&String> = site.addresses.iter().filter(is_published).collect();
    match pages.len() == n_sources && n_sources > 0 || pipeline::has_errors(&silenced.diagnostics) {
        true => Ok(()),
        false => Err(format!("silenced, {} of {n_sources} pages are published", pages.len())),
    }
}

/// What is misspelt in the wrong example is mended by itself, and comes out as in the right one.
fn is_mended(rule: &Rule, wrong: &Site, right: &Site, memory: &mut Memory) -> Result<(), String> {
    let mended = mend(&wrong.sources, &wrong.request, &wrong.found(memory));
    match (MENDED.contains(&rule.code), mended.n_findings) {
        (false, 0) => return Ok(()),
        (false, _) => return Err("it mends itself".to_owned()),
        (true, 0) => return Err("it isn't mended".to_owned()),
        (true, _) => {}
    }
    let texts = changed(&wrong.sources, &mended.changes).texts;
    for (path, text) in &right.sources.texts {
        if texts.get(path) != Some(text) {
            return Err(format!("mended, {path} is {:?}", texts.get(path)));
        }
    }
    Ok(())
}

/// What a build finds in the folder of an example, in which its commands have been run; and what they found.
fn run(example: &Example, code: &str) -> String {
    let folder = Folder::new("");
    folder.write("notes.md", "+++\ntitle = \"Notes\"\n+++\nText.\n");
    for (path, bytes) in files(&Example::default(), code) {
        folder.write(&path, bytes);
    }
    assert_eq!(folder.run(&["build", "--strict"]).code, 0);
    for (path, text) in &example.files {
        let before = folder.read(path);
        let text = if path.ends_with(".md") { page(path, text, Some(&before)) } else { text.clone() };
        folder.write(path, text);
    }
    let mut out = String::new();
    for command in &example.commands {
        let words: Vec<&str> = command.split(' ').collect();
        if words[0] == "lectern" {
            out += &folder.run(&[&words[1..], &["--format", "json"]].concat()).stdout;
            continue;
        }
        let mut program = std::process::Command::new(words[0]);
        let done = program.args(&words[1..]).current_dir(folder.path("")).status();
        assert!(done.unwrap().success(), "{command}");
    }
    out + &folder.run(&["build", "--format", "json"]).stdout
}

#[cfg(unix)]
#[test]
fn what_the_program_itself_says_of_an_example_is_what_its_page_says() {
    for code in RUN {
        let rule = lectern::diagnostic::rule(code).unwrap();
        let [wrong, right] = examples(rule);
        let found = run(&wrong, code);
        assert!(found.contains(&format!("\"code\":\"{code}\"")), "{code}: {found}");
        assert_eq!(run(&right, code), "", "{code}");
    }
}

#[test]
fn what_leaves_out_a_page_or_part_of_one_is_always_an_error() {
    let always: Vec<&str> =
        RULES.iter().filter(|rule| rule.silence == Silence::Never).map(|rule| rule.code).collect();
    let expected = [
        "bibliography",
        "content-limit",
        "duplicate-address",
        "edited-output",
        "front-matter",
        "no-content",
        "no-site",
        "not-utf8",
        "output-folder",
        "reserved-slug",
        "template",
        "unknown-folder",
        "unsafe-file",
    ];
    assert_eq!(always, expected);
    assert!(always.iter().all(|code| lectern::diagnostic::rule(code).unwrap().level == Severity::Error));
}

#[test]
fn every_page_has_a_meaning_a_wrong_and_a_right_example() {
    for rule in RULES {
        let parts: Vec<&str> = rule.help.split("\n\n").collect();
        assert!(
            parts[0].matches(". ").count() + parts[0].matches(".\n").count() >= 1,
            "{}: {}",
            rule.code,
            parts[0]
        );
        assert!(!parts[0].starts_with(['*', '`', '#']) || rule.help.starts_with('`'), "{}", rule.code);
        for head in ["\n**Wrong**", "\n**Right**"] {
            assert_eq!(rule.help.matches(head).count(), 1, "{}: {head}", rule.code);
        }
        assert!(rule.help.ends_with("```\n"), "{}: it ends after its last example", rule.code);
        for line in rule.help.lines() {
            assert!(line.chars().count() <= 120, "{}: {line}", rule.code);
        }
    }
    let n_files =
        fs::read_dir(Path::new(env!("CARGO_MANIFEST_DIR")).join("src/diagnostic/help")).unwrap().count();
    assert_eq!(n_files, RULES.len(), "a page explains what is no finding");
}

/// The manual's page of findings.
fn manual() -> String {
    let mut out = String::from(
        "+++\ntitle = \"Every finding\"\norder = 3\n\
         summary = \"What each finding means, with a wrong and a right example, and how to silence it.\"\n\
         linking = \"none\"\n+++\n\n\
         <!-- Made from `src/diagnostic/rules.rs` and `src/diagnostic/help/`; `UPDATE_EXPECT=1 cargo test` writes it anew. -->\n\n\
         Every finding names its code, and `lectern help CODE` shows what stands here. A code never changes its meaning.\n\
         `[rules]` in `site.toml` sets another level: `\"error\"`, `\"warning\"` or `\"off\"`. `--strict` takes every\n\
         warning for an error.\n\n\
         | code | what it says, and what mends it |\n| --- | --- |\n",
    );
    let level = |rule: &Rule| match rule.level {
        Severity::Error => "error",
        Severity::Warning => "warning",
    };
    for rule in RULES {
        let cell = |text: &str| text.replace('|', "\\|");
        let code = rule.code;
        writeln!(
            out,
            "| [`{code}`](#{code}) | *{}:* {} {} |",
            level(rule),
            cell(rule.doc),
            cell(rule.advice)
        )
        .unwrap();
    }
    for rule in RULES {
        write!(out, "\n## {}\n\n*{}*\n\n{}", rule.code, level(rule), help::markdown(rule)).unwrap();
    }
    out
}

#[test]
fn the_manual_has_the_page_of_every_finding() {
    expect_file!["../../docs/content/pages/findings.md"].assert_eq(&manual());
}
