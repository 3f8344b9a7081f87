// Measures the scanner beside npm's zxing-wasm on the same pictures and prints the table. See README.md.
//
//   node scan.js [--each 27] [--seed 1] [--save DIR] [--json FILE]

import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { brotliCompressSync } from 'node:zlib';
import { prepareZXingModule, readBarcodes, ZXING_WASM_VERSION } from 'zxing-wasm/reader';
import { toPng } from '../scanning/images/png.js';
import { CATEGORY_NAMES, pictures } from '../scanning/images/set.js';
import { loadScanner } from '../scanning/scanner.js';
import { table } from './statistics.js';

const KIB = 1024;
const MODULE = new URL('../../build/wasm-release/core/scanner.wasm', import.meta.url);
const PEER = new URL('./node_modules/zxing-wasm/dist/reader/zxing_reader.wasm', import.meta.url);
/** What zxing-wasm calls the symbologies of SCAN-1. */
const FORMATS = ['EAN13', 'EAN8', 'UPCA', 'UPCE', 'Code128', 'Code39', 'ITF', 'QRCode', 'DataMatrix'];
const BAR_TIME = 0.8;
const BAR_SIZE = 260 * KIB;

const { values } = parseArgs({
  options: {
    each: { type: 'string', default: '27' },
    seed: { type: 'string', default: '1' },
    save: { type: 'string' },
    json: { type: 'string' },
  },
});

const readers = await openReaders();
const results = [];
for (const category of CATEGORY_NAMES) {
  for (const picture of pictures(category, Number(values.each), Number(values.seed))) {
    if (values.save !== undefined) save(picture, values.save);
    results.push({ category, name: picture.name, ...(await measure(picture)) });
  }
}
if (values.json !== undefined) writeFileSync(values.json, JSON.stringify(results, null, 1));
process.exitCode = report() ? 0 : 1;

/** All three get the same colour pixels; ours and the first peer look for the same symbologies. */
async function openReaders() {
  const binary = readFileSync(PEER);
  prepareZXingModule({ overrides: { wasmBinary: binary.buffer.slice(binary.byteOffset, binary.byteOffset + binary.length) } });
  const ours = await loadScanner();
  return {
    Mostrador: (image) => ours.readColour(image),
    [`zxing-wasm ${ZXING_WASM_VERSION}, our symbologies`]: (image) => readBarcodes(image, { formats: FORMATS }),
    [`zxing-wasm ${ZXING_WASM_VERSION}, as it comes`]: (image) => readBarcodes(image),
  };
}

async function measure(picture) {
  const image = toImageData(picture);
  const measured = {};
  for (const [name, read] of Object.entries(readers)) {
    await read(image); // once before: memory grows, code is compiled
    const start = performance.now();
    const found = await read(image);
    const ms = performance.now() - start;
    const texts = found.map(({ text }) => gtin(text));
    const truth = new Set(picture.truth.flatMap(spellings));
    const complete = picture.truth.every((code) => spellings(code).some((text) => texts.includes(text)));
    measured[name] = { ms, complete, wrong: texts.filter((text) => !truth.has(text)).length };
  }
  return { measured };
}

function toImageData({ width, height, grey }) {
  const data = new Uint8ClampedArray(width * height * 4);
  for (let i = 0; i < grey.length; i++) {
    data.fill(grey[i], 4 * i, 4 * i + 3);
    data[4 * i + 3] = 255;
  }
  return { width, height, data, colorSpace: 'srgb' };
}

/** UPC and EAN are written with and without leading zeros, a UPC-E also as the UPC-A it stands for. */
function gtin(text) {
  return /^\d+$/.test(text) ? text.replace(/^0+/, '') : text;
}

function spellings({ format, text }) {
  return format === 'UPC-E' ? [gtin(text), gtin(asUpcA(text))] : [gtin(text)];
}

function asUpcA(text) {
  const [six, last] = [text.slice(1, 7), Number(text[6])];
  const body =
    last <= 2
      ? `${six.slice(0, 2)}${last}0000${six.slice(2, 5)}`
      : last === 3
        ? `${six.slice(0, 3)}00000${six.slice(3, 5)}`
        : last === 4
          ? `${six.slice(0, 4)}00000${six[4]}`
          : `${six.slice(0, 5)}0000${last}`;
  return `${text[0]}${body}${text[7]}`;
}

function save(picture, folder) {
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, `${picture.name}.png`), toPng(picture));
  const lines = picture.truth.map(({ format, text }) => `${format}\t${text}\n`);
  writeFileSync(join(folder, `${picture.name}.txt`), lines.join(''));
}

function sums(name, category = null) {
  const rows = results.filter((each) => category === null || each.category === category).map(({ measured }) => measured[name]);
  const add = (value) => rows.reduce((sum, row) => sum + value(row), 0);
  return { count: rows.length, complete: add(({ complete }) => Number(complete)), wrong: add(({ wrong }) => wrong), ms: add(({ ms }) => ms) };
}

function report() {
  const names = Object.keys(readers);
  const cell = (name, category) => {
    const { count, complete, ms } = sums(name, category);
    return `${complete}/${count} ${(ms / count).toFixed(1)}`;
  };
  console.log(`Pictures with every code read, and milliseconds for each picture (seed ${values.seed})\n`);
  console.log(table(['', ...names], CATEGORY_NAMES.map((category) => [category, ...names.map((name) => cell(name, category))])));
  const [ours, ...peers] = names.map((name) => ({ name, ...sums(name) }));
  console.log('');
  console.log(
    table(
      ['', 'read', 'wrong', 'ms in all', 'Mostrador to it'],
      [ours, ...peers].map(({ name, count, complete, wrong, ms }) => [name, `${complete}/${count}`, wrong, ms.toFixed(0), `${(ours.ms / ms).toFixed(2)}×`].map(String)),
    ),
  );
  const size = brotliCompressSync(readFileSync(MODULE)).length;
  const [same] = peers;
  const bars = [
    [`read, at least as many as ${same.name}`, ours.complete, same.complete, ours.complete >= same.complete],
    ['time to it', (ours.ms / same.ms).toFixed(2), BAR_TIME, ours.ms <= BAR_TIME * same.ms],
    ['scanner.wasm, KiB of brotli', (size / KIB).toFixed(0), BAR_SIZE / KIB, size <= BAR_SIZE],
  ];
  console.log('\nBars');
  console.log(table(['', 'measured', 'bar', ''], bars.map(([name, shown, bar, ok]) => [name, String(shown), String(bar), ok ? 'ok' : 'MISSED'])));
  return bars.every(([, , , ok]) => ok);
}
