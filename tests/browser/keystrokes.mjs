// How long a key waits in the search, on a processor slowed down four times: node keystrokes.mjs SITE
//
// Prints the longest tasks while the index is made, and for each query the longest and the median wait from a key to the
// results. The goal is 100 ms. It is no test: a clock on a shared machine decides nothing.
import { resolve } from 'node:path';
import { launch, withPage } from './chrome.mjs';
import { questions } from './questions.mjs';
import { onDisk } from './site.mjs';

const [root] = process.argv.slice(2);
if (!root) {
  console.error('usage: node keystrokes.mjs SITE');
  process.exit(2);
}
const browser = await launch();
await withPage(browser, {}, async (page) => {
  const client = await page.context().newCDPSession(page);
  await page.addInitScript(() => {
    globalThis.tasks = [];
    new PerformanceObserver((list) => globalThis.tasks.push(...list.getEntries().map((it) => it.duration))).observe({ type: 'longtask', buffered: true });
  });
  await page.goto(onDisk(resolve(root), 'concepts/index.html'), { waitUntil: 'load' });
  await client.send('Emulation.setCPUThrottlingRate', { rate: 4 });
  const start = performance.now();
  await page.evaluate(() => { globalThis.tasks.length = 0; });
  await page.keyboard.press('Control+k');
  await page.waitForSelector('html[data-search=whole]', { timeout: 120_000 });
  console.log(`the index: ${Math.round(performance.now() - start)} ms, longest tasks ${await page.evaluate(() => globalThis.tasks.sort((a, b) => b - a).slice(0, 3).map(Math.round).join(', '))} ms`);
  for (const [query] of [...questions, ['a'], ['s'], ['in'], ['"the war on terror"']]) {
    const waits = await page.evaluate((query) => {
      const field = document.getElementById('search-words');
      const waits = [];
      for (let n = 1; n <= query.length; n += 1) {
        field.value = query.slice(0, n);
        const start = performance.now();
        field.dispatchEvent(new Event('input'));
        document.body.getBoundingClientRect();
        waits.push(performance.now() - start);
      }
      return waits;
    }, query);
    waits.sort((a, b) => b - a);
    console.log(`${Math.round(waits[0])} ms at most, ${Math.round(waits[waits.length >> 1])} ms in the middle: ${query}`);
  }
});
await browser.close();
