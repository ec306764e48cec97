//! Every integration test, in one binary. A module for each promise or stage.

mod html;
mod support;

mod commonmark;
mod configuration;
mod corpus;
mod front_matter;
mod front_matter_mistakes;
mod linking;
mod quotations;
mod templates;
mod words;
mod publishing;
mod cli;
