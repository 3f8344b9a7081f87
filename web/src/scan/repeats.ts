import type { ScannedCode } from './messages';

/** A code that was out of sight this long is held up anew. */
const FORGOTTEN_MS = 1500;
/** Symbologies without a check digit of their own, or a weak one, count once they were read twice. */
const READ_TWICE = new Set(['ITF', 'Code39', 'UPC-E', 'EAN-8']);

interface Seen {
  at: number;
  times: number;
}

/** Lets each code through once while it stays in sight. */
export class Repeats {
  readonly #seen = new Map<string, Seen>();

  /** The codes of a frame that nobody has heard of yet. */
  fresh(codes: readonly ScannedCode[], now: number): ScannedCode[] {
    for (const [key, { at }] of this.#seen) if (now - at > FORGOTTEN_MS) this.#seen.delete(key);
    return codes.filter((code) => {
      const key = `${code.format} ${code.text}`;
      const times = (this.#seen.get(key)?.times ?? 0) + 1;
      this.#seen.set(key, { at: now, times });
      return times === (READ_TWICE.has(code.format) ? 2 : 1);
    });
  }
}
