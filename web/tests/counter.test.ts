import './page.ts';
import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  dropTyping,
  eraseTyped,
  settleTyping,
  takeQuantity,
  takeSettledQuantity,
  typedQuantity,
  typeQuantity,
} from '../src/state/typing';
import { stepped } from '../src/ui/quantity';
import { WedgeReader } from '../src/ui/scanner';

function type(reader: WedgeReader, text: string, pauseMs: number, fromMs = 1000): string | null {
  [...text].forEach((character, at) => reader.push(character, fromMs + at * pauseMs));
  return reader.push('Enter', fromMs + text.length * pauseMs);
}

test('a scanner is known by its pace', () => {
  assert.equal(type(new WedgeReader(), '7750182000017', 4), '7750182000017');
  assert.equal(type(new WedgeReader(), '7750182000017', 30), '7750182000017');
});

test('a scanner may end its codes with Tab', () => {
  const reader = new WedgeReader();
  [...'7750182000017'].forEach((character, at) => reader.push(character, at * 4));
  assert.equal(reader.push('Tab', 60), '7750182000017');
  assert.equal(reader.push('Tab', 70), null);
});

test('a person is not taken for a scanner', () => {
  assert.equal(type(new WedgeReader(), '7750182000017', 80), null);
  assert.equal(type(new WedgeReader(), '12', 5), null);
});

test('what was typed by hand before a scan is not part of the code', () => {
  const reader = new WedgeReader();
  reader.push('3', 0);
  assert.equal(type(reader, '7750182000017', 4, 900), '7750182000017');
});

test('one scan does not leak into the next', () => {
  const reader = new WedgeReader();
  assert.equal(type(reader, '7750182000017', 4, 0), '7750182000017');
  assert.equal(reader.push('Enter', 100), null);
  assert.equal(type(reader, '4006381333931', 4, 200), '4006381333931');
});

test('shift and other keys do not break a code', () => {
  const reader = new WedgeReader();
  [...'ABC-12'].forEach((character, at) => {
    reader.push('Shift', at * 8);
    reader.push(character, at * 8 + 4);
  });
  assert.equal(reader.push('Enter', 60), 'ABC-12');
});

test('typed digits are the quantity of the next product, once', () => {
  [...'12'].forEach(typeQuantity);
  assert.equal(takeQuantity(), '12');
  assert.equal(takeQuantity(), null);
});

test('a comma is a decimal point; a second one is refused', () => {
  [...'0,25'].forEach(typeQuantity);
  settleTyping();
  typeQuantity('.');
  assert.equal(takeQuantity(), '0.25');
});

test('the digits of a scanned code are no quantity, what came before is', async () => {
  typeQuantity('3');
  settleTyping();
  [...'7750182000017'].forEach(typeQuantity);
  assert.equal(takeSettledQuantity(), '3');
  assert.equal(typedQuantity.value, '');
});

test('erasing and dropping', () => {
  [...'45'].forEach(typeQuantity);
  eraseTyped();
  assert.equal(typedQuantity.value, '4');
  dropTyping();
  assert.equal(takeQuantity(), null);
});

test('quantities step by whole units and never to zero', () => {
  assert.equal(stepped('1', 1), '2');
  assert.equal(stepped('2', -1), '1');
  assert.equal(stepped('1', -1), null);
  assert.equal(stepped('0.250', 1), null);
});
