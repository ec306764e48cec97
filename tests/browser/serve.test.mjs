// The preview as an editor sees it: a page stays open, files change, nobody touches the browser.
import assert from 'node:assert/strict';
import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { after, before, test } from 'node:test';
import axe from 'axe-core';
import { launch, sizes, troubles, withPage } from './chrome.mjs';

const root = new URL('../..', import.meta.url).pathname;
const lectern = process.env.LECTERN ?? join(process.env.CARGO_TARGET_DIR ?? join(root, 'target'), 'debug/lectern');

let browser;
before(async () => { browser = await launch(); });
after(() => browser.close());

/** A copy of the small site, served; `work` gets its address and what writes and removes files in it. */
const previewed = (work) => servedFrom((folder) => cpSync(join(root, 'tests/sites/small'), folder, { recursive: true }), work);

/** The site that `fill` writes into a folder, served. */
async function servedFrom(fill, work) {
  const folder = mkdtempSync(join(tmpdir(), 'lectern-'));
  fill(folder);
  const child = spawn(lectern, ['serve', '--port', '0'], { cwd: folder, stdio: ['ignore', 'pipe', 'ignore'] });
  try {
    const [home] = await once(createInterface(child.stdout), 'line');
    const path = (file) => join(folder, file);
    return await work({
      home,
      run: (...words) => execFileSync(lectern, words, { cwd: folder, encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] }),
      read: (file) => readFileSync(path(file), 'utf8'),
      write: (file, text) => writeFileSync(path(file), text),
      remove: (file) => rmSync(path(file), { recursive: true }),
      copy: (file) => cpSync(join(root, 'tests/sites/small', file), path(file), { recursive: true }),
    });
  } finally {
    child.kill('SIGINT');
    await once(child, 'exit');
    rmSync(folder, { recursive: true });
  }
}

const concept = (title, text) => `+++\ntitle = "${title}"\nsummary = "A made-up thing."\n+++\n\n${text}\n`;
const panel = (page) => page.getByRole('complementary', { name: 'Findings' });

const begun = (folder) => execFileSync(lectern, ['init', folder], { stdio: 'ignore' });

test('a lecturer starts a site, adds a concept, misspells it, reads the finding and mends it', () => servedFrom(begun, ({ home, run, read, write }) => withPage(browser, {}, async (page) => {
  const article = `${home}articles/what-is-enlightenment.html`;
  const file = 'content/concepts/courage.md';
  const linked = page.locator('.prose a[data-entry="concepts/courage"]').first();
  const found = panel(page);
  await page.goto(article);
  assert.equal(await linked.count(), 0);

  assert.equal(run('new', 'concept', 'Courage').trim(), file);
  write(file, read(file).replace('summary = ""', 'summary = "The will to think for oneself."'));
  for (const text of ['content/articles/what-is-enlightenment.md', 'content/index.md']) write(text, `${read(text)}\nIt takes courage.\n`);
  await linked.waitFor();
  await page.goto(`${home}index.html`);
  await linked.waitFor();
  await linked.click();
  await page.locator('.back', { hasText: 'It takes courage.' }).first().waitFor();

  await page.goto(article);
  const whole = read('content/pages/about.md');
  write('content/pages/about.md', `${whole}\nSee [[Courrage]].\n`);
  await found.getByRole('status').filter({ hasText: '1 error' }).waitFor();
  const text = await found.locator('ol').innerText();
  const [, advised] = /did you mean `([^`]+)`/.exec(text) ?? [];
  assert.ok(text.includes(`content/pages/about.md:${whole.split('\n').length + 1}:`), text);
  assert.equal(advised?.toLowerCase(), 'courage');
  write('content/pages/about.md', `${whole}\nSee [[${advised}]].\n`);
  // What is left to do for a whole entry, to quote a passage, is still said.
  await found.getByRole('status').filter({ hasNotText: 'error' }).waitFor();
  await page.goto(`${home}about.html`);
  await linked.waitFor();
})));

test('a new concept is linked on an open page', () => previewed(({ home, write }) => withPage(browser, {}, async (page) => {
  await page.goto(`${home}articles/on-engines.html`);
  const list = troubles(page, home.replace(/[^/]*\/$/, ''));
  const word = await page.evaluate(() => {
    // A long word that is no link yet.
    const walker = document.createTreeWalker(document.querySelector('.prose'), NodeFilter.SHOW_TEXT);
    while (walker.nextNode()) {
      const node = walker.currentNode;
      const found = !node.parentElement.closest('a, [data-entry], [data-aside], h2, h3') && /\b[a-z]{7,}\b/.exec(node.data);
      if (found) return found[0];
    }
    throw new Error('the page has words');
  });
  write('content/concepts/made-up.md', concept(word, 'It is made up.'));
  await page.locator('.prose a[data-entry="concepts/made-up"]').first().waitFor();
  await page.locator('.prose a[data-entry="concepts/made-up"]').first().click();
  await page.waitForURL(`${home}concepts/made-up.html`);
  await page.locator('main h1', { hasText: new RegExp(word, 'i') }).waitFor();
  // Loading again breaks requests off; nothing else may go wrong.
  assert.deepEqual(list.filter((it) => !it.includes('/_lectern/news')), []);
})));

test('a misspelt link is read in the page, and gone when it is mended', () => previewed(({ home, read, write }) => withPage(browser, {}, async (page) => {
  const file = 'content/pages/about.md';
  const whole = read(file);
  await page.goto(`${home}about.html`);
  const before = await page.locator('.prose').innerHTML();
  write(file, `${whole}\nSee [[entropi]].\n`);
  const found = panel(page);
  await found.getByRole('status').filter({ hasText: '1 error' }).waitFor();
  const text = await found.locator('ol').innerText();
  const line = whole.split('\n').length + 1;
  for (const part of ['error[unknown-entry]', `content/pages/about.md:${line}:7`, 'no concept or name is called `entropi`', 'help: did you mean `entropy`']) {
    assert.ok(text.includes(part), `${part} in ${text}`);
  }
  assert.equal(await page.locator('.prose').innerHTML(), before, 'the site before stays up');
  write(file, `${whole}\nSee [[entropy]].\n`);
  await page.locator('.prose', { hasText: 'See entropy.' }).waitFor();
  assert.equal(await found.count(), 0);
})));

test('a mistake on another page is told and mended without loading this one', () => previewed(({ home, read, write }) => withPage(browser, {}, async (page) => {
  const file = 'content/pages/about.md';
  const whole = read(file);
  await page.goto(`${home}concepts/entropy.html`);
  await page.evaluate(() => { globalThis.untouched = true; });
  write(file, `${whole}\nSee [[entropi]].\n`);
  await panel(page).getByRole('status').filter({ hasText: '1 error' }).waitFor();
  write(file, whole);
  await panel(page).waitFor({ state: 'hidden' });
  assert.ok(await page.evaluate(() => globalThis.untouched), 'the page was not loaded again');
})));

test('the panel opens and closes by keyboard, and says so', () => previewed(({ home, read, write }) => withPage(browser, {}, async (page) => {
  await page.goto(`${home}about.html`);
  write('content/pages/about.md', `${read('content/pages/about.md')}\nSee [[entropi]].\n`);
  const button = panel(page).getByRole('button');
  await button.waitFor();
  assert.equal(await button.getAttribute('aria-expanded'), 'true');
  await page.keyboard.press('Escape');
  assert.equal(await button.getAttribute('aria-expanded'), 'false');
  assert.equal(await panel(page).locator('ol').isVisible(), false);
  await button.focus();
  await page.keyboard.press('Enter');
  assert.equal(await button.getAttribute('aria-expanded'), 'true');
  // The choice holds on the next page.
  await page.keyboard.press('Escape');
  await page.goto(home);
  assert.equal(await panel(page).getByRole('button').getAttribute('aria-expanded'), 'false');
})));

test('a finding unfolds into what its code means, as `lectern help` has it', () => previewed(({ home, run, read, write }) => withPage(browser, {}, async (page) => {
  await page.goto(`${home}about.html`);
  const whole = read('content/pages/about.md');
  write('content/pages/about.md', `${whole}\nSee [[entropi]].\n\n<script>alert(1)</script>\n`);
  const meaning = (code) => panel(page).locator('details', { hasText: `What ${code} means` });
  const [entry, html] = ['unknown-entry', 'raw-html'].map(meaning);
  await entry.locator('summary').waitFor();
  assert.equal(await entry.locator('p').first().isVisible(), false);
  // By keyboard: after the list, the first finding, then the next.
  await panel(page).locator('ol').focus();
  await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
  await page.keyboard.press('Tab');
  await page.keyboard.press('Space');
  // Examples are lines for lines; the terminal indents them, and breaks paragraphs where they are written so.
  const words = (text) => text.replace(/[`*]/g, '').split(/\s+/).filter((it) => it && it !== '-').join(' ');
  for (const [code, found] of [['unknown-entry', entry], ['raw-html', html]]) {
    const [, ...said] = run('help', code).split('\n\n');
    const [, ...shown] = (await found.innerText()).split('\n');
    assert.equal(words(shown.join('\n')), words(said.join('\n\n')), code);
  }
  assert.equal(await html.locator('pre').first().innerText(), '<div class="box">Read this first.</div>\n');
  assert.equal(await html.locator('div').count(), 0, 'no text is markup');
  // Another build, of which these findings come again: neither is folded, and the keyboard stays.
  write('content/pages/about.md', `${whole}\nNow: see [[entropi]].\n\n<script>alert(1)</script>\n`);
  await panel(page).locator('li', { hasText: `:${whole.split('\n').length + 1}:12` }).waitFor();
  assert.deepEqual(await Promise.all([entry, html].map((it) => it.evaluate((it) => it.open))), [true, true]);
  await page.keyboard.press('Enter');
  assert.deepEqual(await Promise.all([entry, html].map((it) => it.evaluate((it) => it.open))), [true, false]);
})));

for (const colorScheme of ['light', 'dark']) {
  test(`axe finds nothing in the panel: ${colorScheme}`, () => previewed(({ home, read, write }) => withPage(browser, { colorScheme }, async (page) => {
    await page.goto(`${home}about.html`);
    write('content/pages/about.md', `${read('content/pages/about.md')}\nSee [[entropi]].\n`);
    await panel(page).locator('summary').first().click();
    await page.waitForFunction(() => getComputedStyle(document.getElementById('lectern-findings')).position === 'fixed');
    await page.evaluate(axe.source);
    const rules = Object.fromEntries(axe.getRules(['experimental', 'wcag2aaa', 'wcag22aa'])
      .filter((it) => !it.tags.includes('deprecated')).map((it) => [it.ruleId, { enabled: true }]));
    const found = await page.evaluate(async (rules) => {
      const { violations } = await globalThis.axe.run('#lectern-findings', { rules });
      return violations.map((it) => `${it.id}: ${it.nodes.map((node) => node.html.slice(0, 100)).join(' ')}`);
    }, rules);
    assert.deepEqual(found, []);
  })));
}

test('on a phone the panel is one line and covers no text', () => previewed(({ home, read, write }) => withPage(browser, { viewport: sizes.phone, hasTouch: true }, async (page) => {
  await page.goto(`${home}about.html`);
  write('content/pages/about.md', `${read('content/pages/about.md')}\nSee [[entropi]].\n`);
  const button = panel(page).getByRole('button');
  await button.waitFor();
  assert.equal(await button.getAttribute('aria-expanded'), 'false');
  await page.waitForFunction(() => getComputedStyle(document.getElementById('lectern-findings')).position === 'fixed');
  await page.evaluate(() => scrollTo(0, document.documentElement.scrollHeight));
  const { covered, height } = await page.evaluate(() => {
    const top = document.getElementById('lectern-findings').getBoundingClientRect().top;
    const texts = [...document.querySelectorAll('p, li, h1, h2, footer')].filter((it) => it.getClientRects().length);
    return {
      covered: texts.filter((it) => it.getBoundingClientRect().bottom > top + 1).map((it) => it.outerHTML.slice(0, 80)),
      height: document.getElementById('lectern-findings').offsetHeight,
    };
  });
  assert.deepEqual(covered, []);
  assert.ok(height <= 50, `${height} px`);
  // What a code means is as wide as the window, and nothing of it wider.
  await button.click();
  await panel(page).locator('summary').first().click();
  await panel(page).locator('pre').first().waitFor();
  const wide = await page.evaluate(() => {
    const inside = [...document.getElementById('lectern-findings').shadowRoot.querySelectorAll('ol, ol *')];
    return inside.filter((it) => it.scrollWidth > it.clientWidth && it.clientWidth || it.getBoundingClientRect().right > innerWidth).map((it) => it.outerHTML.slice(0, 80));
  });
  assert.deepEqual(wide, []);
})));

test('a site that was never whole is said to be none, until it is', () => servedFrom((folder) => {
  cpSync(join(root, 'tests/sites/small'), folder, { recursive: true });
  writeFileSync(join(folder, 'content/pages/about.md'), concept('About', '[[entropi]]'));
}, ({ home, write }) => withPage(browser, {}, async (page) => {
  await page.goto(`${home}about.html`);
  await panel(page).getByRole('status').filter({ hasText: /error.*: nothing is shown yet$/ }).waitFor();
  write('content/pages/about.md', concept('About', '[[entropy]]').replace(/summary.*\n/, ''));
  await page.locator('main h1', { hasText: 'About' }).waitFor();
})));

test('the place that was being read stays where it is', () => previewed(({ home, write }) => withPage(browser, {}, async (page) => {
  const text = (n) => Array.from({ length: n }, (_, i) => `## Part ${i}\n\n${'A sentence about nothing. '.repeat(40)}\n`).join('\n');
  write('content/pages/about.md', concept('About', text(30)).replace(/summary.*\n/, ''));
  await page.goto(`${home}about.html`);
  await page.locator('#part-29').waitFor();
  const top = () => page.locator('#part-20').evaluate((it) => Math.round(it.getBoundingClientRect().top));
  await page.locator('#part-20').evaluate((it) => scrollTo({ top: it.offsetTop + 40, behavior: 'instant' }));
  const before = await top();
  // What is added above moves everything below it.
  write('content/pages/about.md', concept('About', `NEW. ${'More above. '.repeat(400)}\n\n${text(30)}`).replace(/summary.*\n/, ''));
  await page.locator('.prose', { hasText: 'NEW.' }).waitFor();
  await page.waitForFunction((before) => Math.abs(document.getElementById('part-20').getBoundingClientRect().top - before) <= 2, before);
  // And an anchor in the address doesn't call the reader back.
  await page.goto(`${home}about.html#part-3`);
  await page.locator('#part-20').evaluate((it) => scrollTo({ top: it.offsetTop + 40, behavior: 'instant' }));
  const there = await top();
  write('content/pages/about.md', concept('About', `NEWER. ${text(30)}`).replace(/summary.*\n/, ''));
  await page.locator('.prose', { hasText: 'NEWER.' }).waitFor();
  await page.waitForFunction((there) => Math.abs(document.getElementById('part-20').getBoundingClientRect().top - there) <= 2, there);
  assert.equal(new URL(page.url()).hash, '#part-3');
})));

test('the content folder goes and comes back', () => previewed(({ home, read, remove, copy, write }) => withPage(browser, {}, async (page) => {
  await page.goto(`${home}concepts/entropy.html`);
  remove('content');
  await panel(page).getByRole('status').filter({ hasText: 'error' }).waitFor();
  // Files go one by one: a build may come between.
  await panel(page).locator('ol').filter({ hasText: 'error[no-content]' }).waitFor();
  copy('content');
  await panel(page).waitFor({ state: 'hidden' });
  write('content/concepts/entropy.md', `${read('content/concepts/entropy.md')}\nIt came back.\n`);
  await page.locator('.prose', { hasText: 'It came back.' }).waitFor();
})));

test('five hundred changes at once arrive', () => previewed(({ home, write }) => withPage(browser, {}, async (page) => {
  await page.goto(`${home}concepts/index.html`);
  const n_before = parseInt(await page.locator('.head .kicker').innerText(), 10);
  for (let i = 0; i < 500; i += 1) write(`content/concepts/thing-${i}.md`, concept(`Thing ${i}`, 'One of many.'));
  await page.locator('.head .kicker', { hasText: `${n_before + 500} concepts` }).waitFor();
  await page.goto(`${home}concepts/thing-499.html`);
  await page.locator('main h1', { hasText: 'Thing 499' }).waitFor();
})));
