//! What a check or a build looked at, in numbers, and what it didn't.

use serde_json::json;

use super::answer::{Answer, Surroundings};
use super::flags::{Common, FormatFlag};
use crate::anchors::{self, LOCK_PATH, Published};
use crate::export;
use crate::pipeline::Built;
use crate::render::{book, map, matrix, search};
use crate::resolve::{Standing, Target};
use crate::text::plural;

/// Whether quotations were looked up in their sources, or only in the lock.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TextsAtHand {
    /// In their sources.
    Yes,
    /// In the lock.
    No,
}

/// Adds what was done (`done` is a sentence without a full stop) and what was looked at. As JSON it is one object.
pub fn say(
    answer: &mut Answer,
    done: &str,
    built: &Built,
    at_hand: TextsAtHand,
    common: &Common,
    surroundings: &Surroundings,
) {
    let counts = Counts::of(built);
    match common.format {
        FormatFlag::Json => answer.say(&counts.as_json(built, surroundings)),
        FormatFlag::Text | FormatFlag::Markdown | FormatFlag::Github => {
            answer.say(done);
            for line in counts.lines(at_hand).into_iter().chain(left_out(built)) {
                answer.say(&format!("  {line}"));
            }
        }
    }
}

/// How many there are of each.
struct Counts {
    pages: usize,
    articles: usize,
    concepts: usize,
    names: usize,
    mentions: usize,
    /// Links to pages and files of the site, those that the tool made among them.
    links: usize,
    by_hand: usize,
    /// Links by hand to a place in a page.
    anchors: usize,
    images: usize,
    citations: usize,
    quotations: usize,
    proved: usize,
    /// Published places that the lock doesn't remember yet; none where there is no lock.
    new_anchors: usize,
    /// Links by hand to other sites.
    external: usize,
}

impl Counts {
    fn of(built: &Built) -> Counts {
        let site = &built.site;
        let targets = || site.targets.iter().flatten();
        let external = targets().filter(|target| matches!(target, Target::Url(_))).count();
        let by_hand = targets().count() - external;
        let mentions = || site.mentions.iter().flatten();
        let n_linked = mentions().filter(|mention| mention.standing == Standing::Linked).count();
        Counts {
            pages: built.output.files.keys().filter(|address| address.ends_with(".html")).count(),
            articles: site.order.articles.len(),
            concepts: site.order.concepts.len(),
            names: site.order.names.len(),
            mentions: mentions().count(),
            links: by_hand + n_linked,
            by_hand,
            anchors: targets().filter(|target| matches!(target, Target::Doc(_, Some(_)))).count(),
            images: site.docs.iter().map(|doc| doc.images.len()).sum(),
            citations: site.docs.iter().map(|doc| doc.citations.len()).sum(),
            quotations: built.quotations.n_claims,
            proved: built.quotations.n_proved,
            new_anchors: new_anchors(built),
            external,
        }
    }

    fn lines(&self, at_hand: TextsAtHand) -> Vec<String> {
        let mut out = vec![
            format!(
                "{}, {}, {}; {} of concepts and names",
                plural(self.articles, "article"),
                plural(self.concepts, "concept"),
                plural(self.names, "name"),
                plural(self.mentions, "mention"),
            ),
            format!(
                "checked: {}, {} ({} by hand), {}, {}, {}{}",
                plural(self.pages, "page"),
                plural(self.links, "link"),
                self.by_hand,
                plural(self.anchors, "anchor"),
                plural(self.images, "image"),
                plural(self.citations, "citation"),
                self.proof(at_hand),
            ),
        ];
        let n_unproved = plural(self.quotations - self.proved, "quotation");
        match at_hand {
            _ if self.quotations == self.proved => {}
            TextsAtHand::No => out.push(format!(
                "not checked: {n_unproved} not looked up in the source yet (`lectern quotes --sources DIR`)"
            )),
            TextsAtHand::Yes => out.push(format!("not proved: {n_unproved}, as the findings say")),
        }
        if self.new_anchors > 0 {
            let new = plural(self.new_anchors, "anchor");
            out.push(format!("not yet in {LOCK_PATH}: {new}; `lectern anchors` adds what is new"));
        }
        out.push(match self.external {
            0 => "not checked: whether addresses of other sites answer".to_owned(),
            n => format!("not checked: whether addresses of other sites answer ({})", plural(n, "link")),
        });
        out
    }

    fn proof(&self, at_hand: TextsAtHand) -> String {
        let of = format!("{} of {} proved", self.proved, plural(self.quotations, "quotation"));
        match at_hand {
            _ if self.quotations == 0 => String::new(),
            TextsAtHand::Yes => format!(", {of} in their sources"),
            TextsAtHand::No => format!(", {of} by quotes.lock"),
        }
    }

    fn as_json(&self, built: &Built, surroundings: &Surroundings) -> String {
        let object = json!({
            "checked": {
                "pages": self.pages,
                "articles": self.articles,
                "concepts": self.concepts,
                "names": self.names,
                "mentions": self.mentions,
                "links": self.links,
                "links_by_hand": self.by_hand,
                "anchors": self.anchors,
                "images": self.images,
                "citations": self.citations,
                "quotations": self.quotations,
                "quotations_proved": self.proved,
            },
            "not_checked": { "external_links": self.external, "quotations": self.quotations - self.proved },
            "left_out": left_out(built),
            "millis": surroundings.elapsed.map(|elapsed| u64::try_from(elapsed()).unwrap_or(u64::MAX)),
        });
        object.to_string()
    }
}

fn new_anchors(built: &Built) -> usize {
    let remembered = &built.remembered.published;
    match *remembered == Published::default() {
        true => 0,
        false => anchors::published(&built.site).n_new_since(remembered),
    }
}

fn left_out(built: &Built) -> Vec<String> {
    let site = &built.site;
    let left_out = [
        export::left_out(&site.config),
        matrix::left_out(site),
        map::left_out(site),
        book::left_out(site),
        search::left_out(site, &built.output),
    ];
    left_out.into_iter().flatten().map(|words| words.to_string()).collect()
}
