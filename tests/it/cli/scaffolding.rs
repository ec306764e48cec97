//! `new` and `init`.

use std::sync::Arc;

use expect_test::expect;
use lectern::config::config;
use lectern::config::keys::{KEYS, Table};
use lectern::parse::meta::{Kind, NameKind, front_matter, kind_of};
use lectern::scaffold::{self, New, Release};
use proptest::prelude::*;

use super::SITE;
use super::support::Folder;

#[test]
fn new_writes_a_file_that_builds_at_once_and_prints_its_path() {
    let site = Folder::new(SITE);
    expect![[r#"
        $ lectern new concept Hybrid peace
        content/concepts/hybrid-peace.md
        -- exit 0
        $ lectern new name Mary Kaldor
        content/names/mary-kaldor.md
        -- exit 0
        $ lectern new name Eastern Ghouta --kind place
        content/names/eastern-ghouta.md
        -- exit 0
        $ lectern new article The "new" \ wars
        content/articles/the-new-wars.md
        -- exit 0
        $ lectern new article Another
        content/articles/another.md
        -- exit 0
        $ lectern check --quiet
        -- stderr
        warning[unused-concept]: no page mentions the concept `Hybrid peace`
         --> content/concepts/hybrid-peace.md:2:9
          |
        2 | title = "Hybrid peace"
          |         ^^^^^^^^^^^^^^
          |
          = help: mention it where it belongs, or remove the entry

        -- exit 0
    "#]]
    .assert_eq(&site.transcript(&[
        &["new", "concept", "Hybrid peace"],
        &["new", "name", "Mary Kaldor"],
        &["new", "name", "Eastern Ghouta", "--kind", "place"],
        &["new", "article", "The \"new\" \\ wars"],
        &["new", "article", "Another"],
        &["check", "--quiet"],
    ]));
    expect![[r#"
        +++
        title = "Hybrid peace"
        # One sentence: what the articles mean by it. It is shown wherever the concept is mentioned.
        # summary = ""
        # Other words for it. Regular plurals and possessives are found by themselves.
        # aliases = []
        # Wider concepts, and other relations. Each name is that of another concept.
        # broader = []
        # related = [{ to = "", as = "opposes", why = "" }]
        +++

        <!-- What it is, in a paragraph. Then, for each article that uses it, a section under a heading that is nothing
        but a link to the article: ## [[articles/SLUG]] -->
    "#]].assert_eq(&site.read("content/concepts/hybrid-peace.md"));
    expect![[r#"
        +++
        title = "Eastern Ghouta"
        # person, place, institution, event or work
        kind = "place"
        # One sentence: who or what it is.
        # summary = ""
        # How it is filed, if not by its title: "Kaldor, Mary".
        # sort = ""
        # Other names for it, with their capitals: "Kaldor".
        # aliases = []
        +++

        <!-- Who or what it is, and what it has to do with the articles. -->
    "#]]
    .assert_eq(&site.read("content/names/eastern-ghouta.md"));
    expect![[r#"
        +++
        title = 'The "new" \ wars'
        order = 1
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
        +++

        <!-- A summary of the article, with a heading for each of its parts. Write plainly: concepts and names are linked by
        themselves. -->
    "#]].assert_eq(&site.read("content/articles/the-new-wars.md"));
    assert!(site.read("content/articles/another.md").contains("order = 2\n"));
}

#[test]
fn new_refuses_what_is_taken_and_names_who_has_it() {
    let site = Folder::new(SITE);
    site.write(
        "content/concepts/hybrid.md",
        "+++\ntitle = \"Hybrid peace\"\nslug = \"mixed-peace\"\naliases = [\"peace of two kinds\"]\n+++\n",
    );
    site.write("content/concepts/later.md", "+++\ntitle = \"Later\"\ndraft = true\n+++\n");
    let before = site.files("content");
    expect![[r#"
        $ lectern new concept New Wars
        -- stderr
        error: content/concepts/new-wars.md exists already
        help: edit that file, or choose another title
        -- exit 2
        $ lectern new concept hybrid-peace
        -- stderr
        error: two entries answer to `hybrid-peace`
        help: content/concepts/hybrid.md has it
        help: choose another title
        -- exit 2
        $ lectern new concept Peace of two kinds
        -- stderr
        error: two entries answer to `peace of two kinds`
        help: content/concepts/hybrid.md has it
        help: choose another title
        -- exit 2
        $ lectern new concept Mixed peace
        -- stderr
        error: two sources would be published at `concepts/mixed-peace.html`
        help: content/concepts/hybrid.md has it
        help: choose another title
        -- exit 2
        $ lectern new concept The later -q
        content/concepts/the-later.md
        -- exit 0
        $ lectern new concept   
        -- stderr
        error: no address can be made of this title
        help: a title has at least one letter or digit
        -- exit 2
        $ lectern new name ?!
        -- stderr
        error: no address can be made of this title
        help: a title has at least one letter or digit
        -- exit 2
        $ lectern new concept a	b
        -- stderr
        error: the title holds a control character
        help: write it on one line, without tabs
        -- exit 2
        $ lectern new concept Peace --kind place
        -- stderr
        error: only names have a kind
        help: leave `--kind` out
        -- exit 2
        $ lectern new concept Later
        -- stderr
        error: content/concepts/later.md exists already
        help: edit that file, or choose another title
        -- exit 2
    "#]]
    .assert_eq(&site.transcript(&[
        &["new", "concept", "New Wars"],
        &["new", "concept", "hybrid-peace"],
        &["new", "concept", "Peace of two kinds"],
        &["new", "concept", "Mixed peace"],
        &["new", "concept", "The later", "-q"],
        &["new", "concept", "  "],
        &["new", "name", "?!"],
        &["new", "concept", "a\tb"],
        &["new", "concept", "Peace", "--kind", "place"],
        &["new", "concept", "Later"],
    ]));
    assert_eq!(site.run(&["new", "concept", "a\u{202e}b"]).code, 2);
    let mut after = site.files("content");
    after.retain(|path| path != "concepts/the-later.md");
    assert_eq!(after, before);
}

#[test]
fn a_new_name_may_share_its_words_with_a_concept() {
    let site = Folder::new(SITE);
    assert_eq!(site.run(&["new", "name", "Armed Group", "--kind", "institution"]).code, 0);
    assert_eq!(site.run(&["build"]).code, 0);
}

proptest! {
    #[test]
    fn front_matter_gives_a_new_title_back(title in "\\PC{1,24}|[\"'\\\\\u{a0}\t\u{202e}a-c ]{1,8}") {
        for new in [New::Concept, New::Article { order: 3 }, New::Name(NameKind::Work)] {
            let Ok(file) = scaffold::file(new, &title) else { continue };
            let path: Arc<str> = file.path.as_str().into();
            let kind = kind_of(&path);
            prop_assert!(matches!(kind, Some(Kind::Concept | Kind::Article | Kind::Name)), "{path}");
            let (meta, _, findings) = front_matter(&path, &file.text, kind.expect("it has a kind"));
            prop_assert_eq!(meta.title.it, title.split_whitespace().collect::<Vec<_>>().join(" "));
            prop_assert!(findings.is_empty(), "{:?}", findings);
        }
    }
}

#[test]
fn init_writes_a_site_that_builds_strictly() {
    let folder = Folder::new("");
    expect![[r#"
        $ lectern init reader
        -- stderr
        wrote 16 files into reader
        to build the site: `lectern build --root reader`
        it explains itself: begin with README.md
        before you publish it: say in both files of .github/workflows where Lectern is released
        -- exit 0
        $ lectern build -r reader --strict
        -- stderr
        built 36 files into reader/public in N ms: 36 written, 0 as before, 0 removed
          1 article, 3 concepts, 1 name; 15 mentions of concepts and names
          checked: 15 pages, 19 links (5 by hand), 0 anchors, 0 images, 11 citations
          not checked: whether addresses of other sites answer
          no `base_url` in `site.toml`: no sitemap and no canonical links
          not two articles: the map is a list without a drawing
        open reader/public/index.html
        -- exit 0
        $ lectern init reader
        -- stderr
        error: `reader` is not empty
        help: name a folder that is absent or empty
        -- exit 2
    "#]]
    .assert_eq(&folder.transcript(&[
        &["init", "reader"],
        &["build", "-r", "reader", "--strict"],
        &["init", "reader"],
    ]));
    expect![[r#"
        [
            ".github/workflows/pages.yml",
            ".github/workflows/pull-request.yml",
            ".gitignore",
            ".vscode/extensions.json",
            ".vscode/settings.json",
            ".vscode/site.json",
            "README.md",
            "content/articles/what-is-enlightenment.md",
            "content/concepts/enlightenment.md",
            "content/concepts/immaturity.md",
            "content/concepts/public-use-of-reason.md",
            "content/index.md",
            "content/names/immanuel-kant.md",
            "content/pages/about.md",
            "content/references.bib",
            "public/.lectern-manifest",
            "public/.nojekyll",
            "public/404.html",
            "public/about.html",
            "public/articles/index.html",
            "public/articles/what-is-enlightenment.html",
            "public/bibliography.html",
            "public/book.css",
            "public/concepts/enlightenment.html",
            "public/concepts/immaturity.html",
            "public/concepts/index.html",
            "public/concepts/public-use-of-reason.html",
            "public/early.js",
            "public/fonts/OFL.txt",
            "public/fonts/lectern-text-italic-ext.woff2",
            "public/fonts/lectern-text-italic.woff2",
            "public/fonts/lectern-text-roman-ext.woff2",
            "public/fonts/lectern-text-roman.woff2",
            "public/index.html",
            "public/map.css",
            "public/map.html",
            "public/moved.js",
            "public/names/immanuel-kant.html",
            "public/names/index.html",
            "public/print.html",
            "public/reader.css",
            "public/reader.js",
            "public/robots.txt",
            "public/search-box.js",
            "public/search-entries.js",
            "public/search-text.js",
            "public/search.css",
            "public/search.html",
            "public/search.js",
            "public/settings.js",
            "public/vendor/minisearch.LICENSE.txt",
            "public/vendor/minisearch.js",
            "site.toml",
        ]"#]]
    .assert_eq(&format!("{:#?}", folder.files("reader")));
}

#[test]
fn init_asks_for_an_empty_folder_but_a_fresh_repository_is_one() {
    let folder = Folder::new("//- full/notes.txt\nmine\n//- repository/.git/HEAD\nref\n//- file\n");
    for taken in ["full", "file", "."] {
        assert_eq!(folder.run(&["init", taken]).code, 2);
    }
    assert_eq!(folder.files("full"), ["notes.txt"]);
    assert_eq!(folder.run(&["init", "repository"]).code, 0);
    assert_eq!(folder.run(&["check", "-r", "repository", "--strict"]).code, 0);
}

#[test]
fn the_new_sites_configuration_has_every_key_and_holds_when_uncommented() {
    let files = scaffold::site(None);
    let (_, text) = files.iter().find(|(path, _)| path == "site.toml").expect("a site has a configuration");
    let of_site = [
        Table::Site,
        Table::Verb,
        Table::Quotes,
        Table::Limits,
        Table::Exports,
        Table::Search,
        Table::Style,
        Table::Text,
    ];
    let is_line = |line: &str, name: &str| {
        let line = line.trim_start_matches('#');
        line.starts_with(&format!("{name} = "))
            || line == format!("[{name}]")
            || line == format!("[[{name}]]")
    };
    for key in KEYS.iter().filter(|key| key.tables.iter().any(|table| of_site.contains(table))) {
        assert!(text.lines().any(|line| is_line(line, key.name)), "no line for `{}`", key.name);
    }
    let path: Arc<str> = "site.toml".into();
    assert_eq!(config(&path, text).1, []);
    let uncomment = |line: &str| match line.strip_prefix('#') {
        Some(rest) if !rest.starts_with([' ', ':']) => rest.to_owned(),
        _ => line.to_owned(),
    };
    let all: Vec<String> = text.lines().map(uncomment).collect();
    assert_eq!(config(&path, &all.join("\n")).1, []);
}

#[test]
fn a_new_file_in_a_new_site_is_no_error_and_says_what_it_lacks() {
    let folder = Folder::new("");
    assert_eq!(folder.run(&["init", "my reader"]).code, 0);
    let new =
        |kind: &str, title: &str| folder.run_in("my reader/content", &["new", kind, title, "-r", ".."], &[]);
    assert_eq!(new("concept", "Guardian").stdout, "../content/concepts/guardian.md\n");
    assert_eq!(new("name", "Prussia").stdout, "../content/names/prussia.md\n");
    assert_eq!(new("article", "A reply").stdout, "../content/articles/a-reply.md\n");
    let check = folder.run(&["check", "-r", "my reader", "--format", "json", "-q"]);
    assert_eq!(check.code, 0, "{}", check.stdout);
    let found: Vec<serde_json::Value> =
        check.stdout.lines().map(|line| serde_json::from_str(line).expect("a line is JSON")).collect();
    let codes: Vec<&str> = found.iter().filter_map(|finding| finding["code"].as_str()).collect();
    assert_eq!(codes, ["summary", "summary", "summary"]);
}

#[test]
fn the_new_sites_workflows_name_the_release_that_wrote_them() {
    for name in ["pages.yml", "pull-request.yml"] {
        let path = format!(".github/workflows/{name}");
        names_its_release(|release| {
            let files = scaffold::site(release);
            files.into_iter().find(|(it, _)| *it == path).map_or(String::new(), |(_, text)| text)
        });
    }
}

fn names_its_release(workflow: impl Fn(Option<Release>) -> String) {
    let commit = "0123456789abcdef0123456789abcdef01234567";
    let known = workflow(Some(Release { repository: "a/lectern", commit, version: "v1.2.3" }));
    assert!(known.contains(&format!("- uses: a/lectern@{commit} # v1.2.3\n")), "{known}");
    assert!(known.contains("version: v1.2.3\n") && !known.contains("VERSION") && !known.contains("BEFORE"));
    let unknown = workflow(None);
    assert!(
        unknown.starts_with("# BEFORE THE FIRST PUSH") && unknown.contains("- uses: OWNER/LECTERN@COMMIT #")
    );
    for used in known.lines().filter_map(|line| line.trim().strip_prefix("- uses: ")) {
        let (hash, version) =
            used.split_once('@').and_then(|(_, rest)| rest.split_once(" # v")).unwrap_or(("", ""));
        assert!(hash.len() == 40 && hash.bytes().all(|byte| byte.is_ascii_hexdigit()), "{used}");
        assert!(!version.is_empty(), "{used}");
    }
}
