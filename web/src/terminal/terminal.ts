import type { Charge } from '../core/commands';

export interface Outcome {
  state: 'approved' | 'declined' | 'unknown';
  reference: string;
}

/** A card terminal that the device can ask by itself. One that only a person can work has no adapter. */
export interface Terminal {
  /** Charges; the intent is on the disk before this is called. Never rejects: what is not known is `unknown`. */
  charge(charge: Charge): Promise<Outcome>;
  /** What its journal says of a charge whose answer did not come. */
  lookUp(charge: Charge): Promise<Outcome>;
}

/** The adapter of what the register's settings name; null is a terminal that the cashier works by hand. */
export async function terminalNamed(name: string): Promise<Terminal | null> {
  if (!name.startsWith('simulated_')) return null;
  const { simulated } = await import('./simulated');
  return simulated(name.slice('simulated_'.length));
}
