//! HTML as a tree, read strictly: what a browser would mend is an error here.

/// A piece of a page.
#[derive(Debug, PartialEq, Eq)]
pub enum Node {
    Text(String),
    Element(Element),
}

/// An element with what it holds.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Element {
    pub name: String,
    pub attributes: Vec<(String, String)>,
    pub children: Vec<Node>,
}

const VOID: [&str; 6] = ["br", "hr", "img", "input", "link", "meta"];

/// Elements that begin and end lines of their own.
pub const BLOCKS: [&str; 32] = [
    "address",
    "article",
    "aside",
    "blockquote",
    "body",
    "dd",
    "div",
    "dl",
    "dt",
    "footer",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "head",
    "header",
    "hr",
    "html",
    "li",
    "main",
    "nav",
    "ol",
    "p",
    "pre",
    "section",
    "table",
    "td",
    "th",
    "tr",
    "ul",
];

impl Element {
    pub fn attribute(&self, name: &str) -> Option<&str> {
        self.attributes.iter().find(|(known, _)| known == name).map(|(_, value)| value.as_str())
    }

    pub fn has(&self, name: &str) -> bool {
        self.attribute(name).is_some()
    }

    pub fn has_class(&self, class: &str) -> bool {
        self.attribute("class").is_some_and(|classes| classes.split(' ').any(|known| known == class))
    }

    pub fn is_block(&self) -> bool {
        BLOCKS.contains(&self.name.as_str())
    }
}

/// Every element in order, each before what it holds.
pub fn elements(nodes: &[Node]) -> Vec<&Element> {
    let mut out = Vec::new();
    for node in nodes {
        if let Node::Element(element) = node {
            out.push(element);
            out.extend(elements(&element.children));
        }
    }
    out
}

/// The text; what `skip` picks is left out, blocks and line breaks are spaces.
pub fn text(nodes: &[Node], skip: &dyn Fn(&Element) -> bool) -> String {
    let mut out = String::new();
    write_text(nodes, skip, &mut out);
    out
}

fn write_text(nodes: &[Node], skip: &dyn Fn(&Element) -> bool, out: &mut String) {
    for node in nodes {
        match node {
            Node::Text(text) => out.push_str(text),
            Node::Element(element) if skip(element) => {}
            Node::Element(element) => {
                let border = if element.is_block() || element.name == "br" { " " } else { "" };
                out.push_str(border);
                write_text(&element.children, skip, out);
                out.push_str(border);
            }
        }
    }
}

/// Reads a page or a part of one.
///
/// # Errors
/// What isn't well formed, with the text that follows.
pub fn parse(html: &str) -> Result<Vec<Node>, String> {
    let mut open: Vec<Element> = vec![Element::default()];
    let mut rest = html;
    while !rest.is_empty() {
        let near = || rest.chars().take(60).collect::<String>();
        if let Some(after) = rest.strip_prefix("<!doctype html>") {
            rest = after;
        } else if let Some(after) = rest.strip_prefix("</") {
            let (name, after) = after.split_once('>').ok_or_else(near)?;
            let closed = open.pop().ok_or_else(near)?;
            if closed.name != name || open.is_empty() {
                return Err(format!("`</{name}>` closes `<{}>`: {}", closed.name, near()));
            }
            push(&mut open, Node::Element(closed));
            rest = after;
        } else if rest.starts_with('<') {
            let (element, after) = tag(&rest[1..]).ok_or_else(|| format!("no tag: {}", near()))?;
            rest = after;
            if VOID.contains(&element.name.as_str()) {
                push(&mut open, Node::Element(element));
            } else {
                open.push(element);
            }
        } else {
            let end = rest.find('<').unwrap_or(rest.len());
            let text = unescaped(&rest[..end])?;
            push(&mut open, Node::Text(text));
            rest = &rest[end..];
        }
    }
    match open.pop() {
        Some(root) if open.is_empty() => Ok(root.children),
        Some(element) => Err(format!("`<{}>` is not closed", element.name)),
        None => Err("more is closed than opened".to_owned()),
    }
}

fn push(open: &mut [Element], node: Node) {
    if let Some(parent) = open.last_mut() {
        parent.children.push(node);
    }
}

/// A tag's element, and what comes after its `>`.
fn tag(text: &str) -> Option<(Element, &str)> {
    let is_name = |ch: char| ch.is_ascii_lowercase() || ch.is_ascii_digit() || ch == '-';
    let n_name = text.find(|ch: char| !is_name(ch)).filter(|n| *n > 0)?;
    let mut element = Element { name: text[..n_name].to_owned(), ..Element::default() };
    let mut rest = &text[n_name..];
    loop {
        if let Some(after) = rest.strip_prefix('>') {
            return Some((element, after));
        }
        rest = rest.strip_prefix(' ')?;
        // SVG's `viewBox` keeps its capital.
        let is_name = |ch: char| is_name(ch) || ch == 'B';
        let n_name = rest.find(|ch: char| !is_name(ch)).filter(|n| *n > 0)?;
        let name = rest[..n_name].to_owned();
        rest = &rest[n_name..];
        let mut value = String::new();
        if let Some(after) = rest.strip_prefix("=\"") {
            let (typed, after) = after.split_once('"')?;
            if typed.contains('<') {
                return None;
            }
            value = unescaped(typed).ok()?;
            rest = after;
        }
        if element.has(&name) {
            return None;
        }
        element.attributes.push((name, value));
    }
}

/// Character references undone.
fn unescaped(text: &str) -> Result<String, String> {
    let mut out = String::new();
    let mut pieces = text.split('&');
    out.push_str(pieces.next().unwrap_or(""));
    for piece in pieces {
        let (name, after) = piece.split_once(';').ok_or_else(|| format!("a bare `&`: &{piece}"))?;
        out.push(match name {
            "amp" => '&',
            "lt" => '<',
            "gt" => '>',
            "quot" => '"',
            "#39" | "#x27" => '\'',
            "#x2F" => '/',
            _ => return Err(format!("an unknown reference: &{name};")),
        });
        out.push_str(after);
    }
    if out.contains('\0') { Err("a NUL".to_owned()) } else { Ok(out) }
}
