import { expect, test } from '../support/test';
import { owner } from '../support/till';

test('who did what can be looked at by person and kind, with the drawer as it was then', async ({
  hub,
  till,
}) => {
  await till.begin(hub); // Ana
  await till.sellThree();
  await till.page.getByRole('button', { name: 'Nueva venta' }).click();
  await till.page.getByRole('button', { name: 'Ana Quispe' }).click();
  await till.page.getByRole('button', { name: 'Cambiar de persona' }).click();
  await till.logIn(owner.name, owner.pin);
  await till.go('Informes');
  await till.page.getByRole('radio', { name: 'Actividad' }).click();
  const trail = till.page.getByRole('region', { name: 'Actividad' });
  await expect(trail.getByRole('gridcell').first()).toContainText('Entró');
  await expect(trail.getByRole('gridcell').first()).toContainText(owner.name);

  await trail.getByRole('combobox', { name: 'Asunto' }).selectOption('sales');
  await trail.getByRole('combobox', { name: 'Persona' }).selectOption({ label: 'Ana Quispe' });
  await expect(trail.getByRole('gridcell')).toHaveCount(1);
  await expect(trail.getByRole('gridcell').first()).toContainText('Vendió S/');
  await expect(trail.getByRole('gridcell').first()).toContainText('Ana Quispe');
  await till.page.screenshot({ path: test.info().outputPath('activity.png') });
  await trail.getByRole('gridcell').first().getByRole('button').click();
  await till.page.getByRole('button', { name: 'El cajón en ese momento' }).click();
  const drawer = till.page.getByRole('dialog', { name: 'El cajón en ese momento' });
  await expect(drawer).toContainText('La abrió Ana Quispe');
  await expect(drawer).toContainText('S/ 100.00');
  await till.page.screenshot({ path: test.info().outputPath('drawer.png') });
  await drawer.getByRole('button', { name: 'Cerrar' }).click();

  await trail.getByRole('combobox', { name: 'Persona' }).selectOption({ label: owner.name });
  await expect(till.page.getByText('Nada en estos días')).toBeVisible();
  await trail.getByRole('button', { name: 'El cajón a una hora' }).click();
  const past = till.page.getByRole('dialog', { name: 'El cajón a una hora' });
  await past.getByLabel('Cuándo').fill('2020-01-01T10:00');
  await expect(past.getByText('La caja estaba cerrada.')).toBeVisible();
});
