//! Which requests are answered: those that a page of our own makes, or somebody who types our address.
//!
//! A page of another site can't read what is answered here, since no answer allows it. What is left is a name of
//! that site's that leads to 127.0.0.1 (DNS rebinding): its requests name the other host, and are refused.

/// What is looked at of a request.
#[derive(Clone, Debug, Default)]
pub struct Head<'a> {
    /// `GET`
    pub method: &'a str,
    /// Every `Host` there is; none where one isn't text.
    pub hosts: Vec<Option<&'a str>>,
    /// The host in the request's own line, where there is one.
    pub authority: Option<&'a str>,
    /// Every `Origin` there is; none where one isn't text.
    pub origins: Vec<Option<&'a str>>,
}

/// Why a request isn't answered, as a status and a sentence; none where it is. `port` is our own.
pub fn refusal(head: &Head<'_>, port: u16) -> Option<(u16, &'static str)> {
    let ours = [format!("127.0.0.1:{port}"), format!("localhost:{port}")];
    let is_ours = |host: &str| {
        let is_named = ours.iter().any(|ours| ours.eq_ignore_ascii_case(host));
        // The port that a browser leaves out (RFC 9110, 4.2.1).
        is_named || (port == 80 && matches!(host.to_ascii_lowercase().as_str(), "127.0.0.1" | "localhost"))
    };
    if !matches!(head.method, "GET" | "HEAD") {
        return Some((405, "only GET and HEAD are answered"));
    }
    let [host] = head.hosts[..] else {
        return Some((400, "a request names one host"));
    };
    if !host.is_some_and(is_ours) || !head.authority.is_none_or(is_ours) {
        return Some((403, "this preview answers to 127.0.0.1 and localhost only"));
    }
    let is_own =
        |origin: &Option<&str>| origin.and_then(|origin| origin.strip_prefix("http://")).is_some_and(is_ours);
    if !head.origins.iter().all(is_own) {
        return Some((403, "this preview answers its own pages only"));
    }
    None
}
