//! What an editor sees when front matter says something that it can't.
#![allow(clippy::too_many_lines)] // A snapshot is as long as what it shows.

use expect_test::{Expect, expect};

use crate::front_matter::{read, shown};

/// Checks what is reported of a concept with these lines besides its title.
fn check(lines: &str, expected: &Expect) {
    check_file("content/concepts/heat.md", &format!("+++\ntitle = \"Heat\"\n{lines}+++\nText.\n"), expected);
}

fn check_file(path: &str, text: &str, expected: &Expect) {
    let (_, _, findings) = read(path, text);
    expected.assert_eq(&shown(text, findings));
}

#[test]
fn a_fence_stands_alone_on_its_line() {
    check_file(
        "content/concepts/heat.md",
        "+++ toml\ntitle = \"Heat\"\n+++\n",
        &expect![[r#"
            error[front-matter]: `+++` stands alone on its line
             --> content/concepts/heat.md:1:1
              |
            1 | +++ toml
              | ^^^^^^^^

        "#]],
    );
}

#[test]
fn all_mistakes_of_a_file_are_reported_in_one_run() {
    check_file(
        "content/concepts/heat.md",
        "+++\ntitel = 3\nsummary = 3\naliases = \"warmth\"\nauthors = []\ndraft = \"no\"\norder = 1.5\n\
         case = \"Exact\"\nspeaker = 1\nbase_url = 1\nupdated = \"March\"\nbroader = [1, \"\", \"fire\"]\n\
         related = [4, { as = \"x\", vhy = \"y\" }]\ncompare = \"agree\"\n+++\n",
        &expect![[r#"
            error[front-matter]: a concept's front matter lacks `title`
             --> content/concepts/heat.md:1:1
              |
            1 | +++
              | ^^^
              |
              = help: add it, for example `title = "Hybrid peace"`

            error[unknown-key]: a concept's front matter has no key `titel`
             --> content/concepts/heat.md:2:1
              |
            2 | titel = 3
              | ^^^^^
              |
              = help: did you mean `title`?

            error[front-matter]: `summary` takes text, not a number
             --> content/concepts/heat.md:3:11
              |
            3 | summary = 3
              |           ^

            error[front-matter]: `aliases` takes a list of texts, not text
             --> content/concepts/heat.md:4:11
              |
            4 | aliases = "warmth"
              |           ^^^^^^^^
              |
              = help: write `["warmth"]`

            error[unknown-key]: a concept's front matter has no key `authors`
             --> content/concepts/heat.md:5:1
              |
            5 | authors = []
              | ^^^^^^^
              |
              = help: `authors` belongs in an article's front matter

            error[front-matter]: `draft` takes `true` or `false`, not text
             --> content/concepts/heat.md:6:9
              |
            6 | draft = "no"
              |         ^^^^
              |
              = help: write it like `draft = true`

            error[front-matter]: `order` takes a whole number, not a fraction
             --> content/concepts/heat.md:7:9
              |
            7 | order = 1.5
              |         ^^^
              |
              = help: write it like `order = 1`

            error[front-matter]: `case` can't be `Exact`
             --> content/concepts/heat.md:8:8
              |
            8 | case = "Exact"
              |        ^^^^^^^
              |
              = help: did you mean `exact`?
              = help: it is one of `exact`, `fold`

            error[unknown-key]: a concept's front matter has no key `speaker`
             --> content/concepts/heat.md:9:1
              |
            9 | speaker = 1
              | ^^^^^^^
              |
              = help: did you mean `speakers`? it belongs in an article's front matter

            error[unknown-key]: a concept's front matter has no key `base_url`
              --> content/concepts/heat.md:10:1
               |
            10 | base_url = 1
               | ^^^^^^^^
               |
               = help: `base_url` belongs in `site.toml`

            error[front-matter]: `March` is not a date
              --> content/concepts/heat.md:11:11
               |
            11 | updated = "March"
               |           ^^^^^^^
               |
               = help: write `2018-03-05`, or between quotation marks a month or year: `"2018-03"`, `"2018"`

            error[front-matter]: `broader` takes text, not a number
              --> content/concepts/heat.md:12:12
               |
            12 | broader = [1, "", "fire"]
               |            ^

            error[front-matter]: a text in `broader` is empty
              --> content/concepts/heat.md:12:15
               |
            12 | broader = [1, "", "fire"]
               |               ^^
               |
               = help: write something, or take it out

            error[front-matter]: `related` takes texts and tables, not a number
              --> content/concepts/heat.md:13:12
               |
            13 | related = [4, { as = "x", vhy = "y" }]
               |            ^

            error[front-matter]: an item of a concept's `related` lacks `to`
              --> content/concepts/heat.md:13:15
               |
            13 | related = [4, { as = "x", vhy = "y" }]
               |               ^^^^^^^^^^^^^^^^^^^^^^^
               |
               = help: add it, for example `to = "new-wars"`

            error[unknown-key]: an item of a concept's `related` has no key `vhy`
              --> content/concepts/heat.md:13:27
               |
            13 | related = [4, { as = "x", vhy = "y" }]
               |                           ^^^
               |
               = help: did you mean `why`?

            error[front-matter]: `compare` takes a table, not text
              --> content/concepts/heat.md:14:11
               |
            14 | compare = "agree"
               |           ^^^^^^^
               |
               = help: write it like `compare = { verdict = "differ", gloss = "For one a means, for the other an end." }`

        "#]],
    );
}

#[test]
fn toml_that_cannot_be_read_is_explained_once_a_cause() {
    check(
        "summary = Some words\naliases = [heat-wave, \"glow]\nforms = [“a”]\nbroader: fire\ndraft = True\n\
         order = 01\nupdated = 2018-03\nno_links = \"a\", \"b\"\nslug =\nwins = [\"a\" \"b\"]\ntitle = \"Warmth\"\n",
        &expect![[r#"
            error[front-matter]: text stands between quotation marks
             --> content/concepts/heat.md:3:11
              |
            3 | summary = Some words
              |           ^^^^^^^^^^
              |
              = help: write `"Some words"`

            error[front-matter]: text stands between quotation marks
             --> content/concepts/heat.md:4:12
              |
            4 | aliases = [heat-wave, "glow]
              |            ^^^^^^^^^
              |
              = help: write `"heat-wave"`

            error[front-matter]: the text that begins here has no closing `"`
             --> content/concepts/heat.md:4:23
              |
            4 | aliases = [heat-wave, "glow]
              |                       ^^^^^^

            error[front-matter]: text stands between straight quotation marks
             --> content/concepts/heat.md:5:10
              |
            5 | forms = [“a”]
              |          ^^^
              |
              = help: write `"a"`

            error[front-matter]: this line is not `key = value`
             --> content/concepts/heat.md:6:1
              |
            6 | broader: fire
              | ^^^^^^^^^^^^^
              |
              = help: write `=` for `:`

            error[front-matter]: `true` and `false` have small letters
             --> content/concepts/heat.md:7:9
              |
            7 | draft = True
              |         ^^^^
              |
              = help: write `true`

            error[front-matter]: `01` is not a number
             --> content/concepts/heat.md:8:9
              |
            8 | order = 01
              |         ^^

            error[front-matter]: `2018-03` is not a date
             --> content/concepts/heat.md:9:11
              |
            9 | updated = 2018-03
              |           ^^^^^^^
              |
              = help: write `2018-03-05`, or between quotation marks a month or year: `"2018-03"`, `"2018"`

            error[front-matter]: the value ends before this
              --> content/concepts/heat.md:10:15
               |
            10 | no_links = "a", "b"
               |               ^^^^^
               |
               = help: several texts stand in a list: `["a", "b"]`

            error[front-matter]: `slug` has no value
              --> content/concepts/heat.md:11:1
               |
            11 | slug =
               | ^^^^^^
               |
               = help: write one, or take the line out

            error[front-matter]: a text in `slug` is empty
              --> content/concepts/heat.md:11:7
               |
            11 | slug =
               |       ^
               |
               = help: write something, or take it out

            error[front-matter]: a comma is missing before this
              --> content/concepts/heat.md:12:13
               |
            12 | wins = ["a" "b"]
               |             ^^^

            error[front-matter]: `title` is written twice
              --> content/concepts/heat.md:13:1
               |
            13 | title = "Warmth"
               | ^^^^^
               |
               = help: keep one of them

        "#]],
    );
}

#[test]
fn marks_within_a_text_are_explained() {
    check(
        "summary = \"what he calls \"heat\" here\"\nformerly = ['it's']\nno_links = [\"a\\qb\"]\n",
        &expect![[r#"
            error[front-matter]: the value ends before this
             --> content/concepts/heat.md:3:27
              |
            3 | summary = "what he calls "heat" here"
              |                           ^^^^^^^^^^^
              |
              = help: within a text, write `“` and `”`, or `\"` for a straight mark

            error[front-matter]: the value ends before this
             --> content/concepts/heat.md:4:17
              |
            4 | formerly = ['it's']
              |                 ^^
              |
              = help: a text with an apostrophe stands between `"` marks

            error[front-matter]: `\q` stands for no character
             --> content/concepts/heat.md:5:15
              |
            5 | no_links = ["a\qb"]
              |               ^^
              |
              = help: a backslash is written `\\`; between `'` marks it stands for itself

        "#]],
    );
}

#[test]
fn what_is_never_closed_hides_nothing_that_follows() {
    check(
        "aliases = [\"a\", \"b\"\nsummary = 3\nrelated = [{ to = \"a\" }, { to = \"b\" ]\norder = \"4\"\n\
         compare = { verdict = \"agree\"\nforms = \"\"\"a\n",
        &expect![[r#"
            error[front-matter]: the list `aliases` has no closing `]`
             --> content/concepts/heat.md:3:11
              |
            3 | aliases = ["a", "b"
              |           ^

            error[front-matter]: `summary` takes text, not a number
             --> content/concepts/heat.md:4:11
              |
            4 | summary = 3
              |           ^

            error[front-matter]: a table in the list `related` has no closing `}`
             --> content/concepts/heat.md:5:11
              |
            5 | related = [{ to = "a" }, { to = "b" ]
              |           ^

            error[front-matter]: `order` takes a whole number, not text
             --> content/concepts/heat.md:6:9
              |
            6 | order = "4"
              |         ^^^
              |
              = help: write it like `order = 1`

            error[front-matter]: the table `compare` has no closing `}`
             --> content/concepts/heat.md:7:11
              |
            7 | compare = { verdict = "agree"
              |           ^

            error[front-matter]: the text `forms` has no closing `"""`
             --> content/concepts/heat.md:8:9
              |
            8 | forms = """a
              |         ^^^

        "#]],
    );
}

#[test]
fn keys_below_a_header_that_is_not_closed_are_its_own() {
    check(
        "[compare\nverdict = \"agree\"\n",
        &expect![[r#"
        error[front-matter]: the name that begins here has no closing `]`
         --> content/concepts/heat.md:3:1
          |
        3 | [compare
          | ^^^^^^^^

    "#]],
    );
}

#[test]
fn a_missing_key_is_reported_at_the_fence_unless_its_line_is_broken() {
    check_file(
        "content/names/kaldor.md",
        "+++\n+++\n",
        &expect![[r#"
            error[front-matter]: a name's front matter lacks `title`
             --> content/names/kaldor.md:1:1
              |
            1 | +++
              | ^^^
              |
              = help: add it, for example `title = "Hybrid peace"`

            error[front-matter]: a name's front matter lacks `kind`
             --> content/names/kaldor.md:1:1
              |
            1 | +++
              | ^^^
              |
              = help: add it, for example `kind = "place"`

        "#]],
    );
    check_file(
        "content/names/kaldor.md",
        "+++\ntitle: Mary Kaldor\nkind = \"person\"\n+++\n",
        &expect![[r#"
        error[front-matter]: this line is not `key = value`
         --> content/names/kaldor.md:2:1
          |
        2 | title: Mary Kaldor
          | ^^^^^^^^^^^^^^^^^^
          |
          = help: write `=` for `:`

    "#]],
    );
}

#[test]
fn characters_that_cannot_be_seen_are_errors() {
    check(
        "summary = \"a\u{202E}b\"\naliases = [\"he\u{200B}at\", \"\\u200b\"]\nforms = [\"a\u{7}b\"]\n",
        &expect![[r#"
            error[hidden-character]: the text of `summary` holds a character that can't be seen: U+202E
             --> content/concepts/heat.md:3:13
              |
            3 | summary = "a\u{202e}b"
              |             ^^^^^^^^ here
              |
              = help: delete it and type the neighbouring letters again

            error[hidden-character]: the text of `aliases` holds a character that can't be seen: U+200B
             --> content/concepts/heat.md:4:15
              |
            4 | aliases = ["he\u{200b}at", "\u200b"]
              |               ^^^^^^^^ here
              |
              = help: delete it and type the neighbouring letters again

            error[hidden-character]: the text of `aliases` holds a character that can't be seen: U+200B
             --> content/concepts/heat.md:4:28
              |
            4 | aliases = ["he\u{200b}at", "\u200b"]
              |                            ^^^^^^^^ here
              |
              = help: delete it and type the neighbouring letters again

            error[hidden-character]: the line holds a character that can't be seen: U+0007
             --> content/concepts/heat.md:5:12
              |
            5 | forms = ["a\u{7}b"]
              |            ^^^^^ here
              |
              = help: delete it and type the neighbouring letters again

        "#]],
    );
    let path = "content/concepts/he\u{200B}at.md";
    check_file(
        path,
        "+++\ntitle = \"Heat\"\n+++\n",
        &expect![[r#"
            error[hidden-character]: the file's name holds a character that can't be seen: U+200B
              --> content/concepts/he\u{200b}at.md
             = help: rename the file

        "#]],
    );
}

#[test]
fn a_slug_is_what_an_address_can_hold() {
    check(
        "slug = \"New War\"\nformerly = [\"../heat\", \".heat\", \"Old_Heat\"]\n",
        &expect![[r#"
        error[front-matter]: `slug` takes small letters, digits and hyphens, not `New War`
         --> content/concepts/heat.md:3:8
          |
        3 | slug = "New War"
          |        ^^^^^^^^^
          |
          = help: write `"new-war"`

        error[front-matter]: `formerly` takes slugs, the names of files without `.md`, not `../heat`
         --> content/concepts/heat.md:4:13
          |
        4 | formerly = ["../heat", ".heat", "Old_Heat"]
          |             ^^^^^^^^^

        error[front-matter]: `formerly` takes slugs, the names of files without `.md`, not `.heat`
         --> content/concepts/heat.md:4:24
          |
        4 | formerly = ["../heat", ".heat", "Old_Heat"]
          |                        ^^^^^^^

    "#]],
    );
    check_file(
        "content/index.md",
        "+++\ntitle = \"A\"\nslug = \"a\"\n+++\n",
        &expect![[r#"
        error[front-matter]: this page is always `index.html`, a `slug` can't move it
         --> content/index.md:3:8
          |
        3 | slug = "a"
          |        ^^^
          |
          = help: take the line out

    "#]],
    );
}

#[test]
fn a_letter_is_one_or_two_capitals() {
    check_file(
        "content/articles/a.md",
        "+++\ntitle = \"A\"\nletter = \"a1\"\n+++\n",
        &expect![[r#"
        error[front-matter]: `letter` takes one or two capital letters from A to Z, not `a1`
         --> content/articles/a.md:3:10
          |
        3 | letter = "a1"
          |          ^^^^

    "#]],
    );
}

#[test]
fn a_file_with_thousands_of_mistakes_lists_the_first_hundred() {
    let text = format!("+++\n{}+++\n", "nonsense\n".repeat(20_000));
    let (_, _, findings) = read("content/concepts/heat.md", &text);
    assert_eq!(findings.len(), 101);
    assert_eq!(findings[100].message, "more than 100 things are wrong here");
}

#[test]
fn a_title_is_read_however_many_lists_before_it_are_never_closed() {
    let text = format!("+++\n{}title = \"Heat\"\n+++\n", "aliases = [\n".repeat(9));
    let (meta, _, findings) = read("content/concepts/heat.md", &text);
    assert_eq!((meta.title.it.as_str(), findings.len()), ("Heat", 9));
}

#[test]
fn lists_in_lists_without_end_are_refused_and_not_followed() {
    let text = format!("+++\ntitle = {}\n+++\n", "[".repeat(100_000));
    let (_, _, findings) = read("content/concepts/heat.md", &text);
    assert_eq!(findings.len(), 1);
}
