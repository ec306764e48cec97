//! What is answered, to whom, and how.

use lectern::serve::{Head, media_type, refusal};

use super::SITE;
use super::preview::Preview;
use crate::cli::support::Folder;

/// A page without the preview's script, which it has once.
fn without_script(page: &str) -> String {
    let start = page.find("<script src=\"/_lectern/live.js?").expect("it has the script");
    let end = start + page[start..].find("</script>").expect("it ends") + "</script>".len();
    let out = format!("{}{}", &page[..start], &page[end..]);
    assert!(!out.contains("_lectern"), "{page}");
    out
}

#[test]
fn the_bytes_are_those_of_a_build_and_one_script() {
    let site = Folder::new(SITE);
    assert_eq!(site.run(&["build"]).code, 0);
    let preview = Preview::of(&site);
    let files = site.files("public");
    assert!(files.len() > 8, "{files:?}");
    for address in files.iter().filter(|address| !address.starts_with(".lectern")) {
        let built = std::fs::read(site.path("public").join(address)).unwrap();
        let answer = preview.page(address);
        if address.ends_with(".html") {
            assert_eq!(without_script(answer.text()), String::from_utf8(built).unwrap(), "{address}");
        } else {
            assert_eq!(answer.body, built, "{address}");
        }
    }
}

#[test]
fn a_site_stands_under_its_own_path() {
    let preview = Preview::of(&Folder::new(SITE));
    assert_eq!(preview.url, format!("http://127.0.0.1:{}/reader/", preview.port));
    for (path, to) in [("/", "/reader/"), ("/reader", "/reader/"), ("/reader/concepts", "/reader/concepts/")]
    {
        let answer = preview.get(path);
        assert_eq!((answer.status, answer.header("location")), (302, Some(to)), "{path}");
    }
    assert_eq!(preview.get("/reader/").body, preview.get("/reader/index.html").body);
    assert_eq!(preview.get("/reader/concepts/").body, preview.get("/reader/concepts/index.html").body);
    assert_eq!(preview.get("/reader/concepts/new%2Dwars.html").status, 200);
    assert_eq!(preview.get("/reader/index.html?v=1").status, 200);
}

#[test]
fn a_site_without_a_base_url_stands_at_the_root() {
    let site = Folder::new(SITE);
    site.write("site.toml", "title = \"A reader\"\n[rules]\nno-passage = \"off\"\nsummary = \"off\"\n");
    let preview = Preview::of(&site);
    assert_eq!(preview.base, "/");
    assert_eq!(preview.get("/concepts/new-wars.html").status, 200);
}

#[test]
fn a_path_is_looked_up_and_never_opened() {
    let preview = Preview::of(&Folder::new(SITE));
    let missing = [
        "/reader/nothing.html",
        "/nothing.html",
        "/concepts/new-wars.html",
        "/reader/site.toml",
        "/reader/content/index.md",
        "/reader/../site.toml",
        "/reader/%2e%2e/site.toml",
        "/reader/..%2fsite.toml",
        "/reader/concepts/../index.html",
        "//reader/index.html",
        "/reader//index.html",
        "/reader/index.html%00",
        "/reader/%ff%fe",
        "/reader/%zz",
        "/reader/CON",
        "/_lectern/",
        "/_lectern/../reader/index.html",
        "/etc/passwd",
    ];
    for path in missing {
        let answer = preview.get(path);
        assert_eq!(answer.status, 404, "{path}");
        assert!(
            without_script(answer.text()).contains("href=\"/reader/index.html\""),
            "{path}: {}",
            answer.text()
        );
    }
}

#[test]
fn every_answer_says_what_it_is_and_is_kept_by_nobody() {
    let preview = Preview::of(&Folder::new(SITE));
    let kinds = [
        ("/reader/index.html", "text/html; charset=utf-8"),
        ("/reader/reader.css", "text/css; charset=utf-8"),
        ("/reader/pages/dot.png", "image/png"),
        ("/reader/sitemap.xml", "application/xml"),
        ("/reader/robots.txt", "text/plain; charset=utf-8"),
        ("/reader/.nojekyll", "application/octet-stream"),
        ("/reader/nothing.png", "text/html; charset=utf-8"),
        ("/_lectern/live.js", "text/javascript; charset=utf-8"),
        ("/_lectern/live.css", "text/css; charset=utf-8"),
        ("/", "text/plain; charset=utf-8"),
    ];
    for (path, kind) in kinds {
        let answer = preview.get(path);
        assert_eq!(answer.header("content-type"), Some(kind), "{path}");
        assert_eq!(answer.header("x-content-type-options"), Some("nosniff"), "{path}");
        assert_eq!(answer.header("cache-control"), Some("no-store"), "{path}");
        assert_eq!(answer.header("cross-origin-resource-policy"), Some("same-origin"), "{path}");
        assert!(!answer.head.contains("access-control"), "{path}: {}", answer.head);
    }
    assert_eq!(media_type("fonts/a.WOFF2"), "font/woff2");
    assert_eq!(media_type("a.b/c"), "application/octet-stream");
}

#[test]
fn only_our_own_names_are_answered() {
    let answered = |hosts: Vec<Option<&str>>, authority, origins: Vec<Option<&str>>, method| {
        refusal(&Head { method, hosts, authority, origins }, 4600).map(|(status, _)| status)
    };
    let host = |host| answered(vec![Some(host)], None, vec![], "GET");
    for ours in ["127.0.0.1:4600", "localhost:4600", "LocalHost:4600"] {
        assert_eq!(host(ours), None, "{ours}");
    }
    let others = [
        "",
        "127.0.0.1",
        "localhost",
        "127.0.0.1:4601",
        "127.0.0.2:4600",
        "[::1]:4600",
        "0.0.0.0:4600",
        "evil.example:4600",
        "127.0.0.1.evil.example:4600",
        "localhost.:4600",
        "x@127.0.0.1:4600",
        " 127.0.0.1:4600",
    ];
    for other in others {
        assert_eq!(host(other), Some(403), "{other}");
    }
    let ours = || vec![Some("127.0.0.1:4600")];
    assert_eq!(answered(vec![], None, vec![], "GET"), Some(400));
    assert_eq!(answered(vec![Some("127.0.0.1:4600"); 2], None, vec![], "GET"), Some(400));
    assert_eq!(answered(vec![None], None, vec![], "GET"), Some(403));
    assert_eq!(answered(ours(), Some("evil.example"), vec![], "GET"), Some(403));
    assert_eq!(answered(ours(), Some("127.0.0.1:4600"), vec![], "GET"), None);
    assert_eq!(answered(ours(), None, vec![Some("http://127.0.0.1:4600")], "GET"), None);
    for origin in [Some("http://evil.example"), Some("https://127.0.0.1:4600"), Some("null"), None] {
        assert_eq!(answered(ours(), None, vec![origin], "GET"), Some(403), "{origin:?}");
    }
    assert_eq!(answered(ours(), None, vec![], "HEAD"), None);
    for method in ["POST", "PUT", "DELETE", "OPTIONS", "CONNECT", "TRACE", "get"] {
        assert_eq!(answered(ours(), None, vec![], method), Some(405), "{method}");
    }
}

#[test]
fn requests_that_no_page_of_ours_makes_are_refused() {
    let preview = Preview::of(&Folder::new(SITE));
    let port = preview.port;
    let asked =
        |line: &str, head: &str| preview.raw(&format!("{line}\r\n{head}Connection: close\r\n\r\n")).status;
    let host = format!("Host: localhost:{port}\r\n");
    assert_eq!(asked("GET /reader/ HTTP/1.1", &host), 200);
    assert_eq!(asked("GET /reader/ HTTP/1.1", ""), 400);
    assert_eq!(asked("GET /reader/ HTTP/1.1", "Host: evil.example\r\n"), 403);
    assert_eq!(asked("GET /_lectern/news?page=/ HTTP/1.1", &format!("Host: evil.example:{port}\r\n")), 403);
    assert_eq!(asked("GET http://evil.example/reader/ HTTP/1.1", &host), 403);
    assert_eq!(asked("GET /reader/ HTTP/1.1", &format!("{host}Origin: http://evil.example\r\n")), 403);
    assert_eq!(asked("POST /reader/ HTTP/1.1", &format!("{host}Content-Length: 0\r\n")), 405);
    assert_eq!(asked("NONSENSE", ""), 400);
}

#[test]
fn a_head_is_answered_like_a_get_without_the_bytes() {
    let preview = Preview::of(&Folder::new(SITE));
    let asked = |method: &str| {
        let host = format!("Host: 127.0.0.1:{}", preview.port);
        preview.raw(&format!("{method} /reader/ HTTP/1.1\r\n{host}\r\nConnection: close\r\n\r\n"))
    };
    let (get, head) = (asked("GET"), asked("HEAD"));
    assert_eq!((head.status, head.body.len()), (200, 0));
    assert_eq!(head.header("content-length"), Some(get.body.len().to_string().as_str()));
}

#[test]
fn a_request_has_an_end() {
    let preview = Preview::of(&Folder::new(SITE));
    let asked = |head: String| {
        let host = format!("Host: 127.0.0.1:{}", preview.port);
        preview.raw(&format!("GET /reader/ HTTP/1.1\r\n{host}\r\n{head}Connection: close\r\n\r\n")).status
    };
    assert_eq!(asked(format!("X-Long: {}\r\n", "x".repeat(1_000))), 200);
    assert_eq!(asked(format!("X-Long: {}\r\n", "x".repeat(40_000))), 431);
    assert_eq!(asked("X-Many: x\r\n".repeat(50)), 200);
    assert_eq!(asked("X-Many: x\r\n".repeat(100)), 431);
}

#[test]
fn no_file_may_take_the_place_of_the_previews_own() {
    let site = Folder::new(SITE);
    site.write("static/_lectern/live.js", "alert(1)");
    let run = site.run(&["check"]);
    assert_eq!(run.code, 1);
    assert!(run.stderr.contains("error[duplicate-address]"), "{}", run.stderr);
}
