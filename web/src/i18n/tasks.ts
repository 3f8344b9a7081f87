import { money } from '../format';
import { language, type Language } from '../state/preferences';

// The texts of what a person has to look at. They come with that screen, not with the first one.

const es = {
  title: 'Por revisar',
  open: 'Abiertos',
  settled: 'Resueltos',
  none: 'Nada por revisar',
  none_text: 'Aquí aparece lo que dos equipos hicieron sin saber uno del otro y no encaja.',
  none_settled: 'Todavía no se resolvió nada',
  pick: 'Elige algo de la lista para verlo',
  what_happened: 'Qué pasó',
  settle: 'Cómo se resolvió',
  note: 'Nota',
  note_hint: 'Qué se hizo, con quién se habló.',
  submit: 'Dar por resuelto',
  done: 'Resuelto',
  done_by: '{person}, {time}, en {device}',
  unknown_person: 'Persona desconocida',
  unknown_device: 'equipo desconocido',
  amount: 'Importe',
  back: 'Lista',

  'refund_over.title': 'Se devolvió de más: {name}',
  'refund_over.text':
    'Volvió más de lo que vendió el recibo {number}: {quantity} × {name} de más. Quien devolvió en un equipo no sabía de la otra devolución.',
  'voucher_over.title': 'El vale {code} pagó de más',
  'voucher_over.text':
    'Se gastaron {amount} más de lo que valía, porque se usó en dos equipos que no sabían uno del otro.',
  'charge_unknown.title': 'Cobro con tarjeta sin respuesta: {amount}',
  'charge_unknown.text':
    'No se sabe si el terminal cobró {amount}. Míralo en su comprobante o en el banco.',
  'charge_unused.title': 'Cobro con tarjeta sin venta: {amount}',
  'charge_unused.text': 'La tarjeta pagó {amount} y ninguna venta lo lleva.',
  'late_facts.title': 'Llegó algo después del Z {number}',
  'late_facts.text':
    'Cuando se cerró la caja, un equipo aún no había enviado lo suyo: {receipts} recibos por {amount}. El Z no cambia; esto es lo que le falta.',
  'z_twice.title': 'El Z {number} está {count} veces',
  'z_twice.text':
    'Dos equipos cerraron la misma caja sin saber uno del otro, y sus cierres llevan el mismo número. Los dos quedan como están.',
  'order_overpaid.title': 'Pagado de más en el pedido {number}: {name}',
  'order_overpaid.text':
    'Por {name} se cobraron {amount} de más: dos equipos cobraron lo mismo, o se anuló después de cobrarlo.',
  'order_wasted.title': 'Anulado cuando ya estaba listo: {name}',
  'order_wasted.text':
    'En el pedido {number}, la cocina ya tenía listo lo que se anuló («{reason}»). Quien anuló no lo sabía.',

  'ticket_over.title': 'Vale {code}: se entregó de más',
  'ticket_over.text':
    'De {name} se entregaron {quantity} de más: dos barras entregaron el mismo vale sin saber una de la otra, o ya se había devuelto.',
  'invoiced_twice.title': 'El recibo {number} tiene dos facturas',
  'invoiced_twice.text':
    'Dos equipos hicieron su factura sin saber uno del otro: {first} y {second}. Las dos quedan como están; una habrá que anularla.',
  'customer_twice.title': 'Dos clientes con el mismo documento',
  'customer_twice.text':
    'Dos equipos los crearon sin saber uno del otro. Si son la misma persona, archiva uno de los dos.',
  'right_missing.title': 'Hecho sin permiso: {action}',
  'right_missing.text':
    'Quien lo hizo ya no tenía permiso para esto, y su equipo todavía no lo sabía. Lo hecho vale y está en las cuentas; dinos si está bien así. Veces: {count}.',

  'price_twice.title': 'Precio cambiado dos veces: {name}',
  'price_twice.text':
    '{other_by} puso {amount_other} y {now_by} {amount_now}, sin saber uno del otro. Hasta que elijas vale {amount_now}.',
  'tax_twice.title': 'Impuesto cambiado dos veces: {name}',
  'tax_twice.text':
    '{other_by} puso {other} y {now_by} {now}, sin saber uno del otro. Hasta que elijas vale {now}.',
  'modifier_price_twice.title': 'Precio cambiado dos veces: {name}',
  'modifier_price_twice.text':
    '{other_by} puso {amount_other} y {now_by} {amount_now}, sin saber uno del otro. Hasta que elijas vale {amount_now}.',
  'tax_rate_twice.title': 'Tasa cambiada dos veces: {name}',
  'tax_rate_twice.text':
    '{other_by} puso {other} y {now_by} {now}, sin saber uno del otro. Hasta que elijas vale {now}.',
  somebody: 'Alguien',
  'clock_behind.title': 'El reloj de {name} atrasa {minutes}',
  'clock_behind.text':
    '{register} sigue vendiendo y nada se pierde, pero sus recibos llevan la hora equivocada. Pon bien la hora del equipo: entonces esto desaparece.',
  'clock_ahead.title': 'El reloj de {name} adelanta {minutes}',
  'clock_ahead.text':
    '{register} sigue vendiendo y nada se pierde, pero sus recibos llevan la hora equivocada. Pon bien la hora del equipo: entonces esto desaparece.',

  'count_late.title': 'El conteo de {name} puede incluir {count} movimientos tardíos',
  'count_late.text':
    'Quien contó no sabía de {count} ventas o movimientos de otros equipos que fueron antes. Si la mercadería ya no estaba cuando se contó, el conteo ya los incluía.',
  'received_twice.title': 'Un traslado se recibió {count} veces',
  'received_twice.text':
    'Dos equipos lo recibieron sin saber uno del otro, y las existencias lo suman {count} veces. Ajusta lo que sobra.',

  'choice.included': 'El conteo ya los incluía: corregir',
  'choice.not_included': 'Seguían ahí al contar: dejar como está',
  'choice.adjusted': 'Se ajustaron las existencias',
  'choice.accepted': 'Está bien así',
  'choice.undone': 'Se deshizo',
  'choice.recovered': 'Se recuperó el dinero',
  'choice.written_off': 'Se asume la diferencia',
  'choice.charged': 'Sí se cobró',
  'choice.not_charged': 'No se cobró',
  'choice.given_back': 'Se devolvió al cliente',
  'choice.sold_otherwise': 'Pagó otra venta',
  'choice.counted': 'El dinero está en el cajón',
  'choice.told': 'Se avisó al contador',
  'choice.two_people': 'Son dos personas distintas',
  'choice.no_effect': 'No tiene efecto',
  'choice.keep': 'Quedó como estaba',
  'choice.take': 'Se puso el otro',
  'choice.other': 'Otra cosa: lo dice la nota',
  'side.keep': 'Queda {value} ({person})',
  'side.take': 'Se pone {value} ({person})',

  'role.sold': 'Venta {number}',
  'role.ticket_delivered': 'Entregado',
  'role.refund': 'Devolución {number}',
  'role.issued': 'Vale emitido, {number}',
  'role.spent': 'Vale usado, {number}',
  'role.charge': 'Cobro en el terminal {number}',
  'role.invoice': 'Factura {number}',
  'role.customer': 'Cliente {number}',
  'role.closing': 'Cierre Z {number}',
  'role.late': 'Recibo {number}, llegó después',
  'role.moved': 'Entrada o salida: {number}',
  'role.count': 'Conteo',
  'role.stock_moved': 'Movimiento de inventario, llegó después',
  'role.sent': 'Traslado enviado',
  'role.received': 'Traslado recibido',
  'role.order_paid': 'Cobrado en {number}',
  'role.order_voided': 'Anulado: {number}',
  'role.order_made': 'Listo en cocina',
  'role.clock': 'Así se vio',
  'role.set_now': 'Vale ahora {number}',
  'role.set_other': 'También se puso {number}',
  'role.done_sales': 'Una factura',
  'role.done_payments': 'Un cobro con tarjeta',
  'role.done_cash': 'En la caja',
  'role.done_orders': 'En un pedido',
  'role.done_tasks': 'Algo que se dio por resuelto',
  'role.done_customers': 'En un cliente',
  'role.done_catalog': 'En el catálogo',
  'role.done_scanning': 'En los códigos de balanza',
  'role.done_floor': 'En el plano de mesas',
  'role.done_kitchen': 'En las estaciones de cocina',
  'role.done_organization': 'En los datos de la empresa',
  'role.done_guests': 'En los ajustes para clientes',
  'role.done_printing': 'En las rutas de impresión',
  'role.done_stock': 'En el inventario',
  'role.done_tickets': 'En los vales de entrega',
  'role.done_staff': 'En las personas y sus puestos',

  'action.sell': 'vender',
  'action.open_register': 'abrir la caja',
  'action.close_register': 'cerrar la caja',
  'action.edit_catalog': 'cambiar el catálogo',
  'action.manage_devices': 'cambiar la empresa o sus personas',
  'action.discount_over_limit': 'un descuento mayor',
  'action.override_price': 'cambiar un precio',
  'action.mark_sale': 'una venta que no se cobra como venta',
  'action.refund': 'devolver dinero',
  'action.move_cash': 'mover efectivo',
  'action.open_drawer': 'abrir el cajón',
  'action.settle_tasks': 'resolver lo que estaba por revisar',
  'action.edit_floor': 'cambiar las mesas o las estaciones',
  'action.prepare_orders': 'preparar pedidos',
  'action.void_fired': 'anular lo ya enviado',
  'action.manage_customers': 'borrar a un cliente',
  'action.move_stock': 'mover existencias',
  'action.count_stock': 'contar existencias',
  'action.edit_stock': 'cambiar el inventario',
  'action.redeem_tickets': 'entregar vales',
  'action.deliver_orders': 'llevar pedidos',
} as const;

type Key = keyof typeof es;

const en: Record<Key, string> = {
  title: 'To review',
  open: 'Open',
  settled: 'Settled',
  none: 'Nothing to review',
  none_text: 'What two devices did without knowing of each other, and does not fit, appears here.',
  none_settled: 'Nothing was settled yet',
  pick: 'Choose something from the list to see it',
  what_happened: 'What happened',
  settle: 'How it was settled',
  note: 'Note',
  note_hint: 'What was done, with whom one spoke.',
  submit: 'Mark as settled',
  done: 'Settled',
  done_by: '{person}, {time}, on {device}',
  unknown_person: 'Unknown person',
  unknown_device: 'an unknown device',
  amount: 'Amount',
  back: 'List',

  'refund_over.title': 'Too much came back: {name}',
  'refund_over.text':
    'More came back than receipt {number} sold: {quantity} × {name} too many. Who refunded on one device did not know of the other refund.',
  'voucher_over.title': 'Voucher {code} paid too much',
  'voucher_over.text':
    '{amount} more were spent than it was worth, since it was used on two devices that did not know of each other.',
  'charge_unknown.title': 'Card charge without an answer: {amount}',
  'charge_unknown.text':
    'Nobody knows whether the terminal charged {amount}. Look at its slip or at the bank.',
  'charge_unused.title': 'Card charge without a sale: {amount}',
  'charge_unused.text': 'The card paid {amount}, and no sale has it.',
  'late_facts.title': 'Something came after Z {number}',
  'late_facts.text':
    'When the register was closed, a device had not yet sent what it had: {receipts} receipts of {amount}. The Z stays; this is what it lacks.',
  'z_twice.title': 'Z {number} is there {count} times',
  'z_twice.text':
    'Two devices closed one register without knowing of each other, and their closings have the same number. Both stay as they are.',
  'order_overpaid.title': 'Paid too much in order {number}: {name}',
  'order_overpaid.text':
    '{amount} too much were taken for {name}: two devices took the same money, or it was voided after it was paid.',
  'order_wasted.title': 'Voided when it was ready: {name}',
  'order_wasted.text':
    'In order {number} the kitchen had already made what was voided (“{reason}”). Who voided it did not know.',

  'ticket_over.title': 'Ticket {code}: too much was handed over',
  'ticket_over.text':
    '{quantity} of {name} too many were handed over: two bars took the same ticket without knowing of each other, or it had been refunded.',
  'invoiced_twice.title': 'Receipt {number} has two invoices',
  'invoiced_twice.text':
    'Two devices made its invoice without knowing of each other: {first} and {second}. Both stay as they are; one has to be voided.',
  'customer_twice.title': 'Two customers with the same document',
  'customer_twice.text':
    'Two devices made them without knowing of each other. If they are one person, archive one of the two.',
  'right_missing.title': 'Done without the right: {action}',
  'right_missing.text':
    'Whoever did it had no right to it any more, and their device did not know yet. What was done counts; say whether it is fine. Times: {count}.',

  'price_twice.title': 'Price changed twice: {name}',
  'price_twice.text':
    '{other_by} set {amount_other} and {now_by} {amount_now}, without knowing of each other. Until you choose it is {amount_now}.',
  'tax_twice.title': 'Tax changed twice: {name}',
  'tax_twice.text':
    '{other_by} set {other} and {now_by} {now}, without knowing of each other. Until you choose it is {now}.',
  'modifier_price_twice.title': 'Price changed twice: {name}',
  'modifier_price_twice.text':
    '{other_by} set {amount_other} and {now_by} {amount_now}, without knowing of each other. Until you choose it is {amount_now}.',
  'tax_rate_twice.title': 'Rate changed twice: {name}',
  'tax_rate_twice.text':
    '{other_by} set {other} and {now_by} {now}, without knowing of each other. Until you choose it is {now}.',
  somebody: 'Somebody',
  'clock_behind.title': 'The clock of {name} is {minutes} behind',
  'clock_behind.text':
    '{register} still sells and nothing is lost, but its receipts carry the wrong time. Set the device’s clock right, and this disappears.',
  'clock_ahead.title': 'The clock of {name} is {minutes} ahead',
  'clock_ahead.text':
    '{register} still sells and nothing is lost, but its receipts carry the wrong time. Set the device’s clock right, and this disappears.',

  'count_late.title': 'The count of {name} may already include {count} late movements',
  'count_late.text':
    'Who counted did not know of {count} sales or movements of other devices that came before. If the goods were gone when they were counted, the count had them in it.',
  'received_twice.title': 'A transfer was received {count} times',
  'received_twice.text':
    'Two devices received it without knowing of each other, and the stock has it {count} times. Adjust what is too much.',

  'choice.included': 'The count had them in it: correct it',
  'choice.not_included': 'They were still there: leave it',
  'choice.adjusted': 'The stock was adjusted',
  'choice.accepted': 'It is fine',
  'choice.undone': 'It was undone',
  'choice.recovered': 'The money was recovered',
  'choice.written_off': 'The difference is accepted',
  'choice.charged': 'It was charged',
  'choice.not_charged': 'It was not charged',
  'choice.given_back': 'It was given back to the customer',
  'choice.sold_otherwise': 'It paid another sale',
  'choice.counted': 'The money is in the drawer',
  'choice.told': 'The accountant was told',
  'choice.two_people': 'They are two people',
  'choice.no_effect': 'It has no effect',
  'choice.keep': 'It stayed as it was',
  'choice.take': 'The other one was taken',
  'choice.other': 'Something else: the note says what',
  'side.keep': 'Keep {value} ({person})',
  'side.take': 'Take {value} ({person})',

  'role.sold': 'Sale {number}',
  'role.ticket_delivered': 'Handed over',
  'role.refund': 'Refund {number}',
  'role.issued': 'Voucher issued, {number}',
  'role.spent': 'Voucher used, {number}',
  'role.charge': 'Charge on the terminal {number}',
  'role.invoice': 'Invoice {number}',
  'role.customer': 'Customer {number}',
  'role.closing': 'Closing Z {number}',
  'role.late': 'Receipt {number}, came later',
  'role.moved': 'Cash in or out: {number}',
  'role.count': 'Count',
  'role.stock_moved': 'Stock movement, came later',
  'role.sent': 'Transfer sent',
  'role.received': 'Transfer received',
  'role.order_paid': 'Paid in {number}',
  'role.order_voided': 'Voided: {number}',
  'role.order_made': 'Ready in the kitchen',
  'role.clock': 'Noticed',
  'role.set_now': 'It is now {number}',
  'role.set_other': 'Also set {number}',
  'role.done_sales': 'An invoice',
  'role.done_payments': 'A card charge',
  'role.done_cash': 'At the register',
  'role.done_orders': 'In an order',
  'role.done_tasks': 'Something that was settled',
  'role.done_customers': 'In a customer',
  'role.done_catalog': 'In the catalogue',
  'role.done_scanning': 'In the codes of scales',
  'role.done_floor': 'In the floor plan',
  'role.done_kitchen': 'In the kitchen’s stations',
  'role.done_organization': 'In the company’s data',
  'role.done_guests': 'In the guests’ settings',
  'role.done_printing': 'In the printing routes',
  'role.done_stock': 'In the inventory',
  'role.done_tickets': 'In the delivery tickets',
  'role.done_staff': 'In people and their roles',

  'action.sell': 'selling',
  'action.open_register': 'opening the register',
  'action.close_register': 'closing the register',
  'action.edit_catalog': 'changing the catalogue',
  'action.manage_devices': 'changing the company or its people',
  'action.discount_over_limit': 'a larger discount',
  'action.override_price': 'changing a price',
  'action.mark_sale': 'a sale that is not charged as one',
  'action.refund': 'giving money back',
  'action.move_cash': 'moving cash',
  'action.open_drawer': 'opening the drawer',
  'action.settle_tasks': 'settling what was to review',
  'action.edit_floor': 'changing tables or stations',
  'action.prepare_orders': 'preparing orders',
  'action.void_fired': 'voiding what was sent',
  'action.manage_customers': 'erasing a customer',
  'action.move_stock': 'moving stock',
  'action.count_stock': 'counting stock',
  'action.edit_stock': 'changing the inventory',
  'action.redeem_tickets': 'redeeming tickets',
  'action.deliver_orders': 'delivering orders',
};

const catalogues: Record<Language, Record<Key, string>> = { es, en };

/** A text of the inbox in the language in use. */
export function tt(key: Key, parameters: Record<string, string | number> = {}): string {
  return told(key, parameters);
}

/** The same for a key that is made of a word of the core; the word itself when it has no text. */
export function told(key: string, parameters: Record<string, string | number> = {}): string {
  const text = (catalogues[language.value] as Record<string, string>)[key] ?? key;
  return text.replace(/\{(\w+)\}/g, (_, name: string) => String(parameters[name] ?? '')).trim();
}

/** A discrepancy in the shop's words: its title and what it means. */
export function taskWords(task: { kind: string; parameters: Record<string, string> }): {
  title: string;
  text: string;
} {
  const { permission } = task.parameters;
  const words = {
    ...Object.fromEntries(
      Object.entries(task.parameters).map(([key, value]) => [key, worded(key, value)]),
    ),
    ...(permission && { action: told(`action.${permission}`) }),
  };
  return { title: told(`${task.kind}.title`, words), text: told(`${task.kind}.text`, words) };
}

/** Amounts are minor units; who is not known has no name. */
function worded(key: string, value: string): string {
  if (key === 'amount' || key.startsWith('amount_')) return value && money(Number(value));
  if (key === 'minutes') return duration(Number(value));
  return key.endsWith('_by') && value === '' ? tt('somebody') : value;
}

function duration(minutes: number): string {
  const hours = Math.floor(minutes / 60);
  return [hours > 0 && `${hours} h`, minutes % 60 > 0 && `${minutes % 60} min`]
    .filter(Boolean)
    .join(' ');
}
