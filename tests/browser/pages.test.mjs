// What is true of every page.
import assert from 'node:assert/strict';
import { before, test } from 'node:test';
import { facts } from './facts.mjs';
import { files, kind, site } from './site.mjs';

let byAddress, wrong, known;
before(async () => {
  ({ byAddress, wrong } = await facts(site()));
  known = new Set(files(site()));
});

/** The pages for which `faults` returns anything, with what it returns. */
function found(faults) {
  const list = [];
  for (const [address, fact] of byAddress) {
    const fault = faults(fact, address);
    if (Array.isArray(fault) ? fault.length : fault) list.push([address, fault]);
  }
  return list;
}

/** All pages but those that are text alone: redirects, and the one for missing addresses without a base URL. */
const whole = (faults) => found((fact, address) => !fact.isRedirect && kind(address) !== '404' && faults(fact, address));

/** The address that a link on the page at `address` leads to, and its fragment; `undefined` if it leaves the site. */
function target(address, href) {
  if (/^(https?|mailto|tel|data):/.test(href)) return undefined;
  const url = new URL(href, `file:///${address}`);
  return { to: decodeURIComponent(url.pathname.slice(1)), id: decodeURIComponent(url.hash.slice(1)) };
}

test('every page opens from a disk and nothing fails', () => assert.deepEqual(wrong, []));

test('every page has one h1, and headings skip no level', () => {
  assert.deepEqual(found((fact) => {
    if (fact.isRedirect) return false;
    const levels = fact.headings.map((it) => it.level);
    const skips = fact.headings.filter((it, at) => it.level > (levels[at - 1] ?? 0) + 1).map((it) => it.text);
    return levels.filter((level) => level === 1).length === 1 ? skips : ['not one h1', ...skips];
  }), []);
});

test('every page has its landmarks, named where there are several', () => {
  const one = { banner: 1, main: 1, contentinfo: 1 };
  assert.deepEqual(whole((fact) => JSON.stringify(fact.landmarks) !== JSON.stringify(one) && fact.landmarks), []);
  assert.deepEqual(found((fact) => fact.unnamedNavigations), []);
});

test('every page begins with a link to its text', () => {
  assert.deepEqual(whole((fact) => fact.firstLink !== '#main' && fact.firstLink), []);
});

test('every page has a title and a language', () => {
  assert.deepEqual(found((fact) => !fact.title || !fact.language), []);
});

test('two pages never bear one title', () => {
  const titles = [...byAddress].filter(([, fact]) => !fact.isRedirect).map(([, fact]) => fact.title);
  assert.deepEqual(titles.filter((title, at) => titles.indexOf(title) !== at), []);
});

test('every page has the policy, before anything that it governs', () => {
  const forbids = (policy) => /default-src 'none'/.test(policy) && !/unsafe|https?:|\*/.test(policy);
  assert.deepEqual(found((fact) => !(fact.policies.length === 1 && forbids(fact.policies[0]) && fact.isPolicyFirst)), []);
});

test('no page has an inline script, style or handler', () => {
  assert.deepEqual(found((fact) => [...fact.inline, ...fact.handlers]), []);
});

test('no id stands twice on a page, and what refers to one finds it', () => {
  assert.deepEqual(found((fact) => fact.ids.filter((id, at) => fact.ids.indexOf(id) !== at)), []);
  assert.deepEqual(found((fact) => fact.references.filter((it) => !fact.ids.includes(it.id))), []);
});

test('every link inside the site is relative, names its file, and leads to something', () => {
  const lost = found((fact, address) => fact.links.filter((href) => {
    const it = target(address, href);
    if (!it) return false;
    if (href.startsWith('/') || /(^|\/)$/.test(href)) return true;
    if (!known.has(it.to)) return true;
    return it.id && it.to.endsWith('.html') && !byAddress.get(it.to).ids.includes(it.id);
  }));
  assert.deepEqual(lost, []);
});

test('every page can be reached from the home page', () => {
  const reached = new Set(['index.html']);
  for (const address of reached) {
    for (const href of byAddress.get(address)?.links ?? []) {
      const it = target(address, href);
      if (it?.to.endsWith('.html')) reached.add(it.to);
    }
  }
  const rest = whole((_, address) => !reached.has(address) && 'not reached');
  assert.deepEqual(rest, []);
});

test('nothing reaches beyond the window, on a phone or on a desk', () => {
  assert.deepEqual(found((fact) => fact.phone.excess && fact.phone), []);
  assert.deepEqual(found((fact) => fact.desk.excess && fact.desk), []);
});

test('an author’s text stands in one place, on the pages that have one', () => {
  const sourced = ['article', 'concept', 'name', 'home', 'dialogue', 'about'];
  const generated = ['articles', 'concepts', 'names', '404', 'map', 'search', 'bibliography'];
  assert.deepEqual(found((fact, address) => !fact.isRedirect && sourced.includes(kind(address)) && fact.n_prose !== 1), []);
  assert.deepEqual(found((fact, address) => generated.includes(kind(address)) && fact.n_prose > 0), []);
  assert.deepEqual(found((fact) => fact.outside), []);
});

test('a link to an entry says which, leads to its page, and has its preview on the same page', () => {
  let n_links = 0;
  const wrong = found((fact, address) => fact.entries.filter((it) => {
    n_links += 1;
    const inBook = `#${it.entry.replace('s/', '-')}--`;
    const leads = address === 'print.html' ? it.href.startsWith(inBook) : target(address, it.href)?.to === `${it.entry}.html`;
    const shows = !it.preview || it.preview === `pv-${it.entry.replace('/', '-')}`;
    const marked = !it.preview || it.classes.split(' ').includes('c');
    return !(leads && shows && marked);
  }));
  assert.deepEqual(wrong, []);
  assert.ok(n_links > 1000, `${n_links} links to entries in all`);
});

test('a preview is plain text, once a page', () => {
  assert.deepEqual(found((fact) => fact.previews.filter((it) => it.popover === null || it.stops > 0 || it.text.length < 20)), []);
});

test('an article’s paragraphs are numbered in order, each with its own link', () => {
  const articles = [...byAddress].filter(([address, fact]) => kind(address) === 'article' && !fact.isRedirect);
  assert.ok(articles.length > 0);
  for (const [address, fact] of articles) {
    const expected = fact.paragraphs.map((_, at) => ({ id: `p${at + 1}`, link: `#p${at + 1}` }));
    assert.ok(expected.length > 5, address);
    assert.deepEqual(fact.paragraphs, expected, address);
  }
});

test('a concept has its definition, its backlinks and how to cite it', () => {
  const concepts = (fact, address) => kind(address) === 'concept' && !fact.isRedirect;
  const lacking = found((fact, address) => concepts(fact, address) &&
    ['definition', 'backlinks', 'cite'].filter((id) => !fact.ids.includes(id)));
  assert.deepEqual(lacking, []);
});
