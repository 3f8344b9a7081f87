// window.posBench: measures the product from outside, over the same client that the shell uses, on a
// shop of its own that never meets a real one.

import type { FileCounters, LoopRequest, LoopResult, Numeric, ProductRow, Query, Sale } from './core/bench_types';
import { Client } from './core/client';

const ROWS_A_MESSAGE = 5000;

class Bench {
  #client: Client | null = null;

  /** Opens the measured shop, empty when `fresh`; resolves when it can sell. */
  async open({ fresh = false }: { fresh?: boolean } = {}): Promise<unknown> {
    this.close();
    this.#client = new Client({ name: 'mostrador-bench', fresh });
    await this.#client.start();
    return this.#run('prepare', null);
  }

  /** Adds or changes products; resolves when they are durable. */
  async load(rows: ProductRow[]): Promise<{ products: number }> {
    for (let at = 0; at < rows.length; at += ROWS_A_MESSAGE) {
      await this.#run('load', rows.slice(at, at + ROWS_A_MESSAGE));
    }
    return { products: rows.length };
  }

  /** Sells; resolves when it is durable. The same id twice is one sale. */
  sale(sale: Sale): Promise<unknown> {
    return this.#run('sale', sale);
  }

  lookup(barcode: Numeric): Promise<unknown> {
    return this.#run('lookup', barcode);
  }

  search(query: Query, limit = 20): Promise<unknown> {
    return this.#run('search', { query, limit });
  }

  /** The same in a loop inside the worker: how long each took there, without the messages. */
  bench(request: LoopRequest): Promise<LoopResult> {
    return this.#run('loop', request) as Promise<LoopResult>;
  }

  /** Counts of what is stored, and SQLite's own verdict on the file. */
  check(): Promise<unknown> {
    return this.#run('check', null);
  }

  /** What reached the files since `open`. */
  stats(): Promise<FileCounters> {
    return this.#run('stats', null) as Promise<FileCounters>;
  }

  close(): void {
    this.#client?.close();
    this.#client = null;
  }

  #run(run: string, input: unknown): Promise<unknown> {
    if (this.#client === null) return Promise.reject(new Error('posBench.open() comes first'));
    return this.#client.ask({ kind: 'bench', run, input });
  }
}

declare global {
  interface Window {
    posBench: Bench;
  }
}

window.posBench = new Bench();
