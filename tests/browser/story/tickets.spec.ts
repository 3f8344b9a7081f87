import { expectAccessible } from '../support/accessible';
import { expect, test } from '../support/test';
import { owner } from '../support/till';

const bartender = { name: 'Jorge Salas', pin: '9753' };

test('a drink is paid at the till and handed over at the bar, once (QRT-1 QRT-2 QRT-3)', async ({
  hub,
  device,
  otherDevice,
}, info) => {
  const till = device.till;
  const bar = otherDevice.till;
  await till.enrol(hub, 'Caja 1');
  await till.logIn(owner.name, owner.pin);
  await till.openRegister();
  await till.go('Ajustes');
  await till.page.getByRole('button', { name: 'Vales de entrega' }).click();
  await till.page.getByRole('checkbox', { name: 'Bebidas' }).click();
  await expect(till.page.getByRole('checkbox', { name: 'Bebidas' })).toBeChecked();
  await till.page.screenshot({ path: info.outputPath('rules.png'), fullPage: true });

  await till.go('Vender');
  for (let times = 0; times < 3; times++) {
    await till.searchField.fill('Gaseosa amarilla');
    await till.tiles.first().click();
  }
  await till.searchField.fill('');
  await till.exactCash.click();
  await expect(till.paid).toBeVisible();
  const paper = till.page.locator('.paper').first();
  await expect(paper).toContainText('Vale de entrega');
  const code = (await paper.textContent())!.match(/[0-9A-Z]{3}-[0-9A-Z]{3}/)![0];
  await expect(till.page.getByRole('button', { name: 'Imprimir vale' })).toBeVisible();
  await till.page.screenshot({ path: info.outputPath('sold.png') });

  await bar.enrol(hub, 'Caja 2');
  await bar.logIn(bartender.name, bartender.pin);
  await bar.go('Vales');
  await expect(bar.page.getByRole('button', { name: new RegExp(code) })).toBeVisible();
  await bar.page.getByLabel('Código del vale').first().fill(code.toLowerCase());
  await bar.page.getByRole('button', { name: 'Buscar' }).click();
  const shown = bar.page.getByRole('article', { name: 'Código del vale' });
  const scans = bar.page.getByRole('region', { name: 'Últimos escaneos' });
  await expect(shown.getByText('Válido', { exact: true })).toBeVisible();
  await bar.page.getByRole('button', { name: /^Uno más de/ }).click();
  await bar.page.screenshot({ path: info.outputPath('bar.png') });
  await expectAccessible(bar.page, 'tickets');
  await bar.page.emulateMedia({ colorScheme: 'light' });
  await bar.page.getByRole('button', { name: 'Entregar lo elegido' }).click();
  await expect(bar.page.locator('.tickets__quantity')).toHaveText('2');
  await bar.page.getByRole('button', { name: 'Entregar todo' }).click();
  await expect(shown.getByText('Todo entregado')).toBeVisible();
  await expect(shown.locator('.tickets__verdict--good')).toBeVisible();
  await bar.page.screenshot({ path: info.outputPath('delivered.png') });

  // Shown again, and a code that nobody issued.
  const entry = bar.page.getByLabel('Código del vale').first();
  await entry.fill(code);
  await bar.page.getByRole('button', { name: 'Buscar' }).click();
  await expect(scans.getByText('Ya se entregó todo')).toBeVisible();
  await expect(shown.getByText('Ya se entregó todo')).toBeVisible();
  await entry.fill('ZZZ-ZZZ');
  await bar.page.getByRole('button', { name: 'Buscar' }).click();
  await expect(shown.getByText('No se conoce aquí')).toBeVisible();
  await expect(bar.page.getByText('2 rechazados en 24 h')).toBeVisible();
  await bar.page.screenshot({ path: info.outputPath('refused.png') });
});
