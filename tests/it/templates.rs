//! The theme and its templates: what they hold, and what is found wrong with a site's own.

#![allow(clippy::unwrap_used)]

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;
use std::sync::Arc;

use lectern::diagnostic::Diagnostic;
use lectern::parse::{Kind, Options, parse};
use lectern::render::templates::{Sample, Templates};
use lectern::render::theme;
use lectern::render::views::{
    ArticleView, ArticlesView, BibliographyView, DialogueView, EntryView, HomeView, IndexView, MissingView,
    PageView, RedirectView, SearchView, SiteView,
};
use lectern::render::words::Words;
use lectern::text::LineIndex;

type Files = BTreeMap<Arc<str>, Arc<str>>;

fn files(files: &[(&str, &str)]) -> Files {
    files.iter().map(|(path, text)| ((*path).into(), (*text).into())).collect()
}

fn theme_for(site: &SiteView) -> Templates {
    let made = Templates::new(&Files::new(), site);
    assert_eq!(made.diagnostics, []);
    made.value
}

/// Every page that a sample makes, by its template.
fn pages(templates: &Templates, of: &Sample) -> Vec<(&'static str, String)> {
    let pages = [
        ("404.html", templates.render("404.html", &of.missing())),
        ("article.html", templates.render("article.html", &of.article())),
        ("articles.html", templates.render("articles.html", &of.articles())),
        ("bibliography.html", templates.render("bibliography.html", &of.bibliography())),
        ("concept.html", templates.render("concept.html", &of.entry())),
        ("concepts.html", templates.render("concepts.html", &of.index())),
        ("dialogue.html", templates.render("dialogue.html", &of.dialogue())),
        ("home.html", templates.render("home.html", &of.home())),
        ("name.html", templates.render("name.html", &of.entry())),
        ("names.html", templates.render("names.html", &of.index())),
        ("page.html", templates.render("page.html", &of.page())),
        ("redirect.html", templates.render("redirect.html", &of.redirect())),
        ("search.html", templates.render("search.html", &of.search())),
    ];
    pages.map(|(name, page)| (name, page.unwrap())).to_vec()
}

/// The same of views with nothing in them.
fn empty_pages(templates: &Templates) -> Vec<(&'static str, String)> {
    let pages = [
        ("404.html", templates.render("404.html", &MissingView::default())),
        ("article.html", templates.render("article.html", &ArticleView::default())),
        ("articles.html", templates.render("articles.html", &ArticlesView::default())),
        ("bibliography.html", templates.render("bibliography.html", &BibliographyView::default())),
        ("concept.html", templates.render("concept.html", &EntryView::default())),
        ("concepts.html", templates.render("concepts.html", &IndexView::default())),
        ("dialogue.html", templates.render("dialogue.html", &DialogueView::default())),
        ("home.html", templates.render("home.html", &HomeView::default())),
        ("name.html", templates.render("name.html", &EntryView::default())),
        ("names.html", templates.render("names.html", &IndexView::default())),
        ("page.html", templates.render("page.html", &PageView::default())),
        ("redirect.html", templates.render("redirect.html", &RedirectView::default())),
        ("search.html", templates.render("search.html", &SearchView::default())),
    ];
    pages.map(|(name, page)| (name, page.unwrap())).to_vec()
}

/// `path:line:column code: message` and advice, one a line.
fn shown(findings: &[Diagnostic], files: &Files) -> Vec<String> {
    let show = |finding: &Diagnostic| {
        let text = files.get(&finding.path).map(|text| &**text).unwrap_or_default();
        let place = finding.range.map(|range| {
            let place = LineIndex::new(text).place(range.start as usize);
            format!(":{}:{}-{}", place.line, place.column, range.of(text))
        });
        let mut line =
            format!("{}{} {}: {}", finding.path, place.unwrap_or_default(), finding.code, finding.message);
        finding.help.iter().for_each(|help| line.push_str(&format!(" ({help})")));
        line
    };
    findings.iter().map(show).collect()
}

fn findings(site_files: &[(&str, &str)]) -> Vec<String> {
    let files = files(site_files);
    shown(&Templates::new(&files, &SiteView::default()).diagnostics, &files)
}

#[test]
fn the_embedded_theme_is_what_the_folders_hold() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut on_disk = BTreeMap::new();
    for folder in ["templates", "static"] {
        for file in walkdir::WalkDir::new(root.join(folder)).into_iter().map(Result::unwrap) {
            if file.file_type().is_file() {
                let path = file.path().strip_prefix(root).unwrap().to_str().unwrap().replace('\\', "/");
                on_disk.insert(path, fs::read(file.path()).unwrap());
            }
        }
    }
    let embedded: BTreeMap<String, Vec<u8>> =
        theme::FILES.iter().map(|file| (file.path.to_owned(), file.bytes.to_vec())).collect();
    let names = |files: &BTreeMap<String, Vec<u8>>| files.keys().cloned().collect::<Vec<_>>();
    assert_eq!(names(&embedded), names(&on_disk));
    assert!(embedded == on_disk, "a file of the theme differs from the one in its folder");
    assert!(theme::FILES.is_sorted_by_key(|file| file.path));
}

#[test]
fn every_template_renders_with_nothing_and_with_everything() {
    let site = Sample::new("x").site();
    let templates = theme_for(&site);
    for (name, page) in empty_pages(&templates).into_iter().chain(pages(&templates, &Sample::new("x"))) {
        assert!(page.starts_with("<!doctype html>\n<html"), "{name}: {page}");
        assert!(page.trim_end().ends_with("</html>"), "{name}");
        assert_eq!(page.matches("<h1").count(), 1, "{name}");
        assert_eq!(page.matches("<main id=\"main\">").count(), 1, "{name}");
        assert!(!page.contains("{{") && !page.contains("{%"), "{name}");
    }
}

#[test]
fn what_a_view_holds_is_never_markup() {
    let evil = "<i onclick=\"x\">'&";
    let sample = Sample::new(evil);
    for (name, page) in pages(&theme_for(&sample.site()), &sample) {
        // The renderer's own HTML is the view's `prose` and what ends in `_html`.
        let own = page.matches(evil).count();
        let allowed = match name {
            "article.html" => 3,
            "bibliography.html" => 4,
            "concept.html" | "name.html" => 3,
            "dialogue.html" | "home.html" | "page.html" => 2,
            "redirect.html" => 0,
            _ => 1,
        };
        assert_eq!(own, allowed, "{name}");
        assert_eq!(page.matches("<i ").count(), allowed, "{name}: {page}");
        assert!(page.contains("&lt;i onclick=&quot;x&quot;"), "{name}");
    }
}

#[test]
fn no_page_has_a_scripts_text_a_style_or_a_handler_within() {
    let site = Sample::new("x").site();
    for (name, page) in pages(&theme_for(&site), &Sample::new("x")) {
        let policy = page.find("<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none';");
        assert_eq!(policy, page.find("<meta"), "{name}");
        assert_eq!(page.matches("<script").count(), page.matches("<script src=\"").count(), "{name}");
        assert_eq!(page.matches("<script").count(), page.matches("></script>").count(), "{name}");
        for part in ["<style", " style=", " onclick", " onload", "javascript:"] {
            assert!(!page.contains(part), "{name} has {part}");
        }
    }
}

#[test]
fn the_theme_says_nothing_but_its_words() {
    let mut site = Sample::new("§").site();
    site.words = marked();
    let sample = Sample::new("§");
    let templates = theme_for(&site);
    for (name, page) in pages(&templates, &sample).into_iter().chain(empty_pages(&templates)) {
        for said in said(&page) {
            let is_told = !said.contains(char::is_alphabetic);
            assert!(is_told, "{name} says {said:?} without being told");
        }
    }
}

/// Words of which each is a mark.
fn marked() -> Words {
    fn mark(value: &mut toml::Value) {
        match value {
            toml::Value::String(text) => *text = "§".to_owned(),
            toml::Value::Table(table) => table.iter_mut().for_each(|(_, value)| mark(value)),
            _ => {}
        }
    }
    let mut words = toml::Value::try_from(Words::default()).unwrap();
    mark(&mut words);
    words.try_into().unwrap()
}

/// Texts between tags, and in attributes that are shown or read aloud, or that a script shows.
fn said(page: &str) -> Vec<String> {
    let body = page.split_once("<title>").unwrap().1;
    let mut said = Vec::new();
    for piece in body.split('<') {
        let (tag, text) = piece.split_once('>').unwrap_or(("", piece));
        said.push(text.to_owned());
        let of_scripts = ["data-count=\"", "data-done=\"", "data-failed=\"", "data-text=\""];
        // A radio's value is for scripts, and not shown.
        let value = if tag.contains("type=\"radio\"") { None } else { Some("value=\"") };
        let shown = ["aria-label=\"", "title=\"", "alt=\"", "placeholder=\""];
        for attribute in shown.into_iter().chain(of_scripts).chain(value) {
            said.extend(
                tag.split(attribute).skip(1).filter_map(|rest| Some(rest.split_once('"')?.0.to_owned())),
            );
        }
    }
    said.retain(|text| !text.trim().is_empty());
    said
}

#[test]
fn headings_never_skip_a_level() {
    let site = Sample::new("x").site();
    let templates = theme_for(&site);
    for (name, page) in pages(&templates, &Sample::new("x")).into_iter().chain(empty_pages(&templates)) {
        let levels: Vec<u32> = page
            .match_indices("<h")
            .filter_map(|(at, _)| page[at + 2..].chars().next()?.to_digit(10))
            .collect();
        assert_eq!(levels.first(), Some(&1), "{name}");
        assert!(levels.windows(2).all(|pair| pair[1] <= pair[0] + 1), "{name}: {levels:?}");
    }
}

#[test]
fn content_cannot_take_an_id_of_the_themes() {
    let ids = theme::FILES.iter().filter_map(|file| theme::text(file.path)).flat_map(|text| {
        let ids = text.split(" id=\"").skip(1).filter_map(|rest| Some(rest.split_once('"')?.0));
        ids.chain(text.split("\"id\": \"").skip(1).filter_map(|rest| Some(rest.split_once('"')?.0)))
    });
    let ids: BTreeSet<&str> = ids.filter(|id| !id.contains('{')).collect();
    assert!(ids.len() > 8, "{ids:?}");
    let options = Options { trust_html: false, nesting: 100, page_bytes: 10_000 };
    for id in ids {
        let text: Arc<str> = format!("+++\ntitle = \"T\"\n+++\n\n## H {{#{id}}}\n").into();
        let doc = parse(&"content/pages/t.md".into(), &text, Kind::Page, options);
        assert!(doc.diagnostics.iter().any(|finding| finding.code == "duplicate-id"), "{id}");
    }
}

#[test]
fn a_page_has_its_prose_once_where_it_has_a_source_and_nowhere_else() {
    let site = Sample::new("x").site();
    let templates = theme_for(&site);
    let with: BTreeSet<&str> = pages(&templates, &Sample::new("x"))
        .into_iter()
        .filter(|(_, page)| page.contains("<div class=\"prose"))
        .map(|(name, page)| {
            assert_eq!(page.matches("class=\"prose").count(), 1, "{name}");
            name
        })
        .collect();
    let expected = ["article.html", "concept.html", "dialogue.html", "home.html", "name.html", "page.html"];
    assert_eq!(with, expected.into());
}

#[test]
fn every_entry_has_its_five_sections() {
    let site = SiteView::default();
    let templates = theme_for(&site);
    for (has_uses, n_uses) in [(false, 1), (true, 0)] {
        let view = EntryView { has_uses, ..EntryView::default() };
        // A name has no uses: its text is what the articles say of it.
        for (name, n_uses) in [("concept.html", n_uses), ("name.html", 0)] {
            let page = templates.render(name, &view).unwrap();
            for (id, n) in
                [("definition", 1), ("uses", n_uses), ("related", 1), ("backlinks", 1), ("cite", 1)]
            {
                assert_eq!(page.matches(&format!(" id=\"{id}\"")).count(), n, "{name}: {id}");
            }
            assert!(page.contains("<h1 id=\"definition\"><dfn>"));
        }
    }
}

#[test]
fn a_link_to_an_entry_has_its_preview_at_the_end() {
    let sample = Sample::new("concepts/x");
    let page = theme_for(&sample.site()).render("concept.html", &sample.entry()).unwrap();
    let link = "<a class=\"c\" data-entry=\"concepts/x\" href=\"concepts/x\" interestfor=\"concepts/x\">";
    assert!(page.contains(link), "{page}");
    let preview = theme_for(&sample.site()).render("preview.html", &sample.preview()).unwrap();
    let markup = "<div class=\"pv concepts/x\" popover=\"hint\" id=\"concepts/x\"><b>concepts/x</b> concepts/xconcepts/x</div>";
    assert_eq!(preview.trim(), markup);
    assert!(page.contains("concepts/x\n</main>"), "{page}");
}

#[test]
fn the_page_for_missing_addresses_is_text_alone_where_no_link_can_be_made() {
    let templates = theme_for(&Sample::new("x").site());
    let page = templates.render("404.html", &MissingView::default()).unwrap();
    for part in ["<a ", "rel=\"stylesheet\"", "src="] {
        assert!(!page.contains(part), "{part}");
    }
    // Its icon is data: a browser asks the host for one where there is none.
    let addresses = page.matches("href=").count();
    assert_eq!((addresses, page.matches("href=\"data:").count()), (1, 1));
    let page = templates.render("404.html", &MissingView { has_links: true, ..Default::default() }).unwrap();
    assert!(page.contains("<link rel=\"stylesheet\"") && page.contains("<a "));
}

#[test]
fn a_misspelt_name_is_found_with_its_line_and_a_near_one() {
    assert_eq!(
        findings(&[(
            "templates/page.html",
            "{% extends \"base.html\" %}\n{% block main %}<h1>{{ page.title }}</h1>\n{{ pose | safe }}{% endblock main %}",
        )]),
        ["templates/page.html:3:4-pose template: there is no `pose` on the pages that `page.html` makes \
          (did you mean `prose`?)"],
    );
}

#[test]
fn a_misspelt_field_is_found_even_in_a_condition() {
    assert_eq!(
        findings(&[(
            "templates/articles.html",
            "{% if page.titel %}é{% endif %}\n{% for article in articles %}{{ article.titel }}{% endfor %}",
        )]),
        [
            "templates/articles.html:1:12-titel template: `page` has no field `titel` (did you mean `title`?)",
            "templates/articles.html:2:41-titel template: there is no field `titel` (did you mean `title`?)",
        ],
    );
}

#[test]
fn a_slip_in_an_included_file_or_a_component_is_found_there() {
    assert_eq!(
        findings(&[
            ("templates/articles.html", "{% include \"parts/foot.html\" %}{{ <Card of={page} /> }}"),
            ("templates/parts/foot.html", "<p>\n{{ page.canonnical }}</p>"),
            (
                "templates/parts/card.html",
                "{% component Card(of: map) %}\n\n{{ of.titl }}{% endcomponent Card %}"
            ),
        ]),
        ["templates/parts/foot.html:2:9-canonnical template: `page` has no field `canonnical` \
             (did you mean `canonical`?)",],
    );
    assert_eq!(
        findings(&[
            ("templates/articles.html", "{{ <Card of={page} /> }}"),
            (
                "templates/parts/card.html",
                "{% component Card(of: map) %}\n\n{{ of.titl }}{% endcomponent Card %}"
            ),
        ]),
        ["templates/parts/card.html:3:7-titl template: there is no field `titl` (did you mean `title`?)"],
    );
}

#[test]
fn what_does_not_fit_together_is_found_with_its_place() {
    let cases: [(&str, &[&str]); 9] = [
        ("<p>\n{{ page.title }", &["2:15-} template: found `}` but expected }}"]),
        (
            "{% extends \"bas.html\" %}",
            &["1:13-bas.html template: there is no template `bas.html` (did you mean `base.html`?)"],
        ),
        (
            "é{{ page.title | uper }}\n{{ <Sign letter=\"A\" /> }}",
            &[
                "1:18-uper template: there is no filter `uper` (did you mean `upper`?)",
                "2:5-Sign template: there is no component `Sign` (did you mean `Sig`?)",
            ],
        ),
        (
            "{% include \"hone.html\" %}",
            &["1:13-hone.html template: there is no template `hone.html` (did you mean `home.html`?)"],
        ),
        (
            "{% include \"page.html\" %}",
            &["1:13-page.html template: the template includes itself (the circle: page.html, page.html)"],
        ),
        (
            "\n{% component Sig(a) %}{% endcomponent Sig %}",
            &["2:14-Sig template: the component `Sig` is defined twice \
               (the other is in templates/components.html)"],
        ),
        (
            "{{ page.title + 1 }}",
            &[
                "1:4-page.title + 1 template: `+` requires both operands to be numbers, found `string` and `i64`",
            ],
        ),
        ("{{ get_env(name=\"HOME\") }}", &["1:4-get_env template: there is no function `get_env`"]),
        ("{{ <Sig /> }}", &["1:4-<Sig /> template: argument `letter` (type: `string`) missing"]),
    ];
    for (text, expected) in cases {
        let expected: Vec<String> =
            expected.iter().map(|line| format!("templates/page.html:{line}")).collect();
        assert_eq!(findings(&[("templates/page.html", text)]), expected, "{text}");
    }
}

#[test]
fn a_sites_own_template_takes_the_place_of_the_themes() {
    let files = files(&[
        ("templates/page.html", "{% include \"own.html\" %}{{ page.title }}"),
        ("templates/own.html", "mine: "),
        ("templates/words/en.toml", "{{ not a template"),
        ("templates/notes.txt", "{{ nor is this"),
    ]);
    let made = Templates::new(&files, &SiteView::default());
    assert_eq!(made.diagnostics, []);
    let mut view = PageView::default();
    view.page.title = "a < b".to_owned();
    assert_eq!(made.value.render("page.html", &view).unwrap(), "mine: a &lt; b");
    let page = made.value.render("concept.html", &EntryView::default()).unwrap();
    assert!(page.starts_with("<!doctype html>"));
}

#[test]
fn a_site_with_a_broken_template_is_still_rendered_with_the_themes() {
    let files =
        files(&[("templates/page.html", "{{ page.title }"), ("templates/home.html", "{{ page.titel }}")]);
    let made = Templates::new(&files, &SiteView::default());
    assert_eq!(made.diagnostics.len(), 2);
    let page = made.value.render("page.html", &PageView::default()).unwrap();
    assert!(page.starts_with("<!doctype html>"));
}

#[test]
fn a_template_may_rely_on_what_every_page_of_a_site_has() {
    let text = "{% if page.title %}{{ articles[0].title }} {{ page.canonical | int }}{% endif %}";
    assert_eq!(findings(&[("templates/articles.html", text)]), [""; 0]);
    let files = files(&[("templates/articles.html", text)]);
    let templates = Templates::new(&files, &SiteView::default()).value;
    let failure = templates.render("articles.html", &Sample::new("x").articles()).unwrap_err();
    assert_eq!(failure.code, "template");
    assert_eq!(failure.range.unwrap().of(text), "int");
}

#[test]
fn a_sites_title_and_subtitle_are_two_sentences() {
    for (title, line) in [("On war", "On war. Notes"), ("Why war?", "Why war? Notes"), ("War!", "War! Notes")]
    {
        let site = format!(
            "//- site.toml\ntitle = \"{title}\"\nsubtitle = \"Notes\"\n//- content/index.md\nHome.\n"
        );
        let built = crate::support::built(&site);
        let page = crate::support::page(&built, "index.html");
        assert!(page.contains(&format!("<footer class=\"colophon\">\n<p>{line}</p>")), "{page}");
    }
}
