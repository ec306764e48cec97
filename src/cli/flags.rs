//! What may be typed.

use std::path::PathBuf;

use clap::{Parser, Subcommand, ValueEnum};

use crate::parse::Kind;
use crate::parse::meta::NameKind;

/// Turns a folder of Markdown and a glossary into a cross-linked, checked reader.
#[derive(Debug, Parser)]
#[command(name = "lectern", version, about, max_term_width = 100, propagate_version = true)]
#[command(disable_help_subcommand = true)]
pub struct Flags {
    /// What to do; without a command the site is built.
    #[command(subcommand)]
    pub command: Option<Command>,
    /// Everything that holds for several commands.
    #[command(flatten)]
    pub common: Common,
}

/// Flags of several commands.
#[derive(Clone, Debug, clap::Args)]
pub struct Common {
    /// The site's folder, with `site.toml`.
    #[arg(short, long, global = true, value_name = "DIR", default_value = ".")]
    pub root: PathBuf,
    /// Where the built site goes, from the current folder [default: `public` in the site's folder].
    #[arg(short, long, global = true, value_name = "DIR")]
    pub output_dir: Option<PathBuf>,
    /// The address at which the site will stand, in place of that in `site.toml`.
    #[arg(short = 'u', long, global = true, value_name = "URL")]
    pub base_url: Option<String>,
    /// The address of the repository with the site's sources, in place of that in `site.toml`.
    #[arg(long, global = true, value_name = "URL")]
    pub repository: Option<String>,
    /// Build drafts too.
    #[arg(long, global = true)]
    pub drafts: bool,
    /// Take warnings for errors.
    #[arg(long, global = true)]
    pub strict: bool,
    /// Replace published files that somebody edited.
    #[arg(long, global = true)]
    pub force: bool,
    /// How findings are written.
    #[arg(long, global = true, value_enum, default_value = "text", value_name = "FORMAT")]
    pub format: FormatFlag,
    /// Say nothing but findings.
    #[arg(short, long, global = true, conflicts_with = "verbose")]
    pub quiet: bool,
    /// Say more: every stage, what was left out.
    #[arg(short, long, global = true)]
    pub verbose: bool,
    /// Whether to use colours.
    #[arg(long, global = true, value_enum, default_value = "auto", value_name = "WHEN")]
    pub color: ColourFlag,
}

/// The commands.
#[derive(Clone, Debug, Subcommand)]
pub enum Command {
    /// Build the site.
    Build,
    /// Show the site on this machine, and follow every edit.
    Serve {
        /// The port [default: the first free one from 4600 on].
        #[arg(short, long, value_name = "N")]
        port: Option<u16>,
        /// Open a browser.
        #[arg(long)]
        open: bool,
    },
    /// Run every check and write nothing, unless told to mend.
    Check {
        /// The folder with the articles' texts, `KEY.txt` each: quotations are looked up in them.
        #[arg(long, value_name = "DIR")]
        sources: Option<PathBuf>,
        /// Show what can be mended by itself, as a diff, and ask whether to change the files.
        #[arg(long)]
        fix: bool,
        /// Don't ask: change the files. Where nobody can be asked, as in a script, they stay as they are without it.
        #[arg(short, long, requires = "fix")]
        yes: bool,
    },
    /// Prove every quotation in its source and write `quotes.lock`.
    Quotes {
        /// The folder with the articles' texts, `KEY.txt` each.
        #[arg(long, value_name = "DIR")]
        sources: PathBuf,
    },
    /// Remember in `anchors.lock` which addresses and anchors are published.
    Anchors {
        /// What may be lost: `ADDRESS` or `ADDRESS#ID`, as a finding names it.
        #[arg(long, value_name = "PLACE")]
        forget: Vec<String>,
    },
    /// Say what differs on the site since a revision of git, by meaning.
    Diff {
        /// The revision: a branch, a tag, a commit [default: HEAD].
        #[arg(value_name = "REV", conflicts_with = "from")]
        rev: Option<String>,
        /// Another folder with the site as it was, in place of a revision.
        #[arg(long, value_name = "DIR")]
        from: Option<PathBuf>,
    },
    /// Say why a word is or isn't linked.
    Explain {
        /// The file and the line: `content/articles/a.md:12`.
        #[arg(value_name = "FILE:LINE")]
        place: String,
        /// The word or words.
        term: String,
    },
    /// List terms that have no entry, and forms that entries lack.
    Suggest {
        /// The folder with the articles' texts, `KEY.txt` each: they are looked through too.
        #[arg(long, value_name = "DIR")]
        sources: Option<PathBuf>,
        /// How many to list.
        #[arg(long, value_name = "N", default_value_t = 20)]
        limit: usize,
    },
    /// Write a new concept, article or name, ready to be filled in, and print its path.
    New {
        /// What it is.
        #[arg(value_enum, value_name = "WHAT")]
        kind: NewKind,
        /// Its title.
        title: String,
        /// What bears the name; a person, if it isn't said.
        #[arg(long = "kind", value_enum, value_name = "KIND")]
        name_kind: Option<NameKindFlag>,
    },
    /// Write a small complete site to start from.
    Init {
        /// An absent or empty folder.
        dir: PathBuf,
    },
    /// Give a concept, a name, an article, a page or a heading another name, and take every reference along.
    ///
    /// The edit is shown as a diff and then made: all files or none. What readers see of a link stays as it was; the
    /// old address sends them on, and the old title is kept as an alias, so that prose which says it stays linked. A
    /// renaming back to the last name takes both away again. No version control is asked: the diff can be kept and
    /// taken back with `git apply --reverse`, and a file that changes meanwhile stops the whole edit.
    Rename {
        /// What it is.
        #[arg(value_enum, value_name = "KIND")]
        kind: EditKind,
        /// Its slug or its title; of a heading, PAGE#ID.
        #[arg(value_name = "OLD")]
        old: String,
        /// A title, of which the slug is made; or a slug alone, and the title stays.
        #[arg(value_name = "NEW")]
        new: String,
        /// A slug other than the one that is made of the title.
        #[arg(long, value_name = "SLUG")]
        slug: Option<String>,
        /// The title, where NEW is a slug.
        #[arg(long, value_name = "TITLE")]
        title: Option<String>,
        /// Reword prose that says the old title too, outside quotations.
        #[arg(long)]
        prose: bool,
        /// Leave neither a redirect nor an alias.
        #[arg(long)]
        forget: bool,
        /// Show what would be changed, and change nothing.
        #[arg(long)]
        dry_run: bool,
    },
    /// Make one entry, article, page or section of two: what leads to FROM leads to INTO, which has the text of both.
    ///
    /// The edit is shown as a diff and then made: all files or none. The address of FROM sends readers on. Its text comes
    /// after that of INTO, each article's use under that article's heading, and wants reading again. Words, relations and
    /// front matter are united; what can't be is said. Of two headings on one page, the one goes, and its id goes on leading
    /// there.
    Merge {
        /// What both are.
        #[arg(value_enum, value_name = "KIND")]
        kind: EditKind,
        /// The slug or title of the one that goes; of a heading, PAGE#ID.
        #[arg(value_name = "FROM")]
        from: String,
        /// The slug or title of the one that stays; of a heading, PAGE#ID.
        #[arg(value_name = "INTO")]
        into: String,
        /// Show what would be changed, and change nothing.
        #[arg(long)]
        dry_run: bool,
    },
    /// Remove what was built.
    Clean,
    /// Print completions for a shell.
    Completions {
        /// The shell.
        shell: clap_complete::Shell,
    },
    /// Say what a finding means or how a command is used; without either, list them all.
    Help {
        /// The code of a finding, such as `unknown-entry`, or a command.
        #[arg(value_name = "CODE|COMMAND")]
        topic: Option<String>,
    },
}

/// What `new` writes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum NewKind {
    /// A concept of the glossary.
    Concept,
    /// An article's summary.
    Article,
    /// A person, place, institution, event or work.
    Name,
}

/// What `rename` renames and `merge` merges.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum EditKind {
    /// A concept of the glossary.
    Concept,
    /// A person, place, institution, event or work.
    Name,
    /// An article's summary.
    Article,
    /// A page of its own.
    Page,
    /// A heading in any of them.
    Heading,
}

impl EditKind {
    /// The kind of document; none for a heading.
    pub fn document(self) -> Option<Kind> {
        match self {
            EditKind::Concept => Some(Kind::Concept),
            EditKind::Name => Some(Kind::Name),
            EditKind::Article => Some(Kind::Article),
            EditKind::Page => Some(Kind::Page),
            EditKind::Heading => None,
        }
    }
}

/// What bears a name.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum NameKindFlag {
    /// Somebody.
    Person,
    /// A country, a town, a region.
    Place,
    /// An organisation.
    Institution,
    /// Something that happened.
    Event,
    /// A book, an article, a treaty.
    Work,
}

impl NameKindFlag {
    /// As front matter means it.
    pub fn kind(self) -> NameKind {
        match self {
            NameKindFlag::Person => NameKind::Person,
            NameKindFlag::Place => NameKind::Place,
            NameKindFlag::Institution => NameKind::Institution,
            NameKindFlag::Event => NameKind::Event,
            NameKindFlag::Work => NameKind::Work,
        }
    }
}

/// How findings are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum FormatFlag {
    /// For people, with the line and a caret.
    Text,
    /// One JSON object a line.
    Json,
    /// GitHub's annotations.
    Github,
    /// A pull request's comment; for `diff` only.
    Markdown,
}

/// Whether to use colours.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum ColourFlag {
    /// On a terminal, unless `NO_COLOR` is set.
    Auto,
    /// Always.
    Always,
    /// Never.
    Never,
}
