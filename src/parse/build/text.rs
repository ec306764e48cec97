//! Characters and code: neighbouring events joined, citations and addresses found in them.

use pulldown_cmark::CowStr;

use super::super::citations;
use super::{Builder, Node, NodeKind, Pending};
use crate::diagnostic::messages;
use crate::text::{Range, addresses, hidden_character};

/// A citation is given up when it isn't closed after so many bytes, so that no paragraph is read again and again.
const LONGEST_CITATION: usize = 1000;

impl Builder {
    pub(super) fn characters(&mut self, text: &str, range: Range) {
        let exact = text.len() == range.len() && !text.contains('\0');
        match &mut self.pending {
            Some(pending) if exact && (pending.range.end == range.start || pending.open_citation) => {
                pending.range.end = range.end;
                pending.open_citation = false;
                self.doc.text.push_str(text);
            }
            _ if exact => {
                self.flush();
                self.ensure_run();
                self.pending = Some(Pending { range, text_start: self.doc.text.len(), open_citation: false });
                self.doc.text.push_str(text);
            }
            _ => self.leaf(NodeKind::Text, range, text),
        }
    }

    pub(super) fn soft_break(&mut self, range: Range) {
        if let Some(pending) = &mut self.pending {
            let text = &self.doc.text[pending.text_start..];
            let open = text.rfind("[@").map(|open| &text[open..]);
            if open.is_some_and(|open| open.len() < LONGEST_CITATION && !open.contains(']')) {
                pending.open_citation = true;
                pending.range.end = range.end;
                self.doc.text.push('\n');
                return;
            }
        }
        self.leaf(NodeKind::SoftBreak, range, "\n");
    }

    /// Turns the pending text into nodes: characters, and the citations among them.
    pub(super) fn flush(&mut self) {
        let Some(pending) = self.pending.take() else { return };
        let mut text = &self.doc.text.split_off(pending.text_start)[..];
        let mut start = pending.range.start as usize;
        // `\[@key]` is no citation, and only an escape begins a piece right after a backslash.
        let escaped = usize::from(self.doc.source[..start].ends_with('\\'));
        let mut skip = escaped.min(text.len());
        while let Some((cited, mut citation)) = citations::find(&text[skip..], start + skip) {
            let cited = cited.start + skip..cited.end + skip;
            if cited.start > 0 {
                self.words(&text[..cited.start], Range::new(start, start + cited.start));
            }
            citation.at = self.doc.text.len() as u32;
            let index = self.doc.citations.len() as u32;
            self.push_leaf(NodeKind::Citation(index), citation.range, "");
            self.doc.citations.push(citation);
            text = &text[cited.end..];
            start += cited.end;
            skip = 0;
        }
        if !text.is_empty() {
            // After a citation across lines the end is exact, the start is not.
            let end = pending.range.end as usize;
            self.words(text, Range::new(end - text.len().min(end), end));
        }
    }

    /// A text node; addresses in it are marked as not to be linked, and notes that nobody wrote are reported.
    pub(super) fn words(&mut self, text: &str, range: Range) {
        let at = self.doc.text.len();
        self.push_leaf(NodeKind::Text, range, text);
        for (start, end) in addresses(text) {
            if self.n_opaque == 0 {
                self.doc.opaque.push(Range::new(at + start, at + end));
            }
        }
        // After a backslash it is no note, and only an escape begins a text right after one.
        let escaped = text.starts_with("[^") && self.doc.source[..range.start as usize].ends_with('\\');
        let mut from = usize::from(escaped);
        while let Some(open) = text[from..].find("[^").map(|open| from + open) {
            from = open + 2;
            let n_name = text[from..].find(|ch: char| ch == ']' || ch == '[' || ch.is_whitespace());
            let Some(end) = n_name.map(|n_name| from + n_name).filter(|end| from < *end) else { continue };
            if text[end..].starts_with(']') {
                let place = Range::new(open, end + 1).shifted(range.start as usize);
                self.diagnostics.push(messages::page::unwritten_note(
                    &self.doc.path,
                    place,
                    &text[from..end],
                ));
            }
        }
    }

    pub(super) fn code(&mut self, code: &CowStr<'_>, range: Range) {
        self.leaf(NodeKind::Code, range, code);
        let node = self.doc.nodes.len() as u32 - 1;
        if self.n_opaque == 0 {
            let text = self.doc.nodes[node as usize].text;
            self.doc.opaque.push(text);
        }
        self.check_hidden(node);
    }

    /// Reports the first control character of each line of the body: no page, terminal or export may hold one.
    pub(super) fn check_controls(&mut self, body_start: usize) {
        let mut at = body_start;
        for line in self.doc.source[body_start..].split_inclusive('\n') {
            let control =
                line.char_indices().find(|(_, ch)| ch.is_control() && !matches!(ch, '\t' | '\r' | '\n'));
            if let Some((place, ch)) = control {
                let range = Range::new(at + place, at + place + ch.len_utf8());
                self.diagnostics.push(messages::page::hidden_character(&self.doc.path, range, "line", ch));
            }
            at += line.len();
        }
    }

    pub(super) fn check_hidden(&mut self, node: u32) {
        let Node { kind, text, .. } = self.doc.nodes[node as usize];
        if let Some((at, ch)) = hidden_character(text.of(&self.doc.text)) {
            let what = if matches!(kind, NodeKind::Heading(_)) { "heading" } else { "code" };
            let start = text.start as usize + at;
            let range = self.doc.source_range(Range::new(start, start + ch.len_utf8()));
            self.diagnostics.push(messages::page::hidden_character(&self.doc.path, range, what, ch));
        }
    }
}
