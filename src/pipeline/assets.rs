//! Files that are published as they are: the theme's, and the site's own over them.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::diagnostic::{Diagnostic, messages};
use crate::load::Sources;
use crate::{render, resolve};

/// Files that are published as they are, by address, each with its path. Two of the site's own at one address are
/// reported; one of the site's own in place of the theme's is meant.
pub(super) fn assets(sources: &Sources, out: &mut Vec<Diagnostic>) -> BTreeMap<String, Arc<str>> {
    let mut taken: BTreeMap<String, &Arc<str>> = BTreeMap::new();
    for path in sources.assets.keys() {
        let Some(address) = published(path) else { continue };
        if let Some(other) = taken.insert(resolve::fold_address(address), path) {
            out.push(messages::site::duplicate_address(path, None, address, other));
        }
    }
    for path in sources.assets.keys() {
        if let Some(address) = published(path).filter(|address| address.starts_with("_lectern/")) {
            out.push(messages::site::duplicate_address(path, None, address, "the preview"));
        }
    }
    let theme =
        render::theme::FILES.iter().filter_map(|file| Some((published(file.path)?, file.path.into())));
    let own = sources.assets.keys().filter_map(|path| Some((published(path)?, path.clone())));
    theme.chain(own).map(|(address, path)| (address.to_owned(), path)).collect()
}

/// Published files by their addresses: the theme's, the site's own over them, and images of `content/`.
pub(super) fn asset_files(sources: &Sources) -> impl Iterator<Item = (&str, &[u8])> {
    let theme = render::theme::FILES.iter();
    let theme = theme.filter_map(|file| Some((published(file.path)?, file.bytes)));
    let own = sources.assets.iter().filter_map(|(path, bytes)| Some((published(path)?, &bytes[..])));
    theme.chain(own)
}

/// Where a file is published that goes out as it is.
fn published(path: &str) -> Option<&str> {
    path.strip_prefix("static/").or_else(|| path.strip_prefix("content/"))
}
