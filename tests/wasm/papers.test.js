import assert from 'node:assert/strict';
import { join } from 'node:path';
import { test } from 'node:test';
import { pathToFileURL } from 'node:url';
import { inflateSync } from 'node:zlib';

const folder = process.env.MOSTRADOR_CORE ?? join(import.meta.dirname, '../../build/wasm-release/core');
const { default: createModule } = await import(pathToFileURL(join(folder, 'papers.js')));
const papers = await createModule();

const printer = {
  columns: 48,
  dots: 576,
  dpi: 203,
  codePage: 'pc858',
  qr: 'raster',
  barcode: 'native',
  cuts: true,
  drawer: false,
};

function bytes(reply) {
  assert.ok(reply.ok, JSON.stringify(reply.error));
  return Buffer.from(reply.bytes);
}

const testPaper = () => [JSON.parse(papers.testPaper(JSON.stringify(printer), 'es').paper)];

test('the test page goes through every renderer, the same each time', () => {
  const models = JSON.stringify(testPaper());
  const escpos = bytes(papers.escpos(models, JSON.stringify(printer), null));
  assert.deepEqual([...escpos.subarray(0, 5)], [0x1b, 0x40, 0x1b, 0x74, 19]);
  assert.ok(escpos.includes(Buffer.from([0xd5])), 'the euro sign');
  const pdf = bytes(papers.pdf(models, 'mm80', null));
  assert.ok(pdf.toString('latin1').startsWith('%PDF-1.4'));
  assert.deepEqual(pdf, bytes(papers.pdf(models, 'mm80', null)));
  const { html } = papers.html(models);
  assert.match(html, /<svg class="barcode"/);
});

test('a logo becomes dots', () => {
  const logo = { grey: new Uint8Array(64 * 8), width: 64, height: 8 };
  const with_logo = bytes(papers.escpos(JSON.stringify(testPaper()), JSON.stringify(printer), logo));
  const picture = Buffer.from([0x1d, 0x76, 0x30, 0, 8, 0, 8, 0, 0xff, 0xff]);
  assert.ok(with_logo.includes(picture));
});

test('a code as PNG has the size that was asked for, and a quiet zone', () => {
  const png = bytes(papers.png('qr', 'mostrador', 34, 203));
  assert.equal(png.toString('latin1', 1, 4), 'PNG');
  const width = png.readUInt32BE(16);
  const module = width / 29; // 21 modules and 4 on each side
  assert.equal(module, 13); // 273 dots are 34.2 mm
  const data = png.indexOf('IDAT');
  const rows = inflateSync(png.subarray(data + 4, data + 4 + png.readUInt32BE(data - 4)));
  const row = Math.ceil(width / 8) + 1;
  assert.equal(rows.length, row * width);
  assert.ok(rows.subarray(1, row).every((byte) => byte === 0xff), 'white above');
  assert.notEqual(rows[row * (4 * module) + 1 + Math.floor((4 * module) / 8) + 1], 0xff, 'the finder pattern');
});

test('what cannot be drawn is refused with a code', () => {
  const code = (reply) => (reply.ok ? 'ok' : reply.error.code);
  assert.equal(code(papers.escpos('{', '{}', null)), 'input.malformed');
  assert.equal(code(papers.escpos('[]', JSON.stringify({ ...printer, columns: 1 }), null)), 'input.out_of_range');
  assert.equal(code(papers.pdf('[]', 'a5', null)), 'input.malformed');
  assert.equal(code(papers.pdf('[]', 'a4', null)), 'input.missing');
  assert.equal(code(papers.png('ean13', '123', 10, 203)), 'input.out_of_range');
  assert.equal(code(papers.png('maxicode', '123', 10, 203)), 'input.malformed');
  assert.equal(code(papers.png('qr', 'x'.repeat(5000), 30, 203)), 'input.out_of_range');
  const flood = testPaper().map((paper) => ({ ...paper, copies: 1e6 }));
  assert.equal(code(papers.escpos(JSON.stringify(flood), JSON.stringify(printer), null)), 'input.out_of_range');
  assert.equal(code(papers.html(JSON.stringify(flood))), 'input.out_of_range');
});
