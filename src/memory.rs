//! What one build leaves to the next: values, each beside the mark of what it was made of.
//!
//! Nothing is ever declared stale. Whoever wants a value says of what it would be made now, and gets the one that was
//! left only where that is the same. So what is remembered may be dropped at any time without changing any result.

mod mark;

use std::sync::{Arc, OnceLock};

use rustc_hash::FxHashMap;

pub use mark::{Mark, mark_of, mark_of_view};

/// Values of one kind by their names: those that the last build asked for, no others.
///
/// One that is made by `default` forgets: a build that is the only one has nobody to remember for.
#[derive(Debug)]
pub struct Memo<V> {
    left: Option<Named<V>>,
}

type Named<V> = FxHashMap<Arc<str>, (Mark, V)>;
type Asked<V> = (Arc<str>, (Mark, V));

impl<V> Default for Memo<V> {
    fn default() -> Memo<V> {
        Memo { left: None }
    }
}

impl<V: Clone> Memo<V> {
    /// Ready to remember.
    pub fn keeping() -> Memo<V> {
        Memo { left: Some(FxHashMap::default()) }
    }

    /// Whether anything is remembered: what only serves to compare needn't be made otherwise.
    pub fn keeps(&self) -> bool {
        self.left.is_some()
    }

    /// Takes what was left for a build that will ask for `n` values; [`Memo::close`] puts back what it asked for.
    pub fn open(&mut self, n: usize) -> Shelf<V> {
        let before = self.left.take();
        let n = if before.is_some() { n } else { 0 };
        Shelf { before, asked: (0..n).map(|_| OnceLock::new()).collect() }
    }

    /// Keeps what a build asked for, and forgets the rest.
    pub fn close(&mut self, shelf: Shelf<V>) {
        let asked = shelf.asked.into_iter().filter_map(OnceLock::into_inner);
        self.left = shelf.before.map(|_| asked.collect());
    }
}

/// What was left, while a build asks for it from any thread.
#[derive(Debug)]
pub struct Shelf<V> {
    before: Option<Named<V>>,
    /// By the number under which each was asked for.
    asked: Vec<OnceLock<Asked<V>>>,
}

impl<V> Default for Shelf<V> {
    fn default() -> Shelf<V> {
        Shelf { before: None, asked: Vec::new() }
    }
}

impl<V: Clone> Shelf<V> {
    /// The value called `name`: the one that was left where it was made of the same, else a new one. Each has a name and a
    /// number of its own, the number below that of [`Memo::open`]. `of` is asked only where anything is remembered.
    pub fn get(
        &self,
        number: usize,
        name: &Arc<str>,
        of: impl FnOnce() -> Mark,
        make: impl FnOnce() -> V,
    ) -> V {
        self.get_where(number, name, of, |_| true, make)
    }

    /// The same, for a value that was made of more than its mark tells: `holds` says of the one that was left whether it
    /// would be made again.
    pub fn get_where(
        &self,
        number: usize,
        name: &Arc<str>,
        of: impl FnOnce() -> Mark,
        holds: impl FnOnce(&V) -> bool,
        make: impl FnOnce() -> V,
    ) -> V {
        let Some(before) = &self.before else { return make() };
        let of = of();
        let value = match before.get(name) {
            Some((mark, value)) if *mark == of && holds(value) => value.clone(),
            _ => make(),
        };
        if let Some(asked) = self.asked.get(number) {
            // Whoever asked first asked for the same.
            drop(asked.set((name.clone(), (of, value.clone()))));
        }
        value
    }

    /// Whether anything is remembered: what only serves to compare needn't be made otherwise.
    pub fn keeps(&self) -> bool {
        self.before.is_some()
    }
}
