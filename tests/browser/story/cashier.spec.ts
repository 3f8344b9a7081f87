import { expect, test } from '../support/test';

test('a sale of three products with the exact amount takes four taps, and the next one starts by itself', async ({
  hub,
  till,
}) => {
  await till.begin(hub);
  till.taps = 0;
  await till.sellThree();
  expect(till.taps).toBe(4);

  await expect(till.page.locator('.paper .total')).toContainText('S/');
  await expect(till.page.getByText(/^Sigue sola en \d+ s$/)).toBeVisible();
  await expect(till.paid).toBeHidden({ timeout: 15_000 });
});

test('the first product tapped starts the next sale', async ({ hub, till }) => {
  await till.begin(hub);
  await till.sellThree();
  if (till.phone) await till.page.getByRole('button', { name: 'Nueva venta' }).click();
  await till.addProducts(3);
  await expect(till.paid).toBeHidden();
  await expect(till.exactCash).toBeEnabled();
});

test('without network: sell, reload, sell again, close the browser, and everything is there and is sent', async ({
  hub,
  device,
  till,
}) => {
  await till.begin(hub);
  await till.sellThree();
  await till.page.evaluate(() => navigator.serviceWorker.ready.then(() => undefined));

  await hub.kill();
  await device.context.setOffline(true);
  await till.page.reload();
  await expect(till.tiles.first()).toBeVisible();
  await till.sellThree();
  await expect(till.status).toContainText('Sin conexión');
  await expect(till.status).toContainText('por enviar');

  await till.page.reload();
  await till.addProducts(4);
  await till.page.reload();
  await expect(till.exactCash).toBeEnabled(); // the open cart came back
  await till.tap(till.exactCash);
  await expect(till.paid).toBeVisible();

  await device.restart();
  await device.context.setOffline(true);
  const later = device.till;
  await later.page.goto(hub.url);
  await later.go('Recibos');
  await expect(later.page.getByRole('gridcell')).toHaveCount(3);

  await hub.start();
  await device.context.setOffline(false);
  await expect(later.status).toContainText('En línea', { timeout: 40_000 });
  await expect(later.status).not.toContainText('por enviar');
  await expect(later.page.getByText('Por enviar')).toHaveCount(0);
  expect(hub.verify()).toContain('ok');
});

test('the products stay where they were scrolled to after one was tapped', async ({
  hub,
  till,
}) => {
  await till.begin(hub);
  await till.addProducts(1);
  const grid = till.page.getByRole('grid', { name: 'Productos' });
  const scrolled = () => grid.evaluate((element) => element.scrollTop);
  await grid.evaluate((element) => element.scrollTo(0, 2000));
  await till.page.waitForTimeout(300);
  expect(await scrolled()).toBe(2000);
  await till.tap(till.tiles.nth(20)); // now far down
  await till.page.waitForTimeout(300);
  expect(await scrolled()).toBeGreaterThan(1500);
});

test('cash with change, too little cash, and a card', async ({ hub, till }) => {
  await till.begin(hub);
  await till.addProducts(0, 1);
  await till.openPay();
  await till.page.keyboard.type('100', { delay: 40 });
  await till.page.keyboard.press('Enter');
  await expect(till.page.getByRole('alert')).toContainText('Falta dinero');

  await till.page.locator('.quick__amount').nth(1).click();
  await expect(till.paid).toContainText('Vuelto');
  await till.page.getByRole('button', { name: 'Nueva venta' }).click();

  await till.addProducts(2);
  await till.openPay();
  await till.page.getByRole('radio', { name: 'Tarjeta' }).click();
  await till.page.getByRole('button', { name: /con tarjeta/ }).click();
  await till.page.getByLabel('Referencia (opcional)').fill('0042');
  await till.page.getByRole('button', { name: 'Tarjeta aprobada' }).click();
  await expect(till.paid).toBeVisible();
});

test('a wrong PIN says how many tries are left; the fifth locks with a countdown', async ({
  hub,
  till,
}) => {
  await till.enrol(hub);
  await till.page.getByRole('button', { name: 'Ana' }).first().click();
  for (let tries = 4; tries >= 1; tries--) {
    await till.page.keyboard.type('0000', { delay: 30 });
    await till.page.keyboard.press('Enter');
    await expect(till.page.getByRole('alert')).toContainText(`quedan: ${tries}`);
  }
  await till.page.keyboard.type('0000', { delay: 30 });
  await till.page.keyboard.press('Enter');
  await expect(till.page.getByRole('alert')).toContainText(/Podrás intentarlo en 1[45]:\d\d/);
  await expect(till.page.getByRole('button', { name: 'Entrar' })).toBeDisabled();
});

test('lines are edited, removed and cleared', async ({ hub, till }) => {
  await till.begin(hub);
  await till.addProducts(0, 1);
  if (till.phone) await till.page.locator('.cart-bar__total').click();
  const lines = till.page.locator('.cart-line');
  await expect(lines).toHaveCount(2);
  await lines.nth(0).getByRole('button').first().click();
  await till.page.getByRole('button', { name: 'Uno más' }).click();
  await expect(lines.nth(0)).toContainText('2 ×');
  await till.page.getByRole('button', { name: 'Quitar' }).click();
  await expect(lines).toHaveCount(1);
  await till.page.getByRole('button', { name: 'Vaciar la venta' }).click();
  await till.page.getByRole('button', { name: 'Vaciar', exact: true }).click();
  await expect(lines).toHaveCount(0);
});

test('the register is closed with what was counted, and Z says the difference', async ({
  hub,
  till,
}) => {
  await till.begin(hub);
  await till.sellThree();
  await till.page.getByRole('button', { name: 'Nueva venta' }).click();
  await till.go('Caja');
  await expect(till.page.getByRole('heading', { name: 'Informe X' })).toBeVisible();
  await till.page.getByRole('button', { name: 'Cerrar caja' }).click();
  await till.page.keyboard.type('10000', { delay: 40 });
  await till.page.getByRole('button', { name: 'Cerrar caja' }).click();
  await till.page.getByRole('dialog').getByRole('button', { name: 'Cerrar caja' }).click();
  await expect(till.page.getByRole('heading', { name: 'Informe Z 1' })).toBeVisible();
  await expect(till.page.locator('.mark--danger')).toContainText('−S/');
  await till.page.getByRole('button', { name: 'Abrir de nuevo' }).click();
  await expect(till.page.getByRole('heading', { name: 'Abrir caja' })).toBeVisible();
});
