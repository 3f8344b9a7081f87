import { client } from '../../core/client';
import { PrintFailure } from '../failure';
import type { Driver } from './driver';

/** Printers in the network that the hub reaches: the only way from a browser, and it works in every one. */
export const hubDriver: Driver = {
  supported: () => true,

  async choose() {
    return '';
  },

  async send(bytes, { hubPrinter }) {
    if (hubPrinter === '') throw new PrintFailure('not_there');
    const headers = {
      'Content-Type': 'application/octet-stream',
      'Mostrador-Printer': hex(new TextEncoder().encode(hubPrinter)),
      'Mostrador-Job': crypto.randomUUID(),
    };
    await client.ask({ kind: 'hub', path: '/v1/print', headers, body: bytes });
  },
};

/** The names of the printers that the hub offers to this shop. */
export async function hubPrinters(): Promise<string[]> {
  const answer = await client.ask({
    kind: 'hub',
    path: '/v1/printers',
    headers: {},
    body: new Uint8Array(),
  });
  return (answer as { printers: string[] }).printers;
}

function hex(bytes: Uint8Array): string {
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
}
