import { signal } from '@preact/signals';
import { client } from '../core/client';
import type { Commands, Id, OrderLineView, ProductTile, TabView } from '../core/commands';
import { withApproval } from './approval';
import { cart } from './cart';
import { choose } from './choices';
import { report } from './messages';
import { go } from './route';
import { chooseVariant } from './variants';

export type OrderType = TabView['type'];
type Bill = Omit<Commands['orders.bill']['request'], 'tab'>;
type Change = Omit<Commands['orders.change']['request'], 'tab'>;

/** The open tabs of the branch, the longest open first; null until they were read. */
export const tabs = signal<TabView[] | null>(null);
/** The tab in view. */
export const tab = signal<TabView | null>(null);

export async function loadTabs(): Promise<void> {
  tabs.value = (await client.call('orders.list', {})).tabs;
}

export async function loadTab(id: Id): Promise<void> {
  tab.value = await client.call('orders.view', { tab: id });
}

/** Opens a tab and shows it. */
export async function openTab(
  type: OrderType,
  more: { table?: Id; guests?: number; name?: string; phone?: string; address?: string } = {},
): Promise<void> {
  try {
    tab.value = await client.call('orders.open', { tab: crypto.randomUUID(), type, ...more });
    go('floor', tab.value.id);
  } catch (error) {
    report(error);
  }
}

/** What is tapped in a row is added in that order: each change waits for the one before. */
let last: Promise<unknown> = Promise.resolve();

function change(ask: (id: Id) => Promise<TabView>): Promise<void> {
  const id = tab.value?.id;
  if (!id) return Promise.resolve();
  const done = last
    .then(() => ask(id))
    .then((changed) => {
      tab.value = changed;
    });
  last = done.catch(() => {});
  return done.catch(report);
}

/** Once everything that was tapped is in the order. */
export function settled(): Promise<unknown> {
  return last;
}

/** For which course and which guest something is ordered. */
export interface Aim {
  course: number;
  seat: number;
}

export interface Wish {
  product: Id;
  quantity?: string;
  note?: string;
  course?: number;
  seat?: number;
  modifiers?: Id[];
}

export function addLine(wish: Wish): Promise<void> {
  const line = crypto.randomUUID();
  return change((id) => client.call('orders.add', { tab: id, line, ...wish }));
}

/** Asks what goes with the product, where the shop offers something, and adds it. */
export async function addProductToTab(product: ProductTile, more: Aim): Promise<void> {
  const ordered = product.variants ? await chooseVariant(product.id, product.name) : product;
  if (!ordered) return;
  const modifiers = ordered.choices ? await choose(ordered.id, ordered.name) : [];
  if (modifiers) await addLine({ product: ordered.id, modifiers, ...more });
}

/** The same again: what a line was ordered as. */
export function wishOf(line: OrderLineView): Wish {
  return {
    product: line.product,
    course: line.course,
    seat: line.seat,
    modifiers: line.modifiers.map(({ id }) => id),
    ...(line.note === null ? {} : { note: line.note }),
  };
}

export function voidLines(lines: Id[], reason = ''): Promise<void> {
  return change((id) =>
    withApproval((approval) =>
      client.call('orders.void', { tab: id, lines, reason, ...(approval ? { approval } : {}) }),
    ),
  );
}

/** A line cannot be edited: it is ordered anew with the note, and the old one is voided. */
export async function noteLine(line: OrderLineView, note: string): Promise<void> {
  for (const old of line.ids) {
    await addLine({ ...wishOf(line), note });
    await voidLines([old]);
  }
}

export function fire(course?: number): Promise<void> {
  return change((id) =>
    client.call('orders.fire', { tab: id, ...(course === undefined ? {} : { course }) }),
  );
}

export function changeTab(what: Change): Promise<void> {
  return change((id) => client.call('orders.change', { tab: id, ...what }));
}

export function splitLines(lines: Id[]): Promise<void> {
  const to = crypto.randomUUID();
  return change((id) => client.call('orders.split', { tab: id, lines, to }));
}

export function cancelTab(reason: string): Promise<void> {
  return change((id) =>
    withApproval((approval) =>
      client.call('orders.cancel', { tab: id, reason, ...(approval ? { approval } : {}) }),
    ),
  );
}

export async function setStage(
  lines: Id[],
  stage: 'preparing' | 'ready' | 'served',
  recall = false,
): Promise<void> {
  try {
    await client.call('orders.stage', { lines, stage, ...(recall ? { recall } : {}) });
  } catch (error) {
    report(error);
  }
}

/** Puts what is to be paid into the sale, and goes where it is paid. */
export async function payTab(bill: Bill): Promise<void> {
  const id = tab.value?.id;
  if (!id) return;
  try {
    await settled();
    cart.value = await client.call('orders.bill', { tab: id, ...bill });
    go('sell', 'pay');
  } catch (error) {
    report(error);
  }
}
