//! The table of keys as a page of the manual.

use super::{Default, Key, Table, Takes, keys_of};

/// Every key in Markdown: a section for each table, a row for each key.
pub fn reference() -> String {
    let mut out = String::from(HEAD);
    for table in Table::ALL {
        out.push_str(&format!("\n## {}\n\n{}\n\n", heading(table), place(table)));
        out.push_str(
            "| key | takes | if not written | meaning | example |\n| --- | --- | --- | --- | --- |\n",
        );
        for key in keys_of(table) {
            out.push_str(&row(key));
        }
    }
    out
}

const HEAD: &str = "# Every key

What `site.toml` and front matter may say. Both are TOML; front matter stands between two lines `+++` at the head
of a file. A key that is not on this page is an error, and so is a value of another kind than the one given here.

A date is written `2018-03-05`, or between quotation marks where only the month or the year is known:
`\"2018-03\"`, `\"2018\"`.
";

fn row(key: &Key) -> String {
    let takes = match key.takes {
        Takes::Number(least, most) => format!("a whole number, {least} to {most}"),
        takes => takes.words(),
    };
    let default = match key.default {
        Default::Required => "**required**",
        Default::Nothing => "",
        Default::Is(words) => words,
    };
    let cells = [&format!("`{}`", key.name), &takes, default, key.meaning, &format!("`{}`", key.example)];
    format!("| {} |\n", cells.join(" | "))
}

fn heading(table: Table) -> &'static str {
    match table {
        Table::Article => "Articles",
        Table::Concept => "Concepts",
        Table::Relation => "Relations of a concept",
        Table::Compare => "Comparison of a concept's uses",
        Table::Name => "Names",
        Table::Page => "Pages",
        Table::Site => "The site",
        Table::Verb => "Verbs",
        Table::Quotes => "Quotations",
        Table::Limits => "Limits",
        Table::Exports => "Exports",
        Table::Search => "Search",
    }
}

fn place(table: Table) -> &'static str {
    match table {
        Table::Article => "Front matter of `content/articles/SLUG.md`.",
        Table::Concept => "Front matter of `content/concepts/SLUG.md`.",
        Table::Relation => {
            "An item of `related` in a concept's front matter: `{ to = \"...\", as = \"...\" }`."
        }
        Table::Compare => "`compare` in a concept's front matter: `{ verdict = \"...\", gloss = \"...\" }`.",
        Table::Name => "Front matter of `content/names/SLUG.md`.",
        Table::Page => {
            "Front matter of `content/pages/SLUG.md`, `content/index.md` and `content/dialogue.md`; the last two\n\
             have fixed addresses and take no `slug`."
        }
        Table::Site => "`site.toml`, above its first `[table]`; the tables are described below.",
        Table::Verb => "`[[verbs]]` in `site.toml`, once for each verb.",
        Table::Quotes => "`[quotes]` in `site.toml`.",
        Table::Limits => "`[limits]` in `site.toml`.",
        Table::Exports => "`[exports]` in `site.toml`.",
        Table::Search => "`[search]` in `site.toml`.",
    }
}
