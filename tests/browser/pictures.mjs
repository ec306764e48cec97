// Pictures of every kind of page, for people to look at: node pictures.mjs SITE FOLDER
//
// FOLDER gets one PNG for each kind, size and scheme, and a sheet.html that shows them side by side. With `--readme`
// after the folder it gets only the README's picture.
import { mkdirSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { launch, sizes, withPage } from './chrome.mjs';
import { onDisk, samples } from './site.mjs';

const [root, folder, what] = process.argv.slice(2).map((it) => (it.startsWith('--') ? it : resolve(it)));
if (!folder) {
  console.error('usage: node pictures.mjs SITE FOLDER [--readme]');
  process.exit(2);
}
mkdirSync(folder, { recursive: true });
const browser = await launch();

async function picture(address, options, path, fullPage, prepare = async () => {}) {
  await withPage(browser, options, async (page) => {
    await page.goto(onDisk(root, address), { waitUntil: 'load' });
    await page.evaluate(() => document.fonts.ready);
    await prepare(page);
    // Past this height a picture shows nothing new.
    const height = Math.min(await page.evaluate(() => document.documentElement.scrollHeight), 4000);
    const { width } = page.viewportSize();
    if (fullPage) await page.setViewportSize({ width, height });
    await page.screenshot({ path });
  });
}

try {
  if (what === '--readme') {
    const viewport = { width: 1200, height: 700 };
    await picture('articles/mutually-assured-disruption.html', { viewport }, join(folder, 'picture.png'), false, async (page) => {
      const first = page.locator('.prose h2').first();
      await first.evaluate((it) => window.scrollTo(0, it.getBoundingClientRect().top + scrollY - 40));
      const link = page.locator('.prose p.num a.c[data-entry="concepts/liquid-modernity"]').first();
      await link.hover();
      await page.locator('#pv-concepts-liquid-modernity').waitFor({ state: 'visible' });
    });
  } else {
    const rows = [];
    for (const { kind, address } of samples(root)) {
      const cells = [];
      for (const [size, viewport] of Object.entries(sizes)) {
        for (const colorScheme of ['light', 'dark']) {
          const name = `${address.replaceAll('/', '-').replace('.html', '')}-${size}-${colorScheme}.png`;
          await picture(address, { viewport, colorScheme }, join(folder, name), true);
          cells.push(`<a href="${name}"><img src="${name}" width="${viewport.width / 3}" alt=""></a>`);
        }
      }
      rows.push(`<h2>${kind}: ${address}</h2><p>${cells.join(' ')}</p>`);
    }
    writeFileSync(join(folder, 'sheet.html'), `<!doctype html><meta charset="utf-8"><title>Pictures</title>${rows.join('\n')}\n`);
  }
} finally {
  await browser.close();
}
