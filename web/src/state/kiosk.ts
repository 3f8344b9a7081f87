import { signal } from '@preact/signals';
import { client } from '../core/client';
import type { TabView } from '../core/commands';
import { terminalNamed } from '../terminal/terminal';
import { cart, checkOut, clearCart, justPaid } from './cart';
import { device } from './device';
import { asCoreError, report } from './messages';
import type { OrderType } from './orders';

/** Whether this device serves guests by itself; whoever locked it so leaves by PIN. */
export const kiosk = signal(localStorage.getItem('kiosk') === 'on');

export function lockAsKiosk(on: boolean): void {
  kiosk.value = on;
  localStorage.setItem('kiosk', on ? 'on' : 'off');
}

const terminalName = () => device.value?.register?.terminal ?? '';

/** A card is taken only where the terminal can be asked without a cashier, and the register is open. */
export const takesCards = () =>
  terminalName() !== '' && (device.value?.register?.session ?? null) !== null;

/** What a guest gets: a number to be called by, and whether it is paid. */
export interface Placed {
  number: string;
  paid: boolean;
}

/** ORD-6: the cart becomes an order that is paid at the counter. */
export async function place(type: OrderType, name: string): Promise<TabView | null> {
  try {
    return await client.call('orders.place', {
      tab: crypto.randomUUID(),
      type,
      ...(name === '' ? {} : { name }),
    });
  } catch (error) {
    report(error);
    return null;
  }
}

/** The same, paid by card on the spot and sent to the kitchen; a card that is refused pays at the counter. */
export async function placePaid(type: OrderType, name: string): Promise<Placed | null> {
  const tab = await place(type, name);
  if (!tab) return null;
  try {
    cart.value = await client.call('orders.bill', { tab: tab.id });
    const paid = await payByCard();
    if (paid) await client.call('orders.fire', { tab: tab.id });
    return { number: tab.number, paid };
  } catch (error) {
    report(asCoreError(error));
    return { number: tab.number, paid: false };
  }
}

async function payByCard(): Promise<boolean> {
  const terminal = await terminalNamed(terminalName());
  if (!terminal || !cart.value) return false;
  const charge = await client.call('payments.charge', {
    charge: crypto.randomUUID(),
    cart: cart.value.id,
    amount: cart.value.total,
  });
  const said = (state: typeof charge.state, reference: string) =>
    client.call('payments.charge_state', { charge: charge.id, state, reference });
  const { state, reference } = await terminal.charge(await said('in_progress', ''));
  await said(state, reference);
  if (state === 'approved') {
    const paid = await checkOut([{ method: 'card', card: charge.id }]);
    justPaid.value = null;
    return paid;
  }
  // What nobody knows of stays where somebody can look it up; what was refused is paid at the counter.
  if (state === 'declined') await clearCart();
  return false;
}
