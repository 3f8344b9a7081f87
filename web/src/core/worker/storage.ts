// The database files in the browser's private file system (OPFS), and nothing else: opening them,
// throwing them away, and copying them out.

import { coreError } from '../errors';

/** One handle for each role that SQLite knows; a file "exists" when it has a size (shared/store). */
export interface Files {
  main: FileSystemSyncAccessHandle;
  wal: FileSystemSyncAccessHandle;
  journal: FileSystemSyncAccessHandle;
}

const FILE_NAMES = { main: 'till.sqlite', wal: 'till.sqlite-wal', journal: 'till.sqlite-journal' } as const;
type FileRole = keyof typeof FILE_NAMES;
const ROLES = Object.keys(FILE_NAMES) as FileRole[];

/** A tab that died keeps its handles a little longer than its lock. */
const PATIENCE_MS = 3000;

/** The directory of one database, or null where the browser has no private file system for us. */
export async function openDirectory(name: string): Promise<FileSystemDirectoryHandle | null> {
  try {
    const root = await navigator.storage.getDirectory();
    return await root.getDirectoryHandle(name, { create: true });
  } catch {
    return null;
  }
}

/** Opens all files or none. `store.busy` when somebody else still holds one after three seconds. */
export async function openFiles(directory: FileSystemDirectoryHandle): Promise<Files> {
  const deadline = performance.now() + PATIENCE_MS;
  for (let pause_ms = 2; ; pause_ms = Math.min(2 * pause_ms, 100)) {
    try {
      return await tryOpenFiles(directory);
    } catch (error) {
      if (!isHeldElsewhere(error)) throw coreError('store.io', String(error));
      if (performance.now() > deadline) throw coreError('store.busy', String(error));
    }
    await new Promise((resolve) => setTimeout(resolve, pause_ms));
  }
}

async function tryOpenFiles(directory: FileSystemDirectoryHandle): Promise<Files> {
  const opened = await Promise.allSettled(ROLES.map((role) => openFile(directory, FILE_NAMES[role])));
  const failed = opened.find((result) => result.status === 'rejected');
  if (failed !== undefined) {
    for (const result of opened) if (result.status === 'fulfilled') result.value.close();
    throw failed.reason;
  }
  const handles = opened.map((result) => (result as PromiseFulfilledResult<FileSystemSyncAccessHandle>).value);
  return Object.fromEntries(ROLES.map((role, index) => [role, handles[index]])) as unknown as Files;
}

async function openFile(directory: FileSystemDirectoryHandle, name: string): Promise<FileSystemSyncAccessHandle> {
  const file = await directory.getFileHandle(name, { create: true });
  return file.createSyncAccessHandle();
}

function isHeldElsewhere(error: unknown): boolean {
  return error instanceof DOMException && ['NoModificationAllowedError', 'InvalidStateError'].includes(error.name);
}

/** Empties the files: for a database that is measured, or a device that its shop has let go. */
export function eraseFiles(files: Files): void {
  for (const role of ROLES) {
    files[role].truncate(0);
    files[role].flush();
  }
}

export function closeFiles(files: Files): void {
  for (const role of ROLES) files[role].close();
}

/**
 * Whether a flush reaches a disk. A private window keeps its files in memory, where a flush costs
 * nothing; a real one cannot be that fast.
 */
export async function reachesDisk(directory: FileSystemDirectoryHandle): Promise<boolean> {
  await removeProbes(directory);
  const name = `${PROBE}${crypto.randomUUID()}`;
  const file = await openFile(directory, name);
  const block = crypto.getRandomValues(new Uint8Array(4096));
  let flushing_ms = 0;
  for (let round = 0; round < PROBE_ROUNDS; round++) {
    file.write(block, { at: round * block.length });
    const start = performance.now();
    file.flush();
    flushing_ms += performance.now() - start;
  }
  file.close();
  await directory.removeEntry(name);
  return flushing_ms / PROBE_ROUNDS > FREE_FLUSH_MS;
}

/** A tab that was killed while it measured left its file behind. */
async function removeProbes(directory: FileSystemDirectoryHandle): Promise<void> {
  const left = [];
  for await (const name of directory.keys()) if (name.startsWith(PROBE)) left.push(name);
  await Promise.allSettled(left.map((name) => directory.removeEntry(name)));
}

const PROBE = 'probe-';
const PROBE_ROUNDS = 4;
const FREE_FLUSH_MS = 0.03;

/** All files as they lie on the disk, as a tar archive that any tool opens; SQLite then recovers from the log. */
export function archiveFiles(files: Files): Blob {
  const parts: BlobPart[] = [];
  for (const role of ROLES) {
    const size = files[role].getSize();
    if (size === 0) continue;
    parts.push(tarHeader(FILE_NAMES[role], size), ...readFile(files[role], size), new Uint8Array(-size & 511));
  }
  return new Blob([...parts, new Uint8Array(1024)], { type: 'application/x-tar' });
}

const CHUNK_BYTES = 4 << 20;

function* readFile(file: FileSystemSyncAccessHandle, size: number): Generator<Blob> {
  for (let at = 0; at < size; at += CHUNK_BYTES) {
    const chunk = new Uint8Array(Math.min(CHUNK_BYTES, size - at));
    file.read(chunk, { at });
    yield new Blob([chunk]); // the browser keeps it out of our memory
  }
}

/** One ustar header: name, mode, size and time in octal, and a checksum over itself. */
function tarHeader(name: string, size: number): Uint8Array<ArrayBuffer> {
  const header = new Uint8Array(512);
  const put = (at: number, text: string): void => void new TextEncoder().encodeInto(text, header.subarray(at));
  const octal = (value: number, digits: number): string => value.toString(8).padStart(digits, '0');
  put(0, name);
  put(100, '0000644\0');
  put(124, octal(size, 11));
  put(136, octal(Math.floor(Date.now() / 1000), 11));
  put(148, ' '.repeat(8));
  put(156, '0');
  put(257, 'ustar\x0000');
  const sum = header.reduce((total, byte) => total + byte, 0);
  put(148, `${octal(sum, 6)}\0`);
  return header;
}
