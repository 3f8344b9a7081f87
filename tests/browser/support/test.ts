import { test as base, chromium, type BrowserContext, type ViewportSize } from '@playwright/test';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Hub } from './hub';
import { Till } from './till';

const FLAGS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/** A browser with a profile of its own on the disk: what a tablet is. */
export class Device {
  readonly #folder = mkdtempSync(join(tmpdir(), 'mostrador-profile-'));
  readonly #viewport: ViewportSize;
  #film: string | null = null;
  context!: BrowserContext;

  private constructor(viewport: ViewportSize) {
    this.#viewport = viewport;
  }

  static async start(viewport: ViewportSize): Promise<Device> {
    const device = new Device(viewport);
    await device.#open();
    return device;
  }

  /** The till on the screen; after a restart it is another one. */
  get till(): Till {
    return new Till(this.context.pages()[0]!, this.#viewport.width < 720);
  }

  /** Closes the browser and opens it again on the same profile. */
  async restart(): Promise<void> {
    await this.context.close();
    await this.#open();
  }

  /** The same with a camera before which this film is played. Nobody has allowed it yet. */
  async restartWithCamera(film: string): Promise<void> {
    this.#film = film;
    await this.restart();
  }

  async dispose(): Promise<void> {
    await this.context.close();
    rmSync(this.#folder, { recursive: true, force: true });
  }

  async #open(): Promise<void> {
    this.context = await chromium.launchPersistentContext(this.#folder, {
      executablePath: process.env['CHROMIUM'] ?? '/usr/bin/chromium',
      viewport: this.#viewport,
      locale: 'es-PE',
      args: [...FLAGS, ...cameraFlags(this.#film)],
    });
  }
}

function cameraFlags(film: string | null): string[] {
  if (film === null) return [];
  return ['--use-fake-device-for-media-stream', `--use-file-for-fake-video-capture=${film}`];
}

interface Fixtures {
  hub: Hub;
  device: Device;
  /** A second one, for what two devices do together. */
  otherDevice: Device;
  till: Till;
}

/** A hub, a device and the till on its screen. */
export const test = base.extend<Fixtures>({
  hub: async ({}, use) => {
    const hub = new Hub();
    await hub.start();
    await use(hub);
    await hub.dispose();
  },
  device: async ({ viewport }, use) => useDevice(viewport, use),
  otherDevice: async ({ viewport }, use) => useDevice(viewport, use),
  till: async ({ device }, use) => use(device.till),
});

async function useDevice(
  viewport: ViewportSize | null,
  use: (device: Device) => Promise<void>,
): Promise<void> {
  const device = await Device.start(viewport!);
  await use(device);
  await device.dispose();
}

export { expect } from '@playwright/test';
