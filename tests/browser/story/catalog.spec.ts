import { expect, test } from '../support/test';

const owner = { name: 'Rosa Huamán', pin: '2580' };

test('a new product is sold at once, changed, archived and sold again', async ({ hub, till }) => {
  const { page } = till;
  await till.enrol(hub);
  await till.logIn(owner.name, owner.pin);
  await till.openRegister();
  await till.go('Productos');
  await page.screenshot({ path: test.info().outputPath('list.png') });

  await page.getByRole('button', { name: 'Nuevo' }).click();
  await page.getByLabel('Nombre', { exact: true }).fill('Té de coca');
  await page.getByLabel('SKU', { exact: true }).fill('TE-COCA');
  await page.getByRole('button', { name: /^Precio/ }).click();
  await page.keyboard.type('650', { delay: 40 });
  await page.getByRole('dialog').getByRole('button', { name: 'Aplicar' }).click();
  await page.getByRole('button', { name: 'Añadir código' }).click();
  await page.getByLabel('Códigos de barras 1').fill('4006381333931');
  await page.screenshot({ path: test.info().outputPath('new.png') });
  await page.getByRole('button', { name: 'Guardar' }).click();
  await expect(page.getByRole('button', { name: 'Archivar' })).toBeVisible();

  await till.go('Vender');
  await till.searchField.fill('te de co');
  await page.getByRole('gridcell').getByRole('button', { name: /Té de coca/ }).first().click();
  if (till.phone) await page.locator('.cart-bar__total').click();
  await expect(page.locator('.cart-line__main').first()).toContainText('Té de coca');
  await expect(page.locator('.totals__total').last()).toContainText('6.50');
  if (till.phone) await page.keyboard.press('Escape');

  await till.go('Productos');
  await page.getByLabel('Buscar por nombre, SKU o código').fill('coca');
  await page.getByRole('gridcell').getByRole('button', { name: /Té de coca/ }).click();
  await page.getByRole('button', { name: 'Archivar' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Archivar' }).click();
  await expect(page.getByText('Archivado: no se vende')).toBeVisible();
  if (till.phone) await page.getByRole('button', { name: 'Volver', exact: true }).click();
  await page.getByRole('radio', { name: 'Archivados' }).click();
  await page.getByRole('gridcell').getByRole('button', { name: /Té de coca/ }).click();
  await page.screenshot({ path: test.info().outputPath('archived.png') });
  await page.getByRole('button', { name: 'Volver a vender' }).click();
  await expect(page.getByText('Archivado: no se vende')).toBeHidden();
});

test('a code that another product has is refused, with its name', async ({ hub, till }) => {
  const { page } = till;
  await till.enrol(hub);
  await till.logIn(owner.name, owner.pin);
  await till.openRegister();
  await till.go('Productos');
  await page.getByRole('gridcell').first().getByRole('button').click();
  const taken = await page.getByLabel('SKU', { exact: true }).inputValue();
  if (till.phone) await page.getByRole('button', { name: 'Volver', exact: true }).click();
  await page.getByRole('gridcell').nth(1).getByRole('button').click();
  await expect(page.getByLabel('SKU', { exact: true })).not.toHaveValue(taken);
  await page.getByLabel('SKU', { exact: true }).fill(taken);
  await page.getByRole('button', { name: 'Guardar' }).click();
  await expect(page.getByRole('alert')).toContainText(`El código ${taken} ya es de`);
});
