//! What is found in a source and what is not. Properties over generated sources, then the rules by example.

use lectern::quote::{GAP_WORDS, INSERTION_WORDS, MOST_RUNS, Miss, Part, Remedy, Source, find};
use proptest::prelude::*;

/// A word of a generated source, and what is set around it.
#[derive(Clone, Debug)]
struct Piece {
    word: String,
    opens: bool,
    closes: bool,
    after: After,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum After {
    Nothing,
    Comma,
    Stop,
    Semicolon,
    Dash,
    Ellipsis,
}

/// Choices of a setter: the same bytes make the same choices.
struct Dice<'a> {
    bytes: &'a [u8],
    at: usize,
}

impl Dice<'_> {
    fn pick<'b>(&mut self, choices: &[&'b str]) -> &'b str {
        self.at += 1;
        choices[usize::from(self.bytes[self.at % self.bytes.len()]) % choices.len()]
    }

    fn one_in(&mut self, n: u8) -> bool {
        self.at += 1;
        self.bytes[self.at % self.bytes.len()].is_multiple_of(n)
    }
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Setting {
    /// Lines may break inside words.
    Source,
    Page,
}

/// The pieces as text, in one of the many ways to set them.
fn set(pieces: &[Piece], setting: Setting, dice: &mut Dice) -> String {
    let mut out = String::new();
    for (index, piece) in pieces.iter().enumerate() {
        let last = index + 1 == pieces.len();
        if piece.opens {
            out.push_str(dice.pick(&["\"", "“", "«\u{a0}", "‘", "'", "„", "‹\u{202f}", "``"]));
        }
        set_word(&piece.word, setting, dice, &mut out);
        let close = match piece.closes {
            true => dice.pick(&["\"", "”", "\u{a0}»", "’", "'", "“", "\u{202f}›", "''"]),
            false => "",
        };
        let point = match piece.after {
            _ if last && setting == Setting::Page => dice.pick(&["", ",", "."]),
            After::Comma => ",",
            After::Stop => ".",
            After::Semicolon => ";",
            After::Dash => dice.pick(&["–", " – ", "—", " — ", "--", " -- ", "---", " - ", "\u{2012}"]),
            After::Ellipsis => dice.pick(&["...", "…", " . . .", " …", "\u{a0}..."]),
            After::Nothing => "",
        };
        // British and American setting.
        let inside = matches!(point, "," | ".") && dice.one_in(2);
        let (one, other) = if inside { (point, close) } else { (close, point) };
        out.push_str(one);
        out.push_str(other);
        if !last && (piece.after != After::Dash || dice.one_in(2)) {
            out.push_str(dice.pick(&[" ", "  ", "\n", "\u{a0}", " \r\n", "\t", "\u{2009}"]));
        }
    }
    out
}

fn set_word(word: &str, setting: Setting, dice: &mut Dice, out: &mut String) {
    let breaks = setting == Setting::Source && dice.one_in(3);
    let middle = word.chars().count() / 2;
    let mut rest = word.chars().enumerate().peekable();
    while let Some((index, ch)) = rest.next() {
        let next = rest.peek().map(|(_, next)| *next);
        match ch {
            '\'' => out.push_str(dice.pick(&["'", "’", "ʼ", "´"])),
            '-' if breaks => out.push_str(dice.pick(&["-\n", "-\r\n  "])),
            '-' => out.push_str(dice.pick(&["-", "\u{2010}", "\u{2011}"])),
            'é' => out.push_str(dice.pick(&["é", "e\u{301}"])),
            'f' if next == Some('i') && dice.one_in(2) => {
                out.push('ﬁ');
                rest.next();
            }
            ch => out.push(ch),
        }
        let letters = ch.is_alphabetic() && next.is_some_and(char::is_alphabetic);
        if breaks && !word.contains('-') && letters && index + 1 == middle {
            out.push_str(dice.pick(&["-\n", "\u{ad}\n", "-\n\n", "-\r\n "]));
        } else if letters && dice.one_in(9) {
            out.push_str(dice.pick(&["\u{ad}", "\u{200b}", "\u{2060}", "\u{200d}"]));
        }
    }
}

/// The word with this number; no two are equal.
fn word(number: usize, shape: u8) -> String {
    let mut stem = String::new();
    let mut rest = number + 20;
    while 0 < rest {
        stem.push(char::from(b'b' + (rest % 20) as u8));
        rest /= 20;
    }
    match shape % 6 {
        0 => format!("{stem}fiv"),
        1 => format!("{stem}'s"),
        2 => format!("{stem}-led"),
        3 => format!("{stem}éz"),
        4 => format!("X{stem}"),
        _ => format!("{stem}tion"),
    }
}

fn pieces() -> impl Strategy<Value = Vec<Piece>> {
    let shapes = prop::collection::vec((any::<u8>(), any::<u8>(), any::<u8>()), 8..80);
    shapes.prop_map(|shapes| {
        let piece = |(number, (shape, marks, after)): (usize, (u8, u8, u8))| Piece {
            word: word(number, shape),
            opens: marks % 7 == 0,
            closes: marks % 7 == 1,
            after: match after % 16 {
                0 => After::Comma,
                1 => After::Stop,
                2 => After::Semicolon,
                3 => After::Dash,
                4 => After::Ellipsis,
                _ => After::Nothing,
            },
        };
        shapes.into_iter().enumerate().map(piece).collect()
    })
}

fn choices() -> impl Strategy<Value = Vec<u8>> {
    prop::collection::vec(any::<u8>(), 40..200)
}

/// Two indices into `n`, in order, at least `least` apart.
fn run(n: usize, least: usize, (one, other): (usize, usize)) -> std::ops::Range<usize> {
    let start = one % (n - least + 1);
    start..start + least + other % (n - least - start + 1)
}

fn source(pieces: &[Piece], bytes: &[u8]) -> Source {
    Source::new(&set(pieces, Setting::Source, &mut Dice { bytes, at: 0 }))
}

proptest! {
    #[test]
    fn any_run_of_words_is_found_however_it_is_set(
        pieces in pieces(), one in choices(), other in choices(), ends in any::<(usize, usize)>(),
    ) {
        let range = run(pieces.len(), 1, ends);
        let words = set(&pieces[range.clone()], Setting::Page, &mut Dice { bytes: &other, at: 0 });
        let passage = find(&words, &source(&pieces, &one)).unwrap();
        prop_assert_eq!(passage.parts, [Part { first_word: range.start, n_words: range.len() }]);
    }

    #[test]
    fn words_may_be_left_out_at_a_gap(
        pieces in pieces(), one in choices(), other in choices(), ends in any::<[usize; 4]>(), space in any::<bool>(),
    ) {
        let middle = pieces.len() / 2;
        let first = run(middle, 1, (ends[0], ends[1]));
        let second = run(pieces.len() - middle, 1, (ends[2], ends[3]));
        let second = second.start + middle..second.end + middle;
        let mut dice = Dice { bytes: &other, at: 0 };
        let mut before = pieces[first.clone()].to_vec();
        let gap = dice.pick(&["[...]", "[…]", "[. . .]"]);
        // What is set after the last word would be the first comma or stop of the gap, or not the source's.
        before.iter_mut().last().unwrap().closes = false;
        let mut start = set(&before, Setting::Page, &mut dice);
        start.truncate(start.trim_end_matches([',', '.']).len());
        let end = set(&pieces[second.clone()], Setting::Page, &mut dice);
        let words = if space { format!("{start} {gap} {end}") } else { format!("{start}{gap}{end}") };
        let passage = find(&words, &source(&pieces, &one)).unwrap();
        let parts = [first, second].map(|range| Part { first_word: range.start, n_words: range.len() });
        prop_assert_eq!(passage.parts, parts);
    }

    #[test]
    fn with_one_word_changed_nothing_is_found(
        pieces in pieces(), one in choices(), other in choices(), ends in any::<(usize, usize)>(),
        at in any::<usize>(), how in 0..4u8,
    ) {
        let range = run(pieces.len(), 3, ends);
        let mut quoted = pieces[range].to_vec();
        let at = at % quoted.len();
        match how {
            0 => quoted[at].word.push('q'),
            1 => quoted[at].word = quoted[at].word.to_uppercase(),
            2 => {
                quoted.remove(at.clamp(1, quoted.len() - 2));
            }
            _ => {
                let from = quoted[at].word.clone();
                let beside = if at == 0 { 1 } else { at - 1 };
                quoted[at].word = std::mem::replace(&mut quoted[beside].word, from);
            }
        }
        let words = set(&quoted, Setting::Page, &mut Dice { bytes: &other, at: 0 });
        prop_assert!(find(&words, &source(&pieces, &one)).is_err(), "{}", words);
    }

    #[test]
    fn nothing_is_found_inside_a_word(
        pieces in pieces(), one in choices(), other in choices(), ends in any::<(usize, usize)>(), first in any::<bool>(),
    ) {
        let range = run(pieces.len(), 2, ends);
        let mut quoted = pieces[range].to_vec();
        let at = if first { 0 } else { quoted.len() - 1 };
        let word = &mut quoted[at].word;
        let cut = if first { 0 } else { word.char_indices().last().unwrap().0 };
        word.remove(cut);
        let words = set(&quoted, Setting::Page, &mut Dice { bytes: &other, at: 0 });
        prop_assert!(find(&words, &source(&pieces, &one)).is_err(), "{}", words);
    }

    #[test]
    fn gaps_are_found_where_an_exhaustive_search_finds_them(text in "[abc]{1,14}", runs in "[abc]{1,3}(_[abc]{1,3}){0,3}") {
        let spaced = |run: &str| run.chars().map(String::from).collect::<Vec<_>>().join(" ");
        let words: Vec<String> = runs.split('_').map(spaced).collect();
        let found = find(&words.join(" [...] "), &Source::new(&spaced(&text)));
        let runs: Vec<&str> = runs.split('_').collect();
        let first = exhaustive(&text, 0, &runs);
        prop_assert_eq!(found.ok().map(|passage| passage.parts[0].first_word), first);
    }

    #[test]
    fn no_text_is_too_strange(words in "\\PC{0,40}", text in "\\PC{0,80}", bytes in choices()) {
        let strange = |text: &str| {
            let mut dice = Dice { bytes: &bytes, at: 0 };
            let signs = ["", " ", "[", "]", "...", "'", "-", "\n", "\u{ad}", "\u{301}", ".", "[...]", "中", "s", "\u{0}"];
            text.chars().flat_map(|ch| [ch.to_string(), dice.pick(&signs).to_string()]).collect::<String>()
        };
        let source = Source::new(&strange(&text));
        // Whatever the result: that there is one is the promise.
        let _ = find(&strange(&words), &source);
        let _ = find(&strange(&text), &source);
    }
}

/// Where the runs stand in order from `from` on, the first as early as it can be.
fn exhaustive(text: &str, from: usize, runs: &[&str]) -> Option<usize> {
    let Some((run, rest)) = runs.split_first() else { return Some(from) };
    let stands =
        |at: &usize| text[*at..].starts_with(run) && exhaustive(text, at + run.len(), rest).is_some();
    (from..text.len()).find(stands)
}

fn stands_in(text: &str, words: &str) -> bool {
    find(words, &Source::new(text)).is_ok()
}

#[test]
fn one_last_comma_or_full_stop_may_differ_and_nothing_else() {
    let text = "We live, as he said, in ‘liquid modernity’. Order is gone; chaos isn’t!";
    for words in ["as he said.", "as he said,", "as he said", "in 'liquid modernity.'", "Order is gone,"] {
        assert!(stands_in(text, words), "{words}");
    }
    for words in
        ["as he said;", "We live as he said", "Order is gone!", "chaos isn't?", "in liquid, modernity"]
    {
        assert!(!stands_in(text, words), "{words}");
    }
}

#[test]
fn marks_inside_a_quotation_count() {
    let text = "in line with a ‘human security’ approach";
    assert!(stands_in(text, "a \"human security\" approach"));
    assert!(stands_in(text, "human security"));
    assert!(!stands_in(text, "a human security approach"));
}

#[test]
fn hyphens_belong_to_words_and_dashes_do_not() {
    let text = "non-violence in 1999–2007 – or left-wing–led, and inter-\nnational law";
    for words in
        ["1999-2007", "in 1999 -- 2007—or", "left-wing – led", "international law", "inter-national law"]
    {
        assert!(stands_in(text, words), "{words}");
    }
    for words in ["violence", "non", "wing", "left wing", "left-wing-led", "national law"] {
        assert!(!stands_in(text, words), "{words}");
    }
}

#[test]
fn initials_are_one_word_and_a_lost_space_is_none() {
    assert!(!stands_in("in the U.S. Senate", "S. Senate"));
    assert!(stands_in("in the U.S. Senate", "the U.S."));
    assert!(stands_in("the old order.The new one", "order. The new"));
}

#[test]
fn each_character_is_a_word_where_no_spaces_are_written() {
    assert!(stands_in("世界秩序的终结", "秩序的"));
    assert!(!stands_in("世界秩序的终结", "秩的"));
}

#[test]
fn superscripts_and_fractions_keep_their_meaning() {
    assert!(!stands_in("x² is a square", "x2 is a square"));
    assert!(stands_in("ﬁrst oﬃce", "first office"));
}

#[test]
fn brackets_mark_what_the_editor_did() {
    let text = "The big states, in terms of order, did little. No state did. They failed.";
    for words in [
        "[t]he big states",
        "big states [...] did little",
        "big states, [sic] in terms",
        "big [powers], in terms",
        "[the UN]'s big states",
        "state[s] [...] [T]hey failed",
        "[...] did little [...].",
        "did little. [They] failed",
    ] {
        assert!(stands_in(text, words), "{words}");
    }
    for words in ["did little [...] big states", "big [states", "[d]he big states", "The big[s]tates"] {
        assert!(!stands_in(text, words), "{words}");
    }
}

#[test]
fn what_stands_in_brackets_stands_for_a_bounded_number_of_words() {
    let text = |n: usize| format!("before {}after", "word ".repeat(n));
    assert!(stands_in(&text(GAP_WORDS), "before [...] after"));
    assert_eq!(find("before [...] after", &Source::new(&text(GAP_WORDS + 1))), Err(Miss::Scattered));
    assert!(stands_in(&text(INSERTION_WORDS), "before [something] after"));
    assert!(!stands_in(&text(INSERTION_WORDS + 1), "before [something] after"));
}

#[test]
fn a_quotation_has_a_bounded_number_of_parts() {
    let words = |n: usize| vec!["word"; n].join(" [...] ");
    let source = Source::new(&"word ".repeat(MOST_RUNS + 1));
    assert!(find(&words(MOST_RUNS), &source).is_ok());
    assert_eq!(find(&words(MOST_RUNS + 1), &source), Err(Miss::TooManyParts));
}

#[test]
fn the_first_of_several_places_is_taken() {
    let found = find("no order", &Source::new("there is no order, and no order will be")).unwrap();
    assert_eq!(found.parts, [Part { first_word: 2, n_words: 2 }]);
}

#[test]
fn a_quotation_of_brackets_alone_is_not_found() {
    for words in ["", "[the EU]", "[...]", "...", "“”", "[sic]"] {
        assert_eq!(find(words, &Source::new("the EU ... is [sic] there")), Err(Miss::NoWords), "{words}");
    }
}

#[test]
fn a_miss_knows_what_editors_forget() {
    let source = Source::new("In theory, the order was liquid. It dissolved in the end.");
    let remedy = |words: &str| match find(words, &source) {
        Err(Miss::Absent { remedy, .. }) => remedy,
        _ => None,
    };
    assert_eq!(remedy("The order was liquid"), Some(Remedy::Capital("[T]he".into())));
    assert_eq!(remedy("the order ... dissolved"), Some(Remedy::Brackets));
    assert_eq!(remedy("the odour was liquid"), None);
}

#[test]
fn a_miss_shows_the_nearest_passage_word_by_word() {
    let text = "A long way off: the order of the day. The world is no longer chiefly defined by great power balances, we hear.";
    let source = Source::new(text);
    let diff = |words: &str| match find(words, &source) {
        Err(Miss::Absent { nearest: Some(nearest), .. }) => (nearest.passage, nearest.diff),
        other => (format!("{other:?}"), String::new()),
    };
    let near = |passage: &str, diff: &str| (passage.to_string(), diff.to_string());
    assert_eq!(
        diff("no longer only defined by"),
        near("no longer chiefly defined by", "no longer [-only-] {+chiefly+} defined by")
    );
    assert_eq!(
        diff("no longer defined by great"),
        near("no longer chiefly defined by great", "no longer {+chiefly+} defined by great")
    );
    assert_eq!(
        diff("the great order of the day"),
        near("the order of the day", "the [-great-] order of the day")
    );
    assert_eq!(
        diff("great power balance"),
        near("great power balances", "great power [-balance-] {+balances+}")
    );
    assert_eq!(
        diff("Great Power balances"),
        near("great power balances", "[-Great Power-] {+great power+} balances")
    );
    assert_eq!(diff("balances we hear"), near("balances, we hear", "balances{+,+} we hear"));
    assert_eq!(find("something else entirely", &source), Err(Miss::Absent { nearest: None, remedy: None }));
}

#[test]
fn a_long_miss_shows_the_place_where_it_leaves_the_source() {
    let numbers: Vec<String> = (0..2000).map(|number| word(number, 5)).collect();
    let text = numbers.join(" ");
    let words = numbers[100..900].join(" ").replace(&numbers[700], "otherwise");
    let Err(Miss::Absent { nearest: Some(nearest), .. }) = find(&words, &Source::new(&text)) else {
        unreachable!()
    };
    assert!(nearest.diff.contains(&format!("[-otherwise-] {{+{}+}}", numbers[700])), "{}", nearest.diff);
    assert!(nearest.diff.split(' ').count() < 130);
}
