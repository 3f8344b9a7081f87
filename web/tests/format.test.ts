import './page.ts';
import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { DeviceStatus } from '../src/core/commands';
import { decimal, minutesAndSeconds, money, moment, timeOfDay } from '../src/format';
import { device } from '../src/state/device';
import { language } from '../src/state/preferences';

function inShop(
  country: string,
  currency: { code: string; symbol: string; digits: number },
  timeZone = 'America/Lima',
): void {
  device.value = { tenant: { id: '', name: '', country, currency, timeZone } } as DeviceStatus;
}
const soles = { code: 'PEN', symbol: 'S/', digits: 2 };

test('money is shown with the digits and the symbol of the tenant', () => {
  inShop('PE', soles);
  assert.equal(money(0), 'S/ 0.00');
  assert.equal(money(5), 'S/ 0.05');
  assert.equal(money(1250), 'S/ 12.50');
  assert.equal(money(123456789), 'S/ 1,234,567.89');
});

test('a currency without cents has none', () => {
  inShop('CL', { code: 'CLP', symbol: '$', digits: 0 }, 'America/Santiago');
  assert.equal(money(12990), '$ 12.990');
});

test('three minor digits', () => {
  inShop('PE', { code: 'KWD', symbol: 'KD', digits: 3 });
  assert.equal(money(1005), 'KD 1.005');
});

test('where the symbol stands follows the country', () => {
  inShop('ES', { code: 'EUR', symbol: '€', digits: 2 }, 'Europe/Madrid');
  assert.equal(money(123450), '1234,50 €');
});

test('the sign comes before the symbol', () => {
  inShop('PE', soles);
  assert.equal(money(-77146), '−S/ 771.46');
});

test('the largest safe amount keeps every cent', () => {
  inShop('PE', soles);
  assert.equal(money(9007199254740991), 'S/ 90,071,992,547,409.91');
});

test('quantities are decimals as text, not floating point', () => {
  inShop('ES', soles);
  assert.equal(decimal('0.250'), '0,25');
  assert.equal(decimal('3'), '3');
});

test('times are shown in the zone of the shop', () => {
  inShop('PE', soles);
  language.value = 'en';
  const threeInLima = Date.UTC(2025, 0, 15, 20, 5) * 1000;
  assert.match(timeOfDay(threeInLima), /0?3:05/);
  assert.match(moment(threeInLima), /Jan/);
  language.value = 'es';
});

test('a countdown shows minutes and seconds', () => {
  assert.equal(minutesAndSeconds(271), '4:31');
  assert.equal(minutesAndSeconds(9), '0:09');
});
