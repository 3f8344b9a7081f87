import { signal } from '@preact/signals';
import { client } from '../core/client';
import type { CoreError } from '../core/errors';
import { refreshCart } from './cart';
import { loadCatalog } from './catalog';
import { followConnection } from './connection';
import { device } from './device';
import { asCoreError, report } from './messages';
import { refreshDevice } from './session';

/** Why the core does not run, when it does not. */
export const failure = signal<CoreError | null>(null);

/** Counts changes by topic, so that lists which are in view read again. */
export const receiptsChanged = signal(0);
export const staffChanged = signal(0);

/** Starts the core and keeps what the screens show in step with it. */
export async function start(): Promise<void> {
  failure.value = null;
  try {
    followConnection();
    await client.start();
    client.onChange((topics) => void onChange(topics).catch(report));
    await refreshDevice();
    if (device.value?.enrolled) await loadCatalog();
  } catch (thrown) {
    failure.value = asCoreError(thrown);
  }
}

async function onChange(topics: string[]): Promise<void> {
  if (topics.includes('receipts')) receiptsChanged.value++;
  if (topics.includes('staff')) staffChanged.value++;
  if (topics.some((topic) => topic === 'session' || topic === 'staff' || topic === 'device' || topic === 'settings')) await refreshDevice();
  if (topics.includes('cart')) await refreshCart();
  if (topics.includes('catalog')) await loadCatalog();
}
