//! A template's code as tokens: where names stand that the engine reports without their place.

use crate::text::Range;

/// One token between `{{` and `}}` or `{%` and `%}`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Token {
    /// A name or a keyword.
    Name(Range),
    /// What stands between quotation marks.
    Text(Range),
    /// Any other character.
    Mark(char),
    /// The end of a pair of braces.
    End,
}

/// The code of a template, comments and raw text left out.
pub(super) struct Code<'t> {
    text: &'t str,
    tokens: Vec<Token>,
}

/// Reads a template whose syntax is in order; of any other, what can be read.
pub(super) fn code(text: &str) -> Code<'_> {
    let mut tokens = Vec::new();
    let mut at = 0;
    while let Some(found) = text[at..].find('{') {
        let start = at + found;
        let rest = &text[start..];
        let raw = ["{% raw", "{%- raw"].iter().any(|tag| rest.starts_with(tag));
        at = if rest.starts_with("{#") {
            rest.find("#}").map_or(text.len(), |end| start + end + 2)
        } else if raw {
            rest.find("endraw").map_or(text.len(), |end| start + end)
        } else if rest.starts_with("{{") || rest.starts_with("{%") {
            read(text, start + 2, &mut tokens)
        } else {
            start + 1
        };
    }
    Code { text, tokens }
}

/// Reads up to `}}` or `%}`; the byte after it.
fn read(text: &str, start: usize, out: &mut Vec<Token>) -> usize {
    let mut at = start;
    while let Some(ch) = text[at..].chars().next() {
        let rest = &text[at..];
        if rest.starts_with("}}") || rest.starts_with("%}") {
            out.push(Token::End);
            return at + 2;
        }
        at += match ch {
            '"' | '\'' | '`' => {
                let end = rest[1..].find(ch).map_or(rest.len(), |end| end + 1);
                out.push(Token::Text(Range::new(at + 1, at + end)));
                (end + 1).min(rest.len())
            }
            ch if ch.is_alphanumeric() || ch == '_' => {
                let end = rest.find(|ch: char| !ch.is_alphanumeric() && ch != '_').unwrap_or(rest.len());
                out.push(Token::Name(Range::new(at, at + end)));
                end
            }
            ch => {
                if !ch.is_whitespace() {
                    out.push(Token::Mark(ch));
                }
                ch.len_utf8()
            }
        };
    }
    at
}

impl<'t> Code<'t> {
    /// What stands between quotation marks.
    pub fn texts(&self) -> impl Iterator<Item = (Range, &'t str)> {
        self.tokens.iter().filter_map(|token| match token {
            Token::Text(range) => Some((*range, range.of(self.text))),
            _ => None,
        })
    }

    /// The templates that are extended or included.
    pub fn others(&self) -> impl Iterator<Item = &'t str> {
        self.tokens.windows(2).filter_map(|pair| match pair {
            [Token::Name(verb), Token::Text(name)] if matches!(verb.of(self.text), "extends" | "include") => {
                Some(name.of(self.text))
            }
            _ => None,
        })
    }

    /// The names of components that are defined.
    pub fn components(&self) -> impl Iterator<Item = Range> {
        self.after("component")
    }

    /// Names that the template itself gives: of loops, `set`, and components' arguments.
    pub fn own_names(&self) -> Vec<&'t str> {
        let mut names: Vec<&str> =
            self.after("set").chain(self.after("set_global")).map(|name| name.of(self.text)).collect();
        for tag in self.tokens.split(|token| *token == Token::End) {
            let mut words = tag.iter().filter_map(|token| match token {
                Token::Name(range) => Some(range.of(self.text)),
                _ => None,
            });
            // A list comprehension has its `for` anywhere; a component's tag is all arguments.
            let in_tag: Vec<&str> = match words.clone().next() {
                Some("component") => words.collect(),
                _ => words
                    .by_ref()
                    .skip_while(|word| *word != "for")
                    .take_while(|word| *word != "in")
                    .collect(),
            };
            names.extend(in_tag);
        }
        names
    }

    /// Names that stand for a value, each with the fields asked of it: `page.title` is two ranges.
    pub fn paths(&self) -> Vec<Vec<Range>> {
        let mut paths: Vec<Vec<Range>> = Vec::new();
        let token = |at: usize| self.tokens.get(at).copied().unwrap_or(Token::End);
        let mut at = 0;
        while at < self.tokens.len() {
            let before = if at == 0 { Token::End } else { token(at - 1) };
            let Token::Name(range) = token(at) else {
                at += 1;
                continue;
            };
            at += 1;
            // Filters, arguments' names, tags and functions are no values.
            let names_argument = token(at) == Token::Mark('=') && token(at + 1) != Token::Mark('=');
            let is_other = matches!(before, Token::Mark('.' | '|' | '<' | '/'))
                || token(at) == Token::Mark('(')
                || names_argument;
            let mut path = vec![range];
            while let (Token::Mark('.'), Token::Name(field)) = (token(at), token(at + 1)) {
                path.push(field);
                at += 2;
            }
            if !is_other {
                paths.push(path);
            }
        }
        paths
    }

    /// The names that directly follow a keyword.
    fn after(&self, keyword: &'static str) -> impl Iterator<Item = Range> {
        self.tokens.windows(2).filter_map(move |pair| match pair {
            [Token::Name(verb), Token::Name(name)] if verb.of(self.text) == keyword => Some(*name),
            _ => None,
        })
    }
}
