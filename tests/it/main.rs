//! Every integration test, in one binary. A module for each promise or stage.

mod publishing;
