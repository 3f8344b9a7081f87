import { client } from '../core/client';
import type { DeviceStatus, Id } from '../core/commands';
import { cart } from './cart';
import { device } from './device';
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
  await client.call('staff.logout', {});
  await refreshDevice();
}

/** Whether the person at the counter may; the core decides again when it is done. */
export function may(permission: string): boolean {
  return device.value?.person?.permissions.includes(permission) ?? false;
}

function showDevice(status: DeviceStatus): void {
  if (status.tenant) adoptLanguage(status.tenant.language);
  device.value = status;
  if (cart.value === null) cart.value = status.openCart;
}
