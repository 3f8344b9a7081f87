import type { PrinterSetup } from '../setup';

/** A way to bring bytes to a printer of this device. */
export interface Driver {
  /** Whether this browser has it at all. */
  supported(): boolean;
  /** Lets the person pick the printer; must run in answer to a tap. Gives its name, if it has one. */
  choose(): Promise<string>;
  /** Sends all bytes, or fails with a PrintFailure. */
  send(bytes: Uint8Array<ArrayBuffer>, setup: PrinterSetup): Promise<void>;
}

/** `bytes` in pieces that a printer's buffer takes. */
export function* chunksOf(
  bytes: Uint8Array<ArrayBuffer>,
  size: number,
): Generator<Uint8Array<ArrayBuffer>> {
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
}
