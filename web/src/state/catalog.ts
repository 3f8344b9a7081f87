import { computed, signal } from '@preact/signals';
import { client } from '../core/client';
import type { Category, Id, ProductPage, ProductTile } from '../core/commands';
import { report } from './messages';
import { readOffers, refreshOffers } from './offers';

const PAGE = 100;
const SEARCH_LIMIT = 200;

export const categories = signal<Category[]>([]);
export const category = signal<Id | null>(null);
export const searchText = signal('');

/** What the grid shows: how many there are, and those that have been read so far (holes are still on their way). */
export interface Shelf {
  total: number;
  at(index: number): ProductTile | undefined;
}

const pages = signal<ReadonlyMap<number, ProductTile[]>>(new Map());
const total = signal<number | null>(null);
const found = signal<{ text: string; total: number; products: ProductTile[] } | null>(null);

/** Null while nothing is known yet. While a newer search runs, the last result stays. */
export const shelf = computed<Shelf | null>(() => {
  if (searchText.value !== '' && found.value) {
    const { products } = found.value;
    return { total: products.length, at: (index) => products[index] };
  }
  if (total.value === null) return null;
  const known = pages.value;
  return { total: total.value, at: (index) => known.get(Math.floor(index / PAGE))?.[index % PAGE] };
});

/** How many products the last search found in all; null when not searching. */
export const foundTotal = computed(() =>
  searchText.value === '' ? null : (found.value?.total ?? null),
);

/** Counts the times the shelf was replaced, so that the grid knows when to go back to its top. */
export const shelfNumber = signal(0);

const categoryById = computed(() => new Map(categories.value.map((each) => [each.id, each])));
export function categoryOf(product: ProductTile): Category | undefined {
  return product.category === null ? undefined : categoryById.value.get(product.category);
}

/** The first reading: categories, and the first products of all of them. */
export async function loadCatalog(): Promise<void> {
  categories.value = (await client.call('catalog.categories', {})).categories;
  await showCategory(null);
}

export async function showCategory(id: Id | null): Promise<void> {
  category.value = id;
  requested.clear();
  requested.add(0);
  const first = await readPage(id, 0);
  if (category.value !== id) return;
  pages.value = new Map([[0, first.products]]);
  total.value = first.total;
  shelfNumber.value++;
}

/** Reads again what is known, where it stands: a price changed elsewhere, or more products arrived. */
export async function refreshCatalog(): Promise<void> {
  const id = category.value;
  refreshOffers();
  categories.value = (await client.call('catalog.categories', {})).categories;
  const fresh = new Map<number, ProductTile[]>();
  for (const page of requested) {
    const answer = await readPage(id, page);
    fresh.set(page, answer.products);
    if (category.value !== id) return;
    total.value = answer.total;
  }
  pages.value = fresh;
}

async function readPage(id: Id | null, page: number): Promise<ProductPage> {
  const range = { offset: page * PAGE, limit: PAGE };
  const answer = await client.call('catalog.products', { category: id, ...range });
  readOffers(answer.products);
  return answer;
}

const requested = new Set<number>();

/** Reads what the grid is about to show. */
export function ensureShown(from: number, to: number): void {
  if (searchText.value !== '' || total.value === null) return;
  for (let page = Math.floor(from / PAGE); page * PAGE < Math.min(to, total.value); page++)
    void loadPage(page);
}

async function loadPage(page: number): Promise<void> {
  if (requested.has(page)) return;
  requested.add(page);
  const id = category.value;
  try {
    const { products } = await readPage(id, page);
    if (category.value === id) pages.value = new Map(pages.value).set(page, products);
  } catch (error) {
    requested.delete(page);
    report(error);
  }
}

let searching = false;

/** Searches at once; while an answer is on its way only the latest text waits, so nothing is ever delayed on purpose. */
export async function search(text: string): Promise<void> {
  searchText.value = text;
  if (text === '') found.value = null;
  if (text === '' || searching) return;
  searching = true;
  try {
    while (searchText.value !== '' && found.value?.text !== searchText.value) {
      const wanted = searchText.value;
      const result = await client.call('catalog.search', { text: wanted, limit: SEARCH_LIMIT });
      readOffers(result.products);
      if (searchText.value !== '') found.value = { text: wanted, ...result };
      shelfNumber.value++;
    }
  } catch (error) {
    report(error);
  } finally {
    searching = false;
  }
}
