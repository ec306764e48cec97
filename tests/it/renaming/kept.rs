//! Of any glossary: a renaming and its way back change no byte, and a merging loses no mention, no place and no text.

use lectern::edit::changed;
use lectern::load::{self, Sources};
use lectern::mend::new_errors;
use lectern::multiset::beyond;
use lectern::parse::{Doc, Kind, NodeKind};
use lectern::pipeline::{Request, build, resolve_only};
use lectern::rename::{Place, Plan, Renaming, Trace, check_kept, find, merge, merge_headings, rename};
use lectern::resolve::{Site, Standing, Target};
use proptest::prelude::*;

use super::{after, concept, site, to};
use crate::html;
use crate::properties::{cases, markdown};
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
const SAYINGS: [&str; 23] = [
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
    "See [[on-cold#p1]] and [[articles/on-heat#p2|there]], [it](../articles/on-cold.md#p2) or [[articles/on-cold]].",
    "See [[on-heat#What follows]], [[articles/on-cold#what-follows]], [[On cold]], [[on cold]] and [[on-heat|it]].",
    "Of [[S#uses]], [[concepts/S#definition]], [[S#in-detail]] and [[S#articles-on-heat|its use]].",
    "### What follows\n\nIt does.[^n]\n\n[^n]: Or [[#What follows]].",
    "Of [[S#In detail]].[^n]\n\n[^n]: And of [S](../concepts/S.md#detail-of-S).",
];

/// What an entry says of the articles; "S-" is its slug.
const USES: [&str; 4] = [
    "## [[articles/on-heat]]\n\nWhat it says.\n\n### In detail {formerly=detail-of-S}\n\nMuch, [[#in-detail]].\n",
    "## [[articles/on-heat]]\n\nIt says.\n\n### In detail {formerly=detail-of-S}\n\nMuch.\n\n## [[On cold]]\n\nMore.[^0]\n\n### In detail\n\n- S\n\n[^0]: So.\n",
    "## [[articles/on-cold]]\n\nIt says.\n\n## Beyond\n\nOf [[S]].\n\n## [[on-heat]] {#articles-on-heat}\n### In detail {#in-detail formerly=detail-of-S}\n\nMuch.\n",
    "## [[articles/on-heat]]\n\n### In detail {formerly=detail-of-S}\n\n1. Much.\n\n## Beyond {#articles-on-cold}\n\nNothing.\n\n## [[On cold]] {#cold}\n\n> It said.\n",
];

#[derive(Clone, Debug)]
struct Made {
    /// Number of entries.
    n_entries: usize,
    /// How each entry's front matter is laid out.
    layouts: Vec<u8>,
    /// Label of another entry, by its number and its way, for each entry.
    relations: Vec<(u8, usize, u8)>,
    /// Which of the uses each entry has.
    uses: Vec<usize>,
    /// What the articles say, of which entry.
    sayings: Vec<(usize, usize)>,
    line_ends: bool,
}

fn made() -> impl Strategy<Value = Made> {
    (
        2..=ENTRIES.len(),
        prop::collection::vec(0..12_u8, ENTRIES.len()),
        prop::collection::vec((0..4_u8, 0..ENTRIES.len(), 0..4_u8), ENTRIES.len()),
        prop::collection::vec(0..USES.len(), ENTRIES.len()),
        prop::collection::vec((0..SAYINGS.len(), 0..ENTRIES.len()), 1..12),
        any::<bool>(),
    )
        .prop_map(|(n_entries, layouts, relations, uses, sayings, line_ends)| Made {
            n_entries,
            layouts,
            relations,
            uses,
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
    format!("{out}+++\n{body}\n{}", USES[made.uses[number]].replace('S', slug))
}

fn glossary(made: &Made) -> Sources {
    let mut sources = sources("//- content/pages/none.md\nNothing.");
    let begun = |title: &str| {
        format!(
            "+++\ntitle = \"{title}\"\nsummary = \"What is {title}.\"\n+++\nIt begins.\n\nGoes on.[^0]\n\n[^0]: So.\n\n"
        )
    };
    let mut articles = [begun("On heat"), begun("On cold")];
    for (number, (saying, entry)) in made.sayings.iter().enumerate() {
        let entry = entry % made.n_entries;
        let article = &mut articles[number % 2];
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
    for (slug, article) in ["on-heat", "on-cold"].into_iter().zip(articles) {
        add(format!("content/articles/{slug}.md"), article + "## What follows\n\nThe end of it.\n");
    }
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
        let renamed = after(&before, &plan);
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
        let back = after(&renamed, &plan);
        for (path, text) in &before.texts {
            prop_assert_eq!(back.texts.get(path), Some(text));
        }
        prop_assert_eq!(back, before);
    }

    #[test]
    fn an_article_renamed_and_renamed_back_has_the_same_bytes(made in made()) {
        let before = glossary(&made);
        let renamed = |sources: &Sources, old: &str, new: &str| {
            let site = site(sources);
            let doc = find(&site, Kind::Article, old).unwrap();
            after(sources, &rename(&site, doc, &to(new, Trace::Leave)).unwrap())
        };
        let there = renamed(&before, "on-heat", "On warmth");
        let (was, is) = (site(&before), site(&there));
        prop_assert_eq!(led(&is, &[]), led(&was, &[]));
        prop_assert_eq!(renamed(&there, "on-warmth", "On heat"), before);
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
        let merged = after(&before, &plan);
        prop_assert!(merged.text(&of(from)).is_none());
        let both = [of(from), of(into)];
        let is = site(&merged);
        prop_assert_eq!(mentions(&is, &both), mentions(&old, &both));
        for article in ["articles/on-heat.html", "articles/on-cold.html"] {
            prop_assert_eq!(prose(&merged, article), prose(&before, article));
        }
        keeps_all(&old, &is, &plan)?;
    }

    #[test]
    fn a_merging_of_articles_loses_no_mention_no_place_and_no_text(made in made(), is_back in any::<bool>()) {
        let before = glossary(&made);
        let old = site(&before);
        let (from, into) = if is_back { ("on-cold", "on-heat") } else { ("on-heat", "on-cold") };
        let doc = |slug: &str| find(&old, Kind::Article, slug).unwrap();
        let plan = merge(&old, doc(from), doc(into)).unwrap();
        let merged = after(&before, &plan);
        let is = site(&merged);
        keeps_all(&old, &is, &plan)?;
        let n_uses = |site: &Site| {
            let mut uses: Vec<u32> = site.uses.iter().map(|it| it.entry).collect();
            uses.dedup();
            uses.len()
        };
        prop_assert_eq!(is.uses.len(), n_uses(&is));
        prop_assert_eq!(n_uses(&is), n_uses(&old));
        let address = format!("articles/{from}.html");
        prop_assert!(is.redirects.iter().any(|it| it.from == address));
    }

    #[test]
    fn a_merging_of_headings_loses_no_mention_no_place_and_no_text(
        made in made(),
        page in any::<prop::sample::Index>(),
        from in any::<prop::sample::Index>(),
        into in any::<prop::sample::Index>(),
    ) {
        let before = glossary(&made);
        let old = site(&before);
        let pages: Vec<&Doc> = old.docs.iter().map(|doc| &**doc).filter(|doc| 1 < doc.headings.len()).collect();
        let page = pages[page.index(pages.len())];
        let id = |heading: prop::sample::Index| &page.headings[heading.index(page.headings.len())].id;
        let (from, into) = (id(from), id(into));
        let name = page.path.trim_start_matches("content/").trim_end_matches(".md");
        let plan = merge_headings(&old, &format!("{name}#{from}"), &format!("{name}#{into}"));
        prop_assume!(plan.is_ok());
        let plan = plan.unwrap();
        let merged = after(&before, &plan);
        let is = site(&merged);
        keeps_all(&old, &is, &plan)?;
        let ids = |site: &Site| {
            let doc = site.docs.iter().find(|doc| doc.path == page.path).unwrap();
            let all = |heading: &lectern::parse::Heading| [vec![heading.id.clone()], heading.formerly.clone()].concat();
            let mut ids: Vec<String> = doc.headings.iter().flat_map(all).collect();
            ids.sort();
            ids
        };
        prop_assert_eq!(ids(&is), ids(&old));
    }
}

proptest! {
    #![proptest_config(cases(60))]

    #[test]
    fn a_merging_of_any_two_texts_is_refused_or_loses_no_text(
        kind in prop::sample::select(vec![(Kind::Article, "articles"), (Kind::Concept, "concepts"), (Kind::Page, "pages")]),
        one in markdown::text(),
        other in markdown::text(),
        is_bare in any::<bool>(),
    ) {
        let (kind, folder) = kind;
        // Without the notes at both ends, any two blocks may meet.
        let bare = |text: &str| {
            let text = text.trim_start_matches("Notes[^1][^2].\n\n");
            text.split("\n\n[^1]: ").next().unwrap().to_owned()
        };
        let (one, other) = if is_bare { (bare(&one), bare(&other)) } else { (one, other) };
        let mut before = markdown::site(&format!("content/{folder}/one.md"), &one);
        let other = format!("+++\ntitle = \"Another\"\nlinking = \"all\"\n+++\n{other}");
        before.texts.insert(format!("content/{folder}/other.md").into(), load::text(other.into_bytes()));
        let old = site(&before);
        let doc = |slug: &str| find(&old, kind, slug).unwrap();
        let Ok(plan) = merge(&old, doc("one"), doc("other")) else { return Ok(()) };
        let merged = changed(&before, &plan.edits.changes(&before).unwrap());
        let errors = |sources: &Sources| resolve_only(sources, &Request::default()).diagnostics;
        let is_new = !new_errors(&errors(&before), &errors(&merged), &|path| plan.path_after(path)).is_empty();
        let new = site(&merged);
        if is_new || check_kept(&old, &new, &plan).is_err() {
            return Ok(());
        }
        let said = |site: &Site| {
            let of_two = site.docs.iter().filter(|doc| doc.path.contains("one.md") || doc.path.contains("other.md"));
            let shown = of_two.flat_map(|doc| doc.runs.iter().filter(|run| doc.is_shown(run)).map(|run| run.text.of(&doc.text)));
            let shown = shown.map(|words| words.trim().to_owned());
            let mut said: Vec<String> = shown.filter(|words| !words.is_empty()).collect();
            said.sort();
            said
        };
        prop_assert_eq!(beyond(said(&new), said(&old), String::clone), Vec::<String>::new(), "{}", merged.text(&format!("content/{folder}/other.md")).unwrap());
    }
}

/// What the sites say and where it leads is the same.
fn keeps_all(old: &Site, new: &Site, plan: &Plan) -> Result<(), TestCaseError> {
    let (mut is, mut was) = (led(new, &[]), led(old, &plan.joined));
    if !plan.joined.is_empty() {
        for (_, next) in is.iter_mut().chain(&mut was) {
            next.clear();
        }
        is.sort();
        was.sort();
    }
    prop_assert_eq!(is, was);
    let joined = |site: &Site, doc: &Doc, at: u32| {
        plan.joined.iter().any(|((path, start), _)| *path == doc.path && *start == at)
            && std::ptr::eq(site, old)
    };
    let said = |site: &Site| {
        let mut out = Vec::new();
        for doc in &site.docs {
            for node in &doc.nodes {
                let is_block = matches!(
                    node.kind,
                    NodeKind::Paragraph | NodeKind::CodeBlock(_) | NodeKind::TableCell(_)
                );
                let is_heading =
                    matches!(node.kind, NodeKind::Heading(_)) && !joined(site, doc, node.range.start);
                if is_block || is_heading {
                    out.push(labelled(node.text.of(&doc.text)));
                }
            }
        }
        out.sort();
        out
    };
    // What is before a place in a label that shows itself may be written out.
    let (was, mut is) = (said(old), said(new));
    for words in was.iter().filter(|words| !words.contains('#')) {
        let at = is.iter().position(|it| it == words);
        prop_assert!(at.is_some(), "{words:?} is lost: {is:?}");
        is.remove(at.unwrap());
    }
    let n_mentions = |site: &Site| site.mentions.iter().map(Vec::len).sum::<usize>();
    prop_assert!(
        n_mentions(old) <= n_mentions(new) + plan.joined.len() + 2,
        "{} {}",
        n_mentions(old),
        n_mentions(new)
    );
    Ok(())
}

/// The text without labels, which name documents and change with them.
fn labelled(text: &str) -> String {
    let mut text = text.to_lowercase();
    let entries = ENTRIES.iter().flat_map(|(slug, title, one, other)| [*slug, *title, *one, *other]);
    for label in entries.chain(["on-heat", "on-cold", "on-warmth", "on heat", "on cold", "on warmth"]) {
        text = text.replace(&label.to_lowercase(), "LABEL");
    }
    text.replace("articles/", "").replace("concepts/", "")
}

/// To which words each link leads that leads to a place: those of a paragraph; of a heading, or of the one that it becomes
/// part of, and of what follows it.
fn led(site: &Site, joined: &[(Place, Place)]) -> Vec<(String, String)> {
    let mut out = Vec::new();
    for target in site.targets.iter().flatten() {
        let Target::Doc(to, Some(anchor)) = target else { continue };
        let doc = &site.docs[*to as usize];
        let said = |range: lectern::text::Range| labelled(range.of(&doc.text));
        if let Some(heading) = anchor.heading {
            let heading = &doc.headings[heading as usize];
            let place = (doc.path.clone(), heading.range.start);
            let into = joined.iter().find(|(from, _)| *from == place).map(|(_, (path, at))| {
                let doc = site.docs.iter().find(|doc| doc.path == *path).unwrap();
                let heading = doc.headings.iter().find(|heading| heading.range.start == *at).unwrap();
                labelled(heading.text.of(&doc.text))
            });
            let next = doc.nodes.get(doc.nodes[heading.node as usize].end as usize);
            out.push((
                into.unwrap_or(said(heading.text)),
                next.map(|node| said(node.text)).unwrap_or_default(),
            ));
        } else if let Some(number) =
            anchor.id.strip_prefix('p').and_then(|number| number.parse::<usize>().ok())
        {
            let nodes = doc.children(None).map(|node| &doc.nodes[node as usize]);
            let paragraph = nodes.filter(|node| node.kind == NodeKind::Paragraph).nth(number - 1).unwrap();
            out.push((said(paragraph.text), String::new()));
        }
    }
    out.sort();
    out
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
