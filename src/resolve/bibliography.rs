//! `references.bib` as records.

use std::collections::BTreeMap;
use std::sync::Arc;

use biblatex::{Bibliography, ChunksExt, Entry, PermissiveType};

use crate::diagnostic::{Diagnostic, messages};
use crate::text::Range;

/// A work, as far as a reference names it. Empty where nothing is known.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct Record {
    /// BibLaTeX's type in lower case: `book`, `article`.
    pub kind: String,
    /// Who wrote it.
    pub authors: Vec<Person>,
    /// Who edited it.
    pub editors: Vec<Person>,
    /// The year, or the date as given.
    pub year: String,
    /// The title with its subtitle.
    pub title: String,
    /// The journal, newspaper or book it appeared in.
    pub container: String,
    /// The volume and, in brackets, the number.
    pub volume: String,
    /// The publisher.
    pub publisher: String,
    /// Where.
    pub place: String,
    /// Pages, with an en dash.
    pub pages: String,
    /// An http address.
    pub url: String,
    /// A DOI without its resolver.
    pub doi: String,
    /// The language of the title, as written.
    pub language: String,
    /// A remark to be shown.
    pub note: String,
}

/// A person's name.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct Person {
    /// The family name, or a body's whole name.
    pub family: String,
    /// Given names; may be empty.
    pub given: String,
}

/// Reads BibTeX. What can't be read is reported, and the rest is kept only if the whole could be parsed.
pub fn bibliography(path: &Arc<str>, text: &str) -> (BTreeMap<String, Record>, Vec<Diagnostic>) {
    match Bibliography::parse(text) {
        Ok(parsed) => (parsed.iter().map(|entry| (entry.key.clone(), record(entry))).collect(), Vec::new()),
        Err(err) => {
            let range = Range::from(err.span.clone());
            let finding = messages::site::bibliography(path, Some(range), &err.kind.to_string());
            (BTreeMap::new(), vec![finding])
        }
    }
}

fn record(entry: &Entry) -> Record {
    let field = |name: &str| entry.get(name).map(|text| plain(&text.format_verbatim())).unwrap_or_default();
    let first = |names: &[&str]| {
        names.iter().map(|name| field(name)).find(|text| !text.is_empty()).unwrap_or_default()
    };
    let title = match (field("title"), field("subtitle")) {
        (title, subtitle) if subtitle.is_empty() => title,
        (title, subtitle) => format!("{title}: {subtitle}"),
    };
    let volume = match (field("volume"), first(&["number", "issue"])) {
        (volume, number) if number.is_empty() => volume,
        (volume, number) if volume.is_empty() => number,
        (volume, number) => format!("{volume}({number})"),
    };
    let date = first(&["date", "year"]);
    let people = |people: Option<Vec<biblatex::Person>>| {
        people.unwrap_or_default().into_iter().map(person).collect::<Vec<Person>>()
    };
    Record {
        kind: entry.entry_type.to_string().to_lowercase(),
        authors: people(entry.author().ok()),
        editors: people(
            entry.editors().ok().map(|editors| editors.into_iter().flat_map(|(names, _)| names).collect()),
        ),
        year: date.split(['-', '/']).next().unwrap_or("").to_owned(),
        title,
        container: first(&["journaltitle", "journal", "booktitle", "maintitle"]),
        volume,
        publisher: first(&["publisher", "institution", "organization", "school"]),
        place: first(&["location", "address"]),
        pages: match entry.pages() {
            Ok(PermissiveType::Typed(ranges)) => {
                let shown = ranges.iter().map(|range| match range.end == range.start {
                    true => range.start.to_string(),
                    false => format!("{}–{}", range.start, range.end),
                });
                shown.collect::<Vec<_>>().join(", ")
            }
            _ => field("pages").replace("--", "–"),
        },
        url: Some(field("url")).filter(|url| url.starts_with("http")).unwrap_or_default(),
        doi: field("doi"),
        language: first(&["langid", "language"]),
        note: field("note"),
    }
}

fn person(person: biblatex::Person) -> Person {
    let family = match person.prefix.is_empty() {
        true => person.name,
        false => format!("{} {}", person.prefix, person.name),
    };
    Person { family: plain(&family), given: plain(&person.given_name) }
}

/// Without control characters, which no page may hold.
fn plain(text: &str) -> String {
    text.replace(|ch: char| ch.is_control() && !ch.is_whitespace(), "")
}
