//! What is shown at present: every published path, the findings, and what a page has to know of both.

use std::collections::BTreeMap;
use std::sync::Arc;

use serde_json::Value;

use super::media::media_type;
use crate::output::Output;

/// The folder of the preview's own files. No page can have it: an asset that would stand there is a finding.
const OWN: &str = "/_lectern/";
const SCRIPT: &[u8] = include_bytes!("live.js");
const STYLE: &[u8] = include_bytes!("live.css");

/// What is shown.
#[derive(Clone, Debug, Default)]
pub struct Shown {
    /// The last whole site; none before there was one.
    pub site: Option<Arc<Site>>,
    /// The path under which it will stand while there is none.
    pub base: String,
    /// What the last build found.
    pub findings: Arc<Findings>,
}

/// A site in memory, under the path at which it will stand.
#[derive(Debug)]
pub struct Site {
    base: String,
    output: Output,
}

/// The findings of a build, as a page takes them.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Findings {
    /// JSON: `{"id", "n_errors", "n_warnings", "list": [...], "meanings": {CODE: ...}}`; each of the list as
    /// `--format json` has it.
    pub json: String,
    /// Names them; empty where there are none.
    pub id: String,
}

/// What a path is answered with.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Answer {
    /// The HTTP status.
    pub status: u16,
    /// What kind of file it is.
    pub media_type: &'static str,
    /// Where to go instead.
    pub location: Option<String>,
    /// The bytes.
    pub body: Vec<u8>,
}

/// What a page shows, as it says itself.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Asked {
    /// Its path, as the address bar has it: `/reader/concepts/heat.html`.
    pub page: String,
    /// The mark of its bytes.
    pub shown: String,
    /// The findings that it lists.
    pub findings: String,
}

impl Site {
    /// The files of a build under the path of `base`, or at the root.
    pub fn new(base: &str, output: Output) -> Site {
        Site { base: base.to_owned(), output }
    }

    /// Its files.
    pub fn output(&self) -> &Output {
        &self.output
    }

    /// The address that a path means, whether or not anything stands there; none outside the site's path.
    fn address(&self, path: &str) -> Option<String> {
        let address = path.strip_prefix(&self.base)?;
        let is_folder = address.is_empty() || address.ends_with('/');
        Some(if is_folder { format!("{address}index.html") } else { address.to_owned() })
    }

    fn file(&self, address: &str) -> Option<&[u8]> {
        self.output.files.get(address).map(|bytes| &bytes[..])
    }

    /// The files of this site that a page names as its sources: images, in their order.
    fn images<'a>(&'a self, address: &str, page: &'a [u8]) -> Vec<&'a [u8]> {
        let folder = address.rsplit_once('/').map_or("", |(folder, _)| folder);
        let text = std::str::from_utf8(page).unwrap_or_default();
        let sources = text.split(" src=\"").skip(1).filter_map(|rest| rest.split('"').next());
        let file = |source: &str| {
            let source = decoded(source.split(['?', '#']).next().unwrap_or_default())?;
            let mut parts: Vec<&str> = folder.split('/').filter(|part| !part.is_empty()).collect();
            for part in source.split('/') {
                match part {
                    ".." => drop(parts.pop()),
                    "." => {}
                    part => parts.push(part),
                }
            }
            self.file(&parts.join("/"))
        };
        sources.filter_map(file).collect()
    }
}

impl Shown {
    /// The path of the home page, from slash to slash: `/reader/`.
    pub fn base(&self) -> &str {
        self.site.as_ref().map_or(&self.base, |site| &site.base)
    }

    /// What stands at `path`, the path of a request as it came. It is only ever compared with published addresses.
    pub fn answer(&self, path: &str) -> Answer {
        match path.strip_prefix(OWN) {
            Some("live.js") => return Answer::file("live.js", SCRIPT.to_vec()),
            Some("live.css") => return Answer::file("live.css", STYLE.to_vec()),
            _ => {}
        }
        let Some(site) = &self.site else { return nothing_yet() };
        let Some(decoded) = decoded(path) else { return self.missing(site) };
        if decoded == "/" && site.base != "/" || format!("{decoded}/") == site.base {
            return Answer::elsewhere(site.base.clone());
        }
        let Some(address) = site.address(&decoded) else { return self.missing(site) };
        match site.file(&address) {
            Some(_) => self.page(site, 200, &address),
            None if site.file(&format!("{address}/index.html")).is_some() => {
                Answer::elsewhere(format!("{path}/"))
            }
            None => self.missing(site),
        }
    }

    /// What a page doesn't know yet, as JSON: a mark that isn't its own where it should be loaded again, whether there
    /// is a site to show, and the findings. None when it is up to date.
    pub fn news(&self, asked: &Asked) -> Option<String> {
        let mark = self.mark(&asked.page);
        if mark == asked.shown && self.findings.id == asked.findings {
            return None;
        }
        let findings = if self.findings.id.is_empty() { "null" } else { &self.findings.json };
        let is_site = self.site.is_some();
        Some(format!("{{\"shown\":\"{mark}\",\"is_site\":{is_site},\"findings\":{findings}}}"))
    }

    /// Names what is answered at `path`: other bytes, or other images in them, have another mark.
    fn mark(&self, path: &str) -> String {
        let Some(site) = &self.site else { return Answer::mark(nothing_yet().status, &[], &[]) };
        let address = decoded(path).and_then(|path| site.address(&path)).unwrap_or_default();
        match site.file(&address) {
            Some(bytes) => Answer::mark(200, bytes, &site.images(&address, bytes)),
            None => Answer::mark(404, site.file("404.html").unwrap_or_default(), &[]),
        }
    }

    /// A file of the site; a page with the preview's script.
    fn page(&self, site: &Site, status: u16, address: &str) -> Answer {
        let bytes = site.file(address).unwrap_or_default();
        let mut answer = Answer::file(address, bytes.to_vec());
        answer.status = status;
        if answer.media_type.starts_with("text/html") {
            let images = if status == 200 { site.images(address, bytes) } else { Vec::new() };
            answer.body = with_script(bytes, &Answer::mark(status, bytes, &images));
        }
        answer
    }

    fn missing(&self, site: &Site) -> Answer {
        self.page(site, 404, "404.html")
    }
}

impl Answer {
    fn file(address: &str, body: Vec<u8>) -> Answer {
        Answer { status: 200, media_type: media_type(address), location: None, body }
    }

    fn elsewhere(location: String) -> Answer {
        Answer { status: 302, location: Some(location), ..Answer::file(".txt", Vec::new()) }
    }

    /// A refusal or a failure, in a sentence.
    pub fn sentence(status: u16, sentence: &str) -> Answer {
        Answer { status, ..Answer::file(".txt", format!("{sentence}\n").into_bytes()) }
    }

    /// JSON for a page's script.
    pub fn json(json: String) -> Answer {
        Answer::file(".json", json.into_bytes())
    }

    fn mark(status: u16, page: &[u8], images: &[&[u8]]) -> String {
        let mut hasher = blake3::Hasher::new();
        hasher.update(&status.to_le_bytes());
        for part in std::iter::once(&page).chain(images) {
            hasher.update(&(part.len() as u64).to_le_bytes());
            hasher.update(part);
        }
        hasher.finalize().to_hex()[..16].to_owned()
    }
}

/// What is shown before the first whole site: a page that waits for it.
fn nothing_yet() -> Answer {
    let page = "<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n\
        <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
        <meta name=\"color-scheme\" content=\"light dark\">\n<title>Nothing to show yet</title>\n</head>\n<body>\n\
        <main>\n<h1>Nothing to show yet</h1>\n\
        <p>This page opens the site as soon as it is built without an error.</p>\n</main>\n</body>\n</html>\n";
    let body = with_script(page.as_bytes(), &Answer::mark(503, &[], &[]));
    Answer { status: 503, ..Answer::file(".html", body) }
}

/// A page with the preview's script at the end of its head, or of the page where it has none.
fn with_script(page: &[u8], mark: &str) -> Vec<u8> {
    let script = format!("<script src=\"{OWN}live.js?{mark}\" defer></script>");
    let end = b"</head>";
    let at = page.windows(end.len()).position(|window| window == end).unwrap_or(page.len());
    [&page[..at], script.as_bytes(), &page[at..]].concat()
}

/// A path of a request as text; none where its escapes are no UTF-8.
pub(super) fn decoded(path: &str) -> Option<String> {
    let digit = |byte: Option<&u8>| byte.and_then(|byte| char::from(*byte).to_digit(16));
    let bytes = path.as_bytes();
    let mut out = Vec::with_capacity(bytes.len());
    let mut at = 0;
    while let Some(byte) = bytes.get(at) {
        let escape = (*byte == b'%').then(|| (digit(bytes.get(at + 1)), digit(bytes.get(at + 2))));
        if let Some((Some(high), Some(low))) = escape {
            out.push((high * 16 + low) as u8);
            at += 3;
        } else {
            out.push(*byte);
            at += 1;
        }
    }
    String::from_utf8(out).ok()
}

impl Findings {
    /// From what `--format json` prints of them, one object a line, of the first [`MOST_LISTED`]; none is left out of the
    /// counts. `meanings` are those of their codes.
    pub fn new(lines: &str, meanings: &Value, n_errors: usize, n_warnings: usize) -> Findings {
        if n_errors + n_warnings == 0 {
            return Findings::default();
        }
        let list = lines.lines().collect::<Vec<_>>().join(",");
        let counted = format!("{n_errors} {n_warnings} {lines}");
        let id = blake3::hash(counted.as_bytes()).to_hex()[..16].to_owned();
        let json = format!(
            "{{\"id\":\"{id}\",\"n_errors\":{n_errors},\"n_warnings\":{n_warnings},\"list\":[{list}],\"meanings\":{meanings}}}"
        );
        Findings { json, id }
    }
}

/// Findings that a page lists, at most; the terminal has all of them.
pub(super) const MOST_LISTED: usize = 50;

/// The addresses whose files differ between two sites.
pub fn changed(before: Option<&Site>, after: &Site) -> usize {
    let empty = BTreeMap::new();
    let before = before.map_or(&empty, |site| &site.output.files);
    let after = &after.output.files;
    let is_new = |(address, bytes): &(&String, &_)| before.get(*address) != Some(*bytes);
    let n_new = after.iter().filter(is_new).count();
    n_new + before.keys().filter(|address| !after.contains_key(*address)).count()
}
