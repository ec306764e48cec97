// The preview's own script: loads the page again when its bytes have changed, and lists what the last build found.
// The page names the mark of its bytes in this script's address and asks the server for anything else.
(() => {
  'use strict';

  const own = new URL(document.currentScript.src);
  const shown = own.search.slice(1);
  const narrow = matchMedia('(max-width: 60rem)');
  const KEY = 'lectern-preview';
  let listed = '';
  let asking = null;
  let panel = null;
  const unfolded = new Set();

  /** What this tab remembers of the preview; nothing where it may not. */
  function remembered() {
    try {
      return JSON.parse(sessionStorage.getItem(KEY)) ?? {};
    } catch {
      return {};
    }
  }

  function remember(changes) {
    try {
      sessionStorage.setItem(KEY, JSON.stringify({ ...remembered(), ...changes }));
    } catch {
      // Then the place is lost, no more.
    }
  }

  // The place on the page: the last element with an id that begins above the top, and how far above.

  function place() {
    let above = null;
    for (const element of document.querySelectorAll('main [id]')) {
      const { top, height } = element.getBoundingClientRect();
      if (height > 0 && top <= 1 && (above === null || top >= above.top)) above = { id: element.id, top };
    }
    return { page: location.pathname, hash: location.hash, x: scrollX, y: scrollY, above };
  }

  function back() {
    const { place, ...rest } = remembered();
    if (!place) return;
    try {
      sessionStorage.setItem(KEY, JSON.stringify(rest));
    } catch {
      return;
    }
    history.scrollRestoration = 'auto';
    if (place.page !== location.pathname || place.hash !== location.hash) return;
    const element = place.above && document.getElementById(place.above.id);
    const y = element ? scrollY + element.getBoundingClientRect().top - place.above.top : place.y;
    scrollTo({ left: place.x, top: y, behavior: 'instant' });
  }

  function again(mark) {
    // Loaded for this already, and still not the same: loading once more would go on for ever.
    if (remembered().loaded === `${location.pathname} ${mark} ${shown}`) return;
    remember({ place: place(), loaded: `${location.pathname} ${mark} ${shown}` });
    history.scrollRestoration = 'manual';
    location.reload();
  }

  // Findings, in a panel that the page's own style doesn't reach.

  function element(name, attributes, ...children) {
    const out = document.createElement(name);
    for (const [key, value] of Object.entries(attributes)) out.setAttribute(key, value);
    out.append(...children);
    return out;
  }

  const plural = (n, noun) => `${n} ${noun}${n === 1 ? '' : 's'}`;

  function made() {
    const host = element('aside', { id: 'lectern-findings', 'aria-label': 'Findings' });
    const root = host.attachShadow({ mode: 'open' });
    const status = element('span', { role: 'status' });
    const button = element('button', { type: 'button', 'aria-controls': 'list' }, status);
    const list = element('ol', { id: 'list', tabindex: '0', 'aria-label': 'Findings' });
    const style = element('link', { rel: 'stylesheet', href: '/_lectern/live.css' });
    root.append(style, button, list);
    button.addEventListener('click', () => open(list.hidden));
    document.addEventListener('keydown', (event) => {
      if (event.key === 'Escape' && !event.defaultPrevented && !list.hidden) open(false);
    });
    document.body.append(host);
    return { host, status, button, list };
  }

  function open(isOpen) {
    panel.list.hidden = !isOpen;
    panel.button.setAttribute('aria-expanded', String(isOpen));
    remember({ open: isOpen });
  }

  /** A node of what a code means: a text, or an element's name and its children. */
  function node(it) {
    if (typeof it === 'string') return it;
    const [name, ...children] = it;
    return element(name, {}, ...children.map(node));
  }

  /** What the code of a finding means, folded up; nothing where it has none. */
  function meaning({ code, path, message }, meanings) {
    if (!meanings[code]) return [];
    const summary = element('summary', {}, 'What ', element('code', {}, code), ' means');
    const key = `${code} ${path} ${message}`;
    const out = element('details', { 'data-finding': key }, summary, ...meanings[code].map(node));
    out.open = unfolded.has(key);
    out.addEventListener('toggle', () => (out.open ? unfolded.add(key) : unfolded.delete(key)));
    return [out];
  }

  function item(finding, meanings) {
    const code = finding.code ? `[${finding.code}]` : '';
    const line = finding.line === null ? '' : `:${finding.line}:${finding.column}`;
    const help = finding.help.map((help) => element('p', { class: 'help' }, `help: ${help}`));
    return element('li', { class: finding.severity },
      element('p', {}, element('b', {}, `${finding.severity}${code}`), `: ${finding.message}`),
      element('p', {}, element('code', {}, `${finding.path}${line}`)),
      ...help,
      ...meaning(finding, meanings));
  }

  function list(findings, isSite) {
    listed = findings?.id ?? '';
    if (!findings) {
      if (panel) {
        panel.host.hidden = true;
        panel.status.textContent = '';
        panel.list.replaceChildren();
        document.documentElement.removeAttribute('data-lectern-findings');
      }
      return;
    }
    const isNew = !panel || panel.host.hidden;
    panel ??= made();
    panel.host.hidden = false;
    const { n_errors, n_warnings } = findings;
    const counts = [n_errors && plural(n_errors, 'error'), n_warnings && plural(n_warnings, 'warning')];
    const shows = isSite ? 'the site before is shown' : 'nothing is shown yet';
    panel.status.textContent = counts.filter(Boolean).join(', ') + (n_errors ? `: ${shows}` : '');
    const n_more = n_errors + n_warnings - findings.list.length;
    const more = n_more > 0 ? [element('li', {}, `${n_more} more in the terminal`)] : [];
    // Somebody may be reading: what is unfolded and where the keyboard is stay as they are.
    const focused = panel.list.getRootNode().activeElement?.closest('details')?.dataset.finding;
    panel.list.replaceChildren(...findings.list.map((it) => item(it, findings.meanings)), ...more);
    const same = [...panel.list.querySelectorAll('details')].find((it) => it.dataset.finding === focused);
    same?.firstElementChild.focus({ preventScroll: true });
    // On a phone it is one line unless somebody opens it; elsewhere it opens for an error.
    if (isNew) open(remembered().open ?? (n_errors > 0 && !narrow.matches));
    // Room for it below the text, so that it covers none.
    document.documentElement.style.setProperty('scroll-padding-bottom', '3rem');
    document.body.style.setProperty('margin-bottom', '3rem');
    document.documentElement.setAttribute('data-lectern-findings', String(n_errors + n_warnings));
  }

  // One request waits at the server until there is news. A hidden page has none: a browser opens six to a host.

  const pause = (ms) => new Promise((done) => setTimeout(done, ms));

  async function ask() {
    if (asking || document.hidden) return;
    const mine = new AbortController();
    asking = mine;
    while (asking === mine) {
      const query = new URLSearchParams({ page: location.pathname, shown, findings: listed });
      try {
        const answer = await fetch(`/_lectern/news?${query}`, { signal: mine.signal, cache: 'no-store' });
        if (answer.status === 200) {
          const news = await answer.json();
          list(news.findings, news.is_site);
          if (news.shown !== shown) {
            again(news.shown);
            await pause(1000);
          }
        } else if (answer.status !== 204) {
          await pause(1000);
        }
      } catch {
        // The server is gone, or this page is on its way.
        await pause(1000);
      }
    }
  }

  function rest() {
    asking?.abort();
    asking = null;
  }

  document.addEventListener('visibilitychange', () => (document.hidden ? rest() : ask()));
  addEventListener('pagehide', rest);
  addEventListener('pageshow', ask);
  addEventListener('load', () => requestAnimationFrame(back));
  ask();
})();
