//! A page's words as its source has them: read from the Markdown parser's events, with nothing of our own tree.
//!
//! Left out are citations, note marks, pictures, comments and tags. Notes are apart, since the page moves them.

use std::collections::BTreeSet;

use pulldown_cmark::{Event, LinkType, Options, Parser, Tag, TagEnd};

/// The words of a source.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Plain {
    /// The body's, in order.
    pub body: String,
    /// The notes', each by its name.
    pub notes: Vec<(String, String)>,
    /// The names of notes to which the body itself refers.
    pub references: BTreeSet<String>,
}

/// Keeps what stands on both sides from being read as one citation.
const BORDER: char = '\u{E000}';
/// In place of a bracket that is escaped.
const BRACKET: char = '\u{E001}';

/// Reads a body without its front matter. `title` gives the words that a label shows in place of itself.
#[expect(clippy::too_many_lines, reason = "one match that is a table")]
pub fn plain(body: &str, title: &dyn Fn(&str) -> Option<String>) -> Plain {
    let mut out = Plain::default();
    // What is being written: the body's text, then that of the notes that are open.
    let mut texts: Vec<String> = vec![String::new()];
    let mut names: Vec<String> = Vec::new();
    let mut n_images = 0;
    let mut label: Option<String> = None;
    let mut in_code = false;
    for (event, range) in Parser::new_ext(body, extensions()).into_offset_iter() {
        let Some(text) = texts.last_mut() else { break };
        match event {
            Event::Start(Tag::Image { .. }) => n_images += 1,
            Event::End(TagEnd::Image) => {
                n_images -= 1;
                text.push(BORDER);
            }
            _ if n_images > 0 => {}
            Event::Start(Tag::Link {
                link_type: LinkType::WikiLink { has_pothole: false },
                dest_url,
                ..
            }) => {
                let typed = one_line(&dest_url);
                let shown = match typed.strip_prefix('!') {
                    Some(words) => words.trim().to_owned(),
                    None => title(&typed).unwrap_or(typed),
                };
                label = Some(shown);
            }
            Event::End(TagEnd::Link) => {
                text.push(BORDER);
                text.push_str(&label.take().unwrap_or_default().replace('[', &BRACKET.to_string()));
                text.push(BORDER);
            }
            _ if label.is_some() => {}
            Event::Start(Tag::FootnoteDefinition(name)) => {
                names.push(name.to_string());
                texts.push(String::new());
            }
            Event::End(TagEnd::FootnoteDefinition) => {
                let (text, name) = (texts.pop().unwrap_or_default(), names.pop().unwrap_or_default());
                out.notes.push((name, finished(&text)));
            }
            Event::Text(words) if in_code => text.push_str(&words.replace('[', &BRACKET.to_string())),
            Event::Text(words) => {
                let escaped = body[..range.start].ends_with('\\') && words.starts_with('[');
                let entity = words.len() != range.len();
                text.push_str(&if escaped || entity {
                    format!("{BORDER}{}", words.replacen('[', &BRACKET.to_string(), 1))
                } else {
                    words.to_string()
                });
                if entity {
                    text.push(BORDER);
                }
            }
            Event::Code(words) => {
                text.push(BORDER);
                text.push_str(&words.replace('[', &BRACKET.to_string()));
                text.push(BORDER);
            }
            Event::FootnoteReference(name) => {
                text.push(BORDER);
                if names.is_empty() {
                    out.references.insert(name.to_string());
                }
            }
            Event::SoftBreak => text.push('\n'),
            Event::HardBreak => text.push_str(&format!("{BORDER} ")),
            Event::InlineHtml(html) if html.starts_with("<br") => text.push_str(&format!("{BORDER} ")),
            Event::Start(tag) if is_inline(&tag) => text.push(BORDER),
            Event::End(TagEnd::Emphasis | TagEnd::Strong | TagEnd::Strikethrough) => text.push(BORDER),
            Event::Start(Tag::CodeBlock(_)) => {
                in_code = true;
                text.push_str(&format!("{BORDER} "));
            }
            Event::End(TagEnd::CodeBlock) => {
                in_code = false;
                text.push_str(&format!("{BORDER} "));
            }
            Event::Start(_) | Event::End(_) | Event::Rule => text.push_str(&format!("{BORDER} ")),
            _ => text.push(BORDER),
        }
    }
    out.body = finished(&texts[0]);
    out
}

/// The headings of a body, each by its words.
pub fn headings(body: &str) -> Vec<String> {
    let mut out: Vec<String> = Vec::new();
    let mut inside = false;
    for event in Parser::new_ext(body, extensions()) {
        match event {
            Event::Start(Tag::Heading { .. }) => {
                inside = true;
                out.push(String::new());
            }
            Event::End(TagEnd::Heading(_)) => inside = false,
            Event::Text(words) | Event::Code(words) if inside => {
                out.iter_mut().next_back().into_iter().for_each(|heading| heading.push_str(&words));
            }
            _ => {}
        }
    }
    out
}

fn extensions() -> Options {
    Options::ENABLE_TABLES
        | Options::ENABLE_FOOTNOTES
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_TASKLISTS
        | Options::ENABLE_HEADING_ATTRIBUTES
        | Options::ENABLE_DEFINITION_LIST
        | Options::ENABLE_GFM
        | Options::ENABLE_WIKILINKS
}

fn is_inline(tag: &Tag<'_>) -> bool {
    matches!(tag, Tag::Emphasis | Tag::Strong | Tag::Strikethrough | Tag::Link { .. })
}

fn finished(text: &str) -> String {
    fold(&without_citations(text).replace(BORDER, "").replace(BRACKET, "["))
}

/// `[@key, place; @key]` taken out.
fn without_citations(text: &str) -> String {
    let mut out = String::new();
    let mut rest = text;
    while let Some(open) = rest.find("[@") {
        let end = rest[open + 1..].find(['[', ']']).map(|end| open + 1 + end);
        let end = end.filter(|end| rest[*end..].starts_with(']') && is_citation(&rest[open + 1..*end]));
        let keep = end.map_or(open + 1, |_| open);
        out.push_str(&rest[..keep]);
        rest = &rest[end.map_or(open + 1, |end| end + 1)..];
    }
    out + rest
}

fn is_citation(inside: &str) -> bool {
    let is_key = |ch: char| ch.is_alphanumeric() || "-_/+".contains(ch);
    !inside.contains(BORDER)
        && inside.split(';').all(|item| {
            let Some(item) = item.trim().strip_prefix('@') else { return false };
            let rest = item.trim_start_matches(is_key);
            let rest_is_place = rest.trim_start().is_empty() || rest.trim_start().starts_with(',');
            rest.len() < item.len() && rest_is_place
        })
}

fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The one fold under which a page and its source are compared: quotation marks, dashes, dots, spaces and joiners.
pub fn fold(text: &str) -> String {
    let mut out = String::new();
    for ch in text.chars() {
        match ch {
            '‘' | '’' | '‚' | '‛' | '“' | '”' | '„' | '‟' | '"' | '‹' | '›' | '«' | '»' =>
            {
                out.push('\'');
            }
            '…' => out.push_str("..."),
            '\u{2010}'..='\u{2015}' => out.push('-'),
            '\u{200B}'..='\u{200D}' | '\u{2060}' | '\u{FEFF}' => {}
            ch => out.push(ch),
        }
    }
    while out.contains("--") {
        out = out.replace("--", "-");
    }
    one_line(&out)
}

/// A folded text as it is compared in this language: French has spaces inside its marks and before its points, which
/// its authors may leave out, so there no space counts.
pub fn compared(folded: &str, language: &str) -> String {
    if language.starts_with("fr") { folded.replace(' ', "") } else { folded.to_owned() }
}
