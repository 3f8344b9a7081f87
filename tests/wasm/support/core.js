import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

const folder = process.env.MOSTRADOR_CORE ?? join(import.meta.dirname, '../../../build/wasm-release/core');
const { default: createModule } = await import(pathToFileURL(join(folder, 'core.js')));

/** A refused command. */
export class Refused extends Error {
  constructor({ code, parameters, detail }) {
    super(`${code} ${JSON.stringify(parameters)} ${detail}`);
    this.code = code;
  }
}

export function unwrap(json) {
  const reply = JSON.parse(json);
  if (!reply.ok) throw new Refused(reply.error);
  return reply.value;
}

/** A core of its own, opened on `files` (null: in memory). */
export async function openCore(files = null) {
  const module = await createModule();
  const core = new module.Core();
  unwrap(core.open(files));
  return new Shop(core);
}

/** The core with the values taken out of their replies. */
class Shop {
  constructor(core) {
    this.core = core;
  }

  call(command, request = {}) {
    return unwrap(this.core.call(command, JSON.stringify(request)));
  }

  /** The shop of the benchmark page: enrolled, somebody logged in, the drawer open. */
  prepare() {
    unwrap(this.core.openBenchShop());
    return this;
  }

  load(rows) {
    unwrap(this.core.loadBenchProducts(JSON.stringify(rows)));
    return this;
  }

  check() {
    return unwrap(this.core.checkBenchShop());
  }

  counters() {
    return JSON.parse(this.core.counters());
  }
}

export const PRODUCTS = [
  { id: 'p1', sku: 'A-1', barcode: '7750182000017', name: 'Café molido', price: 1250, tax: '18', category: 'Abarrotes' },
  { id: 'p2', sku: 'A-2', barcode: '7750182000024', name: 'Leche entera', price: 420, tax: 18, category: 'Lácteos' },
  { id: 'p3', sku: 'A-3', barcode: '7750182000031', name: 'Pan de molde', price: '890', tax: '0', category: 'Panadería' },
];

/** The request of a sale of the three products, paid in cash. */
export function sale(core, name) {
  return {
    id: core.benchSaleId(name, 1e15),
    lines: PRODUCTS.map(({ id }) => ({ product: core.benchId('product', id), quantity: '1' })),
    tenders: [{ method: 'cash', amount: null }],
  };
}
