import type { Page } from '@playwright/test';
import { expectAccessible } from '../support/accessible';
import { expect, test } from '../support/test';

const owner = { name: 'Rosa Huamán', pin: '2580' };

const sheet = (page: Page) => page.getByRole('dialog', { name: 'Hamburguesa royal' });

test('what goes with a burger is chosen, priced, shown, printed and given back (CAT-2)', async ({
  hub,
  till,
}) => {
  const { page } = till;
  await till.enrol(hub);
  await till.logIn(owner.name, owner.pin);
  await till.openRegister();
  const order = async (...options: (string | RegExp)[]) => {
    await till.searchField.fill('hamburguesa royal');
    await till.tiles.first().click();
    for (const name of options) await sheet(page).getByRole('button', { name }).click();
  };

  await order();
  const add = sheet(page).getByRole('button', { name: 'Añadir a la venta' });
  await expect(add).toBeDisabled();
  await expectAccessible(page, 'choices');
  await sheet(page).getByRole('button', { name: /Yuquitas/ }).click();
  await sheet(page).getByRole('button', { name: /^Queso/ }).click();
  await sheet(page).getByRole('button', { name: 'Mayonesa' }).click();
  await sheet(page).getByRole('button', { name: 'Mostaza' }).click();
  // Two sauces at most, and one side that another replaces.
  await expect(sheet(page).getByRole('button', { name: 'Ají de la casa' })).toBeDisabled();
  await sheet(page).getByRole('button', { name: 'Ensalada' }).click();
  await expect(sheet(page).getByRole('button', { name: /Yuquitas/ })).toHaveAttribute(
    'aria-pressed',
    'false',
  );
  await page.screenshot({ path: test.info().outputPath('choices.png') });
  await add.click();
  await expect(sheet(page)).toBeHidden();

  // Other choices are another line, the same ones are the same line.
  for (let times = 0; times < 2; times++) {
    await order('Papas fritas');
    await add.click();
    await expect(sheet(page)).toBeHidden();
  }
  if (till.phone) await page.locator('.cart-bar__total').click();
  const lines = page.locator('.cart-line__main');
  await expect(lines).toHaveCount(2);
  await expect(lines.first()).toContainText('Ensalada, Queso, Mayonesa, Mostaza');
  await expect(lines.first()).toContainText('34.00');
  await expect(lines.last()).toContainText('62.00');
  await page.screenshot({ path: test.info().outputPath('cart.png') });

  await page.getByRole('button', { name: /^Cobrar/ }).click();
  await page.getByRole('button', { name: 'Exacto' }).first().click();
  await expect(till.paid).toBeVisible();
  const printed = page.locator('.paper').first();
  await expect(printed).toContainText('+ Queso 3.00');
  await expect(printed).toContainText('+ Papas fritas');
  await page.screenshot({ path: test.info().outputPath('receipt.png') });

  await till.go('Recibos');
  await page.getByRole('gridcell').first().getByRole('button').click();
  await page.getByRole('button', { name: 'Devolver', exact: true }).click();
  const refund = page.getByRole('dialog');
  await expect(refund.getByText('Ensalada, Queso, Mayonesa, Mostaza')).toBeVisible();
  await page.screenshot({ path: test.info().outputPath('refund.png') });
});

test('a group that was just made is asked for at once (CAT-2)', async ({ hub, till }) => {
  const { page } = till;
  await till.enrol(hub);
  await till.logIn(owner.name, owner.pin);
  await till.openRegister();
  await till.go('Productos');
  await page.getByLabel('Buscar por nombre, SKU o código').fill('chocolate caliente');
  await page.getByRole('gridcell').first().getByRole('button').click();
  await page.getByRole('button', { name: 'Grupo de modificadores nuevo' }).click();
  const dialog = page.getByRole('dialog', { name: 'Grupo de modificadores nuevo' });
  await dialog.getByLabel('Nombre').fill('Encima');
  await dialog.getByLabel('Como mínimo').fill('1');
  await dialog.getByRole('button', { name: 'Añadir opción' }).click();
  await dialog.getByLabel('Opción 1', { exact: true }).fill('Malvaviscos');
  await dialog.getByRole('button', { name: /^Precio/ }).click();
  await page.keyboard.type('120', { delay: 40 });
  await page.getByRole('dialog', { name: 'Precio' }).getByRole('button', { name: 'Aplicar' }).click();
  await dialog.getByRole('button', { name: 'Añadir opción' }).click();
  await dialog.getByLabel('Opción 2', { exact: true }).fill('Canela');
  await expectAccessible(page, 'modifier group');
  await page.screenshot({ path: test.info().outputPath('group.png') });
  await dialog.getByRole('button', { name: 'Guardar' }).click();
  await expect(dialog).toBeHidden();
  await page.screenshot({ path: test.info().outputPath('product.png') });
  await page.getByRole('button', { name: 'Guardar' }).click();
  await expect(page.getByRole('status').filter({ hasText: 'Guardado' })).toBeVisible();

  await till.go('Vender');
  await till.searchField.fill('chocolate caliente');
  await till.tiles.first().click();
  const choose = page.getByRole('dialog', { name: 'Chocolate caliente' });
  await expect(choose.getByText('elige 1')).toBeVisible();
  await choose.getByRole('button', { name: /Malvaviscos/ }).click();
  await choose.getByRole('button', { name: 'Añadir a la venta' }).click();
  if (till.phone) await page.locator('.cart-bar__total').click();
  await expect(page.locator('.cart-line__main')).toContainText('Malvaviscos');
  await expect(page.locator('.totals__total').last()).toContainText('14.20');
});
