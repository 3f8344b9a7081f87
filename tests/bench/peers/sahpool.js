// SQLite's own package on its opfs-sahpool file system. `tuned`: WAL in exclusive mode, FULL.
import sqlite3InitModule from '/node_modules/@sqlite.org/sqlite-wasm/dist/index.mjs';
import { barcode, PRODUCTS, productId, productName, saleRows, schema, serve, times } from './workload.js';

const INSERTS = {
  operation: 'INSERT INTO operation VALUES (?,?,?,?,?,?,?)',
  receipt: 'INSERT INTO receipt VALUES (?,?,?,?,?,?)',
  receipt_line: 'INSERT INTO receipt_line VALUES (?,?,?,?,?,?,?)',
  payment: 'INSERT INTO payment VALUES (?,?,?,?)',
  stock_move: 'INSERT INTO stock_move VALUES (?,?,?,?,?)',
};

let db;
const statements = new Map();

function prepared(sql) {
  if (!statements.has(sql)) statements.set(sql, db.prepare(sql));
  return statements.get(sql);
}

function insert(sql, row) {
  prepared(sql).bind(row).stepReset();
}

function select(sql, row) {
  const statement = prepared(sql).bind(row);
  const found = [];
  while (statement.step()) found.push(statement.get({}));
  statement.reset();
  return found;
}

function sale(number) {
  db.exec('BEGIN IMMEDIATE');
  for (const [table, rows] of Object.entries(saleRows(number))) {
    for (const row of rows) insert(INSERTS[table], row);
  }
  db.exec('COMMIT');
}

serve({
  async open({ tuned }) {
    const sqlite3 = await sqlite3InitModule();
    const name = tuned ? 'sahpool-wal' : 'sahpool';
    const pool = await sqlite3.installOpfsSAHPoolVfs({ name, directory: `/${name}`, clearOnInit: true });
    db = new pool.OpfsSAHPoolDb('/peer.sqlite');
    if (tuned) db.exec('PRAGMA locking_mode=EXCLUSIVE; PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL');
    db.exec(schema({ integer: 'INTEGER', blob: 'BLOB' }));
    return db.selectValue('SELECT sqlite_version()');
  },
  load() {
    db.exec('BEGIN');
    for (let n = 0; n < PRODUCTS; n++) {
      insert('INSERT INTO product VALUES (?,?,?,?,?,?)', [productId(n), `S${n}`, barcode(n), productName(n), 350, '18']);
    }
    db.exec('COMMIT');
  },
  sales: ({ from, count }) => times(from, count, sale),
  lookups: ({ from, count }) =>
    times(from, count, (n) => select('SELECT * FROM product WHERE barcode = ?', [barcode((n * 7919) % PRODUCTS)])),
  searches: ({ from, count }) =>
    times(from, count, (n) => select('SELECT * FROM product WHERE name LIKE ? LIMIT 20', [`%${9000 + n} ja%`])),
});
