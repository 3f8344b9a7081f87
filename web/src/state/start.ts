import { effect, signal } from '@preact/signals';
import { client } from '../core/client';
import { keepUpdated } from '../core/update';
import { t } from '../i18n';
import type { CoreError } from '../core/errors';
import { refreshCart } from './cart';
import { loadCatalog, refreshCatalog } from './catalog';
import { connection, followConnection } from './connection';
import { device } from './device';
import { loadFloor, ordersChanged } from './floor';
import { followGuests } from './guests';
import { asCoreError, notify } from './messages';
import { may, refreshDevice, reportReading } from './session';
import { stockMayHaveChanged } from './stock';
import { tasksMayHaveChanged } from './tasks';
import { loadTicketRules } from './tickets';

/** Why the core does not run, when it does not. */
export const failure = signal<CoreError | null>(null);

/** Counts changes by topic, so that lists which are in view read again. */
export const receiptsChanged = signal(0);
export const staffChanged = signal(0);
export const catalogChanged = signal(0);
export const customersChanged = signal(0);
export const printingChanged = signal(0);

/** Starts the core and keeps what the screens show in step with it. */
export async function start(): Promise<void> {
  try {
    followConnection();
    await client.start();
    client.onChange((topics) => topics.forEach(follow));
    followLicence();
    await refreshDevice();
    if (device.value?.enrolled) await Promise.all([loadCatalog(), loadFloor(), loadTicketRules()]);
  } catch (thrown) {
    failure.value = asCoreError(thrown);
  }
  const offer = (apply: () => void) =>
    notify(t('update.ready'), 'plain', { label: t('update.apply'), run: apply });
  await keepUpdated(offer).catch(() => {}); // without a service worker the shell works, but needs the network to start
}

const LICENCE_LOOK_MS = 600_000;

/** What a discrepancy is made of. */
const followed = new Set([
  'receipts',
  'orders',
  'tickets',
  'session',
  'payments',
  'stock',
  'tasks',
  'sync',
]);
const followDevice = coalesced(refreshDevice);
const followCart = coalesced(async () => {
  if (may('sell')) await refreshCart();
});
const followCatalog = coalesced(refreshCatalog);
const followFloor = coalesced(loadFloor);
const followWaiting = coalesced(followGuests);
const followTickets = coalesced(loadTicketRules);

function follow(topic: string): void {
  if (followed.has(topic)) tasksMayHaveChanged();
  if (topic === 'receipts') receiptsChanged.value++;
  if (topic === 'staff') staffChanged.value++;
  if (topic === 'staff' || topic === 'session') followDevice();
  if (topic === 'cart') followCart();
  if (topic === 'customers') customersChanged.value++;
  if (topic === 'printing') printingChanged.value++;
  if (topic === 'stock' || topic === 'receipts') stockMayHaveChanged();
  if (topic === 'orders') ordersChanged.value++;
  if (topic === 'tickets') followTickets();
  if (topic === 'floor') followFloor();
  if (topic === 'guests' || topic === 'orders' || topic === 'session') followWaiting();
  if (topic === 'catalog') catalogChanged.value++;
  if (topic === 'catalog') followCatalog();
}

/** How long this device may go on alone changes with the time, and when the hub is heard again. */
function followLicence(): void {
  effect(() => {
    if (connection.value?.online && device.peek()?.licence) void followDevice();
  });
  setInterval(() => void followDevice(), LICENCE_LOOK_MS);
}

/** Runs the task once more after the present run, however often it is asked for meanwhile. */
function coalesced(task: () => Promise<void>): () => void {
  let running = false;
  let wanted = false;
  return async () => {
    wanted = true;
    if (running) return;
    running = true;
    while (wanted) {
      wanted = false;
      await task().catch(reportReading);
    }
    running = false;
  };
}
