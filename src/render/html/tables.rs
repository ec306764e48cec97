//! Tables.

use super::Writer;
use crate::parse::{Align, NodeKind};

impl Writer<'_> {
    pub(super) fn table(&mut self, index: u32) {
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
}
