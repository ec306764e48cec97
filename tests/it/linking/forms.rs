//! By which words an entry is found, and whose a contested form is.

use expect_test::expect;

use crate::support::check;

#[test]
fn regular_plurals_are_made_of_the_last_word() {
    check(
        r#"
        //- content/concepts/war.md
        //- content/concepts/policy.md title = "foreign policy"
        //- content/concepts/crisis.md
        //- content/concepts/approach.md
        //- content/concepts/box.md
        //- content/concepts/bush.md
        //- content/concepts/waltz.md
        //- content/concepts/way.md
        //- content/pages/p.md linking = "all"
        Wars, foreign policies, foreign policys, crisises, approaches, approachs, boxes, bushes, waltzes, ways, waies.
        "#,
        expect![[r#"
            -- p.html
            {Wars: concepts/war}, {foreign policies: concepts/policy}, foreign policys, {crisises: concepts/crisis}, {approaches: concepts/approach}, approachs, {boxes: concepts/box}, {bushes: concepts/bush}, {waltzes: concepts/waltz}, {ways: concepts/way}, waies.
        "#]],
    );
}

#[test]
fn no_irregular_plural_and_no_singular_is_made() {
    check(
        r#"
        //- content/concepts/crisis.md
        //- content/concepts/man.md
        //- content/concepts/wars.md
        //- content/concepts/area-of-peace.md
        //- content/pages/p.md linking = "all"
        Crises, men, mans, war, wars, warses, areas of peace, area of peaces.
        "#,
        expect![[r#"
            -- p.html
            Crises, men, {mans: concepts/man}, war, {wars: concepts/wars}, {warses: concepts/wars}, areas of peace, {area of peaces: concepts/area-of-peace}.
        "#]],
    );
}

#[test]
fn aliases_have_plurals_and_added_forms_have_none() {
    check(
        r#"
        //- content/concepts/war.md aliases = ["conflict"]; forms = ["warring party"]
        //- content/pages/p.md linking = "all"
        Conflict, conflicts, warring party, warring parties.
        "#,
        expect![[r#"
            -- p.html
            {Conflict: concepts/war}, {conflicts: concepts/war}, {warring party: concepts/war}, warring parties.
        "#]],
    );
}

#[test]
fn a_made_form_can_be_dropped_and_a_written_one_cannot() {
    check(
        r#"
        //- content/concepts/war.md not_forms = ["Wars", "war"]
        //- content/pages/p.md linking = "all"
        War, wars, war's.
        "#,
        expect![[r#"
            -- p.html
            {War: concepts/war}, wars, {war: concepts/war}’s.
        "#]],
    );
}

#[test]
fn a_written_form_beats_a_made_one() {
    check(
        r#"
        //- content/concepts/politic.md
        //- content/concepts/politics.md
        //- content/pages/p.md linking = "all"
        Politic, politics.
        "#,
        expect![[r#"
            -- p.html
            {Politic: concepts/politic}, {politics: concepts/politics}.
        "#]],
    );
}

#[test]
fn an_entry_that_keeps_out_of_the_prose_contests_nothing() {
    check(
        r#"
        //- content/concepts/a.md title = "order"; autolink = false
        //- content/concepts/b.md title = "rule"; aliases = ["order"]
        //- content/pages/p.md
        Order.
        "#,
        expect![[r#"
            -- p.html
            {Order: concepts/b}.
        "#]],
    );
}

#[test]
fn an_entry_may_repeat_its_own_form() {
    check(
        r#"
        //- content/concepts/a.md title = "order"; aliases = ["Order", "orders"]; forms = ["order"]
        //- content/pages/p.md linking = "all"
        Order, orders.
        "#,
        expect![[r#"
            -- p.html
            {Order: concepts/a}, {orders: concepts/a}.
        "#]],
    );
}

#[test]
fn two_written_forms_are_an_error_that_names_both_files() {
    check(
        r#"
        //- content/concepts/a.md title = "order"
        //- content/concepts/b.md title = "rule"; aliases = ["Order"]
        //- content/pages/p.md linking = "all"
        Order.
        "#,
        expect![[r#"
            -- p.html
            {Order: concepts/a}.
            error[duplicate-form] content/concepts/a.md:2:9 «"order"»: two entries answer to `order`; the other is content/concepts/b.md; drop it from one of them, or write `wins = ["order"]` in the one that should have it
            error[duplicate-form] content/concepts/b.md:3:12 «"Order"»: two entries answer to `Order`; the other is content/concepts/a.md; drop it from one of them, or write `wins = ["Order"]` in the one that should have it
        "#]],
    );
}

#[test]
fn three_written_forms_are_an_error_at_each_of_them() {
    check(
        r#"
        //- content/concepts/a.md title = "order"
        //- content/concepts/b.md title = "rule"; aliases = ["order"]
        //- content/concepts/c.md title = "law"; forms = ["order"]
        "#,
        expect![[r#"
            error[duplicate-form] content/concepts/a.md:2:9 «"order"»: two entries answer to `order`; the other is content/concepts/b.md; drop it from one of them, or write `wins = ["order"]` in the one that should have it
            error[duplicate-form] content/concepts/b.md:3:12 «"order"»: two entries answer to `order`; the other is content/concepts/a.md; drop it from one of them, or write `wins = ["order"]` in the one that should have it
            error[duplicate-form] content/concepts/c.md:3:10 «"order"»: two entries answer to `order`; the other is content/concepts/a.md; drop it from one of them, or write `wins = ["order"]` in the one that should have it
        "#]],
    );
}

#[test]
fn wins_decides_who_has_a_form() {
    check(
        r#"
        //- content/concepts/a.md title = "order"
        //- content/concepts/b.md title = "rule"; aliases = ["order"]; wins = ["Order"]
        //- content/pages/p.md linking = "all"
        Order, orders, rule.
        "#,
        expect![[r#"
            -- p.html
            {Order: concepts/b}, {orders: concepts/b}, {rule: concepts/b}.
        "#]],
    );
}

#[test]
fn two_entries_that_both_win_are_an_error() {
    check(
        r#"
        //- content/concepts/a.md title = "order"; wins = ["order"]
        //- content/concepts/b.md title = "rule"; aliases = ["order"]; wins = ["order"]
        "#,
        expect![[r#"
            error[duplicate-form] content/concepts/a.md:2:9 «"order"»: two entries answer to `order`; the other is content/concepts/b.md; drop it from one of them, or write `wins = ["order"]` in the one that should have it
            error[duplicate-form] content/concepts/b.md:3:12 «"order"»: two entries answer to `order`; the other is content/concepts/a.md; drop it from one of them, or write `wins = ["order"]` in the one that should have it
        "#]],
    );
}
