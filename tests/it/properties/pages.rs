//! Every page of every site at hand is sound.

use std::fs;
use std::path::Path;

use lectern::diagnostic::Outcome;
use lectern::load::load;
use lectern::pipeline::{Request, build, has_errors};

use crate::sound::faults;
use crate::support::findings;

fn check(root: &Path) {
    let sources = load(root).unwrap();
    let Outcome { value: built, diagnostics } = build(&sources, &Request::default());
    assert!(!has_errors(&diagnostics), "{}", findings(&diagnostics, &sources));
    assert_eq!(faults(&built, &sources), Vec::<String>::new(), "{}", root.display());
    assert!(built.output.files.len() > 3, "{}", root.display());
}

#[test]
fn every_page_of_the_reader_in_this_repository_is_sound() {
    check(Path::new(env!("CARGO_MANIFEST_DIR")));
}

#[test]
fn every_page_of_the_test_sites_is_sound() {
    let sites = fs::read_dir(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/sites")).unwrap();
    let mut n_sites = 0;
    for site in sites {
        check(&site.unwrap().path());
        n_sites += 1;
    }
    assert!(n_sites > 0);
}
