//! The program's whole voice: one constructor for each thing it can say about content.
//!
//! Lower case, no full stop, backticks round what the author typed. One file for each family.

/// About front matter and `site.toml`.
pub mod front_matter;
/// About one page's Markdown.
pub mod page;
/// About the output folder.
pub mod publishing;
/// About quotations and their proof.
pub mod quotations;
/// About TOML that can't be read.
pub mod toml;
