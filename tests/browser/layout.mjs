// Whether a page's text can be read as it is laid out: nothing is too wide, over another, cut off or gone.

/**
 * Runs in the page, as it stands in its window. `source` is the page's HTML as it was built. Returns faults, each once,
 * as `kind: elements`.
 */
export function layout(source) {
  const faults = new Set();
  const width = document.documentElement.clientWidth;

  const name = (it) => `${it.tagName.toLowerCase()}${[...it.classList].map((one) => `.${one}`).join('')}`;
  const place = (it) => (it.parentElement && it !== document.body ? `${name(it.parentElement)} > ${name(it)}` : name(it));

  // What is never read on paper or screen, what waits to be opened, what only a script shows, and rails, whose words
  // the text beside them has too.
  const apart = 'script, style, noscript, template, title, desc, [hidden], [popover], dialog:not([open]), details:not([open]) > :not(summary), .js-only, .rail';

  /** What an element is cut off by: its parent, but of one that is positioned only what is positioned too. */
  function container(it) {
    const { position } = getComputedStyle(it);
    if (position === 'fixed') return document.body;
    let outer = it.parentElement;
    while (position === 'absolute' && outer && getComputedStyle(outer).position === 'static') outer = outer.parentElement;
    return outer;
  }

  /** The part of the page that an element's ancestors leave to be seen, however far one scrolls the page. */
  const views = new Map();
  function view(it) {
    if (!it || it === document.body || it === document.documentElement) return { left: -Infinity, top: -Infinity, right: Infinity, bottom: Infinity };
    if (!views.has(it)) {
      const outer = view(container(it));
      const { overflowX, overflowY, display } = getComputedStyle(it);
      const box = it.getBoundingClientRect();
      const cuts = display !== 'inline' && display !== 'contents';
      const [x, y] = [cuts && overflowX !== 'visible', cuts && overflowY !== 'visible'];
      views.set(it, {
        left: x ? Math.max(outer.left, box.left) : outer.left,
        right: x ? Math.min(outer.right, box.right) : outer.right,
        top: y ? Math.max(outer.top, box.top) : outer.top,
        bottom: y ? Math.min(outer.bottom, box.bottom) : outer.bottom,
      });
    }
    return views.get(it);
  }
  const cut = (box, by) => ({
    left: Math.max(box.left, by.left), right: Math.min(box.right, by.right), top: Math.max(box.top, by.top), bottom: Math.min(box.bottom, by.bottom),
  });

  const isHidden = (it) => it.closest('.vh, .skip') !== null || !it.checkVisibility({ opacityProperty: true, visibilityProperty: true });

  // Lines of text, each as the band that its small letters fill: lines set close share the space of their accents.
  const boxes = [];
  let shown = '';
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const owner = node.parentElement;
    if (!node.data.trim() || owner.closest(apart)) continue;
    const range = document.createRange();
    range.selectNodeContents(node);
    const lines = [...range.getClientRects()].filter((it) => it.width > 0 && it.height > 0);
    const isVisuallyHidden = owner.closest('.vh, .skip') !== null;
    if (isVisuallyHidden || (lines.length > 0 && !isHidden(owner))) shown += node.data;
    if (isVisuallyHidden || isHidden(owner)) continue;
    for (const line of lines) {
      const band = line.height / 4;
      const box = cut({ left: line.left, right: line.right, top: line.top + band, bottom: line.bottom - band }, view(owner));
      if (box.right <= box.left || box.bottom <= box.top) continue;
      boxes.push({ ...box, node, owner });
      if (box.left < -1 || box.right > width + 1) faults.add(`outside: ${place(owner)}`);
    }
  }

  // Boxes that have a ground or an edge of their own: no line of other text may run into them.
  for (const it of document.querySelectorAll('.sn, [role=note], nav, aside, pre, table, img, svg, input, button, select')) {
    if (it.closest(apart) || isHidden(it)) continue;
    const box = it.getBoundingClientRect();
    if (box.width > 0 && box.height > 0) boxes.push({ ...cut(box, view(it)), owner: it });
  }

  boxes.sort((a, b) => a.top - b.top);
  boxes.forEach((a, at) => {
    for (let next = at + 1; next < boxes.length && boxes[next].top < a.bottom - 2; next += 1) {
      const b = boxes[next];
      if (Math.min(a.right, b.right) - Math.max(a.left, b.left) <= 2 || Math.min(a.bottom, b.bottom) - b.top <= 2) continue;
      if (a.node && a.node === b.node) continue;
      const [inA, inB] = [a.owner.contains(b.owner), b.owner.contains(a.owner)];
      // Text beside its own child is compared, as both are lines; a box is not compared with what it holds.
      if ((!a.node && inA) || (!b.node && inB)) continue;
      faults.add(`over one another: ${[place(a.owner), place(b.owner)].sort().join(' and ')}`);
    }
  });

  for (const it of document.body.querySelectorAll('*')) {
    if (it.closest(apart) || isHidden(it) || it.clientWidth <= 1) continue;
    const { overflowX, overflowY } = getComputedStyle(it);
    const cuts = (overflow) => overflow === 'hidden' || overflow === 'clip';
    if (cuts(overflowX) && it.scrollWidth > it.clientWidth + 1) faults.add(`cut off at the side: ${place(it)}`);
    // What is meant to be moved sideways is code, a table, or says so to the keyboard.
    if (/auto|scroll/.test(overflowX) && !it.matches('pre, .table, [tabindex]') && it.scrollWidth > it.clientWidth + 1) {
      faults.add(`to be moved sideways: ${place(it)}`);
    }
    if (cuts(overflowY) && it.scrollHeight > it.clientHeight + 1) faults.add(`cut off below: ${place(it)}`);
  }

  const excess = document.documentElement.scrollWidth - width;
  if (excess > 0) {
    const causes = [...document.body.querySelectorAll('*')].filter((it) => {
      const box = it.getBoundingClientRect();
      return box.width > 0 && (box.right > width + 0.5 || box.left < -0.5) && view(container(it)).right === Infinity;
    });
    // The innermost reach beyond by themselves, the others because of them.
    const inner = causes.filter((it) => !causes.some((other) => other !== it && it.contains(other)));
    for (const it of inner.length ? inner : [document.body]) faults.add(`too wide: ${place(it)}`);
  }

  const whole = new DOMParser().parseFromString(source, 'text/html');
  for (const it of whole.querySelectorAll(apart)) it.remove();
  const plain = (text) => text.replace(/\s+/g, '');
  const [expected, seen] = [plain(whole.body.textContent), plain(shown)];
  if (expected !== seen) {
    let at = 0;
    while (at < expected.length && expected[at] === seen[at]) at += 1;
    faults.add(`gone: “${expected.slice(at, at + 40)}”`);
  }
  return [...faults];
}
