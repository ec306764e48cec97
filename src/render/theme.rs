//! The default theme: the files of `templates/` and `static/`, compiled into the program.

/// One file of the theme.
pub struct File {
    /// Its path from the root, with `/`: `templates/concept.html`.
    pub path: &'static str,
    /// What is in it.
    pub bytes: &'static [u8],
}

macro_rules! files {
    ($($path:literal)*) => {
        &[$(File { path: $path, bytes: include_bytes!(concat!("../../", $path)) }),*]
    };
}

/// Every file of the theme, in the order of paths.
pub const FILES: &[File] = files! {
    "static/book.css"
    "static/early.js"
    "static/fonts/OFL.txt"
    "static/fonts/lectern-text-italic-ext.woff2"
    "static/fonts/lectern-text-italic.woff2"
    "static/fonts/lectern-text-roman-ext.woff2"
    "static/fonts/lectern-text-roman.woff2"
    "static/map.css"
    "static/moved.js"
    "static/reader.css"
    "static/reader.js"
    "static/search-box.js"
    "static/search.css"
    "static/search.js"
    "static/settings.js"
    "static/vendor/minisearch.LICENSE.txt"
    "static/vendor/minisearch.js"
    "templates/404.html"
    "templates/article.html"
    "templates/articles.html"
    "templates/base.html"
    "templates/bibliography.html"
    "templates/components.html"
    "templates/concept.html"
    "templates/concepts.html"
    "templates/dialogue.html"
    "templates/entry.html"
    "templates/home.html"
    "templates/link.html"
    "templates/map.html"
    "templates/name.html"
    "templates/names.html"
    "templates/page.html"
    "templates/preview.html"
    "templates/print.html"
    "templates/redirect.html"
    "templates/search.html"
    "templates/settings.html"
    "templates/words/de.toml"
    "templates/words/en.toml"
    "templates/words/fr.toml"
};

/// The text of the theme's file with this path; none where there is no such file, or it isn't text.
pub fn text(path: &str) -> Option<&'static str> {
    let file = FILES.iter().find(|file| file.path == path)?;
    std::str::from_utf8(file.bytes).ok()
}
