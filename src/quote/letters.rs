//! A text to characters in which the setting no longer shows: one apostrophe, one mark, one dash, NFC.

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// The apostrophe, and every single quotation mark.
pub(super) const SINGLE: char = '\'';
/// Every double quotation mark.
pub(super) const DOUBLE: char = '"';
/// Every dash longer than a hyphen.
pub(super) const DASH: char = '–';
/// Where a line may break inside a word. It is dropped but before white space, where it may join two halves.
pub(super) const SOFT_HYPHEN: char = '\u{AD}';

/// The text's characters, unified. White space is left as it is, an ellipsis is three full stops.
pub(super) fn unified(text: &str) -> Vec<char> {
    let mut out = String::with_capacity(text.len());
    let mut rest = text.chars();
    while let Some(ch) = rest.next() {
        let ends_line = || rest.clone().find(|ch| !is_dropped(*ch)).is_some_and(char::is_whitespace);
        if ch != SOFT_HYPHEN || ends_line() {
            unify(ch, &mut out);
        }
    }
    out.nfc().collect()
}

/// Whether the character is part of a word that white space or punctuation would end.
pub(super) fn is_letter(ch: char) -> bool {
    (ch.is_alphanumeric() || is_combining_mark(ch)) && !is_word_by_itself(ch)
}

/// Whether the character is a word by itself: scripts written without spaces (UAX #29 breaks between them too).
pub(super) fn is_word_by_itself(ch: char) -> bool {
    ch.is_alphanumeric()
        && matches!(u32::from(ch),
            0x0E00..=0x0EFF | 0x1000..=0x109F | 0x1780..=0x17FF // Thai, Lao, Myanmar, Khmer
            | 0x2E80..=0x312F | 0x31A0..=0x4DBF | 0x4E00..=0xA4CF // kana, bopomofo, Han, Yi
            | 0xF900..=0xFAFF | 0x20000..=0x3FFFF)
}

fn unify(ch: char, out: &mut String) {
    match ch {
        ' '..='~' if ch != '`' => out.push(ch),
        '‘' | '’' | '‚' | '‛' | '‹' | '›' | '`' | '´' | 'ʼ' | 'ʹ' | '′' | '‵' | '❛' | '❜' | '❮' | '❯' =>
        {
            out.push(SINGLE);
        }
        '“' | '”' | '„' | '‟' | '«' | '»' | '″' | '‶' | '〝' | '〞' | '〟' | '❝' | '❞' | '「' | '」'
        | '『' | '』' => {
            out.push(DOUBLE);
        }
        // Hyphen, non-breaking hyphen, small hyphen.
        '\u{2010}' | '\u{2011}' | '﹣' => out.push('-'),
        // Figure dash, en dash, em dash, bar, minus, the long dashes, the small dash.
        '\u{2012}'..='\u{2015}' | '−' | '⸺' | '⸻' | '﹘' => out.push(DASH),
        '…' => out.push_str("..."),
        '‥' => out.push_str(".."),
        '․' => out.push('.'),
        // Full-width forms of ASCII.
        '！'..='～' => {
            if let Some(ascii) = char::from_u32(u32::from(ch) - 0xFEE0) {
                unify(ascii, out);
            }
        }
        ch if is_dropped(ch) => {}
        ch if ch.is_control() && !ch.is_whitespace() => out.push(' '),
        ch if is_compatibility_letter(ch) => out.extend(ch.nfkc()),
        ch => out.push(ch),
    }
}

/// Invisible: zero-width spaces and joiners, word joiner, byte order mark, direction marks, variation selectors.
fn is_dropped(ch: char) -> bool {
    matches!(ch, '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2060}'..='\u{2064}')
        || matches!(ch, '\u{2066}'..='\u{2069}' | '\u{FE00}'..='\u{FE0F}' | '\u{FEFF}' | '\u{34F}' | '\u{61C}')
}

/// Letters that are a way to set other letters: ligatures, digraphs, the long s, presentation forms.
///
/// The rest of NFKC changes what is said: `x²` is not `x2`, `½` not `1⁄2`.
fn is_compatibility_letter(ch: char) -> bool {
    let listed = matches!(ch, 'Ĳ' | 'ĳ' | 'ſ' | 'Ǆ'..='ǌ' | 'Ǳ'..='ǳ' | '\u{FB00}'..='\u{FDFF}' | '\u{FE70}'..='\u{FEFC}');
    listed && ch.nfkc().all(char::is_alphanumeric)
}
