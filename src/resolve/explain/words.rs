//! The rules in sentences: all that `explain` can say.

use super::{Shown, Unanswered, Verdict};
use crate::config::Linking;
use crate::resolve::EntryIndex;
use crate::text::{nearest, plural};

/// An entry as it is spoken of.
pub struct Named {
    /// Its title.
    pub title: String,
    /// Its file.
    pub path: String,
}

/// The mention that is a link instead.
pub struct Taker {
    /// Its line.
    pub line: usize,
    /// It stands in a footnote, which is read where it is referred to.
    pub in_note: bool,
    /// "section" or "page".
    pub stretch: &'static str,
}

impl Taker {
    /// `in this section (line 12)`
    fn place(&self) -> String {
        let note = if self.in_note { ", in a footnote, which is read where it is referred to" } else { "" };
        let inside = if self.stretch == "page" { "on" } else { "in" };
        format!("{inside} this {} (line {}{note})", self.stretch, self.line)
    }
}

/// Words with single spaces.
pub fn on_one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The policy in force, and who set it.
pub fn policy(linking: Linking, is_the_pages: bool) -> String {
    let name = match linking {
        Linking::FirstPerSection => "first-per-section",
        Linking::FirstPerPage => "first-per-page",
        Linking::All => "all",
        Linking::None => "none",
    };
    let by = if is_the_pages { "this page's front matter" } else { "the site" };
    format!("{by} has `linking = \"{name}\"`")
}

/// What one mention is the link of.
pub fn stretch(linking: Linking) -> &'static str {
    match linking {
        Linking::FirstPerSection => "section",
        Linking::FirstPerPage | Linking::All | Linking::None => "page",
    }
}

fn verdict(standing: Shown, rule: &'static str, entry: Option<EntryIndex>, reason: String) -> Verdict {
    Verdict { standing, rule, entry, reason, notes: Vec::new(), advice: Vec::new() }
}

impl Verdict {
    fn advice(mut self, advice: impl Into<String>) -> Verdict {
        self.advice.push(advice.into());
        self
    }
}

/// Linked by itself. `section` is the heading's text, empty before the first.
pub fn linked(
    entry: EntryIndex,
    text: &str,
    named: &Named,
    linking: Linking,
    policy: &str,
    section: &str,
) -> Verdict {
    let (rule, reason) = match linking {
        Linking::FirstPerSection => (
            "first-in-section",
            match section {
                "" => "it is the entry's first mention before the first heading".to_owned(),
                section => format!("it is the entry's first mention in the section `{section}`"),
            },
        ),
        Linking::FirstPerPage => ("first-on-page", "it is the entry's first mention on the page".to_owned()),
        Linking::All | Linking::None => ("every-mention", "every mention is a link".to_owned()),
    };
    verdict(Shown::Linked, rule, Some(entry), format!("{reason}, and {policy}"))
        .advice(format!("to leave it plain here: `[[!{text}]]`"))
        .advice(format!("on the whole page: `no_links = [{}]` in its front matter", toml_text(text)))
        .advice(format!("everywhere: `autolink = false` in {}", named.path))
}

/// Linked by the author.
pub fn by_hand(named: &Named, entry: EntryIndex) -> Verdict {
    let reason = format!("the author made it a link to `{}`", named.title);
    verdict(Shown::Linked, "by-hand", Some(entry), reason)
        .advice("to leave it to the linker: take the brackets out")
}

/// A link that leads to something else than an entry.
pub fn link_text(to: &str, entry: Option<EntryIndex>) -> Verdict {
    let reason = format!("it stands in the text of a link to {to}, and a link holds no other");
    verdict(Shown::Plain, "link-text", entry, reason)
        .advice("to link the entry: write its name outside that link")
}

/// A link that leads nowhere.
pub fn link_nowhere(entry: Option<EntryIndex>) -> Verdict {
    let reason = "it stands in the text of a link that leads nowhere".to_owned();
    verdict(Shown::Plain, "link-text", entry, reason)
        .advice("mend the link: `lectern check` says what is wrong with it")
}

/// A mention after the one that is the link.
pub fn earlier_mention(entry: EntryIndex, taker: &Taker, hand: &str, policy: &str) -> Verdict {
    let reason = format!("an earlier mention {} is the link, and {policy}", taker.place());
    marked("earlier-mention", entry, reason).advice(format!("to link it here instead: `{hand}`")).advice(ALL)
}

/// A mention that a link made by hand silences.
pub fn hand_link(entry: EntryIndex, taker: &Taker, hand: &str, policy: &str) -> Verdict {
    let reason = format!(
        "a link to the entry made by hand {} stands for all its mentions there, and {policy}",
        taker.place()
    );
    marked("hand-link", entry, reason).advice(format!("to link it here too: `{hand}`")).advice(ALL)
}

/// A mention where nothing is linked.
pub fn linking_none(entry: EntryIndex, hand: &str, policy: &str) -> Verdict {
    marked("linking-none", entry, policy.to_owned()).advice(format!("to link it here: `{hand}`")).advice(ALL)
}

const ALL: &str = "to link every mention on this page: `linking = \"all\"` in its front matter";

fn marked(rule: &'static str, entry: EntryIndex, reason: String) -> Verdict {
    verdict(Shown::Marked, rule, Some(entry), reason)
}

fn unlinked(rule: &'static str, entry: Option<EntryIndex>, reason: impl Into<String>) -> Verdict {
    verdict(Shown::Plain, rule, entry, reason.into())
}

/// In a heading.
pub fn heading(entry: Option<EntryIndex>) -> Verdict {
    unlinked("heading", entry, "it stands in a heading, and headings are neither linked nor counted")
        .advice("to link it: mention it in the text below")
}

/// In code.
pub fn code(entry: Option<EntryIndex>) -> Verdict {
    unlinked("code", entry, "it stands in code, where nothing is linked")
        .advice("to link it: write it without the backticks")
}

/// In `[[! ]]`.
pub fn plain(text: &str, entry: Option<EntryIndex>) -> Verdict {
    unlinked("left-plain", entry, "`[[!` leaves it plain, neither linked nor counted")
        .advice(format!("to leave it to the linker: write `{text}` without the brackets"))
}

/// In an image's alternative text or address.
pub fn image(entry: Option<EntryIndex>) -> Verdict {
    unlinked("image-text", entry, "it belongs to an image, whose words are neither linked nor counted")
        .advice("to link it: mention it in a sentence")
}

/// In front matter.
pub fn front_matter(entry: Option<EntryIndex>) -> Verdict {
    unlinked("front-matter", entry, "it stands in front matter, which is neither linked nor counted")
        .advice("to link it: mention it in the text below")
}

/// In a citation.
pub fn citation(entry: Option<EntryIndex>) -> Verdict {
    unlinked("citation", entry, "it stands in a citation, which leads to the bibliography")
}

/// In a link's label or address.
pub fn address(entry: Option<EntryIndex>) -> Verdict {
    unlinked("address", entry, "it stands in the label or address of a link, which the page doesn't show")
}

/// In an address that stands in the text.
pub fn address_in_text(entry: EntryIndex) -> Verdict {
    unlinked("address", Some(entry), "it is part of an address, where nothing is linked")
}

/// Somewhere else that the page doesn't show as text.
pub fn not_shown(entry: Option<EntryIndex>) -> Verdict {
    unlinked("not-shown", entry, "it stands in what the page doesn't show as text, such as a comment")
}

/// On the entry's own page.
pub fn own_page(entry: EntryIndex) -> Verdict {
    unlinked("own-page", Some(entry), "this is the entry's own page, where it is neither linked nor counted")
}

/// The page's front matter takes it out.
pub fn no_links(entry: EntryIndex, listed: &str) -> Verdict {
    let reason = format!(
        "`no_links` in this page's front matter lists `{listed}`, which takes its plural and possessive along"
    );
    unlinked("no-links", Some(entry), reason).advice(format!("to link it: take `{listed}` out of `no_links`"))
}

/// The entry is never linked by itself.
pub fn autolink_off(entry: EntryIndex, named: &Named) -> Verdict {
    let reason = format!("`{}` has `autolink = false`", named.title);
    unlinked("autolink-off", Some(entry), reason)
        .advice(format!("to link it here: `[[{}]]`", named.title))
        .advice(format!("to link it everywhere: take `autolink` out of {}", named.path))
}

/// An inflection that the entry drops.
pub fn not_forms(entry: EntryIndex, text: &str, named: &Named) -> Verdict {
    let reason = format!("`not_forms` of `{}` drops this inflection", named.title);
    unlinked("not-forms", Some(entry), reason)
        .advice(format!("to link it here: `[[{}|{text}]]`", named.title))
        .advice(format!("to link it everywhere: take it out of `not_forms` in {}", named.path))
}

/// The capitals are others. `always` when no `case` would change that.
pub fn other_capitals(entry: EntryIndex, text: &str, form: &str, named: &Named, always: bool) -> Verdict {
    let reason = match always {
        true => format!("`{form}` has capitals that must be as written"),
        false => format!(
            "`{form}` matches with these capitals only, as names do unless they have `case = \"fold\"`"
        ),
    };
    let verdict = unlinked("case", Some(entry), reason).advice(format!("to link it here: write `{form}`"));
    match always {
        true => verdict.advice(format!("everywhere: add {} to `forms` in {}", toml_text(text), named.path)),
        false => verdict.advice(format!("everywhere: `case = \"fold\"` in {}", named.path)),
    }
}

/// A longer form that holds the words has won; `outer` is what became of it.
pub fn longer_form(text: &str, shorter: &Named, longer: &str, named: &Named, outer: Verdict) -> Verdict {
    let is = match outer.standing {
        Shown::Linked => "is linked",
        Shown::Marked => "is marked, not linked",
        Shown::Plain => "is left plain",
    };
    let reason = format!(
        "it is part of `{longer}`, and the longest form wins; `{longer}` {is}, because {}",
        outer.reason
    );
    let mut verdict = verdict(outer.standing, "longer-form", outer.entry, reason);
    verdict.notes = outer.notes;
    if !shorter.title.is_empty() && shorter.path != named.path {
        verdict.notes.push(format!("alone, `{text}` would name `{}` ({})", shorter.title, shorter.path));
    }
    verdict.advice = outer.advice;
    verdict
}

/// A form that begins before has taken some of the words.
pub fn earlier_form(entry: EntryIndex, taken: &str, named: &Named) -> Verdict {
    let reason = format!(
        "`{taken}`, which begins before it and names `{}` ({}), has some of its words: the leftmost form wins",
        named.title, named.path
    );
    unlinked("earlier-form", Some(entry), reason).advice(format!("to free the words: `[[!{taken}]]`"))
}

/// The words are part of a longer word.
pub fn inside_word(entry: EntryIndex, text: &str, word: &str, named: &Named) -> Verdict {
    let reason = format!("it is part of the word `{word}`: no form begins or ends inside a word");
    unlinked("inside-word", Some(entry), reason)
        .advice(format!("to link it here: `[[{}|{word}]]`", named.title))
        .advice(format!(
            "everywhere: add {} to `forms` in {}, if it means `{text}`",
            toml_text(word),
            named.path
        ))
}

/// A hyphen joins the words to the one before.
pub fn after_hyphen(entry: EntryIndex, text: &str, before: &str, named: &Named) -> Verdict {
    let whole = format!("{before}-{text}");
    let reason = format!("a hyphen joins it to `{before}`, and no form begins right after one");
    unlinked("after-hyphen", Some(entry), reason)
        .advice(format!("to link it here: `[[{}|{whole}]]`", named.title))
        .advice(format!("if `{whole}` is a concept of its own: `lectern new concept {}`", shell_text(&whole)))
}

/// A note's mark, an image or the like stands among the words.
pub fn interrupted(entry: EntryIndex, text: &str, hand: &str) -> Verdict {
    let reason = format!(
        "something stands among the words of `{text}`: a citation, a note's mark, a link or an image"
    );
    unlinked("interrupted", Some(entry), reason)
        .advice(format!("to link it: move that behind the words, or write `{hand}`"))
}

/// Nothing answers to the words.
pub fn no_entry(text: &str, near: Option<(&str, Named)>, within: Vec<String>) -> Verdict {
    let mut verdict = unlinked("no-entry", None, format!("no concept or name answers to `{text}`"));
    verdict.notes = within;
    match near {
        Some((form, named)) => verdict
            .advice(format!("the nearest form is `{form}`, of `{}` ({})", named.title, named.path))
            .advice(format!("if it means that: add {} to `aliases` in {}", toml_text(text), named.path)),
        None => verdict.advice(format!("to add an entry: `lectern new concept {}`", shell_text(text))),
    }
}

/// A mention among the words asked for.
pub fn within(text: &str, named: &Named) -> String {
    format!("`{text}` names `{}` ({})", named.title, named.path)
}

/// The other entry lists the form too, and this one has it.
pub fn won(form: &str, other: &Named, holder: &Named) -> String {
    format!("`{}` ({}) has `{form}` too; `wins` in {} decides", other.title, other.path, holder.path)
}

/// The form would be made of another entry's.
pub fn written_beats_made(form: &str, other: &Named) -> String {
    format!(
        "`{form}` would be made of a form of `{}` ({}) too; one that is written beats one that is made",
        other.title, other.path
    )
}

/// Two entries list the form, which is an error.
pub fn listed_twice(form: &str, other: &Named) -> String {
    format!(
        "`{}` ({}) has `{form}` too, which is an error: write `wins` in one of them",
        other.title, other.path
    )
}

/// A concept has the same words with any capitals.
pub fn exact_beats_folded(other: &Named) -> String {
    format!(
        "in other capitals it names `{}` ({}): a form with these very capitals beats it",
        other.title, other.path
    )
}

/// A name has the same words with other capitals.
pub fn exact_elsewhere(form: &str, other: &Named) -> String {
    format!("written `{form}`, it would name `{}` ({})", other.title, other.path)
}

/// No page comes from the file.
pub fn no_page<'a>(path: &str, pages: impl Iterator<Item = &'a str>) -> Unanswered {
    let help = match nearest(path, pages) {
        Some(near) => format!("did you mean `{near}`?"),
        None => "name a Markdown file as findings do: `content/articles/SLUG.md:12`".to_owned(),
    };
    Unanswered { message: format!("no page comes from `{path}`"), help: vec![help] }
}

/// The file is shorter.
pub fn no_line(path: &str, line: usize, n_lines: usize) -> Unanswered {
    let message = format!("{path} has no line {line}");
    Unanswered { message, help: vec![format!("it has {}", plural(n_lines, "line"))] }
}

/// The term isn't on the line. `elsewhere` are lines that have it.
pub fn no_term(path: &str, line: usize, term: &str, elsewhere: &[usize]) -> Unanswered {
    if term.is_empty() {
        let help = "name the word or words: `lectern explain FILE:LINE \"human security\"`".to_owned();
        return Unanswered { message: "there is no term to explain".to_owned(), help: vec![help] };
    }
    let message = format!("`{term}` isn't on line {line} of {path}");
    let mut lines: Vec<String> = elsewhere.iter().map(ToString::to_string).collect();
    lines.dedup();
    let help = match lines.as_slice() {
        [] => "it is nowhere in the text of that page: copy the words from the file".to_owned(),
        [one] => format!("it is on line {one}"),
        [most @ .., last] => format!("it is on lines {} and {last}", most.join(", ")),
    };
    Unanswered { message, help: vec![help] }
}

/// A text as TOML writes it.
fn toml_text(text: &str) -> String {
    toml::Value::from(text).to_string()
}

/// A text as one argument for a shell.
fn shell_text(text: &str) -> String {
    format!("\"{}\"", text.replace(['"', '`', '$', '\\'], ""))
}
