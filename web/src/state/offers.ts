import { computed, effect, signal } from '@preact/signals';
import { client } from '../core/client';
import type { CartView, Id, Minor, ProductTile } from '../core/commands';
import { cart } from './cart';
import { report } from './messages';

/** CAT-6: prices that are not the catalogue's now, for the kind of order that is open. */
const offers = signal<ReadonlyMap<Id, Minor>>(new Map());
const type = computed<CartView['type']>(() => cart.value?.type ?? 'counter');
const shown = new Set<Id>();

/** An hour of a list may begin or end. */
const AGAIN_MS = 60_000;

export function priceOf(product: ProductTile): Minor {
  return offers.value.get(product.id) ?? product.price;
}

/** Asks which of these products have another price now. */
export function readOffers(products: readonly ProductTile[]): void {
  const fresh = products.map(({ id }) => id).filter((id) => !shown.has(id));
  if (fresh.length === 0) return;
  for (const id of fresh) shown.add(id);
  void read(fresh);
}

/** The catalogue or its lists changed, or time went by. */
export function refreshOffers(): void {
  const ids = [...shown];
  for (let at = 0; at < ids.length; at += MOST) void read(ids.slice(at, at + MOST));
}

const MOST = 500;

async function read(products: Id[]): Promise<void> {
  const wanted = type.value;
  try {
    const answer = await client.call('prices.offers', { products, type: wanted });
    if (wanted !== type.value) return;
    const known = new Map(offers.value);
    for (const id of products) known.delete(id);
    for (const { product, offer } of answer.offers) known.set(product, offer.price);
    offers.value = known;
  } catch (error) {
    report(error);
  }
}

effect(() => {
  void type.value;
  refreshOffers();
});
setInterval(refreshOffers, AGAIN_MS);
