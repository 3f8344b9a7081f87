import { computed, signal } from '@preact/signals';
import type { CoreError } from '../core/client';
import { language, type Language } from '../state/preferences';
import { moment, money, timeOfDay } from '../format';
import { en } from './en';
import { es } from './es';

export type Key = keyof typeof es;

type Placeholder<Text> = Text extends `${string}{${infer Name}}${infer Rest}`
  ? Name | Placeholder<Rest>
  : never;
type Parameters<K extends Key> = [Placeholder<(typeof es)[K]>] extends [never]
  ? []
  : [Record<Placeholder<(typeof es)[K]>, string | number>];
/** A key whose text has no parameters, for tables of texts. */
export type PlainKey = { [K in Key]: Parameters<K> extends [] ? K : never }[Key];
type PluralKey = { [K in Key]: K extends `${infer Base}.other` ? Base : never }[Key];

const catalogues: Record<Language, Record<Key, string>> = { es, en };
const texts = computed(() => catalogues[language.value]);
const plural = computed(() => new Intl.PluralRules(language.value));

/** The text of a key in the language in use: `t('open.submit', { amount: 'S/ 50.00' })`. */
export function t<K extends Key>(key: K, ...parameters: Parameters<K>): string {
  return fill(texts.value[key], parameters[0] ?? {});
}

/** A text with its plural form: `tn('status.pending', 3)`; `shown` is the number as it is written. */
export function tn(key: PluralKey, n: number, shown: string | number = n): string {
  const form = plural.value.select(n) === 'one' ? 'one' : 'other';
  return fill(texts.value[`${key}.${form}`], { n: shown });
}

/** A text whose key comes from data, such as a role or a method of payment; the word itself when it has none. */
export function named(family: 'role' | 'method', word: string): string {
  const all: Record<string, string> = texts.value;
  return all[`${family}.${word}`] ?? word;
}

/** A sentence for each refusal: a third of all texts, which the first screen does not wait for. */
const refusals = signal<Record<Language, Record<string, string>> | null>(null);

/** Resolves when refusals have their sentences; until then they are told by their code. */
export const refusalsReady: Promise<void> = import('./errors').then(
  (sentences) => void (refusals.value = sentences),
  () => {}, // no network before the till was installed: what is told by its code is told all the same
);

/** The sentence for people about a refusal of the core. */
export function errorText({ code, parameters }: Pick<CoreError, 'code' | 'parameters'>): string {
  const readable = Object.fromEntries(
    Object.entries(parameters).map(([name, value]) => [name, readParameter(name, value)]),
  );
  const sentence = refusals.value?.[language.value][code] ?? texts.value['error.unknown'];
  return fill(sentence, { code, ...readable });
}

/** Parameters of errors are raw, as the core has them; some are money or a moment. */
function readParameter(name: string, value: string): string {
  if (name === 'due' || name === 'given' || name === 'balance') return money(Number(value));
  if (name === 'until') return timeOfDay(Number(value));
  if (name === 'when') return moment(Number(value));
  if (name === 'since') return moment(Number(value));
  return value;
}

function fill(text: string, parameters: Record<string, string | number>): string {
  return text.replace(/\{(\w+)\}/g, (_, name: string) => String(parameters[name] ?? ''));
}
