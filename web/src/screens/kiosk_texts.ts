// The texts of the kiosk, which are loaded with it. The same rules as in i18n/es.ts.

import { language } from '../state/preferences';

const es = {
  welcome: 'Pide aquí',
  start: 'Toca para empezar',
  order: 'Tu pedido',
  empty: 'Toca lo que quieras pedir',
  see: 'Ver pedido',
  back: 'Seguir pidiendo',
  here: 'Para comer aquí',
  away: 'Para llevar',
  name: 'Tu nombre (opcional)',
  counter: 'Pagar en caja',
  card: 'Pagar con tarjeta',
  wait: 'Sigue las indicaciones del terminal…',
  number: 'Tu número',
  pay_there: 'Acércate a la caja, di tu número y paga.',
  paid: 'Pagado. Te llamamos por tu número.',
  another: 'Empezar de nuevo',
  still: '¿Sigues ahí?',
  still_text: 'El pedido se borra en {n} s.',
  yes: 'Sí, sigo pidiendo',
  cancel: 'Borrar el pedido',
  leave: 'Salir del modo quiosco',
  total: 'Total',
  less: 'Uno menos de {name}',
  more: 'Uno más de {name}',
  quantity: '{n} productos',
};

const en: typeof es = {
  welcome: 'Order here',
  start: 'Touch to begin',
  order: 'Your order',
  empty: 'Touch what you would like',
  see: 'See order',
  back: 'Order more',
  here: 'To eat here',
  away: 'To take away',
  name: 'Your name (optional)',
  counter: 'Pay at the counter',
  card: 'Pay by card',
  wait: 'Follow the terminal…',
  number: 'Your number',
  pay_there: 'Go to the counter, say your number, and pay.',
  paid: 'Paid. We call your number.',
  another: 'Start again',
  still: 'Are you still there?',
  still_text: 'The order is deleted in {n} s.',
  yes: 'Yes, I am',
  cancel: 'Delete the order',
  leave: 'Leave kiosk mode',
  total: 'Total',
  less: 'One {name} less',
  more: 'One {name} more',
  quantity: '{n} products',
};

/** The text of a key in the language in use. */
export function tk(key: keyof typeof es, parameters: Record<string, string | number> = {}): string {
  const text: string = (language.value === 'en' ? en : es)[key];
  return text.replace(/\{(\w+)\}/g, (_, name: string) => String(parameters[name] ?? ''));
}
