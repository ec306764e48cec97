//! Files beside the pages, made from the site and its pages.

use crate::config::Config;
use crate::output::Output;
use crate::render::book;
use crate::render::html::escaped;
use crate::resolve::Site;

/// A file that may be made: its address, and how; none where it can't be.
type Export = (&'static str, fn(&Site, &Output) -> Option<String>);

/// Every export.
const EXPORTS: [Export; 3] = [(".nojekyll", nojekyll), ("robots.txt", robots), ("sitemap.xml", sitemap)];

/// Adds every export that the site wants and that can be made.
pub fn export(site: &Site, mut output: Output) -> Output {
    let files: Vec<(String, String)> = EXPORTS
        .iter()
        .filter_map(|(address, make)| make(site, &output).map(|text| ((*address).to_owned(), text)))
        .collect();
    for (address, text) in files {
        // A site's own file in `static/` is not written over.
        output.files.entry(address).or_insert_with(|| text.into_bytes().into());
    }
    output
}

/// GitHub Pages leaves the files as they are where this one is.
fn nojekyll(site: &Site, _: &Output) -> Option<String> {
    site.config.exports.nojekyll.then(String::new)
}

fn robots(site: &Site, _: &Output) -> Option<String> {
    let sitemap = match (&site.config.base_url, site.config.exports.sitemap) {
        (Some(base), true) => format!("Sitemap: {}\n", base.page("sitemap.xml")),
        _ => String::new(),
    };
    site.config.exports.robots.then(|| format!("User-agent: *\nAllow: /\n{sitemap}"))
}

/// The Sitemap protocol 0.9: full addresses, and the day of each page that knows it.
fn sitemap(site: &Site, output: &Output) -> Option<String> {
    let base = site.config.base_url.as_ref().filter(|_| site.config.exports.sitemap)?;
    let mut out = String::from(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<urlset xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\">\n",
    );
    let dates: std::collections::BTreeMap<&str, String> = site
        .addresses
        .iter()
        .zip(&site.docs)
        .filter_map(|(address, doc)| Some((address.as_str(), doc.meta.updated.as_ref()?.it.to_string())))
        .collect();
    // The book says again what the other pages say.
    let is_page = |address: &str| {
        let is_redirect = site.redirects.iter().any(|redirect| redirect.from == address);
        let is_tool = matches!(address, "404.html" | "search.html" | book::ADDRESS);
        address.ends_with(".html") && !is_tool && !is_redirect
    };
    for address in output.files.keys().filter(|address| is_page(address)) {
        out.push_str(&format!("<url><loc>{}</loc>", escaped(&base.page(address))));
        if let Some(date) = dates.get(address.as_str()) {
            out.push_str(&format!("<lastmod>{date}</lastmod>"));
        }
        out.push_str("</url>\n");
    }
    out.push_str("</urlset>\n");
    Some(out)
}

/// What is left out for want of a base URL, in a sentence; none when nothing is.
pub fn left_out(config: &Config) -> Option<String> {
    let wanted = config.base_url.is_none() && config.exports.sitemap;
    wanted.then(|| "no `base_url` in `site.toml`: no sitemap and no canonical links".to_owned())
}
