//! The words that have an entry, and which words are nearly theirs.

use rustc_hash::FxHashMap;

use crate::parse::Kind;
use crate::resolve::{EntryIndex, Site, forms_of};
use crate::text::{exact_key, folded_key};

/// The forms of all entries, those too that nothing is linked by.
pub struct Known {
    /// From a form's folded words to how its capitals must be, where that matters.
    forms: FxHashMap<String, Vec<Option<String>>>,
    /// From a form's outline to the entries that have it, and its stem.
    outlines: FxHashMap<String, (EntryIndex, String)>,
    /// Words of the longest form.
    pub longest: usize,
}

/// A spelling or inflection of an entry's form.
pub struct Variant {
    /// The entry.
    pub entry: EntryIndex,
    /// In what it differs.
    pub how: How,
}

/// In what words differ from a form.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum How {
    /// In the number of one of its words.
    Inflected,
    /// In spelling: `-ise` and `-ize`, `-our` and `-or`, one word or two.
    Spelt,
}

impl How {
    /// What the words are: "an inflection".
    pub fn words(self) -> &'static str {
        match self {
            How::Inflected => "an inflection",
            How::Spelt => "a spelling",
        }
    }
}

impl Known {
    /// Collects what the site has.
    pub fn new(site: &Site) -> Known {
        let mut known = Known { forms: FxHashMap::default(), outlines: FxHashMap::default(), longest: 1 };
        for form in &site.forms {
            known.add(form.folded.clone(), form.exact.clone());
            known.outline(&form.folded, form.entry);
        }
        for doc in &site.docs {
            if matches!(doc.kind, Kind::Article | Kind::Page | Kind::Concept | Kind::Name) {
                known.add(folded_key(&doc.meta.title.it), None);
            }
            let Some(forms) = forms_of(doc) else { continue };
            let dropped = forms.not_forms.iter();
            for label in forms.aliases.iter().chain(&forms.forms).chain(dropped) {
                known.add(folded_key(&label.it), None);
            }
        }
        known
    }

    fn add(&mut self, folded: String, exact: Option<String>) {
        self.longest = self.longest.max(folded.split(' ').count());
        self.forms.entry(folded).or_default().push(exact);
    }

    fn outline(&mut self, folded: &str, entry: EntryIndex) {
        self.outlines.entry(outline(folded)).or_insert_with(|| (entry, stems(folded)));
    }

    /// Whether the words are a form, in these capitals.
    pub fn is_form(&self, words: &str) -> bool {
        let folded = folded_key(words);
        let Some(forms) = self.forms.get(&folded) else { return false };
        forms.iter().flatten().next().is_none()
            || forms.iter().any(|exact| exact.as_ref().is_none_or(|exact| *exact == exact_key(words)))
    }

    /// The entry whose form the words nearly are; none where they are one, capitals aside.
    pub fn variant(&self, words: &str) -> Option<Variant> {
        let folded = folded_key(words);
        if self.forms.contains_key(&folded) {
            return None;
        }
        let (entry, stem) = self.outlines.get(&outline(&folded))?;
        let how = if *stem == stems(&folded) { How::Inflected } else { How::Spelt };
        Some(Variant { entry: *entry, how })
    }
}

/// The folded words, each without the ending of its plural: the same for "islands of civility" and "island of civility".
pub fn stems(folded: &str) -> String {
    folded.split(' ').map(stem).collect::<Vec<_>>().join(" ")
}

fn stem(word: &str) -> String {
    let n = word.chars().count();
    match word {
        _ if n < 4 || word.ends_with("ss") || word.ends_with("us") || word.ends_with("is") => word.to_owned(),
        _ => match (word.strip_suffix("ies"), word.strip_suffix("es"), word.strip_suffix('s')) {
            (Some(stem), ..) if n > 4 => format!("{stem}y"),
            (_, Some(stem), _)
                if stem.ends_with(['x', 'z'])
                    || stem.ends_with("ss")
                    || stem.ends_with("ch")
                    || stem.ends_with("sh") =>
            {
                stem.to_owned()
            }
            (_, _, Some(stem)) => stem.to_owned(),
            _ => word.to_owned(),
        },
    }
}

/// The stems in one spelling and without gaps.
fn outline(folded: &str) -> String {
    folded.split(' ').map(|word| one_spelling(&stem(word))).collect()
}

/// British endings as American ones: "organise" and "organize" meet, "behaviour" and "behavior", "defence" and
/// "defense".
fn one_spelling(word: &str) -> String {
    if word.chars().count() < 6 {
        return word.to_owned();
    }
    let word = ["isation", "ising", "ised", "ise"]
        .into_iter()
        .find_map(|ending| Some(format!("{}{}", word.strip_suffix(ending)?, ending.replacen('s', "z", 1))))
        .unwrap_or_else(|| word.to_owned());
    let word = match word.strip_suffix("ence") {
        Some(stem) if stem.ends_with("f") => format!("{stem}ense"),
        _ => word,
    };
    word.replace("our", "or")
}
