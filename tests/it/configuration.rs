//! What `site.toml` may say, and what an editor sees when it says something else.
#![allow(clippy::too_many_lines)] // A snapshot is as long as what it shows.

use std::sync::Arc;

use expect_test::{Expect, expect, expect_file};
use lectern::config::keys::{KEYS, Key, Table, Unwritten, keys_of, reference};
use lectern::config::{BaseUrl, Config, Html, Level, Limits, Linking, Skos, config};
use lectern::diagnostic::{Diagnostic, RULES, Silence};
use proptest::prelude::*;

use crate::front_matter::shown;

fn read(text: &str) -> (Config, Vec<Diagnostic>) {
    config(&Arc::from("site.toml"), text)
}

/// A site with these lines besides its title, of which nothing is reported.
fn whole(lines: &str) -> Config {
    let text = format!("title = \"A reader\"\n{lines}");
    let (config, findings) = read(&text);
    assert_eq!(shown(&text, findings), "");
    config
}

fn check(text: &str, expected: &Expect) {
    let (_, findings) = read(text);
    expected.assert_eq(&shown(text, findings));
}

#[test]
fn what_is_not_written_has_its_default() {
    assert_eq!(whole(""), Config { title: "A reader".to_owned(), ..Config::default() });
}

#[test]
fn a_site_lacks_a_title() {
    check(
        "\u{FEFF}",
        &expect![[r#"
            error[front-matter]: `site.toml` lacks `title`
              --> site.toml
             = help: add it, for example `title = "Security after the liberal order"`

        "#]],
    );
}

#[test]
fn values_are_what_they_stand_for() {
    let config = whole(
        "linking = \"all\"\nhtml = \"trust\"\n[rules]\nunused-concept = \"off\"\nraw-html = \"warning\"\n\
         [limits]\npassages = 1_000\n",
    );
    assert_eq!((config.linking, config.html), (Linking::All, Html::Trust));
    let rules: Vec<(&str, Level)> = config.rules.into_iter().collect();
    assert_eq!(rules, [("raw-html", Level::Warning), ("unused-concept", Level::Off)]);
    assert_eq!(config.limits, Limits { passages: 1_000, ..Limits::default() });
}

#[test]
fn all_mistakes_of_a_file_are_reported_in_one_run() {
    check(
        "titel = \"A reader\"\nlanguage = \"English\"\nbase_url = \"example.org\"\nrepository = 3\n\
         linking = \"everything\"\ncitation_style = \"author date\"\nauthors = []\nshare = 30\n\
         [quotes]\nlongest = \"forty\"\nshares = 20\nsubtitle = \"A\"\n\
         [rules]\nunused-concepts = \"off\"\nraw-html = \"of\"\ntemplate = false\n\
         [limits]\nnesting = 100_000\npassages = 0\n[exports]\nsitemap = \"yes\"\n[search]\nenable = true\n",
        &expect![[r#"
            error[front-matter]: `site.toml` lacks `title`
              --> site.toml
             = help: add it, for example `title = "Security after the liberal order"`

            error[unknown-key]: `site.toml` has no key `titel`
             --> site.toml:1:1
              |
            1 | titel = "A reader"
              | ^^^^^
              |
              = help: did you mean `title`?

            error[front-matter]: `language` takes a tag such as `en` or `pt-BR`, not `English`
             --> site.toml:2:12
              |
            2 | language = "English"
              |            ^^^^^^^^^

            error[front-matter]: `base_url` takes an address that begins with `http://` or `https://`
             --> site.toml:3:12
              |
            3 | base_url = "example.org"
              |            ^^^^^^^^^^^^^

            error[front-matter]: `repository` takes text, not a number
             --> site.toml:4:14
              |
            4 | repository = 3
              |              ^

            error[front-matter]: `linking` can't be `everything`
             --> site.toml:5:11
              |
            5 | linking = "everything"
              |           ^^^^^^^^^^^^
              |
              = help: it is one of `first-per-section`, `first-per-page`, `all`, `none`

            error[front-matter]: `citation_style` can't be `author date`
             --> site.toml:6:18
              |
            6 | citation_style = "author date"
              |                  ^^^^^^^^^^^^^
              |
              = help: did you mean `author-date`?
              = help: it is one of `author-date`

            error[unknown-key]: `site.toml` has no key `authors`
             --> site.toml:7:1
              |
            7 | authors = []
              | ^^^^^^^
              |
              = help: `authors` belongs in an article's front matter

            error[unknown-key]: `site.toml` has no key `share`
             --> site.toml:8:1
              |
            8 | share = 30
              | ^^^^^
              |
              = help: `share` belongs in `[quotes]` of `site.toml`

            error[front-matter]: `longest` takes a whole number, not text
              --> site.toml:10:11
               |
            10 | longest = "forty"
               |           ^^^^^^^
               |
               = help: write it like `longest = 60`

            error[unknown-key]: `[quotes]` of `site.toml` has no key `shares`
              --> site.toml:11:1
               |
            11 | shares = 20
               | ^^^^^^
               |
               = help: did you mean `share`?

            error[unknown-key]: `[quotes]` of `site.toml` has no key `subtitle`
              --> site.toml:12:1
               |
            12 | subtitle = "A"
               | ^^^^^^^^
               |
               = help: `subtitle` belongs above the first table, `[...]`

            error[unknown-code]: no finding has the code `unused-concepts`
              --> site.toml:14:1
               |
            14 | unused-concepts = "off"
               | ^^^^^^^^^^^^^^^
               |
               = help: did you mean `unused-concept`?

            error[front-matter]: `raw-html` can't be `of`
              --> site.toml:15:12
               |
            15 | raw-html = "of"
               |            ^^^^
               |
               = help: did you mean `off`?
               = help: it is one of `off`, `warning`, `error`

            error[front-matter]: `template` takes `"off"`, `"warning"` or `"error"`, not `false`
              --> site.toml:16:12
               |
            16 | template = false
               |            ^^^^^

            error[front-matter]: `nesting` takes a whole number from 1 to 200
              --> site.toml:18:11
               |
            18 | nesting = 100_000
               |           ^^^^^^^

            error[front-matter]: `passages` takes a whole number from 1 to 1000000
              --> site.toml:19:12
               |
            19 | passages = 0
               |            ^

            error[front-matter]: `sitemap` takes `true` or `false`, not text
              --> site.toml:21:11
               |
            21 | sitemap = "yes"
               |           ^^^^^
               |
               = help: write it like `sitemap = false`

            error[unknown-key]: `[search]` of `site.toml` has no key `enable`
              --> site.toml:23:1
               |
            23 | enable = true
               | ^^^^^^
               |
               = help: did you mean `enabled`?

        "#]],
    );
}

#[test]
fn a_line_that_is_not_toml_hides_nothing_else() {
    check(
        "title: A reader\nlanguage = de\nsubtitle = 3\n[quotes\nshare = 200\n[limits]\nnesting = \"deep\"\n[quotes]\n\
         share = 200\n[quotes]\n",
        &expect![[r#"
            error[front-matter]: this line is not `key = value`
             --> site.toml:1:1
              |
            1 | title: A reader
              | ^^^^^^^^^^^^^^^
              |
              = help: write `=` for `:`

            error[front-matter]: text stands between quotation marks
             --> site.toml:2:12
              |
            2 | language = de
              |            ^^
              |
              = help: write `"de"`

            error[front-matter]: `subtitle` takes text, not a number
             --> site.toml:3:12
              |
            3 | subtitle = 3
              |            ^

            error[front-matter]: the name that begins here has no closing `]`
             --> site.toml:4:1
              |
            4 | [quotes
              | ^^^^^^^

            error[front-matter]: `nesting` takes a whole number, not text
             --> site.toml:7:11
              |
            7 | nesting = "deep"
              |           ^^^^^^
              |
              = help: write it like `nesting = 20`

            error[front-matter]: `share` takes a whole number from 0 to 100
             --> site.toml:9:9
              |
            9 | share = 200
              |         ^^^

            error[front-matter]: `quotes` is written twice
              --> site.toml:10:2
               |
            10 | [quotes]
               |  ^^^^^^
               |
               = help: keep one of them

        "#]],
    );
}

#[test]
fn a_list_that_is_never_closed_hides_nothing_in_the_tables_after_it() {
    check(
        "title = \"A\"\n[[verbs]]\nname = [\"causes\"\ninverse = \"is caused by\"\n[[verbs]]\nname = 3\n[limits]\nnesting = 0\n",
        &expect![[r#"
            error[front-matter]: the list `name` has no closing `]`
             --> site.toml:3:8
              |
            3 | name = ["causes"
              |        ^

            error[front-matter]: `[[verbs]]` of `site.toml` lacks `inverse`
             --> site.toml:5:1
              |
            5 | [[verbs]]
              | ^^^^^^^^^
              |
              = help: add it, for example `inverse = "is caused by"`

            error[front-matter]: `name` takes text, not a number
             --> site.toml:6:8
              |
            6 | name = 3
              |        ^

            error[front-matter]: `nesting` takes a whole number from 1 to 200
             --> site.toml:8:11
              |
            8 | nesting = 0
              |           ^

        "#]],
    );
}

#[test]
fn the_sites_own_verbs_join_the_built_in_ones() {
    let config = whole(
        "[[verbs]]\nname = \"causes\"\ninverse = \"is caused by\"\nskos = \"narrower\"\n\
         [[verbs]]\nname = \"opposes\"\ninverse = \"opposes\"\n",
    );
    let names: Vec<(&str, &str)> =
        config.verbs.iter().map(|verb| (verb.name.as_str(), verb.inverse.as_str())).collect();
    assert_eq!(
        names,
        [
            ("presupposes", "is presupposed by"),
            ("narrows", "is narrowed by"),
            ("extends", "is extended by"),
            ("opposes", "opposes"),
            ("is a means to", "is served by"),
            ("is often confused with", "is often confused with"),
            ("is related to", "is related to"),
            ("causes", "is caused by"),
        ]
    );
    assert_eq!(config.verb("causes").map(|verb| verb.skos), Some(Skos::Narrower));
    assert_eq!(config.verb("is caused by"), None);
}

#[test]
fn a_verb_has_a_name_an_inverse_and_its_own_place() {
    check(
        "title = \"A\"\n[[verbs]]\nname = \"causes\"\n[[verbs]]\nname = \"hits\"\ninverse = \"is hit by\"\n\
         [[verbs]]\nname = \"hits\"\ninverse = \"is hit by\"\nfrom = 3\n\
         [[verbs]]\nname = \"equals\"\ninverse = \"equals\"\nskos = \"broader\"\n",
        &expect![[r#"
            error[front-matter]: `[[verbs]]` of `site.toml` lacks `inverse`
             --> site.toml:2:1
              |
            2 | [[verbs]]
              | ^^^^^^^^^
              |
              = help: add it, for example `inverse = "is caused by"`

            error[front-matter]: the verb `hits` is listed twice
             --> site.toml:8:8
              |
            8 | name = "hits"
              |        ^^^^^^
              |
              = help: keep one of them

            error[unknown-key]: `[[verbs]]` of `site.toml` has no key `from`
              --> site.toml:10:1
               |
            10 | from = 3
               | ^^^^
               |
               = help: it has `name`, `inverse`, `skos`

            error[front-matter]: `equals` holds both ways, so it can't be `broader`
              --> site.toml:14:8
               |
            14 | skos = "broader"
               |        ^^^^^^^^^
               |
               = help: give it another `inverse`, or take `skos` out

        "#]],
    );
}

#[test]
fn a_built_in_verb_that_is_its_own_inverse_is_symmetric() {
    // SKOS Reference S23, S25: only `related` is symmetric, so a built-in verb that is its own inverse is that.
    for verb in Config::default().verbs {
        assert!(verb.name != verb.inverse || verb.skos == Skos::Related, "{}", verb.name);
    }
}

#[test]
fn a_base_url_ends_in_a_slash_and_knows_its_path() {
    for (typed, url, path) in [
        ("https://example.org", "https://example.org/", "/"),
        ("https://example.org/reader", "https://example.org/reader/", "/reader/"),
        ("HTTPS://Example.ORG/A/b//", "https://example.org/A/b/", "/A/b/"),
        ("http://localhost:8000/a%20b/", "http://localhost:8000/a%20b/", "/a%20b/"),
        ("http://[::1]:80", "http://[::1]:80/", "/"),
    ] {
        let read = BaseUrl::parse(typed).expect(typed);
        assert_eq!((read.as_str(), read.path()), (url, path));
    }
}

#[test]
fn what_is_no_base_url_is_refused_with_what_it_lacks() {
    let conditions: Vec<String> = [
        "",
        "example.org",
        "ftp://example.org",
        "javascript://x",
        "https://",
        "https:///a",
        "https://me@example.org",
        "https://example.org?a",
        "https://example.org/#a",
        "https://example.org/../a",
        "https://example.org/ü",
        "https://example.org/a b",
        "https://ex\"ample.org",
        "https://example.org/a//b",
        "https://a:b:c",
    ]
    .iter()
    .map(|typed| format!("{typed:?}: {}\n", BaseUrl::parse(typed).expect_err(typed)))
    .collect();
    expect![[r#"
        "": begins with `http://` or `https://`
        "example.org": begins with `http://` or `https://`
        "ftp://example.org": begins with `http://` or `https://`
        "javascript://x": begins with `http://` or `https://`
        "https://": names a host
        "https:///a": names a host
        "https://me@example.org": has no user name
        "https://example.org?a": has no `?` and no `#`
        "https://example.org/#a": has no `?` and no `#`
        "https://example.org/../a": has no `.` or `..` in its path
        "https://example.org/ü": is written in ASCII, other characters as `%` and two digits
        "https://example.org/a b": is written in ASCII, other characters as `%` and two digits
        "https://ex\"ample.org": is written in ASCII, other characters as `%` and two digits
        "https://example.org/a//b": has no `//` in its path
        "https://a:b:c": names a host
    "#]]
    .assert_eq(&conditions.concat());
}

/// Every key is read, and with an effect: its example changes what is read, and nothing is reported.
#[test]
fn every_key_of_the_table_is_read() {
    let tables = [
        (Table::Site, ""),
        (Table::Verb, "[[verbs]]"),
        (Table::Quotes, "[quotes]"),
        (Table::Limits, "[limits]"),
        (Table::Exports, "[exports]"),
        (Table::Search, "[search]"),
    ];
    for (table, header) in tables {
        for key in keys_of(table).filter(|key| key.name != "citation_style") {
            let [with, without] = [vec![key], vec![]].map(|keys: Vec<&Key>| {
                let others = keys_of(table)
                    .filter(|other| other.default == Unwritten::Required && other.name != key.name);
                let lines: Vec<&str> = others.chain(keys).map(|key| key.example).collect();
                let title = if table == Table::Site { "" } else { "title = \"A\"" };
                let text = format!("{title}\n{header}\n{}\n", lines.join("\n"));
                let (config, findings) = read(&text);
                (config, shown(&text, findings))
            });
            assert_eq!(with.1, "", "`{}` in {}", key.name, table.words());
            assert_ne!(with.0, without.0, "`{}` in {} is read", key.name, table.words());
        }
    }
}

/// The one key with nothing to choose.
#[test]
fn the_citation_style_can_be_said() {
    assert_eq!(whole("citation_style = \"author-date\"\n").citation_style, Config::default().citation_style);
}

#[test]
fn the_reference_page_has_every_key() {
    let page = reference();
    for key in KEYS {
        let row = format!("| `{}` |", key.name);
        let example = format!(". `{}` |", key.example);
        assert!(page.lines().any(|line| line.starts_with(&row) && line.ends_with(&example)), "{}", key.name);
    }
}

#[test]
fn the_reference_page_is_the_table_of_keys() {
    expect_file!["../../docs/content/pages/keys.md"].assert_eq(&reference());
}

#[test]
fn every_rule_can_be_given_a_level() {
    for rule in RULES {
        let config = whole(&format!("[rules]\n{} = \"error\"\n", rule.code));
        assert_eq!(config.rules.get(rule.code), Some(&Level::Error));
    }
}

#[test]
fn a_rule_that_has_to_be_an_error_is_given_no_other_level() {
    for rule in RULES {
        for level in ["off", "warning"] {
            let found = read(&format!("title = \"T\"\n[rules]\n{} = \"{level}\"\n", rule.code)).1;
            assert_eq!(found.is_empty(), rule.silence != Silence::Never, "{}: {found:?}", rule.code);
        }
    }
    check(
        "title = \"T\"\n[rules]\nduplicate-address = \"off\"\n",
        &expect![[r#"
        error[front-matter]: `duplicate-address` is always an error: what is published would be incomplete or unsafe
         --> site.toml:3:21
          |
        3 | duplicate-address = "off"
          |                     ^^^^^
          |
          = help: take the line out, and mend what is found

    "#]],
    );
}

proptest! {
    #[test]
    fn any_text_is_read_and_every_place_lies_between_characters(text in crate::front_matter::any_text()) {
        let (config, findings) = read(&text);
        crate::front_matter::places_are_sound(&text, &findings)?;
        prop_assert!(1 <= config.limits.nesting);
        shown(&text, findings);
    }

    #[test]
    fn a_base_url_that_is_read_is_read_again_as_itself(typed in "(http|HTTPS)://[a-z.:@]{0,6}(/[a-zA-Z%.]{0,3}){0,4}") {
        if let Ok(url) = BaseUrl::parse(&typed) {
            prop_assert_eq!(BaseUrl::parse(url.as_str()), Ok(url.clone()));
            prop_assert!(url.path().starts_with('/') && url.path().ends_with('/'));
        }
    }
}
