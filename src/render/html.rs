//! The tree to HTML, from a closed list of elements and attributes.
//!
//! Where the author's Markdown is plain CommonMark, the bytes are those of pulldown-cmark's own writer (but for
//! void elements, written `<br>`). What the tool adds to the author's words is in elements with `data-aside`.

mod parts;
mod headings;
mod tables;
mod notes;
mod inline;

use pulldown_cmark_escape::{escape_href, escape_html, escape_html_body_text};

pub use parts::{LinkPart, Mark, Parts, Phrases, UsePart};

use crate::parse::{Alert, Doc, NodeKind};
use crate::text::typography::{Edit, push_set, set};
use crate::text::without_nul;

/// The HTML of a document's text.
pub fn prose(doc: &Doc, parts: &Parts<'_>) -> String {
    let mut writer = Writer {
        doc,
        parts,
        out: String::with_capacity(doc.text.len() * 2),
        n_paragraphs: 0,
        n_tables: 0,
        extra_level: 0,
        written: vec![false; doc.notes.len()],
        waiting: Vec::new(),
        in_note: false,
    };
    writer.document();
    writer.out
}

/// The words of a stretch of the document's text as HTML without links: for lists of passages and headings.
pub fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 8);
    push_escaped(text, &mut out);
    out
}

/// Appends `text` safe for an element's content and for an attribute in double marks.
fn push_escaped(text: &str, out: &mut String) {
    // Writing to a string can't fail.
    let _ = escape_html(out, &without_nul(text));
}

/// Appends `text` safe for an element's content.
fn push_body(text: &str, out: &mut String) {
    // Writing to a string can't fail.
    let _ = escape_html_body_text(out, text);
}

/// Appends a stretch of a document's text, which begins at the byte `start`, as its edits set it.
fn push_text(text: &str, start: u32, edits: &[Edit], out: &mut String) {
    push_set(text, start, edits, &mut |piece| push_body(piece, out));
}

fn push_href(href: &str, out: &mut String) {
    // Writing to a string can't fail.
    let _ = escape_href(out, href);
}

struct Writer<'a> {
    doc: &'a Doc,
    parts: &'a Parts<'a>,
    out: String,
    n_paragraphs: usize,
    n_tables: usize,
    /// One inside the articles' uses, which stand under a heading of the tool's.
    extra_level: i8,
    /// Notes whose text has been written.
    written: Vec<bool>,
    /// Notes to be written after the block that refers to them.
    waiting: Vec<u32>,
    /// Whether a note is being written: those that it refers to wait until it is done.
    in_note: bool,
}

impl Writer<'_> {
    fn document(&mut self) {
        let mut at = 0;
        let mut n_uses = 0;
        let end = self.doc.nodes.len() as u32;
        while at < end {
            let first = self.parts.uses.iter().position(|part| part.start == at);
            let Some(first) = first else {
                self.block(at, true);
                at = self.doc.nodes[at as usize].end;
                continue;
            };
            let parts = &self.parts.uses[first..];
            let n_together =
                parts.iter().zip(&parts[1..]).take_while(|(one, next)| one.end == next.start).count() + 1;
            self.side_by_side(&parts[..n_together], n_uses == 0);
            n_uses += n_together;
            at = parts[n_together - 1].end;
        }
    }

    /// The articles' uses under one heading.
    fn side_by_side(&mut self, uses: &[UsePart], is_first: bool) {
        self.line();
        let level = self.parts.uses_level;
        self.out.push_str("<section class=\"uses\"");
        if is_first {
            self.id("uses");
        }
        self.out.push_str(&format!(">\n<h{level} data-aside>"));
        push_escaped(&self.parts.uses_title, &mut self.out);
        self.out.push_str(&format!("</h{level}>\n<div class=\"parallel\">\n"));
        self.extra_level = 1;
        for part in uses {
            self.out.push_str(&format!("<section class=\"{}\">\n", part.class));
            let mut at = part.start;
            while at < part.end {
                self.block(at, false);
                at = self.doc.nodes[at as usize].end;
            }
            self.line();
            self.out.push_str("</section>\n");
        }
        self.extra_level = 0;
        self.out.push_str("</div>\n</section>\n");
    }

    /// Children of a block: blocks one by one, inline elements in stretches.
    fn children(&mut self, node: u32) {
        self.children_from(node + 1, self.doc.nodes[node as usize].end);
    }

    fn children_from(&mut self, mut at: u32, end: u32) {
        let doc = self.doc;
        let run_of = |node: u32| doc.run_at(doc.nodes[node as usize].text.start);
        let mut is_after_words = false;
        while at < end {
            if doc.nodes[at as usize].kind.is_block() {
                self.block(at, false);
                at = doc.nodes[at as usize].end;
                is_after_words = false;
                continue;
            }
            // A comment that is left out may have parted two stretches of words.
            if is_after_words {
                self.line();
            }
            let (start, run) = (at, run_of(at));
            while at < end && !doc.nodes[at as usize].kind.is_block() && run_of(at) == run {
                at = doc.nodes[at as usize].end;
            }
            self.inline(start, at);
            is_after_words = true;
        }
    }

    fn block(&mut self, index: u32, is_direct: bool) {
        let node = self.doc.nodes[index as usize];
        match node.kind {
            NodeKind::Paragraph => {
                self.line();
                if is_direct && self.parts.numbered {
                    self.numbered_paragraph();
                } else {
                    self.out.push_str("<p>");
                }
                self.inline(index + 1, node.end);
                self.out.push_str("</p>\n");
                self.waiting_notes();
            }
            NodeKind::Heading(heading) => self.heading(index, heading),
            NodeKind::Quote => self.wrap("blockquote", "", index),
            NodeKind::Alert(alert) => self.alert(alert, index),
            NodeKind::List(None) => self.wrap("ul", "", index),
            NodeKind::List(Some(1)) => self.wrap("ol", "", index),
            NodeKind::List(Some(start)) => self.wrap("ol", &format!(" start=\"{start}\""), index),
            NodeKind::Item => self.tight("li", "", index),
            NodeKind::CodeBlock(words) => self.code_block(index, &self.doc.words[words as usize]),
            NodeKind::Rule => {
                self.line();
                self.out.push_str("<hr>\n");
            }
            NodeKind::Table => self.table(index),
            NodeKind::TableHead | NodeKind::TableRow | NodeKind::TableCell(_) => self.children(index),
            NodeKind::Definitions => self.wrap("dl", "", index),
            NodeKind::DefinitionTerm => self.tight("dt", "", index),
            NodeKind::Definition => self.tight("dd", "", index),
            // Written where it is referred to.
            NodeKind::Note(_) => {}
            _ => self.inline(index, node.end),
        }
    }

    /// Begins a line unless one has just begun.
    fn line(&mut self) {
        if !self.out.is_empty() && !self.out.ends_with('\n') {
            self.out.push('\n');
        }
    }

    fn wrap(&mut self, name: &str, attributes: &str, index: u32) {
        self.line();
        self.out.push_str(&format!("<{name}{attributes}>\n"));
        self.children(index);
        self.line();
        self.out.push_str(&format!("</{name}>\n"));
        self.waiting_notes();
    }

    /// A block whose content may begin on its own line.
    fn tight(&mut self, name: &str, attributes: &str, index: u32) {
        self.line();
        self.out.push_str(&format!("<{name}{attributes}>"));
        self.children(index);
        if name == "li" {
            self.waiting_notes();
        }
        self.out.push_str(&format!("</{name}>\n"));
    }

    fn numbered_paragraph(&mut self) {
        self.n_paragraphs += 1;
        let n = self.n_paragraphs;
        self.out.push_str("<p class=\"num\"");
        self.id(&format!("p{n}"));
        self.out.push_str("><a class=\"pn\"");
        self.href_here(&format!("p{n}"));
        self.out.push_str(" data-aside aria-label=\"");
        push_escaped(&self.parts.phrases.paragraph, &mut self.out);
        self.out.push_str(&format!(" {n}\">{n}</a>"));
    }

    /// A callout under its own title, or under its kind's.
    fn alert(&mut self, alert: Alert, index: u32) {
        let class = ["note", "tip", "important", "warning", "caution"][alert as usize];
        self.line();
        self.out.push_str(&format!("<div class=\"alert {class}\" role=\"note\">\n<p class=\"alert-title\""));
        match self.title_of(index) {
            Some(strong) => {
                self.out.push('>');
                self.inline(strong + 1, self.doc.nodes[strong as usize].end);
                self.out.push_str("</p>\n");
                self.children_from(self.doc.nodes[strong as usize].end, self.doc.nodes[index as usize].end);
            }
            None => {
                self.out.push_str(" data-aside>");
                push_escaped(&self.parts.phrases.alerts[alert as usize], &mut self.out);
                self.out.push_str("</p>\n");
                self.children(index);
            }
        }
        self.line();
        self.out.push_str("</div>\n");
    }

    /// What is strong in a first paragraph that has nothing else: a title by hand.
    fn title_of(&self, block: u32) -> Option<u32> {
        let (first, strong) =
            (self.doc.nodes.get(block as usize + 1)?, self.doc.nodes.get(block as usize + 2)?);
        let is_title =
            first.kind == NodeKind::Paragraph && strong.kind == NodeKind::Strong && first.end == strong.end;
        is_title.then_some(block + 2).filter(|_| strong.end <= self.doc.nodes[block as usize].end)
    }

    fn code_block(&mut self, index: u32, language: &str) {
        self.line();
        self.out.push_str("<pre><code");
        if !language.is_empty() {
            self.attribute("class", &format!("language-{language}"));
        }
        self.out.push('>');
        let node = &self.doc.nodes[index as usize];
        push_body(node.text.of(&self.doc.text), &mut self.out);
        self.out.push_str("</code></pre>\n");
    }

    /// An attribute that is read as text.
    fn said(&mut self, name: &str, text: &str) {
        match self.parts.setting {
            Some(setting) => self.attribute(name, &set(text, setting)),
            None => self.attribute(name, text),
        }
    }

    /// An id of the document's.
    fn id(&mut self, id: &str) {
        self.attribute("id", &format!("{}{id}", self.parts.ids_begin));
    }

    /// The address of one of the document's ids.
    fn href_here(&mut self, id: &str) {
        self.attribute("href", &format!("#{}{id}", self.parts.ids_begin));
    }

    fn attribute(&mut self, name: &str, value: &str) {
        self.out.push_str(&format!(" {name}=\""));
        push_escaped(value, &mut self.out);
        self.out.push('"');
    }
}
