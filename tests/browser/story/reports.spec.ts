import { readFile } from 'node:fs/promises';
import { expect, test } from '../support/test';
import { owner } from '../support/till';

test('the owner sees what was sold, goes down to the receipt, and takes the file along', async ({
  hub,
  device,
  till,
}) => {
  await till.enrol(hub);
  await till.logIn(owner.name, owner.pin);
  await till.openRegister();
  await till.go('Informes');
  await expect(till.page.getByText('No se vendió nada en estos días')).toBeVisible();
  await till.go('Vender');
  await till.sellThree();
  await till.page.getByRole('button', { name: 'Nueva venta' }).click();
  await till.addProducts(0);
  await till.exactCash.click();
  await expect(till.paid).toBeVisible();
  await till.page.getByRole('button', { name: 'Nueva venta' }).click();

  await till.page.evaluate(() => navigator.serviceWorker.ready.then(() => undefined));
  await device.context.setOffline(true);
  await hub.kill();
  await till.go('Informes');
  const figures = till.page.locator('.figures');
  await expect(figures).toContainText('Recibos2');
  await expect(till.page.getByText(/^Este equipo está sin conexión/)).toBeVisible({
    timeout: 60_000,
  });
  const rows = till.page.getByRole('table').getByRole('row');
  await expect(rows).toHaveCount(4); // a heading and three products
  await till.page.screenshot({ path: test.info().outputPath('reports.png'), fullPage: true });

  await till.page.getByLabel('Ventas por').selectOption('person');
  await expect(rows).toHaveCount(2);
  await till.page.getByRole('button', { name: owner.name }).last().click();
  const behind = till.page.getByRole('dialog', { name: `Recibos: ${owner.name}` });
  await expect(behind.getByRole('listitem')).toHaveCount(2);
  await till.page.screenshot({ path: test.info().outputPath('behind.png') });
  await behind.getByRole('button', { name: 'Cerrar' }).click();

  await till.page.getByLabel('Ventas por').selectOption('method');
  await expect(till.page.getByRole('rowheader', { name: 'Efectivo' })).toBeVisible();
  const [file] = await Promise.all([
    till.page.waitForEvent('download'),
    till.page.getByRole('button', { name: 'CSV para Excel' }).click(),
  ]);
  const text = await readFile(await file.path(), 'utf8');
  expect(text).toMatch(/^\uFEFFForma de pago,Recibos,Cantidad,Importe\r\nEfectivo,2,,\d+\.\d\d\r\n$/);

  await till.page.getByRole('radio', { name: 'Fechas' }).click();
  await till.page.getByLabel('Desde').fill('2020-01-01');
  await till.page.getByLabel('Hasta').fill('2020-01-31');
  await expect(till.page.getByText('No se vendió nada en estos días')).toBeVisible();
});

test('a cashier has no reports', async ({ hub, till }) => {
  await till.begin(hub);
  if (till.phone) await till.page.getByRole('button', { name: 'Menú' }).click();
  const sections = till.page.getByRole('navigation', { name: 'Secciones' });
  await expect(sections.getByRole('button', { name: 'Caja' })).toBeVisible();
  await expect(sections.getByRole('button', { name: 'Informes' })).toBeHidden();
});
