//! Every integration test, in one binary. A module for each promise or stage.

mod commonmark;
mod configuration;
mod corpus;
mod front_matter;
mod quotations;
mod front_matter_mistakes;
mod templates;
mod publishing;
mod cli;
