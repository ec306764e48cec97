//! Footnotes, as they come.

use super::super::Note;
use super::{Builder, NodeKind};
use crate::diagnostic::messages;
use crate::text::Range;

impl Builder {
    pub(super) fn note_index(&mut self, name: &str) -> u32 {
        if let Some(index) = self.notes.get(name) {
            return *index;
        }
        let index = self.new_note(name);
        self.notes.insert(name.into(), index);
        index
    }

    pub(super) fn new_note(&mut self, name: &str) -> u32 {
        self.doc.notes.push(Note { name: name.into(), node: None, reference: None, at: 0, outermost: 0 });
        self.doc.notes.len() as u32 - 1
    }

    pub(super) fn note_definition(&mut self, name: &str, range: Range) -> NodeKind {
        let mut index = self.note_index(name);
        if self.doc.notes[index as usize].node.is_some() {
            // A second one of that name is a note of its own, to which nothing refers.
            self.diagnostics.push(messages::page::doubled_note(&self.doc.path, range, name));
            index = self.new_note(name);
        }
        self.note = Some(index);
        self.doc.notes[index as usize].node = Some(self.doc.nodes.len() as u32);
        NodeKind::Note(index)
    }

    pub(super) fn note_reference(&mut self, name: &str, range: Range) {
        let index = self.note_index(name);
        self.leaf(NodeKind::NoteRef(index), range, "");
    }
}
