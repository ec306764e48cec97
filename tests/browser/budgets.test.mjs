// How much a reader loads, as a host sends it (gzip). Sizes are in bytes; 1 KB is 1,000.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { files, kind, pages, site } from './site.mjs';

const packed = (address) => gzipSync(readFileSync(join(site(), address)), { level: 6 }).length;
const total = (suffix) => files(site()).filter((address) => address.endsWith(suffix));
const over = (addresses, limit) => addresses.map((it) => [it, packed(it)]).filter(([, size]) => size > limit);

test('a concept’s page is at most 14 KB, and half of them at most 8', () => {
  const concepts = pages(site()).filter((address) => kind(address) === 'concept');
  assert.deepEqual(over(concepts, 14_000), []);
  const sizes = concepts.map(packed).sort((a, b) => a - b);
  const median = sizes[Math.floor(sizes.length / 2)];
  assert.ok(median <= 8_000, `the median is ${median}`);
});

// 12 KB is the goal. The longer summary mentions 120 entries: its text with all links takes 7.5 KB, their previews 6,
// and the lists of what it mentions the rest.
test('an article’s page is at most 22 KB', () => {
  assert.deepEqual(over(pages(site()).filter((address) => kind(address) === 'article'), 22_000), []);
});

test('styles are at most 6 KB, scripts 5 before search, the faces 42', () => {
  const sum = (addresses, size) => addresses.map(size).reduce((a, b) => a + b, 0);
  const first = total('.js').filter((address) => !/search/.test(address));
  assert.ok(sum(total('.css').filter((address) => !/map/.test(address)), packed) <= 6_000, 'styles');
  assert.ok(sum(first, packed) <= 5_000, 'scripts');
  assert.ok(sum(total('.woff2'), (address) => statSync(join(site(), address)).size) <= 42_000, 'faces');
});

test('the search is at most 1 KB on every page; on demand entries 15, full text 150, engine and box 8 each', () => {
  const limits = { 'search.js': 1_000, 'search-entries.js': 15_000, 'search-text.js': 150_000, 'vendor/minisearch.js': 8_000, 'search-box.js': 8_000 };
  for (const [address, limit] of Object.entries(limits)) assert.ok(packed(address) <= limit, `${address}: ${packed(address)}`);
});

test('the whole site is at most 6 MB', () => {
  const bytes = files(site()).reduce((sum, address) => sum + statSync(join(site(), address)).size, 0);
  assert.ok(bytes <= 6_000_000, `${bytes} bytes`);
});
