import { median, p95, quantile, table } from './statistics.js';

const KIB = 1024;
const ms = (value) => value.toFixed(value < 10 ? 3 : 1);
const times = (value) => `${value.toFixed(2)}×`;

/** The tables as text, and whether a bar was missed. */
export function report(results) {
  const bars = checkBars(results);
  const text = [
    `Chromium ${results.browser}, persistent profile, ${results.realTime ? 'real-time priority' : 'ordinary priority'}; ` +
      `${results.plan.rounds} rounds of ${results.plan.sales} sales, in turn.`,
    '',
    'Durable sale of three lines, in the worker (ms)',
    salesTable(results),
    '',
    'Look-up and search in 100,000 products (ms; ours from the page, peers in their worker)',
    queriesTable(results),
    '',
    'Reports over 50,000 receipts, in the worker (ms)',
    table(['by', 'median', 'slowest'], results.ours.reports.map(({ name, ms: each }) => [name, ms(median(each)), ms(Math.max(...each))])),
    '',
    `Ours, a sale reaches the files with ${perSale(results.ours.filesPerSale)}.`,
    `Ours, loading 100,000 products: ${(results.ours.load_ms / 1000).toFixed(1)} s. Stored at the end: ${JSON.stringify(results.ours.check)}`,
    `First screen: ${results.sizes.files.join(', ')}`,
    '',
    'Bars',
    table(['', 'measured', 'bar', ''], bars.map(({ name, shown, limit, ok }) => [name, shown, limit, ok ? 'ok' : 'MISSED'])),
  ].join('\n');
  return { text, failed: bars.some(({ ok }) => !ok) };
}

function salesTable({ ours, peers }) {
  const raw = median(peers[0].sales);
  const row = (name, sales) => [name, ms(median(sales)), ms(p95(sales)), ms(quantile(sales, 0.99)), times(median(sales) / raw)];
  return table(
    ['', 'median', 'p95', 'p99', 'to raw'],
    [
      row(peers[0].name, peers[0].sales),
      row('Mostrador', ours.sales),
      row('Mostrador, asked from the page', ours.pageSales),
      ...peers.slice(1).map(({ name, version, sales }) => row(`${name} (${version})`, sales)),
    ],
  );
}

function queriesTable({ ours, peers }) {
  const row = (name, { lookups, searches }) => [name, ms(median(lookups)), ms(p95(lookups)), ms(median(searches)), ms(p95(searches))];
  return table(
    ['', 'look-up', 'p95', 'search', 'p95'],
    [row('Mostrador', ours), ...peers.slice(1).map((peer) => row(peer.name, peer))],
  );
}

function perSale({ flushes, writes, bytes, reads }) {
  return `${flushes.toFixed(2)} flushes, ${writes.toFixed(2)} writes, ${(bytes / KIB).toFixed(1)} KiB, ${reads.toFixed(1)} reads`;
}

function checkBars({ ours, peers, sizes }) {
  const sale = median(ours.sales);
  const atMost = (name, value, limit, show) => ({ name, shown: show(value), limit: `≤ ${show(limit)}`, ok: value <= limit });
  const atLeast = (name, value, limit, show) => ({ name, shown: show(value), limit: `≥ ${show(limit)}`, ok: value >= limit });
  const kib = (bytes) => `${(bytes / KIB).toFixed(0)} KiB`;
  return [
    atMost('durable sale against raw write + flush', sale / median(peers[0].sales), 2, times),
    atLeast('faster than opfs-sahpool by', median(peers[1].sales) / sale, 2.5, times),
    atMost('barcode from the page, p95 ms', p95(ours.lookups), 1, ms),
    atMost('search from the page, p95 ms', p95(ours.searches), 5, ms),
    atMost('cold start to first barcode, median ms', median(ours.coldStarts), 300, ms),
    atMost('slowest report over 50,000 receipts, median ms', Math.max(...ours.reports.map((each) => median(each.ms))), 300, ms),
    atMost('core.wasm, brotli', sizes.core, 450 * KIB, kib),
    atMost('first screen, scripts and styles, brotli', sizes.shell, 60 * KIB, kib),
  ];
}
