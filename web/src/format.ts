import { computed } from '@preact/signals';
import type { Dec, Micros, Minor } from './core/commands';
import { device } from './state/device';
import { language } from './state/preferences';

const locale = computed(() => {
  const country = device.value?.tenant?.country;
  return country ? `${language.value}-${country}` : language.value;
});
const currency = computed(
  () => device.value?.tenant?.currency ?? { code: 'XXX', symbol: '', digits: 2 },
);

const moneyFormat = computed(
  () =>
    new Intl.NumberFormat(locale.value, {
      style: 'currency',
      currency: currency.value.code,
      minimumFractionDigits: currency.value.digits,
      maximumFractionDigits: currency.value.digits,
    }),
);
const decimalFormat = computed(
  () => new Intl.NumberFormat(locale.value, { maximumFractionDigits: 9 }),
);

function dateFormat(options: Intl.DateTimeFormatOptions) {
  return computed(() => {
    const timeZone = device.value?.tenant?.timeZone;
    return new Intl.DateTimeFormat(locale.value, timeZone ? { ...options, timeZone } : options);
  });
}
const timeFormat = dateFormat({ hour: '2-digit', minute: '2-digit' });
const dayFormat = dateFormat({
  day: 'numeric',
  month: 'short',
  hour: '2-digit',
  minute: '2-digit',
});
const longDayFormat = dateFormat({ weekday: 'long', day: 'numeric', month: 'long' });
const calendarFormat = computed(
  () => new Intl.DateTimeFormat(locale.value, { day: 'numeric', month: 'short', timeZone: 'UTC' }),
);
const dayKey = dateFormat({ year: 'numeric', month: '2-digit', day: '2-digit' });

/** Minor units as the decimal text that Intl reads exactly: 1250 with two digits is "12.50". */
function decimalText(minor: Minor, digits: number): Intl.StringNumericLiteral {
  const sign = minor < 0 ? '-' : '';
  const figures = String(Math.abs(minor)).padStart(digits + 1, '0');
  const whole = figures.slice(0, figures.length - digits);
  const text = digits === 0 ? whole : `${whole}.${figures.slice(-digits)}`;
  return `${sign}${text}` as Intl.StringNumericLiteral;
}

/** The pieces of an amount, with the tenant's own symbol, so that the symbol can be set smaller. */
export interface MoneyParts {
  sign: string;
  symbol: string;
  symbolFirst: boolean;
  figures: string;
}

const FIGURES = new Set(['integer', 'group', 'decimal', 'fraction']);

export function moneyParts(minor: Minor): MoneyParts {
  const { digits, symbol } = currency.value;
  const parts = moneyFormat.value.formatToParts(decimalText(minor, digits));
  const symbolAt = parts.findIndex(({ type }) => type === 'currency');
  const firstFigure = parts.findIndex(({ type }) => type === 'integer');
  const figures = parts
    .filter(({ type }) => FIGURES.has(type))
    .map(({ value }) => value)
    .join('');
  return { sign: minor < 0 ? '−' : '', symbol, symbolFirst: symbolAt < firstFigure, figures };
}

/** An amount as text: "S/ 12.50". */
export function money(minor: Minor): string {
  const { sign, symbol, symbolFirst, figures } = moneyParts(minor);
  return symbolFirst ? `${sign}${symbol} ${figures}` : `${sign}${figures} ${symbol}`;
}

/** A quantity or a rate in the reader's notation: "0.250" is "0,25" in Spain. */
export function decimal(value: Dec): string {
  return decimalFormat.value.format(value as Intl.StringNumericLiteral);
}

/** "14:32" */
export function timeOfDay(at: Micros): string {
  return timeFormat.value.format(at / 1000);
}

/** "14:32" today, "3 may, 14:32" on another day. */
export function moment(at: Micros): string {
  const today = dayKey.value.format(Date.now()) === dayKey.value.format(at / 1000);
  return today ? timeOfDay(at) : dayFormat.value.format(at / 1000);
}

/** "jueves, 20 de noviembre" */
export function longDay(at: Micros): string {
  return longDayFormat.value.format(at / 1000);
}

/** "20 nov" for a day of the shop's calendar, "2026-11-20". */
export function calendarDay(date: string): string {
  return calendarFormat.value.format(new Date(`${date}T00:00:00Z`));
}

/** Tenths of a per cent as a figure: 125 is "12,5" in Spain. */
export function percent(tenths: number): string {
  return decimalFormat.value.format(decimalText(tenths, 1));
}

/** "20/11/2026" */
export function day(at: Micros): string {
  return dayKey.value.format(at / 1000);
}

/** "4:59" for a countdown. */
export function minutesAndSeconds(seconds: number): string {
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`;
}
