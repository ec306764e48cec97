//! One new file with its front matter.

use crate::parse::meta::NameKind;
use crate::text::{hidden_character, slug};

/// What the file is to be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum New {
    /// A concept.
    Concept,
    /// An article with this place among the articles.
    Article {
        /// The key `order`.
        order: i64,
    },
    /// A name of this kind.
    Name(NameKind),
}

/// A file that isn't written yet.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct File {
    /// From the site's root, with `/`.
    pub path: String,
    /// Its text.
    pub text: String,
}

/// Why a title can't be used.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Unfit {
    /// What is.
    pub message: &'static str,
    /// What to do.
    pub help: &'static str,
}

/// The file for something new with this title.
///
/// # Errors
/// [`Unfit`] for a title with control or hidden characters, or one that no address can be made of. Whether the title
/// is taken isn't known here.
pub fn file(new: New, title: &str) -> Result<File, Unfit> {
    let title = title.trim();
    if title.chars().any(char::is_control) {
        return Err(Unfit {
            message: "the title holds a control character",
            help: "write it on one line, without tabs",
        });
    }
    if hidden_character(title).is_some() {
        return Err(Unfit {
            message: "the title holds a character that can't be seen",
            help: "type it anew",
        });
    }
    let slug = slug(title);
    if slug.is_empty() {
        let help = "a title has at least one letter or digit";
        return Err(Unfit { message: "no address can be made of this title", help });
    }
    let (folder, keys, body) = match new {
        New::Concept => ("concepts", CONCEPT.to_owned(), CONCEPT_BODY),
        New::Article { order } => ("articles", ARTICLE.replace("ORDER", &order.to_string()), ARTICLE_BODY),
        New::Name(kind) => ("names", NAME.replace("KIND", word(kind)), NAME_BODY),
    };
    // Front matter is read with single spaces.
    let title = title.split_whitespace().collect::<Vec<_>>().join(" ");
    let title = toml::Value::from(title).to_string();
    let text = format!("+++\ntitle = {title}\n{keys}+++\n\n{body}");
    Ok(File { path: format!("content/{folder}/{slug}.md"), text })
}

fn word(kind: NameKind) -> &'static str {
    match kind {
        NameKind::Person => "person",
        NameKind::Place => "place",
        NameKind::Institution => "institution",
        NameKind::Event => "event",
        NameKind::Work => "work",
    }
}

const CONCEPT: &str = r#"# One sentence: what the articles mean by it. It is shown wherever the concept is mentioned.
# summary = ""
# Other words for it. Regular plurals and possessives are found by themselves.
# aliases = []
# Wider concepts, and other relations. Each name is that of another concept.
# broader = []
# related = [{ to = "", as = "opposes", why = "" }]
"#;

const CONCEPT_BODY: &str = "<!-- What it is, in a paragraph. Then, for each article that uses it, a section under a heading that is nothing
but a link to the article: ## [[articles/SLUG]] -->
";

const ARTICLE: &str = r#"order = ORDER
# One sentence: what the article argues.
# summary = ""
# The titles of its authors' entries in content/names/.
# authors = []
# Its key in content/references.bib.
# citation = ""
# When it was published: "2018", "2018-03", 2018-03-05 or words.
# published = ""
# The places and the speakers that a citation may name: [@KEY, PLACE] and [@KEY, SPEAKER: PLACE].
# locators = []
# speakers = []
"#;

const ARTICLE_BODY: &str = "<!-- A summary of the article, with a heading for each of its parts. Write plainly: concepts and names are linked by
themselves. -->
";

const NAME: &str = r#"# person, place, institution, event or work
kind = "KIND"
# One sentence: who or what it is.
# summary = ""
# How it is filed, if not by its title: "Kaldor, Mary".
# sort = ""
# Other names for it, with their capitals: "Kaldor".
# aliases = []
"#;

const NAME_BODY: &str = "<!-- Who or what it is, and what it has to do with the articles. -->
";
