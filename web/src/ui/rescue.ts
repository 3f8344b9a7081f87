import { client } from '../core/client';
import { save } from './download';

/** Saves the database of this device as a file, whatever state it is in. */
export async function saveRescueCopy(): Promise<void> {
  const moment = new Date().toISOString().slice(0, 19).replace(/[T:]/g, '-');
  save(await client.exportDatabase(), `mostrador-${moment}.tar`);
}
