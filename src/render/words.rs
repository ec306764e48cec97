//! What the theme and the renderer say, in the site's language.

mod files;

use serde::{Deserialize, Serialize};

use super::html::Phrases;
use crate::config::RELATED;
use crate::parse::Alert;
use crate::parse::meta::{NameKind, Verdict};
use crate::text::Date;
use files::{english, meant};

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
