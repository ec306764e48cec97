//! What differs between two states of a site: named by what it means for a reader.

#![allow(clippy::expect_used, clippy::too_many_lines)]

mod git;
mod hostile;

use expect_test::{Expect, expect};
use lectern::compare::{Changes, Side, compare, text};
use lectern::load::{Sources, Text};
use lectern::pipeline::{Request, examine};

use crate::support::sources;

/// A site with two entries and an article that mentions them; `edit` follows, and takes the place of files with its paths.
const SITE: &str = r#"
//- content/index.md
All of it.
//- content/articles/on-war.md
The first paragraph speaks of new wars. Nothing else is said.

## Two ways

The second: an armed group gains [@key, part one].

The third says “all wars are one war” [@key, part two].
//- content/concepts/new-war.md summary = "A war of another kind."; related = ["armed-group"]
Unlike armed groups of old.
//- content/concepts/armed-group.md
Somebody with weapons.
//- content/references.bib
@book{key, title = {On War}, author = {Clausewitz, Carl von}, year = {1832}}
"#;

/// The changes from one state to another.
pub fn changes(before: &Sources, after: &Sources) -> Changes {
    let request = Request::default();
    let (then, now) = (examine(before, &request), examine(after, &request));
    let before = Side { sources: before, examined: &then.value, findings: &then.diagnostics };
    compare(before, Side { sources: after, examined: &now.value, findings: &now.diagnostics })
}

/// What differs once the files of `edit` have taken the place of [`SITE`]'s, and `gone` are taken away.
fn check(edit: &str, gone: &[&str], expected: Expect) {
    let before = sources(SITE);
    let mut after = sources(&format!("{SITE}{edit}"));
    after.texts.retain(|path, _| !gone.contains(&&**path));
    let (there, back) = (changes(&before, &after), changes(&after, &before));
    assert_eq!(told(there.clone()), told(turned(back)));
    expected.assert_eq(&text(&there, 20));
}

/// The same with before and after in each other's places.
pub fn turned(mut changes: Changes) -> Changes {
    use std::mem::swap;
    swap(&mut changes.addresses.gained, &mut changes.addresses.lost);
    swap(&mut changes.anchors.gained, &mut changes.anchors.lost);
    swap(&mut changes.links.gained, &mut changes.links.lost);
    swap(&mut changes.relations.gained, &mut changes.relations.lost);
    swap(&mut changes.findings.gained, &mut changes.findings.lost);
    swap(&mut changes.errors.before, &mut changes.errors.after);
    changes.pages.iter_mut().for_each(|it| swap(&mut it.before, &mut it.after));
    changes.mentions.iter_mut().for_each(|it| swap(&mut it.before, &mut it.after));
    changes.definitions.iter_mut().for_each(|it| swap(&mut it.before, &mut it.after));
    changes.quotations.iter_mut().for_each(|it| swap(&mut it.before, &mut it.after));
    changes
}

/// What holds in either direction: not what a thing of both states is called, and where it stands.
pub fn told(changes: Changes) -> String {
    let sorted = |mut lines: Vec<String>| {
        lines.sort();
        lines.join("\n")
    };
    let pages = changes.pages.iter().map(|it| format!("{it:?}")).collect();
    let mentions = changes.mentions.iter().map(|it| format!("{} {}", it.before, it.after)).collect();
    let definitions = changes.definitions.iter().map(|it| format!("{} {}", it.before, it.after)).collect();
    let quotations = changes.quotations.iter();
    let quotations = quotations.map(|it| format!("{} {:?} {:?}", it.source, it.before, it.after)).collect();
    let lists = [pages, mentions, definitions, quotations].map(sorted).join("\n--\n");
    let Changes { addresses, anchors, links, relations, findings, errors, .. } = changes;
    format!("{lists}\n{addresses:#?}\n{anchors:#?}\n{links:#?}\n{relations:#?}\n{findings:#?}\n{errors:#?}")
}

#[test]
fn a_site_does_not_differ_from_itself() {
    check("", &[], expect![]);
}

#[test]
fn a_new_alias_shows_in_the_links_that_it_makes() {
    check(
        "//- content/concepts/armed-group.md aliases = [\"paragraph\"]\nSomebody with weapons.\n",
        &[],
        expect![[r#"
            1 link gained
              - content/articles/on-war.md:4: paragraph → armed group (concepts/armed-group.html)
                | The first paragraph speaks of new wars.

            1 entry is mentioned more often or less
              - armed group (concepts/armed-group): 2 before, 3 now
        "#]],
    );
}

#[test]
fn a_sentence_that_changes_round_a_link_is_no_change_of_the_link() {
    check(
        "//- content/concepts/new-war.md summary = \"A war of another kind.\"; related = [\"armed-group\"]\nNot like those of armed groups of old.\n",
        &[],
        expect![],
    );
}

#[test]
fn an_entry_that_is_gone_takes_its_links_along() {
    check(
        "//- content/concepts/new-war.md summary = \"A war of another kind.\"\nUnlike armed groups of old.\n",
        &["content/concepts/armed-group.md"],
        expect![[r#"
            1 address leads nowhere now
              - concepts/armed-group.html

            1 page is new, gone, moved or renamed
              - gone: armed group (concepts/armed-group.html), with 0 links; nothing leads on from there

            2 links lost
              - content/articles/on-war.md:8: armed group → armed group (concepts/armed-group.html)
                | The second: an armed group gains.
              - content/concepts/new-war.md:6: armed groups → armed group (concepts/armed-group.html)
                | Unlike armed groups of old.

            1 entry is mentioned more often or less
              - armed group (concepts/armed-group): 2 before, 0 now

            1 relation lost
              - concepts/new-war → is related to → concepts/armed-group
        "#]],
    );
}

#[test]
fn a_page_that_moves_with_a_redirect_is_the_same_page() {
    check(
        "//- content/concepts/low-war.md title = \"new war\"; formerly = [\"new-war\"]; summary = \"A war of another kind.\"; related = [\"armed-group\"]\nUnlike armed groups of old.\n",
        &["content/concepts/new-war.md"],
        expect![[r#"
            1 page is new, gone, moved or renamed
              - moved: new war (concepts/new-war.html) → new war (concepts/low-war.html)
        "#]],
    );
}

#[test]
fn a_page_that_moves_without_one_leaves_an_address_that_leads_nowhere() {
    check(
        "//- content/concepts/new-war.md slug = \"low-war\"; summary = \"Another.\"; related = [{ to = \"armed-group\", as = \"opposes\" }]\nUnlike armed groups of old.\n",
        &[],
        expect![[r#"
            1 address leads nowhere now
              - concepts/new-war.html

            1 page is new, gone, moved or renamed
              - moved: new war (concepts/new-war.html) → new war (concepts/low-war.html); nothing leads on from the old address

            1 entry has another definition
              - new war (concepts/low-war)
                | before: A war of another kind.
                | now: Another.

            1 relation gained
              - concepts/low-war → opposes → concepts/armed-group

            1 relation lost
              - concepts/new-war → is related to → concepts/armed-group
        "#]],
    );
}

#[test]
fn a_heading_and_paragraphs_that_are_gone_are_anchors_lost() {
    check(
        "//- content/articles/on-war.md\nThe first paragraph speaks of new wars.\n\n## Three ways\n\nAn armed group gains [[concepts/armed-group]].\n",
        &[],
        expect![[r#"
            2 anchors are gone
              - articles/on-war.html#p3
              - articles/on-war.html#two-ways

            1 entry is mentioned more often or less
              - armed group (concepts/armed-group): 2 before, 3 now

            1 quotation proved now, or gone without proof
              - content/articles/on-war.md:10: a quotation from key is gone, which had no proof:
                | all wars are one war

            1 finding is mended
              - content/articles/on-war.md:10: warning[unproved-quotation]: this quotation has not been looked up in `key` yet
        "#]],
    );
}

#[test]
fn a_quotation_that_is_new_lacks_its_proof() {
    check(
        "//- content/pages/a.md\nWho said “war is a mere continuation of policy” [@key, part three]?\n",
        &[],
        expect![[r#"
            1 page is new, gone, moved or renamed
              - new: a (a.html), with 0 links

            1 quotation without proof now
              - content/pages/a.md:4: a quotation from key is new and not proved:
                | war is a mere continuation of policy

            1 new finding
              - content/pages/a.md:4: warning[unproved-quotation]: this quotation has not been looked up in `key` yet
        "#]],
    );
}

#[test]
fn a_quotation_that_is_proved_has_gained_its_proof() {
    let before = sources(SITE);
    let mut after = before.clone();
    let texts = [("key".to_owned(), "He says that all wars are one war.".to_owned())].into();
    let request = Request { source_texts: Some(texts), ..Request::default() };
    let lock = lectern::pipeline::build(&before, &request).value.quotations.lock.text();
    after.texts.insert("quotes.lock".into(), lectern::load::text(lock.into_bytes()));
    expect![[r#"
        1 quotation proved now, or gone without proof
          - content/articles/on-war.md:10: a quotation from key is proved now:
            | all wars are one war

        1 new finding
          - quotes.lock: warning[quotation-share]: 62.5 % of `key` is quoted (5 of 8 words): the site allows 20 %

        1 finding is mended
          - content/articles/on-war.md:10: warning[unproved-quotation]: this quotation has not been looked up in `key` yet
    "#]].assert_eq(&text(&changes(&before, &after), 20));
    expect![[r#"
        1 quotation without proof now
          - content/articles/on-war.md:10: a quotation from key has lost its proof:
            | all wars are one war

        1 new finding
          - content/articles/on-war.md:10: warning[unproved-quotation]: this quotation has not been looked up in `key` yet

        1 finding is mended
          - quotes.lock: warning[quotation-share]: 62.5 % of `key` is quoted (5 of 8 words): the site allows 20 %
    "#]].assert_eq(&text(&changes(&after, &before), 20));
}

#[test]
fn a_state_with_errors_is_compared_as_far_as_it_can_be() {
    check(
        "//- content/pages/a.md\nSee [[nothing of the kind]], and armed groups.\n//- content/concepts/armed-group.md titel = \"x\"\nSomebody.\n",
        &[],
        expect![[r#"
            2 errors now: what they touch could not be compared
              - content/concepts/armed-group.md:3: error[unknown-key]: a concept's front matter has no key `titel`
              - content/pages/a.md:4: error[unknown-entry]: no concept or name is called `nothing of the kind`

            1 page is new, gone, moved or renamed
              - new: a (a.html), with 1 link

            1 entry is mentioned more often or less
              - armed group (concepts/armed-group): 2 before, 3 now
        "#]],
    );
}

#[test]
fn long_lists_are_cut_on_a_terminal() {
    let pages: String = (0..30).map(|n| format!("//- content/pages/p{n}x.md\nNothing.\n")).collect();
    let shown = text(&changes(&sources(SITE), &sources(&format!("{SITE}{pages}"))), 20);
    assert!(shown.contains("\n  - and 10 more\n"), "{shown}");
}

#[test]
fn nothing_of_the_site_begins_a_line() {
    let edit = "//- content/concepts/new-war.md title = \"::error::x\"; summary = \"::error::x\"\n::error::x of armed groups\n";
    let all = changes(&sources(SITE), &sources(&format!("{SITE}{edit}")));
    for changes in [all.clone(), turned(all)] {
        let shown = text(&changes, 20);
        assert!(shown.contains("::error::x"), "{shown}");
        assert!(shown.lines().all(|line| !line.trim_start().starts_with("::")), "{shown}");
    }
}

#[test]
fn line_ends_are_no_difference() {
    let before = sources(SITE);
    let mut after = before.clone();
    for text in after.texts.values_mut() {
        if let Text::Utf8(text) = text {
            *text = text.replace('\n', "\r\n").into();
        }
    }
    assert_eq!(changes(&before, &after), changes(&before, &before));
}

#[test]
fn a_site_is_compared_with_none_at_all() {
    let (site, none) = (sources(SITE), Sources::default());
    let (there, back) = (changes(&none, &site), changes(&site, &none));
    assert_eq!(told(there.clone()), told(turned(back)));
    assert!(there.pages.iter().all(|change| change.before.is_none()) && there.links.gained.is_empty());
    assert_eq!(there.errors.before.len(), 2);
    assert!(changes(&none, &none).is_empty());
}

#[test]
fn each_of_many_links_has_its_line_and_its_sentence() {
    let lines = "On strife and more. ".repeat(40) + "\n";
    let text = format!(
        "//- site.toml\ntitle = \"T\"\nlinking = \"all\"\n{SITE}//- content/pages/p.md\n{}",
        lines.repeat(50)
    );
    let cells = format!("\n| a |\n| - |\n| {} |\n", "strife and ".repeat(500));
    let before = sources(&(text.clone() + &cells));
    let after = sources(&(text.replace("armed-group\"]", "armed-group\"]; aliases = [\"strife\"]") + &cells));
    let gained = changes(&before, &after).links.gained;
    assert_eq!(gained.len(), 2500);
    for (index, link) in gained.iter().enumerate().take(2000) {
        assert_eq!((link.line, &*link.before, &*link.after), (4 + index / 40, "On ", " and more."));
    }
    let middle = &gained[2250];
    assert_eq!(middle.line, 57);
    assert_eq!((middle.before.chars().count(), middle.after.chars().count()), (116, 116), "{middle:?}");
}
