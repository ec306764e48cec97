//! Headings, with what the tool adds to them.

use super::{Writer, push_escaped};

impl Writer<'_> {
    pub(super) fn heading(&mut self, index: u32, number: u32) {
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
}
