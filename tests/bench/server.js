import { createServer } from 'node:http';
import { readFile } from 'node:fs/promises';
import { extname, join, normalize } from 'node:path';

const TYPES = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript',
  '.mjs': 'text/javascript',
  '.css': 'text/css',
  '.json': 'application/json',
  '.svg': 'image/svg+xml',
  '.wasm': 'application/wasm',
  '.webmanifest': 'application/manifest+json',
};

/**
 * Serves folders on loopback: `mounts` maps a path prefix to a folder, longest prefix first. Pages are
 * isolated, which gives them clocks of 5 µs. `served` remembers what was asked for; what is `hidden`
 * is not found.
 */
export async function startServer(mounts) {
  const served = [];
  const hidden = new Set();
  const server = createServer(async (request, response) => {
    const path = normalize(decodeURIComponent(new URL(request.url, 'http://localhost').pathname));
    try {
      const [prefix, folder] = mounts.find(([prefix]) => path.startsWith(prefix));
      const file = join(folder, path.slice(prefix.length), path.endsWith('/') ? 'index.html' : '');
      if (hidden.has(path)) throw new Error(`${path} is hidden`);
      const content = await readFile(file);
      served.push(file);
      response.writeHead(200, {
        'content-type': TYPES[extname(file)] ?? 'application/octet-stream',
        'cross-origin-opener-policy': 'same-origin',
        'cross-origin-embedder-policy': 'require-corp',
        'cache-control': 'max-age=3600',
      });
      response.end(content);
    } catch {
      response.writeHead(404).end();
    }
  });
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
  return { origin: `http://localhost:${server.address().port}`, served, hidden, close: () => server.close() };
}
