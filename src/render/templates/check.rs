//! Templates against their views: by what they name, then by rendering each with a view that has nothing, one
//! that has everything, and one whose lists are full of empty things.

use std::collections::{BTreeMap, BTreeSet};

use tera::value::Key;
use tera::{Context, Error, Value};

use super::code::{Code, code};
use super::pages::{PAGES, Page};
use super::sample::Sample;
use super::{Templates, faults, path, value};
use crate::diagnostic::Diagnostic;
use crate::diagnostic::messages::templates as say;
use crate::render::views::SiteView;
use crate::text::{Range, nearest};

/// What the engine says of a field that a thing doesn't have.
const UNKNOWN_FIELD: [&str; 1] = ["Available fields: "];

/// What the engine says of things that are wrong whatever a page's texts.
const SLIPS: [&str; 10] = [
    "Available fields: ",
    "is not defined",
    "Tried to render a variable that is undefined",
    " missing.",
    "Unknown argument(s)",
    "does not match expected type",
    "Missing keyword argument",
    "Invalid type for the value",
    "requires both operands to be numbers",
    "Iteration not possible",
];

/// What is surely wrong with templates that fit together; each place once. What depends on a page's own texts,
/// its rendering tells.
pub(super) fn check(templates: &Templates) -> Vec<Diagnostic> {
    let codes: BTreeMap<&str, Code<'_>> =
        templates.texts.iter().map(|(name, text)| (name.as_str(), code(text))).collect();
    let (full, hollow) = (Sample::new("x"), Sample::new(""));
    let [of_empty, of_hollow, of_full] =
        [SiteView::default(), hollow.site(), full.site()].map(|site| on_every_page(&site));
    let mut found: Vec<Diagnostic> = Vec::new();
    for page in PAGES {
        let given = given((page.full)(&full), &of_full);
        found.extend(unknown_variables(templates, page, &given, &codes));
        for name in together(page.template, &codes) {
            found.extend(unknown_fields(name, &templates.texts[name], &given, &codes[name]));
        }
    }
    for page in PAGES {
        // An empty list has no first item; that a template asks for it is no slip where lists are never empty.
        let trials: [(_, &[&str]); 3] = [
            (given((page.full)(&full), &of_full), &SLIPS),
            (given((page.full)(&hollow), &of_hollow), &UNKNOWN_FIELD),
            (given((page.empty)(), &of_empty), &UNKNOWN_FIELD),
        ];
        for (given, slips) in trials {
            let mut context = Context::new();
            given.into_iter().for_each(|(name, value)| context.insert_value(name, value));
            let failure = templates.tera.render(page.template, &context).err();
            let is_slip = |err: &Error| {
                faults::said(err).is_some_and(|said| slips.iter().any(|slip| said.contains(slip)))
            };
            found.extend(failure.filter(is_slip).map(|err| faults::failure(&err, page.template)));
        }
    }
    let mut seen = BTreeSet::new();
    found.retain(|finding| seen.insert((finding.path.clone(), finding.range)));
    found
}

/// What `site` and `words` stand for.
fn on_every_page(site: &SiteView) -> [(&'static str, Value); 2] {
    [("site", value(site)), ("words", value(&site.words))]
}

/// All that a template may name: its view's fields, and what every page is given.
fn given(view: Value, on_every_page: &[(&'static str, Value); 2]) -> BTreeMap<String, Value> {
    let fields = view.into_map().into_iter().flatten();
    let fields = fields.filter_map(|(key, value)| Some((key.as_str()?.to_owned(), value)));
    fields.chain(on_every_page.clone().map(|(name, value)| (name.to_owned(), value))).collect()
}

/// The template and all that it extends and includes.
fn together<'t>(template: &'t str, codes: &BTreeMap<&'t str, Code<'t>>) -> Vec<&'t str> {
    let mut names = vec![template];
    let mut at = 0;
    while let Some(name) = names.get(at) {
        let others: Vec<&str> = codes.get(name).into_iter().flat_map(Code::others).collect();
        for other in others {
            if let Some((name, _)) = codes.get_key_value(other).filter(|(name, _)| !names.contains(name)) {
                names.push(name);
            }
        }
        at += 1;
    }
    names
}

/// Names that the engine finds in a template and its view doesn't have.
fn unknown_variables(
    templates: &Templates,
    page: &Page,
    given: &BTreeMap<String, Value>,
    codes: &BTreeMap<&str, Code<'_>>,
) -> Vec<Diagnostic> {
    let asked = templates.tera.get_template_variables(page.template).unwrap_or_default();
    let mut unknown: Vec<&str> = asked.into_iter().filter(|name| !given.contains_key(*name)).collect();
    unknown.sort_unstable();
    let files = together(page.template, codes);
    let place = |name: &str| {
        files.iter().find_map(|file| {
            let text = &templates.texts[*file];
            let path = codes[file].paths().into_iter().find(|path| path[0].of(text) == name)?;
            Some((*file, path[0]))
        })
    };
    let finding = |name: &str| {
        let near = nearest(name, given.keys().map(String::as_str));
        let (file, range) = place(name).map_or((page.template, None), |(file, range)| (file, Some(range)));
        say::unknown_variable(&path(file), range, name, page.template, near)
    };
    unknown.into_iter().map(finding).collect()
}

/// Fields asked of what is given, and of its fields, that it doesn't have. In a condition the engine takes them
/// for false, without a word.
fn unknown_fields(
    file: &str,
    text: &str,
    given: &BTreeMap<String, Value>,
    code: &Code<'_>,
) -> Vec<Diagnostic> {
    let own = code.own_names();
    let mut found = Vec::new();
    for names in code.paths() {
        let name = names[0].of(text);
        if own.contains(&name) {
            continue;
        }
        let Some(mut thing) = given.get(name) else { continue };
        for (index, field) in names.iter().enumerate().skip(1) {
            let Some(map) = thing.as_map() else { break };
            if let Some(next) = map.get(&Key::from(field.of(text).to_owned())) {
                thing = next;
                continue;
            }
            let mut known: Vec<&str> = map.keys().filter_map(|key| key.as_str()).collect();
            known.sort_unstable();
            let owner = Range { start: names[0].start, end: names[index - 1].end }.of(text);
            found.push(say::unknown_field(&path(file), *field, Some(owner), field.of(text), &known));
            break;
        }
    }
    found
}
