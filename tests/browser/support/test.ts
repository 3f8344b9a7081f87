import { test as base, chromium, type BrowserContext } from '@playwright/test';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Hub } from './hub';
import { Till } from './till';

const FLAGS = ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync'];

interface Device {
  context: BrowserContext;
  /** Closes the browser and opens it again on the same profile. */
  restart(): Promise<BrowserContext>;
}

interface Fixtures {
  hub: Hub;
  device: Device;
  till: Till;
}

/** A hub, a device with a profile on the disk, and the till on its screen. */
export const test = base.extend<Fixtures>({
  hub: async ({}, use) => {
    const hub = new Hub();
    await hub.start();
    await use(hub);
    await hub.dispose();
  },
  device: async ({ viewport }, use) => {
    const folder = mkdtempSync(join(tmpdir(), 'mostrador-profile-'));
    const open = () => chromium.launchPersistentContext(folder, { executablePath: process.env['CHROMIUM'] ?? '/usr/bin/chromium', viewport, locale: 'es-PE', args: FLAGS });
    const device: Device = {
      context: await open(),
      restart: async () => {
        await device.context.close();
        return (device.context = await open());
      },
    };
    await use(device);
    await device.context.close();
    rmSync(folder, { recursive: true, force: true });
  },
  till: async ({ device, viewport }, use) => {
    const page = device.context.pages()[0] ?? (await device.context.newPage());
    await use(new Till(page, (viewport?.width ?? 0) < 720));
  },
});

export { expect } from '@playwright/test';
