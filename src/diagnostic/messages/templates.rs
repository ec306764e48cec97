//! What can be said about templates and the theme's words.

use std::sync::Arc;

use crate::diagnostic::Diagnostic;
use crate::text::Range;

const CODE: &str = "template";

/// The theme doesn't speak the site's language.
pub fn missing_words(language: &str) -> Diagnostic {
    let message = format!("the theme has no words for the language `{language}`, and says them in English");
    Diagnostic::new("missing-words", &"site.toml".into(), None, message)
        .help(format!("write them into `templates/words/{language}.toml`; those it leaves out stay English"))
}

/// A file of words has a key that the theme never says.
pub fn unknown_word(path: &Arc<str>, range: Range, name: &str, near: Option<&str>) -> Diagnostic {
    let message = format!("the theme has no words called `{name}`");
    with_near(Diagnostic::new("unknown-key", path, Some(range), message), near)
}

/// Words name a place in braces for which nothing is put in. `known` are those that are.
pub fn unknown_place(path: &Arc<str>, range: Range, name: &str, known: &[&str]) -> Diagnostic {
    let finding = Diagnostic::new(CODE, path, Some(range), format!("nothing is put in for `{{{name}}}`"));
    match known {
        [] => finding.help("these words are shown as they are"),
        known => {
            let listed: Vec<String> = known.iter().map(|name| format!("`{{{name}}}`")).collect();
            finding.help(format!("put in here: {}", listed.join(", ")))
        }
    }
}

/// A template asks for something that no page gives it. `near` is the nearest thing that it is given.
pub fn unknown_variable(
    path: &Arc<str>,
    range: Option<Range>,
    name: &str,
    page: &str,
    near: Option<&str>,
) -> Diagnostic {
    let message = format!("there is no `{name}` on the pages that `{page}` makes");
    with_near(Diagnostic::new(CODE, path, range, message).label("not given"), near)
}

/// A template asks for a field that a thing doesn't have. `owner` is how the template names the thing, if known.
pub fn unknown_field(
    path: &Arc<str>,
    range: Range,
    owner: Option<&str>,
    name: &str,
    fields: &[&str],
) -> Diagnostic {
    let message = match owner {
        Some(owner) => format!("`{owner}` has no field `{name}`"),
        None => format!("there is no field `{name}`"),
    };
    let finding = Diagnostic::new(CODE, path, Some(range), message).label("not a field");
    match crate::text::nearest(name, fields.iter().copied()) {
        Some(near) => with_near(finding, Some(near)),
        None if fields.is_empty() => finding,
        None => finding.help(format!("its fields: {}", quoted(fields))),
    }
}

/// A template can't be read; `said` are the engine's words.
pub fn syntax(path: &Arc<str>, range: Range, said: &str) -> Diagnostic {
    Diagnostic::new(CODE, path, Some(range), sentence(said))
}

/// A template fails; `said` are the engine's words.
pub fn failure(path: &Arc<str>, range: Option<Range>, said: &str) -> Diagnostic {
    Diagnostic::new(CODE, path, range, sentence(said))
}

/// A template calls for another, a component, a filter or a test that isn't there.
pub fn unknown_part(
    path: &Arc<str>,
    range: Option<Range>,
    what: &str,
    name: &str,
    near: Option<&str>,
) -> Diagnostic {
    let message = format!("there is no {what} `{name}`");
    with_near(Diagnostic::new(CODE, path, range, message).label("not found"), near)
}

/// Templates extend or include each other in a circle.
pub fn circle(path: &Arc<str>, range: Option<Range>, verb: &str, chain: &[String]) -> Diagnostic {
    let chain: Vec<&str> = chain.iter().map(String::as_str).collect();
    Diagnostic::new(CODE, path, range, format!("the template {verb} itself"))
        .help(format!("the circle: {}", chain.join(", ")))
}

/// Two templates define one component.
pub fn twice(path: &Arc<str>, range: Option<Range>, name: &str, other: &str) -> Diagnostic {
    Diagnostic::new(CODE, path, range, format!("the component `{name}` is defined twice"))
        .help(format!("the other is in {other}"))
}

fn with_near(finding: Diagnostic, near: Option<&str>) -> Diagnostic {
    match near {
        Some(near) => finding.help(format!("did you mean `{near}`?")),
        None => finding,
    }
}

fn quoted(names: &[&str]) -> String {
    let names: Vec<String> = names.iter().map(|name| format!("`{name}`")).collect();
    names.join(", ")
}

/// The engine's sentence as one of ours: a small letter first, no full stop, one line.
fn sentence(said: &str) -> String {
    let line = said.lines().next().unwrap_or_default().trim_end_matches('.');
    let mut chars = line.chars();
    match chars.next() {
        Some(first) => first.to_lowercase().chain(chars).collect(),
        None => "the template fails".to_owned(),
    }
}
