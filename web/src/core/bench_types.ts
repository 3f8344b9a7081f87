// What window.posBench takes and gives (bench.html).

/** A number, or its text; both are taken everywhere. */
export type Numeric = number | string;

export interface ProductRow {
  id: string;
  sku: string;
  barcode: string;
  name: string;
  /** Minor units. */
  price: Numeric;
  /** Percent. */
  tax: Numeric;
  category: string;
}

export interface Sale {
  id: string;
  /** Milliseconds or microseconds since 1970. */
  ts: Numeric;
  cashier: string;
  method: string;
  total: Numeric;
  lines: { productId: string; qty: Numeric; price: Numeric; tax: Numeric }[];
}

export type Query = { kind: 0 | 1; text: string };

export interface LoopRequest {
  op: 'sale' | 'lookup' | 'search' | 'report';
  /** Sales, barcodes, queries or what a report has its rows for; used in turn. */
  items: unknown[];
  limit?: number;
  /** Stops after this many milliseconds. */
  budget?: number;
}

export interface LoopResult {
  /** Each item's time in the worker. */
  ms: number[];
  total: number;
  hits: number;
}

/** What reached the files. */
export interface FileCounters {
  flushes: number;
  writes: number;
  bytes: number;
  reads: number;
}
