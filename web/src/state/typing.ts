import { signal } from '@preact/signals';

const LONGEST = 6;
/** Digits wait this long, since they may be the beginning of a scanned code. */
const BURST_MS = 100;

/** The quantity typed on the keyboard, for the next product or for the chosen line; "" when none. */
export const typedQuantity = signal('');

let waiting = '';
let timer: ReturnType<typeof setTimeout> | undefined;

export function typeQuantity(character: string): void {
  waiting += character === ',' ? '.' : character;
  clearTimeout(timer);
  timer = setTimeout(settleTyping, BURST_MS);
}

/** Takes over what was typed just now without waiting further. */
export function settleTyping(): void {
  clearTimeout(timer);
  const text = typedQuantity.value + waiting;
  waiting = '';
  if (text.length <= LONGEST && /^\d*\.?\d*$/.test(text)) typedQuantity.value = text;
}

/** Whether a quantity stands there, digits that came in this moment included. */
export function isTyped(): boolean {
  settleTyping();
  return typedQuantity.value !== '';
}

export function eraseTyped(): void {
  settleTyping();
  typedQuantity.value = typedQuantity.value.slice(0, -1);
}

/** Forgets the digits, which turned out to be a code or are no longer wanted. */
export function dropTyping(): void {
  clearTimeout(timer);
  waiting = '';
  typedQuantity.value = '';
}

/** Like takeQuantity, but the digits that just came in are a code: only what was typed before it counts. */
export function takeSettledQuantity(): string | null {
  clearTimeout(timer);
  waiting = '';
  return takeQuantity();
}

/** The quantity for the product that is being added, once; null means one. */
export function takeQuantity(): string | null {
  settleTyping();
  const text = typedQuantity.value;
  typedQuantity.value = '';
  return text === '' ? null : text;
}
