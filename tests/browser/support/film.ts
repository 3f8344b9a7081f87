import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

const program = resolve(import.meta.dirname, '../../scanning/film.js');

export interface Label {
  format: 'EAN-13' | 'QRCode';
  text: string;
  /** Seconds that it is held up and put away, in turn; without, it is always in sight. */
  shown?: number;
  hidden?: number;
}

/** A film for the fake camera, in a file that goes away with the tests. */
export function film({ format, text, shown = 1, hidden = 0 }: Label): string {
  const folder = mkdtempSync(join(tmpdir(), 'mostrador-film-'));
  process.on('exit', () => rmSync(folder, { recursive: true, force: true }));
  const out = join(folder, 'camera.y4m');
  const times = ['--shown', String(shown), '--hidden', String(hidden)];
  execFileSync(process.execPath, [
    program,
    '--out',
    out,
    '--format',
    format,
    '--text',
    text,
    ...times,
  ]);
  return out;
}
