//! The least that any generator does: read each page, parse it, write its HTML. Nothing is linked or checked.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use pulldown_cmark::{Options, Parser, html};
use rayon::prelude::*;

/// The Markdown that a reader is written in.
pub const OPTIONS: Options = Options::ENABLE_TABLES
    .union(Options::ENABLE_FOOTNOTES)
    .union(Options::ENABLE_STRIKETHROUGH)
    .union(Options::ENABLE_TASKLISTS)
    .union(Options::ENABLE_HEADING_ATTRIBUTES)
    .union(Options::ENABLE_DEFINITION_LIST)
    .union(Options::ENABLE_GFM)
    .union(Options::ENABLE_WIKILINKS);

/// The Markdown files of the reader in `root`, sorted.
///
/// # Errors
/// Whatever the file system says first.
pub fn pages(root: &Path) -> io::Result<Vec<PathBuf>> {
    let mut pages = Vec::new();
    for folder in ["articles", "concepts"] {
        for entry in fs::read_dir(root.join("content").join(folder))? {
            pages.push(entry?.path());
        }
    }
    pages.sort();
    Ok(pages)
}

/// `text` behind its front matter.
pub fn after_front_matter(text: &str) -> &str {
    text.find("\n+++\n").map_or(text, |at| &text[at + 5..])
}

/// Reads and parses every page on all cores, and hands its index and its HTML to `write`.
///
/// # Errors
/// Whatever the file system says first.
pub fn floor(pages: &[PathBuf], write: impl Fn(usize, &str) -> io::Result<()> + Sync) -> io::Result<()> {
    pages.par_iter().enumerate().try_for_each_init(String::new, |page, (index, path)| {
        let text = fs::read_to_string(path)?;
        page.clear();
        html::push_html(page, Parser::new_ext(after_front_matter(&text), OPTIONS));
        write(index, page)
    })
}
