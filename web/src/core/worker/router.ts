import type { Answer, Ask, ConnectionStatus, Event, PeerMessage } from '../messages';

/** The one worker of all tabs that holds the core. */
export interface Leader {
  answer(ask: Ask): Promise<Answer>;
  status(): ConnectionStatus;
}

interface Pending {
  ask: Ask;
  settle(answer: Answer): void;
}

/** Resolves when this worker leads all tabs of that name; it then does so until it dies, however it dies. */
export function becomeLeader(name: string): Promise<void> {
  return new Promise((resolve, reject) => {
    const forLife = new Promise<never>(() => {});
    navigator.locks
      .request(`${name}/leader`, () => {
        resolve();
        return forLife;
      })
      .catch(reject);
  });
}

/**
 * Takes each ask to the worker that leads: this one, or another over the channel. What was not yet
 * answered when a leader died is asked again of the next one; commands are idempotent by their id.
 */
export class Router {
  readonly #self = crypto.randomUUID();
  readonly #channel: BroadcastChannel;
  readonly #toPage: (event: Event) => void;
  readonly #pending = new Map<number, Pending>();
  #nextId = 1;
  #leader: Leader | null = null;
  #leaderId: string | null = null;

  constructor(name: string, toPage: (event: Event) => void) {
    this.#toPage = toPage;
    this.#channel = new BroadcastChannel(name);
    this.#channel.onmessage = ({ data }: MessageEvent<PeerMessage>) => this.#receive(data);
    this.#post({ type: 'hello', from: this.#self });
  }

  ask(ask: Ask): Promise<Answer> {
    if (this.#leader !== null) return this.#leader.answer(ask);
    return new Promise((settle) => {
      const id = this.#nextId++;
      this.#pending.set(id, { ask, settle });
      this.#send(id, ask);
    });
  }

  /** From now on this worker answers, for all tabs. */
  lead(leader: Leader): void {
    this.#leader = leader;
    this.#announce();
    this.#toPage({ event: 'connection', status: leader.status() });
    for (const { ask, settle } of this.#pending.values()) void leader.answer(ask).then(settle);
    this.#pending.clear();
  }

  /** Tells every page; only a leader has something to tell. */
  publish(event: Event): void {
    this.#toPage(event);
    this.#post({ type: 'event', event });
  }

  #receive(message: PeerMessage): void {
    switch (message.type) {
      case 'hello':
        return this.#announce();
      case 'leading':
        return this.#follow(message.leader, message.status);
      case 'ask':
        return void this.#answerPeer(message);
      case 'answer':
        return this.#settle(message);
      case 'event':
        return this.#relay(message.event);
    }
  }

  #announce(): void {
    if (this.#leader === null) return;
    this.#post({ type: 'leading', leader: this.#self, status: this.#leader.status() });
  }

  #follow(leaderId: string, status: ConnectionStatus): void {
    if (this.#leaderId === leaderId) return;
    this.#leaderId = leaderId;
    for (const [id, { ask }] of this.#pending) this.#send(id, ask);
    this.#relay({ event: 'connection', status });
  }

  #relay(event: Event): void {
    if (event.event === 'connection' && event.status.role === 'leader') {
      event.status.role = 'follower';
    }
    this.#toPage(event);
  }

  #send(id: number, ask: Ask): void {
    if (this.#leaderId === null) return;
    this.#post({ type: 'ask', from: this.#self, to: this.#leaderId, id, ask });
  }

  async #answerPeer({ from, to, id, ask }: PeerMessage & { type: 'ask' }): Promise<void> {
    if (to !== this.#self || this.#leader === null) return;
    this.#post({ type: 'answer', to: from, id, answer: await this.#leader.answer(ask) });
  }

  #settle({ to, id, answer }: PeerMessage & { type: 'answer' }): void {
    if (to !== this.#self) return;
    this.#pending.get(id)?.settle(answer);
    this.#pending.delete(id);
  }

  #post(message: PeerMessage): void {
    this.#channel.postMessage(message);
  }
}
