//! What one concept may be to another.

/// A verb of relations: "heat *presupposes* motion".
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Verb {
    /// As front matter writes it after `as`.
    pub name: String,
    /// What the other entry's page says; the name itself where the relation holds both ways.
    pub inverse: String,
    /// What the relation is in the SKOS export.
    pub skos: Skos,
}

/// The property from the entry that has the relation to the one it names (SKOS Reference §8).
///
/// The mapping properties (`skos:broadMatch` ...) are not among these: they are for concepts of two schemes
/// (§10.1), and a site is one scheme.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Skos {
    /// `skos:related`: associated, neither within the other; symmetric (S23).
    #[default]
    Related,
    /// `skos:broader`: the entry named is the wider one.
    Broader,
    /// `skos:narrower`: the entry named is the narrower one.
    Narrower,
}

/// The verb of a relation that names none.
pub const RELATED: &str = "is related to";

/// Only *narrows* puts one concept within another, so it alone is hierarchical. To presuppose, extend or
/// serve something is to be associated with it: mapped to `skos:broader`, these would make every transitive
/// query over the export wrong (SKOS Primer §2.3.1).
pub(super) fn built_in() -> Vec<Verb> {
    let verb = |name: &str, inverse: &str, skos| Verb { name: name.into(), inverse: inverse.into(), skos };
    vec![
        verb("presupposes", "is presupposed by", Skos::Related),
        verb("narrows", "is narrowed by", Skos::Broader),
        verb("extends", "is extended by", Skos::Related),
        verb("opposes", "is opposed by", Skos::Related),
        verb("is a means to", "is served by", Skos::Related),
        verb("is often confused with", "is often confused with", Skos::Related),
        verb(RELATED, RELATED, Skos::Related),
    ]
}
