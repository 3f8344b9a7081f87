import assert from 'node:assert/strict';
import { test } from 'node:test';
import { csvOf, piecesOf } from '../src/import/csv.ts';

test('a sheet is one line of CSV for each row, quoted where it must be', () => {
  assert.equal(
    csvOf([
      ['sku', 'name', 'price'],
      ['A "1"', 'Pan, blanco\nde molde', 3.5],
      [7750182000017, null, 12.000000000000002],
      [true, new Date(Date.UTC(2026, 11, 1)), ''],
    ]),
    'sku,name,price\n"A ""1""","Pan, blanco de molde",3.5\n7750182000017,,12\ntrue,2026-12-01,',
  );
});

test('a long list goes in pieces that break no character', () => {
  const text = '🙂'.repeat(400_000);
  const pieces = piecesOf(text);
  assert.equal(pieces.join(''), text);
  assert.ok(pieces.length > 1);
  assert.ok(pieces.every((piece) => !/[\uD800-\uDBFF]$/.test(piece)));
});
