import { createContext, type ComponentChildren } from 'preact';
import { useContext, useLayoutEffect, useRef } from 'preact/hooks';

/** Returns true when it has used the key. */
export type KeyHandler = (event: KeyboardEvent) => boolean;

const handlers: { layer: number; current: KeyHandler }[] = [];
const Layer = createContext(0);

addEventListener(
  'keydown',
  (event) => {
    if (event.isComposing) return;
    const top = Math.max(...handlers.map(({ layer }) => layer));
    const heard = handlers.filter(({ layer }) => layer === top).some((handler) => handler.current(event));
    if (!heard) return;
    event.preventDefault();
    event.stopPropagation();
  },
  { capture: true },
);

/** What lies over the rest: while it is shown, only keys of its own are heard. */
export function KeyLayer({ children }: { children: ComponentChildren }) {
  const layer = useContext(Layer) + 1;
  useLayoutEffect(() => {
    const entry = { layer, current: () => false };
    handlers.push(entry);
    return () => void handlers.splice(handlers.indexOf(entry), 1);
  }, [layer]);
  return <Layer.Provider value={layer}>{children}</Layer.Provider>;
}

/** Hears every key while the component is shown and nothing lies over it. */
export function useKeys(handler: KeyHandler): void {
  const layer = useContext(Layer);
  const entry = useRef({ layer, current: handler });
  entry.current.current = handler;
  useLayoutEffect(() => {
    const own = entry.current;
    handlers.push(own);
    return () => void handlers.splice(handlers.indexOf(own), 1);
  }, []);
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

/** Hints of shortcuts are shown once somebody uses keys. */
export function showHintsWhenTyped(): void {
  const hinting = /^(F\d+|Tab|Arrow\w+|Enter|Escape)$/;
  addEventListener('keydown', (event) => {
    if (hinting.test(event.key)) document.documentElement.dataset['keyboard'] = '';
  });
}
