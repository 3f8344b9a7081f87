import { cafeBarcode } from '../support/hub';
import { expect, test } from '../support/test';
import { cashier } from '../support/till';

test('a whole day without touching the screen', async ({ hub, till }) => {
  const { page } = till;
  const { keyboard } = page;
  await page.goto(hub.url);
  await page.getByLabel('Código de alta').waitFor();
  await keyboard.type(hub.code()); // the field has the focus
  await keyboard.press('Enter');

  await page.getByRole('button', { name: cashier.name }).first().waitFor({ timeout: 30_000 });
  while (
    !(await page
      .getByRole('button', { name: cashier.name })
      .first()
      .evaluate((button) => button === document.activeElement))
  )
    await keyboard.press('Tab');
  await keyboard.press('Enter');
  await keyboard.type(cashier.pin, { delay: 50 });
  await keyboard.press('Enter');

  await page.getByRole('heading', { name: 'Abrir caja' }).waitFor();
  await keyboard.type('5000', { delay: 50 });
  await keyboard.press('Enter');

  await till.tiles.first().waitFor();
  await keyboard.press('ArrowDown'); // into the grid
  await keyboard.press('ArrowRight');
  await keyboard.type('3', { delay: 150 });
  await keyboard.press('Enter');
  const lines = page.locator('.cart-line');
  await expect(lines).toHaveCount(1);
  await expect(lines.first()).toContainText('3 ×');

  await keyboard.press('F2');
  await keyboard.type('capuchino', { delay: 60 });
  await keyboard.press('Enter');
  await expect(lines).toHaveCount(2);

  await keyboard.press('F4'); // the last line
  await keyboard.press('Enter');
  await keyboard.type('2', { delay: 150 });
  await keyboard.press('Enter');
  await expect(lines.last()).toContainText('2 ×');
  await keyboard.press('Delete');
  await expect(lines).toHaveCount(1);

  await keyboard.press('F9');
  await expect(page.getByText('A cobrar')).toBeVisible();
  await keyboard.press('Escape');
  await expect(page.getByText('A cobrar')).toBeHidden();
  await keyboard.press('F9');
  await keyboard.type('20000', { delay: 40 });
  await keyboard.press('Enter');
  await expect(till.paid).toContainText('Vuelto');
  await keyboard.press('Enter');
  await expect(till.paid).toBeHidden();

  await keyboard.press('ArrowDown');
  await keyboard.press('Enter');
  await keyboard.press('F8');
  await expect(till.paid).toBeVisible();
});

test('a code that is scanned while paying is no amount of money', async ({ hub, till }) => {
  const { page } = till;
  await till.begin(hub);
  await till.addProducts(0);
  await till.openPay();
  await till.scan(cafeBarcode());
  await expect(page.getByText('Termina el cobro antes de escanear')).toBeVisible();
  await expect(page.getByText('A cobrar')).toBeVisible();
  await expect(page.locator('.amount-field output')).toContainText('0.00');
});

test('a scanner is heard wherever the focus is', async ({ hub, till }) => {
  await till.begin(hub);
  const barcode = cafeBarcode();
  const lines = till.page.locator('.cart-line');
  await till.scan(barcode);
  await expect(lines).toHaveCount(1);
  await till.page.keyboard.press('F2');
  await till.scan(barcode);
  await expect(lines.first()).toContainText('2 ×');
  await expect(till.page.getByRole('textbox')).toHaveValue('');
  await till.scan('4006381333931');
  await expect(till.page.getByRole('status').filter({ hasText: '4006381333931' })).toBeVisible();
});

test('an amount that is typed before its field is there is heard', async ({ hub, till }) => {
  await till.begin(hub);
  await till.addProducts(0);
  const { keyboard } = till.page;
  await keyboard.press('F9'); // the screen is not even loaded
  await keyboard.type('50000');
  await keyboard.press('Enter');
  await expect(till.paid).toContainText('Vuelto');
});
