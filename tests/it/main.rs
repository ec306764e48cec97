//! Every integration test, in one binary. A module for each promise or stage.

// `clippy.toml` lets tests unwrap, but not the functions that tests share; an `Expect` is taken by value as it comes.
#![allow(clippy::unwrap_used, clippy::needless_pass_by_value)]

mod html;
mod plain;
mod sound;
mod support;

mod anchors;
mod beside;
mod book;
mod bibliography;
mod commonmark;
mod checking;
mod comparing;
mod configuration;
mod content;
mod corpus;
mod editing;
mod front_matter;
mod front_matter_mistakes;
mod golden;
mod indexes;
mod languages;
mod limits;
mod linking;
mod manual;
mod map;
mod matrix;
mod previews;
mod properties;
mod quotations;
mod relative_links;
mod repository;
mod schemas;
mod searching;
mod templates;
mod typography;
mod words;
mod publishing;
mod cli;
mod serving;
mod suggesting;
mod explained;
mod renaming;
mod tidy;
