// A static host on loopback, as plain as hosts get: files under a path, 404.html for the rest.
import { createServer } from 'node:http';
import { readFile } from 'node:fs/promises';
import { extname, join, normalize } from 'node:path';
import { gzipSync } from 'node:zlib';

const TYPES = {
  '.html': 'text/html; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.woff2': 'font/woff2',
  '.json': 'application/json',
  '.xml': 'application/xml',
  '.txt': 'text/plain; charset=utf-8',
};

// What a host like GitHub Pages packs; faces and pictures are packed already.
const PACKED = ['.html', '.css', '.js', '.svg', '.json', '.xml', '.txt'];

/** A path's text; one that can't be decoded is nobody's. */
function decoded(path) {
  try {
    return decodeURIComponent(path);
  } catch {
    return '..';
  }
}

/**
 * Serves `root` under `base`, which begins and ends with `/`. Returns the address with the base, the origin, `close`,
 * and `sent`: what was asked for since, as path and bytes of the body.
 *
 * With `encoding: 'gzip'` it sends what GitHub Pages would, packed and to be kept for ten minutes.
 */
export async function serve(root, base, { encoding } = {}) {
  const sent = [];
  const server = createServer(async (request, response) => {
    const path = decoded(new URL(request.url, 'http://localhost').pathname);
    const address = path.startsWith(base) ? path.slice(base.length) : '..';
    const file = normalize(address === '' || address.endsWith('/') ? `${address}index.html` : address);
    const answer = (status, type, body) => {
      const isPacked = encoding === 'gzip' && PACKED.includes(type);
      const bytes = isPacked ? gzipSync(body, { level: 6 }) : body;
      const headers = { 'content-type': TYPES[type] ?? 'application/octet-stream', 'content-length': bytes.length };
      if (encoding) Object.assign(headers, { 'cache-control': 'max-age=600', vary: 'Accept-Encoding' });
      if (isPacked) headers['content-encoding'] = 'gzip';
      sent.push({ path, bytes: bytes.length });
      response.writeHead(status, headers).end(bytes);
    };
    try {
      if (file.startsWith('..')) throw new Error('outside');
      answer(200, extname(file), await readFile(join(root, file)));
    } catch {
      answer(404, '.html', await readFile(join(root, '404.html')));
    }
  });
  await new Promise((done) => server.listen(0, '127.0.0.1', done));
  const origin = `http://127.0.0.1:${server.address().port}`;
  return { origin, home: origin + base, sent, close: () => new Promise((done) => server.close(done)) };
}
