import { language, type Language } from '../state/preferences';

// The texts of price lists. They come with their screen, not with the first one.

const es = {
  title: 'Listas de precios',
  back: 'Productos',
  intro:
    'La primera lista que vale ahora y dice algo del producto pone el precio; si ninguna, vale el del catálogo. En una lista, lo dicho del producto va antes que lo de su categoría.',
  none: 'Todavía no hay listas',
  none_text: 'Por ejemplo: hora feliz, a domicilio, otra sucursal.',
  pick: 'Elige una lista para cambiarla',
  add: 'Nueva lista',
  name: 'Nombre',
  name_example: 'Hora feliz',
  holds: 'vale ahora',
  always: 'Siempre',
  entries_one: '1 precio',
  entries: '{n} precios',
  earlier: 'Antes que {name}',
  when: 'Cuándo vale',
  weekdays: 'Días',
  hours: 'Horas',
  from: 'Desde',
  to: 'Hasta',
  hours_hint: 'La misma hora en ambas: todo el día. Puede pasar de medianoche.',
  valid_from: 'Primer día',
  valid_to: 'Último día',
  types: 'Cómo se pide',
  types_hint: 'Sin elegir ninguno vale para todos.',
  branches: 'Sucursales',
  'type.dine_in': 'En mesa',
  'type.to_go': 'Para llevar',
  'type.delivery': 'A domicilio',
  'type.counter': 'Mostrador',
  says: 'Precios',
  everything: 'Todo',
  add_product: 'Producto',
  add_category: 'Categoría',
  nothing_said: 'Añade un producto, una categoría o un porcentaje para todo.',
  catalog_price: 'catálogo {price}',
  price: 'Precio',
  percent: 'Porcentaje',
  percent_of: 'Porcentaje de {name}',
  remove: 'Quitar {name}',
  save: 'Guardar',
  saved: 'Guardado',
  archive: 'Archivar',
  archive_question: '¿Archivar «{name}»?',
  archive_text: 'Deja de valer en todos los equipos. Los recibos la siguen nombrando.',
  pick_product: 'Elige un producto',
} as const;

type Key = keyof typeof es;

const en: Record<Key, string> = {
  title: 'Price lists',
  back: 'Products',
  intro:
    'The first list that holds now and says something of the product sets the price; if none does, the catalogue’s stands. Within a list, what is said of the product goes before what is said of its category.',
  none: 'No lists yet',
  none_text: 'For example: happy hour, delivery, another branch.',
  pick: 'Choose a list to change it',
  add: 'New list',
  name: 'Name',
  name_example: 'Happy hour',
  holds: 'holds now',
  always: 'Always',
  entries_one: '1 price',
  entries: '{n} prices',
  earlier: 'Before {name}',
  when: 'When it holds',
  weekdays: 'Days',
  hours: 'Hours',
  from: 'From',
  to: 'To',
  hours_hint: 'The same hour in both: the whole day. It may go past midnight.',
  valid_from: 'First day',
  valid_to: 'Last day',
  types: 'How it is ordered',
  types_hint: 'With none chosen it holds for all.',
  branches: 'Branches',
  'type.dine_in': 'At a table',
  'type.to_go': 'To go',
  'type.delivery': 'Delivery',
  'type.counter': 'Counter',
  says: 'Prices',
  everything: 'Everything',
  add_product: 'Product',
  add_category: 'Category',
  nothing_said: 'Add a product, a category or a percentage for everything.',
  catalog_price: 'catalogue {price}',
  price: 'Price',
  percent: 'Percent',
  percent_of: 'Percentage of {name}',
  remove: 'Remove {name}',
  save: 'Save',
  saved: 'Saved',
  archive: 'Archive',
  archive_question: 'Archive “{name}”?',
  archive_text: 'It no longer holds on any device. Receipts go on naming it.',
  pick_product: 'Choose a product',
};

const catalogues: Record<Language, Record<Key, string>> = { es, en };

/** A text of these screens in the language in use. */
export function tl(key: Key, parameters: Record<string, string | number> = {}): string {
  return catalogues[language.value][key].replace(/\{(\w+)\}/g, (_, name: string) =>
    String(parameters[name] ?? ''),
  );
}

/** "lun", "mar"…; 1 is Monday. */
export function weekday(number: number): string {
  const monday = Date.UTC(2026, 10, 30);
  return new Intl.DateTimeFormat(language.value, { weekday: 'short', timeZone: 'UTC' }).format(
    monday + (number - 1) * 86_400_000,
  );
}
