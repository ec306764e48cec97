// Search in Firefox, from a disk and under a path: the same answers, the same keys.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { firefoxTroubles, withFirefox } from './firefox.mjs';
import { questions } from './questions.mjs';
import { serve } from './server.mjs';
import { onDisk, site } from './site.mjs';

const isWhole = () => document.documentElement.dataset.search === 'whole';

/** Types a query into the box and returns what is found, from the root. */
const ask = (query) => {
  const field = document.getElementById('sq');
  field.value = query;
  field.dispatchEvent(new Event('input'));
  return [...document.querySelectorAll('#search-list [role=option]')].map((it) => it.getAttribute('href').replace(/^(\.\.\/)+/, ''));
};

test('in Firefox keys open the search from a disk, questions are answered, and Enter leads to the paragraph', async () => {
  await withFirefox({}, async (page) => {
    const list = await firefoxTroubles(page, onDisk(site(), ''));
    await page.goto(onDisk(site(), 'concepts/hegemony.html'), { waitUntil: 'load' });
    await page.keyboard.press('/');
    await page.waitForFunction(isWhole);
    for (const [query, answers] of questions) {
      const first = (await page.evaluate(ask, query)).slice(0, 3);
      assert.ok(first.some((it) => answers.some((answer) => it === answer || it.startsWith(`${answer}#`))), `${query}: ${first}`);
    }
    await page.keyboard.press('Escape');
    assert.ok(!(await page.evaluate(() => document.getElementById('search').open)), 'Escape closes it');
    await page.keyboard.down('Control');
    await page.keyboard.press('k');
    await page.keyboard.up('Control');
    await page.keyboard.type('"experiment in the good kind"');
    await page.waitForFunction(() => document.querySelector('#search-list [href$="#p8"]'));
    const place = await page.evaluate(() => [...document.querySelectorAll('#search-list [role=option]')].findIndex((it) => it.hash === '#p8'));
    for (let n = 0; n < place; n += 1) await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Enter');
    await page.waitForFunction(() => location.hash === '#p8' && document.getElementById('p8').matches(':target'));
    assert.deepEqual(list, []);
  });
});

test('in Firefox the page of results shows them and keeps its address up to date, from a disk and under a path', async () => {
  const server = await serve(site(), '/a/b/');
  try {
    await withFirefox({}, async (page) => {
      for (const home of [server.home, `${onDisk(site(), '')}/`]) {
        await page.goto(`${home}search.html?q=hegemoney`, { waitUntil: 'load' });
        await page.waitForFunction(isWhole);
        assert.ok(await page.evaluate(() => document.querySelector('#found a').href.endsWith('concepts/hegemony.html')));
        const query = await page.evaluate(() => {
          const field = document.getElementById('sq');
          field.value = 'R2P & <i>';
          field.dispatchEvent(new Event('input'));
          return new URLSearchParams(location.search).get('q');
        });
        assert.equal(query, 'R2P & <i>');
      }
    });
  } finally {
    await server.close();
  }
});
