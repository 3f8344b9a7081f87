import type { CSSProperties } from 'preact';
import type { TableRow } from '../core/commands';
import { to } from '../i18n/orders';

/** The core's plan (floor/operations.hpp). */
export const PLAN_WIDTH = 1000;
export const PLAN_HEIGHT = 600;

const share = (value: number | null | undefined, whole: number) =>
  `${((value ?? 0) / whole) * 100}%`;

/** Where a table stands on the plan, whatever size the plan is drawn in. */
export function placed({ x, y, width, height }: TableRow): CSSProperties {
  return {
    '--x': share(x, PLAN_WIDTH),
    '--y': share(y, PLAN_HEIGHT),
    '--w': share(width, PLAN_WIDTH),
    '--h': share(height, PLAN_HEIGHT),
  } as CSSProperties;
}

export function shapeOf({ shape }: TableRow): string {
  return shape === 'round' ? 'floor-table--round' : '';
}

export function seatsOf({ seats }: TableRow): string {
  return seats === 1 ? to('seat_one') : to('seats', { n: seats ?? 0 });
}
