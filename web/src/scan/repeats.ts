import type { ScannedCode } from './messages';

/** A code that was out of sight this long is held up anew. */
const FORGOTTEN_MS = 1500;
/** How often a code must be read to count, where no check digit or a weak one says that it was read rightly. */
const READINGS: Record<string, number> = { ITF: 3, Code39: 2, 'UPC-E': 2, 'EAN-8': 2 };

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
      return times === (READINGS[code.format] ?? 1);
    });
  }
}
