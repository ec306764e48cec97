//! A source's text, ready to be searched: its tokens, and where each word stands.

use rustc_hash::FxHashMap;

use super::normal::{Kind, Token, source_tokens};
use super::pattern::{hash_tokens, short_hash};

/// A text that is quoted from.
pub struct Source {
    /// Its words and points.
    pub tokens: Vec<Token>,
    /// `places[form]` are the indices of the tokens that read so, ascending.
    places: FxHashMap<String, Vec<usize>>,
    /// `words_before[token]` counts the words before it; one more for the end.
    words_before: Vec<usize>,
}

impl Source {
    /// Reads a source once, for any number of quotations.
    pub fn new(text: &str) -> Source {
        let tokens = source_tokens(text);
        let mut places: FxHashMap<String, Vec<usize>> = FxHashMap::default();
        let mut words_before = Vec::with_capacity(tokens.len() + 1);
        let mut n_words = 0;
        for (at, token) in tokens.iter().enumerate() {
            words_before.push(n_words);
            n_words += usize::from(token.kind == Kind::Word);
            for form in forms(token) {
                match places.get_mut(form) {
                    Some(places) => places.push(at),
                    None => {
                        places.insert(form.to_string(), vec![at]);
                    }
                }
            }
        }
        words_before.push(n_words);
        Source { tokens, places, words_before }
    }

    /// Words in the whole source.
    pub fn n_words(&self) -> usize {
        self.words_before.last().copied().unwrap_or(0)
    }

    /// Words before the token; past the end, all words.
    pub fn words_before(&self, token: usize) -> usize {
        self.words_before.get(token).copied().unwrap_or(self.n_words())
    }

    /// Tokens that read as `token` does, in order.
    pub fn places(&self, token: &Token) -> Vec<usize> {
        let mut places: Vec<usize> =
            forms(token).filter_map(|form| self.places.get(form)).flatten().copied().collect();
        places.sort_unstable();
        places.dedup();
        places
    }

    /// Where the run stands, by the index of its first token, in order.
    pub fn occurrences(&self, run: &[Token]) -> Vec<usize> {
        let n_places =
            |token: &Token| forms(token).filter_map(|form| self.places.get(form)).map(Vec::len).sum();
        let rarest = run.iter().enumerate().min_by_key(|(_, token)| -> usize { n_places(token) });
        let Some((offset, rarest)) = rarest else { return Vec::new() };
        let starts = self.places(rarest).into_iter().filter_map(|place| place.checked_sub(offset));
        starts.filter(|start| self.stands_at(run, *start)).collect()
    }

    fn stands_at(&self, run: &[Token], start: usize) -> bool {
        let passage = self.tokens.get(start..start + run.len());
        passage.is_some_and(|passage| passage.iter().zip(run).all(|(one, other)| alike(one, other)))
    }

    /// The hash of its words and points: 32 hexadecimal digits. Line ends and the setting of marks don't change it.
    pub fn hash(&self) -> String {
        let mut bytes = Vec::new();
        hash_tokens(&self.tokens, &mut bytes);
        short_hash(&bytes)
    }
}

/// Whether two tokens share a reading.
pub fn alike(one: &Token, other: &Token) -> bool {
    forms(one).any(|form| forms(other).any(|same| same == form))
}

/// Both readings of a token.
fn forms(token: &Token) -> impl Iterator<Item = &str> {
    std::iter::once(&*token.form).chain(token.other.as_deref())
}
