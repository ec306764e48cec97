//! Every integration test, in one binary. A module for each promise or stage.

mod configuration;
mod front_matter;
