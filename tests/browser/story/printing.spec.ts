import type { Page } from '@playwright/test';
import { expect, test } from '../support/test';

const POINTS_PER_MM = 72 / 25.4;

/** What comes out of the system's print dialog: the sizes of its pages in millimetres. */
async function printedPages(
  page: Page,
  print: () => Promise<void>,
): Promise<{ width: number; height: number }[]> {
  await page.evaluate(() => {
    window.print = () => document.body.setAttribute('data-printed', '');
  });
  await print();
  await page.locator('body[data-printed]').waitFor();
  const pdf = (await page.pdf({ preferCSSPageSize: true })).toString('latin1');
  return [...pdf.matchAll(/\/MediaBox \[0 0 ([\d.]+) ([\d.]+)\]/g)].map(([, width, height]) => ({
    width: Math.round(Number(width) / POINTS_PER_MM),
    height: Math.round(Number(height) / POINTS_PER_MM),
  }));
}

for (const width of [80, 58]) {
  test(`a receipt is printed on one strip of ${width} mm, as long as it is`, async ({
    hub,
    till,
  }) => {
    await till.begin(hub);
    await till.go('Ajustes');
    await till.page.getByRole('radio', { name: `${width} mm` }).click();
    await till.go('Vender');
    await till.sellThree();
    const pages = await printedPages(till.page, () =>
      till.page.getByRole('button', { name: 'Imprimir' }).click(),
    );
    expect(pages).toHaveLength(1);
    expect(pages[0]!.width).toBe(width);
    expect(pages[0]!.height).toBeGreaterThan(80);
    await expect(till.page.getByText('Toca un producto para seguir')).toBeVisible(); // printing holds the countdown
  });
}
