//! The quick ways through a text end where the slow ones do.

use lectern::text::{Range, Token, TokenKind, sentence_around, tokens};
use proptest::prelude::*;
use unicode_segmentation::UnicodeSegmentation;

use super::cases;

fn units(text: &str) -> Vec<Token> {
    let mut out = Vec::new();
    tokens(text, &mut out);
    out
}

proptest! {
    #![proptest_config(cases(2000))]

    #[test]
    fn ascii_is_cut_into_words_as_any_text(text in "[a-c1-2_.,:;'\"!? \t\n\r\u{b}\u{c}\u{1}\u{1f}sS-]{0,24}|[ -~]{0,24}") {
        // A dash parts words and is no ASCII, so that the text goes the other way.
        let mut slow = units(&format!("{text}—"));
        slow.pop();
        prop_assert_eq!(units(&text), slow);
    }

    #[test]
    fn units_are_words_of_uax_29_without_their_possessive(text in "[a-cé中ß1-2_.,:;'’\" \ns\u{301}\u{200d}-]{0,24}") {
        let borders: Vec<usize> = text.split_word_bound_indices().map(|(at, _)| at).collect();
        let mut end = 0;
        for unit in units(&text) {
            prop_assert_eq!(unit.range.start, end, "units lie side by side");
            end = unit.range.end;
            let begins_a_word = borders.contains(&(unit.range.start as usize));
            prop_assert!(begins_a_word || unit.kind == TokenKind::Possessive, "{unit:?}");
        }
        prop_assert_eq!(end as usize, text.len());
    }

    #[test]
    fn a_sentence_is_one_of_uax_29(
        words in prop::collection::vec("war|state|Peace|Order|1999|3[.]5|\\(so\\)|“so”|end\\)|état|战争|так", 1..12),
        joints in prop::collection::vec("[.] |[?] |! |… |, | |\n|[.]\n|[.]” |[.]\\) |: |。|[.][.][.] |[.] “|[?]! |！|。", 12),
        picked in any::<prop::sample::Index>(),
    ) {
        let mut text = String::new();
        let mut places = Vec::new();
        for (word, joint) in words.iter().zip(&joints) {
            let start = text.len();
            text.push_str(word);
            let sign = |ch: char| !ch.is_alphanumeric();
            let lead = word.len() - word.trim_start_matches(sign).len();
            places.push(Range::new(start + lead, start + word.trim_end_matches(sign).len()));
            text.push_str(joint);
        }
        let place = places[picked.index(places.len())];
        let spaced = text.replace('\n', " ");
        let sentence = spaced
            .split_sentence_bound_indices()
            .find(|(start, piece)| place.start < (start + piece.len()) as u32)
            .map(|(_, piece)| piece.trim().to_owned());
        let found = sentence_around(&text, place);
        prop_assert_eq!(Some(found.of(&spaced).to_owned()), sentence, "{:?} in {:?}", place.of(&text), text);
    }
}
