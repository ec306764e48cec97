// A page that moved: its old address leads on, to the same place on the page.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { launch, troubles, withPage } from './chrome.mjs';
import { serve } from './server.mjs';
import { onDisk } from './site.mjs';

let browser;
let built;
before(async () => {
  browser = await launch();
  built = mkdtempSync(join(tmpdir(), 'moved-'));
  const root = fileURLToPath(new URL('../sites/small', import.meta.url));
  execFileSync(process.env.LECTERN, ['build', '--quiet', '--root', root, '--output-dir', built]);
});
after(async () => {
  await browser.close();
  rmSync(built, { recursive: true });
});

/** The address at which a reader ends who asks for `address`; `home` is that of the site. */
const end = (home, address, options = {}) =>
  withPage(browser, options, async (page) => {
    const list = troubles(page, home);
    // Being sent on may cut the first page short.
    await page.goto(home + address, { waitUntil: 'commit' });
    await page.waitForURL(/entropy\.html/);
    assert.deepEqual(list, []);
    return page.url().slice(home.length);
  });

test('the old address of a page keeps the place that was asked for', async () => {
  const disk = `${onDisk(built, '')}/`;
  assert.equal(await end(disk, 'concepts/disorder.html#uses'), 'concepts/entropy.html#uses');
  assert.equal(await end(disk, 'concepts/disorder.html'), 'concepts/entropy.html');
  const { home, close } = await serve(built, '/a/b/');
  try {
    assert.equal(await end(home, 'concepts/disorder.html#uses'), 'concepts/entropy.html#uses');
  } finally {
    await close();
  }
});

test('without scripts the old address leads to the page', async () => {
  const url = await end(`${onDisk(built, '')}/`, 'concepts/disorder.html', { javaScriptEnabled: false });
  assert.equal(url.split('#')[0], 'concepts/entropy.html');
});
