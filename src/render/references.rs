//! Works as references: in the text, and in full. One house style, after the author-date style of the Chicago
//! Manual (17th edition, chapter 15) with the year at the end of the author's part.

use super::html::escaped;
use super::views::Preview;
use crate::resolve::{Person, Record};

/// "Kaldor 2018", "Farrell and Newman 2019", "Kaldor et al. 1999"; the title where nobody is named.
pub fn short(record: &Record, and: &str) -> String {
    let people = if record.authors.is_empty() { &record.editors } else { &record.authors };
    let names = match people.as_slice() {
        [] => record.title.clone(),
        [one] => one.family.clone(),
        [one, other] => format!("{} {and} {}", one.family, other.family),
        [one, ..] => format!("{} et al.", one.family),
    };
    if record.year.is_empty() { names } else { format!("{names} {}", record.year) }
}

/// The id of a record in the bibliography.
pub fn id(key: &str) -> String {
    format!("ref-{key}")
}

/// Where a record stands, from a page whose way to the root is `root`.
pub fn address(key: &str, root: &str) -> String {
    format!("{root}bibliography.html#{}", id(key))
}

/// The full reference as HTML, with a link to the work where it has an address.
pub fn full(record: &Record, and: &str) -> String {
    let mut out = unlinked(record, and, &HTML);
    let link =
        if record.doi.is_empty() { record.url.clone() } else { format!("https://doi.org/{}", record.doi) };
    if link.starts_with("http") {
        out.push_str(&format!(" <a href=\"{0}\">{0}</a>", escaped(&link)));
    }
    out
}

/// The reference as it is shown where a citation is pointed at.
pub fn preview(key: &str, record: &Record, and: &str) -> Preview {
    Preview {
        id: preview_id(key),
        class: "reference".to_owned(),
        title: String::new(),
        summary: unlinked(record, and, &PLAIN),
    }
}

/// The id of a reference among the previews of a page.
pub fn preview_id(key: &str) -> String {
    format!("pv-{}", id(key))
}

/// How the parts of a reference are written.
struct Style {
    text: fn(&str) -> String,
    title: fn(&str) -> String,
}

const HTML: Style = Style { text: escaped, title: |html| format!("<cite>{html}</cite>") };
const PLAIN: Style = Style { text: str::to_owned, title: str::to_owned };

/// The reference without its link, and without a full stop missing or doubled.
fn unlinked(record: &Record, and: &str, style: &Style) -> String {
    let mut out = String::new();
    for part in parts(record, and, style).iter().filter(|part| !part.is_empty()) {
        if !out.is_empty() {
            out.push(' ');
        }
        out.push_str(part);
        let text_end = part.trim_end_matches("</cite>").trim_end_matches(['”', '’']);
        if !text_end.ends_with(['.', '?', '!']) {
            out.push('.');
        }
    }
    out
}

fn parts(record: &Record, and: &str, style: &Style) -> Vec<String> {
    let mut parts: Vec<String> = Vec::new();
    let people = if record.authors.is_empty() { &record.editors } else { &record.authors };
    let mut names = (style.text)(&listed(people, and));
    if record.authors.is_empty() && !record.editors.is_empty() {
        names.push_str(if record.editors.len() == 1 { " (ed.)" } else { " (eds)" });
    }
    match (names.is_empty(), record.year.is_empty()) {
        (false, false) => parts.push(format!("{names} ({})", (style.text)(&record.year))),
        (false, true) => parts.push(names),
        (true, _) => {}
    }
    let title = (style.text)(&record.title);
    let stands_alone = record.container.is_empty();
    // Marks inside marks are single ones.
    let inside = title.replace('“', "‘").replace('”', "’");
    parts.push(if stands_alone { (style.title)(&title) } else { format!("“{inside}”") });
    if !stands_alone {
        let mut container = (style.title)(&(style.text)(&record.container));
        if !record.volume.is_empty() {
            container.push_str(&format!(" {}", (style.text)(&record.volume)));
        }
        if !record.pages.is_empty() {
            container.push_str(&format!(", {}", (style.text)(&record.pages)));
        }
        parts.push(container);
    }
    let house = [&record.place, &record.publisher].into_iter().filter(|text| !text.is_empty());
    let house: Vec<String> = house.map(|text| (style.text)(text)).collect();
    if !house.is_empty() {
        parts.push(house.join(": "));
    }
    if record.authors.is_empty() && record.editors.is_empty() && !record.year.is_empty() {
        parts.push((style.text)(&record.year));
    }
    parts
}

/// "Kaldor, Mary, and Javier Solana"
fn listed(people: &[Person], and: &str) -> String {
    let mut out = String::new();
    for (index, person) in people.iter().enumerate() {
        let name = match (index, person.given.is_empty()) {
            (_, true) => person.family.clone(),
            (0, false) => format!("{}, {}", person.family, person.given),
            (_, false) => format!("{} {}", person.given, person.family),
        };
        match index {
            0 => {}
            _ if index + 1 == people.len() => out.push_str(&format!(" {and} ")),
            _ => out.push_str(", "),
        }
        out.push_str(&name);
    }
    out
}
