// These functions run in the page. They sell as fast as the till lets them, until they are killed with it; after each
// step they wait until what the page said is written outside (Ledger).

import type { Client } from '../support/core';
import type { Shown } from './ledger';

declare global {
  interface Window {
    say(shown: Shown): Promise<void>;
  }
}

export interface Work {
  /** Ids of what is sold. */
  products: string[];
  sales: number;
}

/** Asks the page's client for what the screens ask it for. */
export async function sellThroughClient(client: Client, { products, sales }: Work): Promise<void> {
  const shown = ({
    lines,
    total,
  }: {
    lines: { name: string; quantity: string }[];
    total: number;
  }) => ({
    lines: lines.map(({ name, quantity }) => ({ name, quantity })),
    total,
  });
  for (let sale = 0; sale < sales; sale++) {
    let cart = await client.call('cart.view', {});
    for (let tap = 0; tap <= sale % 3; tap++) {
      const product = products[(5 * sale + tap) % products.length]!;
      cart = await client.call('cart.add', { product });
      await window.say({ cart: shown(cart) });
    }
    const tenders = [{ method: 'cash' as const, amount: null }];
    const sold = await client.call('sales.checkout', { cart: cart.id, tenders });
    const { number, total } = sold.receipt;
    await window.say({ cart: shown(sold.cart), paid: { number, total } });
  }
}

/** Touches tiles and buttons, and believes only what the screen shows. */
export async function sellOnScreen(): Promise<void> {
  const all = (selector: string) => [...document.querySelectorAll<HTMLElement>(selector)];
  const text = (selector: string) => document.querySelector(selector)?.textContent ?? '';
  const minorUnits = (selector: string) => Number(text(selector).replace(/\D/g, ''));
  const until = async (isSo: () => boolean) => {
    while (!isSo()) await new Promise((resolve) => setTimeout(resolve));
  };
  const cart = () => ({
    lines: all('.cart-line').map((line) => ({
      name: line.querySelector('.cart-line__name')!.textContent!,
      quantity: line.querySelector('.cart-line__quantity')!.textContent!,
    })),
    total: minorUnits('.totals__total dd'),
  });
  const receipt = () => document.querySelector('.done__paper')?.getAttribute('aria-label') ?? '';

  for (let sale = 0; ; sale++) {
    for (let tap = 0; tap <= sale % 3; tap++) {
      const before = text('.cart__count');
      all('[role=gridcell] button')[(5 * sale + tap) % 12]!.click();
      await until(() => text('.cart__count') !== before && all('.cart-line').length > 0);
      await window.say({ cart: cart() });
    }
    document.querySelector<HTMLElement>('.cart__exact')!.click();
    await until(() => receipt() !== '');
    const paid = { number: receipt().split(' ').at(-1)!, total: minorUnits('.done__paid') };
    await window.say({ cart: { lines: [], total: 0 }, paid });
  }
}
