//! The table of rules: every code, its level, what it says and where it can be silenced. What a rule means stands in
//! `help/CODE.md`; the manual's page is made from both.

use super::Severity::{self, Error, Warning};

/// A rule that a finding may name.
pub struct Rule {
    /// Kebab-case and permanent.
    pub code: &'static str,
    /// The level when `site.toml` doesn't set another.
    pub level: Severity,
    /// What it means, one sentence.
    pub doc: &'static str,
    /// What mends it, one sentence.
    pub advice: &'static str,
    /// Where it can be silenced.
    pub silence: Silence,
    /// What it means, a wrong and a right example, in the Markdown of `help/CODE.md`.
    pub help: &'static str,
}

/// Where a finding can be silenced.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Silence {
    /// By a comment where it stands, and by `[rules]`.
    Block,
    /// By `[rules]` alone: it is about a file as a whole or about one that takes no comments, or it guards the site
    /// against those who write its content.
    Site,
    /// Nowhere, and it is always an error: a page, or part of one, would be missing, or nothing can be published safely.
    Never,
}

/// The rule with this code.
pub fn rule(code: &str) -> Option<&'static Rule> {
    RULES.iter().find(|rule| rule.code == code)
}

macro_rules! rules {
    ($($code:literal $level:ident $silence:ident $doc:literal $advice:literal)*) => {
        &[$(Rule {
            code: $code,
            level: $level,
            silence: Silence::$silence,
            doc: $doc,
            advice: $advice,
            help: include_str!(concat!("help/", $code, ".md")),
        }),*]
    };
}

/// Every rule, in the order of the alphabet.
pub const RULES: &[Rule] = rules! {
    "ambiguous-link" Error Block
        "A label names more than one entry or page."
        "Write the folder too: `[[concepts/slug]]` or `[[articles/slug]]`."
    "anchors-lock" Error Site
        "`anchors.lock` can't be read."
        "Restore the file, or delete it and let `lectern anchors` begin anew."
    "banned-word" Warning Block
        "A word stands in the text that the site's editorial standard bans."
        "Say it in plainer words, or take it out of `banned` in `[style]` of `site.toml`."
    "bibliography" Error Never
        "`content/references.bib` can't be read."
        "Export it again, or mend the record at the line shown."
    "broader-circle" Error Block
        "Entries are broader than each other in a circle."
        "Take one of the `broader` lines out."
    "changed-quotation" Error Block
        "A quotation that was proved has changed since."
        "Restore the words, or run `lectern quotes --sources DIR` to prove the new ones."
    "circular-definition" Warning Block
        "The summaries of up to four concepts name each other in a circle."
        "Define one of them without the next."
    "content-limit" Error Never
        "A file is larger, or nested deeper, or grows more when rendered, than a page may."
        "Split the file, or raise the limit in `[limits]` of `site.toml`."
    "duplicate-address" Error Never
        "Two sources, or a source and a page of the site, would be published at one address."
        "Rename one of the files or give it a `slug`."
    "duplicate-form" Error Block
        "Two entries answer to the same title, alias or form."
        "Drop it from one of them, or write `wins = [\"form\"]` in the entry that should have it."
    "duplicate-id" Error Block
        "Two places on a page would have the same id, or an id or class is the theme's own."
        "Give the heading another id: `## Title {#id}`."
    "edited-output" Error Never
        "A published file was changed by hand since it was written."
        "Move the change to where it belongs, or replace the file with `--force`."
    "front-matter" Error Never
        "The front matter can't be read, lacks a key, or has a value of the wrong kind."
        "The finding says which key and what it takes."
    "hidden-character" Error Site
        "A control character, or in a name, title, link or code an invisible one or a bidirectional override."
        "Delete the character; the finding shows its code point."
    "image-text" Error Block
        "An image has no alternative text."
        "Say between the brackets what the image shows: `![a map of the Balkans](map.png)`."
    "link-scheme" Error Block
        "A link leads to an address that is neither http, https, mailto, tel nor a page of the site."
        "Use one of these, or take the link out."
    "missing-image" Error Block
        "An image is not where the page says."
        "Put the file into `content/` or `static/`, or mend the path."
    "missing-words" Warning Site
        "The theme has no words in the site's language."
        "Write `templates/words/LANGUAGE.toml`; words that it leaves out stay English."
    "no-content" Error Never
        "The folder `content` is absent or empty."
        "Put it back, or begin with `content/index.md`; `lectern init DIR` writes a small complete site."
    "no-passage" Warning Block
        "A concept's text quotes no passage."
        "Quote the words that the concept is found in, with a citation."
    "no-site" Error Never
        "The folder has no `site.toml`."
        "Go to a site's folder, or start one with `lectern init DIR`."
    "not-utf8" Error Never
        "A file is not written in UTF-8."
        "Save it as UTF-8."
    "output-folder" Error Never
        "The output folder can't be replaced safely."
        "Choose a folder that is empty, absent, or was written by Lectern."
    "quotation-length" Warning Block
        "A quotation is longer than the site allows."
        "Quote less, or raise `longest` in `[quotes]`."
    "quotation-share" Warning Site
        "More of a source is quoted than the site allows."
        "Quote less of it, or raise `share` in `[quotes]`."
    "quotes-lock" Error Site
        "`quotes.lock` can't be read."
        "Restore the file, or write it anew with `lectern quotes --sources DIR`."
    "raw-html" Error Block
        "HTML in content is not one of the bare inline tags that pass."
        "Write it in Markdown, or set `html = \"trust\"` in `site.toml`."
    "relation-reason" Warning Block
        "A relation has a verb and gives no reason."
        "Add `why`, or leave `as` out if there is no more to say than that they are related."
    "reserved-slug" Error Never
        "A page would take an address that the site keeps for itself."
        "Give the file another name or a `slug`."
    "summary" Warning Block
        "A summary is missing, has more than 30 words, or begins with a word that leans on what stands before it."
        "Write one sentence that can be read by itself."
    "template" Error Never
        "A template can't be read, asks for what its view doesn't have, or fails."
        "The finding names the template and the line."
    "uncited-quotation" Warning Block
        "Five words or more stand in double marks, and no citation follows."
        "Write `[@key, place]` right after the closing mark."
    "unknown-anchor" Error Block
        "A link leads to a heading that its page doesn't have."
        "Choose one of the headings the finding lists."
    "unknown-asset" Warning Site
        "A file in `content/` is of a kind that is not published."
        "Move it to `static/` if it belongs to the site."
    "unknown-citation" Error Block
        "A citation's key is not in `content/references.bib`."
        "Add the record, or mend the key."
    "unknown-code" Error Site
        "`[rules]` or a silencing comment names a code that doesn't exist."
        "Choose a code from the list of findings."
    "unknown-entry" Error Block
        "A link, relation or front matter names an entry or page that doesn't exist."
        "Mend the name, or add the entry with `lectern new concept TITLE`."
    "unknown-folder" Error Never
        "A Markdown file lies in a folder that no page comes from."
        "Move it to `content/articles/`, `concepts/`, `names/` or `pages/`."
    "unknown-footnote" Error Block
        "A footnote is referred to but not written, or written but not referred to, or written twice."
        "Write `[^name]: text` for each `[^name]`."
    "unknown-key" Error Block
        "The front matter or `site.toml` has a key that means nothing there."
        "Mend its spelling or take it out."
    "unknown-locator" Error Block
        "A citation names a locator or speaker that its article doesn't list."
        "Use one from the article's `locators` and `speakers`, or add it there."
    "unknown-verb" Error Block
        "A relation's verb is not on the list."
        "Use a listed verb, or add one with `[[verbs]]` in `site.toml`."
    "unproved-quotation" Warning Block
        "A quotation has not been found word for word in its source."
        "Run `lectern quotes --sources DIR`."
    "unsafe-file" Error Never
        "A symbolic link or another special file stands among the content."
        "Replace it by the file itself."
    "unused-allow" Warning Site
        "A comment silences a finding that isn't there."
        "Take the comment out, or put it right before the block that it is about."
    "unused-concept" Warning Block
        "No page mentions or links to the concept."
        "Mention it where it belongs, or remove the entry."
    "vanished-address" Warning Site
        "An address that `anchors.lock` remembers as published has no page and no redirect."
        "Write `formerly = [\"old-slug\"]` into the page that took its place, or run `lectern anchors --forget ADDRESS`."
    "vanished-anchor" Warning Site
        "A heading's id or a numbered paragraph that `anchors.lock` remembers as published is gone from its place."
        "Write `{#old-id}` after the heading that took its place, or run `lectern anchors --forget ADDRESS#ID`."
};
