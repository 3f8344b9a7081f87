// Measures how long a guest looks at nothing: the menu of a table on a slow phone (a quarter of this processor's speed,
// 1.6 Mbit/s, 150 ms), in a new browser profile each time. See README.md.
//
//   node menu.js HUB [--rounds 7]

import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { parseArgs } from 'node:util';
import { chromium } from 'playwright-core';
import { median, table } from './statistics.js';

const CPU_SLOWER = 4;
const LATENCY_MS = 150;
const BYTES_PER_SECOND = 1_600_000 / 8;
const BARS = { readable: 1000, interactive: 2500, kib: 150 };
const web = join(import.meta.dirname, '../../build/web/');

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { rounds: { type: 'string', default: '7' } },
});
const [program] = positionals;
const folder = mkdtempSync(join(tmpdir(), 'mostrador-menu-'));
const data = join(folder, 'data');
const hub = (...args) => execFileSync(program, [args[0], '--data', data, ...args.slice(1)], { encoding: 'utf8' });

hub('seed', '--products', '500');
const [path] = /\/m\/\S+/.exec(hub('demo'));
const { server, origin } = await serve();
const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
  args: ['--no-sandbox', '--disable-gpu', '--no-first-run', '--disable-background-networking'],
});
try {
  const visits = [];
  for (let round = 0; round < Number(values.rounds); round++) visits.push(await visit());
  process.exitCode = report(visits) ? 0 : 1;
} finally {
  await browser.close();
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

/** From the tap on the address: until the first dishes are painted, until taps are listened to, and what it took. */
async function visit() {
  const context = await browser.newContext({ viewport: { width: 390, height: 844 }, locale: 'es-PE' });
  const page = await context.newPage();
  const session = await context.newCDPSession(page);
  await session.send('Network.enable');
  await session.send('Network.emulateNetworkConditions', {
    offline: false,
    latency: LATENCY_MS,
    downloadThroughput: BYTES_PER_SECOND,
    uploadThroughput: BYTES_PER_SECOND / 2,
  });
  await session.send('Emulation.setCPUThrottlingRate', { rate: CPU_SLOWER });
  const bytes = { document: 0, all: 0 };
  const types = new Map();
  session.on('Network.responseReceived', ({ requestId, type }) => types.set(requestId, type));
  session.on('Network.loadingFinished', ({ requestId, encodedDataLength }) => {
    bytes.all += encodedDataLength;
    if (types.get(requestId) === 'Document') bytes.document += encodedDataLength;
  });
  await page.goto(origin + path, { waitUntil: 'networkidle' });
  const times = await page.evaluate(() => ({
    readable: performance.getEntriesByName('first-contentful-paint')[0].startTime,
    interactive: performance.getEntriesByName('interactive')[0].startTime,
    dishes: document.querySelectorAll('.dish').length,
  }));
  await context.close();
  return { ...times, ...bytes };
}

function report(visits) {
  const of = (name) => visits.map((visit) => visit[name]);
  const row = (name, unit, scale = 1) => [
    `${name}, ${unit}`,
    (median(of(name)) / scale).toFixed(unit === 'KiB' ? 1 : 0),
    (Math.max(...of(name)) / scale).toFixed(unit === 'KiB' ? 1 : 0),
  ];
  console.log(
    table(
      [`a menu of ${visits[0].dishes} dishes, ${visits.length} visits`, 'median', 'worst'],
      [row('readable', 'ms'), row('interactive', 'ms'), row('document', 'KiB', 1024), row('all', 'KiB', 1024)],
    ),
  );
  const passed =
    median(of('readable')) <= BARS.readable &&
    median(of('interactive')) <= BARS.interactive &&
    Math.max(...of('all')) <= BARS.kib * 1024;
  console.log(`\n${passed ? 'passed' : 'FAILED'}: readable in 1 s, interactive in 2.5 s, at most 150 KiB`);
  return passed;
}
