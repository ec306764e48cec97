//! The tables of `site.toml`, key by key.

use std::collections::BTreeMap;

use super::fields::Fields;
use super::keys::Table;
use super::value::Entries;
use super::{
    BaseUrl, CitationStyle, Config, Exports, Html, LINKING, Level, Limits, Quotes, Search, Skos, Style, Text,
    Verb,
};
use crate::diagnostic::{Silence, messages::front_matter as say, rule};
use crate::text::Spot;

const HTML: [(&str, Html); 2] = [("tags", Html::Tags), ("trust", Html::Trust)];
const STYLES: [(&str, CitationStyle); 1] = [("author-date", CitationStyle::AuthorDate)];
const LEVELS: [(&str, Level); 3] =
    [("off", Level::Off), ("warning", Level::Warning), ("error", Level::Error)];
const SKOS: [(&str, Skos); 3] =
    [("related", Skos::Related), ("broader", Skos::Broader), ("narrower", Skos::Narrower)];

/// All of `site.toml`; what is missing or wrong as by default.
pub(super) fn site(mut fields: Fields<'_, '_>) -> Config {
    let default = Config::default();
    let config = Config {
        title: fields.text("title").map_or(default.title, |title| title.it),
        subtitle: fields.text("subtitle").map(|text| text.it),
        description: fields.text("description").map(|text| text.it),
        language: language(&mut fields).unwrap_or(default.language),
        base_url: address(&mut fields, "base_url").map(|(url, _)| url),
        repository: address(&mut fields, "repository").map(|(_, typed)| typed),
        branch: fields.text("branch").map_or(default.branch, |branch| branch.it),
        folder: fields.text("folder").map(|folder| folder.it),
        updated: fields.date("updated").map(|date| date.it),
        linking: fields.choice("linking", &LINKING).map_or(default.linking, |chosen| chosen.it),
        html: fields.choice("html", &HTML).map_or(default.html, |chosen| chosen.it),
        verbs: with_own(default.verbs, own_verbs(&mut fields)),
        quotes: fields.table("quotes").map_or(default.quotes, quotes),
        rules: rules(&mut fields),
        limits: fields.table("limits").map_or(default.limits, limits),
        exports: fields.table("exports").map_or(default.exports, exports),
        search: fields.table("search").map_or(default.search, search),
        style: fields.table("style").map_or(default.style, style),
        text: fields.table("text").map_or(default.text, text),
        citation_style: fields
            .choice("citation_style", &STYLES)
            .map_or(default.citation_style, |chosen| chosen.it),
    };
    fields.finish();
    config
}

/// A tag in the form of BCP 47: subtags of one to eight letters and digits, the first of two to eight letters.
fn language(fields: &mut Fields<'_, '_>) -> Option<String> {
    let tag = fields.text("language")?;
    let (first, rest) =
        tag.it.split_once('-').map_or((tag.it.as_str(), None), |(first, rest)| (first, Some(rest)));
    let subtag =
        |part: &str| (1..=8).contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_alphanumeric());
    // The registry's own languages have two or three letters; longer ones, such as "English", were never assigned.
    let language = (2..=3).contains(&first.len()) && first.bytes().all(|byte| byte.is_ascii_alphabetic());
    if language && rest.is_none_or(|rest| rest.split('-').all(subtag)) {
        return Some(tag.it);
    }
    let report = fields.report();
    report.say(say::not_a_language(report.path, tag.range, &tag.it));
    None
}

/// An address with the text that was typed.
fn address(fields: &mut Fields<'_, '_>, name: &'static str) -> Option<(BaseUrl, String)> {
    let typed = fields.text(name)?;
    match BaseUrl::parse(&typed.it) {
        Ok(url) => Some((url, typed.it)),
        Err(condition) => {
            let report = fields.report();
            report.say(say::not_an_address(report.path, typed.range, name, condition));
            None
        }
    }
}

fn own_verbs(fields: &mut Fields<'_, '_>) -> Vec<Verb> {
    let mut own: Vec<Verb> = Vec::new();
    for item in fields.items("verbs") {
        let Some(mut item) = fields.item("verbs", "tables", Table::Verb, item) else { continue };
        let name = item.text("name");
        let inverse = item.text("inverse");
        let skos = item.choice("skos", &SKOS);
        if let (Some(name), Some(inverse)) = (name, inverse) {
            own.extend(verb(&mut item, &own, name, inverse, skos));
        }
        item.finish();
    }
    own
}

/// A verb of `[[verbs]]`, unless an earlier one has its name.
fn verb(
    item: &mut Fields<'_, '_>,
    own: &[Verb],
    name: Spot<String>,
    inverse: Spot<String>,
    skos: Option<Spot<Skos>>,
) -> Option<Verb> {
    let report = item.report();
    if own.iter().any(|verb| verb.name == name.it) {
        report.say(say::duplicate_verb(report.path, name.range, &name.it));
        return None;
    }
    let mut meant = skos.map_or(Skos::default(), |skos| skos.it);
    if let Some(skos) = skos.filter(|skos| name.it == inverse.it && skos.it != Skos::Related) {
        let typed = skos.range.of(report.text).trim_matches(['"', '\'']);
        report.say(say::symmetric_verb(report.path, skos.range, &name.it, typed));
        meant = Skos::Related;
    }
    Some(Verb { name: name.it, inverse: inverse.it, skos: meant })
}

/// The built-in verbs, each replaced by the site's own of its name, then the others.
fn with_own(mut verbs: Vec<Verb>, own: Vec<Verb>) -> Vec<Verb> {
    for verb in own {
        match verbs.iter_mut().find(|other| other.name == verb.name) {
            Some(other) => *other = verb,
            None => verbs.push(verb),
        }
    }
    verbs
}

fn rules(fields: &mut Fields<'_, '_>) -> BTreeMap<&'static str, Level> {
    let entries: Entries = fields.levels("rules");
    let mut rules = BTreeMap::new();
    for (code, level) in entries {
        let Some(rule) = rule(&code.it) else {
            let report = fields.report();
            report.say(say::unknown_code(report.path, code.range, &code.it));
            continue;
        };
        if let Some(level) = fields.as_choice(rule.code, &level, &LEVELS) {
            if rule.silence == Silence::Never && level.it != Level::Error {
                let report = fields.report();
                report.say(say::always_an_error(report.path, level.range, rule.code));
            }
            rules.insert(rule.code, level.it);
        }
    }
    rules
}

fn quotes(mut fields: Fields<'_, '_>) -> Quotes {
    let default = Quotes::default();
    let quotes = Quotes {
        share: fields.count("share").unwrap_or(default.share),
        longest: fields.count("longest").unwrap_or(default.longest),
    };
    fields.finish();
    quotes
}

fn limits(mut fields: Fields<'_, '_>) -> Limits {
    let default = Limits::default();
    let limits = Limits {
        nesting: fields.count("nesting").unwrap_or(default.nesting),
        page_bytes: fields.count("page_bytes").unwrap_or(default.page_bytes),
        growth: fields.count("growth").unwrap_or(default.growth),
        growth_bytes: fields.count("growth_bytes").unwrap_or(default.growth_bytes),
        passages: fields.count("passages").unwrap_or(default.passages),
        entries: fields.count("entries").unwrap_or(default.entries),
        map_entries: fields.count("map_entries").unwrap_or(default.map_entries),
        map_relations: fields.count("map_relations").unwrap_or(default.map_relations),
        matrix_cells: fields.count("matrix_cells").unwrap_or(default.matrix_cells),
        print_bytes: fields.count("print_bytes").unwrap_or(default.print_bytes),
        search_bytes: fields.count("search_bytes").unwrap_or(default.search_bytes),
    };
    fields.finish();
    limits
}

fn exports(mut fields: Fields<'_, '_>) -> Exports {
    let default = Exports::default();
    let exports = Exports {
        sitemap: fields.flag("sitemap").unwrap_or(default.sitemap),
        robots: fields.flag("robots").unwrap_or(default.robots),
        nojekyll: fields.flag("nojekyll").unwrap_or(default.nojekyll),
    };
    fields.finish();
    exports
}

fn search(mut fields: Fields<'_, '_>) -> Search {
    let search = Search { enabled: fields.flag("enabled").unwrap_or(Search::default().enabled) };
    fields.finish();
    search
}

fn text(mut fields: Fields<'_, '_>) -> Text {
    let text = Text { typography: fields.flag("typography").unwrap_or(Text::default().typography) };
    fields.finish();
    text
}

fn style(mut fields: Fields<'_, '_>) -> Style {
    let style = match fields.has("banned") {
        true => Style { banned: fields.texts("banned").into_iter().map(|text| text.it).collect() },
        false => Style::default(),
    };
    fields.finish();
    style
}
