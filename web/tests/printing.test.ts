import './page.ts';
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { chunksOf } from '../src/print/drivers/driver';
import { failureOf, PrintFailure } from '../src/print/failure';
import { en, es, p } from '../src/print/texts';
import { changePrinter, changeSetup, setup } from '../src/print/setup';
import { language } from '../src/state/preferences';

const placeholders = (text: string) =>
  [...text.matchAll(/\{(\w+)\}/g)].map((match) => match[1]).sort();

test('the texts of printing say the same in both languages, in different words', () => {
  for (const key of Object.keys(es) as (keyof typeof es)[]) {
    assert.deepEqual(placeholders(en[key]), placeholders(es[key]), key);
    if (key !== 'no') assert.notEqual(en[key], es[key], key);
  }
  language.value = 'en';
  assert.equal(p('chosen', { name: 'TM-T20' }), 'Printer picked: TM-T20');
  language.value = 'es';
});

test('bytes go out in pieces, all of them, in order', () => {
  const bytes = Uint8Array.from({ length: 1000 }, (_, i) => i % 256);
  const chunks = [...chunksOf(bytes, 180)];
  assert.deepEqual(
    chunks.map(({ length }) => length),
    [180, 180, 180, 180, 180, 100],
  );
  assert.deepEqual(Buffer.concat(chunks), Buffer.from(bytes));
  assert.equal([...chunksOf(new Uint8Array(), 180)].length, 0);
});

test('what a browser throws becomes a reason', () => {
  assert.equal(failureOf(new DOMException('', 'NotFoundError')).code, 'not_chosen');
  assert.equal(failureOf(new DOMException('', 'SecurityError')).code, 'refused');
  assert.equal(failureOf(new DOMException('', 'InvalidStateError')).code, 'taken');
  assert.equal(failureOf(new Error('cable')).code, 'interrupted');
  assert.equal(failureOf(new PrintFailure('no_channel')).code, 'no_channel');
});

test('the set-up is kept on this device', () => {
  changeSetup({ connection: 'hub', hubPrinter: 'Barra' });
  changePrinter({ columns: 32 });
  const kept = JSON.parse(localStorage.getItem('printer')!) as typeof setup.value;
  assert.equal(kept.connection, 'hub');
  assert.equal(kept.printer.columns, 32);
  assert.equal(kept.printer.codePage, 'pc858');
});
