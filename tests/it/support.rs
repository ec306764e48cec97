//! A whole site in one string, and what becomes of it.
//!
//! ```text
//! //- content/concepts/new-war.md aliases = ["low war"]; summary = "..."
//! The body. What follows the path is front matter, with `title` made of the file's name where it isn't given.
//! //- content/pages/a.md
//! A page about a new war.
//! ```
//!
//! Of every page with a text its prose is shown: `{words: concepts/x}` is a link that the tool made,
//! `[words: concepts/x]` one by hand, `<words: concepts/x>` a mention that is only marked, `^1` a note's mark and
//! `^1(...)` the note, `‹...›` anything else that the tool adds.

use std::sync::Arc;

use expect_test::Expect;
use lectern::diagnostic::{Diagnostic, Outcome, Severity};
use lectern::load::{self, Sources};
use lectern::pipeline::{self, Built, Request};
use lectern::text::LineIndex;

use crate::html::{self, Element, Node};

/// `site.toml` where a fixture has none: what good entries have is no matter in most tests.
const SITE: &str = "title = \"T\"
rules = { unused-concept = \"off\", no-passage = \"off\", summary = \"off\", relation-reason = \"off\", \
uncited-quotation = \"off\" }
";

/// Compares every page's prose and every finding of the site with `expected`.
pub fn check(fixture: &str, expected: Expect) {
    expected.assert_eq(&shown(fixture));
}

/// What [`check`] compares.
pub fn shown(fixture: &str) -> String {
    let sources = sources(fixture);
    let outcome = pipeline::build(&sources, &Request::default());
    let mut out = pages(&outcome.value);
    out.push_str(&findings(&outcome.diagnostics, &sources));
    out
}

/// The site of a fixture, built; no finding is an error.
pub fn built(fixture: &str) -> Built {
    let sources = sources(fixture);
    let Outcome { value, diagnostics } = pipeline::build(&sources, &Request::default());
    assert!(!pipeline::has_errors(&diagnostics), "{}", findings(&diagnostics, &sources));
    value
}

/// A page of a built site.
pub fn page<'a>(built: &'a Built, address: &str) -> &'a str {
    let Some(bytes) = built.output.files.get(address) else { panic!("there is a page `{address}`") };
    std::str::from_utf8(bytes).unwrap()
}

/// The files of a fixture.
pub fn sources(fixture: &str) -> Sources {
    let mut sources = Sources::default();
    for file in dedented(fixture).split("//- ").skip(1) {
        let (head, body) = file.split_once('\n').unwrap_or((file, ""));
        let (path, keys) = head.split_once(' ').unwrap_or((head, ""));
        if path.ends_with(".png") || (path.starts_with("static/") && !path.ends_with(".md")) {
            sources.assets.insert(path.into(), body.as_bytes().into());
            continue;
        }
        let text = if path.ends_with(".md") { with_front_matter(path, keys, body) } else { body.to_owned() };
        sources.texts.insert(path.into(), load::text(text.into_bytes()));
    }
    sources.texts.entry("site.toml".into()).or_insert_with(|| load::text(SITE.into()));
    sources
}

/// The text without the white space that all of its lines begin with.
fn dedented(text: &str) -> String {
    let text = text.strip_prefix('\n').unwrap_or(text);
    let indent = |line: &str| line.len() - line.trim_start_matches(' ').len();
    let least = text.lines().filter(|line| !line.trim().is_empty()).map(indent).min().unwrap_or(0);
    text.split('\n').map(|line| line.get(least..).unwrap_or("")).collect::<Vec<_>>().join("\n")
}

fn with_front_matter(path: &str, keys: &str, body: &str) -> String {
    if body.starts_with("+++") {
        return body.to_owned();
    }
    let mut out = String::from("+++\n");
    if !keys.contains("title =") {
        let stem = path.rsplit('/').next().unwrap_or(path).trim_end_matches(".md");
        out.push_str(&format!("title = \"{}\"\n", stem.replace('-', " ")));
    }
    if path.starts_with("content/names/") && !keys.contains("kind =") {
        out.push_str("kind = \"person\"\n");
    }
    for key in keys.split("; ").filter(|key| !key.is_empty()) {
        out.push_str(&format!("{key}\n"));
    }
    out + "+++\n" + body
}

/// Every page's prose, as this module's head says.
pub fn pages(built: &Built) -> String {
    let mut out = String::new();
    // The book says it all again.
    let is_page = |address: &str| address.ends_with(".html") && address != "print.html";
    for (address, bytes) in built.output.files.iter().filter(|(address, _)| is_page(address)) {
        let page = std::str::from_utf8(bytes).unwrap();
        let nodes = html::parse(page).unwrap_or_else(|err| panic!("{address}: {err}\n{page}"));
        for element in html::elements(&nodes).into_iter().filter(|element| element.has_class("prose")) {
            let prose = readable(&element.children);
            if !prose.is_empty() {
                out.push_str(&format!("-- {address}\n{prose}\n"));
            }
        }
    }
    out
}

/// HTML for people, one block a line.
pub fn readable(nodes: &[Node]) -> String {
    let mut out = String::new();
    write(nodes, &mut out);
    let lines = out.lines().map(str::trim_end).filter(|line| !line.trim().is_empty());
    lines.collect::<Vec<_>>().join("\n")
}

fn write(nodes: &[Node], out: &mut String) {
    for node in nodes {
        match node {
            Node::Text(text) => out.push_str(text),
            Node::Element(element) => write_element(element, out),
        }
    }
}

fn write_element(element: &Element, out: &mut String) {
    let inside = |out: &mut String, open: &str, close: &str| {
        out.push_str(open);
        write(&element.children, out);
        out.push_str(close);
    };
    let entry = element.attribute("data-entry");
    let href = element.attribute("href").unwrap_or("");
    let anchor = href.find('#').map_or("", |at| &href[at..]);
    match (element.name.as_str(), entry) {
        ("a", _) if element.has_class("pn") => {}
        ("a", _) if element.has_class("snr") => {
            // A note's own number leads back to its mark.
            if href.starts_with("#n") {
                inside(out, "^", "");
            }
        }
        ("a", Some(entry)) if element.has_class("auto") => inside(out, "{", &format!(": {entry}}}")),
        ("a", Some(entry)) => inside(out, "[", &format!(": {entry}{anchor}]")),
        ("a", None) => inside(out, "[", &format!(": {href}]")),
        ("span", Some(entry)) => inside(out, "<", &format!(": {entry}>")),
        ("span" | "div", _) if element.has_class("sn") => {
            let number = element.attribute("id").unwrap_or("").trim_start_matches('n');
            let border = if element.name == "div" { "\n" } else { "" };
            inside(out, &format!("{border}^{number}("), ")");
            out.push_str(border);
        }
        _ if element.has("data-aside") => {
            let border = if element.is_block() { "\n" } else { "" };
            inside(out, &format!("{border}‹"), &format!("›{border}"));
        }
        ("em", _) => inside(out, "*", "*"),
        ("strong", _) => inside(out, "**", "**"),
        ("del", _) => inside(out, "~~", "~~"),
        ("code", _) => inside(out, "`", "`"),
        ("br", _) => out.push_str(" / "),
        ("img", _) => out.push_str(&format!("![{}]", element.attribute("src").unwrap_or(""))),
        ("h1" | "h2" | "h3" | "h4" | "h5" | "h6", _) => {
            let level = element.name[1..].parse().unwrap_or(1);
            inside(out, &format!("\n{} ", "#".repeat(level)), "\n");
        }
        ("li", _) => inside(out, "\n- ", "\n"),
        ("blockquote", _) => inside(out, "\n> ", "\n"),
        ("th" | "td", _) => inside(out, "| ", " "),
        ("dt", _) => inside(out, "\n", "\n"),
        ("dd", _) => inside(out, "\n: ", "\n"),
        _ if element.is_block() => inside(out, "\n", "\n"),
        (name, _) => inside(out, &format!("‹{name}›"), &format!("‹/{name}›")),
    }
}

/// Findings one a line: `error[code] path:line:column «words»: message; advice`.
pub fn findings(diagnostics: &[Diagnostic], sources: &Sources) -> String {
    let mut out = String::new();
    for finding in diagnostics {
        let severity = if finding.severity == Severity::Error { "error" } else { "warning" };
        let text = sources.text(&finding.path).map_or("", |text: &Arc<str>| text);
        let place = finding.range.map_or(String::new(), |range| {
            let place = LineIndex::new(text).place(range.start as usize);
            let words = range.of(text).lines().next().unwrap_or("");
            format!(":{}:{} «{words}»", place.line, place.column)
        });
        out.push_str(&format!("{severity}[{}] {}{place}: {}", finding.code, finding.path, finding.message));
        for help in &finding.help {
            out.push_str(&format!("; {help}"));
        }
        out.push('\n');
    }
    out
}
