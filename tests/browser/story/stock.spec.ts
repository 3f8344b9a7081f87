import { expectAccessible } from '../support/accessible';
import { expect, test } from '../support/test';
import { cashier, owner, type Till } from '../support/till';

const there = (till: Till) => till.page.locator('.stock-item__quantity').first();

async function openItem(till: Till, name: string): Promise<void> {
  await till.go('Inventario');
  await till.page.getByRole('textbox', { name: 'Nombre, código o categoría' }).fill(name);
  await till.page.getByRole('gridcell').filter({ hasText: name }).getByRole('button').click();
  await expect(there(till)).toBeVisible();
}

test('a purchase comes in by the box, a sale takes its recipe, and the kardex tells both offline', async ({
  hub,
  device,
  till,
}) => {
  await till.enrol(hub);
  await till.logIn(owner.name, owner.pin);
  await till.openRegister();
  await openItem(till, 'Leche entera');
  await expect(there(till)).toContainText('240');
  await expectAccessible(till.page, 'item');
  await till.page.screenshot({ path: test.info().outputPath('item.png'), fullPage: true });

  await till.page.evaluate(() => navigator.serviceWorker.ready.then(() => undefined));
  await device.context.setOffline(true);
  await hub.kill();
  await till.page.getByRole('button', { name: 'Compra', exact: true }).click();
  const dialog = till.page.getByRole('dialog', { name: 'Registrar una compra' });
  await dialog.getByLabel('Cantidad').fill('2');
  await dialog.getByLabel('Unidad en que se cuenta').selectOption('caja');
  await dialog.getByLabel('Costo total de la línea').fill('103,20');
  await dialog.getByLabel('Proveedor').fill('Establo del Valle');
  await expectAccessible(till.page, 'purchase');
  await till.page.screenshot({ path: test.info().outputPath('purchase.png') });
  await dialog.getByRole('button', { name: 'Registrar', exact: true }).click();
  await expect(dialog).toBeHidden();
  await expect(there(till)).toContainText('264');
  await expect(till.page.locator('.kardex__row').first()).toContainText('Establo del Valle');

  await till.go('Vender');
  await till.searchField.fill('Capuchino');
  await till.tiles.first().click();
  await till.exactCash.click();
  await expect(till.paid).toBeVisible();
  await openItem(till, 'Leche entera');
  await expect(there(till)).toContainText('263.8');
  await expect(till.page.locator('.kardex__row').first()).toContainText('Venta');
  await till.page.screenshot({ path: test.info().outputPath('kardex.png'), fullPage: true });
});

test('a count is left, gone on with and finished', async ({ hub, till }) => {
  await till.enrol(hub);
  await till.logIn(cashier.name, cashier.pin);
  await till.openRegister();
  await till.go('Inventario');
  await till.page.getByRole('radio', { name: 'Conteos' }).click();
  await expect(till.page.getByText('Ningún conteo abierto')).toBeVisible();
  await till.page.getByRole('button', { name: 'Contar', exact: true }).click();
  const start = till.page.getByRole('dialog', { name: 'Contar' });
  await start.getByRole('button', { name: 'Contar', exact: true }).click();
  const papas = till.page.getByRole('textbox', { name: 'Contado: Papas' });
  await papas.fill('148,5');
  await papas.press('Enter');
  await expect(till.page.getByText('1 de 15 contados')).toBeVisible();
  await expectAccessible(till.page, 'count');
  await till.page.screenshot({ path: test.info().outputPath('count.png') });

  await till.page.reload();
  await expect(papas).toHaveValue('148.5');
  await till.page.getByRole('button', { name: 'Terminar conteo' }).click();
  const question = till.page.getByRole('dialog', { name: '¿Terminar el conteo?' });
  await question.getByRole('button', { name: 'Terminar conteo' }).click();
  await expect(till.page.getByText('150 → 148.5 kg (-1.5)')).toBeVisible();
  await till.page.screenshot({ path: test.info().outputPath('finished.png') });
  await till.page.getByRole('button', { name: 'Listo' }).click();
  await openItem(till, 'Papas');
  await expect(there(till)).toContainText('148.5');
});

test('the owner writes a recipe, sees what it costs, and sells nothing that is not there', async ({
  hub,
  till,
}) => {
  await till.enrol(hub);
  await till.logIn(owner.name, owner.pin);
  await till.openRegister();
  await till.go('Inventario');
  await till.page.getByRole('radio', { name: 'Recetas' }).click();
  await till.page.screenshot({ path: test.info().outputPath('recipes.png'), fullPage: true });
  await till.page.getByRole('button', { name: 'Capuchino Producto' }).click();
  await expect(till.page.getByText('Costo de uno')).toBeVisible();
  await expectAccessible(till.page, 'recipe');
  await till.page.getByRole('textbox', { name: 'Cantidad', exact: true }).first().fill('70000');
  await till.page.getByRole('button', { name: 'Guardar' }).click();
  await expect(till.page.getByText('Guardado')).toBeVisible();
  await till.page.screenshot({ path: test.info().outputPath('recipe.png'), fullPage: true });
  await till.page.getByRole('radio', { name: 'Almacenes' }).click();
  await till.page.getByRole('radio', { name: 'No vender' }).click();
  await till.page.screenshot({ path: test.info().outputPath('setup.png'), fullPage: true });
  await till.go('Vender');
  await till.searchField.fill('Capuchino');
  await till.tiles.first().click();
  await expect(till.page.getByText(/^De «Café en grano» solo quedan 60/)).toBeVisible();
});
