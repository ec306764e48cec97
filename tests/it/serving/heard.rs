//! What the system reports wakes the preview; the look at every other second is only for what it doesn't report.

use std::fs;
use std::path::PathBuf;

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
