// axe finds nothing, with every rule on: contrast at AAA and the size of targets included.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { violations } from './axe.mjs';
import { launch, sizes, withPage } from './chrome.mjs';
import { judge } from './judge.mjs';
import { extremes, onDisk, samples, site } from './site.mjs';

let browser;
before(async () => { browser = await launch(); });
after(() => browser.close());

const modes = {
  'light, on a desk': { colorScheme: 'light' },
  'dark, on a desk': { colorScheme: 'dark' },
  'light, on a phone': { colorScheme: 'light', viewport: sizes.phone, hasTouch: true },
  'dark, on a phone': { colorScheme: 'dark', viewport: sizes.phone, hasTouch: true },
  'more contrast': { colorScheme: 'light', contrast: 'more' },
  'more contrast, dark': { colorScheme: 'dark', contrast: 'more' },
  'forced colours': { forcedColors: 'active', colorScheme: 'light' },
};

for (const [mode, options] of Object.entries(modes)) {
  test(`axe finds nothing on any kind of page: ${mode}`, async () => {
    const found = {};
    await withPage(browser, options, async (page) => {
      for (const { address } of samples(site())) {
        await page.goto(onDisk(site(), address), { waitUntil: 'load' });
        const list = await violations(page);
        if (list.length) found[address] = list;
      }
    });
    assert.deepEqual(found, {});
  });

  test(`axe finds nothing in an open preview: ${mode}`, async () => {
    await withPage(browser, options, async (page) => {
      await page.goto(onDisk(site(), samples(site()).filter((it) => it.kind === 'article').at(-1).address), { waitUntil: 'load' });
      const id = await page.locator('.prose a.c[interestfor]').first().getAttribute('interestfor');
      await page.locator(`#${id}`).evaluate((it) => it.showPopover());
      assert.ok(await page.locator(`#${id}`).isVisible());
      judge(await violations(page), []);
    });
  });
}

test('axe finds nothing on what an author may write', async () => {
  const found = [];
  await withPage(browser, { viewport: sizes.phone }, async (page) => {
    for (const root of Object.values(extremes())) {
      // With a base URL the page for missing addresses has its style only at that address.
      for (const { address } of samples(root).filter((it) => it.kind !== '404')) {
        await page.goto(onDisk(root, address), { waitUntil: 'load' });
        found.push(...await violations(page));
      }
    }
  });
  judge(found, []);
});

test('axe would find a fault', async () => {
  const found = await withPage(browser, {}, async (page) => {
    await page.setContent(`<main><p style="color:#666">grey</p><img src="data:,"><p><a href="#a" style="font-size: 6px">1</a></p>
      <p><button style="all: unset; width: 9px; height: 9px">1</button><button style="all: unset; width: 9px; height: 9px">2</button></p></main>`);
    return violations(page);
  });
  for (const rule of ['color-contrast-enhanced', 'image-alt', 'target-size']) {
    assert.ok(found.some((it) => it.startsWith(`${rule}:`)), `${rule} in ${found}`);
  }
});
