//! What every page may look at: the site, and what is asked of it again and again.

use std::collections::BTreeMap;
use std::sync::Arc;

use rayon::prelude::*;

use super::ingredients::Ingredients;
use super::map::{Map, map};
use super::parts::{Places, places};
use super::typography;
use super::words::Words;
use crate::memory::{Mark, Memo, Shelf, mark_of};
use crate::quote::Verdict;
use crate::resolve::{DocIndex, Site, Use};
use crate::text::typography::{Edit, Setting, set, setting};

/// The site, ready to be shown.
pub struct Context<'a> {
    /// The resolved site.
    pub site: &'a Site,
    /// `verdicts[doc][quotation]`: whether it is proved.
    pub verdicts: &'a [Vec<Verdict>],
    /// What the theme says.
    pub words: &'a Words,
    /// Summaries by the citation key of their article.
    pub places: BTreeMap<String, Places>,
    /// `uses[entry]`: the articles' uses of it.
    pub uses: Vec<Vec<Use>>,
    /// `articles[entry]`: the articles that use or mention it, in their order.
    pub articles: Vec<Vec<DocIndex>>,
    /// How the site's language sets text; none where the site has text as it is typed.
    pub setting: Option<&'static Setting>,
    /// `typeset[doc]`
    pub typeset: Vec<Arc<Typeset>>,
    /// What is the same about an entry wherever it is named.
    pub snippets: Snippets,
    /// Documents' texts in the book, those that are remembered.
    pub chapters: Shelf<Arc<str>>,
    /// And in the search.
    pub records: Shelf<Arc<str>>,
    /// What is made of each document, where anything is remembered.
    pub ingredients: Option<Ingredients>,
    /// `place[doc]`: its place in the order of its kind, from 0.
    pub place: Vec<usize>,
    /// The map of concepts.
    pub map: Map,
}

/// A document's words as they are set.
#[derive(Debug)]
pub struct Typeset {
    /// How its text is.
    pub edits: Vec<Edit>,
    /// Its title.
    pub title: String,
    /// Its summary; may be empty.
    pub summary: String,
}

/// Pieces of pages that are made once for each entry: a page of forty links costs little more than one of none.
#[derive(Default)]
pub struct Snippets {
    /// `entries[entry]`
    pub entries: Vec<Arc<Snippet>>,
    /// By citation key: the references of the works that the site cites.
    pub references: BTreeMap<String, String>,
    /// `notes[doc]`: its notes' words.
    pub notes: Vec<String>,
}

/// What is the same about an entry wherever it is named.
#[derive(Debug, Default)]
pub struct Snippet {
    /// Its definition.
    pub preview: String,
    /// A link to it beside an article's section.
    pub link: String,
}

impl<'a> Context<'a> {
    /// Looks everything up once.
    pub fn new(
        site: &'a Site,
        verdicts: &'a [Vec<Verdict>],
        words: &'a Words,
        memory: &mut Memo<Arc<Typeset>>,
    ) -> Context<'a> {
        let mut place = vec![0; site.docs.len()];
        for order in [&site.order.articles, &site.order.concepts, &site.order.names, &site.order.pages] {
            for (index, doc) in order.iter().enumerate() {
                place[*doc as usize] = index;
            }
        }
        let mut uses = vec![Vec::new(); site.entries.len()];
        for part in &site.uses {
            uses[part.entry as usize].push(*part);
        }
        let is_article = |doc: DocIndex| site.order.letters.contains_key(&doc);
        let articles = site.backlinks.iter().zip(&uses).map(|(backlinks, uses): (_, &Vec<Use>)| {
            let mentioned = backlinks.iter().map(|backlink| backlink.doc).filter(|doc| is_article(*doc));
            let mut articles: Vec<DocIndex> = mentioned.chain(uses.iter().map(|part| part.article)).collect();
            articles.sort_by_key(|article| place[*article as usize]);
            articles.dedup();
            articles
        });
        let articles = articles.collect();
        let setting = site.config.text.typography.then(|| setting(&site.config.language));
        let mut ctx = Context {
            setting,
            typeset: typeset(site, setting, memory),
            site,
            verdicts,
            words,
            places: places(site),
            uses,
            articles,
            snippets: Snippets::default(),
            chapters: Shelf::default(),
            records: Shelf::default(),
            ingredients: None,
            place,
            map: Map::default(),
        };
        ctx.map = map(&ctx);
        ctx
    }

    /// What something is made of. It is asked only where anything is remembered.
    pub fn made_of(&self, mark: impl FnOnce(&Ingredients) -> Mark) -> Mark {
        self.ingredients.as_ref().map_or_else(Mark::default, mark)
    }

    /// A text as a reader sees it.
    pub fn shown(&self, text: &str) -> String {
        shown(text, self.setting)
    }

    /// A document's title.
    pub fn title(&self, doc: DocIndex) -> &str {
        &self.typeset[doc as usize].title
    }

    /// Its summary; may be empty.
    pub fn summary(&self, doc: DocIndex) -> &str {
        &self.typeset[doc as usize].summary
    }

    /// How an article is abbreviated.
    pub fn letter(&self, article: DocIndex) -> &str {
        self.site.order.letters.get(&article).map_or("", String::as_str)
    }

    /// `a` or `b` where there are exactly two articles, in their order; else empty.
    pub fn voice(&self, article: DocIndex) -> &'static str {
        match self.site.order.articles.as_slice() {
            [a, _] if *a == article => "a",
            [_, b] if *b == article => "b",
            _ => "",
        }
    }
}

fn shown(text: &str, setting: Option<&'static Setting>) -> String {
    setting.map_or_else(|| text.to_owned(), |setting| set(text, setting).into_owned())
}

/// How each document is set.
fn typeset(
    site: &Site,
    setting: Option<&'static Setting>,
    memory: &mut Memo<Arc<Typeset>>,
) -> Vec<Arc<Typeset>> {
    let shelf = memory.open(site.docs.len());
    let each = site.docs.par_iter().enumerate().map(|(number, doc)| {
        let make = || {
            let summary = doc.meta.summary.as_ref().map_or("", |summary| &summary.it);
            Arc::new(Typeset {
                edits: setting.map_or_else(Vec::new, |it| typography::edits(doc, it)),
                title: shown(&doc.meta.title.it, setting),
                summary: shown(summary, setting),
            })
        };
        shelf.get(number, &doc.path, || mark_of(&(doc.mark, setting)), make)
    });
    let each = each.collect();
    memory.close(shelf);
    each
}
