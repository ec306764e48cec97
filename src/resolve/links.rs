//! Every link and image to where it leads.

use std::collections::BTreeMap;
use std::sync::Arc;

use rayon::prelude::*;
use rustc_hash::FxHashMap;
use unicode_normalization::UnicodeNormalization;

use super::labels::{Found, Labels};
use super::{Anchor, DocIndex, Target};
use crate::diagnostic::{Diagnostic, messages};
use crate::parse::{Doc, Image, Kind, Link, LinkStyle};
use crate::text::{nearest, slug};

/// What resolving needs to know.
pub struct Links<'a> {
    /// All documents.
    docs: &'a [Arc<Doc>],
    /// Their addresses.
    addresses: &'a [String],
    /// Their labels.
    labels: &'a Labels<'a>,
    /// Files published as they are, by address.
    assets: &'a BTreeMap<String, Arc<str>>,
    /// Documents by their paths, in NFC.
    paths: FxHashMap<String, DocIndex>,
}

/// Sections that the theme gives to every entry's page.
const ENTRY_SECTIONS: [&str; 5] = ["definition", "uses", "related", "backlinks", "cite"];

type Images = Vec<Vec<Option<String>>>;

impl<'a> Links<'a> {
    /// Gets ready to resolve; the vectors are those of one site.
    pub fn new(
        docs: &'a [Arc<Doc>],
        addresses: &'a [String],
        labels: &'a Labels<'a>,
        assets: &'a BTreeMap<String, Arc<str>>,
    ) -> Links<'a> {
        let paths = docs.iter().enumerate().map(|(index, doc)| (composed(&doc.path), index as DocIndex));
        Links { docs, addresses, labels, assets, paths: paths.collect() }
    }

    /// The targets of all links and the addresses of all images.
    pub fn resolve_all(&self, out: &mut Vec<Diagnostic>) -> (Vec<Vec<Target>>, Images) {
        let docs = self.docs.par_iter().enumerate().map(|(index, doc)| {
            let mut findings = Vec::new();
            let target = |link| self.target(index as DocIndex, link, &mut findings);
            let targets: Vec<Target> = doc.links.iter().map(target).collect();
            (targets, findings)
        });
        let mut targets = Vec::with_capacity(self.docs.len());
        for (of_doc, findings) in docs.collect::<Vec<_>>() {
            targets.push(of_doc);
            out.extend(findings);
        }
        let images =
            self.docs.iter().map(|doc| doc.images.iter().map(|image| self.image(doc, image, out)).collect());
        (targets, images.collect())
    }

    fn target(&self, from: DocIndex, link: &Link, out: &mut Vec<Diagnostic>) -> Target {
        match link.style {
            LinkStyle::Label | LinkStyle::LabelWithText => self.by_label(from, link, out),
            LinkStyle::Email => Target::Url(format!("mailto:{}", link.to)),
            LinkStyle::Address | LinkStyle::Autolink => self.by_address(from, link, out),
        }
    }

    fn by_label(&self, from: DocIndex, link: &Link, out: &mut Vec<Diagnostic>) -> Target {
        let doc = &self.docs[from as usize];
        let (label, anchor) = match link.to.split_once('#') {
            Some((label, anchor)) => (label.trim(), Some(anchor.trim())),
            None => (link.to.trim(), None),
        };
        if label.is_empty() {
            return match anchor.filter(|anchor| !anchor.is_empty()) {
                Some(anchor) => self.anchor(doc, link, from, anchor, out),
                None => {
                    out.push(messages::links::empty_link(&doc.path, link.range));
                    Target::Nowhere
                }
            };
        }
        match self.labels.find(label) {
            Found::One(to) => match anchor {
                Some(anchor) => self.anchor(doc, link, to, anchor, out),
                None => Target::Doc(to, None),
            },
            Found::Several(candidates) => {
                let candidates: Vec<String> =
                    candidates.iter().map(|to| label_with_folder(&self.addresses[*to as usize])).collect();
                out.push(messages::links::ambiguous(&doc.path, link.to_range, label, &candidates));
                Target::Nowhere
            }
            Found::Nothing => {
                let near = self.labels.near(label);
                out.push(messages::links::unknown_entry(&doc.path, link.to_range, label, near.as_ref()));
                Target::Nowhere
            }
        }
    }

    fn by_address(&self, from: DocIndex, link: &Link, out: &mut Vec<Diagnostic>) -> Target {
        let doc = &self.docs[from as usize];
        // Browsers drop tabs and line ends from addresses, so "java\tscript:" is a scheme to them.
        let to: String = link.to.chars().filter(|ch| !ch.is_control()).collect::<String>().trim().to_owned();
        if let Some(scheme) = scheme(&to) {
            if matches!(scheme.to_ascii_lowercase().as_str(), "http" | "https" | "mailto" | "tel") {
                return Target::Url(to);
            }
            out.push(messages::links::link_scheme(&doc.path, link.to_range, scheme));
            return Target::Nowhere;
        }
        if to.starts_with("//") || to.starts_with('\\') {
            out.push(messages::links::link_scheme(&doc.path, link.to_range, "//"));
            return Target::Nowhere;
        }
        let (path, anchor) = match to.split_once('#') {
            Some((path, anchor)) => (path, Some(anchor).filter(|anchor| !anchor.is_empty())),
            None => (to.as_str(), None),
        };
        if path.is_empty() {
            return match anchor {
                Some(anchor) => self.anchor(doc, link, from, anchor, out),
                None => {
                    out.push(messages::links::empty_link(&doc.path, link.range));
                    Target::Nowhere
                }
            };
        }
        let file = beside(&doc.path, &unescaped(path));
        let found = file.as_ref().and_then(|file| self.paths.get(&composed(file)).copied());
        if let Some(to) = found {
            return match anchor {
                Some(anchor) => self.anchor(doc, link, to, &unescaped(anchor), out),
                None => Target::Doc(to, None),
            };
        }
        if let Some(asset) = file.as_deref().and_then(|file| self.asset(file)) {
            return Target::Asset(asset);
        }
        let near = self.near_path(&doc.path, path);
        out.push(messages::links::unknown_file(&doc.path, link.to_range, path, near.as_deref()));
        Target::Nowhere
    }

    /// The address at which a file of `content/` or `static/` is published, if it is.
    fn asset(&self, file: &str) -> Option<String> {
        let address = file.strip_prefix("content/").or_else(|| file.strip_prefix("static/"))?;
        self.assets.contains_key(address).then(|| address.to_owned())
    }

    fn anchor(
        &self,
        doc: &Doc,
        link: &Link,
        to: DocIndex,
        anchor: &str,
        out: &mut Vec<Diagnostic>,
    ) -> Target {
        let target = &self.docs[to as usize];
        let by_id = target.headings.iter().position(|heading| heading.id == anchor);
        let wanted = slug(anchor);
        let by_words = || {
            let words = |heading: &crate::parse::Heading| slug(heading.text.of(&target.text));
            target.headings.iter().position(|heading| !wanted.is_empty() && words(heading) == wanted)
        };
        let by_former =
            || target.headings.iter().position(|heading| heading.formerly.iter().any(|id| id == anchor));
        if let Some(heading) = by_id.or_else(by_former).or_else(by_words) {
            let id = target.headings[heading].id.clone();
            return Target::Doc(to, Some(Anchor { id, heading: Some(heading as u32) }));
        }
        let n_paragraphs = target.runs.iter().map(|run| run.paragraph).max().unwrap_or(0);
        let is_paragraph = anchor
            .strip_prefix('p')
            .and_then(|number| number.parse::<u32>().ok())
            .is_some_and(|number| (1..=n_paragraphs).contains(&number) && anchor == format!("p{number}"));
        let is_section =
            matches!(target.kind, Kind::Concept | Kind::Name) && ENTRY_SECTIONS.contains(&anchor);
        if is_paragraph || is_section {
            return Target::Doc(to, Some(Anchor { id: anchor.to_owned(), heading: None }));
        }
        let ids: Vec<&str> = target.headings.iter().map(|heading| heading.id.as_str()).collect();
        let near = nearest(anchor, ids.iter().copied());
        out.push(messages::links::unknown_anchor(&doc.path, link.to_range, anchor, &target.path, near, &ids));
        Target::Doc(to, None)
    }

    fn near_path(&self, from: &str, path: &str) -> Option<String> {
        let file = beside(from, &unescaped(path))?.replace(".html", ".md");
        let name = |path: &str| path.rsplit('/').next().unwrap_or("").to_owned();
        let names: Vec<String> = self.docs.iter().map(|doc| name(&doc.path)).collect();
        let near = nearest(&name(&file), names.iter().map(String::as_str))?;
        // Of files with one name in several folders, the one in the folder that was typed.
        let of_name =
            || self.docs.iter().zip(&names).filter(|(_, name)| *name == near).map(|(doc, _)| &*doc.path);
        let folder = file.rsplit_once('/').map_or("", |(folder, _)| folder);
        let beside = of_name().find(|path| path.rsplit_once('/').is_some_and(|(other, _)| other == folder));
        beside.or_else(|| of_name().next()).map(|near| relative(from, near))
    }

    fn image(&self, doc: &Doc, image: &Image, out: &mut Vec<Diagnostic>) -> Option<String> {
        if image.alt.trim().is_empty() {
            out.push(messages::links::image_text(&doc.path, image.range));
        }
        if scheme(&image.to).is_some() || image.to.starts_with("//") {
            out.push(messages::links::foreign_image(&doc.path, image.range, &image.to));
            return None;
        }
        let path = unescaped(&image.to);
        let found = beside(&doc.path, &path)
            .into_iter()
            .chain([format!("content/{path}"), format!("static/{path}")])
            .find_map(|file| self.asset(&file));
        if found.is_none() {
            let near = nearest(&path, self.assets.keys().map(String::as_str));
            out.push(messages::links::missing_image(&doc.path, image.range, &image.to, near));
        }
        found
    }
}

/// In NFC: some file systems hand out names in NFD, and authors type either.
fn composed(path: &str) -> String {
    path.nfc().collect()
}

/// `concepts/x` of `concepts/x.html`; pages stand in `pages/`.
fn label_with_folder(address: &str) -> String {
    let label = address.trim_end_matches(".html");
    if label.contains('/') { label.to_owned() } else { format!("pages/{label}") }
}

/// The scheme of an address (RFC 3986, 3.1), if it has one.
fn scheme(address: &str) -> Option<&str> {
    let (scheme, _) = address.split_once(':')?;
    let mut chars = scheme.chars();
    let is_scheme = chars.next()?.is_ascii_alphabetic()
        && chars.all(|ch| ch.is_ascii_alphanumeric() || matches!(ch, '+' | '-' | '.'));
    is_scheme.then_some(scheme)
}

/// The file that `path`, written in the file `from`, names; none when it leaves the site.
fn beside(from: &str, path: &str) -> Option<String> {
    if path.starts_with('/') {
        return None;
    }
    let path = path.split('?').next().unwrap_or(path);
    let mut parts: Vec<&str> = from.split('/').collect();
    parts.pop();
    for part in path.split('/') {
        match part {
            "" | "." => {}
            ".." => {
                parts.pop()?;
            }
            part => parts.push(part),
        }
    }
    Some(parts.join("/"))
}

/// How the file `to` is written in the file `from`.
fn relative(from: &str, to: &str) -> String {
    let from: Vec<&str> = from.split('/').collect();
    let to: Vec<&str> = to.split('/').collect();
    let n_shared = from.iter().zip(&to).take_while(|(one, other)| one == other).count();
    let n_up = from.len().saturating_sub(n_shared + 1);
    let mut out = "../".repeat(n_up);
    out.push_str(&to[n_shared.min(to.len() - 1)..].join("/"));
    out
}

/// Percent escapes undone (RFC 3986, 2.1); left alone where they make no UTF-8.
fn unescaped(path: &str) -> String {
    let bytes = path.as_bytes();
    let mut out = Vec::with_capacity(bytes.len());
    let mut at = 0;
    while at < bytes.len() {
        let digits = bytes.get(at + 1..at + 3).and_then(|pair| std::str::from_utf8(pair).ok());
        match digits.filter(|_| bytes[at] == b'%').and_then(|pair| u8::from_str_radix(pair, 16).ok()) {
            Some(byte) => {
                out.push(byte);
                at += 3;
            }
            None => {
                out.push(bytes[at]);
                at += 1;
            }
        }
    }
    String::from_utf8(out).unwrap_or_else(|_| path.to_owned())
}
