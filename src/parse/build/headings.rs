//! Headings and their attributes.

use pulldown_cmark::CowStr;

use super::super::{Heading, NodeKind, outline};
use super::Builder;
use crate::diagnostic::messages;
use crate::text::Range;

impl Builder {
    pub(super) fn heading(
        &mut self,
        level: u8,
        id: Option<&str>,
        classes: &[CowStr<'_>],
        range: Range,
    ) -> NodeKind {
        let reserved: Vec<String> = classes
            .iter()
            .map(ToString::to_string)
            .filter(|class| outline::is_reserved_class(class))
            .collect();
        for class in &reserved {
            self.diagnostics.push(messages::page::reserved_class(&self.doc.path, range, class));
        }
        let index = self.doc.headings.len() as u32;
        let at = self.doc.text.len();
        self.doc.headings.push(Heading {
            level,
            id: id.unwrap_or("").to_owned(),
            explicit: id.is_some_and(|id| !id.is_empty()),
            classes: classes
                .iter()
                .map(ToString::to_string)
                .filter(|class| !reserved.contains(class))
                .collect(),
            formerly: Vec::new(),
            range,
            text: Range::new(at, at),
            node: self.doc.nodes.len() as u32,
            only_link: None,
        });
        NodeKind::Heading(index)
    }

    /// The ids that the heading begun last had before.
    pub(super) fn former_ids(&mut self, attributes: &[(CowStr<'_>, Option<CowStr<'_>>)], range: Range) {
        let Some(heading) = self.doc.headings.last_mut() else { return };
        let mut unknown = None;
        for (name, value) in attributes {
            match value.as_deref().filter(|id| name.as_ref() == "formerly" && !id.is_empty()) {
                Some(id) => heading.formerly.push(id.to_owned()),
                None => unknown = unknown.or(Some(name)),
            }
        }
        if let Some(name) = unknown {
            self.diagnostics.push(messages::page::heading_attribute(&self.doc.path, range, name));
        }
    }

    pub(super) fn end_heading(&mut self, heading: u32, node: u32) {
        let text = self.doc.nodes[node as usize].text;
        let only = self.doc.nodes.get(node as usize + 1).filter(|first| {
            first.end as usize == self.doc.nodes.len() && matches!(first.kind, NodeKind::Link(_))
        });
        let only = only.map(|first| first.kind);
        let heading = &mut self.doc.headings[heading as usize];
        heading.text = text;
        if let Some(NodeKind::Link(link)) = only {
            heading.only_link = Some(link);
        }
        self.check_hidden(node);
    }
}
