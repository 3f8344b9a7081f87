import assert from 'node:assert/strict';
import { test } from 'node:test';
import { FORMATS, randomCode } from '../scanning/images/codes.js';
import { paint, Picture, placement } from '../scanning/images/picture.js';
import { Random } from '../scanning/images/random.js';
import { pictures } from '../scanning/images/set.js';
import { loadScanner } from '../scanning/scanner.js';

const scanner = await loadScanner();
const said = (codes) => codes.map(({ format, text }) => `${format} ${text}`).sort();

function label(code, { width = 640, height = 480, scale = 3, ink = 0, paper = 1, degrees = 0 } = {}) {
  const picture = new Picture(width, height, 0.7);
  paint(picture, code, placement(code, { x: width / 2, y: height / 2, scale, degrees }), { ink, paper });
  return { width, height, grey: picture.toBytes() };
}

for (const format of FORMATS) {
  test(`${format} is read with its format and its text`, () => {
    const random = new Random(11);
    for (let i = 0; i < 5; i++) {
      const code = randomCode(format, random);
      assert.deepEqual(said(scanner.readGrey(label(code))), said([code]));
    }
  });
}

test('a code is read from every side', () => {
  const random = new Random(12);
  for (const format of FORMATS) {
    const code = randomCode(format, random);
    for (const degrees of [30, 45, 60, 90, 135, 180, 270, 315]) {
      const found = scanner.readGrey(label(code, { scale: 2.5, degrees, height: 640 }));
      assert.deepEqual(said(found), said([code]), `${format} at ${degrees}°`);
    }
  }
});

test('squares in white on black are read', () => {
  const random = new Random(13);
  for (const format of ['QRCode', 'DataMatrix']) {
    const code = randomCode(format, random);
    assert.deepEqual(said(scanner.readGrey(label(code, { scale: 5, ink: 1, paper: 0 }))), said([code]));
  }
});

test('all codes of a picture are found, each once', () => {
  for (const picture of pictures('multiple', 12, 4)) {
    assert.deepEqual(said(scanner.readGrey(picture)), said(picture.truth), picture.name);
  }
});

test('the corners lie around the code', () => {
  const code = randomCode('QRCode', new Random(14));
  for (const degrees of [0, 90, 200]) {
    const [{ corners }] = scanner.readGrey(label(code, { degrees }));
    for (let i = 0; i < 8; i += 2) {
      const distance = Math.hypot(corners[i] - 320, corners[i + 1] - 240);
      assert.ok(Math.abs(distance - (code.width * 3 * Math.SQRT2) / 2) < 9, `${corners}`);
    }
  }
});

test('colours are read by their brightness', () => {
  const { width, height, grey } = label(randomCode('EAN-13', new Random(15)));
  const data = new Uint8Array(width * height * 4);
  grey.forEach((value, i) => data.set([value > 127 ? 250 : 20, value > 127 ? 240 : 60, value > 127 ? 90 : 20, 255], 4 * i));
  assert.equal(scanner.readColour({ width, height, data }).length, 1);
});

test('pictures without a code, of any size, have none', () => {
  const random = new Random(16);
  for (const [width, height] of [[0, 0], [1, 1], [1, 500], [500, 1], [7, 9], [15, 300], [300, 15], [64, 64], [321, 123], [640, 480]]) {
    const noise = Uint8Array.from({ length: width * height }, () => random.integer(0, 255));
    assert.deepEqual(scanner.readGrey({ width, height, grey: noise }), [], `noise of ${width}×${height}`);
    assert.deepEqual(scanner.readGrey({ width, height, grey: noise.fill(200) }), [], `grey of ${width}×${height}`);
  }
});

test('a picture that is larger than what was given is refused', () => {
  assert.deepEqual(scanner.readFrame({ width: 16, height: 16, grey: new Uint8Array(16), stride: 16 }, 0), []);
  assert.deepEqual(scanner.readFrame({ width: 16, height: 1, grey: new Uint8Array(16), stride: 8 }, 0), []);
});

test('what one frame cannot read, one of the next ones does', () => {
  let read = 0;
  for (const picture of pictures('small', 9, 3)) {
    const still = scanner.readGrey(picture);
    const frames = Array.from({ length: 12 }, (_, number) => scanner.readFrame({ ...picture, stride: picture.width }, number));
    const film = new Set(frames.flatMap(said));
    for (const code of said(still)) assert.ok(film.has(code), `${picture.name}: ${code}`);
    read += still.length;
  }
  assert.ok(read > 0);
});
