import { expect, test } from '../support/test';
import { owner, type Till } from '../support/till';

/** Gives the newest receipt back in cash. */
async function refundNewest(till: Till): Promise<void> {
  await till.go('Recibos');
  await till.page.getByRole('gridcell').first().getByRole('button').click();
  await till.page.getByRole('button', { name: 'Devolver' }).click();
  const dialog = till.page.getByRole('dialog');
  await dialog.getByRole('button', { name: 'Devolver', exact: true }).click();
  await expect(till.page.getByText(/^Devolución de/).first()).toBeVisible();
}

test('what two tills refunded without knowing of each other is told to a person, who settles it', async ({
  hub,
  device,
  otherDevice,
}) => {
  const tills = [device.till, otherDevice.till] as const;
  const [till, other] = tills;
  for (const [each, register] of [
    [till, 'Caja 1'],
    [other, 'Caja 2'],
  ] as const) {
    await each.enrol(hub, register);
    await each.logIn(owner.name, owner.pin);
    await each.openRegister();
    await each.page.evaluate(() => navigator.serviceWorker.ready.then(() => undefined));
  }
  await till.addProducts(0);
  await till.exactCash.click();
  await till.page.getByRole('button', { name: 'Nueva venta' }).click();
  await other.go('Recibos');
  await expect(other.page.getByRole('gridcell')).toHaveCount(1);

  await device.context.setOffline(true);
  await otherDevice.context.setOffline(true);
  await hub.kill();
  for (const each of tills) await refundNewest(each);
  await hub.start();
  await device.context.setOffline(false);
  await otherDevice.context.setOffline(false);
  for (const each of tills) {
    await expect(each.status).toContainText('En línea', { timeout: 60_000 });
    await expect(each.waiting).toHaveText(/^1/, { timeout: 20_000 });
  }

  await other.go('Por revisar');
  await other.page.screenshot({ path: test.info().outputPath('inbox.png') });
  await other.page.getByRole('button', { name: /^Se devolvió de más/ }).click();
  const detail = other.page.getByRole('region', { name: 'Qué pasó' });
  await expect(detail.getByRole('article')).toHaveCount(3);
  await expect(detail.getByRole('article').first()).toContainText('Venta R001-');
  await expect(detail.getByRole('article').first()).toContainText('Caja 1');
  await expect(detail.getByText(owner.name).first()).toBeVisible();
  await expect(detail.getByText(/^Devolución C00\d-/)).toHaveCount(2);
  await detail.getByLabel('Se recuperó el dinero').check();
  await detail.getByRole('textbox', { name: 'Nota' }).fill('El cliente volvió y pagó');
  await other.page.screenshot({ path: test.info().outputPath('task.png') });
  await detail.getByRole('button', { name: 'Dar por resuelto' }).click();
  await expect(other.page.getByText('Nada por revisar')).toBeVisible();

  await expect(till.waiting).toBeHidden({ timeout: 20_000 });
  await till.go('Por revisar');
  await till.page.getByRole('radio', { name: 'Resueltos' }).click();
  await till.page.getByRole('button', { name: /^Se devolvió de más/ }).click();
  await expect(till.page.getByText('El cliente volvió y pagó')).toBeVisible();
  await till.page.screenshot({ path: test.info().outputPath('settled.png') });

  expect(await till.fingerprint()).toBe(await other.fingerprint());
});

test('who may not settle sees no inbox', async ({ hub, till }) => {
  await till.begin(hub);
  if (till.phone) await till.page.getByRole('button', { name: 'Menú' }).click();
  const sections = till.page.getByRole('navigation', { name: 'Secciones' });
  await expect(sections.getByRole('button', { name: 'Recibos' })).toBeVisible();
  await expect(sections.getByRole('button', { name: 'Por revisar' })).toBeHidden();
});
