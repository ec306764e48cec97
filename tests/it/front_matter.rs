//! What front matter may say, and how it is read.

use std::sync::Arc;

use expect_test::expect;
use lectern::config::Linking;
use lectern::config::keys::{Key, Table, Unwritten, keys_of};
use lectern::diagnostic::{Colour, Diagnostic, Format, messages, show};
use lectern::parse::meta::{Case, Kind, Meta, NameKind, Published, Special, Verdict, front_matter, kind_of};
use lectern::text::Date;
use proptest::prelude::*;

/// Findings as the editor sees them, in the order of the file.
pub fn shown(text: &str, mut findings: Vec<Diagnostic>) -> String {
    findings.sort_by_key(|finding| (finding.range, finding.code));
    show(&findings, Format::Text, Colour::None, &|_| Some(text))
}

pub fn read(path: &str, text: &str) -> (Meta, usize, Vec<Diagnostic>) {
    let Some(kind) = kind_of(path) else { panic!("`{path}` is the path of a page") };
    front_matter(&Arc::from(path), text, kind)
}

/// The front matter at `path` with these lines besides its title, of which nothing is reported.
fn whole(path: &str, lines: &str) -> Meta {
    let text = format!("+++\ntitle = \"Heat\"\n{lines}+++\n");
    let (meta, _, findings) = read(path, &text);
    assert_eq!(shown(&text, findings), "");
    meta
}

#[test]
fn a_file_is_what_its_place_makes_it() {
    let kinds = [
        ("content/index.md", Some(Kind::Home)),
        ("content/dialogue.md", Some(Kind::Dialogue)),
        ("content/articles/a.md", Some(Kind::Article)),
        ("content/concepts/a.md", Some(Kind::Concept)),
        ("content/names/a.md", Some(Kind::Name)),
        ("content/pages/a.md", Some(Kind::Page)),
        ("content/other.md", None),
        ("content/essays/a.md", None),
        ("content/articles/2017/a.md", None),
        ("content/articles/.md", None),
        ("content/articles/a.txt", None),
        ("articles/a.md", None),
    ];
    for (path, kind) in kinds {
        assert_eq!(kind_of(path), kind, "{path}");
    }
    let finding = messages::front_matter::unknown_folder(&Arc::from("content/essays/a.md"));
    expect![[r#"
        error[unknown-folder]: no page is made of a Markdown file in this place
          --> content/essays/a.md
         = help: pages come from `content/articles/`, `concepts/`, `names/` and `pages/`, without folders in them
         = help: directly in `content/` stand `index.md` and `dialogue.md` alone

    "#]]
    .assert_eq(&shown("", vec![finding]));
}

#[test]
fn every_value_knows_its_place() {
    let text = "+++\ntitle = \"Heat\"\naliases = [\"warmth\", 'glow']\n+++\n";
    let (meta, _, _) = read("content/concepts/heat.md", text);
    assert_eq!(meta.title.range.of(text), "\"Heat\"");
    let Special::Concept(concept) = meta.special else { panic!("a concept's front matter is a concept's") };
    let written: Vec<&str> = concept.forms.aliases.iter().map(|alias| alias.range.of(text)).collect();
    assert_eq!(written, ["\"warmth\"", "'glow'"]);
    let meant: Vec<&str> = concept.forms.aliases.iter().map(|alias| alias.it.as_str()).collect();
    assert_eq!(meant, ["warmth", "glow"]);
}

#[test]
fn what_is_not_written_has_its_default() {
    let meta = whole("content/names/heat.md", "kind = \"work\"\n");
    assert!(!meta.draft);
    assert_eq!((meta.order, meta.linking, meta.updated), (None, None, None));
    let Special::Name(name) = meta.special else { panic!("a name's front matter is a name's") };
    assert!(name.forms.autolink);
    assert_eq!((name.forms.case, name.kind.it), (None, NameKind::Work));
}

#[test]
fn a_relation_is_a_label_or_a_table() {
    let lines = "related = [\"cold\", { to = \"fire\", as = \"presupposes\", why = \"so they say\" }]\n";
    let Special::Concept(concept) = whole("content/concepts/heat.md", lines).special else {
        panic!("a concept's front matter is a concept's")
    };
    let [cold, fire] = &concept.related[..] else { panic!("there are two relations") };
    assert_eq!((cold.to.it.as_str(), &cold.verb, &cold.why), ("cold", &None, &None));
    assert_eq!(fire.to.it, "fire");
    assert_eq!(fire.verb.as_ref().map(|verb| verb.it.as_str()), Some("presupposes"));
    assert_eq!(fire.why.as_ref().map(|why| why.it.as_str()), Some("so they say"));
}

#[test]
fn words_of_a_closed_list_are_what_they_stand_for() {
    let lines = "linking = \"none\"\ncase = \"exact\"\ncompare = { verdict = \"past\" }\n";
    let meta = whole("content/concepts/heat.md", lines);
    assert_eq!(meta.linking, Some(Linking::None));
    let Special::Concept(concept) = meta.special else { panic!("a concept's front matter is a concept's") };
    assert_eq!(concept.forms.case, Some(Case::Exact));
    let verdict = concept.compare.and_then(|compare| compare.verdict);
    assert_eq!(verdict.map(|verdict| verdict.it), Some(Verdict::Past));
}

#[test]
fn a_date_is_a_day_a_month_or_a_year() {
    let dates = [
        ("2018-03-05", "2018-03-05"),
        ("\"2018-03-05\"", "2018-03-05"),
        ("\"2018-03\"", "2018-03"),
        ("\"2018\"", "2018"),
        ("2018", "2018"),
    ];
    for (written, date) in dates {
        let meta = whole("content/pages/a.md", &format!("updated = {written}\n"));
        assert_eq!(meta.updated.map(|updated| updated.it.to_string()).as_deref(), Some(date));
        assert_eq!(Date::parse(date).map(|date| date.to_string()).as_deref(), Some(date));
    }
    for text in ["2018-00", "2018-13", "2018-02-29", "2018-2-3", "18", "0000", "2018-03-05-01", "+018"] {
        assert_eq!(Date::parse(text), None, "{text}");
    }
}

#[test]
fn an_article_is_published_on_a_date_or_in_an_issue() {
    for (written, published) in [
        ("\"2018-03\"", Published::Date(Date::from_month(2018, 3).expect("March"))),
        ("\"Spring 2018\"", Published::Text("Spring 2018".to_owned())),
    ] {
        let meta = whole("content/articles/a.md", &format!("published = {written}\n"));
        let Special::Article(article) = meta.special else {
            panic!("an article's front matter is an article's")
        };
        assert_eq!(article.published.map(|published| published.it), Some(published));
    }
}

#[test]
fn a_text_on_several_lines_is_the_same_on_one() {
    for newline in ["\n", "\r\n"] {
        let lines = format!("summary = \"\"\"{newline}  One sentence,{newline}  two lines. \"\"\"{newline}");
        let meta = whole("content/concepts/heat.md", &lines);
        assert_eq!(meta.summary.map(|summary| summary.it).as_deref(), Some("One sentence, two lines."));
    }
}

#[test]
fn the_body_begins_after_the_line_of_the_closing_fence() {
    for (text, body) in [
        ("+++\ntitle = \"A\"\n+++\nBody\n", "Body\n"),
        ("+++\r\ntitle = \"A\"\r\n+++\r\n\r\nBody\r\n", "\r\nBody\r\n"),
        ("\u{FEFF}+++\ntitle = \"A\"\n+++  \n+++\n", "+++\n"),
        ("\n\n+++\ntitle = \"A\"\n  +++", ""),
        ("+++\ntitle = \"A\"\n# +++\n++++ = 1\n+++\nBody", "Body"),
    ] {
        let (meta, start, _) = read("content/pages/a.md", text);
        assert_eq!(&text[start..], body, "{text:?}");
        assert_eq!(meta.title.it, "A");
    }
}

#[test]
fn a_file_without_front_matter_has_its_name_for_a_title() {
    let text = "# Heat\n\nText.\n";
    let (meta, body, findings) = read("content/concepts/heat.md", text);
    assert_eq!((meta.title.it.as_str(), body), ("heat", 0));
    expect![[r##"
        error[front-matter]: the file has no front matter
         --> content/concepts/heat.md:1:1
          |
        1 | # Heat
          | ^^^^^^
          |
          = help: begin it with three lines: `+++`, `title = "..."`, `+++`

    "##]]
    .assert_eq(&shown(text, findings));
}

#[test]
fn an_empty_file_has_no_front_matter() {
    for text in ["", "\u{FEFF}", "\n \n"] {
        let (_, body, findings) = read("content/concepts/heat.md", text);
        assert_eq!((body, findings.len()), (text.len(), 1));
        assert_eq!(findings[0].range, None);
    }
}

#[test]
fn front_matter_between_hyphens_is_explained() {
    let text = "---\ntitle: Heat\n---\nText.\n";
    let (_, body, findings) = read("content/concepts/heat.md", text);
    assert_eq!(&text[body..], "Text.\n");
    expect![[r#"
        error[front-matter]: front matter is TOML and stands between `+++` lines
         --> content/concepts/heat.md:1:1
          |
        1 | ---
          | ^^^
          |
          = help: write `+++` for both `---`, and `key = "value"` for `key: value`

    "#]]
    .assert_eq(&shown(text, findings));
}

#[test]
fn a_forgotten_fence_is_the_only_finding_and_the_title_is_kept() {
    let text = "+++\ntitle = \"Heat\"\nsumary = 3\n\nText with \"marks\".\n";
    let (meta, body, findings) = read("content/concepts/heat.md", text);
    assert_eq!(meta.title.it, "Heat");
    assert_eq!(&text[body..], "\nText with \"marks\".\n");
    expect![[r#"
        error[front-matter]: the front matter that begins here has no end
         --> content/concepts/heat.md:1:1
          |
        1 | +++
          | ^^^
          |
          = help: write `+++` on a line of its own between the last key and the text

    "#]]
    .assert_eq(&shown(text, findings));
}

/// Every key is read, and with an effect: its example changes what is read, and nothing is reported.
#[test]
fn every_key_of_the_table_is_read() {
    for (table, path) in [
        (Table::Article, "content/articles/a.md"),
        (Table::Concept, "content/concepts/a.md"),
        (Table::Relation, "content/concepts/a.md"),
        (Table::Compare, "content/concepts/a.md"),
        (Table::Name, "content/names/a.md"),
        (Table::Page, "content/pages/a.md"),
    ] {
        for key in keys_of(table) {
            let [with, without] = [vec![key], vec![]].map(|keys: Vec<&Key>| {
                let required = keys_of(table)
                    .filter(|other| other.default == Unwritten::Required && other.name != key.name);
                let mut lines: Vec<&str> = required.chain(keys).map(|key| key.example).collect();
                let inside = lines.join(", ");
                let wrapped = match table {
                    Table::Relation => format!("title = \"A\"\nrelated = [{{ {inside} }}]"),
                    Table::Compare => format!("title = \"A\"\ncompare = {{ {inside} }}"),
                    _ => {
                        lines.push("");
                        lines.join("\n")
                    }
                };
                let text = format!("+++\n{wrapped}\n+++\n");
                let (meta, _, findings) = read(path, &text);
                (meta_without_places(&meta), shown(&text, findings))
            });
            assert_eq!(with.1, "", "`{}` in {}", key.name, table.words());
            assert_ne!(with.0, without.0, "`{}` in {} is read", key.name, table.words());
        }
    }
}

/// All that was read, as text, with the numbers of ranges blanked.
fn meta_without_places(meta: &Meta) -> String {
    let mut out = String::new();
    let shown = format!("{meta:?}");
    let mut rest = shown.as_str();
    while let Some((before, after)) = rest.split_once("range: Range {") {
        out.push_str(before);
        rest = after.split_once('}').map_or("", |(_, rest)| rest);
    }
    out + rest
}

/// Text that is nearly front matter, or anything at all.
pub fn any_text() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        4 => proptest::sample::select(vec![
            "+++\n", "+++", "---\n", "\n", "\r\n", "\r", " = ", "title", "summary", "aliases", "related", "to", "as",
            "compare", "\"", "'", "\"\"\"", "'''", "[", "]", "[[", "]]", "{", "}", ",", ".", "\\", "\\u", "#", "=", ":",
            "true", "True", "01", "1.5", "2018-03-05", "2018-13", "ä", "“", "”", "\u{202E}", "\u{FEFF}", "\0", "𝄞",
        ]).prop_map(str::to_owned),
        1 => any::<String>(),
    ];
    proptest::collection::vec(piece, 0..40).prop_map(|pieces| pieces.concat())
}

/// The places of all findings and values lie between characters of the file.
pub fn places_are_sound(text: &str, findings: &[Diagnostic]) -> Result<(), TestCaseError> {
    for finding in findings {
        let Some(range) = finding.range else { continue };
        prop_assert!(text.get(range.indices()).is_some(), "{finding:?}");
        prop_assert!(!finding.message.contains("invalid"), "{finding:?}");
    }
    Ok(())
}

proptest! {
    #[test]
    fn any_text_is_read_and_every_place_lies_between_characters(text in any_text(), fenced in any::<bool>()) {
        let text = if fenced { format!("+++\n{text}\n+++\nBody") } else { text };
        for path in ["content/articles/a.md", "content/concepts/a.md", "content/names/a.md", "content/index.md"] {
            let (meta, body, findings) = read(path, &text);
            places_are_sound(&text, &findings)?;
            prop_assert!(text.is_char_boundary(body));
            prop_assert!(text.get(meta.title.range.indices()).is_some());
            prop_assert!(!meta.title.it.is_empty());
            shown(&text, findings);
        }
    }

    #[test]
    fn the_body_is_what_follows_the_first_closing_fence(inside in any_text(), body in any::<String>()) {
        let text = format!("+++\n{}\n+++\n{body}", inside.replace("+++", "+-+"));
        let (_, start, _) = read("content/concepts/a.md", &text);
        prop_assert_eq!(&text[start..], body);
    }

    #[test]
    fn line_ends_of_windows_change_neither_what_is_read_nor_what_is_said(text in any_text()) {
        let text = format!("+++\n{}\n+++\nBody", text.replace('\r', ""));
        let windows = text.replace('\n', "\r\n");
        let (meta, _, findings) = read("content/concepts/a.md", &text);
        let (windows_meta, _, windows_findings) = read("content/concepts/a.md", &windows);
        prop_assert_eq!(meta_without_places(&meta), meta_without_places(&windows_meta));
        prop_assert_eq!(shown(&text, findings), shown(&windows, windows_findings));
    }
}
