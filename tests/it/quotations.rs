//! A quotation is proved if its words stand in its source, whatever the setting; and the lock keeps the proof.

mod found;
mod lock;
mod proved;

use std::sync::Arc;

use lectern::quote::Claim;
use lectern::text::Range;

/// A claim on a page whose text is the quoted words, a space, and the citation.
fn claim(path: &str, source: &str, words: &str) -> Claim {
    Claim {
        path: Arc::from(path),
        range: Range::new(0, words.len()),
        source: source.to_string(),
        source_range: Range::new(words.len() + 1, words.len() + source.len() + 4),
        words: words.to_string(),
    }
}

#[test]
fn a_block_quotation_in_marks_claims_the_words_between_them() {
    for (open, close) in [("", ""), ("\"", "\""), ("\u{201c}", "\u{201d}"), ("\"", "\u{201d}")] {
        let said = format!("//- content/pages/a.md\n> {open}Three plain words{close} [@key]\n");
        let sources = crate::support::sources(&said);
        let site = lectern::pipeline::resolve_only(&sources, &lectern::pipeline::Request::default()).value;
        let doc = &site.docs[0];
        let claimed: Vec<&str> = doc.quotations.iter().map(|it| it.text.of(&doc.text)).collect();
        assert_eq!(claimed, ["Three plain words"], "{said}");
    }
}
