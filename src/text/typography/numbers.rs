//! Numbers: ranges of them, and what they stay together with.

use super::languages::Setting;

/// After these a number with a hyphen is a name and no range.
const IDENTIFIED: [&str; 9] = ["ISSN", "ISBN", "ISO", "DIN", "EN", "RFC", "Tel.", "tel.", "Fax"];

/// Whether the hyphen at byte `at` means *to*: 481-482, 1914-18, 10-20%. A date, a telephone number, an identifier
/// and a result don't: the second number must be the greater one, and neither may go on.
pub(super) fn is_range(text: &str, at: usize) -> bool {
    let (before, after) = (&text[..at], &text[at + 1..]);
    let from = &before[before.trim_end_matches(|ch: char| ch.is_ascii_digit()).len()..];
    let to = &after[..after.len() - after.trim_start_matches(|ch: char| ch.is_ascii_digit()).len()];
    let (rest_before, rest_after) = (&before[..before.len() - from.len()], &after[to.len()..]);
    if !(1..=4).contains(&from.len()) || !(1..=4).contains(&to.len()) || from.starts_with('0') {
        return false;
    }
    begins(rest_before) && ends(rest_after) && !is_identified(rest_before) && rises(from, to)
}

/// Whether a number may begin after `before`.
fn begins(before: &str) -> bool {
    let mut chars = before.chars().rev();
    match chars.next() {
        None => true,
        // "pp.481", but not "1.481".
        Some('.') => chars.next().is_some_and(char::is_alphabetic),
        Some(ch) => {
            ch.is_whitespace()
                || matches!(ch, '(' | '[' | ',' | ';' | '"' | '\'' | '“' | '‘' | '§' | '¶' | '«')
        }
    }
}

/// Whether a number may end before `after`.
fn ends(after: &str) -> bool {
    let mut chars = after.chars();
    match chars.next() {
        None => true,
        Some('.' | ',' | ':') => !chars.next().is_some_and(char::is_alphanumeric),
        Some('-') => after.starts_with("--"),
        Some(ch) => !ch.is_alphanumeric() && !matches!(ch, '/' | '_' | '–' | '+' | '=' | '@' | '#'),
    }
}

fn is_identified(before: &str) -> bool {
    let word = before.trim_end().rsplit(|ch: char| ch.is_whitespace() || ch == '(').next().unwrap_or("");
    IDENTIFIED.contains(&word.trim_end_matches(':'))
}

/// Whether `to` is the greater number. Its first digits may be left out: 1914-18.
fn rises(from: &str, to: &str) -> bool {
    let number = |digits: &str| digits.parse::<u32>().unwrap_or(0);
    match (from.len(), to.len()) {
        // Written like a telephone number.
        (3, 4) => false,
        // Written like a month: 2018-03.
        (4, 2) if (1..=12).contains(&number(to)) => false,
        (n_from, n_to) if n_to < n_from => number(from) < number(&format!("{}{to}", &from[..n_from - n_to])),
        _ => !to.starts_with('0') && number(from) < number(to),
    }
}

/// Whether the space at byte `at` stands between a number and the word that it belongs to: "pp. 481", "§ 4".
pub(super) fn is_bound(text: &str, at: usize, setting: &Setting) -> bool {
    let after = &text[at + 1..];
    let before = &text[..at];
    // "He said no. I left."
    let is_numeral = || is_roman(after) && !before.ends_with("no.");
    if !after.starts_with(|ch: char| ch.is_ascii_digit()) && !is_numeral() {
        return false;
    }
    if before.ends_with(['§', '¶']) {
        return true;
    }
    let word = before
        .rsplit(|ch: char| ch.is_whitespace() || matches!(ch, '(' | '[' | '"' | '\'' | '“' | '„' | '/'));
    let word = word.take(1).next().unwrap_or("");
    setting.before_numbers.contains(&word)
}

/// Whether a Roman numeral in capitals begins the text.
fn is_roman(text: &str) -> bool {
    let n_digits = text.bytes().take_while(|byte| matches!(byte, b'I' | b'V' | b'X' | b'L' | b'C')).count();
    (1..=6).contains(&n_digits) && !text[n_digits..].starts_with(char::is_alphanumeric)
}
