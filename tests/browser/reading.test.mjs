// What a reader can do: without scripts, with a keyboard, with a pointer.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { launch, sizes, withPage } from './chrome.mjs';
import { onDisk, samples, site } from './site.mjs';

let browser;
before(async () => { browser = await launch(); });
after(() => browser.close());

const whole = () => samples(site()).filter((it) => it.kind !== '404');

/** The longest page of a kind, opened from the disk. */
const longest = (kind) => onDisk(site(), samples(site()).filter((it) => it.kind === kind).at(-1).address);

test('without scripts a page says all that it says with them', async () => {
  const text = (options, address) => withPage(browser, options, async (page) => {
    await page.goto(onDisk(site(), address), { waitUntil: 'load' });
    return (await page.locator('main').innerText()).replace(/\s+/g, ' ');
  });
  for (const { address } of whole()) {
    const [bare, full] = [await text({ javaScriptEnabled: false }, address), await text({}, address)];
    assert.ok(bare.length >= 0.99 * full.length, `${address}: ${bare.length} of ${full.length} characters`);
  }
});

test('without scripts no control is dead', async () => {
  for (const { address } of whole()) {
    await withPage(browser, { javaScriptEnabled: false }, async (page) => {
      await page.goto(onDisk(site(), address), { waitUntil: 'load' });
      const dead = page.locator('.js-only, button:not([type="submit"]):not([popovertarget])');
      for (const control of await dead.all()) assert.ok(!(await control.isVisible()), `${address}: ${await control.innerText()}`);
    });
  }
});

test('the first Tab shows a way past the header, and Enter takes it', async () => {
  for (const size of Object.values(sizes)) {
    await withPage(browser, { viewport: size }, async (page) => {
      await page.goto(longest('concept'));
      await page.keyboard.press('Tab');
      const skip = page.locator('a.skip');
      assert.ok(await skip.evaluate((it) => it === document.activeElement), 'it has the focus');
      const box = await skip.boundingBox();
      assert.ok(box.x >= 0 && box.y >= 0 && box.height >= 24, `it is seen: ${JSON.stringify(box)}`);
      await page.keyboard.press('Enter');
      await page.keyboard.press('Tab');
      assert.ok(await page.evaluate(() => document.activeElement.closest('main') !== null), 'the next stop is in the text');
    });
  }
});

/** Runs `work` with an article's page and the first link in its text that has a preview. */
function withPreview(options, work) {
  return withPage(browser, options, async (page) => {
    await page.goto(longest('article'));
    const link = page.locator('.prose a.c[interestfor]').first();
    const preview = page.locator(`#${await link.getAttribute('interestfor')}`);
    await link.scrollIntoViewIfNeeded();
    assert.ok(!(await preview.isVisible()), 'it is closed at first');
    await work(page, link, preview);
  });
}

for (const javaScriptEnabled of [true, false]) {
  const how = javaScriptEnabled ? 'with scripts' : 'without scripts';

  test(`a pointer on a concept shows its definition, ${how}, and Escape closes it`, async () => {
    await withPreview({ javaScriptEnabled }, async (page, link, preview) => {
      await link.hover();
      await preview.waitFor({ state: 'visible', timeout: 3000 });
      const { x, y, width, height } = await preview.boundingBox();
      const { width: across, height: down } = sizes.desk;
      assert.ok(x >= 0 && y >= 0 && x + width <= across && y + height <= down, 'it lies in the window');
      // The pointer may travel into it, to read or select.
      await page.mouse.move(x + width / 2, y + height / 2, { steps: 8 });
      assert.ok(await preview.isVisible(), 'it stays under the pointer');
      await page.keyboard.press('Escape');
      await preview.waitFor({ state: 'hidden', timeout: 3000 });
    });
  });

  test(`a concept’s definition is shown where the keyboard stands, ${how}`, async () => {
    await withPreview({ javaScriptEnabled }, async (page, link, preview) => {
      // A focus that a script moves doesn't count as the keyboard's, so the link is reached from the stop before it.
      await link.focus();
      await page.keyboard.press('Shift+Tab');
      await page.keyboard.press('Tab');
      assert.ok(await link.evaluate((it) => it === document.activeElement));
      await preview.waitFor({ state: 'visible', timeout: 3000 });
      await page.keyboard.press('Escape');
      await preview.waitFor({ state: 'hidden', timeout: 3000 });
    });
  });
}

test('a preview is the link’s description to a screen reader', async () => {
  await withPreview({}, async (page, link, preview) => {
    await link.hover();
    await preview.waitFor({ state: 'visible', timeout: 3000 });
    const text = (await preview.textContent()).trim();
    const client = await page.context().newCDPSession(page);
    const { result } = await client.send('Runtime.evaluate', {
      expression: `document.querySelector('[interestfor="${await link.getAttribute('interestfor')}"]')`,
    });
    const { nodes } = await client.send('Accessibility.getPartialAXTree', { objectId: result.objectId, fetchRelatives: false });
    const described = nodes[0].description?.value ?? '';
    assert.ok(described.includes(text.slice(-40)), `${JSON.stringify(described)} for ${JSON.stringify(text)}`);
  });
});

test('an address with a paragraph’s number shows that paragraph', async () => {
  await withPage(browser, {}, async (page) => {
    await page.goto(`${longest('article')}#p5`);
    const box = await page.locator('#p5').boundingBox();
    assert.ok(box.y >= 0 && box.y < sizes.desk.height, `it stands at ${box.y} px`);
    const ground = (id) => page.locator(id).evaluate((it) => getComputedStyle(it).backgroundColor);
    assert.notEqual(await ground('#p5'), await ground('#p4'), 'it is marked');
  });
});

test('on paper a link’s address follows it, unless it is what is read', async () => {
  await withPage(browser, {}, async (page) => {
    await page.goto(longest('article'), { waitUntil: 'load' });
    await page.emulateMedia({ media: 'print' });
    const printed = (html) => page.locator('.prose').first().evaluate((prose, html) => {
      prose.insertAdjacentHTML('beforeend', html);
      return getComputedStyle(prose.lastElementChild, '::after').content;
    }, html);
    assert.match(await printed('<a href="https://example.org/">there</a>'), /example\.org/);
    assert.equal(await printed('<a class="url" href="https://example.org/">https://example.org/</a>'), 'none');
  });
});
