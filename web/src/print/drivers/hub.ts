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

/** The printers that the hub offers to this shop, and whether each takes papers at the moment. */
export interface HubPrinters {
  names: string[];
  states: Record<string, 'closed' | 'open' | 'half_open'>;
}

export async function hubPrinters(): Promise<HubPrinters> {
  const answer = await client.ask({
    kind: 'hub',
    path: '/v1/printers',
    headers: {},
    body: new Uint8Array(),
  });
  const { printers, states } = answer as { printers: string[]; states: HubPrinters['states'] };
  return { names: printers, states };
}

function hex(bytes: Uint8Array): string {
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
}
