//! The page of every record, and the ways to it.

use crate::html::{self, Element};
use crate::support;

const SITE: &str = r#"
    //- content/references.bib
    @book{zora-2001, author = {Zora, Ann}, title = {Last}, year = {2001}}
    @book{kaldor-2003, author = {Kaldor, Mary}, title = {Global Civil Society}, year = {2003}}
    @book{kaldor-1999, author = {Kaldor, Mary}, title = {New and Old Wars}, year = {1999}}
    @misc{ours-2018, author = {Émile, Paul}, title = {Ours}, year = {2018}}
    //- content/articles/a.md citation = "ours-2018"; locators = ["one"]
    As it is said [@kaldor-2003], and said again [@kaldor-2003; @kaldor-1999].
    //- content/pages/p.md
    Ours says so [@ours-2018, one], and so does she [@kaldor-2003].

    ## Ref kaldor 2003

    ## M 5
"#;

fn works(page: &str) -> Vec<(String, String)> {
    let nodes = html::parse(page).unwrap();
    let all = html::elements(&nodes);
    let works: Vec<&Element> =
        all.into_iter().filter(|it| it.attribute("id").is_some_and(|id| id.starts_with("ref-"))).collect();
    let work = |it: &&Element| {
        (
            it.attribute("id").unwrap_or_default().to_owned(),
            support::readable(&it.children).replace('\n', " "),
        )
    };
    works.iter().map(work).collect()
}

#[test]
fn works_stand_by_author_and_year_with_what_cites_and_summarises_them() {
    let built = support::built(SITE);
    let works = works(support::page(&built, "bibliography.html"));
    let ids: Vec<&str> = works.iter().map(|(id, _)| id.as_str()).collect();
    assert_eq!(ids, ["ref-ours-2018", "ref-kaldor-1999", "ref-kaldor-2003", "ref-zora-2001"]);
    assert!(works[0].1.contains("[a: articles/a.html]"), "{}", works[0].1);
    assert!(works[2].1.contains("[a: articles/a.html]; [p: p.html]"), "{}", works[2].1);
    assert!(!works[3].1.contains('['), "{}", works[3].1);
}

#[test]
fn a_citation_leads_to_our_summary_or_else_to_the_bibliography() {
    let built = support::built(SITE);
    let article = support::page(&built, "articles/a.html");
    assert!(
        article.contains("<a href=\"../bibliography.html#ref-kaldor-1999\" interestfor=\"pv-ref-kaldor-1999\">Kaldor 1999</a>"),
        "{article}"
    );
    assert!(article.contains("<a href=\"../bibliography.html#ref-ours-2018\""), "its own reference");
    let page = support::page(&built, "p.html");
    assert!(
        page.contains("<a href=\"articles/a.html\" interestfor=\"pv-ref-ours-2018\">Émile 2018</a>, one"),
        "{page}"
    );
}

#[test]
fn no_heading_takes_the_id_of_a_record_or_a_mention() {
    let built = support::built(SITE);
    let page = support::page(&built, "p.html");
    assert!(page.contains("id=\"section-ref-kaldor-2003\"") && page.contains("id=\"section-m-5\""), "{page}");
}

#[test]
fn without_a_record_there_is_no_bibliography() {
    let built = support::built("//- content/index.md\nHome.\n");
    assert!(!built.output.files.contains_key("bibliography.html"));
    assert!(!support::page(&built, "index.html").contains("bibliography"));
    let built = support::built(SITE);
    assert!(support::page(&built, "p.html").contains("<a href=\"bibliography.html\">Bibliography</a>"));
}
