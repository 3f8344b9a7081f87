// The worker's half of the benchmark page: turns what it is given into the commands that the shell
// sends, and times them.

import type { Core } from '@core-wasm/core';
import type { Commands } from '../commands';
import type { LoopRequest, LoopResult, ProductRow, Query, Sale } from '../bench_types';
import { coreError } from '../errors';
import { unwrap } from './reply';

/** Times below this are milliseconds: as microseconds they would lie before 1973. */
const MICROSECONDS_FROM = 1e14;
/** Where the core keeps an id from outside that is no UUID (wasm/core/bench_shop.cpp). */
const OUTSIDE_ID = 'bench:';

type ReportBy = Commands['reports.sales']['request']['by'];
type Product = NonNullable<Commands['catalog.lookup']['response']['product']>;

/** A command as the page would send it. */
interface Message {
  command: keyof Commands;
  request: string;
}

export function runBench(core: Core, run: string, input: unknown): unknown {
  switch (run) {
    case 'prepare':
      return unwrap(core.openBenchShop());
    case 'load':
      return unwrap(core.loadBenchProducts(JSON.stringify(input as ProductRow[])));
    case 'sale':
      return send(core, saleMessage(core, input as Sale));
    case 'lookup':
      return withOutsideId((send(core, lookupMessage(input)) as { product: Product | null }).product);
    case 'search': {
      const { query, limit } = input as { query: Query; limit: number };
      const { products } = send(core, searchMessage(query, limit)) as { products: Product[] };
      return products.map(withOutsideId);
    }
    case 'loop':
      return loop(core, input as LoopRequest);
    case 'check':
      return unwrap(core.checkBenchShop());
    case 'stats':
      return JSON.parse(core.counters());
    default:
      throw coreError('input.malformed', run);
  }
}

function send(core: Core, { command, request }: Message): unknown {
  return unwrap(core.call(command, request));
}

function message<K extends keyof Commands>(command: K, request: Commands[K]['request']): Message {
  return { command, request: JSON.stringify(request) };
}

function saleMessage(core: Core, { id, ts, method, lines }: Sale): Message {
  const at = microseconds(Number(ts));
  return message('sales.record', {
    id: core.benchSaleId(String(id), at),
    at,
    lines: lines.map(({ productId, qty, price }) => ({
      product: core.benchId('product', String(productId)),
      quantity: String(qty),
      unitPrice: Number(price),
    })),
    tenders: [{ method: method === 'cash' ? 'cash' : 'card', amount: null }],
  });
}

function microseconds(time: number): number {
  return time < MICROSECONDS_FROM ? Math.round(time * 1000) : time;
}

function lookupMessage(barcode: unknown): Message {
  return message('catalog.lookup', { barcode: String(barcode) });
}

function searchMessage({ kind, text }: Query, limit: number): Message {
  return message('catalog.search', { text: String(text), limit, kind: Number(kind) === 0 ? 'prefix' : 'substring' });
}

/** All that was ever sold, by `item`; `summary` for the totals with those of the period before. */
function reportMessage(item: unknown): Message {
  const period = { range: 'dates', from: '2020-01-01', to: new Date().toISOString().slice(0, 10) } as const;
  if (item === 'summary') return message('reports.summary', period);
  return message('reports.sales', { period, by: item as ReportBy, limit: 100 });
}

function withOutsideId<P extends Product | null>(product: P): P {
  if (!product?.image?.startsWith(OUTSIDE_ID)) return product;
  return { ...product, id: product.image.slice(OUTSIDE_ID.length), image: null };
}

/** Runs the items in turn until there is none left or the budget is used up; timed is the core's part alone. */
function loop(core: Core, { op, items, limit = 20, budget = Infinity }: LoopRequest): LoopResult {
  const toMessage = {
    sale: (item: unknown) => saleMessage(core, item as Sale),
    lookup: lookupMessage,
    search: (item: unknown) => searchMessage(item as Query, limit),
    report: reportMessage,
  }[op];
  const messages = items.map(toMessage);
  const ms: number[] = [];
  let hits = 0;
  const began = performance.now();
  for (const { command, request } of messages) {
    const start = performance.now();
    const reply = core.call(command, request);
    const end = performance.now();
    ms.push(end - start);
    hits += hitsOf(unwrap(reply) as Record<string, unknown>);
    if (end - began > budget) break;
  }
  return { ms, total: performance.now() - began, hits };
}

/** A sale that was made, a product that was found, products on a page. */
function hitsOf(value: Record<string, unknown>): number {
  if ('products' in value) return (value['products'] as unknown[]).length;
  return 'product' in value && value['product'] === null ? 0 : 1;
}
