import { expect, test } from '../support/test';

test('what one till sold without network, the other shows within a second of its return, and all agree', async ({
  hub,
  device,
  otherDevice,
}) => {
  const [till, other] = [device.till, otherDevice.till];
  await till.begin(hub, 'Caja 1');
  await other.begin(hub, 'Caja 2');
  await other.go('Recibos');
  await expect(other.page.getByText('Aún no hay recibos')).toBeVisible();

  await till.page.evaluate(() => navigator.serviceWorker.ready.then(() => undefined));
  await device.context.setOffline(true);
  await hub.kill();
  await till.sellThree();
  await till.page.getByRole('button', { name: 'Nueva venta' }).click();
  await hub.start();
  await expect(other.status).toContainText('En línea', { timeout: 60_000 });
  await expect(other.page.getByText('Aún no hay recibos')).toBeVisible();

  await device.context.setOffline(false);
  await expect(till.status).toContainText('En línea', { timeout: 60_000 });
  await expect(till.status).not.toContainText('por enviar');
  const receipts = other.page.getByRole('gridcell');
  await expect(receipts).toHaveCount(1, { timeout: 1000 });
  await expect(receipts.first()).toContainText('Otro equipo');

  const fingerprint = await till.fingerprint();
  expect(await other.fingerprint()).toBe(fingerprint);
  expect(hub.fingerprint()).toBe(fingerprint);
});

test('two tabs of one till share the open sale, and the second takes over when the first is closed', async ({
  hub,
  device,
  till,
}) => {
  await till.begin(hub);
  const second = await device.context.newPage();
  await second.goto(hub.url);
  await second.getByRole('gridcell').first().waitFor();
  await till.page.bringToFront();
  await till.addProducts(0);
  await expect(second.locator('.cart-line')).toHaveCount(1);
  await till.page.close(); // the tab that led is gone; the other takes over
  await second.keyboard.press('F8');
  await expect(second.getByRole('status').filter({ hasText: 'Cobrado' })).toBeVisible();
});
