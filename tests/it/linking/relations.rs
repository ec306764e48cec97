//! What concepts are to each other, what articles make of them, and what articles are called.

use expect_test::expect;

use crate::html;
use crate::support::{built, check, page, shown};

/// The relations on an entry's page, one a line.
fn relations(fixture: &str, address: &str) -> String {
    let built = built(fixture);
    let nodes = html::parse(page(&built, address)).unwrap();
    let mut out = String::new();
    for list in html::elements(&nodes).iter().filter(|element| element.has_class("relations")) {
        for element in html::elements(&list.children) {
            let text = || html::text(&element.children, &|_| false);
            match element.name.as_str() {
                "dt" => out.push_str(&format!("{}:\n", text())),
                "dd" => out.push_str(&format!("  {}\n", text().trim())),
                _ => {}
            }
        }
    }
    out
}

const RELATED: &str = r#"
    //- content/concepts/civil-society.md
    //- content/concepts/island.md broader = ["Civil society"]; related = [{ to = "security", as = "is a means to", why = "it protects" }, "ceasefire"]
    //- content/concepts/security.md related = [{ to = "island", as = "opposes" }]
    //- content/concepts/ceasefire.md
    //- content/pages/p.md
    Civil society, island, security, ceasefire.
    "#;

#[test]
fn a_concept_shows_what_it_states_and_what_others_state_of_it() {
    expect![[r#"
        broader:
          civil society
        is a means to:
          security: it protects
        is related to:
          ceasefire
        is opposed by:
          security
    "#]]
    .assert_eq(&relations(RELATED, "concepts/island.html"));
}

#[test]
fn a_relation_has_its_inverse_and_its_reason_on_the_other_page() {
    expect![[r#"
        opposes:
          island
        is served by:
          island: it protects
    "#]]
    .assert_eq(&relations(RELATED, "concepts/security.html"));
    expect![[r#"
        narrower:
          island
    "#]]
    .assert_eq(&relations(RELATED, "concepts/civil-society.html"));
    expect![[r#"
        is related to:
          island
    "#]]
    .assert_eq(&relations(RELATED, "concepts/ceasefire.html"));
}

#[test]
fn a_relation_stated_on_both_sides_stands_once() {
    let fixture = r#"
        //- content/concepts/a.md related = ["b", "b", { to = "b", as = "presupposes" }]; broader = ["b"]
        //- content/concepts/b.md related = ["a"]
        //- content/pages/p.md
        [[a]] [[b]]
        "#;
    expect![[r#"
        broader:
          b
        is related to:
          b
        presupposes:
          b
    "#]]
    .assert_eq(&relations(fixture, "concepts/a.html"));
    expect![[r#"
        narrower:
          a
        is related to:
          a
        is presupposed by:
          a
    "#]]
    .assert_eq(&relations(fixture, "concepts/b.html"));
}

#[test]
fn a_sites_own_verb_has_its_inverse() {
    let fixture = r#"
        //- site.toml
        title = "T"
        [[verbs]]
        name = "undermines"
        inverse = "is undermined by"
        //- content/concepts/a.md related = [{ to = "b", as = "undermines" }]
        //- content/concepts/b.md
        //- content/pages/p.md
        [[a]] [[b]]
        "#;
    expect![[r#"
        is undermined by:
          a
    "#]]
    .assert_eq(&relations(fixture, "concepts/b.html"));
}

#[test]
fn relations_that_cannot_be_are_reported() {
    check(
        r#"
        //- content/concepts/a.md related = [{ to = "b", as = "opposess" }, "a", "nobody", "articles/x", "left"]; broader = ["bb"]
        //- content/concepts/b.md
        //- content/concepts/left.md title = "one"
        //- content/names/left.md title = "Two"
        //- content/articles/x.md
        "#,
        expect![[r#"
            error[unknown-verb] content/concepts/a.md:3:29 «"opposess"»: no relation is called `opposess`; did you mean `opposes`?
            error[front-matter] content/concepts/a.md:3:43 «"a"»: `a` is related to itself; take the line out
            error[unknown-entry] content/concepts/a.md:3:48 «"nobody"»: no concept or name is called `nobody`; to add it: `lectern new concept "nobody"`
            error[unknown-entry] content/concepts/a.md:3:58 «"articles/x"»: `articles/x` is an article or a page, not an entry; relations join concepts and names
            error[ambiguous-link] content/concepts/a.md:3:72 «"left"»: `left` names more than one page; write one of `[[concepts/left]]`, `[[names/left]]`
            error[unknown-entry] content/concepts/a.md:4:12 «"bb"»: no concept or name is called `bb`; did you mean `b` (content/concepts/b.md)?
        "#]],
    );
}

#[test]
fn a_second_level_heading_that_is_a_link_to_an_article_opens_its_use() {
    check(
        r#"
        //- content/concepts/war.md
        Before.

        ## [[articles/one]]
        As one has it.

        ### More
        Of it.

        ## [[articles/two|The second]]
        As two has it.

        ## After
        Done.

        ### [[articles/one]]
        No use.

        ## On [[articles/one]]
        Nor this.
        //- content/articles/one.md order = 1
        //- content/articles/two.md order = 2
        "#,
        expect![[r#"
            -- concepts/war.html
            Before.
            ‹In the articles›
            ### ‹A› [one: ../articles/one.html]
            As one has it.
            #### More
            Of it.
            ### ‹B› [The second: ../articles/two.html]
            As two has it.
            ## After
            Done.
            ### [one: ../articles/one.html]
            No use.
            ## On [one: ../articles/one.html]
            Nor this.
        "#]],
    );
}

#[test]
fn uses_stand_side_by_side_in_the_voices_of_two_articles() {
    let built = built(
        r#"
        //- content/concepts/war.md
        ## [[articles/one]]
        As one has it.

        ## [[articles/two]]
        As two has it.
        //- content/articles/one.md order = 1; letter = "L"
        //- content/articles/two.md order = 2
        "#,
    );
    let text = page(&built, "concepts/war.html");
    let prose = text.split_once("<div class=\"prose\">").unwrap().1.split_once("\n<section aria").unwrap().0;
    expect![[r#"
        <section class="uses" id="uses">
        <h2 data-aside>In the articles</h2>
        <div class="parallel">
        <section class="a">
        <h3 id="articles-one"><span class="sig a" data-aside>L</span> <a href="../articles/one.html">one</a></h3>
        <p>As one has it.</p>
        </section>
        <section class="b">
        <h3 id="articles-two"><span class="sig b" data-aside>A</span> <a href="../articles/two.html">two</a></h3>
        <p>As two has it.</p>
        </section>
        </div>
        </section>
        </div>"#]].assert_eq(prose);
}

#[test]
fn articles_have_letters_by_order_unless_they_say_their_own() {
    let mut fixture = String::from("//- content/articles/own.md letter = \"B\"; order = 99\n");
    for number in 1..=28 {
        fixture.push_str(&format!("//- content/articles/n{number}.md order = {number}\n"));
    }
    let built = built(&fixture);
    let letters = built.site.order.articles.iter().map(|doc| built.site.order.letters[doc].as_str());
    expect!["A C D E F G H I J K L M N O P Q R S T U V W X Y Z AA AB AC B"]
        .assert_eq(&letters.collect::<Vec<_>>().join(" "));
}

#[test]
fn two_articles_cannot_have_one_letter() {
    check(
        r#"
        //- content/articles/a.md letter = "K"
        //- content/articles/b.md letter = "K"
        "#,
        expect![[r#"
            error[front-matter] content/articles/b.md:3:10 «"K"»: another article has the letter `K`; the other is content/articles/a.md
        "#]],
    );
}

#[test]
fn an_old_slug_leads_to_the_page() {
    let fixture = r#"
        //- content/concepts/war.md formerly = ["old-war", "krieg"]
        //- content/articles/a.md formerly = ["b"]
        "#;
    let built = built(fixture);
    let text = page(&built, "concepts/old-war.html");
    assert!(text.contains("<meta http-equiv=\"refresh\" content=\"0; url=../concepts/war.html\">"), "{text}");
    assert!(text.contains("<a href=\"../concepts/war.html\">war</a>"), "{text}");
    assert!(built.output.files.contains_key("concepts/krieg.html"));
    assert!(built.output.files.contains_key("articles/b.html"));
}

#[test]
fn two_sources_cannot_have_one_address() {
    expect![[r#"
        error[duplicate-form] content/concepts/Peace.md:2:9 «"Peace"»: two entries answer to `Peace`; the other is content/concepts/peace.md; drop it from one of them, or write `wins = ["Peace"]` in the one that should have it
        error[duplicate-address] content/concepts/café.md: two sources would be published at `concepts/café.html`; the other is content/concepts/café.md; rename one of the files, or give it a `slug`
        error[duplicate-address] content/concepts/index.md: two sources would be published at `concepts/index.html`; the other is a page of the site; rename one of the files, or give it a `slug`
        error[duplicate-address] content/concepts/peace.md: two sources would be published at `concepts/peace.html`; the other is content/concepts/Peace.md; rename one of the files, or give it a `slug`
        error[duplicate-form] content/concepts/peace.md:2:9 «"peace"»: two entries answer to `peace`; the other is content/concepts/Peace.md; drop it from one of them, or write `wins = ["peace"]` in the one that should have it
        error[duplicate-address] content/concepts/war.md:3:13 «"peace"»: two sources would be published at `concepts/peace.html`; the other is content/concepts/peace.md; rename one of the files, or give it a `slug`
        error[duplicate-address] content/concepts/war.md:3:22 «"strife"»: two sources would be published at `concepts/strife.html`; the other is content/concepts/peace.md; rename one of the files, or give it a `slug`
        error[duplicate-address] content/names/n.md:4:13 «"index"»: two sources would be published at `names/index.html`; the other is a page of the site; rename one of the files, or give it a `slug`
        error[reserved-slug] content/pages/search.md: the address `search.html` is kept for the site; rename the file, or give it a `slug`
        error[duplicate-address] content/pages/y.md: two sources would be published at `y.html`; the other is content/pages/x.md; rename one of the files, or give it a `slug`
    "#]].assert_eq(&shown(
        "
        //- content/concepts/war.md formerly = [\"peace\", \"strife\"]
        //- content/concepts/peace.md formerly = [\"strife\"]
        //- content/concepts/Peace.md
        //- content/concepts/caf\u{e9}.md
        //- content/concepts/cafe\u{301}.md title = \"another\"
        //- content/pages/x.md slug = \"y\"
        //- content/pages/y.md
        //- content/pages/search.md
        //- content/concepts/index.md title = \"register\"
        //- content/names/n.md title = \"N\"; formerly = [\"index\"]
        ",
    ));
}

#[test]
fn a_circle_of_broader_concepts_is_reported_once() {
    check(
        r#"
        //- content/concepts/b.md broader = ["c"]
        //- content/concepts/a.md broader = ["d", "b"]
        //- content/concepts/c.md broader = ["a"]
        //- content/concepts/d.md
        //- content/concepts/e.md broader = ["a"]
        "#,
        expect![[r#"
            error[broader-circle] content/concepts/a.md:3:17 «"b"»: a concept is broader than itself: `a` < `b` < `c` < `a`; take one of the `broader` lines out
        "#]],
    );
}

#[test]
fn authors_are_names() {
    check(
        r#"
        //- content/articles/a.md authors = ["Mary Kaldor", "mray-kaldor", "war"]
        //- content/names/mary-kaldor.md title = "Mary Kaldor"
        //- content/concepts/war.md
        "#,
        expect![[r#"
            error[unknown-entry] content/articles/a.md:3:27 «"mray-kaldor"»: no concept or name is called `mray-kaldor`; did you mean `mary-kaldor` (content/names/mary-kaldor.md)?
            error[unknown-entry] content/articles/a.md:3:42 «"war"»: `war` is not one of the site's names; authors are names: each has a file in `content/names/`, and its slug says which
        "#]],
    );
}

#[test]
fn a_file_of_the_sites_own_cannot_take_a_pages_address() {
    expect![[r#"
        error[duplicate-address] content/concepts/war.md: two sources would be published at `concepts/war.html`; the other is static/concepts/war.html; rename one of the files, or give it a `slug`
        error[duplicate-address] content/pages/old.md:3:13 «"index"»: two sources would be published at `index.html`; the other is a page of the site; rename one of the files, or give it a `slug`
        error[duplicate-address] content/pages/old.md:3:22 «"404"»: two sources would be published at `404.html`; the other is a page of the site; rename one of the files, or give it a `slug`
        error[duplicate-address] static/404.html: two sources would be published at `404.html`; the other is a page of the site; rename one of the files, or give it a `slug`
        error[duplicate-address] static/MAP.png: two sources would be published at `MAP.png`; the other is content/map.png; rename one of the files, or give it a `slug`
        error[duplicate-address] static/articles/index.html: two sources would be published at `articles/index.html`; the other is a page of the site; rename one of the files, or give it a `slug`
        error[duplicate-address] static/index.html: two sources would be published at `index.html`; the other is a page of the site; rename one of the files, or give it a `slug`
        error[duplicate-address] static/map.png: two sources would be published at `map.png`; the other is static/MAP.png; rename one of the files, or give it a `slug`
    "#]].assert_eq(&shown(
        "
        //- static/index.html
        mine
        //- static/404.html
        mine
        //- static/concepts/war.html
        mine
        //- static/articles/index.html
        mine
        //- static/map.png
        one
        //- content/map.png
        other
        //- static/MAP.png
        third
        //- static/reader.css
        of the theme's, replaced
        //- content/concepts/war.md
        //- content/articles/a.md
        //- content/pages/old.md formerly = [\"index\", \"404\"]
        ",
    ));
}
