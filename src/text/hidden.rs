//! Characters that deceive the eye, and a text in which they show.

use std::borrow::Cow;

/// The first bidirectional override or invisible character in `text`, and its byte.
///
/// Zero-width joiners are let through between letters of scripts that need them (Unicode 16, table 12-3: Indic
/// scripts and Arabic), everywhere else they are reported too.
pub fn hidden_character(text: &str) -> Option<(usize, char)> {
    if text.is_ascii() {
        return None;
    }
    let mut before = ' ';
    for (at, ch) in text.char_indices() {
        if is_hidden(ch, before) {
            return Some((at, ch));
        }
        before = ch;
    }
    None
}

/// The text with control and hidden characters as `\u{...}`, fit for a terminal and a log; tabs stay.
///
/// What [`hidden_character`] finds is among them, and so are the separators of lines and paragraphs.
pub fn visible(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut before = ' ';
    for ch in text.chars() {
        let shows = ch == '\t' || !(ch.is_control() || is_separator(ch) || is_hidden(ch, before));
        if shows {
            out.push(ch);
        } else {
            out.extend(ch.escape_unicode());
        }
        before = ch;
    }
    out
}

/// JSON in which every character that [`visible`] would show by its number is written as an escape. Parsers read
/// the same from it; a terminal gets nothing to obey.
pub fn visible_json(json: &str) -> String {
    let mut out = String::with_capacity(json.len());
    let mut before = ' ';
    for ch in json.chars() {
        // JSON's own syntax has none of these, so they stand inside a string, where an escape may stand.
        if ch.is_control() || is_separator(ch) || is_hidden(ch, before) {
            let mut units = [0; 2];
            for unit in ch.encode_utf16(&mut units) {
                out.push_str(&format!("\\u{unit:04x}"));
            }
        } else {
            out.push(ch);
        }
        before = ch;
    }
    out
}

/// Whether `ch`, after `before`, can't be seen or turns the writing direction round.
fn is_hidden(ch: char, before: char) -> bool {
    let joins = matches!(ch, '\u{200C}' | '\u{200D}');
    let hidden = matches!(ch,
        '\u{00AD}' | '\u{034F}' | '\u{061C}' | '\u{115F}' | '\u{1160}' | '\u{180E}' | '\u{200B}' | '\u{200E}'
        | '\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2060}'..='\u{206F}' | '\u{3164}' | '\u{FEFF}' | '\u{FFA0}'
        | '\u{E0000}'..='\u{E007F}');
    hidden || (joins && !matches!(before, '\u{0600}'..='\u{06FF}' | '\u{0900}'..='\u{0DFF}'))
}

fn is_separator(ch: char) -> bool {
    matches!(ch, '\u{2028}' | '\u{2029}')
}

/// The text with U+FFFD for U+0000 (CommonMark 0.31 §2.3). It is reported, but a preview shows the page all the same.
pub fn without_nul(text: &str) -> Cow<'_, str> {
    if text.contains('\0') { text.replace('\0', "\u{FFFD}").into() } else { text.into() }
}
