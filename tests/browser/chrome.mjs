// Debian's Chromium, and a page that remembers what went wrong in it.
import { chromium } from 'playwright-core';

/** The widths that a page must fit: a phone and a desk, in CSS px. */
export const sizes = { phone: { width: 390, height: 844 }, desk: { width: 1440, height: 900 } };

/** A headless Chromium; close it when done. */
export function launch() {
  return chromium.launch({
    executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
    // As root, and in many containers, Chromium's sandbox can't be had. What is opened here we have built ourselves.
    chromiumSandbox: false,
    args: [
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
      '--disable-dev-shm-usage',
    ],
  });
}

/**
 * Fills and returns a list of what goes wrong in `page` from now on: errors on the console, exceptions, requests that
 * fail or are answered by an error, and requests to anywhere but `home`.
 */
export function troubles(page, home) {
  const list = [];
  page.on('console', (it) => {
    if (it.type() === 'error' || it.type() === 'warning') list.push(`${page.url()}: ${it.type()}: ${it.text()}`);
  });
  page.on('pageerror', (err) => list.push(`${page.url()}: ${err.message}`));
  page.on('requestfailed', (it) => list.push(`${page.url()}: ${it.url()}: ${it.failure()?.errorText}`));
  page.on('response', (it) => {
    if (it.status() >= 400) list.push(`${page.url()}: ${it.url()}: ${it.status()}`);
  });
  page.on('request', (it) => {
    if (!it.url().startsWith(home) && !it.url().startsWith('data:')) list.push(`${page.url()}: asked for ${it.url()}`);
  });
  return list;
}

/** Runs `work` on a new page of its own and closes it. `options` are Playwright's for a context. */
export async function withPage(browser, options, work) {
  const context = await browser.newContext({ viewport: sizes.desk, reducedMotion: 'reduce', ...options });
  try {
    return await work(await context.newPage());
  } finally {
    await context.close();
  }
}
