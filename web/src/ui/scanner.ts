/** A scanner types faster than a person: at most this long between two characters, on average. */
const SCANNER_PACE_MS = 35;
/** Longer silence starts a new burst. */
const BURST_PAUSE_MS = 120;
const SHORTEST_CODE = 6;
/** What scanners are set up to end a code with. */
const ENDS = new Set(['Enter', 'Tab']);

/** Tells a keyboard-wedge scanner apart from typing, by pace. */
export class WedgeReader {
  #text = '';
  #first = 0;
  #last = 0;

  /** Takes one key; answers with the whole code when Enter or Tab ends a burst that no hand could type. */
  push(key: string, atMs: number): string | null {
    if (ENDS.has(key)) return this.#finish();
    if (key.length !== 1) return null;
    if (atMs - this.#last > BURST_PAUSE_MS) this.#text = '';
    if (this.#text === '') this.#first = atMs;
    this.#text += key;
    this.#last = atMs;
    return null;
  }

  #finish(): string | null {
    const text = this.#text;
    this.#text = '';
    if (text.length < SHORTEST_CODE) return null;
    const pace = (this.#last - this.#first) / (text.length - 1);
    return pace <= SCANNER_PACE_MS ? text : null;
  }
}
