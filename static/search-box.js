// What is searched for, how it is ranked, and how it is shown: in the box on every page, or on the page of results.
//
// Entries are few and are looked through one by one: title before other forms, the whole before a beginning, both before
// a word with one wrong letter. The text of the pages is in an index (MiniSearch, BM25+), made a little at a time. What
// is found is shown as text, never as markup.
(function () {
  'use strict';
  const { documentElement: html } = document;
  const isPage = html.dataset.page === 'search';
  const box = document.getElementById('search');
  const field = document.getElementById('sq');
  const list = document.getElementById(isPage ? 'found' : 'search-list');
  const status = document.getElementById(isPage ? 'found-count' : 'search-count');
  const all = document.getElementById('search-all');
  const { MiniSearch, lecternSearch: records, lectern: { fold } } = self;
  const say = box.dataset;

  /* Words */

  const WORD = /[\p{L}\p{N}][\p{L}\p{M}\p{N}]*/gu;
  // Written without spaces: every two neighbours are a word.
  const PAIRED = /[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}ー]+|[^\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}ー]+/gu;
  const isPaired = /[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}]/u;
  const isEnglish = /^en\b/i.test(html.lang);
  // No query and no phrase says more than this.
  const LONGEST = 400;
  const MOST_WORDS = 32;

  const exact = (word) => word.toLowerCase().normalize('NFC');
  // "Alliances" finds "alliance", and the other way round.
  const singular = (word) => (isEnglish && word.length > 3 ? word.replace(/ies$/, 'y').replace(/(?<![sui])s$/, '') : word);

  /** The words of a text with their places. */
  function spots(text) {
    const out = [];
    for (const { 0: word, index } of text.matchAll(WORD)) {
      if (/^s$/i.test(word) && /['’]/.test(text[index - 1])) continue;
      if (!isPaired.test(word)) {
        out.push({ word, start: index, end: index + word.length });
        continue;
      }
      for (const { 0: part, index: inside } of word.matchAll(PAIRED)) {
        const letters = isPaired.test(part) ? [...part] : [part];
        let start = index + inside;
        for (const [n, letter] of letters.entries()) {
          const pair = letter + (letters[n + 1] ?? '');
          if (n === 0 || n + 1 < letters.length) out.push({ word: pair, start, end: start + pair.length });
          start += letter.length;
        }
      }
    }
    return out;
  }

  const cut = (text) => spots(text).map((it) => it.word);
  const keys = new Map();
  /** The folded word, and where it has marks the word with them: whoever types them finds those first. */
  function terms(word) {
    let found = keys.get(word);
    if (!found) {
      const folded = fold(word);
      const marked = exact(word);
      found = folded === marked ? [singular(folded)] : [singular(folded), marked];
      keys.set(word, found);
    }
    return found;
  }
  const key = (word) => terms(word)[0];
  /** A text as its words with a space between and around them: one lies in another where its words do. */
  const flat = (text) => ` ${cut(text).map(fold).join(' ')} `;

  /** Whether two words differ by one letter: another, one more, one less, or two that changed places. */
  function isNear(one, other) {
    if (Math.abs(one.length - other.length) > 1 || Math.min(one.length, other.length) < 4) return false;
    let start = 0;
    while (start < one.length && one[start] === other[start]) start += 1;
    const same = (a, b) => one.slice(start + a) === other.slice(start + b);
    return same(1, 1) || same(1, 0) || same(0, 1)
      || (one[start] === other[start + 1] && one[start + 1] === other[start] && same(2, 2));
  }

  /** What somebody typed: its words, and the phrases in marks. */
  function query(typed) {
    const text = typed.slice(0, LONGEST);
    const phrases = [...text.matchAll(/["“”„«»]([^"“”„«»]+)["“”„«»]/g)].map((it) => flat(it[1])).filter((it) => it.trim());
    const words = cut(text).slice(0, MOST_WORDS);
    return { words, keys: words.map(key), phrases, isEnded: /[\s"“”»?!.,;:]$/.test(text) };
  }

  /* Entries */

  const KINDS = ['concept', 'name', 'article', 'page'];
  const entries = (records?.entries?.entries ?? []).flatMap(([kind, folder, all, summaries]) => all.map(([title, slug, ...forms], n) => ({
    kind, title, forms, address: `${folder}${slug}.html`, summary: summaries[n], labels: [title, ...forms].map((label) => cut(label).map(key)),
  })));
  /** The words of labels say what a question is about. */
  const labelled = new Set(entries.flatMap((it) => it.labels.flat()));
  /** Every word of the index: one that isn't there may be misspelt. */
  const known = new Set(labelled);

  /** How a word of a label answers one of a query: 0 it is it, 1 it begins with it, 2 it is near it, 9 it doesn't. */
  function answers(label, word, mayBegin) {
    if (label === word) return 0;
    if (mayBegin && label.startsWith(word)) return 1;
    return !known.has(word) && isNear(label, word) ? 2 : 9;
  }

  /** How well a label answers a query, the less the better: whole, named in it, its beginning, its words; near ones last. */
  function fit(label, asked) {
    const words = asked.keys;
    const last = asked.isEnded ? -1 : words.length - 1;
    const at = (from, n) => answers(label[from], words[n], n === last);
    const worst = (list) => Math.max(...list);
    const near = (cost) => (cost === 2 ? 10 : 0);
    if (!label.length || !words.length) return 99;
    if (label.length < words.length) {
      let best = 99;
      for (let n = 0; n + label.length <= words.length; n += 1) {
        const cost = worst(label.map((_, from) => at(from, n + from)));
        // A beginning in a question is no name.
        if (cost !== 1 && cost < 9) best = Math.min(best, 2 + near(cost));
      }
      return best;
    }
    const start = worst(words.map((_, n) => at(n, n)));
    if (start < 9) return (label.length === words.length && start !== 1 ? 0 : 4) + near(start);
    const inside = worst(words.map((_, n) => Math.min(...label.map((_, from) => at(from, n)))));
    return inside < 9 ? 6 + near(inside) : 99;
  }

  function foundEntries(asked) {
    const found = [];
    for (const entry of entries) {
      const fits = entry.labels.map((label, n) => fit(label, asked) + (n > 0 ? 1 : 0));
      const rank = Math.min(...fits);
      const label = entry.labels[fits.indexOf(rank)];
      if (rank < 90 && asked.phrases.every((phrase) => [entry.title, ...entry.forms].some((it) => flat(it).includes(phrase)))) {
        found.push({ ...entry, rank, n_words: label.length });
      }
    }
    found.sort((a, b) => a.rank - b.rank || b.n_words - a.n_words);
    // Where a question only names entries, it asks for more than them.
    const isNamed = found.length > 0 && found.every(({ rank }) => [2, 3, 12, 13].includes(rank));
    return isNamed && passages.length ? found.slice(0, MOST_NAMED) : found;
  }
  const MOST_NAMED = 2;

  /* Passages */

  let passages = [];
  const index = MiniSearch && new MiniSearch({
    fields: ['text', 'head', 'by'],
    tokenize: cut,
    processTerm: (word) => {
      const found = terms(word);
      for (const term of found) known.add(term);
      return found;
    },
    searchOptions: {
      processTerm: terms,
      boost: { text: 1, head: 0.5, by: 0.5 },
      weights: { prefix: 0.4, fuzzy: 0.4 },
      // The paragraphs that readers cite.
      boostTerm: (term) => (labelled.has(term) ? 3 : 1),
      boostDocument: (id) => (/^p\d/.test(passages[id].place) ? 1.3 : 1),
      prefix: (term, n, words) => n === words.length - 1 && (term.length > 2 || isPaired.test(term)),
      // Two letters that changed places are two mistakes to the index.
      fuzzy: (term) => term.length > 3 && !known.has(term) && (term.length > 7 ? 2 : 1),
    },
  });

  /** Every paragraph with its page and heading, and every summary. */
  function texts() {
    const out = [];
    const push = (it) => out.push({ id: out.length, ...it });
    const summaries = new Map(entries.map((it) => [it.address, it.summary]));
    for (const [address, title, by, pieces] of self.lecternSearch.text ?? []) {
      const summary = summaries.get(address);
      if (summary) push({ address, title, place: '', text: summary, head: title, by, isSummary: true });
      summaries.delete(address);
      let head = '';
      let who = by;
      for (const [n, [place, text, authors]] of pieces.entries()) {
        if (authors !== undefined) {
          head = text;
          who = by || authors;
          // A heading is found with each paragraph below it; by itself only where there is none.
          if (pieces[n + 1]?.length === 2) continue;
        }
        push({ address, title, place, heading: head, text, head: `${title} ${head}`, by: who });
      }
    }
    for (const { address, title, summary } of entries) {
      if (summary && summaries.has(address)) push({ address, title, place: '', text: summary, head: title, by: '', isSummary: true });
    }
    return out;
  }

  /** Makes the index, a few passages at a time, so that no key waits for it. */
  async function make() {
    const all = texts();
    await index.addAllAsync(all, { chunkSize: 20 });
    passages = all;
    html.dataset.search = 'whole';
    update();
  }

  function foundPassages(asked) {
    if (!passages.length || !asked.words.length) return [];
    const typed = asked.words.join(' ');
    const options = { combineWith: asked.phrases.length ? 'AND' : 'OR' };
    if (asked.isEnded) options.prefix = false;
    if (asked.phrases.length) options.filter = ({ id }) => asked.phrases.every((phrase) => flat(passages[id].text).includes(phrase));
    return index.search(typed, options).map(({ id, match }) => ({ ...passages[id], kind: 'text', match: new Set(Object.keys(match)) }));
  }

  /* What is shown */

  const LIMITS = isPage ? { entries: 50, passages: 100, ofOnePage: 10 } : { entries: 5, passages: 8, ofOnePage: 2 };
  const EXCERPT = 180;

  /** Some of the passages: of one page not too many. */
  function spread(found) {
    const seen = new Map();
    return found.filter(({ address }) => {
      seen.set(address, (seen.get(address) ?? 0) + 1);
      return seen.get(address) <= LIMITS.ofOnePage;
    }).slice(0, LIMITS.passages);
  }

  /** The text as nodes, with the words that `isFound` marked. */
  function marked(text, isFound) {
    const out = document.createDocumentFragment();
    let at = 0;
    for (const { word, start, end } of spots(text)) {
      if (start < at || !terms(word).some(isFound)) continue;
      const mark = document.createElement('mark');
      mark.textContent = text.slice(start, end);
      out.append(text.slice(at, start), mark);
      at = end;
    }
    out.append(text.slice(at));
    return out;
  }

  /** The stretch of the text with the most of what was found. */
  function excerpt(text, isFound) {
    if (text.length <= EXCERPT * 1.5) return text;
    const hits = spots(text).filter(({ word }) => terms(word).some(isFound));
    let [best, most] = [0, 0];
    for (const { start } of hits) {
      const n_hits = hits.filter((it) => start <= it.start && it.end <= start + EXCERPT).length;
      if (n_hits > most) [best, most] = [start, n_hits];
    }
    const from = best < EXCERPT / 2 ? 0 : text.lastIndexOf(' ', best - EXCERPT / 4) + 1;
    const to = text.length <= from + EXCERPT * 1.5 ? text.length : text.lastIndexOf(' ', from + EXCERPT * 1.5);
    return `${from ? '… ' : ''}${text.slice(from, to > from ? to : from + EXCERPT * 1.5)}${to < text.length ? ' …' : ''}`;
  }

  function hit(it, asked) {
    const link = document.createElement('a');
    link.href = `${html.dataset.root}${it.address}${it.place ? `#${it.place}` : ''}`;
    const last = asked.keys.at(-1);
    const isFound = it.match
      ? (term) => it.match.has(term)
      : (term) => asked.keys.some((word) => answers(term, word, word === last && !asked.isEnded) < 9);
    const head = document.createElement('b');
    const number = /^p(\d+)$/.exec(it.place ?? '');
    if (it.kind === 'text') {
      const place = number ? `${say.mark}\u00a0${number[1]}` : it.heading === it.text ? '' : it.heading;
      head.append(it.title, place ? ` · ${place}` : '');
    } else {
      head.append(marked(it.title, isFound));
    }
    const text = document.createElement('span');
    text.append(marked(excerpt(it.text ?? it.summary, isFound), isFound));
    link.append(head, ' ', text);
    return link;
  }

  /** The groups of what was found, best group first: entries, or passages where no entry's label was asked for. */
  function groups(asked) {
    const found = foundEntries(asked);
    const shown = new Set(found.map(({ address }) => address));
    // An entry's summary stands with the entry, and leads to the rest of its page: others' come first.
    const texts = foundPassages(asked).filter((it) => !it.isSummary || !shown.has(it.address));
    texts.sort((a, b) => shown.has(a.address) - shown.has(b.address));
    const kinds = KINDS.map((kind) => ({ kind, hits: found.filter((it) => it.kind === kind).slice(0, LIMITS.entries) }));
    kinds.sort((a, b) => (a.hits[0]?.rank ?? 99) - (b.hits[0]?.rank ?? 99));
    return [...kinds, { kind: 'text', hits: spread(texts) }].filter(({ hits }) => hits.length);
  }

  function count(n) {
    if (!records?.entries || !index) return say.failed;
    return n ? (n === 1 ? say.one : say.other).replace('{n}', n) : say.none;
  }

  function update() {
    const asked = query(field.value);
    const found = asked.words.length ? groups(asked) : [];
    const options = [];
    list.replaceChildren(...found.map(({ kind, hits }) => {
      const links = hits.map((it) => hit(it, asked));
      options.push(...links);
      return isPage ? section(kind, links) : group(kind, links, options.length - links.length);
    }));
    status.textContent = field.value.trim() ? count(options.length) : '';
    if (isPage) return;
    field.ariaExpanded = String(options.length > 0);
    all.search = `?q=${encodeURIComponent(field.value)}`;
    select(options[0]);
  }

  /** A kind of results on the page of results. */
  function section(kind, links) {
    const out = document.createElement('section');
    const head = document.createElement('h2');
    head.textContent = say[kind];
    out.append(head, ...links.map((link) => {
      const line = document.createElement('p');
      line.append(link);
      return line;
    }));
    return out;
  }

  /** A kind of results in the box; its first is the `n`th of all. */
  function group(kind, links, n) {
    const line = document.createElement('li');
    const out = document.createElement('div');
    const head = document.createElement('span');
    line.role = 'none';
    out.role = 'group';
    out.ariaLabel = say[kind];
    head.ariaHidden = 'true';
    head.textContent = say[kind];
    for (const [place, link] of links.entries()) {
      link.role = 'option';
      link.id = `s${n + place + 1}`;
      link.tabIndex = -1;
      link.ariaSelected = 'false';
    }
    out.append(head, ...links);
    line.append(out);
    return line;
  }

  /* The box */

  const options = () => [...list.querySelectorAll('[role=option]')];
  const selected = () => list.querySelector('[aria-selected=true]');

  function select(option) {
    const before = selected();
    if (before) before.ariaSelected = 'false';
    field.setAttribute('aria-activedescendant', option?.id ?? '');
    if (!option) return;
    option.ariaSelected = 'true';
    option.scrollIntoView({ block: 'nearest' });
  }

  function press(event) {
    const every = options();
    const at = every.indexOf(selected());
    const n = every.length;
    const to = { ArrowDown: (at + 1) % n, ArrowUp: (at + n - 1) % n, Home: 0, End: n - 1 }[event.key];
    if (event.key === 'Enter' && !event.isComposing) {
      event.preventDefault();
      (every[at] ?? all).click();
    } else if (n && to !== undefined) {
      event.preventDefault();
      select(every[to]);
    }
  }

  /* The page that isn't there */

  function decoded(part) {
    try {
      return decodeURIComponent(part);
    } catch {
      return '';
    }
  }

  /** Entries that are labelled with the most words of an address's last part, at most five. */
  function nearest() {
    const part = location.pathname.split('/').filter(Boolean).at(-1) ?? '';
    const asked = query(decoded(part).replace(/\.html?$/, '').replace(/[-_+.]/g, ' '));
    const n_said = (label) => asked.keys.filter((word) => label.some((it) => answers(it, word, false) < 9)).length;
    // Of labels with as many of the words the shorter is nearer.
    const rank = ({ labels }) => Math.max(...labels.map((label) => (n_said(label) ? n_said(label) - label.length / 100 : 0)));
    const ranked = entries.map((entry) => ({ entry, rank: rank(entry) })).filter((it) => it.rank > 0);
    return ranked.sort((a, b) => b.rank - a.rank).slice(0, 5).map((it) => it.entry);
  }

  function suggest(near) {
    const lines = nearest().map((entry) => {
      const line = document.createElement('li');
      const link = document.createElement('a');
      link.href = `${html.dataset.root}${entry.address}`;
      link.textContent = entry.title;
      line.append(link);
      return line;
    });
    near.querySelector('ul').replaceChildren(...lines);
    near.hidden = !lines.length;
  }

  field.addEventListener('input', update);
  if (isPage) {
    field.value = new URLSearchParams(location.search).get('q') ?? '';
    field.addEventListener('input', () => history.replaceState(null, '', `?q=${encodeURIComponent(field.value)}`));
    field.form.addEventListener('submit', (event) => event.preventDefault());
  } else {
    field.addEventListener('keydown', press);
    list.addEventListener('click', (event) => {
      if (event.target.closest('a')) box.close();
    });
  }
  update();
  const near = html.dataset.page === 'missing' && document.getElementById('near');
  if (near) suggest(near);
  // What is only suggested needs no text.
  if (near && !box.open) field.addEventListener('focus', loadText, { once: true });
  else loadText();

  function loadText() {
    if (!records?.entries || !index) return;
    const script = document.createElement('script');
    script.onload = make;
    script.onerror = make;
    script.src = `${html.dataset.root}${records.entries.text}`;
    if (records.entries.text) document.head.append(script);
    else make();
  }
})();
