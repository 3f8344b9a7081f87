// Three tablets on two hub processes over one PostgreSQL, and everything that can happen to them in a day.
import { Core } from '../support/core';
import { SharedHub } from '../support/shared_hub';
import { Device, expect, test as base } from '../support/test';
import type { Till } from '../support/till';

/** A loaded machine starts PostgreSQL, two hubs and three browsers; states are waited for, however long they take. */
const PATIENCE = { timeout: 90_000 };
base.describe.configure({ timeout: 900_000 });

const test = base.extend<{ shop: SharedHub; tablets: Device[] }>({
  shop: async ({}, use) => {
    const shop = new SharedHub();
    await use(shop);
    await shop.dispose();
  },
  tablets: async ({ viewport }, use) => {
    const tablets: Device[] = [];
    for (let count = 0; count < 3; count++) tablets.push(await Device.start(viewport!));
    await use(tablets);
    for (const tablet of tablets) await tablet.dispose();
  },
});

async function sellOne(till: Till): Promise<void> {
  await till.addProducts(0);
  await till.exactCash.click();
  await expect(till.paid).toBeVisible(PATIENCE);
  await till.page.getByRole('button', { name: 'Nueva venta' }).click();
}

async function isInStep(till: Till): Promise<void> {
  await expect(till.status).toContainText('En línea', PATIENCE);
  await expect(till.status).not.toContainText('por enviar', PATIENCE);
}

/** How many receipts a tablet knows, its own and those of the others. */
async function receiptsOf(till: Till): Promise<number> {
  const core = await Core.of(till.page);
  const { receipts } = await core.call('sales.receipts', { limit: 100 });
  return receipts.length;
}

/** The code of what a person would be told, once there is something to tell. */
async function whyItStops(till: Till): Promise<string> {
  interface Followed {
    onConnection(listener: (connection: { error: { code: string } | null }) => void): void;
  }
  const { client } = await Core.of(till.page);
  return client.evaluate(
    (core) =>
      new Promise<string>((resolve) =>
        (core as unknown as Followed).onConnection(({ error }) => error && resolve(error.code)),
      ),
  );
}

async function allHave(tills: Till[], receipts: number): Promise<void> {
  for (const till of tills) {
    await isInStep(till);
    await expect.poll(() => receiptsOf(till), PATIENCE).toBe(receipts);
  }
}

test('three tablets on two hubs over one database: killed, cut off, restored, revoked', async ({
  shop,
  tablets,
}) => {
  const [first, second] = [await shop.openDoor(), await shop.openDoor()];
  const [ana, luis, lost] = tablets.map((tablet) => tablet.till) as [Till, Till, Till];
  await ana.begin(first, 'Caja 1');
  await luis.begin(second, 'Caja 2');
  await lost.enrol(second, 'Caja 1');
  await lost.logIn();
  await expect(lost.tiles.first()).toBeVisible(PATIENCE); // the drawer that Ana opened at the other hub

  // What is sold at one hub shows at the other.
  await sellOne(ana);
  await sellOne(luis);
  await allHave([ana, luis, lost], 2);

  // One hub dies; who talks to it goes on selling, and so do the others.
  await first.kill();
  await sellOne(ana);
  await sellOne(luis);
  await expect(ana.status).toContainText('por enviar');
  await allHave([luis, lost], 3);
  await first.start();
  await allHave([ana, luis, lost], 4);

  // Every connection to the database breaks, also the one that carries the news from hub to hub.
  expect(shop.dropConnections()).toBeGreaterThan(0);
  await sellOne(ana);
  await sellOne(luis);
  await allHave([ana, luis, lost], 6);

  // The database is lost, and a backup that misses two sales takes its place: the tablets bring them back.
  const backup = shop.backup();
  await sellOne(ana);
  await sellOne(luis);
  await allHave([ana, luis, lost], 8);
  await shop.loseDatabase(backup);
  await allHave([ana, luis, lost], 8);
  await sellOne(luis);
  await allHave([ana, luis, lost], 9);

  // A tablet is stolen. The hub tells it to stop, and nothing else; the others go on.
  const { device } = await (await Core.of(lost.page)).call('device.status', {});
  const stopped = whyItStops(lost);
  shop.revoke(device!.id);
  expect(await stopped).toBe('device.revoked');
  await sellOne(ana);
  await allHave([ana, luis], 10);

  const fingerprint = await ana.fingerprint();
  expect(await luis.fingerprint()).toBe(fingerprint);
  expect(shop.fingerprint()).toBe(fingerprint);
});
