import type { JSHandle, Page } from '@playwright/test';
import type { Commands } from '../../../build/wasm-release/core/commands';

export type { Commands };

/** What web/src/core/client.ts exports, as far as tests ask for it. */
export interface Client {
  call<K extends keyof Commands>(
    command: K,
    request: Commands[K]['request'],
  ): Promise<Commands[K]['response']>;
}

/** The client that the page itself works with: what a test asks through it goes the way of every tap. */
export class Core {
  private constructor(
    /** For functions that run in the page. */
    readonly client: JSHandle<Client>,
  ) {}

  /** A module is run once, whoever imports it; so the page's modules give away the page's client. */
  static async of(page: Page): Promise<Core> {
    const client = await page.evaluateHandle(async () => {
      const links = document.querySelectorAll<HTMLLinkElement>('link[rel=modulepreload]');
      const modules = await Promise.all([...links].map(({ href }) => import(href)));
      const exported = modules.flatMap((module) => Object.values(module));
      const isClient = (each: unknown): each is Client =>
        typeof each === 'object' && each !== null && 'exportDatabase' in each && 'call' in each;
      const client = exported.find(isClient);
      if (!client) throw new Error('no module of the page exports the client');
      return client;
    });
    return new Core(client);
  }

  call<K extends keyof Commands>(
    command: K,
    request: Commands[K]['request'],
  ): Promise<Commands[K]['response']> {
    return this.client.evaluate((client, asked) => client.call(asked.command, asked.request), {
      command,
      request,
    });
  }
}
