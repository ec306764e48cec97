//! Whatever is edited: two states compared one way say what they say the other way round.

use std::path::Path;

use lectern::load::load;
use proptest::prelude::*;

use super::cases;
use super::memory::{apply, edits};
use crate::comparing::{changes, told, turned};

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
        prop_assert_eq!(told(there), told(turned(back)));
    }
}
