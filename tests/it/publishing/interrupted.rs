//! A build that is killed, at any moment, leaves the old site or the new one, and the next build succeeds.

use std::process::{Child, Command, Stdio};
use std::sync::Arc;
use std::sync::atomic::AtomicUsize;

use super::*;

const SITE: &str = "LECTERN_TEST_SITE";
const STOP: &str = "LECTERN_TEST_STOP";
const SWITCH: &str = "LECTERN_TEST_SWITCH";

/// Three sites that share files, change files, lose files, and turn a file into a folder and back.
fn version(n: usize) -> Output {
    match n % 3 {
        0 => output(&[("index.html", "0"), ("same.html", "same"), ("a/b.html", "b"), ("gone/x.html", "x")]),
        1 => output(&[("index.html", "1"), ("same.html", "same"), ("a", "a"), ("new/y.html", "y")]),
        _ => output(&[("index.html", "2"), ("same.html", "same"), ("a/b.html", "b"), ("new/y.html", "Y")]),
    }
}

/// The whole published folder, if it is one of the versions with what others keep there.
fn version_of(site: &Site) -> Option<usize> {
    let mut found = site.tree();
    found.retain(|_, entry| *entry != Entry::Folder);
    found.remove("late.txt");
    let theirs = [("CNAME", "example.org"), ("a.d/mine.txt", "mine")];
    for (path, text) in theirs {
        if found.remove(path) != Some(Entry::File(text.into())) {
            return None;
        }
    }
    (0..3).find(|n| {
        let files =
            version(*n).files.into_iter().map(|(address, bytes)| (address, Entry::File(bytes.to_vec())));
        files.collect::<BTreeMap<_, _>>() == found
    })
}

fn with_version_0() -> Site {
    let site = Site::new();
    publish(&version(0), &site.target(&site.public()), Edited::Report).unwrap();
    site.put("CNAME", "example.org");
    site.put("a.d/mine.txt", "mine");
    site
}

/// This very program, told to run the next test alone.
fn child(site: &Site) -> Command {
    let mut command = Command::new(std::env::current_exe().unwrap());
    command.args(["publishing::interrupted::a_build_in_a_child_process_stops_where_told", "--exact"]);
    command.env(SITE, site.root.path()).stdout(Stdio::null()).stderr(Stdio::null());
    command
}

/// The child's side. By itself it has nothing to do.
///
/// It publishes version 1, and dies at the step whose number it is told, as if killed: nothing is unwound.
/// Somebody adds a file to the published folder just before the switch.
/// Told no step, it publishes large sites in turn until somebody kills it.
#[test]
fn a_build_in_a_child_process_stops_where_told() {
    let Ok(root) = std::env::var(SITE) else { return };
    let root = PathBuf::from(root);
    let folder = root.join("public");
    let target = Target { folder: &folder, site_root: &root, home: None };
    let switch =
        if std::env::var(SWITCH).is_ok_and(|it| it == "journal") { Switch::Journal } else { Switch::Best };
    let Ok(stop) = std::env::var(STOP) else {
        for n in 1.. {
            publish_watched(&large(n), &target, Edited::Report, switch, &|_| ()).unwrap();
        }
        return;
    };
    let stop: usize = stop.parse().unwrap();
    let n_steps = AtomicUsize::new(0);
    let watch = |step| {
        if step == Step::Staged {
            fs::write(folder.join("late.txt"), "late").unwrap();
            fs::write(root.join("somebody-was-late"), "").unwrap();
        }
        if n_steps.fetch_add(1, Ordering::SeqCst) == stop {
            std::process::abort();
        }
    };
    publish_watched(&version(1), &target, Edited::Report, switch, &watch).unwrap();
}

#[test]
fn a_build_that_dies_at_any_step_leaves_a_whole_site_and_the_next_one_succeeds() {
    for switch in ["best", "journal"] {
        let n_steps = (0..40).find(|step| {
            let site = with_version_0();
            let status = child(&site).env(STOP, step.to_string()).env(SWITCH, switch).status().unwrap();
            let is_between = switch == "journal" && !site.public().exists();
            let found = version_of(&site);
            assert!(is_between || matches!(found, Some(0 | 1)), "{switch} {step}: {:?}", site.tree());
            if !status.success() {
                another_may_die_and_the_next_succeeds(&site, switch, *step);
            }
            status.success()
        });
        // Locked, begun, six files, staged, announced, perhaps set aside, switched, seven swept, swept.
        assert!(n_steps.is_some_and(|n_steps| n_steps >= 19), "{switch}: {n_steps:?}");
    }
}

fn another_may_die_and_the_next_succeeds(site: &Site, switch: &str, step: usize) {
    let is_between = !site.public().exists();
    // In turn at each of the steps that come first, in which the next build tidies up.
    let again = step % 7;
    child(site).env(STOP, again.to_string()).env(SWITCH, switch).status().unwrap();
    let is_between = is_between && !site.public().exists();
    assert!(is_between || version_of(site).is_some(), "{switch} {step} {again}");
    publish(&version(2), &site.target(&site.public()), Edited::Report).unwrap();
    assert_eq!(version_of(site), Some(2), "{switch} {step} {again}");
    let mut siblings = site.siblings();
    if siblings == ["somebody-was-late"] {
        assert_eq!(site.text("late.txt"), "late", "{switch} {step} {again}");
        siblings.clear();
    }
    assert_eq!(siblings, [""; 0], "{switch} {step} {again}");
}

/// Big enough to be killed in the middle.
fn large(n: usize) -> Output {
    let page = |page: usize| {
        let text =
            if page.is_multiple_of(2) { format!("{page}") } else { format!("{page} in build {}", n % 2) };
        (format!("{}/{page}.html", page % 10), text.into_bytes().into())
    };
    Output { files: (0..400).map(page).collect() }
}

/// Waits until the staging folder holds about `n` entries, whatever they are at the moment.
fn wait_for_entries(site: &Site, n: usize, child: &mut Child) {
    let staging = site.root.path().join(".lectern-staging-public");
    let count = || walkdir::WalkDir::new(&staging).into_iter().filter_map(Result::ok).take(n + 1).count();
    while count() <= n {
        assert!(child.try_wait().unwrap().is_none(), "the build ended by itself");
        std::thread::yield_now();
    }
}

#[test]
fn a_killed_build_leaves_a_whole_site() {
    for switch in ["best", "journal"] {
        let site = Site::new();
        publish(&large(0), &site.target(&site.public()), Edited::Report).unwrap();
        site.put("mine.txt", "mine");
        for n in [0, 1, 5, 12, 40, 100, 180, 250, 320, 390, 405, 410] {
            let mut child = child(&site).env(SWITCH, switch).spawn().unwrap();
            wait_for_entries(&site, n, &mut child);
            child.kill().unwrap();
            child.wait().unwrap();
            let files: BTreeMap<String, Arc<Vec<u8>>> = site
                .tree()
                .into_iter()
                .filter_map(|(path, entry)| match entry {
                    Entry::File(bytes) => Some((path, bytes.into())),
                    _ => None,
                })
                .filter(|(path, _)| path != "mine.txt")
                .collect();
            let is_between = switch == "journal" && !site.public().exists();
            assert!(is_between || files == large(0).files || files == large(1).files, "{switch} {n}");
            publish(&large(n), &site.target(&site.public()), Edited::Report).unwrap();
            assert_eq!(site.text("mine.txt"), "mine", "{switch} {n}");
            assert_eq!(site.siblings(), [""; 0]);
        }
    }
}

#[test]
fn an_empty_staging_folder_is_one_that_a_build_had_no_time_to_mark() {
    let site = with_version_0();
    fs::create_dir(site.root.path().join(".lectern-staging-public")).unwrap();
    publish(&version(1), &site.target(&site.public()), Edited::Report).unwrap();
    assert_eq!(site.siblings(), [""; 0]);
}

#[test]
fn clean_removes_what_an_interrupted_build_left() {
    let site = with_version_0();
    child(&site).env(STOP, "4").status().unwrap();
    assert_eq!(site.siblings(), [".lectern-lock-public", ".lectern-staging-public"]);
    assert_eq!(site.clean().unwrap(), Cleaned { n_removed: 4, n_kept: 2 });
    assert_eq!(site.siblings(), [""; 0]);
    assert_eq!(site.tree().into_keys().collect::<Vec<_>>(), ["CNAME", "a.d", "a.d/mine.txt"]);
}

#[test]
fn a_folder_that_took_the_place_of_one_set_aside_is_not_replaced() {
    let site = with_version_0();
    let is_between = (0..30).any(|step| {
        child(&site).env(STOP, step.to_string()).env(SWITCH, "journal").status().unwrap();
        !site.public().exists()
    });
    assert!(is_between);
    site.put("thesis.doc", "three years");
    let said = findings(publish(&version(2), &site.target(&site.public()), Edited::Replace));
    expect![[r#"
        error[output-folder]: `.lectern-staging-public` still has the published site, and `public` has been made since
          --> public
         = help: move `public` away and build again: the site comes back first

    "#]]
    .assert_eq(&said);
    assert_eq!(site.text("thesis.doc"), "three years");
    fs::rename(site.public(), site.root.path().join("moved")).unwrap();
    publish(&version(2), &site.target(&site.public()), Edited::Report).unwrap();
    assert_eq!(version_of(&site), Some(2));
    assert_eq!(site.siblings(), ["moved", "somebody-was-late"]);
}
