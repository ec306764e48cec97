//! What concepts are called, and how texts mention them.

use std::collections::BTreeSet;

use super::words::{Random, Stock, capitalised};

/// A concept's entry.
pub struct Concept {
    /// The file's name.
    pub slug: String,
    /// Title and aliases, in lower case, without the plurals that a reader finds by itself.
    pub forms: Vec<String>,
}

/// `n` concepts; every second one has an alias, so that each has 1.5 forms.
pub fn concepts(n: usize, stock: &Stock, random: &mut Random) -> Vec<Concept> {
    let mut seen = BTreeSet::new();
    let mut form = |random: &mut Random| loop {
        let form = match random.below(10) {
            0..3 => stock.reserved[random.below(stock.reserved.len())].clone(),
            3..8 => common(2, stock, random),
            _ => common(3, stock, random),
        };
        if seen.insert(plural(&form)) && seen.insert(form.clone()) {
            break form;
        }
    };
    let mut concept = |index: usize| {
        let forms: Vec<String> = (0..1 + index % 2).map(|_| form(random)).collect();
        Concept { slug: forms[0].replace(' ', "-"), forms }
    };
    (0..n).map(&mut concept).collect()
}

/// A mention of `form` as an author may type it.
pub fn mention(form: &str, random: &mut Random) -> String {
    match (random.below(100), form.rsplit_once(' ')) {
        (0..15, _) => plural(form),
        (15..27, _) => capitalised(form),
        (27..39, Some((before, last))) => format!("{before}\n{last}"),
        (39..45, Some((before, last))) => format!("{before} *{last}*"),
        (39..45, None) => format!("*{form}*"),
        (45..48, _) => format!("*{form}*"),
        _ => form.into(),
    }
}

/// Words of middling frequency: they stand in texts by themselves, seldom side by side.
fn common(n_words: usize, stock: &Stock, random: &mut Random) -> String {
    let words: Vec<&str> = (0..n_words).map(|_| stock.words[200 + random.below(2_800)].as_str()).collect();
    words.join(" ")
}

/// The regular plural of `form`'s last word.
fn plural(form: &str) -> String {
    match form.strip_suffix('y') {
        Some(stem) => format!("{stem}ies"),
        None if form.ends_with(['s', 'x']) || form.ends_with("ch") => format!("{form}es"),
        None => format!("{form}s"),
    }
}
