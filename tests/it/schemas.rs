//! What an editor says of a file is what the program says of it, as far as one file shows.

use std::path::Path;
use std::sync::Arc;

use expect_test::expect_file;
use jsonschema::Validator;
use lectern::config::config;
use lectern::config::keys::{KEYS, Key, Table, Takes, Unwritten, keys_of, schemas};
use lectern::diagnostic::Diagnostic;
use lectern::load;
use lectern::parse::meta::{Kind, front_matter, kind_of};
use serde_json::Value;

const ROOT: &str = env!("CARGO_MANIFEST_DIR");

/// The schemas, ready to judge.
struct Schemas(Vec<(Table, Validator)>);

impl Schemas {
    fn new() -> Schemas {
        let read = |text: &str| jsonschema::draft7::new(&serde_json::from_str(text).unwrap()).unwrap();
        Schemas(schemas().into_iter().map(|(_, table, text)| (table, read(&text))).collect())
    }

    fn of(&self, table: Table) -> &Validator {
        &self.0.iter().find(|(of, _)| *of == table).unwrap().1
    }

    /// Whether an editor has nothing to say of a file that begins with this table.
    fn fit(&self, table: Table, toml: &str) -> bool {
        self.of(table).is_valid(&json(toml))
    }
}

/// A text of TOML as an editor's extension gives it to a schema: its dates are texts.
fn json(toml: &str) -> Value {
    fn value(toml: toml::Value) -> Value {
        match toml {
            toml::Value::Datetime(date) => Value::from(date.to_string()),
            toml::Value::Array(items) => items.into_iter().map(value).collect(),
            toml::Value::Table(table) => table.into_iter().map(|(key, it)| (key, value(it))).collect(),
            toml::Value::String(text) => Value::from(text),
            toml::Value::Integer(number) => Value::from(number),
            toml::Value::Float(number) => Value::from(number),
            toml::Value::Boolean(flag) => Value::from(flag),
        }
    }
    value(toml::Value::Table(toml.parse().unwrap_or_else(|err| panic!("{err}: {toml}"))))
}

/// What the program says of a file that begins with this table.
fn findings(table: Table, toml: &str) -> Vec<Diagnostic> {
    let of = |path: &str, kind: Kind| front_matter(&path.into(), &format!("+++\n{toml}+++\n"), kind).2;
    match table {
        Table::Article => of("content/articles/a.md", Kind::Article),
        Table::Concept => of("content/concepts/a.md", Kind::Concept),
        Table::Name => of("content/names/a.md", Kind::Name),
        Table::Page => of("content/pages/a.md", Kind::Page),
        _ => config(&"site.toml".into(), toml).1,
    }
}

#[test]
fn the_schemas_are_the_table_of_keys() {
    for (name, _, text) in schemas() {
        expect_file![format!("{ROOT}/docs/schema/{name}")].assert_eq(&text);
    }
}

#[test]
fn the_reader_in_this_repository_and_every_site_of_the_tests_fits_the_schemas() {
    let schemas = Schemas::new();
    let mut n_files = 0;
    let sites = std::fs::read_dir(Path::new(ROOT).join("tests/sites")).unwrap();
    let roots = sites.map(|site| site.unwrap().path()).chain([Path::new(ROOT).to_owned()]);
    for root in roots {
        for (path, text) in load::load(&root).unwrap().texts {
            let load::Text::Utf8(text) = text else { continue };
            let (table, toml) = match kind_of(&path) {
                _ if &*path == "site.toml" => (Table::Site, text.to_string()),
                Some(kind) => (table(kind), front(&text).to_owned()),
                None => continue,
            };
            let (validator, json) = (schemas.of(table), json(&toml));
            let errors: Vec<String> = validator.iter_errors(&json).map(|err| err.to_string()).collect();
            assert_eq!(errors, [""; 0], "{path} in {}", root.display());
            n_files += 1;
        }
    }
    assert!(250 < n_files, "{n_files} files");
}

fn table(kind: Kind) -> Table {
    match kind {
        Kind::Article => Table::Article,
        Kind::Concept => Table::Concept,
        Kind::Name => Table::Name,
        Kind::Page | Kind::Home | Kind::Dialogue => Table::Page,
    }
}

/// The lines between the first two fences.
fn front(text: &str) -> &str {
    let after = text.trim_start_matches('\u{feff}').split_once("+++").unwrap().1;
    after.split_once("\n+++").unwrap().0
}

/// The file's top in which a table stands, and TOML that puts a line into that table.
fn placed(table: Table, line: &str) -> (Table, String) {
    let with = |table: Table, but: &str| {
        let required = keys_of(table).filter(|key| key.default == Unwritten::Required && key.name != but);
        required.map(|key| key.example).collect::<Vec<_>>()
    };
    let name = line.split([' ', '=']).next().unwrap_or("");
    let own = with(table, name).into_iter().chain([line]).collect::<Vec<_>>();
    let inline = |top: Table, open: &str, close: &str| {
        let text =
            [with(top, ""), vec![""]].concat().join("\n") + &format!("{open}{}{close}\n", own.join(", "));
        (top, text)
    };
    match table {
        Table::Relation => inline(Table::Concept, "related = [{", "}]"),
        Table::Compare => inline(Table::Concept, "compare = {", "}"),
        Table::Verb => inline(Table::Site, "verbs = [{", "}]"),
        Table::Quotes => inline(Table::Site, "quotes = {", "}"),
        Table::Limits => inline(Table::Site, "limits = {", "}"),
        Table::Exports => inline(Table::Site, "exports = {", "}"),
        Table::Search => inline(Table::Site, "search = {", "}"),
        Table::Style => inline(Table::Site, "style = {", "}"),
        Table::Text => inline(Table::Site, "text = {", "}"),
        Table::Article | Table::Concept | Table::Name | Table::Page | Table::Site => {
            (table, own.join("\n") + "\n")
        }
    }
}

#[test]
fn a_schema_knows_the_keys_of_each_table_and_no_others() {
    let schemas = Schemas::new();
    for table in Table::ALL {
        for key in KEYS {
            let (top, toml) = placed(table, key.example);
            let knows = keys_of(table).any(|own| own.name == key.name);
            let found = findings(top, &toml);
            let unknown = found.iter().any(|finding| finding.code == "unknown-key");
            assert_eq!(unknown, !knows, "{toml}: {found:?}");
            let fits = schemas.fit(top, &toml);
            assert_eq!(fits, found.is_empty(), "{toml}: {found:?}");
        }
    }
}

#[test]
fn a_required_key_is_required_by_the_schema() {
    let schemas = Schemas::new();
    for table in Table::ALL {
        for missing in keys_of(table).filter(|key| key.default == Unwritten::Required) {
            let (top, toml) = placed(table, missing.example);
            let without = toml.replace(missing.example, "").replace("{,", "{").replace(", }", "}");
            assert_eq!(findings(top, &toml), []);
            assert_ne!(findings(top, &without), []);
            assert!(!schemas.fit(top, &without), "{without}");
        }
    }
}

/// Values of every kind, good and bad for some key.
const VALUES: [&str; 18] = [
    "\"a\"",
    "\"\"",
    "\" \"",
    "\"2018\"",
    "\"2018-3\"",
    "3",
    "-1",
    "0",
    "2018",
    "1.5",
    "true",
    "2018-03-05",
    "[]",
    "[\"a\"]",
    "[\"\"]",
    "[3]",
    "{}",
    "{ x = 1 }",
];

#[test]
fn a_schema_refuses_a_value_of_the_wrong_kind_and_nothing_that_is_read() {
    let schemas = Schemas::new();
    for table in Table::ALL {
        for key in keys_of(table) {
            for value in VALUES {
                let (top, toml) = placed(table, &format!("{} = {value}", key.name));
                let found = findings(top, &toml);
                let fits = schemas.fit(top, &toml);
                if found.is_empty() || is_beyond(key, value) {
                    assert!(fits, "{toml}: the program reads it");
                } else {
                    assert!(!fits, "{toml}: {found:?}");
                }
            }
        }
    }
}

/// Whether the program asks more of the key's text than that it is one; editors take a date for a text.
fn is_beyond(key: &Key, value: &str) -> bool {
    let is_text = value.starts_with('"') && !value.trim_matches('"').trim().is_empty();
    let stricter = ["base_url", "repository", "language", "slug", "letter"].contains(&key.name);
    let is_date = value == "2018-03-05";
    key.takes == Takes::Text && (stricter && is_text || is_date)
}

#[test]
fn a_schema_says_what_each_key_is_for() {
    let all: String = schemas().into_iter().map(|(_, _, text)| text).collect();
    for key in KEYS {
        let meaning = Value::from(key.meaning).to_string();
        assert!(all.contains(meaning.trim_matches('"')), "{}", key.name);
    }
}

#[test]
fn every_rule_has_its_levels_in_the_schema() {
    let schemas = Schemas::new();
    let path: Arc<str> = "site.toml".into();
    for (line, is_read) in [
        ("unused-concept = \"off\"", true),
        ("unused-concept = \"loud\"", false),
        ("unused-concepts = \"off\"", false),
        ("duplicate-address = \"off\"", false),
        ("duplicate-address = \"error\"", true),
    ] {
        let toml = format!("title = \"T\"\n[rules]\n{line}\n");
        assert_eq!(config(&path, &toml).1.is_empty(), is_read, "{line}");
        assert_eq!(schemas.fit(Table::Site, &toml), is_read, "{line}");
    }
}
