//! What is shown where a link is pointed at, beside the definitions of entries.

use crate::support;

const SITE: &str = r#"
//- content/articles/a.md
+++
title = "A"
+++
One [@k-1999, 4], two [@k-1999; @l].[^n] Three[^long] and one again[^n].

[^n]: A note on [[concepts/war]] & [peace](https://example.org).

[^long]: First paragraph.

    Second paragraph.
//- content/concepts/war.md
+++
title = "War"
summary = "Force between states."
+++
War.
//- content/references.bib
@book{k-1999, author = {Kaldor, Mary}, title = {New & Old Wars}, year = 1999, url = {https://example.org/k}}
@article{l, author = {Leonard, Mark}, title = {Connectivity}, journal = {Foreign Policy}, year = 2017}
"#;

/// The preview with this id, from its tag's end to its own.
fn preview<'a>(page: &'a str, id: &str) -> Vec<&'a str> {
    let starts = page.split(&format!("id=\"{id}\">")).skip(1).collect::<Vec<_>>();
    starts.into_iter().filter_map(|rest| Some(rest.split_once("</div>")?.0)).collect()
}

#[test]
fn a_citation_shows_its_reference_without_a_link_once_a_page() {
    let built = support::built(SITE);
    let page = support::page(&built, "articles/a.html");
    assert_eq!(page.matches("interestfor=\"pv-ref-k-1999\"").count(), 2, "{page}");
    assert_eq!(
        preview(page, "pv-ref-k-1999"),
        ["Kaldor, Mary (1999). <cite>New &amp; Old Wars</cite>."],
        "{page}"
    );
    assert_eq!(
        preview(page, "pv-ref-l"),
        ["Leonard, Mark (2017). “Connectivity”. <cite>Foreign Policy</cite>."]
    );
}

#[test]
fn a_note_shows_its_words_wherever_it_is_referred_to() {
    let built = support::built(SITE);
    let page = support::page(&built, "articles/a.html");
    assert_eq!(page.matches("interestfor=\"pv-n1\"").count(), 2, "{page}");
    assert_eq!(preview(page, "pv-n1"), ["A note on War &amp; peace."], "{page}");
    assert_eq!(preview(page, "pv-n2"), ["First paragraph. Second paragraph."]);
}
