//! What every page has: the site and the page's own frame.

use serde::Serialize;

use crate::render::words::Words;

/// What is the same on every page.
#[derive(Clone, Debug, Default, Serialize)]
pub struct SiteView {
    /// The site's title.
    pub title: String,
    /// Its subtitle; empty when it has none.
    pub subtitle: String,
    /// BCP 47.
    pub language: String,
    /// `ltr` or `rtl`.
    pub direction: String,
    /// The site's repository, http or https; empty when it has none.
    pub repository: String,
    /// Where a reader can propose a file for a new concept; empty where the repository can't be edited in a browser.
    pub suggest: String,
    /// What the theme says, in the site's language; templates see it as `words`.
    #[serde(skip)]
    pub words: Words,
    /// The stylesheet's address from the root, with its hash: `reader.css?v=...`.
    pub style: String,
    /// The stylesheet of the map, with its hash.
    pub map_style: String,
    /// The stylesheet of the book, with its hash.
    pub book_style: String,
    /// The book's address from the root; empty where there is none.
    pub book: String,
    /// How many pages its print has, roughly: "about 90 pages".
    pub book_size: String,
    /// The script that runs before the page is painted, with its hash.
    pub early: String,
    /// The script that runs once the page is there, with its hash.
    pub script: String,
    /// The script that a reader's further settings ask for, with its hash.
    pub settings: String,
    /// The script of a page that moved, with its hash.
    pub moved: String,
    /// The files of the search.
    pub search: SearchFiles,
    /// The pages of the main navigation, in order.
    pub navigation: Vec<NavigationItem>,
    /// Number of articles.
    pub n_articles: usize,
    /// Number of concepts.
    pub n_concepts: usize,
    /// Number of names.
    pub n_names: usize,
}

/// The scripts of the search, each with its hash; all empty where there is none.
#[derive(Clone, Debug, Default, Serialize)]
pub struct SearchFiles {
    /// The one that every page has: it opens the search and loads the others.
    pub script: String,
    /// How the search looks.
    pub style: String,
    /// What is searched for, how it is ranked and shown.
    pub panel: String,
    /// The index.
    pub engine: String,
}

/// One page of the main navigation.
#[derive(Clone, Debug, Default, Serialize)]
pub struct NavigationItem {
    /// What the page is called there.
    pub title: String,
    /// Its address from the root.
    pub address: String,
    /// The `section` of pages that belong to it.
    pub section: String,
}

/// What every page has.
#[derive(Clone, Debug, Default, Serialize)]
pub struct Frame {
    /// The page's own title, without the site's.
    pub title: String,
    /// One sentence for search engines; may be empty.
    pub description: String,
    /// The way to the site's root: empty, or `../`.
    pub root: String,
    /// The page's address from the root.
    pub address: String,
    /// The page's full address, or its target's on a redirect, where the site's is known; else empty.
    pub canonical: String,
    /// What kind of page it is: `home`, `articles`, `article`, `concepts`, `concept`, `names`, `name`,
    /// `dialogue`, `map`, `bibliography`, `page`, `print`, `search`, `missing`.
    pub kind: String,
    /// The item of the navigation it belongs to.
    pub section: String,
    /// Where the file that the page is made of can be edited; empty where there is none, or no editor that is known.
    pub edit: String,
    /// What is shown of each entry that the page links to, each work that it cites and each note: `preview.html` of
    /// each.
    pub previews_html: String,
}
