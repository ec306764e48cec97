//! Which of the mentions become links.

use expect_test::expect;

use crate::support::{check, shown};

/// A page with this density: two sections, four mentions, a note.
fn with(linking: &str) -> String {
    shown(&format!(
        r#"
        //- content/concepts/war.md
        //- content/pages/p.md linking = "{linking}"
        A war and a war.

        ## One
        War[^1] and war.

        ### Two
        War.

        [^1]: A war.
        "#
    ))
}

#[test]
fn the_first_mention_in_each_section_is_a_link() {
    expect![[r#"
        -- p.html
        A {war: concepts/war} and a <war: concepts/war>.
        ## One
        {War: concepts/war}^1^1( A <war: concepts/war>.) and <war: concepts/war>.
        ### Two
        {War: concepts/war}.
    "#]]
    .assert_eq(&with("first-per-section"));
}

#[test]
fn the_first_mention_on_the_page_is_a_link() {
    expect![[r#"
        -- p.html
        A {war: concepts/war} and a <war: concepts/war>.
        ## One
        <War: concepts/war>^1^1( A <war: concepts/war>.) and <war: concepts/war>.
        ### Two
        <War: concepts/war>.
    "#]]
    .assert_eq(&with("first-per-page"));
}

#[test]
fn every_mention_is_a_link() {
    expect![[r#"
        -- p.html
        A {war: concepts/war} and a {war: concepts/war}.
        ## One
        {War: concepts/war}^1^1( A {war: concepts/war}.) and {war: concepts/war}.
        ### Two
        {War: concepts/war}.
    "#]]
    .assert_eq(&with("all"));
}

#[test]
fn no_mention_is_a_link() {
    expect![[r#"
        -- p.html
        A <war: concepts/war> and a <war: concepts/war>.
        ## One
        <War: concepts/war>^1^1( A <war: concepts/war>.) and <war: concepts/war>.
        ### Two
        <War: concepts/war>.
    "#]]
    .assert_eq(&with("none"));
}

#[test]
fn the_sites_density_holds_where_a_page_says_nothing() {
    check(
        r#"
        //- site.toml
        title = "T"
        linking = "none"
        rules = { no-passage = "off", summary = "off" }
        //- content/concepts/war.md
        //- content/pages/p.md
        War.
        //- content/pages/q.md linking = "all"
        War, war.
        "#,
        expect![[r#"
            -- p.html
            <War: concepts/war>.
            -- q.html
            {War: concepts/war}, {war: concepts/war}.
        "#]],
    );
}

/// A page with a link by hand in its first section, after a mention.
fn with_hand_link(linking: &str) -> String {
    shown(&format!(
        r#"
        //- content/concepts/war.md
        //- content/pages/p.md linking = "{linking}"
        ## One
        War, [[war]], war.

        ## Two
        War, war.
        "#
    ))
}

#[test]
fn a_hand_link_silences_its_section() {
    expect![[r#"
        -- p.html
        ## One
        <War: concepts/war>, [war: concepts/war], <war: concepts/war>.
        ## Two
        {War: concepts/war}, <war: concepts/war>.
    "#]]
    .assert_eq(&with_hand_link("first-per-section"));
}

#[test]
fn a_hand_link_silences_the_page_under_first_per_page() {
    expect![[r#"
        -- p.html
        ## One
        <War: concepts/war>, [war: concepts/war], <war: concepts/war>.
        ## Two
        <War: concepts/war>, <war: concepts/war>.
    "#]]
    .assert_eq(&with_hand_link("first-per-page"));
}

#[test]
fn a_hand_link_silences_nothing_under_all() {
    expect![[r#"
        -- p.html
        ## One
        {War: concepts/war}, [war: concepts/war], {war: concepts/war}.
        ## Two
        {War: concepts/war}, {war: concepts/war}.
    "#]]
    .assert_eq(&with_hand_link("all"));
}

#[test]
fn a_hand_link_in_a_note_silences_the_section_of_its_reference() {
    check(
        r#"
        //- content/concepts/war.md
        //- content/pages/p.md
        ## One
        War[^1].

        ## Two
        War.

        [^1]: A [[war]].
        "#,
        expect![[r#"
            -- p.html
            ## One
            <War: concepts/war>^1^1( A [war: concepts/war].).
            ## Two
            {War: concepts/war}.
        "#]],
    );
}

#[test]
fn a_page_may_name_forms_that_it_does_not_link_their_plurals_and_possessives_included() {
    check(
        r#"
        //- content/concepts/war.md aliases = ["armed conflict"]
        //- content/pages/p.md linking = "all"; no_links = ["War"]
        War, wars, war's, warfare, armed conflict, [[war]].
        //- content/pages/q.md no_links = ["wra"]
        War.
        "#,
        expect![[r#"
            -- p.html
            War, wars, war’s, warfare, {armed conflict: concepts/war}, [war: concepts/war].
            -- q.html
            {War: concepts/war}.
            error[unknown-entry] content/pages/q.md:3:13 «"wra"»: no entry answers to `wra`; did you mean `war`?
        "#]],
    );
}

#[test]
fn an_entry_may_keep_out_of_the_prose() {
    check(
        r#"
        //- content/concepts/war.md autolink = false
        //- content/pages/p.md linking = "all"
        War, [[war]], war.
        "#,
        expect![[r#"
            -- p.html
            War, [war: concepts/war], war.
        "#]],
    );
}
