//! `lectern init`: a small complete site to start from.

use std::path::Path;

use super::answer::Answer;
use super::flags::Common;
use crate::scaffold::{self, Release};
use crate::text::plural;
use crate::write::{self, Created};

/// Writes the site into `dir`, which is absent or empty.
///
/// # Errors
/// Wrong usage: the folder holds something. The machine's failure.
pub fn run(common: &Common, dir: &Path) -> Result<Answer, Answer> {
    let release = Release::own();
    let files = scaffold::site(release);
    match write::create_site(dir, &files).map_err(|err| Answer::machine(&err))? {
        Created::New => {}
        Created::Taken => {
            let message = format!("`{}` is not empty", dir.display());
            return Err(Answer::wrong(&message, &["name a folder that is absent or empty".to_owned()]));
        }
    }
    let mut answer = Answer::default();
    if !common.quiet {
        answer.say(&format!("wrote {} into {}", plural(files.len(), "file"), dir.display()));
        answer.say(&format!("to build the site: `lectern build --root {}`", dir.display()));
        answer.say("it explains itself: begin with README.md");
        if release.is_none() {
            answer.say(
                "before you publish it: say in both files of .github/workflows where Lectern is released",
            );
        }
    }
    Ok(answer)
}
