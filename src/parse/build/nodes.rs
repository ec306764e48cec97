//! Nodes opened and closed, and the runs of text that they hold.

use super::super::{Allowed, Node, NodeKind, Run, RunPlace};
use super::Builder;
use crate::text::{Range, without_nul};

impl Builder {
    pub(super) fn open(&mut self, kind: NodeKind, range: Range) -> u32 {
        if kind.is_block() {
            // No block stands in an element within a line.
            self.close_unclosed_tags();
        }
        let index = self.doc.nodes.len() as u32;
        let at = self.doc.text.len();
        self.doc.nodes.push(Node { kind, range, text: Range::new(at, at), end: index + 1 });
        self.stack.push(index);
        if kind.is_block() {
            self.allow_in(range);
        }
        index
    }

    /// What comments before it allow is allowed in this block.
    pub(super) fn allow_in(&mut self, place: Range) {
        self.doc.allowed.extend(self.allows.drain(..).map(|allowed| Allowed { place, ..allowed }));
    }

    pub(super) fn close(&mut self) -> u32 {
        // The parser closes what it opens, and what is too deep is counted apart.
        let index = self.stack.pop().unwrap_or(0);
        let (text_end, end) = (self.doc.text.len() as u32, self.doc.nodes.len() as u32);
        if let Some(node) = self.doc.nodes.get_mut(index as usize) {
            node.text.end = text_end;
            node.end = end;
        }
        index
    }

    /// A node without descendants that shows `text`.
    pub(super) fn leaf(&mut self, kind: NodeKind, range: Range, text: &str) {
        self.flush();
        self.ensure_run();
        self.push_leaf(kind, range, text);
    }

    pub(super) fn push_leaf(&mut self, kind: NodeKind, range: Range, text: &str) {
        let start = self.doc.text.len();
        self.doc.text.push_str(&without_nul(text));
        let end = self.doc.nodes.len() as u32 + 1;
        let text = Range::new(start, self.doc.text.len());
        self.doc.nodes.push(Node { kind, range, text, end });
        // A mention can't go across a note's mark, a citation or an image: they stand between its words.
        if text.is_empty() && self.n_opaque == 0 {
            self.doc.opaque.push(text);
        }
    }

    pub(super) fn ensure_run(&mut self) {
        if self.run.is_some() {
            return;
        }
        let holder = self.stack.last().map(|node| self.doc.nodes[*node as usize].kind);
        let place = match holder {
            Some(NodeKind::Heading(_)) => RunPlace::Heading,
            Some(NodeKind::CodeBlock(_)) => RunPlace::Code,
            Some(NodeKind::Item | NodeKind::TableCell(_) | NodeKind::DefinitionTerm) => RunPlace::Cell,
            _ => RunPlace::Prose,
        };
        self.run = Some((self.doc.text.len() as u32, place));
    }

    pub(super) fn close_run(&mut self) {
        if let Some((start, place)) = self.run.take() {
            let text = Range { start, end: self.doc.text.len() as u32 };
            let run = Run { text, place, section: 0, paragraph: 0, note: self.note };
            self.doc.runs.push(run);
            self.doc.text.push('\n');
        }
    }

    pub(super) fn rule(&mut self, range: Range) {
        self.flush();
        self.close_run();
        let node = self.open(NodeKind::Rule, range);
        self.stack.pop();
        self.doc.nodes[node as usize].end = node + 1;
    }
}
