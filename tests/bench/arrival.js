// Measures how long a new device takes until it can sell, in Chromium, from a hub with 100,000 products and 20,000
// receipts: by the database's image, and by replaying the operations, in turn. See README.md.
//
//   node arrival.js HUB [--receipts 20000] [--rounds 3]

import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as sleep } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { launch } from './browser.js';
import { median, table } from './statistics.js';

const SHOP = { tenant: 'Supermercado El Sol', register: 'Caja 2' };
const SELLER = 'Lucía Navarro';
/** What carries the shop's data. */
const DATA = /\/v1\/(pull|image|image\/part)$/;
/** A device that asks for nothing this long has everything. */
const QUIET_MS = 3000;
const BAR_MS = 5000;
const BAR_RATIO = 10;
const web = join(import.meta.dirname, '../../build/web/');

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    receipts: { type: 'string', default: '20000' },
    rounds: { type: 'string', default: '3' },
  },
});
const [program] = positionals;
const folder = mkdtempSync(join(tmpdir(), 'mostrador-arrival-'));
const data = join(folder, 'data');
const hub = (...args) => execFileSync(program, [args[0], '--data', data, ...args.slice(1)], { encoding: 'utf8' }).trim();

console.error('seeding the shop and its past');
hub('seed');
hub('demo-past', '--shop', 'supermarket', '--receipts', values.receipts);
const { server, origin } = await serve();
try {
  const times = { image: [], replay: [] };
  for (let round = 0; round < Number(values.rounds); round++) {
    for (const way of ['image', 'replay']) times[way].push(await arrive(way, `${round}-${way}`));
  }
  process.exitCode = report(times) ? 0 : 1;
} finally {
  server.kill();
  await once(server, 'exit');
  rmSync(folder, { recursive: true, force: true });
}

async function serve() {
  const server = spawn(program, ['serve', '--data', data, '--web', web, '--port', '0'], {
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  for await (const line of createInterface({ input: server.stdout })) {
    const [origin] = /https?:\/\/[^:]+:\d+/.exec(line) ?? [];
    if (origin === undefined) continue;
    server.stdout.resume();
    return { server, origin };
  }
  throw new Error('the hub ended before it served');
}

/** From the tap on “connect” until a device of its own can sell and has everything. */
async function arrive(way, name) {
  const profile = join(folder, name);
  mkdirSync(profile);
  const { context } = await launch(profile);
  try {
    // A hub that knows no images is what a device meets that must replay.
    if (way === 'replay') await context.route('**/v1/image', (route) => route.continue({ url: `${origin}/v1/none` }));
    const page = await context.newPage();
    await page.goto(origin);
    await page.locator('input').first().fill(hub('code', '--tenant', SHOP.tenant, '--register', SHOP.register));
    let last = 0;
    const messages = { requests: 0, bytes: 0 };
    context.on('requestfinished', async (request) => {
      if (!DATA.test(request.url())) return;
      last = performance.now();
      messages.requests++;
      messages.bytes += (await request.sizes()).responseBodySize;
    });
    const start = performance.now();
    await page.locator('button[type=submit]').click();
    await page.getByText(SELLER).first().waitFor();
    const shown = performance.now();
    // Replaying shows the people long before the rest is here.
    while (performance.now() - last < QUIET_MS) await sleep(100);
    return { ms: Math.max(shown, last) - start, ...messages };
  } finally {
    await context.close();
  }
}

function report({ image, replay }) {
  const ms = (runs) => median(runs.map((run) => run.ms));
  const ratio = ms(replay) / ms(image);
  const row = (name, runs) => [
    name,
    ms(runs).toFixed(0),
    Math.max(...runs.map((run) => run.ms)).toFixed(0),
    runs[0].requests,
    (runs[0].bytes / 1e6).toFixed(1),
  ];
  console.log(
    table(
      [`100,000 products, ${Number(values.receipts).toLocaleString('en')} receipts`, 'median ms', 'worst ms', 'requests', 'MB on the wire'],
      [row('image', image), row('replay', replay)],
    ),
  );
  const passed = ms(image) <= BAR_MS && ratio >= BAR_RATIO;
  const verdict = `${(ms(image) / 1000).toFixed(2)} s (bar 5), ${ratio.toFixed(1)} times faster than replaying (bar ${BAR_RATIO})`;
  console.log(`\n${passed ? 'passed' : 'FAILED'}: ${verdict}`);
  return passed;
}
