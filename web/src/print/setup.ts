// How this device prints. It belongs to the device, as its cables do, and is never synchronised.

import { signal } from '@preact/signals';
import { choosePaper, type Paper } from '../state/preferences';

export const connections = ['system', 'serial', 'usb', 'bluetooth', 'hub'] as const;
export type Connection = (typeof connections)[number];

/** documents::Printer of the core's papers module. */
export interface Printer {
  columns: number;
  dots: number;
  dpi: number;
  codePage: 'pc858' | 'wpc1252' | 'pc437';
  qr: 'native' | 'raster';
  barcode: 'native' | 'raster';
  cuts: boolean;
  drawer: boolean;
}

export interface PrinterSetup {
  connection: Connection;
  printer: Printer;
  /** Baud of a serial printer. */
  speed: number;
  /** The printer's name on the hub. */
  hubPrinter: string;
}

const NARROW = { columns: 32, dots: 384 };
const WIDE = { columns: 48, dots: 576 };

const KEY = 'printer';
const fallback: PrinterSetup = {
  connection: 'system',
  printer: {
    ...WIDE,
    dpi: 203,
    codePage: 'pc858',
    qr: 'raster',
    barcode: 'native',
    cuts: true,
    drawer: false,
  },
  speed: 9600,
  hubPrinter: '',
};

export const setup = signal<PrinterSetup>(read());

export function changeSetup(change: Partial<PrinterSetup>): void {
  setup.value = { ...setup.value, ...change };
  localStorage.setItem(KEY, JSON.stringify(setup.value));
}

export function changePrinter(change: Partial<Printer>): void {
  changeSetup({ printer: { ...setup.value.printer, ...change } });
}

/** The width of the paper, for the dialog and for the printer's lines. */
export function chooseWidth(width: Paper): void {
  choosePaper(width);
  changePrinter(width === 'mm58' ? NARROW : WIDE);
}

function read(): PrinterSetup {
  try {
    const kept = JSON.parse(localStorage.getItem(KEY) ?? '{}') as Partial<PrinterSetup>;
    return { ...fallback, ...kept, printer: { ...fallback.printer, ...kept.printer } };
  } catch {
    return fallback; // somebody edited the storage by hand
  }
}
