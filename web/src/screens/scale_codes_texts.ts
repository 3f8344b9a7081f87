// The texts of the scales' codes, which are loaded with their screen. The same rules as in i18n/es.ts.

import { language } from '../state/preferences';

const es = {
  title: 'Códigos de balanza',
  intro:
    'Cómo escribe la balanza el peso o el precio en sus etiquetas de 13 cifras. Vale para toda la tienda.',
  none: 'Todavía no hay ninguno: una etiqueta de balanza no se reconoce.',
  prefix: 'Empieza por',
  prefix_hint: '02 o de 20 a 29, hasta 4 cifras',
  measure: 'La etiqueta lleva',
  'measure.weight': 'Peso',
  'measure.price': 'Precio',
  article_digits: 'Cifras del artículo',
  value_digits: 'Cifras del valor',
  decimals: 'Decimales del valor',
  add: 'Añadir',
  remove: 'Quitar {prefix}',
  weight: 'Peso en kg',
  price: 'Precio',
  summary: '{measure} · artículo de {article} cifras · {value} cifras, {decimals} decimales',
  article_hint:
    'El artículo se busca por su código: el de la balanza con ceros, el prefijo con el número, o el número solo.',
  back: 'Volver a ajustes',
};

const en: typeof es = {
  title: 'Scale codes',
  intro: 'How the scale writes weight or price on its labels of 13 digits. For the whole shop.',
  none: 'There are none yet: a scale’s label is not recognised.',
  prefix: 'Starts with',
  prefix_hint: '02 or 20 to 29, up to 4 digits',
  measure: 'The label holds',
  'measure.weight': 'Weight',
  'measure.price': 'Price',
  article_digits: 'Digits of the article',
  value_digits: 'Digits of the value',
  decimals: 'Decimals of the value',
  add: 'Add',
  remove: 'Remove {prefix}',
  weight: 'Weight in kg',
  price: 'Price',
  summary: '{measure} · article of {article} digits · {value} digits, {decimals} decimals',
  article_hint:
    'The article is found by its code: the scale’s with zeros, the prefix with the number, or the number alone.',
  back: 'Back to settings',
};

/** The text of a key in the language in use. */
export function s(key: keyof typeof es, parameters: Record<string, string | number> = {}): string {
  const text: string = (language.value === 'en' ? en : es)[key];
  return text.replace(/\{(\w+)\}/g, (_, name: string) => String(parameters[name] ?? ''));
}
