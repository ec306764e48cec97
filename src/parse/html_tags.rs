//! The HTML that content may hold: bare inline tags.

/// An allowed tag and its attributes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Tag {
    /// Its name, in lower case.
    pub name: &'static str,
    /// `lang`, `dir` and `title`, in the order written, each once.
    pub attributes: Vec<(&'static str, String)>,
}

impl Tag {
    /// The language of what the tag holds, where the tag says it (BCP 47).
    pub fn language(&self) -> Option<&str> {
        self.attributes.iter().find(|(name, _)| *name == "lang").map(|(_, value)| value.as_str())
    }
}

/// What a piece of inline HTML is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Piece {
    /// An opening tag that passes.
    Open(Tag),
    /// A closing tag that passes.
    Close(&'static str),
    /// `<br>`
    Break,
    /// A comment's words.
    Comment(String),
    /// Anything else.
    Refused,
}

const NAMES: [&str; 15] =
    ["em", "strong", "i", "sup", "sub", "br", "small", "kbd", "mark", "s", "u", "cite", "q", "abbr", "span"];
const ATTRIBUTES: [&str; 3] = ["lang", "dir", "title"];

/// Reads one piece of HTML as the Markdown parser hands it over.
pub fn piece(html: &str) -> Piece {
    let html = html.trim();
    if let Some(comment) = html.strip_prefix("<!--").and_then(|rest| rest.strip_suffix("-->")) {
        return Piece::Comment(comment.trim().to_owned());
    }
    let Some(inside) = html.strip_prefix('<').and_then(|rest| rest.strip_suffix('>')) else {
        return Piece::Refused;
    };
    if let Some(name) = inside.strip_prefix('/') {
        return known(name.trim(), &NAMES).filter(|name| *name != "br").map_or(Piece::Refused, Piece::Close);
    }
    let inside = inside.strip_suffix('/').unwrap_or(inside);
    let n_name = inside.find(|ch: char| ch.is_ascii_whitespace()).unwrap_or(inside.len());
    let (name, rest) = inside.split_at(n_name);
    let Some(name) = known(name, &NAMES) else { return Piece::Refused };
    match attributes(rest) {
        Some(attributes) if name == "br" && attributes.is_empty() => Piece::Break,
        Some(attributes) if name != "br" => Piece::Open(Tag { name, attributes }),
        _ => Piece::Refused,
    }
}

fn known(name: &str, names: &[&'static str]) -> Option<&'static str> {
    names.iter().copied().find(|known| known.eq_ignore_ascii_case(name))
}

/// `name="value"` pairs; none when one is not on the list or stands twice.
fn attributes(mut rest: &str) -> Option<Vec<(&'static str, String)>> {
    let mut out: Vec<(&'static str, String)> = Vec::new();
    loop {
        rest = rest.trim_start();
        if rest.is_empty() {
            return Some(out);
        }
        let (name, after) = rest.split_once('=')?;
        let name = known(name.trim(), &ATTRIBUTES)?;
        let after = after.trim_start();
        let (value, after) = match after.chars().next()? {
            quote @ ('"' | '\'') => after[1..].split_once(quote)?,
            _ => after.split_at(after.find(|ch: char| ch.is_ascii_whitespace()).unwrap_or(after.len())),
        };
        if out.iter().any(|(earlier, _)| *earlier == name) || value.contains('&') {
            return None;
        }
        if name == "dir" && !matches!(value, "ltr" | "rtl" | "auto") {
            return None;
        }
        out.push((name, value.to_owned()));
        rest = after;
    }
}
