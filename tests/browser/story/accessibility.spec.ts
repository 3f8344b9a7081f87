import type { Page } from '@playwright/test';
import type axe from 'axe-core';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { expect, test } from '../support/test';

const axeSource = readFileSync(
  createRequire(import.meta.url).resolve('axe-core/axe.min.js'),
  'utf8',
);

/** What axe-core calls serious or critical in the screen as it is, in both themes, and targets smaller than a finger. */
async function expectAccessible(page: Page, screen: string): Promise<void> {
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
    await settled(page);
    // Through the debugger, since the page's own policy allows no foreign script.
    if (!(await page.evaluate(() => 'axe' in window))) await page.evaluate(axeSource);
    const { violations } = await page.evaluate(() =>
      (window as unknown as { axe: typeof axe }).axe.run(document),
    );
    const serious = violations.filter(
      ({ impact }) => impact === 'serious' || impact === 'critical',
    );
    expect(
      serious.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`),
      `${screen}, ${colorScheme}`,
    ).toEqual([]);
  }
  const small = await page.evaluate(() =>
    [...document.querySelectorAll('button, input')]
      .map((element) => ({ name: element.className, box: element.getBoundingClientRect() }))
      .filter(({ box }) => box.width > 0 && (box.width < 44 || box.height < 44))
      .map(({ name, box }) => `${name} ${box.width}×${box.height}`),
  );
  expect(small, `${screen}: targets under 44 px`).toEqual([]);
}

/** The other theme is drawn, and what it set in motion has come to rest. */
async function settled(page: Page): Promise<void> {
  await page.evaluate(async () => {
    const frame = () => new Promise((done) => requestAnimationFrame(done));
    await frame();
    while (document.getAnimations().some(({ playState }) => playState === 'running')) await frame();
    await frame();
  });
}

test('axe finds nothing serious on any screen, in both themes', async ({ hub, till }) => {
  const { page } = till;
  await page.goto(hub.url);
  await page.getByLabel('Código de alta').waitFor();
  await expectAccessible(page, 'enrol');
  await till.enrol(hub);
  await expectAccessible(page, 'people');
  await page.getByRole('button', { name: 'Ana' }).first().click();
  await expectAccessible(page, 'PIN');
  await page.reload();
  await till.logIn();
  await page.getByRole('heading', { name: 'Abrir caja' }).waitFor();
  await expectAccessible(page, 'open register');
  await till.openRegister();
  await expectAccessible(page, 'sell, empty');
  await page.getByRole('button', { name: 'Escanear con la cámara' }).click();
  await page.getByRole('alert').waitFor();
  await expectAccessible(page, 'scan, without a camera');
  await page.keyboard.press('Escape');
  await till.addProducts(0, 1, 2);
  await expectAccessible(page, 'sell');
  await till.openPay();
  await expectAccessible(page, 'pay, cash');
  await page.getByRole('radio', { name: 'Tarjeta' }).click();
  await expectAccessible(page, 'pay, card');
  await page.getByRole('button', { name: 'Tarjeta aprobada' }).click();
  await till.paid.waitFor();
  await expectAccessible(page, 'done');
  await page.getByRole('button', { name: 'Nueva venta' }).click();
  await till.go('Recibos');
  await page.getByRole('gridcell').getByRole('button').first().click();
  await page.locator('.paper').waitFor();
  await expectAccessible(page, 'receipt');
  await till.go('Caja');
  await page.getByRole('heading', { name: 'Informe X' }).waitFor();
  await expectAccessible(page, 'register');
  await page.getByRole('button', { name: 'Cerrar caja' }).click();
  await expectAccessible(page, 'close register');
  await till.go('Ajustes');
  await expectAccessible(page, 'settings');
  await till.status.click();
  await page.getByRole('dialog', { name: 'Estado' }).waitFor();
  await expectAccessible(page, 'status');
});
