//! Every template that makes pages, with what its view may be: nothing in it, and everything.

use tera::Value;

use super::sample::Sample;
use super::value;
use crate::render::views::{
    ArticleView, ArticlesView, BibliographyView, BookView, DialogueView, EntryLinkView, EntryView, HomeView,
    IndexView, MapView, MissingView, PageView, PreviewView, RedirectView, SearchView,
};

/// A template that makes pages.
pub(super) struct Page {
    /// Its name.
    pub template: &'static str,
    /// Its view with nothing in it.
    pub empty: fn() -> Value,
    /// Its view with everything in it.
    pub full: fn(&Sample) -> Value,
}

/// Every template that makes pages.
pub(super) const PAGES: &[Page] = &[
    Page { template: "404.html", empty: || value(&MissingView::default()), full: |of| value(&of.missing()) },
    Page {
        template: "article.html",
        empty: || value(&ArticleView::default()),
        full: |of| value(&of.article()),
    },
    Page {
        template: "articles.html",
        empty: || value(&ArticlesView::default()),
        full: |of| value(&of.articles()),
    },
    Page {
        template: "bibliography.html",
        empty: || value(&BibliographyView::default()),
        full: |of| value(&of.bibliography()),
    },
    Page { template: "concept.html", empty: || value(&EntryView::default()), full: |of| value(&of.entry()) },
    Page { template: "concepts.html", empty: || value(&IndexView::default()), full: |of| value(&of.index()) },
    Page {
        template: "dialogue.html",
        empty: || value(&DialogueView::default()),
        full: |of| value(&of.dialogue()),
    },
    Page { template: "home.html", empty: || value(&HomeView::default()), full: |of| value(&of.home()) },
    Page {
        template: "link.html",
        empty: || value(&EntryLinkView::default()),
        full: |of| value(&of.link_view()),
    },
    Page { template: "map.html", empty: || value(&MapView::default()), full: |of| value(&of.map()) },
    Page { template: "name.html", empty: || value(&EntryView::default()), full: |of| value(&of.entry()) },
    Page { template: "names.html", empty: || value(&IndexView::default()), full: |of| value(&of.index()) },
    Page { template: "page.html", empty: || value(&PageView::default()), full: |of| value(&of.page()) },
    Page {
        template: "preview.html",
        empty: || value(&PreviewView::default()),
        full: |of| value(&of.preview()),
    },
    Page { template: "print.html", empty: || value(&BookView::default()), full: |of| value(&of.book()) },
    Page {
        template: "redirect.html",
        empty: || value(&RedirectView::default()),
        full: |of| value(&of.redirect()),
    },
    Page { template: "search.html", empty: || value(&SearchView::default()), full: |of| value(&of.search()) },
];
