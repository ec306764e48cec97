// Previews, where the browser shows them and where a script does.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { launch, sizes, withPage } from './chrome.mjs';
import { onDisk, samples, site } from './site.mjs';

let browser;
before(async () => { browser = await launch(); });
after(() => browser.close());

const article = () => onDisk(site(), samples(site()).filter((it) => it.kind === 'article').at(-1).address);

/** Runs in the page before its own scripts: interest in links isn't known, and takes too long to matter. */
function forget() {
  delete HTMLAnchorElement.prototype.interestForElement;
  const sheet = new CSSStyleSheet();
  sheet.replaceSync('[interestfor] { interest-delay: 9999s !important }');
  document.adoptedStyleSheets = [sheet];
}

/**
 * Runs `work` on an article's page where a script shows previews, with a clock that it moves itself. `prepare` runs in
 * the page before its scripts.
 */
function withFallback(work, { prepare = () => {}, url = article(), ...options } = {}) {
  return withPage(browser, options, async (page) => {
    await page.addInitScript(forget);
    await page.addInitScript(prepare);
    await page.clock.install();
    await page.goto(url);
    await page.clock.pauseAt(Date.now() + 3_600_000);
    const links = page.locator('.prose a.c[interestfor]');
    await links.first().scrollIntoViewIfNeeded();
    const previewOf = async (link) => page.locator(`#${await link.getAttribute('interestfor')}`);
    await work(page, { links, link: links.first(), preview: await previewOf(links.first()), previewOf });
  });
}
const shown = async (preview) => (await preview.isVisible());

/** Moves the keyboard's focus to `link`: one that a script moves doesn't count as the keyboard's. */
async function focus(page, link) {
  await link.focus();
  await page.keyboard.press('Shift+Tab');
  await page.keyboard.press('Tab');
}

test('the script shows a preview after 500 ms and closes it 300 ms after the pointer has left', async () => {
  await withFallback(async (page, { link, preview }) => {
    await link.hover();
    await page.clock.runFor(499);
    assert.ok(!(await shown(preview)), 'not yet');
    await page.clock.runFor(1);
    assert.ok(await shown(preview), 'now');
    await page.mouse.move(0, 0);
    await page.clock.runFor(299);
    assert.ok(await shown(preview), 'still');
    await page.clock.runFor(1);
    assert.ok(!(await shown(preview)), 'no longer');
  });
});

test('once a preview is open, the script shows the next within 100 ms in its place', async () => {
  await withFallback(async (page, { links, link, preview, previewOf }) => {
    const next = links.nth(1);
    await link.hover();
    await page.clock.runFor(500);
    assert.ok(await shown(preview));
    await next.hover({ force: true });
    await page.clock.runFor(100);
    assert.ok(await shown(await previewOf(next)));
    assert.ok(!(await shown(preview)));
    assert.equal(await link.getAttribute('aria-describedby'), null);
  });
});

test('the pointer may travel into a preview that the script shows, and Escape closes it until the pointer comes back', async () => {
  await withFallback(async (page, { link, preview }) => {
    await link.hover();
    await page.clock.runFor(500);
    const { x, y, width, height } = await preview.boundingBox();
    await page.mouse.move(x + width / 2, y + height / 2, { steps: 8 });
    await page.clock.runFor(2000);
    assert.ok(await shown(preview), 'it stays under the pointer');
    await link.hover();
    await page.clock.runFor(2000);
    assert.ok(await shown(preview), 'it stays over its link');
    await page.keyboard.press('Escape');
    assert.ok(!(await shown(preview)), 'closed');
    await page.clock.runFor(5000);
    assert.ok(!(await shown(preview)), 'it stays closed');
    await page.mouse.move(0, 0);
    await link.hover();
    await page.clock.runFor(500);
    assert.ok(await shown(preview), 'open again');
  });
});

test('a preview that the script shows for the keyboard is the link’s description, and no stop', async () => {
  await withFallback(async (page, { link, preview }) => {
    await focus(page, link);
    await page.clock.runFor(500);
    assert.ok(await shown(preview));
    assert.equal(await link.getAttribute('aria-describedby'), await preview.getAttribute('id'));
    await page.keyboard.press('Tab');
    assert.ok(await page.evaluate(() => document.activeElement.matches('a[href], button, input, summary') && !document.activeElement.closest('.pv')));
    await page.clock.runFor(300);
    assert.ok(!(await shown(preview)));
    assert.equal(await link.getAttribute('aria-describedby'), null);
  });
});

test('a long press shows a preview and leads nowhere; a tap leads where the link does', async () => {
  await withFallback(async (page, { link, preview }) => {
    const client = await page.context().newCDPSession(page);
    const { x, y, height } = await link.evaluate((it) => {
      const { x, y, height } = it.getClientRects()[0];
      return { x, y, height };
    });
    const touch = (type) => client.send('Input.dispatchTouchEvent', { type, touchPoints: type === 'touchEnd' ? [] : [{ x: x + 4, y: y + height / 2 }] });
    const address = page.url();
    await touch('touchStart');
    await page.clock.runFor(500);
    assert.ok(await shown(preview));
    await touch('touchEnd');
    await page.clock.runFor(2000);
    assert.ok(await shown(preview), 'it stays');
    assert.equal(page.url(), address);
    await page.touchscreen.tap(5, 300);
    assert.ok(!(await shown(preview)), 'a tap beside it closes it');
    const href = await link.evaluate((it) => it.href);
    await link.tap();
    await page.waitForURL(href);
  }, { viewport: sizes.phone, hasTouch: true });
});

test('a link that wraps has its preview at the line that is pointed at, and in the window', async () => {
  await withFallback(async (page, { links, previewOf }) => {
    let n_wrapped = 0;
    for (const link of await links.all()) {
      const count = await link.evaluate((it) => it.getClientRects().length);
      if (count < 2) continue;
      n_wrapped += 1;
      await link.evaluate((it) => it.scrollIntoView({ block: 'center' }));
      const lines = await link.evaluate((it) => [...it.getClientRects()].map(({ x, y, width, height }) => ({ x, y, width, height })));
      for (const line of [lines[0], lines.at(-1)]) {
        await page.mouse.move(0, 0);
        await page.clock.runFor(300);
        await page.mouse.move(line.x + line.width / 2, line.y + line.height / 2);
        await page.clock.runFor(500);
        const box = await (await previewOf(link)).boundingBox();
        assert.ok(Math.abs(box.y - (line.y + line.height)) < 12, `${box.y} below ${line.y + line.height}`);
      }
      if (n_wrapped === 3) break;
    }
    assert.equal(n_wrapped, 3);
  }, { viewport: sizes.phone });
});

test('a preview that the script shows lies in the window, above its link where there is no room below', async () => {
  for (const viewport of Object.values(sizes)) {
    await withFallback(async (page, { links, previewOf }) => {
      let n_above = 0;
      const isBeside = async (link, block) => {
        await page.mouse.move(0, 0);
        await page.clock.runFor(300);
        await link.evaluate((it, block) => it.scrollIntoView({ block, behavior: 'instant' }), block);
        const box = await link.evaluate((it) => { const { x, y, width, height } = it.getClientRects()[0]; return { x, y, width, height }; });
        await page.mouse.move(box.x + box.width / 2, box.y + box.height / 2);
        await page.clock.runFor(500);
        const preview = await previewOf(link);
        assert.ok(await shown(preview), await link.innerText());
        const at = await preview.boundingBox();
        assert.ok(at.x >= 0 && at.x + at.width <= viewport.width, `across: ${JSON.stringify(at)}`);
        assert.ok(at.y >= 0 && at.y + at.height <= viewport.height, `down: ${JSON.stringify(at)}`);
        const fits = box.y + box.height + 7 + at.height <= viewport.height;
        if (!fits) n_above += 1;
        return fits ? at.y >= box.y + box.height : at.y + at.height <= box.y;
      };
      const all = await links.all();
      for (const link of all.slice(3, 12)) {
        if (await link.evaluate((it) => it.getClientRects().length > 1)) continue;
        assert.ok(await isBeside(link, 'center'));
        assert.ok(await isBeside(link, 'end'));
      }
      assert.ok(n_above > 3, `${n_above} above`);
    }, { viewport });
  }
});

test('without popovers the script shows previews all the same', async () => {
  await withFallback(async (page, { link, preview }) => {
    await link.hover();
    await page.clock.runFor(500);
    assert.ok(await shown(preview));
    const { x, y, width, height } = await preview.boundingBox();
    assert.ok(x >= 0 && y >= 0 && x + width <= sizes.desk.width && y + height <= sizes.desk.height);
    await page.keyboard.press('Escape');
    assert.ok(!(await shown(preview)));
  }, { prepare: () => { delete HTMLElement.prototype.showPopover; delete HTMLElement.prototype.hidePopover; } });
});

test('a citation shows the work’s full reference', async () => {
  await withFallback(async (page) => {
    const link = page.locator('.citation a[interestfor]').first();
    await link.hover();
    await page.clock.runFor(500);
    const text = await page.locator(`#${await link.getAttribute('interestfor')}`).innerText();
    assert.match(text, /\(\d{4}\)\. .+\.$/);
  });
});

test('the browser’s own previews come after 500 ms, and the next one within 100', async () => {
  await withPage(browser, {}, async (page) => {
    await page.addInitScript(() => {
      globalThis.times = [];
      for (const kind of ['pointerover', 'beforetoggle']) {
        document.addEventListener(kind, (event) => {
          if (event.target.matches?.('.prose a.c') || event.newState === 'open') times.push({ kind, at: event.timeStamp });
        }, true);
      }
    });
    await page.goto(article());
    const links = page.locator('.prose a.c[interestfor]');
    const waits = [];
    for (const link of [links.first(), links.nth(1)]) {
      await page.evaluate(() => { times.length = 0; });
      await link.hover({ force: true });
      await page.locator(`#${await link.getAttribute('interestfor')}`).waitFor({ state: 'visible' });
      const times = await page.evaluate(() => globalThis.times);
      waits.push(times.find((it) => it.kind === 'beforetoggle').at - times.find((it) => it.kind === 'pointerover').at);
      // The script leaves them alone.
      assert.equal(await link.getAttribute('aria-describedby'), null);
    }
    // What is declared is exact; how late a busy machine is with it isn't ours.
    assert.ok(waits[0] >= 490 && waits[1] >= 90 && waits[1] < waits[0], `${waits} ms`);
    const delays = await links.first().evaluate((it) => getComputedStyle(it).interestDelay);
    assert.equal(delays, '0.1s 0.3s', 'while one is open');
  });
});
