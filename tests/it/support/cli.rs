//! The real program in a folder of its own.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use tempfile::TempDir;

/// A folder for one test.
pub struct Folder {
    dir: TempDir,
}

/// What a run of the program left behind.
pub struct Run {
    pub stdout: String,
    pub stderr: String,
    pub code: i32,
}

impl Folder {
    /// The files of `fixture`: each after a line `//- path`.
    pub fn new(fixture: &str) -> Folder {
        let folder = Folder { dir: TempDir::new().expect("the system has a folder for temporary files") };
        for file in fixture.split("//- ").skip(1) {
            let (path, text) = file.split_once('\n').unwrap_or((file, ""));
            folder.write(path.trim(), text);
        }
        folder
    }

    /// Writes a file and the folders above it.
    pub fn write(&self, path: &str, bytes: impl AsRef<[u8]>) {
        let path = self.path(path);
        fs::create_dir_all(path.parent().expect("a file lies in a folder")).expect("the folder can be made");
        fs::write(path, bytes).expect("the file can be written");
    }

    /// A file's text; empty where there is none.
    pub fn read(&self, path: &str) -> String {
        fs::read_to_string(self.path(path)).unwrap_or_default()
    }

    /// The full path of one in the folder.
    pub fn path(&self, path: &str) -> PathBuf {
        self.dir.path().join(path)
    }

    /// Every file below `path`, from there, in order.
    pub fn files(&self, path: &str) -> Vec<String> {
        let mut out = Vec::new();
        list(&self.path(path), "", &mut out);
        out.sort();
        out
    }

    /// Runs the program in the folder, without any variable of the environment.
    pub fn run(&self, arguments: &[&str]) -> Run {
        self.run_with(arguments, &[])
    }

    /// The same with variables.
    pub fn run_with(&self, arguments: &[&str], variables: &[(&str, &str)]) -> Run {
        self.run_in("", arguments, variables)
    }

    /// The same in a folder below.
    pub fn run_in(&self, below: &str, arguments: &[&str], variables: &[(&str, &str)]) -> Run {
        let mut command = Command::new(env!("CARGO_BIN_EXE_lectern"));
        command.args(arguments).env_clear().envs(variables.iter().copied()).current_dir(self.path(below));
        self.output(&mut command)
    }

    /// Runs the program as somebody who owns all of the folder, but may do only what permissions say.
    pub fn run_bound(&self, arguments: &[&str]) -> Run {
        let mut command = Command::new(env!("CARGO_BIN_EXE_lectern"));
        command.args(arguments).env_clear().current_dir(self.dir.path());
        bind(&mut command, self.dir.path());
        self.output(&mut command)
    }

    fn output(&self, command: &mut Command) -> Run {
        let output = command.output().expect("the program starts");
        let text = |bytes: &[u8]| {
            let text = String::from_utf8(bytes.to_vec()).expect("the program writes UTF-8");
            without_times(&text.replace(&self.dir.path().display().to_string(), "[DIR]"))
        };
        Run {
            stdout: text(&output.stdout),
            stderr: text(&output.stderr),
            code: output.status.code().expect("no signal ends the program"),
        }
    }

    /// One run after the other as a terminal would show them, standard output first.
    pub fn transcript(&self, runs: &[&[&str]]) -> String {
        let mut out = String::new();
        for arguments in runs {
            let run = self.run(arguments);
            out.push_str(&format!("$ lectern {}\n{}", arguments.join(" "), run.stdout));
            if !run.stderr.is_empty() {
                out.push_str(&format!("-- stderr\n{}", run.stderr));
            }
            out.push_str(&format!("-- exit {}\n", run.code));
        }
        out
    }
}

/// Lets somebody run it who is no administrator, to whom permissions say nothing. The folder becomes that person's.
pub fn bind(command: &mut Command, folder: &Path) {
    #[cfg(unix)]
    {
        use std::os::unix::fs::lchown;
        use std::os::unix::process::CommandExt;
        /// Everywhere nobody's.
        const NOBODY: u32 = 65534;
        if rustix::process::geteuid().is_root() {
            for entry in walkdir::WalkDir::new(folder) {
                let entry = entry.expect("the folder can be walked");
                lchown(entry.path(), Some(NOBODY), Some(NOBODY)).expect("an administrator may");
            }
            command.uid(NOBODY).gid(NOBODY);
        }
    }
    #[cfg(not(unix))]
    let _ = (command, folder);
}

/// The same with every number of milliseconds as `N`.
fn without_times(text: &str) -> String {
    let mut pieces = text.split(" ms");
    let mut out = pieces.next().unwrap_or_default().to_owned();
    for piece in pieces {
        let stem = out.trim_end_matches(|ch: char| ch.is_ascii_digit()).len();
        if stem < out.len() {
            out.truncate(stem);
            out.truncate(out.trim_end().len());
            out.push_str(" N");
        }
        out.push_str(" ms");
        out.push_str(piece);
    }
    out
}

fn list(folder: &Path, before: &str, out: &mut Vec<String>) {
    for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
        let name = format!("{before}{}", entry.file_name().to_string_lossy());
        match entry.path().is_dir() {
            true => list(&entry.path(), &format!("{name}/"), out),
            false => out.push(name),
        }
    }
}
