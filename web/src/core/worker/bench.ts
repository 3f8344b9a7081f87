// The worker's half of the benchmark page: turns what it is given into the commands that the shell
// sends, and times them.

import type { Core } from '@core-wasm/core';
import type { Commands } from '../commands';
import type { LoopRequest, LoopResult, ProductRow, Query, Sale } from '../bench_types';
import { coreError } from '../errors';
import { unwrap } from './reply';

/** Times below this are milliseconds: as microseconds they would lie before 1973. */
const MICROSECONDS_FROM = 1e14;

export function runBench(core: Core, run: string, input: unknown): unknown {
  switch (run) {
    case 'prepare':
      return unwrap(core.openBenchShop());
    case 'load':
      return load(core, input as ProductRow[]);
    case 'sale':
      return sale(core, input as Sale);
    case 'lookup':
      return lookup(core, String(input));
    case 'search': {
      const { query, limit } = input as { query: Query; limit: number };
      return search(core, query, limit);
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

function call<K extends keyof Commands>(core: Core, command: K, request: Commands[K]['request']): Commands[K]['response'] {
  return unwrap(core.call(command, JSON.stringify(request))) as Commands[K]['response'];
}

function load(core: Core, rows: ProductRow[]): void {
  unwrap(core.loadBenchProducts(JSON.stringify(rows)));
}

function sale(core: Core, { id, ts, method, lines }: Sale): unknown {
  return call(core, 'sales.record', {
    id: core.benchId('sale', id),
    at: microseconds(Number(ts)),
    lines: lines.map(({ productId, qty, price }) => ({
      product: core.benchId('product', productId),
      quantity: String(qty),
      unitPrice: Number(price),
    })),
    tenders: [{ method: method === 'cash' ? 'cash' : 'card', amount: null }],
  });
}

function microseconds(time: number): number {
  return time < MICROSECONDS_FROM ? Math.round(time * 1000) : time;
}

function lookup(core: Core, barcode: string): unknown {
  return call(core, 'catalog.lookup', { barcode }).product;
}

function search(core: Core, { kind, text }: Query, limit: number): unknown[] {
  return call(core, 'catalog.search', { text, limit, kind: kind === 0 ? 'prefix' : 'substring' }).products;
}

/** Runs the items in turn until there is none left or the budget is used up. */
function loop(core: Core, { op, items, limit = 20, budget = Infinity }: LoopRequest): LoopResult {
  const one = {
    sale: (item: unknown) => (sale(core, item as Sale) ? 1 : 0),
    lookup: (item: unknown) => (lookup(core, String(item)) ? 1 : 0),
    search: (item: unknown) => search(core, item as Query, limit).length,
  }[op];
  const ms: number[] = [];
  let hits = 0;
  const began = performance.now();
  for (const item of items) {
    const start = performance.now();
    hits += one(item);
    const end = performance.now();
    ms.push(end - start);
    if (end - began > budget) break;
  }
  return { ms, total: performance.now() - began, hits };
}
