import type { Browser } from '@playwright/test';
import { expectAccessible } from '../support/accessible';
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

test('two phones order at a table, and the waiter says yes and no', async ({ hub, till }, info) => {
  await till.begin(hub);
  const word = await openTable(till);
  const address = hub.url + hub.menuPath();
  const eva = await Phone.start(browser);
  const leo = await Phone.start(browser);

  await eva.page.goto(address);
  await eva.page.screenshot({ path: info.outputPath('menu.png') });
  await expectAccessible(eva.page, 'menu');
  await eva.page.emulateMedia({ colorScheme: 'light' });
  await eva.page.getByRole('button', { name: 'Pedir desde aquí' }).click();
  await eva.page.getByLabel('Palabra de la mesa').fill('OOOO');
  await eva.page.getByRole('button', { name: 'Entrar' }).click();
  await expect(eva.page.getByText('Esa no es la palabra')).toBeVisible();
  await eva.page.screenshot({ path: info.outputPath('word.png') });
  await eva.close();
  await eva.join(address, word, 'Eva');
  // The waiter's code carries the word.
  await leo.page.goto(`${address}#${word}`);
  await leo.page.getByLabel('Tu nombre').fill('Leo');
  await leo.page.getByRole('button', { name: 'Entrar' }).click();
  await expect(leo.cart).toBeVisible();
  expect(leo.page.url()).not.toContain(word);

  await eva.add('Lomo saltado');
  await leo.add('Latte');
  await expect(leo.page.getByRole('dialog')).toContainText('Tamaño');
  await leo.page.getByRole('radio', { name: '12 oz' }).check();
  await leo.page.getByRole('radio', { name: /De avena/ }).check();
  await leo.page.getByLabel('Nota para la cocina').fill('muy caliente');
  await leo.page.screenshot({ path: info.outputPath('dish.png') });
  await expectAccessible(leo.page, 'dish');
  await leo.page.emulateMedia({ colorScheme: 'light' });
  await leo.page.getByRole('button', { name: 'Añadir al pedido' }).click();
  await expect(eva.cart).toContainText('2');
  await eva.cart.click();
  await expect(eva.lines.filter({ hasText: 'Latte' })).toContainText(
    '12 oz, De avena · muy caliente · Leo',
  );
  await expect(eva.page.locator('.sum')).toContainText('55.00');
  await eva.page.screenshot({ path: info.outputPath('cart.png') });
  await expectAccessible(eva.page, 'cart');
  await eva.page.emulateMedia({ colorScheme: 'light' });
  await eva.page.getByRole('button', { name: 'Pedir ahora' }).click();
  await leo.look();
  await expect(leo.lines).toHaveCount(2);
  await expect(leo.lines.first()).toContainText('Por confirmar');

  await till.page.getByRole('button', { name: 'Volver al plano' }).click();
  const wish = till.page.getByRole('article', {
    name: /Mesa 1 .* quiere pedir/,
  });
  await expect(wish).toContainText('Latte');
  await expect(till.page.getByRole('button', { name: /^Mesa 1/ }).last()).toContainText('Quiere');
  await till.page.screenshot({ path: info.outputPath('floor.png') });
  await expectAccessible(till.page, 'floor with guests');
  await till.page.emulateMedia({ colorScheme: 'light' });
  await wish.getByRole('button', { name: 'Aceptar' }).click();
  await expect(wish).toBeHidden();
  await expect(leo.lines.first()).toContainText('Recibido');

  await leo.page.getByRole('button', { name: 'Pedir la cuenta' }).click();
  await expect(eva.page.locator('.dish').first()).toBeVisible();
  const call = till.page.getByRole('article', { name: /pide la cuenta/ });
  await call.getByRole('button', { name: 'Voy' }).click();
  await expect(call).toBeHidden();
  await expect(leo.page.getByRole('button', { name: 'Pedir la cuenta' })).toBeEnabled();
  await leo.page.getByRole('button', { name: 'Pagar con enlace' }).click();
  await expect(leo.page.getByText('Aquí no se paga con enlace')).toBeVisible();
  await leo.page.screenshot({ path: info.outputPath('orders.png') });
  await expectAccessible(leo.page, 'orders');
  await leo.page.emulateMedia({ colorScheme: 'light' });
  await leo.close();

  await leo.add('Ceviche de pescado');
  await leo.order();
  await wish.getByRole('button', { name: 'Rechazar' }).click();
  await till.page.getByLabel('Motivo').fill('Se acabó');
  await till.page.getByRole('dialog').getByRole('button', { name: 'Rechazar' }).click();
  await eva.look();
  await expect(eva.lines.filter({ hasText: 'Ceviche' })).toContainText('No se puede: Se acabó');
  await eva.context.close();
  await leo.context.close();
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
  await phone.page.goto(hub.url + hub.menuPath());
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
  expect(lost).toBeGreaterThan(1);

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
