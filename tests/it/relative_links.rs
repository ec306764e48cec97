//! The Markdown of this repository as github.com shows it: every relative link leads to a file, and to a heading there.

use std::path::{Component, Path, PathBuf};

use lectern::scaffold;
use pulldown_cmark::{Event, Options, Parser, Tag, TagEnd};

const ROOT: &str = env!("CARGO_MANIFEST_DIR");

/// A file's links within the repository, and the ids that GitHub gives to its headings.
struct Page {
    links: Vec<String>,
    ids: Vec<String>,
}

fn page(text: &str) -> Page {
    // GitHub shows front matter as a table.
    let text = match text.strip_prefix("+++\n").and_then(|rest| rest.split_once("\n+++\n")) {
        Some((_, body)) => body,
        None => text,
    };
    let mut page = Page { links: Vec::new(), ids: Vec::new() };
    let mut heading = None;
    for event in
        Parser::new_ext(text, Options::ENABLE_TABLES | Options::ENABLE_FOOTNOTES | Options::ENABLE_GFM)
    {
        match event {
            Event::Start(Tag::Link { dest_url, .. } | Tag::Image { dest_url, .. }) => {
                page.links.push(dest_url.into_string());
            }
            Event::Start(Tag::Heading { .. }) => heading = Some(String::new()),
            Event::Text(words) | Event::Code(words) => {
                heading.iter_mut().for_each(|heading| heading.push_str(&words));
            }
            Event::End(TagEnd::Heading(_)) => page.ids.extend(heading.take().map(|heading| id(&heading))),
            _ => {}
        }
    }
    page.links.retain(|link| !link.contains(':') && !link.starts_with("//"));
    page
}

/// Small letters, digits, `-` and `_`, with hyphens for spaces.
fn id(heading: &str) -> String {
    let kept = heading.chars().filter(|ch| ch.is_alphanumeric() || matches!(ch, ' ' | '-' | '_'));
    kept.flat_map(char::to_lowercase).map(|ch| if ch == ' ' { '-' } else { ch }).collect()
}

/// The path with its `..` carried out; none where they lead out of the repository.
fn plain(path: &Path) -> Option<PathBuf> {
    let mut out = PathBuf::new();
    for part in path.components() {
        match part {
            Component::ParentDir => out.pop().then_some(())?,
            Component::Normal(part) => out.push(part),
            _ => {}
        }
    }
    Some(out)
}

/// What is wrong with the links of the file at `path`; `read` gives a file's text, empty for a folder.
fn faults(path: &str, text: &str, read: &dyn Fn(&Path) -> Option<String>) -> Vec<String> {
    let fault = |link: &String| {
        let (file, anchor) = link.split_once('#').unwrap_or((link, ""));
        let folder = Path::new(path).parent().unwrap_or(Path::new(""));
        let target = if file.is_empty() { Some(PathBuf::from(path)) } else { plain(&folder.join(file)) };
        let Some(found) = target.filter(|_| !file.starts_with('/')).and_then(|target| read(&target)) else {
            return Some(format!("{path}: `{link}` is no file"));
        };
        let has_anchor = anchor.is_empty() || page(&found).ids.iter().any(|id| id == anchor);
        (!has_anchor).then(|| format!("{path}: `{link}` is no heading there"))
    };
    page(text).links.iter().filter_map(fault).collect()
}

/// The folders of Markdown that isn't a test's.
const READ: [&str; 3] = [".github", "content", "docs"];

/// The Markdown that people read on github.com.
fn markdown() -> Vec<String> {
    let mut out = Vec::new();
    let mut folders = vec![PathBuf::new()];
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(Path::new(ROOT).join(&folder)).unwrap() {
            let entry = entry.unwrap();
            let path = folder.join(entry.file_name());
            let name = path.to_string_lossy().into_owned();
            let is_folder = entry.file_type().unwrap().is_dir();
            if is_folder && READ.iter().any(|read| path.starts_with(read)) {
                folders.push(path);
            } else if name.ends_with(".md") {
                out.push(name);
            }
        }
    }
    out.sort();
    out
}

#[test]
fn every_relative_link_of_the_repository_leads_to_a_file() {
    let read = |path: &Path| {
        let path = Path::new(ROOT).join(path);
        path.exists().then(|| std::fs::read_to_string(path).unwrap_or_default())
    };
    let files = markdown();
    assert!(200 < files.len(), "{files:?}");
    let faults: Vec<String> = files
        .iter()
        .flat_map(|path| faults(path, &std::fs::read_to_string(Path::new(ROOT).join(path)).unwrap(), &read))
        .collect();
    assert_eq!(faults, [""; 0]);
}

#[test]
fn every_relative_link_of_a_new_site_leads_to_one_of_its_files() {
    let files = scaffold::site(None);
    let read = |path: &Path| {
        let of = |(name, text): &(String, String)| {
            (Path::new(name) == path)
                .then(|| text.clone())
                .or(Path::new(name).starts_with(path).then(String::new))
        };
        files.iter().find_map(of)
    };
    let pages = files.iter().filter(|(path, _)| path.ends_with(".md"));
    let faults: Vec<String> = pages.flat_map(|(path, text)| faults(path, text, &read)).collect();
    assert_eq!(faults, [""; 0]);
}

#[test]
fn a_link_to_nothing_is_a_fault() {
    let read = |path: &Path| (path == Path::new("docs/b.md")).then(|| "# One `key`\n".to_owned());
    let found = |text: &str| faults("docs/a.md", text, &read);
    assert_eq!(found("[b](b.md) [b](../docs/b.md#one-key) [c](https://example.org/) ![b](./b.md)"), [""; 0]);
    assert_eq!(found("[b](c.md)"), ["docs/a.md: `c.md` is no file"]);
    assert_eq!(found("[b](/docs/b.md)"), ["docs/a.md: `/docs/b.md` is no file"]);
    assert_eq!(found("[b](../../b.md)"), ["docs/a.md: `../../b.md` is no file"]);
    assert_eq!(found("[b](b.md#two)"), ["docs/a.md: `b.md#two` is no heading there"]);
}
