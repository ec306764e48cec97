//! What has to be done so that the folder becomes the output, or why it can't be.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use rayon::prelude::*;

use super::folder::{Folder, Kind, folders_of};
use super::manifest::{self, Hash};
use super::target::Place;
use super::{Edited, Published, Refusal};
use crate::diagnostic::messages::publishing;
use crate::diagnostic::{Diagnostic, IoError};
use crate::output::Output;

/// The new folder, file by file.
pub struct Plan<'a> {
    /// One for each file except the manifest.
    pub jobs: Vec<Job<'a>>,
    /// Every folder that the files need, and the foreign ones; parents before children.
    pub folders: BTreeSet<PathBuf>,
    /// The new manifest.
    pub manifest_text: String,
    /// Whether the folder differs from the output at all.
    pub changes_anything: bool,
    /// What will have been done.
    pub published: Published,
}

/// How a file gets into the new folder.
pub enum Job<'a> {
    /// Ours, with new bytes.
    Write(&'a str, &'a [u8]),
    /// Ours, with the bytes that the published file has already.
    Same(&'a str, &'a [u8]),
    /// Somebody else's, by its path in the folder.
    Keep(&'a Path),
}

/// What became of a file of ours since it was published.
enum Fate {
    /// It isn't there: never published, or somebody removed it.
    Absent,
    /// It has the bytes that it should have now, whoever wrote them.
    Wanted,
    /// It has the bytes that we published.
    Ours,
    /// It has other bytes, or is no file any more.
    Edited,
}

/// Looks at every address before anything else is done: a slip of ours must not become a file outside.
///
/// # Errors
/// A finding for each address that would leave the folder, take the manifest's place, or be a folder too.
pub fn check_addresses(output: &Output, place: &Place) -> Result<(), Refusal> {
    let addresses = output.files.keys().map(String::as_str);
    let mut findings: Vec<Diagnostic> = addresses
        .filter(|address| !manifest::is_address(address))
        .map(|address| publishing::address_unfit(&place.shown(), address))
        .collect();
    for folder in folders_of(output.files.keys().map(String::as_str)) {
        if let Some(address) = folder.to_str().filter(|folder| output.files.contains_key(*folder)) {
            findings.push(publishing::address_is_folder(&place.shown_inside(address), address));
        }
    }
    if findings.is_empty() { Ok(()) } else { Err(Refusal::Findings(findings)) }
}

/// Compares the output with the folder, reading every file of ours in it.
///
/// # Errors
/// All findings about edited files and foreign ones in the way; [`IoError`] with verb `read`.
pub fn plan<'a>(
    output: &'a Output,
    before: &'a Folder,
    place: &Place,
    edited: Edited,
) -> Result<Plan<'a>, Refusal> {
    let files: Vec<(&str, &[u8])> =
        output.files.iter().map(|(address, bytes)| (address.as_str(), bytes.as_slice())).collect();
    let hashes: Vec<Hash> = files.par_iter().map(|(_, bytes)| manifest::hash(bytes)).collect();
    let gone: Vec<&str> =
        before.ours.keys().map(String::as_str).filter(|at| !output.files.contains_key(*at)).collect();
    let fates: Vec<Fate> = files
        .par_iter()
        .map(|(address, bytes)| (*address, Some(*bytes)))
        .chain(gone.par_iter().map(|address| (*address, None)))
        .map(|(address, wanted)| fate(address, wanted, before, place))
        .collect::<Result<_, IoError>>()?;

    let mut folders = folders_of(output.files.keys().map(String::as_str));
    let mut findings = in_the_way(output, &folders, before, place);
    if edited == Edited::Report {
        let addresses = files.iter().map(|(address, _)| *address).chain(gone.iter().copied());
        let edited = addresses.zip(&fates).filter(|(_, fate)| matches!(fate, Fate::Edited));
        findings.extend(edited.map(|(address, _)| publishing::edited(&place.shown_inside(address), address)));
    }
    if !findings.is_empty() {
        findings.sort_by(|one, other| one.path.cmp(&other.path));
        return Err(Refusal::Findings(findings));
    }

    folders.extend(before.foreign_folders.iter().cloned());
    let hashed: Vec<(&str, Hash)> = files.iter().map(|(address, _)| *address).zip(hashes).collect();
    let manifest_text = manifest::to_text(&hashed);
    let ours = files.iter().zip(&fates).map(|((address, bytes), fate)| match fate {
        Fate::Wanted => Job::Same(address, bytes),
        Fate::Absent | Fate::Ours | Fate::Edited => Job::Write(address, bytes),
    });
    let jobs: Vec<Job> = ours.chain(before.foreign.iter().map(|path| Job::Keep(path))).collect();
    let n_written = jobs.iter().filter(|job| matches!(job, Job::Write(..))).count();
    let published = Published {
        n_files: files.len(),
        n_written,
        n_unchanged: files.len() - n_written,
        n_removed: gone.len(),
        n_kept: before.foreign.len(),
    };
    let changes_anything = n_written > 0 || !gone.is_empty() || manifest_text != before.manifest_text;
    Ok(Plan { jobs, folders, manifest_text, changes_anything, published })
}

/// `wanted` are the bytes that the file should have now; none when its page is gone.
///
/// The bytes are read, whatever size and time say: an edit that keeps both is still somebody's work.
fn fate(address: &str, wanted: Option<&[u8]>, before: &Folder, place: &Place) -> Result<Fate, IoError> {
    match before.ours.get(address) {
        None => return Ok(Fate::Absent),
        Some(Kind::Other) => return Ok(Fate::Edited),
        Some(Kind::File) => {}
    }
    let path = place.folder.join(address);
    let found = std::fs::read(&path).map_err(IoError::new("read", &path))?;
    Ok(if wanted == Some(found.as_slice()) {
        Fate::Wanted
    } else if before.manifest.get(address) == Some(&manifest::hash(&found)) {
        Fate::Ours
    } else {
        Fate::Edited
    })
}

/// Foreign files where one of our files or folders belongs, and foreign folders where one of our files does.
fn in_the_way(
    output: &Output,
    folders: &BTreeSet<PathBuf>,
    before: &Folder,
    place: &Place,
) -> Vec<Diagnostic> {
    let mut findings = Vec::new();
    for path in before.foreign.iter().chain(&before.foreign_folders) {
        let Some(address) = super::folder::address_of(path) else { continue };
        let is_file = before.foreign.contains(path);
        if output.files.contains_key(&address) || is_file && folders.contains(path) {
            findings.push(publishing::in_the_way(&place.shown_inside(&address), &address));
        }
    }
    findings
}
