//! Marks in a block's text, from its first character to its last: a mark opens or closes by what stands before it,
//! and what has been opened is remembered across emphasis and links.

use super::Edit;
use super::languages::Setting;
use super::numbers::{is_bound, is_range};
use crate::text::addresses;

const APOSTROPHE: &str = "’";
const EN_DASH: &str = "–";
const EM_DASH: &str = "—";
const ELLIPSIS: &str = "…";
const NO_BREAK: &str = "\u{A0}";
const NARROW: &str = "\u{202F}";

/// Sets texts, one block after the other.
#[derive(Default)]
pub struct Setter {
    edits: Vec<Edit>,
    /// Marks that were opened in this block and aren't closed.
    open: Vec<Open>,
    /// How many of them belong to the language outside the present one.
    n_outside: usize,
    /// What stands before the byte, where that isn't the character before it.
    known: Option<(usize, Before)>,
}

/// An open quotation.
struct Open {
    is_double: bool,
    /// How it will be closed.
    close: &'static str,
    /// The edit that opened it; none where the author typed the mark.
    edit: Option<usize>,
}

/// What stands before a mark, as far as the mark asks.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Before {
    /// The beginning, white space, a bracket, an opening mark: a mark after it opens.
    Nothing,
    /// A hyphen, a dash, an apostrophe: a mark opens if a word follows.
    Joint,
    Letter,
    Digit,
    Other,
}

impl Setter {
    /// Begins a block at the byte `at`.
    pub fn begin(&mut self, at: usize) {
        self.close_until(0);
        self.n_outside = 0;
        self.known = Some((at, Before::Nothing));
    }

    /// Says that something stands at the byte `at` that isn't in the text: a citation, a picture.
    pub fn pass(&mut self, at: usize) {
        self.known = Some((at, Before::Other));
    }

    /// Begins a stretch in another language; gives what [`Setter::leave`] asks for.
    pub fn enter(&mut self) -> usize {
        std::mem::replace(&mut self.n_outside, self.open.len())
    }

    /// Ends a stretch in another language: what it opened stays within it.
    pub fn leave(&mut self, n_outside: usize) {
        self.close_until(self.n_outside);
        self.n_outside = n_outside.min(self.open.len());
    }

    /// The edits of all blocks.
    pub fn finish(mut self) -> Vec<Edit> {
        self.close_until(0);
        self.edits
    }

    /// Sets the bytes from `start` to `end` of `text`, which ends with the block.
    pub fn piece(&mut self, text: &str, start: usize, end: usize, setting: &'static Setting) {
        let bytes = text.as_bytes();
        let mut addresses = addresses(&text[start..end]).into_iter().peekable();
        // Marks round an address are set, those in it aren't.
        let mut verbatim = 0..0;
        let mut at = start;
        while at < end {
            if let Some((from, to)) = addresses.next_if(|(from, _)| start + from <= at) {
                let end = text[start..start + to].trim_end_matches(CLOSING).len();
                let from = from + text[start + from..start + to].find(char::is_alphanumeric).unwrap_or(0);
                verbatim = (start + from)..(start + end.max(from));
            }
            if verbatim.contains(&at) {
                at = verbatim.end;
                continue;
            }
            at += match bytes[at] {
                b'"' => self.double(text, at, setting),
                b'\'' => self.single(text, at, setting),
                b'-' => self.hyphens(text, at, end),
                b'.' if text[at..end].starts_with("...") => self.edit(at, 3, ELLIPSIS),
                b' ' | b'\n' => self.space(text, at, setting),
                b';' | b':' | b'!' | b'?' if setting.spaced => self.point(text, at, setting),
                // The author's own marks open and close too.
                0xC2 if setting.spaced => self.pointed(text, at, setting),
                _ => 1,
            };
        }
    }

    /// Replaces bytes; returns how many.
    fn edit(&mut self, at: usize, n_bytes: usize, with: &'static str) -> usize {
        self.edits.push(Edit { at: at as u32, n_bytes: n_bytes as u32, with });
        n_bytes
    }

    fn before(&self, text: &str, at: usize, setting: &Setting) -> Before {
        if let Some((_, before)) = self.known.filter(|(known, _)| *known == at) {
            return before;
        }
        let Some(ch) = text[..at].chars().next_back() else { return Before::Nothing };
        let opens = |mark: &'static str| mark.starts_with(ch);
        match ch {
            ch if ch.is_whitespace() || matches!(ch, '(' | '[' | '{' | '<' | '¿' | '¡' | '„' | '‚') => {
                Before::Nothing
            }
            '-' | '–' | '—' | '/' | '=' | '’' => Before::Joint,
            ch if ch.is_numeric() => Before::Digit,
            ch if ch.is_alphabetic() => Before::Letter,
            _ if opens(setting.outer()[0]) || opens(setting.inner()[0]) => Before::Nothing,
            _ => Before::Other,
        }
    }

    fn double(&mut self, text: &str, at: usize, setting: &'static Setting) -> usize {
        let Some(quotes) = &setting.quotes else { return 1 };
        let (before, rest) = (self.before(text, at, setting), &text[at + 1..]);
        let open = self.open[self.n_outside..].iter().rposition(|open| open.is_double);
        if opens(before, rest) {
            let marks = if open.is_some() { quotes.nested } else { quotes.double };
            return self.opened(at, true, marks);
        }
        let mark = match open {
            // With spaces of its own it would stand behind two.
            Some(_) if setting.spaced && text[..at].ends_with(char::is_whitespace) => return 1,
            Some(place) => {
                self.close_until(self.n_outside + place + 1);
                self.open.pop().map_or(quotes.double[1], |open| open.close)
            }
            // Inches, or a mark with white space on both sides.
            None if matches!(before, Before::Digit | Before::Nothing) => return 1,
            None => quotes.double[1],
        };
        self.known = Some((at + 1, Before::Other));
        self.edit(at, 1, mark)
    }

    fn single(&mut self, text: &str, at: usize, setting: &'static Setting) -> usize {
        let Some(quotes) = &setting.quotes else { return 1 };
        let (before, rest) = (self.before(text, at, setting), &text[at + 1..]);
        let joins = rest.starts_with(char::is_alphanumeric);
        let is_open = self.open[self.n_outside..].last().is_some_and(|open| !open.is_double);
        match before {
            // Feet and inches.
            Before::Digit if rest.starts_with(|ch: char| ch.is_ascii_digit()) => return 1,
            Before::Letter | Before::Digit if joins => {}
            _ if opens(before, rest) && !is_elision(rest, setting) => {
                return self.opened(at, false, quotes.single);
            }
            _ if opens(before, rest) => {}
            _ if is_open => {
                self.known = Some((at + 1, Before::Other));
                let mark = self.open.pop().map_or(quotes.single[1], |open| open.close);
                return self.edit(at, 1, mark);
            }
            Before::Digit | Before::Nothing => return 1,
            _ => {}
        }
        self.known = Some((at + 1, Before::Joint));
        self.edit(at, 1, APOSTROPHE)
    }

    fn opened(&mut self, at: usize, is_double: bool, [open, close]: [&'static str; 2]) -> usize {
        self.open.push(Open { is_double, close, edit: Some(self.edits.len()) });
        self.known = Some((at + 1, Before::Nothing));
        self.edit(at, 1, open)
    }

    /// Forgets all but the first `n` open marks. A single mark that nothing closes was an apostrophe: 'round midnight.
    fn close_until(&mut self, n: usize) {
        for open in self.open.drain(n.min(self.open.len())..) {
            if let Some(edit) = open.edit.filter(|_| !open.is_double) {
                self.edits[edit].with = APOSTROPHE;
            }
        }
    }

    /// Hyphens in a row, as CommonMark's reference implementation sets them: three make an em dash, two an en dash.
    fn hyphens(&mut self, text: &str, at: usize, end: usize) -> usize {
        let n_hyphens = text[at..end].bytes().take_while(|byte| *byte == b'-').count();
        if n_hyphens == 1 {
            return if is_range(text, at) { self.edit(at, 1, EN_DASH) } else { 1 };
        }
        // An arrow.
        if text[at + n_hyphens..].starts_with('>') || text[..at].ends_with('<') {
            return n_hyphens;
        }
        let n_en = match n_hyphens % 3 {
            0 => 0,
            _ if n_hyphens % 2 == 0 => n_hyphens / 2,
            1 => 2,
            _ => 1,
        };
        let n_em = (n_hyphens - 2 * n_en) / 3;
        let mut to = at;
        for _ in 0..n_em {
            to += self.edit(to, 3, EM_DASH);
        }
        for _ in 0..n_en {
            to += self.edit(to, 2, EN_DASH);
        }
        n_hyphens
    }

    fn space(&mut self, text: &str, at: usize, setting: &Setting) -> usize {
        if is_bound(text, at, setting) {
            return self.edit(at, 1, NO_BREAK);
        }
        let rest = &text[at + 1..];
        let is_narrow = setting.spaced
            && (rest.starts_with('»') || text[..at].ends_with('«') || starts_with_point(rest))
            && !text[..at].ends_with(char::is_whitespace);
        if is_narrow { self.edit(at, 1, NARROW) } else { 1 }
    }

    /// A point before which French leaves a space.
    fn point(&mut self, text: &str, at: usize, setting: &Setting) -> usize {
        let before = self.before(text, at, setting);
        let follows = matches!(before, Before::Letter | Before::Digit | Before::Other);
        let in_row = text[..at].ends_with([';', ':', '!', '?', '.', '…']);
        if !follows || in_row || !starts_with_point(&text[at..]) {
            return 1;
        }
        let with = match text.as_bytes()[at] {
            b';' => "\u{202F};",
            b':' => "\u{202F}:",
            b'!' => "\u{202F}!",
            _ => "\u{202F}?",
        };
        self.edit(at, 1, with)
    }

    /// A pointed mark that the author typed.
    fn pointed(&mut self, text: &str, at: usize, setting: &'static Setting) -> usize {
        let [_, close] = setting.outer();
        if text[at..].starts_with('«') {
            self.open.push(Open { is_double: true, close, edit: None });
        } else if text[at..].starts_with('»') && self.n_outside < self.open.len() {
            self.close_until(self.open.len());
            self.open.pop();
        }
        1
    }
}

const CLOSING: [char; 11] = ['"', '\'', ')', ']', ',', '.', ';', ':', '!', '?', '»'];

fn opens(before: Before, rest: &str) -> bool {
    match before {
        Before::Nothing => !rest.is_empty() && !rest.starts_with(char::is_whitespace),
        Before::Joint => begins_word(rest),
        Before::Letter | Before::Digit | Before::Other => false,
    }
}

fn begins_word(rest: &str) -> bool {
    let opens =
        |ch: char| ch.is_alphanumeric() || matches!(ch, '(' | '[' | '“' | '‘' | '„' | '‚' | '«' | '‹');
    rest.trim_start_matches(['"', '\'']).starts_with(opens)
}

/// Whether an apostrophe stands before `rest`, not a mark: the '90s, 'tis, rock 'n' roll.
fn is_elision(rest: &str, setting: &Setting) -> bool {
    let n_digits = rest.bytes().take_while(u8::is_ascii_digit).count();
    let after = &rest[n_digits..];
    let after = after.strip_prefix('s').unwrap_or(after);
    if n_digits == 2 && !after.starts_with(|ch: char| ch.is_alphanumeric() || ch == '\'') {
        return true;
    }
    let n_letters = rest.find(|ch: char| !ch.is_alphabetic()).unwrap_or(rest.len());
    let word = &rest[..n_letters];
    rest.starts_with("n' ") || setting.elisions.iter().any(|known| known.eq_ignore_ascii_case(word))
}

/// Whether the text begins with `;`, `:`, `!` or `?` at the end of a word: not in `12:30` or `?v=1`.
fn starts_with_point(text: &str) -> bool {
    let after = text.strip_prefix([';', ':', '!', '?']);
    after.is_some_and(|after| {
        !after.starts_with(|ch: char| ch.is_alphanumeric() || matches!(ch, '/' | '=' | '-'))
    })
}
