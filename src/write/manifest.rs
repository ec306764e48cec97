//! The list of what we published: `.lectern-manifest`, in the published folder.
//!
//! One line says which form the list has; then a line for each file, by address: hash, space, address. It
//! depends on the published bytes alone.

use std::collections::BTreeMap;
use std::path::{Component, Path};

/// The manifest's own address.
pub const ADDRESS: &str = ".lectern-manifest";

const FIRST_LINE: &str = "lectern-manifest 1";

/// The first 128 bits of a file's BLAKE3 hash: `b3sum --length 16` prints the same.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Hash(u128);

/// What we published, by address.
pub type Manifest = BTreeMap<String, Hash>;

/// The hash of a file's bytes.
pub fn hash(bytes: &[u8]) -> Hash {
    let mut first = [0; 16];
    first.copy_from_slice(&blake3::hash(bytes).as_bytes()[..16]);
    Hash(u128::from_be_bytes(first))
}

/// The manifest as it is written.
pub fn to_text(files: &[(&str, Hash)]) -> String {
    let mut out = String::from(FIRST_LINE);
    out.push('\n');
    for (address, Hash(hash)) in files {
        out.push_str(&format!("{hash:032x} {address}\n"));
    }
    out
}

/// The manifest as it was written; nothing when it is not one of ours or was changed out of shape.
pub fn from_text(text: &str) -> Option<Manifest> {
    let mut lines = text.strip_suffix('\n')?.split('\n');
    if lines.next() != Some(FIRST_LINE) {
        return None;
    }
    let mut manifest = Manifest::new();
    for line in lines {
        let (hash, address) = line.split_once(' ')?;
        let is_hash = hash.len() == 32 && hash.bytes().all(|byte| byte.is_ascii_hexdigit());
        if !is_hash || !is_address(address) {
            return None;
        }
        manifest.insert(address.to_string(), Hash(u128::from_str_radix(hash, 16).ok()?));
    }
    Some(manifest)
}

/// Whether a file of ours may have this address: relative, normalised, inside the folder on every system, on
/// one line, and not the manifest's own.
pub fn is_address(address: &str) -> bool {
    let mut names = address.split('/');
    // Compared with the system's own reading of the path, in which `a\..` may be two steps and `c:` a disk.
    let reads_alike = Path::new(address)
        .components()
        .all(|part| matches!((part, names.next()), (Component::Normal(part), Some(name)) if part == name));
    reads_alike && names.next().is_none() && address != ADDRESS && !address.contains(char::is_control)
}
