// Pictures of every kind of page, for people to look at: node contact.mjs SITE FOLDER [NAME ...]
//
// FOLDER gets a PNG for each page, width and scheme, and a contact sheet of all of them, as sheet.html and sheet.png.
// NAMEs are parts of addresses: with any, only pages whose address has one of them. With `--readme` in their place it
// gets only the README's picture, with `--manual` only those of the manual, for which SITE is a folder to make a reader in.
import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { createInterface } from 'node:readline';
import { pathToFileURL } from 'node:url';
import { launch, withPage } from './chrome.mjs';
import { onDisk, samples } from './site.mjs';

// Widths of pages, and of their pictures on the sheet, in CSS px.
const WIDTHS = [390, 768, 1440];
const THUMBNAILS = { 390: 150, 768: 220, 1440: 340 };
const THUMBNAIL_HEIGHT = 400;
const SCHEMES = ['light', 'dark'];
// Past this height, in CSS px, a picture shows nothing new.
const HIGHEST = 4000;

const [site, out, ...names] = process.argv.slice(2);
if (!out) {
  console.error('usage: node contact.mjs SITE FOLDER [NAME ... | --readme | --manual]');
  process.exit(2);
}
const [root, folder] = [resolve(site), resolve(out)];
mkdirSync(folder, { recursive: true });
const browser = await launch();

/** The README's picture: a definition shown in the midst of an article. */
function readme() {
  return withPage(browser, { viewport: { width: 1200, height: 700 } }, async (page) => {
    await page.goto(onDisk(root, 'articles/mutually-assured-disruption.html'), { waitUntil: 'load' });
    await page.evaluate(() => document.fonts.ready);
    const first = page.locator('.prose h2').first();
    await first.evaluate((it) => window.scrollTo(0, it.getBoundingClientRect().top + scrollY - 40));
    await page.locator('.prose p.num a.c[data-entry="concepts/liquid-modernity"]').first().hover();
    await page.locator('#pv-concepts-liquid-modernity').waitFor({ state: 'visible' });
    await page.screenshot({ path: join(folder, 'picture.png') });
  });
}

/** The manual's pictures: what its first page lets one see in the browser, in a reader made as it says. */
async function manual() {
  const program = resolve(process.env.LECTERN ?? join(import.meta.dirname, '../../target/debug/lectern'));
  execFileSync(program, ['init', root], { stdio: 'ignore' });
  const text = readFileSync(join(import.meta.dirname, '../../docs/content/index.md'), 'utf8');
  const [first, second] = [...text.matchAll(/```markdown\n([^]*?)```/g)].map((it) => it[1]);
  const child = spawn(program, ['serve', '--port', '0'], { cwd: root, stdio: ['ignore', 'pipe', 'ignore'] });
  try {
    const [home] = await once(createInterface(child.stdout), 'line');
    writeFileSync(join(root, 'content/concepts/guardian.md'), first);
    await withPage(browser, { viewport: { width: 800, height: 480 } }, async (page) => {
      await page.goto(`${home}articles/what-is-enlightenment.html`, { waitUntil: 'load' });
      await page.evaluate(() => document.fonts.ready);
      const link = page.locator('.prose p.num a.c[data-entry="concepts/guardian"]').first();
      await link.waitFor();
      await page.locator('.prose h2').first().evaluate((it) => window.scrollTo(0, it.getBoundingClientRect().top + scrollY - 30));
      await link.hover();
      await page.locator('#pv-concepts-guardian').waitFor({ state: 'visible' });
      await page.screenshot({ path: join(folder, 'link.png') });
      writeFileSync(join(root, 'content/concepts/guardian.md'), second);
      const found = page.getByRole('status').filter({ hasText: '1 error' });
      await found.waitFor();
      // Away with the definition, and open what was found.
      await page.reload({ waitUntil: 'load' });
      await found.click();
      await page.mouse.move(0, 0);
      await page.screenshot({ path: join(folder, 'finding.png') });
    });
  } finally {
    child.kill('SIGINT');
    await once(child, 'exit');
  }
}

/** Pictures of the pages at `addresses`; returns their files' names as `files[address][column]`. */
async function pictures(addresses) {
  const files = Object.fromEntries(addresses.map((address) => [address, []]));
  for (const width of WIDTHS) {
    for (const colorScheme of SCHEMES) {
      await withPage(browser, { colorScheme }, async (page) => {
        for (const address of addresses) {
          await page.setViewportSize({ width, height: 900 });
          await page.goto(onDisk(root, address), { waitUntil: 'load' });
          await page.evaluate(() => document.fonts.ready);
          const height = Math.min(await page.evaluate(() => document.documentElement.scrollHeight), HIGHEST);
          await page.setViewportSize({ width, height });
          const file = `${address.replaceAll('/', '-').replace('.html', '')}-${width}-${colorScheme}.png`;
          await page.screenshot({ path: join(folder, file) });
          files[address].push(file);
        }
      });
    }
  }
  return files;
}

/** The contact sheet: a row for each page, a column for each width and scheme. */
async function sheet(rows) {
  const heads = WIDTHS.flatMap((width) => SCHEMES.map((scheme) => `<th>${width} px, ${scheme}`)).join('');
  const cells = (files) => files.map((file) => `<td><a href="${file}"><img src="${file}" alt="" width="${THUMBNAILS[file.match(/-(\d+)-[a-z]+\.png$/)[1]]}"></a>`).join('');
  const lines = rows.map(([kind, address, files]) => `<tr><th>${kind}<br><small>${address}</small>${cells(files)}`);
  const html = `<!doctype html><html lang="en"><meta charset="utf-8"><title>Contact sheet</title><style>
    body { font: 14px sans-serif; background: #888; margin: 10px } th { text-align: start; vertical-align: top; padding: 4px; max-width: 12em; overflow-wrap: anywhere }
    td { vertical-align: top } img { height: auto; max-height: ${THUMBNAIL_HEIGHT}px; object-fit: cover; object-position: top }</style>
    <table><tr><th>${heads}${lines.join('\n')}</table></html>\n`;
  const path = join(folder, 'sheet.html');
  writeFileSync(path, html);
  const width = 240 + SCHEMES.length * WIDTHS.reduce((sum, it) => sum + THUMBNAILS[it] + 8, 0);
  await withPage(browser, { viewport: { width, height: 900 } }, async (page) => {
    await page.goto(pathToFileURL(path).href, { waitUntil: 'load' });
    await page.screenshot({ path: join(folder, 'sheet.png'), fullPage: true });
  });
}

try {
  if (names[0] === '--readme') {
    await readme();
  } else if (names[0] === '--manual') {
    await manual();
  } else {
    const chosen = samples(root).filter(({ address }) => names.length === 0 || names.some((name) => address.includes(name)));
    const files = await pictures(chosen.map((it) => it.address));
    await sheet(chosen.map(({ kind, address }) => [kind, address, files[address]]));
  }
} finally {
  await browser.close();
}
