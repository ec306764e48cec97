//! Two lists as multisets: what the one has beyond the other.

use std::collections::BTreeMap;

/// What is left of `after`, in its order, when for each key in `before` one that has this key is taken away.
pub fn beyond<T, K: Ord>(
    before: impl IntoIterator<Item = K>,
    mut after: Vec<T>,
    key: impl Fn(&T) -> K,
) -> Vec<T> {
    let mut known: BTreeMap<K, usize> = BTreeMap::new();
    for key in before {
        *known.entry(key).or_default() += 1;
    }
    after.retain(|it| match known.get_mut(&key(it)) {
        Some(n) if 0 < *n => {
            *n -= 1;
            false
        }
        _ => true,
    });
    after
}
