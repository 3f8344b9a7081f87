import { signal } from '@preact/signals';
import { client, type Connection } from '../core/client';

/** How this device stands with its hub and its disk; null until the core has said so. */
export const connection = signal<Connection | null>(null);

export function followConnection(): void {
  client.onConnection((status) => {
    connection.value = status;
  });
}
