import assert from 'node:assert/strict';
import { test } from 'node:test';
import { aimedAt } from '../src/scan/aimed';
import { visiblePart } from '../src/scan/region';
import { Repeats } from '../src/scan/repeats';

const code = (text: string, format = 'EAN-13') => ({ format, text, corners: [] });
const texts = (codes: { text: string }[]) => codes.map(({ text }) => text).join(' ');

test('a code in sight counts once', () => {
  const repeats = new Repeats();
  assert.equal(texts(repeats.fresh([code('1')], 0)), '1');
  for (let now = 100; now < 10_000; now += 100)
    assert.equal(texts(repeats.fresh([code('1')], now)), '');
});

test('a code that some frames miss is still in sight', () => {
  const repeats = new Repeats();
  repeats.fresh([code('1')], 0);
  repeats.fresh([], 700);
  assert.equal(texts(repeats.fresh([code('1')], 1400)), '');
});

test('a code that was away and is held up again counts again', () => {
  const repeats = new Repeats();
  repeats.fresh([code('1')], 0);
  repeats.fresh([], 1000);
  assert.equal(texts(repeats.fresh([code('1')], 2000)), '1');
});

test('codes do not hide each other', () => {
  const repeats = new Repeats();
  assert.equal(texts(repeats.fresh([code('1'), code('2')], 0)), '1 2');
  assert.equal(texts(repeats.fresh([code('2'), code('3')], 100)), '3');
  assert.equal(texts(repeats.fresh([code('1', 'QRCode')], 200)), '1');
});

test('without a check digit it takes more readings', () => {
  const repeats = new Repeats();
  const counted = (now: number) =>
    texts(repeats.fresh([code('12', 'ITF'), code('AB', 'Code39')], now));
  assert.deepEqual([0, 100, 200, 300].map(counted), ['', 'AB', '12', '']);
});

test('what is read is what is seen', () => {
  const frame = { width: 1280, height: 720 };
  assert.deepEqual(visiblePart(frame, { width: 640, height: 360 }, 1), {
    x: 0,
    y: 0,
    width: 1280,
    height: 720,
  });
  assert.deepEqual(visiblePart(frame, { width: 360, height: 360 }, 1), {
    x: 280,
    y: 0,
    width: 720,
    height: 720,
  });
  assert.deepEqual(visiblePart(frame, { width: 640, height: 360 }, 2), {
    x: 320,
    y: 180,
    width: 640,
    height: 360,
  });
});

test('a region lies at even pixels and inside the frame', () => {
  for (let width = 90; width < 900; width += 37) {
    for (const zoom of [1, 1.3, 2.7, 4]) {
      const part = visiblePart({ width: 641, height: 479 }, { width, height: 500 }, zoom)!;
      for (const value of Object.values(part)) assert.equal(value % 2, 0);
      assert.ok(part.x >= 0 && part.x + part.width <= 641);
      assert.ok(part.y >= 0 && part.y + part.height <= 479);
      assert.ok(part.width > 0 && part.height > 0);
    }
  }
});

test('a camera that shows nothing yet has no region', () => {
  assert.equal(visiblePart({ width: 0, height: 0 }, { width: 300, height: 300 }, 1), null);
  assert.equal(visiblePart({ width: 640, height: 480 }, { width: 0, height: 300 }, 1), null);
});

test('of two QR codes on one paper the one in the middle is meant; barcodes all count', () => {
  const at = (text: string, x: number, format = 'QRCode') => ({
    format,
    text,
    corners: [x, 300, x + 100, 300, x + 100, 400, x, 400],
  });
  const seen = [at('far', 900), at('near', 600), at('shelf', 10, 'EAN-13'), at('left', 0)];
  assert.equal(texts(aimedAt(seen, { x: 640, y: 360 })), 'near shelf');
  assert.equal(texts(aimedAt([at('alone', 0)], { x: 640, y: 360 })), 'alone');
  assert.deepEqual(aimedAt([], { x: 640, y: 360 }), []);
});
