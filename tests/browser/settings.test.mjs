// What a reader sets, marks, filters and copies: kept in the reader's browser, absent without scripts.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { after, before, test } from 'node:test';
import { launch, sizes, troubles, withPage } from './chrome.mjs';
import { serve } from './server.mjs';
import { onDisk, samples, site } from './site.mjs';

let browser;
before(async () => { browser = await launch(); });
after(() => browser.close());

const longest = (kind) => samples(site()).filter((it) => it.kind === kind).at(-1).address;
const disk = (kind) => onDisk(site(), longest(kind));
const look = () => ({
  theme: document.documentElement.dataset.theme,
  scheme: getComputedStyle(document.documentElement).colorScheme,
  ground: getComputedStyle(document.body).backgroundColor,
  size: parseFloat(getComputedStyle(document.documentElement).fontSize),
  bars: [...document.querySelectorAll('meta[name=theme-color]')].filter((it) => matchMedia(it.media).matches).map((it) => it.content),
});
const choose = async (page, name, value) => {
  const panel = page.locator('#settings');
  if (!(await panel.isVisible())) await page.click('#settings-button');
  await page.check(`#settings [name=${name}][value="${value}"]`);
};

/** Marks the page's entry as known. */
const know = async (page) => {
  if (!(await page.locator('#settings').isVisible())) await page.click('#settings-button');
  await page.click('#mark-known');
};

/** Runs `work` with the address of the site under `base`. */
async function served(base, work) {
  const server = await serve(site(), base);
  try {
    return await work(server);
  } finally {
    await server.close();
  }
}

test('the key / can be turned off, and Ctrl K stays', () => withPage(browser, {}, async (page) => {
  const isOpen = () => page.locator('#search').evaluate((it) => it.open);
  await page.goto(disk('concept'));
  await choose(page, 'slash', 'off');
  await page.keyboard.press('Escape');
  await page.reload();
  await page.keyboard.press('/');
  assert.equal(await isOpen(), false);
  await page.keyboard.press('Control+k');
  assert.equal(await isOpen(), true);
  await page.keyboard.press('Escape');
  await choose(page, 'slash', '');
  await page.keyboard.press('Escape');
  await page.keyboard.press('/');
  assert.equal(await isOpen(), true);
}));

test('a theme and a size hold on the page, on the next one and in other windows', async () => {
  await served('/a/b/', ({ home }) => withPage(browser, { colorScheme: 'light' }, async (page) => {
    const list = troubles(page, home);
    const other = await page.context().newPage();
    await other.goto(home + longest('concept'));
    await page.goto(home + longest('article'));
    const usual = await page.evaluate(look);
    await choose(page, 'theme', 'dark');
    await choose(page, 'size', 'larger');
    const dark = await page.evaluate(look);
    assert.notEqual(dark.ground, usual.ground);
    assert.deepEqual(dark.bars, ['#13181b']);
    assert.ok(dark.size > 1.3 * usual.size, `${dark.size} of ${usual.size} px`);
    await other.waitForFunction(() => document.documentElement.dataset.size === 'larger');
    assert.deepEqual(await other.evaluate(look), dark);
    assert.ok(await other.isChecked('#theme [value=dark]'));
    await page.goto(home);
    assert.deepEqual(await page.evaluate(look), dark);
    await choose(page, 'theme', '');
    await choose(page, 'size', '');
    assert.deepEqual(await page.evaluate(look), usual);
    assert.deepEqual(list, []);
  }));
});

test('on paper all is dark on white, whatever theme is set', async () => {
  const inks = () => [getComputedStyle(document.body).color, getComputedStyle(document.body).backgroundColor];
  await withPage(browser, { colorScheme: 'light' }, async (page) => {
    await page.goto(disk('article'));
    await page.emulateMedia({ media: 'print', colorScheme: 'light' });
    const usual = await page.evaluate(inks);
    await page.emulateMedia({ media: 'screen', colorScheme: 'dark' });
    await choose(page, 'theme', 'dark');
    await page.emulateMedia({ media: 'print', colorScheme: 'dark' });
    assert.deepEqual(await page.evaluate(inks), usual);
  });
});

test('the theme that is set is there before anything is painted', async () => {
  await withPage(browser, { colorScheme: 'light' }, async (page) => {
    await page.goto(disk('concept'));
    await choose(page, 'theme', 'dark');
    await choose(page, 'size', 'large');
    // Runs while the body is still being read.
    await page.addInitScript(() => {
      new MutationObserver((_, observer) => {
        if (!document.body) return;
        globalThis.first = { ...document.documentElement.dataset };
        observer.disconnect();
      }).observe(document, { childList: true, subtree: true });
    });
    await page.goto(disk('article'));
    const first = await page.evaluate(() => globalThis.first);
    assert.deepEqual([first.theme, first.size], ['dark', 'large']);
  });
});

test('two readers on one host have settings of their own', async () => {
  await served('/', ({ origin }) => withPage(browser, {}, async (page) => {
    await page.route('**/*', async (route) => {
      const url = new URL(route.request().url());
      await route.fulfill({ response: await route.fetch({ url: url.origin + url.pathname.replace(/^\/(one|other)\//, '/') + url.search }) });
    });
    await page.goto(`${origin}/one/${longest('concept')}`);
    await choose(page, 'theme', 'dark');
    await page.goto(`${origin}/one/index.html`);
    assert.equal((await page.evaluate(look)).theme, 'dark');
    await page.goto(`${origin}/other/index.html`);
    assert.equal((await page.evaluate(look)).theme, undefined);
  }));
});

test('where the browser keeps nothing, what is set holds for the page, and nothing fails', async () => {
  await withPage(browser, {}, async (page) => {
    const list = troubles(page, onDisk(site(), ''));
    await page.addInitScript(() => {
      Object.defineProperty(window, 'localStorage', { get() { throw new DOMException('blocked', 'SecurityError'); } });
    });
    await page.goto(disk('concept'));
    await choose(page, 'theme', 'dark');
    await page.keyboard.press('Escape');
    await know(page);
    assert.equal(await page.getAttribute('#mark-known', 'aria-pressed'), 'true');
    assert.equal((await page.evaluate(look)).theme, 'dark');
    await page.goto(onDisk(site(), 'index.html'));
    assert.equal((await page.evaluate(look)).theme, undefined);
    assert.deepEqual(list, []);
  });
});

test('what is kept may be anything', async () => {
  await withPage(browser, {}, async (page) => {
    const list = troubles(page, onDisk(site(), ''));
    await page.goto(disk('concept'));
    for (const rubbish of ['{', 'null', '[[1]]', '[["constructor","x"]]', '{"length":3}', '[["articles/../x.html","T",1]]']) {
      await page.evaluate((rubbish) => {
        for (const name of ['theme', 'size', 'links', 'known', 'place']) localStorage.setItem(lectern.prefix + name, rubbish);
      }, rubbish);
      for (const address of ['index.html', longest('concept'), longest('article')]) {
        await page.goto(onDisk(site(), address));
        await page.click('#settings-button');
        assert.equal(await page.locator('#known-entries li').count(), 0, rubbish);
      }
      await page.goto(onDisk(site(), 'index.html'));
      assert.ok(!(await page.locator('#resume').isVisible()));
    }
    assert.deepEqual(list, []);
  });
});

test('the panel is worked by keyboard, fits the window, and Escape closes it and gives the focus back', async () => {
  for (const viewport of Object.values(sizes)) {
    await withPage(browser, { viewport }, async (page) => {
      await page.goto(disk('article'));
      for (const size of ['', 'larger']) {
        if (size) await choose(page, 'size', size);
        await page.keyboard.press('Escape');
        await page.focus('#settings-button');
        await page.keyboard.press('Enter');
        const box = await page.locator('#settings').boundingBox();
        assert.ok(box.x >= 0 && box.y >= 0 && box.x + box.width <= viewport.width && box.y + box.height <= viewport.height, JSON.stringify(box));
        await page.keyboard.press('Tab');
        assert.equal(await page.evaluate(() => document.activeElement.name), 'theme');
        await page.keyboard.press('ArrowRight');
        assert.equal((await page.evaluate(look)).theme, size ? 'dark' : 'light');
        await page.keyboard.press('Escape');
        assert.ok(!(await page.locator('#settings').isVisible()));
        assert.equal(await page.evaluate(() => document.activeElement.id), 'settings-button');
        assert.ok(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth), 'the page fits');
      }
    });
  }
});

for (const kind of ['concepts', 'names']) {
  test(`the index of ${kind} narrows down to what is typed`, async () => {
    await withPage(browser, {}, async (page) => {
      await page.goto(disk(kind));
      const lines = page.locator('.az > li:not(.see):visible');
      const total = await lines.count();
      const heights = () => page.evaluate(() => document.querySelector('#az-filter').getBoundingClientRect().top);
      const top = await heights();
      const title = await page.locator('.az > li:not(.see) > a').nth(Math.floor(total / 2)).innerText();
      await page.fill('#az-filter', title.toUpperCase());
      assert.ok((await lines.allInnerTexts()).some((it) => it.startsWith(title)));
      assert.ok((await lines.count()) < total);
      assert.equal(await page.locator('.letter:visible').count(), await page.locator('.letter:visible:has(li:visible)').count(), 'no letter is empty');
      const also = await page.locator('li[data-also]').first().getAttribute('data-also');
      await page.fill('#az-filter', also.split(', ')[0]);
      assert.ok((await page.locator('li[data-also]').first().isVisible()), also);
      await page.fill('#az-filter', 'qqqq');
      assert.equal(await lines.count(), 0);
      assert.match(await page.innerText('#az-count'), new RegExp(`^0 of ${total} `));
      assert.equal(await page.getAttribute('#az-count', 'role'), 'status');
      assert.equal(await heights(), top, 'the field stays where it is');
      await page.keyboard.press('Escape');
      assert.equal(await lines.count(), total);
      assert.equal(await page.innerText('#az-count'), '');
    });
  });
}

test('the filter takes letters for what they look like', async () => {
  await withPage(browser, {}, async (page) => {
    await page.goto(disk('names'));
    await page.evaluate(() => {
      document.querySelectorAll('.az > li > a').forEach((it, at) => { it.textContent = ['Ole Wæver', 'Søren', 'Łódź', 'Großmacht', 'Émile', 'Ħamrun', 'Ｋｏｂｅ', 'हिन्दी'][at] ?? 'Other'; });
    });
    for (const [typed, title] of [['waever', 'Ole Wæver'], ['wæver', 'Ole Wæver'], ['soren', 'Søren'], ['lodz', 'Łódź'], ['grossmacht', 'Großmacht'], ['emile', 'Émile'], ['hamrun', 'Ħamrun'], ['kobe', 'Ｋｏｂｅ'], ['हिन्दी', 'हिन्दी'], ['waever  ole', 'Ole Wæver']]) {
      await page.fill('#az-filter', typed);
      assert.deepEqual(await page.locator('.az > li:visible > a').allInnerTexts(), [title], typed);
    }
  });
});

test('a citation is copied, and said to be', async () => {
  for (const home of ['disk', 'host', 'neither']) {
    await served('/', ({ home: hosted }) => withPage(browser, { permissions: ['clipboard-read', 'clipboard-write'] }, async (page) => {
      if (home === 'neither') await page.addInitScript(() => { delete Navigator.prototype.clipboard; });
      await page.goto(home === 'host' ? hosted + longest('concept') : disk('concept'));
      await page.evaluate(() => document.addEventListener('copy', () => { globalThis.copied = getSelection().toString(); }));
      assert.equal(await page.innerText('.cite [role=status]'), '');
      await page.click('#copy-citation');
      await page.waitForFunction(() => document.querySelector('.cite [role=status]').textContent);
      const { done, failed } = await page.locator('.cite [role=status]').evaluate((it) => ({ ...it.dataset }));
      assert.equal(await page.innerText('.cite [role=status]'), done);
      assert.notEqual(done, failed);
      const text = home === 'neither' ? await page.evaluate(() => globalThis.copied) : await page.evaluate(() => navigator.clipboard.readText());
      assert.equal(text.trim(), (await page.innerText('.cite p >> nth=0')).trim());
    }));
  }
});

test('links in the text are all there, or the first to each entry, or none, and come back', async () => {
  await withPage(browser, {}, async (page) => {
    const prose = () => page.evaluate(() => {
      const links = [...document.querySelectorAll('.prose a[data-entry]')].filter((it) => !it.closest('[data-aside]'));
      return { links: links.filter((it) => it.matches('[href]')).map((it) => it.dataset.entry), stops: links.filter((it) => { it.focus(); return it === document.activeElement; }).length };
    });
    await page.goto(disk('article'));
    const usual = await prose();
    assert.ok(usual.links.length > new Set(usual.links).size, 'some are linked twice');
    await choose(page, 'links', 'page');
    await page.waitForFunction(() => document.querySelector('.prose a[data-href]'));
    assert.deepEqual((await prose()).links, [...new Set(usual.links)]);
    await choose(page, 'links', 'none');
    assert.deepEqual(await prose().then((it) => [it.links, it.stops]), [[], 0]);
    await page.reload();
    await page.waitForFunction(() => document.querySelector('.prose a[data-href]'));
    assert.ok(await page.locator('[data-aside] a[data-entry][href]').count() > 0, 'lists keep theirs');
    await choose(page, 'links', '');
    const again = await prose();
    assert.deepEqual(again.links, usual.links);
    assert.equal(await page.locator('[data-href], [data-interestfor]').count(), 0);
  });
});

test('links to an entry that is known go quiet, until it is forgotten', async () => {
  await withPage(browser, {}, async (page) => {
    await page.goto(disk('article'));
    const entry = await page.locator('.prose a.c').first().getAttribute('data-entry');
    const line = () => page.locator(`.prose a.c[data-entry="${entry}"]`).first().evaluate((it) => getComputedStyle(it).textDecorationColor);
    const usual = await line();
    await page.goto(onDisk(site(), `${entry}.html`));
    await know(page);
    assert.equal(await page.getAttribute('#mark-known', 'aria-pressed'), 'true');
    const title = await page.innerText('h1');
    await page.goto(disk('article'));
    await page.waitForSelector('.prose a.known');
    assert.notEqual(await line(), usual);
    assert.ok(await page.locator('.prose a.known').first().getAttribute('href'), 'still a link');
    await page.click('#settings-button');
    await page.click('#known-entries summary');
    const item = page.locator('#known-entries li');
    assert.equal(await item.locator('a').innerText(), title);
    assert.equal(await item.locator('a').evaluate((it) => it.href), onDisk(site(), `${entry}.html`));
    await item.locator('button').click();
    assert.equal(await item.count(), 0);
    assert.equal(await line(), usual);
    await page.goto(onDisk(site(), `${entry}.html`));
    assert.equal(await page.getAttribute('#mark-known', 'aria-pressed'), 'false');
  });
});

test('what is set is saved to a file and loaded from it; a file that is none changes nothing', async () => {
  await withPage(browser, {}, async (page) => {
    await page.goto(disk('concept'));
    await know(page);
    await page.evaluate(() => localStorage.setItem(`${lectern.prefix}known`, JSON.stringify([...JSON.parse(localStorage.getItem(`${lectern.prefix}known`)), ['concepts/constructor', 'C'], ['names/__proto__', '<b>P</b>']])));
    await choose(page, 'theme', 'dark');
    const download = page.waitForEvent('download');
    await page.click('#settings-save');
    const saved = readFileSync(await (await download).path(), 'utf8');
    await page.evaluate(() => localStorage.clear());
    await page.reload();
    const status = page.locator('#settings [role=status]');
    const load = async (text) => {
      if (!(await page.locator('#settings').isVisible())) await page.click('#settings-button');
      await status.evaluate((it) => { it.textContent = ''; });
      await page.setInputFiles('#settings-load', { name: 'reader.json', mimeType: 'application/json', buffer: Buffer.from(text) });
      await page.waitForFunction(() => document.querySelector('#settings [role=status]').textContent);
      const says = await status.evaluate((it) => Object.entries(it.dataset).find(([, text]) => text === it.textContent)[0]);
      return [says, await page.evaluate(() => Object.keys(localStorage).length)];
    };
    const change = (values) => JSON.stringify({ ...JSON.parse(saved), ...values });
    const wrong = ['', '{', 'null', '[]', '{}', change({ lectern: 2 }), change({ theme: 'red' }), change({ theme: ['dark'] }), change({ known: [['javascript:alert(1)', 'x']] }),
      change({ known: { length: 0 } }), change({ more: 1 }), change({ place: ['https://example.org/articles/x.html', 'T', 1] }), change({ place: ['articles/x.html', 'T', '1'] }), saved.replace('"theme"', '"__proto__"')];
    for (const text of wrong) assert.deepEqual(await load(text), ['failed', 0], text);
    const [says] = await load(saved);
    assert.equal(says, 'done');
    assert.equal((await page.evaluate(look)).theme, 'dark');
    assert.deepEqual(await page.locator('#known-entries li a').evaluateAll((all) => all.map((it) => it.textContent)), [await page.innerText('h1'), 'C', '<b>P</b>']);
    assert.equal(await page.getAttribute('#mark-known', 'aria-pressed'), 'true');
    assert.equal(await page.evaluate(() => JSON.parse(localStorage.getItem(`${lectern.prefix}known`)).length), 3);
  });
});

test('the home page leads back to the paragraph where the reader was, and nothing moves for it', async () => {
  await served('/a/b/', ({ home }) => withPage(browser, {}, async (page) => {
    await page.goto(home);
    assert.ok(!(await page.locator('#resume').isVisible()));
    const before = await page.locator('main').evaluate((it) => it.getBoundingClientRect().height);
    await page.goto(`${home}${longest('article')}#p7`);
    const title = await page.innerText('h1');
    await page.goto(home);
    await page.locator('#resume a').waitFor({ state: 'visible' });
    const text = await page.innerText('#resume');
    assert.ok(text.includes(title) && text.includes('¶ 7'), text);
    assert.equal(await page.locator('main').evaluate((it) => it.getBoundingClientRect().height), before);
    await page.click('#resume a');
    assert.equal(page.url(), `${home}${longest('article')}#p7`);
  }));
});

test('without scripts none of it shows, and nothing else differs', async () => {
  await withPage(browser, { javaScriptEnabled: false }, async (page) => {
    for (const address of ['index.html', longest('concept'), longest('concepts'), longest('article')]) {
      await page.goto(onDisk(site(), address));
      for (const it of await page.locator('.js-only, .settings').all()) assert.ok(!(await it.isVisible()), address);
    }
  });
});

test('a keystroke in the filter touches only the lines that it hides or shows', async () => {
  await withPage(browser, {}, async (page) => {
    await page.goto(disk('concepts'));
    await page.fill('#az-filter', 's');
    const touched = await page.evaluate(() => {
      const lines = [...document.querySelectorAll('.az > li')];
      const observer = new MutationObserver(() => {});
      for (const line of lines) observer.observe(line, { attributes: true });
      const [input, before] = [document.querySelector('#az-filter'), lines.map((it) => it.hidden)];
      input.value = 'so';
      input.dispatchEvent(new Event('input'));
      return { records: observer.takeRecords().length, changed: lines.filter((it, at) => it.hidden !== before[at]).length, all: lines.length };
    });
    assert.ok(touched.changed > 0 && touched.changed < touched.all, JSON.stringify(touched));
    assert.equal(touched.records, touched.changed);
  });
});
