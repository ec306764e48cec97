//! The table of keys as JSON Schemas, by which an editor completes keys, explains them and marks slips.
//!
//! Draft 7, which editors' TOML extensions know. A date of TOML is a text there. A schema knows one file: whether a
//! slug, an entry or a verb of the site's own exists, `lectern check` says.

use serde_json::{Map, Value, json};

use super::{Key, Table, Takes, Unwritten, keys_of};
use crate::config::Config;
use crate::diagnostic::{RULES, Severity, Silence};

/// Kinds of files: the schema's name, the table at the file's top, and which files these are.
const FILES: &[(&str, Table, &str)] = &[
    ("article", Table::Article, "Front matter of content/articles/SLUG.md"),
    ("concept", Table::Concept, "Front matter of content/concepts/SLUG.md"),
    ("name", Table::Name, "Front matter of content/names/SLUG.md"),
    ("page", Table::Page, "Front matter of content/pages/SLUG.md, content/index.md and content/dialogue.md"),
    ("site", Table::Site, "site.toml"),
];

/// Every schema: its file's name, the table that it describes, and its text.
pub fn schemas() -> Vec<(String, Table, String)> {
    let schema = |(name, table, title): &(&str, Table, &str)| {
        let mut schema = object(*table);
        schema.insert("$schema".to_owned(), json!("http://json-schema.org/draft-07/schema#"));
        schema.insert("title".to_owned(), json!(title));
        (format!("{name}.json"), *table, format!("{:#}\n", Value::Object(schema)))
    };
    FILES.iter().map(schema).collect()
}

/// A table with its keys and no others.
fn object(table: Table) -> Map<String, Value> {
    let required: Vec<&str> =
        keys_of(table).filter(|key| key.default == Unwritten::Required).map(|key| key.name).collect();
    let properties: Map<String, Value> =
        keys_of(table).map(|key| (key.name.to_owned(), property(table, key))).collect();
    let mut out = Map::new();
    out.insert("type".to_owned(), json!("object"));
    out.insert("additionalProperties".to_owned(), json!(false));
    out.insert("required".to_owned(), json!(required));
    out.insert("properties".to_owned(), Value::Object(properties));
    out
}

fn property(table: Table, key: &Key) -> Value {
    let mut out = match (table, key.name) {
        (Table::Relation, "as") => verb(),
        _ => taken(key.takes),
    };
    let default = match key.default {
        Unwritten::Is(words) => format!(" If it isn't written: {words}."),
        Unwritten::Required | Unwritten::Nothing => String::new(),
    };
    out.insert("description".to_owned(), json!(format!("{}{default}", key.meaning)));
    Value::Object(out)
}

/// What a key takes, as far as one file shows it.
fn taken(takes: Takes) -> Map<String, Value> {
    let map = |value: Value| if let Value::Object(map) = value { map } else { Map::new() };
    match takes {
        Takes::Text => map(text()),
        Takes::Texts => map(json!({ "type": "array", "items": text() })),
        Takes::Flag => map(json!({ "type": "boolean" })),
        Takes::Number(least, most) => map(json!({ "type": "integer", "minimum": least, "maximum": most })),
        Takes::Date => {
            let date = json!({ "type": "string", "pattern": r"^\s*\d{4}(-\d{2}(-\d{2})?)?\s*$" });
            map(json!({ "anyOf": [date, year()] }))
        }
        Takes::DateOrText => map(json!({ "anyOf": [text(), year()] })),
        Takes::Choice(choices) => map(json!({ "enum": choices })),
        Takes::Table(table) => object(table),
        Takes::Tables(table) => map(json!({ "type": "array", "items": object(table) })),
        Takes::TextsOrTables(table) => {
            map(json!({ "type": "array", "items": { "anyOf": [text(), object(table)] } }))
        }
        Takes::Levels => levels(),
    }
}

/// A text with something in it.
fn text() -> Value {
    json!({ "type": "string", "pattern": r"\S" })
}

fn year() -> Value {
    json!({ "type": "integer", "minimum": 1, "maximum": 9999 })
}

/// The built-in verbs to choose from, or another: the site's own stand in another file.
fn verb() -> Map<String, Value> {
    let verbs: Vec<String> = Config::default().verbs.into_iter().map(|verb| verb.name).collect();
    Map::from_iter([("anyOf".to_owned(), json!([{ "enum": verbs }, text()]))])
}

/// A level for each rule.
fn levels() -> Map<String, Value> {
    let rule = |rule: &crate::diagnostic::Rule| {
        let level = match rule.level {
            Severity::Error => "error",
            Severity::Warning => "warning",
        };
        let doc = format!("{} {} If it isn't written: `\"{level}\"`.", rule.doc, rule.advice);
        let levels = match rule.silence {
            Silence::Never => json!(["error"]),
            Silence::Block | Silence::Site => json!(["error", "warning", "off"]),
        };
        (rule.code.to_owned(), json!({ "enum": levels, "description": doc }))
    };
    let properties: Map<String, Value> = RULES.iter().map(rule).collect();
    let mut out = Map::new();
    out.insert("type".to_owned(), json!("object"));
    out.insert("additionalProperties".to_owned(), json!(false));
    out.insert("properties".to_owned(), Value::Object(properties));
    out
}
