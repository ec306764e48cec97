//! What a document's tree and its linker cost, before anything is built on them: three trees, three matchers.
//!
//! `cargo bench --bench skeleton [-- PAGES]` prints medians of three runs. Each run is a process of its own, so that
//! memory is its own too. It parses, links and renders just enough to compare; it is not the product.
#![allow(clippy::print_stdout)]

mod corpus;
#[path = "skeleton/matchers.rs"]
mod matchers;
mod measure;
#[path = "skeleton/page.rs"]
mod page;
#[path = "skeleton/trees.rs"]
mod trees;

use std::error::Error;
use std::hash::{Hash as _, Hasher as _};
use std::hint::black_box;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::{env, fs};

use rayon::prelude::*;
use rustc_hash::{FxHashMap, FxHashSet, FxHasher};

use matchers::{Automaton, Hit, Matcher, Trie};
use measure::floor::{OPTIONS, after_front_matter, floor, pages};
use measure::{Stage, measure, medians};
use page::{Forms, Site};
use trees::{Flat, Owned, Ranged, Tree};

type Failure = Box<dyn Error + Send + Sync>;

/// Each run by its name; the first two are what the others are held against.
const RUNS: [&str; 7] = ["floor", "events", "owned/trie", "ranged/trie", "flat/trie", "flat/nfa", "flat/dfa"];

fn main() -> Result<(), Failure> {
    let arguments: Vec<String> = env::args().skip(1).filter(|it| it != "--bench").collect();
    match &arguments[..] {
        [run, folder] => child(run, Path::new(folder)),
        [n_pages] => parent(n_pages.parse()?),
        _ => parent(10_000),
    }
}

/// Writes the reader, runs every run three times and prints the medians.
fn parent(n_pages: usize) -> Result<(), Failure> {
    let folder = tempfile::tempdir()?;
    corpus::write_to(folder.path(), &corpus::generate(n_pages, 1))?;
    println!(
        "{n_pages} pages\n\n| run | stage | wall ms | CPU ms | peak MiB | held MiB |\n|---|---|--:|--:|--:|--:|"
    );
    let mut notes = Vec::new();
    for run in RUNS {
        let mut stages = Vec::new();
        for _ in 0..3 {
            let child = Command::new(env::current_exe()?).arg(run).arg(folder.path()).output()?;
            let lines = String::from_utf8(child.stdout)?;
            if !child.status.success() {
                return Err(String::from_utf8(child.stderr)?.into());
            }
            stages.push(lines.lines().filter_map(Stage::from_line).collect::<Vec<_>>());
            notes.extend(
                lines.lines().filter(|line| line.contains("hits")).map(|line| format!("{run}: {line}")),
            );
        }
        for Stage { name, wall_ms, cpu_ms, peak_mib, held_mib } in medians(&stages) {
            println!("| {run} | {name} | {wall_ms:.0} | {cpu_ms:.0} | {peak_mib:.0} | {held_mib:.0} |");
        }
    }
    notes.dedup();
    println!("\n{}", notes.join("\n"));
    Ok(())
}

/// One run over the reader in `folder`; prints its stages.
fn child(run: &str, folder: &Path) -> Result<(), Failure> {
    let pages = pages(folder)?;
    fs::create_dir_all(folder.join("out"))?;
    let file = |index| folder.join(format!("out/{index}.html"));
    let mut stages = Vec::new();
    match run {
        "floor" => {
            measure(&mut stages, "unwritten", || {
                floor(&pages, |_, page| {
                    black_box(page);
                    Ok(())
                })
            })?;
            measure(&mut stages, "written", || floor(&pages, |index, page| fs::write(file(index), page)))?;
        }
        "events" => {
            let texts = measure(&mut stages, "read", || read(&pages))?;
            let events =
                |text: &String| pulldown_cmark::Parser::new_ext(after_front_matter(text), OPTIONS).count();
            let n_events: usize = measure(&mut stages, "parse", || texts.par_iter().map(events).sum());
            println!("{n_events} events, no hits looked for");
        }
        "owned/trie" => stretch::<Owned, Trie>(&pages, &mut stages, Trie::new)?,
        "ranged/trie" => stretch::<Ranged, Trie>(&pages, &mut stages, Trie::new)?,
        "flat/trie" => stretch::<Flat, Trie>(&pages, &mut stages, Trie::new)?,
        "flat/nfa" => stretch::<Flat, Automaton>(&pages, &mut stages, Automaton::nfa)?,
        "flat/dfa" => stretch::<Flat, Automaton>(&pages, &mut stages, Automaton::dfa)?,
        _ => return Err("no such run".into()),
    }
    for stage in stages {
        println!("{}", stage.to_line());
    }
    Ok(())
}

/// Read, parse, link, render and forget, with this tree and this matcher.
fn stretch<T: Tree, M: Matcher>(
    pages: &[PathBuf],
    stages: &mut Vec<Stage>,
    matcher: impl Fn(&Forms) -> Result<M, Failure>,
) -> Result<(), Failure> {
    let texts = measure(stages, "read", || read(pages))?;
    let docs: Vec<T> = measure(stages, "parse", || texts.par_iter().map(|text| T::parse(text)).collect());
    let site = site(pages, &texts);
    let matcher = measure(stages, "forms", || matcher(&site.forms))?;
    let found: Vec<Vec<Hit>> = measure(stages, "link", || {
        let link = |scratch: &mut M::Scratch, (doc, text): (&T, &String)| {
            let mut hits = Vec::new();
            doc.each_block(text, |block, at, barred| matcher.find(block, at, barred, scratch, &mut hits));
            hits
        };
        docs.par_iter().zip(&texts).map_init(M::Scratch::default, link).collect()
    });
    let sums: Vec<u64> = measure(stages, "render", || {
        let render = |page: &mut String, (index, doc): (usize, &T)| {
            page.clear();
            doc.render(&texts[index], &found[index], &site, page);
            let mut hasher = FxHasher::default();
            page.hash(&mut hasher);
            hasher.finish()
        };
        docs.par_iter().enumerate().map_init(String::new, render).collect()
    });
    let sum = sums.iter().fold(0, |sum: u64, it| sum.rotate_left(5) ^ it);
    println!("{} hits, the pages' hash is {sum:016x}", found.iter().map(Vec::len).sum::<usize>());
    measure(stages, "forget", || drop(docs));
    Ok(())
}

fn read(pages: &[PathBuf]) -> std::io::Result<Vec<String>> {
    pages.par_iter().map(fs::read_to_string).collect()
}

/// Every concept's slug and forms, regular plurals among them, in lower case.
fn site(pages: &[PathBuf], texts: &[String]) -> Site {
    let mut site = Site { slugs: Vec::new(), by_slug: FxHashMap::default(), forms: Vec::new() };
    let mut seen = FxHashSet::default();
    for (path, text) in
        pages.iter().zip(texts).filter(|(path, _)| path.to_string_lossy().contains("/concepts/"))
    {
        let concept = site.slugs.len() as u32;
        let slug = path.file_stem().unwrap_or_default().to_string_lossy().into_owned();
        site.by_slug.insert(slug.clone(), concept);
        site.slugs.push(slug);
        let written = text.lines().take_while(|line| !line.starts_with("summary"));
        for form in written.flat_map(|line| line.split('"').skip(1).step_by(2)).map(str::to_lowercase) {
            for form in [format!("{form}s"), format!("{form}es"), form] {
                if seen.insert(form.clone()) {
                    site.forms.push((form, concept));
                }
            }
        }
    }
    site
}
