//! The bibliography: every record by author and year, and where it is cited.

use std::collections::BTreeMap;

use super::views::{BibliographyView, LinkView, WorkView};
use super::{Context, references, repository};
use crate::resolve::{DocIndex, Record, filing_key};

/// The page of every record.
pub fn bibliography(ctx: &Context<'_>) -> BibliographyView {
    let cited = cited(ctx);
    let mut records: Vec<(&String, &Record)> = ctx.site.records.iter().collect();
    records.sort_by_cached_key(|(key, record)| filed(record, key));
    let works = records.into_iter().map(|(key, record)| {
        let article = ctx.places.get(key).map(|place| place.doc);
        WorkView {
            id: references::id(key),
            reference_html: references::full(ctx, record),
            article: article.map(|doc| link(ctx, doc)).unwrap_or_default(),
            letter: article.map(|doc| ctx.letter(doc).to_owned()).unwrap_or_default(),
            voice: article.map(|doc| ctx.voice(doc).to_owned()).unwrap_or_default(),
            cited: cited.get(key.as_str()).into_iter().flatten().map(|doc| link(ctx, *doc)).collect(),
        }
    });
    let works = works.collect();
    let mut page = ctx.frame("bibliography.html", "bibliography", &ctx.words.bibliography);
    page.edit = repository::edit(&ctx.site.config, "content/references.bib");
    BibliographyView { page, works }
}

/// By whom it is filed, when it appeared, what it is called.
fn filed(record: &Record, key: &str) -> (String, String, String, String) {
    let people = if record.authors.is_empty() { &record.editors } else { &record.authors };
    let names: Vec<String> =
        people.iter().map(|person| format!("{} {}", person.family, person.given)).collect();
    let names = if names.is_empty() { record.title.clone() } else { names.join(", ") };
    (filing_key(&names), record.year.clone(), filing_key(&record.title), key.to_owned())
}

/// The pages that cite each key, each once: articles first, then the rest in the order of their paths.
fn cited<'a>(ctx: &'a Context<'_>) -> BTreeMap<&'a str, Vec<DocIndex>> {
    let articles = &ctx.site.order.articles;
    let rest = (0..ctx.site.docs.len() as DocIndex).filter(|doc| !articles.contains(doc));
    let mut out: BTreeMap<&str, Vec<DocIndex>> = BTreeMap::new();
    for doc in articles.iter().copied().chain(rest) {
        for item in ctx.doc(doc).citations.iter().flat_map(|citation| &citation.items) {
            let pages = out.entry(&item.key).or_default();
            if pages.last() != Some(&doc) {
                pages.push(doc);
            }
        }
    }
    out
}

fn link(ctx: &Context<'_>, doc: DocIndex) -> LinkView {
    LinkView { href: ctx.address(doc).to_owned(), title: ctx.title(doc).to_owned() }
}
