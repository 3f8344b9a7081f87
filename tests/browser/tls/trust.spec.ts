import { chromium } from '@playwright/test';
import { expectAccessible } from '../support/accessible';
import { expect, test } from '../support/test';

test('a till over TLS: everything that needs a secure page is there, and the sale arrives', async ({
  hub,
  till,
}) => {
  await till.begin(hub);
  expect(await till.page.evaluate(() => location.protocol)).toBe('https:');
  expect(await till.page.evaluate(() => isSecureContext)).toBe(true);
  await till.page.evaluate(() => navigator.serviceWorker.ready.then(() => undefined));
  await till.sellThree();
  await expect(till.status).toContainText('En línea');
  await expect(till.status).not.toContainText('por enviar');
  expect(await till.fingerprint()).toBe(hub.fingerprint());
});

test('who was not told to trust the hub gets no page', async ({ hub }) => {
  const browser = await chromium.launch({
    executablePath: process.env['CHROMIUM'] ?? '/usr/bin/chromium',
    args: ['--no-sandbox', '--disable-gpu'],
  });
  const page = await browser.newPage();
  await expect(page.goto(hub.url)).rejects.toThrow(/ERR_CERT_AUTHORITY_INVALID/);
  await browser.close();
});

test('the page that walks a person through trusting the hub', async ({ hub, device }) => {
  const page = device.till.page;
  await page.goto(hub.helpUrl);
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Confiar en esta tienda');
  await expect(page.getByText(/^([0-9A-F]{2}:){31}[0-9A-F]{2}$/)).toBeVisible();
  for (const kind of ['Android', 'iPad', 'Windows', 'Mac']) {
    await page.locator('summary', { hasText: kind }).click();
  }
  await expectAccessible(page, 'trust');
  await page.screenshot({ path: test.info().outputPath('trust.png'), fullPage: true });
  await page.getByRole('link', { name: 'English' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Trust this shop');
  await page.getByRole('link', { name: 'Open the shop' }).click();
  await expect(page.getByLabel('Código de alta')).toBeVisible();
  expect(new URL(page.url()).origin).toBe(hub.url);
});
