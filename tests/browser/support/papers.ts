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

/** A paper as the shell shows it, as a page that needs nothing else. */
export function htmlOf(paper: Paper, width: number): string {
  const answer = papers.html(JSON.stringify([paper])) as
    { ok: true; html: string } | { ok: false; error: { code: string } };
  if (!answer.ok) throw new Error(answer.error.code);
  const web = resolve(import.meta.dirname, '../../../web/src');
  const style = ['styles/tokens.css', 'styles/base.css', 'ui/paper.css']
    .map((file) => readFileSync(join(web, file), 'utf8'))
    .join('\n');
  return `<!doctype html><style>${style}</style><div class="mm${width}">${answer.html}</div>`;
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
      size: 34,
    }),
    center('Este recibo en línea', 'small'),
    center('¡Gracias por su compra!'),
    block('cut'),
  ],
};

const head = receipt.blocks.slice(1, 7);

/** An invoice of that receipt, for a company with a long name. */
export const invoice: Paper = {
  ...receipt,
  name: 'F001-00000007',
  blocks: [
    ...head,
    center('Factura F001-00000007', 'heading'),
    center('Cliente', 'small'),
    center('Construcciones y Reformas Hermanos Fernández de la Vega y Asociados S.L.'),
    center('NIF B87654321'),
    center('Avenida de la Constitución 128, escalera 2, 3.º B, 41004 Sevilla'),
    center('De R001-00000042'),
    ...receipt.blocks.slice(8),
  ],
};

/** What came back for a voucher: two codes on one paper. */
export const creditNote: Paper = {
  ...receipt,
  name: 'C001-00000003',
  blocks: [
    ...head,
    center('Nota de crédito C001-00000003', 'heading'),
    center('De R001-00000042'),
    center('20/11/2026 13:05 · Caja 1'),
    block('rule'),
    item('Café con leche', '-2 ud × 6,00', '-12,00'),
    block('rule'),
    sum('Subtotal', '-10,91'),
    sum('IVA 10 %', '-1,09'),
    sum('Total', '-12,00 €', 'total'),
    sum('Vale V-7KQ2M-9XHTD', '-12,00'),
    block('rule'),
    center('Vale V-7KQ2M-9XHTD', 'heading'),
    center('12,00 €', 'title'),
    block('qr', {
      text: 'mostrador:voucher:V-7KQ2M-9XHTD',
      align: 'center',
      size: 34,
    }),
    center('Válido hasta 20/11/2027'),
    block('rule'),
    ...receipt.blocks.slice(-4),
  ],
};

/** The Z of a day with everything in it. */
export const report: Paper = {
  form: 'ticket',
  name: 'Cierre Z 118',
  language: 'es',
  copies: 1,
  blocks: [
    center('Café La Esquina', 'title'),
    center('Centro · Caja 1'),
    center('Cierre Z 118', 'heading'),
    center('Apertura 20/11/2026 07:55 · Ana Quispe'),
    center('Cierre 20/11/2026 22:10 · María del Carmen Ñahui Quispe'),
    block('rule'),
    sum('Ventas', '12.345,60', 'total'),
    sum('Recibos', '312'),
    block('text', { text: 'R001-00000042 – R001-00000353', style: 'small' }),
    sum('Fondo inicial', '100,00'),
    sum('Devoluciones', '-24,00'),
    sum('Propinas', '61,50'),
    block('rule'),
    block('text', { text: 'Entradas y salidas', style: 'small' }),
    sum('Pan de la panadería de enfrente, que hoy no trajo factura', '-18,50'),
    sum('Cajón abierto', '0,00'),
    block('rule'),
    block('text', { text: 'Medios de pago', style: 'small' }),
    block('text', { text: 'Efectivo', style: 'strong' }),
    sum('Esperado', '5.210,40'),
    sum('Contado', '5.208,40'),
    sum('Diferencia', '-2,00', 'strong'),
    block('rule'),
    block('text', { text: 'Contado', style: 'small' }),
    block('text', { text: '12 × 50,00' }),
    block('rule'),
    block('text', { text: 'Impuestos', style: 'small' }),
    sum('IVA 10 % (base 11.223,27)', '1.122,33'),
    block('text', { text: 'Faltó una moneda de 2 €.' }),
    block('cut'),
  ],
};

export const kitchenTicket: Paper = {
  form: 'ticket',
  name: 'Comanda Mesa 5 · TA12',
  language: 'es',
  copies: 1,
  blocks: [
    center('DUPLICADO', 'banner'),
    center('Cocina', 'title'),
    center('Comanda Mesa 5 · TA12', 'heading'),
    center('20/11/2026 21:40 · Luis Torres'),
    block('rule'),
    block('text', { text: '2 × Lomo saltado', style: 'large' }),
    block('text', {
      text: 'Doble, sin cebolla · uno muy hecho',
      style: 'strong',
    }),
    block('text', { text: '1 × Arroz chaufa de mariscos', style: 'large' }),
    block('rule'),
    block('cut'),
  ],
};

export const customerCard: Paper = {
  form: 'ticket',
  name: 'María del Carmen Ñahui Quispe',
  language: 'es',
  copies: 1,
  blocks: [
    center('Café La Esquina', 'strong'),
    center('María del Carmen Ñahui Quispe', 'title'),
    block('qr', {
      text: 'mostrador:customer:01980000-0000-7000-8000-0000000000c1',
      align: 'center',
      size: 34,
    }),
    center('Tarjeta de cliente'),
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
    block('qr', {
      text: 'mostrador:table:01980000-0000-7000-8000-000000000007',
      align: 'center',
      size: 45,
    }),
    center('Código de la mesa'),
    block('cut'),
  ],
};
