import { expectAccessible } from '../support/accessible';
import { expect, test } from '../support/test';

const owner = { name: 'Rosa Huamán', pin: '2580' };

test('two for one and the service charge are set up, and apply by themselves (PRICE-3 PRICE-4)', async ({
  hub,
  till,
}) => {
  const { page } = till;
  await till.enrol(hub);
  await till.logIn(owner.name, owner.pin);
  await till.openRegister();
  await till.go('Productos');
  await page.getByRole('button', { name: 'Promociones' }).click();
  await page.getByRole('button', { name: 'Nueva promoción' }).click();
  await page.getByLabel('Nombre').fill('2x1 en desayunos y postres de la casa');
  await page.getByRole('checkbox', { name: 'Postres y pastelería' }).click();
  await expectAccessible(page, 'promotion');
  await page.screenshot({ path: test.info().outputPath('promotion.png') });
  await page.getByRole('button', { name: 'Guardar' }).click();
  await expect(page.getByRole('status').filter({ hasText: 'Guardado' })).toBeVisible();
  if (till.phone) await page.getByRole('button', { name: 'Volver' }).click();
  await page.getByRole('button', { name: /^Para llevar/ }).click();
  const dialog = page.getByRole('dialog', { name: /Cargo por servicio/ });
  await dialog.getByLabel('Nombre en el recibo').fill('Envases');
  await dialog.getByLabel('Porcentaje').fill('5');
  await dialog.getByRole('button', { name: 'Guardar' }).click();
  await expect(page.getByRole('button', { name: /^Para llevar/ })).toContainText('Envases · 5 %');
  await page.screenshot({ path: test.info().outputPath('promotions.png') });

  await till.go('Vender');
  await till.searchField.fill('galleta de avena');
  await till.tiles.first().click();
  await till.tiles.first().click();
  if (till.phone) await page.locator('.cart-bar__total').click();
  await expect(page.locator('.cart-line__main')).toContainText('2x1 en desayunos');
  await expect(page.locator('.totals__total').last()).toContainText('6.00');
  await page.getByRole('button', { name: 'Descuento, nota, pedido o espera' }).click();
  const sheet = page.getByRole('dialog', { name: 'Esta venta' });
  await sheet.getByRole('radio', { name: 'Pedido' }).click();
  await sheet.getByRole('radio', { name: 'Para llevar' }).click();
  await sheet.getByRole('button', { name: 'Aplicar' }).click();
  await expect(page.locator('.totals').last()).toContainText('Envases');
  await page.screenshot({ path: test.info().outputPath('cart.png') });
  await page.getByRole('button', { name: /^Cobrar/ }).click();
  await page.getByRole('button', { name: 'Exacto' }).first().click();
  await expect(till.paid).toBeVisible();
  await expect(page.locator('.paper').first()).toContainText('Envases');
  await page.screenshot({ path: test.info().outputPath('receipt.png') });
});
