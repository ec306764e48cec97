//! How each language sets its marks. A language that isn't here keeps straight quotation marks: wrong ones are worse.

/// How a language sets what a keyboard has no key for.
#[derive(Debug, PartialEq, Eq, Hash)]
pub struct Setting {
    /// None where the language's marks aren't known.
    pub(super) quotes: Option<Quotes>,
    /// Whether a narrow no-break space stands before `;`, `:`, `!` and `?`.
    pub(super) spaced: bool,
    /// After these, a number stays on the line.
    pub(super) before_numbers: &'static [&'static str],
    /// Small words that begin with an apostrophe, in lower case.
    pub(super) elisions: &'static [&'static str],
}

/// Opening and closing marks.
#[derive(Debug, PartialEq, Eq, Hash)]
pub(super) struct Quotes {
    /// A double mark.
    pub double: [&'static str; 2],
    /// A double mark inside another.
    pub nested: [&'static str; 2],
    /// A single mark.
    pub single: [&'static str; 2],
}

impl Setting {
    /// The marks of a quotation; English ones where the language's aren't known.
    pub fn outer(&self) -> [&'static str; 2] {
        self.quotes.as_ref().map_or(CURLED.double, |quotes| quotes.double)
    }

    /// The marks of a quotation in another.
    pub fn inner(&self) -> [&'static str; 2] {
        self.quotes.as_ref().map_or(CURLED.single, |quotes| quotes.single)
    }
}

const CURLED: Quotes = Quotes { double: ["“", "”"], nested: ["“", "”"], single: ["‘", "’"] };

static ENGLISH: Setting = Setting {
    quotes: Some(CURLED),
    spaced: false,
    before_numbers: &[
        "p.", "pp.", "n.", "nn.", "No.", "Nos.", "no.", "nos.", "vol.", "vols.", "Vol.", "Vols.", "ch.",
        "chs.", "art.", "arts.", "Art.", "sec.", "secs.", "fig.", "figs.", "Fig.", "Figs.", "para.",
        "paras.", "Article", "Articles", "Chapter", "Chapters", "Section", "Sections", "Figure", "Figures",
        "Table", "Tables", "Part", "Parts", "Volume", "Volumes",
    ],
    elisions: &["tis", "twas", "twere", "twill", "twould", "til"],
};

static GERMAN: Setting = Setting {
    quotes: Some(Quotes { double: ["„", "“"], nested: ["„", "“"], single: ["‚", "‘"] }),
    spaced: false,
    before_numbers: GERMAN_NUMBERED,
    elisions: &[],
};

/// As it is set in Switzerland and Liechtenstein.
static SWISS_GERMAN: Setting = Setting {
    quotes: Some(Quotes { double: ["«", "»"], nested: ["«", "»"], single: ["‹", "›"] }),
    spaced: false,
    before_numbers: GERMAN_NUMBERED,
    elisions: &[],
};

const GERMAN_NUMBERED: &[&str] = &[
    "S.",
    "Anm.",
    "Nr.",
    "Nrn.",
    "Bd.",
    "Bde.",
    "Art.",
    "Abs.",
    "Kap.",
    "Abb.",
    "Tab.",
    "Rn.",
    "Rz.",
    "Z.",
    "Artikel",
    "Artikeln",
    "Absatz",
    "Kapitel",
    "Kapiteln",
    "Abschnitt",
    "Abbildung",
    "Tabelle",
    "Teil",
    "Band",
    "Seite",
    "Seiten",
];

static FRENCH: Setting = Setting {
    quotes: Some(Quotes {
        double: ["«\u{202F}", "\u{202F}»"], nested: ["“", "”"], single: ["“", "”"]
    }),
    spaced: true,
    before_numbers: &[
        "p.",
        "pp.",
        "n.",
        "n°",
        "nº",
        "N°",
        "nos",
        "t.",
        "vol.",
        "chap.",
        "art.",
        "al.",
        "fig.",
        "tabl.",
        "Article",
        "Articles",
        "article",
        "articles",
        "chapitre",
        "chapitres",
        "section",
        "sections",
        "tome",
        "volume",
        "page",
        "pages",
        "partie",
    ],
    elisions: &[],
};

static OTHER: Setting =
    Setting { quotes: None, spaced: false, before_numbers: &["p.", "pp."], elisions: &[] };

/// How the language `tag` (BCP 47) sets its marks.
pub fn setting(tag: &str) -> &'static Setting {
    setting_of(tag).unwrap_or(&OTHER)
}

/// The same where the language is known.
pub fn setting_of(tag: &str) -> Option<&'static Setting> {
    let mut parts = tag.split('-');
    let is = |part: &str, known: &str| part.eq_ignore_ascii_case(known);
    match parts.next()? {
        main if is(main, "en") => Some(&ENGLISH),
        main if is(main, "de") && parts.any(|part| is(part, "CH") || is(part, "LI")) => Some(&SWISS_GERMAN),
        main if is(main, "de") => Some(&GERMAN),
        main if is(main, "fr") => Some(&FRENCH),
        _ => None,
    }
}
