//! Values of TOML with their places, apart from the text they were read from.

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use crate::text::{Date, Range, Spot};

/// A value as it was written.
#[derive(Clone, Debug)]
pub(crate) enum Value {
    Text(String),
    /// None where it is beyond 64 bits.
    Whole(Option<i64>),
    Fraction,
    Flag(bool),
    /// None where there is no such day in our calendar.
    Day(Option<Date>),
    /// A time, with or without a day.
    Time,
    List(Vec<Spot<Value>>),
    Table(Entries),
}

/// Keys and values of a table, sorted by key.
pub(crate) type Entries = Vec<(Spot<String>, Spot<Value>)>;

/// What the parser read, without its borrowed text.
pub(super) fn entries(table: DeTable<'_>) -> Entries {
    let entry = |(key, value): (Spanned<std::borrow::Cow<'_, str>>, Spanned<DeValue<'_>>)| {
        let range = key.span().into();
        (Spot::new(key.into_inner().into_owned(), range), spot(value))
    };
    table.into_iter().map(entry).collect()
}

fn spot(value: Spanned<DeValue<'_>>) -> Spot<Value> {
    let range: Range = value.span().into();
    let it = match value.into_inner() {
        DeValue::String(text) => Value::Text(text.into_owned()),
        DeValue::Integer(number) => Value::Whole(i64::from_str_radix(number.as_str(), number.radix()).ok()),
        DeValue::Float(_) => Value::Fraction,
        DeValue::Boolean(flag) => Value::Flag(flag),
        DeValue::Datetime(moment) => match moment.date {
            Some(date) if moment.time.is_none() => {
                Value::Day(Date::from_day(date.year, date.month, date.day))
            }
            _ => Value::Time,
        },
        DeValue::Array(items) => Value::List(items.into_iter().map(spot).collect()),
        DeValue::Table(table) => Value::Table(entries(table)),
    };
    Spot::new(it, range)
}

impl Value {
    /// The kind in words, after "not".
    pub fn words(&self) -> &'static str {
        match self {
            Value::Text(_) => "text",
            Value::Whole(_) => "a number",
            Value::Fraction => "a fraction",
            Value::Flag(true) => "`true`",
            Value::Flag(false) => "`false`",
            Value::Day(_) => "a date",
            Value::Time => "a time",
            Value::List(_) => "a list",
            Value::Table(_) => "a table",
        }
    }

    /// A day, a text as [`Date::parse`] reads it, or the number of a year.
    pub fn date(&self) -> Option<Date> {
        match self {
            Value::Day(date) => *date,
            Value::Text(text) => Date::parse(text.trim()),
            Value::Whole(Some(year)) => Date::from_year(u16::try_from(*year).ok()?),
            _ => None,
        }
    }
}
