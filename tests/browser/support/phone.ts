import { chromium, expect, type Browser, type BrowserContext, type Page } from '@playwright/test';

/** A guest's phone, in whatever language. What it keeps ends with the test. */
export class Phone {
  private constructor(
    readonly context: BrowserContext,
    readonly page: Page,
  ) {}

  static async start(browser: Browser, locale = 'es-PE'): Promise<Phone> {
    const context = await browser.newContext({
      viewport: { width: 390, height: 844 },
      locale,
      hasTouch: true,
    });
    return new Phone(context, await context.newPage());
  }

  /** Reads the menu, and joins the table with its word. */
  async join(address: string, word: string, name: string): Promise<void> {
    await this.page.goto(address);
    await this.page.getByRole('button', { name: 'Pedir desde aquí' }).click();
    await this.page.getByLabel('Palabra de la mesa').fill(word.toLowerCase());
    await this.page.getByLabel('Tu nombre').fill(name);
    await this.page.getByRole('button', { name: 'Entrar' }).click();
    await expect(this.cart).toBeVisible();
  }

  get cart() {
    return this.page.locator('#cart');
  }

  get lines() {
    return this.page.getByRole('dialog').locator('.line');
  }

  async add(dish: string): Promise<void> {
    await this.page.getByRole('button', { name: `Añadir ${dish}`, exact: true }).click();
  }

  /** Orders what is in the table's cart. */
  async order(): Promise<void> {
    await this.cart.click();
    await this.page.getByRole('button', { name: 'Pedir ahora' }).click();
  }

  /** Opens how the order goes. */
  async look(): Promise<void> {
    await this.page.locator('#orders').click();
  }

  async close(): Promise<void> {
    await this.page.getByRole('button', { name: 'Cerrar' }).click();
  }
}

export const startBrowser = (): Promise<Browser> =>
  chromium.launch({
    executablePath: process.env['CHROMIUM'] ?? '/usr/bin/chromium',
    args: ['--no-sandbox', '--disable-gpu', '--no-first-run', '--disable-sync'],
  });
