//! One file's text to typed values; looks at nothing else.

pub mod meta;
