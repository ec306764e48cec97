//! Where a mention may begin and end.

use expect_test::expect;

use crate::support::check;

#[test]
fn no_mention_begins_or_ends_inside_a_word() {
    check(
        r#"
        //- content/concepts/war.md
        //- content/pages/p.md linking = "all"
        Warfare, postwar, war2, 2war, war_like, wärwar; war, (war), “war”, /war/, war.
        "#,
        expect![[r#"
            -- p.html
            Warfare, postwar, war2, 2war, war_like, wärwar; {war: concepts/war}, ({war: concepts/war}), “{war: concepts/war}”, /{war: concepts/war}/, {war: concepts/war}.
        "#]],
    );
}

#[test]
fn a_forms_spaces_and_hyphens_are_equal() {
    check(
        "
        //- content/concepts/new-war.md
        //- content/concepts/a.md title = \"civil-military relation\"
        //- content/pages/p.md linking = \"all\"
        New war, new-war, new\u{2010}war, new\u{2011}war, new  war, new\u{a0}war, new\twar; newwar, new - war,
        new--war, new—war. Civil military relations.
        ",
        expect![[r#"
            -- p.html
            {New war: concepts/new-war}, {new-war: concepts/new-war}, {new‐war: concepts/new-war}, {new‑war: concepts/new-war}, {new  war: concepts/new-war}, {new war: concepts/new-war}, {new	war: concepts/new-war}; newwar, new - war,
            new–war, new—war. {Civil military relations: concepts/a}.
        "#]],
    );
}

#[test]
fn a_line_break_is_a_space() {
    let mut fixture =
        String::from("//- content/concepts/new-war.md\n//- content/pages/p.md linking = \"all\"\n");
    fixture.push_str("A new\nwar, a new\\\nwar, a new  \nwar, a new<br>war.\n\n> A new\n> war.\n");
    check(
        &fixture,
        expect![[r#"
        -- p.html
        A {new
        war: concepts/new-war}, a {new /
        war: concepts/new-war}, a {new /
        war: concepts/new-war}, a {new /
        war: concepts/new-war}.
        >
        A {new
        war: concepts/new-war}.
    "#]],
    );
}

#[test]
fn a_mention_may_end_before_a_hyphen_and_not_begin_after_one() {
    check(
        "
        //- content/concepts/violence.md
        //- content/concepts/eu.md title = \"EU\"
        //- content/pages/p.md linking = \"all\"
        Non-violence, non\u{2011}violence, non--violence, non - violence, -violence, EU-led, EU--led, EU’s-led, non-EU,
        violence-free, the state's-violence.
        ",
        expect![[r#"
            -- p.html
            Non-violence, non‑violence, non–{violence: concepts/violence}, non - {violence: concepts/violence}, -{violence: concepts/violence}, {EU: concepts/eu}-led, {EU: concepts/eu}–led, {EU: concepts/eu}’s-led, non-EU,
            {violence: concepts/violence}-free, the state’s-violence.
        "#]],
    );
}

#[test]
fn a_possessive_stays_outside_the_link() {
    check(
        "
        //- content/concepts/state.md
        //- content/names/kaldor.md title = \"Mary Kaldor\"
        //- content/pages/p.md linking = \"all\"
        The state's end, the state’s end, the states' end, the STATE'S end, Mary Kaldor's, Mary Kaldor’s book.
        ",
        expect![[r#"
            -- p.html
            The {state: concepts/state}’s end, the {state: concepts/state}’s end, the {states: concepts/state}’ end, the {STATE: concepts/state}’S end, {Mary Kaldor: names/kaldor}’s, {Mary Kaldor: names/kaldor}’s book.
        "#]],
    );
}

#[test]
fn a_possessive_that_is_part_of_a_form_stands_in_the_link() {
    check(
        "
        //- content/concepts/a.md title = \"hobson's choice\"
        //- content/concepts/choice.md
        //- content/pages/p.md linking = \"all\"
        Hobson’s choice, Hobson's choices, Hobson choice.
        ",
        expect![[r#"
            -- p.html
            {Hobson’s choice: concepts/a}, {Hobson’s choices: concepts/a}, Hobson {choice: concepts/choice}.
        "#]],
    );
}

#[test]
fn apostrophes_are_equal_and_hold_a_word_together() {
    check(
        "
        //- content/concepts/don.md
        //- content/concepts/coup-d-état.md title = \"coup d'état\"
        //- content/pages/p.md linking = \"all\"
        Don't, don’t; don. Coup d’état, coup d'état, coup dʼétat.
        ",
        expect![[r#"
            -- p.html
            Don’t, don’t; {don: concepts/don}. {Coup d’état: concepts/coup-d-état}, {coup d’état: concepts/coup-d-état}, {coup dʼétat: concepts/coup-d-état}.
        "#]],
    );
}

#[test]
fn composed_and_decomposed_letters_are_equal_and_stay_as_they_were_typed() {
    check(
        "
        //- content/concepts/cafe.md title = \"café\"
        //- content/names/e.md title = \"E\u{301}mile\"
        //- content/pages/p.md linking = \"all\"
        Café, cafe\u{301}, CAFE\u{301}, cafe, cafés; Émile, E\u{301}mile, Emile.
        ",
        expect![[r#"
            -- p.html
            {Café: concepts/cafe}, {café: concepts/cafe}, {CAFÉ: concepts/cafe}, cafe, {cafés: concepts/cafe}; {Émile: names/e}, {Émile: names/e}, Emile.
        "#]],
    );
}

#[test]
fn each_chinese_character_is_a_word() {
    check(
        "
        //- content/concepts/war.md title = \"战争\"
        //- content/concepts/new.md title = \"新战争\"
        //- content/pages/p.md linking = \"all\"
        这是战争。新战争和战争。战, 争
        ",
        expect![[r#"
            -- p.html
            这是{战争: concepts/war}。{新战争: concepts/new}和{战争: concepts/war}。战, 争
        "#]],
    );
}

#[test]
fn the_leftmost_and_then_the_longest_form_is_found() {
    check(
        "
        //- content/concepts/human-security.md
        //- content/concepts/security.md
        //- content/concepts/security-dilemma.md
        //- content/concepts/b.md title = \"new war on terror\"
        //- content/concepts/war.md
        //- content/pages/p.md linking = \"all\"
        Human security dilemma; security dilemma; a human, security; new war on peace; new war on terror.
        ",
        expect![[r#"
            -- p.html
            {Human security: concepts/human-security} dilemma; {security dilemma: concepts/security-dilemma}; a human, {security: concepts/security}; new {war: concepts/war} on peace; {new war on terror: concepts/b}.
        "#]],
    );
}

#[test]
fn a_mention_across_emphasis_is_one_link_round_it() {
    check(
        r#"
        //- content/concepts/human-security.md
        //- content/pages/p.md linking = "all"
        A *human* security, *human security*, **human *security***, human *security dilemma*, a *very human* security,
        *a human* **security now**, <em>human</em> <u lang="en">security</u>, ~~a human~~ security.
        "#,
        expect![[r#"
            -- p.html
            A {*human* security: concepts/human-security}, *{human security: concepts/human-security}*, **{human *security*: concepts/human-security}**, {human *security*: concepts/human-security}* dilemma*, a *very *{*human* security: concepts/human-security},
            *a *{*human* **security**: concepts/human-security}** now**, {*human* ‹u›security‹/u›: concepts/human-security}, ~~a ~~{~~human~~ security: concepts/human-security}.
        "#]],
    );
}

#[test]
fn nothing_is_found_across_a_note_a_citation_an_image_code_or_a_link() {
    check(
        r#"
        //- content/concepts/human-security.md
        //- content/references.bib
        @book{k, title = {K}, author = {K, M}, year = {1999}}
        //- content/x.png
        x
        //- content/pages/p.md linking = "all"
        Human[^1] security, human [@k] security, human ![x](../x.png) security, human `x` security,
        [human](https://example.org) security, human [[!x]] security, human <!-- c --> security.

        [^1]: N.
        "#,
        expect![[r#"
            -- p.html
            Human^1^1( N.) security, human ‹([K 1999: bibliography.html#ref-k])› security, human ![x.png] security, human `x` security,
            [human: https://example.org] security, human x security, {human  security: concepts/human-security}.
        "#]],
    );
}

#[test]
fn a_form_may_hold_points_and_signs() {
    check(
        "
        //- content/concepts/a.md title = \"R2P (responsibility to protect)\"
        //- content/concepts/c.md title = \"C++\"
        //- content/concepts/d.md title = \"U.S. policy\"
        //- content/pages/p.md linking = \"all\"
        R2P (responsibility to protect), r2p (Responsibility to protect); C++, c++, C+; U.S. policy.
        ",
        expect![[r#"
            -- p.html
            {R2P (responsibility to protect): concepts/a}, r2p (Responsibility to protect); {C++: concepts/c}, c++, C+; {U.S. policy: concepts/d}.
        "#]],
    );
}
