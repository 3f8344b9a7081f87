// The same sales through CouchDB's way of replication: a PouchDB that was offline catches up with an express-pouchdb in
// this process, over HTTP on the loopback. Prints lines of JSON like sync_bench.
import express from 'express';
import expressPouchDB from 'express-pouchdb';
import PouchDB from 'pouchdb';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const sales = readFileSync(process.argv[2], 'utf8').trim().split('\n').map(JSON.parse);
const folder = mkdtempSync(join(tmpdir(), 'mostrador-couch-'));

let wireBytes = 0;
const app = express();
app.use(
  '/',
  expressPouchDB(PouchDB.defaults({ prefix: `${folder}/server-` }), {
    inMemoryConfig: true,
    mode: 'minimumForPouchDB',
  }),
);
const server = createServer(app);
server.on('connection', (socket) =>
  socket.on('close', () => (wireBytes += socket.bytesWritten + socket.bytesRead)),
);
await new Promise((ready) => server.listen(0, '127.0.0.1', ready));
const remote = `http://127.0.0.1:${server.address().port}/sales`;

const report = (name, numbers) => console.log(JSON.stringify({ ...numbers, name }));

/** Replicates and says how long it took and what crossed the wire, headers included. */
async function timed(work) {
  wireBytes = 0;
  const start = performance.now();
  await work();
  const seconds = (performance.now() - start) / 1000;
  server.closeIdleConnections();
  await new Promise((done) => setTimeout(done, 200));
  return { sales: sales.length, seconds, wireBytesASale: wireBytes / sales.length };
}

const a = new PouchDB(join(folder, 'a'));
for (const sale of sales)
  await a.put({ _id: sale.receipt ?? sale.id ?? crypto.randomUUID(), ...sale });
report('PouchDB, push', await timed(() => a.replicate.to(remote, { batch_size: 500 })));
const b = new PouchDB(join(folder, 'b'));
report('PouchDB, catch-up', await timed(() => b.replicate.from(remote, { batch_size: 500 })));

const { doc_count: arrived } = await b.info();
if (arrived !== sales.length) throw new Error(`${arrived} of ${sales.length} sales arrived`);
server.close();
rmSync(folder, { recursive: true, force: true });
process.exit(0);
