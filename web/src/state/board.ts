import { client } from '../core/client';
import type { Approval, Id, KnownDevice, Micros } from '../core/commands';
import { device } from './device';

/** A device as the hub knows it (sync/hub/http/device_desk.cpp). */
export interface SeenDevice {
  id: Id;
  name: string;
  register: string;
  branch: string;
  enrolledAt: Micros;
  revokedAt: Micros | null;
  seenAt: Micros | null;
  connected: boolean;
  behind: number;
  unsent: number | null;
  version: string;
  clockMinutes: number;
  signs: boolean;
}

export interface Place {
  id: Id;
  name: string;
  branch: string;
}

export interface Board {
  time: Micros;
  devices: SeenDevice[];
  registers: Place[];
}

export interface Invitation {
  code: string;
  expiresAt: Micros;
  address: string;
  qr: string;
}

/** What the log on this device tells without the hub. */
export async function knownDevices(): Promise<KnownDevice[]> {
  return (await client.call('organization.devices', {})).devices;
}

export function askBoard(): Promise<Board> {
  return ask('/v1/devices', {}) as Promise<Board>;
}

/** A code for one new device. The hub wants the PIN of whoever asks, which comes as an approval. */
export function invite(register: Id, approval?: Approval): Promise<Invitation> {
  const address = location.origin;
  return ask('/v1/devices/invite', { register, address }, approval) as Promise<Invitation>;
}

export async function revoke(id: Id, approval?: Approval): Promise<void> {
  await ask('/v1/devices/revoke', { device: id }, approval);
}

function ask(path: string, question: object, approval?: Approval): Promise<unknown> {
  const person = approval?.person ?? device.value?.person?.id;
  const text = JSON.stringify({ ...question, person, pin: approval?.pin ?? null });
  return client.ask({
    kind: 'hub',
    path,
    headers: { 'Content-Type': 'application/json' },
    body: new TextEncoder().encode(text),
  });
}
