import type { CSSProperties } from 'preact';

/** Hands a colour of the shop's data to the style sheet, which mixes it with the theme so that text stays legible. */
export function tint(color: string | null | undefined): CSSProperties {
  return { '--tint': color || 'var(--ink-3)' } as CSSProperties;
}
