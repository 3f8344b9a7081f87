import { createContext, type ComponentChildren } from 'preact';
import { useContext, useLayoutEffect, useRef } from 'preact/hooks';
import { WedgeReader } from './scanner';

/** What a key does; null when it means nothing here. */
export type KeyHandler = (event: KeyboardEvent) => (() => unknown) | null;

interface Heard<Handler> {
  layer: number;
  current: Handler;
}

const handlers: Heard<KeyHandler>[] = [];
const scanHandlers: Heard<(code: string) => unknown>[] = [];
const wedge = new WedgeReader();
const Layer = createContext(0);

/** A key, and the code that it ended, if a scanner typed it. */
interface Pressed {
  event: KeyboardEvent;
  code: string | null;
}

/** How many screens are on their way, and what was typed for them meanwhile. */
let awaited = 0;
const typedAhead: Pressed[] = [];

addEventListener(
  'keydown',
  (event) => {
    if (event.isComposing) return;
    const pressed = { event, code: wedge.push(event.key, event.timeStamp) };
    if (awaited > 0 && keepForLater(pressed)) return swallow(event);
    if (hear(pressed)) swallow(event);
  },
  { capture: true },
);

function swallow(event: KeyboardEvent): void {
  event.preventDefault();
  event.stopPropagation();
}

/** Whether the key meant something. */
function hear({ event, code }: Pressed): boolean {
  const action = code === null ? actionOf(event) : actionOfScan(code, event);
  action?.();
  return action !== null;
}

/** Only what one types; Escape gives up what was typed, and every other key means what it always does. */
function keepForLater(pressed: Pressed): boolean {
  const { event } = pressed;
  if (event.key === 'Escape') typedAhead.length = 0;
  const kept = isCharacter(event) || event.key === 'Enter' || event.key === 'Backspace';
  if (kept) typedAhead.push(pressed);
  return kept;
}

/**
 * What is typed from now on is meant for a screen that is on its way: a cashier who knows the till types the
 * amount before its field is there. It is heard once the returned function was called, and no other screen is awaited.
 */
export function awaitScreen(): () => void {
  awaited++;
  return () => {
    awaited--;
    queueMicrotask(() => void hearTypedAhead());
  };
}

/** Each key sees what the one before it changed: between two of them the screen is drawn. */
async function hearTypedAhead(): Promise<void> {
  while (awaited === 0 && typedAhead.length > 0) {
    hear(typedAhead.shift()!);
    await Promise.resolve();
  }
}

/** The same while the component is shown and `waiting`. */
export function useAwaited(waiting: boolean): void {
  useLayoutEffect(() => (waiting ? awaitScreen() : undefined), [waiting]);
}

/** The layer that lies over the rest; the page itself where nothing hears keys. */
function topLayer(): number {
  return Math.max(0, ...handlers.map(({ layer }) => layer));
}

function actionOf(event: KeyboardEvent): (() => unknown) | null {
  const top = topLayer();
  for (const handler of handlers.filter(({ layer }) => layer === top)) {
    const action = handler.current(event);
    if (action) return action;
  }
  return null;
}

/** A code goes to the screen that waits for codes. Elsewhere its Enter must press and confirm nothing. */
function actionOfScan(code: string, event: KeyboardEvent): (() => unknown) | null {
  const top = topLayer();
  const handler = scanHandlers.findLast(({ layer }) => layer === top);
  if (handler) return () => handler.current(code);
  return isTyping(event) ? actionOf(event) : () => {};
}

/** What lies over the rest: while it is shown, only keys of its own are heard. */
export function KeyLayer({ children }: { children: ComponentChildren }) {
  const layer = useContext(Layer) + 1;
  useLayoutEffect(() => {
    const entry = { layer, current: () => null };
    handlers.push(entry);
    return () => void handlers.splice(handlers.indexOf(entry), 1);
  }, [layer]);
  return <Layer.Provider value={layer}>{children}</Layer.Provider>;
}

/** Hears every key while the component is shown and nothing lies over it. */
export function useKeys(handler: KeyHandler): void {
  useHeard(handlers, handler);
}

/** Hears codes of a scanner that types them like a keyboard. */
export function useScanner(handler: (code: string) => unknown): void {
  useHeard(scanHandlers, handler);
}

function useHeard<Handler>(all: Heard<Handler>[], handler: Handler): void {
  const layer = useContext(Layer);
  const entry = useRef({ layer, current: handler });
  entry.current.current = handler;
  useLayoutEffect(() => {
    const own = entry.current;
    all.push(own);
    return () => void all.splice(all.indexOf(own), 1);
  }, []);
}

/** One key with one meaning: `useKey('Escape', goUp)`. */
export function useKey(key: string, action: () => unknown): void {
  useKeys((event) => (event.key === key ? action : null));
}

/** A single printable character without Ctrl, Alt or Meta. */
export function isCharacter(event: KeyboardEvent): boolean {
  return event.key.length === 1 && !event.ctrlKey && !event.metaKey && !event.altKey;
}

export function isDigit(event: KeyboardEvent): boolean {
  return isCharacter(event) && event.key >= '0' && event.key <= '9';
}

/** The target takes text, so characters belong to it. */
export function isTyping(event: KeyboardEvent): boolean {
  const target = event.target as HTMLElement | null;
  return target instanceof HTMLInputElement || target instanceof HTMLTextAreaElement;
}

/** The target is pressed with Enter by itself. */
export function isPressable(event: KeyboardEvent): boolean {
  const target = event.target as HTMLElement | null;
  return target instanceof HTMLButtonElement || target instanceof HTMLAnchorElement;
}

/** Enter that confirms what was typed: not the one that presses a button, unless that is a key of a pad. */
export function isConfirmation(event: KeyboardEvent): boolean {
  const onPad = (event.target as Element | null)?.closest?.('.keypad') != null;
  return event.key === 'Enter' && (onPad || !isPressable(event));
}

/** Hints of shortcuts are shown once somebody uses keys. */
export function showHintsWhenTyped(): void {
  const hinting = /^(F\d+|Tab|Arrow\w+|Enter|Escape)$/;
  addEventListener('keydown', (event) => {
    if (hinting.test(event.key)) document.documentElement.dataset['keyboard'] = '';
  });
}
