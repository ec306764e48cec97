//! `quotes.lock`: what it says, how it reads in a diff, and what a damaged one does.

use std::collections::BTreeMap;

use expect_test::expect;
use lectern::diagnostic::{Colour, Format, show};
use lectern::quote::{Claim, Lock, Source, prove_all};
use proptest::prelude::*;

use super::claim;

const TEXT: &str =
    "The world is no longer chiefly defined by great powers. Order is liquid, and so are its walls.";

fn claims() -> Vec<Claim> {
    vec![
        claim("content/b.md", "order-2017", "Order is liquid"),
        claim("content/a b.md", "order-2017", "so are its walls"),
        claim("content/b.md", "order-2017", "The world [...] great powers"),
        claim("content/b.md", "smith/1999", "the world"),
        claim("content/b.md", "order-2017", "Order is liquid."),
    ]
}

fn sources() -> BTreeMap<String, String> {
    let smith = TEXT.replace("The world", "In it the world");
    [("order-2017", TEXT), ("smith/1999", &smith)]
        .map(|(key, text)| (key.to_string(), text.to_string()))
        .into()
}

fn lock() -> Lock {
    prove_all(&claims(), &sources(), &Lock::default()).0
}

fn seen(text: &str) -> String {
    let lock = Lock::read(text);
    assert_eq!(lock.value.damaged, !lock.diagnostics.is_empty());
    show(&lock.diagnostics, Format::Text, Colour::None, &|path| (path == "quotes.lock").then_some(text))
}

#[test]
fn a_lock_lists_each_proof_on_a_line() {
    expect![[r##"
        # Proof that each quotation stands word for word in its source. Written by `lectern quotes --sources DIR`.
        # It holds hashes and places (first word, number of words), never text.
        version = 1

        [sources.order-2017]
        hash = "66881dda72b2cc268c0a7317e18508eb"
        words = 18

        [sources."smith/1999"]
        hash = "e4148bbcbf8bf4e6e4cd13215938acb5"
        words = 20

        [quotations."content/a b.md"]
        order-2017 = [
          { at = [[14, 4]], hash = "68376e61adbb98ecbbcdfc16490f9aaf" },
        ]

        [quotations."content/b.md"]
        order-2017 = [
          { at = [[0, 2], [8, 2]], hash = "94cfb824098f608a4483ddc3667c164f" },
          { at = [[10, 3]], hash = "21ad6b3eed6d698166649be9c65f6a40" },
          { at = [[10, 3]], hash = "21ad6b3eed6d698166649be9c65f6a40" },
        ]
        "smith/1999" = [
          { at = [[2, 2]], hash = "52f4c2012d0c07a85df518d9516fe911" },
        ]
    "##]].assert_eq(&lock().text());
}

#[test]
fn a_lock_is_the_same_in_whatever_order_the_pages_are_read() {
    let mut turned = claims();
    turned.reverse();
    assert_eq!(prove_all(&turned, &sources(), &Lock::default()).0.text(), lock().text());
}

#[test]
fn a_lock_does_not_depend_on_how_the_source_is_set() {
    let reset =
        |text: &String| format!("\u{feff}{}\r\n", text.replace(' ', "\r\n").replace("chiefly", "chief-\nly"));
    let one = Source::new("“No longer”,\nhe said");
    let other = Source::new("'No  longer,' he\r\nsaid");
    assert_eq!(one.hash(), other.hash());
    assert_ne!(one.hash(), Source::new("No longer he said").hash());
    let reset: BTreeMap<_, _> = sources().iter().map(|(key, text)| (key.clone(), reset(text))).collect();
    assert_eq!(prove_all(&claims(), &reset, &Lock::default()).0.pages, lock().pages);
}

#[test]
fn a_lock_has_none_of_the_words() {
    let text = lock().text();
    for word in TEXT.split([' ', ',', '.']).filter(|word| 4 < word.len()) {
        assert!(!text.contains(word), "{word}");
    }
}

#[test]
fn an_empty_lock_proves_nothing_and_is_no_mistake() {
    let lock = Lock::read("");
    assert_eq!((lock.value, lock.diagnostics), (Lock::default(), vec![]));
    assert_eq!(Lock::read(&Lock::default().text()).value, Lock::default());
}

#[test]
fn a_merge_that_was_not_finished_is_one_finding() {
    let text = lock().text().replacen("hash =", "<<<<<<< HEAD\nhash = 1\n=======\nhash =", 2);
    expect![[r#"
        error[quotes-lock]: a merge has left both sides in `quotes.lock`
         --> quotes.lock:6:1
          |
        6 | <<<<<<< HEAD
          | ^^^^^^^^^^^^ conflict marker
          |
          = help: take either side whole, then run `lectern quotes --sources DIR`, which finds the rest again

    "#]]
    .assert_eq(&seen(&text));
}

#[test]
fn damage_is_shown_where_it_is() {
    let text = lock().text();
    expect![[r#"
        error[quotes-lock]: `quotes.lock` is damaged
          --> quotes.lock:20:3
           |
        20 |   { at = [[0, 2], [1, 2]], hash = "94cfb824098f608a4483ddc3667c164f" },
           |   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ can't be read
           |
           = help: restore `quotes.lock`, or write it anew with `lectern quotes --sources DIR`

    "#]]
    .assert_eq(&seen(&text.replace("[[0, 2], [8, 2]]", "[[0, 2], [1, 2]]")));
    expect![[r#"
        error[quotes-lock]: `quotes.lock` is damaged
          --> quotes.lock:20:23
           |
        20 |   { at = [[0, 2], [8, -2]], hash = "94cfb824098f608a4483ddc3667c164f" },
           |                       ^^ can't be read
           |
           = help: restore `quotes.lock`, or write it anew with `lectern quotes --sources DIR`

    "#]]
    .assert_eq(&seen(&text.replace("[[0, 2], [8, 2]]", "[[0, 2], [8, -2]]")));
    expect![[r#"
        error[quotes-lock]: `quotes.lock` is damaged
          --> quotes.lock:25:63
           |
        25 |   { at = [[2, 2]], hash = "52f4c2012d0c07a85df518d9516fe911" }
           |                                                               ^ can't be read
           |
           = help: restore `quotes.lock`, or write it anew with `lectern quotes --sources DIR`

    "#]]
    .assert_eq(&seen(&text[..text.len() - 4]));
}

#[test]
fn a_lock_that_says_too_little_is_damaged() {
    let text = lock().text();
    expect![[r#"
        error[quotes-lock]: `quotes.lock` is of version 7, which this lectern doesn't know
         --> quotes.lock:3:11
          |
        3 | version = 7
          |           ^
          |
          = help: use the lectern that wrote it, or write it anew with `lectern quotes --sources DIR`

    "#]]
    .assert_eq(&seen(&text.replace("version = 1", "version = 7")));
    expect![[r#"
        error[quotes-lock]: `quotes.lock` has proofs for `order-2017` but doesn't list it as a source
          --> quotes.lock:15:3
           |
        15 |   { at = [[14, 4]], hash = "68376e61adbb98ecbbcdfc16490f9aaf" },
           |   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
           |
           = help: restore `quotes.lock`, or write it anew with `lectern quotes --sources DIR`

    "#]]
    .assert_eq(&seen(&text.replace("[sources.order-2017]", "[sources.order-2018]")));
    expect![[r#"
        error[quotes-lock]: `quotes.lock` is damaged
          --> quotes.lock
         = help: restore `quotes.lock`, or write it anew with `lectern quotes --sources DIR`

    "#]]
    .assert_eq(&seen("[sources]"));
}

proptest! {
    #[test]
    fn a_lock_reads_as_it_was_written(
        pages in prop::collection::vec(("\\PC{1,8}", "\\PC{0,6}", 0..9usize, 1..5usize, any::<bool>()), 0..20),
    ) {
        let words: Vec<&str> = TEXT.split(' ').collect();
        let claim = |(path, key, first, n, gap): &(String, String, usize, usize, bool)| {
            let mut quoted = words[*first..first + n].join(" ");
            if *gap {
                quoted.push_str(" [...] walls");
            }
            claim(path, key, &quoted)
        };
        let claims: Vec<Claim> = pages.iter().map(claim).collect();
        let sources = pages.iter().map(|(_, key, ..)| (key.clone(), TEXT.to_string())).collect();
        let (lock, diagnostics, _) = prove_all(&claims, &sources, &Lock::default());
        prop_assert_eq!(diagnostics, []);
        let read = Lock::read(&lock.text());
        prop_assert_eq!(read.diagnostics, []);
        prop_assert_eq!(&read.value, &lock);
        prop_assert_eq!(read.value.text(), lock.text());
    }

    #[test]
    fn no_lock_is_too_damaged(at in any::<usize>(), n in 0..40usize, patch in "[\\[\\]{}=,0-9a-f\"\n -]{0,12}|\\PC{0,6}") {
        let mut text: Vec<char> = lock().text().chars().collect();
        let at = at % text.len();
        let end = text.len().min(at + n);
        text.splice(at..end, patch.chars());
        let text: String = text.into_iter().collect();
        let lock = Lock::read(&text);
        prop_assert_eq!(lock.value.damaged, !lock.diagnostics.is_empty());
        for diagnostic in &lock.diagnostics {
            prop_assert_eq!(diagnostic.code, "quotes-lock");
            let range = diagnostic.range.unwrap_or_default();
            prop_assert!(text.get(range.indices()).is_some(), "{:?}", range);
        }
    }
}
