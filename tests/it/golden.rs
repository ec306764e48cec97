//! A small site with everything, and its whole output as it was looked through by a person.
//!
//! `UPDATE_EXPECT=1 cargo test --test it golden` writes the folder `tests/golden/small` anew; git shows what is
//! different.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use lectern::load::{Sources, load, source_texts};
use lectern::pipeline::{Request, build};
use lectern::render::theme;

use crate::support::findings;

const ROOT: &str = env!("CARGO_MANIFEST_DIR");

fn site() -> Sources {
    load(&Path::new(ROOT).join("tests/sites/small")).unwrap()
}

/// The files of the built site; nothing is found in it.
fn output(sources: &Sources) -> BTreeMap<String, Vec<u8>> {
    let texts = source_texts(&Path::new(ROOT).join("tests/golden/sources")).unwrap();
    let request = Request { strict: true, source_texts: Some(texts), ..Request::default() };
    let built = build(sources, &request);
    assert_eq!(findings(&built.diagnostics, sources), "");
    let lock = built.value.quotations.lock.text();
    assert_eq!(
        Some(lock.as_str()),
        sources.text("quotes.lock").map(|text| &**text),
        "the lock is up to date"
    );
    assert_eq!(built.value.quotations.n_proved, 2);
    pages(built.value.output.files)
}

/// The output without the theme's own files, which are looked at where they are, nor their hashes in addresses.
fn pages(files: BTreeMap<String, Arc<Vec<u8>>>) -> BTreeMap<String, Vec<u8>> {
    let is_themes = |address: &str| theme::FILES.iter().any(|file| file.path == format!("static/{address}"));
    files
        .into_iter()
        .filter(|(address, _)| !is_themes(address))
        .map(|(address, bytes)| match String::from_utf8(bytes.to_vec()) {
            Ok(text) => (address, without_hashes(&text).into_bytes()),
            Err(error) => (address, error.into_bytes()),
        })
        .collect()
}

/// `reader.css?v=HASH` becomes `reader.css?v=`.
fn without_hashes(text: &str) -> String {
    let mut parts = text.split("?v=");
    let mut out = parts.next().unwrap_or("").to_owned();
    for part in parts {
        out.push_str("?v=");
        out.push_str(part.trim_start_matches(|c: char| c.is_ascii_hexdigit()));
    }
    out
}

/// Every file in a folder, by its path there.
fn files(folder: &Path) -> BTreeMap<String, Vec<u8>> {
    let mut out = BTreeMap::new();
    let mut todo: Vec<PathBuf> = vec![folder.to_owned()];
    while let Some(path) = todo.pop() {
        if path.is_dir() {
            todo.extend(fs::read_dir(&path).unwrap().map(|entry| entry.unwrap().path()));
        } else {
            let inside = path.strip_prefix(folder).unwrap().to_string_lossy().replace('\\', "/");
            out.insert(inside, fs::read(&path).unwrap());
        }
    }
    out
}

#[test]
fn the_small_site_is_built_byte_for_byte() {
    let folder = Path::new(ROOT).join("tests/golden/small");
    let built = output(&site());
    if std::env::var_os("UPDATE_EXPECT").is_some() {
        if folder.exists() {
            fs::remove_dir_all(&folder).unwrap();
        }
        for (address, bytes) in &built {
            let path = folder.join(address);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(path, bytes).unwrap();
        }
    }
    let expected = files(&folder);
    let names = |files: &BTreeMap<String, Vec<u8>>| files.keys().cloned().collect::<BTreeSet<String>>();
    assert_eq!(names(&built), names(&expected));
    for (address, bytes) in &built {
        let (built, expected) = (String::from_utf8_lossy(bytes), String::from_utf8_lossy(&expected[address]));
        assert_eq!(built, expected, "{address}");
    }
}

#[test]
fn the_theme_in_the_sites_folder_makes_no_difference() {
    let sources = site();
    let mut with_theme = sources.clone();
    for file in theme::FILES {
        let bytes = fs::read(Path::new(ROOT).join(file.path)).unwrap();
        if file.path.starts_with("static/") {
            with_theme.assets.entry(file.path.into()).or_insert_with(|| bytes.into());
        } else {
            with_theme.texts.insert(file.path.into(), lectern::load::text(bytes));
        }
    }
    assert!(with_theme.texts.len() > sources.texts.len());
    assert_eq!(output(&sources), output(&with_theme));
}

#[test]
fn a_change_in_a_source_shows_in_the_output() {
    let mut sources = site();
    let before = output(&sources);
    let path = "content/concepts/work.md";
    let text = sources.text(path).unwrap().replace("lifts", "lifted");
    sources.texts.insert(path.into(), lectern::load::text(text.into_bytes()));
    let after = output(&sources);
    let changed: Vec<&String> = before.keys().filter(|address| before[*address] != after[*address]).collect();
    assert!(
        changed.contains(&&"concepts/work.html".to_owned()) && changed.len() < before.len(),
        "{changed:?}"
    );
}
