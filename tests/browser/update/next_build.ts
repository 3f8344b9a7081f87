import { createHash } from 'node:crypto';
import {
  cpSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { web } from '../support/hub';

export const NEXT_VERSION = '9.9.9';

interface Precache {
  version: string;
  files: { url: string; hash: string }[];
}

/**
 * The present build as its successor will be: another version number, and so another name for each script, since a name
 * holds a hash of what is in it and in what it imports. The old names are gone, as they are from a hub that was updated.
 */
export class NextBuild {
  readonly folder = join(mkdtempSync(join(tmpdir(), 'mostrador-next-')), 'web');

  constructor() {
    cpSync(web, this.folder, {
      recursive: true,
      filter: (path) => !/\.(br|gz)$/.test(path), // the hub then serves what is here
    });
    const scripts = this.#files().filter((name) => /^assets\/.*\.js$/.test(name));
    const renamed = new Map(scripts.map((name) => [basename(name), basename(nextName(name))]));
    for (const name of this.#files().filter((each) => /\.(js|html)$/.test(each)))
      this.#rewrite(name, (text) => replaceAll(text, renamed));
    for (const name of scripts) renameSync(this.#path(name), this.#path(nextName(name)));
    const version = this.#files().find((name) => /^assets\/version-/.test(name))!;
    this.#rewrite(version, (text) => text.replace(/\d+\.\d+\.\d+/, NEXT_VERSION));
    this.#rewrite('service_worker.js', (text) => this.#precache(text));
  }

  /** As when the copy to the hub was not complete. */
  lose(pattern: RegExp): void {
    for (const name of this.#files().filter((each) => pattern.test(each))) rmSync(this.#path(name));
  }

  dispose(): void {
    rmSync(join(this.folder, '..'), { recursive: true, force: true });
  }

  /** The list of files in the service worker, with the hashes of the new ones. */
  #precache(worker: string): string {
    return worker.replace(/\{"version":"\w+","files":\[.*?\]\}/, (json) => {
      const { files } = JSON.parse(json) as Precache;
      for (const file of files) file.hash = hash(readFileSync(this.#path(file.url)));
      return JSON.stringify({ version: hash(JSON.stringify(files)), files } satisfies Precache);
    });
  }

  #rewrite(name: string, change: (text: string) => string): void {
    const before = readFileSync(this.#path(name), 'utf8');
    writeFileSync(this.#path(name), change(before));
  }

  #files(): string[] {
    return readdirSync(this.folder, { recursive: true, encoding: 'utf8' });
  }

  #path(name: string): string {
    return join(this.folder, name);
  }
}

/** "assets/sell-B9u5.js" → "assets/sell-next-B9u5.js" */
function nextName(name: string): string {
  return name.replace(/-([\w-]{8}\.js)$/, '-next-$1');
}

function basename(name: string): string {
  return name.split('/').at(-1)!;
}

function replaceAll(text: string, names: Map<string, string>): string {
  return [...names].reduce((so_far, [from, to]) => so_far.replaceAll(from, to), text);
}

function hash(content: string | Uint8Array): string {
  return createHash('sha256').update(content).digest('hex').slice(0, 16);
}
