import { PrintFailure } from '../failure';
import { chunksOf, type Driver } from './driver';

// WebUSB as far as a printer needs it; TypeScript's library has no types for it.
interface Endpoint {
  endpointNumber: number;
  direction: 'in' | 'out';
  type: 'bulk' | 'interrupt' | 'isochronous';
}
interface Interface {
  interfaceNumber: number;
  alternates: { alternateSetting: number; interfaceClass: number; endpoints: Endpoint[] }[];
}
interface UsbDevice {
  productName?: string;
  configuration: { interfaces: Interface[] } | null;
  open(): Promise<void>;
  close(): Promise<void>;
  selectConfiguration(value: number): Promise<void>;
  claimInterface(number: number): Promise<void>;
  releaseInterface(number: number): Promise<void>;
  transferOut(endpoint: number, data: BufferSource): Promise<{ status: string }>;
}
interface Usb {
  getDevices(): Promise<UsbDevice[]>;
  requestDevice(options: { filters: { classCode?: number }[] }): Promise<UsbDevice>;
}

const PRINTER_CLASS = 7;
/** Many cheap printers call themselves "vendor specific". */
const VENDOR_CLASS = 255;
const CHUNK_BYTES = 4096;

const usb = (): Usb | undefined => (navigator as Navigator & { usb?: Usb }).usb;

/** The channel that takes what is to be printed. */
function channel(device: UsbDevice): { number: number; endpoint: number } {
  for (const wanted of [PRINTER_CLASS, VENDOR_CLASS]) {
    for (const { interfaceNumber, alternates } of device.configuration?.interfaces ?? []) {
      const alternate = alternates.find(({ interfaceClass }) => interfaceClass === wanted);
      const out = alternate?.endpoints.find(
        ({ direction, type }) => direction === 'out' && type === 'bulk',
      );
      if (out) return { number: interfaceNumber, endpoint: out.endpointNumber };
    }
  }
  throw new PrintFailure('no_channel');
}

/** The one that was picked last, as long as this page lives: a browser lists all that ever were. */
let chosen: UsbDevice | undefined;

export const usbDriver: Driver = {
  supported: () => usb() !== undefined,

  async choose() {
    const filters = [{ classCode: PRINTER_CLASS }, { classCode: VENDOR_CLASS }];
    chosen = await usb()!.requestDevice({ filters });
    return chosen.productName ?? '';
  },

  async send(bytes) {
    const devices = (await usb()?.getDevices()) ?? [];
    const device = devices.find((each) => each === chosen) ?? devices[0];
    if (!device) throw new PrintFailure('not_there');
    await device.open();
    try {
      if (device.configuration === null) await device.selectConfiguration(1);
      const { number, endpoint } = channel(device);
      await device.claimInterface(number);
      for (const chunk of chunksOf(bytes, CHUNK_BYTES)) {
        const { status } = await device.transferOut(endpoint, chunk);
        if (status !== 'ok') throw new PrintFailure('interrupted');
      }
      await device.releaseInterface(number);
    } finally {
      await device.close();
    }
  },
};
