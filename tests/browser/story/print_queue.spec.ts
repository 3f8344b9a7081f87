import { expectAccessible } from '../support/accessible';
import { readEscpos } from '../support/escpos';
import { NetworkPrinter } from '../support/network_printer';
import { expect, test } from '../support/test';
import { owner, type Till } from '../support/till';

/** One Lomo saltado at a table, sent to the kitchen. */
async function fire(till: Till, table: string): Promise<void> {
  await till.go('Mesas');
  await till.page.getByRole('button', { name: new RegExp(`^${table}`) }).click();
  await till.searchField.fill('Lomo saltado');
  await till.page
    .getByRole('gridcell')
    .getByRole('button', { name: 'Lomo saltado' })
    .first()
    .click();
  await till.searchField.fill('');
  if (till.phone) await till.page.locator('.cart-bar__total').click();
  await till.page.getByRole('button', { name: 'Enviar (1)' }).last().click();
  await expect(till.page.getByRole('button', { name: 'Enviar (1)' })).toHaveCount(0);
  if (till.phone) await till.page.getByRole('button', { name: 'Cerrar' }).click();
}

test('the kitchen has a printer: what is fired is on paper, and the board tells what is not', async ({
  hub,
  till,
}, info) => {
  const kitchen = new NetworkPrinter();
  const port = await kitchen.start();
  hub.addPrinter('Cocina caliente', port);
  await till.enrol(hub);
  await till.logIn(owner.name, owner.pin);
  await till.openRegister();
  await till.go('Cocina');
  await till.page.getByRole('button', { name: 'Impresión' }).click();
  await expect(till.page.getByText('Nada en la cola')).toBeVisible();
  await expect(till.page.getByText('Imprime', { exact: true })).toBeVisible();
  const route = till.page.getByRole('group', { name: 'Cocina' });
  await route.getByLabel('Impresora').selectOption('Cocina caliente');
  await expect(route.getByLabel('Impresora')).toHaveValue('Cocina caliente');
  await till.page.screenshot({ path: info.outputPath('board-empty.png') });

  await fire(till, 'Mesa 5');
  await expect.poll(() => kitchen.jobs.length).toBe(1);
  const ticket = readEscpos(kitchen.jobs[0]!);
  expect(ticket.text).toContain('Lomo saltado');
  expect(ticket.text).toContain('Mesa 5');
  expect(ticket.text).not.toContain('DUPLICADO');
  expect(ticket.commands).toContain('GS V');

  await kitchen.stop();
  await fire(till, 'Mesa 6');
  await till.page.goto(`${hub.url}/#kitchen/printing`);
  const job = till.page.getByRole('article', { name: /Mesa 6/ });
  await expect(job).toContainText('Sin impresora', { timeout: 20_000 });
  const printed = till.page.getByRole('article', { name: /Mesa 5/ });
  await expect(printed).toContainText('Impreso');
  await till.page.screenshot({ path: info.outputPath('board.png') });
  await expectAccessible(till.page, 'print board');
  await till.page.emulateMedia({ colorScheme: 'light' });
  await job.getByRole('button', { name: 'Ver' }).click();
  await expect(till.page.getByRole('dialog').locator('.paper')).toContainText('Lomo saltado');
  await till.page.screenshot({ path: info.outputPath('board-paper.png') });
  await till.page.getByRole('dialog').getByRole('button', { name: 'Cerrar' }).click();
  await job.getByRole('button', { name: 'Ya está atendido' }).click();
  await expect(job).toContainText('Atendido');

  const back = new NetworkPrinter();
  await back.start(port);
  await printed.getByRole('button', { name: 'Imprimir otra vez' }).click();
  await expect.poll(() => back.jobs.length, { timeout: 20_000 }).toBe(1);
  expect(readEscpos(back.jobs[0]!).text).toContain('DUPLICADO');
  await back.stop();
});
