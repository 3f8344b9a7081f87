import type { Page } from '@playwright/test';
import { expectAccessible } from '../support/accessible';
import { expect, test } from '../support/test';
import { owner, type Till } from '../support/till';

/** The board of devices, as an owner finds it. */
async function openBoard(till: Till): Promise<Page> {
  await till.go('Ajustes');
  await till.page.getByRole('button', { name: 'Todos los equipos' }).click();
  await expect(till.page.getByRole('heading', { name: 'Equipos', exact: true })).toBeVisible();
  return till.page;
}

/** The supervisor's dialog: the own name, the PIN, and yes. */
async function confirmWithPin(page: Page): Promise<void> {
  const dialog = page.getByRole('dialog', { name: 'Permiso de un supervisor' });
  await dialog.getByRole('button', { name: owner.name }).click();
  await page.keyboard.type(owner.pin, { delay: 50 });
  await dialog.getByRole('button', { name: 'Permitir' }).click();
}

test('an owner lets a device in, sees how it stands, and stops it (REP-3, ORG-3)', async ({
  hub,
  device,
  otherDevice,
}) => {
  const [office, till] = [device.till, otherDevice.till];
  await office.enrol(hub, 'Caja 1');
  await office.logIn(owner.name, owner.pin);
  await office.openRegister();
  const page = await openBoard(office);
  const cards = page.getByRole('listitem');
  await expect(cards).toHaveCount(1);
  await expect(cards.first()).toContainText('Este equipo');

  await page.getByRole('button', { name: 'Inscribir un equipo' }).click();
  const dialog = page.getByRole('dialog', { name: 'Inscribir un equipo' });
  await dialog.getByLabel('Caja 2').check();
  await dialog.getByRole('button', { name: 'Mostrar el código' }).click();
  await confirmWithPin(page);
  const code = (await dialog.getByRole('status', { name: 'Código' }).textContent())!;
  await page.screenshot({ path: test.info().outputPath('invitation.png') });
  await expectAccessible(page, 'invitation');

  // The new device's camera opens the address with the code in it.
  await till.page.goto(`${hub.url}/#enrol/${code}`);
  await expect(till.page.getByLabel('Código de alta')).toHaveValue(code);
  await till.page.getByRole('button', { name: 'Conectar' }).click();
  await expect(till.page.getByText('¿Quién atiende?').last()).toBeVisible({
    timeout: 30_000,
  });
  expect(till.page.url()).not.toContain(code);
  await till.logIn();
  await till.openRegister();
  await page.keyboard.press('Escape');
  const second = cards.nth(1);
  await expect(second).toContainText('Conectado ahora', { timeout: 20_000 });
  await expect(second).toContainText('Caja 2');
  await expect(second).toContainText('Al día', { timeout: 20_000 });
  await page.screenshot({ path: test.info().outputPath('board.png') });
  await expectAccessible(page, 'board of devices');

  await otherDevice.context.setOffline(true);
  await till.addProducts(0);
  await till.exactCash.click();
  await expect(till.paid).toBeVisible();
  await second.getByRole('button', { name: 'Dar de baja' }).click();
  const asking = page.getByRole('dialog', { name: /^¿Dar de baja/ });
  await page.screenshot({ path: test.info().outputPath('stop.png') });
  await asking.getByRole('button', { name: 'Dar de baja' }).click();
  await confirmWithPin(page);
  await expect(second).toContainText('De baja desde', { timeout: 20_000 });

  // The device learns of it, offers what is only on it, and forgets the rest.
  await otherDevice.context.setOffline(false);
  const revoked = till.page.getByRole('heading', {
    name: 'Este equipo fue dado de baja',
  });
  await expect(revoked).toBeVisible({ timeout: 60_000 });
  await expect(till.page.getByText(/que solo están? en este equipo/)).toBeVisible();
  await till.page.screenshot({ path: test.info().outputPath('revoked.png') });
  await expectAccessible(till.page, 'revoked');
  await till.page.reload();
  await expect(revoked).toBeVisible();
  const forget = async () => {
    await till.page.getByRole('button', { name: 'Olvidar este equipo' }).click();
    await till.page.getByRole('button', { name: 'Borrar y empezar de nuevo' }).click();
  };
  await forget();
  await expect(till.page.getByText('Primero guarda').first()).toBeVisible();
  const saved = till.page.waitForEvent('download');
  await till.page.getByRole('button', { name: 'Guardar lo de este equipo' }).click();
  expect((await saved).suggestedFilename()).toMatch(/\.tar$/);
  await forget();
  await expect(till.page.getByLabel('Código de alta')).toBeVisible({
    timeout: 20_000,
  });
  await till.page.getByLabel('Código de alta').fill(hub.code('Caja 2'));
  await till.page.getByRole('button', { name: 'Conectar' }).click();
  await expect(till.page.getByText('¿Quién atiende?').last()).toBeVisible({
    timeout: 30_000,
  });
});

test('without the hub the board shows what this device knows, and since when', async ({
  hub,
  device,
}) => {
  const { till } = device;
  await till.enrol(hub);
  await till.logIn(owner.name, owner.pin);
  await till.openRegister();
  const page = await openBoard(till);
  await expect(page.getByRole('listitem')).toHaveCount(1);
  await hub.kill();
  await expect(page.getByText(/^Sin servidor\. Esto es lo que sabe este equipo/)).toBeVisible({
    timeout: 30_000,
  });
  await expect(page.getByRole('listitem')).toHaveCount(1);
  await expect(page.getByRole('button', { name: 'Inscribir un equipo' })).toBeHidden();
  await page.screenshot({ path: test.info().outputPath('board_offline.png') });
  await hub.start();
  await expect(page.getByRole('button', { name: 'Inscribir un equipo' })).toBeVisible({
    timeout: 60_000,
  });
});

test('a cashier finds no board of devices', async ({ hub, till }) => {
  await till.begin(hub);
  await till.go('Ajustes');
  await expect(till.page.getByText('Equipo', { exact: true }).first()).toBeVisible();
  await expect(till.page.getByRole('button', { name: 'Todos los equipos' })).toBeHidden();
});
