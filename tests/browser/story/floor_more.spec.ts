import { expectAccessible } from '../support/accessible';
import { expect, test } from '../support/test';
import { owner, type Till } from '../support/till';

async function add(till: Till, name: string): Promise<void> {
  await till.searchField.fill(name);
  await till.page.getByRole('gridcell').getByRole('button', { name }).first().click();
  await till.searchField.fill('');
}

test('a station is made, and what goes there is chosen (ORG-2 KIT-1)', async ({
  hub,
  till,
}, info) => {
  await till.enrol(hub);
  await till.logIn(owner.name, owner.pin);
  await till.openRegister();
  await till.go('Ajustes');
  await till.page.getByRole('button', { name: 'Estaciones de cocina' }).click();
  await till.page.getByRole('button', { name: 'Estación nueva' }).click();
  await till.page.getByLabel('Nombre').fill('Parrilla de leña del patio');
  await till.page.getByLabel('Va tarde').fill('20');
  await till.page.getByRole('button', { name: 'Guardar' }).click();
  await expect(till.page.getByRole('button', { name: /Parrilla.*tarde 20 min/ })).toBeVisible();
  await till.page.getByLabel('Postres y pastelería').selectOption('Parrilla de leña del patio');
  await till.page.screenshot({ path: info.outputPath('stations.png'), fullPage: true });
  await expectAccessible(till.page, 'stations');
  await till.page.emulateMedia({ colorScheme: 'light' });
  await till.go('Cocina');
  await expect(till.page.getByRole('radio', { name: /Parrilla/ })).toBeVisible();
  const sound = till.page.getByRole('button', { name: 'Sonido al llegar un pedido' });
  await sound.click();
  await expect(sound).toHaveAttribute('aria-pressed', 'false');
  await till.page.reload();
  await expect(sound).toHaveAttribute('aria-pressed', 'false');
});

test('a guest pays their part in one tap (ORD-4)', async ({ hub, till }, info) => {
  await till.begin(hub);
  await till.go('Mesas');
  await till.page.getByRole('button', { name: /^Mesa 4/ }).click();
  const open = async () => {
    if (till.phone) await till.page.locator('.cart-bar__total').click();
  };
  const close = async () => {
    if (till.phone) await till.page.getByRole('button', { name: 'Cerrar' }).click();
  };
  await open();
  await till.page.getByRole('button', { name: 'Más de este pedido' }).click();
  await till.page.getByRole('button', { name: 'Personas' }).click();
  await till.page.getByRole('button', { name: '2', exact: true }).click();
  await till.page.getByRole('combobox', { name: 'Persona', exact: true }).selectOption('1');
  await close();
  await add(till, 'Lomo saltado');
  await open();
  await till.page.getByRole('combobox', { name: 'Persona', exact: true }).selectOption('2');
  await close();
  await add(till, 'Chicha morada');
  await open();
  await till.page.getByRole('button', { name: 'Cobrar', exact: true }).click();
  await till.page.getByRole('radio', { name: 'Persona' }).click();
  await till.page.screenshot({ path: info.outputPath('seats.png') });
  await till.page.getByRole('button', { name: /^Persona 2/ }).click();
  await expect(till.page.getByText('A cobrar')).toBeVisible();
  await till.page.locator('.quick__amount').first().click();
  await expect(till.paid).toBeVisible();
});

test('an order is brought to somebody, and the owner sees it now (ORD-5 REP-3)', async ({
  hub,
  till,
}, info) => {
  await till.enrol(hub);
  await till.logIn(owner.name, owner.pin);
  await till.openRegister();
  await till.go('Mesas');
  await till.page.getByRole('button', { name: 'Nuevo pedido' }).click();
  await till.page.getByRole('radio', { name: 'A domicilio' }).click();
  await till.page.getByLabel('Nombre').fill('María de los Ángeles Quispe');
  await till.page.getByLabel('Dirección').fill('Av. del Árbol 245, dpto. 1203, Miraflores');
  await till.page.getByLabel('Teléfono').fill('999 888 777');
  await till.page.screenshot({ path: info.outputPath('new_order.png') });
  await till.page.getByRole('button', { name: 'Abrir pedido' }).click();
  await add(till, 'Lomo saltado');
  if (till.phone) await till.page.locator('.cart-bar__total').click();
  await till.page.getByRole('button', { name: 'Asignar' }).click();
  await till.page.getByRole('button', { name: 'Diego Ramos' }).click();
  await expect(till.page.getByText('Asignado').first()).toBeVisible();
  await till.page.getByRole('button', { name: 'Recogido' }).click();
  await expect(till.page.getByText('En camino').first()).toBeVisible();
  await till.page.screenshot({ path: info.outputPath('delivery.png') });
  if (till.phone) await till.page.getByRole('button', { name: 'Cerrar' }).click();
  await till.page.getByRole('button', { name: 'Volver al plano' }).click();
  await till.page.getByRole('radio', { name: /Para llevar/ }).click();
  await expect(till.page.getByRole('region', { name: 'A domicilio' })).toContainText('En camino');
  await till.page.screenshot({ path: info.outputPath('lists.png') });
  await till.go('Informes');
  await till.page.getByRole('radio', { name: 'Ahora' }).click();
  await expect(till.page.getByText('1 en camino')).toBeVisible();
  await till.page.screenshot({ path: info.outputPath('live.png') });
  await expectAccessible(till.page, 'live');
});

test('a guest orders at the kiosk and pays at the counter (ORD-6)', async ({ hub, till }, info) => {
  const { page } = till;
  await till.enrol(hub);
  await till.logIn(owner.name, owner.pin);
  await till.openRegister();
  await till.go('Ajustes');
  await page.getByRole('button', { name: 'Modo quiosco' }).click();
  await expect(page.getByRole('heading', { name: 'Pide aquí' })).toBeVisible();
  await page.screenshot({ path: info.outputPath('kiosk_start.png') });
  // It stays what it is.
  await page.reload();
  await page.getByRole('button', { name: 'Toca para empezar' }).click();
  await page.getByRole('button', { name: 'Sánguches' }).click();
  await page.getByRole('gridcell').getByRole('button', { name: 'Hamburguesa royal' }).click();
  await page.getByRole('button', { name: 'Ensalada', exact: true }).click();
  await page.getByRole('button', { name: 'Añadir' }).click();
  await page.screenshot({ path: info.outputPath('kiosk_menu.png') });
  await page.getByRole('button', { name: /^Ver pedido/ }).click();
  await page.getByLabel('Tu nombre').fill('Lucía');
  await page.screenshot({ path: info.outputPath('kiosk_review.png') });
  await page.getByRole('button', { name: 'Pagar en caja' }).click();
  await expect(page.locator('.kiosk__number')).toHaveText(/^C[A-Z]+1$/);
  await page.screenshot({ path: info.outputPath('kiosk_number.png') });
  await page.getByRole('button', { name: 'Empezar de nuevo' }).click();
  await page.getByRole('button', { name: 'Salir del modo quiosco' }).click();
  await page.getByRole('button', { name: /Rosa Huamán/ }).click();
  await page.keyboard.type('2580', { delay: 50 });
  await page.getByRole('button', { name: 'Permitir' }).click();
  await till.go('Mesas');
  await page.getByRole('radio', { name: /Para llevar/ }).click();
  await expect(page.getByRole('button', { name: /Lucía/ })).toContainText('31.00');
});
