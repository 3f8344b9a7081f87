import { language, type Language } from '../state/preferences';

// The texts of the catalogue's editor. They come with its screens, not with the first one.

const es = {
  title: 'Productos',
  search: 'Buscar por nombre, SKU o código',
  on_sale: 'En venta',
  archived: 'Archivados',
  none: 'Todavía no hay productos',
  none_archived: 'Nada archivado',
  pick: 'Elige un producto para cambiarlo',
  add: 'Nuevo',
  new_title: 'Producto nuevo',
  name: 'Nombre',
  price: 'Precio',
  sku: 'SKU',
  unit: 'Unidad',
  category: 'Categoría',
  no_category: 'Sin categoría',
  new_category: 'Categoría nueva…',
  edit_category: 'Cambiar la categoría',
  tax: 'Impuesto',
  no_tax: 'Sin impuesto',
  barcodes: 'Códigos de barras',
  barcodes_hint: 'Escanea o escribe; el primero es el que se muestra.',
  barcode_add: 'Añadir código',
  barcode_remove: 'Quitar el código {code}',
  color: 'Color propio',
  color_own: 'Usar un color propio',
  save: 'Guardar',
  apply: 'Aplicar',
  saved: 'Guardado',
  archive: 'Archivar',
  archive_question: '¿Archivar «{name}»?',
  archive_text: 'Deja de venderse en todos los equipos. Sus recibos quedan, y se puede recuperar.',
  restore: 'Volver a vender',
  is_archived: 'Archivado: no se vende',
  check_digit: 'El código {value} no cumple su dígito de control. Se guardó tal como está.',
  category_archive: 'Ocultar la categoría',
} as const;

type Key = keyof typeof es;

const en: Record<Key, string> = {
  title: 'Products',
  search: 'Search by name, SKU or code',
  on_sale: 'On sale',
  archived: 'Archived',
  none: 'No products yet',
  none_archived: 'Nothing archived',
  pick: 'Choose a product to change it',
  add: 'New',
  new_title: 'New product',
  name: 'Name',
  price: 'Price',
  sku: 'SKU',
  unit: 'Unit',
  category: 'Category',
  no_category: 'No category',
  new_category: 'New category…',
  edit_category: 'Change the category',
  tax: 'Tax',
  no_tax: 'No tax',
  barcodes: 'Barcodes',
  barcodes_hint: 'Scan or type; the first is the one shown.',
  barcode_add: 'Add code',
  barcode_remove: 'Remove the code {code}',
  color: 'Own colour',
  color_own: 'Use a colour of its own',
  save: 'Save',
  apply: 'Apply',
  saved: 'Saved',
  archive: 'Archive',
  archive_question: 'Archive “{name}”?',
  archive_text: 'It is no longer sold on any device. Its receipts stay, and it can come back.',
  restore: 'Sell again',
  is_archived: 'Archived: not sold',
  check_digit: 'The code {value} does not fit its check digit. It was saved as it is.',
  category_archive: 'Hide the category',
};

const catalogues: Record<Language, Record<Key, string>> = { es, en };

/** A text of these screens in the language in use. */
export function tp(key: Key, parameters: Record<string, string | number> = {}): string {
  return catalogues[language.value][key].replace(/\{(\w+)\}/g, (_, name: string) =>
    String(parameters[name] ?? ''),
  );
}
