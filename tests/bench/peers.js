const PEERS = [
  { name: 'raw 40 KiB write + flush', script: 'raw.js', options: {} },
  { name: 'opfs-sahpool, default journal', script: 'sahpool.js', options: { tuned: false } },
  { name: 'opfs-sahpool, WAL, exclusive', script: 'sahpool.js', options: { tuned: true } },
  { name: 'PGlite on OPFS', script: 'pglite.js', options: {} },
];
const LOOKUPS = 300;
const SEARCHES = 30;

/** Opens every peer in its own worker of one page; nothing is measured yet. */
export async function openPeers(page, origin) {
  await page.goto(`${origin}/peers/peers.html`);
  const call = (name, what, input = {}) =>
    page.evaluate(([name, what, input]) => window.callPeer(name, what, input), [name, what, input]);
  const results = [];
  for (const { name, script, options } of PEERS) {
    await page.evaluate(([name, script]) => window.startPeer(name, script), [name, script]);
    const version = (await call(name, 'open', options)) ?? '';
    results.push({ name, version, sales: [], lookups: [], searches: [] });
  }
  return { call, results };
}

/** One round of sales of each; in the last, look-ups and searches in 100,000 products too. */
export async function measurePeers({ call, results }, { sales, rounds }, round) {
  for (const result of results) {
    result.sales.push(...(await call(result.name, 'sales', { from: round * sales + 1, count: sales })));
  }
  if (round < rounds - 1) return;
  for (const result of results.slice(1)) {
    await call(result.name, 'load');
    result.lookups = await call(result.name, 'lookups', { from: 1, count: LOOKUPS });
    result.searches = await call(result.name, 'searches', { from: 1, count: SEARCHES });
  }
}
