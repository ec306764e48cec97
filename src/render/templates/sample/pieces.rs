//! What several views have in them, with everything in it.

use super::Sample;
use crate::render::views::{
    ArticleLine, BacklinkGroup, CompareView, EntryLine, EntryLink, Frame, HeadingView, LinkView, Locators,
    MatrixCell, MatrixRow, MatrixView, Passage, RelationLine, Siglum, WorkView,
};

impl Sample {
    pub(super) fn matrix(&self) -> MatrixView {
        let cell = || MatrixCell {
            letter: self.text(),
            voice: self.text(),
            has_use: true,
            n_mentions: self.number,
            href: self.text(),
        };
        let row = || MatrixRow {
            key: self.text(),
            concept: self.entry_link(),
            cells: self.list(cell),
            compare: CompareView { verdict: self.text(), verdict_words: self.text(), gloss: self.text() },
        };
        MatrixView {
            articles: self.list(|| self.line()),
            rows: self.list(row),
            is_table: true,
            has_filters: true,
        }
    }

    pub(super) fn work(&self) -> WorkView {
        WorkView {
            id: self.text(),
            reference_html: self.text(),
            article: self.link(),
            letter: self.text(),
            voice: self.text(),
            cited: self.list(|| self.link()),
        }
    }

    pub(super) fn frame(&self) -> Frame {
        Frame {
            title: self.text(),
            description: self.text(),
            root: self.text(),
            address: self.text(),
            canonical: self.text(),
            kind: self.text(),
            section: self.text(),
            edit: self.text(),
            previews_html: self.text(),
        }
    }

    pub(super) fn link(&self) -> LinkView {
        LinkView { href: self.text(), title: self.text() }
    }

    pub(super) fn entry_link(&self) -> EntryLink {
        EntryLink { preview: self.text(), id: self.text(), href: self.text(), title: self.text() }
    }

    pub(super) fn line(&self) -> ArticleLine {
        ArticleLine {
            href: self.text(),
            title: self.text(),
            letter: self.text(),
            voice: self.text(),
            authors: self.list(|| self.entry_link()),
            published: self.text(),
            summary: self.text(),
        }
    }

    pub(super) fn entry_line(&self) -> EntryLine {
        EntryLine {
            id: self.text(),
            href: self.text(),
            title: self.text(),
            filed_as: self.text(),
            see: self.text(),
            aliases: self.list(|| self.text()),
            summary: self.text(),
            letters: self.list(|| Siglum { letter: self.text(), voice: self.text() }),
            n_mentions: self.number,
            locators: self.list(|| Locators {
                letter: self.text(),
                voice: self.text(),
                title: self.text(),
                href: self.text(),
                paragraphs: self.list(|| self.link()),
            }),
        }
    }

    pub(super) fn contents(&self) -> Vec<HeadingView> {
        [2, 3, 4].map(|level| HeadingView { id: self.text(), title: self.text(), level }).to_vec()
    }

    pub(super) fn relation(&self) -> RelationLine {
        RelationLine {
            preview: self.text(),
            id: self.text(),
            href: self.text(),
            title: self.text(),
            summary: self.text(),
            why: self.text(),
        }
    }

    pub(super) fn backlinks(&self) -> BacklinkGroup {
        BacklinkGroup {
            href: self.text(),
            title: self.text(),
            letter: self.text(),
            voice: self.text(),
            passages: self.list(|| Passage {
                href: self.text(),
                paragraph: self.number as u32,
                before: self.text(),
                words: self.text(),
                after: self.text(),
            }),
        }
    }
}
