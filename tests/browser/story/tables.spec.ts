import { expectAccessible } from '../support/accessible';
import { expect, test } from '../support/test';
import type { Till } from '../support/till';

const cook = { name: 'Carmen Flores', pin: '2468' };

/** A tap on one of the menu's products, found by its name. */
async function order(till: Till, name: string): Promise<void> {
  await till.searchField.fill(name);
  await till.tap(till.page.getByRole('gridcell').getByRole('button', { name }).first());
  await till.searchField.fill('');
}

async function openOrder(till: Till): Promise<void> {
  if (till.phone) await till.page.locator('.cart-bar__total').click();
}

async function closeOrder(till: Till): Promise<void> {
  if (till.phone) await till.page.getByRole('button', { name: 'Cerrar' }).click();
}

test('a waiter orders at a table, the kitchen sees it at once, and the bill is paid in parts', async ({
  hub,
  device,
  otherDevice,
}, info) => {
  const waiter = device.till;
  const kitchen = otherDevice.till;
  await waiter.begin(hub, 'Caja 1');
  await kitchen.enrol(hub, 'Caja 2');
  await kitchen.logIn(cook.name, cook.pin);
  await expect(kitchen.page.getByText('Nada por preparar')).toBeVisible();
  await expect(kitchen.status).toContainText('En línea');

  await waiter.go('Mesas');
  await expect(waiter.page.getByRole('button', { name: /^Mesa 5/ })).toContainText('4 sitios');
  await waiter.page.getByRole('button', { name: /^Mesa 5/ }).click();
  await order(waiter, 'Lomo saltado');
  await order(waiter, 'Lomo saltado');
  await order(waiter, 'Chicha morada');
  await openOrder(waiter);
  await expect(waiter.page.locator('.order-line')).toHaveCount(2);
  await waiter.page.screenshot({ path: info.outputPath('order.png') });
  await expectAccessible(waiter.page, 'order');
  await waiter.page.emulateMedia({ colorScheme: 'light' });

  const sent = Date.now();
  await waiter.page.getByRole('button', { name: 'Enviar (3)' }).last().click();
  const ticket = kitchen.page.getByRole('article', { name: /Mesa 5/ }).filter({ hasText: 'Lomo' });
  await expect(ticket).toContainText('Lomo saltado', { timeout: 5000 });
  info.annotations.push({
    type: 'order to kitchen, ms',
    description: String(Date.now() - sent),
  });
  await expect(ticket.locator('.ticket__quantity')).toHaveText('2');
  await kitchen.page.screenshot({ path: info.outputPath('kitchen.png') });
  await expectAccessible(kitchen.page, 'kitchen');
  await kitchen.page.emulateMedia({ colorScheme: 'light' });

  await ticket.getByRole('button', { name: 'Listo' }).click();
  await expect(ticket).toBeHidden();
  await expect(waiter.page.locator('.order-line').first()).toContainText('Listo');
  await kitchen.page.getByRole('button', { name: 'Hechos' }).click();
  await kitchen.page.getByRole('button', { name: 'Recuperar' }).click();
  await expect(ticket).toBeVisible();
  await ticket.getByRole('button', { name: 'Listo' }).click();
  await waiter.page.getByRole('button', { name: 'Todo servido' }).click();
  await expect(waiter.page.locator('.order-line').first()).toContainText('Servido');

  await waiter.page.getByRole('button', { name: 'Cobrar', exact: true }).click();
  await waiter.page.getByRole('radio', { name: 'Partes' }).click();
  await waiter.page.screenshot({ path: info.outputPath('bill.png') });
  await waiter.page.getByRole('button', { name: 'Ir a cobrar' }).click();
  await expect(waiter.page.getByText('A cobrar')).toBeVisible();
  await expect(waiter.page.getByText('43.00').first()).toBeVisible();
  await waiter.page.locator('.quick__amount').first().click();
  await expect(waiter.paid).toContainText('43.00');
  await waiter.page.getByRole('button', { name: 'Nueva venta' }).click();

  const table = waiter.page.getByRole('button', { name: /^Mesa 5/ });
  await expect(table).toContainText('43.00');
  await waiter.page.screenshot({ path: info.outputPath('floor.png') });
  await expectAccessible(waiter.page, 'floor');
  await table.click();
  await openOrder(waiter);
  await waiter.page.getByRole('button', { name: 'Cobrar', exact: true }).click();
  await waiter.page.getByRole('button', { name: 'Ir a cobrar' }).click();
  await expect(waiter.page.getByText('A cobrar')).toBeVisible();
  await waiter.page.locator('.quick__amount').first().click();
  await expect(waiter.paid).toContainText('43.00');
  await waiter.page.getByRole('button', { name: 'Nueva venta' }).click();
  await expect(table).toContainText('4 sitios');
});

test('an order is moved and its lines are split, and what was sent is voided with a supervisor', async ({
  hub,
  till,
}, info) => {
  await till.begin(hub);
  await till.go('Mesas');
  await till.page.getByRole('button', { name: /^Mesa 4/ }).click();
  await order(till, 'Lomo saltado');
  await order(till, 'Chicha morada');
  await openOrder(till);
  const more = till.page.getByRole('button', { name: 'Más de este pedido' });
  await more.click();
  await till.page.screenshot({ path: info.outputPath('actions.png') });
  await till.page.getByRole('button', { name: 'Mover de mesa' }).click();
  await till.page.getByRole('button', { name: 'Terraza 2' }).click();
  await expect(till.page.getByRole('heading', { name: 'Terraza 2' })).toBeVisible();
  await more.click();
  await till.page.getByRole('button', { name: 'Separar líneas' }).click();
  await till.page.getByRole('button', { name: /Chicha morada · / }).click();
  await till.page.getByRole('button', { name: 'Pasar a otra cuenta' }).click();
  await expect(till.page.locator('.order-line')).toHaveCount(1);
  await till.page
    .getByRole('button', { name: /^Enviar/ })
    .last()
    .click();
  await till.page.locator('.order-line .cart-line__main').click();
  await till.page.getByRole('button', { name: 'Anular' }).click();
  await till.page.getByLabel('Motivo').fill('Se cayó');
  await till.page.getByRole('button', { name: 'Anular' }).last().click();
  await till.page.getByRole('button', { name: /Rosa Huamán/ }).click();
  await till.page.keyboard.type('2580', { delay: 50 });
  await till.page.getByRole('button', { name: 'Permitir' }).click();
  await expect(till.page.locator('.order-line')).toContainText('Anulado');
  await closeOrder(till);
  await till.page.getByRole('button', { name: 'Volver al plano' }).click();
  await till.page.getByRole('radio', { name: 'Terraza' }).click();
  await expect(till.page.getByRole('button', { name: /^Terraza 2/ })).toContainText('2 cuentas');
});

test('what goes with a burger is asked for at the table, read in the kitchen and billed (CAT-2)', async ({
  hub,
  device,
  otherDevice,
}, info) => {
  const waiter = device.till;
  const kitchen = otherDevice.till;
  await waiter.begin(hub, 'Caja 1');
  await kitchen.enrol(hub, 'Caja 2');
  await kitchen.logIn(cook.name, cook.pin);
  await waiter.go('Mesas');
  await waiter.page.getByRole('button', { name: /^Mesa 5/ }).click();
  await order(waiter, 'Hamburguesa royal');
  const sheet = waiter.page.getByRole('dialog', { name: 'Hamburguesa royal' });
  const add = sheet.getByRole('button', { name: 'Añadir' });
  await expect(add).toBeDisabled();
  await sheet.getByRole('button', { name: 'Ensalada' }).click();
  await sheet.getByRole('button', { name: /^Queso/ }).click();
  await add.click();
  await openOrder(waiter);
  const line = waiter.page.locator('.order-line');
  await expect(line).toContainText('Ensalada, Queso');
  await expect(line).toContainText('34.00');
  // The same again, and a note that keeps what was chosen.
  await line.locator('.cart-line__main').click();
  await waiter.page.getByRole('button', { name: 'Uno más' }).click();
  await expect(line.locator('.cart-line__quantity')).toHaveText('2');
  await waiter.page.screenshot({ path: info.outputPath('order_choices.png') });
  await waiter.page
    .getByRole('button', { name: /^Enviar/ })
    .last()
    .click();
  const ticket = kitchen.page.getByRole('article', { name: /Mesa 5/ });
  await expect(ticket.locator('.ticket__choices')).toHaveText('Ensalada, Queso');
  await kitchen.page.screenshot({ path: info.outputPath('kitchen_choices.png') });
  await waiter.page.getByRole('button', { name: 'Cobrar', exact: true }).click();
  await waiter.page.getByRole('button', { name: 'Ir a cobrar' }).click();
  await waiter.page.locator('.quick__amount').first().click();
  await expect(waiter.paid).toContainText('68.00');
  await expect(waiter.page.locator('.paper').first()).toContainText('+ Queso 3.00');
});
