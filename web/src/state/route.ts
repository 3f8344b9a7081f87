import { signal } from '@preact/signals';

export const areas = [
  'sell',
  'floor',
  'kitchen',
  'tickets',
  'deliveries',
  'receipts',
  'register',
  'catalog',
  'customers',
  'stock',
  'tasks',
  'reports',
  'settings',
] as const;
export type Area = (typeof areas)[number];

/** What a person needs to see an area; null is for everybody. */
export const permissionOf: Record<Area, string | null> = {
  sell: 'sell',
  floor: 'sell',
  kitchen: 'prepare_orders',
  tickets: 'redeem_tickets',
  deliveries: 'deliver_orders',
  receipts: 'see_receipts',
  register: 'see_register_report',
  catalog: 'edit_catalog',
  tasks: 'settle_tasks',
  reports: 'see_reports',
  customers: 'sell',
  stock: 'see_stock',
  settings: null,
};

export type Route = { area: Area; detail: string | null };

/** The screen in view, which the address mirrors, so that the device's own back button works. */
export const route = signal<Route>(read());

addEventListener('popstate', () => {
  route.value = read();
});

export function go(area: Area, detail: string | null = null): void {
  if (route.value.area === area && route.value.detail === detail) return;
  history.pushState(null, '', detail ? `#${area}/${detail}` : `#${area}`);
  route.value = { area, detail };
}

/** Back to the screen above this one. */
export function goUp(): void {
  if (route.value.detail !== null) go(route.value.area);
  else go('sell');
}

function read(): Route {
  const [area, detail] = location.hash.slice(1).split('/');
  const known = areas.find((name) => name === area);
  return { area: known ?? 'sell', detail: known && detail ? detail : null };
}
