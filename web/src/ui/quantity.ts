import type { Dec } from '../core/commands';

/** The next whole quantity; null for weights and at one, where the line is weighed again or removed instead. */
export function stepped(quantity: Dec, step: 1 | -1): Dec | null {
  if (!/^\d+$/.test(quantity)) return null;
  const next = Number(quantity) + step;
  return next > 0 ? String(next) : null;
}
