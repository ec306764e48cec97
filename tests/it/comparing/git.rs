//! `lectern diff` with the real git, in repositories of the test's own.

use std::process::Command;

use expect_test::expect;

use crate::cli::support::Folder;

/// A site in a folder of a repository.
const SITE: &str = r#"
//- site/site.toml
title = "A reader"
rules = { no-passage = "off", summary = "off", unused-concept = "off" }
//- site/content/index.md
+++
title = "Home"
+++
New wars are fought by armed groups.
//- site/content/concepts/new-wars.md
+++
title = "New wars"
+++
Wars of another kind.
//- elsewhere/notes.txt
Nothing of the site's.
"#;

/// The folder with everything in it committed.
fn repository() -> Folder {
    let folder = Folder::new(SITE);
    git(&folder, &["init", "--quiet", "--initial-branch=main"]);
    commit(&folder);
    folder
}

fn commit(folder: &Folder) {
    git(folder, &["add", "--all"]);
    git(folder, &["commit", "--quiet", "--message=a state"]);
}

fn git(folder: &Folder, arguments: &[&str]) {
    let mut command = Command::new("git");
    for setting in ["user.name=A", "user.email=a@example.org", "commit.gpgsign=false"] {
        command.args(["-c", setting]);
    }
    command.args(arguments).current_dir(folder.path(""));
    command.env("GIT_CONFIG_GLOBAL", "/dev/null").env("GIT_CONFIG_NOSYSTEM", "1");
    let output = command.output().expect("git is there");
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
}

/// The repository with an edit that isn't committed.
fn edited() -> Folder {
    let folder = repository();
    folder.write(
        "site/content/concepts/armed-group.md",
        "+++\ntitle = \"Armed group\"\n+++\nSomebody with weapons.\n",
    );
    folder
}

#[test]
fn the_work_tree_is_compared_with_the_last_commit() {
    let folder = repository();
    let mut out = folder.transcript(&[&["diff", "-r", "site"]]);
    out.push_str(&edited().transcript(&[&["diff", "-r", "site"], &["diff", "-r", "site", "main", "-q"]]));
    expect![[r#"
        $ lectern diff -r site
        -- stderr
        nothing differs since HEAD
        -- exit 0
        $ lectern diff -r site
        1 page is new, gone, moved or renamed
          - new: Armed group (concepts/armed-group.html), with 0 links

        1 link gained
          - content/index.md:4: armed groups → Armed group (concepts/armed-group.html)
            | New wars are fought by armed groups.

        1 entry is mentioned more often or less
          - Armed group (concepts/armed-group): 0 before, 1 now
        -- exit 0
        $ lectern diff -r site main -q
        1 page is new, gone, moved or renamed
          - new: Armed group (concepts/armed-group.html), with 0 links

        1 link gained
          - content/index.md:4: armed groups → Armed group (concepts/armed-group.html)
            | New wars are fought by armed groups.

        1 entry is mentioned more often or less
          - Armed group (concepts/armed-group): 0 before, 1 now
        -- exit 0
    "#]]
    .assert_eq(&out);
}

#[test]
fn the_site_may_be_the_current_folder() {
    let run = edited().run_in("site", &["diff", "HEAD"], &[]);
    assert_eq!((run.code, run.stderr.as_str()), (0, ""));
    assert!(run.stdout.contains("new: Armed group (concepts/armed-group.html)"), "{}", run.stdout);
}

#[test]
fn an_earlier_revision_is_compared_with() {
    let folder = edited();
    commit(&folder);
    assert_eq!(folder.run(&["diff", "-r", "site"]).stdout, "");
    let run = folder.run(&["diff", "-r", "site", "HEAD~1"]);
    assert!(run.stdout.contains("new: Armed group"), "{}", run.stdout);
}

#[test]
fn a_pull_request_gets_markdown_and_a_program_gets_json() {
    let folder = edited();
    let run = folder.run(&["diff", "-r", "site", "--format", "markdown"]);
    assert_eq!(run.code, 0);
    expect![[r#"
        <!-- lectern diff -->
        ### What changes on the site since `HEAD`

        **1 page is new, gone, moved or renamed**

        - new: `Armed group` (`concepts/armed-group.html`), with 0 links

        **1 link gained**

        - `content/index.md:4`: `armed groups` → `Armed group` (`concepts/armed-group.html`)
          `New wars are fought by armed groups.`

        **1 entry is mentioned more often or less**

        - `Armed group` (`concepts/armed-group`): 0 before, 1 now
    "#]]
    .assert_eq(&run.stdout);
    let run = folder.run(&["diff", "-r", "site", "--format", "json"]);
    let changes: serde_json::Value = serde_json::from_str(&run.stdout).expect("one object");
    expect![[r#"
        {
          "addresses": {
            "gained": [
              "concepts/armed-group.html"
            ],
            "lost": []
          },
          "after": "site",
          "anchors": {
            "gained": [],
            "lost": []
          },
          "before": "HEAD",
          "definitions": [],
          "errors": {
            "after": [],
            "before": []
          },
          "findings": {
            "gained": [],
            "lost": []
          },
          "links": {
            "gained": [
              {
                "after": ".",
                "before": "New wars are fought by ",
                "by": "itself",
                "line": 4,
                "path": "content/index.md",
                "title": "Armed group",
                "to": "concepts/armed-group.html",
                "words": "armed groups"
              }
            ],
            "lost": []
          },
          "mentions": [
            {
              "after": 1,
              "before": 0,
              "entry": "concepts/armed-group",
              "title": "Armed group"
            }
          ],
          "pages": [
            {
              "after": {
                "address": "concepts/armed-group.html",
                "links": 0,
                "path": "content/concepts/armed-group.md",
                "title": "Armed group"
              },
              "before": null
            }
          ],
          "quotations": [],
          "relations": {
            "gained": [],
            "lost": []
          }
        }
    "#]]
    .assert_eq(&format!("{}\n", serde_json::to_string_pretty(&changes).expect("it is JSON")));
    let run = folder.run(&["check", "-r", "site", "--format", "markdown"]);
    assert_eq!(run.code, 2);
    expect![[r#"
        error: only `diff` writes Markdown
        help: choose `text`, `json` or `github`
    "#]]
    .assert_eq(&run.stderr);
}

#[test]
fn two_folders_are_compared_without_git() {
    let folder = Folder::new(&SITE.replace("//- site/", "//- old/"));
    for file in folder.files("old") {
        folder.write(&format!("new/{file}"), folder.read(&format!("old/{file}")).replace("New wars", "Wars"));
    }
    let run = folder.run_with(&["diff", "-r", "new", "--from", "old"], &[("PATH", "/nowhere")]);
    assert_eq!((run.code, run.stderr.as_str()), (0, ""));
    assert!(run.stdout.contains("renamed: New wars (concepts/new-wars.html) → Wars"), "{}", run.stdout);
}

#[test]
fn what_cannot_be_compared_is_said_once() {
    let folder = repository();
    let mut out = folder.transcript(&[
        &["diff", "-r", "site", "nothing-of-the-kind"],
        &["diff", "-r", "site", "HEAD:site/site.toml"],
        &["diff", "-r", "site", "HEAD..HEAD"],
        &["diff", "-r", "site", ""],
        &["diff", "-r", "site", "--from", "elsewhere"],
        &["diff", "-r", "site", "--from", "nowhere"],
        &["diff", "-r", "elsewhere"],
    ]);
    git(&folder, &["checkout", "--quiet", "--orphan", "empty"]);
    out.push_str(&folder.transcript(&[&["diff", "-r", "site"]]));
    git(&folder, &["rm", "-r", "--quiet", "--cached", "site"]);
    git(&folder, &["commit", "--quiet", "--message=no site"]);
    out.push_str(&folder.transcript(&[&["diff", "-r", "site"]]));
    out.push_str(&Folder::new(SITE).transcript(&[&["diff", "-r", "site"]]));
    let run = folder.run_with(&["diff", "-r", "site"], &[("PATH", "/nowhere")]);
    out.push_str(&format!("without git\n{}-- exit {}\n", run.stderr, run.code));
    expect![[r#"
        $ lectern diff -r site nothing-of-the-kind
        -- stderr
        error: git knows no commit `nothing-of-the-kind` here
        help: a copy that was cloned with little history may lack it: fetch it first
        -- exit 1
        $ lectern diff -r site HEAD:site/site.toml
        -- stderr
        error: git knows no commit `HEAD:site/site.toml` here
        help: a copy that was cloned with little history may lack it: fetch it first
        -- exit 1
        $ lectern diff -r site HEAD..HEAD
        -- stderr
        error: git knows no commit `HEAD..HEAD` here
        help: a copy that was cloned with little history may lack it: fetch it first
        -- exit 1
        $ lectern diff -r site 
        -- stderr
        error: `` is no revision
        help: name a branch, a tag or a commit: `main`, `HEAD~1`
        -- exit 1
        $ lectern diff -r site --from elsewhere
        -- stderr
        error: elsewhere is no site: it has no `site.toml`
        help: name the folder of another state of this site
        -- exit 1
        $ lectern diff -r site --from nowhere
        -- stderr
        error: nowhere is no site: it has no `site.toml`
        help: name the folder of another state of this site
        -- exit 1
        $ lectern diff -r elsewhere
        -- stderr
        error[no-site]: there is no `site.toml` here
          --> elsewhere/site.toml
         = help: go to the folder of a site, or name it with `--root DIR`
         = help: to start one: `lectern init DIR`

        -- exit 1
        $ lectern diff -r site
        -- stderr
        error: git knows no commit `HEAD` here
        help: a copy that was cloned with little history may lack it: fetch it first
        -- exit 1
        $ lectern diff -r site
        -- stderr
        error: `HEAD` has no site in site: there is no `site.toml`
        help: name a revision that has one, or compare two folders with `--from DIR`
        -- exit 1
        $ lectern diff -r site
        -- stderr
        error: site is in no work tree of git
        help: `--from DIR` compares two folders without git
        help: git says: fatal: not a git repository (or any of the parent directories): .git
        -- exit 1
        without git
        error: could not run `git`: no such file or directory
        help: install git
        help: `--from DIR` compares two folders without git
        -- exit 1
    "#]]
    .assert_eq(&out);
}

#[test]
fn a_revision_is_never_an_option() {
    let folder = edited();
    for rev in ["--output=taken", "-h", "--upload-pack=touch taken", "--all"] {
        let run = folder.run(&["diff", "-r", "site", "--", rev]);
        assert_eq!((run.code, run.stdout.as_str()), (1, ""), "{rev}");
        assert!(run.stderr.starts_with(&format!("error: `{rev}` is no revision\n")), "{}", run.stderr);
    }
    assert!(!folder.path("taken").exists() && !folder.path("site/taken").exists());
}

#[test]
fn nothing_that_a_repository_names_is_run() {
    let folder = repository();
    let touch = |name: &str| format!("touch '{}'; cat", folder.path(name).display());
    for setting in
        ["filter.x.smudge", "filter.x.clean", "filter.x.process", "diff.x.textconv", "core.fsmonitor"]
    {
        git(&folder, &["config", setting, &touch("ran")]);
    }
    folder.write(".git/info/attributes", "* filter=x diff=x export-ignore\n");
    for hook in ["post-checkout", "reference-transaction", "post-index-change", "fsmonitor-watchman"] {
        let path = format!(".git/hooks/{hook}");
        folder.write(&path, format!("#!/bin/sh\n{}\n", touch("ran")));
        make_executable(&folder, &path);
    }
    folder.write("site/content/index.md", "+++\ntitle = \"Home\"\n+++\nNothing.\n");
    let run = folder.run(&["diff", "-r", "site"]);
    assert!(run.stdout.contains("1 link lost"), "{}{}", run.stdout, run.stderr);
    assert!(!folder.path("ran").exists());
}

#[cfg(unix)]
fn make_executable(folder: &Folder, path: &str) {
    use std::os::unix::fs::PermissionsExt;
    std::fs::set_permissions(folder.path(path), std::fs::Permissions::from_mode(0o755)).expect("it is ours");
}

#[cfg(not(unix))]
fn make_executable(_: &Folder, _: &str) {}

#[test]
fn content_is_not_taken_for_a_repository() {
    let folder = edited();
    folder.write("site/HEAD", "ref: refs/heads/main\n");
    folder.write("site/config", "[core]\n\tbare = true\n\trepositoryformatversion = 0\n");
    folder.write("site/objects/x", "");
    folder.write("site/refs/x", "");
    // What it says could make git run something.
    let run = folder.run(&["diff", "-r", "site"]);
    assert_eq!((run.code, run.stdout.as_str()), (1, ""));
    assert!(run.stderr.starts_with("error: site is in no work tree of git\n"), "{}", run.stderr);
    assert!(run.stderr.contains("cannot use bare repository"), "{}", run.stderr);
}

#[test]
fn a_repository_that_a_hook_names_is_not_the_sites() {
    let (folder, other) = (edited(), repository());
    let other = other.path(".git").display().to_string();
    let run = folder.run_with(&["diff", "-r", "site"], &[("GIT_DIR", &other), ("GIT_INDEX_FILE", "x")]);
    assert!(run.stdout.contains("new: Armed group"), "{}{}", run.stdout, run.stderr);
}

#[test]
fn what_a_revision_has_beside_texts_counts_as_in_a_folder() {
    let folder = repository();
    folder.write("site/content/a.png", [0x89, b'P', b'N', b'G']);
    folder.write("site/content/.hidden.md", "no page");
    folder.write("site/content/b.docx", "no page");
    folder.write("site/content/pages/not-utf8.md", [b'+', 0xff, 0xfe]);
    std::os::unix::fs::symlink("index.md", folder.path("site/content/link.md")).expect("it can be linked");
    commit(&folder);
    let run = folder.run(&["diff", "-r", "site"]);
    let lines = run.stdout.lines().map(str::trim);
    let findings = lines.filter(|line| line.contains('[')).collect::<Vec<_>>().join("\n");
    expect![[r#"
          - content/link.md: error[unsafe-file]: a symbolic link is not read
          - content/pages/not-utf8.md: error[not-utf8]: the file is not written in UTF-8 (line 1)
          - content/link.md: error[unsafe-file]: a symbolic link is not read
          - content/pages/not-utf8.md: error[not-utf8]: the file is not written in UTF-8 (line 1)"#]]
    .assert_eq(&findings);
    assert_eq!(run.stderr, "nothing differs since HEAD\n");
}
