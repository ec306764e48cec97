// What a browser makes of each page: read once, in one pass, for all tests that look at every page.
import { launch, sizes, troubles, withPage } from './chrome.mjs';
import { onDisk, pages } from './site.mjs';

/** Runs in the page. What is measured in CSS px is measured by `widths`. */
function read() {
  const all = (selector, root = document) => [...root.querySelectorAll(selector)];
  const attribute = (name) => all(`[${name}]`).map((it) => it.getAttribute(name));
  return {
    language: document.documentElement.lang,
    title: document.title,
    policies: all('meta[http-equiv="Content-Security-Policy"]').map((it) => it.content),
    // A policy covers only what comes after it.
    isPolicyFirst: document.head.firstElementChild?.httpEquiv === 'Content-Security-Policy',
    headings: all('h1, h2, h3, h4, h5, h6').map((it) => ({ level: Number(it.tagName[1]), text: it.textContent.trim() })),
    landmarks: {
      banner: all('body > header').length,
      main: all('main#main').length,
      contentinfo: all('body > footer').length,
    },
    unnamedNavigations: all('nav').filter((it) => !it.ariaLabel && !it.getAttribute('aria-labelledby')).length,
    firstLink: document.querySelector('a[href], button, input')?.getAttribute('href'),
    ids: all('[id]').map((it) => it.id),
    references: ['aria-labelledby', 'aria-describedby', 'aria-controls', 'for', 'interestfor', 'popovertarget'].flatMap(
      (name) => attribute(name).flatMap((value) => value.split(/\s+/)).map((id) => ({ name, id })),
    ),
    links: attribute('href').concat(attribute('src'), attribute('cite')),
    inline: all('style, [style], script:not([src]):not([type="application/ld+json"])').map((it) => it.outerHTML.slice(0, 80)),
    handlers: all('*').flatMap((it) => it.getAttributeNames().filter((name) => name.startsWith('on'))),
    n_prose: all('.prose').length,
    entries: all('a[data-entry]').map((it) => ({
      entry: it.dataset.entry,
      href: it.getAttribute('href'),
      preview: it.getAttribute('interestfor'),
      classes: it.className,
    })),
    previews: all('.pv').map((it) => ({
      id: it.id,
      popover: it.getAttribute('popover'),
      text: it.textContent.trim(),
      stops: all('a, button, input, [tabindex]', it).length,
    })),
    paragraphs: all('p.num').map((it) => ({ id: it.id, link: it.querySelector('a.pn')?.getAttribute('href') })),
    outside: all('.prose a.pn, .prose .snr').filter((it) => !it.closest('[data-aside]')).length,
    isRedirect: Boolean(document.querySelector('meta[http-equiv="refresh" i], script[src*="moved.js"]')),
  };
}

/** How far the page's content reaches beyond the window, in CSS px, and the elements that reach there. */
export function overflow() {
  const width = document.documentElement.clientWidth;
  const excess = document.documentElement.scrollWidth - width;
  if (excess <= 0) return { excess: 0, by: [] };
  const scrolls = (it) => it && it !== document.documentElement && (getComputedStyle(it).overflowX !== 'visible' || scrolls(it.parentElement));
  const by = [...document.body.querySelectorAll('*')]
    .filter((it) => it.getBoundingClientRect().right > width + 0.5 && !scrolls(it.parentElement))
    .map((it) => `${it.tagName.toLowerCase()}${it.id && `#${it.id}`}${it.className && `.${it.className}`}`);
  return { excess, by: by.slice(0, 5) };
}

/** Facts about all pages of `root`, opened from the disk, by address; and what went wrong on the way. */
export async function facts(root) {
  const browser = await launch();
  try {
    return await withPage(browser, { viewport: sizes.desk }, async (page) => {
      const wrong = troubles(page, onDisk(root, ''));
      const byAddress = new Map();
      for (const address of pages(root)) {
        await page.setViewportSize(sizes.desk);
        await page.goto(onDisk(root, address), { waitUntil: 'load' });
        const fact = await page.evaluate(read);
        fact.desk = await page.evaluate(overflow);
        await page.setViewportSize(sizes.phone);
        fact.phone = await page.evaluate(overflow);
        byAddress.set(address, fact);
      }
      return { byAddress, wrong };
    });
  } finally {
    await browser.close();
  }
}
