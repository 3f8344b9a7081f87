// What travels between a page, its worker and the workers of the other tabs.

import type { ErrorBody } from './errors';

/** Something that only the worker which leads can do, since it alone holds the database. */
export type Ask =
  /** One command of the core. `request` and the answer are JSON text, passed through unread. */
  | { kind: 'call'; command: string; request: string }
  | { kind: 'enrol'; hub: string; code: string }
  /** A call to the hub that is no synchronisation, such as `/v1/print`; the answer is its JSON. */
  | { kind: 'hub'; path: string; headers: Record<string, string>; body: Uint8Array<ArrayBuffer> }
  /** The raw database files, as one tar archive; works with a damaged file too. */
  | { kind: 'export' }
  /** Throws away all that this device has, if the core agrees: it was stopped, and nothing is only here. */
  | { kind: 'forget' }
  /** One function of the benchmark page (see worker/bench.ts). */
  | { kind: 'bench'; run: string; input: unknown };

export type Answer = { ok: true; value: unknown } | { ok: false; error: ErrorBody };

export type Role = 'starting' | 'leader' | 'follower' | 'failed';

/** What the status line of every screen shows. */
export interface ConnectionStatus {
  /** The last exchange with the hub succeeded. */
  online: boolean;
  /** The hub's live channel is open: others' changes arrive by themselves. */
  live: boolean;
  /** Operations of this device that the hub does not have yet. */
  pending: number;
  /** When the oldest of them was made, UTC microseconds. */
  oldestPending: number | null;
  /** The last answer of the hub, UTC microseconds. */
  lastContact: number | null;
  /** How much of the shop's data has come, while a new device takes it as an image. */
  arriving: { bytes: number; of: number } | null;
  /** Why it does not work, or why the last exchange failed. */
  error: ErrorBody | null;
  role: Role;
  storage: 'opfs' | 'memory';
  /** False when what is written is known not to outlive this window (private browsing). */
  durable: boolean;
}

export type Event =
  /** Rows behind these topics changed: "catalog", "receipts", "session", "staff", "sync". */
  | { event: 'change'; topics: string[] }
  | { event: 'connection'; status: ConnectionStatus };

export interface StartOptions {
  /** Names the lock, the channel and the OPFS directory; tabs with the same name share one database. */
  name: string;
  /** Throws the database away first; only the benchmark page asks for it. */
  fresh?: boolean;
}

export type ToWorker = { start: StartOptions } | { id: number; ask: Ask };
export type ToPage = { id: number; answer: Answer } | Event;

/** On the channel between the workers of one name. */
export type PeerMessage =
  | { type: 'hello'; from: string }
  /** A worker leads and is ready, or has failed to open the database and says so in its status. */
  | { type: 'leading'; leader: string; status: ConnectionStatus }
  | { type: 'ask'; from: string; to: string; id: number; ask: Ask }
  | { type: 'answer'; to: string; id: number; answer: Answer }
  | { type: 'event'; event: Event };
