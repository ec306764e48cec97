//! The keys of front matter, one kind of file after the other.

use super::fences::{self, Parts};
use super::{
    Article, Case, Compare, Concept, Forms, Kind, Meta, Name, NameKind, Published, Relation, Special, Verdict,
};
use crate::config::LINKING;
use crate::config::fields::Fields;
use crate::config::keys::Table;
use crate::config::report::Report;
use crate::config::syntax;
use crate::config::value::{Entries, Value};
use crate::diagnostic::messages::{front_matter as say, page};
use crate::text::{Range, Spot, hidden_character, slug};

const CASES: [(&str, Case); 2] = [("exact", Case::Exact), ("fold", Case::Fold)];
const VERDICTS: [(&str, Verdict); 3] =
    [("agree", Verdict::Agree), ("differ", Verdict::Differ), ("past", Verdict::Past)];
const NAME_KINDS: [(&str, NameKind); 5] = [
    ("person", NameKind::Person),
    ("place", NameKind::Place),
    ("institution", NameKind::Institution),
    ("event", NameKind::Event),
    ("work", NameKind::Work),
];

/// The file's front matter, and where its body begins.
pub(super) fn file(report: &mut Report<'_>, kind: Kind) -> (Meta, usize) {
    if let Some((_, ch)) = hidden_character(report.path) {
        report.say(page::hidden_character_in_path(report.path, ch));
    }
    let parts = fences::parts(report);
    let meta = match parts.toml {
        // What is wrong up to a guessed end may not be wrong at all: the missing fence is said, no more.
        Some(toml) if parts.guessed => {
            toml_part(&mut Report::new(report.path, report.text), &parts, toml, kind)
        }
        Some(toml) => toml_part(report, &parts, toml, kind),
        None => meta(
            Fields::new(&mut Report::new(report.path, report.text), table(kind), Entries::new(), None),
            kind,
        ),
    };
    (meta, parts.body)
}

fn toml_part(report: &mut Report<'_>, parts: &Parts, toml: Range, kind: Kind) -> Meta {
    let entries = syntax::table(report, toml);
    meta(Fields::new(report, table(kind), entries, parts.fence), kind)
}

fn table(kind: Kind) -> Table {
    match kind {
        Kind::Article => Table::Article,
        Kind::Concept => Table::Concept,
        Kind::Name => Table::Name,
        Kind::Page | Kind::Home | Kind::Dialogue => Table::Page,
    }
}

fn meta(mut fields: Fields<'_, '_>, kind: Kind) -> Meta {
    let title = fields.text("title").unwrap_or_else(|| {
        let name = fields.report().path.rsplit('/').next().unwrap_or("");
        Spot::new(name.strip_suffix(".md").unwrap_or(name).to_owned(), Range::default())
    });
    let meta = Meta {
        title,
        summary: fields.text("summary"),
        slug: slug_of(&mut fields, kind),
        draft: fields.flag("draft").unwrap_or(false),
        formerly: formerly(&mut fields),
        updated: fields.date("updated"),
        order: fields.number("order"),
        no_links: fields.texts("no_links"),
        linking: fields.choice("linking", &LINKING).map(|chosen| chosen.it),
        special: match kind {
            Kind::Article => Special::Article(article(&mut fields)),
            Kind::Concept => Special::Concept(concept(&mut fields)),
            Kind::Name => Special::Name(name(&mut fields)),
            Kind::Page | Kind::Home | Kind::Dialogue => Special::Page,
        },
    };
    fields.finish();
    meta
}

/// The key `slug`, if it is one and may be given.
fn slug_of(fields: &mut Fields<'_, '_>, kind: Kind) -> Option<Spot<String>> {
    let given = fields.text("slug")?;
    let report = fields.report();
    let fixed = match kind {
        Kind::Home => Some("index.html"),
        Kind::Dialogue => Some("dialogue.html"),
        Kind::Article | Kind::Concept | Kind::Name | Kind::Page => None,
    };
    if let Some(address) = fixed {
        report.say(say::fixed_address(report.path, given.range, address));
        return None;
    }
    let near = slug(&given.it);
    if given.it != near || near.is_empty() {
        report.say(say::not_a_slug(report.path, given.range, &given.it, &near));
        return None;
    }
    Some(given)
}

/// Former slugs. Files may be called what `slug` may not say, so all that could be a file's name passes.
fn formerly(fields: &mut Fields<'_, '_>) -> Vec<Spot<String>> {
    let mut former = fields.texts("formerly");
    let report = fields.report();
    former.retain(|slug| {
        let fits = !slug.it.starts_with('.') && !slug.it.contains(['/', '\\', ':', '?', '#']);
        if !fits {
            report.say(say::not_a_former_slug(report.path, slug.range, &slug.it));
        }
        fits
    });
    former
}

fn article(fields: &mut Fields<'_, '_>) -> Article {
    Article {
        authors: fields.texts("authors"),
        citation: fields.text("citation"),
        letter: letter(fields),
        locators: fields.texts("locators"),
        speakers: fields.texts("speakers"),
        published: fields.date_or_text("published", Published::Date, Published::Text),
    }
}

fn letter(fields: &mut Fields<'_, '_>) -> Option<Spot<String>> {
    let given = fields.text("letter")?;
    if given.it.len() <= 2 && given.it.bytes().all(|byte| byte.is_ascii_uppercase()) {
        return Some(given);
    }
    let report = fields.report();
    report.say(say::not_a_letter(report.path, given.range, &given.it));
    None
}

fn forms(fields: &mut Fields<'_, '_>) -> Forms {
    Forms {
        aliases: fields.texts("aliases"),
        forms: fields.texts("forms"),
        not_forms: fields.texts("not_forms"),
        wins: fields.texts("wins"),
        autolink: fields.flag("autolink").unwrap_or(true),
        case: fields.choice("case", &CASES).map(|chosen| chosen.it),
    }
}

fn name(fields: &mut Fields<'_, '_>) -> Name {
    Name {
        forms: forms(fields),
        kind: fields.choice("kind", &NAME_KINDS).unwrap_or(Spot::new(NameKind::Person, Range::default())),
        sort: fields.text("sort"),
        citation: fields.text("citation"),
    }
}

fn concept(fields: &mut Fields<'_, '_>) -> Concept {
    let forms = forms(fields);
    let broader = fields.texts("broader");
    let mut related = Vec::new();
    for item in fields.items("related") {
        related.extend(relation(fields, item));
    }
    let compare = fields.table("compare").map(|mut fields| {
        let compare = Compare { verdict: fields.choice("verdict", &VERDICTS), gloss: fields.text("gloss") };
        fields.finish();
        compare
    });
    Concept { forms, broader, related, compare }
}

/// An item of `related`: a label alone, or a table with its verb and reason.
fn relation(fields: &mut Fields<'_, '_>, item: Spot<Value>) -> Option<Relation> {
    let range = item.range;
    if matches!(item.it, Value::Text(_)) {
        let to = fields.as_text("related", &item)?;
        return Some(Relation { to, verb: None, why: None, range });
    }
    let mut fields = fields.item("related", "texts and tables", Table::Relation, item)?;
    let (to, verb, why) = (fields.text("to"), fields.text("as"), fields.text("why"));
    fields.finish();
    Some(Relation { to: to?, verb, why, range })
}
