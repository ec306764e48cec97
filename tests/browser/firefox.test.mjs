// The same pages in Firefox: nothing fails, nothing is missing, nothing reaches beyond the window.
import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { launch, sizes, withPage } from './chrome.mjs';
import { firefoxTroubles, launchFirefox } from './firefox.mjs';
import { overflow } from './facts.mjs';
import { serve } from './server.mjs';
import { onDisk, samples, site } from './site.mjs';

let browser;
before(async () => { browser = await launchFirefox(); });
after(() => browser.close());

/** Runs `work` on a page of the one Firefox, with the list of what goes wrong in it. */
async function withTroubles(home, work) {
  const page = await browser.newPage();
  try {
    const list = await firefoxTroubles(page, home);
    await page.setViewport(sizes.desk);
    await work(page);
    // Messages come after the fact; this answer comes after them.
    await page.evaluate(() => document.fonts.ready.then(() => undefined));
    return list;
  } finally {
    await page.close();
  }
}

/** What a page shows, without the spaces, which browsers put differently. */
const words = () => document.body.innerText.replace(/\s+/g, '');

test('in Firefox a page of each kind opens from a disk, fits a phone and a desk, and says what it says in Chromium', async () => {
  const chromium = await launch();
  const [faults, list] = [{}, []];
  try {
    await withPage(chromium, {}, async (reference) => {
      list.push(...await withTroubles(onDisk(site(), ''), async (page) => {
        for (const { address } of samples(site())) {
          const url = onDisk(site(), address);
          const found = [];
          await reference.goto(url, { waitUntil: 'load' });
          await page.goto(url, { waitUntil: 'load' });
          const [here, there] = [await page.evaluate(words), await reference.evaluate(words)];
          if (here !== there) found.push(`${here.length} characters, in Chromium ${there.length}`);
          for (const [size, viewport] of Object.entries(sizes)) {
            await page.setViewport(viewport);
            const { excess, by } = await page.evaluate(overflow);
            if (excess) found.push(`${size}: ${excess} px too wide: ${by}`);
          }
          if (found.length) faults[address] = found;
        }
      }));
    });
  } finally {
    await chromium.close();
  }
  assert.deepEqual(faults, {});
  assert.deepEqual(list, []);
});

test('in Firefox a page of each kind opens under a path', async () => {
  const server = await serve(site(), '/a/b/');
  try {
    assert.deepEqual(await withTroubles(server.home, async (page) => {
      for (const { address } of samples(site())) {
        await page.goto(server.home + address, { waitUntil: 'load' });
        // A face is asked for when its letters are set, and must not be broken off by leaving.
        await page.evaluate(() => document.body.getBoundingClientRect() && document.fonts.ready.then(() => undefined));
      }
    }), []);
  } finally {
    await server.close();
  }
});

test('what fails in Firefox is seen', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'lectern-firefox-'));
  try {
    writeFileSync(join(folder, 'a.html'), `<!doctype html><title>A</title><link rel="stylesheet" href="no.css"><img src="no.png" alt="">
      <script>console.error("said"); throw new Error("thrown")</script><p style="width: 3000px">wide`);
    let excess;
    const list = await withTroubles(onDisk(folder, ''), async (page) => {
      await page.goto(onDisk(folder, 'a.html'), { waitUntil: 'load' });
      ({ excess } = await page.evaluate(overflow));
    });
    for (const part of ['no.css', 'no.png', 'said', 'thrown']) assert.ok(list.some((it) => it.includes(part)), `${part} in ${list}`);
    assert.ok(excess > 1000, `${excess} px`);
  } finally {
    rmSync(folder, { recursive: true });
  }
});
