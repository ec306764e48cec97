//! The links of every page to where its file is edited, and to a new concept.

use lectern::diagnostic::{Diagnostic, Outcome};
use lectern::pipeline::{Built, Request, build};
use lectern::render::words::Words;

use crate::html::{Element, elements, parse, text};
use crate::support::{built, page, sources};

const CONTENT: &str = r#"
//- content/index.md
Home.
//- content/articles/a%b.md slug = "a"
On heat [@k].
//- content/concepts/heat.md formerly = ["warmth"]
Warm.
//- content/concepts/été.md slug = "summer"
Hot.
//- content/names/ada.md
Somebody.
//- content/pages/about.md
About.
//- content/references.bib
@book{k, title = {K}, year = {2000}}
"#;

fn site(keys: &str) -> Built {
    built(&format!(
        "//- site.toml\ntitle = \"T\"\nrules = {{ no-passage = \"off\", summary = \"off\", unused-concept = \"off\" }}\n{keys}\n{CONTENT}"
    ))
}

/// Where the links of a page's footer lead, by their words.
fn footer(built: &Built, address: &str) -> Vec<(String, String)> {
    let nodes = parse(page(built, address)).unwrap();
    let footer: Vec<&Element> =
        elements(&nodes).into_iter().filter(|element| element.has_class("colophon")).collect();
    let links = footer.iter().flat_map(|footer| elements(&footer.children));
    let link = |element: &Element| {
        Some((text(&element.children, &|_| false), element.attribute("href")?.to_owned()))
    };
    links.filter(|element| element.name == "a").filter_map(link).collect()
}

fn leads(built: &Built, address: &str, words: &str) -> Option<String> {
    footer(built, address).into_iter().find(|(said, _)| said == words).map(|(_, href)| href)
}

/// The pages with a footer.
fn addresses(built: &Built) -> Vec<&str> {
    let pages = built.output.files.keys().filter(|address| address.ends_with(".html"));
    pages.map(String::as_str).filter(|address| page(built, address).contains("colophon")).collect()
}

#[test]
fn each_page_leads_to_the_file_that_it_is_made_of() {
    let built = site("repository = \"https://github.com/example/reader\"");
    let edited: Vec<(&str, String)> = addresses(&built)
        .into_iter()
        .filter_map(|address| Some((address, leads(&built, address, "Edit this page")?)))
        .collect();
    let before = "https://github.com/example/reader/edit/main/content";
    assert_eq!(
        edited,
        [
            ("about.html", format!("{before}/pages/about.md")),
            ("articles/a.html", format!("{before}/articles/a%25b.md")),
            ("bibliography.html", format!("{before}/references.bib")),
            ("concepts/heat.html", format!("{before}/concepts/heat.md")),
            ("concepts/summer.html", format!("{before}/concepts/%C3%A9t%C3%A9.md")),
            ("index.html", format!("{before}/index.md")),
            ("names/ada.html", format!("{before}/names/ada.md")),
        ],
    );
}

#[test]
fn a_concept_can_be_suggested_on_every_page() {
    let built = site("repository = \"https://github.com/example/reader/\"");
    let suggested: Vec<Option<String>> =
        addresses(&built).into_iter().map(|address| leads(&built, address, "Suggest a concept")).collect();
    assert!(11 <= suggested.len(), "{suggested:?}");
    for href in &suggested {
        assert_eq!(href, &suggested[0]);
        let start = "https://github.com/example/reader/new/main/content/concepts?filename=the-concept.md&value=%2B%2B%2B%0A";
        assert!(href.as_deref().is_some_and(|href| href.starts_with(start)), "{href:?}");
    }
}

#[test]
fn a_branch_and_a_folder_can_be_called_anything() {
    let built = site(
        "repository = \"http://WWW.GitHub.com/example/reader.git\"\nbranch = \"fix/50% #1?é\"\nfolder = \"/my readers/./one/\"",
    );
    let before = |what: &str| {
        format!(
            "http://WWW.GitHub.com/example/reader/{what}/fix/50%25%20%231%3F%C3%A9/my%20readers/one/content"
        )
    };
    assert_eq!(
        leads(&built, "concepts/heat.html", "Edit this page"),
        Some(before("edit") + "/concepts/heat.md")
    );
    let suggest = leads(&built, "concepts/heat.html", "Suggest a concept").unwrap();
    assert!(suggest.starts_with(&(before("new") + "/concepts?filename=")), "{suggest}");
}

#[test]
fn a_repository_elsewhere_is_linked_and_not_edited() {
    for url in [
        "https://example.org/example/reader",
        "https://github.com.example.org/example/reader",
        "https://github.com/example",
        "https://github.com/example/reader/tree/main",
    ] {
        let built = site(&format!("repository = \"{url}\""));
        let linked = footer(&built, "concepts/heat.html");
        let book = footer(&site(""), "concepts/heat.html");
        let expected = [vec![("Sources of this reader".to_owned(), url.to_owned())], book].concat();
        assert_eq!(linked, expected);
    }
}

/// The bytes that an address writes as `%` and two digits.
fn unescaped(text: &str) -> String {
    let mut bytes = Vec::new();
    let mut rest = text.as_bytes();
    while let Some((first, after)) = rest.split_first() {
        rest = after;
        match first {
            b'%' => {
                bytes.push(u8::from_str_radix(std::str::from_utf8(&after[..2]).unwrap(), 16).unwrap());
                rest = &after[2..];
            }
            other => bytes.push(*other),
        }
    }
    String::from_utf8(bytes).unwrap()
}

/// What is found in a site to which somebody has added the file that `language` suggests, as `fill` changed it.
fn found(language: &str, fill: fn(&str, &Words) -> String) -> Vec<Diagnostic> {
    let site =
        site(&format!("language = \"{language}\"\nrepository = \"https://github.com/example/reader\""));
    let words = Words::of(language, &Default::default()).value;
    let href = leads(&site, "concepts/index.html", &words.suggest).unwrap();
    let (_, query) = href.split_once("?filename=").unwrap();
    let (name, value) = query.split_once("&value=").unwrap();
    assert!(value.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"%-._~".contains(&byte)), "{value}");
    let (path, text) = (format!("content/concepts/{name}"), fill(&unescaped(value), &words));
    let rules = "rules = { unproved-quotation = \"off\" }";
    let mut sources = sources(&format!(
        "//- site.toml\ntitle = \"T\"\nlanguage = \"{language}\"\n{rules}\n//- content/index.md\nOn friction.\n\
         //- content/references.bib\n@book{{k, title = {{K}}, year = {{2000}}}}\n"
    ));
    sources.texts.insert(path.as_str().into(), lectern::load::text(text.into_bytes()));
    let Outcome { diagnostics, .. } = build(&sources, &Request { strict: true, ..Request::default() });
    diagnostics
}

#[test]
fn a_suggested_concept_checks_clean_once_its_blanks_are_filled() {
    for language in ["en", "de", "fr"] {
        let found = found(language, |text, words| {
            let filled = text.replace("title = \"\"", "title = \"Friction\"");
            let filled =
                filled.replace("summary = \"\"", "summary = \"What slows a body that touches another.\"");
            let (before, _) = filled.split_once(&format!("<!-- {} -->", words.suggested_text)).unwrap();
            format!("{before}As the book has it, \"rubbing that makes heat\" [@k].\n")
        });
        assert_eq!(found, [], "{language}");
    }
}

#[test]
fn a_suggested_concept_with_its_blanks_is_no_page() {
    let codes: Vec<&str> =
        found("en", |text, _| text.to_owned()).iter().map(|finding| finding.code).collect();
    assert!(codes.iter().filter(|code| **code == "front-matter").count() == 2, "{codes:?}");
}
