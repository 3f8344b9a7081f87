import { PrintFailure } from '../failure';
import { chunksOf, type Driver } from './driver';

// Web Serial as far as a printer needs it; TypeScript's library has no types for it.
interface SerialPort {
  readonly writable: WritableStream<Uint8Array> | null;
  open(options: { baudRate: number; bufferSize: number }): Promise<void>;
  close(): Promise<void>;
}
interface Serial {
  getPorts(): Promise<SerialPort[]>;
  requestPort(): Promise<SerialPort>;
}

const CHUNK_BYTES = 1024;

const serial = (): Serial | undefined => (navigator as Navigator & { serial?: Serial }).serial;

/** The one that was picked last, as long as this page lives: a browser lists all that ever were. */
let chosen: SerialPort | undefined;

/** Printers at a serial port, which Bluetooth printers are too once they are paired as one. */
export const serialDriver: Driver = {
  supported: () => serial() !== undefined,

  async choose() {
    chosen = await serial()!.requestPort();
    return '';
  },

  async send(bytes, { speed }) {
    const ports = (await serial()?.getPorts()) ?? [];
    const port = ports.find((each) => each === chosen) ?? ports[0];
    if (!port) throw new PrintFailure('not_there');
    await port.open({ baudRate: speed, bufferSize: CHUNK_BYTES });
    try {
      const writer = port.writable!.getWriter();
      for (const chunk of chunksOf(bytes, CHUNK_BYTES)) {
        await writer.ready; // the printer holds us back when its buffer is full
        await writer.write(chunk);
      }
      await writer.close();
    } finally {
      await port.close();
    }
  },
};
