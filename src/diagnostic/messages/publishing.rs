//! What can be said about the output folder.

use std::path::Path;
use std::sync::Arc;

use crate::diagnostic::Diagnostic;

/// The output folder is a disk's root, or a disk is mounted on it.
pub fn target_is_disk(target: &Arc<str>) -> Diagnostic {
    Diagnostic::new("output-folder", target, None, format!("the output folder `{target}` is a disk's root"))
        .help("choose a folder of its own, such as `public`")
}

/// The output folder is `what`, or a folder around it.
pub fn target_holds(target: &Arc<str>, what: &str) -> Diagnostic {
    Diagnostic::new("output-folder", target, None, format!("the output folder `{target}` holds {what}"))
        .help("choose a folder of its own, such as `public`")
}

/// The output folder is `source`, a folder from which the site is made, or lies in it.
pub fn target_in_sources(target: &Arc<str>, source: &str) -> Diagnostic {
    let message = format!("the output folder `{target}` lies in `{source}/`, from which the site is made");
    Diagnostic::new("output-folder", target, None, message)
        .help("choose a folder of its own, such as `public`")
}

/// The output folder is a symbolic link, and leads to `real`.
pub fn target_is_link(target: &Arc<str>, real: &Path) -> Diagnostic {
    let message = format!("the output folder `{target}` is a symbolic link");
    Diagnostic::new("output-folder", target, None, message)
        .help(format!("if you mean `{}`, give that path", real.display()))
}

/// A folder above the output folder is a symbolic link. `real` is where all of it leads.
pub fn target_through_link(target: &Arc<str>, link: &Path, real: &Path) -> Diagnostic {
    let message =
        format!("the output folder `{target}` is reached through the symbolic link `{}`", link.display());
    Diagnostic::new("output-folder", target, None, message)
        .help(format!("if you mean `{}`, give that path", real.display()))
}

/// A file stands where the output folder should.
pub fn target_is_file(target: &Arc<str>) -> Diagnostic {
    Diagnostic::new("output-folder", target, None, format!("the output folder `{target}` is a file"))
        .help("move the file away, or choose another folder")
}

/// The folder has files but no manifest.
pub fn target_is_foreign(target: &Arc<str>) -> Diagnostic {
    let message = format!("the output folder `{target}` has files in it, but Lectern has not written there");
    Diagnostic::new("output-folder", target, None, message).help("empty the folder, or choose another")
}

/// Another disk is mounted in the output folder.
pub fn disk_in_target(folder: &Arc<str>) -> Diagnostic {
    Diagnostic::new("output-folder", folder, None, format!("`{folder}` is a disk's root"))
        .help("a folder that is published must lie on one disk")
}

/// The manifest was changed, or written by a version that writes another form.
pub fn manifest_unreadable(manifest: &Arc<str>) -> Diagnostic {
    let message = "this version of Lectern can't tell from its list which files here are its own";
    Diagnostic::new("output-folder", manifest, None, message.to_string())
        .help("empty the folder and build again, or use the version that wrote it")
}

/// A name beside the output folder that the program needs belongs to somebody else.
pub fn sibling_is_foreign(sibling: &Arc<str>) -> Diagnostic {
    let message = format!("Lectern needs the name `{sibling}`, but something else bears it");
    Diagnostic::new("output-folder", sibling, None, message).help("move it away")
}

/// An interrupted switch has left the published folder in the staging folder, and another took its place.
pub fn set_aside(target: &Arc<str>, staging: &Arc<str>) -> Diagnostic {
    let message = format!("`{staging}` still has the published site, and `{target}` has been made since");
    Diagnostic::new("output-folder", target, None, message)
        .help(format!("move `{target}` away and build again: the site comes back first"))
}

/// An address that is no file in the folder: it leads out of it, or takes the manifest's place.
pub fn address_unfit(target: &Arc<str>, address: &str) -> Diagnostic {
    Diagnostic::new("output-folder", target, None, format!("`{address}` can't be the address of a file"))
        .help("rename the file or page from which it is made")
}

/// One address is a file and the beginning of another address.
pub fn address_is_folder(path: &Arc<str>, address: &str) -> Diagnostic {
    Diagnostic::new("output-folder", path, None, format!("`{address}` would be a file and a folder"))
        .help("rename the file or page from which it is made")
}

/// A published file has other bytes than those that were published.
pub fn edited(path: &Arc<str>, address: &str) -> Diagnostic {
    let message = format!("`{address}` has been edited since it was published");
    Diagnostic::new("edited-output", path, None, message)
        .help("make the change where the page comes from; `--force` gives this one up")
}

/// A foreign file or folder stands where one of ours belongs.
pub fn in_the_way(path: &Arc<str>, address: &str) -> Diagnostic {
    let message = format!("`{address}` belongs to the site, but something else stands there");
    Diagnostic::new("output-folder", path, None, message).help("move it away, or rename the page")
}
