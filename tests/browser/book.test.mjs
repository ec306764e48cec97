// The whole reader as a book: what Chromium prints of it, read back with poppler.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { launch, sizes, troubles, withPage } from './chrome.mjs';
import { onDisk, site } from './site.mjs';

const formats = {
  A4: { pdf: { format: 'A4' }, mm: [210, 297] },
  Letter: { pdf: { format: 'Letter' }, mm: [215.9, 279.4] },
};
const points = 72 / 25.4;

const folder = mkdtempSync(join(tmpdir(), 'lectern-book-'));
const run = (command, ...args) => execFileSync(command, args, { encoding: 'utf8', maxBuffer: 1 << 28 });
const folded = (text) => text.replace(/\s+/g, ' ').trim();
const books = {};
let facts;

/** Runs in the page: what the book says of itself. */
function read() {
  const all = (selector) => [...document.querySelectorAll(selector)];
  return {
    headings: all('h2, h3, h4, h5, h6').map((it) => {
      const shown = it.cloneNode(true);
      for (const hidden of shown.querySelectorAll('.vh')) hidden.remove();
      return shown.textContent.replace(/\s+/g, ' ').trim();
    }),
    heads: all('.entry > header').map((it) => it.innerText.replace(/\s+/g, ' ').trim()),
    chapters: all('.chapter').map((it) => it.id),
    targets: [...new Set(all('main a[href^="#"]').map((it) => it.getAttribute('href').slice(1)))].sort(),
    size: document.querySelector('.colophon li [aria-current]').parentElement.textContent,
    n_words: document.querySelector('main').innerText.split(/\s+/).length,
    wrong: all('[interestfor], script, .pv').length,
  };
}

/** The last two lines of each of a sheet's columns, without the sheet's head and number. */
function ends(sheet) {
  const lines = [...sheet.matchAll(/<line xMin="([\d.-]+)" yMin="([\d.-]+)" xMax="([\d.-]+)"[^>]*>([^]*?)<\/line>/g)]
    .map(([, left, top, right, words]) => ({
      left: Number(left), top: Number(top), right: Number(right),
      text: folded(words.replace(/<[^>]*>/g, ' ')).replaceAll('&amp;', '&'),
    }))
    .filter((it) => it.top > 18 * points && !/^\d+$/.test(it.text));
  const isUnder = (one, other) => one.top > other.top && one.left < other.right && other.left < one.right;
  const lasts = lines.filter((it) => !lines.some((other) => isUnder(other, it)));
  const above = (it) => lines.filter((other) => isUnder(it, other)).sort((one, other) => other.top - one.top)[0];
  return lasts.map((it) => [above(it)?.text ?? '', it.text]);
}

/** A printed book: its sheets' sizes and texts, where things are in it, and where its links lead. */
function printed(path) {
  const dests = run('pdfinfo', '-dests', path).matchAll(/^ *(\d+) \[.*\] "(.*)"$/gm);
  return {
    size: run('pdfinfo', path).match(/Page size: +([\d.]+) x ([\d.]+)/).slice(1).map(Number),
    sheets: run('pdftotext', path, '-').split('\f').slice(0, -1),
    places: new Map([...dests].map(([, sheet, name]) => [name, Number(sheet)])),
    links: new Set([...readFileSync(path, 'latin1').matchAll(/\/Dest \/([^\s>]+)/g)].map(([, name]) => name)),
    columns: run('pdftotext', '-bbox-layout', path, '-').split('<page ').slice(1).map(ends),
    words: [...run('pdftotext', '-bbox', path, '-').matchAll(/<word xMin="([\d.-]+)" yMin="[\d.-]+" xMax="([\d.-]+)"[^>]*>(.*)<\/word>/g)]
      .map(([, left, right, text]) => ({ left: Number(left), right: Number(right), text })),
  };
}

before(async () => {
  const browser = await launch();
  try {
    await withPage(browser, { viewport: sizes.desk }, async (page) => {
      const wrong = troubles(page, onDisk(site(), ''));
      await page.goto(onDisk(site(), 'print.html'), { waitUntil: 'load' });
      await page.evaluate(() => document.fonts.ready);
      facts = await page.evaluate(read);
      for (const [name, { pdf }] of Object.entries(formats)) {
        const path = join(folder, `${name}.pdf`);
        await page.pdf({ path, ...pdf });
        books[name] = printed(path);
      }
      assert.deepEqual(wrong, []);
    });
  } finally {
    await browser.close();
  }
});
after(() => rmSync(folder, { recursive: true }));

test('the book says how long it is, about as long as it is', () => {
  const [, n_said] = facts.size.match(/\(about (\d+) pages\)$/).map(Number);
  for (const { sheets } of Object.values(books)) assert.ok(Math.abs(sheets.length / n_said - 1) < 0.2, `${sheets.length}, said ${n_said}`);
});

test('the book needs no script and has no previews', () => assert.equal(facts.wrong, 0));

for (const [name, { mm }] of Object.entries(formats)) {
  test(`${name}: the sheets have its size, and there are as many as the words fill`, () => {
    const { size, sheets } = books[name];
    for (const axis of [0, 1]) assert.ok(Math.abs(size[axis] / points - mm[axis]) < 1, `${size}`);
    const n_words = facts.n_words / sheets.length;
    assert.ok(n_words > 150 && n_words < 600, `${n_words} words on each of ${sheets.length}`);
  });

  test(`${name}: every heading is in it, and none ends a sheet or a column`, () => {
    const { sheets, places, columns } = books[name];
    const whole = folded(sheets.join(' '));
    assert.deepEqual(facts.headings.filter((it) => !whole.includes(it)), []);
    const headings = new Set(facts.headings);
    // Contents and index have lines that read like headings.
    const lasts = columns.slice(2, places.get('book-index') - 1).flat();
    assert.ok(lasts.length > columns.length, `${lasts.length}`);
    assert.deepEqual(lasts.filter(([, last]) => headings.has(last)), []);
    // An entry's head ends with its definition or its other names.
    assert.deepEqual(lasts.filter((lines) => facts.heads.some((head) => head.endsWith(lines.join(' ')))), []);
  });

  test(`${name}: every link leads to a place in it`, () => {
    const { links, places } = books[name];
    assert.ok(links.size > 300, `${links.size}`);
    assert.deepEqual([...links].filter((it) => !places.has(it)), []);
    assert.deepEqual(facts.targets.filter((it) => !links.has(it)), []);
  });

  test(`${name}: a chapter begins a sheet, and only before one is a sheet nearly empty`, () => {
    const { sheets, places } = books[name];
    const first = new Set([2, ...facts.chapters.map((id) => places.get(id))]);
    assert.equal(first.size, facts.chapters.length + 1, `${[...first]}`);
    const isShort = (sheet) => sheet.split(/\s+/).length < 120;
    assert.deepEqual(sheets.flatMap((sheet, at) => (isShort(sheet) && !first.has(at + 2) && at + 1 < sheets.length ? [at + 1] : [])), []);
  });

  test(`${name}: all of it is on the sheet, between margins`, () => {
    const { size: [width], words } = books[name];
    assert.ok(words.length > 0.8 * facts.n_words, `${words.length} of ${facts.n_words}`);
    const margin = 18 * points;
    assert.deepEqual(words.filter((it) => it.left < margin || it.right > width - margin).map((it) => it.text), []);
  });

  test(`${name}: each sheet has its number and its head, but for the title’s`, () => {
    const { sheets } = books[name];
    const lines = sheets.map((sheet) => sheet.split('\n').map(folded));
    assert.deepEqual(lines.flatMap((it, at) => (it.includes(String(at + 1)) === (at > 0) ? [] : [at + 1])), []);
    const title = lines[0].find(Boolean);
    assert.deepEqual(lines.flatMap((it, at) => (at > 1 && !it.includes(title) ? [at + 1] : [])), []);
  });
}
