//! The matrix: every concept that articles use or mention, against the articles.

use rustc_hash::FxHashMap;

use super::Context;
use super::pages::compare;
use super::views::{MatrixCell, MatrixRow, MatrixView};
use crate::parse::Kind;
use crate::resolve::{DocIndex, EntryIndex, Site};

/// Articles that stand side by side in a table, at most; more are named in a list.
const MOST_COLUMNS: usize = 6;

/// The matrix; empty where there are fewer than two articles, nothing to show, or more than the site's limit.
pub fn matrix(ctx: &Context<'_>) -> MatrixView {
    let articles = &ctx.site.order.articles;
    if !has_matrix(ctx) {
        return MatrixView::default();
    }
    let mentions: Vec<FxHashMap<EntryIndex, (usize, usize)>> =
        articles.iter().map(|article| counted(ctx.site, *article)).collect();
    let concepts = ctx.site.order.concepts.iter().filter_map(|doc| ctx.site.entry_of[*doc as usize]);
    let with_articles = concepts.filter(|entry| !ctx.articles[*entry as usize].is_empty());
    MatrixView {
        rows: with_articles.map(|entry| row(ctx, entry, &mentions)).collect(),
        articles: articles.iter().map(|article| ctx.article_line(*article, "")).collect(),
        is_table: articles.len() <= MOST_COLUMNS,
        has_filters: articles.len() == 2,
    }
}

/// Whether there is a matrix.
pub fn has_matrix(ctx: &Context<'_>) -> bool {
    let site = ctx.site;
    let has_rows = || {
        let concepts = site.order.concepts.iter().filter_map(|doc| site.entry_of[*doc as usize]);
        concepts.into_iter().any(|entry| !ctx.articles[entry as usize].is_empty())
    };
    site.order.articles.len() > 1 && !is_too_large(site) && has_rows()
}

/// What is left out for its size, in a sentence; none when nothing is.
pub fn left_out(site: &Site) -> Option<String> {
    let message = || {
        let most = site.config.limits.matrix_cells;
        format!("more than {most} cells: no matrix of articles and concepts (`matrix_cells` in `[limits]`)")
    };
    (site.order.articles.len() > 1 && is_too_large(site)).then(message)
}

fn is_too_large(site: &Site) -> bool {
    let n_cells = site.order.concepts.len() * site.order.articles.len();
    n_cells > site.config.limits.matrix_cells as usize
}

/// How often an article mentions each entry, and which of its mentions is the first, from 1.
fn counted(site: &Site, article: DocIndex) -> FxHashMap<EntryIndex, (usize, usize)> {
    let mut out: FxHashMap<EntryIndex, (usize, usize)> = FxHashMap::default();
    for (index, mention) in site.mentions[article as usize].iter().enumerate() {
        out.entry(mention.entry).or_insert((0, index + 1)).0 += 1;
    }
    out
}

fn row(
    ctx: &Context<'_>,
    entry: EntryIndex,
    mentions: &[FxHashMap<EntryIndex, (usize, usize)>],
) -> MatrixRow {
    let all = &ctx.site.order.articles;
    let own = &ctx.articles[entry as usize];
    let key = match own.as_slice() {
        own if own.len() == all.len() => "both".to_owned(),
        own => own.iter().map(|article| short(ctx, *article)).collect::<Vec<_>>().join(" "),
    };
    let cells = all.iter().zip(mentions).map(|(article, mentions)| {
        let (n_mentions, first) = mentions.get(&entry).copied().unwrap_or_default();
        let used = ctx.uses[entry as usize].iter().find(|part| part.article == *article);
        let href = match used {
            Some(part) => {
                let heading = &ctx.site.entry_doc(entry).headings[part.heading as usize];
                format!("{}#{}", ctx.address(ctx.site.entries[entry as usize].doc), heading.id)
            }
            None if n_mentions > 0 => format!("{}#m-{first}", ctx.address(*article)),
            None => String::new(),
        };
        MatrixCell {
            letter: ctx.letter(*article).to_owned(),
            voice: ctx.voice(*article).to_owned(),
            has_use: used.is_some(),
            n_mentions,
            href,
        }
    });
    MatrixRow {
        key,
        concept: ctx.entry_link(entry, ""),
        cells: cells.collect(),
        compare: compare(ctx, ctx.site.entry_doc(entry)),
    }
}

/// `a` or `b` of two articles, whatever their letters, because the stylesheet knows these; else the letter, small.
fn short(ctx: &Context<'_>, article: DocIndex) -> String {
    let voice = ctx.voice(article);
    if voice.is_empty() { ctx.letter(article).to_lowercase() } else { voice.to_owned() }
}

/// Whether the site has a page of the dialogue: a text for it, or a matrix.
pub fn has_dialogue(ctx: &Context<'_>) -> bool {
    let has_text = ctx.site.docs.iter().any(|doc| doc.kind == Kind::Dialogue);
    has_text || has_matrix(ctx)
}
