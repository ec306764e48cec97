//! The typography of a document's text: what is prose in it, and in which language.
//!
//! Code, addresses, what is typed on a keyboard and trusted HTML stay as they are; so does a mark behind a backslash.

use crate::parse::{Doc, LinkStyle, Node, NodeKind};
use crate::text::typography::{Edit, Setter, Setting, setting_of};

/// Elements of trusted HTML in which nothing is set.
const VERBATIM: [&str; 8] = ["code", "kbd", "samp", "var", "tt", "pre", "script", "math"];

/// The edits of [`Doc::text`], whose language is `setting`'s but where a tag says otherwise.
pub fn edits(doc: &Doc, setting: &'static Setting) -> Vec<Edit> {
    let mut setter = Setter::default();
    // Tags with a language of their own: the node after them, and what they leave to.
    let mut tongues: Vec<(u32, usize, &'static Setting)> = Vec::new();
    let mut run = None;
    let (mut verbatim_until, mut n_verbatim) = (0, 0_usize);
    for (index, node) in doc.nodes.iter().enumerate().filter(|(_, node)| !node.kind.is_block()) {
        let index = index as u32;
        while let Some((_, n_outside, _)) = tongues.pop_if(|(end, _, _)| *end <= index) {
            setter.leave(n_outside);
        }
        let own = doc.run_at(node.text.start);
        if let Some(own) = own.filter(|_| own != run) {
            setter.begin(doc.runs[own as usize].text.start as usize);
            (run, n_verbatim) = (Some(own), 0);
        }
        let end = run.map_or(node.text.end, |run| doc.runs[run as usize].text.end) as usize;
        if index < verbatim_until
            || n_verbatim > 0 && matches!(node.kind, NodeKind::Text | NodeKind::SoftBreak)
        {
            setter.pass(node.text.end as usize);
            continue;
        }
        let setting = tongues.last().map_or(setting, |(_, _, setting)| *setting);
        match node.kind {
            NodeKind::Text | NodeKind::SoftBreak => {
                let start = node.text.start as usize + n_escaped(doc, node);
                setter.piece(&doc.text[..end], start, node.text.end as usize, setting);
            }
            NodeKind::Tag(tag) => match doc.tags[tag as usize].language() {
                _ if doc.tags[tag as usize].name == "kbd" => verbatim_until = node.end,
                Some(own) => tongues.push((node.end, setter.enter(), setting_of(own).unwrap_or(setting))),
                None => {}
            },
            NodeKind::Link(link) => {
                if matches!(doc.links[link as usize].style, LinkStyle::Autolink | LinkStyle::Email) {
                    verbatim_until = node.end;
                }
            }
            NodeKind::Raw(words) => {
                n_verbatim = verbatim_after(n_verbatim, &doc.words[words as usize]);
                setter.pass(node.text.end as usize);
            }
            NodeKind::Code
            | NodeKind::Image(_)
            | NodeKind::NoteRef(_)
            | NodeKind::Citation(_)
            | NodeKind::Task(_) => setter.pass(node.text.end as usize),
            _ => {}
        }
    }
    setter.finish()
}

/// Bytes at the beginning of a node that were escaped: all of it where it was written as an entity.
fn n_escaped(doc: &Doc, node: &Node) -> usize {
    if node.kind == NodeKind::SoftBreak {
        return 0;
    }
    if node.text.len() != node.range.len() {
        return node.text.len();
    }
    // Where the range isn't exact, after a citation across lines, it may begin inside a character.
    let before = doc.source.get(..node.range.start as usize).unwrap_or_default();
    let first = node.text.of(&doc.text).chars().next();
    first.filter(|_| before.ends_with('\\')).map_or(0, char::len_utf8)
}

/// How many verbatim elements are open after this piece of HTML.
fn verbatim_after(n_open: usize, html: &str) -> usize {
    let inside = html.trim_start_matches('<');
    let (is_end, name) = inside.strip_prefix('/').map_or((false, inside), |name| (true, name));
    let n_name = name.find(|ch: char| !ch.is_ascii_alphanumeric()).unwrap_or(name.len());
    let is_verbatim = VERBATIM.iter().any(|known| known.eq_ignore_ascii_case(&name[..n_name]));
    match (is_verbatim, is_end) {
        (true, false) => n_open + 1,
        (true, true) => n_open.saturating_sub(1),
        (false, _) => n_open,
    }
}
