import assert from 'node:assert/strict';
import { test } from 'node:test';
import { openCore, PRODUCTS, Refused, sale } from './support/core.js';
import { each, fakeFiles } from './support/fake_handle.js';

const refuses = (code) => (error) => error instanceof Refused && error.code === code;

async function openShop(files = null) {
  return (await openCore(files)).prepare().load(PRODUCTS);
}

function sell(shop, name) {
  return shop.call('sales.record', sale(shop.core, name));
}

test('a shop in memory sells, and sells an id only once', async () => {
  const shop = await openShop();
  const receipt = sell(shop, 'one');
  assert.equal(receipt.total, 1250 + 420 + 890);
  assert.deepEqual(sell(shop, 'one').number, receipt.number);
  const { receipts, lines, payments, moves, integrity } = shop.check();
  assert.deepEqual({ receipts, lines, payments, moves, integrity }, { receipts: 1, lines: 3, payments: 1, moves: 3, integrity: 'ok' });
});

test('a barcode and a part of a name find the product', async () => {
  const shop = await openShop();
  assert.equal(shop.call('catalog.lookup', { barcode: '7750182000017' }).product.name, 'Café molido');
  assert.equal(shop.call('catalog.lookup', { barcode: '0000000000000' }).product, null);
  assert.equal(shop.call('catalog.search', { text: 'cafe', limit: 20 }).products[0].sku, 'A-1');
});

test('the same products loaded twice are the same products', async () => {
  const shop = await openShop();
  shop.load(PRODUCTS);
  assert.equal(shop.call('catalog.search', { text: 'leche', limit: 20 }).total, 1);
});

test('malformed input is refused and changes nothing', async () => {
  const shop = await openShop();
  assert.throws(() => shop.call('sales.record', { id: 'no' }), refuses('input.malformed'));
  assert.throws(() => shop.call('no.such_command'), Refused);
  assert.throws(() => JSON.parse(shop.core.call('cart.view', '{')).error.code.notThere.x);
  assert.equal(shop.check().receipts, 0);
});

test('a sale is durable when its call returns: one write, one flush', async () => {
  const files = fakeFiles();
  const shop = await openShop(files);
  sell(shop, 'warm up');
  const before = shop.counters();
  sell(shop, 'one');
  const after = shop.counters();
  assert.equal(after.flushes - before.flushes, 1);
  assert.equal(after.writes - before.writes, 1);
});

for (const [cut, how] of [['power cut', 'afterPowerCut'], ['killed tab', 'afterKill']]) {
  test(`after a ${cut} every sale is there and the numbers go on`, async () => {
    const files = fakeFiles();
    const shop = await openShop(files);
    const numbers = ['one', 'two', 'three'].map((name) => sell(shop, name).number);
    const again = await openCore(each(files, (file) => file[how]()));
    assert.equal(again.check().receipts, 3);
    assert.equal(again.check().integrity, 'ok');
    again.prepare();
    const next = sell(again, 'four').number;
    assert.deepEqual([...numbers, next].map((number) => Number(number.slice(-8))), [1, 2, 3, 4]);
    assert.equal(again.call('audit.verify').ok, true);
  });
}

for (const full of ['throws', 'huge', 'short']) {
  test(`a full disk that ${full} refuses the sale and loses nothing`, async () => {
    const files = fakeFiles();
    const shop = await openShop(files);
    const first = sell(shop, 'one');
    each(files, (file) => (file.full = full));
    assert.throws(() => sell(shop, 'two'), refuses('store.full'));
    each(files, (file) => (file.full = null));
    const second = sell(shop, 'two');
    assert.equal(Number(second.number.slice(-8)), Number(first.number.slice(-8)) + 1);
    assert.equal(shop.check().receipts, 2);
    assert.equal(shop.check().integrity, 'ok');
  });
}

test('lost handles are an error, not a full disk', async () => {
  const files = fakeFiles();
  const shop = await openShop(files);
  each(files, (file) => file.close());
  assert.throws(() => sell(shop, 'one'), refuses('store.io'));
});

test('idle work copies the log back and ends', async () => {
  const files = fakeFiles();
  const shop = await openShop(files);
  for (let n = 0; n < 100; n++) sell(shop, `sale ${n}`);
  const before = files.main.writes;
  for (let slices = 0; shop.core.idle(4); slices++) assert.ok(slices < 10_000);
  assert.ok(files.main.writes > before);
  assert.equal(shop.check().receipts, 100);
});

test('the replica asks for nothing before the device is enrolled, and for the hub when it shall be', async () => {
  const { core } = await openCore();
  assert.equal(core.next(), null);
  assert.equal(JSON.parse(core.enrol('', 'K7QM-2XRP', 'test')).ok, true);
  const request = core.next();
  assert.equal(request.method, 'POST');
  assert.equal(request.url, '/v1/enrol');
  assert.equal(request.headers['Content-Type'], 'application/cbor');
  assert.ok(request.body instanceof Uint8Array && request.body.length > 0);
  core.answer(request.id, 0, new Uint8Array());
  assert.equal(JSON.parse(core.connection()).error.code, 'sync.unreachable');
});
