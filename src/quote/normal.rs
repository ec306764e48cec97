//! A text to the words and points by which quotations are compared.
//!
//! What is *setting* is gone afterwards, what is *said* is left:
//!
//! - White space and line breaks only part words; soft hyphens and zero-width characters are dropped.
//! - Every quotation mark, single or double, curly, straight or pointed, is the same mark, and several in a row are
//!   one. That a mark stands there still counts: quoting *human security* for *'human security'* is a change. A comma
//!   or full stop and the mark beside it may stand in either order (British and American setting).
//! - Every apostrophe is `'`. Inside a word it belongs to the word.
//! - En, em and figure dash, two or more hyphens, and a hyphen that joins nothing or two numbers are the same dash.
//!   A hyphen between letters belongs to the word: *violence* does not stand in *non-violence*.
//! - In a source, a hyphen at a line's end may join or be part of the word: such a word has both forms.
//! - Three full stops, spaced or not, are an ellipsis. Ligatures are their letters; everything is in NFC.
//! - `[sic]` is dropped.
//!
//! Case counts, and so does every other point.

use super::letters::{DASH, DOUBLE, SINGLE, SOFT_HYPHEN, is_letter, is_word_by_itself, unified};

/// A word or a point of a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Token {
    /// How it reads, unified. A quotation mark is `'`, a dash `–`, an ellipsis `…`.
    pub form: String,
    /// Another reading that is as good: a word joined over a line's end, or `[T]he`.
    pub other: Option<String>,
    /// What it is.
    pub kind: Kind,
    /// Whether white space stands before it. For showing only; it is not compared.
    pub spaced: bool,
}

/// What a token is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// Letters and digits. Only these are counted.
    Word,
    /// A mark of punctuation, a sign, a bracket.
    Point,
}

/// The form of every quotation mark.
pub const MARK: &str = "'";
/// The form of three full stops.
pub const ELLIPSIS: &str = "…";

impl Token {
    /// Whether it is the point with this form.
    pub fn is_point(&self, form: &str) -> bool {
        self.kind == Kind::Point && self.form == form
    }
}

/// A source's tokens. Words broken at a line's end have two forms.
pub fn source_tokens(text: &str) -> Vec<Token> {
    without_sic(Reader::new(&unified(text), LineEnds::MayBreakWords).tokens())
}

/// The tokens of a quotation on a page, brackets included as points.
pub fn page_tokens(text: &str) -> Vec<Token> {
    without_sic(Reader::new(&unified(text), LineEnds::AreSpaces).tokens())
}

/// The text in the one fold by which a quotation is held against its source: its words and points with a space between
/// them. Texts that differ in their setting only (marks, dashes, dots, spaces, joiners) have the same. Builds compare tokens;
/// this is for whoever else holds a page against its source, as the tests of typography do.
pub fn folded(text: &str) -> String {
    let tokens = page_tokens(text);
    let forms: Vec<&str> = tokens.iter().map(|token| token.form.as_str()).collect();
    forms.join(" ")
}

/// The tokens as a line of text, for showing.
pub fn shown(tokens: &[Token]) -> String {
    let mut out = String::new();
    for token in tokens {
        if token.spaced && !out.is_empty() {
            out.push(' ');
        }
        out.push_str(&token.form);
    }
    out
}

fn without_sic(tokens: Vec<Token>) -> Vec<Token> {
    let mut out: Vec<Token> = Vec::with_capacity(tokens.len());
    for token in tokens {
        let closes = token.is_point("]");
        out.push(token);
        if let [.., open, sic, _] = &out[..]
            && closes
            && open.is_point("[")
            && sic.form.eq_ignore_ascii_case("sic")
        {
            out.truncate(out.len() - 3);
        }
    }
    out
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum LineEnds {
    AreSpaces,
    MayBreakWords,
}

struct Reader<'a> {
    chars: &'a [char],
    at: usize,
    line_ends: LineEnds,
    spaced: bool,
    tokens: Vec<Token>,
}

impl<'a> Reader<'a> {
    fn new(chars: &'a [char], line_ends: LineEnds) -> Reader<'a> {
        Reader { chars, at: 0, line_ends, spaced: false, tokens: Vec::new() }
    }

    fn tokens(mut self) -> Vec<Token> {
        while let Some(&ch) = self.chars.get(self.at) {
            if ch.is_whitespace() {
                self.spaced = true;
                self.at += 1;
            } else if ch == SOFT_HYPHEN {
                self.at += 1;
            } else if is_letter(ch) {
                self.word();
            } else if is_word_by_itself(ch) {
                self.at += 1;
                self.push(ch.to_string(), Kind::Word);
            } else if ch == '.' {
                self.stops();
            } else {
                self.at += 1;
                self.point(ch);
            }
        }
        self.tokens
    }

    fn push(&mut self, form: String, kind: Kind) {
        self.tokens.push(Token { form, other: None, kind, spaced: self.spaced });
        self.spaced = false;
    }

    fn word(&mut self) {
        // The same word with and without the hyphens that stand at a line's end.
        let mut joined = String::new();
        let mut hyphenated = String::new();
        while let Some(&ch) = self.chars.get(self.at) {
            if is_letter(ch) {
                joined.push(ch);
                hyphenated.push(ch);
                self.at += 1;
                continue;
            }
            let Some(joint) = self.joint(ch) else { break };
            joined.push_str(joint.joined);
            hyphenated.push_str(joint.hyphenated);
            self.at += joint.n_chars;
        }
        let other = (joined != hyphenated).then_some(hyphenated);
        self.push(joined, Kind::Word);
        if let Some(token) = self.tokens.last_mut() {
            token.other = other;
        }
    }

    /// What joins the letter before `ch` to a letter after it, if anything does.
    fn joint(&self, ch: char) -> Option<Joint> {
        let before = *self.chars.get(self.at.checked_sub(1)?)?;
        let after = self.chars.get(self.at + 1).copied().filter(|after| is_letter(*after));
        let both_numbers = before.is_numeric() && after.is_some_and(char::is_numeric);
        match (ch, after) {
            (SINGLE, Some(_)) => Some(Joint::one("'")),
            ('-', Some(_)) if !both_numbers => Some(Joint::one("-")),
            ('.', Some(_)) if both_numbers => Some(Joint::one(".")),
            (',', Some(_)) if both_numbers => Some(Joint::one(",")),
            ('.', Some(after)) if after.is_alphabetic() && self.is_initial() => Some(Joint::one(".")),
            ('-' | SOFT_HYPHEN, None) => self.line_end(ch, before),
            _ => None,
        }
    }

    /// Whether the character before is a single letter, as in *U.S.*; a full stop that lost its space is none.
    fn is_initial(&self) -> bool {
        let letter = self.at.checked_sub(1).and_then(|at| self.chars.get(at));
        let before = self.at.checked_sub(2).and_then(|at| self.chars.get(at));
        letter.is_some_and(|letter| letter.is_alphabetic()) && before.is_none_or(|before| !is_letter(*before))
    }

    fn line_end(&self, hyphen: char, before: char) -> Option<Joint> {
        let rest = &self.chars[self.at + 1..];
        let n_spaces = rest.iter().take_while(|ch| ch.is_whitespace()).count();
        let breaks = rest[..n_spaces]
            .iter()
            .any(|ch| matches!(ch, '\n' | '\r' | '\u{B}'..='\u{C}' | '\u{2028}'..='\u{2029}'));
        let after = rest.get(n_spaces).copied().filter(|after| is_letter(*after))?;
        if self.line_ends == LineEnds::AreSpaces || !breaks || (before.is_numeric() && after.is_numeric()) {
            return None;
        }
        let (joined, hyphenated) = match hyphen {
            SOFT_HYPHEN => ("", ""),
            _ if before.is_numeric() => ("-", "-"),
            _ => ("", "-"),
        };
        Some(Joint { joined, hyphenated, n_chars: 1 + n_spaces })
    }

    fn point(&mut self, ch: char) {
        let form = match ch {
            SINGLE | DOUBLE => MARK.to_string(),
            '-' | DASH => DASH.to_string(),
            ch => ch.to_string(),
        };
        let repeated = self.tokens.last().is_some_and(|last| last.is_point(&form));
        if repeated && matches!(ch, SINGLE | DOUBLE | '-' | DASH) {
            return;
        }
        self.push(form, Kind::Point);
        self.order();
    }

    /// Full stops, spaced or not: three are an ellipsis, of more than three one is a full stop.
    fn stops(&mut self) {
        let mut n_stops = 0;
        let mut end = self.at;
        let mut next = self.at;
        while self.chars.get(next) == Some(&'.') {
            n_stops += 1;
            end = next + 1;
            next = end + self.chars[end..].iter().take_while(|ch| ch.is_whitespace()).count();
        }
        self.at = end;
        match n_stops {
            0..3 => (0..n_stops).for_each(|_| self.point('.')),
            3 => self.push(ELLIPSIS.to_string(), Kind::Point),
            _ => {
                self.push(ELLIPSIS.to_string(), Kind::Point);
                self.point('.');
            }
        }
    }

    /// Puts a comma or full stop before the mark that it follows.
    fn order(&mut self) {
        if let [.., mark, point] = &mut self.tokens[..]
            && mark.is_point(MARK)
            && (point.is_point(",") || point.is_point("."))
        {
            std::mem::swap(&mut mark.form, &mut point.form);
        }
    }
}

/// What stands between two letters of one word, in either form of the word.
struct Joint {
    joined: &'static str,
    hyphenated: &'static str,
    n_chars: usize,
}

impl Joint {
    fn one(text: &'static str) -> Joint {
        Joint { joined: text, hyphenated: text, n_chars: 1 }
    }
}
