// The manual, opened from a disk: it explains how to make readers that can be read, so it can be read itself.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { pathToFileURL } from 'node:url';
import { violations } from './axe.mjs';
import { launch, sizes, troubles, withPage } from './chrome.mjs';
import { layout } from './layout.mjs';
import { manual, onDisk, samples } from './site.mjs';

let browser;
before(async () => { browser = await launch(); });
after(() => browser.close());

// The style of the page for missing addresses is at the host's root: from a disk it has none.
const some = () => samples(manual()).filter((it) => it.kind !== '404');

/** What `find` finds on each of the pages, and what else goes wrong there. */
function found(options, addresses, find) {
  return withPage(browser, options, async (page) => {
    const list = troubles(page, pathToFileURL(manual()).href);
    for (const address of addresses) {
      await page.goto(onDisk(manual(), address), { waitUntil: 'load' });
      list.push(...(await find(page, address)).map((fault) => `${address}: ${fault}`));
    }
    return list;
  });
}

for (const [name, viewport] of Object.entries(sizes)) {
  test(`nothing of the manual is wide, hidden or noisy: ${name}`, async () => {
    const addresses = some().map((it) => it.address);
    assert.deepEqual(await found({ viewport }, addresses, (page, address) => page.evaluate(layout, readFileSync(join(manual(), address), 'utf8'))), []);
  });
}

test('axe finds nothing in the manual, on a phone, in the dark', async () => {
  // All of it on one page takes as long as the rest, and says nothing that the rest doesn't.
  const addresses = some().map((it) => it.address).filter((it) => it !== 'print.html');
  assert.deepEqual(await found({ viewport: sizes.phone, hasTouch: true, colorScheme: 'dark' }, addresses, violations), []);
});

test('what the manual tells to type is shown whole', () => withPage(browser, { viewport: sizes.phone }, async (page) => {
  for (const { address } of some().filter((it) => it.kind === 'article' || it.kind === 'home')) {
    await page.goto(onDisk(manual(), address), { waitUntil: 'load' });
    const cut = await page.evaluate(() => [...document.querySelectorAll('pre')].filter((it) => it.scrollWidth > it.clientWidth).map((it) => it.textContent));
    assert.deepEqual(cut, [], address);
  }
}));
