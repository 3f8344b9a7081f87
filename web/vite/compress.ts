import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';
import type { Plugin } from 'vite';

const COMPRESSIBLE = /\.(html|js|css|svg|json|webmanifest|txt|wasm)$/;

const brotli = promisify(brotliCompress);
const gzipped = promisify(gzip);

/** Writes `.br` and `.gz` beside every file that shrinks, so that the hub never compresses at run time. */
export function compress(folder: string): Plugin {
  return {
    name: 'mostrador:compress',
    apply: 'build',
    enforce: 'post',
    closeBundle: { order: 'post', sequential: true, handler: () => compressFolder(folder) },
  };
}

async function compressFolder(folder: string): Promise<void> {
  const names = await readdir(folder, { recursive: true });
  for (const name of names.filter((name) => COMPRESSIBLE.test(name)))
    await compressFile(join(folder, name));
}

async function compressFile(path: string): Promise<void> {
  const plain = await readFile(path);
  const params = {
    [constants.BROTLI_PARAM_QUALITY]: constants.BROTLI_MAX_QUALITY,
    [constants.BROTLI_PARAM_SIZE_HINT]: plain.length,
  };
  await writeIfSmaller(`${path}.br`, await brotli(plain, { params }), plain.length);
  await writeIfSmaller(`${path}.gz`, await gzipped(plain, { level: 9 }), plain.length);
}

async function writeIfSmaller(path: string, packed: Buffer, limit: number): Promise<void> {
  if (packed.length < limit) await writeFile(path, packed);
}
