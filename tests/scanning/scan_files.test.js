// What `tests/conformance/run scan` prints; SCAN_FILES names the native program, without it the WebAssembly one is tried.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import jpeg from 'jpeg-js';
import { toPng } from './images/png.js';
import { drawCode } from './images/codes.js';
import { paint, Picture, placement } from './images/picture.js';
import { pictures } from './images/set.js';

const program = process.env.SCAN_FILES
  ? [process.env.SCAN_FILES]
  : [process.execPath, join(import.meta.dirname, 'scan_files.js')];

/** Runs the program over a folder that `fill` puts pictures into: the lines it prints, with paths from there. */
function scan(t, fill) {
  const folder = mkdtempSync(join(tmpdir(), 'mostrador-scan-'));
  t.after(() => rmSync(folder, { recursive: true }));
  fill(folder);
  const { stdout, stderr, status } = spawnSync(program[0], [...program.slice(1), folder], { encoding: 'utf8' });
  const lines = stdout.split('\n').slice(0, -1).map((line) => line.replace(`${folder}/`, ''));
  return { lines, stderr, status };
}

function label(format, text) {
  const code = drawCode(format, text);
  const picture = new Picture(400, 300);
  paint(picture, code, placement(code, { x: 200, y: 150, scale: 2.5 }));
  return { width: 400, height: 300, grey: picture.toBytes() };
}

function toJpeg({ width, height, grey }) {
  const data = Buffer.alloc(width * height * 4, 255);
  grey.forEach((value, i) => data.fill(value, 4 * i, 4 * i + 3));
  return jpeg.encode({ width, height, data }, 85).data;
}

test('one line for each code: path, format, text', (t) => {
  const set = [...pictures('clean', 9, 2), ...pictures('multiple', 2, 2)];
  const { lines, status } = scan(t, (folder) => {
    for (const picture of set) writeFileSync(join(folder, `${picture.name}.png`), toPng(picture));
  });
  assert.equal(status, 0);
  const truth = set.flatMap(({ name, truth }) => truth.map(({ format, text }) => `${name}.png\t${format}\t${text}`));
  assert.deepEqual([...lines].sort(), truth.sort());
});

test('folders in folders, JPEG beside PNG, in the order of their paths', (t) => {
  const { lines, status } = scan(t, (folder) => {
    mkdirSync(join(folder, 'b'));
    writeFileSync(join(folder, 'c.JPG'), toJpeg(label('EAN-13', '7750182000017')));
    writeFileSync(join(folder, 'b/x.png'), toPng(label('UPC-A', '036000291452')));
    writeFileSync(join(folder, 'b/y.jpeg'), toJpeg(label('UPC-E', '01234565')));
    writeFileSync(join(folder, 'a.png'), toPng({ width: 64, height: 64, grey: new Uint8Array(64 * 64).fill(255) }));
    writeFileSync(join(folder, 'notes.txt'), 'no picture');
  });
  assert.equal(status, 0);
  assert.deepEqual(lines, ['b/x.png\tUPC-A\t036000291452', 'b/y.jpeg\tUPC-E\t01234565', 'c.JPG\tEAN-13\t7750182000017']);
});

test('what would break a line is written as an escape', (t) => {
  const { lines } = scan(t, (folder) => writeFileSync(join(folder, 'a.png'), toPng(label('QRCode', 'uno\tdos\nñandú 25 €'))));
  assert.deepEqual(lines, ['a.png\tQRCode\tuno\\x09dos\\x0añandú 25 €']);
});

test('a file that is no picture is named, and the rest is read', (t) => {
  const { lines, stderr, status } = scan(t, (folder) => {
    writeFileSync(join(folder, 'a.png'), 'no picture');
    writeFileSync(join(folder, 'b.png'), toPng(label('EAN-13', '7750182000017')).subarray(0, 300));
    writeFileSync(join(folder, 'c.png'), toPng(label('EAN-13', '7750182000017')));
  });
  assert.equal(status, 1);
  assert.match(stderr, /a\.png/);
  assert.match(stderr, /b\.png/);
  assert.deepEqual(lines, ['c.png\tEAN-13\t7750182000017']);
});
