import { client } from '../core/client';
import type { DeviceStatus, Id } from '../core/commands';
import { cart } from './cart';
import { device } from './device';
import { asCoreError, report } from './messages';
import { adoptLanguage } from './preferences';

export async function refreshDevice(): Promise<void> {
  showDevice(await client.call('device.status', {}));
}

export async function enrol(hub: string, code: string): Promise<void> {
  showDevice(await client.enrol(hub, code));
}

export async function logIn(person: Id, pin: string): Promise<void> {
  await client.call('staff.login', { person, pin });
  await refreshDevice();
  cart.value = device.value?.openCart ?? null;
}

export async function logOut(): Promise<void> {
  // Nobody is here from now on: whatever would still read something for them stops before the core is told.
  if (device.value) device.value = { ...device.value, person: null };
  await client.call('staff.logout', {}).finally(refreshDevice);
}

/**
 * Reports what went wrong in a reading that nobody asked for by hand. That whom it was for has left meanwhile, in
 * another tab or because their time was up, is nothing to be told: the screen follows.
 */
export function reportReading(thrown: unknown): void {
  if (asCoreError(thrown).code !== 'staff.not_logged_in') report(thrown);
  else refreshDevice().catch(report);
}

/** Whether the person at the counter may; the core decides again when it is done. */
export function may(permission: string): boolean {
  return device.value?.person?.permissions.includes(permission) ?? false;
}

function showDevice(status: DeviceStatus): void {
  // The code that an address carried is used up, whoever hears of it first; it shall not be shown or passed on.
  if (status.enrolled && location.hash.startsWith('#enrol/'))
    history.replaceState(null, '', location.pathname);
  if (status.tenant) adoptLanguage(status.tenant.language);
  device.value = status;
  if (cart.value === null) cart.value = status.openCart;
}
