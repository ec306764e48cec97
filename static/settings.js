// What a reader has set beyond the look of a page: which links they want, what they know, where they were. Asked for by
// reader.js once there is something of it. All of it stays in the reader's browser.
(function () {
  'use strict';
  const { prefix, choices, read, write } = window.lectern;
  const html = document.documentElement;
  const root = html.dataset.root;
  const byId = (id) => document.getElementById(id);
  const panel = byId('settings');
  const status = panel.querySelector('[role=status]');

  // An entry is a pair of id and title, a place an article's address and title with a paragraph's number. What is kept,
  // or comes from a file, may be anything.
  const isRow = (it, address, ...rest) =>
    Array.isArray(it) && it.length === 1 + rest.length && address.test(it[0]) && rest.every((type, at) => typeof it[at + 1] === type);
  const isEntry = (it) => isRow(it, /^(concepts|names)\/[^\s/\\?#]+$/, 'string');
  const isPlace = (it) => isRow(it, /^articles\/[^\s/\\?#]+\.html$/, 'string', 'number');
  const areEntries = (it) => Array.isArray(it) && it.every(isEntry);
  const isChoice = (name) => (it) => it === '' || choices[name].includes(it);
  const RIGHT = {
    lectern: (it) => it === 1,
    ...Object.fromEntries(Object.keys(choices).map((name) => [name, isChoice(name)])),
    known: areEntries,
    place: (it) => it === null || isPlace(it),
  };

  function parsed(text) {
    try {
      return JSON.parse(text);
    } catch {
      return undefined;
    }
  }
  function kept(name, otherwise) {
    const it = parsed(read(name));
    return RIGHT[name](it) ? it : otherwise;
  }
  const known = () => new Map(kept('known', []));
  const keep = (entries) => write('known', entries.size ? JSON.stringify([...entries]) : '');

  function know(id, title, isKnown) {
    const entries = known();
    if (isKnown) entries.set(id, title);
    else entries.delete(id);
    keep(entries);
    refresh();
  }

  /** A link without an address has no role and is no stop; its address waits beside it. */
  function hush(link, isQuiet) {
    for (const name of ['href', 'interestfor']) {
      const [from, to] = isQuiet ? [name, `data-${name}`] : [`data-${name}`, name];
      if (!link.hasAttribute(from)) continue;
      link.setAttribute(to, link.getAttribute(from));
      link.removeAttribute(from);
    }
  }

  function links(entries) {
    const [which, seen] = [html.dataset.links, new Set()];
    for (const it of document.querySelectorAll('a[data-entry]')) {
      const id = it.dataset.entry;
      it.classList.toggle('known', entries.has(id));
      // What stands beside the text is a list of its own.
      if (!it.closest('.prose') || it.closest('[data-aside]')) continue;
      hush(it, which === 'none' || (which === 'page' && seen.has(id)));
      seen.add(id);
    }
  }

  function list(entries) {
    const of = byId('known-entries');
    of.querySelector('summary span').textContent = entries.size;
    of.querySelector('ul').replaceChildren(...[...entries].map(([id, title]) => {
      const line = of.querySelector('template').content.cloneNode(true);
      Object.assign(line.querySelector('a'), { href: `${root}${id}.html`, textContent: title });
      line.querySelector('span').textContent = title;
      line.querySelector('button').addEventListener('click', () => {
        know(id, title, false);
        // The button that had the focus is gone.
        of.querySelector('summary').focus();
      });
      return line;
    }));
  }

  function resume(of) {
    const place = kept('place');
    of.classList.toggle('gone', !place);
    if (!place) return;
    const values = { title: place[1], n: place[2] };
    Object.assign(of.querySelector('a'), {
      href: `${root}${place[0]}#p${place[2]}`,
      textContent: of.dataset.text.replace(/\{(\w+)\}/g, (_, name) => values[name]),
    });
  }

  function refresh() {
    const entries = known();
    links(entries);
    list(entries);
    byId('mark-known')?.setAttribute('aria-pressed', entries.has(byId('mark-known').dataset.entry));
    if (byId('resume')) resume(byId('resume'));
  }

  byId('mark-known')?.addEventListener('click', ({ target }) => {
    know(target.dataset.entry, document.querySelector('h1').textContent, target.ariaPressed !== 'true');
  });
  panel.addEventListener('change', refresh);
  addEventListener('storage', (event) => { if (!event.key || event.key.startsWith(prefix)) refresh(); });
  addEventListener('pageshow', (event) => { if (event.persisted) refresh(); });

  byId('settings-save').addEventListener('click', ({ target }) => {
    const choice = Object.fromEntries(Object.keys(choices).map((name) => [name, html.dataset[name] ?? '']));
    const it = { lectern: 1, ...choice, known: [...known()], place: kept('place', null) };
    const link = document.createElement('a');
    link.href = URL.createObjectURL(new Blob([JSON.stringify(it, null, 1)], { type: 'application/json' }));
    link.download = target.dataset.file;
    link.click();
    URL.revokeObjectURL(link.href);
  });
  byId('settings-load').addEventListener('change', async ({ target }) => {
    const it = parsed(await target.files[0]?.text());
    const names = Object.keys(RIGHT);
    const isRight = it instanceof Object && Object.keys(it).length === names.length && names.every((name) => Object.hasOwn(it, name) && RIGHT[name](it[name]));
    if (isRight) {
      for (const name of Object.keys(choices)) write(name, it[name]);
      keep(new Map([...known(), ...it.known]));
      if (it.place) write('place', JSON.stringify(it.place));
      dispatchEvent(new StorageEvent('storage'));
    }
    status.textContent = isRight ? status.dataset.done : status.dataset.failed;
    target.value = '';
  });

  refresh();
})();
