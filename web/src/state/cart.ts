import { signal } from '@preact/signals';
import { client, CoreError } from '../core/client';
import type {
  CartView,
  Commands,
  Dec,
  Id,
  Minor,
  ProductTile,
  ReceiptView,
} from '../core/commands';
import { openDrawer } from '../print/print';
import { withApproval } from './approval';
import { choose } from './choices';
import { report } from './messages';
import { go } from './route';
import { showSoldTickets } from './tickets';
import { chooseVariant } from './variants';

/** What a customer hands over; without an amount it is exactly what is due. */
export type Tender = Commands['sales.checkout']['request']['tenders'][number];

/** The open sale as the core last showed it. */
export const cart = signal<CartView | null>(null);
/** The line being edited, by its number in the core. */
export const selectedLine = signal<number | null>(null);
/** The line that changed last, so that the screen can bring it into view. */
export const touchedLine = signal<number | null>(null);
/** The sale that was just paid, while its receipt is offered. */
export const justPaid = signal<ReceiptView | null>(null);
/** The sale before the present one. */
export const lastPaid = signal<ReceiptView | null>(null);
/** A check-out is on its way to the disk. */
export const paying = signal(false);

export async function refreshCart(): Promise<void> {
  cart.value = await client.call('cart.view', {});
}

export async function addProduct(product: ProductTile, quantity: Dec | null): Promise<void> {
  const sold = product.variants ? await chooseVariant(product.id, product.name) : product;
  if (!sold) return;
  const modifiers = sold.choices ? await choose(sold.id, sold.name) : [];
  if (!modifiers) return;
  return change((commandId) =>
    client.call('cart.add', { product: sold.id, quantity, modifiers, commandId }),
  );
}

/** Adds what a scanned code stands for; answers with its name once it is in the sale. Rejects with a CoreError. */
export async function addRecognised(product: Id, quantity: Dec | null): Promise<string> {
  startNextSale();
  const commandId = crypto.randomUUID();
  let sold = product;
  const add = (modifiers: Id[]) =>
    client.call('cart.add', { product: sold, quantity, modifiers, commandId });
  const isAsked = (error: unknown, code: string) =>
    error instanceof CoreError && error.code === code;
  const addChoosing = async () => {
    try {
      show(await add([]));
    } catch (error) {
      if (!isAsked(error, 'catalog.choice_needed')) throw error;
      const modifiers = await choose(sold, '');
      if (!modifiers) throw error;
      show(await add(modifiers));
    }
  };
  try {
    await addChoosing();
  } catch (error) {
    if (!isAsked(error, 'catalog.variant_needed')) throw error;
    const variant = await chooseVariant(product, '');
    if (!variant) throw error;
    sold = variant.id;
    await addChoosing();
  }
  return cart.value?.lines.find((line) => line.product === sold)?.name ?? '';
}

export function setQuantity(line: number, quantity: Dec): Promise<void> {
  return change((commandId) => client.call('cart.set_quantity', { line, quantity, commandId }));
}

export function removeLine(line: number): Promise<void> {
  selectedLine.value = null;
  return change((commandId) => client.call('cart.remove', { line, commandId }));
}

export function clearCart(): Promise<void> {
  selectedLine.value = null;
  return change((commandId) => client.call('cart.clear', { commandId }));
}

/** Puts the open sale aside under a name; the next one is empty. */
export function holdCart(name: string): Promise<void> {
  selectedLine.value = null;
  return change((commandId) =>
    client.call('cart.hold', { commandId, ...(name === '' ? {} : { name }) }),
  );
}

/** Takes a sale up again; what was open is put aside if there is something in it. */
export function resumeCart(id: Id): Promise<void> {
  selectedLine.value = null;
  return change((commandId) => client.call('cart.resume', { cart: id, commandId }));
}

/** Whom the sale is for; null is nobody in particular. */
export function setCustomer(customer: Id | null): Promise<void> {
  return change((commandId) => client.call('cart.set_customer', { customer, commandId }));
}

/** How it is ordered: prices may depend on it. */
export function setOrderType(type: CartView['type']): Promise<void> {
  return change((commandId) => client.call('cart.set_type', { type, commandId }));
}

/** What is said of a line replaces what was said before. */
export function changeLine(request: Commands['cart.change_line']['request']): Promise<void> {
  return change(() =>
    withApproval((approval) =>
      client.call('cart.change_line', { ...request, ...(approval ? { approval } : {}) }),
    ),
  );
}

/** The same for the whole ticket. */
export function changeTicket(request: Commands['cart.change']['request']): Promise<void> {
  return change(() =>
    withApproval((approval) =>
      client.call('cart.change', { ...request, ...(approval ? { approval } : {}) }),
    ),
  );
}

/** Pays the open sale. True once it is on the disk: only then may a screen say so. */
export async function checkOut(tenders: Tender[], tip: Minor = 0): Promise<boolean> {
  if (!cart.value || paying.value) return false;
  const { id, order } = cart.value;
  paying.value = true;
  try {
    const sold = await withApproval((approval) =>
      client.call('sales.checkout', { cart: id, tenders, tip, ...(approval ? { approval } : {}) }),
    );
    cart.value = sold.cart;
    selectedLine.value = null;
    await showSoldTickets(sold.receipt.id, sold.tickets);
    justPaid.value = sold.receipt;
    paidOrder = order;
    openDrawer(sold.receipt.id);
    return true;
  } finally {
    paying.value = false;
  }
}

/** The exact amount in cash, in one tap. */
export async function payExactCash(): Promise<void> {
  try {
    if (await hasLines()) await checkOut([{ method: 'cash', amount: null }]);
  } catch (error) {
    report(error);
  }
}

/** Whether there is something to pay, once all that was tapped is in the sale: fingers are faster than answers. */
export async function hasLines(): Promise<boolean> {
  await lastChange;
  return !justPaid.value && (cart.value?.lines.length ?? 0) > 0;
}

/** The order whose bill was paid: from there one goes back to the floor. */
let paidOrder: Id | null = null;

/** Puts the paid sale away; the next one is already open in the core. */
export function startNextSale(): void {
  if (!justPaid.value) return;
  lastPaid.value = justPaid.value;
  justPaid.value = null;
  if (paidOrder !== null) go('floor');
  paidOrder = null;
}

let lastChange: Promise<unknown> = Promise.resolve();

/** Paying waits for `work`, which may still put something into the sale. */
export function beforePaying<T>(work: Promise<T>): Promise<T> {
  lastChange = Promise.allSettled([lastChange, work]);
  return work;
}

/**
 * Sends a change of the open sale; answers come in the order of the changes. The core makes each id's change once,
 * however often it is asked (by the next tab that leads, when one dies).
 */
function change(command: (commandId: Id) => Promise<CartView>): Promise<void> {
  startNextSale();
  const changed = command(crypto.randomUUID()).then(show, report);
  lastChange = Promise.allSettled([lastChange, changed]);
  return changed;
}

function show(changed: CartView): void {
  const before = new Map(cart.value?.lines.map(({ line, quantity }) => [line, quantity]));
  touchedLine.value =
    changed.lines.find(({ line, quantity }) => before.get(line) !== quantity)?.line ?? null;
  cart.value = changed;
}
