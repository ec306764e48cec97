//! The table of keys as a page of the manual.

use super::table::{ENTRY, EVERY, KEYS};
use super::{Key, Table, Takes, Unwritten};

/// Every key in Markdown: a section for each set of tables, a row for each key.
pub fn reference() -> String {
    let mut out = String::from(HEAD);
    for (heading, place, tables) in SECTIONS {
        out.push_str(&format!("\n## {heading}\n\n{place}\n\n"));
        let rows: String = KEYS.iter().filter(|key| key.tables == *tables).map(row).collect();
        out.push_str("| key | what it says |\n| --- | --- |\n");
        out.push_str(&rows);
    }
    out
}

const HEAD: &str = "+++
title = \"Every key\"
order = 2
summary = \"What site.toml and front matter may say, key by key.\"
linking = \"first-per-page\"
+++

<!-- Made from `src/config/keys/table.rs`; `UPDATE_EXPECT=1 cargo test` writes it anew. -->

What `site.toml` and front matter may say. Both are TOML; front matter stands between two lines `+++` at the head
of a file. A key that is not on this page is an error, and so is a value of another kind than the one given here.

A date is written `2018-03-05`, or between quotation marks where only the month or the year is known:
`\"2018-03\"`, `\"2018\"`.
";

/// Heading, where the keys stand, and the tables that all of them may stand in.
const SECTIONS: &[(&str, &str, &[Table])] = &[
    (
        "Every page",
        "Front matter of every file in `content/`. `index.md` and `dialogue.md` have fixed addresses and take no `slug`.",
        EVERY,
    ),
    ("Articles", "Front matter of `content/articles/SLUG.md`.", &[Table::Article]),
    (
        "Concepts and names",
        "Front matter of `content/concepts/SLUG.md` and `content/names/SLUG.md`: by which words the entry is found.",
        ENTRY,
    ),
    ("Concepts", "Front matter of `content/concepts/SLUG.md`.", &[Table::Concept]),
    ("Relations", "An item of a concept's `related`: `{ to = \"...\", as = \"...\" }`.", &[Table::Relation]),
    ("Comparison", "A concept's `compare`: `{ verdict = \"...\", gloss = \"...\" }`.", &[Table::Compare]),
    ("Names", "Front matter of `content/names/SLUG.md`.", &[Table::Name]),
    ("The site", "`site.toml`, above its first `[table]`.", &[Table::Site]),
    ("Verbs", "`[[verbs]]` in `site.toml`, once for each verb.", &[Table::Verb]),
    ("Quotations", "`[quotes]` in `site.toml`.", &[Table::Quotes]),
    ("Limits", "`[limits]` in `site.toml`.", &[Table::Limits]),
    ("Exports", "`[exports]` in `site.toml`.", &[Table::Exports]),
    ("Search", "`[search]` in `site.toml`.", &[Table::Search]),
    ("Style", "`[style]` in `site.toml`.", &[Table::Style]),
    ("Text", "`[text]` in `site.toml`.", &[Table::Text]),
];

/// Two columns: a phone has no room for a third.
fn row(key: &Key) -> String {
    let takes = match key.takes {
        Takes::Number(least, most) => format!("a whole number, {least} to {most}"),
        takes => takes.words(),
    };
    let unwritten = match key.default {
        Unwritten::Required => "; it must be written".to_owned(),
        Unwritten::Nothing => String::new(),
        Unwritten::Is(words) => format!("; if it isn't written: {words}"),
    };
    format!("| `{}` | {} *Takes* {takes}{unwritten}. `{}` |\n", key.name, key.meaning, key.example)
}
