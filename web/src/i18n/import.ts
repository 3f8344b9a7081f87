import { language, type Language } from '../state/preferences';

// The texts of the import of a list. They come with its screen, not with the first one.

const es = {
  title: 'Importar productos',
  back: 'Productos',
  choose: 'Elegir un archivo',
  choose_text:
    'Una lista de Excel (.xlsx) o CSV, con un producto por fila y los nombres de las columnas en la primera. Nada cambia hasta que lo confirmas.',
  drop: 'o suéltalo aquí',
  reading: 'Leyendo {name}…',
  unreadable: 'No se puede leer «{name}». Guárdalo como .xlsx o CSV y vuelve a elegirlo.',
  empty: '«{name}» está vacío.',
  large: '«{name}» es demasiado grande: 50 MB como máximo.',
  columns: 'Qué es cada columna',
  columns_text: 'Se recuerda para la próxima lista con las mismas columnas.',
  column: 'Columna «{header}»',
  'field.': 'No importar',
  'field.sku': 'SKU',
  'field.barcode': 'Códigos de barras',
  'field.name': 'Nombre',
  'field.category': 'Categoría',
  'field.price': 'Precio',
  'field.tax': 'Impuesto',
  'field.unit': 'Unidad',
  check: 'Revisar',
  checking: 'Revisando la lista…',
  rows: '{n} filas',
  cancel: 'Cancelar',
  created: 'Nuevos',
  changed: 'Cambian',
  unchanged: 'Iguales',
  refused: 'Rechazadas',
  warnings: 'Avisos',
  nothing_here: 'Ninguno',
  line: 'Fila {line}',
  more_issues: 'Se muestran las primeras {shown} de {n}.',
  new_categories: '{n} categorías nuevas',
  new_taxes: '{n} impuestos nuevos',
  empty_value: 'vacío',
  refused_text: 'Corrige el archivo y vuelve a elegirlo: se importa todo o nada.',
  nothing_changes: 'La lista no cambia nada.',
  promote: 'Importar {n}',
  promoting: 'Guardando {n} productos…',
  again: 'Otro archivo',
  done: 'Importado',
  done_text: '{created} nuevos, {updated} cambiados, {unchanged} iguales.',
  see: 'Ver los productos',
  column_missing: 'Falta elegir la columna: {field}.',
} as const;

type Key = keyof typeof es;

const en: Record<Key, string> = {
  title: 'Import products',
  back: 'Products',
  choose: 'Choose a file',
  choose_text:
    'An Excel (.xlsx) or CSV list with a product in each row and the names of the columns in the first. Nothing changes before you confirm it.',
  drop: 'or drop it here',
  reading: 'Reading {name}…',
  unreadable: '“{name}” cannot be read. Save it as .xlsx or CSV and choose it again.',
  empty: '“{name}” is empty.',
  large: '“{name}” is too large: 50 MB at most.',
  columns: 'What each column is',
  columns_text: 'It is remembered for the next list with the same columns.',
  column: 'Column “{header}”',
  'field.': 'Leave out',
  'field.sku': 'SKU',
  'field.barcode': 'Barcodes',
  'field.name': 'Name',
  'field.category': 'Category',
  'field.price': 'Price',
  'field.tax': 'Tax',
  'field.unit': 'Unit',
  check: 'Check',
  checking: 'Checking the list…',
  rows: '{n} rows',
  cancel: 'Cancel',
  created: 'New',
  changed: 'Change',
  unchanged: 'The same',
  refused: 'Refused',
  warnings: 'Warnings',
  nothing_here: 'None',
  line: 'Row {line}',
  more_issues: 'The first {shown} of {n} are shown.',
  new_categories: '{n} new categories',
  new_taxes: '{n} new taxes',
  empty_value: 'empty',
  refused_text: 'Correct the file and choose it again: all of it is imported, or nothing.',
  nothing_changes: 'The list changes nothing.',
  promote: 'Import {n}',
  promoting: 'Saving {n} products…',
  again: 'Another file',
  done: 'Imported',
  done_text: '{created} new, {updated} changed, {unchanged} the same.',
  see: 'See the products',
  column_missing: 'Choose a column for: {field}.',
};

const catalogues: Record<Language, Record<Key, string>> = { es, en };

/** A text of this screen in the language in use. */
export function tm(key: Key, parameters: Record<string, string | number> = {}): string {
  return catalogues[language.value][key].replace(/\{(\w+)\}/g, (_, name: string) =>
    String(parameters[name] ?? ''),
  );
}

export type FieldKey = Extract<Key, `field.${string}`>;
