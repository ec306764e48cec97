//! What holds of every page of every site, whatever stands in its sources.

use std::collections::{BTreeMap, BTreeSet};

use lectern::load::Sources;
use lectern::pipeline::Built;

use crate::html::{self, Element, Node};
use crate::plain;
use crate::searching;

/// The pages of a site, read.
type Pages<'a> = BTreeMap<&'a str, Vec<Node>>;

/// Everything that is wrong with the site's pages; empty when all holds.
pub fn faults(built: &Built, sources: &Sources) -> Vec<String> {
    let mut out = Vec::new();
    let mut pages = Pages::new();
    for (address, bytes) in built.output.files.iter().filter(|(address, _)| address.ends_with(".html")) {
        match std::str::from_utf8(bytes).map_err(|err| err.to_string()).and_then(html::parse) {
            Ok(nodes) => drop(pages.insert(address, nodes)),
            Err(err) => out.push(format!("{address}: {err}")),
        }
    }
    let ids: BTreeMap<&str, BTreeSet<&str>> =
        pages.iter().map(|(address, nodes)| (*address, ids(address, nodes, &mut out))).collect();
    for (address, nodes) in &pages {
        let mut say = |fault: String| out.push(format!("{address}: {fault}"));
        nesting(nodes, false, &mut say);
        attributes(nodes, &mut say);
        policy(nodes, &mut say);
        for element in html::elements(nodes) {
            references(address, element, &ids, built, &mut say);
        }
    }
    words(built, sources, &pages, &mut out);
    search(built, &pages, &ids, &mut out);
    out
}

fn ids<'a>(address: &str, nodes: &'a [Node], out: &mut Vec<String>) -> BTreeSet<&'a str> {
    let mut seen = BTreeSet::new();
    for id in html::elements(nodes).into_iter().filter_map(|element| element.attribute("id")) {
        if id.is_empty() || id.contains(char::is_whitespace) {
            out.push(format!("{address}: the id `{id}`"));
        }
        if !seen.insert(id) {
            out.push(format!("{address}: two elements have the id `{id}`"));
        }
    }
    seen
}

/// Elements that hold no blocks.
const LINES: [&str; 18] = [
    "a", "abbr", "cite", "code", "del", "dt", "em", "h1", "h2", "h3", "h4", "h5", "h6", "mark", "p", "span",
    "strong", "sub",
];

fn nesting(nodes: &[Node], in_link: bool, say: &mut impl FnMut(String)) {
    for node in nodes {
        let Node::Element(element) = node else { continue };
        if in_link && matches!(element.name.as_str(), "a" | "input" | "button") {
            say(format!("`<{}>` inside `<a>`", element.name));
        }
        if LINES.contains(&element.name.as_str()) {
            for inner in html::elements(&element.children).iter().filter(|inner| inner.is_block()) {
                say(format!("`<{}>` inside `<{}>`", inner.name, element.name));
            }
        }
        nesting(&element.children, in_link || element.name == "a", say);
    }
}

/// What our renderer may write inside prose, and no other element.
const PROSE: [(&str, &[&str]); 42] = [
    ("a", &["class", "id", "href", "title", "data-entry", "data-aside", "aria-label", "interestfor"]),
    ("abbr", &["lang", "dir", "title"]),
    ("blockquote", &[]),
    ("br", &[]),
    ("cite", &["lang", "dir", "title"]),
    ("code", &["class"]),
    ("dd", &[]),
    ("del", &[]),
    ("div", &["class", "role", "id", "tabindex", "aria-label"]),
    ("dl", &[]),
    ("dt", &[]),
    ("em", &["lang", "dir", "title"]),
    ("h1", &["id", "class", "data-aside"]),
    ("h2", &["id", "class", "data-aside"]),
    ("h3", &["id", "class", "data-aside"]),
    ("h4", &["id", "class", "data-aside"]),
    ("h5", &["id", "class", "data-aside"]),
    ("h6", &["id", "class", "data-aside"]),
    ("hr", &[]),
    ("i", &["lang", "dir", "title"]),
    ("img", &["src", "alt", "title", "width", "height", "loading"]),
    ("input", &["type", "disabled", "checked", "aria-label"]),
    ("kbd", &["lang", "dir", "title"]),
    ("li", &[]),
    ("mark", &["lang", "dir", "title"]),
    ("ol", &["start"]),
    ("p", &["class", "id", "data-aside"]),
    ("pre", &[]),
    ("q", &["lang", "dir", "title"]),
    ("s", &["lang", "dir", "title"]),
    ("section", &["class", "id"]),
    ("small", &["lang", "dir", "title"]),
    ("span", &["class", "role", "id", "lang", "dir", "title", "data-entry", "data-aside"]),
    ("strong", &["lang", "dir", "title"]),
    ("sub", &["lang", "dir", "title"]),
    ("sup", &["lang", "dir", "title"]),
    ("table", &[]),
    ("tbody", &[]),
    ("td", &["class"]),
    ("th", &["class", "scope"]),
    ("thead", &[]),
    ("u", &["lang", "dir", "title"]),
];
const MORE: [&str; 2] = ["tr", "ul"];

fn attributes(nodes: &[Node], say: &mut impl FnMut(String)) {
    for element in html::elements(nodes) {
        for (name, value) in &element.attributes {
            if name == "style" || name.starts_with("on") {
                say(format!("`<{}>` has `{name}`", element.name));
            }
            let scheme: String = value.chars().filter(|ch| !ch.is_control() && *ch != ' ').collect();
            let scheme = scheme.to_lowercase();
            if matches!(name.as_str(), "href" | "src" | "action" | "content")
                && ["javascript:", "vbscript:", "data:text"].iter().any(|bad| scheme.contains(bad))
            {
                say(format!("`{name}` leads to `{value}`"));
            }
        }
        let is_script = element.name == "script" || element.name == "style";
        if is_script && !element.has("src") && element.attribute("type") != Some("application/ld+json") {
            say(format!("an inline `<{}>`", element.name));
        }
    }
    let prose = |element: &&Element| element.has_class("prose");
    for element in html::elements(nodes).into_iter().filter(prose).flat_map(|it| html::elements(&it.children))
    {
        let allowed = PROSE.iter().find(|(name, _)| *name == element.name).map(|(_, names)| *names);
        if allowed.is_none() && !MORE.contains(&element.name.as_str()) {
            say(format!("`<{}>` in prose", element.name));
        }
        for (name, _) in &element.attributes {
            if !allowed.unwrap_or_default().contains(&name.as_str()) {
                say(format!("`<{} {name}>` in prose", element.name));
            }
        }
    }
}

fn policy(nodes: &[Node], say: &mut impl FnMut(String)) {
    let first = html::elements(nodes).into_iter().find(|element| element.name == "meta");
    let policy = first.and_then(|meta| meta.attribute("content")).unwrap_or("");
    let named = first.and_then(|meta| meta.attribute("http-equiv")) == Some("Content-Security-Policy");
    if !named
        || !policy.starts_with("default-src 'none'; ")
        || policy.contains("unsafe")
        || policy.contains('*')
    {
        say(format!("its policy is `{policy}`"));
    }
}

/// Whatever an element points to is there.
fn references(
    address: &str,
    element: &Element,
    ids: &BTreeMap<&str, BTreeSet<&str>>,
    built: &Built,
    say: &mut impl FnMut(String),
) {
    for name in ["interestfor", "aria-labelledby", "aria-describedby", "for"] {
        if let Some(id) = element.attribute(name)
            && !ids[address].contains(id)
        {
            say(format!("`{name}` names `{id}`, which isn't there"));
        }
    }
    for name in ["href", "src"] {
        let Some(target) = element.attribute(name) else { continue };
        let is_outside = ["http://", "https://", "mailto:", "tel:"]
            .iter()
            .any(|scheme| target.to_ascii_lowercase().starts_with(scheme));
        if is_outside || (element.name == "link" && target.starts_with("data:image/")) {
            continue;
        }
        // It is shown at any address that isn't there, however deep.
        if address == "404.html" && !target.starts_with(['/', '#']) {
            say(format!("`{target}` leads elsewhere from another folder"));
        }
        let (path, id) = target.split_once('#').map_or((target, None), |(path, id)| (path, Some(id)));
        let path = path.split('?').next().unwrap_or(path);
        let found = match path {
            "" => Some(address.to_owned()),
            path => beside(address, &decoded(path), built),
        };
        let Some(file) = found.filter(|file| built.output.files.contains_key(file)) else {
            say(format!("`{target}` leads nowhere"));
            continue;
        };
        if let Some(id) = id {
            let known = ids.get(file.as_str());
            if !known.is_some_and(|known| known.contains(id) || known.contains(decoded(id).as_str())) {
                say(format!("`{target}`: there is no such id"));
            }
        }
    }
}

fn beside(address: &str, path: &str, built: &Built) -> Option<String> {
    if path.starts_with('/') {
        let base = built.site.config.base_url.as_ref()?;
        return path.strip_prefix(base.path()).map(str::to_owned);
    }
    let mut parts: Vec<&str> = address.split('/').collect();
    parts.pop();
    for part in path.split('/') {
        match part {
            ".." => drop(parts.pop()?),
            part => parts.push(part),
        }
    }
    Some(parts.join("/"))
}

fn decoded(text: &str) -> String {
    let mut out = Vec::new();
    let mut rest = text.as_bytes();
    while let Some((byte, after)) = rest.split_first() {
        let digits = after.get(..2).filter(|_| *byte == b'%').and_then(|two| std::str::from_utf8(two).ok());
        match digits.and_then(|two| u8::from_str_radix(two, 16).ok()) {
            Some(byte) => {
                out.push(byte);
                rest = &after[2..];
            }
            None => {
                out.push(*byte);
                rest = after;
            }
        }
    }
    String::from_utf8_lossy(&out).into_owned()
}

/// The author's words are kept: a page's prose without what the tool adds is its source's text.
fn words(built: &Built, sources: &Sources, pages: &Pages<'_>, out: &mut Vec<String>) {
    let mut with_source = BTreeSet::new();
    for (doc, address) in built.site.docs.iter().zip(&built.site.addresses) {
        let (Some(page), Some(source)) = (pages.get(address.as_str()), sources.text(&doc.path)) else {
            continue;
        };
        with_source.insert(address.as_str());
        let prose: Vec<&Element> =
            html::elements(page).into_iter().filter(|element| element.has_class("prose")).collect();
        let [prose] = prose.as_slice() else {
            out.push(format!("{address}: {} elements of class `prose`", prose.len()));
            continue;
        };
        let body = body_of(source);
        let plain = plain::plain(body, &|label| title(label, &doc.path, built, sources));
        let is_note = |element: &Element| element.has_class("sn");
        let shown = plain::fold(&html::text(&prose.children, &|it| it.has("data-aside") || is_note(it)));
        let language = &built.site.config.language;
        if plain::compared(&shown, language) != plain::compared(&plain.body, language) {
            out.push(format!("{address}: the words differ\n source: {}\n page:   {shown}", plain.body));
        }
        let mut notes: Vec<String> = html::elements(&prose.children)
            .into_iter()
            .filter(|element| is_note(element))
            .map(|note| plain::fold(&html::text(&note.children, &|it| it.has("data-aside") || is_note(it))))
            .map(|note| plain::compared(&note, language))
            .collect();
        // A note that the body doesn't refer to, or that has another's name, is an error and needn't be shown.
        let names: BTreeSet<&String> = plain.notes.iter().map(|(name, _)| name).collect();
        let all =
            names.len() == plain.notes.len() && names.iter().all(|name| plain.references.contains(*name));
        let mut typed: Vec<String> =
            plain.notes.into_iter().map(|(_, text)| plain::compared(&text, language)).collect();
        notes.sort();
        typed.sort();
        let kept = if all { notes == typed } else { notes.iter().all(|note| typed.contains(note)) };
        if !kept {
            out.push(format!("{address}: the notes differ\n source: {typed:?}\n page:   {notes:?}"));
        }
    }
    with_source.insert("print.html");
    for (address, page) in pages.iter().filter(|(address, _)| !with_source.contains(**address)) {
        if html::elements(page).iter().any(|element| element.has_class("prose")) {
            out.push(format!("{address}: prose without a source"));
        }
    }
}

/// The search knows every word of every page with a source once, in the order of the page, and where it stands.
fn search(built: &Built, pages: &Pages<'_>, ids: &BTreeMap<&str, BTreeSet<&str>>, out: &mut Vec<String>) {
    let letters = |text: &str| text.chars().filter(|ch| ch.is_alphanumeric()).collect::<String>();
    let is_note = |element: &Element| element.has_class("sn");
    let is_else = |element: &Element| element.has("data-aside") || is_note(element);
    let mut with_source: BTreeSet<&str> = built.site.addresses.iter().map(String::as_str).collect();
    for page in searching::pages(built) {
        let address = page.address.as_str();
        let (Some(nodes), true) = (pages.get(address), with_source.remove(address)) else {
            out.push(format!("the search knows `{address}`"));
            continue;
        };
        let elements = html::elements(nodes);
        let prose = elements.iter().find(|element| element.has_class("prose"));
        let shown = prose.map_or(String::new(), |prose| letters(&html::text(&prose.children, &is_else)));
        let (notes, body): (Vec<_>, Vec<_>) = page.pieces.iter().partition(|piece| piece.is_note());
        let found: String = body.iter().map(|piece| letters(&piece.words)).collect();
        if found != shown {
            out.push(format!("{address}: the search has other words\n search: {found}\n page:   {shown}"));
        }
        for note in elements.iter().filter(|element| is_note(element)) {
            let id = note.attribute("id").unwrap_or("");
            let own = notes.iter().filter(|piece| piece.place == id);
            let found: String = own.map(|piece| letters(&piece.words)).collect();
            let shown = letters(&html::text(&note.children, &is_else));
            // Of two notes with one name, which is an error, the page has one.
            if !found.contains(&shown) {
                out.push(format!("{address}: the search has another note {id}: {found}, not {shown}"));
            }
        }
        for piece in &page.pieces {
            if !piece.place.is_empty()
                && !ids.get(address).is_some_and(|ids| ids.contains(piece.place.as_str()))
            {
                out.push(format!("{address}: the search leads to `#{}`, which is not there", piece.place));
            }
        }
    }
    out.extend(with_source.iter().map(|address| format!("the search does not know `{address}`")));
}

/// The text after the front matter.
fn body_of(source: &str) -> &str {
    let mut at = 0;
    let mut n_fences = 0;
    for line in source.split_inclusive('\n') {
        at += line.len();
        n_fences += usize::from(line.trim() == "+++" || line.trim() == "\u{FEFF}+++");
        if n_fences == 2 {
            return &source[at..];
        }
    }
    ""
}

/// What a label shows in place of itself: the title where it names a folder, a heading's words where it names one.
fn title(label: &str, path: &str, built: &Built, sources: &Sources) -> Option<String> {
    let (label, heading) =
        label.split_once('#').map_or((label, None), |(label, it)| (label.trim(), Some(it.trim())));
    let mut docs = built.site.docs.iter();
    let doc = if label.is_empty() {
        docs.find(|doc| &*doc.path == path)
    } else {
        let named = |stem: &str, title: &str| {
            lectern::text::folded_key(stem) == lectern::text::folded_key(label)
                || lectern::text::folded_key(title) == lectern::text::folded_key(label)
        };
        let by_path = docs.find(|doc| *doc.path == *format!("content/{label}.md"));
        let is_entry =
            |path: &str| path.starts_with("content/concepts/") || path.starts_with("content/names/");
        by_path.or_else(|| {
            let mut docs: Vec<_> = built.site.docs.iter().collect();
            docs.sort_by_key(|doc| !is_entry(&doc.path));
            let stem = |path: &str| path.rsplit('/').next().unwrap_or("").trim_end_matches(".md").to_owned();
            docs.into_iter().find(|doc| named(&stem(&doc.path), &doc.meta.title.it))
        })
    }?;
    if let Some(heading) = heading {
        let wanted = lectern::text::slug(heading);
        let headings = plain::headings(body_of(sources.text(&doc.path)?));
        let found = headings.into_iter().find(|words| lectern::text::slug(words) == wanted);
        return Some(found.unwrap_or(doc.meta.title.it.clone()));
    }
    let folders = ["articles/", "concepts/", "names/", "pages/"];
    folders.iter().any(|folder| label.starts_with(folder)).then(|| doc.meta.title.it.clone())
}
