import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { Plugin } from 'vite';

const PLACEHOLDER = 'self.__PRECACHE__';

/** Tells the service worker every file of the build with its hash; `skip` are files that the shell never loads. */
export function precache(serviceWorker: string, skip: RegExp): Plugin {
  let publicDir = '';
  return {
    name: 'mostrador:precache',
    apply: 'build',
    enforce: 'post',
    configResolved(config) {
      publicDir = config.publicDir;
    },
    generateBundle(_options, bundle) {
      const worker = bundle[serviceWorker];
      if (worker?.type !== 'chunk') return;
      const built = Object.values(bundle).map((file) => ({
        name: file.fileName,
        content: file.type === 'chunk' ? file.code : file.source,
      }));
      const files = [...built, ...publicFiles(publicDir)]
        .filter(({ name }) => name !== serviceWorker && !skip.test(name))
        .map(({ name, content }) => ({ url: `/${name}`, hash: hash(content) }))
        .sort((a, b) => (a.url < b.url ? -1 : 1));
      const version = hash(JSON.stringify(files));
      worker.code = worker.code.replace(PLACEHOLDER, JSON.stringify({ version, files }));
    },
  };
}

function publicFiles(folder: string): { name: string; content: Buffer }[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => statSync(join(folder, name)).isFile())
    .map((name) => ({ name, content: readFileSync(join(folder, name)) }));
}

function hash(content: string | Uint8Array): string {
  return createHash('sha256').update(content).digest('hex').slice(0, 16);
}
