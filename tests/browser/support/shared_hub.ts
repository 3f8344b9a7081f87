import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { createInterface } from 'node:readline';
import { cafe, program, stateOf, web } from './hub';

const root = resolve(import.meta.dirname, '../../..');

/** A private PostgreSQL server with the hub's tables, reached only through a socket in its folder. */
class Cluster {
  readonly folder = mkdtempSync(join(tmpdir(), 'mostrador-pg-'));

  constructor() {
    chmodSync(this.folder, 0o711); // the server runs as another user
    this.#script('start', 'fsync=off'); // this test kills programs, not machines
    hub(
      'prepare',
      '--data',
      join(this.folder, 'made'),
      '--postgres',
      this.#secret('owner'),
      '--role',
      'mostrador_hub',
    );
  }

  /** The file that says how a hub connects. */
  get conninfo(): string {
    return this.#secret('hub');
  }

  /** Ends every connection of the hubs, as a restarted database or a cable does. Gives how many there were. */
  dropConnections(): number {
    const sql =
      "SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity WHERE usename = 'mostrador_hub'";
    const words = ['-X', '-q', '-A', '-t', '-v', 'ON_ERROR_STOP=1', '-d', 'mostrador', '-c', sql];
    return Number(execFileSync(psql(), words, { encoding: 'utf8', env: this.#ownerEnvironment() }));
  }

  dispose(): void {
    this.#script('stop');
    rmSync(this.folder, { recursive: true, force: true });
  }

  #secret(role: 'owner' | 'hub'): string {
    return join(this.folder, `${role}.conninfo`);
  }

  /** No password is an argument. */
  #ownerEnvironment(): NodeJS.ProcessEnv {
    const text = readFileSync(this.#secret('owner'), 'utf8');
    const value = (name: string) => new RegExp(`${name}=(\\S+)`).exec(text)![1]!;
    return {
      ...process.env,
      PGHOST: value('host'),
      PGUSER: value('user'),
      PGPASSWORD: value('password'),
    };
  }

  #script(action: 'start' | 'stop', ...settings: string[]): void {
    execFileSync(join(root, 'scripts/postgres'), [action, this.folder, ...settings], {
      stdio: 'pipe',
    });
  }
}

/** One of the processes that serve the same shops. It keeps its port when it is started again. */
export class Door {
  #process: ChildProcess | null = null;
  #port = 0;

  constructor(
    readonly shared: SharedHub,
    readonly folder: string,
  ) {}

  get url(): string {
    return `http://127.0.0.1:${this.#port}`;
  }

  /** A code that enrols one device, whichever process it comes to. */
  code(register = cafe.register): string {
    return this.shared.code(register);
  }

  async start(): Promise<void> {
    const words = ['serve', '--data', this.folder, '--web', web, '--port', String(this.#port)];
    const child = spawn(program, [...words, '--postgres', this.shared.conninfo], {
      stdio: ['ignore', 'pipe', 'ignore'],
    });
    this.#process = child;
    for await (const line of createInterface({ input: child.stdout! })) {
      const address = /http:\/\/[^:]+:(\d+)\//.exec(line);
      if (!address) continue;
      this.#port = Number(address[1]);
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
}

/** The demo shops in one PostgreSQL, served by as many processes as there are doors. */
export class SharedHub {
  readonly #folder = mkdtempSync(join(tmpdir(), 'mostrador-doors-'));
  readonly #doors: Door[] = [];
  #cluster = new Cluster();

  constructor() {
    this.#ask('seed', '--products', '500');
  }

  get conninfo(): string {
    return this.#cluster.conninfo;
  }

  /** Another process, with tables of its own that it makes from the log. */
  async openDoor(): Promise<Door> {
    const door = new Door(this, join(this.#folder, `door-${this.#doors.length + 1}`));
    this.#doors.push(door);
    await door.start();
    return door;
  }

  code(register: string): string {
    return this.#ask('code', '--tenant', cafe.tenant, '--register', register).trim();
  }

  revoke(device: string): void {
    this.#ask('revoke', '--device', device);
  }

  dropConnections(): number {
    return this.#cluster.dropConnections();
  }

  backup(): string {
    const folder = join(this.#folder, 'backup');
    this.#ask('backup', '--to', folder);
    return folder;
  }

  /** The database is lost with everything in it; a backup is put into a new one. */
  async loseDatabase(backup: string): Promise<void> {
    for (const door of this.#doors) await door.kill();
    this.#cluster.dispose();
    this.#cluster = new Cluster();
    this.#ask('restore', '--from', backup);
    for (const door of this.#doors) await door.start();
  }

  /** Checks hash chains and state of every shop, and gives the fingerprint of the café. */
  fingerprint(): string {
    return stateOf(this.#ask('verify'));
  }

  async dispose(): Promise<void> {
    for (const door of this.#doors) await door.kill();
    this.#cluster.dispose();
    rmSync(this.#folder, { recursive: true, force: true });
  }

  /** What an admin types, on a machine of their own. */
  #ask(command: string, ...words: string[]): string {
    const data = join(this.#folder, 'admin');
    return hub(command, '--data', data, '--postgres', this.conninfo, ...words);
  }
}

function hub(...words: string[]): string {
  return execFileSync(program, words, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] });
}

function psql(): string {
  const folder = '/usr/lib/postgresql';
  const version = readdirSync(folder)
    .sort((a, b) => Number(a) - Number(b))
    .pop();
  return join(folder, version!, 'bin/psql');
}
