// What every peer does: the rows of our sale of three lines, in plain SQL. Nine rows: one log entry of
// the size of ours, a receipt, three lines, one payment, three stock moves.

export const LINES = 3;
export const PRODUCTS = 100_000;

/** The same tables and indexes for SQLite and PostgreSQL; only the names of the types differ. */
export function schema({ integer, blob }) {
  return `
    CREATE TABLE product (id ${blob} PRIMARY KEY, sku text NOT NULL, barcode text NOT NULL, name text NOT NULL,
      price ${integer} NOT NULL, tax_rate text NOT NULL);
    CREATE UNIQUE INDEX product_barcode ON product (barcode);
    CREATE TABLE operation (device ${blob} NOT NULL, sequence ${integer} NOT NULL, id ${blob} NOT NULL, stamp ${integer} NOT NULL,
      kind text NOT NULL, hash ${blob} NOT NULL, body ${blob} NOT NULL, PRIMARY KEY (device, sequence));
    CREATE UNIQUE INDEX operation_id ON operation (id);
    CREATE TABLE receipt (id ${blob} PRIMARY KEY, number text NOT NULL, at ${integer} NOT NULL, session ${blob} NOT NULL,
      person ${blob} NOT NULL, total ${integer} NOT NULL);
    CREATE UNIQUE INDEX receipt_number ON receipt (number);
    CREATE INDEX receipt_at ON receipt (at);
    CREATE TABLE receipt_line (receipt ${blob} NOT NULL, line ${integer} NOT NULL, product ${blob} NOT NULL, name text NOT NULL,
      quantity text NOT NULL, unit_price ${integer} NOT NULL, total ${integer} NOT NULL, PRIMARY KEY (receipt, line));
    CREATE TABLE payment (id ${blob} PRIMARY KEY, receipt ${blob} NOT NULL, method text NOT NULL, amount ${integer} NOT NULL);
    CREATE INDEX payment_receipt ON payment (receipt);
    CREATE TABLE stock_move (id ${blob} PRIMARY KEY, product ${blob} NOT NULL, at ${integer} NOT NULL, quantity text NOT NULL,
      source ${blob} NOT NULL);
    CREATE INDEX stock_move_product ON stock_move (product, at);`;
}

const OPERATION_BYTES = 700;

export function randomBytes(length) {
  return crypto.getRandomValues(new Uint8Array(length));
}

/** A time-ordered id, as ours are. */
export function makeId() {
  const id = randomBytes(16);
  new DataView(id.buffer).setBigUint64(0, BigInt(Date.now()) << 16n);
  crypto.getRandomValues(id.subarray(6));
  return id;
}

/** A product id that can be computed again from its number. */
export function productId(number) {
  const id = new Uint8Array(16);
  new DataView(id.buffer).setUint32(12, number);
  return id;
}

export function barcode(number) {
  return String(7_750_000_000_000 + number);
}

export function productName(number) {
  return `Producto de prueba ${number} ${['galleta', 'leche', 'arroz', 'café', 'jabón'][number % 5]}`;
}

/** The rows of one sale, table by table. `number` counts the sales. */
export function saleRows(number) {
  const at = Date.now() * 1000;
  const receipt = makeId();
  const person = productId(1);
  const lines = Array.from({ length: LINES }, (_, line) => ({
    product: productId((number * LINES + line) % PRODUCTS),
    line,
    price: 350 + line,
  }));
  const total = lines.reduce((sum, { price }) => sum + price, 0);
  return {
    operation: [[person, number, makeId(), at, 'sales.completed', randomBytes(32), randomBytes(OPERATION_BYTES)]],
    receipt: [[receipt, `R001-${String(number).padStart(8, '0')}`, at, person, person, total]],
    receipt_line: lines.map(({ product, line, price }) => [receipt, line, product, productName(line), '1', price, price]),
    payment: [[makeId(), receipt, 'cash', total]],
    stock_move: lines.map(({ product }) => [makeId(), product, at, '-1', receipt]),
  };
}

/** Times `run(n)` for n in from..from+count-1. */
export async function times(from, count, run) {
  const ms = [];
  for (let number = from; number < from + count; number++) {
    const start = performance.now();
    await run(number);
    ms.push(performance.now() - start);
  }
  return ms;
}

/** Lets the page call the functions of `peer` one at a time: {call, input} -> {value} or {error}. */
export function serve(peer) {
  self.onmessage = async ({ data: { call, input } }) => {
    try {
      self.postMessage({ value: await peer[call](input) });
    } catch (error) {
      self.postMessage({ error: `${call}: ${error?.stack ?? error}` });
    }
  };
}
