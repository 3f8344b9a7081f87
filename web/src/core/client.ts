import type { Commands, DeviceStatus } from './commands';
import { CoreError, coreError, type ErrorBody } from './errors';
import type { Answer, Ask, ConnectionStatus, StartOptions, ToPage, ToWorker } from './messages';

export type { ConnectionStatus } from './messages';
export { CoreError } from './errors';

/** The connection as the shell sees it: the same, with a real error in it. */
export type Connection = Omit<ConnectionStatus, 'error'> & { error: CoreError | null };

interface Waiting {
  resolve(value: unknown): void;
  reject(error: CoreError): void;
}

/** The reply of the core to one command, as it stands in its JSON. */
type Reply = { ok: true; value: unknown } | { ok: false; error: ErrorBody };

/**
 * The page's side of the core. Each call is one message to this tab's worker, which runs it or hands
 * it to the tab that leads; it resolves when the change is durable.
 *
 *     await client.start();
 *     const cart = await client.call('cart.add', { barcode: '7750182000017' });
 */
export class Client {
  readonly #options: StartOptions;
  readonly #waiting = new Map<number, Waiting>();
  readonly #changeListeners = new Set<(topics: string[]) => void>();
  readonly #connectionListeners = new Set<(connection: Connection) => void>();
  #worker: Worker | null = null;
  #nextId = 1;
  #connection: Connection | null = null;

  constructor(options: StartOptions) {
    this.#options = options;
  }

  /** Starts the worker; resolves when a core answers, in this tab or in another one. Rejects when it cannot. */
  start(): Promise<void> {
    this.#worker ??= this.#spawn();
    return new Promise((resolve, reject) => {
      const stop = this.onConnection((connection) => {
        if (connection.role === 'starting') return;
        queueMicrotask(() => stop());
        if (connection.role === 'failed') reject(connection.error ?? coreError('core.internal'));
        else resolve();
      });
    });
  }

  /** Runs one command; rejects with a CoreError. Money is integer minor units, quantities are text. */
  async call<K extends keyof Commands>(
    command: K,
    request: Commands[K]['request'],
  ): Promise<Commands[K]['response']> {
    const text = await this.ask({ kind: 'call', command, request: JSON.stringify(request) });
    const reply = JSON.parse(text as string) as Reply;
    if (!reply.ok) throw new CoreError(reply.error);
    return reply.value as Commands[K]['response'];
  }

  /** Enrols this device at a hub (its address, such as `location.origin`) with the code an admin shows. */
  async enrol(hub: string, code: string): Promise<DeviceStatus> {
    await this.ask({ kind: 'enrol', hub, code });
    return this.call('device.status', {});
  }

  /** Calls back after each change, whichever tab or device made it. Returns the function that stops it. */
  onChange(listener: (topics: string[]) => void): () => void {
    this.#changeListeners.add(listener);
    return () => this.#changeListeners.delete(listener);
  }

  /** Calls back with the present connection, if known, and with each later one. */
  onConnection(listener: (connection: Connection) => void): () => void {
    this.#connectionListeners.add(listener);
    if (this.#connection !== null) listener(this.#connection);
    return () => this.#connectionListeners.delete(listener);
  }

  /** The database files as one tar archive; works when the core could not open them, too. */
  exportDatabase(): Promise<Blob> {
    return this.ask({ kind: 'export' }) as Promise<Blob>;
  }

  /** Throws this device's database away; rejects unless `device.may_forget` allows it. */
  async forget(): Promise<void> {
    await this.ask({ kind: 'forget' });
  }

  /** Ends this tab's worker; another tab takes over. What was still asked is rejected. */
  close(): void {
    this.#worker?.terminate();
    this.#worker = null;
    this.#rejectAll(coreError('core.not_started', 'closed'));
  }

  /** One message to the worker; the typed functions above are made of it. */
  ask(ask: Ask): Promise<unknown> {
    const worker = this.#worker;
    if (worker === null) return Promise.reject(coreError('core.not_started'));
    const id = this.#nextId++;
    return new Promise((resolve, reject) => {
      this.#waiting.set(id, { resolve, reject });
      worker.postMessage({ id, ask } satisfies ToWorker);
    });
  }

  #spawn(): Worker {
    const worker = new Worker(new URL('./worker/core.worker.ts', import.meta.url), { type: 'module' });
    worker.onmessage = ({ data }: MessageEvent<ToPage>) => this.#receive(data);
    worker.onerror = (event) => this.#fail(coreError('core.internal', event.message ?? 'the worker did not load'));
    worker.postMessage({ start: this.#options } satisfies ToWorker);
    return worker;
  }

  #receive(message: ToPage): void {
    if ('answer' in message) return this.#settle(message.id, message.answer);
    if (message.event === 'change') {
      for (const listener of this.#changeListeners) listener(message.topics);
      return;
    }
    const { error, ...status } = message.status;
    this.#setConnection({ ...status, error: error && new CoreError(error) });
  }

  #settle(id: number, answer: Answer): void {
    const waiting = this.#waiting.get(id);
    this.#waiting.delete(id);
    if (answer.ok) waiting?.resolve(answer.value);
    else waiting?.reject(new CoreError(answer.error));
  }

  #setConnection(connection: Connection): void {
    this.#connection = connection;
    for (const listener of [...this.#connectionListeners]) listener(connection);
  }

  /** The worker itself broke: nothing that was asked will be answered. */
  #fail(error: CoreError): void {
    this.#rejectAll(error);
    this.#setConnection({
      online: false,
      live: false,
      pending: 0,
      oldestPending: null,
      lastContact: null,
      arriving: null,
      error,
      role: 'failed',
      storage: 'opfs',
      durable: true,
    });
  }

  #rejectAll(error: CoreError): void {
    for (const waiting of this.#waiting.values()) waiting.reject(error);
    this.#waiting.clear();
  }
}

/** The shop's own core. */
export const client = new Client({ name: 'mostrador' });
