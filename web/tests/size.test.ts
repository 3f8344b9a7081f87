import assert from 'node:assert/strict';
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';

const build = new URL('../../build/web/', import.meta.url).pathname;
const LIMIT = 60 * 1024;

/** Every script and style that the first screen waits for: what index.html names, and the core's worker. */
function firstScreen(): string[] {
  const named = [
    ...readFileSync(join(build, 'index.html'), 'utf8').matchAll(
      /(?:src|href)="\/(assets\/[^"]+\.(?:js|css))"/g,
    ),
  ].map((match) => match[1]!);
  const worker = readdirSync(join(build, 'assets')).filter((name) =>
    /^core\.worker-.*\.js$/.test(name),
  );
  assert.ok(named.length >= 2 && worker.length === 1, 'npm run build comes before this test');
  return [...named, ...worker.map((name) => `assets/${name}`)];
}

test('the scripts and styles of the first screen are at most 60 KB of brotli', () => {
  const files = firstScreen().map((name) => ({
    name,
    bytes: statSync(join(build, `${name}.br`)).size,
  }));
  const total = files.reduce((sum, { bytes }) => sum + bytes, 0);
  assert.ok(total <= LIMIT, `${total} bytes: ${JSON.stringify(files)}`);
});
