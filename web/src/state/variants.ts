import { signal } from '@preact/signals';
import { client } from '../core/client';
import type { Id, Variant, Variants } from '../core/commands';
import { report } from './messages';

/** What a product is offered as, and how it goes on once somebody chose. */
export interface VariantChoice {
  name: string;
  all: Variants;
  done(variant: Variant | null): void;
}

export const choosingVariant = signal<VariantChoice | null>(null);

/** Asks which of a product's variants is meant; null when none is after all. */
export async function chooseVariant(product: Id, name: string): Promise<Variant | null> {
  try {
    const all = await client.call('catalog.variants', { id: product });
    return await new Promise((resolve) => {
      choosingVariant.value = {
        name,
        all,
        done: (variant) => {
          choosingVariant.value = null;
          resolve(variant);
        },
      };
    });
  } catch (error) {
    report(error);
    return null;
  }
}
