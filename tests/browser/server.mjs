// A static host on loopback, as plain as hosts get: files under a path, 404.html for the rest.
import { createServer } from 'node:http';
import { readFile } from 'node:fs/promises';
import { extname, join, normalize } from 'node:path';

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

/**
 * Serves `root` under `base`, which begins and ends with `/`. Returns the address with the base, the origin, and
 * `close`.
 */
export async function serve(root, base) {
  const server = createServer(async (request, response) => {
    const path = decodeURIComponent(new URL(request.url, 'http://localhost').pathname);
    const address = path.startsWith(base) ? path.slice(base.length) : '..';
    const file = normalize(address === '' || address.endsWith('/') ? `${address}index.html` : address);
    try {
      if (file.startsWith('..')) throw new Error('outside');
      const body = await readFile(join(root, file));
      response.writeHead(200, { 'content-type': TYPES[extname(file)] ?? 'application/octet-stream' }).end(body);
    } catch {
      const body = await readFile(join(root, '404.html'));
      response.writeHead(404, { 'content-type': TYPES['.html'] }).end(body);
    }
  });
  await new Promise((done) => server.listen(0, '127.0.0.1', done));
  const origin = `http://127.0.0.1:${server.address().port}`;
  return { origin, home: origin + base, close: () => new Promise((done) => server.close(done)) };
}
