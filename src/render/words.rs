//! What the theme and the renderer say, in the site's language.
//!
//! Files of words are laid over one another: English, the theme's own of the site's language, the site's. What one
//! leaves out is what the one below it says.

use std::collections::BTreeMap;
use std::sync::Arc;

use serde::{Deserialize, Serialize};
use toml::{Table, Value};

use super::html::Phrases;
use super::theme;
use crate::config::RELATED;
use crate::config::report::Report;
use crate::config::syntax;
use crate::config::value::{Entries, Value as Typed};
use crate::diagnostic::messages::{front_matter, templates as say};
use crate::diagnostic::{Diagnostic, Outcome};
use crate::parse::Alert;
use crate::parse::meta::{NameKind, Verdict};
use crate::text::{Date, Range, nearest};

/// One word for one thing, another for any other number of them; `{n}` stands for the number.
#[derive(Clone, Debug, Deserialize, PartialEq, Eq, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Plural {
    /// "{n} mention"
    pub one: String,
    /// "{n} mentions"
    pub other: String,
    /// That of the two which none of them has.
    #[serde(default)]
    pub zero: String,
}

impl Plural {
    /// The number with its word: "2 mentions".
    pub fn count(&self, n: usize) -> String {
        let words = match n {
            0 if !self.zero.is_empty() => &self.zero,
            1 => &self.one,
            _ => &self.other,
        };
        words.replace("{n}", &n.to_string())
    }
}

macro_rules! words {
    ($($(#[$doc:meta])* $name:ident { $($field:ident: $kind:ty,)* })*) => {
        $($(#[$doc])*
        ///
        /// Its fields are the keys of `templates/words/en.toml`, which says what each is for.
        #[derive(Clone, Debug, Deserialize, PartialEq, Eq, Serialize)]
        #[serde(deny_unknown_fields)]
        #[allow(missing_docs)]
        pub struct $name { $(pub $field: $kind,)* })*
    };
}

words! {
    /// Every word that the theme or the renderer says.
    Words {
        skip: String,
        site_navigation: String,
        home: String,
        articles: String,
        concepts: String,
        names: String,
        dialogue: String,
        bibliography: String,
        edit: String,
        suggest: String,
        suggested_file: String,
        suggested_title: String,
        suggested_summary: String,
        suggested_text: String,
        repository: String,
        cite: String,
        cite_page: String,
        cite_dated: String,
        cite_address: String,
        colon: String,
        zero_takes: String,
        map: String,
        n_articles: Plural,
        n_concepts: Plural,
        n_names: Plural,
        n_mentions: Plural,
        n_records: Plural,
        n_pages: Plural,
        n_more: Plural,
        mentions_on_pages: String,
        concept_number: String,
        name_number: String,
        article: String,
        summary_of: String,
        contents: String,
        concepts_in_section: String,
        previous_article: String,
        next_article: String,
        adjacent_articles: String,
        also: String,
        uses: String,
        no_uses: String,
        reference: String,
        cited_on: String,
        summarised_in: String,
        in_bibliography: String,
        compare: String,
        related: String,
        no_relations: String,
        broader: String,
        narrower: String,
        backlinks: String,
        other_pages: String,
        no_backlinks: String,
        paragraph_mark: String,
        passage: String,
        adjacent_entries: String,
        previous_entry: String,
        next_entry: String,
        adjacent_parts: String,
        previous_part: String,
        next_part: String,
        letters: String,
        kinds: String,
        see: String,
        used_in: String,
        matrix: String,
        matrix_caption: String,
        matrix_concept: String,
        matrix_show: String,
        matrix_all: String,
        matrix_both: String,
        matrix_only: String,
        matrix_use: String,
        matrix_silent: String,
        map_lead: String,
        map_lead_list: String,
        map_only: String,
        map_both: String,
        map_neither: String,
        map_alone: Plural,
        map_shared: Plural,
        map_figure: String,
        map_nearer: String,
        map_drawn: String,
        map_light: String,
        map_more: Plural,
        map_to_list: String,
        map_list: String,
        map_none: String,
        n_relations: Plural,
        book: String,
        book_size: String,
        book_contents: String,
        book_index: String,
        book_index_how: String,
        moved: String,
        moved_to: String,
        missing: String,
        missing_why: String,
        missing_near: String,
        missing_try: String,
        paragraph: String,
        note: String,
        back: String,
        table: String,
        done: String,
        open: String,
        unproved: String,
        and: String,
        said_in: String,
        et_al: String,
        editor: String,
        editors: String,
        place_publisher: String,
        settings: String,
        kept_here: String,
        theme: String,
        theme_auto: String,
        theme_light: String,
        theme_dark: String,
        size: String,
        size_small: String,
        size_normal: String,
        size_large: String,
        size_larger: String,
        links: String,
        links_all: String,
        links_page: String,
        links_none: String,
        slash: String,
        slash_on: String,
        slash_off: String,
        known: String,
        known_how: String,
        forget: String,
        know: String,
        save: String,
        load: String,
        loaded: String,
        not_loaded: String,
        resume: String,
        filter: String,
        filtered: String,
        copy: String,
        copied: String,
        selected: String,
        search: String,
        search_label: String,
        search_keys: String,
        search_all: String,
        search_close: String,
        search_failed: String,
        search_without: String,
        n_results: Plural,
        no_results: String,
        pages: String,
        passages: String,
        alerts: AlertWords,
        verdicts: VerdictWords,
        kinds_of_names: KindWords,
        verbs: VerbWords,
        dates: DateWords,
        months: MonthWords,
    }

    /// Titles of the five callouts.
    AlertWords { note: String, tip: String, important: String, warning: String, caution: String, }

    /// How the articles' uses of a concept relate.
    VerdictWords { agree: String, differ: String, past: String, }

    /// One name of each kind, and all of them.
    KindWords { person: Plural, place: Plural, institution: Plural, event: Plural, work: Plural, }

    /// The verbs that every site has, and their inverses.
    VerbWords {
        presupposes: String,
        is_presupposed_by: String,
        narrows: String,
        is_narrowed_by: String,
        extends: String,
        is_extended_by: String,
        opposes: String,
        is_opposed_by: String,
        is_a_means_to: String,
        is_served_by: String,
        is_often_confused_with: String,
        is_related_to: String,
    }

    /// How dates are written.
    DateWords { day: String, month: String, first: String, }

    /// The months' names within a date.
    MonthWords {
        january: String,
        february: String,
        march: String,
        april: String,
        may: String,
        june: String,
        july: String,
        august: String,
        september: String,
        october: String,
        november: String,
        december: String,
    }
}

impl Default for Words {
    /// English.
    fn default() -> Words {
        meant(english())
    }
}

impl Words {
    /// The words in the file `path`, English where it has none. Every mistake is reported, and its word stays English.
    pub fn read(path: &Arc<str>, text: &str) -> (Words, Vec<Diagnostic>) {
        let mut words = english();
        let findings = lay_file_over(&mut words, path, text);
        (meant(words), findings)
    }

    /// The words of the site's language: English, over it the theme's, over these the site's own in
    /// `templates/words/`, whose texts `files` has by their paths; those of `de` before those of `de-AT`. English with
    /// a finding where there are none.
    pub fn of(language: &str, files: &BTreeMap<Arc<str>, Arc<str>>) -> Outcome<Words> {
        let whole = language.to_ascii_lowercase();
        let main = whole.split('-').next().unwrap_or_default();
        let mut tags = vec![main, &whole, language];
        tags.dedup();
        let mut words = english();
        let mut diagnostics = Vec::new();
        let mut is_found = false;
        let paths: Vec<Arc<str>> =
            tags.iter().map(|tag| format!("templates/words/{tag}.toml").into()).collect();
        let theme = paths.iter().filter_map(|path| Some((path, theme::text(path)?)));
        let own = paths.iter().filter_map(|path| Some((path, &**files.get(path)?)));
        for (path, text) in theme.chain(own) {
            diagnostics.extend(lay_file_over(&mut words, path, text));
            is_found = true;
        }
        if !is_found {
            diagnostics.push(say::missing_words(language));
        }
        Outcome { value: meant(words), diagnostics }
    }

    /// "12 mentions on 5 pages"
    pub fn mentions(&self, n_mentions: usize, n_pages: usize) -> String {
        let mentions = self.n_mentions.count(n_mentions);
        self.mentions_on_pages
            .replace("{pages}", &self.n_pages.count(n_pages))
            .replace("{mentions}", &mentions)
    }

    /// "about 90 pages"
    pub fn size(&self, n_pages: usize) -> String {
        self.book_size.replace("{pages}", &self.n_pages.count(n_pages))
    }

    /// A verb of relations, as the language says it; a site's own is shown as the site has it.
    pub fn verb<'a>(&'a self, verb: &'a str) -> &'a str {
        let words = &self.verbs;
        match verb {
            "presupposes" => &words.presupposes,
            "is presupposed by" => &words.is_presupposed_by,
            "narrows" => &words.narrows,
            "is narrowed by" => &words.is_narrowed_by,
            "extends" => &words.extends,
            "is extended by" => &words.is_extended_by,
            "opposes" => &words.opposes,
            "is opposed by" => &words.is_opposed_by,
            "is a means to" => &words.is_a_means_to,
            "is served by" => &words.is_served_by,
            "is often confused with" => &words.is_often_confused_with,
            RELATED => &words.is_related_to,
            own => own,
        }
    }

    /// "22 March 2018", "March 2018" or "2018".
    pub fn date(&self, date: Date) -> String {
        let year = date.year().to_string();
        let Some(month) = date.month() else { return year };
        let (words, form) =
            (&self.dates, if date.day().is_some() { &self.dates.day } else { &self.dates.month });
        let day = match date.day() {
            None => String::new(),
            Some(1) => words.first.clone(),
            Some(day) => day.to_string(),
        };
        form.replace("{day}", &day).replace("{month}", self.months.name(month)).replace("{year}", &year)
    }

    /// How the articles' uses relate, in a sentence without its full stop.
    pub fn verdict(&self, verdict: Verdict) -> &str {
        match verdict {
            Verdict::Agree => &self.verdicts.agree,
            Verdict::Differ => &self.verdicts.differ,
            Verdict::Past => &self.verdicts.past,
        }
    }

    /// "Person" and "People".
    pub fn kind(&self, kind: NameKind) -> &Plural {
        match kind {
            NameKind::Person => &self.kinds_of_names.person,
            NameKind::Place => &self.kinds_of_names.place,
            NameKind::Institution => &self.kinds_of_names.institution,
            NameKind::Event => &self.kinds_of_names.event,
            NameKind::Work => &self.kinds_of_names.work,
        }
    }

    /// A callout's title.
    pub fn alert(&self, alert: Alert) -> &str {
        match alert {
            Alert::Note => &self.alerts.note,
            Alert::Tip => &self.alerts.tip,
            Alert::Important => &self.alerts.important,
            Alert::Warning => &self.alerts.warning,
            Alert::Caution => &self.alerts.caution,
        }
    }

    /// What the renderer says within the author's text.
    pub fn phrases(&self) -> Phrases {
        let alerts = [Alert::Note, Alert::Tip, Alert::Important, Alert::Warning, Alert::Caution];
        Phrases {
            rail: self.concepts_in_section.clone(),
            paragraph: self.paragraph.clone(),
            note: self.note.clone(),
            back: self.back.clone(),
            table: self.table.clone(),
            done: self.done.clone(),
            open: self.open.clone(),
            alerts: alerts.map(|alert| self.alert(alert).to_owned()),
        }
    }
}

impl MonthWords {
    /// The name of a month, from 1.
    fn name(&self, month: u8) -> &str {
        match month {
            1 => &self.january,
            2 => &self.february,
            3 => &self.march,
            4 => &self.april,
            5 => &self.may,
            6 => &self.june,
            7 => &self.july,
            8 => &self.august,
            9 => &self.september,
            10 => &self.october,
            11 => &self.november,
            _ => &self.december,
        }
    }
}

fn english() -> Table {
    let text = theme::text("templates/words/en.toml").unwrap_or_default();
    match text.parse() {
        Ok(table) => table,
        Err(err) => unreachable!("the embedded words are TOML: {err}"),
    }
}

fn meant(mut words: Table) -> Words {
    let zero_takes = words.get("zero_takes").and_then(Value::as_str).unwrap_or_default().to_owned();
    for word in words.iter_mut().filter_map(|(_, word)| word.as_table_mut()) {
        if let Some(zero) = word.get(&zero_takes).cloned() {
            word.insert("zero".to_owned(), zero);
        }
    }
    match words.try_into() {
        Ok(words) => words,
        Err(err) => unreachable!("the embedded words have every key, and no file adds one: {err}"),
    }
}

/// Replaces words by those of a file.
fn lay_file_over(words: &mut Table, path: &Arc<str>, text: &str) -> Vec<Diagnostic> {
    let mut report = Report::new(path, text);
    let start = if text.starts_with('\u{FEFF}') { '\u{FEFF}'.len_utf8() } else { 0 };
    let typed = syntax::table(&mut report, Range::new(start, text.len()));
    lay_over(words, typed, &mut report);
    report.diagnostics()
}

/// Replaces words by those that were typed; what doesn't fit is reported.
fn lay_over(words: &mut Table, typed: Entries, report: &mut Report<'_>) {
    for (key, value) in typed {
        let name = key.it.as_str();
        let found = value.it.words();
        match (words.get_mut(name), value.it) {
            (Some(Value::String(word)), Typed::Text(text)) => {
                let unknown = places(&text).find(|place| !places(word).any(|known| known == *place));
                if text.trim().is_empty() {
                    report.say(front_matter::empty(report.path, value.range, name));
                } else if let Some(place) = unknown {
                    let known: Vec<&str> = places(word).collect();
                    report.say(say::unknown_place(report.path, value.range, place, &known));
                } else {
                    *word = text;
                }
            }
            (Some(Value::Table(inner)), Typed::Table(typed)) => lay_over(inner, typed, report),
            (Some(Value::Table(_)), _) => {
                report.say(front_matter::wrong_kind(report.path, value.range, name, "a table", found));
            }
            (Some(_), _) => {
                report.say(front_matter::wrong_kind(report.path, value.range, name, "text", found));
            }
            (None, _) => {
                let near = nearest(name, words.keys().map(String::as_str));
                report.say(say::unknown_word(report.path, key.range, name, near));
            }
        }
    }
}

/// The names in braces: `n` of "{n} mentions".
fn places(text: &str) -> impl Iterator<Item = &str> {
    text.split('{').skip(1).filter_map(|rest| rest.split_once('}').map(|(name, _)| name))
}
