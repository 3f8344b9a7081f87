/** A message to the core's worker is not longer than this. */
const PIECE = 512 * 1024;

/** A sheet (texts, numbers, dates, yes or no) as CSV, one line for each of its rows, so that line numbers are row numbers. */
export function csvOf(rows: readonly (readonly unknown[])[]): string {
  return rows.map((row) => row.map(field).join(',')).join('\n');
}

function field(cell: unknown): string {
  const text = textOf(cell).replace(/[\r\n]+/g, ' ');
  return /[",]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

function textOf(cell: unknown): string {
  if (cell === null || cell === undefined) return '';
  if (cell instanceof Date) return cell.toISOString().slice(0, 10);
  // Spreadsheets know fifteen digits; what a formula left behind them is not meant.
  if (typeof cell === 'number') return String(Number(cell.toPrecision(15)));
  return String(cell);
}

export function piecesOf(text: string): string[] {
  const pieces: string[] = [];
  for (let at = 0; at < text.length;) {
    let end = Math.min(at + PIECE, text.length);
    // Not between the halves of a character.
    if (end < text.length && /[\uD800-\uDBFF]/.test(text[end - 1]!)) end++;
    pieces.push(text.slice(at, end));
    at = end;
  }
  return pieces;
}
