//! What the system reports wakes the preview; the look at every other second is only for what it doesn't report.

use std::fs;
use std::path::PathBuf;

use lectern::load::{load, look, read};
use lectern::serve::{Cover, Wake, Watch};

use super::SITE;
use crate::cli::support::Folder;

/// Watches the folders of the site, and waits for what `edit` does to it.
fn wake(site: &Folder, edit: impl FnOnce()) -> Wake {
    let mut watch = Watch::new(&site.path(""));
    let folders = ["content", "content/concepts", "content/pages"].map(PathBuf::from);
    assert_eq!(watch.cover(&folders), Cover::More);
    assert_eq!(watch.cover(&folders), Cover::Same);
    edit();
    watch.wait()
}

#[test]
fn every_kind_of_edit_is_heard() {
    let site = Folder::new(SITE);
    let about = site.path("content/pages/about.md");
    assert_eq!(wake(&site, || fs::write(&about, "Changed.").unwrap()), Wake::Heard);
    assert_eq!(wake(&site, || fs::write(site.path("content/new.md"), "").unwrap()), Wake::Heard);
    assert_eq!(wake(&site, || fs::rename(&about, site.path("content/moved.md")).unwrap()), Wake::Heard);
    assert_eq!(wake(&site, || fs::remove_file(site.path("content/moved.md")).unwrap()), Wake::Heard);
    assert_eq!(wake(&site, || fs::create_dir(site.path("templates")).unwrap()), Wake::Heard);
    assert_eq!(wake(&site, || fs::remove_dir_all(site.path("content/concepts")).unwrap()), Wake::Heard);
}

#[test]
fn what_is_beside_the_site_wakes_nobody() {
    let site = Folder::new(SITE);
    assert_eq!(wake(&site, || site.write("public/index.html", "")), Wake::Time);
}

#[test]
fn a_folder_is_watched_again_after_it_was_gone() {
    let site = Folder::new(SITE);
    let mut watch = Watch::new(&site.path(""));
    let folders = ["content", "content/pages"].map(PathBuf::from);
    watch.cover(&folders);
    fs::remove_dir_all(site.path("content/pages")).unwrap();
    assert_eq!(watch.wait(), Wake::Heard);
    fs::create_dir(site.path("content/pages")).unwrap();
    assert_eq!(watch.wait(), Wake::Heard);
    assert_eq!(watch.cover(&folders), Cover::More);
    site.write("content/pages/new.md", "");
    assert_eq!(watch.wait(), Wake::Heard);
}

#[test]
fn what_is_read_again_is_what_is_there() {
    let site = Folder::new(SITE);
    let root = site.path("");
    let mut before = (look(&root).unwrap(), load(&root).unwrap());
    for n in 0..200_usize {
        // Of the same length, and often in the same step of the clock as the one before.
        site.write("content/pages/about.md", format!("{:03}", n));
        match n % 20 {
            3 => site.write(&format!("content/new-{n}.md"), "New."),
            7 => fs::remove_file(site.path(&format!("content/new-{}.md", n - 4))).unwrap(),
            11 => fs::rename(site.path("content/index.md"), site.path("content/home.md")).unwrap(),
            12 => fs::rename(site.path("content/home.md"), site.path("content/index.md")).unwrap(),
            _ => {}
        }
        let sight = look(&root).unwrap();
        let sources = read(&root, &sight, Some((&before.0, &before.1))).unwrap();
        assert_eq!(sources, load(&root).unwrap());
        before = (sight, sources);
    }
}
