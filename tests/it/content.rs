//! What content may hold beside words and links: tags, comments, citations, drafts, files of other kinds.

use expect_test::expect;
use lectern::load::{Left, Reason, text};
use lectern::pipeline::{Request, build};

use crate::support::{check, findings, pages, shown, sources};

#[test]
fn words_on_both_sides_of_a_comment_stay_apart() {
    let text = "- <em>a\n  <!-- x -->\n  b</em>\n- c\n  <!-- x -->\n  d\n";
    let page = shown(&format!("//- content/pages/p.md\n{text}"));
    assert!(page.contains("- *a*\nb\n- c\nd\n"), "{page}");
}

#[test]
fn bare_inline_tags_pass_with_a_language_a_direction_or_a_title() {
    check(
        r#"
        //- content/pages/p.md
        <em>a</em> <strong>b</strong> <sup>c</sup> <sub>d</sub> x<br>y<br/>z <small>e</small> <kbd>f</kbd> <mark>g</mark>
        <s>h</s> <u>i</u> <cite>j</cite> <q>k</q> <abbr title="a > b">l</abbr> <span lang="de" dir='rtl'>m</span> <EM>n</EM>
        "#,
        expect![[r#"
            -- p.html
            *a* **b** ‹sup›c‹/sup› ‹sub›d‹/sub› x /
            y /
            z ‹small›e‹/small› ‹kbd›f‹/kbd› ‹mark›g‹/mark›
            ‹s›h‹/s› ‹u›i‹/u› ‹cite›j‹/cite› ‹q›k‹/q› ‹abbr›l‹/abbr› ‹span›m‹/span› *n*
        "#]],
    );
}

#[test]
fn any_other_tag_and_attribute_is_an_error() {
    check(
        r#"
        //- content/pages/p.md
        <b>a</b> <a href="x">b</a> <img src="x"> <em class="c">c</em> <em onclick="x">d</em> <em title="a" title="b">e</em>
        <span dir="up">f</span> <em title="&quot;">g</em> <em>h *i</em> j* <em>k

        </em> <br clear="all"> </br> <script>alert(1)</script> <!DOCTYPE html> <?php ?> <![CDATA[x]]> <svg/>

        <div>
        *l*
        </div>

        <style>m</style>

        <p>n
        "#,
        expect![[r#"
            -- p.html
            a b  c d e
            f g *h *i j* *k**
               alert(1)
            error[raw-html] content/pages/p.md:4:1 «<b>»: HTML is not passed through: `<b>`; these tags may stand within a line, with `lang`, `dir` or `title` at most: em, strong, sup, sub, br, small, kbd, mark, s, u, cite, q, abbr, span; to show the characters themselves, put them into backticks
            error[raw-html] content/pages/p.md:4:10 «<a href="x">»: HTML is not passed through: `<a href="x">`; these tags may stand within a line, with `lang`, `dir` or `title` at most: em, strong, sup, sub, br, small, kbd, mark, s, u, cite, q, abbr, span; to show the characters themselves, put them into backticks
            error[raw-html] content/pages/p.md:4:28 «<img src="x">»: HTML is not passed through: `<img src="x">`; these tags may stand within a line, with `lang`, `dir` or `title` at most: em, strong, sup, sub, br, small, kbd, mark, s, u, cite, q, abbr, span; to show the characters themselves, put them into backticks
            error[raw-html] content/pages/p.md:4:42 «<em class="c">»: HTML is not passed through: `<em class="c">`; these tags may stand within a line, with `lang`, `dir` or `title` at most: em, strong, sup, sub, br, small, kbd, mark, s, u, cite, q, abbr, span; to show the characters themselves, put them into backticks
            error[raw-html] content/pages/p.md:4:63 «<em onclick="x">»: HTML is not passed through: `<em onclick="x">`; these tags may stand within a line, with `lang`, `dir` or `title` at most: em, strong, sup, sub, br, small, kbd, mark, s, u, cite, q, abbr, span; to show the characters themselves, put them into backticks
            error[raw-html] content/pages/p.md:4:86 «<em title="a" title="b">»: HTML is not passed through: `<em title="a" title="b">`; these tags may stand within a line, with `lang`, `dir` or `title` at most: em, strong, sup, sub, br, small, kbd, mark, s, u, cite, q, abbr, span; to show the characters themselves, put them into backticks
            error[raw-html] content/pages/p.md:5:1 «<span dir="up">»: HTML is not passed through: `<span dir="up">`; these tags may stand within a line, with `lang`, `dir` or `title` at most: em, strong, sup, sub, br, small, kbd, mark, s, u, cite, q, abbr, span; to show the characters themselves, put them into backticks
            error[raw-html] content/pages/p.md:5:25 «<em title="&quot;">»: HTML is not passed through: `<em title="&quot;">`; these tags may stand within a line, with `lang`, `dir` or `title` at most: em, strong, sup, sub, br, small, kbd, mark, s, u, cite, q, abbr, span; to show the characters themselves, put them into backticks
            error[raw-html] content/pages/p.md:5:51 «<em>»: `<em>` is not closed; write `</em>` in the same paragraph, outside other markup
            error[raw-html] content/pages/p.md:5:59 «</em>»: `</em>` closes nothing; tags and other markup must lie wholly inside each other
            error[raw-html] content/pages/p.md:5:68 «<em>»: `<em>` is not closed; write `</em>` in the same paragraph, outside other markup
            error[raw-html] content/pages/p.md:7:1 «</em>»: `</em>` closes nothing; tags and other markup must lie wholly inside each other
            error[raw-html] content/pages/p.md:7:7 «<br clear="all">»: HTML is not passed through: `<br clear="all">`; these tags may stand within a line, with `lang`, `dir` or `title` at most: em, strong, sup, sub, br, small, kbd, mark, s, u, cite, q, abbr, span; to show the characters themselves, put them into backticks
            error[raw-html] content/pages/p.md:7:30 «<script>»: HTML is not passed through: `<script>`; these tags may stand within a line, with `lang`, `dir` or `title` at most: em, strong, sup, sub, br, small, kbd, mark, s, u, cite, q, abbr, span; to show the characters themselves, put them into backticks
            error[raw-html] content/pages/p.md:7:56 «<!DOCTYPE html>»: HTML is not passed through: `<!DOCTYPE html>`; these tags may stand within a line, with `lang`, `dir` or `title` at most: em, strong, sup, sub, br, small, kbd, mark, s, u, cite, q, abbr, span; to show the characters themselves, put them into backticks
            error[raw-html] content/pages/p.md:7:72 «<?php ?>»: HTML is not passed through: `<?php ?>`; these tags may stand within a line, with `lang`, `dir` or `title` at most: em, strong, sup, sub, br, small, kbd, mark, s, u, cite, q, abbr, span; to show the characters themselves, put them into backticks
            error[raw-html] content/pages/p.md:7:81 «<![CDATA[x]]>»: HTML is not passed through: `<![CDATA[x]]>`; these tags may stand within a line, with `lang`, `dir` or `title` at most: em, strong, sup, sub, br, small, kbd, mark, s, u, cite, q, abbr, span; to show the characters themselves, put them into backticks
            error[raw-html] content/pages/p.md:7:95 «<svg/>»: HTML is not passed through: `<svg/>`; these tags may stand within a line, with `lang`, `dir` or `title` at most: em, strong, sup, sub, br, small, kbd, mark, s, u, cite, q, abbr, span; to show the characters themselves, put them into backticks
            error[raw-html] content/pages/p.md:9:1 «<div>»: HTML is not passed through: `<div>`; these tags may stand within a line, with `lang`, `dir` or `title` at most: em, strong, sup, sub, br, small, kbd, mark, s, u, cite, q, abbr, span; to show the characters themselves, put them into backticks
            error[raw-html] content/pages/p.md:13:1 «<style>m</style>»: HTML is not passed through: `<style>m</style>`; these tags may stand within a line, with `lang`, `dir` or `title` at most: em, strong, sup, sub, br, small, kbd, mark, s, u, cite, q, abbr, span; to show the characters themselves, put them into backticks
            error[raw-html] content/pages/p.md:15:1 «<p>n»: HTML is not passed through: `<p>n`; these tags may stand within a line, with `lang`, `dir` or `title` at most: em, strong, sup, sub, br, small, kbd, mark, s, u, cite, q, abbr, span; to show the characters themselves, put them into backticks
        "#]],
    );
}

#[test]
fn a_site_may_trust_its_html() {
    check(
        r#"
        //- site.toml
        title = "T"
        html = "trust"
        //- content/pages/p.md
        <b>a</b> <em class="c">c</em>

        <div>
        <p>l</p>
        </div>
        "#,
        expect![[r#"
            -- p.html
            ‹b›a‹/b› *c*
            l
        "#]],
    );
}

#[test]
fn a_comment_is_dropped_and_may_silence_the_next_block_alone() {
    check(
        r#"
        //- content/pages/p.md
        <!-- nothing -->
        <!-- lectern: allow unknown-entry, raw-html -->

        [[nobody]] <b>x</b> [x](javascript:y)

        [[nobody]] <!-- gone --> end

        <!-- lectern: allow unknown-entyr -->

        Text.
        "#,
        expect![[r#"
            -- p.html
            nobody x x
            nobody  end
            Text.
            error[link-scheme] content/pages/p.md:7:25 «javascript:y»: links with `javascript:` are not let through; links lead to http, https, mailto, tel, or to a page of the site
            error[unknown-entry] content/pages/p.md:9:3 «nobody»: no concept or name is called `nobody`; to add it: `lectern new concept "nobody"`
            error[unknown-code] content/pages/p.md:11:1 «<!-- lectern: allow unknown-entyr -->»: no finding has the code `unknown-entyr`; did you mean `unknown-entry`?
        "#]],
    );
}

#[test]
fn a_comment_in_front_matter_silences_what_is_found_there() {
    check(
        r#"
        //- content/concepts/war.md
        +++
        title = "War"
        # lectern: allow unknown-verb, unknown-entry
        related = [{ to = "peace", as = "opposses" }]
        # Any other comment.
        broader = ["conflict"] # lectern: allow nothing-of-the-kind
        +++
        [[nobody]]
        "#,
        expect![[r#"
            -- concepts/war.html
            nobody
            error[unknown-code] content/concepts/war.md:6:24 «# lectern: allow nothing-of-the-kind»: no finding has the code `nothing-of-the-kind`
            error[unknown-entry] content/concepts/war.md:8:3 «nobody»: no concept or name is called `nobody`; to add it: `lectern new concept "nobody"`
        "#]],
    );
}

#[test]
fn a_comment_that_silences_nothing_is_a_finding_once_no_error_is_left() {
    let page = "
        //- content/pages/p.md
        Text.
        <!-- lectern: allow unknown-entry -->

        [[nobody]]

        <!-- lectern: allow banned-word, raw-html -->

        <div>x</div>

        <!-- lectern: allow no-site -->
        ";
    check(
        page,
        expect![[r#"
            -- p.html
            Text.
            nobody
            warning[unused-allow] content/pages/p.md:9:1 «<!-- lectern: allow banned-word, raw-html -->»: there is no `banned-word` here to silence; take the comment out, or put it right before the block that it is about
            warning[unused-allow] content/pages/p.md:13:1 «<!-- lectern: allow no-site -->»: no comment silences `no-site`; take the comment out, and mend what is found
        "#]],
    );
    check(
        &format!("{page}\n        [[somebody]]"),
        expect![[r#"
            -- p.html
            Text.
            nobody
            somebody
            warning[unused-allow] content/pages/p.md:13:1 «<!-- lectern: allow no-site -->»: no comment silences `no-site`; take the comment out, and mend what is found
            error[unknown-entry] content/pages/p.md:15:3 «somebody»: no concept or name is called `somebody`; to add it: `lectern new concept "somebody"`
        "#]],
    );
    // What the site has switched off isn't looked for.
    let off = format!(
        "//- site.toml\ntitle = \"T\"\nrules = {{ banned-word = \"off\" }}\n{}",
        page.replace("        ", "")
    );
    check(
        &off,
        expect![[r#"
            -- p.html
            Text.
            nobody
            warning[unused-allow] content/pages/p.md:13:1 «<!-- lectern: allow no-site -->»: no comment silences `no-site`; take the comment out, and mend what is found
        "#]],
    );
}

#[test]
fn a_citation_names_a_record_a_place_and_a_speaker_that_its_article_lists() {
    check(
        r#"
        //- content/references.bib
        @book{kaldor-2018, title = {K}, author = {Kaldor, Mary}, year = {2018}}
        @book{other, title = {O}, editor = {A, B and C, D and E, F}}
        //- content/articles/a.md citation = "kaldor-2018"; locators = ["force 1", "force 2"]; speakers = ["Stafford"]
        See [@kaldor-2018, force 1] and [@kaldor-2018, force 1, force 2; @other, p. 3; @kaldor-2018, Stafford: force 2].

        Not [@kaldor-2108], [@kaldor-2018, force 3], [@kaldor-2018, Starmer: force 1], [@nobody] \[@no], [@], `[@code]`.
        //- content/articles/b.md citation = "nothing"
        "#,
        expect![[r#"
            -- articles/a.html
            See ‹(force 1)› and ‹(force 1, force 2; [A et al.: ../bibliography.html#ref-other], p. 3; Stafford, force 2)›.
            Not ‹(kaldor-2108)›, ‹(force 3)›, ‹(Starmer, force 1)›, ‹(nobody)› [@no], [@], `[@code]`.
            error[unknown-citation] content/articles/a.md:9:6 «@kaldor-2108»: content/references.bib has no record `kaldor-2108`; did you mean `kaldor-2018`?
            error[unknown-locator] content/articles/a.md:9:22 «@kaldor-2018, force 3»: content/articles/a.md lists no locator `force 3`; did you mean `force 1`?
            error[unknown-locator] content/articles/a.md:9:47 «@kaldor-2018, Starmer: force 1»: content/articles/a.md lists no speaker `Starmer`; it lists Stafford
            error[unknown-citation] content/articles/a.md:9:81 «@nobody»: content/references.bib has no record `nobody`; add the record, or mend the key
            error[unknown-citation] content/articles/b.md:3:12 «"nothing"»: content/references.bib has no record `nothing`; add the record, or mend the key
        "#]],
    );
}

#[test]
fn a_bibliography_that_cannot_be_read_is_reported_once_with_its_place() {
    check(
        r#"
        //- content/references.bib
        @book{one, title = {One}}

        @book{two, title = {Two}
        @book{three, title = {Three}}
        //- content/pages/p.md
        [@one]
        "#,
        expect![[r#"
            -- p.html
            ‹(one)›
            error[bibliography] content/references.bib:4:1 «»: the bibliography can't be read here: expected comma; it is BibTeX, as Zotero exports it
        "#]],
    );
}

#[test]
fn a_draft_is_left_out_unless_it_is_asked_for() {
    let sources = sources(
        r#"
        //- content/concepts/war.md
        //- content/pages/p.md
        War.
        //- content/pages/q.md draft = true
        A draft of war.
        "#,
    );
    let without = build(&sources, &Request::default()).value;
    assert!(!without.output.files.contains_key("q.html"));
    assert_eq!(without.site.backlinks[0].len(), 1);
    let with = build(&sources, &Request { drafts: true, ..Request::default() }).value;
    assert!(pages(&with).contains("A draft of {war: concepts/war}."));
    assert_eq!(with.site.backlinks[0].len(), 2);
}

#[test]
fn what_was_not_read_is_said() {
    let mut sources = sources("//- content/pages/p.md\nText.\n");
    sources.texts.insert("content/pages/q.md".into(), text(b"+++\ntitle = \"Q\"\n+++\nok\n\xff\n".to_vec()));
    sources.texts.insert("content/other/r.md".into(), text(b"Text.".to_vec()));
    for (path, reason) in [
        ("content/link.md", Reason::SymbolicLink),
        ("content/pipe", Reason::Special),
        ("content/a\u{FFFD}.md", Reason::Name),
        ("content/x.html", Reason::Kind),
    ] {
        sources.left.push(Left { path: path.into(), reason });
    }
    let built = build(&sources, &Request::default());
    expect![[r#"
        error[unsafe-file] content/a�.md: a file whose name is no text is not read; put the file itself where it stands
        error[unsafe-file] content/link.md: a symbolic link is not read; put the file itself where it stands
        error[unknown-folder] content/other/r.md: no page is made of a Markdown file in this place; pages come from `content/articles/`, `concepts/`, `names/` and `pages/`, without folders in them; directly in `content/` stand `index.md` and `dialogue.md` alone
        error[not-utf8] content/pages/q.md: the file is not written in UTF-8 (line 5); save it as UTF-8 in your editor
        error[unsafe-file] content/pipe: a special file is not read; put the file itself where it stands
        warning[unknown-asset] content/x.html: files of this kind are not published from `content/`; pages are `.md` files in `articles/`, `concepts/`, `names/` or `pages/`; images are png, jpg, gif, webp, avif, svg; anything else that belongs to the site goes into `static/`
    "#]].assert_eq(&findings(&built.diagnostics, &sources));
}

#[test]
fn template_syntax_in_content_is_text() {
    check(
        r#"
        //- content/concepts/war.md title = "{{ site.title }}"; summary = "{% include 'x' %} <b>&"
        {{ 1 + 1 }} {% for x in y %} {# c #} &lt;b&gt; <!-- lectern: allow x -->
        //- content/pages/p.md
        [[war]]
        "#,
        expect![[r#"
            -- concepts/war.html
            {{ 1 + 1 }} {% for x in y %} {# c #} <b>
            -- p.html
            [war: concepts/war]
            error[unknown-code] content/concepts/war.md:5:48 «<!-- lectern: allow x -->»: no finding has the code `x`
        "#]],
    );
}

#[test]
fn content_cannot_pass_for_a_part_of_the_theme() {
    check(
        "
        //- content/pages/p.md
        ## One {.prose .own}
        ## Two {.pv .sn .snr .pn .num .auto .c}

        ```text\tprose
        x
        ```
        ",
        expect![[r#"
            -- p.html
            ## One
            ## Two
            `x
            `
            error[duplicate-id] content/pages/p.md:4:1 «## One {.prose .own}»: the class `prose` is kept for the theme; give it another name
            error[duplicate-id] content/pages/p.md:5:1 «## Two {.pv .sn .snr .pn .num .auto .c}»: the class `auto` is kept for the theme; give it another name
            error[duplicate-id] content/pages/p.md:5:1 «## Two {.pv .sn .snr .pn .num .auto .c}»: the class `c` is kept for the theme; give it another name
            error[duplicate-id] content/pages/p.md:5:1 «## Two {.pv .sn .snr .pn .num .auto .c}»: the class `num` is kept for the theme; give it another name
            error[duplicate-id] content/pages/p.md:5:1 «## Two {.pv .sn .snr .pn .num .auto .c}»: the class `pn` is kept for the theme; give it another name
            error[duplicate-id] content/pages/p.md:5:1 «## Two {.pv .sn .snr .pn .num .auto .c}»: the class `pv` is kept for the theme; give it another name
            error[duplicate-id] content/pages/p.md:5:1 «## Two {.pv .sn .snr .pn .num .auto .c}»: the class `sn` is kept for the theme; give it another name
            error[duplicate-id] content/pages/p.md:5:1 «## Two {.pv .sn .snr .pn .num .auto .c}»: the class `snr` is kept for the theme; give it another name
        "#]],
    );
    let page = shown_page("```text\tprose\nx\n```\n## One {.prose .own}\n");
    assert!(page.contains("<code class=\"language-text\">") && page.contains(" class=\"own\">One"), "{page}");
}

/// The page of this text.
fn shown_page(text: &str) -> String {
    let sources = sources(&format!("//- content/pages/p.md\n{text}"));
    let built = build(&sources, &Request::default()).value;
    String::from_utf8(built.output.files["p.html"].to_vec()).unwrap()
}

#[test]
fn every_id_of_the_theme_is_kept_from_content() {
    let mut n_ids = 0;
    for file in lectern::render::theme::FILES.iter().filter(|file| file.path.ends_with(".html")) {
        let template = std::str::from_utf8(file.bytes).unwrap();
        let ids = template.split(" id=\"").skip(1).filter_map(|rest| rest.split('"').next());
        for id in ids.filter(|id| !id.contains('{')) {
            let sources = sources(&format!("//- content/pages/p.md\n## Text {{#{id}}}\n"));
            let built = build(&sources, &Request::default());
            let is_reported = built.diagnostics.iter().any(|finding| finding.code == "duplicate-id");
            assert!(is_reported, "{}: {id}", file.path);
            n_ids += 1;
        }
    }
    assert!(n_ids > 8);
}
