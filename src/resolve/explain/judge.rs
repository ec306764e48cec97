//! One place of a term to the rule that held there.

use rustc_hash::FxHashSet;

use super::Verdict;
use super::find::{self, At};
use super::words::{self, Named};
use crate::config::Linking;
use crate::parse::{Doc, NodeKind, RunPlace, meta};
use crate::resolve::forms::{Claim, claims_to, needs_capitals};
use crate::resolve::hits::hits;
use crate::resolve::labels::{Found, Labels};
use crate::resolve::mentions::{is_or_comes_of, silent_forms, stretch};
use crate::resolve::trie::{Hit, Scratch, Trie};
use crate::resolve::{DocIndex, EntryIndex, Form, Mention, Site, Standing, Target};
use crate::text::{LineIndex, Range, Token, TokenKind, exact_key, folded_key, nearest, tokens};

/// A page with what the linker found on it.
pub struct Judge<'a> {
    site: &'a Site,
    index: DocIndex,
    doc: &'a Doc,
    trie: Trie,
    hits: Vec<Hit>,
    silent: FxHashSet<u32>,
    labels: Labels<'a>,
}

/// The words round a place, cut as the linker cuts them.
struct Cut {
    /// From the beginning of the first word to the end of the last, without its possessive ending.
    words: Range,
    /// The same with the ending.
    whole: Range,
    /// The word before, if a hyphen joins it to the first.
    joined_to: Option<Range>,
}

impl<'a> Judge<'a> {
    /// Runs the linker's own matcher over the page again.
    pub fn new(site: &'a Site, index: DocIndex) -> Judge<'a> {
        let doc = &site.docs[index as usize];
        let trie = Trie::new(&site.forms);
        let hits = hits(doc, &trie, &mut Scratch::default());
        let silent = silent_forms(doc, &site.forms, &mut Vec::new());
        Judge { site, index, doc, trie, hits, silent, labels: Labels::new(&site.docs, &site.addresses) }
    }

    /// What became of the term at this place.
    pub fn verdict(&self, at: At, lines: &LineIndex<'_>) -> Verdict {
        match at.shown {
            Some(shown) => self.shown(shown, lines),
            None => self.beside(at.source),
        }
    }

    /// A place that the page's text doesn't show.
    fn beside(&self, at: Range) -> Verdict {
        let (doc, entry) = (self.doc, self.alone(at.of(&self.doc.source)));
        let body = meta::front_matter(&doc.path, &doc.source, doc.kind).1;
        let within = |range: Range| range.contains(at);
        if (at.start as usize) < body {
            words::front_matter(entry)
        } else if doc.nodes.iter().any(|node| find::is_code(node.kind) && within(node.range)) {
            words::code(entry)
        } else if doc.images.iter().any(|image| within(image.range)) {
            words::image(entry)
        } else if doc.citations.iter().any(|citation| within(citation.range)) {
            words::citation(entry)
        } else if doc.links.iter().any(|link| within(link.range)) {
            words::address(entry)
        } else {
            words::not_shown(entry)
        }
    }

    fn shown(&self, at: Range, lines: &LineIndex<'_>) -> Verdict {
        let cut = self.cut(at);
        let holds = |kind: &dyn Fn(NodeKind) -> bool| {
            self.doc.nodes.iter().find(|node| kind(node.kind) && node.text.contains(at)).map(|node| node.kind)
        };
        let (text, doc) = (self.text(at), self.doc);
        if let Some(NodeKind::Link(link)) = holds(&|kind| matches!(kind, NodeKind::Link(_))) {
            return self.in_link(link, at);
        }
        if holds(&|kind| kind == NodeKind::Plain).is_some() {
            return words::plain(&text, self.alone(&text));
        }
        let place = doc.run_at(at.start).map(|run| doc.runs[run as usize].place);
        if place == Some(RunPlace::Heading) {
            return words::heading(self.alone(&text));
        }
        let found = self.hits.iter().find(|hit| hit.range == cut.whole || hit.range == cut.words);
        if let Some(hit) = found {
            return self.found(hit, lines);
        }
        if let Some(longer) = self.hits.iter().find(|hit| hit.range.contains(cut.words)) {
            let entry = self.site.forms[longer.form as usize].entry;
            let outer = self.found(longer, lines);
            let (shorter, longer) = (self.named(self.alone(&text)), self.text(longer.range));
            return words::longer_form(&text, &shorter, &longer, &self.named(Some(entry)), outer);
        }
        self.not_found(at, &cut)
    }

    /// In the words of a link that the author made.
    fn in_link(&self, link: u32, at: Range) -> Verdict {
        let text = self.text(at);
        match &self.site.targets[self.index as usize][link as usize] {
            Target::Doc(doc, _) => match self.site.entry_of[*doc as usize] {
                Some(entry) => words::by_hand(&self.named(Some(entry)), entry),
                None => words::link_text(&self.site.docs[*doc as usize].path, self.alone(&text)),
            },
            Target::Asset(address) => words::link_text(address, self.alone(&text)),
            Target::Url(url) => words::link_text(url, self.alone(&text)),
            Target::Nowhere => words::link_nowhere(self.alone(&text)),
        }
    }

    /// The linker found a form exactly here.
    fn found(&self, hit: &Hit, lines: &LineIndex<'_>) -> Verdict {
        let form = &self.site.forms[hit.form as usize];
        let (text, named) = (self.text(hit.range), self.named(Some(form.entry)));
        let mut verdict = self.standing(hit, form, &text, &named, lines);
        verdict.notes.extend(self.rivals(form));
        verdict
    }

    fn standing(&self, hit: &Hit, form: &Form, text: &str, named: &Named, lines: &LineIndex<'_>) -> Verdict {
        if self.site.entry_of[self.index as usize] == Some(form.entry) {
            return words::own_page(form.entry);
        }
        if self.silent.contains(&hit.form) {
            let mut listed = self.doc.meta.no_links.iter();
            let listed = listed.find(|listed| is_or_comes_of(form, &folded_key(&listed.it)));
            return words::no_links(form.entry, listed.map_or(text, |listed| &listed.it));
        }
        let mentions = &self.site.mentions[self.index as usize];
        let linking = self.doc.meta.linking.unwrap_or(self.site.config.linking);
        let policy = words::policy(linking, self.doc.meta.linking.is_some());
        let Some(mention) = mentions.iter().find(|mention| mention.text == hit.range) else {
            return words::not_shown(Some(form.entry));
        };
        match (mention.standing, linking) {
            (Standing::Linked, _) => {
                words::linked(form.entry, text, named, linking, &policy, &self.section(mention))
            }
            (_, Linking::None) => {
                words::linking_none(form.entry, &self.by_hand(text, form.entry, hit.range), &policy)
            }
            _ => {
                let hand = self.by_hand(text, form.entry, hit.range);
                match self.taker(mentions, mention, linking) {
                    Some(taker) => {
                        let line = lines.place(self.doc.source_range(taker.text).start as usize).line;
                        let run = self.doc.runs.get(taker.run as usize);
                        let in_note = run.is_some_and(|run| run.note.is_some());
                        let first = words::Taker { line, in_note, stretch: words::stretch(linking) };
                        match taker.standing {
                            Standing::Hand(_) => words::hand_link(form.entry, &first, &hand, &policy),
                            _ => words::earlier_mention(form.entry, &first, &hand, &policy),
                        }
                    }
                    None => words::not_shown(Some(form.entry)),
                }
            }
        }
    }

    /// The mention that is the link in this one's section or page: one made by hand before any other.
    fn taker(&self, all: &'a [Mention], mention: &Mention, linking: Linking) -> Option<&'a Mention> {
        let near = stretch(self.doc, linking, mention);
        let same =
            |other: &&Mention| other.entry == mention.entry && stretch(self.doc, linking, other) == near;
        let hand = all.iter().filter(same).find(|other| matches!(other.standing, Standing::Hand(_)));
        hand.or_else(|| all.iter().filter(same).find(|other| other.standing == Standing::Linked))
    }

    /// No form was found here: is there one all the same?
    fn not_found(&self, at: Range, cut: &Cut) -> Verdict {
        let (site, text) = (self.site, self.text(cut.words));
        let key = folded_key(&text);
        let holders: Vec<&Form> = site.forms.iter().filter(|form| form.folded == key).collect();
        let fits = |form: &&&Form| form.exact.as_ref().is_none_or(|exact| *exact == exact_key(&text));
        if let Some(form) = holders.iter().find(fits) {
            return self.kept_from(form, &text, cut);
        }
        if let Some(form) = holders.first() {
            return words::other_capitals(
                form.entry,
                &text,
                &form.text,
                &self.named(Some(form.entry)),
                needs_capitals(&form.text),
            );
        }
        let claims = claims_to(&key, &site.entries, &site.docs);
        if let Some(claim) = claims.first() {
            return self.unheld(claim, &text);
        }
        if let Some(entry) = self.alone(&self.text(at)).filter(|_| at != cut.words) {
            return words::inside_word(entry, &self.text(at), &text, &self.named(Some(entry)));
        }
        let within = self.hits.iter().filter(|hit| cut.words.overlaps(hit.range));
        let within = within.map(|hit| {
            let entry = self.site.forms[hit.form as usize].entry;
            words::within(&self.text(hit.range), &self.named(Some(entry)))
        });
        let near = nearest(&text, site.forms.iter().map(|form| form.text.as_str()));
        let near = near.and_then(|near| site.forms.iter().find(|form| form.text == near));
        let near = near.map(|form| (form.text.as_str(), self.named(Some(form.entry))));
        words::no_entry(&text, near, within.collect())
    }

    /// A form that would fit, were it not for what stands round it.
    fn kept_from(&self, form: &Form, text: &str, cut: &Cut) -> Verdict {
        let named = self.named(Some(form.entry));
        if let Some(before) = cut.joined_to {
            return words::after_hyphen(form.entry, text, &self.text(before), &named);
        }
        let mut hits = self.hits.iter();
        let earlier = hits.find(|hit| hit.range.overlaps(cut.words) && hit.range.start < cut.words.start);
        if let Some(earlier) = earlier {
            let other = self.site.forms[earlier.form as usize].entry;
            let taken = self.text(earlier.range);
            return words::earlier_form(form.entry, &taken, &self.named(Some(other)));
        }
        let mut opaque = self.doc.opaque.iter();
        match opaque.any(|range| range.contains(cut.words)) {
            true => words::address_in_text(form.entry),
            false => words::interrupted(form.entry, text, &self.by_hand(&named.title, form.entry, cut.words)),
        }
    }

    /// An entry lists the form, or it could have been made of one, and nothing is found by it.
    fn unheld(&self, claim: &Claim, text: &str) -> Verdict {
        let named = self.named(Some(claim.form.entry));
        match claim.dropped {
            true => words::not_forms(claim.form.entry, text, &named),
            false => words::autolink_off(claim.form.entry, &named),
        }
    }

    /// Other entries that the words of this form could have led to.
    fn rivals(&self, form: &Form) -> Vec<String> {
        let holder = self.named(Some(form.entry));
        let claims = claims_to(&form.folded, &self.site.entries, &self.site.docs);
        let own =
            claims.iter().find(|claim| claim.form.entry == form.entry && claim.form.exact == form.exact);
        let others = claims.iter().filter(|claim| claim.form.entry != form.entry && !claim.dropped);
        let said = others.filter_map(|claim| {
            let named = self.named(Some(claim.form.entry));
            let finds = self.site.entry_doc(claim.form.entry);
            if !crate::resolve::forms_of(finds).is_some_and(|words| words.autolink) {
                return None;
            }
            let same = claim.form.exact == form.exact;
            match (same, own.is_some_and(|own| own.wins || own.base_wins), form.exact.is_some()) {
                (true, true, _) => Some(words::won(&form.text, &named, &holder)),
                (true, false, _) if claim.written.is_none() => {
                    Some(words::written_beats_made(&form.text, &named))
                }
                (true, false, _) => Some(words::listed_twice(&form.text, &named)),
                (false, _, true) => Some(words::exact_beats_folded(&named)),
                (false, _, false) => Some(words::exact_elsewhere(&claim.form.text, &named)),
            }
        });
        said.collect()
    }

    /// The section that a mention stands in.
    fn section(&self, mention: &Mention) -> String {
        let section = self.doc.runs.get(mention.run as usize).map_or(0, |run| run.section);
        let heading = section.checked_sub(1).and_then(|index| self.doc.headings.get(index as usize));
        heading.map_or(String::new(), |heading| self.text(heading.text))
    }

    /// What to type for a link of these words to the entry.
    fn by_hand(&self, text: &str, entry: EntryIndex, at: Range) -> String {
        let doc = self.site.entries[entry as usize].doc;
        if self.labels.find(text) == Found::One(doc) {
            return format!("[[{text}]]");
        }
        let in_table =
            |node: &crate::parse::Node| matches!(node.kind, NodeKind::TableCell(_)) && node.text.contains(at);
        // A bare bar would end the cell.
        let bar = if self.doc.nodes.iter().any(in_table) { "\\|" } else { "|" };
        let title = &self.site.entry_doc(entry).meta.title.it;
        match self.labels.find(title) == Found::One(doc) {
            true => format!("[[{title}{bar}{text}]]"),
            false => format!("[[{}{bar}{text}]]", self.site.entries[entry as usize].id),
        }
    }

    fn named(&self, entry: Option<EntryIndex>) -> Named {
        let doc = entry.map(|entry| self.site.entry_doc(entry));
        Named {
            title: doc.map_or(String::new(), |doc| doc.meta.title.it.clone()),
            path: doc.map_or(String::new(), |doc| doc.path.to_string()),
        }
    }

    /// The entry that these words would find if they stood alone.
    fn alone(&self, text: &str) -> Option<EntryIndex> {
        let mut found = Vec::new();
        self.trie.hits(text, 0, &[], &mut Scratch::default(), &mut found);
        let whole = found.iter().find(|hit| hit.range.len() == text.len());
        whole.map(|hit| self.site.forms[hit.form as usize].entry)
    }

    fn text(&self, at: Range) -> String {
        words::on_one_line(at.of(&self.doc.text))
    }

    /// The words round a place of the page's text.
    fn cut(&self, at: Range) -> Cut {
        let run = self.doc.run_at(at.start).map_or(at, |run| self.doc.runs[run as usize].text);
        let mut units: Vec<Token> = Vec::new();
        tokens(run.of(&self.doc.text), &mut units);
        let place = |unit: &Token| unit.range.shifted(run.start as usize);
        let first = units.partition_point(|unit| place(unit).end <= at.start);
        let last = units.partition_point(|unit| place(unit).start < at.end).saturating_sub(1);
        let (Some(from), Some(to)) = (units.get(first), units.get(last)) else {
            return Cut { words: at, whole: at, joined_to: None };
        };
        let whole = Range { start: place(from).start, end: place(to).end };
        let has_ending = to.kind == TokenKind::Possessive && first < last;
        let words = if has_ending { Range { end: place(to).start, ..whole } } else { whole };
        let before = |n: usize| first.checked_sub(n).and_then(|index| units.get(index));
        let is_joined = before(1).is_some_and(|unit| unit.kind == TokenKind::Hyphen);
        Cut { words, whole, joined_to: before(2).filter(|_| is_joined).map(place) }
    }
}
