//! What holds whatever is typed.

mod hostile;
pub mod markdown;
mod memory;
mod pages;
mod states;
mod texts;

/// How many cases a property is tried with; `LECTERN_CASES` gives another number.
pub fn cases(n: u32) -> proptest::test_runner::Config {
    let n = std::env::var("LECTERN_CASES").ok().and_then(|n| n.parse().ok()).unwrap_or(n);
    proptest::test_runner::Config { cases: n, failure_persistence: None, ..Default::default() }
}
