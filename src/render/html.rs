//! The tree to HTML, from a closed list of elements and attributes.
//!
//! Where the author's Markdown is plain CommonMark, the bytes are those of pulldown-cmark's own writer (but for
//! void elements, written `<br>`). What the tool adds to the author's words is in elements with `data-aside`.

mod inline;

use pulldown_cmark_escape::{escape_href, escape_html, escape_html_body_text};

use crate::parse::{Alert, Align, Doc, NodeKind};
use crate::text::typography::{Edit, Setting, push_set, set};
use crate::text::{Range, without_nul};

/// Everything that a page's text needs beside its tree. Vectors are indexed like the document's own.
#[derive(Default, Hash)]
pub struct Parts<'a> {
    /// How the document's text is set; none of it where there are none.
    pub edits: &'a [Edit],
    /// How alternative texts and titles are; none are where there is none.
    pub setting: Option<&'static Setting>,
    /// Where each link leads and what it shows.
    pub links: Vec<LinkPart<'a>>,
    /// Addresses of images relative to the page; none where one is missing.
    pub images: Vec<Option<String>>,
    /// Each citation as HTML.
    pub citations: Vec<String>,
    /// Mentions that aren't links by hand, in the order of the text.
    pub marks: Vec<Mark<'a>>,
    /// Stretches of nodes that stand side by side.
    pub uses: Vec<UsePart>,
    /// The heading above them.
    pub uses_title: String,
    /// Its level.
    pub uses_level: u8,
    /// `rails[heading]`: what stands beside the section under that heading; may be empty or shorter.
    pub rails: Vec<String>,
    /// What is added to a heading's level.
    pub heading_shift: i8,
    /// Whether headings have ids.
    pub heading_ids: bool,
    /// Whether the document's direct paragraphs are numbered.
    pub numbered: bool,
    /// What every id begins with where the text stands among others, which has no previews; empty on its own page.
    pub ids_begin: String,
    /// What the renderer itself says.
    pub phrases: Phrases,
}

/// The renderer's own words.
#[derive(Clone, Debug, Default, Hash)]
pub struct Phrases {
    /// "Concepts in this section"
    pub rail: String,
    /// "Paragraph"
    pub paragraph: String,
    /// "Note", of a footnote
    pub note: String,
    /// "Back to reference"
    pub back: String,
    /// "Table"
    pub table: String,
    /// "done"
    pub done: String,
    /// "to do"
    pub open: String,
    /// Titles of the five callouts, in the order of [`Alert`].
    pub alerts: [String; 5],
}

/// A link as it is written.
#[derive(Clone, Debug, Default, Hash)]
pub struct LinkPart<'a> {
    /// The address; none for a link that leads nowhere, of which only the words are written.
    pub href: Option<String>,
    /// The entry that it leads to: `concepts/new-war`.
    pub entry: Option<&'a str>,
    /// The mention's number on the page, from 1; 0 where it counts as none.
    pub number: usize,
    /// What is shown in place of the label.
    pub shown: Option<String>,
}

/// A mention that the tool found.
#[derive(Clone, Debug, Hash)]
pub struct Mark<'a> {
    /// Bytes in the document's text.
    pub text: Range,
    /// The mention's number on the page, from 1.
    pub number: usize,
    /// `concepts/new-war`
    pub entry: &'a str,
    /// The address of a link; none where it is only marked.
    pub href: Option<String>,
}

/// A part of a concept that tells one article's use.
#[derive(Clone, Debug, Default, Hash)]
pub struct UsePart {
    /// Its first node, a heading.
    pub start: u32,
    /// The node after its last.
    pub end: u32,
    /// `a`, `b`, or `use`.
    pub class: String,
    /// The article's letter.
    pub letter: String,
}

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

    fn heading(&mut self, index: u32, number: u32) {
        let doc = self.doc;
        let heading = &doc.headings[number as usize];
        let level = (heading.level as i8 + self.parts.heading_shift + self.extra_level).clamp(1, 6);
        self.line();
        self.out.push_str(&format!("<h{level}"));
        if self.parts.heading_ids {
            self.id(&heading.id);
        }
        if !heading.classes.is_empty() {
            self.attribute("class", &heading.classes.join(" "));
        }
        self.out.push('>');
        for id in heading.formerly.iter().filter(|_| self.parts.heading_ids) {
            self.out.push_str("<span");
            self.attribute("id", id);
            self.out.push_str(" data-aside></span>");
        }
        if let Some(part) = self.parts.uses.iter().find(|part| part.start == index) {
            self.out.push_str(&format!("<span class=\"sig {}\" data-aside>", part.class));
            push_escaped(&part.letter, &mut self.out);
            self.out.push_str("</span> ");
        }
        self.inline(index + 1, doc.nodes[index as usize].end);
        self.out.push_str(&format!("</h{level}>\n"));
        self.rail(number);
        self.waiting_notes();
    }

    /// The concepts of a section, under its heading.
    fn rail(&mut self, heading: u32) {
        let Some(links) = self.parts.rails.get(heading as usize).filter(|links| !links.is_empty()) else {
            return;
        };
        self.out.push_str("<p class=\"rail\" data-aside><span class=\"kicker\">");
        push_escaped(&self.parts.phrases.rail, &mut self.out);
        self.out.push_str("</span> ");
        self.out.push_str(links);
        self.out.push_str("</p>\n");
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

    fn table(&mut self, index: u32) {
        let doc = self.doc;
        self.line();
        self.out.push_str("<div class=\"table\" role=\"region\" tabindex=\"0\"");
        // Of several, each has a name of its own.
        self.n_tables += 1;
        self.attribute("aria-label", &format!("{} {}", self.parts.phrases.table, self.n_tables));
        self.out.push_str(">\n<table>\n");
        let mut has_body = false;
        for row in doc.children(Some(index)) {
            let is_head = doc.nodes[row as usize].kind == NodeKind::TableHead;
            if is_head {
                self.out.push_str("<thead>\n");
            } else if !has_body {
                has_body = true;
                self.out.push_str("<tbody>\n");
            }
            self.out.push_str("<tr>");
            for cell in doc.children(Some(row)) {
                self.cell(cell, is_head);
            }
            self.out.push_str("</tr>\n");
            if is_head {
                self.out.push_str("</thead>\n");
            }
        }
        self.out.push_str(if has_body { "</tbody>\n</table>\n</div>\n" } else { "</table>\n</div>\n" });
        self.waiting_notes();
    }

    fn cell(&mut self, index: u32, is_head: bool) {
        let class = match self.doc.nodes[index as usize].kind {
            NodeKind::TableCell(Align::Left) => " class=\"left\"",
            NodeKind::TableCell(Align::Centre) => " class=\"centre\"",
            NodeKind::TableCell(Align::Right) => " class=\"right\"",
            _ => "",
        };
        let (name, scope) = if is_head { ("th", " scope=\"col\"") } else { ("td", "") };
        self.out.push_str(&format!("<{name}{scope}{class}>"));
        self.children(index);
        self.out.push_str(&format!("</{name}>"));
    }

    /// Notes of several paragraphs, and those that a heading, a cell, a link or a note refers to, follow the block. One
    /// after the other, not inside each other: a chain of notes may be longer than the stack is deep.
    fn waiting_notes(&mut self) {
        if self.in_note {
            return;
        }
        self.in_note = true;
        let mut n_written = 0;
        while let Some(note) = self.waiting.get(n_written).copied() {
            n_written += 1;
            let Some(node) = self.doc.notes[note as usize].node else { continue };
            self.line();
            self.out.push_str("<div class=\"sn\" role=\"note\"");
            self.id(&format!("n{}", note + 1));
            self.out.push_str(">\n");
            self.back_link(note);
            self.out.push('\n');
            self.children(node);
            self.line();
            self.out.push_str("</div>\n");
        }
        self.waiting.clear();
        self.in_note = false;
    }

    fn back_link(&mut self, note: u32) {
        let n = note + 1;
        self.out.push_str("<a class=\"snr\"");
        self.href_here(&format!("r{n}"));
        self.out.push_str(" data-aside aria-label=\"");
        push_escaped(&self.parts.phrases.back, &mut self.out);
        self.out.push_str(&format!(" {n}\">{n}</a> "));
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
