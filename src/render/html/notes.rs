//! Notes that stand below the block that refers to them.

use super::{Writer, push_escaped};

impl Writer<'_> {
    /// Notes of several paragraphs, and those that a heading, a cell, a link or a note refers to, follow the block. One
    /// after the other, not inside each other: a chain of notes may be longer than the stack is deep.
    pub(super) fn waiting_notes(&mut self) {
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

    pub(super) fn back_link(&mut self, note: u32) {
        let n = note + 1;
        self.out.push_str("<a class=\"snr\"");
        self.href_here(&format!("r{n}"));
        self.out.push_str(" data-aside aria-label=\"");
        push_escaped(&self.parts.phrases.back, &mut self.out);
        self.out.push_str(&format!(" {n}\">{n}</a> "));
    }
}
