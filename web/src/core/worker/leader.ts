import type { Core } from '@core-wasm/core';
import { CoreError, coreError, errorBody, type ErrorBody } from '../errors';
import type { Answer, Ask, ConnectionStatus, Event } from '../messages';
import { Carrier } from './carrier';
import { loadCore } from './module';
import { unwrap } from './reply';
import * as storage from './storage';
import type { Leader } from './router';

/** The database is tidied when nobody has asked for anything for this long. */
const QUIET_MS = 150;
/** A hub printer may be busy with the papers of others. */
const HUB_TIMEOUT_MS = 45_000;
/** Its flushes must not stand in the way of the first screen. */
const DURABILITY_CHECK_AFTER_MS = 1000;
/** One slice of tidying; a tap that comes meanwhile waits no longer than this. */
const IDLE_SLICE_MS = 4;

/** What the replica knows of the connection (C++ `replica::Connection`). */
interface Connection {
  enrolled: boolean;
  arrived: boolean;
  online: boolean;
  live: boolean;
  pending: number;
  oldestPending: number | null;
  lastContact: number | null;
  imageBytes: number;
  /** 0 when no image is on its way. */
  imageBytesOf: number;
  error: ErrorBody | null;
}

interface Enrolment {
  resolve(): void;
  reject(error: CoreError): void;
}

interface Place {
  directory: FileSystemDirectoryHandle | null;
  files: storage.Files | null;
}

/** Holds the files and the core, and answers for all tabs. */
export class CoreHost implements Leader {
  readonly #publish: (event: Event) => void;
  readonly #status: ConnectionStatus;
  #place: Place = { directory: null, files: null };
  #core: Core | null = null;
  #carrier: Carrier | null = null;
  #enrolment: Enrolment | null = null;
  #renewal: Promise<void> = Promise.resolve();
  #idleTimer = 0;
  #followUpTimer = 0;

  constructor(publish: (event: Event) => void) {
    this.#publish = publish;
    this.#status = {
      online: false,
      live: false,
      pending: 0,
      oldestPending: null,
      lastContact: null,
      arriving: null,
      error: null,
      role: 'starting',
      storage: 'opfs',
      durable: true,
    };
  }

  /** Opens the files and the core. A failure is told by `status()`; the files can then still be exported. */
  async open(name: string, fresh: boolean): Promise<void> {
    try {
      const loading = loadCore();
      loading.catch(() => {}); // awaited below; until then a failure is nobody's
      this.#place = await openPlace(name, fresh);
      this.#status.storage = this.#place.files === null ? 'memory' : 'opfs';
      this.#status.durable = this.#place.files !== null;
      this.#begin(await loading);
      setTimeout(() => void this.#checkDurability(), DURABILITY_CHECK_AFTER_MS);
    } catch (error) {
      this.#fail(error);
    }
    self.addEventListener('error', ({ error }) => this.#renewAfter(error));
    self.addEventListener('unhandledrejection', ({ reason }) => this.#renewAfter(reason));
  }

  #begin(core: Core): void {
    unwrap(core.open(this.#place.files));
    core.setOrigin(self.location.origin);
    this.#core = core;
    this.#status.role = 'leader';
    this.#carrier = new Carrier(core, () => this.#afterSync());
    this.#refreshStatus();
    this.#scheduleFollowUp();
  }

  #fail(error: unknown): void {
    this.#status.role = 'failed';
    this.#status.error = errorBody(error);
  }

  /**
   * A trap stops the core in the middle of something. A new one starts from the files, as after a
   * crash: what was acknowledged is there, what was not is gone.
   */
  #renewAfter(error: unknown): void {
    if (!isTrap(error) || this.#core === null) return;
    this.#core = null;
    this.#carrier?.stop();
    this.#renewal = loadCore()
      .then((core) => this.#begin(core))
      .catch((failure: unknown) => {
        this.#fail(failure);
        this.#publishStatus();
      });
  }

  status(): ConnectionStatus {
    return { ...this.#status };
  }

  async answer(ask: Ask): Promise<Answer> {
    await this.#renewal;
    try {
      return { ok: true, value: await this.#run(ask) };
    } catch (error) {
      this.#renewAfter(error);
      return { ok: false, error: errorBody(error) };
    }
  }

  #run(ask: Ask): unknown {
    if (ask.kind === 'export') return this.#export();
    if (this.#core === null) throw new CoreError(this.#status.error ?? coreError('core.not_leader').body());
    switch (ask.kind) {
      case 'call':
        return this.#call(this.#core, ask.command, ask.request);
      case 'enrol':
        return this.#enrol(this.#core, ask.hub, ask.code);
      case 'hub':
        return this.#askHub(this.#core, ask.path, ask.headers, ask.body);
      case 'forget':
        return this.#forget(this.#core);
      case 'bench':
        return this.#bench(this.#core, ask.run, ask.input);
    }
  }

  /** The core decides whether nothing is lost by it. The page then loads anew, without a shop. */
  #forget(core: Core): void {
    const { value } = JSON.parse(core.call('device.may_forget', '{}')) as { value?: { allowed: boolean } };
    if (!value?.allowed) throw coreError('device.already_enrolled', 'it is in use, or has what is nowhere else');
    this.#carrier?.stop();
    this.#core = null;
    if (this.#place.files !== null) storage.eraseFiles(this.#place.files);
  }

  #call(core: Core, command: string, request: string): string {
    const response = core.call(command, request);
    this.#scheduleFollowUp();
    return response;
  }

  /** Resolves when the hub has let this device in and everything it needs to sell has arrived. */
  #enrol(core: Core, hub: string, code: string): Promise<void> {
    this.#enrolment?.reject(coreError('core.not_started', 'asked again'));
    unwrap(core.enrol(hub === self.location.origin ? '' : hub, code, deviceName()));
    return new Promise((resolve, reject) => {
      this.#enrolment = { resolve, reject };
      this.#carrier?.wake();
    });
  }

  #settleEnrolment({ enrolled, arrived, error }: Connection): void {
    if (error !== null) this.#enrolment?.reject(new CoreError(error));
    else if (enrolled && arrived) this.#enrolment?.resolve();
    else return;
    this.#enrolment = null;
  }

  /** Something that is no synchronisation, in this device's name; the core alone has its token. */
  async #askHub(core: Core, path: string, headers: Record<string, string>, body: Uint8Array<ArrayBuffer>): Promise<unknown> {
    const request = core.toHub(path) as { url: string; headers: Record<string, string> } | null;
    if (request === null) throw coreError('device.not_enrolled');
    const response = await fetch(request.url, {
      method: 'POST',
      headers: { ...headers, ...request.headers },
      body,
      credentials: 'omit',
      signal: AbortSignal.timeout(HUB_TIMEOUT_MS),
    }).catch((error: unknown) => {
      throw new CoreError(errorBody(error, 'sync.unreachable'));
    });
    const answer: unknown = await response.json().catch(() => null);
    if (response.ok) return answer;
    throw new CoreError((answer as ErrorBody | null) ?? coreError('sync.unreachable').body());
  }

  #export(): Blob {
    if (this.#place.files === null) throw coreError('store.io', 'there are no files');
    return storage.archiveFiles(this.#place.files);
  }

  async #bench(core: Core, run: string, input: unknown): Promise<unknown> {
    const { runBench } = await import('./bench');
    this.#scheduleFollowUp();
    return runBench(core, run, input);
  }

  /** What nobody waits for comes after the answer has left. */
  #scheduleFollowUp(): void {
    this.#scheduleIdle();
    this.#followUpTimer ||= setTimeout(() => {
      this.#followUpTimer = 0;
      this.#tellChanges();
      this.#carrier?.wake();
      this.#refreshStatus();
    });
  }

  #tellChanges(): void {
    const topics = this.#core?.takeChanges() ?? '';
    if (topics !== '') this.#publish({ event: 'change', topics: topics.split(',') });
  }

  #afterSync(): void {
    if (this.#core === null) return;
    this.#settleEnrolment(this.#connection(this.#core));
    this.#scheduleFollowUp();
  }

  #connection(core: Core): Connection {
    return JSON.parse(core.connection()) as Connection;
  }

  #refreshStatus(): void {
    if (this.#core === null) return;
    const { imageBytes, imageBytesOf, ...known } = this.#connection(this.#core);
    const { online, live, pending, oldestPending, lastContact, error } = known;
    const arriving = imageBytesOf === 0 ? null : { bytes: imageBytes, of: imageBytesOf };
    const before = JSON.stringify(this.#status);
    Object.assign(this.#status, { online, live, pending, oldestPending, lastContact, arriving, error });
    if (JSON.stringify(this.#status) !== before) this.#publishStatus();
  }

  #publishStatus(): void {
    this.#publish({ event: 'connection', status: this.status() });
  }

  #scheduleIdle(pause_ms = QUIET_MS): void {
    clearTimeout(this.#idleTimer);
    this.#idleTimer = setTimeout(() => {
      if (this.#core?.idle(IDLE_SLICE_MS)) this.#scheduleIdle(0);
    }, pause_ms);
  }

  async #checkDurability(): Promise<void> {
    if (this.#place.directory === null || (await storage.reachesDisk(this.#place.directory))) return;
    this.#status.durable = false;
    this.#publishStatus();
  }
}

async function openPlace(name: string, fresh: boolean): Promise<Place> {
  const directory = await storage.openDirectory(name);
  if (directory === null) return { directory: null, files: null };
  const files = await storage.openFiles(directory);
  if (fresh) storage.eraseFiles(files);
  return { directory, files };
}

/** Whether the core itself broke, and not the command that was asked. */
function isTrap(error: unknown): boolean {
  return error instanceof WebAssembly.RuntimeError || error instanceof RangeError;
}

/** What the hub's board calls this device until somebody names it. */
function deviceName(): string {
  const { userAgent } = self.navigator;
  const system = /Android|iPhone|iPad|Windows|Mac OS|CrOS|Linux/.exec(userAgent)?.[0] ?? 'Browser';
  return `${system} ${new Date().toISOString().slice(0, 10)}`;
}
