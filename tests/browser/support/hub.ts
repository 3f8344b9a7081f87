import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { cpSync, existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { createInterface } from 'node:readline';

const root = resolve(import.meta.dirname, '../../..');
export const program =
  process.env['MOSTRADOR_HUB'] ?? join(root, 'build/native-release/mostrador-hub');
/** The build that hubs serve when they are told nothing else. */
export const web = process.env['MOSTRADOR_WEB'] ?? join(root, 'build/web');

/** The demo shop that the stories play in, and what everybody there knows. */
export const cafe = { tenant: 'Café La Esquina', register: 'Caja 1' };

let seeded: string | null = null;

/** The demo shops, seeded once for all tests; each test works on a copy. */
function seed(): string {
  if (seeded) return seeded;
  const folder = join(mkdtempSync(join(tmpdir(), 'mostrador-seed-')), 'data');
  execFileSync(program, ['seed', '--data', folder, '--products', '500'], {
    stdio: 'pipe',
  });
  process.on('exit', () => rmSync(join(folder, '..'), { recursive: true, force: true }));
  return (seeded = folder);
}

/** A barcode of the café's list, the same that was seeded. */
export function cafeBarcode(): string {
  const rows = execFileSync(program, ['demo-list', '--shop', 'cafe'], {
    encoding: 'utf8',
  })
    .split('\n')
    .slice(1);
  return rows.map((row) => row.split(',')[1]).find((barcode) => barcode)!;
}

/** A real hub on a port of its own, over a folder that lives as long as the test. */
export class Hub {
  readonly #folder = mkdtempSync(join(tmpdir(), 'mostrador-hub-'));
  #process: ChildProcess | null = null;
  #port = 0;
  #helpPort = 0;

  /** `secure`: over TLS, with an authority of its own. */
  constructor(readonly secure = false) {
    if (!existsSync(program)) throw new Error(`${program} is not there: ./run or ./test builds it`);
    cpSync(seed(), this.#data, { recursive: true });
  }

  get url(): string {
    return `${this.secure ? 'https' : 'http'}://127.0.0.1:${this.#port}`;
  }

  /** Where a secure hub tells how to trust it. */
  get helpUrl(): string {
    return `http://127.0.0.1:${this.#helpPort}`;
  }

  get #tls(): string[] {
    return this.secure ? ['--tls', 'own', '--http-port', String(this.#helpPort)] : [];
  }

  get #data(): string {
    return join(this.#folder, 'data');
  }

  /** The first start takes a free port; later ones take the same again, as a hub that was restarted would. */
  async start(folder = web): Promise<void> {
    const child = spawn(
      program,
      ['serve', '--data', this.#data, '--web', folder, '--port', String(this.#port), ...this.#tls],
      { stdio: ['ignore', 'pipe', 'ignore'] },
    );
    this.#process = child;
    for await (const line of createInterface({ input: child.stdout! })) {
      const address = /https?:\/\/[^:]+:(\d+)\//.exec(line);
      if (!address) continue;
      const isHelp = !line.startsWith('http');
      if (isHelp) this.#helpPort = Number(address[1]);
      else this.#port = Number(address[1]);
      if (this.secure && !isHelp) continue; // the next line tells where the help is
      child.stdout!.resume();
      return;
    }
    throw new Error('the hub ended before it served');
  }

  /** As when the plug is pulled: no farewell. */
  async kill(): Promise<void> {
    const child = this.#process;
    this.#process = null;
    if (!child || child.exitCode !== null) return;
    child.kill('SIGKILL');
    await once(child, 'exit');
  }

  /** A code that enrols one device. */
  code(register = cafe.register): string {
    return execFileSync(
      program,
      ['code', '--data', this.#data, '--tenant', cafe.tenant, '--register', register],
      { encoding: 'utf8' },
    ).trim();
  }

  /** Where the code of the café's first table leads. */
  menuPath(): string {
    const text = execFileSync(program, ['demo', '--data', this.#data], { encoding: 'utf8' });
    return /\/m\/\S+/.exec(text)![0];
  }

  /** Lets the café's devices print at a port of this machine. */
  addPrinter(name: string, port: number): void {
    execFileSync(
      program,
      [
        'printer',
        '--data',
        this.#data,
        '--tenant',
        cafe.tenant,
        '--name',
        name,
        '--to',
        `127.0.0.1:${port}`,
      ],
      { stdio: 'pipe' },
    );
  }

  /** Checks files, hash chains and state of every shop; throws when something does not hold. */
  verify(): string {
    return execFileSync(program, ['verify', '--data', this.#data], {
      encoding: 'utf8',
    });
  }

  /** The fingerprint of everything the café's hub knows. */
  fingerprint(): string {
    return stateOf(this.verify());
  }

  async dispose(): Promise<void> {
    await this.kill();
    rmSync(this.#folder, { recursive: true, force: true });
  }
}

/** The fingerprint of the café in what `verify` prints. */
export function stateOf(verified: string): string {
  const line = verified.split('\n').find((each) => each.startsWith(cafe.tenant));
  return /state ([0-9a-f]+)/.exec(line!)![1]!;
}
