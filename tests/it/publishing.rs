//! The output folder holds the site, and what other people keep there; nothing is lost, nothing is left over.

#![allow(clippy::unwrap_used)]

mod interrupted;
mod model;
mod refused;

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, Ordering};

use expect_test::expect;
use lectern::diagnostic::{Colour, Format, show};
use lectern::output::Output;
use lectern::write::{
    Cleaned, Edited, Published, Refusal, Step, Switch, Target, clean, publish, publish_watched,
};
use tempfile::TempDir;

/// A site's folder with `public` in it.
struct Site {
    root: TempDir,
}

impl Site {
    fn new() -> Site {
        let root = TempDir::new().unwrap();
        fs::create_dir(root.path().join("content")).unwrap();
        Site { root }
    }

    /// A site published once, with these files.
    fn with(files: &[(&str, &str)]) -> Site {
        let site = Site::new();
        site.publish(files).unwrap();
        site
    }

    fn public(&self) -> PathBuf {
        self.root.path().join("public")
    }

    fn target<'a>(&'a self, folder: &'a Path) -> Target<'a> {
        Target { folder, site_root: self.root.path(), home: None }
    }

    fn publish(&self, files: &[(&str, &str)]) -> Result<Published, Refusal> {
        publish(&output(files), &self.target(&self.public()), Edited::Report)
    }

    fn publish_by_force(&self, files: &[(&str, &str)]) -> Result<Published, Refusal> {
        publish(&output(files), &self.target(&self.public()), Edited::Replace)
    }

    fn clean(&self) -> Result<Cleaned, Refusal> {
        clean(&self.target(&self.public()), Edited::Report)
    }

    /// Writes a file into `public`, as somebody else would.
    fn put(&self, path: &str, text: &str) {
        let path = self.public().join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }

    fn text(&self, path: &str) -> String {
        fs::read_to_string(self.public().join(path)).unwrap()
    }

    /// Everything in `public`, without the manifest.
    fn tree(&self) -> BTreeMap<String, Entry> {
        let mut tree = tree(&self.public());
        tree.remove(".lectern-manifest");
        tree
    }

    /// The names beside `public`: nothing of ours may stay there.
    fn siblings(&self) -> Vec<String> {
        let names = fs::read_dir(self.root.path()).unwrap().map(|entry| entry.unwrap().file_name());
        let mut names: Vec<String> = names.map(|name| name.into_string().unwrap()).collect();
        names.retain(|name| name != "public" && name != "content");
        names.sort();
        names
    }
}

fn output(files: &[(&str, &str)]) -> Output {
    let files = files.iter().map(|(address, text)| (address.to_string(), text.as_bytes().to_vec().into()));
    Output { files: files.collect() }
}

#[derive(Clone, Debug, PartialEq, Eq)]
enum Entry {
    File(Vec<u8>),
    Link(PathBuf),
    Folder,
}

/// Everything under a folder by its relative path; empty when there is no folder.
fn tree(folder: &Path) -> BTreeMap<String, Entry> {
    let mut out = BTreeMap::new();
    for entry in walkdir::WalkDir::new(folder).min_depth(1).into_iter().filter_map(Result::ok) {
        let path = entry.path().strip_prefix(folder).unwrap().to_str().unwrap().to_string();
        let it = match entry.file_type() {
            kind if kind.is_dir() => Entry::Folder,
            kind if kind.is_symlink() => Entry::Link(fs::read_link(entry.path()).unwrap()),
            _ => Entry::File(fs::read(entry.path()).unwrap()),
        };
        out.insert(path, it);
    }
    out
}

/// The findings as the author sees them.
fn findings<T: std::fmt::Debug>(result: Result<T, Refusal>) -> String {
    match result {
        Err(Refusal::Findings(findings)) => show(&findings, Format::Text, Colour::None, &|_| None),
        other => panic!("no findings but {other:?}"),
    }
}

#[cfg(unix)]
fn inode(path: &Path) -> u64 {
    use std::os::unix::fs::MetadataExt;
    fs::symlink_metadata(path).unwrap().ino()
}

#[test]
fn the_folder_holds_the_output_and_its_manifest() {
    let site = Site::new();
    let published = site.publish(&[("index.html", "home"), ("concepts/heat.html", "heat")]).unwrap();
    assert_eq!(published, Published { n_files: 2, n_written: 2, ..Published::default() });
    let names: Vec<String> = tree(&site.public()).into_keys().collect();
    assert_eq!(names, [".lectern-manifest", "concepts", "concepts/heat.html", "index.html"]);
    assert_eq!(site.text("concepts/heat.html"), "heat");
    assert_eq!(site.siblings(), [""; 0]);
    expect![[r#"
        lectern-manifest 1
        f341c8cee8594dd851bb3b57b6ddf4fb concepts/heat.html
        1310333fd17502cbefcd0d6d5b384ea6 index.html
    "#]]
    .assert_eq(&site.text(".lectern-manifest"));
}

#[test]
fn a_folder_that_is_missing_with_its_parents_is_made() {
    let site = Site::new();
    let folder = site.root.path().join("build/site/public");
    publish(&output(&[("index.html", "home")]), &site.target(&folder), Edited::Report).unwrap();
    assert!(folder.join("index.html").is_file());
}

#[test]
fn a_file_of_somebody_else_survives() {
    let site = Site::with(&[("index.html", "home"), ("concepts/heat.html", "heat")]);
    site.put("CNAME", "example.org");
    site.put("concepts/notes/mine.txt", "mine");
    fs::create_dir(site.public().join("empty")).unwrap();
    let published = site.publish(&[("index.html", "new home")]).unwrap();
    assert_eq!(published, Published { n_files: 1, n_written: 1, n_unchanged: 0, n_removed: 1, n_kept: 2 });
    let names: Vec<String> = site.tree().into_keys().collect();
    assert_eq!(
        names,
        ["CNAME", "concepts", "concepts/notes", "concepts/notes/mine.txt", "empty", "index.html"]
    );
    assert_eq!(site.text("CNAME"), "example.org");
}

#[cfg(unix)]
#[test]
fn a_link_of_somebody_else_stays_a_link_and_is_not_followed() {
    let site = Site::with(&[("index.html", "home")]);
    let elsewhere = TempDir::new().unwrap();
    fs::write(elsewhere.path().join("file"), "theirs").unwrap();
    for (name, leads_to) in [("folder", elsewhere.path()), ("dangling", Path::new("nowhere"))] {
        std::os::unix::fs::symlink(leads_to, site.public().join(name)).unwrap();
    }
    site.publish(&[("index.html", "new home")]).unwrap();
    assert_eq!(site.tree()["folder"], Entry::Link(elsewhere.path().to_path_buf()));
    assert_eq!(site.tree()["dangling"], Entry::Link("nowhere".into()));
    assert_eq!(fs::read_to_string(elsewhere.path().join("file")).unwrap(), "theirs");
}

#[cfg(unix)]
#[test]
fn a_name_that_is_no_unicode_survives() {
    use std::os::unix::ffi::OsStrExt;
    let site = Site::with(&[("index.html", "home")]);
    let odd = site.public().join(std::ffi::OsStr::from_bytes(b"caf\xe9"));
    if fs::write(&odd, "mine").is_err() {
        return; // Some file systems have Unicode names only.
    }
    site.publish(&[("index.html", "new home")]).unwrap();
    assert_eq!(fs::read_to_string(odd).unwrap(), "mine");
}

#[test]
fn a_file_that_comes_while_we_publish_survives() {
    for switch in [Switch::Best, Switch::Journal] {
        let site = Site::with(&[("index.html", "home")]);
        site.put("mine.txt", "first");
        let watch = |step| {
            if step == Step::Staged {
                site.put("late/one.txt", "late");
                // As editors save: another file takes the name.
                site.put("mine.new", "second");
                fs::rename(site.public().join("mine.new"), site.public().join("mine.txt")).unwrap();
            }
        };
        let target = &site.public();
        let output = output(&[("index.html", "new home")]);
        publish_watched(&output, &site.target(target), Edited::Report, switch, &watch).unwrap();
        assert_eq!(site.text("index.html"), "new home");
        assert_eq!(site.text("late/one.txt"), "late");
        assert_eq!(site.text("mine.txt"), "second");
        assert_eq!(site.siblings(), [""; 0]);
    }
}

#[test]
fn edited_files_are_named_and_nothing_changes() {
    let site = Site::with(&[("a.html", "a"), ("b.html", "b"), ("c/d.html", "d"), ("e.html", "e")]);
    site.put("b.html", "B");
    site.put("c/d.html", "D");
    let before = tree(&site.public());
    // Neither a page that changes nor one that goes takes somebody's edit along.
    let result = site.publish(&[("a.html", "new a"), ("b.html", "b"), ("e.html", "e")]);
    expect![[r#"
        error[edited-output]: `b.html` has been edited since it was published
          --> public/b.html
         = help: make the change where the page comes from; `--force` gives this one up

        error[edited-output]: `c/d.html` has been edited since it was published
          --> public/c/d.html
         = help: make the change where the page comes from; `--force` gives this one up

    "#]]
    .assert_eq(&findings(result));
    assert_eq!(tree(&site.public()), before);
    assert_eq!(site.siblings(), [""; 0]);
}

#[test]
fn force_replaces_what_was_edited() {
    let site = Site::with(&[("a.html", "a"), ("b.html", "b"), ("c.html", "c")]);
    site.put("b.html", "B");
    site.put("c.html", "C");
    let published = site.publish_by_force(&[("a.html", "a"), ("b.html", "b")]).unwrap();
    assert_eq!(published, Published { n_files: 2, n_written: 1, n_unchanged: 1, n_removed: 1, n_kept: 0 });
    assert_eq!(site.text("b.html"), "b");
    assert!(!site.public().join("c.html").exists());
}

#[cfg(unix)]
#[test]
fn a_link_in_place_of_our_file_is_an_edit() {
    let site = Site::with(&[("a.html", "a")]);
    site.put("mine.html", "a");
    fs::remove_file(site.public().join("a.html")).unwrap();
    std::os::unix::fs::symlink("mine.html", site.public().join("a.html")).unwrap();
    let result = site.publish(&[("a.html", "a")]);
    assert!(findings(result).starts_with("error[edited-output]: `a.html`"));
    site.publish_by_force(&[("a.html", "new")]).unwrap();
    assert_eq!(site.tree()["a.html"], Entry::File(b"new".into()));
    assert_eq!(site.text("mine.html"), "a");
}

#[test]
fn an_edit_that_the_site_now_makes_too_is_none() {
    let site = Site::with(&[("a.html", "a")]);
    site.put("a.html", "A");
    let published = site.publish(&[("a.html", "A")]).unwrap();
    assert_eq!(published.n_unchanged, 1);
    site.publish(&[("a.html", "b")]).unwrap();
}

#[test]
fn a_removed_page_disappears_and_so_does_its_folder() {
    let site = Site::with(&[("index.html", "home"), ("concepts/old/heat.html", "heat")]);
    let published = site.publish(&[("index.html", "home")]).unwrap();
    assert_eq!(published, Published { n_files: 1, n_unchanged: 1, n_removed: 1, ..Published::default() });
    assert_eq!(site.tree().into_keys().collect::<Vec<_>>(), ["index.html"]);
}

#[test]
fn a_page_can_become_a_folder_and_a_folder_a_page() {
    let site = Site::with(&[("a", "page"), ("b/c", "page")]);
    site.publish(&[("a/x", "page"), ("b", "page")]).unwrap();
    assert_eq!(site.tree().into_keys().collect::<Vec<_>>(), ["a", "a/x", "b"]);
}

#[test]
fn a_file_of_ours_that_somebody_deleted_is_written_again() {
    let site = Site::with(&[("index.html", "home"), ("concepts/heat.html", "heat")]);
    fs::remove_file(site.public().join("concepts/heat.html")).unwrap();
    let published = site.publish(&[("index.html", "home"), ("concepts/heat.html", "heat")]).unwrap();
    assert_eq!((published.n_written, published.n_unchanged), (1, 1));
    assert_eq!(site.text("concepts/heat.html"), "heat");
}

#[cfg(unix)]
#[test]
fn unchanged_files_stay_the_same_files() {
    let site = Site::with(&[("same.html", "same"), ("other.html", "one")]);
    site.put("mine.txt", "mine");
    let before = [inode(&site.public().join("same.html")), inode(&site.public().join("mine.txt"))];
    site.publish(&[("same.html", "same"), ("other.html", "two")]).unwrap();
    let after = [inode(&site.public().join("same.html")), inode(&site.public().join("mine.txt"))];
    assert_eq!(before, after);
}

#[cfg(unix)]
#[test]
fn a_second_build_of_the_same_site_touches_nothing() {
    let site = Site::with(&[("index.html", "home")]);
    site.put("mine.txt", "mine");
    let before = inode(&site.public());
    let published = site.publish(&[("index.html", "home")]).unwrap();
    assert_eq!(published, Published { n_files: 1, n_unchanged: 1, n_kept: 1, ..Published::default() });
    assert_eq!(inode(&site.public()), before);
}

#[cfg(unix)]
#[test]
fn permissions_given_to_folders_stay() {
    use std::os::unix::fs::PermissionsExt;
    let site = Site::with(&[("concepts/heat.html", "heat")]);
    let mode = |path: &Path| fs::metadata(path).unwrap().permissions().mode() & 0o7777;
    for folder in [site.public(), site.public().join("concepts")] {
        fs::set_permissions(&folder, fs::Permissions::from_mode(0o2711)).unwrap();
    }
    site.publish(&[("concepts/heat.html", "new")]).unwrap();
    assert_eq!(mode(&site.public()), 0o2711);
    assert_eq!(mode(&site.public().join("concepts")), 0o2711);
}

#[test]
fn builds_at_the_same_time_leave_one_of_them_whole() {
    let site = Site::new();
    site.publish(&[("shared.html", "none")]).unwrap();
    site.put("mine.txt", "mine");
    for _ in 0..5 {
        let outputs: Vec<Output> = ["one", "two", "three"]
            .iter()
            .map(|name| {
                let own = (0..20).map(|n| (format!("{name}/{n}.html"), name.as_bytes().to_vec().into()));
                Output {
                    files: own.chain([("shared.html".into(), name.as_bytes().to_vec().into())]).collect(),
                }
            })
            .collect();
        std::thread::scope(|scope| {
            for output in &outputs {
                scope.spawn(|| {
                    publish(output, &site.target(&site.public()), Edited::Report).unwrap();
                });
            }
        });
        let mut found = site.tree();
        assert_eq!(found.remove("mine.txt"), Some(Entry::File(b"mine".into())));
        found.retain(|_, entry| *entry != Entry::Folder);
        let is_whole = outputs.iter().any(|output| {
            let files = output.files.iter().map(|(at, bytes)| (at.clone(), Entry::File(bytes.to_vec())));
            files.collect::<BTreeMap<_, _>>() == found
        });
        assert!(is_whole, "{:?}", found.keys());
        assert_eq!(site.siblings(), [""; 0]);
    }
}

#[cfg(any(target_os = "linux", target_vendor = "apple"))]
#[test]
fn a_reader_finds_the_folder_at_every_moment() {
    let site = Site::with(&[("index.html", "0")]);
    let is_done = AtomicBool::new(false);
    std::thread::scope(|scope| {
        let reader = scope.spawn(|| {
            while !is_done.load(Ordering::SeqCst) {
                assert!(fs::metadata(site.public()).unwrap().is_dir());
            }
        });
        for n in 1..200 {
            site.publish(&[("index.html", &n.to_string())]).unwrap();
        }
        is_done.store(true, Ordering::SeqCst);
        reader.join().unwrap();
    });
}

#[test]
fn clean_removes_what_is_ours_and_nothing_else() {
    let site = Site::with(&[("index.html", "home"), ("a/b/c.html", "c"), ("d/e.html", "e")]);
    site.put("a/mine.txt", "mine");
    assert_eq!(site.clean().unwrap(), Cleaned { n_removed: 3, n_kept: 1 });
    assert_eq!(tree(&site.public()).into_keys().collect::<Vec<_>>(), ["a", "a/mine.txt"]);
    assert_eq!(site.siblings(), [""; 0]);
}

#[test]
fn clean_removes_a_folder_that_holds_nothing_else() {
    let site = Site::with(&[("index.html", "home"), ("a/b/c.html", "c")]);
    assert_eq!(site.clean().unwrap(), Cleaned { n_removed: 2, n_kept: 0 });
    assert!(!site.public().exists());
    assert_eq!(site.clean().unwrap(), Cleaned::default());
}

#[test]
fn clean_keeps_what_was_edited() {
    let site = Site::with(&[("a.html", "a"), ("b.html", "b")]);
    site.put("b.html", "B");
    let before = tree(&site.public());
    assert!(findings(site.clean()).starts_with("error[edited-output]: `b.html`"));
    assert_eq!(tree(&site.public()), before);
    clean(&site.target(&site.public()), Edited::Replace).unwrap();
    assert!(!site.public().exists());
}

#[cfg(unix)]
#[test]
fn clean_follows_no_link_that_took_a_folders_place() {
    let site = Site::with(&[("a/b/c.html", "c")]);
    let elsewhere = TempDir::new().unwrap();
    fs::create_dir(elsewhere.path().join("b")).unwrap();
    fs::remove_dir_all(site.public().join("a")).unwrap();
    std::os::unix::fs::symlink(elsewhere.path(), site.public().join("a")).unwrap();
    assert_eq!(site.clean().unwrap(), Cleaned { n_removed: 0, n_kept: 1 });
    assert!(elsewhere.path().join("b").is_dir());
    assert!(site.public().join("a").is_symlink());
}
