import { expect, type Locator, type Page } from '@playwright/test';

/** Where a device enrols. */
interface Hub {
  url: string;
  code(register?: string): string;
}

export const cashier = { name: 'Ana Quispe', pin: '1234' };
export const owner = { name: 'Rosa Huamán', pin: '2580' };

const SCANNER_PACE_S = 0.01;

/** The screens as a cashier knows them, in Spanish, found by what they say. */
export class Till {
  /** How often the screen was touched since `taps` was last set to zero. */
  taps = 0;

  constructor(
    readonly page: Page,
    readonly phone: boolean,
  ) {}

  async tap(target: Locator): Promise<void> {
    await target.click();
    this.taps++;
  }

  async enrol(hub: Hub, register?: string): Promise<void> {
    await this.page.goto(hub.url);
    await this.page.getByLabel('Código de alta').fill(hub.code(register));
    await this.page.getByRole('button', { name: 'Conectar' }).click();
    await expect(this.page.getByText('¿Quién atiende?').last()).toBeVisible({
      timeout: 30_000,
    });
  }

  async logIn(name = cashier.name, pin = cashier.pin): Promise<void> {
    await this.page.getByRole('button', { name }).first().click();
    await this.page.keyboard.type(pin, { delay: 50 });
    await this.page.getByRole('button', { name: 'Entrar' }).click();
    await expect(this.page.getByRole('heading', { name: /PIN de/ })).toBeHidden();
  }

  async openRegister(float = '10000'): Promise<void> {
    await expect(this.page.getByRole('heading', { name: 'Abrir caja' })).toBeVisible();
    await this.page.keyboard.type(float, { delay: 50 });
    await this.page.getByRole('button', { name: /^Abrir caja con/ }).click();
    await expect(this.tiles.first()).toBeVisible();
  }

  /** From nothing to the first product in sight. */
  async begin(hub: Hub, register?: string): Promise<void> {
    await this.enrol(hub, register);
    await this.logIn();
    await this.openRegister();
  }

  get tiles(): Locator {
    return this.page.getByRole('gridcell').getByRole('button');
  }

  /** Types a code as a keyboard-wedge scanner does. The keys carry its pace with them, so that a busy machine does not slow it down. */
  async scan(code: string): Promise<void> {
    const session = await this.page.context().newCDPSession(this.page);
    const began = Date.now() / 1000;
    for (const [index, key] of [...code, 'Enter'].entries()) {
      const press = { key, timestamp: began + index * SCANNER_PACE_S };
      const text = key === 'Enter' ? '\r' : key;
      await session.send('Input.dispatchKeyEvent', { ...press, type: 'keyDown', text });
      await session.send('Input.dispatchKeyEvent', { ...press, type: 'keyUp' });
    }
    await session.detach();
  }

  get searchField(): Locator {
    return this.page.getByRole('textbox', { name: /^Buscar/ });
  }

  get exactCash(): Locator {
    return this.page.getByRole('button', {
      name: this.phone ? 'Exacto' : /Efectivo exacto/,
    });
  }

  get paid(): Locator {
    return this.page.getByRole('status').filter({ hasText: 'Cobrado' });
  }

  get status(): Locator {
    return this.page.getByRole('button', { name: /^(En línea|Sin conexión)/ });
  }

  /** How many discrepancies wait, as the bar says it. */
  get waiting(): Locator {
    return this.page.locator('.top-bar .badge');
  }

  async addProducts(...indexes: number[]): Promise<void> {
    for (const index of indexes) await this.tap(this.tiles.nth(index));
  }

  /** Three products and the exact amount in cash: four taps, and it is paid. */
  async sellThree(): Promise<void> {
    await this.addProducts(0, 1, 2);
    await this.tap(this.exactCash);
    await expect(this.paid).toBeVisible();
  }

  async openPay(): Promise<void> {
    if (this.phone) await this.page.locator('.cart-bar__total').click();
    await this.page.getByRole('button', { name: /^Cobrar/ }).click();
    await expect(this.page.getByText('A cobrar')).toBeVisible();
  }

  /** The fingerprint of everything that this device knows, with its log verified. */
  async fingerprint(): Promise<string> {
    await this.status.click();
    const dialog = this.page.getByRole('dialog', { name: 'Estado' });
    await dialog.getByRole('button', { name: 'Comprobar registro' }).click();
    await expect(dialog.getByText('la cadena está íntegra')).toBeVisible();
    const hash = await dialog.locator('.fingerprint').getAttribute('title');
    await dialog.getByRole('button', { name: 'Cerrar' }).first().click(); // a message may have one, too
    return hash!;
  }

  async go(
    area:
      | 'Vender'
      | 'Mesas'
      | 'Cocina'
      | 'Vales'
      | 'Recibos'
      | 'Caja'
      | 'Productos'
      | 'Clientes'
      | 'Por revisar'
      | 'Informes'
      | 'Inventario'
      | 'Ajustes',
  ): Promise<void> {
    if (this.phone) await this.page.getByRole('button', { name: 'Menú' }).click();
    await this.page
      .getByRole('navigation', { name: 'Secciones' })
      .getByRole('button', { name: area })
      .click();
  }
}
