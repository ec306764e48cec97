//! `lectern help`: what a finding means, or how a command is used.

use clap::{CommandFactory, Parser};

use super::answer::{Answer, Surroundings};
use super::flags::Flags;
use crate::diagnostic::help;
use crate::text::nearest;

/// Explains a code or a command; without either, lists both.
///
/// # Errors
/// Wrong usage: the topic is neither.
pub fn run(surroundings: &Surroundings, topic: Option<&str>) -> Result<Answer, Answer> {
    let Some(topic) = topic else {
        let mut answer = usage(None, surroundings);
        answer.stdout.push_str("\nFindings (`lectern help CODE` says more of each):\n");
        answer.stdout.push_str(&help::list());
        return Ok(answer);
    };
    let topic = topic.trim();
    if let Ok(rule) = help::meant(topic) {
        return Ok(Answer { stdout: help::plain(rule), ..Answer::default() });
    }
    let flags = Flags::command();
    let commands: Vec<&str> = flags.get_subcommands().map(clap::Command::get_name).collect();
    if commands.contains(&topic) {
        return Ok(usage(Some(topic), surroundings));
    }
    let near = help::meant(topic).err().flatten().or_else(|| nearest(topic, commands));
    let advice = match near {
        Some(near) => format!("did you mean `lectern help {near}`?"),
        None => "`lectern help` lists every command and finding".to_owned(),
    };
    Err(Answer::wrong(&format!("no finding or command is called `{topic}`"), &[advice]))
}

/// What `lectern COMMAND --help` says.
fn usage(command: Option<&str>, surroundings: &Surroundings) -> Answer {
    let arguments = ["lectern"].into_iter().chain(command).chain(["--help"]);
    match Flags::try_parse_from(arguments) {
        Err(err) => Answer::usage(&err, surroundings),
        Ok(_) => Answer::default(),
    }
}
