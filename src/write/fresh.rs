//! Files of a site's own folder that aren't there yet: what `new` and `init` write. Nothing is ever replaced.

use std::fs::{self, OpenOptions};
use std::io::{self, Write};
use std::path::Path;

use crate::diagnostic::IoError;

/// What became of something that was to be created.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Created {
    /// It is there now.
    New,
    /// Something was there before, and is as it was.
    Taken,
}

/// Writes a file, and the folders above it where they are missing.
///
/// # Errors
/// [`IoError`] with verb `create` or `write`; a file that could not be written whole is removed again.
pub fn create_file(path: &Path, bytes: &[u8]) -> Result<Created, IoError> {
    if let Some(folder) = path.parent() {
        fs::create_dir_all(folder).map_err(IoError::new("create", folder))?;
    }
    // `create_new` follows no symbolic link, and two of us can't both succeed.
    let mut file = match OpenOptions::new().write(true).create_new(true).open(path) {
        Ok(file) => file,
        Err(err) if err.kind() == io::ErrorKind::AlreadyExists => return Ok(Created::Taken),
        Err(err) => return Err(IoError::new("create", path)(err)),
    };
    if let Err(err) = file.write_all(bytes) {
        drop(file);
        // What failed first is what the author has to hear of.
        let _ = fs::remove_file(path);
        return Err(IoError::new("write", path)(err));
    }
    Ok(Created::New)
}

/// Writes files, by their paths from `folder`, into a folder that is absent or empty; a `.git` in it does no harm,
/// for whoever starts from an empty repository.
///
/// # Errors
/// [`IoError`] with verb `read`, `create` or `write`.
pub fn create_site(folder: &Path, files: &[(String, String)]) -> Result<Created, IoError> {
    match fs::read_dir(folder) {
        Ok(entries) => {
            for entry in entries {
                let entry = entry.map_err(IoError::new("read", folder))?;
                if entry.file_name() != ".git" {
                    return Ok(Created::Taken);
                }
            }
        }
        Err(err) if err.kind() == io::ErrorKind::NotFound => {}
        Err(err) if err.kind() == io::ErrorKind::NotADirectory => return Ok(Created::Taken),
        Err(err) => return Err(IoError::new("read", folder)(err)),
    }
    for (path, text) in files {
        if create_file(&folder.join(path), text.as_bytes())? == Created::Taken {
            return Ok(Created::Taken);
        }
    }
    Ok(Created::New)
}
