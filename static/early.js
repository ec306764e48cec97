// Runs before the page is painted: what a reader has set must never be seen to change.
(function () {
  'use strict';
  const html = document.documentElement;
  html.classList.add('js');

  // Two readers on one host are told apart by where they stand.
  const prefix = `lectern ${new URL(html.dataset.root || '.', document.baseURI).pathname} `;
  const choices = { theme: ['light', 'dark'], size: ['small', 'large', 'larger'], links: ['page', 'none'], slash: ['off'] };
  // What is set on this page where the browser keeps nothing.
  const unkept = new Map();

  /** What is kept under `name`; empty where nothing is. */
  function read(name) {
    try {
      return localStorage.getItem(prefix + name) ?? '';
    } catch {
      return unkept.get(name) ?? '';
    }
  }

  function write(name, text) {
    unkept.set(name, text);
    try {
      if (text) localStorage.setItem(prefix + name, text);
      else localStorage.removeItem(prefix + name);
    } catch {
      // The browser keeps nothing: what is set holds for this page.
    }
  }

  /** Shows what is set: as `data-theme` and so on, which are absent for what is usual. */
  function apply() {
    for (const [name, values] of Object.entries(choices)) {
      const value = read(name);
      if (values.includes(value)) html.dataset[name] = value;
      else delete html.dataset[name];
    }
    const theme = html.dataset.theme;
    document.querySelectorAll('meta[name=theme-color]').forEach((it, at) => {
      const scheme = at ? 'dark' : 'light';
      it.media = !theme ? `(prefers-color-scheme: ${scheme})` : theme === scheme ? 'all' : 'not all';
    });
  }

  window.lectern = { prefix, choices, read, write, apply };
  apply();
})();
