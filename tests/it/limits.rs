//! Texts without measure: they are refused with a reason, or built in the time and on the stack of any other.

use expect_test::expect;

use crate::sound::faults;
use crate::support::{built, pages, shown, sources};

/// The findings about a page with this text.
fn findings(limits: &str, text: &str) -> String {
    let site =
        format!("//- site.toml\ntitle = \"T\"\nlimits = {{ {limits} }}\n//- content/pages/p.md\n{text}\n");
    let shown = shown(&site);
    shown
        .lines()
        .filter(|line| line.starts_with("error") || line.starts_with("warning"))
        .collect::<Vec<_>>()
        .join("\n")
}

#[test]
fn a_page_may_have_so_many_bytes() {
    expect!["error[content-limit] content/pages/p.md: the file has 121 bytes, and a page may have 60; split it into several pages, or raise `page_bytes` in `[limits]` of `site.toml`"].assert_eq(&findings("page_bytes = 60", &"word ".repeat(20)));
    assert_eq!(findings("page_bytes = 200", &"word ".repeat(20)), "");
}

#[test]
fn elements_may_stand_so_deep_inside_each_other() {
    expect![[r#"
        error[content-limit] content/pages/p.md:4:11 «x»: more than 5 elements stand inside each other; take some of the lists or quotations apart
        error[content-limit] content/pages/p.md:6:5 «- *a **b***»: more than 5 elements stand inside each other; take some of the lists or quotations apart"#]].assert_eq(&findings("nesting = 5", "> > > > > x\n\n- - - *a **b***"));
    expect![[r#"
        error[content-limit] content/pages/p.md:4:7 «> <div>»: more than 3 elements stand inside each other; take some of the lists or quotations apart
        error[unknown-entry] content/pages/p.md:8:9 «x»: no concept or name is called `x`; did you mean `p` (content/pages/p.md)?"#]]
        .assert_eq(&findings("nesting = 3", "> > > > <div>\n> > > > x\n> > > > </div>\n\nAfter [[x]]."));
}

#[test]
fn no_depth_breaks_the_stack() {
    for text in [
        "> ".repeat(50_000),
        "- ".repeat(20_000),
        "*a **b ".repeat(20_000),
        "[".repeat(50_000),
        "<em>".repeat(1_000),
    ] {
        let found = findings("nesting = 200", &format!("{text} x"));
        assert!(
            found.contains("content-limit") || found.contains("raw-html") || found.is_empty(),
            "{found:.300}"
        );
    }
    let deep = format!(
        "//- site.toml\ntitle = \"T\"\nlimits = {{ nesting = 200 }}\n//- content/pages/p.md\n{}x\n",
        "> ".repeat(198)
    );
    assert!(pages(&built(&deep)).contains('x'));
}

#[test]
fn a_chain_of_notes_may_have_any_length() {
    let n = 4000;
    let mut text = String::from("//- content/concepts/war.md\n//- content/pages/p.md\nText[^0].\n\n");
    for index in 0..n {
        text.push_str(&format!("[^{index}]: A war[^{}].\n\n", index + 1));
    }
    text.push_str(&format!("[^{n}]: The end.\n"));
    let built = built(&text);
    assert_eq!(faults(&built, &sources(&text)), Vec::<String>::new());
    assert!(built.output.files.contains_key("p.html"));
}

#[test]
fn a_page_may_grow_so_much() {
    let text = "[[p|war]] ".repeat(100);
    expect!["error[content-limit] content/pages/p.md: the page would have 2507 bytes, and from this file it may have 2042; links repeated in their hundreds make a page grow: split it, or raise `growth` in `[limits]`"].assert_eq(&findings("growth = 2, growth_bytes = 0", &text));
    assert_eq!(findings("growth = 20, growth_bytes = 0", &text), "");
}
