//! The manual in `docs/`: pages that are made from the program, and commands that do what is said of them.

use std::fmt::Write as _;
use std::fs;
use std::path::Path;

use clap::{Arg, Command, CommandFactory};
use expect_test::expect_file;
use lectern::cli::Flags;
use lectern::load::load;
use lectern::pipeline::{Request, build};
use pulldown_cmark::{CodeBlockKind, Event, Options, Parser, Tag, TagEnd};

mod run;
mod views;

const CONTENT: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/docs/content");

/// A stretch of a page that matters here.
enum Piece {
    /// A code block: its language, its text, and the last words in code of the paragraph before, if that ends in a colon.
    Block { language: String, text: String, path: Option<String> },
    /// Words in code.
    Words(String),
}

/// The pages in `folder` of the content, in the order of reading: path and text.
fn pages(folder: &str) -> Vec<(String, String)> {
    let files = fs::read_dir(Path::new(CONTENT).join(folder)).unwrap().map(|entry| entry.unwrap().path());
    let mut pages: Vec<(usize, String, String)> = files
        .filter(|path| path.extension().is_some_and(|ending| ending == "md"))
        .map(|path| {
            let text = fs::read_to_string(&path).unwrap();
            let order = text.lines().find_map(|line| line.strip_prefix("order = "));
            (order.map_or(0, |order| order.parse().unwrap()), path.display().to_string(), text)
        })
        .collect();
    pages.sort();
    pages.into_iter().map(|(_, path, text)| (path, text)).collect()
}

fn pieces(text: &str) -> Vec<Piece> {
    let (mut out, mut paragraph, mut words, mut block) = (Vec::new(), String::new(), None, None);
    let body = text.splitn(3, "+++\n").nth(2).unwrap_or(text);
    for event in Parser::new_ext(body, Options::ENABLE_TABLES) {
        match event {
            Event::Start(Tag::Paragraph) => (paragraph, words) = (String::new(), None),
            Event::Start(Tag::CodeBlock(CodeBlockKind::Fenced(language))) => {
                block = Some((language.into_string(), String::new()));
            }
            Event::Text(text) => match &mut block {
                Some((_, code)) => code.push_str(&text),
                None => paragraph.push_str(&text),
            },
            Event::Code(code) => {
                paragraph.push_str(&code);
                words = Some(code.to_string());
                out.push(Piece::Words(code.into_string()));
            }
            Event::End(TagEnd::CodeBlock) => {
                let path = words.take().filter(|_| paragraph.ends_with(':'));
                if let Some((language, text)) = block.take() {
                    out.push(Piece::Block { language, text, path });
                }
                paragraph.clear();
            }
            _ => {}
        }
    }
    out
}

/// What an argument takes and does, as a row of a table.
fn row(arg: &Arg) -> String {
    let value = arg.get_value_names().filter(|_| arg.get_action().takes_values()).unwrap_or_default();
    let name = match (arg.get_short(), arg.get_long()) {
        (Some(short), Some(long)) => format!("-{short}, --{long}"),
        (None, Some(long)) => format!("--{long}"),
        _ => String::new(),
    };
    let shown =
        [name, value.join(" ")].into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" ");
    let help = arg.get_help().map(ToString::to_string).unwrap_or_default();
    let (help, default) = help.split_once(" [default: ").unwrap_or((&help, ""));
    let mut says = format!("{}.", help.trim_end_matches('.'));
    let takes_values = arg.get_action().takes_values();
    let choices = arg.get_possible_values();
    let choices: Vec<String> = choices.iter().map(|choice| format!("`{}`", choice.get_name())).collect();
    if takes_values && !choices.is_empty() {
        write!(says, " One of {}.", choices.join(", ")).unwrap();
    }
    for default in arg.get_default_values().iter().filter(|_| takes_values) {
        write!(says, " If not given: `{}`.", default.to_string_lossy()).unwrap();
    }
    if let Some(default) = default.strip_suffix(']') {
        write!(says, " If not given: {default}.").unwrap();
    }
    format!("| `{shown}` | {} |\n", says.replace('|', "\\|"))
}

fn table(head: &str, args: &[&Arg]) -> String {
    let rows: String = args.iter().map(|arg| row(arg)).collect();
    if rows.is_empty() { rows } else { format!("\n| {head} | what it does |\n| --- | --- |\n{rows}") }
}

fn section(command: &Command) -> String {
    let mut command = command.clone();
    let mut out = format!("\n## lectern {}\n\n", command.get_name());
    let about = command.get_long_about().or_else(|| command.get_about()).map(ToString::to_string).unwrap();
    writeln!(out, "{}.", about.trim_end().trim_end_matches('.')).unwrap();
    let usage = command.render_usage().to_string().replace("Usage: ", "lectern ");
    let own = command.get_arguments().filter(|arg| arg.get_id() != "help" && arg.get_id() != "version");
    let (given, flags): (Vec<&Arg>, Vec<&Arg>) = own.partition(|arg| arg.is_positional());
    write!(out, "\n```txt\n{}\n```\n", usage.trim_end()).unwrap();
    out + &table("what is given", &given) + &table("flag", &flags)
}

/// The manual's page of commands.
fn commands() -> String {
    let flags = Flags::command();
    let common: Vec<&Arg> = flags.get_arguments().collect();
    let mut out = String::from(
        "+++\ntitle = \"Every command\"\norder = 1\n\
         summary = \"What can be typed after lectern, with every flag.\"\nlinking = \"first-per-page\"\n+++\n\n\
         <!-- Made from `src/cli/flags.rs`; `UPDATE_EXPECT=1 cargo test` writes it anew. -->\n\n\
         `lectern` alone builds the site in the folder that you are in. It ends with 0 when nothing is at error level, with 1\n\
         when something is, with 2 when it was called wrongly.\n\n## Flags of every command\n",
    );
    out.push_str(&table("flag", &common));
    out.extend(flags.get_subcommands().map(section));
    out
}

#[test]
fn each_page_of_the_manual_leads_to_its_file_in_whatever_repository() {
    let sources = load(&Path::new(CONTENT).join("..")).unwrap();
    let repository = Some("https://github.com/example/reader".to_owned());
    let built = build(&sources, &Request { repository, ..Request::default() }).value;
    for (address, path) in [("articles/linking.html", "articles/linking.md"), ("index.html", "index.md")] {
        let page = crate::support::page(&built, address);
        let edited = format!("\"https://github.com/example/reader/edit/main/docs/content/{path}\"");
        assert!(page.contains(&edited), "{edited}");
    }
}

#[test]
fn the_manual_has_every_command_and_flag() {
    expect_file!["../../docs/content/pages/commands.md"].assert_eq(&commands());
}

/// What is wrong with a command that a text names: it, or a flag of it, doesn't exist.
fn fault(line: &str) -> Option<String> {
    let flags = Flags::command();
    let mut words = line.split_whitespace().skip(1);
    let name = words.next().filter(|word| word.starts_with(|ch: char| ch.is_ascii_lowercase()))?;
    let Some(command) = flags.get_subcommands().find(|command| command.get_name() == name) else {
        return Some(format!("`{line}`: there is no command `{name}`"));
    };
    let known = |flag: &str| {
        command.get_arguments().chain(flags.get_arguments()).any(|arg| arg.get_long() == Some(flag))
    };
    let flag = words.filter_map(|word| word.strip_prefix("--")).find(|flag| !known(flag))?;
    Some(format!("`{line}`: there is no flag `--{flag}`"))
}

#[test]
fn every_command_that_a_text_of_the_manual_names_exists() {
    let mut faults = Vec::new();
    let mut n_commands = 0;
    for (path, text) in ["", "articles", "concepts", "pages"].into_iter().flat_map(pages) {
        for piece in pieces(&text) {
            let Piece::Words(words) = piece else { continue };
            if words.starts_with("lectern ") && !words.contains('|') {
                n_commands += 1;
                faults.extend(fault(&words).map(|fault| format!("{path}: {fault}")));
            }
        }
    }
    assert!(20 < n_commands, "{n_commands}");
    assert_eq!(faults, [""; 0]);
    assert!(fault("lectern biuld").is_some() && fault("lectern build --strikt").is_some());
}
