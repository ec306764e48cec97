//! The map: the concepts of two articles, what joins them, and every relation as a list.
//!
//! From the site to a view; where things stand is decided in [`layout`], which knows titles and ties alone.

pub mod choose;
mod label;
pub mod layout;
mod order;

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::Context;
use super::views::{MapBox, MapConcept, MapFigure, MapGroup, MapSide, MapText, MapView};
use crate::output::Output;
use crate::parse::Kind;
use crate::resolve::{EntryIndex, Relation, RelationKind, Site};
use choose::{Concept, Glossary, Side, Tie};
use layout::{Drawing, Node, drawing};

/// The stylesheet of the map's page: the theme's, and after it the rules that light up neighbours.
const STYLE: &str = "map.css";
/// What a rule of these sets; the theme's rules say what it looks like.
const LIT: &str = "{ --lit: var(--ink); --lit-width: 2px; --lit-ground: var(--mark) }";

/// What the map's page shows, made once for the site.
#[derive(Default)]
pub struct Map {
    /// `entries[concept]` is the entry of `glossary.concepts[concept]`.
    entries: Vec<EntryIndex>,
    glossary: Glossary,
    drawing: Drawing,
}

/// The map of a site; its drawing is empty where there are other than two articles.
pub fn map(ctx: &Context<'_>) -> Map {
    if !is_drawn(ctx.site) {
        return Map::default();
    }
    let site = ctx.site;
    let concepts = site.order.concepts.iter().filter_map(|doc| site.entry_of[*doc as usize]);
    let entries: Vec<EntryIndex> = concepts.filter(|entry| side(ctx, *entry).is_some()).collect();
    let places: BTreeMap<EntryIndex, usize> = entries.iter().copied().zip(0..).collect();
    let sections: Vec<BTreeSet<(u32, u32)>> = entries.iter().map(|entry| sections(ctx, *entry)).collect();
    let mut ties: BTreeMap<(usize, usize), bool> = BTreeMap::new();
    for (one, entry) in entries.iter().enumerate() {
        for relation in site.relations[*entry as usize].iter().filter(|relation| relation.stated) {
            let Some(other) = places.get(&relation.to) else { continue };
            *ties.entry((one.min(*other), one.max(*other))).or_default() |= relation.why.is_some();
        }
    }
    let tie = |((one, other), has_reason): ((usize, usize), bool)| {
        let n_together = sections[one].intersection(&sections[other]).count();
        Tie { one, other, has_reason, n_together }
    };
    let concept = |entry: &EntryIndex| Concept {
        title: ctx.title(site.entries[*entry as usize].doc).to_owned(),
        side: side(ctx, *entry).unwrap_or(Side::Both),
        n_mentions: site.backlinks[*entry as usize].iter().filter(|it| is_article(site, it.doc)).count(),
    };
    let glossary = Glossary {
        concepts: entries.iter().map(concept).collect(),
        ties: ties.into_iter().map(tie).collect(),
    };
    let drawing = drawing(&glossary, site.config.limits.map_entries as usize);
    Map { entries, glossary, drawing }
}

fn is_article(site: &Site, doc: u32) -> bool {
    site.docs[doc as usize].kind == Kind::Article
}

/// Whether the site has a page of the map: something is related to something.
pub fn has_map(site: &Site) -> bool {
    let n_relations = stated(site).count();
    0 < n_relations && n_relations <= site.config.limits.map_relations as usize
}

fn is_drawn(site: &Site) -> bool {
    has_map(site) && site.order.articles.len() == 2
}

/// What of the map is left out, in a sentence; none when nothing is.
pub fn left_out(site: &Site) -> Option<String> {
    let most = site.config.limits.map_relations;
    match stated(site).count() {
        0 => None,
        n if most as usize <= n && !has_map(site) => {
            Some(format!("more than {most} relations: no map (`map_relations` in `[limits]`)"))
        }
        _ if is_drawn(site) => None,
        _ => Some("not two articles: the map is a list without a drawing".to_owned()),
    }
}

/// Every relation, once: as it is stated, and of two that say the same the first.
fn stated(site: &Site) -> impl Iterator<Item = (EntryIndex, &Relation)> {
    let all = site.relations.iter().enumerate();
    let all = all
        .flat_map(|(from, relations)| relations.iter().map(move |relation| (from as EntryIndex, relation)));
    all.filter(|(from, relation)| relation.stated && !is_said_before(site, *from, relation))
}

/// Whether the other entry comes first and states the inverse.
fn is_said_before(site: &Site, from: EntryIndex, relation: &Relation) -> bool {
    let inverse = match &relation.kind {
        RelationKind::Broader => RelationKind::Narrower,
        RelationKind::Narrower => RelationKind::Broader,
        RelationKind::Verb(verb) => RelationKind::Verb(
            site.config.verb(verb).map_or_else(|| verb.clone(), |verb| verb.inverse.clone()),
        ),
    };
    let others = &site.relations[relation.to as usize];
    relation.to < from && others.iter().any(|other| other.stated && other.to == from && other.kind == inverse)
}

/// Which of two articles has a concept.
fn side(ctx: &Context<'_>, entry: EntryIndex) -> Option<Side> {
    let own = &ctx.articles[entry as usize];
    let [first, second] = ctx.site.order.articles[..] else { return None };
    match (own.contains(&first), own.contains(&second)) {
        (true, true) => Some(Side::Both),
        (true, false) => Some(Side::First),
        (false, true) => Some(Side::Second),
        (false, false) => None,
    }
}

/// The sections of articles that mention an entry: documents and numbers.
fn sections(ctx: &Context<'_>, entry: EntryIndex) -> BTreeSet<(u32, u32)> {
    let backlinks = ctx.site.backlinks[entry as usize].iter().filter(|it| is_article(ctx.site, it.doc));
    let section = |it: &crate::resolve::Backlink| {
        let mention = &ctx.site.mentions[it.doc as usize][it.mention as usize];
        let run = ctx.doc(it.doc).runs.get(mention.run as usize);
        (it.doc, run.map_or(0, |run| run.section))
    };
    backlinks.map(section).collect()
}

/// Adds the rules by which a concept that is pointed at lights up what it is related to, and the lines to that.
pub fn light(map: &Map, files: &mut Output) {
    let mut rules = String::new();
    for (others, number) in lit(map).iter().zip(1..).filter(|(others, _)| !others.is_empty()) {
        rules.push_str(&format!(".map:has(#m-{number}:is(:hover, :focus-visible)) :is({others}) {LIT}\n"));
    }
    let style = files.files.entry(STYLE.to_owned()).or_default();
    Arc::make_mut(style).extend(rules.into_bytes());
}

/// For each concept that is drawn, selectors of what it lights up.
fn lit(map: &Map) -> Vec<String> {
    let number_of = numbers(map);
    let mut out = vec![Vec::new(); map.drawing.nodes.len()];
    let mut push = |tie: &Tie, selectors: [String; 2]| {
        let numbers = [number_of[tie.one], number_of[tie.other]];
        if numbers.iter().all(|number| *number > 0) {
            for (number, selector) in numbers.into_iter().zip(selectors) {
                out[number - 1].push(selector);
            }
        }
    };
    for tie in &map.glossary.ties {
        push(tie, [tie.other, tie.one].map(|other| format!("#m-{}", number_of[other])));
    }
    for (line, place) in map.drawing.lines.iter().zip(1..) {
        push(&map.glossary.ties[line.tie], [(); 2].map(|()| format!(".lines :nth-child({place})")));
    }
    out.into_iter().map(|selectors| selectors.join(", ")).collect()
}

/// `numbers[concept]`, from 1 in the order in which they are drawn; 0 where a concept isn't.
fn numbers(map: &Map) -> Vec<usize> {
    let mut out = vec![0; map.glossary.concepts.len()];
    for (node, number) in map.drawing.nodes.iter().zip(1..) {
        out[node.concept] = number;
    }
    out
}

/// The page.
pub fn page(ctx: &Context<'_>) -> MapView {
    let map = &ctx.map;
    let n_drawn = map.drawing.nodes.len();
    MapView {
        page: ctx.frame("map.html", "map", &ctx.words.map),
        articles: ctx.site.order.articles.iter().map(|article| ctx.article_line(*article, "")).collect(),
        n_of: [Side::First, Side::Second].map(|side| n_on(map, side)).to_vec(),
        n_both: n_on(map, Side::Both),
        has_figure: n_drawn > 0,
        figure: figure(ctx),
        n_relations: stated(ctx.site).count(),
        n_lines: map.drawing.lines.len(),
        n_left_out: map.entries.len() - n_drawn,
        groups: groups(ctx),
    }
}

fn figure(ctx: &Context<'_>) -> MapFigure {
    let Map { glossary, drawing, .. } = &ctx.map;
    let number_of = numbers(&ctx.map);
    let side = |head: &layout::Head| {
        let nodes = drawing.nodes.iter().filter(|node| glossary.concepts[node.concept].side == head.side);
        MapSide {
            voice: voice(head.side).to_owned(),
            n: n_on(&ctx.map, head.side),
            x: head.x,
            width: head.width,
            nodes: nodes.map(|node| drawn(ctx, node, number_of[node.concept])).collect(),
        }
    };
    MapFigure {
        width: drawing.width,
        height: drawing.height,
        ems: ems(drawing.width),
        text: label::TEXT,
        paths: drawing.lines.iter().map(|line| line.path.clone()).collect(),
        sides: drawing.heads.iter().map(side).collect(),
    }
}

/// A width in sizes of the text, with a decimal, rounded up: a box must not come out smaller than it is.
fn ems(width: i32) -> String {
    let tenths = (width * 10 + label::TEXT - 1) / label::TEXT;
    format!("{}.{}", tenths / 10, tenths % 10)
}

fn n_on(map: &Map, side: Side) -> usize {
    map.glossary.concepts.iter().filter(|concept| concept.side == side).count()
}

fn voice(side: Side) -> &'static str {
    match side {
        Side::First => "a",
        Side::Both => "both",
        Side::Second => "b",
    }
}

fn drawn(ctx: &Context<'_>, node: &Node, number: usize) -> MapBox {
    let Node { concept, x, y, label } = node;
    let lines = label.lines.iter().zip(0..);
    MapBox {
        number,
        link: ctx.entry_link(ctx.map.entries[*concept], ""),
        is_shortened: label.is_shortened,
        x: *x,
        y: *y,
        width: label.width,
        height: label.height,
        text: match ctx.map.glossary.concepts[*concept].side {
            Side::First => x + label.width - label::ROOM,
            Side::Both => x + label.width / 2,
            Side::Second => x + label::ROOM,
        },
        lines: lines
            .map(|(words, index)| MapText { y: y + 17 + label::FURTHER * index, words: words.clone() })
            .collect(),
    }
}

/// Every concept with the relations that it states: those of both articles, of each, and of neither.
fn groups(ctx: &Context<'_>) -> Vec<MapGroup> {
    let mut relations: BTreeMap<EntryIndex, Vec<&Relation>> = BTreeMap::new();
    for (from, relation) in stated(ctx.site) {
        relations.entry(from).or_default().push(relation);
    }
    let mut out: BTreeMap<(usize, &'static str), Vec<MapConcept>> = BTreeMap::new();
    for entry in ctx.site.order.concepts.iter().filter_map(|doc| ctx.site.entry_of[*doc as usize]) {
        let key = match side(ctx, entry) {
            Some(Side::Both) => (0, "both"),
            Some(Side::First) => (1, "a"),
            Some(Side::Second) => (2, "b"),
            None => (3, ""),
        };
        let relations = super::pages::grouped(ctx, relations.remove(&entry).unwrap_or_default(), "");
        out.entry(key).or_default().push(MapConcept { link: ctx.entry_link(entry, ""), relations });
    }
    out.into_iter().map(|((_, voice), concepts)| MapGroup { voice: voice.to_owned(), concepts }).collect()
}
