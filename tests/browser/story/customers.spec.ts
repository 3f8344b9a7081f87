import { readFileSync } from 'node:fs';
import { expectAccessible } from '../support/accessible';
import { expect, test } from '../support/test';

const owner = { name: 'Rosa Huamán', pin: '2580' };

test('a customer is made at the sale, and the receipt becomes their invoice (CUST-1 SALE-4)', async ({
  hub,
  till,
}) => {
  const { page } = till;
  const picture = (name: string) => page.screenshot({ path: test.info().outputPath(`${name}.png`) });
  await till.begin(hub);
  await till.addProducts(0, 1);
  if (till.phone) await page.locator('.cart-bar__total').click();
  await page.getByRole('button', { name: 'Cliente', exact: true }).click();
  const picker = page.getByRole('dialog', { name: 'Elegir cliente' });
  await picker.getByLabel('Nombre, documento o teléfono').fill('María Núñez');
  await expect(picker.getByText('Nada con «María Núñez»')).toBeVisible();
  await expectAccessible(page, 'customer picker');
  await picker.getByRole('button', { name: 'Nuevo' }).click();
  const form = page.getByRole('dialog', { name: 'María Núñez' });
  await form.getByLabel('Número').fill('10117411-8');
  await form.getByLabel('Teléfono').fill('987 654 321');
  await form.getByRole('button', { name: 'Guardar' }).click();
  await expect(form.getByRole('alert')).toContainText('no es un');
  await form.getByLabel('Número').fill('10 117 410');
  await expectAccessible(page, 'customer form');
  await picture('form');
  await form.getByRole('button', { name: 'Guardar' }).click();
  await expect(picker).toBeHidden();
  await expect(page.locator('.cart-customer')).toContainText('María Núñez');
  await expect(page.locator('.cart-customer')).toContainText('DNI 10117410');
  await picture('cart');
  await page.getByRole('button', { name: /^Cobrar/ }).click();
  await expect(page.locator('.pay__customer')).toContainText('María Núñez');
  await picture('pay');
  await page.getByRole('button', { name: 'Exacto' }).first().click();
  await expect(till.paid).toBeVisible();

  await till.go('Recibos');
  await page.getByRole('gridcell').first().getByRole('button').click();
  await expect(page.getByRole('button', { name: 'María Núñez' })).toBeVisible();
  await page.getByRole('button', { name: 'Hacer factura' }).click();
  const whom = page.getByRole('dialog', { name: /^Factura de R001/ });
  await whom.getByLabel('Nombre, documento o teléfono').fill('nunez');
  await picture('picker');
  await whom.getByRole('gridcell').first().getByRole('button').click();
  await expect(whom).toBeHidden();
  const paper = page.locator('.paper').first();
  await expect(paper).toContainText('Factura F001-00000001');
  await expect(paper).toContainText('10117410');
  await expect(page.getByRole('button', { name: 'Hacer factura' })).toBeHidden();
  await expectAccessible(page, 'receipt with invoice');
  await picture('invoice');
  await page.getByRole('radio', { name: 'Recibo' }).click();
  await expect(paper).toContainText('Recibo R001-00000001');
});

test('what is kept of a customer is changed, exported and erased (CUST-1 CUST-2)', async ({
  hub,
  till,
}) => {
  const { page } = till;
  const picture = (name: string) => page.screenshot({ path: test.info().outputPath(`${name}.png`) });
  await till.enrol(hub);
  await till.logIn(owner.name, owner.pin);
  await till.openRegister();
  await till.go('Clientes');
  await expect(page.getByText('Aún no hay clientes')).toBeVisible();
  await page.getByRole('button', { name: 'Nuevo' }).click();
  await page.getByLabel('Nombre o razón social').fill('José Ñahui');
  await page.getByLabel('Correo').fill('jose@correo.pe');
  await page.getByRole('checkbox', { name: 'Acepta que le escribamos' }).click();
  await page.getByRole('button', { name: 'Guardar' }).click();
  await expect(page.getByRole('checkbox', { name: /desde el/ })).toBeChecked();
  await expect(page.getByText('Aún no tiene recibos')).toBeVisible();
  await page.getByLabel('Teléfono', { exact: true }).fill('+51 987 654 321');
  await page.getByRole('button', { name: 'Guardar' }).click();
  await expect(page.getByText('Guardado').last()).toBeVisible();
  await expectAccessible(page, 'customer');
  await picture('customer');

  const download = page.waitForEvent('download');
  await page.getByRole('button', { name: 'Exportar sus datos' }).click();
  const kept = JSON.parse(readFileSync(await (await download).path(), 'utf8')) as {
    customer: object;
  };
  expect(kept.customer).toMatchObject({ name: 'José Ñahui', phone: '+51 987 654 321' });

  if (till.phone) await page.getByRole('button', { name: 'Volver', exact: true }).click();
  await page.getByLabel('Nombre, documento o teléfono').fill('nahui');
  await picture('list');
  await page.getByRole('gridcell').first().getByRole('button').click();
  await page.getByRole('button', { name: 'Archivar' }).click();
  await expect(page.getByText('Archivado: no se ofrece en las ventas')).toBeVisible();
  await page.getByRole('button', { name: 'Borrar sus datos' }).click();
  const question = page.getByRole('dialog', { name: '¿Borrar los datos de José Ñahui?' });
  await question.getByRole('button', { name: 'Borrar sus datos' }).click();
  await page.getByRole('radio', { name: 'Archivados' }).click();
  await page.getByLabel('Nombre, documento o teléfono').fill('');
  await expect(page.getByText('No hay clientes archivados')).toBeVisible();
  await picture('erased');
});
