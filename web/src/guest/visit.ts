import { ask, makeId, makeSecret, Refused, type Answer, type Call, type CartLine } from './api';
import { forget, keep, recall, type Memory, type Sending } from './memory';

const FIRST_RETRY_MS = 1000;
const LAST_RETRY_MS = 15_000;

/** What became of the visit, for whoever draws it. */
export interface Listener {
  /** Something is to be drawn anew. */
  changed(): void;
  /** The hub said no to something. */
  refused(code: string): void;
  /** An order is in the kitchen's hands. */
  sent(): void;
}

/** The phone's part of a visit: it joins, keeps up with the table, and sends what was asked for once. */
export class Visit {
  answer: Answer | null = null;
  online = true;
  over = false;
  #memory: Memory;
  #retry = FIRST_RETRY_MS;
  /** The hub may have lost its memory since: it gets our lines again. */
  #handIn = true;
  #emptying = false;
  /** Own lines that the table has had: one that is missing again was taken out by somebody. */
  readonly #seen = new Set<string>();
  readonly #sleepers = new Set<() => void>();

  constructor(
    readonly address: string,
    readonly listener: Listener,
  ) {
    this.#memory = recall(address);
    addEventListener('online', () => this.#hurry());
    document.addEventListener('visibilitychange', () => this.#hurry());
  }

  get joined(): boolean {
    return this.#memory.joined;
  }

  /** What has not reached the hub, as far as this phone knows. */
  get waiting(): readonly Sending[] {
    return this.#memory.outbox;
  }

  /** The table's cart with this phone's own changes, whether the hub has them or not. */
  get cart(): CartLine[] {
    const lines = new Map(this.answer?.state.cart.map(({ line }) => [line.id, line]));
    for (const line of this.#memory.mine)
      if (line.version > (lines.get(line.id)?.version ?? 0)) lines.set(line.id, line);
    const leaving = new Set(
      this.#memory.outbox.flatMap((each) =>
        each.kind === 'order' ? each.lines.map(({ id }) => id) : [],
      ),
    );
    return [...lines.values()].filter(({ id, quantity }) => quantity > 0 && !leaving.has(id));
  }

  start(): void {
    if (!this.joined) return;
    void this.#follow();
    void this.#empty();
  }

  /** Shows the table's word. Throws Refused. */
  async join(word: string, name: string): Promise<void> {
    const memory = this.#memory;
    // The same words again when the answer was lost: the hub knows them.
    memory.session ??= makeId();
    memory.secret ||= makeSecret();
    this.#keep();
    const { address } = this;
    const message = { address, word, session: memory.session, secret: memory.secret };
    const answer = await ask('join', { ...message, ...(name === '' ? {} : { name }) });
    memory.joined = true;
    this.over = false;
    this.#take(answer);
    this.start();
  }

  /** A line that is new, or another version of one that is there. */
  put(line: Omit<CartLine, 'version'>): void {
    const known = this.cart.find(({ id }) => id === line.id);
    const { mine } = this.#memory;
    const changed = { ...line, version: (known?.version ?? 0) + 1 };
    this.#memory.mine = [...mine.filter(({ id }) => id !== line.id), changed];
    this.#keep();
    this.listener.changed();
    this.#say('cart', { lines: [changed] }).catch((error: unknown) => this.#failed(error));
  }

  /** Everything in the cart. It stays in this phone until the hub has it, or somebody takes it back. */
  order(): void {
    const lines = this.cart;
    if (lines.length > 0) this.#send({ kind: 'order', id: makeId(), lines });
  }

  call(what: Call): void {
    this.#send({ kind: 'call', id: makeId(), what });
  }

  takeBack(id: string): void {
    this.#memory.outbox = this.#memory.outbox.filter((each) => each.id !== id);
    this.#keep();
    this.listener.changed();
  }

  /** Where the table's bill can be paid. Throws Refused. */
  async payAddress(): Promise<string> {
    return (await this.#say<{ address: string }>('pay', {})).address;
  }

  #send(sending: Sending): void {
    this.#memory.outbox.push(sending);
    this.#keep();
    this.listener.changed();
    void this.#empty();
  }

  /** Sends what waits, in its order, each until it has an answer. */
  async #empty(): Promise<void> {
    if (this.#emptying) return;
    this.#emptying = true;
    for (let next = this.#memory.outbox[0]; next; next = this.#memory.outbox[0]) {
      try {
        this.#take(await this.#deliver(next));
        const { kind } = next;
        this.#done(next);
        if (kind === 'order') this.listener.sent();
      } catch (error) {
        if (!(error instanceof Refused) || error.passing) {
          this.#lost(error);
          await this.#pause();
          continue;
        }
        this.takeBack(next.id);
        this.#failed(error);
        if (this.over) break;
      }
    }
    this.#emptying = false;
  }

  #deliver(sending: Sending): Promise<Answer> {
    if (sending.kind === 'call') return this.#say('call', { call: sending.id, what: sending.what });
    return this.#say('order', { order: sending.id, lines: sending.lines });
  }

  #done(sending: Sending): void {
    if (sending.kind === 'order') {
      const gone = new Set(sending.lines.map(({ id }) => id));
      this.#memory.mine = this.#memory.mine.filter(({ id }) => !gone.has(id));
    }
    this.takeBack(sending.id);
  }

  /** Keeps up with the table, for as long as the visit lasts. */
  async #follow(): Promise<void> {
    while (this.joined && !this.over) {
      try {
        if (this.#handIn) await this.#handInMine();
        const since = this.answer?.tag;
        this.#take(await this.#say('state', since === undefined ? {} : { since }));
      } catch (error) {
        if (error instanceof Refused && !error.passing) return this.#failed(error);
        this.#lost(error);
        await this.#pause();
      }
    }
  }

  async #handInMine(): Promise<void> {
    const lines = this.#memory.mine;
    const answer = await this.#say('cart', { lines });
    this.#handIn = false;
    // What the table no longer has was ordered or taken out by somebody.
    const there = new Set(answer.state.cart.map(({ line }) => line.id));
    this.#memory.mine = this.#memory.mine.filter(
      (line) => there.has(line.id) || !lines.includes(line),
    );
    this.#take(answer);
  }

  #say<T = Answer>(call: string, message: object): Promise<T> {
    const end = this.address.split('/')[0];
    return ask<T>(call, { end, secret: this.#memory.secret, ...message });
  }

  #take(answer: Answer): void {
    this.answer = answer;
    this.online = true;
    this.#retry = FIRST_RETRY_MS;
    this.#memory.mine = this.#memory.mine.filter((line) => this.#isStillMine(line, answer));
    this.#keep();
    this.listener.changed();
  }

  #isStillMine({ id, version, quantity }: CartLine, { state }: Answer): boolean {
    if (state.lines.some((line) => line.id === id)) return false;
    const there = state.cart.find(({ line }) => line.id === id)?.line.version;
    if (there !== undefined) {
      if (there >= version) this.#seen.add(id);
      return version >= there;
    }
    if (this.#handIn) return true; // the hub may not remember
    return quantity > 0 && !this.#seen.has(id);
  }

  #failed(error: unknown): void {
    if (!(error instanceof Refused) || error.passing) return this.#lost(error);
    if (error.code === 'guests.visit_over' || error.code === 'guests.no_session') {
      this.over = error.code === 'guests.visit_over';
      this.answer = null;
      forget(this.address);
      this.#memory = recall(this.address);
    }
    this.listener.refused(error.code);
    this.listener.changed();
  }

  #lost(error: unknown): void {
    if (error instanceof Refused) return; // it answers, and is busy
    this.online = false;
    this.#handIn = true;
    this.listener.changed();
  }

  /** Longer each time, less when the network is back. */
  async #pause(): Promise<void> {
    const time = this.#retry * (0.75 + Math.random() / 2);
    this.#retry = Math.min(this.#retry * 2, LAST_RETRY_MS);
    await new Promise<void>((go) => {
      const wake = () => {
        this.#sleepers.delete(wake);
        go();
      };
      this.#sleepers.add(wake);
      setTimeout(wake, time);
    });
  }

  #hurry(): void {
    this.#retry = FIRST_RETRY_MS;
    for (const go of this.#sleepers) go();
  }

  #keep(): void {
    keep(this.address, this.#memory);
  }
}
