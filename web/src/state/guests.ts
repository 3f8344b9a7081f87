import { signal } from '@preact/signals';
import { client } from '../core/client';
import type { Commands, GuestCall, GuestOrder, Id } from '../core/commands';
import { tg } from '../i18n/guests';
import { device } from './device';
import { notify, report } from './messages';
import { go } from './route';
import { may } from './session';

/** What guests wait for: orders to be accepted, and calls. Null until it was read. */
export const guestsWaiting = signal<Commands['guests.waiting']['response'] | null>(null);

let known = new Set<Id>();

/** Reads again, and says what is new to whoever serves tables. */
export async function followGuests(): Promise<void> {
  if (!device.value?.person || !may('sell')) return;
  const waiting = await client.call('guests.waiting', {});
  const first = guestsWaiting.value === null;
  guestsWaiting.value = waiting;
  const now = [...waiting.orders, ...waiting.calls];
  if (!first) now.filter(({ id }) => !known.has(id)).forEach(tell);
  known = new Set(now.map(({ id }) => id));
}

function tell(news: GuestOrder | GuestCall): void {
  notify(newsOf(news), 'plain', { label: tg('see'), run: () => go('floor', news.tab) });
}

/** "Mesa 5 · TA12 pide la cuenta". */
export function newsOf(news: GuestOrder | GuestCall): string {
  if ('what' in news) return tg(`called.${news.what}`, { table: news.title });
  return tg('ordered', { table: news.title });
}

type Answer = 'guests.accept' | 'guests.decline' | 'guests.answer';

async function change<K extends Answer>(
  command: K,
  request: Commands[K]['request'],
): Promise<void> {
  try {
    guestsWaiting.value = await client.call(command, request);
  } catch (error) {
    report(error);
  }
}

export const acceptOrder = (order: Id) => change('guests.accept', { order });
export const declineOrder = (order: Id, reason: string) =>
  change('guests.decline', { order, reason });
export const answerCall = (call: Id) => change('guests.answer', { call });
