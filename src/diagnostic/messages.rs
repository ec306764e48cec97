//! The program's whole voice: one constructor for each thing it can say about content.
//!
//! Lower case, no full stop, backticks round what the author typed. One file for each family.

/// About addresses and anchors that were published.
pub mod anchors;
/// About how the text is written.
pub mod editorial;
/// About front matter and `site.toml`.
pub mod front_matter;
/// About links, labels and forms.
pub mod links;
/// About one page's Markdown.
pub mod page;
/// About the output folder.
pub mod publishing;
/// About quotations and their proof.
pub mod quotations;
/// About the site as a whole.
pub mod site;
/// About TOML that can't be read.
pub mod toml;
/// About templates and the theme's words.
pub mod templates;
