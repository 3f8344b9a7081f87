import { language, type Language } from '../state/preferences';

// The texts of promotions and service charges. They come with their screen, not with the first one.

const es = {
  title: 'Promociones y servicio',
  intro: 'De cada producto vale la primera promoción que corresponde. Se aplica sola en la venta.',
  none: 'Todavía no hay promociones',
  none_text: 'Por ejemplo: 2x1 en cafés, la tercera a mitad de precio, −10 % los martes.',
  pick: 'Elige una promoción para cambiarla',
  add: 'Nueva promoción',
  name_example: '2x1 en cafés',
  kind: 'Qué rebaja',
  'kind.percent': 'Todas las unidades',
  'kind.nth': 'Una de cada…',
  every: 'Una de cada',
  percent: 'Porcentaje menos',
  percent_hint: '100 % es gratis.',
  for: 'En qué productos',
  everything: 'Sin elegir nada, en todos.',
  product: 'Producto',
  'summary.percent': '−{percent} %',
  'summary.nth': '1 de cada {every} a −{percent} %',
  archive_question: '¿Terminar «{name}»?',
  archive_text: 'Deja de aplicarse en todos los equipos. Los recibos la siguen nombrando.',
  archive: 'Terminar',
  service: 'Cargo por servicio',
  service_text: 'Se suma según cómo se pide, sobre los productos sin impuestos.',
  service_name: 'Nombre en el recibo',
  service_example: 'Servicio',
  service_percent: 'Porcentaje',
  service_tax: 'Impuesto del cargo',
  service_none: 'sin cargo',
  service_remove: 'Quitar el cargo',
} as const;

type Key = keyof typeof es;

const en: Record<Key, string> = {
  title: 'Promotions and service',
  intro:
    'Of each product the first promotion that fits counts. It is applied by itself in the sale.',
  none: 'No promotions yet',
  none_text: 'For example: two coffees for one, the third at half price, 10 % off on Tuesdays.',
  pick: 'Choose a promotion to change it',
  add: 'New promotion',
  name_example: 'Two coffees for one',
  kind: 'What costs less',
  'kind.percent': 'Every unit',
  'kind.nth': 'One of every…',
  every: 'One of every',
  percent: 'Percent off',
  percent_hint: '100 % is free.',
  for: 'On which products',
  everything: 'With nothing chosen, on all.',
  product: 'Product',
  'summary.percent': '−{percent} %',
  'summary.nth': '1 of every {every} at −{percent} %',
  archive_question: 'End “{name}”?',
  archive_text: 'It is no longer applied on any device. Receipts go on naming it.',
  archive: 'End',
  service: 'Service charge',
  service_text: 'Added by how it is ordered, on the products without taxes.',
  service_name: 'Name on the receipt',
  service_example: 'Service',
  service_percent: 'Percentage',
  service_tax: 'Tax on the charge',
  service_none: 'no charge',
  service_remove: 'Remove the charge',
};

const catalogues: Record<Language, Record<Key, string>> = { es, en };

/** A text of this screen in the language in use. */
export function tq(key: Key, parameters: Record<string, string | number> = {}): string {
  return catalogues[language.value][key].replace(/\{(\w+)\}/g, (_, name: string) =>
    String(parameters[name] ?? ''),
  );
}
