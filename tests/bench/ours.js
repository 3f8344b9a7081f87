import { barcode, LINES, productName, PRODUCTS } from './peers/workload.js';

const PAGE_SALES = 100;
const LOOKUPS = 500;
const SEARCHES = 300;
const COLD_STARTS = 7;
const RECEIPTS = 50_000;
const SALES_AT_ONCE = 2500;
const REPORTS = ['summary', 'product', 'category', 'hour', 'day', 'person', 'method', 'register', 'branch', 'tax'];
const REPORT_ROUNDS = 5;

const CATEGORIES = ['Abarrotes', 'Lácteos', 'Bebidas', 'Limpieza', 'Panadería'];

/** Loads 100,000 products through /bench.html and measures there, in turn with `peersRound`. */
export async function measureOurs(context, origin, { sales, rounds }, peersRound) {
  const page = await context.newPage();
  await page.goto(`${origin}/bench.html`);
  await page.evaluate(() => window.posBench.open({ fresh: true }));
  const load_ms = await load(page);
  const results = { load_ms, sales: [], pageSales: [], filesPerSale: null };
  for (let round = 0; round < rounds; round++) {
    await peersRound(round);
    const before = await page.evaluate(() => window.posBench.stats());
    results.sales.push(...(await salesInWorker(page, round * sales, sales)));
    const after = await page.evaluate(() => window.posBench.stats());
    results.filesPerSale = perSale(before, after, sales);
  }
  results.pageSales = await salesFromPage(page, rounds * sales, PAGE_SALES);
  results.lookups = await lookupsFromPage(page);
  results.searches = await searchesFromPage(page);
  results.coldStarts = await coldStarts(page);
  results.reports = await reports(page, rounds * sales + PAGE_SALES);
  results.check = await page.evaluate(() => window.posBench.check());
  await page.close();
  return results;
}

/** What the page uses to make its input; sent once, since functions do not travel. */
function makeSale(number, lines, products) {
  const index = (line) => (number * lines + line) % products;
  return {
    id: `sale-${number}`,
    ts: Date.now(),
    cashier: 'bench',
    method: 'cash',
    total: lines * 350,
    lines: Array.from({ length: lines }, (_, line) => ({
      productId: `product-${index(line)}`,
      qty: 1,
      price: 350,
      tax: 18,
    })),
  };
}

async function load(page) {
  const rows = Array.from({ length: PRODUCTS }, (_, n) => ({
    id: `product-${n}`,
    sku: `S${n}`,
    barcode: barcode(n),
    name: productName(n),
    price: 350,
    tax: 18,
    category: CATEGORIES[n % CATEGORIES.length],
  }));
  return page.evaluate(async (rows) => {
    const start = performance.now();
    await window.posBench.load(rows);
    return performance.now() - start;
  }, rows);
}

async function salesInWorker(page, from, count) {
  const items = Array.from({ length: count }, (_, n) => makeSale(from + n, LINES, PRODUCTS));
  const { ms } = await page.evaluate((items) => window.posBench.bench({ op: 'sale', items }), items);
  return ms;
}

function perSale(before, after, count) {
  const each = (name) => (after[name] - before[name]) / count;
  return { flushes: each('flushes'), writes: each('writes'), bytes: each('bytes'), reads: each('reads') };
}

/** Times `call(item)` of posBench for each item, from the page. */
function timesInPage(page, call, items) {
  return page.evaluate(
    async ([call, items]) => {
      const ms = [];
      for (const item of items) {
        const start = performance.now();
        await window.posBench[call](...item);
        ms.push(performance.now() - start);
      }
      return ms;
    },
    [call, items],
  );
}

function salesFromPage(page, from, count) {
  return timesInPage(page, 'sale', Array.from({ length: count }, (_, n) => [makeSale(from + n, LINES, PRODUCTS)]));
}

function lookupsFromPage(page) {
  return timesInPage(page, 'lookup', Array.from({ length: LOOKUPS }, (_, n) => [barcode((n * 7919) % PRODUCTS)]));
}

/** As somebody types: "9", "90", "900", then part of a word. */
function searchesFromPage(page) {
  const words = ['galleta', 'leche', 'café', 'jabon', 'prueba 12', '7750000', 'producto de', 'S99'];
  const typed = words.flatMap((word) => Array.from({ length: word.length }, (_, n) => word.slice(0, n + 1)));
  const items = Array.from({ length: SEARCHES }, (_, n) => [{ kind: n % 2, text: typed[n % typed.length] }, 20]);
  return timesInPage(page, 'search', items);
}

/** From a new page's worker to the first barcode answered, with everything in the file. */
async function coldStarts(page) {
  const ms = [];
  for (let n = 0; n < COLD_STARTS; n++) {
    await page.evaluate(() => window.posBench.close());
    await page.reload();
    ms.push(
      await page.evaluate(async (barcode) => {
        const start = performance.now();
        await window.posBench.open({ fresh: false });
        const found = await window.posBench.lookup(barcode);
        if (found === null) throw new Error(`${barcode} was not found`);
        return performance.now() - start;
      }, barcode(n * 1000)),
    );
  }
  return ms;
}

/** Sells up to 50,000 receipts, and asks for every report over all of them, in turn. */
async function reports(page, from) {
  for (let number = from; number < RECEIPTS; number += SALES_AT_ONCE)
    await salesInWorker(page, number, Math.min(SALES_AT_ONCE, RECEIPTS - number));
  const rounds = [];
  for (let round = 0; round < REPORT_ROUNDS; round++) {
    const { ms } = await page.evaluate((items) => window.posBench.bench({ op: 'report', items }), REPORTS);
    rounds.push(ms);
  }
  return REPORTS.map((name, n) => ({ name, ms: rounds.map((times) => times[n]) }));
}
