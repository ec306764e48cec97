//! The book: all of the reader in one page. What leads nowhere in it is found by [`crate::sound`].

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use lectern::diagnostic::Outcome;
use lectern::load::{self, Sources};
use lectern::parse::Kind;
use lectern::pipeline::{self, Built, Request};

use crate::html::{self, Element};
use crate::support::{self, page};

/// The reader of this repository, and the sites of the tests.
fn sites() -> impl Iterator<Item = (String, Built)> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let of_tests =
        ["extreme", "one", "right-to-left", "small", "thirty"].map(|name| format!("tests/sites/{name}"));
    std::iter::once(String::new()).chain(of_tests).map(|name| {
        let sources: Sources = load::load(&root.join(&name)).unwrap();
        let Outcome { value, .. } = pipeline::build(&sources, &Request::default());
        (name, value)
    })
}

/// A page of a book, as far as ids go: `concept-heat--`.
fn begin(kind: Kind, address: &str) -> String {
    let (kind, folder) = match kind {
        Kind::Article => ("article", "articles/"),
        Kind::Concept => ("concept", "concepts/"),
        Kind::Name => ("name", "names/"),
        Kind::Home => ("home", ""),
        Kind::Dialogue => ("dialogue", ""),
        Kind::Page => ("page", ""),
    };
    format!("{kind}-{}--", address.strip_prefix(folder).unwrap().strip_suffix(".html").unwrap())
}

fn proses(nodes: &[html::Node]) -> Vec<&Element> {
    html::elements(nodes).into_iter().filter(|element| element.has_class("prose")).collect()
}

/// Elements and words, without what only a page has, ids, addresses, previews, levels of headings and names of tables.
fn told(nodes: &[html::Node], out: &mut String) {
    for node in nodes {
        let element = match node {
            html::Node::Text(text) => {
                out.push_str(text);
                continue;
            }
            html::Node::Element(element) if element.has_class("rail") => continue,
            html::Node::Element(element) => element,
        };
        let is_heading = ["h1", "h2", "h3", "h4", "h5", "h6"].contains(&element.name.as_str());
        out.push_str(if is_heading { "<h" } else { "<" });
        out.push_str(if is_heading { "" } else { &element.name });
        for (name, value) in &element.attributes {
            let is_name = name == "aria-label" && element.has_class("table");
            if !is_name && !["id", "href", "src", "interestfor"].contains(&name.as_str()) {
                out.push_str(&format!(" {name}={value}"));
            }
        }
        out.push('>');
        told(&element.children, out);
        out.push_str("</>");
    }
}

/// What a page's or the book's texts tell, one by one.
fn tales(page: &str) -> Vec<String> {
    let nodes = html::parse(page).unwrap();
    let tale = |prose: &Element| {
        let mut out = String::new();
        told(&prose.children, &mut out);
        out.split_whitespace().collect::<Vec<_>>().join(" ")
    };
    proses(&nodes).into_iter().map(tale).collect()
}

#[test]
fn every_text_is_in_the_book_once_as_on_its_page_but_for_ids_and_addresses() {
    for (name, built) in sites() {
        let mut in_book = tales(page(&built, "print.html"));
        let mut on_pages: Vec<String> =
            built.site.addresses.iter().flat_map(|address| tales(page(&built, address))).collect();
        assert_eq!(in_book.len(), built.site.docs.len(), "{name}");
        in_book.sort();
        on_pages.sort();
        for (one, other) in in_book.iter().zip(&on_pages) {
            assert_eq!(one, other, "{name}");
        }
    }
}

#[test]
fn an_id_of_a_page_is_the_same_in_the_book_after_the_pages_name() {
    for (name, built) in sites() {
        let nodes = html::parse(page(&built, "print.html")).unwrap();
        let ids: BTreeSet<&str> =
            html::elements(&nodes).into_iter().filter_map(|element| element.attribute("id")).collect();
        for (doc, address) in built.site.docs.iter().zip(&built.site.addresses) {
            let begin = begin(doc.kind, address);
            assert!(ids.contains(format!("{begin}main").as_str()), "{name}: {begin}");
            let nodes = html::parse(page(&built, address)).unwrap();
            let prose = proses(&nodes);
            let of_prose = prose.iter().flat_map(|prose| html::elements(&prose.children));
            for id in of_prose.filter_map(|element| element.attribute("id")) {
                assert!(ids.contains(format!("{begin}{id}").as_str()), "{name}: {begin}{id}");
            }
        }
    }
}

#[test]
fn what_leads_to_a_page_of_the_reader_leads_to_its_place_in_the_book() {
    for (name, built) in sites() {
        let nodes = html::parse(page(&built, "print.html")).unwrap();
        let main = html::elements(&nodes).into_iter().find(|element| element.name == "main").unwrap();
        let pages: BTreeMap<&str, Kind> = built
            .site
            .addresses
            .iter()
            .map(String::as_str)
            .zip(built.site.docs.iter().map(|doc| doc.kind))
            .collect();
        let mut n_links = 0;
        for element in html::elements(&main.children) {
            assert_eq!(element.attribute("interestfor"), None, "{name}");
            let Some(href) = element.attribute("href") else { continue };
            let path = href.split('#').next().unwrap();
            assert!(!pages.contains_key(path) && path != "bibliography.html", "{name}: {href}");
            assert!(!href.starts_with("../"), "{name}: {href}");
            n_links += usize::from(href.starts_with('#'));
        }
        assert!(n_links > built.site.docs.len(), "{name}: {n_links}");
    }
}

#[test]
fn no_two_tables_of_the_book_have_one_name() {
    for (name, built) in sites() {
        let nodes = html::parse(page(&built, "print.html")).unwrap();
        let is_table = |element: &&Element| element.has_class("table");
        let mut names: Vec<&str> = html::elements(&nodes)
            .into_iter()
            .filter(is_table)
            .filter_map(|table| table.attribute("aria-label"))
            .collect();
        let n_tables = names.len();
        names.sort_unstable();
        names.dedup();
        assert_eq!(names.len(), n_tables, "{name}");
        assert!(n_tables > 0 || !name.ends_with("extreme"));
    }
}

#[test]
fn an_entry_a_paragraph_and_a_record_are_found_in_the_book() {
    let built = support::built(
        r#"
        //- content/articles/a.md title = "A"; citation = "k"
        One of [[war]] [@k, page 1].

        Two [@l].
        //- content/concepts/war.md
        See [[articles/a#p2]], [[war#cite]] and [more](../pages/about.md).
        //- content/pages/about.md
        About.
        //- content/references.bib
        @book{k, author = {K}, title = {T}, year = 1999}
        @book{l, author = {L}, title = {U}, year = 2000}
        "#,
    );
    let nodes = html::parse(page(&built, "print.html")).unwrap();
    let hrefs: Vec<&str> = proses(&nodes)
        .into_iter()
        .flat_map(|prose| html::elements(&prose.children))
        .filter(|element| !element.has_class("pn"))
        .filter_map(|element| element.attribute("href"))
        .collect();
    let expected =
        ["#concept-war--main", "#ref-l", "#article-a--p2", "#concept-war--main", "#page-about--main"];
    assert_eq!(hrefs, expected);
}

#[test]
fn headings_skip_no_level_and_each_chapter_is_in_the_contents() {
    for (name, built) in sites().filter(|(name, _)| !name.ends_with("extreme")) {
        let nodes = html::parse(page(&built, "print.html")).unwrap();
        let mut last = 0;
        for element in html::elements(&nodes) {
            let Some(level) = element.name.strip_prefix('h').and_then(|level| level.parse::<u8>().ok())
            else {
                continue;
            };
            assert!(level <= last + 1, "{name}: h{level} after h{last}");
            last = level;
        }
        let elements = html::elements(&nodes);
        let chapters: Vec<String> = elements
            .iter()
            .filter(|element| element.has_class("chapter"))
            .filter_map(|element| element.attribute("id"))
            .map(|id| format!("#{id}"))
            .collect();
        let contents = elements.iter().find(|element| element.has_class("whole")).unwrap();
        let named: Vec<&str> =
            html::elements(&contents.children).into_iter().filter_map(|it| it.attribute("href")).collect();
        assert!(!chapters.is_empty());
        assert_eq!(
            chapters.iter().filter(|id| !named.contains(&id.as_str())).count(),
            0,
            "{name}: {chapters:?}"
        );
    }
}

#[test]
fn every_page_names_the_book_and_only_it_has_its_style() {
    let built = support::built("//- content/concepts/a.md\nText.\n");
    for address in ["index.html", "concepts/a.html", "concepts/index.html", "print.html"] {
        let nodes = html::parse(page(&built, address)).unwrap();
        let elements = html::elements(&nodes);
        let root = if address.contains('/') { "../" } else { "" };
        let n_links =
            elements.iter().filter(|it| it.attribute("href") == Some(&format!("{root}print.html"))).count();
        assert_eq!(n_links, 1, "{address}");
        let has_style =
            elements.iter().any(|it| it.attribute("href").is_some_and(|href| href.starts_with("book.css")));
        assert_eq!(has_style, address == "print.html", "{address}");
    }
    assert!(!page(&built, "print.html").contains("<script"));
}

#[test]
fn every_page_says_how_long_the_book_is() {
    let site = |language: &str, n_words: usize| {
        let words = "word ".repeat(n_words);
        format!("//- site.toml\ntitle = \"T\"\nlanguage = \"{language}\"\n//- content/pages/a.md\n{words}\n")
    };
    let says = |site: &str, size: &str| {
        let built = support::built(site);
        assert!(page(&built, "a.html").contains(&format!("</a> ({size})</li>")), "{size}");
    };
    says(&site("en", 10), "about 3 pages");
    says(&site("en", 20_000), "about 30 pages");
    says(&site("de", 30_000), "etwa 40 Seiten");
    says(&site("fr", 30_000), "environ 40 pages");
}

#[test]
fn running_heads_change_sides_in_a_language_from_right_to_left() {
    let site = "//- site.toml\ntitle = \"T\"\nlanguage = \"ar\"\n//- content/pages/a.md\nText.\n";
    let rule = r#"@top-right { content: "T"; padding-right: 9mm } @top-left { content: "a" }"#;
    let built = support::built(site);
    assert!(page(&built, "book.css").contains(rule), "{}", page(&built, "book.css"));
}

#[test]
fn past_its_limit_the_book_is_left_out_with_its_link() {
    let site = "//- site.toml\ntitle = \"T\"\nlimits = { print_bytes = 10 }\n//- content/pages/a.md\nText.\n";
    let built = support::built(site);
    assert!(!built.output.files.contains_key("print.html"));
    assert!(!page(&built, "a.html").contains("print.html"));
    assert_eq!(
        lectern::render::book::left_out(&built.site).as_deref(),
        Some("more than 10 bytes of content: no page to print (`print_bytes` in `[limits]`)")
    );
}

#[test]
fn the_title_page_names_the_articles_unless_they_are_many() {
    for (name, built) in sites() {
        let nodes = html::parse(page(&built, "print.html")).unwrap();
        let front = html::elements(&nodes).into_iter().find(|it| it.has_class("front")).unwrap();
        let n_named = html::elements(&front.children).into_iter().filter(|it| it.name == "li").count();
        let n_articles = built.site.order.articles.len();
        assert_eq!(n_named, if n_articles <= 8 { n_articles } else { 0 }, "{name}");
    }
}

#[test]
fn a_work_that_is_summarised_does_not_list_what_cites_it() {
    let built = support::built(
        r#"
        //- content/articles/a.md title = "A"; citation = "k"
        One [@k, page 1], two [@l].
        //- content/references.bib
        @book{k, author = {K}, title = {T}, year = 1999}
        @book{l, author = {L}, title = {U}, year = 2000}
        "#,
    );
    let nodes = html::parse(page(&built, "print.html")).unwrap();
    let works = html::elements(&nodes).into_iter().find(|it| it.has_class("works")).unwrap();
    let glosses: Vec<String> = html::elements(&works.children)
        .into_iter()
        .filter(|it| it.has_class("gloss"))
        .map(|it| html::text(&it.children, &|_| false))
        .collect();
    assert_eq!(glosses, ["Summarised here as A A", "Cited on A"]);
}

#[test]
fn the_book_is_not_in_the_sitemap() {
    let site =
        "//- site.toml\ntitle = \"T\"\nbase_url = \"https://example.org/\"\n//- content/pages/a.md\nText.\n";
    let built = support::built(site);
    assert!(page(&built, "sitemap.xml").contains("a.html"));
    assert!(!page(&built, "sitemap.xml").contains("print.html"));
}

#[test]
fn a_running_head_is_a_text_whatever_the_title_holds() {
    let site = "//- site.toml\ntitle = 'A \"b\" \\ { } c'\ntext = { typography = false }\n//- content/pages/a.md\nText.\n";
    let built = support::built(site);
    let rule = r#"@top-left { content: "A \"b\" \\ { } c"; padding-left: 9mm } @top-right { content: "a" }"#;
    assert!(page(&built, "book.css").contains(rule), "{}", page(&built, "book.css"));
}
