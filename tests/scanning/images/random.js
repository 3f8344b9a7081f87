/** A small generator of numbers that gives the same ones for the same seed, on every machine. */
export class Random {
  #state;

  constructor(seed) {
    this.#state = seed >>> 0;
  }

  /** From 0 up to, not including, 1. */
  next() {
    this.#state = (this.#state + 0x6d2b79f5) >>> 0;
    let mixed = this.#state;
    mixed = Math.imul(mixed ^ (mixed >>> 15), mixed | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  }

  between(low, high) {
    return low + (high - low) * this.next();
  }

  integer(low, high) {
    return Math.floor(this.between(low, high + 1));
  }

  pick(list) {
    return list[this.integer(0, list.length - 1)];
  }

  /** Roughly normal, with mean 0 and deviation 1. */
  normal() {
    return this.next() + this.next() + this.next() + this.next() + this.next() + this.next() - 3;
  }

  digits(count) {
    return Array.from({ length: count }, () => this.integer(0, 9)).join('');
  }

  letters(count, alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789') {
    return Array.from({ length: count }, () => alphabet[this.integer(0, alphabet.length - 1)]).join('');
  }
}
