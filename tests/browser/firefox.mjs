// Debian's Firefox ESR, driven by WebDriver BiDi, and a page that remembers what went wrong in it.
import puppeteer from 'puppeteer-core';
import { sizes } from './chrome.mjs';

// 0 is dark and 1 light, in Firefox's own numbering.
const SCHEMES = { dark: 0, light: 1 };
// A file was still on its way when we left the page, as the console and the network have it. One that can't be had is
// told otherwise.
const LEFT = ['status=2152398850', 'NS_BINDING_ABORTED'];

/** A headless Firefox with these preferences; close it when done. */
export function launchFirefox(preferences = {}) {
  return puppeteer.launch({
    browser: 'firefox',
    executablePath: process.env.FIREFOX ?? '/usr/bin/firefox-esr',
    headless: true,
    // A busy machine takes its time.
    timeout: 120_000,
    extraPrefsFirefox: {
      // As on a phone, and in headless Chromium: a bar that takes width from the page would make the two differ.
      'ui.useOverlayScrollbars': 1,
      // Nothing is asked of anyone.
      'network.captive-portal-service.enabled': false,
      'network.connectivity-service.enabled': false,
      'app.update.enabled': false,
      'datareporting.policy.dataSubmissionEnabled': false,
      ...preferences,
    },
  });
}

/**
 * Runs `work` on a page of a Firefox of its own, and closes it. The page is Puppeteer's: `goto`, `hover`,
 * `keyboard.press`, `evaluate`. `options`: `viewport` (a desk), `colorScheme` (`light`), `reducedMotion` (`reduce`),
 * `javaScript` (`true`: whether pages run theirs; `evaluate` works either way) and further `preferences`.
 */
export async function withFirefox(options, work) {
  const { viewport = sizes.desk, colorScheme = 'light', reducedMotion = 'reduce', javaScript = true, preferences } = options;
  const browser = await launchFirefox({
    'layout.css.prefers-color-scheme.content-override': SCHEMES[colorScheme],
    'ui.prefersReducedMotion': reducedMotion === 'reduce' ? 1 : 0,
    'javascript.enabled': javaScript,
    ...preferences,
  });
  try {
    const page = await browser.newPage();
    await page.setViewport(viewport);
    return await work(page);
  } finally {
    await browser.close();
  }
}

/**
 * Fills and returns a list of what goes wrong in `page` from now on: errors on the console, exceptions, what the
 * policy blocks, files that can't be had, and requests to anywhere but `home`.
 */
export async function firefoxTroubles(page, home) {
  const list = [];
  const fault = (what) => {
    if (!LEFT.some((left) => what.includes(left))) list.push(`${page.url()}: ${what}`);
  };
  page.on('console', (it) => {
    if (['error', 'warn'].includes(it.type())) fault(`${it.type()}: ${it.text()}`);
  });
  page.on('pageerror', (err) => fault(err.message));
  page.on('requestfailed', (it) => fault(`${it.url()}: ${it.failure()?.errorText}`));
  page.on('response', (it) => {
    if (it.status() >= 400) list.push(`${page.url()}: ${it.url()}: ${it.status()}`);
  });
  page.on('request', (it) => {
    if (!it.url().startsWith(home) && !it.url().startsWith('data:')) list.push(`${page.url()}: asked for ${it.url()}`);
  });
  // Firefox tells BiDi nothing of files: a missing one shows only in the page, as an event that doesn't bubble.
  await page.evaluateOnNewDocument(() => {
    addEventListener('error', (event) => {
      const it = event.target;
      if (it instanceof Element) console.error(`not loaded: ${it.getAttribute('src') ?? it.getAttribute('href')}`);
    }, true);
    addEventListener('load', () => document.fonts.ready.then((faces) => {
      for (const face of faces) if (face.status === 'error') console.error(`not loaded: ${face.family}`);
    }));
  });
  return list;
}
