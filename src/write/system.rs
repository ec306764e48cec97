//! What differs between operating systems: exchanging two folders, and which file a file is.

use std::fs::Metadata;
use std::io;
use std::path::Path;

/// Lets the folders `one` and `other` change places, so that nobody ever sees either missing.
///
/// # Errors
/// Kind `Unsupported` where the system or the file system has no such step.
#[cfg(any(target_os = "linux", target_os = "android", target_vendor = "apple"))]
pub fn exchange(one: &Path, other: &Path) -> io::Result<()> {
    use rustix::fs::{CWD, RenameFlags, renameat_with};
    use rustix::io::Errno;
    match renameat_with(CWD, one, CWD, other, RenameFlags::EXCHANGE) {
        Ok(()) => Ok(()),
        Err(Errno::INVAL | Errno::NOSYS | Errno::NOTSUP) => Err(io::ErrorKind::Unsupported.into()),
        Err(errno) => Err(errno.into()),
    }
}

/// There is no such step here.
#[cfg(not(any(target_os = "linux", target_os = "android", target_vendor = "apple")))]
pub fn exchange(_one: &Path, _other: &Path) -> io::Result<()> {
    Err(io::ErrorKind::Unsupported.into())
}

/// Moves `from` to `to`, where nothing stands.
///
/// # Errors
/// Kind `AlreadyExists` where something does; on systems that can't ask, a folder with files in it or a file
/// where a folder should go is an error all the same.
pub fn move_to_free(from: &Path, to: &Path) -> io::Result<()> {
    #[cfg(any(target_os = "linux", target_os = "android", target_vendor = "apple"))]
    {
        use rustix::fs::{CWD, RenameFlags, renameat_with};
        use rustix::io::Errno;
        match renameat_with(CWD, from, CWD, to, RenameFlags::NOREPLACE) {
            Err(Errno::INVAL | Errno::NOSYS | Errno::NOTSUP) => {}
            result => return result.map_err(io::Error::from),
        }
    }
    match to.symlink_metadata() {
        Ok(_) => Err(io::ErrorKind::AlreadyExists.into()),
        Err(_) => std::fs::rename(from, to),
    }
}

/// Which file or folder this is, whatever it is called: device and inode. Nothing where the system has no such
/// numbers.
#[cfg(unix)]
pub fn identity(metadata: &Metadata) -> Option<(u64, u64)> {
    use std::os::unix::fs::MetadataExt;
    Some((metadata.dev(), metadata.ino()))
}

/// Not known here.
#[cfg(not(unix))]
pub fn identity(_metadata: &Metadata) -> Option<(u64, u64)> {
    None
}

/// The disk on which it lies. Nothing where the system has no such number.
pub fn disk(metadata: &Metadata) -> Option<u64> {
    identity(metadata).map(|(device, _)| device)
}

/// Makes a symbolic link at `at` that says the same as the one at `link`.
///
/// # Errors
/// Kind `Unsupported` where links are of several kinds and can't be told apart.
pub fn copy_link(link: &Path, at: &Path) -> io::Result<()> {
    let leads_to = std::fs::read_link(link)?;
    #[cfg(unix)]
    return std::os::unix::fs::symlink(leads_to, at);
    #[cfg(not(unix))]
    return Err(io::Error::new(
        io::ErrorKind::Unsupported,
        format!("{} to {}", at.display(), leads_to.display()),
    ));
}
