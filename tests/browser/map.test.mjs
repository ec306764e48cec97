// The map: a pointer and a keyboard light up exactly what a concept is related to; its text fits its boxes.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import axe from 'axe-core';
import { launch, sizes, troubles, withPage } from './chrome.mjs';
import { onDisk, site } from './site.mjs';

let browser;
before(async () => { browser = await launch(); });
after(() => browser.close());

/** Runs `work` with the map, opened from the disk. */
function withMap(options, work) {
  return withPage(browser, options, async (page) => {
    const list = troubles(page, onDisk(site(), ''));
    await page.goto(onDisk(site(), 'map.html'), { waitUntil: 'load' });
    await page.evaluate(() => document.fonts.ready);
    await work(page);
    assert.deepEqual(list, []);
  });
}

/** The entries to which the list relates each entry, either way. */
const related = (page) => page.evaluate(() => {
  const out = {};
  for (const group of document.querySelectorAll('#as-list dl > div')) {
    const from = group.querySelector('dt a').dataset.entry;
    for (const { dataset: { entry } } of group.querySelectorAll('dd a')) {
      (out[from] ??= []).push(entry);
      (out[entry] ??= []).push(from);
    }
  }
  return out;
});

/** The entries that are lit, and how many lines are. */
const lit = (page) => page.evaluate(() => {
  const isLit = (it) => getComputedStyle(it).getPropertyValue('--lit') !== '';
  return {
    entries: [...document.querySelectorAll('svg.map a')].filter(isLit).map((it) => it.dataset.entry).sort(),
    n_lines: [...document.querySelectorAll('svg.map .lines path')].filter(isLit).length,
  };
});

test('a pointer on a concept lights up what it is related to, and nothing else', async () => {
  await withMap({}, async (page) => {
    const pairs = await related(page);
    const drawn = await page.$$eval('svg.map a', (links) => links.map((it) => it.dataset.entry));
    assert.deepEqual((await lit(page)).entries, []);
    const links = await page.locator('svg.map a').all();
    for (const link of [links[0], links[Math.floor(links.length / 2)], links.at(-1)]) {
      await link.hover();
      const own = await link.getAttribute('data-entry');
      const { entries, n_lines } = await lit(page);
      assert.deepEqual(entries, [...new Set(pairs[own])].filter((it) => drawn.includes(it)).sort(), own);
      assert.ok(n_lines > 0 && n_lines <= entries.length, `${own}: ${n_lines} lines`);
    }
  });
});

test('the keyboard reaches every concept after a way past them, and lights up the same', async () => {
  await withMap({}, async (page) => {
    const way = page.locator('main a[href="#as-list"]');
    assert.ok(await way.isVisible());
    await way.focus();
    const stops = [];
    for (let n = 0; n < 4; n += 1) {
      await page.keyboard.press('Tab');
      stops.push(await page.evaluate(() => document.activeElement.getAttribute('role') ?? document.activeElement.id));
    }
    assert.deepEqual(stops, ['region', 'm-1', 'm-2', 'm-3']);
    const own = await page.locator('#m-3').getAttribute('data-entry');
    const { entries } = await lit(page);
    assert.ok(entries.length > 0);
    const pairs = await related(page);
    assert.deepEqual(entries.filter((it) => !pairs[own].includes(it)), []);
    const ring = await page.locator('#m-3 rect').evaluate((it) => getComputedStyle(it).strokeWidth);
    assert.equal(ring, '3px');
  });
});

/** Concepts whose text reaches out of its box, or whose box is small. */
const ill = (page) => page.$$eval('svg.map a', (links) => links.flatMap((link) => {
  const [box, text] = ['rect', 'text'].map((name) => link.querySelector(name).getBBox());
  const fits = text.x >= box.x && text.x + text.width <= box.x + box.width && text.y >= box.y - 2 && text.y + text.height <= box.y + box.height + 2;
  const { width, height } = link.querySelector('rect').getBoundingClientRect();
  return fits && width >= 24 && height >= 24 ? [] : [`${link.textContent}: ${JSON.stringify([text, box, width, height])}`];
}));

test('the text of a concept lies in its box, and a box is at least 24 px high and wide', async () => {
  const url = onDisk(site(), 'fonts/lectern-text-roman.woff2');
  for (const viewport of Object.values(sizes)) {
    await withMap({ viewport, bypassCSP: true }, async (page) => {
      assert.deepEqual(await ill(page), [], 'in the face that the page has');
      await page.addStyleTag({ content: `@font-face { font-family: theme; src: url(${url}) } svg.map { font-family: theme }` });
      await page.evaluate(() => document.fonts.load('15px theme'));
      assert.ok(await page.evaluate(() => document.fonts.check('15px theme')));
      assert.deepEqual(await ill(page), [], 'in the face of the theme');
    });
  }
});

test('on a phone the list is one tap away, and the drawing scrolls in its frame', async () => {
  await withMap({ viewport: sizes.phone }, async (page) => {
    const way = page.locator('main a[href="#as-list"]');
    const [above, below] = [await way.boundingBox(), await page.locator('.drawn').boundingBox()];
    assert.ok(above.y + above.height <= below.y && above.y < sizes.phone.height, 'it stands before the drawing');
    await way.click();
    const { y } = await page.locator('#as-list').boundingBox();
    assert.ok(y >= -5 && y < sizes.phone.height / 2, `the list is at ${y}`);
    const excess = await page.locator('.drawn').evaluate((it) => it.scrollWidth - it.clientWidth);
    assert.ok(excess > 100, 'the drawing is wider than its frame');
  });
});

test('what is lit is told apart without colours of our own', async () => {
  await withMap({ forcedColors: 'active' }, async (page) => {
    const link = page.locator('svg.map g.b a').first();
    const stroke = () => page.$$eval('svg.map g.a a rect, svg.map g.b a rect', (all) => all.filter((it) => getComputedStyle(it).stroke !== 'none').length);
    assert.equal(await stroke(), 0);
    await link.hover();
    assert.ok(await stroke() > 1);
  });
});

const modes = {
  'forced colours': { forcedColors: 'active' },
  'dark, on a phone': { colorScheme: 'dark', viewport: sizes.phone, hasTouch: true },
};
for (const [mode, options] of Object.entries(modes)) {
  test(`axe finds nothing on the map: ${mode}`, async () => {
    await withMap({ ...options, bypassCSP: true }, async (page) => {
      await page.evaluate(axe.source);
      const found = await page.evaluate(async () => {
        const { violations } = await globalThis.axe.run(document, { preload: false });
        return violations.flatMap((it) => it.nodes.map((node) => `${it.id}: ${node.html.slice(0, 120)}`));
      });
      assert.deepEqual(found, []);
    });
  });
}

test('in print the drawing has a page of its own, turned on its side', async () => {
  await withMap({}, async (page) => {
    await page.emulateMedia({ media: 'print' });
    const style = await page.locator('.drawing').evaluate((it) => getComputedStyle(it).page);
    assert.equal(style, 'map');
  });
});
