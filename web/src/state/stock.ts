import { effect, signal } from '@preact/signals';
import { client } from '../core/client';
import type { Commands, Warehouse } from '../core/commands';
import { device } from './device';
import { may, reportReading } from './session';

export type Alerts = Commands['stock.alerts']['response'];

/** Counts what may have moved stock, so that what is in view reads again. */
export const stockChanged = signal(0);
/** What runs out and what is on its way, for those who may see stock; null until it was read. */
export const stockAlerts = signal<Alerts | null>(null);
export const warehouses = signal<Warehouse[]>([]);

/** A burst of sales is looked at once, when it is over; no sale waits for it. */
const QUIET_MS = 900;

export function stockMayHaveChanged(): void {
  stockChanged.value++;
}

export async function loadWarehouses(): Promise<void> {
  warehouses.value = (await client.call('stock.warehouses', {})).warehouses;
}

/** What people call a warehouse: by its own name, or the branch's. */
export function warehouseName(warehouse: Warehouse | undefined): string {
  return warehouse ? warehouse.name || warehouse.branchName : '—';
}

export function warehouseNamed(id: string | null): string {
  return warehouseName(warehouses.value.find((each) => each.id === id));
}

let timer = 0;
effect(() => {
  void stockChanged.value;
  const person = device.value?.person?.id;
  clearTimeout(timer);
  if (person === undefined || !may('see_stock')) {
    stockAlerts.value = null;
    return;
  }
  timer = window.setTimeout(read, QUIET_MS);
});

function read(): void {
  client.call('stock.alerts', {}).then((alerts) => (stockAlerts.value = alerts), reportReading);
}
