import { execFileSync } from 'node:child_process';
import { copyFileSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Paper, PaperBlock } from '../../../build/wasm-release/core/commands';
import type { MainModule } from '../../../build/wasm-release/core/papers';

type Reply = { ok: true; bytes: Uint8Array } | { ok: false; error: { code: string } };

/** As a copy that Node takes for a module under Playwright's loader, too. */
function moduleFile(): string {
  const core = resolve(import.meta.dirname, '../../../build/wasm-release/core');
  const folder = mkdtempSync(join(tmpdir(), 'mostrador-papers-'));
  process.on('exit', () => rmSync(folder, { recursive: true, force: true }));
  copyFileSync(join(core, 'papers.js'), join(folder, 'papers.mjs'));
  copyFileSync(join(core, 'papers.wasm'), join(folder, 'papers.wasm'));
  return pathToFileURL(join(folder, 'papers.mjs')).href;
}

const { default: createModule } = (await import(moduleFile())) as {
  default(): Promise<MainModule>;
};

/** The renderers that the shell loads for printing. */
export const papers = await createModule();

export function bytesOf(reply: unknown): Buffer {
  const answer = reply as Reply;
  if (!answer.ok) throw new Error(answer.error.code);
  return Buffer.from(answer.bytes);
}

/** The first page of a PDF as a picture, drawn by poppler. */
export function pictureOf(pdf: Buffer, dpi: number): Buffer {
  const folder = mkdtempSync(join(tmpdir(), 'mostrador-pdf-'));
  try {
    writeFileSync(join(folder, 'in.pdf'), pdf);
    const args = [
      '-png',
      '-r',
      String(dpi),
      '-singlefile',
      join(folder, 'in.pdf'),
      join(folder, 'out'),
    ];
    execFileSync('pdftoppm', args, { stdio: 'pipe' });
    return readFileSync(join(folder, 'out.png'));
  } finally {
    rmSync(folder, { recursive: true });
  }
}

const block = (kind: PaperBlock['kind'], rest: Partial<PaperBlock> = {}): PaperBlock => ({
  kind,
  style: 'normal',
  align: 'start',
  text: '',
  detail: '',
  amount: '',
  size: 0,
  ...rest,
});
const center = (text: string, style: PaperBlock['style'] = 'normal') =>
  block('text', { text, style, align: 'center' });
const sum = (text: string, amount: string, style: PaperBlock['style'] = 'normal') =>
  block('columns', { text, amount, style });
const item = (text: string, detail: string, amount: string) =>
  block('item', { text, detail, amount });

/** A receipt of a Spanish café, as the core makes it. */
export const receipt: Paper = {
  form: 'receipt',
  name: 'R001-00000042',
  language: 'es',
  copies: 1,
  blocks: [
    center('DUPLICADO', 'banner'),
    block('image', { text: 'logo', align: 'center' }),
    center('Café La Esquina', 'title'),
    center('Esquina Hostelería S.L.'),
    center('NIF B12345674'),
    center('Centro'),
    center('Calle Mayor 1, 28013 Madrid'),
    center('Recibo R001-00000042', 'heading'),
    center('20/11/2026 13:05 · Caja 1'),
    center('Atendido por Ana Quispe'),
    block('rule'),
    item('Café con leche', '2 ud × 6,00', '12,00'),
    item(
      'Piñón tostado de la sierra de Gredos en bolsa de cuarto de kilo',
      '0,25 kg × 30,00',
      '7,50',
    ),
    block('rule'),
    sum('Subtotal', '17,11'),
    sum('IVA 10 % (base 10,91)', '1,09'),
    sum('IVA 21 % (base 6,20)', '1,30'),
    sum('Total', '19,50 €', 'total'),
    sum('Efectivo', '20,00'),
    sum('Vuelto', '0,50'),
    block('qr', {
      text: 'https://hub.example/r/deadbeef/01980000-0000-7000-8000-000000000001',
      align: 'center',
      size: 30,
    }),
    center('Este recibo en línea', 'small'),
    center('¡Gracias por su compra!'),
    block('cut'),
  ],
};

export const label: Paper = {
  form: 'label',
  name: 'A-1',
  language: 'es',
  copies: 7,
  blocks: [
    block('text', { text: 'Café molido de altura', style: 'strong' }),
    block('text', { text: 'S/ 12.50', style: 'title' }),
    block('barcode', {
      text: '7750182000017',
      detail: 'ean13',
      size: 12,
      align: 'center',
    }),
    block('cut'),
  ],
};

export const tableSheet: Paper = {
  form: 'sheet',
  name: 'Mesa 7',
  language: 'es',
  copies: 3,
  blocks: [
    center('Café La Esquina', 'strong'),
    center('Mesa 7', 'title'),
    block('qr', { text: 'https://hub.example/m/7', align: 'center', size: 45 }),
    center('Escanee para ver la carta'),
    block('cut'),
  ],
};
