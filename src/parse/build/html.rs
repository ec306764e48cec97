//! The HTML that content may hold, and comments that silence a finding.

use super::super::allowed;
use super::super::html_tags::{self, Piece};
use super::{Builder, NodeKind};
use crate::diagnostic::messages;
use crate::text::Range;

impl Builder {
    pub(super) fn inline_html(&mut self, html: &str, range: Range) {
        if self.options.trust_html {
            let index = self.doc.words.len() as u32;
            self.doc.words.push(html.into());
            return self.leaf(NodeKind::Raw(index), range, "");
        }
        let path = self.doc.path.clone();
        match html_tags::piece(html) {
            Piece::Open(tag) if self.stack.len() < self.options.nesting => {
                self.flush();
                self.ensure_run();
                let index = self.doc.tags.len() as u32;
                self.doc.tags.push(tag);
                self.open(NodeKind::Tag(index), range);
            }
            Piece::Close(name) => {
                self.flush();
                let top = self.stack.last().map(|node| self.doc.nodes[*node as usize].kind);
                match top {
                    Some(NodeKind::Tag(tag)) if self.doc.tags[tag as usize].name == name => {
                        self.close();
                    }
                    _ if self.closes_refused(name) => {}
                    _ => self.diagnostics.push(messages::page::unopened_tag(&path, range, name)),
                }
            }
            Piece::Break => self.leaf(NodeKind::HardBreak, range, "\n"),
            Piece::Comment(words) => self.comment(&words, range),
            Piece::Refused if html.starts_with("</") && self.closes_refused(&tag_name(html)) => {}
            Piece::Open(_) | Piece::Refused => {
                if !html.starts_with("</") && !html.ends_with("/>") {
                    *self.refused.entry(tag_name(html)).or_default() += 1;
                }
                self.diagnostics.push(messages::page::raw_html(&path, range, html));
            }
        }
    }

    /// Whether an opening tag of this name was refused: then that was reported, and its end goes with it.
    fn closes_refused(&mut self, name: &str) -> bool {
        match self.refused.get_mut(name) {
            Some(n_open) if *n_open > 0 => {
                *n_open -= 1;
                true
            }
            _ => false,
        }
    }

    /// A tag that its block doesn't close ends with the block, and is reported.
    pub(super) fn close_unclosed_tags(&mut self) {
        while let Some(node) = self.stack.last().copied() {
            let NodeKind::Tag(tag) = self.doc.nodes[node as usize].kind else { return };
            let (range, name) = (self.doc.nodes[node as usize].range, self.doc.tags[tag as usize].name);
            self.diagnostics.push(messages::page::unclosed_tag(&self.doc.path, range, name));
            self.close();
        }
    }

    pub(super) fn html_block(&mut self) {
        let Some((html, range)) = self.html.take() else { return };
        let mut rest = html.trim();
        while let Some((comment, after)) = rest.strip_prefix("<!--").and_then(|rest| rest.split_once("-->")) {
            self.comment(comment.trim(), range);
            rest = after.trim_start();
        }
        if self.options.trust_html {
            let index = self.doc.words.len() as u32;
            self.doc.words.push(html.as_str().into());
            return self.push_leaf(NodeKind::Raw(index), range, "");
        }
        if !rest.is_empty() {
            self.allow_in(range);
            self.diagnostics.push(messages::page::raw_html(&self.doc.path, range, rest));
        }
    }

    /// A comment is dropped, unless it silences a finding.
    pub(super) fn comment(&mut self, words: &str, range: Range) {
        self.allows.extend(allowed::read(words, range, &self.doc.path, &mut self.diagnostics));
    }
}

/// `div` of `<div class="x">` and of `</div>`.
fn tag_name(html: &str) -> String {
    let name = html.trim_start_matches(['<', '/']);
    let n_name = name.find(|ch: char| !ch.is_ascii_alphanumeric()).unwrap_or(name.len());
    name[..n_name].to_ascii_lowercase()
}
