// Carries bytes between the core's replica and the hub. What is sent, when, and what an answer means is
// decided in C++ (sync/replica); here is only fetch, WebSocket and a timer.

import type { Core } from '@core-wasm/core';

/** The live socket knows no headers; its version travels as the sub-protocol. */
const SUBPROTOCOL_HEADER = 'Sec-WebSocket-Protocol';
const REQUEST_TIMEOUT_MS = 30_000;
/** Smaller bodies gain nothing from gzip. */
const COMPRESS_FROM_BYTES = 512;
const LONGEST_SLEEP_MS = 60_000;

interface Request {
  id: number;
  method: 'POST' | 'OPEN' | 'SEND' | 'CLOSE';
  url: string;
  headers: Record<string, string>;
  body: Uint8Array<ArrayBuffer>;
}

export class Carrier {
  readonly #core: Core;
  readonly #onProgress: () => void;
  #socket: WebSocket | null = null;
  #timer = 0;
  #stopped = false;

  /** `onProgress` is called after each thing that came from the hub, or did not come. */
  constructor(core: Core, onProgress: () => void) {
    this.#core = core;
    this.#onProgress = onProgress;
    self.addEventListener('online', this.#onNetwork);
    this.wake();
  }

  /** Lets go of the core for good; what still comes is ignored. */
  stop(): void {
    this.#stopped = true;
    clearTimeout(this.#timer);
    self.removeEventListener('online', this.#onNetwork);
    this.#socket?.close();
  }

  readonly #onNetwork = (): void => {
    this.#core.onNetwork();
    this.wake();
  };

  /** Does all that the replica wants now, and sleeps until it wants more. */
  wake(): void {
    for (let request = this.#next(); request !== null; request = this.#next()) this.#carry(request);
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.wake(), Math.min(this.#core.wakeIn(), LONGEST_SLEEP_MS));
  }

  #next(): Request | null {
    return this.#core.next() as Request | null;
  }

  #carry(request: Request): void {
    switch (request.method) {
      case 'POST':
        return void this.#post(request);
      case 'OPEN':
        return this.#open(request);
      case 'SEND':
        return this.#socket?.send(request.body);
      case 'CLOSE':
        return this.#socket?.close();
    }
  }

  async #post({ id, url, headers, body }: Request): Promise<void> {
    try {
      const packed = body.length < COMPRESS_FROM_BYTES ? null : await gzip(body);
      const response = await fetch(url, {
        method: 'POST',
        headers: packed === null ? headers : { ...headers, 'Content-Encoding': 'gzip' },
        body: packed ?? body,
        credentials: 'omit',
        signal: AbortSignal.timeout(REQUEST_TIMEOUT_MS),
      });
      this.#answered(id, response.status, new Uint8Array(await response.arrayBuffer()));
    } catch {
      this.#answered(id, 0, new Uint8Array()); // no network, or no hub: the replica backs off and says so
    }
  }

  #open({ id, url, headers, body }: Request): void {
    const socket = new WebSocket(webSocketUrl(url), headers[SUBPROTOCOL_HEADER]);
    socket.binaryType = 'arraybuffer';
    socket.onopen = () => {
      socket.send(body);
      this.#answered(id, 101, new Uint8Array());
    };
    socket.onmessage = ({ data }: MessageEvent<ArrayBuffer>) => {
      if (this.#stopped) return;
      this.#core.onLive(new Uint8Array(data));
      this.#progressed();
    };
    socket.onclose = () => {
      if (this.#socket === socket) this.#socket = null;
      this.#answered(id, 0, new Uint8Array());
    };
    this.#socket = socket;
  }

  #answered(id: number, status: number, body: Uint8Array): void {
    if (this.#stopped) return;
    this.#core.answer(id, status, body);
    this.#progressed();
  }

  #progressed(): void {
    this.wake();
    this.#onProgress();
  }
}

function webSocketUrl(url: string): string {
  return new URL(url, self.location.origin).href.replace(/^http/, 'ws');
}

async function gzip(body: Uint8Array<ArrayBuffer>): Promise<ArrayBuffer> {
  const packed = new Blob([body]).stream().pipeThrough(new CompressionStream('gzip'));
  return new Response(packed).arrayBuffer();
}
