//! Dates as far as they are known: a year, a month, or a day.

use std::fmt;

/// A date of the Gregorian calendar. A day has a month. Sorts by time; a year comes before its months.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Date {
    year: u16,
    month: u8,
    day: u8,
}

impl Date {
    /// A day that exists; years from 1 to 9999.
    pub fn from_day(year: u16, month: u8, day: u8) -> Option<Date> {
        let exists = Date::from_month(year, month).is_some() && (1..=days(year, month)).contains(&day);
        exists.then_some(Date { year, month, day })
    }

    /// A month of a year.
    pub fn from_month(year: u16, month: u8) -> Option<Date> {
        let exists = Date::from_year(year).is_some() && (1..=12).contains(&month);
        exists.then_some(Date { year, month, day: 0 })
    }

    /// A year.
    pub fn from_year(year: u16) -> Option<Date> {
        (1..=9999).contains(&year).then_some(Date { year, month: 0, day: 0 })
    }

    /// The date in `YYYY`, `YYYY-MM` or `YYYY-MM-DD`.
    pub fn parse(text: &str) -> Option<Date> {
        let mut parts = text.split('-');
        let year = digits(parts.next()?, 4)?;
        let Some(month) = parts.next() else { return Date::from_year(year) };
        let month = u8::try_from(digits(month, 2)?).ok()?;
        let Some(day) = parts.next() else { return Date::from_month(year, month) };
        let day = u8::try_from(digits(day, 2)?).ok()?;
        if parts.next().is_some() { None } else { Date::from_day(year, month, day) }
    }

    /// The day, in UTC, that is `seconds` after the first of January 1970; none past the year 9999.
    ///
    /// Days to civil dates by Howard Hinnant's algorithm ("chrono-Compatible Low-Level Date Algorithms").
    pub fn from_epoch(seconds: u64) -> Option<Date> {
        let days = seconds / 86_400 + 719_468;
        let (era, day_of_era) = (days / 146_097, days % 146_097);
        let year_of_era =
            (day_of_era - day_of_era / 1_460 + day_of_era / 36_524 - day_of_era / 146_096) / 365;
        let day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
        // Months from March, so that the day that some years have and others don't comes last.
        let month_from_march = (5 * day_of_year + 2) / 153;
        let day = day_of_year - (153 * month_from_march + 2) / 5 + 1;
        let month = if month_from_march < 10 { month_from_march + 3 } else { month_from_march - 9 };
        let year = year_of_era + 400 * era + u64::from(month <= 2);
        Date::from_day(u16::try_from(year).ok()?, u8::try_from(month).ok()?, u8::try_from(day).ok()?)
    }

    /// The year, from 1.
    pub fn year(self) -> u16 {
        self.year
    }

    /// The month, from 1, where it is known.
    pub fn month(self) -> Option<u8> {
        (0 < self.month).then_some(self.month)
    }

    /// The day of the month, from 1, where it is known.
    pub fn day(self) -> Option<u8> {
        (0 < self.day).then_some(self.day)
    }
}

/// As [`Date::parse`] reads it, the reduced form of ISO 8601.
impl fmt::Display for Date {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "{:04}", self.year)?;
        if let Some(month) = self.month() {
            write!(out, "-{month:02}")?;
        }
        if let Some(day) = self.day() {
            write!(out, "-{day:02}")?;
        }
        Ok(())
    }
}

fn digits(text: &str, n_digits: usize) -> Option<u16> {
    let well_formed = text.len() == n_digits && text.bytes().all(|byte| byte.is_ascii_digit());
    if well_formed { text.parse().ok() } else { None }
}

fn days(year: u16, month: u8) -> u8 {
    let leap = year.is_multiple_of(4) && (!year.is_multiple_of(100) || year.is_multiple_of(400));
    match month {
        2 if leap => 29,
        2 => 28,
        4 | 6 | 9 | 11 => 30,
        _ => 31,
    }
}
