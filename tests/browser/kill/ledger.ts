import { expect } from '@playwright/test';
import type { Commands, Core } from '../support/core';

export interface Sale {
  number: string;
  total: number;
}

export interface OpenCart {
  lines: { name: string; quantity: string }[];
  total: number;
}

/** What a page said: the open cart, and a sale when it was just paid. */
export interface Shown {
  cart: OpenCart;
  paid?: Sale;
}

export const emptyCart: OpenCart = { lines: [], total: 0 };

type Receipts = Commands['sales.receipts']['response']['receipts'];

const MOST_LISTED = 200;

/**
 * Everything that the till has said, kept outside of the browser. The page waits until a thing is written here before it
 * goes on, so that whatever a killed till knows beyond this book is the one command it was working on.
 */
export class Ledger {
  readonly paid: Sale[] = [];
  #cart = emptyCart;
  /** Sales that were on the disk, but the till was killed before it could say so. */
  finishedUnseen = 0;

  write({ cart, paid }: Shown): void {
    if (paid) this.paid.push(paid);
    this.#cart = cart;
  }

  get total(): number {
    return this.paid.reduce((sum, { total }) => sum + total, 0);
  }

  /** Compares a till that was started again with what it had said, and takes over how its last command ended. */
  async compare(core: Core): Promise<void> {
    const receipts = await allReceipts(core);
    expect(receipts.map(numberOf)).toEqual(receipts.map((_, index) => index + 1));
    expect(receipts.slice(0, this.paid.length)).toEqual(this.paid);
    const unseen = receipts.slice(this.paid.length);
    expect(unseen.length).toBeLessThanOrEqual(1);
    const cart = await openCart(core);
    if (unseen[0]) this.#compareUnseen(unseen[0], cart);
    else this.#compareCart(cart);
    this.write({ cart, paid: unseen[0] });
  }

  #compareUnseen(sale: Sale, cart: OpenCart): void {
    expect(sale.total).toBe(this.#cart.total);
    expect(cart).toEqual(emptyCart);
    this.finishedUnseen++;
  }

  /** The same cart, or the same with one product more. */
  #compareCart(cart: OpenCart): void {
    if (JSON.stringify(cart) === JSON.stringify(this.#cart)) return;
    expect(pieces(cart), 'pieces in the open cart').toBe(pieces(this.#cart) + 1);
    const before = this.#cart.lines.map(({ name }) => name);
    expect(cart.lines.map(({ name }) => name).slice(0, before.length)).toEqual(before);
  }
}

/** Oldest first. */
export async function allReceipts(core: Core): Promise<Sale[]> {
  const found = new Map<string, Sale>();
  let page: Receipts;
  let before: Pick<Receipts[number], 'at' | 'id'> | null = null;
  do {
    page = (await core.call('sales.receipts', { before, limit: MOST_LISTED })).receipts;
    for (const { id, number, total } of page) found.set(id, { number, total });
    const last = page.at(-1);
    before = last === undefined ? null : { at: last.at, id: last.id };
  } while (page.length === MOST_LISTED);
  return [...found.values()].sort((a, b) => numberOf(a) - numberOf(b));
}

async function openCart(core: Core): Promise<OpenCart> {
  const { lines, total } = await core.call('cart.view', {});
  return { lines: lines.map(({ name, quantity }) => ({ name, quantity })), total };
}

function pieces({ lines }: OpenCart): number {
  return lines.reduce((sum, { quantity }) => sum + Number(quantity), 0);
}

/** "T001-000042" → 42 */
function numberOf({ number }: Sale): number {
  return Number(/\d+$/.exec(number)![0]);
}
