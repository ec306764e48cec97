// Opens the search. What it looks through, and with what, is loaded when it is first wanted.
(function () {
  'use strict';
  const files = document.currentScript.dataset;
  const dialog = document.getElementById('search');
  if (!dialog) return;
  const root = document.documentElement.dataset.root;
  const isPage = document.documentElement.dataset.page === 'search';
  const field = document.getElementById('sq');
  let isLoaded = false;

  function load() {
    if (isLoaded) return;
    isLoaded = true;
    if (!isPage) {
      const style = document.createElement('link');
      style.rel = 'stylesheet';
      style.href = files.style;
      document.head.append(style);
    }
    // Entries have no hash, or each page would be another whenever one of them is; they are as new as the page, at least.
    const entries = `${root}search-entries.js?v=${Date.parse(document.lastModified)}`;
    // In this order; and on to what needs them all.
    for (const address of [files.engine, entries, files.panel]) {
      const script = document.createElement('script');
      script.src = address;
      script.async = false;
      document.head.append(script);
    }
  }

  function open() {
    load();
    if (isPage) return field.focus();
    // At once, dressed or not: what is typed next belongs in it.
    if (!dialog.open) dialog.showModal();
    field.select();
  }

  addEventListener('keydown', (event) => {
    const isTyping = event.target.closest?.('input:not([type=radio], [type=checkbox]), textarea, select, [contenteditable]');
    const isK = event.key?.toLowerCase() === 'k' && (event.ctrlKey || event.metaKey) && !event.altKey && !event.shiftKey;
    if (!isK && (event.key !== '/' || isTyping || document.documentElement.dataset.slash || event.ctrlKey || event.metaKey || event.altKey)) return;
    event.preventDefault();
    open();
  });
  document.getElementById('open-search')?.addEventListener('click', open);
  if (document.documentElement.dataset.page === 'missing') load();
  if (isPage) {
    field.addEventListener('focus', load);
    if (/[?&]q=./.test(location.search)) load();
  }
})();
