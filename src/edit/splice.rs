//! Pieces and carried texts to whole texts, and to where each byte is then.

use std::borrow::Cow;
use std::sync::Arc;

use super::Edits;
use crate::text::Range;

/// A range of a text, and what is to stand there.
pub(super) type Piece = (Range, String);

/// The text of each file, by its path.
pub type Texts<'a, 't> = &'a dyn Fn(&str) -> Option<&'t str>;

/// Text that goes to another place, with what is replaced in it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Carried {
    pub from: Arc<str>,
    pub range: Range,
    pub to: Arc<str>,
    pub at: u32,
    pub lead: String,
    pub tail: String,
}

/// A stretch of a text as it will be.
struct Laid<'a> {
    words: Cow<'a, str>,
    of: Origin<'a>,
}

/// Where it comes from.
enum Origin<'a> {
    /// It stood there, in these bytes.
    Stays(Range),
    /// It stands in place of these bytes.
    Replaces(Range),
    Carried(&'a Carried),
}

impl Carried {
    /// Whether a piece of the file goes along. Of what is put at a border, that at the end does.
    fn takes(&self, piece: Range) -> bool {
        self.range.contains(piece) && !(piece.is_empty() && piece.start == self.range.start)
    }

    /// Its text up to the byte `end` of the file it comes from, as it will be.
    fn text(&self, edits: &Edits, end: u32, texts: Texts<'_, '_>) -> Option<String> {
        let own = edits.replaced_in(&self.from).iter().filter(|(range, _)| self.takes(*range));
        let laid = laid(texts(&self.from)?, Range { start: self.range.start, end }, own.map(replacing))?;
        let text: String = laid.iter().map(|laid| &*laid.words).collect();
        let has_returns = |path: &str| texts(path).is_some_and(|text| text.contains("\r\n"));
        // Lines end as those of the file do to which they come.
        Some(match (has_returns(&self.from), has_returns(&self.to)) {
            (true, false) => text.replace("\r\n", "\n"),
            (false, true) => text.replace('\n', "\r\n"),
            _ => text,
        })
    }
}

impl Edits {
    /// A file's text as it will be; none where the edits don't fit it.
    pub fn text_after<'t>(&self, path: &str, texts: Texts<'_, 't>) -> Option<String> {
        Some(self.laid(path, texts)?.into_iter().map(|laid| laid.words).collect())
    }

    /// Where a byte of a file will be: the file by its path of today, and the byte; none where it is replaced. What
    /// replaces begins where the replaced begins.
    pub fn place_after<'t>(&self, path: &str, at: u32, texts: Texts<'_, 't>) -> Option<(Arc<str>, u32)> {
        let holds = |range: Range| range.start <= at && at < range.end;
        let carried = self.carried.iter().find(|carried| *carried.from == *path && holds(carried.range));
        let to = carried.map_or_else(|| path.into(), |carried| carried.to.clone());
        let mut offset = 0;
        for laid in self.laid(&to, texts)? {
            let inside = match laid.of {
                Origin::Carried(it) if carried.is_some_and(|carried| std::ptr::eq(carried, it)) => {
                    let is_replaced = |(range, words): &&Piece| {
                        it.takes(*range) && holds(*range) && (range.start < at || words.is_empty())
                    };
                    if self.replaced_in(path).iter().any(|piece| is_replaced(&piece)) {
                        return None;
                    }
                    Some(it.lead.len() + it.text(self, at, texts)?.len())
                }
                Origin::Stays(range) if carried.is_none() && holds(range) => {
                    Some((at - range.start) as usize)
                }
                Origin::Replaces(range)
                    if carried.is_none() && holds(range) && range.start == at && !laid.words.is_empty() =>
                {
                    Some(0)
                }
                _ => None,
            };
            if let Some(inside) = inside {
                return Some((to, u32::try_from(offset + inside).ok()?));
            }
            offset += laid.words.len();
        }
        None
    }

    fn replaced_in(&self, path: &str) -> &[Piece] {
        self.replaced.get(path).map_or(&[][..], Vec::as_slice)
    }

    /// The stretches of a file's text as it will be, in order.
    fn laid<'a, 't: 'a>(&'a self, path: &str, texts: Texts<'_, 't>) -> Option<Vec<Laid<'a>>> {
        let gone = || self.carried.iter().filter(|carried| *carried.from == *path);
        let stays = |piece: &&Piece| !gone().any(|carried| carried.takes(piece.0));
        let mut pieces: Vec<(Range, Laid<'_>)> =
            self.replaced_in(path).iter().filter(stays).map(replacing).collect();
        for Carried { range, .. } in gone() {
            pieces.push((*range, Laid { words: "".into(), of: Origin::Replaces(*range) }));
        }
        for carried in self.carried.iter().filter(|carried| *carried.to == *path) {
            let words = carried.text(self, carried.range.end, texts)?;
            let words = format!("{}{words}{}", carried.lead, carried.tail);
            let at = Range { start: carried.at, end: carried.at };
            pieces.push((at, Laid { words: words.into(), of: Origin::Carried(carried) }));
        }
        pieces.sort_by_key(|(range, _)| (range.start, range.end));
        let text = texts(path)?;
        laid(text, Range::new(0, text.len()), pieces.into_iter())
    }
}

fn replacing((range, words): &Piece) -> (Range, Laid<'_>) {
    (*range, Laid { words: words.as_str().into(), of: Origin::Replaces(*range) })
}

/// A stretch of the text with pieces in it, which come in order; those that begin after it are left out.
fn laid<'a>(
    text: &'a str,
    stretch: Range,
    pieces: impl Iterator<Item = (Range, Laid<'a>)>,
) -> Option<Vec<Laid<'a>>> {
    let mut out = Vec::new();
    let mut at = stretch.start;
    let stays = |out: &mut Vec<Laid<'a>>, start: u32, end: u32| {
        let range = Range { start, end };
        let words = text.get(range.start as usize..range.end as usize)?;
        out.push(Laid { words: words.into(), of: Origin::Stays(range) });
        Some(())
    };
    for (range, piece) in pieces {
        let is_before = range.start < stretch.end || (range.is_empty() && range.start == stretch.end);
        if is_before {
            stays(&mut out, at, range.start)?;
            out.push(piece);
            at = range.end;
        }
    }
    stays(&mut out, at, stretch.end)?;
    Some(out)
}
