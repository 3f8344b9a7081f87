import type { Page } from '@playwright/test';
import { expect, test } from '../support/test';
import { owner, type Till } from '../support/till';

/** A supervisor on the spot: picks the name, types the PIN. */
async function allow(page: Page): Promise<void> {
  const dialog = page.getByRole('dialog', { name: 'Permiso de un supervisor' });
  await dialog.getByRole('button', { name: owner.name }).click();
  await page.keyboard.type(owner.pin, { delay: 40 });
  await dialog.getByRole('button', { name: 'Permitir' }).click();
  await expect(dialog).toBeHidden();
}

async function openLine(till: Till, at = 0): Promise<void> {
  if (till.phone && (await till.page.getByRole('dialog').count()) === 0)
    await till.page.locator('.cart-bar__total').click();
  await till.page.locator('.cart-line').nth(at).getByRole('button').first().click();
}

test('a discount above the limit asks for a supervisor, and stays on the receipt', async ({
  hub,
  till,
}) => {
  await till.begin(hub);
  await till.addProducts(0);
  await openLine(till);
  await till.page.getByRole('button', { name: 'Precio, descuento o nota' }).click();
  const sheet = till.page.getByRole('dialog').last();
  await sheet.getByRole('radio', { name: 'Nota' }).click();
  await sheet.getByLabel('Nota').last().fill('sin azúcar');
  await sheet.getByRole('radio', { name: '− %' }).click();
  await till.page.keyboard.type('50', { delay: 40 });
  await sheet.getByRole('button', { name: 'Aplicar' }).click();
  await till.page.screenshot({ path: test.info().outputPath('approval.png') });
  await allow(till.page);
  await expect(till.page.locator('.cart-line__facts').first()).toContainText('sin azúcar');
  await till.page.screenshot({ path: test.info().outputPath('discount.png') });
});

test('a discount of the whole sale needs the supervisor once, and is on the paper', async ({
  hub,
  till,
}) => {
  await till.begin(hub);
  await till.addProducts(0, 1);
  if (till.phone) await till.page.locator('.cart-bar__total').click();
  await till.page.getByRole('button', { name: 'Descuento, nota, pedido o espera' }).click();
  const sheet = till.page.getByRole('dialog').last();
  await sheet.getByRole('radio', { name: '− %' }).click();
  await till.page.keyboard.type('30', { delay: 40 });
  await sheet.getByRole('button', { name: 'Aplicar' }).click();
  await allow(till.page);
  await expect(till.page.locator('.totals').last()).toContainText('Descuento');
  await till.page.screenshot({ path: test.info().outputPath('ticket-discount.png') });
  if (till.phone) await till.page.keyboard.press('Escape');
  await till.exactCash.click(); // the permission was given for this sale
  await expect(till.paid).toBeVisible();
  await till.page.getByRole('button', { name: 'Nueva venta' }).click();
  await till.go('Recibos');
  await till.page.getByRole('gridcell').first().getByRole('button').click();
  await expect(till.page.locator('.paper')).toContainText('Descuento');
  await till.page.screenshot({ path: test.info().outputPath('discount-paper.png') });
});

test('a sale waits under a name while another is paid', async ({ hub, till }) => {
  await till.begin(hub);
  await till.addProducts(0, 1);
  if (till.phone) await till.page.locator('.cart-bar__total').click();
  await till.page.getByRole('button', { name: 'Descuento, nota, pedido o espera' }).click();
  const sheet = till.page.getByRole('dialog').last();
  await sheet.getByLabel('Nombre o mesa (opcional)').fill('mesa 4');
  await sheet.getByRole('button', { name: 'Dejar en espera' }).click();
  if (till.phone) await till.page.keyboard.press('Escape');
  await expect(till.page.getByRole('button', { name: '1 en espera' })).toBeVisible();
  await till.sellThree();
  await till.page.getByRole('button', { name: 'Nueva venta' }).click();
  await till.page.getByRole('button', { name: '1 en espera' }).click();
  await till.page.getByRole('button', { name: /mesa 4/ }).click();
  await expect(till.page.getByRole('button', { name: '1 en espera' })).toBeHidden();
  await expect(till.exactCash).toBeEnabled();
});

test('a part by card, the rest in cash, with a tip', async ({ hub, till }) => {
  await till.begin(hub);
  await till.addProducts(0, 1, 2);
  await till.openPay();
  await till.page.getByRole('button', { name: 'Propina' }).click();
  await till.page.getByRole('dialog').getByRole('button', { name: /^10 %/ }).click();
  await expect(till.page.getByRole('button', { name: /^Propina S\// })).toBeVisible();
  await till.page.getByRole('radio', { name: 'Tarjeta' }).click();
  await till.page.keyboard.type('200', { delay: 40 });
  await till.page.getByRole('button', { name: /^Cobrar S\/ 2.00 con tarjeta/ }).click();
  await till.page.getByLabel('Referencia (opcional)').fill('0042');
  await till.page.getByRole('button', { name: 'Tarjeta aprobada' }).click();
  await expect(till.page.getByText('Queda por cobrar')).toBeVisible();
  await till.page.getByRole('radio', { name: 'Efectivo' }).click();
  await till.page.screenshot({ path: test.info().outputPath('mixed.png') });
  await till.page.locator('.quick__amount').first().click();
  await expect(till.paid).toBeVisible();
});

test('an answer of the terminal that got lost blocks a second charge until it is asked again', async ({
  hub,
  till,
}) => {
  await till.enrol(hub);
  await till.logIn(owner.name, owner.pin);
  await till.openRegister();
  await till.go('Ajustes');
  await till.page.getByRole('radio', { name: 'Simulado: cobra y se pierde la respuesta' }).click();
  await expect(
    till.page.getByRole('radio', { name: 'Simulado: cobra y se pierde la respuesta' }),
  ).toHaveAttribute('aria-checked', 'true');
  await till.go('Vender');
  await till.addProducts(0);
  await till.openPay();
  await till.page.getByRole('radio', { name: 'Tarjeta' }).click();
  await till.page.getByRole('button', { name: /con tarjeta/ }).click();
  await expect(till.page.getByText('Cobro con tarjeta sin resolver')).toBeVisible();
  await till.page.screenshot({ path: test.info().outputPath('unresolved.png') });
  await till.page.reload(); // it is on the disk
  await expect(till.page.getByText('Cobro con tarjeta sin resolver')).toBeVisible();
  await till.page.getByRole('button', { name: 'Preguntar al terminal' }).click();
  await till.page.getByRole('button', { name: 'Terminar la venta' }).click();
  await expect(till.paid).toBeVisible();
});

test('goods come back for a voucher, which pays the next sale', async ({ hub, till }) => {
  await till.begin(hub);
  await till.sellThree();
  await till.page.getByRole('button', { name: 'Nueva venta' }).click();
  await till.go('Recibos');
  await till.page.getByRole('gridcell').first().getByRole('button').click();
  await till.page.getByRole('button', { name: 'Devolver' }).click();
  const dialog = till.page.getByRole('dialog');
  await dialog
    .getByRole('button', { name: /^Uno menos/ })
    .first()
    .click();
  await dialog.getByRole('radio', { name: 'Vale' }).click();
  await till.page.screenshot({ path: test.info().outputPath('refund.png') });
  await dialog.getByRole('button', { name: 'Devolver', exact: true }).click();
  await allow(till.page);
  const mark = till.page.locator('.mark').filter({ hasText: /^Vale V-/ });
  await expect(mark).toBeVisible();
  await till.page.screenshot({ path: test.info().outputPath('credit-note.png') });
  const code = (await mark.textContent())!.replace('Vale ', '');

  await till.go('Vender');
  await till.addProducts(1);
  await till.openPay();
  await till.page.getByRole('radio', { name: 'Vale' }).click();
  await till.page.getByLabel('Código del vale').fill(code);
  await till.page.getByRole('button', { name: /^Cobrar con/ }).click();
  await expect(till.paid.or(till.page.getByText('Queda por cobrar'))).toBeVisible();
});

test('money in and out, the drawer by notes and coins, and the Z once more', async ({
  hub,
  till,
}) => {
  await till.begin(hub);
  await till.sellThree();
  await till.page.getByRole('button', { name: 'Nueva venta' }).click();
  await till.go('Caja');
  await till.page.getByRole('button', { name: 'Salida' }).click();
  await till.page.getByLabel('Motivo').fill('pan');
  await till.page.getByLabel('Motivo').press('Tab');
  for (const digit of ['5', '00']) {
    await till.page.getByRole('dialog').getByRole('button', { name: digit, exact: true }).click();
  }
  await till.page.getByRole('button', { name: 'Guardar' }).click();
  await expect(till.page.getByRole('rowheader', { name: 'pan' })).toBeVisible();
  await till.page.getByRole('button', { name: 'Abrir cajón' }).click();
  await allow(till.page);
  await till.page.screenshot({ path: test.info().outputPath('x.png'), fullPage: true });

  await till.page.getByRole('button', { name: 'Cerrar caja' }).click();
  await till.page.getByRole('button', { name: 'Contar billetes y monedas' }).click();
  await till.page.getByLabel('Cuántos de S/ 50.00').fill('2');
  await expect(till.page.getByRole('status').filter({ hasText: 'Contado' })).toContainText(
    '100.00',
  );
  await till.page.screenshot({ path: test.info().outputPath('count.png') });
  await till.page.getByRole('button', { name: 'Cerrar caja' }).click();
  await till.page.getByRole('dialog').getByRole('button', { name: 'Cerrar caja' }).click();
  await expect(till.page.getByRole('heading', { name: 'Informe Z 1' })).toBeVisible();
});
