import { signal } from '@preact/signals';
import { client } from '../core/client';
import type { Commands, TableRow } from '../core/commands';

/** The plan as the core has it, and the stations; null until they were read. */
export const plan = signal<Commands['floor.view']['response'] | null>(null);
export const stations = signal<Commands['kitchen.stations']['response']['stations']>([]);

/** A table with several orders, of which a person picks one. */
export const askedTable = signal<TableRow | null>(null);

/** Counts changes of orders, so that the screens in view read again. */
export const ordersChanged = signal(0);

export async function loadFloor(): Promise<void> {
  plan.value = await client.call('floor.view', {});
  stations.value = (await client.call('kitchen.stations', {})).stations;
}
