// How long a key waits in the search, on a processor slowed down four times: node keystrokes.mjs SITE
//
// Prints the longest tasks while the index is made, and for each query the longest and the median wait from a key to the
// results; beside them four times the processor's time without the slowing, which other work on the machine doesn't
// change. The goal is 100 ms. It is no test: a clock on a shared machine decides nothing.
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
  await client.send('Performance.enable', { timeDomain: 'threadTicks' });
  const busy = async () => (await client.send('Performance.getMetrics')).metrics.find((it) => it.name === 'TaskDuration').value * 1_000;
  const type = (text) => page.evaluate((text) => {
    const field = document.getElementById('sq');
    field.value = text;
    const start = performance.now();
    field.dispatchEvent(new Event('input'));
    document.body.getBoundingClientRect();
    return performance.now() - start;
  }, text);
  const ends = (list) => {
    const [most, middle] = [list.toSorted((a, b) => b - a)[0], list.toSorted((a, b) => a - b)[list.length >> 1]];
    return `${Math.round(most)} and ${Math.round(middle)}`;
  };
  for (const [query] of [...questions, ['a'], ['s'], ['in'], ['"the war on terror"']]) {
    const [waits, work] = [[], []];
    for (const rate of [4, 1]) {
      await client.send('Emulation.setCPUThrottlingRate', { rate });
      for (let n = 1; n <= query.length; n += 1) {
        const before = await busy();
        const wait = await type(query.slice(0, n));
        if (rate === 4) waits.push(wait);
        else work.push(4 * (await busy() - before));
      }
    }
    console.log(`${ends(waits)} ms at most and in the middle, ${ends(work)} ms of the processor’s time: ${query}`);
  }
});
await browser.close();
