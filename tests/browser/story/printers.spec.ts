import type { Page } from '@playwright/test';
import { readEscpos } from '../support/escpos';
import { NetworkPrinter } from '../support/network_printer';
import { expect, test } from '../support/test';
import { owner, type Till } from '../support/till';

async function openSetup(till: Till): Promise<void> {
  await till.go('Ajustes');
  await till.page.getByRole('button', { name: 'Configurar la impresora…' }).click();
  await expect(till.page.getByRole('heading', { name: 'Impresora', exact: true })).toBeVisible();
}

test('papers go to a printer in the network through the hub, and repeated ones say so', async ({
  hub,
  till,
}) => {
  const printer = new NetworkPrinter();
  hub.addPrinter('Barra', await printer.start());
  await till.begin(hub);
  await openSetup(till);
  await till.page.getByText('Por la red (servidor)').click();
  await till.page.getByRole('radio', { name: 'Barra' }).click();
  await till.page.getByRole('button', { name: 'Imprimir prueba' }).click();
  await expect(till.page.getByText('La prueba se envió a la impresora.')).toBeVisible();
  await expect.poll(() => printer.jobs.length).toBe(1);
  const proof = readEscpos(printer.jobs[0]!);
  expect(proof.text).toContain('áéíóú ÁÉÍÓÚ ñÑ üÜ çÇ');
  expect(proof.text).toContain('1.234,50 €');
  expect(proof.commands).toContain('GS V');
  expect(proof.commands).toContain('GS v0');
  expect(proof.commands).toContain('GS k');

  await till.go('Vender');
  await till.sellThree();
  await till.page.getByRole('button', { name: 'Imprimir' }).click();
  await expect.poll(() => printer.jobs.length).toBe(2);
  const receipt = readEscpos(printer.jobs[1]!).text;
  expect(receipt).toMatch(/Recibo R\d+-0+1/);
  expect(receipt).not.toContain('DUPLICADO');

  await till.page.keyboard.press('F10');
  await expect.poll(() => printer.jobs.length).toBe(3);
  expect(readEscpos(printer.jobs[2]!).text).toContain('DUPLICADO');
  await printer.stop();

  await till.page.keyboard.press('F10');
  await expect(till.page.getByText(/La impresora «Barra» no responde/)).toBeVisible();
  const saved = till.page.waitForEvent('download');
  await till.page.getByRole('button', { name: 'Guardar PDF' }).click();
  expect((await saved).suggestedFilename()).toMatch(/^R\d+-0+1\.pdf$/);
});

test('the drawer opens once for a sale in cash, and by permission without one', async ({
  hub,
  till,
}) => {
  const printer = new NetworkPrinter();
  hub.addPrinter('Barra', await printer.start());
  await till.begin(hub);
  await openSetup(till);
  await till.page.getByText('Por la red (servidor)').click();
  await till.page.getByRole('radio', { name: 'Barra' }).click();
  const drawer = till.page.getByRole('radiogroup', { name: 'Abre el cajón' });
  await drawer.getByRole('radio', { name: 'Sí' }).click();
  const pulses = () =>
    printer.jobs.flatMap((job) => readEscpos(job).commands).filter((each) => each === 'ESC p');

  await till.go('Vender');
  await till.sellThree();
  await expect.poll(() => pulses().length).toBe(1); // nobody asked for a paper
  await till.page.keyboard.press('F10');
  await expect.poll(() => printer.jobs.length).toBe(2);
  expect(readEscpos(printer.jobs[1]!).text).not.toContain('DUPLICADO');
  expect(pulses()).toHaveLength(1);
  await till.page.getByRole('button', { name: 'Nueva venta' }).click();

  await till.go('Caja');
  await till.page.getByRole('button', { name: 'Abrir cajón' }).click();
  const asked = till.page.getByRole('dialog', { name: 'Permiso de un supervisor' });
  expect(pulses()).toHaveLength(1);
  await asked.getByRole('button', { name: owner.name }).click();
  await till.page.keyboard.type(owner.pin, { delay: 40 });
  await asked.getByRole('button', { name: 'Permitir' }).click();
  await expect.poll(() => pulses().length).toBe(2);
  await printer.stop();
});

test('a receipt that was shared is not yet printed', async ({ hub, till }) => {
  const printer = new NetworkPrinter();
  hub.addPrinter('Barra', await printer.start());
  await till.begin(hub);
  await openSetup(till);
  await till.page.getByText('Por la red (servidor)').click();
  await till.page.getByRole('radio', { name: 'Barra' }).click();
  await till.go('Vender');
  await till.sellThree();
  await till.page.getByRole('button', { name: 'Nueva venta' }).click();
  await till.go('Recibos');
  await till.page.getByRole('gridcell').first().getByRole('button').click();
  const saved = till.page.waitForEvent('download');
  await till.page.getByRole('button', { name: 'PDF' }).click();
  await saved;
  await till.page.keyboard.press('F10');
  await expect.poll(() => printer.jobs.length).toBe(1);
  expect(readEscpos(printer.jobs[0]!).text).not.toContain('DUPLICADO');
  await printer.stop();
});

/** A USB receipt printer at the edge of the browser: what the page sends lands in `window.paper`. */
async function plugInUsb(page: Page): Promise<void> {
  await page.addInitScript(() => {
    const sent: number[] = [];
    let chosen = false;
    const device = {
      productName: 'TM-T20',
      configuration: {
        interfaces: [
          {
            interfaceNumber: 0,
            alternates: [
              {
                alternateSetting: 0,
                interfaceClass: 7,
                endpoints: [
                  { endpointNumber: 2, direction: 'in', type: 'bulk' },
                  { endpointNumber: 1, direction: 'out', type: 'bulk' },
                ],
              },
            ],
          },
        ],
      },
      open: async () => {},
      close: async () => {},
      claimInterface: async () => {},
      releaseInterface: async () => {},
      selectConfiguration: async () => {},
      transferOut: async (endpoint: number, data: Uint8Array) => {
        if (endpoint !== 1) return { status: 'stall' };
        sent.push(...data);
        return { status: 'ok' };
      },
    };
    const usb = {
      getDevices: async () => (chosen ? [device] : []),
      requestDevice: async () => {
        chosen = true;
        return device;
      },
    };
    Object.defineProperty(navigator, 'usb', { value: usb });
    Object.assign(window, { paper: sent });
  });
}

test('a printer at the USB port is picked and gets the bytes; an unpicked one is told', async ({
  hub,
  till,
}) => {
  await plugInUsb(till.page);
  await till.begin(hub);
  await openSetup(till);
  await till.page.getByText('USB', { exact: true }).click();
  await till.page.getByRole('button', { name: 'Imprimir prueba' }).click();
  await expect(till.page.getByText(/No hay ninguna impresora elegida/)).toBeVisible();
  await till.page.getByRole('button', { name: 'Elegir impresora…' }).click();
  await expect(till.page.getByText('Impresora elegida: TM-T20')).toBeVisible();
  await till.page.getByRole('radio', { name: '58 mm' }).click();
  await till.page.getByRole('radio', { name: 'WPC1252' }).click();
  await till.page.getByRole('button', { name: 'Imprimir prueba' }).click();
  await expect(till.page.getByText('La prueba se envió a la impresora.')).toBeVisible();
  const { text } = readEscpos(await printed(till.page));
  expect(text).toContain('32 × 384 · 203 dpi · WPC1252');
  expect(text).toContain('....:....1....:....2....:....3..\n');
});

/** What the page sent to the printer at the browser's edge. */
async function printed(page: Page): Promise<Buffer> {
  return Buffer.from(await page.evaluate(() => (window as unknown as { paper: number[] }).paper));
}

/** A serial port that takes its time, and an older one that was picked once and must get nothing. */
async function plugInSerial(page: Page): Promise<void> {
  await page.addInitScript(() => {
    const sent: number[] = [];
    const opened: unknown[] = [];
    const port = (take: (bytes: Uint8Array) => void) => {
      let writable: WritableStream<Uint8Array> | null = null;
      return {
        get writable() {
          return writable;
        },
        open: async (options: unknown) => {
          if (writable) throw new DOMException('open', 'InvalidStateError');
          opened.push(options);
          writable = new WritableStream({
            write: (bytes) =>
              new Promise((done) => {
                take(bytes);
                setTimeout(done, 2);
              }),
          });
        },
        close: async () => {
          writable = null;
        },
      };
    };
    const old = port(() => sent.push(0));
    const mine = port((bytes) => sent.push(...bytes));
    let chosen = false;
    const serial = {
      getPorts: async () => (chosen ? [old, mine] : []),
      requestPort: async () => {
        chosen = true;
        return mine;
      },
    };
    Object.defineProperty(navigator, 'serial', { value: serial });
    Object.assign(window, { paper: sent, opened });
  });
}

test('a printer at a serial port gets every byte at its speed, one paper after the other', async ({
  hub,
  till,
}) => {
  await plugInSerial(till.page);
  await till.begin(hub);
  await openSetup(till);
  await till.page.getByText('Puerto serie', { exact: true }).click();
  await till.page.getByRole('radio', { name: '38400' }).click();
  await till.page.getByRole('button', { name: 'Elegir impresora…' }).click();
  await expect(till.page.getByText('Impresora elegida.')).toBeVisible();
  await till.page.getByRole('button', { name: 'Imprimir prueba' }).click();
  await expect(till.page.getByText('La prueba se envió a la impresora.')).toBeVisible();
  const proof = await printed(till.page);
  expect(readEscpos(proof).text).toContain('áéíóú ÁÉÍÓÚ ñÑ üÜ çÇ');

  await till.go('Vender');
  await till.sellThree();
  await till.page.keyboard.press('F10');
  await till.page.keyboard.press('F10');
  const both = async () =>
    readEscpos((await printed(till.page)).subarray(proof.length)).commands.filter(
      (each) => each === 'GS V',
    ).length;
  await expect.poll(both).toBe(2);
  const papers = readEscpos((await printed(till.page)).subarray(proof.length)).text;
  expect(papers.match(/Recibo R\d+-0+1/g)).toHaveLength(2);
  expect(papers.match(/DUPLICADO/g)).toHaveLength(1);
  const opened = await till.page.evaluate(
    () => (window as unknown as { opened: { baudRate: number }[] }).opened,
  );
  expect(opened.map(({ baudRate }) => baudRate)).toEqual([38400, 38400, 38400]);
});

/** A Bluetooth printer: a service without a channel, then one that answers each write. */
async function pairBluetooth(page: Page): Promise<void> {
  await page.addInitScript(() => {
    const sent: number[] = [];
    const sizes: number[] = [];
    let connected = false;
    const channel = {
      properties: { write: true, writeWithoutResponse: true },
      writeValueWithResponse: async (bytes: Uint8Array) => {
        if (!connected) throw new DOMException('gone', 'NetworkError');
        sizes.push(bytes.length);
        sent.push(...bytes);
      },
      writeValueWithoutResponse: async () => {
        throw new Error('the answer is what holds the page back');
      },
    };
    const silent = {
      getCharacteristics: async () => [
        { properties: { write: false, writeWithoutResponse: false } },
      ],
    };
    const server = {
      getPrimaryServices: async () => [silent, { getCharacteristics: async () => [channel] }],
      disconnect: () => {
        connected = false;
      },
    };
    const device = {
      name: 'MTP-II',
      gatt: {
        connect: async () => {
          connected = true;
          return server;
        },
      },
    };
    const bluetooth = { requestDevice: async () => device };
    Object.defineProperty(navigator, 'bluetooth', { value: bluetooth });
    Object.assign(window, { paper: sent, sizes });
  });
}

test('a Bluetooth printer gets the bytes in small pieces', async ({ hub, till }) => {
  await pairBluetooth(till.page);
  await till.begin(hub);
  await openSetup(till);
  await till.page.getByText('Bluetooth', { exact: true }).click();
  await till.page.getByRole('button', { name: 'Elegir impresora…' }).click();
  await expect(till.page.getByText('Impresora elegida: MTP-II')).toBeVisible();
  await till.page.getByRole('radio', { name: '58 mm' }).click();
  await till.page.getByRole('button', { name: 'Imprimir prueba' }).click();
  await expect(till.page.getByText('La prueba se envió a la impresora.')).toBeVisible();
  const { text, commands } = readEscpos(await printed(till.page));
  expect(text).toContain('1.234,50 €');
  expect(commands).toContain('GS v0');
  const sizes = await till.page.evaluate(() => (window as unknown as { sizes: number[] }).sizes);
  expect(Math.max(...sizes)).toBeLessThanOrEqual(180);
});

test('where the system can share, a PDF goes to its sheet', async ({ hub, till }) => {
  await till.page.addInitScript(() => {
    const shared: string[] = [];
    Object.assign(navigator, {
      canShare: ({ files }: { files: File[] }) => files[0]?.type === 'application/pdf',
      share: async ({ files }: { files: File[] }) => {
        shared.push(files[0]!.name, (await files[0]!.text()).slice(0, 5));
      },
    });
    Object.assign(window, { shared });
  });
  await till.begin(hub);
  await till.sellThree();
  await till.go('Recibos');
  await till.page.getByRole('button', { name: /R\d+-0+1/ }).click();
  await till.page.getByRole('button', { name: 'PDF' }).click();
  const shared = () => till.page.evaluate(() => (window as unknown as { shared: string[] }).shared);
  await expect.poll(shared).toEqual([expect.stringMatching(/^R\d+-0+1\.pdf$/), '%PDF-']);
});

test('a receipt as a PDF, and the set-up stays after a reload', async ({ hub, till }) => {
  await till.begin(hub);
  await till.sellThree();
  await till.go('Recibos');
  await till.page.getByRole('button', { name: /R\d+-0+1/ }).click();
  const download = till.page.waitForEvent('download');
  await till.page.getByRole('button', { name: 'PDF' }).click();
  expect((await download).suggestedFilename()).toMatch(/^R\d+-0+1\.pdf$/);

  await openSetup(till);
  await till.page.getByText('Por la red (servidor)').click();
  await till.page.getByRole('radio', { name: 'PC437' }).click();
  await till.page.reload();
  await expect(till.page.getByLabel('Por la red (servidor)')).toBeChecked();
  await expect(till.page.getByRole('radio', { name: 'PC437' })).toBeChecked();
  await expect(
    till.page.getByText('El servidor no tiene impresoras todavía', {
      exact: false,
    }),
  ).toBeVisible();
});
