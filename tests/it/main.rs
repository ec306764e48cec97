//! Every integration test, in one binary. A module for each promise or stage.

mod commonmark;
mod corpus;
mod templates;
mod words;
