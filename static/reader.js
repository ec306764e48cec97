// What a script adds to a page that is whole without it. Classic, because modules don't load from a disk. It has no
// words of its own: they stand in the page, in the page's language.
(function () {
  'use strict';
  const { prefix, choices, read, write, apply } = window.lectern;
  const html = document.documentElement;
  const byId = (id) => document.getElementById(id);
  const all = (selector, within = document) => [...within.querySelectorAll(selector)];

  // Previews, where the browser knows no interest in links: the same delays, in ms, and the same ways to close.

  function previews() {
    const [IN, NEXT, OUT] = [500, 100, 300];
    let link, preview, opening, closing, isHeld;
    const linkAt = (target) => target.closest?.('[interestfor]');
    const crosses = (it, event) => it?.contains(event.target) && !it.contains(event.relatedTarget);

    /** Below the line of the link that is pointed at, or above it, and within the window. */
    function place(y) {
      const lines = [...link.getClientRects()];
      const line = lines.find((it) => it.top <= y && y <= it.bottom) ?? lines.at(-1);
      const { width, height } = preview.getBoundingClientRect();
      const [gap, across, down] = [6, html.clientWidth, html.clientHeight];
      const [above, below] = [line.top - gap - height, line.bottom + gap];
      const top = below + height <= down ? below : above >= 0 ? above : Math.max(0, down - height);
      const start = document.dir === 'rtl' ? line.right - width : line.left;
      preview.style.left = `${scrollX + Math.max(gap, Math.min(start, across - width - gap))}px`;
      preview.style.top = `${scrollY + top}px`;
    }
    function open(it, y) {
      close();
      preview = byId(it.getAttribute('interestfor'));
      if (!preview || !it.isConnected) return;
      link = it;
      preview.classList.add('open');
      preview.showPopover?.();
      link.setAttribute('aria-describedby', preview.id);
      place(y);
    }
    function close() {
      clearTimeout(opening);
      clearTimeout(closing);
      if (!link) return;
      link.removeAttribute('aria-describedby');
      link = undefined;
      preview.classList.remove('open');
      preview.hidePopover?.();
    }
    function enter(it, y) {
      clearTimeout(opening);
      if (it === link) clearTimeout(closing);
      else opening = setTimeout(open, link ? NEXT : IN, it, y);
    }
    function leave() {
      clearTimeout(opening);
      clearTimeout(closing);
      closing = setTimeout(() => {
        if (link && !link.matches(':hover, :focus-visible') && !preview.matches(':hover')) close();
      }, OUT);
    }

    document.addEventListener('pointerover', (event) => {
      if (event.pointerType === 'touch') return;
      const it = linkAt(event.target);
      if (crosses(it, event)) enter(it, event.clientY);
    });
    document.addEventListener('pointerout', (event) => {
      if (event.pointerType === 'touch') return;
      if (crosses(linkAt(event.target), event) || (link && crosses(preview, event))) leave();
    });
    document.addEventListener('focusin', (event) => {
      const it = linkAt(event.target);
      if (it?.matches(':focus-visible')) enter(it);
    });
    document.addEventListener('focusout', leave);
    document.addEventListener('keydown', (event) => { if (event.key === 'Escape') close(); });
    // The browser closes one of several popovers by itself.
    document.addEventListener('beforetoggle', (event) => {
      if (event.target === preview && event.newState === 'closed') close();
    }, true);

    // A long press shows a preview; the click that ends it isn't meant for the link. A tap stays a tap.
    document.addEventListener('pointerdown', (event) => {
      isHeld = false;
      if (link && !preview.contains(event.target)) close();
      const it = event.pointerType === 'touch' && linkAt(event.target);
      if (it) opening = setTimeout(() => { open(it, event.clientY); isHeld = true; }, IN);
    });
    for (const end of ['pointerup', 'pointercancel']) {
      document.addEventListener(end, (event) => { if (event.pointerType === 'touch') clearTimeout(opening); });
    }
    document.addEventListener('click', (event) => {
      if (isHeld) event.preventDefault();
      isHeld = false;
    }, true);
  }
  if (!('interestForElement' in HTMLAnchorElement.prototype)) previews();

  // Words as they are looked for, here and in the search: small, without marks.

  // Marks of Latin, Greek, Cyrillic, Hebrew and Arabic; in other scripts they are letters.
  const MARKS = /[\u0300-\u036f\u0483-\u0487\u0591-\u05c7\u0610-\u061a\u0640\u064b-\u065f\u0670\u06d6-\u06dc\u06df-\u06e8\u06ea-\u06ed]/g;
  // Letters that no normal form takes apart.
  const LETTERS = { æ: 'ae', œ: 'oe', ß: 'ss', ø: 'o', ł: 'l', đ: 'd', ð: 'd', þ: 'th', ı: 'i', ħ: 'h' };
  const fold = (text) => text.toLowerCase().normalize('NFKD').replace(MARKS, '').normalize('NFC')
    .replace(/[æœßøłđðþıħ]/g, (letter) => LETTERS[letter]);
  window.lectern.fold = fold;

  // The filter of an index, by title and further labels.

  function filter(input) {
    const status = byId('az-count');
    let letters;
    const index = (it) => ({
      it,
      to: document.querySelector(`.letters a[href="#${it.getAttribute('aria-labelledby')}"]`),
      lines: all('.az > li', it).map((line) => ({ line, text: fold(`${line.querySelector('a').textContent} ${line.dataset.also ?? ''}`) })),
    });
    function prepare() {
      letters ??= all('.letter').map(index);
      // What isn't near the window needn't be laid out while somebody types.
      for (const { it } of letters) it.classList.add('narrowed');
    }
    function show() {
      const terms = fold(input.value).split(/\s+/).filter(Boolean);
      let n = 0;
      prepare();
      for (const { it, to, lines } of letters) {
        let isEmpty = true;
        for (const { line, text } of lines) {
          const isShown = terms.every((term) => text.includes(term));
          if (line.hidden === isShown) line.hidden = !isShown;
          if (isShown) { isEmpty = false; n += 1; }
        }
        it.hidden = isEmpty;
        to?.classList.toggle('gone', isEmpty);
      }
      status.textContent = terms.length ? status.dataset.count.replace('{n}', n) : '';
    }
    input.addEventListener('focus', prepare, { once: true });
    input.addEventListener('input', show);
    input.addEventListener('keydown', (event) => {
      if (event.key === 'Escape' && input.value) { input.value = ''; show(); event.preventDefault(); }
    });
    // A browser that comes back to the page may have kept what was typed.
    addEventListener('pageshow', () => { if (input.value) show(); });
  }
  if (byId('az-filter')) filter(byId('az-filter'));

  // How to cite the page, to the clipboard.

  byId('copy-citation')?.addEventListener('click', async (event) => {
    const section = event.target.closest('section');
    const [text, status] = [section.querySelector('p'), section.querySelector('[role=status]')];
    let isCopied = true;
    try {
      await navigator.clipboard.writeText(text.textContent);
    } catch {
      // Not every page may write there. What is selected can be copied, by the browser or by hand.
      getSelection().selectAllChildren(text);
      isCopied = document.execCommand('copy');
    }
    status.textContent = isCopied ? status.dataset.done : status.dataset.failed;
  });

  // What a reader sets. What needs more than a stylesheet is in a file of its own, which most pages don't ask for.

  function show() {
    apply();
    for (const name of Object.keys(choices)) {
      for (const it of all(`#settings [name=${name}]`)) it.checked = it.value === (html.dataset[name] ?? '');
    }
  }
  function load() {
    const script = document.createElement('script');
    script.src = byId('settings').dataset.script;
    document.head.append(script);
  }
  if (byId('settings')) {
    byId('settings').addEventListener('change', ({ target }) => {
      if (!Object.hasOwn(choices, target.name)) return;
      write(target.name, target.value);
      apply();
    });
    addEventListener('storage', (event) => { if (!event.key || event.key.startsWith(prefix)) show(); });
    addEventListener('pageshow', (event) => { if (event.persisted) show(); });
    show();
    if (['known', 'links'].some(read) || (byId('resume') && read('place'))) load();
    else byId('settings').addEventListener('beforetoggle', load, { once: true });
  }

  // The paragraph at the head of the window is where the reader was.
  addEventListener('visibilitychange', () => {
    if (html.dataset.page !== 'article' || !document.hidden) return;
    const last = all('p.num').filter((it) => it.getBoundingClientRect().top <= innerHeight / 5).at(-1);
    const address = location.pathname.split('/').slice(-2).join('/');
    if (last) write('place', JSON.stringify([address, document.querySelector('h1').textContent, Number(last.id.slice(1))]));
  });
})();
