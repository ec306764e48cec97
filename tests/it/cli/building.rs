//! `build`, `check`, `clean` and `quotes`.

use expect_test::expect;

use super::SITE;
use super::support::Folder;

#[test]
fn a_build_says_what_it_wrote_what_it_checked_and_where_it_is() {
    let site = Folder::new(SITE);
    expect![[r#"
        $ lectern 
        -- stderr
        built 28 files into public in N ms: 28 written, 0 as before, 0 removed
          0 articles, 2 concepts, 0 names; 3 mentions of concepts and names
          checked: 7 pages, 2 links (0 by hand), 0 anchors, 0 images, 0 citations
          not checked: whether addresses of other sites answer
          no `base_url` in `site.toml`: no sitemap and no canonical links
        open public/index.html
        -- exit 0
        $ lectern build --verbose
        -- stderr
        load N ms
        parse N ms
        resolve N ms
        check N ms
        render N ms
        export N ms
        write N ms
        built 28 files into public in N ms: 0 written, 28 as before, 0 removed
          0 articles, 2 concepts, 0 names; 3 mentions of concepts and names
          checked: 7 pages, 2 links (0 by hand), 0 anchors, 0 images, 0 citations
          not checked: whether addresses of other sites answer
          no `base_url` in `site.toml`: no sitemap and no canonical links
        open public/index.html
        -- exit 0
        $ lectern check
        -- stderr
        checked the site in N ms, and wrote nothing
          0 articles, 2 concepts, 0 names; 3 mentions of concepts and names
          checked: 7 pages, 2 links (0 by hand), 0 anchors, 0 images, 0 citations
          not checked: whether addresses of other sites answer
          no `base_url` in `site.toml`: no sitemap and no canonical links
        -- exit 0
        $ lectern build -q
        -- exit 0
        $ lectern clean
        -- stderr
        removed 28 files from public
        -- exit 0
        $ lectern clean
        -- stderr
        removed 0 files from public
        -- exit 0
    "#]]
    .assert_eq(&site.transcript(&[
        &[],
        &["build", "--verbose"],
        &["check"],
        &["build", "-q"],
        &["clean"],
        &["clean"],
    ]));
}

#[test]
fn an_error_stops_the_build_before_anything_is_written() {
    let site = Folder::new(SITE);
    site.write("content/pages/a.md", "+++\ntitle = \"A\"\n+++\n\nSee [[new warz]].\n");
    expect![[r#"
        $ lectern build
        -- stderr
        error[unknown-entry]: no concept or name is called `new warz`
         --> content/pages/a.md:5:7
          |
        5 | See [[new warz]].
          |       ^^^^^^^^ not found
          |
          = help: did you mean `New wars` (content/concepts/new-wars.md)?

        `lectern help unknown-entry` says more
        `lectern check --fix` may mend 1 of them
        1 error: nothing was written
        -- exit 1
        $ lectern check --quiet
        -- stderr
        error[unknown-entry]: no concept or name is called `new warz`
         --> content/pages/a.md:5:7
          |
        5 | See [[new warz]].
          |       ^^^^^^^^ not found
          |
          = help: did you mean `New wars` (content/concepts/new-wars.md)?

        1 error: a build would write nothing
        -- exit 1
    "#]]
    .assert_eq(&site.transcript(&[&["build"], &["check", "--quiet"]]));
    assert!(site.files("public").is_empty());
}

#[test]
fn strict_takes_a_warning_for_an_error() {
    let site = Folder::new(SITE);
    site.write("content/concepts/caloric.md", "+++\ntitle = \"Caloric\"\n+++\n");
    assert_eq!(site.run(&["check"]).code, 0);
    let strict = site.run(&["check", "--strict"]);
    assert_eq!(strict.code, 1);
    assert!(strict.stderr.ends_with("1 error: a build would write nothing\n"), "{}", strict.stderr);
}

#[test]
fn a_folder_without_a_site_is_told_how_to_start_and_nothing_else() {
    let empty = Folder::new("//- content/concepts/a.md\nno front matter");
    expect![[r#"
        $ lectern build
        -- stderr
        error[no-site]: there is no `site.toml` here
          --> site.toml
         = help: go to the folder of a site, or name it with `--root DIR`
         = help: to start one: `lectern init DIR`

        -- exit 1
        $ lectern check --root nowhere
        -- stderr
        error[no-site]: there is no `site.toml` here
          --> nowhere/site.toml
         = help: go to the folder of a site, or name it with `--root DIR`
         = help: to start one: `lectern init DIR`

        -- exit 1
        $ lectern new concept A
        -- stderr
        error[no-site]: there is no `site.toml` here
          --> site.toml
         = help: go to the folder of a site, or name it with `--root DIR`
         = help: to start one: `lectern init DIR`

        -- exit 1
    "#]]
    .assert_eq(&empty.transcript(&[&["build"], &["check", "--root", "nowhere"], &["new", "concept", "A"]]));
}

#[test]
fn public_lies_in_the_sites_folder_and_a_typed_folder_in_the_current_one() {
    let folder = Folder::new(&SITE.replace("//- ", "//- site/"));
    folder.write("elsewhere/x", "");
    assert_eq!(folder.run(&["-r", "site"]).code, 0);
    assert!(!folder.read("site/public/index.html").is_empty());
    assert_eq!(folder.run_in("elsewhere", &["-r", "../site", "-o", "out"], &[]).code, 0);
    assert!(!folder.read("elsewhere/out/index.html").is_empty());
}

#[test]
fn wrong_usage_exits_with_2() {
    let site = Folder::new(SITE);
    let nonsense = [
        &["bild"][..],
        &["--base-url", "example.org"],
        &["--repository", "ssh://github.com/example/reader"],
        &["-q", "-v"],
        &["quotes"],
        &["explain"],
    ];
    for arguments in nonsense {
        let run = site.run(arguments);
        assert_eq!((run.code, run.stdout.as_str()), (2, ""), "{arguments:?}: {}", run.stderr);
    }
}

#[test]
fn a_repository_that_is_typed_takes_the_place_of_the_sites_own() {
    let site = Folder::new(SITE);
    site.write("site.toml", "title = \"T\"\nrepository = \"https://github.com/a/of\"\nfolder = \"docs\"\n");
    let leads_to = |repository: &str, arguments: &[&str]| {
        assert_eq!(site.run(&[&["build", "--force"], arguments].concat()).code, 0);
        let page = site.read("public/concepts/new-wars.html");
        assert!(
            page.contains(&format!("{repository}/edit/main/docs/content/concepts/new-wars.md")),
            "{page}"
        );
        assert_eq!(page.matches("https://github.com/").count(), page.matches(repository).count());
    };
    leads_to("https://github.com/a/of", &[]);
    leads_to("https://github.com/b/fork", &["--repository", "https://github.com/b/fork"]);
    let run = site.run(&["--repository", "github.com/b/fork"]);
    expect![[r#"
        error: `--repository github.com/b/fork`: a repository's address begins with `http://` or `https://`
    "#]]
    .assert_eq(&run.stderr);
}

#[test]
fn source_date_epoch_dates_what_has_no_date_and_nothing_else() {
    let site = Folder::new(SITE);
    let built = |date: &str| {
        let run = site.run_with(&["build", "--force"], &[("SOURCE_DATE_EPOCH", date)]);
        (run.code, site.read("public/concepts/new-wars.html"))
    };
    let (code, page) = built("951782400");
    assert_eq!(code, 0);
    assert!(page.contains("(29 February 2000)"), "{page}");
    assert!(built("0").1.contains("(1 January 1970)"));
    assert!(built("253402300799").1.contains("(31 December 9999)"));
    for no_date in ["soon", "-1", "253402300800", "1.5"] {
        assert_eq!(built(no_date).0, 2, "{no_date}");
    }
    site.write("site.toml", "title = \"A reader\"\nupdated = 1999-01-02\n");
    assert!(built("951782400").1.contains("(2 January 1999)"));
}

const QUOTED: &str = r#"
//- site.toml
title = "A reader"
rules = { no-passage = "off", summary = "off" }
//- content/index.md
+++
title = "Home"
+++
"Rain falls on the hills" [@rain]. "Snow falls on the mountains" [@snow].
//- content/references.bib
@book{rain, title = {Rain}, author = {A, B}, year = {2001}}
@book{snow, title = {Snow}, author = {C, D}, year = {2002}}
//- texts/rain.txt
They say that rain falls on the hills every day.
//- texts/snow.txt
They say that snow falls on the mountains every day.
"#;

#[test]
fn quotes_proves_writes_and_sums_up() {
    let site = Folder::new(QUOTED);
    site.write(
        "content/index.md",
        site.read("content/index.md").replace("Rain falls", "rain falls").replace("Snow falls", "snow falls"),
    );
    expect![[r#"
        $ lectern check
        -- stderr
        warning[unproved-quotation]: this quotation has not been looked up in `rain` yet
         --> content/index.md:4:2
          |
        4 | "rain falls on the hills" [@rain]. "snow falls on the mountains" [@snow].
          |  ^^^^^^^^^^^^^^^^^^^^^^^ not yet verified
          |
          = help: run `lectern quotes --sources DIR`

        warning[unproved-quotation]: this quotation has not been looked up in `snow` yet
         --> content/index.md:4:37
          |
        4 | "rain falls on the hills" [@rain]. "snow falls on the mountains" [@snow].
          |                                     ^^^^^^^^^^^^^^^^^^^^^^^^^^^ not yet verified
          |
          = help: run `lectern quotes --sources DIR`

        `lectern help unproved-quotation` says more
        checked the site in N ms, and wrote nothing
          0 articles, 0 concepts, 0 names; 0 mentions of concepts and names
          checked: 5 pages, 0 links (0 by hand), 0 anchors, 0 images, 2 citations, 0 of 2 quotations proved by quotes.lock
          not checked: 2 quotations not looked up in the source yet (`lectern quotes --sources DIR`)
          not checked: whether addresses of other sites answer
          no `base_url` in `site.toml`: no sitemap and no canonical links
        2 warnings
        -- exit 0
        $ lectern quotes --sources texts
        source  words  quoted   share  quotations  proved  longest
        rain       10       5  50.0 %           1       1        5
        snow       10       5  50.0 %           1       1        5

        page              source  quoted  quotations  proved  longest
        content/index.md  rain         5           1       1        5
        content/index.md  snow         5           1       1        5
        -- stderr
        warning[quotation-share]: 50.0 % of `rain` is quoted (5 of 10 words): the site allows 20 %
          --> quotes.lock
         = help: most is quoted in `content/index.md` (5 words)
         = help: quote less of it, or raise `share` in `[quotes]` of `site.toml`

        warning[quotation-share]: 50.0 % of `snow` is quoted (5 of 10 words): the site allows 20 %
          --> quotes.lock
         = help: most is quoted in `content/index.md` (5 words)
         = help: quote less of it, or raise `share` in `[quotes]` of `site.toml`

        `lectern help quotation-share` says more
        2 of 2 quotations proved; wrote quotes.lock
        -- exit 0
        $ lectern quotes --sources texts
        source  words  quoted   share  quotations  proved  longest
        rain       10       5  50.0 %           1       1        5
        snow       10       5  50.0 %           1       1        5

        page              source  quoted  quotations  proved  longest
        content/index.md  rain         5           1       1        5
        content/index.md  snow         5           1       1        5
        -- stderr
        warning[quotation-share]: 50.0 % of `rain` is quoted (5 of 10 words): the site allows 20 %
          --> quotes.lock
         = help: most is quoted in `content/index.md` (5 words)
         = help: quote less of it, or raise `share` in `[quotes]` of `site.toml`

        warning[quotation-share]: 50.0 % of `snow` is quoted (5 of 10 words): the site allows 20 %
          --> quotes.lock
         = help: most is quoted in `content/index.md` (5 words)
         = help: quote less of it, or raise `share` in `[quotes]` of `site.toml`

        `lectern help quotation-share` says more
        2 of 2 quotations proved; nothing new for quotes.lock
        -- exit 0
        $ lectern check --sources texts
        -- stderr
        warning[quotation-share]: 50.0 % of `rain` is quoted (5 of 10 words): the site allows 20 %
          --> quotes.lock
         = help: most is quoted in `content/index.md` (5 words)
         = help: quote less of it, or raise `share` in `[quotes]` of `site.toml`

        warning[quotation-share]: 50.0 % of `snow` is quoted (5 of 10 words): the site allows 20 %
          --> quotes.lock
         = help: most is quoted in `content/index.md` (5 words)
         = help: quote less of it, or raise `share` in `[quotes]` of `site.toml`

        `lectern help quotation-share` says more
        checked the site in N ms, and wrote nothing
          0 articles, 0 concepts, 0 names; 0 mentions of concepts and names
          checked: 5 pages, 0 links (0 by hand), 0 anchors, 0 images, 2 citations, 2 of 2 quotations proved in their sources
          not checked: whether addresses of other sites answer
          no `base_url` in `site.toml`: no sitemap and no canonical links
        2 warnings
        -- exit 0
        $ lectern quotes --sources nowhere
        -- stderr
        error: could not read `nowhere`: no such file or directory
        -- exit 1
    "#]].assert_eq(&site.transcript(&[
        &["check"],
        &["quotes", "--sources", "texts"],
        &["quotes", "--sources", "texts"],
        &["check", "--sources", "texts"],
        &["quotes", "--sources", "nowhere"],
    ]));
}

#[test]
fn a_damaged_lock_is_kept_while_a_source_is_missing() {
    let site = Folder::new(QUOTED);
    site.write(
        "content/index.md",
        site.read("content/index.md").replace("Rain falls", "rain falls").replace("Snow falls", "snow falls"),
    );
    assert_eq!(site.run(&["quotes", "--sources", "texts"]).code, 0);
    let whole = site.read("quotes.lock");
    for damaged in [whole.replacen("hash = ", "hush = ", 1).into_bytes(), b"\xff\xfe".to_vec()] {
        site.write("quotes.lock", &damaged);
        site.write("few/rain.txt", site.read("texts/rain.txt"));
        let refused = site.run(&["quotes", "--sources", "few"]);
        assert_eq!(refused.code, 1);
        assert!(refused.stderr.contains("was not written"), "{}", refused.stderr);
        assert_eq!(std::fs::read(site.path("quotes.lock")).expect("the lock is there"), damaged);
        // With every source at hand it is written anew.
        assert_eq!(site.run(&["quotes", "--sources", "texts"]).code, 0);
        assert_eq!(site.read("quotes.lock"), whole);
    }
}

#[cfg(unix)]
#[test]
fn a_symbolic_link_among_the_content_is_an_error_and_not_read() {
    let site = Folder::new(SITE);
    site.write("secret.md", "+++\ntitle = \"Secret\"\n+++\nA secret.\n");
    let link = site.path("content/concepts/secret.md");
    std::os::unix::fs::symlink(site.path("secret.md"), link).unwrap();
    let ran = site.run(&["check"]);
    assert_eq!(ran.code, 1, "{}", ran.stderr);
    assert!(ran.stderr.contains("error[unsafe-file]: a symbolic link is not read"), "{}", ran.stderr);
}

#[test]
fn a_summary_counts_what_was_checked_and_what_was_not() {
    let site = Folder::new(&QUOTED.replace("\"Rain", "\"rain").replace("\"Snow", "\"snow"));
    site.write("content/pages/a.png", "");
    site.write(
        "content/pages/a.md",
        "+++\ntitle = \"A\"\n+++\n\n## One\n\n[[#one]] [[A]] [b](https://example.org/) ![An image](a.png)\n",
    );
    expect![[r#"
        `lectern help unproved-quotation` says more
        checked the site in N ms, and wrote nothing
          0 articles, 0 concepts, 0 names; 0 mentions of concepts and names
          checked: 6 pages, 2 links (2 by hand), 1 anchor, 1 image, 2 citations, 0 of 2 quotations proved by quotes.lock
          not checked: 2 quotations not looked up in the source yet (`lectern quotes --sources DIR`)
          not checked: whether addresses of other sites answer (1 link)
          no `base_url` in `site.toml`: no sitemap and no canonical links
        2 warnings
    "#]].assert_eq(site.run(&["check"]).stderr.split("\n\n").last().unwrap_or_default());
    let object = |arguments: &[&str]| {
        let run = site.run(&[arguments, &["--format", "json"]].concat());
        let line =
            run.stderr.lines().find(|line| line.starts_with('{')).expect("there is a summary").to_owned();
        let mut object: serde_json::Value = serde_json::from_str(&line).expect("it is an object");
        assert!(object["millis"].take().is_u64());
        object.to_string()
    };
    expect![[r#"{"checked":{"anchors":1,"articles":0,"citations":2,"concepts":0,"images":1,"links":2,"links_by_hand":2,"mentions":0,"names":0,"pages":6,"quotations":2,"quotations_proved":0},"left_out":["no `base_url` in `site.toml`: no sitemap and no canonical links"],"millis":null,"not_checked":{"external_links":1,"quotations":2}}"#]].assert_eq(&object(&["check"]));
    assert_eq!(object(&["check"]), object(&["build"]));
    assert!(object(&["check", "--sources", "texts"]).contains("\"quotations_proved\":2"));
}
