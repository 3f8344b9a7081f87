import { existsSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { defineConfig } from 'vite';
import { compress } from './vite/compress.ts';
import { precache } from './vite/precache.ts';

const root = import.meta.dirname;
const { version } = JSON.parse(readFileSync(resolve(root, 'package.json'), 'utf8')) as {
  version: string;
};
const outDir = resolve(root, '../build/web');

/** Entry points that exist: the shell, the benchmark page, the service worker (which keeps its name: its address is its identity) and the guests' page, whose HTML the hub draws. */
const entries = {
  index: 'index.html',
  bench: 'bench.html',
  service_worker: 'src/service_worker.ts',
  menu: 'src/guest/menu.ts',
};
const input = Object.fromEntries(
  Object.entries(entries)
    .map(([name, file]) => [name, resolve(root, file)] as const)
    .filter(([, path]) => existsSync(path)),
);

export default defineConfig({
  root,
  publicDir: resolve(root, '../public'),
  resolve: { alias: { '@core-wasm': resolve(root, '../build/wasm-release/core') } },
  define: { __VERSION__: JSON.stringify(version) },
  oxc: { jsx: { runtime: 'automatic', importSource: 'preact' } },
  worker: { format: 'es' },
  build: {
    outDir,
    emptyOutDir: true,
    target: 'es2022',
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    rollupOptions: {
      input,
      output: {
        entryFileNames: ({ name }) =>
          name === 'service_worker' ? '[name].js' : 'assets/[name]-[hash].js',
      },
    },
  },
  server: { fs: { allow: [resolve(root, '..')] } },
  plugins: [
    precache('service_worker.js', /^bench\.html$|^assets\/(bench|menu)-/),
    compress(outDir),
  ],
});
