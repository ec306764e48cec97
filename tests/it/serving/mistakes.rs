//! Whatever is wrong in the folder is said, and the preview lives on with the last whole site.

use std::fs;

use super::SITE;
use super::preview::Preview;
use crate::cli::support::Folder;

const ABOUT: &str = "content/pages/about.md";

fn about(text: &str) -> String {
    format!("+++\ntitle = \"About\"\n+++\n{text}\n")
}

/// Makes a mistake, reads its one finding, mends it, and sees the preview go on.
fn one_finding(site: &Folder, make: impl Fn(), expected: &str, mend: impl Fn()) {
    let mut preview = Preview::bound(site);
    let shown = |preview: &Preview| ["index.html", "about.html"].map(|address| preview.page(address).body);
    let before = shown(&preview);
    make();
    let found = preview.until_found(|found| !found.is_empty());
    assert_eq!(found.len(), 1, "{found:?}");
    assert!(found[0].starts_with(expected), "{found:?}");
    assert!(shown(&preview) == before, "the site before stays up");
    mend();
    preview.until_clean();
    site.write(ABOUT, about("It goes on."));
    preview.until("about.html", |page| page.text().contains("It goes on."));
}

#[test]
fn a_misspelt_link_is_found_and_the_site_before_stays() {
    let site = Folder::new(SITE);
    one_finding(
        &site,
        || site.write(ABOUT, about("\nOf [[new warz]].")),
        "error[unknown-entry] content/pages/about.md:5: no concept or name is called `new warz`",
        || site.write(ABOUT, about("Of [[new wars]].")),
    );
}

#[test]
fn a_template_that_breaks_is_found() {
    let site = Folder::new(SITE);
    let page = "templates/page.html";
    one_finding(
        &site,
        || site.write(page, "{% extends \"base.html\" %}{% block main %}{{ pag"),
        "error[template] templates/page.html:1: ",
        || fs::remove_file(site.path(page)).unwrap(),
    );
}

#[test]
fn settings_that_break_are_found() {
    let site = Folder::new(SITE);
    let whole = site.read("site.toml");
    one_finding(
        &site,
        || site.write("site.toml", whole.replace("title = \"A reader\"", "title = \"A reader")),
        "error[front-matter] site.toml:",
        || site.write("site.toml", &whole),
    );
}

#[test]
fn a_site_without_its_settings_is_found() {
    let site = Folder::new(SITE);
    let whole = site.read("site.toml");
    let mut preview = Preview::of(&site);
    fs::remove_file(site.path("site.toml")).unwrap();
    preview.until_found(|found| found.iter().any(|it| it.starts_with("error[no-site] site.toml: ")));
    assert_eq!(preview.page("about.html").status, 200);
    site.write("site.toml", whole);
    preview.until_clean();
}

#[cfg(unix)]
#[test]
fn a_symbolic_link_is_found_and_not_followed() {
    let site = Folder::new(SITE);
    let link = site.path("content/pages/elsewhere.md");
    one_finding(
        &site,
        || std::os::unix::fs::symlink("/etc/hostname", &link).unwrap(),
        "error[unsafe-file] content/pages/elsewhere.md: ",
        || fs::remove_file(&link).unwrap(),
    );
}

#[cfg(unix)]
#[test]
fn a_file_that_nobody_may_read_is_found() {
    use std::os::unix::fs::PermissionsExt;
    let site = Folder::new(SITE);
    let mode = |mode| fs::set_permissions(site.path(ABOUT), fs::Permissions::from_mode(mode)).unwrap();
    one_finding(
        &site,
        || mode(0o000),
        "error[] content/pages/about.md: could not read `content/pages/about.md`: permission denied",
        || mode(0o644),
    );
}

#[test]
fn a_file_of_fifty_megabytes_is_found() {
    let site = Folder::new(SITE);
    one_finding(
        &site,
        || site.write(ABOUT, about(&"A long text. ".repeat(50_000_000 / 13))),
        "error[content-limit] content/pages/about.md: ",
        || site.write(ABOUT, about("A short one.")),
    );
}

#[test]
fn a_file_that_is_no_text_is_found() {
    let site = Folder::new(SITE);
    one_finding(
        &site,
        || site.write(ABOUT, b"+++\ntitle = \"\xff\"\n+++\n"),
        "error[not-utf8] content/pages/about.md: ",
        || site.write(ABOUT, about("Text.")),
    );
}

#[test]
fn a_warning_is_told_and_shown_all_the_same() {
    let site = Folder::new(SITE);
    let mut preview = Preview::of(&site);
    let toml = site.read("site.toml");
    site.write("site.toml", toml.replace("summary = \"off\", ", ""));
    let found = preview.until_found(|found| !found.is_empty());
    assert!(found.iter().all(|it| it.starts_with("warning[summary]")), "{found:?}");
    site.write(ABOUT, about("Shown."));
    preview.until("about.html", |page| page.text().contains("Shown."));
}

#[test]
fn a_site_that_was_never_whole_is_shown_as_soon_as_it_is() {
    let site = Folder::new(SITE);
    site.write(ABOUT, about("[[nowhere]]"));
    let mut preview = Preview::of(&site);
    assert_eq!(preview.base, "/reader/");
    assert_eq!(preview.page("index.html").status, 503);
    let found = preview.until_found(|found| !found.is_empty());
    assert_eq!(
        found,
        ["error[unknown-entry] content/pages/about.md:4: no concept or name is called `nowhere`"]
    );
    site.write(ABOUT, about("Somewhere."));
    preview.until("about.html", |page| page.text().contains("Somewhere."));
}

#[test]
fn the_terminal_says_what_the_page_says() {
    let site = Folder::new(SITE);
    let preview = Preview::of(&site);
    site.write(ABOUT, about("Of [[new warz]]."));
    preview.said("error[unknown-entry]: no concept or name is called `new warz`");
    preview.said(" --> content/pages/about.md:4:6");
    preview.said("help: did you mean");
    preview.said("content/pages/about.md: not shown");
    preview.said("1 error: the site before is still shown");
    site.write(ABOUT, about("Of [[new wars]]."));
    preview.said("content/pages/about.md: ");
}
