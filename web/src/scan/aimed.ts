import type { ScannedCode } from './messages';

interface Point {
  x: number;
  y: number;
}

/**
 * Of several QR codes only the one nearest to the middle of the picture: a credit note carries its own and a voucher's,
 * and somebody means one of them. Barcodes all count, as on a shelf.
 */
export function aimedAt(codes: readonly ScannedCode[], middle: Point): ScannedCode[] {
  const squares = codes.filter(({ format }) => format === SQUARE);
  const nearest = squares.reduce<ScannedCode | null>(
    (best, code) => (best && distance(best, middle) <= distance(code, middle) ? best : code),
    null,
  );
  return codes.filter((code) => code.format !== SQUARE || code === nearest);
}

const SQUARE = 'QRCode';

function distance({ corners }: ScannedCode, { x, y }: Point): number {
  const count = corners.length / 2;
  const center = (offset: 0 | 1) =>
    corners.filter((_, at) => at % 2 === offset).reduce((sum, each) => sum + each, 0) / count;
  return Math.hypot(center(0) - x, center(1) - y);
}
