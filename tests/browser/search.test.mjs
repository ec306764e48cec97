// Search: what is found, how it is shown, and with which keys; from a disk unless said.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import axe from 'axe-core';
import { launch, sizes, troubles, withPage } from './chrome.mjs';
import { questions } from './questions.mjs';
import { serve } from './server.mjs';
import { onDisk, site } from './site.mjs';

let browser;
before(async () => { browser = await launch(); });
after(() => browser.close());

const ARTICLE = 'articles/mutually-assured-disruption.html';
const field = '#sq';
const options = '#search-list [role=option]';

/** Until the full text can be searched. */
const whole = (page) => page.waitForSelector('html[data-search=whole]', { state: 'attached' });
const isOpen = (page) => page.locator('#search').evaluate((it) => it.open);

/** Runs `work` on a page with the search open and all loaded; nothing may go wrong. */
function searching(address, scheme, work) {
  return withPage(browser, scheme, async (page) => {
    const list = troubles(page, onDisk(site(), ''));
    await page.goto(onDisk(site(), address), { waitUntil: 'load' });
    await page.keyboard.press('Control+k');
    await whole(page);
    await work(page);
    assert.deepEqual(list, []);
  });
}

/** Addresses of what is found for a query, from the root, in their order. */
async function found(page, query) {
  await page.fill(field, query);
  return page.$$eval(options, (links) => links.map((it) => it.getAttribute('href').replace(/^(\.\.\/)+/, '')));
}

/** Puts records in place of the site's own, as any site's could be. */
async function withRecords(entries, text, work) {
  await withPage(browser, {}, async (page) => {
    const script = (name, records) => ({ contentType: 'text/javascript', body: `(self.lecternSearch ||= {}).${name} = ${JSON.stringify(records)};` });
    const server = await serve(site(), '/');
    try {
      await page.route('**/search-entries.js*', (route) => route.fulfill(script('entries', { text: 'search-text.js?v=1', entries })));
      await page.route('**/search-text.js*', (route) => route.fulfill(script('text', text)));
      const list = troubles(page, server.home);
      await page.goto(`${server.home}about.html`, { waitUntil: 'load' });
      await page.keyboard.press('/');
      await whole(page);
      await work(page);
      assert.deepEqual(list, []);
    } finally {
      await server.close();
    }
  });
}

test('a student’s question is answered within three results', async () => {
  await searching(ARTICLE, {}, async (page) => {
    for (const [query, answers] of questions) {
      const first = (await found(page, query)).slice(0, 3);
      assert.ok(first.some((it) => answers.some((answer) => it === answer || it.startsWith(`${answer}#`))), `${query}: ${first.join(', ')}`);
    }
  });
});

test('a title comes before another form, both before a beginning, and that before a misspelling', async () => {
  const entry = (title, ...forms) => [title, title.toLowerCase(), ...forms];
  const concepts = [entry('Wart'), entry('Peace', 'War'), entry('Warfare'), entry('War'), entry('Conflict', 'Warfares')];
  await withRecords([['concept', 'concepts/', concepts, concepts.map(() => '')]], [], async (page) => {
    assert.deepEqual(await found(page, 'war'), ['war', 'peace', 'wart', 'warfare', 'conflict'].map((it) => `concepts/${it}.html`));
    assert.deepEqual(await found(page, 'warfara'), ['concepts/warfare.html', 'concepts/conflict.html']);
  });
});

test('letters without their marks find those with them, and letters with them come first', async () => {
  const names = [['Ole Waever', 'a'], ['Ole Wæver', 'b'], ['Łódź', 'c'], ['Straße', 'd'], ['Kayısı', 'e'], ['Đinđić', 'f'], ['Ørsted', 'g'], ['Œuvre', 'h']];
  const text = [['a.html', 'A', '', [['', 'Erdogan came.']]], ['b.html', 'B', '', [['', 'Erdoğan came.']]]];
  await withRecords([['name', '', names, names.map(() => '')]], text, async (page) => {
    for (const [query, slug] of [['lodz', 'c'], ['strasse', 'd'], ['kayisi', 'e'], ['dindic', 'f'], ['orsted', 'g'], ['oeuvre', 'h']]) {
      assert.deepEqual(await found(page, query), [`${slug}.html`], query);
    }
    assert.deepEqual(await found(page, 'waever'), ['a.html', 'b.html']);
    assert.deepEqual(await found(page, 'erdogan'), ['a.html', 'b.html']);
    assert.deepEqual(await found(page, 'erdoğan'), ['b.html', 'a.html']);
  });
});

test('scripts without spaces, and those with marks for vowels, are searched', async () => {
  const text = [['a.html', 'A', '', [['', '国际安全秩序'], ['', 'السَّلامُ والأمن'], ['', 'שָׁלוֹם']]]];
  await withRecords([], text, async (page) => {
    for (const query of ['安全', '国际安全', 'السلام', 'שלום']) assert.deepEqual(await found(page, query), ['a.html'], query);
    assert.deepEqual(await found(page, '"全秩"'), ['a.html']);
    assert.deepEqual(await found(page, '"安秩"'), []);
  });
});

test('a phrase in marks is found word for word and nowhere else', async () => {
  const text = [['a.html', 'A', '', [['', 'An order of norms.'], ['p2', 'A norm of Order, here.']]]];
  await withRecords([], text, async (page) => {
    assert.deepEqual(await found(page, '"norm of order"'), ['a.html#p2']);
    assert.deepEqual(await found(page, '“of norms” order'), ['a.html']);
    assert.equal((await found(page, 'norm of order')).length, 2);
  });
});

test('a misspelt word finds the right one, and a right one no other', async () => {
  const text = [['a.html', 'A', '', [['', 'Sanctions bite.']]], ['b.html', 'B', '', [['', 'Norms bind.']]], ['c.html', 'C', '', [['', 'Forms vary.']]]];
  await withRecords([], text, async (page) => {
    for (const query of ['sanctoins', 'sancions', 'sanctiions', 'sanktions', 'norns']) assert.deepEqual(await found(page, query), [query === 'norns' ? 'b.html' : 'a.html'], query);
    assert.deepEqual(await found(page, 'forms'), ['c.html']);
  });
});

test('an author’s name prefers the author’s own text', async () => {
  const text = [['a.html', 'A', 'Ada Black', [['p1', 'On heat and work.']]], ['b.html', 'B', 'Emil Brun', [['p1', 'On heat and work.']]]];
  await withRecords([], text, async (page) => {
    assert.equal((await found(page, 'Brun heat'))[0], 'b.html#p1');
    assert.equal((await found(page, 'Black heat'))[0], 'a.html#p1');
  });
});

test('what is found is text, whatever it looks like', async () => {
  const odd = ['<img src=x onerror=alert(1)>', 'constructor', '__proto__', 'هدوء (RTL)', '</script><b>'];
  const all = odd.map((title, n) => [title, `e${n}`]);
  const text = all.map(([title, slug]) => [`${slug}.html`, title, '', [['', `toString ${title} and more`]]]);
  await withRecords([['concept', '', all, all.map(([title]) => `About ${title}.`)]], text, async (page) => {
    for (const [n, query] of ['img onerror', 'constructor', '__proto__', 'هدوء', '</script>'].entries()) {
      assert.equal((await found(page, query))[0], `e${n}.html`, query);
      assert.ok((await page.locator(options).first().textContent()).startsWith(odd[n]), query);
    }
    assert.deepEqual((await found(page, 'toString')).length, odd.length);
    assert.equal(await page.locator('#search-list img, #search-list script, #search-list b b').count(), 0);
    await found(page, 'war '.repeat(2_500));
    await found(page, '"'.repeat(10_000));
    await found(page, 'ਅ'.repeat(10_000));
    assert.deepEqual(await found(page, '?!'), []);
  });
});

test('found words are marked, and kinds are told apart', async () => {
  await searching(ARTICLE, {}, async (page) => {
    await found(page, 'hegemony');
    assert.deepEqual(await page.$$eval('#search-list [role=group]', (groups) => groups.map((it) => it.ariaLabel)), ['Concepts', 'Passages']);
    const marks = await page.$$eval('#search-list mark', (all) => all.map((it) => it.textContent.toLowerCase()));
    assert.ok(marks.length > 5 && marks.every((it) => /^hegemon/.test(it)), marks.join());
  });
});

test('keys alone open the search, choose, and go to the paragraph, which is shown', async () => {
  for (const key of ['Control+k', 'Meta+k', '/']) {
    await withPage(browser, {}, async (page) => {
      await page.goto(onDisk(site(), 'concepts/hegemony.html'), { waitUntil: 'load' });
      await page.keyboard.press(key);
      await whole(page);
      await page.keyboard.type('"time of firm security alliances" Leonard');
      const target = page.locator(`${options}[href$="${ARTICLE}#p6"]`);
      await target.waitFor();
      const input = page.locator(field);
      assert.equal(await input.getAttribute('aria-expanded'), 'true');
      for (let n = await page.locator(options).count(); n > 0 && (await target.getAttribute('aria-selected')) !== 'true'; n -= 1) await page.keyboard.press('ArrowDown');
      assert.equal(await input.getAttribute('aria-activedescendant'), await target.getAttribute('id'));
      await page.keyboard.press('Enter');
      await page.waitForURL(/#p6$/);
      const box = await page.locator('#p6').boundingBox();
      assert.ok(box.y >= 0 && box.y < sizes.desk.height, `it stands at ${box.y} px`);
      assert.ok(await page.locator('#p6').evaluate((it) => it.matches(':target')));
    });
  }
});

test('arrows, Home and End go round the results', async () => {
  await searching(ARTICLE, {}, async (page) => {
    const n = (await found(page, 'war')).length;
    const at = () => page.$$eval(options, (all) => all.findIndex((it) => it.ariaSelected === 'true'));
    assert.ok(n > 3);
    for (const [key, place] of [['', 0], ['ArrowDown', 1], ['ArrowUp', 0], ['ArrowUp', n - 1], ['ArrowDown', 0], ['End', n - 1], ['Home', 0]]) {
      if (key) await page.keyboard.press(key);
      assert.equal(await at(), place, key);
      assert.equal(await page.locator('[aria-selected=true]').count(), 1);
    }
    assert.equal(await page.locator('#search-count').textContent(), `${n} results`);
  });
});

test('Escape closes the search and gives the focus back', async () => {
  await withPage(browser, {}, async (page) => {
    await page.goto(onDisk(site(), ARTICLE), { waitUntil: 'load' });
    const link = page.locator('.brand a');
    for (const words of ['', 'war']) {
      await link.focus();
      await page.keyboard.press('/');
      await page.keyboard.type(words);
      assert.ok(await isOpen(page));
      await page.keyboard.press('Escape');
      assert.ok(!(await isOpen(page)));
      assert.ok(await link.evaluate((it) => it === document.activeElement));
    }
  });
});

test('a slash that is typed in a field is a slash', async () => {
  await withPage(browser, {}, async (page) => {
    await page.goto(onDisk(site(), 'concepts/index.html'), { waitUntil: 'load' });
    await page.locator('#az-filter').focus();
    await page.keyboard.type('a/b');
    assert.ok(!(await isOpen(page)));
    assert.equal(await page.locator('#az-filter').inputValue(), 'a/b');
    await page.keyboard.press('Control+k');
    assert.ok(await isOpen(page));
  });
});

test('nothing of the search is loaded before it is wanted', async () => {
  await withPage(browser, {}, async (page) => {
    const asked = [];
    const isLate = (url) => /search-(entries|text|box)|search\.css|minisearch/.test(url);
    page.on('request', (it) => asked.push(it.url()));
    await page.goto(onDisk(site(), ARTICLE), { waitUntil: 'load' });
    assert.deepEqual(asked.filter((url) => isLate(url)), []);
    await page.locator('#open-search').click();
    await whole(page);
    assert.equal(asked.filter((url) => isLate(url)).length, 5);
    await page.keyboard.press('Escape');
    await page.locator('#open-search').click();
    assert.equal(asked.filter((url) => isLate(url)).length, 5);
  });
});

for (const base of ['/', '/a/b/', '']) {
  test(`the page of results shows them and keeps its address up to date, ${base ? `at ${base}` : 'from a disk'}`, async () => {
    const server = base && await serve(site(), base);
    try {
      await withPage(browser, {}, async (page) => {
        const home = server ? server.home : `${onDisk(site(), '')}/`;
        const list = troubles(page, home);
        await page.goto(`${home}search.html?q=Kaldor%20on%20%3Cb%3E`, { waitUntil: 'load' });
        await whole(page);
        assert.equal(await page.locator('#sq').inputValue(), 'Kaldor on <b>');
        assert.ok((await page.locator('#found a').count()) > 3);
        assert.equal(await page.locator('#found b b').count(), 0);
        await page.fill('#sq', 'R2P & <i>');
        assert.equal(await page.evaluate(() => new URLSearchParams(location.search).get('q')), 'R2P & <i>');
        await page.fill('#sq', 'R2P');
        await page.locator('#found a').first().click();
        await page.waitForURL(/concepts\/responsibility-to-protect\.html$/);
        await page.goBack();
        await whole(page);
        assert.equal(await page.locator('#sq').inputValue(), 'R2P');
        assert.deepEqual(list, []);
      });
    } finally {
      if (server) await server.close();
    }
  });
}

test('without scripts there is no search field, and the page of results says where to look', async () => {
  await withPage(browser, { javaScriptEnabled: false }, async (page) => {
    for (const address of ['search.html', ARTICLE]) {
      await page.goto(onDisk(site(), address), { waitUntil: 'load' });
      for (const it of await page.locator('#sq, #open-search, #search').all()) assert.ok(!(await it.isVisible()), address);
    }
    await page.goto(onDisk(site(), 'search.html'));
    assert.ok(await page.locator('noscript p').isVisible());
    assert.ok(await page.locator('main a[href="concepts/index.html"]').isVisible());
  });
});

test('a page that is newer than those before it asks for its entries anew', async () => {
  const server = await serve(site(), '/');
  try {
    const asked = (time) => withPage(browser, {}, async (page) => {
      await page.route('**/about.html', async (route) => {
        const response = await route.fetch();
        await route.fulfill({ response, headers: { ...response.headers(), 'last-modified': time } });
      });
      const request = page.waitForRequest(/search-entries\.js/);
      await page.goto(`${server.home}about.html`);
      await page.keyboard.press('/');
      return (await request).url();
    });
    const [first, second] = ['Mon, 02 Mar 2026 10:00:00 GMT', 'Mon, 02 Mar 2026 10:10:00 GMT'];
    assert.equal(await asked(first), await asked(first));
    assert.notEqual(await asked(first), await asked(second));
  } finally {
    await server.close();
  }
});

test('when the records cannot be had, the search says so', async () => {
  await withPage(browser, {}, async (page) => {
    const server = await serve(site(), '/');
    try {
      await page.route('**/search-entries.js*', (route) => route.fulfill({ status: 404, body: '' }));
      await page.goto(`${server.home}about.html`);
      await page.keyboard.press('/');
      await page.keyboard.type('war');
      await page.getByText('could not be loaded').waitFor();
    } finally {
      await server.close();
    }
  });
});

const modes = {
  'light, on a desk': { colorScheme: 'light' },
  'dark, on a desk': { colorScheme: 'dark' },
  'light, on a phone': { colorScheme: 'light', viewport: sizes.phone, hasTouch: true },
  'more contrast': { colorScheme: 'light', contrast: 'more' },
};
const rules = Object.fromEntries(axe.getRules(['experimental', 'wcag2aaa', 'wcag22aa'])
  .filter((it) => !it.tags.includes('deprecated')).map((it) => [it.ruleId, { enabled: true }]));

async function violations(page) {
  await page.evaluate(axe.source);
  return page.evaluate(async (rules) => {
    const { violations } = await globalThis.axe.run(document, { rules, preload: false, resultTypes: ['violations'] });
    return violations.flatMap((it) => it.nodes.slice(0, 3).map((node) => `${it.id}: ${node.target.join(' ')}: ${node.html.slice(0, 120)}`));
  }, rules);
}

for (const [mode, scheme] of Object.entries(modes)) {
  test(`axe finds nothing in the open search and on the page of results: ${mode}`, async () => {
    await searching(ARTICLE, scheme, async (page) => {
      for (const query of ['', 'hegemony', 'xyzzyx']) {
        await found(page, query);
        assert.deepEqual(await violations(page), [], query);
        assert.ok(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth), 'it fits the window');
      }
      await page.goto(`${onDisk(site(), 'search.html')}?q=hegemony`, { waitUntil: 'load' });
      await whole(page);
      assert.deepEqual(await violations(page), []);
    });
  });
}
