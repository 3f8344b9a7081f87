import type { FromScanner, Region, ScannedCode, ToScanner } from './messages';

/** Between two frames at least this long: faster reading only empties the battery. */
const PACE_MS = 60;

interface ReaderOptions {
  video: HTMLVideoElement;
  /** The part of the frame to read, asked for each frame. */
  region(): Region | null;
  onCodes(codes: ScannedCode[]): void;
  onFailed(reason: string): void;
}

/**
 * Reads a film in a worker. The next frame is taken when the one before has been read, so a slow device skips frames
 * instead of falling behind.
 */
export class FilmReader {
  readonly #options: ReaderOptions;
  readonly #worker = new Worker(new URL('./worker/scan.worker.ts', import.meta.url), {
    type: 'module',
  });
  #number = 0;
  #sentAt = 0;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #stopped = false;

  constructor(options: ReaderOptions) {
    this.#options = options;
    this.#worker.onmessage = ({ data }: MessageEvent<FromScanner>) => this.#hear(data);
    this.#worker.onerror = ({ message }) => this.#options.onFailed(message);
  }

  stop(): void {
    this.#stopped = true;
    clearTimeout(this.#timer);
    this.#worker.terminate();
  }

  #hear(message: FromScanner): void {
    if (this.#stopped) return;
    if ('failed' in message) return this.#options.onFailed(message.failed);
    if ('codes' in message) this.#options.onCodes(message.codes);
    this.#schedule();
  }

  #schedule(): void {
    const wait = Math.max(0, this.#sentAt + PACE_MS - performance.now());
    this.#timer = setTimeout(() => nextFrame(this.#options.video, () => this.#send()), wait);
  }

  async #send(): Promise<void> {
    if (this.#stopped) return;
    const region = this.#options.region();
    if (!region) return this.#schedule();
    this.#sentAt = performance.now();
    const frame = await grab(this.#options.video).catch(() => null);
    if (!frame) return this.#schedule(); // between two pictures, as when the camera changes
    if (this.#stopped) return frame.close();
    const message: ToScanner = { frame, region, number: this.#number++ };
    this.#worker.postMessage(message, [frame]);
  }
}

/** A frame that can be given to a worker without a copy; a bitmap where the browser knows no video frames. */
async function grab(video: HTMLVideoElement): Promise<VideoFrame | ImageBitmap> {
  if (!('VideoFrame' in self)) return createImageBitmap(video);
  return new VideoFrame(video, { timestamp: Math.round(performance.now() * 1000) });
}

function nextFrame(video: HTMLVideoElement, then: () => void): void {
  if ('requestVideoFrameCallback' in video) video.requestVideoFrameCallback(then);
  else requestAnimationFrame(then);
}
