import { expect, test } from '../support/test';

test('whoever edits the catalogue says what the labels of the scale mean', async ({
  hub,
  till,
}) => {
  const { page } = till;
  await till.enrol(hub);
  await till.logIn('Luis Paredes', '4321');
  await till.openRegister();
  await till.go('Ajustes');
  await page.getByRole('button', { name: 'Códigos de balanza…' }).click();
  await expect(page.getByText('Todavía no hay ninguno', { exact: false })).toBeVisible();

  await page.getByLabel('Empieza por').fill('77');
  await page.getByRole('button', { name: 'Añadir' }).click();
  await expect(page.getByRole('alert').or(page.getByRole('status')).first()).toBeVisible();
  await expect(page.getByText('Todavía no hay ninguno', { exact: false })).toBeVisible();

  await page.getByLabel('Empieza por').fill('21');
  await page.getByRole('button', { name: 'Añadir' }).click();
  const summary = 'Peso en kg · artículo de 5 cifras · 5 cifras, 3 decimales';
  await expect(page.getByText(summary)).toBeVisible();
  await page.reload();
  await expect(page.getByText(summary)).toBeVisible();
  await page.getByRole('button', { name: 'Quitar 21' }).click();
  await expect(page.getByText(summary)).toBeHidden();
});

test('a cashier does not see the set-up of the scale', async ({ hub, till }) => {
  await till.begin(hub);
  await till.go('Ajustes');
  await expect(till.page.getByRole('button', { name: 'Configurar la impresora…' })).toBeVisible();
  await expect(till.page.getByRole('button', { name: 'Códigos de balanza…' })).toHaveCount(0);
});
