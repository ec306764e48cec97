//! The page of templates: made of the structs that templates see, and held against values of them.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};

use expect_test::expect_file;
use lectern::render::templates::Sample;
use lectern::render::theme;
use serde_json::Value;

/// A struct that templates see.
struct View {
    name: String,
    doc: String,
    fields: Vec<Field>,
}

struct Field {
    name: String,
    /// As Rust writes it: `Vec<LinkView>`.
    takes: String,
    doc: String,
}

/// The public structs of a source file with their public fields, without those that aren't serialised.
fn views(source: &str) -> Vec<View> {
    let (mut out, mut doc, mut is_skipped): (Vec<View>, String, bool) = (Vec::new(), String::new(), false);
    for line in source.lines().map(str::trim) {
        if let Some(words) = line.strip_prefix("/// ") {
            doc = if doc.is_empty() { words.to_owned() } else { format!("{doc} {words}") };
        } else if let Some(name) = line.strip_prefix("pub struct ").and_then(|rest| rest.strip_suffix(" {")) {
            out.push(View { name: name.to_owned(), doc: std::mem::take(&mut doc), fields: Vec::new() });
        } else if let Some((name, takes)) = line.strip_prefix("pub ").and_then(|rest| rest.split_once(": ")) {
            let field = Field {
                name: name.to_owned(),
                takes: takes.trim_end_matches(',').to_owned(),
                doc: std::mem::take(&mut doc),
            };
            let skipped = std::mem::take(&mut is_skipped);
            out.last_mut().unwrap().fields.extend((!skipped).then_some(field));
        } else if line.contains("serde(skip)") {
            is_skipped = true;
        } else if !line.starts_with("#[") {
            doc.clear();
        }
    }
    out
}

/// Every view there is, those of the module itself first.
fn all() -> Vec<View> {
    let room = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/render/views");
    let mut paths: Vec<PathBuf> = fs::read_dir(&room).unwrap().map(|entry| entry.unwrap().path()).collect();
    paths.sort();
    paths.insert(0, room.with_extension("rs"));
    paths.into_iter().flat_map(|path| views(&fs::read_to_string(path).unwrap())).collect()
}

/// What a field holds that is no struct of ours.
fn is_plain(rust: &str) -> bool {
    matches!(rust, "String" | "bool" | "usize" | "u32" | "u8" | "i32")
}

/// A type in words: `Vec<LinkView>` is a list of [LinkView](#linkview).
fn takes(rust: &str) -> String {
    if let Some(item) = rust.strip_prefix("Vec<").and_then(|rest| rest.strip_suffix('>')) {
        return format!("a list, each: {}", takes(item));
    }
    match rust {
        "String" => "text".to_owned(),
        "bool" => "true or false".to_owned(),
        "usize" | "u32" | "u8" | "i32" => "a number".to_owned(),
        name => format!("[{name}](#{})", name.to_lowercase()),
    }
}

fn fields(view: &View) -> String {
    let mut out = String::from("| field | what it is | meaning |\n| --- | --- | --- |\n");
    for field in &view.fields {
        let doc = field.doc.replace('|', "\\|");
        writeln!(out, "| `{}` | {} | {doc} |", field.name, takes(&field.takes)).unwrap();
    }
    out
}

/// Whether a template has this view for itself.
fn is_whole(view: &View) -> bool {
    view.doc.starts_with('`') && view.doc.contains(".html`")
}

/// The manual's page of templates.
fn page() -> String {
    let views = all();
    let mut out = String::from(HEAD);
    let shared: Vec<String> = theme::FILES
        .iter()
        .filter_map(|file| file.path.strip_prefix("templates/").filter(|name| name.ends_with(".html")))
        .filter(|name| !views.iter().any(|view| is_whole(view) && view.doc.contains(&format!("`{name}`"))))
        .map(|name| format!("`{name}`"))
        .collect();
    writeln!(out, "\nThese have no view of their own; others extend or use them: {}.", shared.join(", "))
        .unwrap();
    out.push_str("\n## What every template sees\n");
    for view in views.iter().filter(|view| view.name == "SiteView") {
        write!(out, "\n`site` is this. `words` holds every word of the theme, as `templates/words/en.toml` names it.\n\n{}", fields(view)).unwrap();
    }
    out.push_str("\n## Templates and what each sees\n");
    for view in views.iter().filter(|view| is_whole(view)) {
        let (names, more) = view.doc.split_once(": ").unwrap_or((&view.doc, ""));
        let more = if more.is_empty() { String::new() } else { format!("{more}\n\n") };
        write!(out, "\n### {}\n\n{more}{}", names.replace('`', ""), fields(view)).unwrap();
    }
    out.push_str("\n## What the fields hold\n");
    for view in views.iter().filter(|view| !is_whole(view) && view.name != "SiteView") {
        write!(out, "\n### {}\n\n{}\n\n{}", view.name, view.doc, fields(view)).unwrap();
    }
    out
}

const HEAD: &str = "+++
title = \"Every template\"
order = 4
summary = \"The templates that a site may put in place of the theme's, and every field that each may show.\"
linking = \"none\"
+++

<!-- Made from `src/render/views.rs` and `src/render/views/`; `UPDATE_EXPECT=1 cargo test` writes it anew. -->

A template is a file in `templates/`, written as [Tera](https://keats.github.io/tera/) has it: `{{ page.title }}` shows a field,
`{% for article in articles %}` goes through a list, `{% if page.edit %}` asks whether there is something. Every address in a field is
relative to the page. Texts are plain, and are made safe when they are shown; only fields that are called `prose`, or end in `_html`,
hold HTML, and want `| safe` behind them. [Changing how it looks](../articles/theming.md) says how to begin.
";

#[test]
fn the_manual_has_every_field_that_a_template_sees() {
    expect_file!["../../../docs/content/pages/templates.md"].assert_eq(&page());
}

/// Compares a value with the struct of that name, and what it holds with theirs; notes the structs that were met.
fn compare(name: &str, value: &Value, known: &BTreeMap<String, View>, met: &mut Vec<String>) {
    if is_plain(name) {
        return;
    }
    let Some(view) = known.get(name) else { panic!("no struct is called `{name}`") };
    let Some(object) = value.as_object() else { panic!("`{name}` is no object") };
    let mut said: Vec<&str> = view.fields.iter().map(|field| field.name.as_str()).collect();
    let mut given: Vec<&str> = object.keys().map(String::as_str).collect();
    said.sort_unstable();
    given.sort_unstable();
    assert_eq!(said, given, "{name}");
    met.push(name.to_owned());
    for field in &view.fields {
        assert!(!field.doc.is_empty(), "{name}.{}", field.name);
        let value = &object[&field.name];
        let item = field.takes.strip_prefix("Vec<").and_then(|rest| rest.strip_suffix('>'));
        match (item, value.as_array()) {
            (Some(item), Some(values)) => values.iter().for_each(|value| compare(item, value, known, met)),
            (None, None) => compare(&field.takes, value, known, met),
            _ => panic!("{name}.{} is {}, not {value}", field.name, field.takes),
        }
    }
}

#[test]
fn the_fields_that_are_read_from_the_sources_are_those_that_templates_get() {
    let known: BTreeMap<String, View> = all().into_iter().map(|view| (view.name.clone(), view)).collect();
    let of = Sample::new("a");
    let samples = [
        ("SiteView", serde_json::to_value(of.site())),
        ("EntryLinkView", serde_json::to_value(of.link_view())),
        ("PreviewView", serde_json::to_value(of.preview())),
        ("HomeView", serde_json::to_value(of.home())),
        ("ArticlesView", serde_json::to_value(of.articles())),
        ("ArticleView", serde_json::to_value(of.article())),
        ("EntryView", serde_json::to_value(of.entry())),
        ("IndexView", serde_json::to_value(of.index())),
        ("BibliographyView", serde_json::to_value(of.bibliography())),
        ("DialogueView", serde_json::to_value(of.dialogue())),
        ("MapView", serde_json::to_value(of.map())),
        ("BookView", serde_json::to_value(of.book())),
        ("PageView", serde_json::to_value(of.page())),
        ("MissingView", serde_json::to_value(of.missing())),
        ("SearchView", serde_json::to_value(of.search())),
        ("RedirectView", serde_json::to_value(of.redirect())),
    ];
    let mut met = Vec::new();
    for (name, value) in samples {
        compare(name, &value.unwrap(), &known, &mut met);
    }
    met.sort();
    met.dedup();
    assert_eq!(met, known.keys().cloned().collect::<Vec<_>>(), "every struct is in a sample");
}
