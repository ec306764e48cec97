//! `help`: findings and commands under one roof.

use expect_test::expect;
use lectern::diagnostic::RULES;

use super::SITE;
use super::support::Folder;

#[test]
fn a_code_is_explained_as_typed_and_as_pasted() {
    let folder = Folder::new("");
    let page = folder.run(&["help", "unknown-entry"]);
    expect![[r#"
        unknown-entry (error)

        A link, a relation, an author or another place that names an entry or page names one that doesn't
        exist. Mostly it is misspelt: the finding then says what may be meant. If it is to exist, `lectern
        new concept TITLE` writes the file.

        Wrong, in `content/pages/wars.md`:

            The move is from [[hybird peace]] to security.

        Right:

            The move is from [[hybrid peace]] to security.

        To silence it:

        - before a paragraph or another block: the line `<!-- lectern: allow unknown-entry -->`
        - for what stands in front matter: `# lectern: allow unknown-entry` on any line of it
        - on the whole site: `unknown-entry = "off"` below `[rules]` in `site.toml`; `"warning"` still shows it, and publishes
    "#]].assert_eq(&page.stdout);
    assert_eq!((page.code, page.stderr.as_str()), (0, ""));
    for typed in
        ["error[unknown-entry]", "warning[unknown-entry]: no concept", "[unknown-entry]", "Unknown Entry"]
    {
        assert_eq!(folder.run(&["help", typed]).stdout, page.stdout, "{typed}");
    }
}

#[test]
fn a_command_is_explained_by_its_own_help() {
    let folder = Folder::new("");
    let check = folder.run(&["help", "check"]);
    assert_eq!(check.stdout, folder.run(&["check", "--help"]).stdout);
    assert!(check.stdout.contains("--sources") && check.code == 0, "{}", check.stdout);
}

#[test]
fn help_alone_lists_every_command_and_every_code() {
    let folder = Folder::new("");
    let all = folder.run(&["help"]);
    assert!(all.stdout.starts_with(&folder.run(&["--help"]).stdout), "{}", all.stdout);
    for rule in RULES {
        assert!(all.stdout.contains(&format!("\n  {} ", rule.code)), "{}", rule.code);
        assert!(all.stdout.contains(&format!("{}\n", rule.doc)), "{}", rule.code);
    }
    assert_eq!(all.code, 0);
}

#[test]
fn an_unknown_topic_is_answered_with_the_nearest() {
    expect![[r#"
        $ lectern help unknown-enrty
        -- stderr
        error: no finding or command is called `unknown-enrty`
        help: did you mean `lectern help unknown-entry`?
        -- exit 2
        $ lectern help chek
        -- stderr
        error: no finding or command is called `chek`
        help: did you mean `lectern help check`?
        -- exit 2
        $ lectern help something else
        -- stderr
        error: no finding or command is called `something else`
        help: `lectern help` lists every command and finding
        -- exit 2
    "#]]
    .assert_eq(&Folder::new("").transcript(&[
        &["help", "unknown-enrty"],
        &["help", "chek"],
        &["help", "something else"],
    ]));
}

#[test]
fn findings_as_text_say_once_where_more_is_said() {
    let site = Folder::new(SITE);
    let hints = |arguments: &[&str]| {
        let run = site.run(arguments);
        let both = format!("{}{}", run.stdout, run.stderr);
        let lines = both.lines().filter(|line| line.starts_with("`lectern help"));
        lines.map(str::to_owned).collect::<Vec<_>>()
    };
    assert!(hints(&["check"]).is_empty());
    site.write("content/pages/a.md", "+++\ntitle = \"A\"\n+++\n[[nothing]] and [[nobody at all]]\n");
    assert_eq!(hints(&["check"]), ["`lectern help unknown-entry` says more"]);
    site.write("content/concepts/caloric.md", "+++\ntitle = \"Caloric\"\n+++\n");
    assert_eq!(hints(&["build"]), ["`lectern help CODE` says more of each: the code stands in brackets"]);
    for other in [&["check", "-q"][..], &["check", "--format", "json"], &["check", "--format", "github"]] {
        assert!(hints(other).is_empty(), "{other:?}");
    }
}
