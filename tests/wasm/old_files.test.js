import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { gunzipSync } from 'node:zlib';
import { openCore, sale } from './support/core.js';
import { fakeFiles } from './support/fake_handle.js';

const FIXTURES = join(import.meta.dirname, '../fixtures');

/** The files that an earlier version left behind. */
function filesOf(name) {
  const files = fakeFiles();
  files.main.write(gunzipSync(readFileSync(join(FIXTURES, `${name}.sqlite.gz`))));
  files.wal.write(gunzipSync(readFileSync(join(FIXTURES, `${name}.sqlite-wal.gz`))));
  return files;
}

test('a till of the first schema opens with everything in it, and goes on selling', async () => {
  const shop = (await openCore(filesOf('till-1'))).prepare();
  assert.deepEqual(shop.check(), { receipts: 3, lines: 9, payments: 3, moves: 9, integrity: 'ok' });
  assert.equal(shop.call('audit.verify').ok, true);
  assert.equal(shop.call('cart.view').lines.length, 1);
  assert.equal(shop.call('catalog.lookup', { barcode: '7750182000024' }).product.name, 'Leche entera');
  assert.equal(shop.call('sales.record', sale(shop.core, 'three')).number, 'R001-00000003');
  assert.equal(shop.call('sales.record', sale(shop.core, 'four')).number, 'R001-00000004');
});
