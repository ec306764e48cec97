//! The map: what is drawn of two articles' concepts, and the list of every relation.

use std::collections::BTreeSet;

use expect_test::expect;
use lectern::pipeline::Built;
use lectern::render::map::choose::{Concept, Glossary, MOST_LINES, Side, Tie};
use lectern::render::map::layout::{Drawing, drawing};
use lectern::render::map::left_out;
use proptest::prelude::*;

use crate::html::{self, Element};
use crate::properties::cases;
use crate::support::{self, page};

const SITE: &str = r#"
    //- content/articles/a.md order = 1; letter = "L"
    Order and norm and fear.
    //- content/articles/b.md order = 2
    Norm, war and law.
    //- content/concepts/order.md related = [{ to = "norm", as = "presupposes", why = "it says" }, "fear"]
    //- content/concepts/fear.md
    //- content/concepts/norm.md related = ["law"]
    //- content/concepts/war.md related = [{ to = "fear", as = "opposes" }, "norm"]; broader = ["law"]
    //- content/concepts/law.md related = [{ to = "norm", as = "is related to" }]
    //- content/concepts/unused.md related = ["war"]
"#;

fn element<'a>(elements: &[&'a Element], id: &str) -> &'a Element {
    elements.iter().find(|it| it.attribute("id") == Some(id)).unwrap_or_else(|| panic!("there is `{id}`"))
}

/// The list below the drawing.
fn list(page: &str) -> String {
    let nodes = html::parse(page).unwrap();
    support::readable(&element(&html::elements(&nodes), "as-list").children)
}

/// For each concept that is drawn: its entry, and the selectors that it lights up.
fn lit(built: &Built) -> Vec<(String, BTreeSet<String>)> {
    let nodes = html::parse(page(built, "map.html")).unwrap();
    let elements = html::elements(&nodes);
    let name = |id: &str| {
        element(&elements, id).attribute("data-entry").unwrap().trim_start_matches("concepts/").to_owned()
    };
    let rules = page(built, "map.css").lines().filter_map(|line| line.strip_prefix(".map:has(#"));
    let read = |rule: &str| {
        let (id, rest) = rule.split_once(':').unwrap();
        let others = rest.split_once(")) :is(").unwrap().1;
        let others = others.split("#m-").skip(1).map(|rest| {
            let end = rest.find(|ch: char| !ch.is_ascii_digit()).unwrap();
            &rest[..end]
        });
        (name(id), others.map(|number| name(&format!("m-{number}"))).collect())
    };
    rules.map(read).collect()
}

#[test]
fn the_list_has_every_relation_once_under_the_articles_that_have_the_concept() {
    let built = support::built(SITE);
    expect![[r#"
        ## All relations
        ### In both
        [norm: concepts/norm]
        : It states none itself.
        ### Only in L
        [fear: concepts/fear]
        : It states none itself.
        [order: concepts/order]
        : *presupposes* [norm: concepts/norm]
        : *is related to* [fear: concepts/fear]
        ### Only in A
        [law: concepts/law]
        : *is related to* [norm: concepts/norm]
        [war: concepts/war]
        : *broader* [law: concepts/law]
        : *opposes* [fear: concepts/fear]
        : *is related to* [norm: concepts/norm]
        ### In neither
        [unused: concepts/unused]
        : *is related to* [war: concepts/war]"#]]
    .assert_eq(&list(page(&built, "map.html")));
}

#[test]
fn a_concept_that_is_pointed_at_lights_up_what_it_is_related_to() {
    let lit = lit(&support::built(SITE));
    let of = |name: &str| {
        let found = lit.iter().find(|(known, _)| known == name);
        found.map(|(_, others)| others.iter().cloned().collect::<Vec<_>>().join(" ")).unwrap_or_default()
    };
    assert_eq!(of("order"), "fear norm");
    assert_eq!(of("norm"), "law order war");
    assert_eq!(of("war"), "fear law norm");
    assert_eq!(of("unused"), "", "no article has it");
}

#[test]
fn titles_are_escaped_and_long_ones_are_whole_in_a_title() {
    let long =
        "A very long title that no map has room for, whoever draws it & however wide the window may be";
    let site = format!(
        "//- content/articles/a.md order = 1\nTag.\n//- content/articles/b.md order = 2\nTag, long.\n\
         //- content/concepts/tag.md title = \"<b>Tag</b> & co\"; aliases = [\"tag\"]; related = [\"long\"]\n\
         //- content/concepts/long.md title = \"{long}\"; aliases = [\"long\"]\n"
    );
    let built = support::built(&site);
    let nodes = html::parse(page(&built, "map.html")).unwrap();
    let elements = html::elements(&nodes);
    let drawn: Vec<String> = elements
        .iter()
        .filter(|it| it.attribute("id").is_some_and(|id| id.starts_with("m-")))
        .map(|it| html::text(&it.children, &|_| false))
        .collect();
    assert!(drawn.iter().any(|text| text.contains("<b>Tag</b> & co")), "{drawn:?}");
    assert!(drawn.iter().any(|text| text.starts_with(long) && text.ends_with('…')), "{drawn:?}");
}

#[test]
fn other_than_two_articles_have_a_list_without_a_drawing() {
    let mut fixture =
        String::from("//- content/concepts/war.md related = [\"law\"]\n//- content/concepts/law.md\n");
    for number in 1..=3 {
        fixture.push_str(&format!("//- content/articles/a{number}.md order = {number}\nWar and law.\n"));
        let built = support::built(&fixture);
        let map = page(&built, "map.html");
        assert_eq!(map.contains("<svg"), number == 2, "{number}");
        assert_eq!(left_out(&built.site).is_some(), number != 2, "{number}");
        assert!(map.contains("id=\"as-list\"") && map.contains("is related to"), "{map}");
    }
}

#[test]
fn without_a_relation_or_with_too_many_there_is_no_map() {
    let none = support::built("//- content/articles/a.md\nWar.\n//- content/concepts/war.md\n");
    assert!(!none.output.files.contains_key("map.html"));
    assert!(!page(&none, "index.html").contains("map.html"));
    assert_eq!(left_out(&none.site), None);
    let limit = "//- site.toml\ntitle = \"T\"\nlimits = { map_relations = 4 }\n";
    let fixture: String = SITE.lines().map(|line| format!("{}\n", line.trim_start())).collect();
    let many = support::built(&format!("{limit}{fixture}"));
    assert!(!many.output.files.contains_key("map.html"));
    assert_eq!(
        left_out(&many.site).as_deref(),
        Some("more than 4 relations: no map (`map_relations` in `[limits]`)")
    );
}

#[test]
fn a_large_glossary_is_drawn_in_part() {
    let sides = [Side::First, Side::Both, Side::Second, Side::Second];
    let concept = |index: usize| Concept {
        title: format!("concept {index}"),
        side: sides[index % 4],
        n_mentions: index % 7,
    };
    let tie = |index: usize| Tie {
        one: index,
        other: (index * 7 + 3) % 2000,
        has_reason: index.is_multiple_of(3),
        n_together: index % 5,
    };
    let ties = (0..2000).map(tie).filter(|tie| tie.one != tie.other).collect();
    let glossary = Glossary { concepts: (0..2000).map(concept).collect(), ties };
    let drawn = drawing(&glossary, 150);
    assert_eq!(faults(&glossary, &drawn, 150), Vec::<String>::new());
    assert!(drawn.nodes.len() > 100 && drawn.lines.len() > 50, "{} {}", drawn.nodes.len(), drawn.lines.len());
}

#[test]
fn no_more_lines_are_drawn_than_can_be_told_apart() {
    let concept =
        |index: usize| Concept { title: format!("concept {index}"), side: Side::Both, n_mentions: index };
    let tie = |one: usize, other: usize| Tie { one, other, has_reason: true, n_together: 1 };
    let ties = (0..30).flat_map(|one| (one + 1..30).map(move |other| tie(one, other)));
    let glossary = Glossary { concepts: (0..30).map(concept).collect(), ties: ties.collect() };
    let drawn = drawing(&glossary, 150);
    assert_eq!(faults(&glossary, &drawn, 150), Vec::<String>::new());
    assert_eq!((drawn.nodes.len(), drawn.lines.len()), (30, MOST_LINES));
}

/// What is wrong with a drawing.
fn faults(glossary: &Glossary, drawn: &Drawing, most: usize) -> Vec<String> {
    let mut out = Vec::new();
    let mut seen = BTreeSet::new();
    for (index, node) in drawn.nodes.iter().enumerate() {
        let (right, bottom) = (node.x + node.label.width, node.y + node.label.height);
        if node.x < 0 || node.y < 0 || drawn.width < right || drawn.height < bottom {
            out.push(format!("{node:?} is outside of {} x {}", drawn.width, drawn.height));
        }
        if node.label.height < 24 || node.label.width < 24 {
            out.push(format!("{node:?} is small"));
        }
        if !seen.insert(node.concept) {
            out.push(format!("{node:?} is drawn twice"));
        }
        for other in &drawn.nodes[..index] {
            let beside = right <= other.x || other.x + other.label.width <= node.x;
            let below = bottom <= other.y || other.y + other.label.height <= node.y;
            if !beside && !below {
                out.push(format!("{node:?} lies on {other:?}"));
            }
        }
    }
    let mut ties = BTreeSet::new();
    for line in &drawn.lines {
        let tie = &glossary.ties[line.tie];
        if !seen.contains(&tie.one) || !seen.contains(&tie.other) || !ties.insert(line.tie) {
            out.push(format!("{line:?} ends nowhere, or is drawn twice"));
        }
    }
    if MOST_LINES < drawn.lines.len() || most < drawn.nodes.len() {
        out.push(format!("{} lines, {} concepts", drawn.lines.len(), drawn.nodes.len()));
    }
    out
}

fn title() -> impl Strategy<Value = String> {
    prop_oneof![
        "[A-Za-z]{1,12}( [a-z]{1,12}){0,5}",
        "[א-ת]{2,9}( [א-ת]{2,9}){0,3}",
        "[一-龥]{1,20}",
        "[a-z<>&\"' ]{1,30}",
        "[a-z ]{150,220}",
        "[A-Za-zé̃-]{1,60}",
    ]
}

fn glossary() -> impl Strategy<Value = Glossary> {
    let side = prop_oneof![Just(Side::First), Just(Side::Both), Just(Side::Second), Just(Side::Second)];
    let concept =
        (title(), side, 0..9_usize).prop_map(|(title, side, n_mentions)| Concept { title, side, n_mentions });
    proptest::collection::vec(concept, 0..60).prop_flat_map(|concepts| {
        let n = concepts.len().max(1);
        let tie = (0..n, 0..n, any::<bool>(), 0..4_usize);
        proptest::collection::vec(tie, 0..150).prop_map(move |all| {
            let mut seen = BTreeSet::new();
            let apart = all.into_iter().filter(|(one, other, ..)| one < other && seen.insert((*one, *other)));
            let tie = |(one, other, has_reason, n_together)| Tie { one, other, has_reason, n_together };
            Glossary { concepts: concepts.clone(), ties: apart.map(tie).collect() }
        })
    })
}

proptest! {
    #![proptest_config(cases(64))]

    #[test]
    fn boxes_lie_apart_and_inside_and_lines_join_them(glossary in glossary(), most in 0..70_usize) {
        let drawn = drawing(&glossary, most);
        prop_assert_eq!(faults(&glossary, &drawn, most), Vec::<String>::new());
        prop_assert_eq!(&drawn, &drawing(&glossary, most));
    }
}
