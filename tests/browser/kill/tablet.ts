import { chromium, type Browser, type Page } from '@playwright/test';
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, mkdtempSync, openSync, readdirSync, readSync, rmSync, watch } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';

const FLAGS = [
  '--headless',
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--disable-extensions',
  '--disable-breakpad',
  '--disable-sync',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--window-size=1280,800',
  '--accept-lang=es-PE',
  '--remote-debugging-port=0',
];
const PATIENCE_MS = 30_000;
const SQLITE_MAGIC = 'SQLite format 3\0';

/**
 * A tablet whose battery can be pulled out: Chromium on a profile of its own, in a process group of its own, so that
 * all its processes end at the same instant. Playwright's own launcher would not tell us their ids.
 */
export class Tablet {
  readonly #profile = mkdtempSync(join(tmpdir(), 'mostrador-killed-'));
  #process: ChildProcess | null = null;
  #browser: Browser | null = null;
  page!: Page;

  /** Starts the browser, with an empty page. */
  async switchOn(): Promise<void> {
    const program = process.env['CHROMIUM'] ?? '/usr/bin/chromium';
    const child = spawn(program, [...FLAGS, `--user-data-dir=${this.#profile}`, 'about:blank'], {
      detached: true, // leads a process group
      stdio: ['ignore', 'ignore', 'pipe'],
    });
    this.#process = child;
    this.#browser = await chromium.connectOverCDP(await debuggerAddress(child));
    this.page = this.#browser.contexts()[0]!.pages()[0]!;
    this.page.setDefaultTimeout(PATIENCE_MS);
  }

  /** SIGKILL to every process of the browser at once: nobody can save anything. */
  async cutPower(): Promise<void> {
    const child = this.#process!;
    process.kill(-child.pid!, 'SIGKILL');
    this.#process = null;
    if (child.exitCode === null && child.signalCode === null) await once(child, 'exit');
    await this.#browser?.close().catch(() => {}); // only the debugger's end of a line that is dead
    this.#browser = null;
  }

  /** Resolves when the main file of the till's database is written, which only a checkpoint does. */
  nextCheckpoint(within_ms: number): Promise<void> {
    return new Promise((resolve, reject) => {
      const watcher = watch(this.#databaseFile(), () => end(resolve));
      const late = () => end(() => reject(new Error('no checkpoint came')));
      const timer = setTimeout(late, within_ms);
      const end = (settle: () => void) => {
        clearTimeout(timer);
        watcher.close();
        settle();
      };
    });
  }

  async dispose(): Promise<void> {
    if (this.#process) await this.cutPower();
    rmSync(this.#profile, { recursive: true, force: true, maxRetries: 5 });
  }

  /** Chromium keeps the files of an origin under numbers; SQLite's is known by how it begins. */
  #databaseFile(): string {
    const folder = join(this.#profile, 'Default', 'File System');
    const files = readdirSync(folder, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name));
    const found = files.find((file) => head(file) === SQLITE_MAGIC);
    if (!found) throw new Error('the profile holds no SQLite file');
    return found;
  }
}

function head(file: string): string {
  const bytes = Buffer.alloc(SQLITE_MAGIC.length);
  const descriptor = openSync(file, 'r');
  readSync(descriptor, bytes);
  closeSync(descriptor);
  return bytes.toString('latin1');
}

async function debuggerAddress(child: ChildProcess): Promise<string> {
  for await (const line of createInterface({ input: child.stderr! })) {
    const address = /^DevTools listening on (ws:\S+)/.exec(line)?.[1];
    if (!address) continue;
    child.stderr!.resume();
    return address;
  }
  throw new Error('Chromium ended before it could be reached');
}
