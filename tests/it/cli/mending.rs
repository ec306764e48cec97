//! `check --fix`: what is shown, what is asked, what is changed.

use std::path::Path;

use expect_test::expect;
use lectern::cli::{Answer, Surroundings, run};

use super::SITE;
use super::support::Folder;

const MISTAKES: &str =
    "+++\ntitle = \"A\"\nsumary = \"Two wars.\"\n+++\nSee [[new warz]].\r\nAnd [[armed group#uses]].\n";

fn misspelt() -> Folder {
    let site = Folder::new(SITE);
    site.write("content/pages/a.md", MISTAKES);
    site
}

#[test]
fn a_repair_is_shown_first_and_made_on_demand() {
    let site = misspelt();
    expect![[r#"
        $ lectern check --fix
        diff --git a/content/pages/a.md b/content/pages/a.md
        --- a/content/pages/a.md
        +++ b/content/pages/a.md
        @@ -1,6 +1,6 @@
         +++
         title = "A"
        -sumary = "Two wars."
        +summary = "Two wars."
         +++
        -See [[new warz]].␍
        +See [[new wars]].␍
         And [[armed group#uses]].
        -- stderr
        this would mend 2 findings in 1 file: `lectern check --fix --yes` does it
        error[unknown-key]: a page's front matter has no key `sumary`
         --> content/pages/a.md:3:1
          |
        3 | sumary = "Two wars."
          | ^^^^^^
          |
          = help: did you mean `summary`?

        error[unknown-entry]: no concept or name is called `new warz`
         --> content/pages/a.md:5:7
          |
        5 | See [[new warz]].
          |       ^^^^^^^^ not found
          |
          = help: did you mean `New wars` (content/concepts/new-wars.md)?

        `lectern help CODE` says more of each: the code stands in brackets
        checked the site in N ms, and wrote nothing
          0 articles, 2 concepts, 0 names; 4 mentions of concepts and names
          checked: 8 pages, 4 links (2 by hand), 1 anchor, 0 images, 0 citations
          not checked: whether addresses of other sites answer
          no `base_url` in `site.toml`: no sitemap and no canonical links
        2 errors: a build would write nothing
        -- exit 1
    "#]]
    .assert_eq(&site.transcript(&[&["check", "--fix"]]).replace('\r', "␍"));
    assert_eq!(site.read("content/pages/a.md"), MISTAKES);
    expect![[r#"
        $ lectern check --fix --yes
        diff --git a/content/pages/a.md b/content/pages/a.md
        --- a/content/pages/a.md
        +++ b/content/pages/a.md
        @@ -1,6 +1,6 @@
         +++
         title = "A"
        -sumary = "Two wars."
        +summary = "Two wars."
         +++
        -See [[new warz]].␍
        +See [[new wars]].␍
         And [[armed group#uses]].
        -- stderr
        checked the site in N ms, and mended 2 findings in 1 file
          0 articles, 2 concepts, 0 names; 5 mentions of concepts and names
          checked: 8 pages, 4 links (2 by hand), 1 anchor, 0 images, 0 citations
          not checked: whether addresses of other sites answer
          no `base_url` in `site.toml`: no sitemap and no canonical links
        -- exit 0
        $ lectern check --fix
        -- stderr
        nothing here can be mended by itself
        checked the site in N ms, and wrote nothing
          0 articles, 2 concepts, 0 names; 5 mentions of concepts and names
          checked: 8 pages, 4 links (2 by hand), 1 anchor, 0 images, 0 citations
          not checked: whether addresses of other sites answer
          no `base_url` in `site.toml`: no sitemap and no canonical links
        -- exit 0
    "#]]
    .assert_eq(&site.transcript(&[&["check", "--fix", "--yes"], &["check", "--fix"]]).replace('\r', "␍"));
    let mended = MISTAKES.replace("sumary", "summary").replace("warz", "wars");
    assert_eq!(site.read("content/pages/a.md"), mended);
}

/// What `check --fix` answers where `ask` is what somebody says.
fn asked(site: &Folder, ask: fn(&str) -> bool) -> Answer {
    let surroundings = Surroundings { ask: Some(ask), ..Surroundings::default() };
    let root = site.path("").display().to_string();
    run(["lectern", "check", "--fix", "-r", &root].map(Into::into).to_vec(), &surroundings)
}

#[test]
fn whoever_is_asked_decides() {
    let site = misspelt();
    let answer = asked(&site, |question| {
        assert_eq!(question, "this mends 2 findings in 1 file: change them?");
        false
    });
    assert_eq!((answer.code, site.read("content/pages/a.md").as_str()), (1, MISTAKES));
    assert!(answer.stderr.contains("no file was changed\n"), "{}", answer.stderr);
    assert_eq!(asked(&site, |_| true).code, 0);
    assert_ne!(site.read("content/pages/a.md"), MISTAKES);
}

#[test]
fn what_has_two_candidates_is_left_to_its_author() {
    let site = Folder::new(SITE);
    site.write("content/concepts/new-cars.md", "+++\ntitle = \"New cars\"\n+++\nNew cars.\n");
    site.write("content/pages/a.md", "+++\ntitle = \"A\"\n+++\n\nSee [[new zars]].\n");
    let run = site.run(&["check", "--fix", "--yes"]);
    assert!(run.stderr.starts_with("nothing here can be mended by itself\n"), "{}", run.stderr);
    assert!(run.stderr.contains("did you mean"), "{}", run.stderr);
    assert_eq!(run.code, 1);
}

#[test]
fn a_repair_that_brings_another_error_is_left_out() {
    let site = misspelt();
    // Mended, the key would stand there twice.
    let text = "+++\ntitle = \"B\"\nsummary = \"One.\"\nsumary = \"Two.\"\n+++\n\nSee [[new warz]].\n";
    site.write("content/pages/b.md", text);
    let run = site.run(&["check", "--fix", "--yes"]);
    assert_eq!(site.read("content/pages/b.md"), text.replace("warz", "wars"), "{}", run.stderr);
    assert!(run.stderr.contains("mended 3 findings in 2 files"), "{}", run.stderr);
    assert_eq!(run.code, 1);
}

#[test]
fn json_has_the_repair_and_its_place() {
    let site = misspelt();
    let run = site.run(&["check", "--format", "json"]);
    let fixes: Vec<String> = run
        .stdout
        .lines()
        .map(|line| {
            serde_json::from_str::<serde_json::Value>(line).expect("each line is an object")["fix"]
                .to_string()
        })
        .collect();
    expect![[r#"
        {"column":1,"end_column":7,"end_line":3,"line":3,"text":"summary"}
        {"column":7,"end_column":15,"end_line":5,"line":5,"text":"new wars"}"#]]
    .assert_eq(&fixes.join("\n"));
    let run = site.run(&["check", "--fix", "--yes", "--format", "json"]);
    assert_eq!((run.stdout.as_str(), run.code), ("", 0), "{}", run.stderr);
    assert!(run.stderr.starts_with("diff --git"), "{}", run.stderr);
}

#[test]
fn nothing_is_changed_where_one_file_cannot_be() {
    let site = misspelt();
    site.write("content/pages/b.md", "+++\ntitle = \"B\"\n+++\n\nSee [[new warz]].\n");
    let place = site.path("content/pages/b.md");
    read_only(&place, true);
    let run = site.run(&["check", "--fix", "--yes"]);
    read_only(&place, false);
    assert_eq!((run.code, site.read("content/pages/a.md").as_str()), (1, MISTAKES), "{}", run.stderr);
    assert!(run.stderr.contains("read-only"), "{}", run.stderr);
}

fn read_only(path: &Path, is_read_only: bool) {
    let mut permissions = std::fs::metadata(path).expect("the file is there").permissions();
    permissions.set_readonly(is_read_only);
    std::fs::set_permissions(path, permissions).expect("the file is ours");
}
