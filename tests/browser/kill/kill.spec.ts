import { expect, test as base, type Page } from '@playwright/test';
import { setTimeout as sleep } from 'node:timers/promises';
import { Core } from '../support/core';
import { Hub } from '../support/hub';
import { Till } from '../support/till';
import { allReceipts, Ledger, type Shown } from './ledger';
import { Random } from './random';
import { sellOnScreen, sellThroughClient } from './sellers';
import { Tablet } from './tablet';

/** When the till is killed, and how often in one run. */
const KILLS = {
  /** while its client is asked for sales without a pause */
  selling: 28,
  /** while its screen is touched without a pause */
  touching: 12,
  /** from the first request of the page to some time after it can sell: files are opened, the log is recovered */
  starting: 8,
  /** while the log is copied back into the main file */
  checkpoint: 8,
};
type Moment = keyof typeof KILLS;

const SELLING_MS = { least: 30, most: 1400 };
/** More pages than the till leaves in the log when it has nothing else to do. */
const SALES_BEFORE_CHECKPOINT = 40;
const PATIENCE_MS = 10_000;

const seed = Number(process.env['MOSTRADOR_SEED'] ?? Date.now() % 1_000_000);

const test = base.extend<{ shop: Shop }>({
  shop: async ({}, use) => {
    const shop = new Shop();
    try {
      await use(shop);
    } finally {
      await shop.dispose();
    }
  },
});

test('a till that is killed at any moment has every sale it said was paid, once, and its open cart', async ({
  shop,
}) => {
  test.setTimeout(15 * 60_000);
  await shop.enrol();
  await shop.tradeAndKill();
  await shop.bringHubBack();
  await shop.compareWithHub();
  await shop.compareWithNewTablet();
  shop.report();
});

/** One till, its hub, and the book of what the till said. */
class Shop {
  readonly #hub = new Hub();
  readonly #tablet = new Tablet();
  readonly #ledger = new Ledger();
  readonly #random = new Random(seed);
  readonly #began = Date.now();
  #startup_ms = 1000;
  #kills = 0;
  #failure: unknown = null;
  #core!: Core;
  #products: string[] = [];

  async enrol(): Promise<void> {
    console.log(`  MOSTRADOR_SEED=${seed}`);
    await this.#hub.start();
    await this.#switchOn();
    await this.#till.begin(this.#hub);
    await this.#page.evaluate(() => navigator.serviceWorker.ready.then(() => undefined));
    this.#core = await Core.of(this.#page);
    const { products } = await this.#core.call('catalog.products', { offset: 0, limit: 50 });
    // What asks for a choice is not sold with one tap.
    for (const { id, variants } of products) {
      if (variants) continue;
      const { groups } = await this.#core.call('catalog.choices', { id });
      if (groups.length === 0) this.#products.push(id);
    }
  }

  /** Without the hub, then while operations are sent to it, then without it again. */
  async tradeAndKill(): Promise<void> {
    const moments = Object.entries(KILLS).flatMap(([moment, times]) => Array(times).fill(moment));
    const plan: Moment[] = this.#random.shuffle(moments);
    const hubComes = Math.floor(plan.length / 3);
    const hubGoes = 2 * hubComes;
    await this.#hub.kill();
    for (const [index, moment] of plan.entries()) {
      if (index === hubComes) await this.#hub.start();
      if (index === hubGoes) await this.#hub.kill();
      await test.step(`kill ${index + 1}: ${moment}`, () => this.#killAt(moment));
    }
  }

  async bringHubBack(): Promise<void> {
    await this.#hub.start();
    const { status } = this.#till;
    await expect(status).toContainText('En línea', { timeout: 60_000 });
    await expect(status).not.toContainText('por enviar', { timeout: 60_000 });
  }

  async compareWithHub(): Promise<void> {
    const { ok, operations, stateHash } = await this.#core.call('audit.verify', {});
    expect(ok).toBe(true);
    expect(this.#hub.fingerprint()).toBe(stateHash);
    expect(this.#hub.verify()).toContain(`ok, ${operations} operations`);
    const report = await this.#core.call('cash.report', {});
    expect(report.receipts).toBe(this.#ledger.paid.length);
    expect(report.sales).toBe(this.#ledger.total);
  }

  /** Whoever joins now learns from the hub exactly what was sold. */
  async compareWithNewTablet(): Promise<void> {
    const tablet = new Tablet();
    try {
      await tablet.switchOn();
      const till = new Till(tablet.page, false);
      await till.enrol(this.#hub, 'Caja 2');
      await till.logIn();
      expect(await allReceipts(await Core.of(tablet.page))).toEqual(this.#ledger.paid);
    } finally {
      await tablet.dispose();
    }
  }

  report(): void {
    const seconds = Math.round((Date.now() - this.#began) / 1000);
    console.log(
      `  ${this.#kills} kills in ${seconds} s, ${this.#ledger.paid.length} sales, ` +
        `${this.#ledger.finishedUnseen} of them on the disk before the till could say so, ` +
        `0 lost, 0 doubled, 0 numbers skipped (MOSTRADOR_SEED=${seed})`,
    );
  }

  async dispose(): Promise<void> {
    await this.#tablet.dispose();
    await this.#hub.dispose();
  }

  get #till(): Till {
    return new Till(this.#tablet.page, false);
  }

  get #page(): Page {
    return this.#tablet.page;
  }

  /** One kill, and the comparison afterwards. */
  async #killAt(moment: Moment): Promise<void> {
    await this.#waitFor(moment);
    await this.#kill();
    await this.#start();
    await this.#ledger.compare(this.#core);
    const { ok, integrity } = await this.#core.call('audit.verify', {});
    expect({ ok, integrity }).toEqual({ ok: true, integrity: 'ok' });
  }

  async #waitFor(moment: Moment): Promise<void> {
    const { least, most } = SELLING_MS;
    switch (moment) {
      case 'selling':
        this.#sell(Infinity);
        return sleep(least + this.#random.below(most - least));
      case 'touching':
        this.#unlessKilled(this.#page.evaluate(sellOnScreen));
        return sleep(least + this.#random.below(most - least));
      case 'starting':
        await this.#kill();
        await this.#switchOn();
        this.#unlessKilled(this.#page.goto(this.#hub.url));
        return sleep(this.#random.below(1.2 * this.#startup_ms));
      case 'checkpoint':
        return this.#waitForCheckpoint();
    }
  }

  async #waitForCheckpoint(): Promise<void> {
    const checkpoint = this.#tablet.nextCheckpoint(PATIENCE_MS);
    this.#sell(SALES_BEFORE_CHECKPOINT);
    await checkpoint;
  }

  #sell(sales: number): void {
    const work = { products: this.#products, sales };
    this.#unlessKilled(this.#core.client.evaluate(sellThroughClient, work));
  }

  /** What goes on until the till is killed; when it fails before, the test fails. */
  #unlessKilled(work: Promise<unknown>): void {
    const kills = this.#kills;
    work.catch((error) => {
      if (this.#kills === kills) this.#failure ??= error;
    });
  }

  async #kill(): Promise<void> {
    if (this.#failure) throw this.#failure;
    this.#kills++;
    await this.#tablet.cutPower();
  }

  async #start(): Promise<void> {
    await this.#switchOn();
    const began = performance.now();
    await this.#page.goto(this.#hub.url);
    await this.#till.tiles.first().waitFor();
    this.#startup_ms = performance.now() - began;
    this.#core = await Core.of(this.#page);
  }

  async #switchOn(): Promise<void> {
    await this.#tablet.switchOn();
    await this.#page.exposeFunction('say', (shown: Shown) => this.#ledger.write(shown));
  }
}
