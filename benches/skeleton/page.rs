//! A document's elements and texts to HTML, with its mentions as links.

use std::fmt::Write as _;

use rustc_hash::FxHashMap;

use crate::matchers::Hit;
use crate::trees::Kind;

/// What the pages know of each other.
pub struct Site {
    /// Each concept's slug.
    pub slugs: Vec<String>,
    /// Each slug's concept.
    pub by_slug: FxHashMap<String, u32>,
    /// Each form's concept, in lower case.
    pub forms: Vec<(String, u32)>,
}

/// Forms, each with the index of its concept.
pub type Forms = [(String, u32)];

/// A page that is being written.
pub struct Page<'a> {
    out: &'a mut String,
    site: &'a Site,
    hits: &'a [Hit],
    /// Bytes of the document's text written so far.
    at: u32,
    /// Whether the first of `hits` stands open.
    is_open: bool,
    /// Whether it is the first in its section.
    is_first: bool,
    is_head: bool,
    /// Concepts that this section has linked.
    linked: Vec<u32>,
}

impl<'a> Page<'a> {
    /// An empty page.
    pub fn new(hits: &'a [Hit], site: &'a Site, out: &'a mut String) -> Page<'a> {
        Page { out, site, hits, at: 0, is_open: false, is_first: false, is_head: false, linked: Vec::new() }
    }

    /// Writes an element's start tag.
    pub fn open(&mut self, kind: Kind, attribute: &str) {
        self.part();
        match kind {
            Kind::Link => self.link(attribute),
            Kind::Note => drop(write!(self.out, "<div id=\"note-{attribute}\">")),
            Kind::Heading(level) => {
                self.linked.clear();
                let _ = write!(self.out, "<h{level}>");
            }
            Kind::Head => {
                self.is_head = true;
                self.out.push_str("<thead><tr>");
            }
            _ => {
                let (start, _) = self.tags(kind);
                self.out.push_str(start);
            }
        }
        self.join();
    }

    /// Writes an element's end tag.
    pub fn close(&mut self, kind: Kind) {
        self.part();
        match kind {
            Kind::Heading(level) => drop(writeln!(self.out, "</h{level}>")),
            Kind::Head => {
                self.is_head = false;
                self.out.push_str("</tr></thead><tbody>\n");
            }
            _ => {
                let (_, end) = self.tags(kind);
                self.out.push_str(end);
            }
        }
        self.join();
    }

    /// Writes a text, a break, code or a note's mark.
    pub fn leaf(&mut self, kind: Kind, text: &str) {
        match kind {
            Kind::Text => return self.text(text),
            Kind::Code => {
                self.out.push_str("<code>");
                escape(text, self.out);
                self.out.push_str("</code>");
            }
            Kind::NoteMark => drop(write!(self.out, "<sup><a href=\"#note-{text}\">{text}</a></sup>")),
            Kind::Break => self.out.push_str("<br>\n"),
            _ => self.out.push_str("<hr>\n"),
        }
        self.at += text.len() as u32;
    }

    fn text(&mut self, text: &str) {
        let (mut rest, end) = (text, self.at + text.len() as u32);
        while let Some(hit) = self.hits.first().filter(|hit| hit.start < end) {
            if !self.is_open {
                let (before, after) = rest.split_at((hit.start - self.at) as usize);
                escape(before, self.out);
                (rest, self.at) = (after, hit.start);
                self.is_first = !self.linked.contains(&hit.concept);
                if self.is_first {
                    self.linked.push(hit.concept);
                }
                self.is_open = true;
                self.join();
            }
            let (inside, after) = rest.split_at((hit.end.min(end) - self.at) as usize);
            escape(inside, self.out);
            (rest, self.at) = (after, self.at + inside.len() as u32);
            if self.at < hit.end {
                return;
            }
            self.part();
            self.is_open = false;
            self.hits = &self.hits[1..];
        }
        escape(rest, self.out);
        self.at = end;
    }

    /// Ends the open mention's tag before an element starts or ends.
    fn part(&mut self) {
        if self.is_open {
            self.out.push_str(if self.is_first { "</a>" } else { "</span>" });
        }
    }

    /// Begins it, or begins it again.
    fn join(&mut self) {
        if let Some(hit) = self.hits.first().filter(|_| self.is_open) {
            let slug = &self.site.slugs[hit.concept as usize];
            let _ = match self.is_first {
                true => write!(
                    self.out,
                    "<a class=\"auto\" data-entry=\"concepts/{slug}\" href=\"../concepts/{slug}.html\">"
                ),
                false => write!(self.out, "<span data-entry=\"concepts/{slug}\">"),
            };
        }
    }

    fn link(&mut self, to: &str) {
        let slug = to.strip_prefix("../concepts/").and_then(|it| it.strip_suffix(".md")).unwrap_or(to);
        let _ = match self.site.by_slug.get_key_value(slug) {
            Some((slug, _)) => {
                write!(self.out, "<a data-entry=\"concepts/{slug}\" href=\"../concepts/{slug}.html\">")
            }
            None => write!(self.out, "<a href=\"{to}\">"),
        };
    }

    fn tags(&self, kind: Kind) -> (&'static str, &'static str) {
        match kind {
            Kind::Paragraph => ("<p>", "</p>\n"),
            Kind::Quotation => ("<blockquote>\n", "</blockquote>\n"),
            Kind::Bullets => ("<ul>\n", "</ul>\n"),
            Kind::Numbers => ("<ol>\n", "</ol>\n"),
            Kind::Item => ("<li>", "</li>\n"),
            Kind::CodeBlock => ("<pre><code>", "</code></pre>\n"),
            Kind::Table => ("<table>", "</tbody></table>\n"),
            Kind::Row => ("<tr>", "</tr>\n"),
            Kind::Cell if self.is_head => ("<th>", "</th>"),
            Kind::Cell => ("<td>", "</td>"),
            Kind::Note => ("", "</div>\n"),
            Kind::Emphasis => ("<em>", "</em>"),
            Kind::Strong => ("<strong>", "</strong>"),
            Kind::Struck => ("<del>", "</del>"),
            Kind::Link => ("", "</a>"),
            _ => ("", ""),
        }
    }
}

fn escape(text: &str, out: &mut String) {
    let mut rest = text;
    while let Some(at) = rest.bytes().position(|byte| matches!(byte, b'&' | b'<' | b'>' | b'"')) {
        out.push_str(&rest[..at]);
        out.push_str(match rest.as_bytes()[at] {
            b'&' => "&amp;",
            b'<' => "&lt;",
            b'>' => "&gt;",
            _ => "&quot;",
        });
        rest = &rest[at + 1..];
    }
    out.push_str(rest);
}
