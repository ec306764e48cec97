// The same bytes read from a disk, at `/` and under a path: nothing fails, nothing is asked of anyone else.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { launch, troubles, withPage } from './chrome.mjs';
import { serve } from './server.mjs';
import { onDisk, pages, published, site } from './site.mjs';

let browser;
before(async () => { browser = await launch(); });
after(() => browser.close());

/** Opens every page under one address and returns what went wrong. */
async function visit(addresses, home, at) {
  return withPage(browser, {}, async (page) => {
    const list = troubles(page, home);
    for (const address of addresses) await page.goto(at(address), { waitUntil: 'load' });
    return list;
  });
}

test('every page opens from a disk', async () => {
  const home = onDisk(site(), '');
  assert.deepEqual(await visit(pages(site()), home, (address) => onDisk(site(), address)), []);
});

for (const base of ['/', '/a/b/']) {
  test(`every page opens at ${base}`, async () => {
    const server = await serve(site(), base);
    try {
      assert.deepEqual(await visit(pages(site()), server.home, (address) => server.home + address), []);
    } finally {
      await server.close();
    }
  });
}
