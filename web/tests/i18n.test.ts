import './page.ts';
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { CoreError } from '../src/core/errors';
import { errorText, named, refusalsReady, t, tn } from '../src/i18n';
import { en } from '../src/i18n/en';
import { en as english, es as spanish } from '../src/i18n/errors';
import { es } from '../src/i18n/es';
import { language } from '../src/state/preferences';

await refusalsReady;

const placeholders = (text: string) =>
  [...text.matchAll(/\{(\w+)\}/g)].map((match) => match[1]).sort();

test('both languages use the same parameters in every text', () => {
  for (const key of Object.keys(es) as (keyof typeof es)[])
    assert.deepEqual(placeholders(en[key]), placeholders(es[key]), key);
  for (const code of Object.keys(spanish) as (keyof typeof spanish)[])
    assert.deepEqual(placeholders(english[code]), placeholders(spanish[code]), code);
});

test('no English text was forgotten in Spanish', () => {
  const sameInBoth = new Set(['cart.total', 'register.base']);
  const same = (Object.keys(es) as (keyof typeof es)[]).filter(
    (key) => en[key] === es[key] && /[a-z]{4}/i.test(es[key]) && !sameInBoth.has(key),
  );
  assert.deepEqual(same, []);
});

test('texts take their parameters and follow the language', () => {
  language.value = 'es';
  assert.equal(t('done.receipt', { number: 'R001-00000042' }), 'Recibo R001-00000042');
  language.value = 'en';
  assert.equal(t('done.receipt', { number: 'R001-00000042' }), 'Receipt R001-00000042');
  language.value = 'es';
});

test('plural forms', () => {
  assert.equal(tn('sell.results', 1), '1 resultado');
  assert.equal(tn('sell.results', 20), '20 resultados');
});

test('words of data fall back to themselves', () => {
  assert.equal(named('method', 'cash'), 'Efectivo');
  assert.equal(named('method', 'seashells'), 'seashells');
});

test('an error is told with its parameters, money as money', () => {
  const short = new CoreError({
    code: 'sales.tender_short',
    parameters: { due: '1250', given: '1000' },
    detail: '',
  });
  assert.match(errorText(short), /12,50.*10,00/);
});

test('an error that nobody knows still says its code', () => {
  const odd = new CoreError({ code: 'moon.full', parameters: {}, detail: '' });
  assert.match(errorText(odd), /moon\.full/);
});
