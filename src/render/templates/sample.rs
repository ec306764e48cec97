//! Views that have everything: templates are tried with them before any page is rendered.

mod pieces;

use crate::render::views::{
    ArticleView, ArticlesView, BibliographyView, BookArticle, BookEntry, BookGroup, BookPart, BookText,
    BookView, CompareView, DialogueView, EntryGroup, EntryLinkView, EntryView, HomeView, IndexView, MapBox,
    MapConcept, MapFigure, MapGroup, MapSide, MapText, MapView, MissingView, NavigationItem, PageView,
    Preview, PreviewView, RedirectView, RelationGroup, SearchFiles, SearchView, SiteView,
};
use crate::render::words::Words;

/// Views in which every text is the same, every number the same, every list has this many items, and everything
/// that may be there is.
pub struct Sample {
    text: String,
    number: usize,
}

impl Sample {
    /// Lists of three, whose texts are all `text`.
    pub fn new(text: &str) -> Sample {
        Sample { text: text.to_owned(), number: 3 }
    }

    fn text(&self) -> String {
        self.text.clone()
    }

    fn list<T>(&self, item: impl Fn() -> T) -> Vec<T> {
        std::iter::repeat_with(item).take(self.number).collect()
    }

    /// What is the same on every page, in English.
    pub fn site(&self) -> SiteView {
        SiteView {
            title: self.text(),
            subtitle: self.text(),
            language: self.text(),
            direction: self.text(),
            repository: self.text(),
            suggest: self.text(),
            words: Words::default(),
            style: self.text(),
            map_style: self.text(),
            book_style: self.text(),
            book: self.text(),
            book_size: self.text(),
            early: self.text(),
            script: self.text(),
            settings: self.text(),
            moved: self.text(),
            search: SearchFiles {
                script: self.text(),
                style: self.text(),
                panel: self.text(),
                engine: self.text(),
            },
            navigation: self.list(|| NavigationItem {
                title: self.text(),
                address: self.text(),
                section: self.text(),
            }),
            n_articles: self.number,
            n_concepts: self.number,
            n_names: self.number,
        }
    }

    /// Of `link.html`.
    pub fn link_view(&self) -> EntryLinkView {
        EntryLinkView { entry: self.entry_link() }
    }

    /// Of `preview.html`.
    pub fn preview(&self) -> PreviewView {
        PreviewView {
            preview: Preview {
                id: self.text(),
                class: self.text(),
                title: self.text(),
                summary: self.text(),
                reference_html: self.text(),
            },
        }
    }

    /// Of `home.html`.
    pub fn home(&self) -> HomeView {
        HomeView {
            page: self.frame(),
            prose: self.text(),
            has_source: true,
            articles: self.list(|| self.line()),
        }
    }

    /// Of `articles.html`.
    pub fn articles(&self) -> ArticlesView {
        ArticlesView { page: self.frame(), articles: self.list(|| self.line()) }
    }

    /// Of `article.html`.
    pub fn article(&self) -> ArticleView {
        ArticleView {
            page: self.frame(),
            article: self.line(),
            reference_html: self.text(),
            reference_href: self.text(),
            prose: self.text(),
            contents: self.contents(),
            previous: self.link(),
            next: self.link(),
            cite: self.text(),
        }
    }

    /// Of `concept.html` and `name.html`.
    pub fn entry(&self) -> EntryView {
        EntryView {
            page: self.frame(),
            entry: self.entry_line(),
            number: self.number,
            n_entries: self.number,
            kind_words: self.text(),
            reference_html: self.text(),
            reference_href: self.text(),
            prose: self.text(),
            has_uses: true,
            compare: CompareView { verdict: self.text(), verdict_words: self.text(), gloss: self.text() },
            contents: self.contents(),
            relations: self
                .list(|| RelationGroup { verb: self.text(), others: self.list(|| self.relation()) }),
            backlinks: self.list(|| self.backlinks()),
            other_backlinks: self.list(|| self.backlinks()),
            n_more: self.number,
            mentions_words: self.text(),
            cite: self.text(),
            previous: self.link(),
            next: self.link(),
        }
    }

    /// Of `concepts.html` and `names.html`.
    pub fn index(&self) -> IndexView {
        let group =
            || EntryGroup { id: self.text(), title: self.text(), entries: self.list(|| self.entry_line()) };
        IndexView {
            page: self.frame(),
            groups: self.list(group),
            parts: self.list(|| self.link()),
            n_entries: self.number,
            previous: self.link(),
            next: self.link(),
        }
    }

    /// Of `bibliography.html`.
    pub fn bibliography(&self) -> BibliographyView {
        BibliographyView { page: self.frame(), works: self.list(|| self.work()) }
    }

    /// Of `dialogue.html`.
    pub fn dialogue(&self) -> DialogueView {
        DialogueView {
            page: self.frame(),
            prose: self.text(),
            has_source: true,
            contents: self.contents(),
            matrix: self.matrix(),
        }
    }

    /// Of `map.html`.
    pub fn map(&self) -> MapView {
        let n = self.number as i32;
        let node = || MapBox {
            number: self.number,
            link: self.entry_link(),
            is_shortened: true,
            x: n,
            y: n,
            width: n,
            height: n,
            text: n,
            lines: self.list(|| MapText { y: n, words: self.text() }),
        };
        let concept = || MapConcept {
            link: self.entry_link(),
            relations: self
                .list(|| RelationGroup { verb: self.text(), others: self.list(|| self.relation()) }),
        };
        let side = || MapSide { voice: self.text(), n: self.number, x: n, width: n, nodes: self.list(node) };
        MapView {
            page: self.frame(),
            articles: self.list(|| self.line()),
            n_of: vec![self.number; self.number],
            n_both: self.number,
            has_figure: true,
            figure: MapFigure {
                width: n,
                height: n,
                ems: self.text(),
                text: n,
                paths: self.list(|| self.text()),
                sides: self.list(side),
            },
            n_relations: self.number,
            n_lines: self.number,
            n_left_out: self.number,
            groups: self.list(|| MapGroup { voice: self.text(), concepts: self.list(concept) }),
        }
    }

    /// Of `print.html`.
    pub fn book(&self) -> BookView {
        let part = || BookPart {
            id: self.text(),
            title: self.text(),
            letter: self.text(),
            voice: self.text(),
            parts: self.list(|| self.link()),
        };
        let text = || BookText {
            id: self.text(),
            title: self.text(),
            summary: self.text(),
            has_source: true,
            prose: self.text(),
        };
        let summary = || BookArticle {
            id: self.text(),
            article: self.line(),
            reference_html: self.text(),
            prose: self.text(),
        };
        let entry = || BookEntry {
            begin: self.text(),
            entry: self.entry_line(),
            reference_html: self.text(),
            prose: self.text(),
            lacks_uses: true,
            compare: CompareView { verdict: self.text(), verdict_words: self.text(), gloss: self.text() },
            relations: self
                .list(|| RelationGroup { verb: self.text(), others: self.list(|| self.relation()) }),
        };
        let group = || BookGroup { id: self.text(), title: self.text(), entries: self.list(entry) };
        BookView {
            page: self.frame(),
            date: self.text(),
            address: self.text(),
            articles: self.list(|| self.line()),
            contents: self.list(part),
            opening: self.list(text),
            summaries: self.list(summary),
            dialogue: self.list(text),
            matrix: self.matrix(),
            matrix_id: self.text(),
            concepts: self.list(group),
            names: self.list(group),
            works: self.list(|| self.work()),
            pages: self.list(text),
            index: self.index().groups,
        }
    }

    /// Of `page.html`.
    pub fn page(&self) -> PageView {
        PageView { page: self.frame(), prose: self.text(), contents: self.contents() }
    }

    /// Of `404.html`.
    pub fn missing(&self) -> MissingView {
        MissingView { page: self.frame(), has_links: true }
    }

    /// Of `search.html`.
    pub fn search(&self) -> SearchView {
        SearchView { page: self.frame() }
    }

    /// Of `redirect.html`.
    pub fn redirect(&self) -> RedirectView {
        RedirectView { page: self.frame(), target: self.link() }
    }
}
