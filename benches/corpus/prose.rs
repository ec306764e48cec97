//! Running text: words, mentions and links, poured into paragraphs, lists, quotations, tables and footnotes.

use std::fmt::Write as _;

use super::forms::{Concept, mention};
use super::words::{Random, Stock, Zipf, capitalised};

/// From what texts are made.
pub struct Prose<'a> {
    /// All words.
    pub stock: &'a Stock,
    /// All concepts.
    pub concepts: &'a [Concept],
    /// The concept whose entry is written, which is not mentioned there.
    pub own: Option<usize>,
}

impl Prose<'_> {
    /// `n` words with spaces between.
    pub fn words(&self, n: usize, random: &mut Random) -> String {
        let words: Vec<&str> = (0..n).map(|_| self.stock.word(random)).collect();
        words.join(" ")
    }

    /// `n` words, a capital and a full stop.
    pub fn sentence(&self, n: usize, random: &mut Random) -> String {
        capitalised(&self.words(n, random)) + "."
    }

    /// About a hundred words: six mentions, one link, the rest plain, in any order.
    fn hundred(&self, zipf: &Zipf, random: &mut Random) -> Vec<String> {
        let mut chunks: Vec<String> = (0..6).map(|_| mention(self.form(zipf, random), random)).collect();
        chunks.push(self.link(zipf, random));
        let taken: usize = chunks.iter().map(|chunk| chunk.split_whitespace().count()).sum();
        for _ in taken..100 {
            let word = self.stock.word(random);
            chunks.push(match random.below(200) {
                0 => format!("`{word}`"),
                1 => format!("**{word}**"),
                2 => format!("{word} &amp;"),
                3 => format!("{word}\\*"),
                4 => format!("“{word}”"),
                _ => word.into(),
            });
        }
        for index in (1..chunks.len()).rev() {
            chunks.swap(index, random.below(index + 1));
        }
        chunks
    }

    fn concept(&self, zipf: &Zipf, random: &mut Random) -> &Concept {
        let index = zipf.draw(random);
        let index = if Some(index) == self.own { (index + 1) % self.concepts.len() } else { index };
        &self.concepts[index]
    }

    fn form(&self, zipf: &Zipf, random: &mut Random) -> &str {
        let forms = &self.concept(zipf, random).forms;
        &forms[random.below(forms.len())]
    }

    fn link(&self, zipf: &Zipf, random: &mut Random) -> String {
        let slug = &self.concept(zipf, random).slug;
        match random.below(3) {
            0 => format!("[[{slug}]]"),
            1 => format!("[[{slug}|{}]]", self.words(2, random)),
            _ => format!("[{}](../concepts/{slug}.md)", self.words(2, random)),
        }
    }
}

/// A page's text of `n_words` words, headings apart.
pub fn body(n_words: usize, prose: &Prose, random: &mut Random) -> String {
    let zipf = Zipf::new(prose.concepts.len());
    let chunks: Vec<String> = (0..n_words / 100).flat_map(|_| prose.hundred(&zipf, random)).collect();
    let mut rest = chunks.as_slice();
    let (mut out, mut notes) = (String::new(), String::new());
    let (mut n_notes, mut section_chunks) = (0, 0);
    while !rest.is_empty() {
        if section_chunks == 0 && rest.len() < chunks.len() {
            let _ = write!(out, "## {}\n\n", capitalised(&prose.words(3, random)));
        }
        // With mentions of several words, 112 chunks are about 120 words.
        let wanted = (30 + random.below(30)).min(112 - section_chunks);
        let (block, after) = rest.split_at(wanted.min(rest.len()));
        rest = after;
        section_chunks = (section_chunks + wanted) % 112;
        match random.below(100) {
            0..8 => block.chunks(12).for_each(|item| flow(item, "- ", "  ", &mut out)),
            8..16 => flow(block, "> ", "> ", &mut out),
            16..20 if 9 <= block.len() => table(block, &mut out),
            20..32 if 25 < block.len() => {
                n_notes += 1;
                let (text, note) = block.split_at(block.len() - 15);
                flow(text, "", "", &mut out);
                // The mark follows the full stop.
                out.truncate(out.trim_end().len());
                let _ = writeln!(out, "[^{n_notes}]");
                flow(note, &format!("[^{n_notes}]: "), "    ", &mut notes);
                notes.push('\n');
            }
            _ => flow(block, "", "", &mut out),
        }
        out.push('\n');
    }
    out + &notes
}

/// Sentences of `chunks`, wrapped at 90 bytes, behind `first` on the first line and `next` on the others.
fn flow(chunks: &[String], first: &str, next: &str, out: &mut String) {
    out.push_str(first);
    let mut line_start = out.len();
    let mut starts = true;
    for (index, chunk) in chunks.iter().enumerate() {
        if index > 0 {
            if out.len() - line_start > 90 {
                out.push('\n');
                out.push_str(next);
                line_start = out.len();
            } else {
                out.push(' ');
            }
        }
        let chunk = chunk.replace('\n', &format!("\n{next}"));
        out.push_str(&if starts { capitalised(&chunk) } else { chunk });
        starts = index % 17 == 16 || index + 1 == chunks.len();
        if starts {
            out.push('.');
        } else if index % 9 == 4 {
            out.push(',');
        }
    }
    out.push('\n');
}

/// A table of three columns.
fn table(chunks: &[String], out: &mut String) {
    for (row, cells) in chunks.chunks(9).enumerate() {
        for cell in cells.chunks(3) {
            // A link's own bar would end the cell, so its text is left out.
            let cell: Vec<String> = cell.iter().map(|chunk| barless(chunk).replace('\n', " ")).collect();
            let _ = write!(out, "| {} ", cell.join(" "));
        }
        out.push_str("|\n");
        if row == 0 {
            out.push_str("|---|---|---|\n");
        }
    }
}

fn barless(link: &str) -> String {
    link.split_once('|').map_or_else(|| link.into(), |(before, _)| format!("{before}]]"))
}
