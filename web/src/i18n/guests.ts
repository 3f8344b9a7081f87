import { language, type Language } from '../state/preferences';

// What staff reads about guests who order from their phones; the guests' own texts are in web/src/guest.

const es = {
  waiting: 'Mesas que esperan',
  see: 'Ver',
  ordered: '{table} quiere pedir',
  'called.waiter': '{table} llama',
  'called.bill': '{table} pide la cuenta',
  accept: 'Aceptar',
  decline: 'Rechazar',
  decline_title: 'Rechazar el pedido',
  reason: 'Motivo',
  reason_hint: 'Lo leerán en la mesa: «Se acabó»…',
  answer: 'Voy',
  by: 'de {name}',
  minutes: 'hace {n} min',
  badge_one: '1 mesa espera',
  badge: '{n} mesas esperan',
  wants: 'Quiere pedir',
  'wants.waiter': 'Llama',
  'wants.bill': 'La cuenta',
  invite: 'Invitar a pedir',
  invite_text: 'Quien está en la mesa escanea esto, o el código de la mesa y escribe la palabra.',
  word: 'Palabra de la mesa',
  word_life: 'Cambia cada diez minutos.',
  settings: 'Pedidos desde el teléfono de los clientes',
  'ordering.off': 'No',
  'ordering.staff': 'Alguien los acepta',
  'ordering.automatic': 'Directo a cocina',
  settings_text:
    'Los clientes leen la carta con el código de su mesa. Para pedir hace falta que la mesa esté abierta y la palabra que ve quien atiende.',
  new_key: 'Anular los códigos impresos',
  new_key_title: '¿Anular los códigos de todas las mesas?',
  new_key_text: 'Los códigos impresos dejan de valer y hay que imprimirlos otra vez.',
  new_key_done: 'Los códigos de antes ya no valen.',
} as const;

type Key = keyof typeof es;

const en: Record<Key, string> = {
  waiting: 'Tables that wait',
  see: 'See',
  ordered: '{table} wants to order',
  'called.waiter': '{table} is calling',
  'called.bill': '{table} asks for the bill',
  accept: 'Accept',
  decline: 'Decline',
  decline_title: 'Decline the order',
  reason: 'Reason',
  reason_hint: 'They read it at the table: “Sold out”…',
  answer: 'Going',
  by: 'by {name}',
  minutes: '{n} min ago',
  badge_one: '1 table waits',
  badge: '{n} tables wait',
  wants: 'Wants to order',
  'wants.waiter': 'Calling',
  'wants.bill': 'The bill',
  invite: 'Let them order',
  invite_text: 'Whoever sits at the table scans this, or the table’s code and types the word.',
  word: 'The table’s word',
  word_life: 'It changes every ten minutes.',
  settings: 'Orders from guests’ phones',
  'ordering.off': 'No',
  'ordering.staff': 'Somebody accepts them',
  'ordering.automatic': 'Straight to the kitchen',
  settings_text:
    'Guests read the menu with their table’s code. To order, the table must be open, and they need the word that the waiter sees.',
  new_key: 'Make printed codes void',
  new_key_title: 'Make the codes of all tables void?',
  new_key_text: 'Printed codes stop working and have to be printed again.',
  new_key_done: 'The codes of before are void.',
};

const catalogues: Record<Language, Record<Key, string>> = { es, en };

/** A text about guests in the language in use. */
export function tg(key: Key, parameters: Record<string, string | number> = {}): string {
  return catalogues[language.value][key].replace(/\{(\w+)\}/g, (_, name: string) =>
    String(parameters[name] ?? ''),
  );
}
