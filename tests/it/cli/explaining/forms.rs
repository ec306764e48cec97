//! Why a word is a form of an entry, or of another, or of none.

use expect_test::expect;

use super::super::support::Folder;
use super::{SITE, check, check_with};

#[test]
fn no_links_takes_plurals_and_possessives_along() {
    check_with(
        "no_links = [\"war\"]\n",
        "Wars and war's end.\n",
        5,
        "war",
        &expect![[r#"
        content/pages/p.md:5:1: `War` is not linked
          because `no_links` in this page's front matter lists `war`, which takes its plural and possessive along
          rule: no-links
          entry: War (content/concepts/war.md)
          help: to link it: take `war` out of `no_links`
        content/pages/p.md:5:10: `war` is not linked
          because `no_links` in this page's front matter lists `war`, which takes its plural and possessive along
          rule: no-links
          entry: War (content/concepts/war.md)
          help: to link it: take `war` out of `no_links`
    "#]],
    );
}

#[test]
fn an_entry_may_switch_itself_off_and_drop_inflections() {
    check(
        "Shadow power and violences.\n",
        4,
        "shadow power",
        &expect![[r#"
        content/pages/p.md:4:1: `Shadow power` is not linked
          because `Shadow power` has `autolink = false`
          rule: autolink-off
          entry: Shadow power (content/concepts/shadow-power.md)
          help: to link it here: `[[Shadow power]]`
          help: to link it everywhere: take `autolink` out of content/concepts/shadow-power.md
    "#]],
    );
    check(
        "Shadow power and violences.\n",
        4,
        "violences",
        &expect![[r#"
        content/pages/p.md:4:18: `violences` is not linked
          because `not_forms` of `Violence` drops this inflection
          rule: not-forms
          entry: Violence (content/concepts/violence.md)
          help: to link it here: `[[Violence|violences]]`
          help: to link it everywhere: take it out of `not_forms` in content/concepts/violence.md
    "#]],
    );
}

#[test]
fn capitals_must_agree_where_they_matter() {
    check(
        "mad\n",
        4,
        "MAD",
        &expect![[r#"
        content/pages/p.md:4:1: `mad` is not linked
          because `MAD` has capitals that must be as written
          rule: case
          entry: MAD (content/concepts/mad.md)
          help: to link it here: write `MAD`
          help: everywhere: add "mad" to `forms` in content/concepts/mad.md
    "#]],
    );
    check(
        "The left.\n",
        4,
        "the left",
        &expect![[r#"
        content/pages/p.md:4:1: `The left` is not linked
          because `the Left` matches with these capitals only, as names do unless they have `case = "fold"`
          rule: case
          entry: the Left (content/names/the-left.md)
          help: to link it here: write `the Left`
          help: everywhere: `case = "fold"` in content/names/the-left.md
    "#]],
    );
}

#[test]
fn a_longer_form_wins_and_so_does_the_leftmost() {
    check(
        "New wars.\n",
        4,
        "war",
        &expect![[r#"
        content/pages/p.md:4:5: `war` is linked
          because it is part of `New wars`, and the longest form wins; `New wars` is linked, because it is the entry's first mention before the first heading, and the site has `linking = "first-per-section"`
          rule: longer-form
          entry: New wars (content/concepts/new-wars.md)
          note: alone, `war` would name `War` (content/concepts/war.md)
          help: to leave it plain here: `[[!New wars]]`
          help: on the whole page: `no_links = ["New wars"]` in its front matter
          help: everywhere: `autolink = false` in content/concepts/new-wars.md
    "#]],
    );
    check(
        "New war order.\n",
        4,
        "war order",
        &expect![[r#"
            content/pages/p.md:4:5: `war order` is not linked
              because `New war`, which begins before it and names `New wars` (content/concepts/new-wars.md), has some of its words: the leftmost form wins
              rule: earlier-form
              entry: War order (content/concepts/war-order.md)
              help: to free the words: `[[!New war]]`
        "#]],
    );
}

#[test]
fn a_form_ends_where_words_end() {
    check(
        "Warfare.\n",
        4,
        "war",
        &expect![[r#"
        content/pages/p.md:4:1: `War` is not linked
          because it is part of the word `Warfare`: no form begins or ends inside a word
          rule: inside-word
          entry: War (content/concepts/war.md)
          help: to link it here: `[[War|Warfare]]`
          help: everywhere: add "Warfare" to `forms` in content/concepts/war.md, if it means `War`
    "#]],
    );
    check(
        "Non-violence.\n",
        4,
        "violence",
        &expect![[r#"
            content/pages/p.md:4:5: `violence` is not linked
              because a hyphen joins it to `Non`, and no form begins right after one
              rule: after-hyphen
              entry: Violence (content/concepts/violence.md)
              help: to link it here: `[[Violence|Non-violence]]`
              help: if `Non-violence` is a concept of its own: `lectern new concept "Non-violence"`
        "#]],
    );
    check(
        "New[^1] wars.\n\n[^1]: x\n",
        4,
        "new wars",
        &expect![[r#"
        content/pages/p.md:4:1: `New wars` is not linked
          because something stands among the words of `New wars`: a citation, a note's mark, a link or an image
          rule: interrupted
          entry: New wars (content/concepts/new-wars.md)
          help: to link it: move that behind the words, or write `[[New wars]]`
    "#]],
    );
}

#[test]
fn who_else_has_the_form_is_said() {
    check(
        "Order.\n",
        4,
        "order",
        &expect![[r#"
        content/pages/p.md:4:1: `Order` is linked
          because it is the entry's first mention before the first heading, and the site has `linking = "first-per-section"`
          rule: first-in-section
          entry: International order (content/concepts/international-order.md)
          note: `Order` (content/concepts/order.md) has `order` too; `wins` in content/concepts/international-order.md decides
          help: to leave it plain here: `[[!Order]]`
          help: on the whole page: `no_links = ["Order"]` in its front matter
          help: everywhere: `autolink = false` in content/concepts/international-order.md
    "#]],
    );
    check(
        "Norms.\n",
        4,
        "norms",
        &expect![[r#"
        content/pages/p.md:4:1: `Norms` is linked
          because it is the entry's first mention before the first heading, and the site has `linking = "first-per-section"`
          rule: first-in-section
          entry: Norms (content/concepts/norms.md)
          note: `Norms` would be made of a form of `Norm` (content/concepts/norm.md) too; one that is written beats one that is made
          help: to leave it plain here: `[[!Norms]]`
          help: on the whole page: `no_links = ["Norms"]` in its front matter
          help: everywhere: `autolink = false` in content/concepts/norms.md
    "#]],
    );
    check(
        "Left and left.\n",
        4,
        "left",
        &expect![[r#"
        content/pages/p.md:4:1: `Left` is linked
          because it is the entry's first mention before the first heading, and the site has `linking = "first-per-section"`
          rule: first-in-section
          entry: the Left (content/names/the-left.md)
          note: in other capitals it names `Left` (content/concepts/left.md): a form with these very capitals beats it
          help: to leave it plain here: `[[!Left]]`
          help: on the whole page: `no_links = ["Left"]` in its front matter
          help: everywhere: `autolink = false` in content/names/the-left.md
        content/pages/p.md:4:10: `left` is linked
          because it is the entry's first mention before the first heading, and the site has `linking = "first-per-section"`
          rule: first-in-section
          entry: Left (content/concepts/left.md)
          note: written `Left`, it would name `the Left` (content/names/the-left.md)
          help: to leave it plain here: `[[!left]]`
          help: on the whole page: `no_links = ["left"]` in its front matter
          help: everywhere: `autolink = false` in content/concepts/left.md
    "#]],
    );
}

#[test]
fn a_form_that_is_won_takes_its_plural_along() {
    let site = Folder::new(SITE);
    // Were it not won, the plural would be the first file's.
    site.write("content/concepts/a.md", "+++\ntitle = \"A\"\naliases = [\"order\"]\n+++\n");
    site.write("content/pages/p.md", "+++\ntitle = \"P\"\n+++\nOrders.\n");
    let run = site.run(&["explain", "content/pages/p.md:4", "orders"]);
    assert!(run.stdout.contains("entry: International order"), "{}", run.stdout);
    assert_eq!(site.run(&["check"]).code, 0);
}

#[test]
fn a_clash_of_two_forms_is_said_once_in_each_file() {
    let site = Folder::new(SITE);
    site.write("content/concepts/wars.md", "+++\ntitle = \"Battle\"\naliases = [\"war\"]\n+++\n");
    let found = site.run(&["check", "--format", "json"]).stdout;
    assert_eq!(found.matches("\"duplicate-form\"").count(), 2, "{found}");
}
