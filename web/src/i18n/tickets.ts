import { language, type Language } from '../state/preferences';

// The texts of delivery tickets: the bar's screen and the rules. They come with those screens.

const es = {
  title: 'Vales de entrega',
  field: 'Código del vale',
  look: 'Buscar',
  camera: 'Escanear',
  aim: 'Escanea el QR del vale o escribe su código.',
  'verdict.valid': 'Válido',
  'verdict.used': 'Ya se entregó todo',
  'verdict.void': 'Anulado: se devolvió el dinero',
  'verdict.stale': 'Caducado',
  'verdict.forged': 'Falso: nadie de aquí lo firmó',
  'verdict.foreign': 'De otro negocio, o de un equipo dado de baja',
  'verdict.unknown': 'No se conoce aquí',
  'verdict.delivered': 'Entregado',
  unknown_hint: 'Si se acaba de vender, espera a que este equipo se conecte y escanéalo otra vez.',
  offline: 'Sin conexión: otra barra pudo haberlo entregado ya.',
  unseen: 'Su venta aún no llegó a este equipo: vale por su firma.',
  sold: 'Recibo {number} · {time}',
  until: 'Válido hasta {time}',
  owed: 'Por entregar',
  of: 'de {n}',
  came_back: 'devueltos {n}',
  less: 'Uno menos de {name}',
  more: 'Uno más de {name}',
  deliver_all: 'Entregar todo',
  deliver: 'Entregar lo elegido',
  delivered_all: 'Todo entregado',
  history: 'Qué se entregó',
  twice: 'de más',
  open: 'Por entregar',
  open_none: 'Nada por entregar',
  log: 'Últimos escaneos',
  log_none: 'Todavía no se escaneó nada',
  attempts: '{n} rechazados en 24 h',
  print: 'Vale',

  back_settings: 'Volver a ajustes',
  rules_title: 'Vales de entrega',
  rules_intro:
    'Lo que se vende de estas categorías se cobra en caja y se entrega en otro sitio, con un vale que lleva un QR firmado.',
  rules_categories: 'Categorías que dan vale',
  rules_hours: 'Cuánto vale un vale',
  rules_hours_hint: 'Se aplica a los vales que se den desde ahora.',
  'hours.12': '12 horas',
  'hours.24': '1 día',
  'hours.168': '7 días',
  'hours.0': 'Siempre',
} as const;

type Key = keyof typeof es;

const en: Record<Key, string> = {
  title: 'Delivery tickets',
  field: 'Ticket code',
  look: 'Look up',
  camera: 'Scan',
  aim: 'Scan the ticket’s QR code, or type its code.',
  'verdict.valid': 'Valid',
  'verdict.used': 'All was handed over already',
  'verdict.void': 'Void: the money went back',
  'verdict.stale': 'Expired',
  'verdict.forged': 'Forged: nobody here signed it',
  'verdict.foreign': 'Of another shop, or of a revoked device',
  'verdict.unknown': 'Not known here',
  'verdict.delivered': 'Handed over',
  unknown_hint: 'If it was sold just now, wait until this device is connected and scan it again.',
  offline: 'Offline: another bar may have handed it over already.',
  unseen: 'Its sale did not reach this device yet: it is good by its signature.',
  sold: 'Receipt {number} · {time}',
  until: 'Valid until {time}',
  owed: 'Owed',
  of: 'of {n}',
  came_back: '{n} refunded',
  less: 'One {name} less',
  more: 'One {name} more',
  deliver_all: 'Hand all over',
  deliver: 'Hand over what is chosen',
  delivered_all: 'All handed over',
  history: 'What was handed over',
  twice: 'too many',
  open: 'Owed',
  open_none: 'Nothing is owed',
  log: 'Last scans',
  log_none: 'Nothing was scanned yet',
  attempts: '{n} refused in 24 h',
  print: 'Ticket',

  back_settings: 'Back to settings',
  rules_title: 'Delivery tickets',
  rules_intro:
    'What is sold of these categories is paid at the till and handed over elsewhere, against a ticket with a signed QR code.',
  rules_categories: 'Categories that yield a ticket',
  rules_hours: 'How long a ticket is good',
  rules_hours_hint: 'For the tickets that are issued from now on.',
  'hours.12': '12 hours',
  'hours.24': '1 day',
  'hours.168': '7 days',
  'hours.0': 'Always',
};

const catalogues: Record<Language, Record<Key, string>> = { es, en };

/** A text of these screens in the language in use. */
export function tk(key: Key, parameters: Record<string, string | number> = {}): string {
  return catalogues[language.value][key].replace(/\{(\w+)\}/g, (_, name: string) =>
    String(parameters[name] ?? ''),
  );
}
