import type { Browser } from '@playwright/test';
import { Phone, startBrowser } from '../support/phone';
import { expect, test } from '../support/test';
import type { Till } from '../support/till';

const KIB = 1024;

let browser: Browser;
test.beforeAll(async () => void (browser = await startBrowser()));
test.afterAll(() => browser.close());

/** Opens the first table; gives the word that its guests have to show. */
async function openTable(waiter: Till): Promise<string> {
  await waiter.go('Mesas');
  await waiter.page
    .getByRole('button', { name: /^Mesa 1/ })
    .first()
    .click();
  await waiter.page.getByRole('button', { name: 'Más de este pedido' }).click();
  await waiter.page.getByRole('button', { name: 'Invitar a pedir' }).click();
  const word = waiter.page.locator('.guests__word');
  await expect(word).toContainText(/[0-9A-Z]{4}$/);
  const text = (await word.textContent())!.trim();
  await waiter.page.getByRole('button', { name: 'Cerrar' }).click();
  return text.slice(-4);
}

test('the menu is there before any script, in the phone’s language, and light', async ({ hub }) => {
  const phone = await Phone.start(browser, 'en-GB');
  const bytes: Record<string, number> = {};
  phone.page.on('requestfinished', async (request) => {
    const { responseBodySize, responseHeadersSize } = await request.sizes();
    bytes[new URL(request.url()).pathname] = responseBodySize + responseHeadersSize;
  });
  const address = hub.url + hub.menuPath();
  await phone.page.goto(address, { waitUntil: 'networkidle' });
  await expect(phone.page.getByPlaceholder('Search the menu')).toBeVisible();
  const all = Object.values(bytes).reduce((sum, each) => sum + each, 0);
  expect(all, JSON.stringify(bytes)).toBeLessThan(150 * KIB);
  // What the till is made of stays away.
  expect(Object.keys(bytes).filter((path) => /wasm|index|worker/.test(path))).toEqual([]);

  await phone.page.getByPlaceholder('Search the menu').fill('lucuma');
  await expect(phone.page.getByRole('heading', { name: 'Latte de lúcuma' })).toBeVisible();
  await expect(phone.page.getByRole('heading', { name: 'Lomo saltado' })).toBeHidden();
  await phone.page.getByPlaceholder('Search the menu').fill('nothing like it');
  await expect(phone.page.getByText('Nothing matches')).toBeVisible();
  await phone.page.getByRole('link', { name: 'Español' }).click();
  await expect(phone.page.getByPlaceholder('Buscar en la carta')).toBeVisible();
  await expect(phone.page.getByText('Contiene: soja, gluten')).toBeVisible();
  await phone.page.getByRole('link', { name: 'Platos de fondo' }).click();
  await expect(phone.page.locator('.rail [aria-current]')).toHaveText('Platos de fondo');

  const plain = await browser.newContext({
    javaScriptEnabled: false,
    locale: 'es-PE',
  });
  const page = await plain.newPage();
  await page.goto(address);
  await expect(page.getByRole('heading', { name: 'Lomo saltado' })).toBeVisible();
  await plain.close();
  await phone.context.close();
});

test('an order arrives once although network and hub fail in the middle of it', async ({
  hub,
  till,
}, info) => {
  await till.begin(hub);
  const word = await openTable(till);
  const phone = await Phone.start(browser);
  await phone.join(hub.url + hub.menuPath(), word, '');

  // No network: it is kept, and can be taken back.
  await phone.context.setOffline(true);
  await phone.add('Ceviche de pescado');
  await phone.order();
  await expect(phone.page.getByText('el pedido aún no salió')).toBeVisible();
  await phone.page.screenshot({ path: info.outputPath('unsent.png') });
  await phone.page.getByRole('button', { name: 'No enviarlo' }).click();
  await expect(phone.cart).toContainText('1');
  await phone.order();
  await expect(phone.page.getByText('el pedido aún no salió')).toBeVisible();
  await phone.page.reload().catch(() => {}); // there is no page without a network, but what was kept stays
  await hub.kill();
  await phone.context.setOffline(false);
  await hub.start();
  // The browser loads the page by itself as well, now that there is a network, and one navigation ends the other.
  await expect(async () => {
    await phone.page.goto(hub.url + hub.menuPath());
  }).toPass();
  await phone.look();
  await expect(phone.lines).toHaveCount(1, { timeout: 20_000 });
  await phone.close();

  // The answer is lost after the hub wrote it: the phone asks again, and it is one order.
  let lost = 0;
  await phone.page.route('**/m/api/order', async (route) => {
    if (lost++ > 0) return route.continue();
    await route.fetch();
    await hub.kill();
    await route.abort();
    await hub.start();
  });
  await phone.add('Lomo saltado');
  await phone.order();
  await phone.look();
  await expect(phone.lines).toHaveCount(2, { timeout: 30_000 });
  await expect.poll(() => lost, { timeout: 20_000 }).toBeGreaterThan(1);

  await till.page.getByRole('button', { name: 'Volver al plano' }).click();
  await expect(till.page.getByRole('article', { name: /quiere pedir/ })).toHaveCount(2, {
    timeout: 30_000,
  });
  await till.page
    .getByRole('article', { name: /quiere pedir/ })
    .first()
    .getByRole('button')
    .first()
    .click();
  await expect(till.page.locator('.order-line')).toHaveCount(2);
  await phone.context.close();
  hub.verify();
});
