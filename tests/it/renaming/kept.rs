//! Of any glossary: a renaming and its way back change no byte, and no mention is lost.

use lectern::edit::changed;
use lectern::load::{self, Sources};
use lectern::parse::Kind;
use lectern::pipeline::{Request, build, resolve_only};
use lectern::rename::{Renaming, Trace, find, merge};
use lectern::resolve::{Site, Standing};
use proptest::prelude::*;

use super::{after, concept, site, to};
use crate::html;
use crate::properties::cases;
use crate::support::sources;

/// Words with which glossaries are made: slug, title, two aliases.
const ENTRIES: [(&str, &str, &str, &str); 5] = [
    ("free-energy", "Free energy", "available work", "motive power"),
    ("heat-engine", "Heat engine", "fire machine", "Carnot's engine"),
    ("second-law", "Second law", "law of decay", "arrow of time"),
    ("entropy", "Entropy", "disorder", "caloric loss"),
    ("maxwells-demon", "Maxwell\u{2019}s demon", "sorting being", "neat-fingered being"),
];

/// What an article says of an entry: S is its slug, T its title, L its title in small letters, A an alias.
const SAYINGS: [&str; 18] = [
    "Of [[S]] much is said.",
    "Of [[T]] and [[ T ]] too.",
    "Of [[L]] as well.",
    "Of [[concepts/S]].",
    "Of [[S|what is free]] and [[concepts/S|what *else*]], and [[T|that]].",
    "Of [it](../concepts/S.md), [its part](../concepts/S.md#S-part \"title\") and [it][def].",
    "Of [[S#S-part]] and [[S#S-part|a part]], [[concepts/S#Its part]].",
    "| a | b |\n|---|---|\n| [[S]] | [[S\\|shown]] and [[concepts/S]] |",
    "T is said of Ts, the T's and `[[S]]`.",
    "> “The T of the *T* is L” [[S]].",
    "A note.[^n]\n\n[^n]: On [[S]] and T.",
    "[[A]] and A, *[[A|more]]*.",
    "- [[S]]\n- [it](<../concepts/S.md>)",
    "Words [[!T]] and nothing.",
    "## Of [[S]]",
    "T and \"T\" and T\u{2019}s end.",
    "[[T]], [[concepts/S]], [[S]]: one after the other.",
    "Nothing at all.",
];

#[derive(Clone, Debug)]
struct Made {
    /// Number of entries.
    n_entries: usize,
    /// How each entry's front matter is laid out.
    layouts: Vec<u8>,
    /// Label of another entry, by its number and its way, for each entry.
    relations: Vec<(u8, usize, u8)>,
    /// What the article says, of which entry.
    sayings: Vec<(usize, usize)>,
    line_ends: bool,
}

fn made() -> impl Strategy<Value = Made> {
    (
        2..=ENTRIES.len(),
        prop::collection::vec(0..12_u8, ENTRIES.len()),
        prop::collection::vec((0..4_u8, 0..ENTRIES.len(), 0..4_u8), ENTRIES.len()),
        prop::collection::vec((0..SAYINGS.len(), 0..ENTRIES.len()), 1..9),
        any::<bool>(),
    )
        .prop_map(|(n_entries, layouts, relations, sayings, line_ends)| Made {
            n_entries,
            layouts,
            relations,
            sayings,
            line_ends,
        })
}

fn label(way: u8, entry: usize) -> String {
    let (slug, title, alias, _) = ENTRIES[entry];
    match way {
        0 => slug.to_owned(),
        1 => title.to_owned(),
        2 => format!("concepts/{slug}"),
        _ => alias.to_owned(),
    }
}

/// What an entry says, as one of several authors would write it.
fn entry(made: &Made, number: usize) -> String {
    let (slug, title, one, other) = ENTRIES[number];
    let layout = made.layouts[number];
    let mut out = match layout % 3 {
        0 => format!("+++\ntitle = \"{title}\"\n"),
        1 => format!("+++\n# A comment.\ntitle = '{title}' # its name\nformerly = [\"old-{slug}\"]\n"),
        _ => format!("\n+++\nsummary = \"What {title} is.\"\ntitle=\"{title}\"\n"),
    };
    out.push_str(&match layout / 3 {
        0 => String::new(),
        1 => format!("aliases = [\"{one}\"]\n"),
        2 => format!("aliases = [\n  '{one}', # one\n  \"{other}\",\n]\nwins = [\"{one}\"]\n"),
        _ => format!("aliases = [ \"{one}\", \"{other}\" ]\nforms = [\"{other}s\"]\n"),
    });
    let (kind, to, way) = made.relations[number];
    let to = to % made.n_entries;
    // Labels of aliases that the other hasn't would be mistakes; relations in a circle too.
    let way = if way == 3 && made.layouts[to] < 3 { 0 } else { way };
    if to < number {
        let label = label(way, to);
        out.push_str(&match kind {
            0 => format!("broader = [\"{label}\"]\n"),
            1 => format!("related = [\"{label}\"]\n"),
            2 => format!("related = [{{ to = '{label}', as = \"opposes\", why = \"so\" }}]\n"),
            _ => format!("broader = [ '{label}' ]\nrelated = [\n  {{ to = \"{label}\" }},\n]\n"),
        });
    }
    let body = format!(
        "A text of its own: [[#{slug}-part]], [[{slug}#Its part]].\n\n## Its part {{#{slug}-part}}\n\nOf it.\n"
    );
    format!("{out}+++\n{body}\n## [[articles/on-heat]]\n\nWhat it says.\n")
}

fn glossary(made: &Made) -> Sources {
    let mut sources = sources("//- content/pages/none.md\nNothing.");
    let mut article = "+++\ntitle = \"On heat\"\n+++\nIt begins.\n\n".to_owned();
    for (number, (saying, entry)) in made.sayings.iter().enumerate() {
        let entry = entry % made.n_entries;
        let (slug, title, alias, _) = ENTRIES[entry];
        let alias = if made.layouts[entry] < 3 { title } else { alias };
        // The long words last: they hold the letters that stand for others.
        let said = SAYINGS[*saying]
            .replace("[^n]", &format!("[^n{number}]"))
            .replace("def]", &format!("def{number}]"));
        let said: String = said
            .split_inclusive(|ch: char| !ch.is_alphanumeric())
            .map(|word| {
                let stem = word.trim_end_matches(|ch: char| !ch.is_alphanumeric());
                let new = match stem {
                    "S" => slug.to_owned(),
                    "T" => title.to_owned(),
                    "Ts" => format!("{title}s"),
                    "L" => title.to_lowercase(),
                    "A" => alias.to_owned(),
                    stem => stem.to_owned(),
                };
                new + &word[stem.len()..]
            })
            .collect();
        article.push_str(&said);
        if said.contains("[def") {
            article.push_str(&format!("\n\n[def{number}]: ../concepts/{slug}.md#{slug}-part 'title'"));
        }
        article.push_str("\n\n");
    }
    let mut add = |path: String, text: String| {
        let text = if made.line_ends { text.replace('\n', "\r\n") } else { text };
        sources.texts.insert(path.into(), load::text(text.into_bytes()));
    };
    add("content/articles/on-heat.md".to_owned(), article);
    for (number, (slug, ..)) in ENTRIES.iter().enumerate().take(made.n_entries) {
        add(format!("content/concepts/{slug}.md"), entry(made, number));
    }
    sources
}

/// The words that readers see of every text, by its page's title's file: what the tool adds left out.
fn prose(sources: &Sources, address: &str) -> String {
    let built = build(sources, &Request::default()).value;
    let page = std::str::from_utf8(&built.output.files[address]).unwrap().to_owned();
    let nodes = html::parse(&page).unwrap();
    let prose = html::elements(&nodes).into_iter().find(|element| element.has_class("prose")).unwrap();
    html::text(&prose.children, &|element| element.has("data-aside"))
}

proptest! {
    #![proptest_config(cases(40))]

    #[test]
    fn a_renaming_and_its_way_back_give_the_same_bytes(
        made in made(),
        which in any::<prop::sample::Index>(),
        name in prop::sample::select(vec!["Loose heat", "loose-heat", "Loose \"heat\" & co."]),
        forget in any::<bool>(),
    ) {
        let before = glossary(&made);
        let (slug, title, ..) = ENTRIES[which.index(made.n_entries)];
        let trace = if forget { Trace::Forget } else { Trace::Leave };
        let plan = concept(&before, slug, &to(name, trace)).unwrap();
        let renamed = after(&before, &plan, None);
        prop_assert_ne!(&renamed, &before);
        if !forget {
            prop_assert_eq!(
                prose(&renamed, "articles/on-heat.html"),
                prose(&before, "articles/on-heat.html")
            );
        }
        let new_slug = lectern::text::slug(name);
        let back = if title == "Entropy" || name == "loose-heat" {
            Renaming { slug: Some(slug), title: Some(title), ..to(slug, trace) }
        } else {
            to(title, trace)
        };
        let back = Renaming { slug: Some(slug), ..back };
        let plan = concept(&renamed, &new_slug, &back).unwrap();
        let back = after(&renamed, &plan, None);
        for (path, text) in &before.texts {
            prop_assert_eq!(back.texts.get(path), Some(text));
        }
        prop_assert_eq!(back, before);
    }

    #[test]
    fn a_merging_loses_no_mention(
        made in made(),
        from in any::<prop::sample::Index>(),
        into in any::<prop::sample::Index>(),
    ) {
        let before = glossary(&made);
        let (from, into) = (from.index(made.n_entries), into.index(made.n_entries));
        prop_assume!(from != into);
        let of = |number: usize| format!("content/concepts/{}.md", ENTRIES[number].0);
        let old = site(&before);
        let doc = |number: usize| find(&old, Kind::Concept, ENTRIES[number].0).unwrap();
        let plan = merge(&old, doc(from), doc(into)).unwrap();
        // What one of two is wider than may be wider than the other: such a merging is refused.
        let joined = changed(&before, &plan.edits.changes(&before).unwrap());
        let found = resolve_only(&joined, &Request::default()).diagnostics;
        prop_assume!(!found.iter().any(|finding| finding.code == "broader-circle"));
        let merged = after(&before, &plan, Some((&of(from), &of(into))));
        prop_assert!(merged.text(&of(from)).is_none());
        let both = [of(from), of(into)];
        let was = mentions(&old, &both);
        let is = mentions(&site(&merged), &both);
        prop_assert_eq!(is, was);
        prop_assert_eq!(prose(&merged, "articles/on-heat.html"), prose(&before, "articles/on-heat.html"));
    }
}

/// Where the entries of these files are mentioned, in other files: the run, and the words that weren't linked by hand.
fn mentions(site: &Site, entries: &[String]) -> Vec<(String, u32, String)> {
    let mut out = Vec::new();
    let is_one = |path: &str| entries.iter().any(|entry| entry == path);
    for (doc, mentions) in site.docs.iter().zip(&site.mentions).filter(|(doc, _)| !is_one(&doc.path)) {
        for mention in mentions {
            if is_one(&site.entry_doc(mention.entry).path) {
                let words = match mention.standing {
                    Standing::Hand(_) => String::new(),
                    Standing::Linked | Standing::Marked => mention.text.of(&doc.text).to_owned(),
                };
                out.push((doc.path.to_string(), mention.run, words));
            }
        }
    }
    out
}
