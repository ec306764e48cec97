//! The indexes of concepts and names: one page each, or parts of a long one.

use std::fmt::Write;

use lectern::pipeline::Built;

use crate::sound::faults;
use crate::support::{built, page, sources};

/// A site of so many concepts and names, filed in an order unlike that of their files.
fn site(n_concepts: usize, n_names: usize) -> String {
    let mut text = String::from("//- site.toml\ntitle = \"T\"\n//- content/index.md\n");
    for (folder, n_entries) in [("concepts", n_concepts), ("names", n_names)] {
        for n in 0..n_entries {
            let letter = char::from(b'A' + (n * 7 % 26) as u8);
            let kind = if folder == "names" { "kind = \"place\"\n" } else { "" };
            let front = format!("+++\ntitle = \"{letter}{n} of {folder}\"\n{kind}+++\n");
            write!(text, "//- content/{folder}/e{n}.md\n{front}").unwrap();
        }
    }
    text
}

/// Addresses of entries that a page lists, in its order and from the root.
fn listed(built: &Built, address: &str, root: &str) -> Vec<String> {
    let lines = page(built, address).split("<ul class=\"az\">").skip(1);
    let links = lines.flat_map(|list| list.split("</ul>").next().unwrap_or("").split("<a ").skip(1));
    let hrefs = links.map(|link| link.split("href=\"").nth(1).unwrap().split('"').next().unwrap());
    hrefs.map(|href| href.strip_prefix(root).unwrap().to_owned()).collect()
}

fn parts(built: &Built, folder: &str) -> Vec<String> {
    let addresses = built.output.files.keys().filter(|it| it.starts_with(&format!("{folder}/index/")));
    let mut parts: Vec<String> = addresses.cloned().collect();
    parts.sort_by_key(|it| it.split(['/', '.']).nth(2).unwrap().parse::<usize>().unwrap());
    parts
}

#[test]
fn up_to_500_entries_stand_on_one_page() {
    let built = built(&site(500, 3));
    assert_eq!(listed(&built, "concepts/index.html", "../").len(), 500);
    assert_eq!(parts(&built, "concepts"), [""; 0]);
}

#[test]
fn a_long_index_has_every_entry_once_in_parts_that_lead_to_each_other() {
    let text = site(501, 620);
    let built = built(&text);
    assert_eq!(faults(&built, &sources(&text)), [""; 0]);
    for (folder, n_entries, n_parts) in [("concepts", 501, 6), ("names", 620, 7)] {
        let parts = parts(&built, folder);
        assert_eq!(parts.len(), n_parts);
        let first = page(&built, &format!("{folder}/index.html"));
        let mut all = Vec::new();
        for (number, part) in parts.iter().enumerate() {
            assert!(first.contains(&format!("href=\"index/{}.html\"", number + 1)), "{part} can be reached");
            let html = page(&built, part);
            assert_eq!(html.contains("rel=\"prev\""), number > 0);
            assert_eq!(html.contains("rel=\"next\""), number + 1 < n_parts);
            let entries = listed(&built, part, "../../");
            assert!(entries.len() <= 100, "{part} has {} entries", entries.len());
            all.extend(entries);
        }
        let order: Vec<&str> = all.iter().map(String::as_str).collect();
        let titles: Vec<&str> = order.iter().map(|address| title(&built, address)).collect();
        assert!(titles.is_sorted_by_key(|title| title.to_lowercase()), "{titles:?}");
        all.sort();
        all.dedup();
        assert_eq!(all.len(), n_entries);
    }
}

fn title<'a>(built: &'a Built, address: &str) -> &'a str {
    page(built, address).split("<title>").nth(1).unwrap().split(" of ").next().unwrap()
}

#[test]
fn a_letter_and_the_digits_are_one_group_each() {
    let titles = ["3 wars", "Index", "Zeal", "ısı", "٣ wars"];
    let mut text = String::from("//- site.toml\ntitle = \"T\"\n//- content/index.md\n");
    for (number, title) in titles.iter().enumerate() {
        write!(text, "//- content/concepts/e{number}.md\n+++\ntitle = \"{title}\"\n+++\n").unwrap();
    }
    let built = built(&text);
    let html = page(&built, "concepts/index.html");
    for id in ["in-0-9", "in-i", "in-z"] {
        assert_eq!(html.matches(&format!("id=\"{id}\"")).count(), 1, "{id}");
    }
    let entries = [0, 4, 1, 3, 2].map(|number| format!("concepts/e{number}.html"));
    assert_eq!(listed(&built, "concepts/index.html", "../"), entries);
}
