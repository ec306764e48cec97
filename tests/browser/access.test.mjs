// axe finds nothing, with every rule on: contrast at AAA and the size of targets included.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import axe from 'axe-core';
import { launch, sizes, withPage } from './chrome.mjs';
import { onDisk, samples, site } from './site.mjs';

const rules = Object.fromEntries(axe.getRules(['experimental', 'wcag2aaa', 'wcag22aa'])
  .filter((it) => !it.tags.includes('deprecated'))
  .map((it) => [it.ruleId, { enabled: true }]));

let browser;
before(async () => { browser = await launch(); });
after(() => browser.close());

async function violations(address, options) {
  return withPage(browser, options, async (page) => {
    await page.goto(onDisk(site(), address), { waitUntil: 'load' });
    await page.evaluate(axe.source);
    const found = await page.evaluate(async (rules) => {
      const { violations } = await globalThis.axe.run(document, { rules, resultTypes: ['violations'] });
      return violations.flatMap((it) => it.nodes.slice(0, 3).map((node) => `${it.id}: ${node.target.join(' ')}: ${node.html.slice(0, 120)}`));
    }, rules);
    return found;
  });
}

const modes = {
  'light, on a desk': { colorScheme: 'light' },
  'dark, on a desk': { colorScheme: 'dark' },
  'light, on a phone': { colorScheme: 'light', viewport: sizes.phone, hasTouch: true },
  'more contrast': { colorScheme: 'light', contrast: 'more' },
};

for (const [mode, options] of Object.entries(modes)) {
  test(`axe finds nothing on any kind of page: ${mode}`, async () => {
    const found = {};
    for (const { address } of samples(site())) {
      const list = await violations(address, options);
      if (list.length) found[address] = list;
    }
    assert.deepEqual(found, {});
  });
}

test('axe would find a fault', async () => {
  const found = await withPage(browser, {}, async (page) => {
    await page.setContent('<main><p style="color:#666">grey</p><img src="data:,"></main>');
    await page.evaluate(axe.source);
    return page.evaluate(async (rules) => (await globalThis.axe.run(document, { rules })).violations.map((it) => it.id), rules);
  });
  for (const rule of ['color-contrast-enhanced', 'image-alt']) assert.ok(found.includes(rule), `${rule} in ${found}`);
});
