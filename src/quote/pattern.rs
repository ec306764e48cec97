//! A claimed quotation to what must stand in its source: runs of words, and what may stand between them.
//!
//! What an editor may write into a quotation, always in square brackets:
//!
//! - `[...]` leaves words out: at most [`GAP_WORDS`] of the source.
//! - `[T]he` stands for *The* or *the*.
//! - `[sic]` stands for nothing.
//! - Any other insertion, `[the EU]` or `[Assad]'s`, stands for at most [`INSERTION_WORDS`] words of the source, or
//!   for none (`state[s]`).
//!
//! Dropped, since they are the page's own and not the source's: quotation marks at either end of a run, `[...]` at
//! either end of the quotation, and one last comma or full stop.

use super::normal::{ELLIPSIS, Kind, MARK, Token, page_tokens};

/// The most words of a source that one `[...]` may leave out.
pub const GAP_WORDS: usize = 100;
/// The most words of a source that an insertion may replace.
pub const INSERTION_WORDS: usize = 5;
/// The most runs of words in one quotation. With more it isn't looked up, so that the work stays linear.
pub const MOST_RUNS: usize = 50;

/// What must stand in a source, in order.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Pattern {
    /// Tokens that stand side by side. No run is empty.
    pub runs: Vec<Vec<Token>>,
    /// `skips[i]` stands between `runs[i]` and `runs[i + 1]`.
    pub skips: Vec<Skip>,
}

/// A place where the quotation's words are not the source's.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Skip {
    /// The most words of the source that may stand here.
    pub most_words: usize,
    /// What the page says instead; empty for a gap.
    pub inserted: String,
}

impl Pattern {
    /// Words that are said to be the source's.
    pub fn n_words(&self) -> usize {
        self.runs.iter().flatten().filter(|token| token.kind == Kind::Word).count()
    }

    /// The quotation's hash: 32 hexadecimal digits. Another setting of the same words has the same.
    pub fn hash(&self) -> String {
        let mut bytes = Vec::new();
        for (index, run) in self.runs.iter().enumerate() {
            if let Some(skip) = index.checked_sub(1).and_then(|before| self.skips.get(before)) {
                bytes.extend_from_slice(
                    format!("\u{1}{}\u{2}{}\u{0}", skip.most_words, skip.inserted).as_bytes(),
                );
            }
            hash_tokens(run, &mut bytes);
        }
        short_hash(&bytes)
    }
}

/// Adds the tokens to what is hashed.
pub(super) fn hash_tokens(tokens: &[Token], bytes: &mut Vec<u8>) {
    for token in tokens {
        bytes.extend_from_slice(token.form.as_bytes());
        if let Some(other) = &token.other {
            bytes.push(b'\x03');
            bytes.extend_from_slice(other.as_bytes());
        }
        bytes.push(b'\0');
    }
}

/// The first 128 bits of BLAKE3, in hexadecimal.
pub(super) fn short_hash(bytes: &[u8]) -> String {
    let mut hash = blake3::hash(bytes).to_hex().to_string();
    hash.truncate(32);
    hash
}

/// Reads a quotation as a page has it, without its outer marks.
pub fn pattern(words: &str) -> Pattern {
    let tokens = page_tokens(words);
    let mut pattern = Pattern::default();
    let mut run: Vec<Token> = Vec::new();
    let mut at = 0;
    while at < tokens.len() {
        match bracket(&tokens, at) {
            None => {
                run.push(tokens[at].clone());
                at += 1;
            }
            Some((Bracket::Capital(word), end)) => {
                run.push(word);
                at = end;
            }
            Some((Bracket::Skip(skip), end)) => {
                pattern.close(std::mem::take(&mut run));
                pattern.skip(skip);
                at = end;
            }
        }
    }
    pattern.close(run);
    pattern.finish();
    pattern
}

impl Pattern {
    fn close(&mut self, mut run: Vec<Token>) {
        trim_marks(&mut run);
        if !run.is_empty() {
            self.runs.push(run);
        }
    }

    /// Two skips side by side are one; one before the first run is none.
    fn skip(&mut self, skip: Skip) {
        if self.runs.is_empty() {
            return;
        }
        match self.skips.get_mut(self.runs.len() - 1) {
            None => self.skips.push(skip),
            Some(before) => {
                before.most_words = before.most_words.max(skip.most_words);
                before.inserted.push(' ');
                before.inserted.push_str(&skip.inserted);
            }
        }
    }

    fn finish(&mut self) {
        if let Some(last) = self.runs.last_mut() {
            if last.last().is_some_and(|token| token.is_point(",") || token.is_point(".")) {
                last.pop();
            }
            if last.is_empty() {
                self.runs.pop();
            }
        }
        self.skips.truncate(self.runs.len().saturating_sub(1));
    }
}

fn trim_marks(run: &mut Vec<Token>) {
    while run.last().is_some_and(|token| token.is_point(MARK)) {
        run.pop();
    }
    let n_marks = run.iter().take_while(|token| token.is_point(MARK)).count();
    run.drain(..n_marks);
}

enum Bracket {
    Capital(Token),
    Skip(Skip),
}

/// What the bracket that opens at `open` means, and the index after it.
fn bracket(tokens: &[Token], open: usize) -> Option<(Bracket, usize)> {
    if !tokens[open].is_point("[") {
        return None;
    }
    let n_inside = tokens[open + 1..].iter().position(|token| token.is_point("]") || token.is_point("["))?;
    let close = open + 1 + n_inside;
    let inside = &tokens[open + 1..close];
    if inside.is_empty() || tokens[close].is_point("[") {
        return None;
    }
    if inside.iter().all(|token| token.is_point(ELLIPSIS) || token.is_point(".")) {
        return Some((Bracket::Skip(Skip { most_words: GAP_WORDS, inserted: String::new() }), close + 1));
    }
    if let Some(word) = capital(tokens, open, close) {
        return Some((Bracket::Capital(word), close + 2));
    }
    let inserted: Vec<&str> = inside.iter().map(|token| &*token.form).collect();
    let skip = Skip { most_words: INSERTION_WORDS, inserted: inserted.join(" ") };
    Some((Bracket::Skip(skip), close + 1 + possessive(&tokens[close + 1..])))
}

/// `[T]he` as one word with either first letter.
fn capital(tokens: &[Token], open: usize, close: usize) -> Option<Token> {
    let [letter] = &tokens[open + 1..close] else { return None };
    let rest = tokens.get(close + 1).filter(|rest| rest.kind == Kind::Word && !rest.spaced)?;
    let before = open.checked_sub(1).and_then(|before| tokens.get(before));
    let inside_word = !tokens[open].spaced && before.is_some_and(|before| before.kind == Kind::Word);
    if letter.form.chars().count() != 1 || letter.kind != Kind::Word || inside_word {
        return None;
    }
    let upper = format!("{}{}", letter.form.to_uppercase(), rest.form);
    let lower = format!("{}{}", letter.form.to_lowercase(), rest.form);
    Some(Token { form: upper, other: Some(lower), kind: Kind::Word, spaced: tokens[open].spaced })
}

/// How many tokens a possessive ending right after an insertion takes: `[Assad]'s`.
fn possessive(tokens: &[Token]) -> usize {
    match tokens {
        [mark, s, ..] if mark.is_point(MARK) && s.form == "s" && !mark.spaced && !s.spaced => 2,
        _ => 0,
    }
}
