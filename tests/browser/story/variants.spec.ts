import { expectAccessible } from '../support/accessible';
import { expect, test } from '../support/test';

const owner = { name: 'Rosa Huamán', pin: '2580' };

test('a shirt is sold by size and colour, and by the barcode of one of them (CAT-2)', async ({
  hub,
  till,
}) => {
  const { page } = till;
  await till.enrol(hub);
  await till.logIn(owner.name, owner.pin);
  await till.openRegister();
  await till.searchField.fill('polo la esquina');
  await till.tiles
    .filter({ hasText: /Polo La Esquina(?! [SML])/ })
    .first()
    .click();
  const picker = page.getByRole('dialog', { name: 'Polo La Esquina' });
  const add = picker.getByRole('button', { name: /^Añadir a la venta/ });
  await expect(add).toBeDisabled();
  await picker.getByRole('button', { name: 'L', exact: true }).click();
  await picker.getByRole('button', { name: /^Crudo/ }).click();
  await expectAccessible(page, 'variants');
  await page.screenshot({ path: test.info().outputPath('picker.png') });
  await add.click();
  if (till.phone) await page.locator('.cart-bar__total').click();
  await expect(page.locator('.cart-line__main')).toContainText('Polo La Esquina L Crudo');
  await expect(page.locator('.totals__total').last()).toContainText('48.00');
});

test('variants are made from options, and found at once (CAT-2)', async ({ hub, till }) => {
  const { page } = till;
  await till.enrol(hub);
  await till.logIn(owner.name, owner.pin);
  await till.openRegister();
  await till.go('Productos');
  await page.getByLabel('Buscar por nombre, SKU o código').fill('taza la esquina');
  await page.getByRole('gridcell').first().getByRole('button').click();
  await page.getByRole('button', { name: 'Tallas, colores…' }).click();
  const dialog = page.getByRole('dialog', { name: 'Variantes' });
  await dialog.getByLabel('Opción 1', { exact: true }).fill('Tamaño');
  await dialog.getByLabel('Valores de la opción 1').fill('Chica, Grande edición aniversario');
  await dialog.getByRole('button', { name: 'Crear combinaciones' }).click();
  await expect(dialog.getByLabel('SKU de Chica')).toHaveValue(/-Chica$/);
  await dialog.getByLabel('Códigos de Chica').fill('2900000000018');
  await dialog.getByRole('button', { name: /^Precio Grande/ }).click();
  await page.keyboard.type('3500', { delay: 40 });
  await page
    .getByRole('dialog', { name: 'Precio' })
    .getByRole('button', { name: 'Aplicar' })
    .click();
  await expectAccessible(page, 'variants editor');
  await page.screenshot({ path: test.info().outputPath('editor.png') });
  await dialog.getByRole('button', { name: 'Guardar' }).click();
  await expect(dialog).toBeHidden();
  await page.screenshot({ path: test.info().outputPath('sheet.png') });

  await till.go('Vender');
  await till.searchField.fill('2900000000018');
  await expect(till.tiles.first()).toContainText('Taza La Esquina Chica');
  await till.searchField.fill('taza la esquina grande');
  await till.tiles.first().click();
  if (till.phone) await page.locator('.cart-bar__total').click();
  await expect(page.locator('.cart-line__main')).toContainText('Grande edición aniversario');
  await expect(page.locator('.totals__total').last()).toContainText('35.00');
  await page.screenshot({ path: test.info().outputPath('cart.png') });
});

test('a combo is chosen as one, and printed as what it is made of (CAT-2)', async ({
  hub,
  till,
}) => {
  const { page } = till;
  await till.enrol(hub);
  await till.logIn(owner.name, owner.pin);
  await till.openRegister();
  await till.searchField.fill('combo sánguche');
  await till.tiles.first().click();
  const dialog = page.getByRole('dialog', { name: 'Combo sánguche' });
  for (const name of [/^Pavo a la leña/, /^Choclo con queso/, /^Agua sin gas/])
    await dialog.getByRole('button', { name }).click();
  await page.screenshot({ path: test.info().outputPath('combo.png') });
  await dialog.getByRole('button', { name: 'Añadir a la venta' }).click();
  if (till.phone) await page.locator('.cart-bar__total').click();
  await expect(page.locator('.cart-line__main')).toHaveCount(1);
  await expect(page.locator('.cart-line__main')).toContainText('Pavo a la leña, Choclo con queso');
  await expect(page.locator('.totals__total').last()).toContainText('38.00');
  await page.screenshot({ path: test.info().outputPath('cart.png') });
  await page.getByRole('button', { name: /^Cobrar/ }).click();
  await page.getByRole('button', { name: 'Exacto' }).first().click();
  await expect(till.paid).toBeVisible();
  const printed = page.locator('.paper').first();
  await expect(printed).toContainText('Combo sánguche: Pavo a la leña');
  await expect(printed).toContainText('Combo sánguche: Agua sin gas 625 ml');
  await page.screenshot({ path: test.info().outputPath('receipt.png') });
});
