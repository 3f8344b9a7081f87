import { PrintFailure } from '../failure';
import { chunksOf, type Driver } from './driver';

// Web Bluetooth as far as a printer needs it; TypeScript's library has no types for it.
interface Characteristic {
  properties: { write: boolean; writeWithoutResponse: boolean };
  writeValueWithResponse(value: BufferSource): Promise<void>;
  writeValueWithoutResponse(value: BufferSource): Promise<void>;
}
interface Service {
  getCharacteristics(): Promise<Characteristic[]>;
}
interface Server {
  getPrimaryServices(): Promise<Service[]>;
  disconnect(): void;
}
interface BluetoothDevice {
  name?: string;
  gatt?: { connect(): Promise<Server> };
}
interface Bluetooth {
  getDevices?(): Promise<BluetoothDevice[]>;
  requestDevice(options: {
    filters: { services: (number | string)[] }[];
    optionalServices: (number | string)[];
  }): Promise<BluetoothDevice>;
}

/** Under these the usual receipt printers take bytes; there is no standard one. */
const SERVICES = [
  0x18f0,
  0xff00,
  0xffe0,
  0xae30,
  'e7810a71-73ae-499d-8c15-faa9aef0c3f2',
  '49535343-fe7d-4ae5-8fa9-9fafd205e455',
];
/** Fits into one packet of every printer that was seen; larger writes lose bytes on some. */
const CHUNK_BYTES = 180;

const bluetooth = (): Bluetooth | undefined =>
  (navigator as Navigator & { bluetooth?: Bluetooth }).bluetooth;

/** Where the browser does not give chosen printers back after a reload, it is this page's. */
let chosen: BluetoothDevice | undefined;

async function writable(server: Server): Promise<Characteristic> {
  for (const service of await server.getPrimaryServices()) {
    const found = (await service.getCharacteristics()).find(
      ({ properties }) => properties.write || properties.writeWithoutResponse,
    );
    if (found) return found;
  }
  throw new PrintFailure('no_channel');
}

export const bluetoothDriver: Driver = {
  supported: () => bluetooth() !== undefined,

  async choose() {
    chosen = await bluetooth()!.requestDevice({
      filters: SERVICES.map((service) => ({ services: [service] })),
      optionalServices: SERVICES,
    });
    return chosen.name ?? '';
  },

  async send(bytes) {
    chosen ??= (await bluetooth()?.getDevices?.())?.[0];
    if (!chosen?.gatt) throw new PrintFailure('not_there');
    const server = await chosen.gatt.connect();
    try {
      const characteristic = await writable(server);
      for (const chunk of chunksOf(bytes, CHUNK_BYTES)) {
        // With an answer where there is one: it is what holds us back while the printer prints.
        if (characteristic.properties.write) await characteristic.writeValueWithResponse(chunk);
        else await characteristic.writeValueWithoutResponse(chunk);
      }
    } finally {
      server.disconnect();
    }
  },
};
