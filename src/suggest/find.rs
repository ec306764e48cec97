//! Sequences of words that could be terms, and what sets them apart.

use std::collections::{BTreeMap, BTreeSet};

use super::common::{CUES, Common};
use super::known::{Known, stems};
use crate::parse::{Doc, Kind, NodeKind, RunPlace};
use crate::resolve::{Site, Target};
use crate::text::{Range, Token, TokenKind, folded_key, tokens};

/// Words of a candidate, at most.
const LONGEST: usize = 4;

/// A page of the site, or a source.
pub struct Page<'a> {
    /// Its file, as passages name it.
    pub path: String,
    /// Its text.
    pub text: &'a str,
    /// Its document; none for a source.
    pub doc: Option<&'a Doc>,
}

impl<'a> Page<'a> {
    /// The paragraph, or other block, round a place, and the byte where it begins.
    pub fn block(&self, at: Range) -> (u32, &'a str) {
        let range = match self.doc {
            Some(doc) => doc.run_at(at.start).map_or(at, |run| doc.runs[run as usize].text),
            None => {
                let start = self.text[..at.start as usize].rfind("\n\n").map_or(0, |before| before + 2);
                let end = self.text[at.end as usize..].find("\n\n");
                Range::new(start, end.map_or(self.text.len(), |end| at.end as usize + end))
            }
        };
        (range.start, range.of(self.text))
    }
}

/// Where a candidate stands.
#[derive(Clone, Copy, Debug)]
pub struct Place {
    /// Which page.
    pub page: usize,
    /// Where on it.
    pub at: At,
}

/// Where on a page.
#[derive(Clone, Copy, Debug)]
pub enum At {
    /// Bytes of its text.
    Text(Range),
    /// Bytes of its file, for what is said in front matter.
    Front(Range),
}

/// How often each sign is there.
#[derive(Clone, Debug, Default)]
pub struct Signs {
    /// Alone in quotation marks.
    pub quoted: u32,
    /// Alone in emphasis.
    pub emphasised: u32,
    /// After "so-called" and the like.
    pub cued: u32,
    /// All of an article's heading.
    pub headed: u32,
    /// A locator of an article.
    pub cited: u32,
    /// A label that leads nowhere.
    pub linked: u32,
    /// With capitals, not at the beginning of a sentence.
    pub capital: u32,
}

/// Words that may be a term.
pub struct Candidate {
    /// How many words.
    pub n_words: usize,
    /// How they are written, and how often.
    pub surfaces: BTreeMap<String, usize>,
    /// The words before and after them, hashed: what is quoted again and again has one company.
    pub company: BTreeSet<u64>,
    /// The site's pages they stand on.
    pub pages: BTreeSet<usize>,
    /// How often they stand in sources.
    pub n_in_sources: usize,
    /// Where, the site's pages first; the first of each page, then none more.
    pub places: Vec<Place>,
    /// What sets them apart.
    pub signs: Signs,
}

impl Candidate {
    fn new(n_words: usize) -> Candidate {
        Candidate {
            n_words,
            surfaces: BTreeMap::new(),
            company: BTreeSet::new(),
            pages: BTreeSet::new(),
            n_in_sources: 0,
            places: Vec::new(),
            signs: Signs::default(),
        }
    }

    /// How often they stand anywhere.
    pub fn count(&self) -> usize {
        self.surfaces.values().sum()
    }

    /// As they are most often written; in small letters where they ever are.
    pub fn surface(&self) -> String {
        let mut best: BTreeMap<String, (usize, &str)> = BTreeMap::new();
        for (surface, n) in &self.surfaces {
            let entry = best.entry(folded_key(surface)).or_insert((0, surface));
            entry.0 += n;
            // Small letters come after capitals, so the last spelling of a kind has the fewest capitals.
            entry.1 = surface;
        }
        let most = best.values().max_by_key(|(n, surface)| (*n, surface.len()));
        most.map_or_else(String::new, |(_, surface)| (*surface).to_owned())
    }

    /// Whether they are written with capitals wherever it can be told.
    pub fn is_name(&self) -> bool {
        let is_small = |surface: &String| {
            surface
                .split([' ', '-'])
                .any(|word| word.chars().count() > 3 && word.chars().next().is_some_and(char::is_lowercase))
        };
        self.signs.capital > 0 && !self.surfaces.keys().any(is_small)
    }

    fn stands(&mut self, surface: &str, place: Place, is_source: bool) {
        *self.surfaces.entry(surface.to_owned()).or_default() += 1;
        let is_new = match is_source {
            true => {
                self.n_in_sources += 1;
                self.places.iter().filter(|known| known.page == place.page).count() < 2
            }
            false => self.pages.insert(place.page),
        };
        if is_new {
            self.places.push(place);
        }
    }
}

/// Everything that is looked through: the site's pages in their order, then the sources.
pub fn pages<'a>(site: &'a Site, texts: &'a BTreeMap<String, String>) -> Vec<Page<'a>> {
    let docs =
        site.docs.iter().map(|doc| Page { path: doc.path.to_string(), text: &doc.text, doc: Some(doc) });
    let sources = texts.iter().map(|(key, text)| Page { path: format!("{key}.txt"), text, doc: None });
    docs.chain(sources).collect()
}

/// Every candidate by its words' stems.
pub fn candidates(site: &Site, pages: &[Page<'_>], known: &Known) -> BTreeMap<String, Candidate> {
    let mut search = Search { known, common: Common::new(), found: BTreeMap::new(), units: Vec::new() };
    for (index, page) in pages.iter().enumerate() {
        let Some(doc) = page.doc else {
            search.stretch(page.text, 0, index, &Setting { is_source: true, ..Setting::default() });
            continue;
        };
        let set_apart =
            |node: &&crate::parse::Node| matches!(node.kind, NodeKind::Emphasis | NodeKind::Strong);
        let emphasis = doc.nodes.iter().filter(set_apart).map(|node| node.text).collect();
        let setting = Setting {
            emphasis,
            links: doc.links.iter().map(|link| link.text).collect(),
            ..Setting::default()
        };
        for run in doc.runs.iter().filter(|run| matches!(run.place, RunPlace::Prose | RunPlace::Cell)) {
            search.stretch(run.text.of(&doc.text), run.text.start, index, &setting);
        }
        search.around(site, doc, index);
    }
    search.found
}

/// What is known of a page's text beside its words.
#[derive(Default)]
struct Setting {
    emphasis: Vec<Range>,
    links: Vec<Range>,
    is_source: bool,
    /// The bytes of the file where the text is a value of front matter.
    front: Option<Range>,
}

struct Search<'a> {
    known: &'a Known,
    common: Common,
    found: BTreeMap<String, Candidate>,
    units: Vec<Token>,
}

impl Search<'_> {
    /// What is said beside the prose: summaries, headings, locators, labels that lead nowhere.
    fn around(&mut self, site: &Site, doc: &Doc, page: usize) {
        if let Some(summary) = &doc.meta.summary {
            let setting = Setting { front: Some(summary.range), ..Setting::default() };
            self.stretch(&summary.it, 0, page, &setting);
        }
        for (link, target) in doc.links.iter().zip(&site.targets[page]) {
            if *target == Target::Nowhere {
                let label = link.to.rsplit('/').next().unwrap_or(&link.to).replace('-', " ");
                self.whole(&label, page, At::Text(link.text), |signs| signs.linked += 1);
            }
        }
        let crate::parse::meta::Special::Article(article) = &doc.meta.special else { return };
        for locator in &article.locators {
            self.whole(&locator.it, page, At::Front(locator.range), |signs| signs.cited += 1);
        }
        for heading in doc.headings.iter().filter(|_| doc.kind == Kind::Article) {
            self.whole(heading.text.of(&doc.text), page, At::Text(heading.text), |signs| signs.headed += 1);
        }
    }

    /// A text that is a candidate as a whole, if any.
    fn whole(&mut self, text: &str, page: usize, at: At, sign: fn(&mut Signs)) {
        let text = text.trim();
        let folded = folded_key(text);
        let words: Vec<&str> = folded.split(' ').collect();
        let fits = words.len() <= LONGEST
            && words.first().is_some_and(|word| self.common.may_border(word))
            && words.last().is_some_and(|word| self.common.may_end(word))
            && words.iter().all(|word| self.common.may_stand_inside(word));
        let covers_form = (0..words.len())
            .any(|from| (from + 1..=words.len()).any(|to| self.known.is_form(&words[from..to].join(" "))));
        if fits && !covers_form {
            let candidate = self.found.entry(stems(&folded)).or_insert_with(|| Candidate::new(words.len()));
            candidate.stands(text, Place { page, at }, false);
            sign(&mut candidate.signs);
        }
    }

    /// Every candidate in a stretch of text that begins at byte `base` of its page.
    fn stretch(&mut self, text: &str, base: u32, page: usize, setting: &Setting) {
        let mut units = std::mem::take(&mut self.units);
        tokens(text, &mut units);
        let words: Vec<usize> =
            (0..units.len()).filter(|unit| units[*unit].kind == TokenKind::Word).collect();
        let is_free = self.free(text, base, &units, &words, setting);
        for from in 0..words.len() {
            for to in from..words.len().min(from + LONGEST) {
                if !is_free[to] || (to > from && !joined(text, &units[words[to - 1]..words[to]])) {
                    break;
                }
                let range = Range { start: units[words[from]].range.start, end: units[words[to]].range.end };
                let folded = folded_key(range.of(text));
                let parts: Vec<&str> = folded.split(' ').collect();
                if !self.common.may_border(parts[0]) {
                    break;
                }
                if !self.common.may_stand_inside(parts[parts.len() - 1]) {
                    break;
                }
                if self.common.may_end(parts[parts.len() - 1]) {
                    let n_words = parts.len();
                    let key = stems(&folded);
                    let candidate = self.found.entry(key).or_insert_with(|| Candidate::new(n_words));
                    let place = match setting.front {
                        Some(front) => At::Front(front),
                        None => At::Text(range.shifted(base as usize)),
                    };
                    candidate.stands(range.of(text), Place { page, at: place }, setting.is_source);
                    let before = from.checked_sub(1).map_or("", |before| units[words[before]].range.of(text));
                    let after = words.get(to + 1).map_or("", |after| units[*after].range.of(text));
                    candidate.company.insert(hash(before, after));
                    let is_whole = !self.common.may_border(&folded_key(after))
                        || words.get(to + 1).is_none_or(|after| !joined(text, &units[words[to]..*after]));
                    signs(&mut candidate.signs, text, range, base, setting, is_whole);
                }
            }
        }
        self.units = units;
    }

    /// `[word]`: whether it belongs to no known form and no link.
    fn free(&self, text: &str, base: u32, units: &[Token], words: &[usize], setting: &Setting) -> Vec<bool> {
        let mut is_free = vec![true; words.len()];
        let mut from = 0;
        while from < words.len() {
            let most = words.len().min(from + self.known.longest);
            let end = (from..most).rev().find(|to| {
                let range = Range { start: units[words[from]].range.start, end: units[words[*to]].range.end };
                self.known.is_form(range.of(text))
            });
            for free in is_free.iter_mut().take(end.map_or(from, |end| end + 1)).skip(from) {
                *free = false;
            }
            let at = units[words[from]].range.shifted(base as usize);
            if setting.front.is_none() && setting.links.iter().any(|link| link.overlaps(at)) {
                is_free[from] = false;
            }
            from = end.map_or(from + 1, |end| end + 1);
        }
        is_free
    }
}

/// Whether between two words, the first included, stands one gap and nothing else.
fn joined(text: &str, units: &[Token]) -> bool {
    let between = &units[1..];
    matches!(between, [gap] if matches!(gap.kind, TokenKind::Space | TokenKind::Hyphen)
        && gap.range.of(text).matches('\n').count() < 2)
}

fn hash(before: &str, after: &str) -> u64 {
    use std::hash::{Hash, Hasher};
    let mut hasher = rustc_hash::FxHasher::default();
    (before, after).hash(&mut hasher);
    hasher.finish()
}

/// `is_whole`: no other word of a possible term follows.
fn signs(signs: &mut Signs, text: &str, range: Range, base: u32, setting: &Setting, is_whole: bool) {
    let (before, after) = (&text[..range.start as usize], &text[range.end as usize..]);
    let whole = range.shifted(base as usize);
    let opens = before.ends_with(['"', '“', '‘', '„']);
    let closes = after.trim_start_matches([',', '.', ';', '?', '!']).starts_with(['"', '”', '’', '“']);
    if opens && closes {
        signs.quoted += 1;
    }
    if setting.front.is_none() && setting.emphasis.contains(&whole) {
        signs.emphasised += 1;
    }
    if is_whole && is_cued(before) {
        signs.cued += 1;
    }
    let capitals = range.of(text).split([' ', '\n', '-']).filter(|word| word.chars().count() > 3);
    let all_capital = capitals.clone().all(|word| word.chars().next().is_some_and(char::is_uppercase));
    let follows_word = before.trim_end().ends_with(|ch: char| ch.is_alphanumeric() || ch == ',');
    if all_capital && follows_word && range.of(text).starts_with(char::is_uppercase) {
        signs.capital += 1;
    }
}

/// Whether the text ends in a phrase that introduces a term, and perhaps in an opening mark or an article.
fn is_cued(before: &str) -> bool {
    let line = before.trim_end_matches(['"', '“', '‘', '„']);
    let mut from = line.len().saturating_sub(40);
    while !line.is_char_boundary(from) {
        from += 1;
    }
    let mut units = Vec::new();
    let near = &line[from..];
    tokens(near, &mut units);
    if units
        .iter()
        .rev()
        .take_while(|unit| unit.kind != TokenKind::Word)
        .any(|unit| unit.kind == TokenKind::Mark)
    {
        return false;
    }
    let folded = folded_key(near);
    let bare = ["the", "a", "an"].into_iter().find_map(|article| folded.strip_suffix(&format!(" {article}")));
    let folded = bare.unwrap_or(&folded);
    CUES.iter().any(|cue| folded.strip_suffix(cue).is_some_and(|rest| rest.is_empty() || rest.ends_with(' ')))
}
