//! Everything that differs as headed lists, for people. What is ours to say and what comes from the site stay apart, so
//! that whoever writes them can make the site's words harmless where they are shown.

use super::{Changes, Finding, Link, Page, PageChange, Quotation, Relation, Standing};
use crate::diagnostic::Severity;
use crate::text::plural;

/// A list under a heading.
pub struct Section {
    /// How many of what: `3 links gained`.
    pub heading: String,
    /// Never empty.
    pub items: Vec<Item>,
}

/// One line or two.
pub type Item = Vec<Piece>;

/// A piece of a line.
pub enum Piece {
    /// The program's own words.
    Ours(String),
    /// What somebody wrote: a title, an address, a sentence.
    Theirs(String),
    /// The beginning of the item's next line.
    Break,
}

use Piece::{Break, Ours, Theirs};

fn ours(text: &str) -> Piece {
    Ours(text.to_owned())
}

fn theirs(text: &str) -> Piece {
    Theirs(text.to_owned())
}

/// The lists that have anything in them: first what couldn't be compared, then what readers lose.
pub fn sections(changes: &Changes) -> Vec<Section> {
    let mut out = Vec::new();
    errors(changes, &mut out);
    places(changes, &mut out);
    entries(changes, &mut out);
    proofs(changes, &mut out);
    out
}

fn add(out: &mut Vec<Section>, heading: String, items: impl Iterator<Item = Item>) {
    let items: Vec<Item> = items.collect();
    if !items.is_empty() {
        out.push(Section { heading, items });
    }
}

/// `1 anchor is gone`, `2 anchors are gone`
fn count(n: usize, one: &str, more: &str) -> String {
    if n == 1 { format!("1 {one}") } else { format!("{n} {more}") }
}

fn errors(changes: &Changes, out: &mut Vec<Section>) {
    for (errors, when) in [(&changes.errors.before, "before"), (&changes.errors.after, "now")] {
        let n_errors = plural(errors.len(), "error");
        let heading = format!("{n_errors} {when}: what they touch could not be compared");
        add(out, heading, errors.iter().map(finding));
    }
}

fn places(changes: &Changes, out: &mut Vec<Section>) {
    let Changes { addresses, anchors, pages, links, .. } = changes;
    let heading = count(addresses.lost.len(), "address leads nowhere now", "addresses lead nowhere now");
    add(out, heading, addresses.lost.iter().map(|address| vec![theirs(address)]));
    let heading = count(anchors.lost.len(), "anchor is gone", "anchors are gone");
    add(out, heading, anchors.lost.iter().map(|it| vec![Theirs(format!("{}#{}", it.address, it.id))]));
    let heading =
        count(pages.len(), "page is new, gone, moved or renamed", "pages are new, gone, moved or renamed");
    add(out, heading, pages.iter().map(|change| page(change, &addresses.lost)));
    add(out, format!("{} gained", plural(links.gained.len(), "link")), links.gained.iter().map(link));
    add(out, format!("{} lost", plural(links.lost.len(), "link")), links.lost.iter().map(link));
}

fn entries(changes: &Changes, out: &mut Vec<Section>) {
    let Changes { mentions, definitions, relations, .. } = changes;
    let named = |title: &str, entry: &str| vec![theirs(title), ours(" ("), theirs(entry), ours(")")];
    let heading = count(
        mentions.len(),
        "entry is mentioned more often or less",
        "entries are mentioned more often or less",
    );
    let items = mentions.iter().map(|it| {
        let mut item = named(&it.title, &it.entry);
        item.push(Ours(format!(": {} before, {} now", it.before, it.after)));
        item
    });
    add(out, heading, items);
    let heading = count(definitions.len(), "entry has another definition", "entries have another definition");
    let items = definitions.iter().map(|it| {
        let mut item = named(&it.title, &it.entry);
        item.extend([Break, ours("before: "), theirs(&it.before), Break, ours("now: "), theirs(&it.after)]);
        item
    });
    add(out, heading, items);
    for (relations, how) in [(&relations.gained, "gained"), (&relations.lost, "lost")] {
        let items = relations.iter().map(relation);
        add(out, format!("{} {how}", plural(relations.len(), "relation")), items);
    }
}

fn proofs(changes: &Changes, out: &mut Vec<Section>) {
    let Changes { quotations, findings, .. } = changes;
    for (is_proof, what) in [(false, "without proof now"), (true, "proved now, or gone without proof")] {
        let these: Vec<&Quotation> = quotations.iter().filter(|it| is_gain(it) == is_proof).collect();
        let heading = format!("{} {what}", plural(these.len(), "quotation"));
        add(out, heading, these.into_iter().map(quotation));
    }
    // Errors stand at the top.
    let new: Vec<&Finding> =
        findings.gained.iter().filter(|it| it.severity != Severity::Error.word()).collect();
    add(out, plural(new.len(), "new finding"), new.into_iter().map(finding));
    let heading = count(findings.lost.len(), "finding is mended", "findings are mended");
    add(out, heading, findings.lost.iter().map(finding));
}

fn relation(it: &Relation) -> Item {
    vec![theirs(&it.from), ours(" → "), theirs(&it.verb), ours(" → "), theirs(&it.to)]
}

fn page(change: &PageChange, lost: &[String]) -> Item {
    let named = |page: &Page| vec![theirs(&page.title), ours(" ("), theirs(&page.address), ours(")")];
    let links = |page: &Page| Ours(format!(", with {}", plural(page.links, "link")));
    let mut item = Vec::new();
    match (&change.before, &change.after) {
        (None, Some(page)) => {
            item.push(ours("new: "));
            item.extend(named(page));
            item.push(links(page));
        }
        (Some(page), None) => {
            item.push(ours("gone: "));
            item.extend(named(page));
            item.push(links(page));
            let is_lost = lost.binary_search(&page.address).is_ok();
            item.push(ours(if is_lost { "; nothing leads on from there" } else { "; its address leads on" }));
        }
        (Some(old), Some(new)) => {
            item.push(ours(if old.address == new.address { "renamed: " } else { "moved: " }));
            item.extend(named(old));
            item.push(ours(" → "));
            item.extend(named(new));
            if lost.binary_search(&old.address).is_ok() {
                item.push(ours("; nothing leads on from the old address"));
            }
        }
        (None, None) => {}
    }
    item
}

fn link(link: &Link) -> Item {
    let mut item = vec![place(&link.path, Some(link.line)), ours(": "), theirs(&link.words), ours(" → ")];
    item.push(theirs(&link.title));
    if link.to != link.title {
        item.extend([ours(" ("), theirs(&link.to), ours(")")]);
    }
    item.extend([Break, Theirs(format!("{}{}{}", link.before, link.words, link.after))]);
    item
}

fn quotation(it: &Quotation) -> Item {
    let how = match (it.before, it.after) {
        (Some(Standing::Proved), Some(_)) => " has lost its proof:",
        (_, Some(Standing::Proved)) => " is proved now:",
        (_, Some(Standing::Changed)) => " has changed since it was proved:",
        (None, Some(_)) => " is new and not proved:",
        (Some(_), None) => " is gone, which had no proof:",
        _ => " is not proved:",
    };
    vec![
        place(&it.path, Some(it.line)),
        ours(": a quotation from "),
        theirs(&it.source),
        ours(how),
        Break,
        theirs(&it.words),
    ]
}

/// Whether a proof was gained, or nothing is left to prove.
fn is_gain(it: &Quotation) -> bool {
    matches!(it.after, None | Some(Standing::Proved))
}

fn finding(it: &Finding) -> Item {
    let said = Ours(format!(": {}[{}]: ", it.severity, it.code));
    vec![place(&it.path, it.line), said, theirs(&it.message)]
}

fn place(path: &str, line: Option<usize>) -> Piece {
    Theirs(line.map_or(path.to_owned(), |line| format!("{path}:{line}")))
}
