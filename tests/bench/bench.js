// Measures Mostrador beside its peers in one Chromium run and prints the tables. See README.md.
//
//   node bench.js [--sales 300] [--rounds 3] [--json FILE]

import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { launch } from './browser.js';
import { measureOurs } from './ours.js';
import { measurePeers, openPeers } from './peers.js';
import { report } from './report.js';
import { startServer } from './server.js';
import { measureSizes } from './sizes.js';

const here = import.meta.dirname;
const web = join(here, '../../build/web/');

const { values } = parseArgs({
  options: {
    sales: { type: 'string', default: '300' },
    rounds: { type: 'string', default: '3' },
    json: { type: 'string' },
  },
});
const plan = { sales: Number(values.sales), rounds: Number(values.rounds) };

const folder = mkdtempSync(join(tmpdir(), 'mostrador-bench-'));
const server = await startServer([
  ['/node_modules/', join(here, 'node_modules/')],
  ['/peers/', join(here, 'peers/')],
  ['/', web],
]);
const { context, realTime } = await launch(folder);
try {
  const sizes = await measureSizes(context, server, web); // first: later the browser has everything in its cache
  const peers = await openPeers(await context.newPage(), server.origin);
  const ours = await measureOurs(context, server.origin, plan, (round) => measurePeers(peers, plan, round));
  const results = { browser: context.browser()?.version() ?? '', realTime, plan, ours, peers: peers.results, sizes };
  if (values.json !== undefined) writeFileSync(values.json, JSON.stringify(results, null, 2));
  const { text, failed } = report(results);
  console.log(text);
  process.exitCode = failed ? 1 : 0;
} finally {
  await context.close();
  server.close();
  rmSync(folder, { recursive: true, force: true });
}
