//! Citations against the bibliography, locators and speakers against their article.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::Record;
use crate::diagnostic::{Diagnostic, messages};
use crate::parse::meta::{Article, Special};
use crate::parse::{CitedItem, Doc};
use crate::text::{Spot, nearest, only_near};

/// Reports every key without a record, and every locator and speaker that its article doesn't list.
pub fn check(docs: &[Arc<Doc>], records: Option<&BTreeMap<String, Record>>, out: &mut Vec<Diagnostic>) {
    let mut articles: BTreeMap<&str, (&Doc, &Article)> = BTreeMap::new();
    for doc in docs {
        let key = match &doc.meta.special {
            Special::Article(article) => {
                if let Some(key) = &article.citation {
                    articles.insert(&key.it, (doc, article));
                }
                article.citation.as_ref()
            }
            Special::Name(name) => name.citation.as_ref(),
            Special::Concept(_) | Special::Page => None,
        };
        if let Some(key) = key {
            check_key(doc, key, records, out);
        }
    }
    for doc in docs {
        for item in doc.citations.iter().flat_map(|citation| &citation.items) {
            check_key(doc, &Spot { it: item.key.to_string(), range: item.range }, records, out);
            if let Some((article_doc, article)) = articles.get(&*item.key) {
                check_place(doc, item, article_doc, article, out);
            }
        }
    }
}

fn check_key(
    doc: &Doc,
    key: &Spot<String>,
    records: Option<&BTreeMap<String, Record>>,
    out: &mut Vec<Diagnostic>,
) {
    let Some(records) = records else { return };
    if !records.contains_key(&key.it) {
        let near = nearest(&key.it, records.keys().map(String::as_str));
        let only = only_near(&key.it, records.keys().map(String::as_str));
        let finding = messages::site::unknown_citation(&doc.path, key.range, &key.it, near);
        out.push(finding.mend(&key.it, only));
    }
}

fn check_place(doc: &Doc, item: &CitedItem, article_doc: &Doc, article: &Article, out: &mut Vec<Diagnostic>) {
    let locators: Vec<&str> = article.locators.iter().map(|locator| locator.it.as_str()).collect();
    let speakers: Vec<&str> = article.speakers.iter().map(|speaker| speaker.it.as_str()).collect();
    // An article that lists none has not been divided yet.
    if locators.is_empty() || item.locator.is_empty() {
        return;
    }
    let path = &article_doc.path;
    if let Some(speaker) = &item.speaker
        && !speakers.contains(&&**speaker)
    {
        out.push(messages::site::unknown_speaker(&doc.path, item.range, speaker, path, &speakers));
    }
    let is_known = |locator: &str| locators.contains(&locator);
    if !is_known(&item.locator) && !item.locator.split(", ").all(is_known) {
        let near = nearest(&item.locator, locators.iter().copied());
        out.push(messages::site::unknown_locator(
            &doc.path,
            item.range,
            &item.locator,
            path,
            near,
            &locators,
        ));
    }
}
