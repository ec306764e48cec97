//! A small complete site that explains itself: two folders of Markdown and a configuration.

use crate::config::keys::{Key, Table, Takes, Unwritten, keys_of, schemas};

/// The release that a program belongs to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Release {
    /// `OWNER/NAME` on GitHub.
    pub repository: &'static str,
    /// The full hash of its commit.
    pub commit: &'static str,
    /// Its tag: `v0.1.0`.
    pub version: &'static str,
}

impl Release {
    /// Of this program, which learns it when it is compiled; none where it isn't compiled for a release.
    pub fn own() -> Option<Release> {
        let version = concat!("v", env!("CARGO_PKG_VERSION"));
        match (option_env!("LECTERN_REPOSITORY"), option_env!("LECTERN_COMMIT")) {
            (Some(repository), Some(commit)) => Some(Release { repository, commit, version }),
            _ => None,
        }
    }
}

/// What stands in the workflow where the release isn't known.
const UNKNOWN: Release = Release {
    repository: "OWNER/LECTERN",
    commit: "COMMIT",
    version: concat!("v", env!("CARGO_PKG_VERSION")),
};
/// What is said of it there.
const UNKNOWN_NOTE: &str = "# BEFORE THE FIRST PUSH: this program knows no release of its own. In the line with `OWNER/LECTERN@COMMIT` say where Lectern
# is released, and the full hash of that release's commit.
#
";

/// The files as they are; `site.toml` is made of the table of keys.
const FILES: &[(&str, &str)] = &[
    (".gitignore", include_str!("start/gitignore")),
    (".vscode/extensions.json", include_str!("start/extensions.json")),
    (".vscode/settings.json", include_str!("start/settings.json")),
    ("README.md", include_str!("start/readme.md")),
    ("content/articles/what-is-enlightenment.md", include_str!("start/what-is-enlightenment.md")),
    ("content/concepts/enlightenment.md", include_str!("start/enlightenment.md")),
    ("content/concepts/immaturity.md", include_str!("start/immaturity.md")),
    ("content/concepts/public-use-of-reason.md", include_str!("start/public-use-of-reason.md")),
    ("content/index.md", include_str!("start/index.md")),
    ("content/names/immanuel-kant.md", include_str!("start/immanuel-kant.md")),
    ("content/pages/about.md", include_str!("start/about.md")),
    ("content/references.bib", include_str!("start/references.bib")),
];

/// The workflows, which have a release to name.
const WORKFLOWS: &[(&str, &str)] = &[
    (".github/workflows/pages.yml", include_str!("start/pages.yml")),
    (".github/workflows/pull-request.yml", include_str!("start/pull-request.yml")),
];

/// Every file of the site, whose workflows download `release`: its path from the root, and its text.
pub fn site(release: Option<Release>) -> Vec<(String, String)> {
    let mut files: Vec<(String, String)> =
        FILES.iter().map(|(path, text)| (path.to_string(), text.to_string())).collect();
    files.extend(WORKFLOWS.iter().map(|(path, text)| (path.to_string(), workflow(text, release))));
    let schema = schemas().into_iter().find(|(_, table, _)| *table == Table::Site);
    files.extend(schema.map(|(name, _, text)| (format!(".vscode/{name}"), text)));
    files.push(("site.toml".to_owned(), configuration()));
    files
}

fn workflow(text: &str, release: Option<Release>) -> String {
    let note = if release.is_some() { "" } else { UNKNOWN_NOTE };
    let Release { repository, commit, version } = release.unwrap_or(UNKNOWN);
    let action = format!("{repository}@{commit}");
    let text = text.replace("REPOSITORY@COMMIT", &action).replace("VERSION", version);
    format!("{note}{text}")
}

/// `site.toml` with every key: a sentence for each, and an example behind a `#` where it isn't set.
fn configuration() -> String {
    let mut out = String::from(HEAD);
    for key in keys_of(Table::Site).filter(|key| !is_table(key)) {
        let written = WRITTEN.iter().find(|(name, _)| *name == key.name);
        entry(key, written.map(|(_, line)| *line), &mut out);
    }
    for (table, heading) in TABLES {
        out.push_str(&format!("\n# {}\n#{heading}\n", meaning(heading)));
        for key in keys_of(*table) {
            out.push_str(&format!("# {}\n#{}\n", sentence(key), key.example));
        }
    }
    let rules = keys_of(Table::Site).find(|key| key.takes == Takes::Levels).map_or("", |key| key.meaning);
    out.push_str(&format!("\n# {rules}\n[rules]\n#unused-concept = \"off\"\n"));
    out.push_str(
        "# Its concepts quote nothing yet: take this line out when they do.\nno-passage = \"off\"\n",
    );
    out
}

const HEAD: &str = "\
#:schema .vscode/site.json
# What the site is called, where it will stand, and its policies.
#
# A line that begins with `#` says nothing. Take the sign away from one without a space after it, and it holds;
# what is not written has the value given above it. The first line is for editors: it names the schema of this file.

";

/// What the new site sets.
const WRITTEN: &[(&str, &str)] = &[
    ("title", "title = \"What is enlightenment?\""),
    ("subtitle", "subtitle = \"A reader to start from\""),
    (
        "description",
        "description = \"One short text by Kant, summarised, with the concepts that it turns on.\"",
    ),
    ("language", "language = \"en\""),
];

const TABLES: &[(Table, &str)] = &[
    (Table::Verb, "[[verbs]]"),
    (Table::Quotes, "[quotes]"),
    (Table::Limits, "[limits]"),
    (Table::Exports, "[exports]"),
    (Table::Search, "[search]"),
    (Table::Style, "[style]"),
    (Table::Text, "[text]"),
];

fn is_table(key: &Key) -> bool {
    matches!(key.takes, Takes::Table(_) | Takes::Tables(_) | Takes::Levels)
}

fn entry(key: &Key, written: Option<&str>, out: &mut String) {
    let line = written.map_or(format!("#{}", key.example), str::to_owned);
    out.push_str(&format!("# {}\n{line}\n\n", sentence(key)));
}

fn sentence(key: &Key) -> String {
    match key.default {
        Unwritten::Is(value) => format!("{} If it isn't written: {value}.", key.meaning),
        Unwritten::Required | Unwritten::Nothing => key.meaning.to_owned(),
    }
}

/// What a table of `site.toml` is for.
fn meaning(heading: &str) -> &'static str {
    let name = heading.trim_matches(['[', ']']);
    keys_of(Table::Site).find(|key| key.name == name).map_or("", |key| key.meaning)
}
