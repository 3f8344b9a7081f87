import { signal } from '@preact/signals';
import { client } from '../core/client';
import type { Id, ModifierGroup } from '../core/commands';
import { report } from './messages';

/** What is offered with a product, and how it goes on once somebody chose. */
export interface Choosing {
  name: string;
  groups: ModifierGroup[];
  done(modifiers: Id[] | null): void;
}

export const choosing = signal<Choosing | null>(null);

/** Asks what goes with a product; null when nobody wants it after all. What may go together, the core decides. */
export async function choose(product: Id, name: string): Promise<Id[] | null> {
  try {
    const { groups } = await client.call('catalog.choices', { id: product });
    if (groups.length === 0) return [];
    return await new Promise((resolve) => {
      choosing.value = {
        name,
        groups,
        done: (modifiers) => {
          choosing.value = null;
          resolve(modifiers);
        },
      };
    });
  } catch (error) {
    report(error);
    return null;
  }
}
