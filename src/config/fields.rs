//! One table of TOML, handed out key by key as the table of keys has it.

use super::keys::{Table, Takes, Unwritten, key, keys_of};
use super::report::Report;
use super::value::{Entries, Value};
use crate::diagnostic::Diagnostic;
use crate::diagnostic::messages::{front_matter as say, page};
use crate::text::{Date, Range, Spot, hidden_character, nearest, only_near};

/// What is left of a table. Each taker removes its key; a value of the wrong kind is reported and gives none.
pub(crate) struct Fields<'r, 't> {
    report: &'r mut Report<'t>,
    table: Table,
    entries: Entries,
}

impl<'r, 't> Fields<'r, 't> {
    /// Begins to read a table. `place` is where a missing key is reported.
    pub fn new(
        report: &'r mut Report<'t>,
        table: Table,
        entries: Entries,
        place: Option<Range>,
    ) -> Fields<'r, 't> {
        for key in keys_of(table).filter(|key| key.default == Unwritten::Required) {
            let written = entries.iter().any(|(name, _)| name.it == key.name);
            if !written && !report.may_hide(key.name) {
                let finding = say::missing_key(report.path, place, key.name, table.words(), key.example);
                report.say(finding);
            }
        }
        Fields { report, table, entries }
    }

    /// The file's findings, to add one.
    pub fn report(&mut self) -> &mut Report<'t> {
        self.report
    }

    /// A text.
    pub fn text(&mut self, name: &'static str) -> Option<Spot<String>> {
        let value = self.take(name, |takes| takes == Takes::Text)?;
        self.as_text(name, &value)
    }

    /// A list of texts; those that can be read.
    pub fn texts(&mut self, name: &'static str) -> Vec<Spot<String>> {
        let Some(value) = self.take(name, |takes| takes == Takes::Texts) else { return Vec::new() };
        match &value.it {
            Value::List(items) => items.iter().filter_map(|item| self.as_text(name, item)).collect(),
            Value::Text(_) => {
                let listed = format!("[{}]", value.range.of(self.report.text));
                let finding = say::wrong_kind(self.report.path, value.range, name, "a list of texts", "text");
                self.report.say(finding.help(format!("write `{listed}`")).fix(listed));
                Vec::new()
            }
            _ => self.wrong(name, &value).unwrap_or_default(),
        }
    }

    /// Whether the key is written, and not yet taken.
    pub fn has(&self, name: &'static str) -> bool {
        self.entries.iter().any(|(key, _)| key.it == name)
    }

    /// True or false.
    pub fn flag(&mut self, name: &'static str) -> Option<bool> {
        let value = self.take(name, |takes| takes == Takes::Flag)?;
        match value.it {
            Value::Flag(flag) => Some(flag),
            _ => self.wrong(name, &value),
        }
    }

    /// A whole number within the key's limits.
    pub fn number(&mut self, name: &'static str) -> Option<i64> {
        let value = self.take(name, |takes| matches!(takes, Takes::Number(..)))?;
        let Takes::Number(least, most) = key(self.table, name)?.takes else { return None };
        match value.it {
            Value::Whole(Some(number)) if least <= number && number <= most => Some(number),
            Value::Whole(_) => {
                self.report.say(say::out_of_range(self.report.path, value.range, name, least, most));
                None
            }
            _ => self.wrong(name, &value),
        }
    }

    /// A whole number within the key's limits, which lie within these 32 bits.
    pub fn count(&mut self, name: &'static str) -> Option<u32> {
        self.number(name).and_then(|number| u32::try_from(number).ok())
    }

    /// A date.
    pub fn date(&mut self, name: &'static str) -> Option<Spot<Date>> {
        let value = self.take(name, |takes| takes == Takes::Date)?;
        if let Some(date) = value.it.date() {
            return Some(Spot::new(date, value.range));
        }
        match value.it {
            Value::Text(_) | Value::Day(_) | Value::Whole(_) => {
                let typed = value.range.of(self.report.text).trim_matches(['"', '\'']).to_owned();
                self.report.say(say::not_a_date(self.report.path, value.range, &typed));
                None
            }
            _ => self.wrong(name, &value),
        }
    }

    /// A date as `dated` makes of it, or else a text as `said` does.
    pub fn date_or_text<T>(
        &mut self,
        name: &'static str,
        dated: fn(Date) -> T,
        said: fn(String) -> T,
    ) -> Option<Spot<T>> {
        let value = self.take(name, |takes| takes == Takes::DateOrText)?;
        match (value.it.date(), &value.it) {
            (Some(date), _) => Some(Spot::new(dated(date), value.range)),
            (None, Value::Text(_)) => {
                let text = self.as_text(name, &value)?;
                Some(Spot::new(said(text.it), text.range))
            }
            (None, _) => self.wrong(name, &value),
        }
    }

    /// One of the listed words, as what it stands for. The words are those of the table of keys, in its order.
    pub fn choice<T: Copy>(&mut self, name: &'static str, choices: &[(&str, T)]) -> Option<Spot<T>> {
        let words: Vec<&str> = choices.iter().map(|(word, _)| *word).collect();
        let value = self.take(name, |takes| matches!(takes, Takes::Choice(listed) if listed == words))?;
        self.as_choice(name, &value, choices)
    }

    /// A table inside this one.
    pub fn table(&mut self, name: &'static str) -> Option<Fields<'_, 't>> {
        let value = self.take(name, |takes| matches!(takes, Takes::Table(_)))?;
        let Takes::Table(table) = key(self.table, name)?.takes else { return None };
        match value.it {
            Value::Table(entries) => Some(Fields::new(self.report, table, entries, Some(value.range))),
            _ => self.wrong(name, &value),
        }
    }

    /// The items of a list, to be read by [`Fields::item`] or [`Fields::as_text`].
    pub fn items(&mut self, name: &'static str) -> Vec<Spot<Value>> {
        let listed = |takes| matches!(takes, Takes::Tables(_) | Takes::TextsOrTables(_));
        let Some(value) = self.take(name, listed) else { return Vec::new() };
        match value.it {
            Value::List(items) => items,
            _ => self.wrong(name, &value).unwrap_or_default(),
        }
    }

    /// An item that is a table; any other is reported as not being what the list `takes`.
    pub fn item(
        &mut self,
        name: &str,
        takes: &str,
        table: Table,
        item: Spot<Value>,
    ) -> Option<Fields<'_, 't>> {
        match item.it {
            Value::Table(entries) => Some(Fields::new(self.report, table, entries, Some(item.range))),
            other => {
                self.report.say(say::wrong_kind(self.report.path, item.range, name, takes, other.words()));
                None
            }
        }
    }

    /// Every key and value of a table from codes to levels.
    pub fn levels(&mut self, name: &'static str) -> Entries {
        let Some(value) = self.take(name, |takes| takes == Takes::Levels) else { return Vec::new() };
        match value.it {
            Value::Table(entries) => entries,
            _ => self.wrong(name, &value).unwrap_or_default(),
        }
    }

    /// A value that must be one of these words.
    pub fn as_choice<T: Copy>(
        &mut self,
        name: &str,
        value: &Spot<Value>,
        choices: &[(&str, T)],
    ) -> Option<Spot<T>> {
        let words: Vec<&str> = choices.iter().map(|(word, _)| *word).collect();
        let Value::Text(text) = &value.it else {
            let takes = Takes::one_of(&words);
            let finding = say::wrong_kind(self.report.path, value.range, name, &takes, value.it.words());
            self.report.say(finding);
            return None;
        };
        let chosen = choices.iter().find(|(word, _)| *word == text.trim());
        if chosen.is_none() {
            self.report.say(say::not_a_choice(self.report.path, value.range, name, text.trim(), &words));
        }
        chosen.map(|(_, meant)| Spot::new(*meant, value.range))
    }

    /// A value that must be a text with something in it.
    pub fn as_text(&mut self, name: &str, value: &Spot<Value>) -> Option<Spot<String>> {
        let Value::Text(text) = &value.it else {
            let finding = say::wrong_kind(self.report.path, value.range, name, "text", value.it.words());
            self.report.say(finding);
            return None;
        };
        self.check_hidden(name, text, value.range);
        let text = one_line(text);
        if text.is_empty() {
            self.report.say(say::empty(self.report.path, value.range, name));
            return None;
        }
        Some(Spot::new(text, value.range))
    }

    /// Reports what is left: keys that this table doesn't have.
    pub fn finish(self) {
        for (name, _) in self.entries {
            if self.report.is_full() {
                return;
            }
            let finding = say::unknown_key(self.report.path, name.range, &name.it, self.table.words());
            self.report.say(advise(finding, &name.it, self.table));
        }
    }

    /// The key's value. The table of keys must list the key here, as one that takes what the reader expects.
    fn take(&mut self, name: &'static str, expected: impl Fn(Takes) -> bool) -> Option<Spot<Value>> {
        let listed = key(self.table, name).is_some_and(|key| expected(key.takes));
        debug_assert!(listed, "`{name}` is read in {} as the table of keys lists it", self.table.words());
        let at = self.entries.iter().position(|(key, _)| key.it == name)?;
        Some(self.entries.swap_remove(at).1)
    }

    /// Reports a value of another kind than the key takes.
    fn wrong<T>(&mut self, name: &str, value: &Spot<Value>) -> Option<T> {
        let key = key(self.table, name)?;
        let takes = key.takes.words();
        let finding = say::wrong_kind(self.report.path, value.range, name, &takes, value.it.words());
        self.report.say(finding.help(format!("write it like `{}`", key.example)));
        None
    }

    /// Reports a character that can't be seen. Where it is written as an escape, the whole text is its place.
    fn check_hidden(&mut self, name: &str, text: &str, range: Range) {
        let control = text.chars().find(|ch| ch.is_control() && !matches!(ch, '\n' | '\r' | '\t'));
        let Some(ch) = control.or(hidden_character(text).map(|(_, ch)| ch)) else { return };
        let place = match range.of(self.report.text).find(ch) {
            Some(at) => Range::new(at, at + ch.len_utf8()).shifted(range.start as usize),
            None => range,
        };
        let what = format!("text of `{name}`");
        self.report.say(page::hidden_character(self.report.path, place, &what, ch));
    }
}

/// White space as one space, none at the ends: a text of several lines equals the same on one.
fn one_line(text: &str) -> String {
    let words: Vec<&str> = text.split_ascii_whitespace().collect();
    // It was reported; what shows the text all the same may not be able to hold it.
    words.join(" ").replace('\0', "\u{FFFD}")
}

/// Where the key belongs, or which one may be meant, or else which there are.
fn advise(finding: Diagnostic, name: &str, table: Table) -> Diagnostic {
    let others = table.others();
    let mut places: Vec<Table> = others.iter().copied().filter(|other| key(*other, name).is_some()).collect();
    if places.iter().any(|place| place.shares_file(table)) {
        places.retain(|place| place.shares_file(table));
    }
    if places == [Table::Site] && Table::Site.shares_file(table) {
        return finding.help(format!("`{name}` belongs above the first table, `[...]`"));
    }
    if !places.is_empty() {
        let places: Vec<&str> = places.into_iter().map(Table::words).collect();
        return finding.help(format!("`{name}` belongs in {}", places.join(", ")));
    }
    if let Some(near) = nearest(name, keys_of(table).map(|key| key.name)) {
        let only = only_near(name, keys_of(table).map(|key| key.name));
        return finding.help(format!("did you mean `{near}`?")).mend(name, only);
    }
    let near = |other: &Table| Some((nearest(name, keys_of(*other).map(|key| key.name))?, *other));
    if let Some((near, other)) = others.iter().find_map(near) {
        return finding.help(format!("did you mean `{near}`? it belongs in {}", other.words()));
    }
    let names: Vec<String> = keys_of(table).map(|key| format!("`{}`", key.name)).collect();
    finding.help(format!("it has {}", names.join(", ")))
}
