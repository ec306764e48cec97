// What Lighthouse says of the reader on a phone: npm ci && node run.mjs LECTERN [FOLDER]
//
// LECTERN is the program. The reader of this repository is built for a server on this machine that packs and lets keep
// as GitHub Pages does, and the longest page of each kind is measured three times. FOLDER (`results`) gets what
// Lighthouse wrote; the table has the medians. The numbers depend on the machine, so that no test asks for them.
import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { launch } from 'chrome-launcher';
import lighthouse from 'lighthouse';
import { serve } from '../../tests/browser/server.mjs';
import { samples } from '../../tests/browser/site.mjs';

const KINDS = ['home', 'article', 'concept', 'concepts', 'name', 'dialogue', 'bibliography', 'map', 'search'];
const N_RUNS = 3;

// What a column shows of one result of Lighthouse.
const score = (category) => (it) => 100 * it.categories[category].score;
const audit = (name) => (it) => it.audits[name].numericValue;
const columns = {
  performance: { of: score('performance'), show: Math.round },
  accessibility: { of: score('accessibility'), show: Math.round },
  'best practices': { of: score('best-practices'), show: Math.round },
  SEO: { of: score('seo'), show: Math.round },
  'LCP, s': { of: audit('largest-contentful-paint'), show: (ms) => (ms / 1000).toFixed(2) },
  CLS: { of: audit('cumulative-layout-shift'), show: (shift) => shift.toFixed(4) },
  'TBT, ms': { of: audit('total-blocking-time'), show: Math.round },
  'KB sent': { of: audit('total-byte-weight'), show: (bytes) => (bytes / 1000).toFixed(1) },
};

const [program, folder = 'results'] = process.argv.slice(2);
if (!program) {
  console.error('usage: node run.mjs LECTERN [FOLDER]');
  process.exit(2);
}
const repository = fileURLToPath(new URL('../..', import.meta.url));
const work = mkdtempSync(join(tmpdir(), 'lectern-lighthouse-'));
mkdirSync(folder, { recursive: true });
const root = join(work, 'site');
const server = await serve(root, '/reader/', { encoding: 'gzip' });

/** What Lighthouse finds in a page, opened by a browser that has never seen the site. */
async function measure(url) {
  const chrome = await launch({
    chromePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
    // As root, and in many containers, Chromium's sandbox can't be had.
    chromeFlags: ['--headless=new', '--no-sandbox', '--disable-gpu', '--disable-quic', '--disable-dev-shm-usage'],
  });
  try {
    const { lhr } = await lighthouse(url, { port: chrome.port, output: 'json', logLevel: 'error' });
    if (lhr.runtimeError) throw new Error(`${url}: ${lhr.runtimeError.message}`);
    return lhr;
  } finally {
    chrome.kill();
  }
}

const median = (values) => values.sort((a, b) => a - b)[Math.floor(values.length / 2)];

try {
  execFileSync(resolve(program), ['build', '--quiet', '--root', repository, '--output-dir', root, '--base-url', server.home], { stdio: 'inherit' });
  const all = samples(root);
  const rows = [];
  const faults = new Set();
  for (const kind of KINDS) {
    const address = all.filter((it) => it.kind === kind).at(-1)?.address;
    if (!address) continue;
    const results = [];
    for (let run = 1; run <= N_RUNS; run += 1) {
      const result = await measure(server.home + address);
      writeFileSync(join(folder, `${kind}-${run}.json`), JSON.stringify(result, undefined, 1));
      results.push(result);
      for (const it of Object.values(result.audits)) {
        if (it.scoreDisplayMode === 'binary' && it.score < 0.9) faults.add(`${kind}: ${it.id}: ${it.title}`);
      }
    }
    rows.push([address, ...Object.values(columns).map(({ of, show }) => show(median(results.map(of))))]);
  }
  const line = (cells) => `| ${cells.join(' | ')} |`;
  console.log([line(['page', ...Object.keys(columns)]), line(['---', ...Object.keys(columns).map(() => '--:')]), ...rows.map(line)].join('\n'));
  if (faults.size) console.log(`\nAudits that fail:\n${[...faults].sort().join('\n')}`);
} finally {
  await server.close();
  rmSync(work, { recursive: true });
}
