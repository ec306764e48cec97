//! Where an entry is mentioned: passages of other pages, by page.

use super::views::BacklinkGroup;
use super::{Context, passages};
use crate::resolve::{Backlink, DocIndex, EntryIndex};

/// Where an entry is mentioned, page by page, and how many mentions are not shown.
pub fn backlinks(ctx: &Context<'_>, entry: EntryIndex, root: &str) -> (Vec<BacklinkGroup>, usize) {
    let all = &ctx.site.backlinks[entry as usize];
    let n_shown = all.len().min(ctx.site.config.limits.passages as usize);
    (groups(ctx, &all[..n_shown], root), all.len() - n_shown)
}

fn groups(ctx: &Context<'_>, shown: &[Backlink], root: &str) -> Vec<BacklinkGroup> {
    let mut groups: Vec<(DocIndex, BacklinkGroup)> = Vec::new();
    for backlink in shown {
        let address = format!("{root}{}", ctx.address(backlink.doc));
        let mention = &ctx.site.mentions[backlink.doc as usize][backlink.mention as usize];
        let href = format!("{address}#m-{}", backlink.mention + 1);
        let passage = passages::passage(ctx, backlink.doc, mention, href);
        match groups.last_mut().filter(|(doc, _)| *doc == backlink.doc) {
            Some((_, group)) => group.passages.push(passage),
            None => {
                let group = BacklinkGroup {
                    href: address,
                    title: ctx.title(backlink.doc).to_owned(),
                    letter: ctx.letter(backlink.doc).to_owned(),
                    voice: ctx.voice(backlink.doc).to_owned(),
                    passages: vec![passage],
                };
                groups.push((backlink.doc, group));
            }
        }
    }
    groups.into_iter().map(|(_, group)| group).collect()
}
