import { money } from '../format';
import { language, type Language } from '../state/preferences';
import { named } from './index';
import { taskWords } from './tasks';

// The texts of who did what. They come with that screen, not with the first one.

const es = {
  title: 'Actividad',
  everybody: 'Todas las personas',
  everywhere: 'Todos los equipos',
  everything: 'Todo',
  person: 'Persona',
  device: 'Equipo',
  what: 'Asunto',
  any_day: 'Siempre',
  none: 'Nada en estos días',
  none_text: 'Este equipo guarda el registro desde que se dio de alta.',
  nobody: 'El sistema',
  allowed: 'con permiso de {allowed}',
  parked: 'no se pudo aplicar',
  open_document: 'Ver el documento',
  drawer: 'El cajón en ese momento',
  drawer_at: 'El cajón a una hora',
  when: 'Cuándo',
  register: 'Caja',
  closed: 'La caja estaba cerrada.',
  cash: 'Efectivo en el cajón',
  sales: 'Ventas hasta entonces',
  float: 'Fondo inicial',
  moved: 'Entradas y salidas',
  opened: 'La abrió {person}, {time}',

  'area.sales': 'Ventas y devoluciones',
  'area.cash': 'Caja',
  'area.catalog': 'Productos y precios',
  'area.staff': 'Personas',
  'area.payments': 'Cobros con tarjeta',
  'area.tasks': 'Revisiones',
  'area.orders': 'Mesas y pedidos',
  'area.tickets': 'Vales de entrega',
  'area.organization': 'Equipos y tienda',

  'sales.completed': 'Vendió {amount}, {number}',
  'sales.refunded': 'Devolvió {amount}, {number}',
  'sales.invoiced': 'Hizo la factura {number}',
  'sales.series_leased': 'Dio la numeración {name} a un equipo',
  'cash.session_opened': 'Abrió la caja con {amount}',
  'cash.session_closed': 'Cerró la caja: Z {number}, ventas {amount}',
  'cash.moved': 'Movió {amount} del cajón {note}',
  'cash.moved.open': 'Abrió el cajón sin venta',
  'catalog.products_put': 'Cambió {name}: {fields}',
  'catalog.products_put.create': 'Creó el producto {name}',
  'catalog.products_put.many': 'Cambió {count} productos, el primero {name}',
  'catalog.categories_put': 'Cambió la categoría {name}',
  'catalog.taxes_put': 'Cambió el impuesto {name}',
  'catalog.modifier_groups_put': 'Cambió el grupo de opciones {name}',
  'catalog.modifiers_put': 'Cambió la opción {name}',
  'customers.put': 'Cambió los datos de un cliente',
  'customers.erased': 'Borró los datos de un cliente',
  'staff.people_put': 'Cambió a {name}: {fields}',
  'staff.logged_in': 'Entró',
  'staff.logged_out': 'Salió',
  'staff.locked_out': '{name} quedó sin acceso por PIN equivocado',
  'payments.charge_changed': 'Cobro con tarjeta de {amount}: {state}',
  'tasks.settled': 'Resolvió: {task}. {note}',
  'organization.device_enrolled': 'Dio de alta el equipo {name}',
  'organization.device_revoked': 'Dio de baja un equipo',
  'organization.clock_told': 'Comparó su reloj con el del hub',
  'organization.tenant_put': 'Cambió los datos de la tienda',
  'organization.branches_put': 'Cambió la sucursal {name}',
  'organization.registers_put': 'Cambió la caja {name}',
  'orders.tabs_put': 'Abrió o cambió una cuenta',
  'orders.lines_added': 'Anotó {name} en una cuenta',
  'orders.lines_added.many': 'Anotó {count} líneas en una cuenta, la primera {name}',
  'orders.lines_voided': 'Anuló de una cuenta: {note}',
  'orders.lines_moved': 'Pasó líneas a otra cuenta',
  'orders.lines_staged': 'Avisó a la cocina o desde ella',
  'orders.paid': 'Cobró una cuenta',
  'orders.carried': 'Dijo por dónde va un reparto',
  'tickets.rules_put': 'Cambió qué da vale de entrega',
  'tickets.key_published': 'Estrenó la clave con que firma vales',
  'tickets.issued': 'Dio un vale de entrega',
  'tickets.redeemed': 'Entregó contra un vale',
  'tickets.scanned': 'Escaneó un vale',
  'floor.areas_put': 'Cambió el plano: {name}',
  'floor.tables_put': 'Cambió las mesas: {name}',
  'kitchen.stations_put': 'Cambió las estaciones: {name}',
  'printing.routes_put': 'Cambió qué impresora tiene una estación',
  'printing.job_queued': 'Puso una comanda en la cola de impresión',
  'printing.attempt_started': 'Empezó a imprimir en {name}',
  'printing.attempt_ended': 'Terminó un intento de imprimir',
  'printing.job_routed': 'Pasó una comanda a {name}',
  'printing.job_settled': 'Dio por atendida una comanda',
  'kitchen.routes_put': 'Cambió qué estación prepara qué',

  'field.price': 'precio {price}',
  'field.name': 'nombre',
  'field.sku': 'SKU',
  'field.tax': 'impuesto',
  'field.category': 'categoría',
  'field.unit': 'unidad',
  'field.color': 'color',
  'field.image': 'imagen',
  'field.barcodes': 'códigos',
  'field.active': 'si está en uso',
  'field.role': 'puesto {role}',
  'field.pin_hash': 'PIN',
  'state.created': 'creado',
  'state.in_progress': 'en el terminal',
  'state.approved': 'aprobado',
  'state.declined': 'rechazado',
  'state.unknown': 'sin respuesta',
} as const;

type Key = keyof typeof es;

const en: Record<Key, string> = {
  title: 'Activity',
  everybody: 'Everybody',
  everywhere: 'All devices',
  everything: 'Everything',
  person: 'Person',
  device: 'Device',
  what: 'Subject',
  any_day: 'Always',
  none: 'Nothing on these days',
  none_text: 'This device keeps the record since it was enrolled.',
  nobody: 'The system',
  allowed: 'allowed by {allowed}',
  parked: 'could not be applied',
  open_document: 'Show the document',
  drawer: 'The drawer at that moment',
  drawer_at: 'The drawer at a time',
  when: 'When',
  register: 'Register',
  closed: 'The register was closed.',
  cash: 'Cash in the drawer',
  sales: 'Sales until then',
  float: 'Opening float',
  moved: 'Cash in and out',
  opened: 'Opened by {person}, {time}',

  'area.sales': 'Sales and refunds',
  'area.cash': 'Register',
  'area.catalog': 'Products and prices',
  'area.staff': 'People',
  'area.payments': 'Card charges',
  'area.tasks': 'Reviews',
  'area.orders': 'Tables and orders',
  'area.tickets': 'Delivery tickets',
  'area.organization': 'Devices and shop',

  'sales.completed': 'Sold {amount}, {number}',
  'sales.refunded': 'Refunded {amount}, {number}',
  'sales.invoiced': 'Made the invoice {number}',
  'sales.series_leased': 'Gave the numbering {name} to a device',
  'cash.session_opened': 'Opened the register with {amount}',
  'cash.session_closed': 'Closed the register: Z {number}, sales {amount}',
  'cash.moved': 'Moved {amount} of the drawer {note}',
  'cash.moved.open': 'Opened the drawer without a sale',
  'catalog.products_put': 'Changed {name}: {fields}',
  'catalog.products_put.create': 'Created the product {name}',
  'catalog.products_put.many': 'Changed {count} products, {name} first',
  'catalog.categories_put': 'Changed the category {name}',
  'catalog.taxes_put': 'Changed the tax {name}',
  'catalog.modifier_groups_put': 'Changed the group of options {name}',
  'catalog.modifiers_put': 'Changed the option {name}',
  'customers.put': 'Changed a customer’s data',
  'customers.erased': 'Erased a customer’s data',
  'staff.people_put': 'Changed {name}: {fields}',
  'staff.logged_in': 'Came in',
  'staff.logged_out': 'Left',
  'staff.locked_out': '{name} was locked out by wrong PINs',
  'payments.charge_changed': 'Card charge of {amount}: {state}',
  'tasks.settled': 'Settled: {task}. {note}',
  'organization.device_enrolled': 'Enrolled the device {name}',
  'organization.device_revoked': 'Stopped a device',
  'organization.clock_told': 'Compared its clock with the hub’s',
  'organization.tenant_put': 'Changed the shop’s own data',
  'organization.branches_put': 'Changed the branch {name}',
  'organization.registers_put': 'Changed the register {name}',
  'orders.tabs_put': 'Opened or changed a tab',
  'orders.lines_added': 'Ordered {name} on a tab',
  'orders.lines_added.many': 'Ordered {count} lines on a tab, {name} first',
  'orders.lines_voided': 'Voided on a tab: {note}',
  'orders.lines_moved': 'Moved lines to another tab',
  'orders.lines_staged': 'Told the kitchen, or was told by it',
  'orders.paid': 'Took the money of a tab',
  'orders.carried': 'Said how far a delivery is',
  'tickets.rules_put': 'Changed what yields a delivery ticket',
  'tickets.key_published': 'Began to sign tickets with a key',
  'tickets.issued': 'Issued a delivery ticket',
  'tickets.redeemed': 'Handed over against a ticket',
  'tickets.scanned': 'Scanned a ticket',
  'floor.areas_put': 'Changed the floor plan: {name}',
  'floor.tables_put': 'Changed the tables: {name}',
  'kitchen.stations_put': 'Changed the stations: {name}',
  'printing.routes_put': 'Changed the printer of a station',
  'printing.job_queued': 'Queued a kitchen ticket for printing',
  'printing.attempt_started': 'Began to print on {name}',
  'printing.attempt_ended': 'Ended an attempt to print',
  'printing.job_routed': 'Sent a kitchen ticket to {name}',
  'printing.job_settled': 'Took care of a kitchen ticket',
  'kitchen.routes_put': 'Changed which station prepares what',

  'field.price': 'price {price}',
  'field.name': 'name',
  'field.sku': 'SKU',
  'field.tax': 'tax',
  'field.category': 'category',
  'field.unit': 'unit',
  'field.color': 'colour',
  'field.image': 'picture',
  'field.barcodes': 'codes',
  'field.active': 'whether it is in use',
  'field.role': 'role {role}',
  'field.pin_hash': 'PIN',
  'state.created': 'created',
  'state.in_progress': 'at the terminal',
  'state.approved': 'approved',
  'state.declined': 'declined',
  'state.unknown': 'no answer',
};

const catalogues: Record<Language, Record<Key, string>> = { es, en };

function text(key: string, parameters: Record<string, string>): string | null {
  const found = (catalogues[language.value] as Record<string, string>)[key];
  if (found === undefined) return null;
  return found.replace(/\{(\w+)\}/g, (_, name: string) => parameters[name] ?? '').trim();
}

/** A text of the activity in the language in use. */
export function ta(key: Key, parameters: Record<string, string> = {}): string {
  return text(key, parameters) ?? key;
}

/** The word that the area of an operation goes by. */
export function areaWord(area: string): string {
  return text(`area.${area}`, {}) ?? area;
}

/** What an operation did, in a person's words; the kind itself where there are none. */
export function activityWords(entry: { kind: string; parameters: Record<string, string> }): string {
  const words: Record<string, string> = { ...entry.parameters };
  for (const name of ['amount', 'price'] as const) {
    if (words[name] !== undefined) words[name] = money(Number(words[name]));
  }
  if (words['state']) words['state'] = text(`state.${words['state']}`, {}) ?? words['state'];
  if (words['role']) words['role'] = named('role', words['role']);
  if (words['task']) words['task'] = taskWords({ kind: words['task'], parameters: {} }).title;
  words['fields'] = (entry.parameters['fields'] ?? '')
    .split(',')
    .map((field) => text(`field.${field}`, words) ?? field)
    .join(', ');
  return text(variant(entry), words) ?? text(entry.kind, words) ?? entry.kind;
}

function variant({ kind, parameters }: { kind: string; parameters: Record<string, string> }) {
  if (kind === 'cash.moved' && parameters['amount'] === '0') return `${kind}.open`;
  if (parameters['count'] !== undefined && parameters['count'] !== '1') return `${kind}.many`;
  return parameters['create'] === '1' ? `${kind}.create` : kind;
}
