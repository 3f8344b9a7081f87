import { signal } from '@preact/signals';
import type { DeviceStatus } from '../core/commands';

/** Where this device stands: shop, register, session, person. Null until the core has answered once. */
export const device = signal<DeviceStatus | null>(null);
