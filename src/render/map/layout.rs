//! Where everything stands, in units: whole numbers, the same on every machine.

use super::choose::{Choice, Glossary, Side, choose};
use super::label::{Label, label};
use super::order::{Columns, Item, MIDDLE, N_COLUMNS, column, ordered};

/// What is left around the drawing.
const MARGIN: i32 = 8;
/// The height of the heads over the columns.
const HEAD: i32 = 40;
/// What is left between two boxes of a column.
const BETWEEN: i32 = 3;
/// What a line takes that leads through the middle.
const WAY: i32 = 9;
/// The way from a column to the next.
const GAP: i32 = 36;
/// The way from the middle to the columns beside it, where most lines are.
const WIDE_GAP: i32 = 64;
/// How far a concept is indented below the one on which it hangs.
const INDENT: i32 = 14;
/// Times that each column is moved towards its neighbours.
const N_ROUNDS: usize = 8;

/// A drawing of a glossary.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Drawing {
    /// In units.
    pub width: i32,
    /// In units.
    pub height: i32,
    /// The concepts that are drawn, column after column, each from top to bottom.
    pub nodes: Vec<Node>,
    /// The ties that are drawn.
    pub lines: Vec<Line>,
    /// What stands over the columns of the first article, of both, and of the second; none over no columns.
    pub heads: Vec<Head>,
}

/// A concept that is drawn.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Node {
    /// Its index in the glossary.
    pub concept: usize,
    /// The box's left edge.
    pub x: i32,
    /// The box's upper edge.
    pub y: i32,
    /// The text and the size of the box.
    pub label: Label,
}

/// A tie that is drawn.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line {
    /// Its index in the glossary.
    pub tie: usize,
    /// An SVG path.
    pub path: String,
}

/// The extent of a side's columns.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Head {
    /// Whose they are.
    pub side: Side,
    /// The left edge of the first of them.
    pub x: i32,
    /// Up to the right edge of the last.
    pub width: i32,
}

/// Draws at most `most` concepts of a glossary.
pub fn drawing(glossary: &Glossary, most: usize) -> Drawing {
    let choice = choose(glossary, most);
    let columns = ordered(glossary, &choice);
    if columns.iter().all(Vec::is_empty) {
        return Drawing::default();
    }
    let labels: Vec<Label> = glossary.concepts.iter().map(|concept| label(&concept.title)).collect();
    let sheet = Sheet::new(glossary, &choice, columns, &labels);
    let nodes = sheet.nodes(&labels);
    let lines = choice.ties.iter().map(|tie| Line { tie: *tie, path: sheet.path(*tie) }).collect();
    let (width, height) = (sheet.width + MARGIN, HEAD + sheet.height + MARGIN);
    Drawing { width, height, nodes, lines, heads: sheet.heads() }
}

/// A box before it is drawn.
#[derive(Clone, Copy, Default)]
struct Place {
    x: i32,
    y: i32,
    width: i32,
    height: i32,
}

impl Place {
    fn right(self) -> i32 {
        self.x + self.width
    }

    fn middle(self) -> i32 {
        self.y + self.height / 2
    }
}

struct Sheet<'a> {
    glossary: &'a Glossary,
    choice: &'a Choice,
    columns: Columns,
    /// Left and right edge of each column; an empty one has no width.
    edges: [(i32, i32); N_COLUMNS],
    /// `concepts[concept]`
    concepts: Vec<Place>,
    /// `ways[tie]`, of ties that lead through the middle.
    ways: Vec<Place>,
    width: i32,
    height: i32,
}

impl<'a> Sheet<'a> {
    fn new(glossary: &'a Glossary, choice: &'a Choice, columns: Columns, labels: &[Label]) -> Sheet<'a> {
        let mut sheet = Sheet {
            glossary,
            choice,
            columns,
            edges: [(0, 0); N_COLUMNS],
            concepts: labels
                .iter()
                .map(|label| Place { width: label.width, height: label.height, ..Place::default() })
                .collect(),
            ways: vec![Place { height: WAY, ..Place::default() }; glossary.ties.len()],
            width: 0,
            height: 0,
        };
        sheet.across();
        sheet.down();
        sheet
    }

    fn place(&self, item: Item) -> Place {
        match item {
            Item::Concept(concept, _) => self.concepts[concept],
            Item::Way(tie) => self.ways[tie],
        }
    }

    /// Gives every column its width, and every box its `x`: against the edge that looks to the middle.
    fn across(&mut self) {
        let mut right = MARGIN;
        for index in 0..N_COLUMNS {
            let indented = self.columns[index].iter().map(|item| match item {
                Item::Concept(concept, indent) => self.concepts[*concept].width + INDENT * *indent as i32,
                Item::Way(_) => 0,
            });
            let Some(width) = indented.max() else {
                self.edges[index] = (right, right);
                continue;
            };
            let is_beside = index == MIDDLE || index == MIDDLE + 1;
            let left = match right {
                // Arcs between concepts of the middle lie to the left of it.
                MARGIN if index == MIDDLE => MARGIN + WIDE_GAP,
                MARGIN => MARGIN,
                right => right + if is_beside { WIDE_GAP } else { GAP },
            };
            right = left + width;
            self.edges[index] = (left, right);
            for item in &self.columns[index] {
                let Item::Concept(concept, indent) = *item else { continue };
                let place = &mut self.concepts[concept];
                let indent = INDENT * indent as i32;
                place.x = match self.glossary.concepts[concept].side {
                    Side::First => right - indent - place.width,
                    Side::Both => left + (width - place.width) / 2,
                    Side::Second => left + indent,
                };
            }
        }
        self.width = right;
    }

    /// Gives every box its `y`: as near to its neighbours' as the others of the column let it.
    fn down(&mut self) {
        let height = |sheet: &Sheet<'_>, index: usize| {
            sheet.columns[index].iter().map(|item| sheet.place(*item).height + BETWEEN).sum::<i32>()
        };
        self.height = (0..N_COLUMNS).map(|index| height(self, index)).max().unwrap_or(0);
        for index in 0..N_COLUMNS {
            let n = self.columns[index].len() as i32;
            let rest = self.height - height(self, index);
            let mut y = HEAD;
            for (number, item) in self.columns[index].clone().into_iter().enumerate() {
                self.set(item, y + rest * (2 * number as i32 + 1) / (2 * n));
                y += self.place(item).height + BETWEEN;
            }
        }
        let around = self.around();
        for _ in 0..N_ROUNDS {
            for index in [3, 2, 4, 1, 5, 0, 6, 1, 5, 2, 4, 3] {
                self.settle(index, &around);
            }
        }
    }

    fn set(&mut self, item: Item, y: i32) {
        match item {
            Item::Concept(concept, _) => self.concepts[concept].y = y,
            Item::Way(tie) => self.ways[tie].y = y,
        }
    }

    /// What each concept and each way is tied to in the columns beside it.
    fn around(&self) -> (Vec<Vec<Item>>, Vec<Vec<Item>>) {
        let mut concepts = vec![Vec::new(); self.concepts.len()];
        let mut ways = vec![Vec::new(); self.ways.len()];
        for index in &self.choice.ties {
            let tie = &self.glossary.ties[*index];
            let ends = [tie.one, tie.other].map(|concept| Item::Concept(concept, 0));
            if self.is_way(*index) {
                concepts[tie.one].push(Item::Way(*index));
                concepts[tie.other].push(Item::Way(*index));
                ways[*index].extend(ends);
            } else {
                concepts[tie.one].push(ends[1]);
                concepts[tie.other].push(ends[0]);
            }
        }
        (concepts, ways)
    }

    fn is_way(&self, tie: usize) -> bool {
        self.columns[MIDDLE].contains(&Item::Way(tie))
    }

    /// Moves a column's boxes to the mean of their neighbours without changing their order. What is indented moves with
    /// the box above it.
    fn settle(&mut self, index: usize, around: &(Vec<Vec<Item>>, Vec<Vec<Item>>)) {
        let items = self.columns[index].clone();
        let is_head = |item: &Item| !matches!(item, Item::Concept(_, indent) if *indent > 0);
        let groups: Vec<&[Item]> = items.chunk_by(|_, next| !is_head(next)).collect();
        let mut blocks = Vec::new();
        for group in &groups {
            let others = match group[0] {
                Item::Concept(concept, _) => &around.0[concept],
                Item::Way(tie) => &around.1[tie],
            };
            let beside = others.iter().filter(|other| !group.contains(other));
            let middles: Vec<i32> = beside.map(|other| self.place(*other).middle()).collect();
            let own = self.place(group[0]);
            let want = match middles.len() {
                0 => own.y,
                n => middles.iter().sum::<i32>() / n as i32 - own.height / 2,
            };
            let height = group.iter().map(|item| self.place(*item).height + BETWEEN).sum();
            blocks.push((want - HEAD, height));
        }
        for (group, top) in groups.into_iter().zip(settled(&blocks, self.height)) {
            let mut y = HEAD + top;
            for item in group {
                self.set(*item, y);
                y += self.place(*item).height + BETWEEN;
            }
        }
    }

    fn nodes(&self, labels: &[Label]) -> Vec<Node> {
        let items = self.columns.iter().flatten();
        let concepts = items.filter_map(|item| match item {
            Item::Concept(concept, _) => Some(*concept),
            Item::Way(_) => None,
        });
        let node = |concept: usize| {
            let Place { x, y, .. } = self.concepts[concept];
            Node { concept, x, y, label: labels[concept].clone() }
        };
        concepts.map(node).collect()
    }

    fn heads(&self) -> Vec<Head> {
        let spans = [
            (Side::First, 0, MIDDLE - 1),
            (Side::Both, MIDDLE, MIDDLE),
            (Side::Second, MIDDLE + 1, N_COLUMNS - 1),
        ];
        let heads = spans.into_iter().map(|(side, from, to)| {
            let (x, right) = (self.edges[from].0, self.edges[to].1);
            Head { side, x, width: right - x }
        });
        heads.filter(|head| head.width > 0).collect()
    }

    /// A curve in the gap between two columns; within a column the line is level, so that it passes under no text.
    fn path(&self, index: usize) -> String {
        let tie = &self.glossary.ties[index];
        let (mut one, mut other) = (tie.one, tie.other);
        if self.column(other) < self.column(one) {
            std::mem::swap(&mut one, &mut other);
        }
        let (from, to) = (self.concepts[one], self.concepts[other]);
        let (left, right) = (self.column(one), self.column(other));
        if left == right {
            return match self.choice.places[other].and_then(|place| place.parent) {
                Some(parent) if parent == one => self.elbow(one, other),
                _ if left == MIDDLE => arc(from, to, self.edges[MIDDLE].0),
                _ => self.elbow(other, one),
            };
        }
        let mut out = format!("M{} {}", from.right(), from.middle());
        let (mut x, mut y) = (self.edges[left].1, from.middle());
        level(&mut out, from.right(), x);
        if self.is_way(index) {
            let way = self.ways[index].middle();
            let (start, end) = self.edges[MIDDLE];
            curve(&mut out, (x, y), (start, way));
            level(&mut out, start, end);
            (x, y) = (end, way);
        }
        curve(&mut out, (x, y), (self.edges[right].0, to.middle()));
        level(&mut out, self.edges[right].0, to.x);
        out
    }

    fn column(&self, concept: usize) -> usize {
        let step = self.choice.places[concept].map_or(0, |place| place.step);
        column(self.glossary.concepts[concept].side, step)
    }

    /// Down from a box and into one that is indented below it.
    fn elbow(&self, parent: usize, child: usize) -> String {
        let (from, to) = (self.concepts[parent], self.concepts[child]);
        let (x, end) = match self.glossary.concepts[parent].side {
            Side::First => (from.right() - INDENT / 2, to.right()),
            Side::Both | Side::Second => (from.x + INDENT / 2, to.x),
        };
        format!("M{x} {}V{}H{end}", from.y + from.height, to.middle())
    }
}

fn level(out: &mut String, from: i32, to: i32) {
    if from != to {
        out.push_str(&format!("H{to}"));
    }
}

fn curve(out: &mut String, from: (i32, i32), to: (i32, i32)) {
    if from.1 == to.1 {
        out.push_str(&format!("H{}", to.0));
    } else {
        let x = (from.0 + to.0) / 2;
        out.push_str(&format!("C{x} {} {x} {} {} {}", from.1, to.1, to.0, to.1));
    }
}

/// From one box of the middle to another, to the left of both: the further, the wider.
fn arc(from: Place, to: Place, left: i32) -> String {
    let (one, other) = (from.middle(), to.middle());
    let x = left - (12 + (one - other).abs() / 8).min(WIDE_GAP);
    format!("M{} {one}H{left}C{x} {one} {x} {other} {left} {other}H{}", from.x, to.x)
}

/// The tops of blocks, each wanting one and having a height: in their order, within `height`, as near to what they
/// want as can be (the pool of adjacent violators, least squares).
fn settled(blocks: &[(i32, i32)], height: i32) -> Vec<i32> {
    // Where blocks meet they share one mean of what they want less the heights before them.
    let mut pools: Vec<(i32, i32)> = Vec::new();
    let mut before = 0;
    for (want, own) in blocks {
        pools.push((want - before, 1));
        before += own;
        while let [.., (upper, n_upper), (lower, n_lower)] = pools[..] {
            if upper * n_lower <= lower * n_upper {
                break;
            }
            pools.truncate(pools.len() - 2);
            pools.push((upper + lower, n_upper + n_lower));
        }
    }
    let most = height - before;
    let starts = pools
        .iter()
        .flat_map(|(sum, n)| std::iter::repeat_n(sum.div_euclid(*n).clamp(0, most.max(0)), *n as usize));
    let mut before = 0;
    let mut out = Vec::new();
    for (start, (_, own)) in starts.zip(blocks) {
        out.push(start + before);
        before += own;
    }
    out
}
