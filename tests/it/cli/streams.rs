//! What goes to which stream, in which colours, and what never reaches a terminal.

use super::SITE;
use super::support::Folder;

/// A site with a warning and an error.
fn faulty() -> Folder {
    let site = Folder::new(SITE);
    site.write("content/concepts/caloric.md", "+++\ntitle = \"Caloric\"\n+++\n");
    site.write("content/pages/a.md", "+++\ntitle = \"A\"\n+++\n[[nowhere to be found]]\n");
    site
}

#[test]
fn with_json_standard_output_holds_objects_only() {
    let site = faulty();
    for command in [&["build"][..], &["check"], &["check", "--drafts", "-v"]] {
        let run = site.run(&[command, &["--format", "json"]].concat());
        let objects: Vec<serde_json::Value> = run
            .stdout
            .lines()
            .map(|line| serde_json::from_str(line).expect("each line is an object"))
            .collect();
        assert_eq!(objects.len(), 2, "{}", run.stdout);
        assert_eq!(run.code, 1);
        assert!(run.stderr.contains("1 error, 1 warning"), "{}", run.stderr);
    }
}

#[test]
fn every_command_keeps_to_objects_with_json() {
    let site = Folder::new(SITE);
    site.write("texts/a.txt", "A text.");
    for command in [
        &["quotes", "--sources", "texts"][..],
        &["explain", "content/index.md:4", "new wars"],
        &["new", "concept", "Caloric"],
        &["clean"],
        &["init", "other"],
    ] {
        let run = site.run(&[command, &["--format", "json"]].concat());
        assert_eq!(run.code, 0, "{}", run.stderr);
        for line in run.stdout.lines() {
            let object: serde_json::Value = serde_json::from_str(line).expect("each line is an object");
            assert!(object.is_object());
        }
    }
}

#[test]
fn quiet_leaves_findings_and_the_count_of_errors() {
    let site = Folder::new(SITE);
    let run = site.run(&["build", "--quiet"]);
    assert_eq!((run.stdout.as_str(), run.stderr.as_str(), run.code), ("", "", 0));
    let run = faulty().run(&["build", "--quiet"]);
    assert!(run.stderr.contains("error[unknown-entry]") && run.stderr.ends_with("nothing was written\n"));
}

#[test]
fn colours_are_for_terminals_and_those_who_ask() {
    let site = faulty();
    let coloured = |arguments: &[&str], variables: &[(&str, &str)]| {
        site.run_with(&[&["check"], arguments].concat(), variables).stderr.contains('\x1b')
    };
    assert!(!coloured(&[], &[]));
    assert!(coloured(&["--color", "always"], &[("NO_COLOR", "1")]));
    assert!(coloured(&[], &[("CLICOLOR_FORCE", "1")]));
    assert!(!coloured(&[], &[("CLICOLOR_FORCE", "0")]));
    assert!(!coloured(&[], &[("CLICOLOR_FORCE", "1"), ("NO_COLOR", "1")]));
    assert!(coloured(&[], &[("CLICOLOR_FORCE", "1"), ("NO_COLOR", "")]));
    assert!(!coloured(&["--color", "never"], &[("CLICOLOR_FORCE", "1")]));
}

#[test]
fn help_and_completions_go_to_standard_output() {
    let site = Folder::new("");
    for arguments in [&["--help"][..], &["explain", "--help"], &["--version"], &["completions", "bash"]] {
        let run = site.run(arguments);
        assert_eq!((run.code, run.stderr.as_str()), (0, ""));
        assert!(!run.stdout.is_empty() && !run.stdout.contains('\x1b'));
    }
}

/// Characters that a terminal obeys, or that can't be seen.
const DECEITFUL: [char; 9] =
    ['\u{1b}', '\u{7f}', '\u{9b}', '\u{ad}', '\u{202e}', '\u{2028}', '\u{2060}', '\u{e0041}', '\u{feff}'];

#[test]
fn nothing_in_content_reaches_a_terminal_unseen() {
    for ch in DECEITFUL {
        let site = Folder::new(SITE);
        site.write(
            "content/pages/a.md",
            format!("+++\ntitle = \"A\"\n+++\n\nNew wars {ch} [[a{ch}b]] `c{ch}d`\n"),
        );
        let place = "content/pages/a.md:5";
        for arguments in [
            &["check", "--format", "text"][..],
            &["check", "--format", "json"],
            &["check", "--format", "github"],
            &["explain", place, "a"],
            &["explain", place, &format!("wars {ch}")],
            &["explain", place, &format!("wars {ch}"), "--format", "json"],
        ] {
            let run = site.run(arguments);
            let both = format!("{}{}", run.stdout, run.stderr);
            assert!(!both.contains(ch), "U+{:04X}, {arguments:?}: {both}", u32::from(ch));
            if arguments[0] == "check" {
                assert_eq!(run.code, 1, "{both}");
            }
        }
    }
}

#[test]
fn json_reads_back_what_the_author_typed() {
    let site = Folder::new(SITE);
    site.write("content/pages/a.md", "+++\ntitle = \"A\"\n+++\n\n[[a\u{e0041}b]]\n");
    let run = site.run(&["check", "--format", "json"]);
    let messages: Vec<serde_json::Value> =
        run.stdout.lines().map(|line| serde_json::from_str(line).expect("each line is an object")).collect();
    assert!(
        messages
            .iter()
            .any(|object| object["message"].as_str().is_some_and(|text| text.contains('\u{e0041}')))
    );
}
