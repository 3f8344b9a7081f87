import { client } from '../core/client';

/** Saves the database of this device as a file, whatever state it is in. */
export async function saveRescueCopy(): Promise<void> {
  const address = URL.createObjectURL(await client.exportDatabase());
  const link = document.createElement('a');
  link.href = address;
  link.download = `mostrador-${new Date().toISOString().slice(0, 19).replace(/[T:]/g, '-')}.tar`;
  link.click();
  setTimeout(() => URL.revokeObjectURL(address), 60_000);
}
