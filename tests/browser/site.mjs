// The built site as files: which pages there are and of what kind. Nothing here knows a template.
import { readdirSync, readFileSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import { pathToFileURL } from 'node:url';

/** A folder that the environment names. */
function folder(variable) {
  const path = process.env[variable];
  if (!path) throw new Error(`set ${variable} to a built site, or run tests/run.sh browser`);
  return path;
}

/** The site built without a base URL. */
export const site = () => folder('LECTERN_SITE');

/** The site built for `http://127.0.0.1/a/b/`. */
export const published = () => folder('LECTERN_PUBLISHED');

/** The manual, built without a base URL. */
export const manual = () => folder('LECTERN_MANUAL');

/** The sites of `tests/sites` that were made to be hard on a theme, built, by name. */
export function extremes() {
  const root = folder('LECTERN_EXTREMES');
  return Object.fromEntries(readdirSync(root).sort().map((name) => [name, join(root, name)]));
}

/** Addresses of all files under `root`, with `/`, sorted. */
export function files(root) {
  return readdirSync(root, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => relative(root, join(entry.parentPath ?? entry.path, entry.name)).split(sep).join('/'))
    .sort();
}

/** Addresses of all pages under `root`. */
export const pages = (root) => files(root).filter((address) => address.endsWith('.html'));

/** What kind of page stands at an address: `concept`, `names`, `dialogue` ... by PRODUCT's addresses. */
export function kind(address) {
  const [folder, name] = address.includes('/') ? address.split('/') : ['', address];
  if (!folder) return name === 'index.html' ? 'home' : name.replace(/\.html$/, '');
  return name === 'index.html' ? folder : folder.replace(/s$/, '');
}

/**
 * Of each kind of page the longest and the shortest: what breaks, breaks there. Pages that redirect are left out.
 * Pages at the top level are each a kind of their own.
 */
export function samples(root) {
  const kinds = new Map();
  for (const address of pages(root)) {
    const text = readFileSync(join(root, address), 'utf8');
    if (/http-equiv="refresh"/i.test(text)) continue;
    const list = kinds.get(kind(address)) ?? [];
    list.push({ address, length: text.length });
    kinds.set(kind(address), list);
  }
  return [...kinds].flatMap(([kind, list]) => {
    list.sort((a, b) => a.length - b.length || (a.address < b.address ? -1 : 1));
    const ends = list.length > 1 ? [list[0], list.at(-1)] : list;
    return ends.map(({ address }) => ({ kind, address }));
  });
}

/** The address of a page opened from the disk. */
export const onDisk = (root, address) => pathToFileURL(join(root, address)).href;
