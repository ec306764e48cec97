//! Edits of source files: all are made or none, and what is shown is what is made.

use std::cell::Cell;
use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use expect_test::expect;
use lectern::edit::{Change, Edits, Fit, Unfit, changed, diff};
use lectern::load::{self, Sources};
use lectern::text::Range;
use lectern::write::{apply, apply_watched};
use proptest::prelude::*;
use tempfile::TempDir;

use crate::properties::cases;

type Files = BTreeMap<String, String>;

/// The files of a folder and the folders below, hidden ones too.
fn files(folder: &Path) -> Files {
    let mut out = Files::new();
    for entry in walkdir::WalkDir::new(folder).min_depth(1) {
        let entry = entry.unwrap();
        let path = entry.path().strip_prefix(folder).unwrap().display().to_string();
        if entry.file_type().is_file() {
            out.insert(path, fs::read_to_string(entry.path()).unwrap());
        }
    }
    out
}

fn sources(files: &Files) -> Sources {
    let mut sources = Sources::default();
    for (path, text) in files {
        sources.texts.insert(path.as_str().into(), load::text(text.clone().into_bytes()));
    }
    sources
}

fn texts(sources: &Sources) -> Files {
    let text = |path: &str| sources.text(path).unwrap().to_string();
    sources.texts.keys().map(|path| (path.to_string(), text(path))).collect()
}

/// A folder with these files.
fn folder(files: &Files) -> TempDir {
    let folder = TempDir::new().unwrap();
    for (path, text) in files {
        let path = folder.path().join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }
    folder
}

fn of(files: &[(&str, &str)]) -> Files {
    files.iter().map(|(path, text)| (path.to_string(), text.to_string())).collect()
}

/// What becomes of one file: pieces by their places, as parts of its length, and whether it moves or goes.
#[derive(Clone, Debug)]
struct Plan {
    text: String,
    pieces: Vec<(prop::sample::Index, prop::sample::Index, String)>,
    fate: u8,
}

fn plan() -> impl Strategy<Value = Plan> {
    let line = "[abé\u{2019}]{0,3}(\n|\r\n|\r|)";
    let text = prop::collection::vec(line, 0..9).prop_map(|lines| lines.concat());
    let piece = (any::<prop::sample::Index>(), any::<prop::sample::Index>(), "[xyü\n]{0,3}");
    (text, prop::collection::vec(piece, 0..4), 0..8_u8).prop_map(|(text, pieces, fate)| Plan {
        text,
        pieces,
        fate,
    })
}

/// The files, the edits asked for, and by another way what must come of them.
fn asked(plans: &[Plan], is_created: bool) -> (Files, Edits, Files) {
    let (mut before, mut edits, mut after) = (Files::new(), Edits::default(), Files::new());
    for (number, plan) in plans.iter().enumerate() {
        let path = format!("content/{}/{number}.md", if number % 2 == 0 { "even" } else { "odd" });
        before.insert(path.clone(), plan.text.clone());
        let borders: Vec<usize> =
            (0..=plan.text.len()).filter(|at| plan.text.is_char_boundary(*at)).collect();
        let mut made: Vec<(usize, usize, &str)> = Vec::new();
        for (one, other, words) in &plan.pieces {
            let (one, other) = (borders[one.index(borders.len())], borders[other.index(borders.len())]);
            let (start, end) = (one.min(other), one.max(other));
            if edits.replace(&path, Range::new(start, end), words) == Fit::Fits
                && (start == end || !made.contains(&(start, end, words)))
            {
                made.push((start, end, words));
            }
        }
        // From the last to the first, so that no place moves.
        made.sort_by_key(|(start, end, _)| (*start, *end));
        let mut text = plan.text.clone();
        for (start, end, words) in made.into_iter().rev() {
            text.replace_range(start..end, words);
        }
        match plan.fate {
            0 => edits.delete(&path),
            1 | 2 => {
                let to = format!("content/moved/{number}.md");
                edits.rename(&path, &to);
                after.insert(to, text);
            }
            _ => {
                after.insert(path, text);
            }
        }
    }
    if is_created {
        edits.create("content/deep/er/new.md", "new\n");
        after.insert("content/deep/er/new.md".to_owned(), "new\n".to_owned());
    }
    (before, edits, after)
}

/// Reads a unified diff as `patch` does.
fn patched(before: &Files, diff: &str) -> Files {
    let mut out = before.clone();
    for part in diff.split("diff --git ").skip(1) {
        let (names, rest) = part.split_once('\n').unwrap();
        let (from, to) = names.strip_prefix("a/").unwrap().split_once(" b/").unwrap();
        let old = out.remove(from).unwrap_or_default();
        let old: Vec<&str> = old.split_inclusive('\n').collect();
        let (mut at, mut new) = (0, String::new());
        let mut lines = rest.split_inclusive('\n').peekable();
        while let Some(line) = lines.next() {
            if let Some(place) = line.strip_prefix("@@ -") {
                let place = place.split(' ').next().unwrap();
                let (start, n_lines) = place.split_once(',').unwrap_or((place, "1"));
                let start: usize = start.parse().unwrap();
                let start = if n_lines == "0" { start } else { start - 1 };
                new.extend(old[at..start].iter().copied());
                at = start;
                continue;
            }
            let is_cut = lines.peek().is_some_and(|next| next.starts_with('\\'));
            let words = if is_cut { line[1..].strip_suffix('\n').unwrap() } else { &line[1..] };
            match line.as_bytes()[0] {
                b' ' => {
                    assert_eq!(old[at], words);
                    new.push_str(words);
                    at += 1;
                }
                b'-' if !line.starts_with("--- ") => {
                    assert_eq!(old[at], words);
                    at += 1;
                }
                b'+' if !line.starts_with("+++ ") => new.push_str(words),
                _ => {}
            }
        }
        new.extend(old[at..].iter().copied());
        if !rest.contains("deleted file mode") {
            out.insert(to.to_owned(), new);
        }
    }
    out
}

proptest! {
    #![proptest_config(cases(150))]

    #[test]
    fn edits_give_the_spliced_texts_in_memory_on_the_disk_and_by_their_diff(
        plans in prop::collection::vec(plan(), 1..5),
        is_created in any::<bool>(),
    ) {
        let (before, edits, after) = asked(&plans, is_created);
        let sources = sources(&before);
        let changes = edits.changes(&sources).unwrap();
        prop_assert_eq!(&texts(&changed(&sources, &changes)), &after);
        prop_assert_eq!(&patched(&before, &diff(&changes)), &after);
        let folder = folder(&before);
        apply(folder.path(), &changes).unwrap();
        prop_assert_eq!(&files(folder.path()), &after);
    }

    #[test]
    fn edits_that_fail_halfway_leave_every_byte_as_it_was(
        plans in prop::collection::vec(plan(), 1..5),
        is_created in any::<bool>(),
        halfway in any::<prop::sample::Index>(),
        victim in any::<prop::sample::Index>(),
        is_folder in any::<bool>(),
    ) {
        let (before, edits, _) = asked(&plans, is_created);
        let changes = edits.changes(&sources(&before)).unwrap();
        prop_assume!(!changes.is_empty());
        let folder = folder(&before);
        // The file of a change that is still to be made is changed by somebody else, or a folder stands there.
        let halfway = halfway.index(changes.len());
        let victim = &changes[halfway + victim.index(changes.len() - halfway)];
        let place = folder.path().join(&*victim.path().clone());
        let n_made = Cell::new(0);
        let meddle = |_: &Change| {
            if n_made.get() == halfway {
                if is_folder {
                    let _ = fs::remove_file(&place);
                    fs::create_dir(&place).unwrap();
                } else {
                    fs::write(&place, "somebody else's").unwrap();
                }
            }
            n_made.set(n_made.get() + 1);
        };
        let refused = apply_watched(folder.path(), &changes, &meddle);
        prop_assert!(refused.is_err());
        prop_assert_eq!(refused.unwrap_err().message.lines().count(), 1);
        prop_assert!(n_made.get() > halfway);
        let mut expected = before.clone();
        if is_folder {
            expected.remove(&**victim.path());
            prop_assert!(place.is_dir());
        } else {
            expected.insert(victim.path().to_string(), "somebody else's".to_owned());
        }
        prop_assert_eq!(files(folder.path()), expected);
        prop_assert!(is_created || !folder.path().join("content/deep").exists());
    }
}

/// Two files, one to be rewritten and one to be moved.
fn two() -> (TempDir, Vec<Change>) {
    let before = of(&[("content/a.md", "one\ntwo\n"), ("content/b.md", "three\n")]);
    let mut edits = Edits::default();
    assert_eq!(edits.replace("content/a.md", Range::new(4, 7), "2"), Fit::Fits);
    edits.rename("content/b.md", "content/c.md");
    let changes = edits.changes(&sources(&before)).unwrap();
    (folder(&before), changes)
}

/// Why nothing was done; the folder is as it was.
fn refused(folder: &TempDir, changes: &[Change]) -> String {
    let before = files(folder.path());
    let why = apply(folder.path(), changes).unwrap_err();
    assert_eq!(files(folder.path()), before);
    let text = format!("{}\n{}\n", why.message, why.help.join("\n"));
    text.replace(&folder.path().display().to_string(), "[DIR]")
}

#[test]
fn a_file_that_changed_since_it_was_read_is_not_overwritten() {
    let (folder, changes) = two();
    fs::write(folder.path().join("content/b.md"), "meanwhile\n").unwrap();
    expect![[r#"
        content/b.md has changed since it was read
        run the command again
    "#]]
    .assert_eq(&refused(&folder, &changes));
}

#[test]
fn a_file_that_has_gone_is_not_made_again() {
    let (folder, changes) = two();
    fs::remove_file(folder.path().join("content/a.md")).unwrap();
    expect![[r#"
        content/a.md has gone since it was read
        run the command again
    "#]]
    .assert_eq(&refused(&folder, &changes));
}

#[test]
fn what_stands_where_a_file_should_go_stays() {
    let (folder, changes) = two();
    fs::create_dir(folder.path().join("content/c.md")).unwrap();
    expect![[r#"
        content/c.md exists already
        move it away, or choose another name
    "#]]
    .assert_eq(&refused(&folder, &changes));
}

#[test]
fn a_read_only_file_is_not_replaced() {
    let (folder, changes) = two();
    let place = folder.path().join("content/b.md");
    let mut permissions = fs::metadata(&place).unwrap().permissions();
    permissions.set_readonly(true);
    fs::set_permissions(&place, permissions).unwrap();
    expect![[r#"
        content/b.md is read-only
        make it writable, or leave it
    "#]]
    .assert_eq(&refused(&folder, &changes));
}

#[test]
fn what_an_interrupted_edit_left_is_not_overwritten() {
    let (folder, changes) = two();
    fs::write(folder.path().join("content/.c.md.lectern-new"), "left").unwrap();
    expect![[r#"
        `[DIR]/content/.c.md.lectern-new` is left of an edit that was interrupted
        compare it with the file of that name, keep the right one, and remove it
    "#]]
    .assert_eq(&refused(&folder, &changes));
}

#[cfg(unix)]
#[test]
fn a_rewritten_file_keeps_its_permissions() {
    use std::os::unix::fs::PermissionsExt;
    let (folder, changes) = two();
    let place = folder.path().join("content/a.md");
    fs::set_permissions(&place, fs::Permissions::from_mode(0o640)).unwrap();
    apply(folder.path(), &changes).unwrap();
    assert_eq!(fs::metadata(&place).unwrap().permissions().mode() & 0o777, 0o640);
}

#[test]
fn a_diff_names_what_is_rewritten_moved_new_and_gone() {
    let before = of(&[("content/a.md", "one\ntwo\n"), ("content/b.md", "three"), ("content/d.md", "four\n")]);
    let mut edits = Edits::default();
    edits.replace("content/a.md", Range::new(4, 7), "2");
    edits.rename("content/b.md", "content/c.md");
    edits.replace("content/b.md", Range::new(5, 5), "\n");
    edits.delete("content/d.md");
    edits.create("content/e.md", "five\n");
    expect![[r#"
        diff --git a/content/a.md b/content/a.md
        --- a/content/a.md
        +++ b/content/a.md
        @@ -1,2 +1,2 @@
         one
        -two
        +2
        diff --git a/content/b.md b/content/c.md
        rename from content/b.md
        rename to content/c.md
        --- a/content/b.md
        +++ b/content/c.md
        @@ -1 +1 @@
        -three
        \ No newline at end of file
        +three
        diff --git a/content/d.md b/content/d.md
        deleted file mode 100644
        --- a/content/d.md
        +++ /dev/null
        @@ -1 +0,0 @@
        -four
        diff --git a/content/e.md b/content/e.md
        new file mode 100644
        --- /dev/null
        +++ b/content/e.md
        @@ -0,0 +1 @@
        +five
    "#]]
    .assert_eq(&diff(&edits.changes(&sources(&before)).unwrap()));
}

#[test]
fn two_texts_cannot_take_one_place() {
    let mut edits = Edits::default();
    assert_eq!(edits.replace("a", Range::new(2, 5), "x"), Fit::Fits);
    assert_eq!(edits.replace("a", Range::new(2, 5), "x"), Fit::Fits);
    assert_eq!(edits.replace("a", Range::new(2, 5), "y"), Fit::Overlaps);
    assert_eq!(edits.replace("a", Range::new(4, 6), "y"), Fit::Overlaps);
    assert_eq!(edits.replace("a", Range::new(3, 3), "y"), Fit::Overlaps);
    assert_eq!(edits.replace("a", Range::new(5, 6), "y"), Fit::Fits);
    let changes = edits.changes(&sources(&of(&[("a", "0123456789")]))).unwrap();
    assert_eq!(changes[0].to().map(|file| &*file.text), Some("01xy6789"));
}

#[test]
fn edits_of_other_texts_come_to_nothing() {
    let sources = sources(&of(&[("a", "é"), ("b", "")]));
    let why = |edit: &dyn Fn(&mut Edits)| {
        let mut edits = Edits::default();
        edit(&mut edits);
        edits.changes(&sources).unwrap_err()
    };
    assert_eq!(why(&|edits| edits.delete("c")), Unfit::Missing("c".into()));
    assert_eq!(why(&|edits| edits.create("b", "")), Unfit::Taken("b".into()));
    assert_eq!(why(&|edits| edits.rename("a", "b")), Unfit::Taken("b".into()));
    let inside = |edits: &mut Edits| assert_eq!(edits.replace("a", Range::new(1, 2), ""), Fit::Fits);
    assert_eq!(why(&inside), Unfit::Outside("a".into()));
}
