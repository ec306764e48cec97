//! Words that begin and end no term, and phrases that introduce one. English.

/// Words that no term begins or ends with; compared in lower case.
const COMMON: &str = "
a about above according account across actually add added adds after again against ago ahead all allow allowed almost
alone along already also although always am among an and another answer answered answers any anybody anyone anything
apart are aren't argue argued argues argument around article articles as ask asked asking asks at away back be became
because become becomes been before begin begins behind being believe believes best better between beyond both bring
brings but by call called calls came can can't cannot case cases certain chapter cite cited clear clearly come comes
could couldn't day days deal describe describes did didn't differ different do does doesn't doing don't done down
during each earlier either else end ends enough entirely especially even ever every everybody everything exactly example
examples expect expects explain explains fact far few find finds first follow follows for found four five from full
further gain gave general get gets give given gives go goes going gone good got grant grants great had half happen
happened happens hard has hasn't have haven't having he her here hers herself high him himself his hold holds how
however idea ideas if important in indeed instead interview into is isn't it its itself just keep keeps kept kind kinds
knew know known knows last later lead leads learn least leave leaves less let lets like likely link little long longer look
looks lot low made main make makes making man many may me mean means meant meet meets mention mentions merely might mine
more most mostly much must my name named names near nearly necessarily need needs neither never new next no nobody none
nor not nothing now of off offer offers often old on once one ones only open or other others our out over own page
part particular particularly passage past people perhaps phrase place places point points possible put puts question
questions quite quote quoted quotes rather read reader reader's reading reads really reason reasons refer refers reply
replies right said same saw huge key vast major majority totally basically chiefly slower say saying says second see seem seems seen sees several shall she should shows show shown
side since sketch small so some somebody something sometimes soon sort speak speaking speaks spoke stand stands start
starts state stated states still stop such sure take taken takes task tell tells ten term terms text than that that's the their
them themselves then there therefore these they thing things think thinks this those though thought three through
thus time times to today together told too took toward towards true try tries turn turned turns two under until up
upon us use used uses using usually very view want wants was wasn't way ways we well went were weren't what whatever when
where whether which while who whole whom whose why will wish with within without won't word words work works would
wouldn't write writes written wrong year years yes yet you your
january february march april june july august september october november december
monday tuesday wednesday thursday friday saturday sunday mr mrs ms dr professor et al
";

/// Words that may stand inside a term, though none begins or ends with them.
const LINKING: [&str; 5] = ["of", "the", "and", "to", "without"];

/// Endings of words that describe: a term hardly ends with one. The names of things that share them are rare.
const DESCRIBING: [&str; 10] = ["ly", "ive", "ible", "able", "ous", "ful", "less", "ed", "ish", "n't"];

/// What stands right before a word that is presented as a term.
pub const CUES: [&str; 14] = [
    "so called",
    "calls",
    "called",
    "calls it",
    "calls them",
    "calls this",
    "calls these",
    "terms it",
    "termed",
    "dubs",
    "dubbed",
    "known as",
    "the notion of",
    "the concept of",
];

/// The words of [`COMMON`], ready to be asked.
pub struct Common {
    words: rustc_hash::FxHashSet<&'static str>,
}

impl Common {
    /// Reads the list once.
    pub fn new() -> Common {
        Common { words: COMMON.split_whitespace().collect() }
    }

    /// Whether a term may begin or end with this word, folded.
    pub fn may_border(&self, word: &str) -> bool {
        !self.words.contains(word) && word.chars().count() > 2 && word.chars().any(char::is_alphabetic)
    }

    /// Whether a term may end with this word, folded.
    pub fn may_end(&self, word: &str) -> bool {
        self.may_border(word) && !DESCRIBING.iter().any(|ending| word.ends_with(ending))
    }

    /// Whether a term may have this word, folded, inside.
    pub fn may_stand_inside(&self, word: &str) -> bool {
        LINKING.contains(&word) || self.may_border(word)
    }
}
