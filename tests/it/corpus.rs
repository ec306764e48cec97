//! The made-up readers of the benches are what their numbers are said to be about.

#[path = "../../benches/corpus/mod.rs"]
mod generator;

use std::collections::{BTreeMap, BTreeSet};

use generator::{ARTICLE_WORDS, CONCEPT_WORDS, generate, write_to};
use pulldown_cmark::{Event, Options, Parser, Tag, TagEnd};

/// What stands in some pages.
#[derive(Debug, Default)]
struct Tally {
    pages: usize,
    words: usize,
    mentions: usize,
    links: usize,
    headings: usize,
    others: BTreeSet<&'static str>,
}

#[test]
fn equal_seeds_give_equal_readers_and_others_do_not() {
    assert_eq!(generate(100, 7), generate(100, 7));
    assert_ne!(generate(100, 7), generate(100, 8));
}

#[test]
fn a_reader_has_nine_articles_to_each_entry_and_1_5_forms_an_entry() {
    let files = generate(200, 1);
    let count = |folder: &str| files.keys().filter(|path| path.starts_with(folder)).count();
    assert_eq!((count("content/articles/"), count("content/concepts/"), files.len()), (180, 20, 202));
    let forms: usize = files.values().map(|text| written_forms(text).len()).sum();
    // The titles of articles and of the home page are written forms too.
    assert_eq!(forms - 181, 30);
}

#[test]
fn a_page_has_its_words_mentions_links_and_headings() {
    let files = generate(200, 1);
    let forms = all_forms(&files);
    for (folder, words_a_page) in [("content/articles/", ARTICLE_WORDS), ("content/concepts/", CONCEPT_WORDS)]
    {
        let mut tally = Tally::default();
        for (_, text) in files.iter().filter(|(path, _)| path.starts_with(folder)) {
            count(text, &forms, &mut tally);
        }
        let near = |n: usize, wanted: usize| n.abs_diff(wanted) * 20 <= wanted;
        let wanted = words_a_page * tally.pages;
        assert!(near(tally.words, wanted), "{folder}: {wanted} words: {tally:?}");
        assert!(near(tally.mentions, wanted * 6 / 100), "{folder}: {} mentions: {tally:?}", wanted * 6 / 100);
        assert_eq!(tally.links, wanted / 100, "{folder}");
        let headings = words_a_page / 120 * tally.pages..=words_a_page.div_ceil(120) * tally.pages;
        assert!(headings.contains(&tally.headings), "{folder}: {tally:?}");
        let all = ["break", "code", "emphasis", "list", "note", "quotation", "strong", "table", "wiki"];
        assert_eq!(tally.others, all.into(), "{folder}");
    }
}

#[test]
fn every_link_and_relation_leads_to_an_entry() {
    let files = generate(200, 1);
    for (path, text) in &files {
        let (front, body) = halves(text);
        let to = front.split("to = \"").skip(1).chain(front.split("\n  \"").skip(1));
        let wiki = body.split("[[").skip(1).chain(body.split("../concepts/").skip(1));
        for slug in to.chain(wiki).filter_map(|rest| rest.split(['"', ']', '|', ')']).next()) {
            let slug = slug.strip_suffix(".md").unwrap_or(slug);
            assert!(files.contains_key(&format!("content/concepts/{slug}.md")), "{path}: {slug}");
        }
        if path.starts_with("content/concepts/") {
            let related = front.lines().filter(|line| line.starts_with("  ")).count();
            assert!((2..=3).contains(&related), "{path}: {related}");
        }
    }
}

#[test]
fn a_reader_is_written_file_by_file() {
    let folder = tempfile::tempdir().unwrap();
    let files = generate(70, 1);
    write_to(folder.path(), &files).unwrap();
    for (path, text) in files {
        assert_eq!(std::fs::read_to_string(folder.path().join(path)).unwrap(), text);
    }
}

/// Front matter and body.
fn halves(text: &str) -> (&str, &str) {
    text.split_once("\n+++\n\n").unwrap_or(("", text))
}

fn written_forms(text: &str) -> Vec<String> {
    let (front, _) = halves(text);
    let lines = front.lines().filter(|line| line.starts_with("title") || line.starts_with("aliases"));
    lines.flat_map(|line| line.split('"').skip(1).step_by(2)).map(str::to_lowercase).collect()
}

/// Each entry's forms and their plurals.
fn all_forms(files: &BTreeMap<String, String>) -> BTreeSet<String> {
    let entries = files.iter().filter(|(path, _)| path.starts_with("content/concepts/"));
    let forms = entries.flat_map(|(_, text)| written_forms(text));
    forms.flat_map(|form| [format!("{form}s"), format!("{form}es"), form]).collect()
}

fn count(text: &str, forms: &BTreeSet<String>, tally: &mut Tally) {
    tally.pages += 1;
    let (mut block, mut in_link, mut in_heading) = (String::new(), false, false);
    let options = Options::ENABLE_TABLES | Options::ENABLE_FOOTNOTES | Options::ENABLE_WIKILINKS;
    for event in Parser::new_ext(halves(text).1, options) {
        match event {
            Event::Text(text) if in_link => {
                // No form is found in a link's text, or across it.
                block.push_str(&text.replace(|ch: char| ch != ' ', "="));
            }
            Event::Text(text) if !in_heading => block.push_str(&text),
            Event::Code(_) => block.push('='),
            Event::SoftBreak => block.push(' '),
            Event::FootnoteReference(_) => drop(tally.others.insert("note")),
            Event::Start(tag) => {
                in_link |= matches!(tag, Tag::Link { .. });
                in_heading |= matches!(tag, Tag::Heading { .. });
                tally.headings += usize::from(matches!(tag, Tag::Heading { .. }));
                tally.links += usize::from(matches!(tag, Tag::Link { .. }));
            }
            Event::End(TagEnd::Link) => in_link = false,
            Event::End(TagEnd::Heading(_)) => in_heading = false,
            Event::End(TagEnd::Paragraph | TagEnd::TableCell | TagEnd::Item) => {
                words_and_mentions(&block, forms, tally);
                block.clear();
            }
            _ => {}
        }
        tally.others.extend(seen(text));
    }
}

fn seen(text: &str) -> impl Iterator<Item = &'static str> {
    let signs =
        [("\n- ", "list"), ("\n> ", "quotation"), ("|---|", "table"), ("`", "code"), ("**", "strong")];
    let more = [(" *", "emphasis"), ("[[", "wiki"), ("\n", "break")];
    signs.into_iter().chain(more).filter(move |(sign, _)| text.contains(sign)).map(|(_, name)| name)
}

/// Counts words, and the longest forms from left to right.
fn words_and_mentions(block: &str, forms: &BTreeSet<String>, tally: &mut Tally) {
    let word = |ch: char| ch.is_alphanumeric() || ch == '=';
    let words: Vec<String> =
        block.split(|ch| !word(ch)).filter(|it| !it.is_empty()).map(str::to_lowercase).collect();
    tally.words += words.len();
    let mut at = 0;
    while at < words.len() {
        let longest =
            (1..=3.min(words.len() - at)).rev().find(|n| forms.contains(&words[at..at + n].join(" ")));
        tally.mentions += usize::from(longest.is_some());
        at += longest.unwrap_or(1);
    }
}
