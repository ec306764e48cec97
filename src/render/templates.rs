//! Views to HTML: the theme's templates, and those that a site puts in their place.
//!
//! A template sees its view, `site` and `words`, and no function can ask for more. What a template asks for is
//! compared with what it is given before any page is rendered, so that a slip is one finding, not one a page.

mod check;
mod code;
mod faults;
mod sample;
mod pages;

use std::collections::BTreeMap;
use std::sync::Arc;

use serde::Serialize;
use tera::{Context, Tera, Value};

pub use sample::Sample;

use super::theme;
use super::views::SiteView;
use crate::diagnostic::{Diagnostic, Outcome};
use crate::memory::{Mark, mark_of, mark_of_view};

/// Templates by their names, the paths within `templates/`: `concept.html`.
type Texts = BTreeMap<String, Arc<str>>;

/// The templates of one site, ready to render from many threads.
pub struct Templates {
    tera: Tera,
    texts: Texts,
    /// Stands for all of them, and what they know of the site.
    pub mark: Mark,
}

/// Stands for a site's own templates and what they know of the site.
pub fn mark(overrides: &BTreeMap<Arc<str>, Arc<str>>, site: &SiteView) -> Mark {
    mark_of(&(overrides, mark_of_view(site), mark_of_view(&site.words)))
}

impl Templates {
    /// The theme's templates, each replaced by the site's own of its path (`templates/concept.html`), and what
    /// else the site has there to extend and include. Files that don't end in `.html` are passed over.
    ///
    /// When anything is wrong with the site's own templates, the value is the theme without them: other pages'
    /// findings still come to light, and nothing is reported twice.
    pub fn new(overrides: &BTreeMap<Arc<str>, Arc<str>>, site: &SiteView) -> Outcome<Templates> {
        let theme = of_theme();
        let mut texts = theme.clone();
        let mut diagnostics = Vec::new();
        for (path, text) in overrides {
            let Some(name) = name(path) else { continue };
            match faults::syntax(name, text) {
                Some(finding) => diagnostics.push(finding),
                None => {
                    texts.insert(name.to_owned(), text.clone());
                }
            }
        }
        let mark = mark(overrides, site);
        match Templates::from(texts, site, mark) {
            Ok(templates) => {
                diagnostics.extend(check::check(&templates));
                if diagnostics.is_empty() {
                    return Outcome { value: templates, diagnostics };
                }
            }
            Err(findings) => diagnostics.extend(findings),
        }
        match Templates::from(theme, site, mark) {
            Ok(value) => Outcome { value, diagnostics },
            Err(findings) => unreachable!("the theme's templates fit together: {findings:?}"),
        }
    }

    /// The page that the template `name` (`concept.html`) makes of a view. What the view holds is escaped, but
    /// for what the template says is safe.
    ///
    /// # Errors
    /// A `template` finding with the place in the template where it failed.
    pub fn render<V: Serialize>(&self, name: &str, view: &V) -> Result<String, Box<Diagnostic>> {
        let context = Context::from_serialize(view);
        context
            .and_then(|context| self.tera.render(name, &context))
            .map_err(|err| Box::new(faults::failure(&err, name)))
    }

    fn from(texts: Texts, site: &SiteView, mark: Mark) -> Result<Templates, Vec<Diagnostic>> {
        let mut tera = Tera::new();
        tera.autoescape_on([".html"]);
        tera.add_raw_templates(texts.iter()).map_err(|err| faults::of(&err, &texts))?;
        let context = tera.global_context();
        context.insert_value("site", value(site));
        context.insert_value("words", value(&site.words));
        Ok(Templates { tera, texts, mark })
    }
}

/// The theme's own templates.
fn of_theme() -> Texts {
    let files = theme::FILES.iter().filter_map(|file| Some((name(file.path)?, theme::text(file.path)?)));
    files.map(|(name, text)| (name.to_owned(), text.into())).collect()
}

fn name(path: &str) -> Option<&str> {
    path.strip_prefix("templates/").filter(|name| name.ends_with(".html"))
}

fn path(name: &str) -> Arc<str> {
    format!("templates/{name}").into()
}

fn value<V: Serialize>(view: &V) -> Value {
    match Value::try_from_serializable(view) {
        Ok(value) => value,
        Err(err) => unreachable!("a view is made of structs, lists, texts and numbers: {err}"),
    }
}
