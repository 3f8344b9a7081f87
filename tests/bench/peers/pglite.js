// PostgreSQL in the browser, on OPFS.
import { PGlite } from '/node_modules/@electric-sql/pglite/dist/index.js';
import { OpfsAhpFS } from '/node_modules/@electric-sql/pglite/dist/fs/opfs-ahp.js';
import { barcode, PRODUCTS, saleRows, schema, serve, times } from './workload.js';

let db;

/** One statement for all rows of a table. */
function insert(transaction, table, rows) {
  const width = rows[0].length;
  const tuple = (_, row) => `(${rows[row].map((_, column) => `$${row * width + column + 1}`).join(',')})`;
  return transaction.query(`INSERT INTO ${table} VALUES ${rows.map(tuple).join(',')}`, rows.flat());
}

function sale(number) {
  return db.transaction(async (transaction) => {
    for (const [table, rows] of Object.entries(saleRows(number))) await insert(transaction, table, rows);
  });
}

serve({
  async open() {
    const root = await navigator.storage.getDirectory();
    await root.removeEntry('pglite', { recursive: true }).catch(() => {});
    db = await PGlite.create({ fs: new OpfsAhpFS('pglite') });
    await db.exec(schema({ integer: 'bigint', blob: 'bytea' }));
    return (await db.query('SHOW server_version')).rows[0].server_version;
  },
  async load() {
    await db.query(
      `INSERT INTO product SELECT decode(lpad(to_hex(n), 32, '0'), 'hex'), 'S' || n, (7750000000000 + n)::text,
         'Producto de prueba ' || n || ' ' || (ARRAY['galleta','leche','arroz','café','jabón'])[n % 5 + 1], 350, '18'
       FROM generate_series(0, $1::int - 1) AS n`,
      [PRODUCTS],
    );
  },
  sales: ({ from, count }) => times(from, count, sale),
  lookups: ({ from, count }) =>
    times(from, count, (n) => db.query('SELECT * FROM product WHERE barcode = $1', [barcode((n * 7919) % PRODUCTS)])),
  searches: ({ from, count }) =>
    times(from, count, (n) => db.query('SELECT * FROM product WHERE name LIKE $1 LIMIT 20', [`%${9000 + n} ja%`])),
});
