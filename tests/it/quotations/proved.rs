//! What becomes of claims: verdicts by the lock alone, proofs by the sources, and the amount of quoting.

use std::collections::BTreeMap;

use expect_test::expect;
use lectern::diagnostic::{Colour, Diagnostic, Format, Severity, show};
use lectern::quote::{Claim, Lock, Verdict, budgets, findings, prove_all, table, verdicts};

use super::claim;

const ORDER: &str =
    "The world is no longer chiefly defined by great powers. Order is liquid, and so are its ‘walls’.";

fn sources(texts: &[(&str, &str)]) -> BTreeMap<String, String> {
    texts.iter().map(|(key, text)| (key.to_string(), text.to_string())).collect()
}

fn order() -> BTreeMap<String, String> {
    sources(&[("order-2017", ORDER)])
}

/// The lock in which these quotations of [`ORDER`] are proved.
fn lock_of(claims: &[Claim]) -> Lock {
    let (lock, diagnostics, _) = prove_all(claims, &order(), &Lock::default());
    assert_eq!(diagnostics, []);
    lock
}

fn on(path: &str, words: &str) -> Claim {
    claim(path, "order-2017", words)
}

/// `proved`, `unproved` or `changed` for each claim.
fn verdicts_of(claims: &[Claim], lock: &Lock) -> Vec<&'static str> {
    let word = |verdict: &Verdict| match verdict {
        Verdict::Proved(_) => "proved",
        Verdict::Unproved => "unproved",
        Verdict::Changed(_) => "changed",
    };
    verdicts(claims, lock).iter().map(word).collect()
}

/// The findings as an editor sees them; every page's text is that of its first claim.
fn seen(claims: &[Claim], diagnostics: &[Diagnostic]) -> String {
    let texts: BTreeMap<&str, String> = claims
        .iter()
        .rev()
        .map(|claim| (&*claim.path, format!("{} [@{}]\n", claim.words, claim.source)))
        .collect();
    show(diagnostics, Format::Text, Colour::None, &|path| texts.get(path).map(String::as_str))
}

fn codes(diagnostics: &[Diagnostic]) -> Vec<(&'static str, Severity)> {
    diagnostics.iter().map(|diagnostic| (diagnostic.code, diagnostic.severity)).collect()
}

#[test]
fn a_quotation_in_the_lock_is_proved_in_any_setting() {
    let lock = lock_of(&[on("a.md", "Order is liquid, and so are its 'walls'")]);
    let claims = [on("a.md", "Order is liquid,\nand so are its “walls.”")];
    assert_eq!(verdicts_of(&claims, &lock), ["proved"]);
}

#[test]
fn a_quotation_that_the_lock_never_had_is_unproved() {
    let lock = lock_of(&[on("a.md", "Order is liquid")]);
    let claims = [on("a.md", "Order is liquid"), on("a.md", "great powers"), on("b.md", "great powers")];
    assert_eq!(verdicts_of(&claims, &lock), ["proved", "unproved", "unproved"]);
}

#[test]
fn a_quotation_in_the_place_of_a_proved_one_has_changed() {
    let lock = lock_of(&[on("a.md", "Order is liquid"), on("a.md", "great powers")]);
    let claims = [on("a.md", "Order is solid"), on("a.md", "great powers"), on("a.md", "so are its")];
    assert_eq!(verdicts_of(&claims, &lock), ["changed", "proved", "unproved"]);
}

#[test]
fn a_new_quotation_of_another_source_has_not_changed() {
    let lock = lock_of(&[on("a.md", "Order is liquid")]);
    assert_eq!(verdicts_of(&[claim("a.md", "other-2018", "Order is solid")], &lock), ["unproved"]);
    assert_eq!(verdicts_of(&[claim("a.md", "other-2018", "Order is liquid")], &lock), ["unproved"]);
}

#[test]
fn equal_quotations_count_as_often_as_they_stand() {
    let twice = [on("a.md", "Order is liquid"), on("a.md", "Order is liquid")];
    let lock = lock_of(&twice);
    let and_more = [&twice[..], &[on("a.md", "great powers")]].concat();
    assert_eq!(verdicts_of(&and_more, &lock), ["proved", "proved", "unproved"]);
    assert_eq!(
        verdicts_of(&[on("a.md", "Order is liquid"), on("a.md", "Order is")], &lock),
        ["proved", "changed"]
    );
}

#[test]
fn a_repeated_quotation_needs_no_new_proof() {
    let lock = lock_of(&[on("a.md", "Order is liquid")]);
    let claims = ["a.md", "a.md", "b.md"].map(|path| on(path, "Order is liquid"));
    assert_eq!(verdicts_of(&claims, &lock), ["proved", "proved", "proved"]);
}

#[test]
fn a_page_may_be_renamed() {
    let lock = lock_of(&[on("a.md", "Order is liquid"), on("a.md", "great powers")]);
    let claims = [on("b.md", "Order is liquid"), on("b.md", "great powers")];
    assert_eq!(verdicts_of(&claims, &lock), ["proved", "proved"]);
}

#[test]
fn a_quotation_that_gave_way_to_another_has_changed_even_if_it_moved() {
    let lock = lock_of(&[on("a.md", "Order is liquid")]);
    let claims = [on("a.md", "great powers"), on("b.md", "Order is liquid")];
    assert_eq!(verdicts_of(&claims, &lock), ["changed", "proved"]);
    assert_eq!(verdicts_of(&claims[1..], &lock), ["proved"]);
}

#[test]
fn a_deleted_quotation_is_forgotten() {
    let lock = lock_of(&[on("a.md", "Order is liquid"), on("a.md", "great powers")]);
    let left = [on("a.md", "great powers")];
    assert_eq!(verdicts_of(&left, &lock), ["proved"]);
    assert_eq!(prove_all(&left, &order(), &lock).0, lock_of(&left));
}

#[test]
fn what_a_damaged_lock_lost_has_not_changed() {
    let text =
        lock_of(&["great powers", "Order is liquid", "so are its"].map(|words| on("a.md", words))).text();
    let lost = text.lines().find(|line| line.contains("at = ")).unwrap();
    let lock = Lock::read(&text.replace(lost, "{ at = [], hash = \"\" },")).value;
    let claims = [on("a.md", "Order is liquid"), on("a.md", "great powers")];
    assert_eq!(verdicts_of(&claims, &lock), ["proved", "unproved"]);
    assert_eq!(findings(&claims, &verdicts(&claims, &lock), &lock), []);
}

#[test]
fn an_unproved_quotation_is_a_warning_and_a_changed_one_an_error() {
    let lock = lock_of(&[on("a.md", "Order is liquid")]);
    let claims = [on("a.md", "Order is solid"), on("b.md", "great powers")];
    let diagnostics = findings(&claims, &verdicts(&claims, &lock), &lock);
    expect![[r#"
        error[changed-quotation]: a quotation from `order-2017` has changed since it was proved
         --> a.md:1:1
          |
        1 | Order is solid [@order-2017]
          | ^^^^^^^^^^^^^^ these words are not proved
          |
          = help: restore the words, or run `lectern quotes --sources DIR` to prove the new ones

        warning[unproved-quotation]: this quotation has not been looked up in `order-2017` yet
         --> b.md:1:1
          |
        1 | great powers [@order-2017]
          | ^^^^^^^^^^^^ not yet verified
          |
          = help: run `lectern quotes --sources DIR`

    "#]]
    .assert_eq(&seen(&claims, &diagnostics));
}

#[test]
fn words_that_the_source_lacks_are_an_error_with_the_nearest_passage() {
    let claims = [
        on("a.md", "no longer only defined by great powers"),
        on("b.md", "order is liquid"),
        on("c.md", "The world ... defined by"),
        on("d.md", "its walls [...] Order is liquid"),
        on("e.md", "its solid order"),
    ];
    let (lock, diagnostics, _) = prove_all(&claims, &order(), &Lock::default());
    assert!(lock.pages.is_empty());
    assert!(diagnostics.iter().all(|diagnostic| diagnostic.severity == Severity::Error));
    expect![[r#"
        error[unproved-quotation]: these words are not in `order-2017`
         --> a.md:1:1
          |
        1 | no longer only defined by great powers [@order-2017]
          | ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ not found
          |
          = help: the nearest passage is `no longer chiefly defined by great powers`
          = help: word by word: `no longer [-only-] {+chiefly+} defined by great powers` (`[-...-]` stands on the page, `{+...+}` in the source)

        error[unproved-quotation]: these words are not in `order-2017`
         --> b.md:1:1
          |
        1 | order is liquid [@order-2017]
          | ^^^^^^^^^^^^^^^ not found
          |
          = help: the source begins with the other case: write `[o]rder`

        error[unproved-quotation]: these words are not in `order-2017`
         --> c.md:1:1
          |
        1 | The world ... defined by [@order-2017]
          | ^^^^^^^^^^^^^^^^^^^^^^^^ not found
          |
          = help: write `[...]` where words are left out: dots alone are the source's own

        error[unproved-quotation]: these words are not in `order-2017`
         --> d.md:1:1
          |
        1 | its walls [...] Order is liquid [@order-2017]
          | ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ not found
          |
          = help: the nearest passage is `its 'walls`
          = help: word by word: `its {+'+}walls` (`[-...-]` stands on the page, `{+...+}` in the source)

        error[unproved-quotation]: these words are not in `order-2017`
         --> e.md:1:1
          |
        1 | its solid order [@order-2017]
          | ^^^^^^^^^^^^^^^ not found
          |
          = help: no passage comes near: see whether `order-2017` is the right source

    "#]].assert_eq(&seen(&claims, &diagnostics));
}

#[test]
fn a_quotation_that_cannot_be_looked_up_says_why() {
    let many = vec!["the"; 60].join(" [...] ");
    let claims = [on("a.md", "[the] [...]"), on("b.md", "liquid [...] chiefly"), on("c.md", &many)];
    let (_, diagnostics, _) = prove_all(&claims, &order(), &Lock::default());
    let said = |it: &Diagnostic| format!("{}\n{}\n{}\n", it.message, it.label, it.help.join("\n"));
    expect![[r#"
        this quotation has no words of `order-2017`
        nothing to look up
        words in square brackets are the page's own, not the source's
        the parts of this quotation don't stand together in `order-2017`
        not found
        each is there, but not in this order with at most 100 words for each `[...]`: quote them apart
        this quotation from `order-2017` has more than 50 parts
        not looked up
        leave words out less often, or quote the parts apart
    "#]]
    .assert_eq(&diagnostics.iter().map(said).collect::<String>());
}

#[test]
fn without_its_source_a_quotation_keeps_its_proof_or_stays_unproved() {
    let old = lock_of(&[on("a.md", "Order is liquid")]);
    let claims = [on("a.md", "Order is liquid"), claim("b.md", "kaldor-2018", "new wars are a condition")];
    let (lock, diagnostics, _) = prove_all(&claims, &sources(&[]), &old);
    assert_eq!(lock, old);
    expect![[r#"
        warning[unproved-quotation]: a quotation can't be looked up: the folder of sources has no `kaldor-2018.txt`
         --> b.md:1:26
          |
        1 | new wars are a condition [@kaldor-2018]
          |                          ^^^^^^^^^^^^^^ not yet verified
          |
          = help: put the text of `kaldor-2018` there as `kaldor-2018.txt`, in UTF-8

    "#]].assert_eq(&seen(&claims, &diagnostics));
}

#[test]
fn looking_a_changed_quotation_up_in_vain_does_not_make_it_new() {
    let old = lock_of(&[on("a.md", "Order is liquid")]);
    let changed = [on("a.md", "great powers"), on("a.md", "Order is solid")];
    for sources in [order(), sources(&[])] {
        let (lock, diagnostics, _) = prove_all(&changed, &sources, &old);
        assert!(diagnostics.iter().any(|diagnostic| diagnostic.severity == Severity::Error));
        assert!(verdicts_of(&changed, &lock).contains(&"changed"));
    }
    let (lock, ..) = prove_all(&changed, &order(), &old);
    assert_eq!(verdicts_of(&changed, &lock), ["proved", "changed"]);
}

#[test]
fn a_proof_does_not_outlive_the_words_of_its_source() {
    let claims = [on("a.md", "Order is liquid")];
    let edited = sources(&[("order-2017", &ORDER.replace("liquid", "solid"))]);
    let (lock, diagnostics, _) = prove_all(&claims, &edited, &lock_of(&claims));
    assert_eq!(codes(&diagnostics), [("unproved-quotation", Severity::Error)]);
    assert_eq!(verdicts_of(&claims, &lock), ["unproved"]);
}

#[test]
fn words_that_two_quotations_share_are_counted_once() {
    let claims = [
        on("a.md", "no longer chiefly defined"),
        on("a.md", "chiefly defined by great powers"),
        on("b.md", "longer chiefly"),
        on("b.md", "Order is [...] its 'walls'"),
        claim("b.md", "lost-1999", "nobody knows this"),
    ];
    let (lock, _, proved) = prove_all(&claims, &order(), &Lock::default());
    assert_eq!(proved.sources[1].quoted.n_words, 7 + 4);
    assert_eq!(proved, table(&claims, &lock));
    expect![[r#"
        source      words  quoted   share  quotations  proved  longest
        lost-1999       ?       0       ?           1       0        3
        order-2017     18      11  61.1 %           4       4        5

        page  source      quoted  quotations  proved  longest
        a.md  order-2017       7           2       2        5
        b.md  lost-1999        0           1       0        3
        b.md  order-2017       6           2       2        4
    "#]]
    .assert_eq(&proved.show());
}

#[test]
fn too_long_a_quotation_and_too_large_a_share_are_findings() {
    let claims = [
        on("a.md", "no longer chiefly defined by great powers"),
        on("b.md", "Order is liquid"),
        on("c.md", "not [at all] in the source"),
    ];
    let (lock, ..) = prove_all(&claims, &order(), &Lock::default());
    expect![[r#"
        warning[quotation-length]: this quotation has 7 words: the site allows 6
         --> a.md:1:1
          |
        1 | no longer chiefly defined by great powers [@order-2017]
          | ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ 7 words
          |
          = help: quote less, or raise `longest` in `[quotes]` of `site.toml`

        warning[quotation-share]: 55.5 % of `order-2017` is quoted (10 of 18 words): the site allows 20 %
          --> quotes.lock
         = help: most is quoted in `a.md` (7 words), `b.md` (3 words)
         = help: quote less of it, or raise `share` in `[quotes]` of `site.toml`

    "#]]
    .assert_eq(&seen(&claims, &budgets(&claims, &lock, 20, 6)));
}

#[test]
fn a_budget_may_be_used_up_but_not_passed() {
    let claims = [on("a.md", "Order is liquid"), on("a.md", "great powers")];
    let text = format!("Order is liquid {} great powers", "and ".repeat(20));
    let (lock, ..) = prove_all(&claims, &sources(&[("order-2017", &text)]), &Lock::default());
    assert_eq!(budgets(&claims, &lock, 20, 3), []);
    assert_eq!(codes(&budgets(&claims, &lock, 19, 3)), [("quotation-share", Severity::Warning)]);
    assert_eq!(codes(&budgets(&claims, &lock, 20, 2)), [("quotation-length", Severity::Warning)]);
}
