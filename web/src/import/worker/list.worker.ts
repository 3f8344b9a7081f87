import { readSheet } from 'read-excel-file/web-worker';
import type { FromList, ToList } from '../messages';
import { csvOf, piecesOf } from '../csv';

/** A spreadsheet unpacks to some twenty times its size. */
const MOST_BYTES = 50 * 1024 * 1024;
/** "PK": a spreadsheet is a zip. */
const ZIP = [0x50, 0x4b];

self.onmessage = async ({ data: { file } }: MessageEvent<ToList>) => {
  postMessage(await read(file).catch((): FromList => ({ failed: 'unreadable' })));
};

async function read(file: File): Promise<FromList> {
  if (file.size > MOST_BYTES) return { failed: 'large' };
  const bytes = await file.arrayBuffer();
  const start = new Uint8Array(bytes, 0, Math.min(2, bytes.byteLength));
  const text = ZIP.every((byte, at) => start[at] === byte)
    ? csvOf(await readSheet(file))
    : decoded(bytes);
  return text.trim() === '' ? { failed: 'empty' } : { pieces: piecesOf(text) };
}

/** As UTF-8, or what older office programs write in Spanish and in Portuguese. */
function decoded(bytes: ArrayBuffer): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return new TextDecoder('windows-1252').decode(bytes);
  }
}
