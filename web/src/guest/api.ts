/** The words of docs/guests.md. Sums are texts that the hub made. */
export interface CartLine {
  id: string;
  version: number;
  product: string;
  quantity: number;
  modifiers?: string[] | null;
  note?: string | null;
}

export interface WantedLine {
  line: CartLine;
  name: string;
  wishes: string;
  amount: string;
  by: string;
  problem: string;
}

export type Progress = 'waiting' | 'received' | 'preparing' | 'ready' | 'served' | 'declined';
export type Call = 'waiter' | 'bill';

export interface OrderedLine {
  id: string;
  name: string;
  quantity: string;
  wishes: string;
  note: string;
  amount: string;
  by: string | null;
  progress: Progress;
  reason: string;
}

export interface State {
  table: string;
  number: string;
  word: string;
  ordering: 'off' | 'staff' | 'automatic';
  people: { id: string; name: string }[];
  cart: WantedLine[];
  cartTotal: string;
  lines: OrderedLine[];
  total: string;
  due: string;
  calls: Call[];
}

export interface Answer {
  tag: string;
  me: string;
  state: State;
}

export interface Group {
  name: string;
  least: number;
  most: number;
  options: { id: string; name: string; price: string }[];
}

/** What the page carries for its script. */
export interface PageData {
  address: string;
  ordering: State['ordering'];
  groups: Record<string, Group>;
  dishes: Record<string, string[]>;
}

/** The hub said no; `code` says why. */
export class Refused extends Error {
  constructor(readonly code: string) {
    super(code);
  }
  /** It may be said yes to later, to the same words. */
  get passing(): boolean {
    return this.code === 'sync.rate_limited' || this.code === 'sync.stopping';
  }
}

const PATIENCE_MS = 30_000;

/** Asks the hub. Throws Refused for a no, and anything else when nobody answered. */
export async function ask<T = Answer>(call: string, message: object): Promise<T> {
  const response = await fetch(`/m/api/${call}`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify(message),
    cache: 'no-store',
    signal: AbortSignal.timeout(PATIENCE_MS),
  });
  if (response.ok) return (await response.json()) as T;
  if (response.status >= 500 && response.status !== 503) throw new Error(String(response.status));
  const problem = (await response.json()) as { code?: string };
  throw new Refused(problem.code ?? 'failed');
}

/** A UUIDv7; a phone on the shop's own network may have no secure context, and with it no randomUUID. */
export function makeId(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  new DataView(bytes.buffer).setUint16(0, Math.floor(Date.now() / 2 ** 32));
  new DataView(bytes.buffer).setUint32(2, Date.now() % 2 ** 32);
  bytes[6] = (bytes[6]! & 0x0f) | 0x70;
  bytes[8] = (bytes[8]! & 0x3f) | 0x80;
  const hex = toHex(bytes);
  return [8, 12, 16, 20, 32]
    .map((end, i, ends) => hex.slice(i === 0 ? 0 : ends[i - 1], end))
    .join('-');
}

export const makeSecret = (): string => toHex(crypto.getRandomValues(new Uint8Array(32)));

const toHex = (bytes: Uint8Array): string =>
  [...bytes].map((byte) => byte.toString(16).padStart(2, '0')).join('');
