import createModule, { type Core } from '@core-wasm/core';

/** Compiles the core; nothing is opened yet. */
export async function loadCore(): Promise<Core> {
  const module = await createModule();
  return new module.Core();
}
