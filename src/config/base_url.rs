//! The address under which the site will stand.

use crate::text::escaped;

/// An http or https address that ends in a slash, without user, query and fragment.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct BaseUrl {
    url: String,
    path_start: usize,
}

impl BaseUrl {
    /// Reads an address; the last slash may be missing.
    ///
    /// # Errors
    /// What it lacks, to follow "a base URL": `begins with `http://` or `https://``.
    pub fn parse(text: &str) -> Result<BaseUrl, &'static str> {
        let Some((scheme, rest)) = text.split_once("://") else {
            return Err("begins with `http://` or `https://`");
        };
        let scheme = scheme.to_ascii_lowercase();
        if scheme != "http" && scheme != "https" {
            return Err("begins with `http://` or `https://`");
        }
        if rest.contains(['?', '#']) {
            return Err("has no `?` and no `#`");
        }
        if rest.chars().any(|ch| !ch.is_ascii_graphic() || "\"'<>\\^`{|}".contains(ch)) {
            return Err("is written in ASCII, other characters as `%` and two digits");
        }
        let (host, path) = rest.split_once('/').unwrap_or((rest, ""));
        if host.contains('@') {
            return Err("has no user name");
        }
        if !is_host(host) {
            return Err("names a host");
        }
        let path = path.trim_matches('/');
        if path.contains("//") {
            return Err("has no `//` in its path");
        }
        if path.split('/').any(|part| part == "." || part == "..") {
            return Err("has no `.` or `..` in its path");
        }
        let before = format!("{scheme}://{}", host.to_ascii_lowercase());
        let path_start = before.len();
        let url = if path.is_empty() { format!("{before}/") } else { format!("{before}/{path}/") };
        Ok(BaseUrl { url, path_start })
    }

    /// The full address of a page: `https://example.org/reader/concepts/heat.html`; the home page's is the folder.
    pub fn page(&self, address: &str) -> String {
        let address = if address == "index.html" { "" } else { address };
        format!("{}{}", self.as_str(), escaped(address))
    }

    /// The whole address, with its last slash: `https://example.org/reader/`.
    pub fn as_str(&self) -> &str {
        &self.url
    }

    /// The path, from slash to slash: `/reader/`, or `/` at the root.
    pub fn path(&self) -> &str {
        &self.url[self.path_start..]
    }
}

/// A name or an address of IPv6 in brackets, then perhaps a port.
fn is_host(host: &str) -> bool {
    let (name, port) = match host.strip_prefix('[').and_then(|rest| rest.split_once(']')) {
        Some((name, port)) if name.bytes().all(|byte| byte.is_ascii_hexdigit() || byte == b':') => {
            (name, port)
        }
        Some(_) => return false,
        None => host.split_at(host.find(':').unwrap_or(host.len())),
    };
    let in_name = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'.' | b'-' | b'_' | b':');
    let port = port.strip_prefix(':').unwrap_or(port);
    !name.is_empty() && name.bytes().all(in_name) && port.bytes().all(|byte| byte.is_ascii_digit())
}
