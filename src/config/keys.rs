//! The table of keys: every key of `site.toml` and of front matter, where it stands and what it takes.
//!
//! The readers accept what is listed here and nothing else, advice on unknown keys is drawn from here,
//! the manual's page is this table in Markdown, and the schemas are it in JSON.

mod page;
mod schema;
mod table;

pub use page::reference;
pub use schema::schemas;
pub use table::KEYS;

/// One key.
#[derive(Debug)]
pub struct Key {
    /// As it is written.
    pub name: &'static str,
    /// The tables in which it may stand.
    pub tables: &'static [Table],
    /// What stands to the right of `=`.
    pub takes: Takes,
    /// What holds when it isn't written.
    pub default: Unwritten,
    /// What it is for, one sentence.
    pub meaning: &'static str,
    /// A line of TOML that says something else than the default.
    pub example: &'static str,
}

/// A table of TOML in which keys stand.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Table {
    /// The front matter of an article.
    Article,
    /// The front matter of a concept.
    Concept,
    /// The front matter of a name.
    Name,
    /// The front matter of a page, of the home page and of the dialogue.
    Page,
    /// An item of a concept's `related`.
    Relation,
    /// A concept's `compare`.
    Compare,
    /// `site.toml`, before its first table.
    Site,
    /// An item of `[[verbs]]`.
    Verb,
    /// `[quotes]`
    Quotes,
    /// `[limits]`
    Limits,
    /// `[exports]`
    Exports,
    /// `[search]`
    Search,
    /// `[style]`
    Style,
    /// `[text]`
    Text,
}

/// What a key takes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Takes {
    /// A text that isn't empty.
    Text,
    /// A list of such texts.
    Texts,
    /// True or false.
    Flag,
    /// A whole number from the first to the second.
    Number(i64, i64),
    /// A date of TOML, or a year, month or day as text.
    Date,
    /// A date, or else a text.
    DateOrText,
    /// One of these texts.
    Choice(&'static [&'static str]),
    /// A table with the keys of this one.
    Table(Table),
    /// Any number of such tables.
    Tables(Table),
    /// A list of texts and of such tables.
    TextsOrTables(Table),
    /// A table from the codes of rules to levels.
    Levels,
}

/// What holds when a key isn't written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unwritten {
    /// It must be written.
    Required,
    /// Nothing does.
    Nothing,
    /// This, in Markdown.
    Is(&'static str),
}

/// The key of this name in this table.
pub fn key(table: Table, name: &str) -> Option<&'static Key> {
    keys_of(table).find(|key| key.name == name)
}

/// The keys of a table, in the manual's order.
pub fn keys_of(table: Table) -> impl Iterator<Item = &'static Key> {
    KEYS.iter().filter(move |key| key.tables.contains(&table))
}

impl Table {
    /// Every table, in the manual's order.
    pub const ALL: [Table; 14] = [
        Table::Article,
        Table::Concept,
        Table::Relation,
        Table::Compare,
        Table::Name,
        Table::Page,
        Table::Site,
        Table::Verb,
        Table::Quotes,
        Table::Limits,
        Table::Exports,
        Table::Search,
        Table::Style,
        Table::Text,
    ];

    /// The other tables, those of the same kind of file first.
    pub fn others(self) -> Vec<Table> {
        let mut others: Vec<Table> = Table::ALL.into_iter().filter(|other| *other != self).collect();
        others.sort_by_key(|other| !other.shares_file(self));
        others
    }

    /// Whether both stand in front matter, or both in `site.toml`.
    pub fn shares_file(self, other: Table) -> bool {
        self.in_front_matter() == other.in_front_matter()
    }

    fn in_front_matter(self) -> bool {
        match self {
            Table::Article
            | Table::Concept
            | Table::Name
            | Table::Page
            | Table::Relation
            | Table::Compare => true,
            Table::Site
            | Table::Verb
            | Table::Quotes
            | Table::Limits
            | Table::Exports
            | Table::Search
            | Table::Style
            | Table::Text => false,
        }
    }

    /// The table in a sentence: "a concept's front matter".
    pub fn words(self) -> &'static str {
        match self {
            Table::Article => "an article's front matter",
            Table::Concept => "a concept's front matter",
            Table::Name => "a name's front matter",
            Table::Page => "a page's front matter",
            Table::Relation => "an item of a concept's `related`",
            Table::Compare => "a concept's `compare`",
            Table::Site => "`site.toml`",
            Table::Verb => "`[[verbs]]` of `site.toml`",
            Table::Quotes => "`[quotes]` of `site.toml`",
            Table::Limits => "`[limits]` of `site.toml`",
            Table::Exports => "`[exports]` of `site.toml`",
            Table::Search => "`[search]` of `site.toml`",
            Table::Style => "`[style]` of `site.toml`",
            Table::Text => "`[text]` of `site.toml`",
        }
    }
}

impl Takes {
    /// What it takes, after "takes": "a list of texts".
    pub fn words(self) -> String {
        match self {
            Takes::Text => "text".to_owned(),
            Takes::Texts => "a list of texts".to_owned(),
            Takes::Flag => "`true` or `false`".to_owned(),
            Takes::Number(..) => "a whole number".to_owned(),
            Takes::Date => "a date".to_owned(),
            Takes::DateOrText => "a date or text".to_owned(),
            Takes::Choice(choices) => Takes::one_of(choices),
            Takes::Table(_) | Takes::Levels => "a table".to_owned(),
            Takes::Tables(_) => "a list of tables".to_owned(),
            Takes::TextsOrTables(_) => "a list of texts and tables".to_owned(),
        }
    }

    /// The texts as TOML writes them: "`"a"`, `"b"` or `"c"`".
    pub(super) fn one_of(choices: &[&str]) -> String {
        let choices: Vec<String> = choices.iter().map(|choice| format!("`\"{choice}\"`")).collect();
        match choices.split_last() {
            Some((last, before)) if !before.is_empty() => format!("{} or {last}", before.join(", ")),
            _ => choices.concat(),
        }
    }
}
