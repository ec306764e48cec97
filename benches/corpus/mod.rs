//! Made-up readers of any size: the same size and seed give the same files, on any machine.
//!
//! Nine pages in ten are articles of 700 words, one is a concept's entry of 200 words that answers to 1.5 forms.
//! In each hundred words stand six mentions of concepts and one link made by hand; a heading comes every 120 words.
//! The words are syllables, a few of them much more frequent than the rest, as in any language.

mod forms;
mod prose;
mod words;

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::path::Path;
use std::{fs, io};

use forms::{Concept, concepts};
use prose::{Prose, body};
use words::{Random, Stock, capitalised};

/// Words in an article, headings apart.
pub const ARTICLE_WORDS: usize = 700;
/// Words in a concept's entry, headings apart.
pub const CONCEPT_WORDS: usize = 200;

const VERBS: [&str; 4] = ["presupposes", "extends", "is a means to", "is related to"];

/// The files of a reader by their paths from its root: `n_pages` pages (at least 70), `site.toml` and the home page.
pub fn generate(n_pages: usize, seed: u64) -> BTreeMap<String, String> {
    let mut random = Random::new(seed);
    let stock = Stock::new(&mut random);
    let concepts = concepts(n_pages.max(70) / 10, &stock, &mut random);
    let mut files = BTreeMap::new();
    files.insert("site.toml".into(), site());
    files.insert("content/index.md".into(), "+++\ntitle = \"Home\"\n+++\n\nAll that is known.\n".into());
    for index in 0..concepts.len() {
        let prose = Prose { stock: &stock, concepts: &concepts, own: Some(index) };
        let front = concept_front(index, &concepts, &prose, &mut random);
        let path = format!("content/concepts/{}.md", concepts[index].slug);
        files.insert(path, front + &body(CONCEPT_WORDS, &prose, &mut random));
    }
    let prose = Prose { stock: &stock, concepts: &concepts, own: None };
    for number in 1..=n_pages.max(70) - concepts.len() {
        let title = capitalised(&prose.words(5, &mut random));
        let summary = prose.sentence(18, &mut random);
        let front = format!("+++\ntitle = \"{title}\"\nsummary = \"{summary}\"\norder = {number}\n+++\n\n");
        files.insert(
            format!("content/articles/a{number:05}.md"),
            front + &body(ARTICLE_WORDS, &prose, &mut random),
        );
    }
    files
}

/// Writes `files` below `folder`, making the folders that they need.
///
/// # Errors
/// Whatever the file system says first.
pub fn write_to(folder: &Path, files: &BTreeMap<String, String>) -> io::Result<()> {
    for kind in ["articles", "concepts"] {
        fs::create_dir_all(folder.join("content").join(kind))?;
    }
    files.iter().try_for_each(|(path, text)| fs::write(folder.join(path), text))
}

fn site() -> String {
    "title = \"A made-up reader\"\nlanguage = \"en\"\nbase_url = \"https://example.org/reader/\"\n".into()
}

/// The front matter of `concepts[index]`.
fn concept_front(index: usize, concepts: &[Concept], prose: &Prose, random: &mut Random) -> String {
    let concept = &concepts[index];
    let mut front = format!("+++\ntitle = \"{}\"\n", capitalised(&concept.forms[0]));
    if concept.forms.len() > 1 {
        let _ = writeln!(front, "aliases = [\"{}\"]", concept.forms[1..].join("\", \""));
    }
    let _ = writeln!(front, "summary = \"{}\"", prose.sentence(20, random));
    front.push_str("related = [\n");
    // Steps of less than half the circle never relate the same two entries twice, once from each end.
    let half = concepts.len().div_ceil(2);
    let first = random.below(half - 3);
    for nth in 0..2 + random.below(2) {
        let to = index + 1 + first + nth;
        let slug = &concepts[to % concepts.len()].slug;
        // A verb with a direction only ever points forward, so that no circle can arise.
        match nth {
            0 if to < concepts.len() => {
                let (verb, why) = (VERBS[random.below(VERBS.len())], prose.words(7, random));
                let _ = writeln!(front, "  {{ to = \"{slug}\", as = \"{verb}\", why = \"{why}\" }},");
            }
            1 => drop(writeln!(front, "  {{ to = \"{slug}\", as = \"opposes\" }},")),
            _ => drop(writeln!(front, "  \"{slug}\",")),
        }
    }
    front + "]\n+++\n\n"
}
