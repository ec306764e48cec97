//! Folders and files that the author may not read or change: nothing is changed, and the message says what and where.

use std::fs;
use std::os::unix::fs::PermissionsExt;

use expect_test::{Expect, expect};

use super::SITE;
use super::support::Folder;

/// Files, with their texts.
type Files = Vec<(String, String)>;

fn all(site: &Folder) -> Files {
    site.files("").into_iter().map(|path| (path.clone(), site.read(&path))).collect()
}

/// What is said to whoever may do with `path` what `mode` says; no file is changed.
fn said(site: &Folder, path: &str, mode: u32, runs: &[&[&str]], expected: Expect) {
    let before = all(site);
    let set =
        |mode| fs::set_permissions(site.path(path), fs::Permissions::from_mode(mode)).expect("it is ours");
    let was = fs::metadata(site.path(path)).expect("it is there").permissions().mode();
    let mut out = String::new();
    for arguments in runs {
        set(mode);
        let run = site.run_bound(arguments);
        set(was);
        out.push_str(&format!(
            "$ lectern {}\n{}{}-- exit {}\n",
            arguments.join(" "),
            run.stdout,
            run.stderr,
            run.code
        ));
        assert_eq!(all(site), before);
    }
    expected.assert_eq(&out);
}

/// A site in which there is something to rename, to merge and to mend.
fn misspelt() -> Folder {
    let site = Folder::new(SITE);
    site.write("content/pages/a.md", "+++\ntitle = \"A\"\n+++\nSee [[new warz]].\n");
    site.write("content/pages/b.md", "+++\ntitle = \"B\"\n+++\nSee [[new-wars]].\n");
    site
}

const EDITS: [&[&str]; 4] = [
    &["rename", "concept", "new-wars", "Fresh wars"],
    &["rename", "page", "b", "Other"],
    &["merge", "concept", "new-wars", "armed-group"],
    &["check", "--fix", "--yes", "-q"],
];

#[test]
fn nothing_is_changed_where_a_folder_is_read_only() {
    let site = misspelt();
    said(
        &site,
        "content/pages",
        0o555,
        &EDITS,
        expect![[r#"
        $ lectern rename concept new-wars Fresh wars
        error: could not write `content/pages/b.md`: permission denied
        -- exit 1
        $ lectern rename page b Other
        error: could not write `content/pages/other.md`: permission denied
        -- exit 1
        $ lectern merge concept new-wars armed-group
        error: could not write `content/pages/b.md`: permission denied
        -- exit 1
        $ lectern check --fix --yes -q
        diff --git a/content/pages/a.md b/content/pages/a.md
        --- a/content/pages/a.md
        +++ b/content/pages/a.md
        @@ -1,4 +1,4 @@
         +++
         title = "A"
         +++
        -See [[new warz]].
        +See [[new wars]].
        error: could not write `content/pages/a.md`: permission denied
        -- exit 1
    "#]],
    );
}

#[test]
fn nothing_is_changed_where_a_file_is_read_only() {
    let site = misspelt();
    said(
        &site,
        "content/concepts/new-wars.md",
        0o444,
        &[EDITS[0], EDITS[2]],
        expect![[r#"
        $ lectern rename concept new-wars Fresh wars
        error: content/concepts/new-wars.md is read-only
        help: make it writable, or leave it
        -- exit 1
        $ lectern merge concept new-wars armed-group
        error: content/concepts/new-wars.md is read-only
        help: make it writable, or leave it
        -- exit 1
    "#]],
    );
}

#[test]
fn nothing_is_done_where_a_file_cannot_be_read() {
    let site = misspelt();
    let runs: Vec<&[&str]> = EDITS.into_iter().chain([&["build"][..], &["check"]]).collect();
    said(
        &site,
        "content/concepts/new-wars.md",
        0o000,
        &runs,
        expect![[r#"
        $ lectern rename concept new-wars Fresh wars
        error: could not read `content/concepts/new-wars.md`: permission denied
        -- exit 1
        $ lectern rename page b Other
        error: could not read `content/concepts/new-wars.md`: permission denied
        -- exit 1
        $ lectern merge concept new-wars armed-group
        error: could not read `content/concepts/new-wars.md`: permission denied
        -- exit 1
        $ lectern check --fix --yes -q
        error: could not read `content/concepts/new-wars.md`: permission denied
        -- exit 1
        $ lectern build
        error: could not read `content/concepts/new-wars.md`: permission denied
        -- exit 1
        $ lectern check
        error: could not read `content/concepts/new-wars.md`: permission denied
        -- exit 1
    "#]],
    );
}

#[test]
fn nothing_is_done_where_a_folder_cannot_be_read() {
    let site = misspelt();
    said(
        &site,
        "content/concepts",
        0o000,
        &[EDITS[0], &["build"]],
        expect![[r#"
        $ lectern rename concept new-wars Fresh wars
        error: could not read `content/concepts`: permission denied
        -- exit 1
        $ lectern build
        error: could not read `content/concepts`: permission denied
        -- exit 1
    "#]],
    );
}

#[test]
fn nothing_is_published_where_the_folder_is_read_only() {
    let site = Folder::new(SITE);
    assert_eq!(site.run(&["build", "-q"]).code, 0);
    site.write("content/pages/b.md", "+++\ntitle = \"B\"\n+++\nIt is.\n");
    said(
        &site,
        "",
        0o555,
        &[&["build"]],
        expect![[r#"
        $ lectern build
        error: could not create `[DIR]/.lectern-lock-public`: permission denied
        -- exit 1
    "#]],
    );
}
