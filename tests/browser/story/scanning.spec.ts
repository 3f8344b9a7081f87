import type { Page } from '@playwright/test';
import { Core } from '../support/core';
import { film, type Label } from '../support/film';
import { cafeBarcode, type Hub } from '../support/hub';
import { type Device, expect, test } from '../support/test';

/** The counter on a device whose camera looks at a label, with somebody logged in. */
async function openTill(device: Device, hub: Hub, label: Label): Promise<Page> {
  await device.restartWithCamera(film(label));
  const { page } = device.till;
  await countBeeps(page);
  await device.till.begin(hub);
  return page;
}

/** Every sound is one oscillator. */
async function countBeeps(page: Page): Promise<void> {
  await page.addInitScript(() => {
    const start = OscillatorNode.prototype.start;
    OscillatorNode.prototype.start = function (when) {
      document.documentElement.dataset['beeps'] = String(
        Number(document.documentElement.dataset['beeps'] ?? 0) + 1,
      );
      start.call(this, when);
    };
  });
}

const beeps = (page: Page) =>
  page.evaluate(() => Number(document.documentElement.dataset['beeps'] ?? 0));

async function openScanner(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Escanear con la cámara' }).click();
  await expect(page.getByRole('region', { name: 'Escanear' })).toBeVisible();
}

const quantity = async (page: Page) => {
  const core = await Core.of(page);
  const { lines } = await core.call('cart.view', {});
  return lines.map((line) => line.quantity).join(' ');
};

test('the camera puts a product into the sale once, with one beep', async ({ hub, device }) => {
  const page = await openTill(device, hub, { format: 'EAN-13', text: cafeBarcode() });
  await device.context.grantPermissions(['camera'], { origin: hub.url });
  await openScanner(page);
  const outcome = page.locator('.scan__last');
  await expect(outcome.getByRole('button', { name: 'Otra vez' })).toBeVisible();
  await page.waitForTimeout(4000); // it stays in sight
  expect(await quantity(page)).toBe('1');
  expect(await beeps(page)).toBe(1);
  await outcome.getByRole('button', { name: 'Otra vez' }).click();
  await expect.poll(() => quantity(page)).toBe('2');
  await page.keyboard.press('Escape');
  await expect(page.getByRole('region', { name: 'Escanear' })).toBeHidden();
});

test('a product that is held up again counts again', async ({ hub, device }) => {
  const label = { format: 'EAN-13', text: cafeBarcode(), shown: 1.5, hidden: 2.5 } as const;
  const page = await openTill(device, hub, label);
  await device.context.grantPermissions(['camera'], { origin: hub.url });
  await openScanner(page);
  await expect.poll(() => quantity(page), { timeout: 20_000 }).toBe('2');
  expect(await beeps(page)).toBe(2);
});

test('the code on a receipt opens that receipt', async ({ hub, device }) => {
  await device.till.begin(hub);
  await device.till.sellThree();
  const core = await Core.of(device.till.page);
  const { receipts } = await core.call('sales.receipts', { limit: 1 });
  const { id, number } = receipts[0]!;
  await device.restartWithCamera(film({ format: 'QRCode', text: `mostrador:receipt:${id}` }));
  await device.context.grantPermissions(['camera'], { origin: hub.url });
  const { page } = device.till;
  await page.goto(hub.url);
  await openScanner(page);
  await expect(page.getByRole('heading', { name: `Recibo ${number}` }).first()).toBeVisible();
});

test('an unknown code says so, and a code can be typed', async ({ hub, device }) => {
  const page = await openTill(device, hub, { format: 'QRCode', text: 'NADIE-LO-CONOCE' });
  await device.context.grantPermissions(['camera'], { origin: hub.url });
  await openScanner(page);
  await expect(page.locator('.scan__last')).toContainText('NADIE-LO-CONOCE');
  const field = page.getByRole('textbox', { name: 'Código a mano' });
  await field.pressSequentially('4006381333931', { delay: 60 });
  await field.press('Enter');
  await expect(page.locator('.scan__last')).toContainText('4006381333931');
  await expect(field).toHaveValue('');
  await field.pressSequentially(cafeBarcode(), { delay: 60 });
  await page.getByRole('button', { name: 'Añadir' }).click();
  await expect.poll(() => quantity(page)).toBe('1');
});

test('without permission it says so, and the code can still be typed', async ({ hub, device }) => {
  const page = await openTill(device, hub, { format: 'EAN-13', text: cafeBarcode() });
  await openScanner(page);
  await expect(page.getByRole('alert')).toContainText('El navegador no deja usar la cámara');
  const field = page.getByRole('textbox', { name: 'Código a mano' });
  await field.pressSequentially(cafeBarcode(), { delay: 60 });
  await field.press('Enter');
  await expect.poll(() => quantity(page)).toBe('1');
  await device.context.grantPermissions(['camera'], { origin: hub.url });
  await page.getByRole('button', { name: 'Probar otra vez' }).click();
  await expect(page.getByRole('alert')).toBeHidden();
  await expect.poll(() => quantity(page)).toBe('2');
});

test('without a camera it says so', async ({ hub, device }) => {
  await device.till.begin(hub);
  await openScanner(device.till.page);
  await expect(device.till.page.getByRole('alert')).toContainText('no tiene cámara');
});

test('the scanner starts with no network once the till is installed', async ({ hub, device }) => {
  const page = await openTill(device, hub, { format: 'EAN-13', text: cafeBarcode() });
  await device.context.grantPermissions(['camera'], { origin: hub.url });
  await page.evaluate(() => navigator.serviceWorker.ready);
  await hub.kill();
  await page.reload();
  await openScanner(page);
  await expect(page.getByRole('button', { name: 'Otra vez' })).toBeVisible();
});
