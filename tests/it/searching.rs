//! What the build writes for the search: two scripts that put records on one global, and read the same in any browser.
//!
//! That they have every word of every page, in order and once, is among what holds of every site (`sound`). What is done
//! with them is tested in a browser.

use std::path::Path;

use lectern::load::{self, load};
use lectern::pipeline::{Built, Request, build};
use lectern::render::theme;
use proptest::prelude::*;
use serde_json::Value;

use crate::support::{built, page, sources};

/// A page as the search knows it.
pub struct Page {
    pub address: String,
    pub pieces: Vec<Piece>,
}

/// A paragraph, a heading, a row: its words, and the id at which it stands.
pub struct Piece {
    pub place: String,
    pub words: String,
}

impl Piece {
    /// Whether it stands in a footnote.
    pub fn is_note(&self) -> bool {
        self.place.strip_prefix('n').is_some_and(|n| n.chars().all(|ch| ch.is_ascii_digit()) && !n.is_empty())
    }
}

/// The pages in the full text of a built site.
pub fn pages(built: &Built) -> Vec<Page> {
    let pages = records(built, "search-text.js");
    let text = |value: &Value| value.as_str().unwrap().to_owned();
    let piece = |piece: &Value| Piece { place: text(&piece[0]), words: text(&piece[1]) };
    let page = |page: &Value| Page {
        address: text(&page[0]),
        pieces: page[3].as_array().unwrap().iter().map(piece).collect(),
    };
    pages.as_array().unwrap().iter().map(page).collect()
}

/// What a script puts on the global, read as a browser reads it.
fn records(built: &Built, address: &str) -> Value {
    let script = page(built, address);
    let (head, rest) = script.split_once(" = JSON.parse('").unwrap();
    assert!(head.starts_with("(self.lecternSearch ||= {})."), "{head}");
    let text = rest.strip_suffix("');\n").unwrap();
    serde_json::from_str(&unescaped(text)).unwrap()
}

/// The value of a JavaScript text in single marks (ECMA-262 §12.9.4); nothing in it may end it, or the script.
fn unescaped(text: &str) -> String {
    for end in ['\n', '\r', '<', '\u{2028}', '\u{2029}'] {
        assert!(!text.contains(end), "{end:?} in {text}");
    }
    let mut out = String::new();
    let mut chars = text.chars();
    while let Some(ch) = chars.next() {
        assert_ne!(ch, '\'', "{text}");
        if ch != '\\' {
            out.push(ch);
            continue;
        }
        let n_digits = match chars.next() {
            Some('x') => 2,
            Some('u') => 4,
            other => {
                out.extend(other.filter(|ch| matches!(ch, '\\' | '\'')).or_else(|| panic!("{text}")));
                continue;
            }
        };
        let digits: String = chars.by_ref().take(n_digits).collect();
        out.extend(char::from_u32(u32::from_str_radix(&digits, 16).unwrap()));
    }
    out
}

/// A piece as `place: words`.
fn pieces(built: &Built, address: &str) -> Vec<String> {
    let page = pages(built).into_iter().find(|page| page.address == address).unwrap();
    page.pieces.into_iter().map(|piece| format!("{}: {}", piece.place, piece.words)).collect()
}

#[test]
fn a_paragraph_is_known_by_its_number_and_anything_else_by_its_heading() {
    let built = built(
        "
        //- content/articles/a.md
        Before[^1] it.

        > Quoted.

        ## The end
        - One
        - two

        After it.

        | a | b |
        | - | - |
        | c | d |

        [^1]: A note.
        ",
    );
    assert_eq!(
        pieces(&built, "articles/a.html"),
        [
            "p1: Before it.",
            ": Quoted.",
            "the-end: The end",
            "the-end: One",
            "the-end: two",
            "p2: After it.",
            "the-end: a · b",
            "the-end: c · d",
            "n1: A note.",
        ]
    );
}

#[test]
fn an_entry_is_known_by_its_title_and_its_written_forms() {
    let built = built(
        "
        //- content/concepts/war.md aliases = [\"armed conflict\"]; forms = [\"belligerent\"]; summary = \"S.\"
        //- content/names/ada.md title = \"Ada Black\"
        //- content/articles/a.md authors = [\"ada\"]
        //- content/pages/about.md
        ",
    );
    let entries = records(&built, "search-entries.js");
    let expected = serde_json::json!([
        ["concept", "concepts/", [["war", "war", "armed conflict", "belligerent"]], ["S."]],
        ["name", "names/", [["Ada Black", "ada"]], [""]],
        ["article", "articles/", [["a", "a", "Ada Black"]], [""]],
        ["page", "", [["about", "about"]], [""]],
    ]);
    assert_eq!(entries["entries"], expected);
}

#[test]
fn the_words_under_an_articles_use_are_its_authors() {
    let built = built(
        "
        //- content/concepts/war.md
        ## [[articles/a]]
        Use.
        ## Else
        //- content/names/ada.md title = \"Ada Black\"
        //- content/articles/a.md authors = [\"ada\"]; title = \"An article\"
        ",
    );
    let text = records(&built, "search-text.js");
    let page = text.as_array().unwrap().iter().find(|page| page[0] == "concepts/war.html").unwrap();
    assert_eq!(page[3][0], serde_json::json!(["articles-a", "An article", "Ada Black"]));
    assert_eq!(page[3][2], serde_json::json!(["else", "Else", ""]));
}

#[test]
fn the_entries_name_the_full_text_by_its_hash() {
    let text = |words: &str| format!("//- content/pages/a.md\n{words}\n");
    let address = |words: &str| records(&built(&text(words)), "search-entries.js")["text"].clone();
    assert!(address("One.").as_str().unwrap().starts_with("search-text.js?v="));
    assert_eq!(address("One."), address("One."));
    assert_ne!(address("One."), address("Two."));
}

#[test]
fn a_site_that_wants_no_search_has_none() {
    let built = built(
        "
        //- site.toml
        title = \"T\"
        search = { enabled = false }
        //- content/pages/a.md
        Text.
        ",
    );
    let is_search = |address: &&String| address.starts_with("search-") || *address == "search.html";
    let left: Vec<&String> = built.output.files.keys().filter(is_search).collect();
    // The theme's own script is there, but nothing asks for it.
    assert_eq!(left, ["search-box.js"]);
    assert!(!page(&built, "a.html").contains("search"));
}

#[test]
fn a_full_text_past_its_limit_is_left_out_and_the_summary_says_so() {
    let site = |most: usize| {
        built(&format!(
            "
            //- site.toml
            title = \"T\"
            limits = {{ search_bytes = {most} }}
            //- content/pages/a.md
            Text.
            "
        ))
    };
    let whole = site(1_000);
    assert_eq!(lectern::render::search::left_out(&whole.site, &whole.output), None);
    let n_bytes = page(&whole, "search-text.js").len();
    assert_eq!(lectern::render::search::left_out(&site(n_bytes).site, &site(n_bytes).output), None);
    let cut = site(n_bytes - 1);
    assert!(!cut.output.files.contains_key("search-text.js"));
    assert_eq!(records(&cut, "search-entries.js")["text"], "");
    let said = lectern::render::search::left_out(&cut.site, &cut.output).unwrap();
    assert!(said.contains("`search_bytes`") && said.contains(&(n_bytes - 1).to_string()), "{said}");
}

#[test]
fn a_site_with_nothing_in_it_can_be_searched() {
    let built = built("//- content/index.md\n");
    assert_eq!(records(&built, "search-text.js"), serde_json::json!([["index.html", "index", "", []]]));
    assert!(built.output.files.contains_key("search.html"));
}

#[test]
fn the_engine_is_the_published_one() {
    // What its head says, done again, gives these bytes.
    let engine = theme::FILES.iter().find(|file| file.path == "static/vendor/minisearch.js").unwrap();
    assert_eq!(
        blake3::hash(engine.bytes).to_hex().as_str(),
        "cad080d97ad17ff47df4bc53904f6c8cff2c43e33c4ef420ac8ecc25dc91c25a"
    );
    let text = theme::text(engine.path).unwrap();
    // The policy of every page forbids both.
    assert!(!text.contains("eval(") && !text.contains("Function("), "it makes no code of text");
}

#[test]
fn the_reader_in_this_repository_is_small_enough_to_search() {
    let sources = load(Path::new(env!("CARGO_MANIFEST_DIR"))).unwrap();
    let built = build(&sources, &Request::default()).value;
    assert!(page(&built, "search-text.js").len() < 400_000);
    let again = build(&sources, &Request::default()).value;
    for address in ["search-entries.js", "search-text.js"] {
        assert_eq!(page(&built, address), page(&again, address));
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 40, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_title_and_any_text_come_back_from_the_scripts(
        title in "[a-z'\"\\\\</!\u{2028}\u{2029}é\u{5d0}\u{1F600}-]{1,12}",
        words in prop::collection::vec(
            prop::sample::select(vec!["</script>", "<!--", "-->", "]]>", "'", "\\\\", "');", "\u{2028}", "${x}", "`", "constructor"]),
            0..6,
        ),
    ) {
        let plain = "//- site.toml\ntitle = \"T\"\ntext = { typography = false }\n";
        let mut sources = sources(plain);
        let code = words.join(" ");
        let title = format!("T{title}T");
        let literal = Value::from(title.as_str()).to_string();
        let text = format!("+++\ntitle = {literal}\n+++\n~~~~\n{code} end\n~~~~\n");
        sources.texts.insert("content/concepts/c.md".into(), load::text(text.into_bytes()));
        let built = build(&sources, &Request::default()).value;
        prop_assert_eq!(&records(&built, "search-entries.js")["entries"][0][2][0][0], &Value::from(title));
        let page = pages(&built).into_iter().find(|page| page.address == "concepts/c.html").unwrap();
        let shown: Vec<&str> = page.pieces.iter().flat_map(|piece| piece.words.split_whitespace()).collect();
        let typed: Vec<&str> = code.split_whitespace().chain(["end"]).collect();
        prop_assert_eq!(shown, typed);
    }
}
