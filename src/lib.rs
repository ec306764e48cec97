//! Lectern turns a folder of Markdown and a glossary into a cross-linked, checked reader.
//!
//! Seven functions on values; reading and writing only at the two ends:
//!
//! ```text
//! load    : folder                   -> Sources      the only reader; decides nothing
//! parse   : path, text               -> Doc          one file at a time, in parallel
//! resolve : docs, config             -> Site         names, links, mentions, relations, order
//! check   : site                     -> diagnostics  rules read; nothing changes
//! render  : site, templates, assets  -> Output       one page at a time, in parallel
//! export  : site, output             -> Output       sitemap, robots: files beside the pages
//! write   : output, folder           -> Published    the only writer; publishes in one step
//! ```
//!
//! Modules stand in the order in which they may use each other: a module uses those above it.

pub mod multiset;
pub mod text;
pub mod diagnostic;
pub mod output;
pub mod memory;
pub mod load;
pub mod edit;
pub mod git;
pub mod config;
pub mod parse;
pub mod resolve;
pub mod lock;
pub mod quote;
pub mod anchors;
pub mod check;
pub mod suggest;
pub mod rename;
pub mod render;
pub mod export;
pub mod write;
pub mod pipeline;
pub mod mend;
pub mod compare;
pub mod serve;
pub mod scaffold;
pub mod cli;
