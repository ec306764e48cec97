// Firefox knows no interest in links: there a script shows previews, and keeps what a reader sets.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { sizes } from './chrome.mjs';
import { firefoxTroubles, withFirefox } from './firefox.mjs';
import { serve } from './server.mjs';
import { onDisk, samples, site } from './site.mjs';

const disk = () => `${onDisk(site(), '')}/`;
const longest = (kind) => samples(site()).filter((it) => it.kind === kind).at(-1).address;

/** Writes down when the pointer or the focus comes to a link, and when previews open and close. */
function watch() {
  globalThis.times = [];
  const note = (kind) => (event) => globalThis.times.push({ kind, at: event.timeStamp });
  document.addEventListener('pointerover', (event) => { if (event.target.matches?.('.prose a.c')) note('over')(event); }, true);
  document.addEventListener('beforetoggle', (event) => note(event.newState)(event), true);
}
const span = (times, from, to) => times.findLast((it) => it.kind === to).at - times.findLast((it) => it.kind === from).at;

/** Runs `work` with an article's page and the first link in its text that has a preview. */
function withArticle(options, home, work) {
  return withFirefox(options, async (page) => {
    const list = await firefoxTroubles(page, home);
    await page.evaluateOnNewDocument(watch);
    await page.goto(`${home}${longest('article')}`, { waitUntil: 'load' });
    const link = await page.$('.prose a.c[interestfor]');
    await link.evaluate((it) => it.scrollIntoView({ block: 'center' }));
    const id = await link.evaluate((it) => it.getAttribute('interestfor'));
    const state = (isOpen) => page.waitForFunction((id, isOpen) => document.getElementById(id).matches(':popover-open') === isOpen, {}, id, isOpen);
    await work(page, link, id, state);
    assert.deepEqual(list, []);
  });
}

for (const [size, viewport] of Object.entries(sizes)) {
  test(`in Firefox a pointer on a link shows its preview, from a disk: ${size}`, async () => {
    await withArticle({ viewport }, disk(), async (page, link, id, state) => {
      await link.hover();
      await state(true);
      const wait = span(await page.evaluate(() => globalThis.times), 'over', 'open');
      // A busy machine may be late; it is never early.
      assert.ok(wait >= 490, `${wait} ms`);
      const box = await (await page.$(`#${id}`)).boundingBox();
      assert.ok(box.x >= 0 && box.y >= 0 && box.x + box.width <= viewport.width && box.y + box.height <= viewport.height, JSON.stringify(box));
      assert.equal(await link.evaluate((it) => it.getAttribute('aria-describedby')), id);
      await page.mouse.move(box.x + box.width / 2, box.y + box.height / 2, { steps: 8 });
      await page.keyboard.press('Escape');
      await state(false);
      assert.equal(await link.evaluate((it) => it.getAttribute('aria-describedby')), null);
    });
  });
}

test('in Firefox the keyboard’s focus shows a preview, under a path', async () => {
  const server = await serve(site(), '/a/b/');
  try {
    await withArticle({}, server.home, async (page, link, id, state) => {
      await link.focus();
      await page.keyboard.down('Shift');
      await page.keyboard.press('Tab');
      await page.keyboard.up('Shift');
      await page.keyboard.press('Tab');
      await state(true);
      await page.keyboard.press('Tab');
      assert.ok(await page.evaluate((id) => !document.getElementById(id).contains(document.activeElement), id));
      await state(false);
    });
  } finally {
    await server.close();
  }
});

test('in Firefox what is set holds on the next page, from a disk', async () => {
  await withFirefox({}, async (page) => {
    const home = disk();
    const list = await firefoxTroubles(page, home);
    await page.goto(home + longest('concept'), { waitUntil: 'load' });
    await page.click('#settings-button');
    await page.click('#theme [value=dark]');
    await page.click('#size [value=large]');
    await page.click('#mark-known');
    assert.equal(await page.$eval('#mark-known', (it) => it.ariaPressed), 'true');
    await page.keyboard.press('Escape');
    assert.equal(await page.evaluate(() => document.activeElement.id), 'settings-button');
    await page.click('#copy-citation');
    await page.waitForFunction(() => document.querySelector('.cite [role=status]').textContent);
    const { said, done } = await page.$eval('.cite [role=status]', (it) => ({ said: it.textContent, done: it.dataset.done }));
    assert.equal(said, done);
    await page.goto(home + longest('concepts'), { waitUntil: 'load' });
    assert.deepEqual(await page.evaluate(() => ({ ...document.documentElement.dataset })), { root: '../', page: 'concepts', theme: 'dark', size: 'large' });
    assert.ok(await page.evaluate(() => getComputedStyle(document.documentElement).colorScheme) === 'dark');
    await page.type('#az-filter', 'war');
    assert.match(await page.$eval('#az-count', (it) => it.textContent), /^\d+ of \d+ /);
    assert.deepEqual(list, []);
  });
});
