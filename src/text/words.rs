//! A text as words, gaps and marks: the units in which mentions are found.
//!
//! Words are those of UAX #29 ("Unicode Text Segmentation", word boundaries), so that no form is found inside one.

use unicode_normalization::{UnicodeNormalization, is_nfc};
use unicode_segmentation::UnicodeSegmentation;

use super::Range;

/// One unit of a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Token {
    /// What it is.
    pub kind: TokenKind,
    /// Bytes in the text.
    pub range: Range,
}

/// What a unit is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TokenKind {
    /// A word without its possessive ending.
    Word,
    /// The ending `'s` of the word before.
    Possessive,
    /// White space, of any kind and length.
    Space,
    /// One hyphen between two words: as good as a space, but it joins them.
    Hyphen,
    /// Anything else.
    Mark,
}

/// Splits `text`, replacing what `out` held.
pub fn tokens(text: &str, out: &mut Vec<Token>) {
    out.clear();
    let bytes = text.as_bytes();
    let mut at = 0;
    while at < bytes.len() {
        let start = at;
        if is_space(bytes[at]) {
            at += bytes[at..].iter().take_while(|byte| is_space(**byte)).count();
            push_space(Range::new(start, at), out);
            continue;
        }
        // Only marks look across white space, so what stands between is cut by itself; most of it is ASCII.
        at += bytes[at..].iter().take_while(|byte| !is_space(**byte)).count();
        let piece = &text[start..at];
        if piece.is_ascii() {
            ascii_tokens(piece, start, out);
        } else {
            // A mark that combines with the space before it belongs to that space (WB4).
            let joins = piece.starts_with(|ch: char| !ch.is_ascii() && !ch.is_alphanumeric());
            let from = if joins { start.saturating_sub(1) } else { start };
            for (place, word) in text[from..at].split_word_bound_indices() {
                push(word, Range::new(from + place, from + place + word.len()), out);
            }
        }
    }
    join_hyphens(text, out);
}

fn is_space(byte: u8) -> bool {
    byte.is_ascii_whitespace() || byte == 0x0b
}

fn push_space(range: Range, out: &mut Vec<Token>) {
    match out.last_mut() {
        Some(last) if last.kind == TokenKind::Space => last.range.end = range.end,
        _ => out.push(Token { kind: TokenKind::Space, range }),
    }
}

/// The words of a text, each folded; for comparing labels and forms whatever their spaces, hyphens and capitals.
pub fn folded_key(text: &str) -> String {
    key(text, fold_into)
}

/// The same with capitals kept.
pub fn exact_key(text: &str) -> String {
    key(text, |word, out| out.extend(word.nfc().map(plain_apostrophe)))
}

fn key(text: &str, write: impl Fn(&str, &mut String)) -> String {
    let mut units = Vec::new();
    tokens(text.trim(), &mut units);
    let mut out = String::with_capacity(text.len());
    for unit in &units {
        match unit.kind {
            TokenKind::Space | TokenKind::Hyphen => out.push(' '),
            TokenKind::Possessive => out.push_str("'s"),
            TokenKind::Word | TokenKind::Mark => write(unit.range.of(text.trim()), &mut out),
        }
    }
    out
}

/// Appends `word` in lower case and NFC, with straight apostrophes.
pub fn fold_into(word: &str, out: &mut String) {
    if word.is_ascii() {
        let start = out.len();
        out.push_str(word);
        out[start..].make_ascii_lowercase();
    } else if is_nfc(word) {
        out.extend(word.chars().flat_map(char::to_lowercase).map(plain_apostrophe));
    } else {
        out.extend(word.nfc().flat_map(char::to_lowercase).nfc().map(plain_apostrophe));
    }
}

fn plain_apostrophe(ch: char) -> char {
    if is_apostrophe(ch) { '\'' } else { ch }
}

fn is_apostrophe(ch: char) -> bool {
    matches!(ch, '\'' | '’' | 'ʼ' | '‘')
}

fn push(piece: &str, range: Range, out: &mut Vec<Token>) {
    let first = piece.chars().next().unwrap_or(' ');
    let kind = if first.is_alphanumeric() || first == '_' {
        TokenKind::Word
    } else if first.is_whitespace() {
        TokenKind::Space
    } else if piece.chars().any(char::is_alphanumeric) {
        // Letters of scripts whose words begin with a mark.
        TokenKind::Word
    } else {
        TokenKind::Mark
    };
    match kind {
        TokenKind::Space => push_space(range, out),
        TokenKind::Word => push_word(piece, range, out),
        _ => out.push(Token { kind, range }),
    }
}

/// A word, and its possessive ending apart.
fn push_word(word: &str, range: Range, out: &mut Vec<Token>) {
    let stem = word.strip_suffix(['s', 'S']).and_then(|stem| stem.strip_suffix(is_apostrophe));
    match stem.filter(|stem| !stem.is_empty()) {
        Some(stem) => {
            let end = range.start + stem.len() as u32;
            out.push(Token { kind: TokenKind::Word, range: Range { start: range.start, end } });
            out.push(Token { kind: TokenKind::Possessive, range: Range { start: end, end: range.end } });
        }
        None => out.push(Token { kind: TokenKind::Word, range }),
    }
}

/// The rules of UAX #29 as far as ASCII goes: WB4 to WB13 have nothing else to say about it.
///
/// `text` has no white space and stands at the byte `offset`.
fn ascii_tokens(text: &str, offset: usize, out: &mut Vec<Token>) {
    let mut at = 0;
    while at < text.len() {
        let start = at;
        if is_word_byte(text.as_bytes()[at]) {
            at = ascii_word_end(text.as_bytes(), at);
            push_word(&text[start..at], Range::new(offset + start, offset + at), out);
        } else {
            at += 1;
            let range = Range::new(offset + start, offset + at);
            out.push(Token { kind: TokenKind::Mark, range });
        }
    }
}

fn is_word_byte(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || byte == b'_'
}

/// WB6, WB7: letters with `.`, `'` or `:` between; WB11, WB12: digits with `.`, `'`, `,` or `;` between.
fn ascii_word_end(text: &[u8], start: usize) -> usize {
    let mut at = start + 1;
    while at < text.len() {
        if is_word_byte(text[at]) {
            at += 1;
            continue;
        }
        let (before, after) = (text[at - 1], text.get(at + 1).copied().unwrap_or(b' '));
        let letters = before.is_ascii_alphabetic() && after.is_ascii_alphabetic();
        let digits = before.is_ascii_digit() && after.is_ascii_digit();
        let joins = match text[at] {
            b'.' | b'\'' => letters || digits,
            b':' => letters,
            b',' | b';' => digits,
            _ => false,
        };
        if !joins {
            break;
        }
        at += 2;
    }
    at
}

/// A single hyphen between two words joins them; any other stays a mark.
fn join_hyphens(text: &str, units: &mut [Token]) {
    for index in 1..units.len().saturating_sub(1) {
        let is_hyphen = units[index].kind == TokenKind::Mark
            && matches!(units[index].range.of(text), "-" | "\u{2010}" | "\u{2011}");
        if is_hyphen
            && matches!(units[index - 1].kind, TokenKind::Word | TokenKind::Possessive)
            && units[index + 1].kind == TokenKind::Word
        {
            units[index].kind = TokenKind::Hyphen;
        }
    }
}
