//! What can't be published over, and how it is said.

use super::*;

/// The findings for a target, with the site's own path as `SITE`; whatever was there is there still.
fn refused(site: &Site, folder: &Path, home: Option<&Path>) -> String {
    let before = tree(site.root.path());
    let target = Target { folder, site_root: site.root.path(), home };
    let said = findings(publish(&output(&[("index.html", "home")]), &target, Edited::Replace));
    assert_eq!(tree(site.root.path()), before);
    let cleaned = findings(clean(&target, Edited::Replace));
    assert_eq!(tree(site.root.path()), before);
    assert_eq!(said, cleaned);
    said.replace(site.root.path().to_str().unwrap(), "SITE")
}

fn headline(said: &str) -> &str {
    said.lines().next().unwrap()
}

#[test]
fn the_sites_own_folder_is_refused() {
    let site = Site::new();
    expect![[r#"
        error[output-folder]: the output folder `SITE` holds the site's sources
          --> SITE
         = help: choose a folder of its own, such as `public`

    "#]]
    .assert_eq(&refused(&site, site.root.path(), None));
    let roundabout = site.root.path().join("content/..");
    assert!(refused(&site, &roundabout, None).contains("holds the site's sources"));
}

#[test]
fn a_folder_that_holds_the_site_is_refused() {
    let outer = Site::new();
    let root = outer.root.path().join("sites/mine");
    fs::create_dir_all(&root).unwrap();
    let folder = outer.root.path().join("sites");
    let target = Target { folder: &folder, site_root: &root, home: None };
    let said = findings(publish(&Output::default(), &target, Edited::Report));
    assert!(said.contains("holds the site's sources"), "{said}");
}

#[test]
fn the_home_folder_is_refused_and_what_holds_it() {
    let site = Site::new();
    let home = site.root.path().join("home/me");
    fs::create_dir_all(&home).unwrap();
    for folder in [&home, &site.root.path().join("home")] {
        assert!(refused(&site, folder, Some(&home)).contains("holds the home folder"));
    }
    let inside = home.join("public");
    let target = Target { folder: &inside, site_root: site.root.path(), home: Some(&home) };
    publish(&Output::default(), &target, Edited::Report).unwrap();
}

#[cfg(unix)]
#[test]
fn a_disks_root_is_refused() {
    let site = Site::new();
    let said = refused(&site, Path::new("/"), None);
    assert_eq!(headline(&said), "error[output-folder]: the output folder `/` is a disk's root");
}

#[cfg(target_os = "linux")]
#[test]
fn a_mounted_disk_is_refused() {
    let site = Site::new();
    let said = refused(&site, Path::new("/proc"), None);
    assert_eq!(headline(&said), "error[output-folder]: the output folder `/proc` is a disk's root");
}

#[test]
fn the_sites_sources_are_refused() {
    let site = Site::new();
    for (path, source) in [
        ("content", "content"),
        ("content/out/put", "content"),
        ("templates", "templates"),
        ("static/x", "static"),
    ] {
        let said = refused(&site, &site.root.path().join(path), None);
        assert_eq!(
            headline(&said),
            format!(
                "error[output-folder]: the output folder `{path}` lies in `{source}/`, from which the site is made"
            )
        );
    }
}

#[cfg(unix)]
#[test]
fn a_link_is_refused_and_what_lies_behind_one() {
    let site = Site::new();
    let elsewhere = TempDir::new().unwrap();
    let elsewhere = elsewhere.path().canonicalize().unwrap();
    fs::create_dir(elsewhere.join("inner")).unwrap();
    std::os::unix::fs::symlink(&elsewhere, site.root.path().join("public")).unwrap();
    let said = refused(&site, &site.public(), None).replace(elsewhere.to_str().unwrap(), "ELSEWHERE");
    expect![[r#"
        error[output-folder]: the output folder `public` is a symbolic link
          --> public
         = help: if you mean `ELSEWHERE`, give that path

    "#]]
    .assert_eq(&said);
    for path in ["inner", "inner/deeper", "absent", "../public/inner"] {
        let said = refused(&site, &site.public().join(path), None);
        assert!(said.contains("through the symbolic link `SITE/public`"), "{said}");
    }
    assert_eq!(tree(&elsewhere).into_keys().collect::<Vec<_>>(), ["inner"]);
}

#[cfg(unix)]
#[test]
fn a_dangling_link_is_refused_also_with_a_slash_at_its_end() {
    let site = Site::new();
    std::os::unix::fs::symlink("nowhere", site.public()).unwrap();
    for folder in [site.public(), site.public().join("")] {
        let said = refused(&site, &folder, None);
        assert_eq!(headline(&said), "error[output-folder]: the output folder `public` is a symbolic link");
    }
}

#[cfg(unix)]
#[test]
fn a_site_that_is_itself_behind_a_link_is_published() {
    let site = Site::new();
    let elsewhere = TempDir::new().unwrap();
    let link = elsewhere.path().join("site");
    std::os::unix::fs::symlink(site.root.path(), &link).unwrap();
    let folder = link.join("public");
    let target = Target { folder: &folder, site_root: &link, home: None };
    publish(&output(&[("index.html", "home")]), &target, Edited::Report).unwrap();
    assert_eq!(site.text("index.html"), "home");
}

#[test]
fn a_file_is_refused() {
    let site = Site::new();
    fs::write(site.public(), "a file").unwrap();
    let said = refused(&site, &site.public(), None);
    assert_eq!(headline(&said), "error[output-folder]: the output folder `public` is a file");
}

#[test]
fn a_folder_with_files_but_without_a_manifest_is_refused() {
    let site = Site::new();
    site.put("thesis.doc", "three years");
    expect![[r#"
        error[output-folder]: the output folder `public` has files in it, but Lectern has not written there
          --> public
         = help: empty the folder, or choose another

    "#]]
    .assert_eq(&refused(&site, &site.public(), None));
}

#[test]
fn an_empty_folder_is_fine() {
    let site = Site::new();
    fs::create_dir(site.public()).unwrap();
    site.publish(&[("index.html", "home")]).unwrap();
    assert_eq!(site.siblings(), [""; 0]);
}

#[test]
fn a_manifest_that_is_none_of_ours_is_refused() {
    let hash = "0".repeat(32);
    let manifests = [
        String::new(),
        "lectern-manifest 2\n".into(),
        "lectern-manifest 1".into(),
        format!("lectern-manifest 1\n{hash} ../content/index.md\n"),
        format!("lectern-manifest 1\n{hash} /etc/passwd\n"),
        "lectern-manifest 1\n123 index.html\n".into(),
        "lectern-manifest 1\n\n".into(),
    ];
    for manifest in manifests {
        let site = Site::with(&[("index.html", "home")]);
        site.put(".lectern-manifest", &manifest);
        let said = refused(&site, &site.public(), None);
        assert!(said.contains("can't tell from its list which files here are its own"), "{manifest:?}");
    }
}

#[test]
fn a_foreign_file_where_ours_belongs_is_refused() {
    let site = Site::with(&[("index.html", "home"), ("old/page.html", "page")]);
    site.put("concepts", "a file where a folder belongs");
    site.put("heat.html", "theirs");
    site.put("map.html/inner", "a folder where a file belongs");
    site.put("old/page.html.bak", "not in the way");
    fs::create_dir(site.public().join("print.html")).unwrap();
    let before = tree(&site.public());
    let files = [("concepts/a.html", ""), ("concepts/b.html", ""), ("heat.html", ""), ("map.html", "")];
    let result = site.publish_by_force(&[&files[..], &[("print.html", "")]].concat());
    expect![[r#"
        error[output-folder]: `concepts` belongs to the site, but something else stands there
          --> public/concepts
         = help: move it away, or rename the page

        error[output-folder]: `heat.html` belongs to the site, but something else stands there
          --> public/heat.html
         = help: move it away, or rename the page

        error[output-folder]: `map.html` belongs to the site, but something else stands there
          --> public/map.html
         = help: move it away, or rename the page

        error[output-folder]: `print.html` belongs to the site, but something else stands there
          --> public/print.html
         = help: move it away, or rename the page

    "#]]
    .assert_eq(&findings(result));
    assert_eq!(tree(&site.public()), before);
}

#[test]
fn an_address_that_leads_out_of_the_folder_is_refused() {
    for address in
        ["", "/etc/motd", "../up", "a/../../up", "a//b", "a/", "./a", "a/.", "a\nb", ".lectern-manifest"]
    {
        let site = Site::new();
        let said = findings(site.publish(&[("index.html", "home"), (address, "text")]));
        assert!(headline(&said).ends_with("can't be the address of a file"), "{address:?}");
        assert!(!site.public().exists());
        assert!(!site.root.path().join("up").exists());
    }
}

#[test]
fn an_address_cannot_be_a_file_and_a_folder() {
    let site = Site::new();
    let said = findings(site.publish(&[("a", "page"), ("a/b/c", "page")]));
    assert_eq!(headline(&said), "error[output-folder]: `a` would be a file and a folder");
}

#[test]
fn somebody_elses_staging_folder_is_not_removed() {
    for name in [".lectern-staging-public", ".lectern-lock-public"] {
        let site = Site::with(&[("index.html", "home")]);
        let folder = site.root.path().join(name);
        fs::create_dir(&folder).unwrap();
        fs::write(folder.join("thesis.doc"), "three years").unwrap();
        let said = refused(&site, &site.public(), None);
        assert_eq!(
            headline(&said),
            format!("error[output-folder]: Lectern needs the name `{name}`, but something else bears it")
        );
    }
}

#[test]
fn what_cannot_be_reached_is_an_error_with_verb_and_path() {
    let site = Site::new();
    fs::write(site.root.path().join("file"), "").unwrap();
    for path in ["file/public", "file/a/public"] {
        let folder = site.root.path().join(path);
        match publish(&Output::default(), &site.target(&folder), Edited::Report) {
            Err(Refusal::Machine(error)) => {
                assert_eq!((error.verb, error.path.as_path()), ("reach", folder.as_path()));
            }
            other => panic!("{other:?}"),
        }
    }
}

#[test]
fn what_cannot_be_written_is_an_error_and_changes_nothing() {
    let site = Site::with(&[("index.html", "home")]);
    let before = tree(&site.public());
    let long = "x".repeat(300);
    match site.publish(&[("index.html", "new home"), (&long, "text")]) {
        Err(Refusal::Machine(error)) => {
            assert_eq!(error.verb, "write");
            assert!(error.path.ends_with(&long));
        }
        other => panic!("{other:?}"),
    }
    assert_eq!(tree(&site.public()), before);
    assert_eq!(site.siblings(), [""; 0]);
}
