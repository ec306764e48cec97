//! Which concepts and relations are drawn, and how many steps each concept stands from the middle.
//!
//! In the middle is what both articles have. What joins the articles comes first: relations of shared concepts, and
//! those that lead from one article's concepts to the other's. Then every further concept hangs on one that is a
//! step nearer to the middle.

use std::cmp::Reverse;

/// Lines that are drawn, at most.
pub const MOST_LINES: usize = 120;
/// Steps from the middle, at most.
const MOST_STEPS: usize = 5;
/// Where concepts begin that nothing ties to the middle.
const ISLAND_STEP: usize = 2;

/// Which article has a concept.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Side {
    /// The first alone.
    First,
    /// Both.
    Both,
    /// The second alone.
    Second,
}

/// A concept that an article has.
#[derive(Clone, Debug)]
pub struct Concept {
    /// Its title.
    pub title: String,
    /// Which article has it.
    pub side: Side,
    /// How often the articles mention it.
    pub n_mentions: usize,
}

/// A relation between two concepts, whichever way it is stated.
#[derive(Clone, Copy, Debug)]
pub struct Tie {
    /// A concept, by its index; never the other.
    pub one: usize,
    /// Another.
    pub other: usize,
    /// Whether a reason is given.
    pub has_reason: bool,
    /// Sections of the articles that mention both.
    pub n_together: usize,
}

/// What could be drawn.
#[derive(Clone, Debug, Default)]
pub struct Glossary {
    /// The concepts of two articles.
    pub concepts: Vec<Concept>,
    /// What relates them: two concepts at most once.
    pub ties: Vec<Tie>,
}

/// What is drawn.
pub(super) struct Choice {
    /// Indices into [`Glossary::ties`].
    pub ties: Vec<usize>,
    /// `places[concept]`; none where the concept isn't drawn.
    pub places: Vec<Option<Place>>,
}

/// Where a concept stands.
#[derive(Clone, Copy)]
pub(super) struct Place {
    /// Steps from the middle; 0 is the middle.
    pub step: usize,
    /// The concept on which it hangs, a step nearer to the middle.
    pub parent: Option<usize>,
}

/// Chooses what is drawn of a glossary: at most `most` concepts.
pub(super) fn choose(glossary: &Glossary, most: usize) -> Choice {
    let mut ties: Vec<usize> = (0..glossary.ties.len()).collect();
    ties.sort_by_key(|tie| Reverse(strength(glossary, *tie)));
    let choice = Choice { ties: Vec::new(), places: vec![None; glossary.concepts.len()] };
    let mut chooser =
        Chooser { glossary, choice, n_left: most, around: vec![Vec::new(); glossary.concepts.len()] };
    let (across, within): (Vec<usize>, Vec<usize>) = ties.into_iter().partition(|tie| joins(glossary, *tie));
    for tie in within {
        let Tie { one, other, .. } = glossary.ties[tie];
        chooser.around[one].push((other, tie));
        chooser.around[other].push((one, tie));
    }
    chooser.join(&across);
    for step in 1..MOST_STEPS {
        chooser.spread(step);
    }
    chooser.islands();
    chooser.choice
}

/// A reason first, then how often both are mentioned together, then how often each.
fn strength(glossary: &Glossary, tie: usize) -> (bool, usize, usize) {
    let Tie { one, other, has_reason, n_together } = glossary.ties[tie];
    let n_mentions = glossary.concepts[one].n_mentions + glossary.concepts[other].n_mentions;
    (has_reason, n_together, n_mentions)
}

/// Whether a tie joins the articles.
fn joins(glossary: &Glossary, tie: usize) -> bool {
    let Tie { one, other, .. } = glossary.ties[tie];
    let (one, other) = (glossary.concepts[one].side, glossary.concepts[other].side);
    one != other || one == Side::Both
}

struct Chooser<'a> {
    glossary: &'a Glossary,
    choice: Choice,
    /// Concepts that may still be drawn.
    n_left: usize,
    /// `around[concept]`: the others that one article ties it to, and the ties; the strongest first.
    around: Vec<Vec<(usize, usize)>>,
}

impl Chooser<'_> {
    fn is_placed(&self, concept: usize) -> bool {
        self.choice.places[concept].is_some()
    }

    fn place(&mut self, concept: usize, step: usize, parent: Option<usize>) {
        if !self.is_placed(concept) {
            self.choice.places[concept] = Some(Place { step, parent });
            self.n_left -= 1;
        }
    }

    /// Draws what joins the articles, and every concept that both have.
    fn join(&mut self, across: &[usize]) {
        let concepts = &self.glossary.concepts;
        for tie in across {
            let Tie { one, other, .. } = self.glossary.ties[*tie];
            let n_new = usize::from(!self.is_placed(one)) + usize::from(!self.is_placed(other));
            if self.choice.ties.len() < MOST_LINES && n_new <= self.n_left {
                self.choice.ties.push(*tie);
                for concept in [one, other] {
                    self.place(concept, usize::from(concepts[concept].side != Side::Both), None);
                }
            }
        }
        let mut shared: Vec<usize> =
            (0..concepts.len()).filter(|concept| concepts[*concept].side == Side::Both).collect();
        shared.sort_by_key(|concept| Reverse(concepts[*concept].n_mentions));
        for concept in shared {
            if self.n_left > 0 {
                self.place(concept, 0, None);
            }
        }
    }

    /// Hangs concepts on those at `step`, each by its strongest tie; the strongest of them first.
    fn spread(&mut self, step: usize) {
        let is_at_step = |concept: usize| self.choice.places[concept].is_some_and(|place| place.step == step);
        let hanging = self.around.iter().enumerate().filter(|(concept, _)| !self.is_placed(*concept));
        let mut found: Vec<(usize, usize, usize)> = hanging
            .filter_map(|(concept, around)| {
                let (parent, tie) = around.iter().find(|(parent, _)| is_at_step(*parent))?;
                Some((*tie, concept, *parent))
            })
            .collect();
        found.sort_by_key(|(tie, ..)| Reverse(strength(self.glossary, *tie)));
        for (tie, concept, parent) in found {
            if self.choice.ties.len() < MOST_LINES && self.n_left > 0 {
                self.choice.ties.push(tie);
                self.place(concept, step + 1, Some(parent));
            }
        }
    }

    /// Draws what nothing ties to the middle, around whichever concept has most relations.
    fn islands(&mut self) {
        for island in self.unreached() {
            let root =
                island.iter().copied().max_by_key(|concept| (self.around[*concept].len(), Reverse(*concept)));
            let Some(root) = root else { continue };
            if self.choice.ties.len() < MOST_LINES && self.n_left > 1 {
                self.place(root, ISLAND_STEP, None);
                for step in ISLAND_STEP..MOST_STEPS {
                    self.spread(step);
                }
            }
        }
    }

    /// Groups of two or more concepts, tied to each other, of which none is drawn.
    fn unreached(&self) -> Vec<Vec<usize>> {
        let mut is_seen = vec![false; self.around.len()];
        let mut out = Vec::new();
        for start in 0..self.around.len() {
            let mut group = Vec::new();
            let mut todo = vec![start];
            while let Some(concept) = todo.pop() {
                if !std::mem::replace(&mut is_seen[concept], true) {
                    group.push(concept);
                    todo.extend(self.around[concept].iter().map(|(other, _)| *other));
                }
            }
            if group.len() > 1 && !group.iter().any(|concept| self.is_placed(*concept)) {
                out.push(group);
            }
        }
        out
    }
}
