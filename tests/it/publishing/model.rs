//! Any old site, any edits, any files of other people, any new site: the folder is what the promise says.

use std::collections::BTreeSet;

use proptest::prelude::*;

use super::*;

/// What somebody does in the published folder between two builds.
#[derive(Clone, Debug)]
enum Deed {
    Put(String),
    MakeFolder(String),
    Delete(String),
}

fn address() -> impl Strategy<Value = String> {
    prop::collection::vec(prop::sample::select(vec!["a", "b", "c", "é"]), 1..4)
        .prop_map(|names| names.join("/"))
}

/// Files of which none is a folder of another.
fn site() -> impl Strategy<Value = BTreeMap<String, String>> {
    let text = prop::sample::select(vec!["", "one", "two"]).prop_map(str::to_string);
    prop::collection::btree_map(address(), text, 0..8).prop_map(|files| {
        let addresses: Vec<String> = files.keys().cloned().collect();
        let is_folder = |at: &str| addresses.iter().any(|other| other.starts_with(&format!("{at}/")));
        files.into_iter().filter(|(at, _)| !is_folder(at)).collect()
    })
}

fn deed() -> impl Strategy<Value = Deed> {
    prop_oneof![
        address().prop_map(Deed::Put),
        address().prop_map(Deed::MakeFolder),
        address().prop_map(Deed::Delete)
    ]
}

/// Does it if it can be done; a folder isn't deleted.
fn carry_out(deed: &Deed, public: &Path) {
    match deed {
        Deed::Put(path) => {
            let path = public.join(path);
            if fs::create_dir_all(path.parent().unwrap()).is_ok() {
                fs::write(path, "by hand").unwrap_or_default();
            }
        }
        Deed::MakeFolder(path) => fs::create_dir_all(public.join(path)).unwrap_or_default(),
        Deed::Delete(path) => fs::remove_file(public.join(path)).unwrap_or_default(),
    }
}

fn as_output(files: &BTreeMap<String, String>) -> Output {
    Output { files: files.iter().map(|(at, text)| (at.clone(), text.clone().into_bytes().into())).collect() }
}

fn folders_of(path: &str) -> impl Iterator<Item = &str> {
    path.match_indices('/').map(|(at, _)| &path[..at])
}

/// The folder that the promise describes, or the paths that a finding must name.
fn promised(
    old: &BTreeMap<String, String>,
    found: &BTreeMap<String, Entry>,
    new: &BTreeMap<String, String>,
    edited: Edited,
) -> Result<BTreeMap<String, Entry>, BTreeSet<String>> {
    let old_folders: BTreeSet<&str> = old.keys().flat_map(|at| folders_of(at)).collect();
    let mut kept: BTreeMap<String, Entry> = BTreeMap::new();
    let mut named = BTreeSet::new();
    for (path, entry) in found {
        match entry {
            Entry::Folder if old_folders.contains(path.as_str()) => continue,
            Entry::File(bytes) if old.contains_key(path) => {
                let is_ours = old[path].as_bytes() == bytes;
                let is_wanted = new.get(path).is_some_and(|text| text.as_bytes() == bytes);
                if !is_ours && !is_wanted && edited == Edited::Report {
                    named.insert(path.clone());
                }
                continue;
            }
            _ => {}
        }
        kept.extend(folders_of(path).map(|folder| (folder.to_string(), Entry::Folder)));
        kept.insert(path.clone(), entry.clone());
    }
    for (path, entry) in &kept {
        let is_folder_of_new = new.keys().any(|at| at.starts_with(&format!("{path}/")));
        if new.contains_key(path) || is_folder_of_new && *entry != Entry::Folder {
            named.insert(path.clone());
        }
    }
    if !named.is_empty() {
        return Err(named);
    }
    let mut manifest = String::from("lectern-manifest 1\n");
    for (at, text) in new {
        kept.extend(folders_of(at).map(|folder| (folder.to_string(), Entry::Folder)));
        kept.insert(at.clone(), Entry::File(text.clone().into_bytes()));
        manifest += &format!("{} {at}\n", &blake3::hash(text.as_bytes()).to_hex()[..32]);
    }
    kept.insert(".lectern-manifest".into(), Entry::File(manifest.into_bytes()));
    Ok(kept)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 300, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn the_folder_is_the_output_and_what_others_keep_there(
        old in site(),
        deeds in prop::collection::vec(deed(), 0..4),
        new in site(),
        edited in prop::sample::select(vec![Edited::Report, Edited::Replace]),
        switch in prop::sample::select(vec![Switch::Best, Switch::Journal]),
    ) {
        let site = Site::new();
        let public = site.public();
        publish(&as_output(&old), &site.target(&public), Edited::Report).unwrap();
        for deed in &deeds {
            carry_out(deed, &public);
        }
        let mut found = tree(&public);
        let manifest = found.remove(".lectern-manifest").unwrap();
        let result = publish_watched(&as_output(&new), &site.target(&public), edited, switch, &|_| ());
        match (result, promised(&old, &found, &new, edited)) {
            (Ok(published), Ok(promised)) => {
                prop_assert_eq!(tree(&public), promised);
                prop_assert_eq!(published.n_files, new.len());
                let n_wanted = new.iter().filter(|(at, text)| {
                    old.contains_key(*at) && found.get(*at) == Some(&Entry::File(text.as_bytes().to_vec()))
                });
                prop_assert_eq!(published.n_unchanged, n_wanted.count());
                prop_assert_eq!(published.n_written, new.len() - published.n_unchanged);
            }
            (Err(Refusal::Findings(findings)), Err(named)) => {
                let paths = findings.iter().map(|finding| finding.path.strip_prefix("public/").unwrap());
                prop_assert_eq!(paths.map(str::to_string).collect::<BTreeSet<_>>(), named);
                found.insert(".lectern-manifest".into(), manifest);
                prop_assert_eq!(tree(&public), found);
            }
            (result, promised) => prop_assert!(false, "{result:?}, but promised {promised:?}"),
        }
        prop_assert_eq!(site.siblings(), Vec::<String>::new());
    }
}
