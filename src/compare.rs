//! Two states of a site to what differs between them for a reader.
//!
//! Values come in and a value comes out: nothing here knows a folder or git. Whoever changes the places of before and
//! after finds what was gained among what is lost. A state with errors is compared as far as it could be resolved.
//!
//! ```text
//! pages      : which documents of both are one page
//! links      : links gained and lost, in their sentences
//! entries    : mentions, definitions, relations
//! quotations : proofs that came or went
//! findings   : what is said now, and what no more
//! sections   : all of it as lines, for people
//! text, markdown : such lines for a terminal, for a pull request
//! ```

mod pages;
mod links;
mod entries;
mod quotations;
mod findings;
mod sections;
mod text;
mod markdown;

use std::collections::BTreeMap;

use serde::Serialize;

pub use markdown::{MOST_BYTES, markdown};
pub use text::text;

use crate::anchors::published;
use crate::diagnostic::Diagnostic;
use crate::load::Sources;
use crate::multiset::beyond;
use crate::pipeline::Examined;
use crate::resolve::Site;
use crate::text::LineIndex;
use pages::Pairs;

/// One state of a site.
#[derive(Clone, Copy, Debug)]
pub struct Side<'a> {
    /// Its files.
    pub sources: &'a Sources,
    /// What they come to.
    pub examined: &'a Examined,
    /// What was found in them.
    pub findings: &'a [Diagnostic],
}

/// What one state has and the other lacks.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Both<T> {
    /// What is only after.
    pub gained: Vec<T>,
    /// What was only before.
    pub lost: Vec<T>,
}

impl<T> Default for Both<T> {
    fn default() -> Both<T> {
        Both { gained: Vec::new(), lost: Vec::new() }
    }
}

/// Everything that differs. The names of the fields are those of `--format json`, and a contract.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Changes {
    /// Pages added, taken away, moved or given another title.
    pub pages: Vec<PageChange>,
    /// Addresses that lead somewhere. One that is lost has neither a page nor a redirect any more.
    pub addresses: Both<String>,
    /// Anchors on pages that are in both.
    pub anchors: Both<Anchor>,
    /// Links on pages that are in both, by hand and by themselves. One whose sentence changes is neither gained nor lost.
    pub links: Both<Link>,
    /// Entries that are mentioned more often or less.
    pub mentions: Vec<Mentions>,
    /// Entries with another definition.
    pub definitions: Vec<Definition>,
    /// Relations that entries state.
    pub relations: Both<Relation>,
    /// Quotations whose proof came or went. One that is added with its proof, or taken away with it, is none of them.
    pub quotations: Vec<Quotation>,
    /// What is found in the content.
    pub findings: Both<Finding>,
    /// The errors of either state, new or not: what they touch could not be compared.
    pub errors: Errors,
}

/// Errors that keep a state from being published.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Errors {
    /// Those of before.
    pub before: Vec<Finding>,
    /// Those of after.
    pub after: Vec<Finding>,
}

/// A page that isn't as it was: none where it isn't at all.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct PageChange {
    /// As it was.
    pub before: Option<Page>,
    /// As it is.
    pub after: Option<Page>,
}

/// A page made of a document.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct Page {
    /// From the site's root, without a leading slash.
    pub address: String,
    /// Its title.
    pub title: String,
    /// The document's path.
    pub path: String,
    /// Links that stand on it.
    pub links: usize,
}

/// An id on a page.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct Anchor {
    /// The page.
    pub address: String,
    /// What stands after `#`.
    pub id: String,
}

/// A link in its sentence.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Link {
    /// The document in which it stands.
    pub path: String,
    /// The line in it, from 1.
    pub line: usize,
    /// Where it leads: an address of the site, with its anchor, or of another.
    pub to: String,
    /// What the reader finds there: the page's title, or the address.
    pub title: String,
    /// `hand` for one that the author wrote, `itself` for one that the tool made.
    pub by: &'static str,
    /// The words that are linked.
    pub words: String,
    /// What stands before them in their sentence, cut where it is long.
    pub before: String,
    /// What stands after them.
    pub after: String,
}

/// How often an entry is mentioned.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Mentions {
    /// `concepts/new-war`: the entry's name now, or where it is gone, as it was.
    pub entry: String,
    /// Its title.
    pub title: String,
    /// Mentions before; 0 where there was no such entry.
    pub before: usize,
    /// Mentions after.
    pub after: usize,
}

/// An entry's definition, which readers see wherever it is mentioned.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Definition {
    /// The entry's name now.
    pub entry: String,
    /// Its title.
    pub title: String,
    /// What it was; may be empty.
    pub before: String,
    /// What it is; may be empty.
    pub after: String,
}

/// What an entry's file says that it is to another.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct Relation {
    /// The entry's name: `concepts/new-war`.
    pub from: String,
    /// A verb, or `broader`.
    pub verb: String,
    /// The other's name.
    pub to: String,
}

/// A claimed quotation.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Quotation {
    /// The document in which it stands.
    pub path: String,
    /// The line in it, from 1.
    pub line: usize,
    /// The citation key of its source.
    pub source: String,
    /// The words, cut where they are many.
    pub words: String,
    /// What was known of it; none where it wasn't there.
    pub before: Option<Standing>,
    /// What is known of it; none where it isn't there.
    pub after: Option<Standing>,
}

/// What is known of a quotation.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Standing {
    /// Its words stand in its source.
    Proved,
    /// Nobody has looked it up.
    Unproved,
    /// It stands in the place of one that was proved.
    Changed,
}

/// A finding, without its advice.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct Finding {
    /// The file.
    pub path: String,
    /// The line in it, from 1; none for the file as a whole.
    pub line: Option<usize>,
    /// Its code.
    pub code: &'static str,
    /// `error` or `warning`.
    pub severity: &'static str,
    /// What is.
    pub message: String,
}

/// What differs between two states of a site.
pub fn compare(before: Side, after: Side) -> Changes {
    let pairs = Pairs::of(before.site(), after.site());
    let (then, now) = (published(before.site()), published(after.site()));
    Changes {
        pages: pages::changes(before.site(), after.site(), &pairs),
        addresses: Both { gained: now.missing_in(&then), lost: then.missing_in(&now) },
        anchors: pages::anchors(before.site(), after.site(), &pairs),
        links: links::changes(before.site(), after.site(), &pairs),
        mentions: entries::mentions(before.site(), after.site(), &pairs),
        definitions: entries::definitions(before.site(), after.site(), &pairs),
        relations: entries::relations(before.site(), after.site(), &pairs),
        quotations: quotations::changes(before, after, &pairs),
        findings: findings::changes(before, after, &pairs),
        errors: Errors { before: findings::errors(before), after: findings::errors(after) },
    }
}

impl Changes {
    /// Whether a reader would notice nothing, and the editor is told nothing else.
    pub fn is_empty(&self) -> bool {
        let nothing = Changes { errors: self.errors.clone(), ..Changes::default() };
        *self == nothing
    }

    /// One object on a line, with the names of both states.
    pub fn json(&self, before: &str, after: &str) -> Result<String, serde_json::Error> {
        #[derive(Serialize)]
        struct Shown<'a> {
            before: &'a str,
            after: &'a str,
            #[serde(flatten)]
            changes: &'a Changes,
        }
        serde_json::to_string(&Shown { before, after, changes: self })
    }
}

impl<'a> Side<'a> {
    fn site(self) -> &'a Site {
        &self.examined.site
    }
}

/// The lines of one side's files, each file read once: a page may hold as many links as lines.
#[derive(Default)]
struct Lines<'a>(BTreeMap<&'a str, LineIndex<'a>>);

impl<'a> Lines<'a> {
    /// The line of the byte `at` of the file with this text, from 1.
    fn number(&mut self, path: &'a str, text: &'a str, at: u32) -> usize {
        self.0.entry(path).or_insert_with(|| LineIndex::new(text)).number(at as usize)
    }
}

/// What is left of two multisets without what they share; both lists keep their order.
fn unshared<T, K: Ord>(before: Vec<T>, after: Vec<T>, key: impl Fn(&T) -> K) -> Both<T> {
    let (then, now): (Vec<K>, Vec<K>) = (before.iter().map(&key).collect(), after.iter().map(&key).collect());
    Both { gained: beyond(then, after, &key), lost: beyond(now, before, &key) }
}
