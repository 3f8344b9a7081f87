import { readFileSync } from 'node:fs';
import { brotliCompressSync, constants } from 'node:zlib';

function brotliBytes(file) {
  const params = { [constants.BROTLI_PARAM_QUALITY]: constants.BROTLI_MAX_QUALITY };
  return brotliCompressSync(readFileSync(file), { params }).length;
}

/** What the first screen makes a browser load, as the server saw it, in bytes of brotli. */
export async function measureSizes(context, server, web) {
  server.served.length = 0;
  server.hidden.add('/service_worker.js'); // it fetches everything once more, for later
  const page = await context.newPage();
  await page.goto(server.origin, { waitUntil: 'networkidle' });
  await page.close();
  const files = [...new Set(server.served)].filter((file) => file.startsWith(web));
  const sum = (pattern) => files.filter((file) => pattern.test(file)).reduce((sum, file) => sum + brotliBytes(file), 0);
  return { shell: sum(/\.(js|css)$/), core: sum(/core[^/]*\.wasm$/), files: files.map((file) => file.slice(web.length)) };
}
