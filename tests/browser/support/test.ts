import { test as base, chromium, type BrowserContext, type ViewportSize } from '@playwright/test';
import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
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

  /**
   * Does what the hub's page asks a person for: fetches the certificate and tells this device to trust it. Chromium on
   * Linux looks into the home folder, and only when it starts.
   */
  async trust(hub: Hub): Promise<void> {
    const answer = await fetch(`${hub.helpUrl}/mostrador.crt`);
    const file = join(this.#folder, 'mostrador.crt');
    writeFileSync(file, Buffer.from(await answer.arrayBuffer()));
    const store = join(this.#home, '.pki/nssdb');
    mkdirSync(store, { recursive: true });
    const certutil = (...words: string[]) =>
      execFileSync('certutil', ['-d', `sql:${store}`, ...words]);
    certutil('-N', '--empty-password');
    certutil('-A', '-n', 'Mostrador', '-t', 'C,,', '-i', file);
    await this.restart();
  }

  get #home(): string {
    return join(this.#folder, 'home');
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
      ...(existsSync(this.#home) && { env: { ...process.env, HOME: this.#home } }),
    });
  }
}

function cameraFlags(film: string | null): string[] {
  if (film === null) return [];
  return ['--use-fake-device-for-media-stream', `--use-file-for-fake-video-capture=${film}`];
}

interface Options {
  /** Whether the hub speaks TLS and the devices trust it. */
  secure: boolean;
}

interface Fixtures {
  hub: Hub;
  device: Device;
  /** A second one, for what two devices do together. */
  otherDevice: Device;
  till: Till;
}

/** A hub, a device and the till on its screen. */
export const test = base.extend<Fixtures & Options>({
  secure: [false, { option: true }],
  hub: async ({ secure }, use) => {
    const hub = new Hub(secure);
    await hub.start();
    await use(hub);
    await hub.dispose();
  },
  device: async ({ viewport, hub }, use) => useDevice(viewport, hub, use),
  otherDevice: async ({ viewport, hub }, use) => useDevice(viewport, hub, use),
  till: async ({ device }, use) => use(device.till),
});

async function useDevice(
  viewport: ViewportSize | null,
  hub: Hub,
  use: (device: Device) => Promise<void>,
): Promise<void> {
  const device = await Device.start(viewport!);
  if (hub.secure) await device.trust(hub);
  await use(device);
  await device.dispose();
}

export { expect } from '@playwright/test';
