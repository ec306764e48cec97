//! Whatever is edited: two states compared one way say what they say the other way round.

use std::path::Path;

use lectern::compare::Changes;
use lectern::load::load;
use proptest::prelude::*;

use super::cases;
use super::memory::{apply, edits};
use crate::comparing::changes;

/// The changes with before and after in each other's places, without what only one side names.
fn turned(mut changes: Changes, turn: bool) -> String {
    if turn {
        std::mem::swap(&mut changes.addresses.gained, &mut changes.addresses.lost);
        std::mem::swap(&mut changes.anchors.gained, &mut changes.anchors.lost);
        std::mem::swap(&mut changes.links.gained, &mut changes.links.lost);
        std::mem::swap(&mut changes.relations.gained, &mut changes.relations.lost);
        std::mem::swap(&mut changes.findings.gained, &mut changes.findings.lost);
        std::mem::swap(&mut changes.errors.before, &mut changes.errors.after);
        changes.pages.iter_mut().for_each(|it| std::mem::swap(&mut it.before, &mut it.after));
        changes.mentions.iter_mut().for_each(|it| std::mem::swap(&mut it.before, &mut it.after));
        changes.definitions.iter_mut().for_each(|it| std::mem::swap(&mut it.before, &mut it.after));
        changes.quotations.iter_mut().for_each(|it| std::mem::swap(&mut it.before, &mut it.after));
    }
    let sorted = |mut lines: Vec<String>| {
        lines.sort();
        lines.join("\n")
    };
    let pages = changes.pages.iter().map(|it| format!("{it:?}")).collect();
    let mentions = changes.mentions.iter().map(|it| format!("{} {}", it.before, it.after)).collect();
    let definitions = changes.definitions.iter().map(|it| format!("{} {}", it.before, it.after)).collect();
    let quotations = changes.quotations.iter();
    let quotations = quotations.map(|it| format!("{} {:?} {:?}", it.source, it.before, it.after)).collect();
    let lists = [pages, mentions, definitions, quotations].map(sorted).join("\n--\n");
    let Changes { addresses, anchors, links, relations, findings, errors, .. } = changes;
    format!("{lists}\n{addresses:#?}\n{anchors:#?}\n{links:#?}\n{relations:#?}\n{findings:#?}\n{errors:#?}")
}

proptest! {
    #![proptest_config(cases(32))]

    #[test]
    fn changes_turned_round_are_those_of_the_states_turned_round(first in edits(), then in edits()) {
        let start = load(&Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/sites/small")).unwrap();
        let mut before = start.clone();
        first.into_iter().for_each(|edit| apply(&mut before, &start, edit));
        let mut after = before.clone();
        then.into_iter().for_each(|edit| apply(&mut after, &start, edit));
        prop_assert!(changes(&before, &before).is_empty());
        let there = changes(&before, &after);
        let back = changes(&after, &before);
        prop_assert_eq!(there.is_empty(), back.is_empty());
        prop_assert_eq!(turned(there, false), turned(back, true));
    }
}
