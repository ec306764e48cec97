//! Works as references: in the text, and in full. One house style, after the author-date style of the Chicago
//! Manual (17th edition, chapter 15) with the year at the end of the author's part; its words and marks are those of
//! the site's language.

use super::Context;
use super::html::escaped;
use super::views::Preview;
use crate::resolve::{Person, Record};
use crate::text::typography::{Setting, inside, set, setting, setting_of};

/// "Kaldor 2018", "Farrell and Newman 2019", "Kaldor et al. 1999"; the title where nobody is named.
pub fn short(ctx: &Context<'_>, record: &Record) -> String {
    let words = ctx.words;
    let people = if record.authors.is_empty() { &record.editors } else { &record.authors };
    let names = match people.as_slice() {
        [] => record.title.clone(),
        [one] => one.family.clone(),
        [one, other] => format!("{} {} {}", one.family, words.and, other.family),
        [one, ..] => format!("{} {}", one.family, words.et_al),
    };
    ctx.shown(&if record.year.is_empty() { names } else { format!("{names} {}", record.year) })
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
pub fn full(ctx: &Context<'_>, record: &Record) -> String {
    let mut out = unlinked(ctx, record);
    let link =
        if record.doi.is_empty() { record.url.clone() } else { format!("https://doi.org/{}", record.doi) };
    if link.starts_with("http") {
        out.push_str(&format!(" <a href=\"{0}\">{0}</a>", escaped(&link)));
    }
    out
}

/// The reference as it is shown where a citation is pointed at.
pub fn preview(ctx: &Context<'_>, key: &str, record: &Record) -> Preview {
    Preview {
        id: preview_id(key),
        class: "reference".to_owned(),
        reference_html: unlinked(ctx, record),
        ..Preview::default()
    }
}

/// The id of a reference among the previews of a page.
pub fn preview_id(key: &str) -> String {
    format!("pv-{}", id(key))
}

/// The reference as HTML without its link, and without a full stop missing or doubled.
fn unlinked(ctx: &Context<'_>, record: &Record) -> String {
    let said = |text: &str| escaped(&ctx.shown(text));
    let mut parts = vec![names_and_year(ctx, record)];
    parts.push(title(ctx, record));
    if !record.container.is_empty() {
        let mut container = format!("<cite>{}</cite>", said(&record.container));
        if !record.volume.is_empty() {
            container.push_str(&format!(" {}", said(&record.volume)));
        }
        if !record.pages.is_empty() {
            container.push_str(&format!(", {}", said(&record.pages)));
        }
        parts.push(container);
    }
    parts.push(match (record.place.as_str(), record.publisher.as_str()) {
        ("", house) | (house, "") => said(house),
        (place, publisher) => {
            let form = escaped(&ctx.words.place_publisher);
            form.replace("{place}", &said(place)).replace("{publisher}", &said(publisher))
        }
    });
    if record.authors.is_empty() && record.editors.is_empty() {
        parts.push(said(&record.year));
    }
    let mut out = String::new();
    for part in parts.iter().filter(|part| !part.is_empty()) {
        if !out.is_empty() {
            out.push(' ');
        }
        out.push_str(part);
        let text_end = part.trim_end_matches("</cite>").trim_end_matches(CLOSING).trim_end_matches("</span>");
        if !text_end.trim_end_matches(CLOSING).ends_with(['.', '?', '!']) {
            out.push('.');
        }
    }
    out
}

/// Marks, and the space before one, that may stand after a sentence's stop.
const CLOSING: [char; 7] = ['”', '’', '“', '‘', '»', '›', '\u{202F}'];

fn names_and_year(ctx: &Context<'_>, record: &Record) -> String {
    let words = ctx.words;
    let people = if record.authors.is_empty() { &record.editors } else { &record.authors };
    let mut names = listed(people, &words.and);
    if record.authors.is_empty() && !record.editors.is_empty() {
        let role = if record.editors.len() == 1 { &words.editor } else { &words.editors };
        names.push_str(&format!(" {role}"));
    }
    if !names.is_empty() && !record.year.is_empty() {
        names.push_str(&format!(" ({})", record.year));
    }
    escaped(&ctx.shown(&names))
}

/// The title in the marks of the work's own language; that of a part of a work in the site's marks.
fn title(ctx: &Context<'_>, record: &Record) -> String {
    let site = &ctx.site.config.language;
    let tag = tag(&record.language).filter(|tag| !is_of(tag, site));
    let own: Option<&'static Setting> =
        ctx.setting.map(|outer| tag.as_deref().and_then(setting_of).unwrap_or(outer));
    let title = own.map_or_else(|| record.title.clone(), |own| set(&record.title, own).into_owned());
    let lang = tag.map_or(String::new(), |tag| format!(" lang=\"{}\"", escaped(&tag)));
    if record.container.is_empty() {
        return format!("<cite{lang}>{}</cite>", escaped(&title));
    }
    let marks = setting(site);
    let title = escaped(&inside(&title, own.unwrap_or(marks)));
    let [open, close] = marks.outer();
    if lang.is_empty() {
        format!("{open}{title}{close}")
    } else {
        format!("{open}<span{lang}>{title}</span>{close}")
    }
}

/// The BCP 47 tag of a language as bibliographies write it: babel's name, or a tag.
fn tag(language: &str) -> Option<String> {
    let name = language.trim().to_ascii_lowercase();
    let known = match name.as_str() {
        "english" | "american" | "usenglish" | "british" | "ukenglish" | "australian" | "canadian" => "en",
        "german" | "ngerman" | "deutsch" => "de",
        "austrian" | "naustrian" => "de-AT",
        "swissgerman" | "nswissgerman" => "de-CH",
        "french" | "francais" | "français" => "fr",
        "spanish" => "es",
        "italian" => "it",
        "portuguese" | "portuges" => "pt",
        "brazilian" | "brazil" => "pt-BR",
        "dutch" => "nl",
        "danish" => "da",
        "swedish" => "sv",
        "norwegian" | "norsk" => "no",
        "finnish" => "fi",
        "polish" => "pl",
        "czech" => "cs",
        "hungarian" | "magyar" => "hu",
        "greek" => "el",
        "russian" => "ru",
        "ukrainian" => "uk",
        "turkish" => "tr",
        "arabic" => "ar",
        "hebrew" => "he",
        "chinese" => "zh",
        "japanese" => "ja",
        "latin" => "la",
        _ => {
            let mut parts = language.trim().split('-');
            let is_main = parts.next().is_some_and(|main| {
                (2..=3).contains(&main.len()) && main.bytes().all(|byte| byte.is_ascii_alphabetic())
            });
            let is_rest = parts.all(|part| {
                (1..=8).contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_alphanumeric())
            });
            return (is_main && is_rest).then(|| language.trim().to_owned());
        }
    };
    Some(known.to_owned())
}

/// Whether both tags are of one language.
fn is_of(tag: &str, other: &str) -> bool {
    let main = |tag: &str| tag.split('-').next().unwrap_or_default().to_ascii_lowercase();
    main(tag) == main(other)
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
