import { language, type Language } from '../state/preferences';

// The texts of customers and invoices. They come with those screens, not with the first one.

const es = {
  title: 'Clientes',
  search: 'Nombre, documento o teléfono',
  add: 'Nuevo',
  pick: 'Elige un cliente o crea uno',
  none: 'Aún no hay clientes',
  none_archived: 'No hay clientes archivados',
  active: 'Activos',
  archived: 'Archivados',
  new_title: 'Cliente nuevo',
  name: 'Nombre o razón social',
  document_kind: 'Documento',
  document: 'Número',
  email: 'Correo',
  phone: 'Teléfono',
  address: 'Dirección',
  consent: 'Acepta que le escribamos',
  consent_since: 'Acepta que le escribamos desde el {date}',
  save: 'Guardar',
  saved: 'Guardado',
  archive: 'Archivar',
  restore: 'Volver a activar',
  is_archived: 'Archivado: no se ofrece en las ventas',
  history: 'Recibos',
  no_history: 'Aún no tiene recibos',
  export: 'Exportar sus datos',
  erase: 'Borrar sus datos',
  erase_question: '¿Borrar los datos de {name}?',
  erase_text:
    'Se borran de todos los equipos y no se pueden recuperar. Las facturas ya emitidas conservan lo que dicen.',
  erased: 'Datos borrados',
  choose: 'Elegir cliente',
  remove: 'Quitar cliente',
  card: 'Tarjeta',
  card_of: 'Tarjeta de {name}',
  for: 'Cliente: {name}',
  invoice: 'Hacer factura',
  invoice_for: 'Factura de {number}',
  invoice_of: 'Factura {number}',
  invoice_paper: 'Factura',
  receipt_paper: 'Recibo',
  which_paper: 'Qué documento se ve',
  invoice_made: 'Factura {number}',
  needs_document: 'Le falta el documento: complétalo para la factura.',
  'kind.': 'Sin documento',
  'kind.pe_ruc': 'RUC',
  'kind.pe_dni': 'DNI',
  'kind.ec_ci': 'Cédula',
  'kind.ec_ruc': 'RUC',
  'kind.es_nif': 'NIF',
  'kind.es_nie': 'NIE',
  'kind.cl_rut': 'RUT',
  'kind.co_nit': 'NIT',
  'kind.other': 'Otro',
} as const;

type Key = keyof typeof es;

const en: Record<Key, string> = {
  title: 'Customers',
  search: 'Name, document or phone',
  add: 'New',
  pick: 'Choose a customer or make one',
  none: 'There are no customers yet',
  none_archived: 'No archived customers',
  active: 'Active',
  archived: 'Archived',
  new_title: 'New customer',
  name: 'Name or company',
  document_kind: 'Document',
  document: 'Number',
  email: 'E-mail',
  phone: 'Phone',
  address: 'Address',
  consent: 'Agrees to be written to',
  consent_since: 'Agrees to be written to since {date}',
  save: 'Save',
  saved: 'Saved',
  archive: 'Archive',
  restore: 'Make active again',
  is_archived: 'Archived: not offered in sales',
  history: 'Receipts',
  no_history: 'No receipts yet',
  export: 'Export their data',
  erase: 'Erase their data',
  erase_question: 'Erase the data of {name}?',
  erase_text:
    'It is erased on every device and cannot be brought back. Invoices that were made keep what they say.',
  erased: 'Data erased',
  choose: 'Choose a customer',
  remove: 'Remove the customer',
  card: 'Card',
  card_of: 'Card of {name}',
  for: 'Customer: {name}',
  invoice: 'Make invoice',
  invoice_for: 'Invoice of {number}',
  invoice_of: 'Invoice {number}',
  invoice_paper: 'Invoice',
  receipt_paper: 'Receipt',
  which_paper: 'Which document is shown',
  invoice_made: 'Invoice {number}',
  needs_document: 'The document is missing: add it for the invoice.',
  'kind.': 'No document',
  'kind.pe_ruc': 'RUC',
  'kind.pe_dni': 'DNI',
  'kind.ec_ci': 'Cédula',
  'kind.ec_ruc': 'RUC',
  'kind.es_nif': 'NIF',
  'kind.es_nie': 'NIE',
  'kind.cl_rut': 'RUT',
  'kind.co_nit': 'NIT',
  'kind.other': 'Other',
};

const catalogues: Record<Language, Record<Key, string>> = { es, en };

/** A text of these screens in the language in use. */
export function tu(key: Key, parameters: Record<string, string | number> = {}): string {
  return catalogues[language.value][key].replace(/\{(\w+)\}/g, (_, name: string) =>
    String(parameters[name] ?? ''),
  );
}

/** What a kind of identity document is called. */
export function documentName(kind: string): string {
  const texts: Record<string, string> = catalogues[language.value];
  return texts[`kind.${kind}`] ?? kind;
}
