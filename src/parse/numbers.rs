//! Footnotes in the order of reading: their numbers, where they are read, and those that nobody comes to.

use std::collections::BTreeSet;

use super::{Doc, NodeKind};
use crate::diagnostic::{Diagnostic, messages};

/// Numbers the notes as a reader comes to them: at the first reference in the body, or in a note that the body leads
/// to. Those that it doesn't lead to come last and are reported.
pub fn number(doc: &mut Doc, out: &mut Vec<Diagnostic>) {
    if doc.notes.is_empty() {
        return;
    }
    let (in_body, in_notes) = references(doc);
    let mut order: Vec<u32> = Vec::with_capacity(doc.notes.len());
    let mut is_read = vec![false; doc.notes.len()];
    // References to be followed, the next one last, each with the place in the body that leads to it.
    let mut todo: Vec<(u32, Option<u32>)> = in_body.into_iter().rev().map(|node| (node, None)).collect();
    while let Some((node, outermost)) = todo.pop() {
        let (NodeKind::NoteRef(note), at) =
            (doc.nodes[node as usize].kind, doc.nodes[node as usize].text.start)
        else {
            continue;
        };
        if std::mem::replace(&mut is_read[note as usize], true) {
            continue;
        }
        let outermost = outermost.unwrap_or(at);
        order.push(note);
        let known = &mut doc.notes[note as usize];
        (known.reference, known.at, known.outermost) = (Some(node), at, outermost);
        todo.extend(in_notes[note as usize].iter().rev().map(|node| (*node, Some(outermost))));
    }
    let mut names: BTreeSet<&str> = BTreeSet::new();
    for (note, known) in doc.notes.iter().enumerate() {
        // A second note of a name was reported as such.
        let is_first = names.insert(&known.name);
        if is_read[note] {
            continue;
        }
        order.push(note as u32);
        if let Some(node) = known.node.filter(|_| is_first) {
            let range = doc.nodes[node as usize].range;
            out.push(messages::page::unreferred_note(&doc.path, range, &known.name));
        }
    }
    put_in_order(doc, &order);
}

/// The nodes that refer to notes: those of the body, and those of each note.
fn references(doc: &Doc) -> (Vec<u32>, Vec<Vec<u32>>) {
    let (mut in_body, mut in_notes) = (Vec::new(), vec![Vec::new(); doc.notes.len()]);
    // Notes that are open, and the node after each.
    let mut open: Vec<(u32, u32)> = Vec::new();
    for (index, node) in doc.nodes.iter().enumerate() {
        while open.last().is_some_and(|(_, end)| *end as usize <= index) {
            open.pop();
        }
        match (node.kind, open.last()) {
            (NodeKind::Note(note), _) => open.push((note, node.end)),
            (NodeKind::NoteRef(_), Some((note, _))) => in_notes[*note as usize].push(index as u32),
            (NodeKind::NoteRef(_), None) => in_body.push(index as u32),
            _ => {}
        }
    }
    (in_body, in_notes)
}

/// `order[new]` is the index that a note had.
fn put_in_order(doc: &mut Doc, order: &[u32]) {
    let mut place = vec![0; order.len()];
    for (new, old) in order.iter().enumerate() {
        place[*old as usize] = new as u32;
    }
    for node in &mut doc.nodes {
        match &mut node.kind {
            NodeKind::Note(note) | NodeKind::NoteRef(note) => *note = place[*note as usize],
            _ => {}
        }
    }
    for run in &mut doc.runs {
        run.note = run.note.map(|note| place[note as usize]);
    }
    doc.notes = order.iter().map(|old| doc.notes[*old as usize].clone()).collect();
}
