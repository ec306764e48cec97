//! In which column each concept stands, and in which order, so that few lines cross.

use super::choose::{Choice, Glossary, Side};

/// Columns: three for the first article, from the far one inwards, the middle, and three for the second.
pub(super) const N_COLUMNS: usize = 7;
/// The middle column.
pub(super) const MIDDLE: usize = 3;
/// Times that each column is put in the order of its neighbours.
const N_SWEEPS: usize = 12;

/// What takes a place in a column.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Item {
    /// A concept, and how far it is indented below the one on which it hangs.
    Concept(usize, usize),
    /// The way of a tie that leads through the middle.
    Way(usize),
}

/// The columns, each from top to bottom.
pub(super) type Columns = [Vec<Item>; N_COLUMNS];

/// Puts what is drawn in order.
pub(super) fn ordered(glossary: &Glossary, choice: &Choice) -> Columns {
    let mut columns = Columns::default();
    for (concept, place) in choice.places.iter().enumerate() {
        if let Some(place) = place.filter(|place| place.step < 2) {
            columns[column(glossary.concepts[concept].side, place.step)].push(Item::Concept(concept, 0));
        }
    }
    let [first, second] = links(glossary, choice, &mut columns[MIDDLE]);
    untangle(&mut columns, &first, &second);
    let children = children(choice);
    for side in [Side::First, Side::Second] {
        outwards(glossary, choice, &children, side, &mut columns);
    }
    columns
}

/// The column of a side at a step; what is further out stands in the last one.
pub(super) fn column(side: Side, step: usize) -> usize {
    match side {
        Side::First => MIDDLE - step.min(MIDDLE),
        Side::Both => MIDDLE,
        Side::Second => MIDDLE + step.min(MIDDLE),
    }
}

/// What stands beside the middle, and what in it: a concept of an article, and an item of the middle.
type Links = Vec<(Item, Item)>;

/// The links on either side of the middle, to which every tie that leads through it is added.
fn links(glossary: &Glossary, choice: &Choice, middle: &mut Vec<Item>) -> [Links; 2] {
    let mut out = [Links::new(), Links::new()];
    for index in &choice.ties {
        let tie = &glossary.ties[*index];
        let (mut near, mut far) = (tie.one, tie.other);
        if glossary.concepts[far].side < glossary.concepts[near].side {
            std::mem::swap(&mut near, &mut far);
        }
        let (one, other) = (Item::Concept(near, 0), Item::Concept(far, 0));
        match (glossary.concepts[near].side, glossary.concepts[far].side) {
            (Side::First, Side::Both) => out[0].push((one, other)),
            (Side::Both, Side::Second) => out[1].push((other, one)),
            (Side::First, Side::Second) => {
                middle.push(Item::Way(*index));
                out[0].push((one, Item::Way(*index)));
                out[1].push((other, Item::Way(*index)));
            }
            _ => {}
        }
    }
    out
}

/// Orders the three columns in the middle: each by its neighbours, again and again, then neighbour against neighbour.
fn untangle(columns: &mut Columns, first: &Links, second: &Links) {
    let mut best = (usize::MAX, columns.clone());
    for sweep in 0..N_SWEEPS {
        let order =
            if sweep % 2 == 0 { [MIDDLE - 1, MIDDLE + 1, MIDDLE] } else { [MIDDLE, MIDDLE - 1, MIDDLE + 1] };
        for column in order {
            by_neighbours(columns, column, first, second);
            exchange(columns, column, first, second);
        }
        let n_crossings = crossings(columns, MIDDLE - 1, first) + crossings(columns, MIDDLE + 1, second);
        if n_crossings < best.0 {
            best = (n_crossings, columns.clone());
        }
    }
    *columns = best.1;
}

fn position(items: &[Item], item: Item) -> usize {
    items.iter().position(|known| *known == item).unwrap_or(0)
}

/// For each item of a column, the places of its neighbours on one side and on the other.
fn neighbours(columns: &Columns, column: usize, first: &Links, second: &Links) -> Vec<[Vec<usize>; 2]> {
    let places = |item: Item, links: &Links| -> Vec<usize> {
        let of_middle = links.iter().filter(|(_, middle)| *middle == item);
        let of_side = links.iter().filter(|(side, _)| *side == item);
        match column {
            MIDDLE => {
                let side = if std::ptr::eq(links, first) { MIDDLE - 1 } else { MIDDLE + 1 };
                of_middle.map(|(other, _)| position(&columns[side], *other)).collect()
            }
            _ => of_side.map(|(_, other)| position(&columns[MIDDLE], *other)).collect(),
        }
    };
    columns[column].iter().map(|item| [places(*item, first), places(*item, second)]).collect()
}

/// Sorts a column by the mean place of each item's neighbours, in thousandths of their column.
fn by_neighbours(columns: &mut Columns, column: usize, first: &Links, second: &Links) {
    let lengths = match column {
        MIDDLE => [columns[MIDDLE - 1].len(), columns[MIDDLE + 1].len()],
        _ => [columns[MIDDLE].len(); 2],
    };
    let own = columns[column].len().max(1);
    let around = neighbours(columns, column, first, second);
    let mut keyed: Vec<(usize, Item)> = Vec::new();
    for (index, (item, sides)) in columns[column].iter().zip(&around).enumerate() {
        let scaled = sides.iter().zip(lengths).flat_map(|(places, length)| {
            places.iter().map(move |place| (2 * place + 1) * 1000 / (2 * length).max(1))
        });
        let places: Vec<usize> = scaled.collect();
        let mean = places.iter().sum::<usize>().checked_div(places.len());
        keyed.push((mean.unwrap_or((2 * index + 1) * 1000 / (2 * own)), *item));
    }
    keyed.sort_by_key(|(mean, _)| *mean);
    columns[column] = keyed.into_iter().map(|(_, item)| item).collect();
}

/// Exchanges neighbours in a column wherever fewer lines cross then.
fn exchange(columns: &mut Columns, column: usize, first: &Links, second: &Links) {
    let mut around = neighbours(columns, column, first, second);
    for _ in 0..around.len() {
        let mut is_better = false;
        for index in 1..around.len() {
            let (before, after) = (&around[index - 1], &around[index]);
            let now: usize = (0..2).map(|side| inversions(&before[side], &after[side])).sum();
            let then: usize = (0..2).map(|side| inversions(&after[side], &before[side])).sum();
            if then < now {
                around.swap(index - 1, index);
                columns[column].swap(index - 1, index);
                is_better = true;
            }
        }
        if !is_better {
            break;
        }
    }
}

/// Pairs of which the upper item's neighbour stands below the lower item's.
fn inversions(upper: &[usize], lower: &[usize]) -> usize {
    upper.iter().map(|one| lower.iter().filter(|other| *other < one).count()).sum()
}

/// How many lines cross between a column and the middle.
fn crossings(columns: &Columns, column: usize, links: &Links) -> usize {
    let places = links
        .iter()
        .map(|(one, other)| (position(&columns[column], *one), position(&columns[MIDDLE], *other)));
    let places: Vec<(usize, usize)> = places.collect();
    let crosses =
        |one: &(usize, usize)| places.iter().filter(|other| one.0 < other.0 && other.1 < one.1).count();
    places.iter().map(crosses).sum()
}

/// `children[concept]`: what hangs on it.
fn children(choice: &Choice) -> Vec<Vec<usize>> {
    let mut out = vec![Vec::new(); choice.places.len()];
    for (concept, place) in choice.places.iter().enumerate() {
        if let Some(parent) = place.and_then(|place| place.parent) {
            out[parent].push(concept);
        }
    }
    out
}

/// Orders the outer columns of a side by the concepts on which theirs hang, so that no two of these lines cross.
fn outwards(
    glossary: &Glossary,
    choice: &Choice,
    children: &[Vec<usize>],
    side: Side,
    columns: &mut Columns,
) {
    let is_root = |concept: &usize| {
        let place = choice.places[*concept].filter(|place| place.step > 1 && place.parent.is_none());
        place.is_some() && glossary.concepts[*concept].side == side
    };
    let inner = columns[column(side, 1)].clone();
    let mut second: Vec<usize> = inner.iter().flat_map(|item| below(*item, children)).copied().collect();
    second.extend((0..choice.places.len()).filter(is_root));
    columns[column(side, 2)] = second.iter().map(|concept| Item::Concept(*concept, 0)).collect();
    let mut todo: Vec<(usize, usize)> = Vec::new();
    todo.extend(
        second.iter().rev().flat_map(|concept| children[*concept].iter().rev().map(|child| (*child, 0))),
    );
    while let Some((concept, indent)) = todo.pop() {
        columns[column(side, 3)].push(Item::Concept(concept, indent));
        todo.extend(children[concept].iter().rev().map(|child| (*child, indent + 1)));
    }
}

fn below(item: Item, children: &[Vec<usize>]) -> &[usize] {
    match item {
        Item::Concept(concept, _) => &children[concept],
        Item::Way(_) => &[],
    }
}
