import { expectAccessible } from '../support/accessible';
import { expect, test } from '../support/test';

const owner = { name: 'Rosa Huamán', pin: '2580' };

test('a price list is written, decides at the till, and is named on the receipt (CAT-6)', async ({
  hub,
  till,
}) => {
  const { page } = till;
  await till.enrol(hub);
  await till.logIn(owner.name, owner.pin);
  await till.openRegister();
  await till.go('Productos');
  await page.getByRole('button', { name: 'Listas de precios' }).click();
  const lists = page.getByRole('region', { name: 'Listas de precios' });
  await expect(lists.getByRole('button', { name: /^Hora feliz/ })).toContainText('17:00–20:00');
  await expectAccessible(page, 'price lists');
  await page.screenshot({ path: test.info().outputPath('lists.png') });

  await page.getByRole('button', { name: 'Nueva lista' }).click();
  await page.getByLabel('Nombre').fill('Precio de vecinos');
  await page.getByRole('button', { name: 'Producto', exact: true }).click();
  const picker = page.getByRole('dialog', { name: 'Elige un producto' });
  await picker.getByLabel('Buscar por nombre, SKU o código').fill('croissant');
  await picker
    .getByRole('button', { name: /Croissant/ })
    .first()
    .click();
  await page.getByRole('button', { name: /^Precio\s/ }).click();
  await page.keyboard.type('550', { delay: 40 });
  await page
    .getByRole('dialog', { name: 'Precio' })
    .getByRole('button', { name: 'Aplicar' })
    .click();
  await page.getByLabel('Categoría', { exact: true }).selectOption({ label: 'Desayunos' });
  await page.getByLabel('Porcentaje de Desayunos').fill('-50');
  await expectAccessible(page, 'price list');
  await page.screenshot({ path: test.info().outputPath('list.png') });
  await page.getByRole('button', { name: 'Guardar' }).click();
  await expect(page.getByRole('status').filter({ hasText: 'Guardado' })).toBeVisible();
  await page.screenshot({ path: test.info().outputPath('saved.png') });

  await till.go('Vender');
  await till.searchField.fill('croissant');
  const tile = till.tiles.filter({ hasText: /^(?!.*jam).*Croissant/ }).first();
  await expect(tile).toContainText('5.50');
  await page.screenshot({ path: test.info().outputPath('tiles.png') });
  await tile.click();
  if (till.phone) await page.locator('.cart-bar__total').click();
  await expect(page.locator('.cart-line__main')).toContainText('Precio de vecinos');
  await page.screenshot({ path: test.info().outputPath('cart.png') });
  await page.getByRole('button', { name: /^Cobrar/ }).click();
  await page.getByRole('button', { name: 'Exacto' }).first().click();
  await expect(till.paid).toBeVisible();
  await expect(page.locator('.paper').first()).toContainText('Precio de vecinos');
  await page.screenshot({ path: test.info().outputPath('receipt.png') });
});

test('what is delivered costs what its list says, before and after it was put in (CAT-6)', async ({
  hub,
  till,
}) => {
  const { page } = till;
  await till.enrol(hub);
  await till.logIn(owner.name, owner.pin);
  await till.openRegister();
  await till.searchField.fill('galleta de avena');
  await till.tiles.first().click();
  if (till.phone) await page.locator('.cart-bar__total').click();
  await page.getByRole('button', { name: 'Descuento, nota, pedido o espera' }).click();
  const sheet = page.getByRole('dialog', { name: 'Esta venta' });
  await sheet.getByRole('radio', { name: 'Pedido' }).click();
  await sheet.getByRole('radio', { name: 'A domicilio' }).click();
  await page.screenshot({ path: test.info().outputPath('order.png') });
  await sheet.getByRole('button', { name: 'Aplicar' }).click();
  await expect(page.locator('.cart-line__main')).toContainText('A domicilio');
  await expect(page.locator('.totals__total').last()).toContainText('6.48');
  await page.screenshot({ path: test.info().outputPath('delivery.png') });
});
