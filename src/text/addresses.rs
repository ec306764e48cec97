//! Addresses that stand in a text as words, and words in addresses.

/// A path as an address writes it: all but slashes and what RFC 3986, 2.3, leaves alone as `%` and two digits a byte.
pub fn escaped(path: &str) -> String {
    let mut out = String::with_capacity(path.len());
    for byte in path.bytes() {
        if byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'.' | b'_' | b'~' | b'/') {
            out.push(char::from(byte));
        } else {
            out.push_str(&format!("%{byte:02X}"));
        }
    }
    out
}

/// Bytes of a text that are addresses: words that hold `://` or begin with `www.`, in order.
pub fn addresses(text: &str) -> Vec<(usize, usize)> {
    let mut out: Vec<(usize, usize)> = Vec::new();
    // Most texts hold no slash; an address without one is a single word to the linker anyway.
    if !text.contains('/') {
        return out;
    }
    let mut marks: Vec<usize> =
        text.match_indices("://").chain(text.match_indices("www.")).map(|(at, _)| at).collect();
    marks.sort_unstable();
    for at in marks {
        if out.last().is_some_and(|(_, end)| at < *end) {
            continue;
        }
        let start = text[..at]
            .rfind(char::is_whitespace)
            .map_or(0, |space| space + text[space..].chars().next().map_or(1, char::len_utf8));
        let end = text[at..].find(char::is_whitespace).map_or(text.len(), |space| at + space);
        out.push((start, end));
    }
    out
}
