//! `lectern rename`: another name, and every reference to it.

use super::answer::{Answer, Surroundings};
use super::edit::{self, Mode};
use super::flags::{Common, EditKind};
use crate::rename::{self, Renaming, Trace};
use crate::text::plural;

/// What was typed.
pub struct Asked {
    /// What it is.
    pub kind: EditKind,
    /// Its name.
    pub old: String,
    /// The name that it is to have.
    pub new: String,
    /// Its slug, where it isn't made of the title.
    pub slug: Option<String>,
    /// Its title, where that isn't the name.
    pub title: Option<String>,
    /// Reword prose.
    pub prose: bool,
    /// Leave nothing of the old name.
    pub forget: bool,
}

/// Shows the edit, and makes it.
///
/// # Errors
/// Wrong usage: a name that nothing bears, or that something else bears. What forbids the edit. The machine's failure.
pub fn run(
    common: &Common,
    surroundings: &Surroundings,
    asked: &Asked,
    mode: Mode,
) -> Result<Answer, Answer> {
    let before = edit::read(common, surroundings)?;
    let site = &before.site;
    let renaming = Renaming {
        name: &asked.new,
        slug: asked.slug.as_deref(),
        title: asked.title.as_deref(),
        trace: if asked.forget { Trace::Forget } else { Trace::Leave },
        prose: asked.prose,
    };
    let plan = match asked.kind.document() {
        Some(kind) => {
            let doc = rename::find(site, kind, &asked.old)?;
            rename::rename(site, doc, &renaming)?
        }
        None if asked.prose || asked.title.is_some() => {
            let help = "leave `--prose` and `--title` out".to_owned();
            return Err(Answer::wrong("only entries, articles and pages have a title", &[help]));
        }
        None => rename::rename_heading(site, &asked.old, &renaming)?,
    };
    let done =
        format!("renamed `{}` to `{}`, {}", asked.old, asked.new, plural(plan.n_references, "reference"));
    edit::run(common, surroundings, &before, &plan, &done, mode)
}
