import type { Call, CartLine } from './api';

/** What the phone keeps for a table, so that a reload, or a hub that was killed, loses nothing. */
export interface Memory {
  session: string | null;
  secret: string;
  joined: boolean;
  /** Lines of the cart that this phone put in or changed, until they are ordered. */
  mine: CartLine[];
  /** Orders and calls that the hub has not answered yet. */
  outbox: Sending[];
}

export type Sending =
  { kind: 'order'; id: string; lines: CartLine[] } | { kind: 'call'; id: string; what: Call };

const nothing = (): Memory => ({ session: null, secret: '', joined: false, mine: [], outbox: [] });

const key = (address: string) => `mostrador:${address}`;

export function recall(address: string): Memory {
  try {
    return { ...nothing(), ...(JSON.parse(localStorage.getItem(key(address)) ?? '{}') as object) };
  } catch {
    return nothing(); // no storage, or not ours
  }
}

export function keep(address: string, memory: Memory): void {
  try {
    localStorage.setItem(key(address), JSON.stringify(memory));
  } catch {
    // A private window keeps nothing; while it is open, the memory is here.
  }
}

export function forget(address: string): void {
  try {
    localStorage.removeItem(key(address));
  } catch {
    // nothing was kept
  }
}
