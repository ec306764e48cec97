// The same bytes at `/` and under a path: nothing fails, nothing is asked of anyone else.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { launch, troubles, withPage } from './chrome.mjs';
import { serve } from './server.mjs';
import { files, pages, published, samples, site } from './site.mjs';

let browser;
before(async () => { browser = await launch(); });
after(() => browser.close());

/** Runs `work` with an address under which `root` is served at `base`. */
async function served(root, base, work) {
  const server = await serve(root, base);
  try {
    return await work(server);
  } finally {
    await server.close();
  }
}

/** Opens pages of the built site at `base` and returns what went wrong. */
function visit(addresses, base) {
  return served(site(), base, ({ home }) => withPage(browser, {}, async (page) => {
    const list = troubles(page, home);
    for (const address of addresses) await page.goto(home + address, { waitUntil: 'load' });
    return list;
  }));
}

test('every page opens under a path', async () => assert.deepEqual(await visit(pages(site()), '/a/b/'), []));

test('a page of each kind opens at the root', async () => {
  assert.deepEqual(await visit(samples(site()).map((it) => it.address), '/'), []);
});

test('a base URL changes only what must be absolute', () => {
  const strip = (text) => text
    .replace(/\n?<link rel="canonical"[^>]*>/, '')
    .replace(/\n?<link rel="alternate"[^>]*>/, '')
    // How to cite a page gives its address.
    .replace(/, http:\/\/127\.0\.0\.1\/a\/b\/[^<]*/, '')
    // So does the title page of the book.
    .replace(/\n?<p class="imprint">[^]*?<\/p>/, '');
  const changed = pages(site()).filter((address) => {
    if (address === '404.html') return false;
    const [plain, absolute] = [site(), published()].map((root) => strip(readFileSync(join(root, address), 'utf8')));
    return plain !== absolute;
  });
  assert.deepEqual(changed, []);
});

test('a missing address under a path is answered by a whole page, whose links lead home', async () => {
  await served(published(), '/a/b/', ({ home }) => withPage(browser, {}, async (page) => {
    const list = troubles(page, home);
    const missing = `${home}concepts/no/such/place.html`;
    const response = await page.goto(missing, { waitUntil: 'load' });
    assert.equal(response.status(), 404);
    const hrefs = await page.$$eval('a[href]', (links) => links.map((it) => it.getAttribute('href')));
    assert.ok(hrefs.length > 3, 'it has links');
    const known = new Set(files(published()));
    for (const href of hrefs.filter((href) => !href.startsWith('#') && !/^https?:/.test(href))) {
      assert.ok(href.startsWith('/a/b/') && known.has(href.slice('/a/b/'.length).split('#')[0]), href);
    }
    assert.ok(await page.evaluate(() => document.styleSheets.length > 0), 'it is styled');
    // The one trouble is the missing address itself.
    assert.deepEqual(list.filter((it) => !it.includes('404')), []);
  }));
});

test('a missing address is answered with the entries that are labelled like it', async () => {
  await served(published(), '/a/b/', ({ home }) => withPage(browser, {}, async (page) => {
    const near = async (address) => {
      await page.goto(`${home}${address}`, { waitUntil: 'networkidle' });
      return page.$$eval('#near:not([hidden]) a', (links) => links.map((it) => it.getAttribute('href')));
    };
    assert.equal((await near('concepts/island-of-civilty.html'))[0], '/a/b/concepts/islands-of-civility.html');
    assert.equal((await near('names/Kaldor'))[0], '/a/b/names/mary-kaldor.html');
    assert.ok((await near('war.html')).length <= 5);
    assert.deepEqual(await near('%E0%A4%A.html'), [], 'what is no text is like nothing');
    assert.deepEqual(await near('<img src=x onerror=alert(1)>'), []);
  }));
});

test('the sitemap lists every page at its absolute address', () => {
  const text = readFileSync(join(published(), 'sitemap.xml'), 'utf8');
  const listed = [...text.matchAll(/<loc>([^<]*)<\/loc>/g)].map(([, url]) => url.replace('http://127.0.0.1/a/b/', ''));
  const known = new Set(files(published()));
  assert.deepEqual(listed.filter((address) => !known.has(address || 'index.html')), []);
  assert.ok(listed.length > 200, `${listed.length} listed`);
});
