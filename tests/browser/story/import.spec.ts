import { writeFileSync } from 'node:fs';
import { expectAccessible } from '../support/accessible';
import { expect, test } from '../support/test';
import { xlsx } from '../support/xlsx';

const owner = { name: 'Rosa Huamán', pin: '2580' };

test('a spreadsheet is mapped, checked, previewed and promoted (CAT-5)', async ({ hub, till }) => {
  const { page } = till;
  await till.enrol(hub);
  await till.logIn(owner.name, owner.pin);
  await till.openRegister();
  await till.go('Productos');
  await page.getByRole('button', { name: 'Importar', exact: true }).click();
  await expectAccessible(page, 'import');
  await page.screenshot({ path: test.info().outputPath('choose.png') });
  const choose = (rows: (string | number)[][]) => {
    const file = test.info().outputPath('lista.xlsx');
    writeFileSync(file, xlsx(rows));
    return page.locator('input[type=file]').setInputFiles(file);
  };

  const header = ['Código', 'Descripción larga del artículo', 'P. público', 'Familia', 'Notas'];
  await choose([
    header,
    ['ESQ-001', 'Espresso de la casa', 7.5, 'Cafés', ''],
    ['N-1', 'Panettone artesanal de frutas confitadas y pasas al ron', 48, 'Navidad', 'x'],
    ['N-2', 'Turrón', 'doce', 'Navidad', ''],
  ]);
  await expect(page.getByText('Qué es cada columna')).toBeVisible();
  await page.getByRole('button', { name: 'Revisar', exact: true }).click();
  await expect(page.getByRole('alert')).toContainText('Nombre');
  const column = (name: string) => page.getByLabel(`Columna «${name}»`);
  await column('Descripción larga del artículo').selectOption({ label: 'Nombre' });
  await column('P. público').selectOption({ label: 'Precio' });
  await expectAccessible(page, 'columns');
  await page.screenshot({ path: test.info().outputPath('columns.png') });
  await page.getByRole('button', { name: 'Revisar', exact: true }).click();
  await expect(page.getByText('Fila 4 · Precio')).toBeVisible();
  await expect(page.getByRole('button', { name: /^Importar \d/ })).toBeDisabled();
  await page.screenshot({ path: test.info().outputPath('refused.png') });

  // The same columns are known the next time.
  await page.getByRole('button', { name: 'Otro archivo' }).click();
  await choose([
    header,
    ['ESQ-001', 'Espresso de la casa', 7.5, 'Cafés', ''],
    ['N-1', 'Panettone artesanal de frutas confitadas y pasas al ron', 48, 'Navidad', 'x'],
    ['N-2', 'Turrón', 12, 'Navidad', ''],
  ]);
  await page.getByRole('button', { name: 'Revisar', exact: true }).click();
  await expect(page.getByRole('radio', { name: 'Nuevos 2' })).toBeVisible();
  await expect(page.getByText('Espresso de la casa').first()).toBeVisible();
  await page.screenshot({ path: test.info().outputPath('changed.png') });
  await page.getByRole('radio', { name: 'Nuevos 2' }).click();
  await expect(page.getByText('Turrón').first()).toBeVisible();
  await page.screenshot({ path: test.info().outputPath('new.png') });
  await page.getByRole('button', { name: 'Importar 3' }).click();
  await expect(page.getByText('2 nuevos, 1 cambiados, 0 iguales.')).toBeVisible();
  await page.screenshot({ path: test.info().outputPath('done.png') });

  await till.go('Vender');
  await till.searchField.fill('panettone');
  await expect(till.tiles.first()).toContainText('48.00');
});

test('a hundred thousand rows are read with progress, and dropped at a tap (CAT-5)', async ({
  hub,
  till,
}) => {
  test.slow();
  const { page } = till;
  await till.enrol(hub);
  await till.logIn(owner.name, owner.pin);
  await till.openRegister();
  await till.go('Productos');
  await page.getByRole('button', { name: 'Importar', exact: true }).click();
  const lines = ['sku;nombre;precio;categoria'];
  for (let n = 1; n <= 100_000; n++)
    lines.push(`X-${n};Artículo ${n};${n % 900},${(n % 90) + 10};C ${n % 40}`);
  const file = test.info().outputPath('larga.csv');
  writeFileSync(file, lines.join('\n'));
  await page.locator('input[type=file]').setInputFiles(file);
  await page.getByRole('button', { name: 'Revisar', exact: true }).click();
  await expect(page.locator('progress[max]')).toBeVisible();
  await page.screenshot({ path: test.info().outputPath('progress.png') });
  await page.getByRole('button', { name: 'Cancelar' }).click();
  await expect(page.getByRole('button', { name: 'Elegir un archivo' })).toBeVisible();

  await page.locator('input[type=file]').setInputFiles(file);
  const began = Date.now();
  await page.getByRole('button', { name: 'Revisar', exact: true }).click();
  await page
    .getByRole('button', { name: 'Importar 100.000' })
    .or(page.getByRole('button', { name: 'Importar 100,000' }))
    .click({ timeout: 120_000 });
  const checked = Date.now();
  await expect(page.getByText('Importado', { exact: true })).toBeVisible({ timeout: 120_000 });
  test.info().annotations.push({
    type: 'seconds',
    description: `checked ${(checked - began) / 1000}, promoted ${(Date.now() - checked) / 1000}`,
  });
});
