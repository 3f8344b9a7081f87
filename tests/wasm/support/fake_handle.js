// A FileSystemSyncAccessHandle in memory that can do what real ones do: lose what was not flushed,
// fill up (in the three ways of browsers), and be closed under our feet.

export class FakeHandle {
  #content = new Uint8Array(0);
  #durable = new Uint8Array(0);
  #closed = false;
  flushes = 0;
  writes = 0;
  /** How a full disk shows itself: null, 'throws', 'huge' or 'short'. */
  full = null;

  getSize() {
    this.#check();
    return this.#content.length;
  }

  read(out, { at = 0 } = {}) {
    this.#check();
    const part = this.#content.subarray(at, at + out.length);
    out.set(part);
    return part.length;
  }

  write(bytes, { at = 0 } = {}) {
    this.#check();
    this.writes++;
    if (this.full === 'throws') throw new DOMException('no space', 'QuotaExceededError');
    if (this.full === 'huge') return 4294967288;
    const written = this.full === 'short' ? bytes.subarray(0, bytes.length >> 1) : bytes;
    this.#resize(Math.max(this.#content.length, at + written.length));
    this.#content.set(written, at);
    return written.length;
  }

  truncate(size) {
    this.#check();
    this.#resize(size);
  }

  flush() {
    this.#check();
    this.flushes++;
    this.#durable = this.#content.slice();
  }

  close() {
    this.#closed = true;
  }

  /** The same file after a power cut: only what was flushed. */
  afterPowerCut() {
    const handle = new FakeHandle();
    handle.write(this.#durable);
    handle.flush();
    return handle;
  }

  /** The same file after the tab died: all that was written. */
  afterKill() {
    const handle = new FakeHandle();
    handle.write(this.#content);
    handle.flush();
    return handle;
  }

  #resize(size) {
    const content = new Uint8Array(size);
    content.set(this.#content.subarray(0, size));
    this.#content = content;
  }

  #check() {
    if (this.#closed) throw new DOMException('The access handle was already closed', 'InvalidStateError');
  }
}

const ROLES = ['main', 'wal', 'journal'];

/** The files of one database. */
export function fakeFiles() {
  return Object.fromEntries(ROLES.map((role) => [role, new FakeHandle()]));
}

export function each(files, action) {
  return Object.fromEntries(ROLES.map((role) => [role, action(files[role])]));
}
