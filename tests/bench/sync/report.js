// The numbers of sync_bench and couch.js as a table, each beside its bar.
import { readFileSync } from 'node:fs';

const rows = readFileSync(process.argv[2], 'utf8').trim().split('\n').map(JSON.parse);
const round = (number) => (number >= 100 ? Math.round(number) : Number(number.toPrecision(3)));

/** What each kind of row says, its bar, and whether it is good enough; `null` where there is no bar. */
const kinds = {
  ingest(row) {
    const least = row.name.includes('SQLite') ? 2000 : 1000;
    const single = row.salesInAPush === 1;
    return [
      `${round(row.salesPerSecond)} sales/s, acknowledged in ${round(row.p50ms)} ms (p99 ${round(row.p99ms)}), ${round(row.wireBytesASale)} bytes a sale on the wire`,
      single ? `${least}/s, p99 200 ms` : `${least}/s, 600 bytes`,
      row.salesPerSecond >= least && (single ? row.p99ms < 200 : row.wireBytesASale <= 600),
    ];
  },
  live: (row) => [
    `p95 ${round(row.p95ms)} ms, median ${round(row.p50ms)} (${row.processes} hub process${row.processes > 1 ? 'es' : ''})`,
    'p95 150 ms',
    row.p95ms <= 150,
  ],
  'catch-up': (row) => [moved(row), '3 s, 600 bytes', row.seconds <= 3 && row.wireBytesASale <= 600],
  replay: (row) => [moved(row), '', null],
  PouchDB: (row) => [moved(row), '', null],
  merge: (row) => [
    `${round(row.microsecondsEach)} µs each in order ${row.order}, ${row.parked} parked, state ${row.state}`,
    '',
    null,
  ],
  disk: (row) => [
    `hub ${round(row.hubBytesASale)}, device ${round(row.deviceBytesASale)} bytes a sale after ${row.sales} sales`,
    '',
    null,
  ],
};

const moved = (row) =>
  `${row.sales} sales in ${round(row.seconds)} s, ${round(row.wireBytesASale)} bytes a sale on the wire`;

for (const row of rows) {
  const [text, bar, good] = kinds[row.name.match(/^[a-z-]+|PouchDB/i)[0]](row);
  console.log(`| ${row.name} | ${text} | ${bar}${good === false ? ' — **missed**' : ''} |`);
}
