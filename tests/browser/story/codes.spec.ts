import { Core } from '../support/core';
import { film } from '../support/film';
import { expect, test } from '../support/test';
import { owner } from '../support/till';

// Our own codes, each opening what it stands for (SCAN-1), whether a camera or a scanner at the keyboard reads it.

const customer = {
  id: '01980000-0000-7000-8000-0000000000c1',
  name: 'María del Carmen Ñahui Quispe',
  documentKind: '',
  document: '',
  email: '',
  phone: '987654321',
  address: '',
  consentAt: 0,
  active: true,
};

test('a customer’s card is drawn, and says whom the sale is for', async ({ hub, device }) => {
  const { till } = device;
  await till.begin(hub);
  await (await Core.of(till.page)).call('customers.put', customer);
  await till.page.goto(`${hub.url}/#customers/${customer.id}`);
  await till.page.getByRole('button', { name: 'Tarjeta' }).click();
  const card = till.page.getByRole('dialog', { name: `Tarjeta de ${customer.name}` });
  await expect(card.locator('.qr')).toBeVisible();
  await expect(card).not.toContainText(customer.phone);
  await till.page.screenshot({ path: test.info().outputPath('card.png') });

  await device.restartWithCamera(
    film({ format: 'QRCode', text: `mostrador:customer:${customer.id}` }),
  );
  await device.context.grantPermissions(['camera'], { origin: hub.url });
  const { page } = device.till;
  await page.goto(hub.url);
  await page.getByRole('button', { name: 'Escanear con la cámara' }).click();
  await expect(page.locator('.scan__last')).toContainText(customer.name);
  const cart = await (await Core.of(page)).call('cart.view', {});
  expect(cart.customer?.id).toBe(customer.id);
});

test('a table’s code opens its order, wherever it is scanned', async ({ hub, till }) => {
  await till.begin(hub);
  const core = await Core.of(till.page);
  const { tables } = await core.call('floor.view', {});
  const table = tables.find(({ name }) => name === 'Mesa 5')!;
  // Whose order it is stands on the bar of a phone, and over the order of a tablet.
  const order = till.phone
    ? till.page.locator('.cart-bar__total').filter({ hasText: 'Mesa 5' })
    : till.page.getByRole('heading', { name: /Mesa 5/ }).first();
  await till.scan(`mostrador:table:${table.id}`);
  await expect(order).toBeVisible();
  const { tabs } = await core.call('orders.list', {});
  expect(tabs.map(({ tableName }) => tableName)).toEqual(['Mesa 5']);

  await till.go('Mesas');
  await expect(till.page.getByRole('button', { name: /^Mesa 5/ })).toBeVisible();
  await till.scan(`mostrador:table:${table.id}`);
  await expect(order).toBeVisible();
  expect((await core.call('orders.list', {})).tabs).toHaveLength(1); // the same once more
});

test('a voucher’s code pays: before the sale, in it, and while it is paid', async ({
  hub,
  till,
}) => {
  await till.begin(hub);
  await till.sellThree();
  const core = await Core.of(till.page);
  const { receipts } = await core.call('sales.receipts', { limit: 1 });
  const { people } = await core.call('staff.list', {});
  const supervisor = people.find(({ name }) => name === owner.name)!;
  const note = await core.call('sales.refund', {
    refund: crypto.randomUUID(),
    receipt: receipts[0]!.id,
    method: 'voucher',
    approval: { person: supervisor.id, pin: owner.pin },
  });
  const code = note.payments[0]!.reference;
  await till.page.goto(`${hub.url}/#receipts/${note.id}`);
  await expect(till.page.locator('.paper .qr')).toHaveCount(2);
  await expect(till.page.locator('.paper')).toContainText('Válido hasta');
  await till.page.screenshot({ path: test.info().outputPath('voucher.png') });

  await till.go('Vender');
  await expect(till.tiles.first()).toBeVisible();
  await till.addProducts(0);
  await till.scan(`mostrador:voucher:${code}`);
  await expect(till.page.getByLabel('Código del vale')).toHaveValue(code);
  await till.page.getByRole('radio', { name: 'Efectivo' }).click();
  await till.scan(code); // as a barcode, or typed by a hand that is very quick
  await expect(till.page.getByLabel('Código del vale')).toHaveValue(code);
  await till.page.screenshot({ path: test.info().outputPath('voucher-pays.png') });
  await till.page.getByRole('button', { name: /^Cobrar con/ }).click();
  await expect(till.paid).toBeVisible();
});
