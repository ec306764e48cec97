// What an author may write and a page must bear: at every width, all of it can be read.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { launch, withPage } from './chrome.mjs';
import { judge } from './judge.mjs';
import { layout } from './layout.mjs';
import { extremes, onDisk, pages, samples, site } from './site.mjs';

const widths = [320, 390, 768, 1440];

let browser;
before(async () => { browser = await launch(); });
after(() => browser.close());

/** Faults of the pages at `addresses` at every width, as `NAME/ADDRESS at WIDTH px: FAULT`. */
function faults(name, root, addresses) {
  return withPage(browser, {}, async (page) => {
    const list = [];
    // The style of the page for missing addresses is at the host's root: from a disk it has none.
    for (const address of addresses.filter((it) => it !== '404.html')) {
      const source = readFileSync(join(root, address), 'utf8');
      await page.goto(onDisk(root, address), { waitUntil: 'load' });
      for (const width of widths) {
        await page.setViewportSize({ width, height: 900 });
        for (const fault of await page.evaluate(layout, source)) list.push(`${name}/${address} at ${width} px: ${fault}`);
      }
    }
    return list;
  });
}

for (const [name, root] of Object.entries(extremes())) {
  test(`every page of ${name} can be read at every width`, async () => {
    judge(await faults(name, root, pages(root)), []);
  });
}

test('a page of each kind of the reader can be read at every width', async () => {
  judge(await faults('reader', site(), samples(site()).map((it) => it.address)), []);
});

test('what can’t be read is seen', async () => {
  const body = `<main><p style="width: 400px">Something in two words</p>
    <p class="up" style="margin-top: -2em">Something else over it</p>
    <p style="width: 30px; overflow: hidden; white-space: nowrap">cut off at the side</p>
    <p style="height: 10px; overflow: hidden">cut off<br>below</p>
    <p style="margin-left: -90px">before the start</p>
    <p style="width: 9999px">too wide</p>
    <div style="overflow: auto"><p style="width: 900px">to be moved</p></div>
    <p style="display: none">gone</p></main>`;
  const found = await withPage(browser, { viewport: { width: 390, height: 900 } }, async (page) => {
    await page.setContent(body);
    return page.evaluate(layout, body);
  });
  for (const part of ['over one another: main > p and main > p.up', 'cut off at the side: main > p', 'cut off below: main > p', 'outside: main > p',
    'too wide: main > p', 'to be moved sideways: main > div', 'gone: “gone”']) {
    assert.ok(found.includes(part), `${part} in ${found.join('; ')}`);
  }
});

test('what can be read is left in peace', async () => {
  const body = `<main><h1 style="line-height: 1; width: 200px">A title on more than one line</h1><p>A<sup style="line-height: 0">1</sup> note,
    <span style="position: absolute; left: 300px">beside</span> <i>it</i></p><div class="table"><p style="width: 900px">a table</p></div>
    <details><summary>More</summary>Closed.</details><p hidden>Hidden</p></main>`;
  await withPage(browser, { viewport: { width: 390, height: 900 } }, async (page) => {
    await page.setContent(`<style>.table { overflow: auto }</style>${body}`);
    assert.deepEqual(await page.evaluate(layout, body), []);
  });
});
