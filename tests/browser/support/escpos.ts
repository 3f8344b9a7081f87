import { createRequire } from 'node:module';

const require = createRequire(import.meta.url);

interface Node {
  ascii: string;
  fn?: string;
  offset: number;
  length: number;
}
interface Analysis {
  error?: Error;
  tree: Node[] | null;
}
type Rules = Record<string | number, unknown>;

// npos (npm), a reader of ESC/POS that is not ours. It was written before printers drew QR codes: GS ( k
// is like its neighbours, a length in two bytes and as many bytes.
const GS = 0x1d;
const known = require('npos/lib/parser/rules') as Rules;
const rules = { ...known, [GS]: { ...(known[GS] as Rules), '(k': [0, 'd16'] } };
const createParser = require('npos/lib/parser') as (rules: Rules) => {
  analyze(raw: Buffer): Analysis;
};
const iconv = require('iconv-lite') as {
  decode(raw: Buffer, encoding: string): string;
};

/** What somebody else's reader finds in the bytes of a printer. */
export function readEscpos(raw: Buffer): { text: string; commands: string[] } {
  const { error, tree } = createParser(rules).analyze(raw);
  if (error || !tree) throw error ?? new Error('not ESC/POS');
  const page = raw[raw.indexOf(Buffer.from([0x1b, 0x74])) + 2];
  const encoding = page === 16 ? 'win1252' : 'cp858';
  let text = '';
  const commands: string[] = [];
  for (const { ascii, fn, offset, length } of tree) {
    if (ascii === 'STX') text += iconv.decode(raw.subarray(offset, offset + length), encoding);
    else commands.push(`${ascii} ${fn}`);
  }
  return { text, commands };
}
