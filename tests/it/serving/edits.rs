//! Every edit is seen, none by halves.

use std::fs;
use std::path::Path;

use super::SITE;
use super::preview::{Answer, Preview};
use crate::cli::support::Folder;

fn concept(title: &str) -> String {
    format!("+++\ntitle = \"{title}\"\n+++\nA thing.\n")
}

#[test]
fn a_change_shows_on_the_pages_that_it_changes_and_on_no_other() {
    let site = Folder::new(SITE);
    let mut preview = Preview::of(&site);
    let marks = |preview: &Preview| {
        let addresses = ["index.html", "about.html", "concepts/new-wars.html", "concepts/armed-group.html"];
        addresses.map(|address| preview.page(address).mark().to_owned())
    };
    let before = marks(&preview);
    site.write("content/pages/about.md", "+++\ntitle = \"About\"\n+++\nAnother text.\n");
    preview.until("about.html", |page| page.text().contains("Another text."));
    let after = marks(&preview);
    let same: Vec<bool> = before.iter().zip(&after).map(|(before, after)| before == after).collect();
    assert_eq!(same, [true, false, true, true]);
}

#[test]
fn an_image_that_changes_changes_the_pages_that_show_it() {
    let site = Folder::new(SITE);
    let mut preview = Preview::of(&site);
    let before = preview.page("about.html").mark().to_owned();
    let home = preview.page("index.html").mark().to_owned();
    site.write("content/pages/dot.png", "another image");
    preview.until("about.html", |page| page.mark() != before);
    assert_eq!(preview.page("pages/dot.png").text(), "another image");
    assert_eq!(preview.page("index.html").mark(), home);
}

#[test]
fn a_new_concept_is_linked_where_it_is_mentioned() {
    let site = Folder::new(SITE);
    let mut preview = Preview::of(&site);
    site.write("content/concepts/kind.md", concept("Another kind"));
    let page = preview.until("concepts/new-wars.html", |page| {
        page.text().contains("concepts/another-kind") || page.text().contains("data-entry=\"concepts/kind\"")
    });
    assert_eq!(page.status, 200);
    preview.until("concepts/kind.html", |page| page.status == 200);
}

#[test]
fn an_editors_save_by_renaming_is_one_change() {
    let site = Folder::new(SITE);
    let mut preview = Preview::of(&site);
    // Emacs, Vim, many others: a new file beside it takes its place.
    for (temporary, text) in [(".about.md.swp.tmp", "One."), ("about.md~", "Two."), ("4913.md", "Three.")] {
        site.write(&format!("content/pages/{temporary}"), format!("+++\ntitle = \"About\"\n+++\n{text}\n"));
        fs::rename(site.path("content/pages").join(temporary), site.path("content/pages/about.md")).unwrap();
        preview.until("about.html", |page| page.text().contains(text));
    }
    // Or the old one moves away first.
    fs::rename(site.path("content/pages/about.md"), site.path("content/pages/about.md~")).unwrap();
    site.write("content/pages/about.md", "+++\ntitle = \"About\"\n+++\nFour.\n");
    preview.until("about.html", |page| page.text().contains("Four."));
}

#[test]
fn a_file_that_is_renamed_moves_and_one_that_is_deleted_goes() {
    let site = Folder::new(SITE);
    let mut preview = Preview::of(&site);
    fs::rename(site.path("content/pages/about.md"), site.path("content/pages/us.md")).unwrap();
    preview.until("us.html", |page| page.status == 200);
    assert_eq!(preview.page("about.html").status, 404);
    fs::remove_file(site.path("content/pages/us.md")).unwrap();
    preview.until("us.html", |page| page.status == 404);
    site.write("content/pages/us.md", "+++\ntitle = \"Us\"\n+++\n");
    preview.until("us.html", |page| page.status == 200);
}

#[test]
fn a_folder_that_is_made_again_is_watched_again() {
    let site = Folder::new(SITE);
    let mut preview = Preview::of(&site);
    for round in 0..3 {
        fs::remove_dir_all(site.path("content")).unwrap();
        let found = preview.until_found(|found| !found.is_empty());
        assert!(found.iter().any(|it| it.starts_with("error[no-content] content: ")), "{found:?}");
        site.write("content/index.md", format!("+++\ntitle = \"Home {round}\"\n+++\n"));
        preview.until("index.html", |page| page.text().contains(&format!("Home {round}")));
        // And what lies in it, folders that are new below it included.
        site.write("content/concepts/work.md", concept(&format!("Work {round}")));
        preview.until("concepts/work.html", |page| page.text().contains(&format!("Work {round}")));
    }
}

#[test]
fn a_folder_that_changes_places_with_another_is_seen() {
    let site = Folder::new(SITE);
    let mut preview = Preview::of(&site);
    site.write("other/index.md", "+++\ntitle = \"Another home\"\n+++\n");
    fs::rename(site.path("content"), site.path("content.old")).unwrap();
    fs::rename(site.path("other"), site.path("content")).unwrap();
    preview.until("index.html", |page| page.text().contains("Another home"));
    site.write("content/index.md", "+++\ntitle = \"A third home\"\n+++\n");
    preview.until("index.html", |page| page.text().contains("A third home"));
}

#[test]
fn five_hundred_changes_at_once_come_out_whole() {
    let site = Folder::new(SITE);
    let mut preview = Preview::of(&site);
    let all = |title: &str| {
        for number in 0..500 {
            site.write(
                &format!("content/concepts/c{number}.md"),
                concept(&format!("{title} number {number}")),
            );
        }
    };
    for title in ["First", "Second"] {
        all(title);
        let shows = |page: &Answer, number| page.text().contains(&format!("{title} number {number}<"));
        preview.until("concepts/c499.html", |page| shows(page, 499));
        for number in 0..500 {
            assert!(shows(&preview.page(&format!("concepts/c{number}.html")), number), "{title} {number}");
        }
    }
}

#[test]
fn a_file_that_is_still_being_written_is_waited_for() {
    use std::io::Write;
    let site = Folder::new(SITE);
    let mut preview = Preview::of(&site);
    let mut seen = Vec::new();
    // What a page shows is the text before or the text after, never a piece of it.
    let text = "A whole sentence of it. ".repeat(2_000);
    for round in 0..5 {
        let mut file = fs::File::create(site.path("content/pages/about.md")).unwrap();
        write!(file, "+++\ntitle = \"About {round}\"\n+++\n").unwrap();
        for piece in text.as_bytes().chunks(8_000) {
            file.write_all(piece).unwrap();
            seen.push(preview.page("about.html").text().matches("A whole sentence of it.").count());
        }
        drop(file);
        preview.until("about.html", |page| page.text().contains(&format!("About {round}")));
    }
    assert!(seen.iter().all(|n| *n == 0 || *n == 2_000), "{seen:?}");
}

#[test]
fn settings_templates_and_styles_are_followed_too() {
    let site = Folder::new(SITE);
    let mut preview = Preview::of(&site);
    site.write("templates/404.html", "<p>Ours.</p>");
    preview.until("nowhere.html", |page| page.text().starts_with("<p>Ours.</p><script"));
    let style = |page: &Answer| page.text().split("reader.css?v=").nth(1).map(|rest| rest[..10].to_owned());
    let before = style(&preview.page("index.html"));
    site.write("static/reader.css", "body { color: black }");
    preview.until("index.html", |page| style(page) != before);
    assert_eq!(preview.page("reader.css").text(), "body { color: black }");
    let toml = fs::read_to_string(site.path("site.toml")).unwrap();
    site.write("site.toml", toml.replace("A reader", "Another reader"));
    preview.until("index.html", |page| page.text().contains("Another reader"));
}

#[test]
fn what_is_not_the_sites_is_no_change() {
    let site = Folder::new(SITE);
    let mut preview = Preview::of(&site);
    preview.said("built ");
    site.write("notes.txt", "not of the site");
    site.write("public/index.html", "not of the site");
    site.write("content/.hidden", "not of the site");
    site.write("content/pages/about.md", "+++\ntitle = \"About us\"\n+++\n");
    preview.until("about.html", |page| page.text().contains("About us"));
    assert!(preview.said("changed in").starts_with("content/pages/about.md: "));
    assert!(Path::new(&site.path("notes.txt")).exists());
}
