//! Which capitals must agree.

use expect_test::expect;

use crate::support::check;

#[test]
fn concepts_fold_capitals() {
    check(
        r#"
        //- content/concepts/left.md title = "The Left Behind"
        //- content/pages/p.md linking = "all"
        The Left Behind, the left behind, THE LEFT BEHIND.
        "#,
        expect![[r#"
            -- p.html
            {The Left Behind: concepts/left}, {the left behind: concepts/left}, {THE LEFT BEHIND: concepts/left}.
        "#]],
    );
}

#[test]
fn names_match_their_capitals() {
    check(
        r#"
        //- content/names/may.md title = "May"
        //- content/names/left.md title = "the Left"
        //- content/pages/p.md linking = "all"
        May may. MAY. The left, the Left, The Left.
        "#,
        expect![[r#"
            -- p.html
            {May: names/may} may. MAY. The left, {the Left: names/left}, The Left.
        "#]],
    );
}

#[test]
fn front_matter_can_say_otherwise() {
    check(
        r#"
        //- content/names/a.md title = "Cold War"; case = "fold"
        //- content/concepts/b.md title = "Reason"; case = "exact"
        //- content/pages/p.md linking = "all"
        The cold war. Reason, reason.
        "#,
        expect![[r#"
            -- p.html
            The {cold war: names/a}. {Reason: concepts/b}, reason.
        "#]],
    );
}

#[test]
fn forms_in_capitals_match_themselves_only_and_so_does_their_plural() {
    check(
        r#"
        //- content/concepts/a.md title = "mutual disruption"; aliases = ["MAD"]
        //- content/concepts/b.md title = "NGO"; case = "fold"
        //- content/pages/p.md linking = "all"
        MAD, mad, Mad, MADs, mads; NGO, NGOs, NGOS, ngos, Ngo.
        "#,
        expect![[r#"
            -- p.html
            {MAD: concepts/a}, mad, Mad, {MADs: concepts/a}, mads; {NGO: concepts/b}, {NGOs: concepts/b}, NGOS, ngos, Ngo.
        "#]],
    );
}

#[test]
fn forms_with_a_capital_inside_a_word_match_themselves_only() {
    check(
        r#"
        //- content/concepts/a.md title = "eBay effect"
        //- content/concepts/b.md title = "post-War order"
        //- content/pages/p.md linking = "all"
        eBay effect, ebay effect, EBay effects, eBay effects. Post-war order, post-War order.
        "#,
        expect![[r#"
            -- p.html
            {eBay effect: concepts/a}, ebay effect, EBay effects, {eBay effects: concepts/a}. {Post-war order: concepts/b}, {post-War order: concepts/b}.
        "#]],
    );
}

#[test]
fn an_exact_name_beats_a_folded_concept_of_the_same_words() {
    check(
        r#"
        //- content/concepts/world-order.md
        //- content/names/world-order.md title = "World Order"; kind = "work"
        //- content/pages/p.md linking = "all"
        World Order, world order, World order, World Orders, world orders.
        "#,
        expect![[r#"
            -- p.html
            {World Order: names/world-order}, {world order: concepts/world-order}, {World order: concepts/world-order}, {World Orders: names/world-order}, {world orders: concepts/world-order}.
        "#]],
    );
}

#[test]
fn a_form_in_capitals_beats_the_same_word_in_small_letters() {
    check(
        r#"
        //- content/concepts/mad.md title = "mad"
        //- content/concepts/disruption.md aliases = ["MAD"]
        //- content/pages/p.md linking = "all"
        MAD, mad, Mad.
        "#,
        expect![[r#"
            -- p.html
            {MAD: concepts/disruption}, {mad: concepts/mad}, {Mad: concepts/mad}.
        "#]],
    );
}
