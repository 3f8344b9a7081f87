import { expect, test as base } from '../support/test';
import type { Hub } from '../support/hub';
import { Till } from '../support/till';
import { NEXT_VERSION, NextBuild } from './next_build';

const test = base.extend<{ nextBuild: NextBuild }>({
  nextBuild: async ({}, use) => {
    const build = new NextBuild();
    await use(build);
    build.dispose();
  },
});

/** The hub is away for a moment and comes back with the new build. */
async function deploy(hub: Hub, build: NextBuild): Promise<void> {
  await hub.kill();
  await hub.start(build.folder);
}

/** From nothing to a till that would start without a network. */
async function install(till: Till, hub: Hub): Promise<void> {
  await till.begin(hub);
  await till.page.evaluate(() => navigator.serviceWorker.ready.then(() => undefined));
}

/** As when the tablet finds its network again, which is when the shell looks for a new version. */
async function lookForUpdate({ page }: Till): Promise<void> {
  await page.evaluate(() => dispatchEvent(new Event('online')));
}

async function expectVersion(till: Till, version: string | RegExp): Promise<void> {
  await till.go('Ajustes');
  await expect(till.page.locator('.facts dd').last()).toHaveText(version);
  await till.go('Vender');
}

const offer = ({ page }: Till) => page.getByRole('button', { name: 'Actualizar', exact: true });
const lines = ({ page }: Till) => page.locator('.cart-line');

test('a new version is offered in all tabs; taking it in one brings all to it, and the open sale stays', async ({
  hub,
  device,
  till,
  nextBuild,
}) => {
  await install(till, hub);
  const other = new Till(await device.context.newPage(), false);
  await other.page.goto(hub.url);
  await till.page.bringToFront();
  await till.addProducts(0, 1);
  await deploy(hub, nextBuild);
  await lookForUpdate(till);
  await expect(offer(till)).toBeVisible();
  await expect(offer(other)).toBeVisible();

  // Until somebody takes it, the old one works on, also with screens that were not opened yet.
  await till.addProducts(2);
  await expectVersion(till, /^0\./);
  await expect(lines(till)).toHaveCount(3);

  await offer(till).click();
  await expectVersion(till, NEXT_VERSION);
  await expectVersion(other, NEXT_VERSION);
  await expect(lines(till)).toHaveCount(3);
  await expect(lines(other)).toHaveCount(3);

  await hub.kill();
  await till.page.reload();
  await expect(lines(till)).toHaveCount(3);
  await till.tap(till.exactCash);
  await expect(till.paid).toBeVisible();
  await expectVersion(till, NEXT_VERSION);
});

test('a new version that does not arrive whole is not offered, and the old one starts on without a network', async ({
  hub,
  device,
  till,
  nextBuild,
}) => {
  await install(till, hub);
  await till.addProducts(0);
  nextBuild.lose(/^assets\/receipts-.*\.js$/);
  await deploy(hub, nextBuild);
  const failed = till.page.evaluate(
    () =>
      new Promise<void>((resolve) =>
        navigator.serviceWorker.getRegistration().then((registration) =>
          registration!.addEventListener('updatefound', () => {
            const worker = registration!.installing!;
            worker.addEventListener('statechange', () => worker.state === 'redundant' && resolve());
          }),
        ),
      ),
  );
  await lookForUpdate(till);
  await failed;
  await expect(offer(till)).toBeHidden();

  await hub.kill();
  await device.restart();
  const later = device.till;
  await later.page.goto(hub.url);
  await expect(lines(later)).toHaveCount(1);
  await expectVersion(later, /^0\./);
  await later.go('Recibos');
  await expect(later.page.getByText('Aún no hay recibos')).toBeVisible();
});

test('a version that waits when the browser is closed is there at the next start, without a network', async ({
  hub,
  device,
  till,
  nextBuild,
}) => {
  await install(till, hub);
  await till.addProducts(0, 1);
  await deploy(hub, nextBuild);
  await lookForUpdate(till);
  await expect(offer(till)).toBeVisible();

  await hub.kill();
  await device.restart();
  const later = device.till;
  await later.page.goto(hub.url);
  await expect(lines(later)).toHaveCount(2);
  await expectVersion(later, NEXT_VERSION);
  await later.tap(later.exactCash);
  await expect(later.paid).toBeVisible();
});
