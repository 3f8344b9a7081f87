import {
  bytesOf,
  creditNote,
  customerCard,
  htmlOf,
  invoice,
  kitchenTicket,
  label,
  papers,
  pictureOf,
  receipt,
  report,
  tableSheet,
} from '../support/papers';
import { readEscpos } from '../support/escpos';
import { expect, test } from '../support/test';

// PDFs as poppler draws them, against pictures that somebody has looked at.
const pdfs = [
  { name: 'receipt-a4', page: 'a4', dpi: 72, of: [receipt] },
  { name: 'receipt-80', page: 'mm80', dpi: 110, of: [receipt] },
  { name: 'receipt-58', page: 'mm58', dpi: 110, of: [receipt] },
  { name: 'invoice-a4', page: 'a4', dpi: 72, of: [invoice] },
  { name: 'credit-note-80', page: 'mm80', dpi: 110, of: [creditNote] },
  { name: 'report-80', page: 'mm80', dpi: 110, of: [report] },
  { name: 'kitchen-58', page: 'mm58', dpi: 110, of: [kitchenTicket] },
  { name: 'labels', page: 'a4', dpi: 72, of: [label] },
  { name: 'tables', page: 'a4', dpi: 72, of: [tableSheet] },
];

for (const { name, page, dpi, of } of pdfs) {
  test(`the PDF "${name}" looks as it did`, () => {
    const pdf = bytesOf(papers.pdf(JSON.stringify(of), page, null));
    expect(pictureOf(pdf, dpi)).toMatchSnapshot(`${name}.png`, {
      maxDiffPixelRatio: 0.01,
    });
  });
}

// The same papers as a browser draws them, with the shell's own style.
const pages = [
  { name: 'receipt', of: receipt },
  { name: 'invoice', of: invoice },
  { name: 'credit-note', of: creditNote },
  { name: 'report', of: report },
  { name: 'kitchen', of: kitchenTicket },
  { name: 'card', of: customerCard },
  { name: 'label', of: label },
];

for (const width of [80, 58]) {
  test(`the HTML of ${width} mm looks as it did`, async ({ till: { page } }) => {
    for (const { name, of } of pages) {
      await page.setContent(htmlOf({ ...of, copies: 1 }, width));
      const paper = page.locator('.paper').first();
      expect(await paper.screenshot()).toMatchSnapshot(`html-${name}-${width}.png`, {
        maxDiffPixelRatio: 0.01,
      });
    }
  });
}

test('somebody else reads in the ESC/POS what the paper says', () => {
  const printer = {
    columns: 42,
    dots: 512,
    dpi: 203,
    codePage: 'wpc1252',
    qr: 'native',
    barcode: 'native',
    cuts: true,
    drawer: false,
  };
  const bytes = bytesOf(papers.escpos(JSON.stringify([receipt]), JSON.stringify(printer), null));
  const { text, commands } = readEscpos(bytes);
  for (const part of ['Café La Esquina', 'NIF B12345674', '19,50 €', '¡Gracias por su compra!'])
    expect(text).toContain(part);
  expect(text).toContain(' DUPLICADO ');
  expect(text).toContain('  0,25 kg × 30,00' + ' '.repeat(21) + '7,50\n');
  expect(commands.filter((each) => each === 'GS (k')).toHaveLength(5);
  expect(commands.filter((each) => each === 'GS V')).toHaveLength(1);
});

for (const width of [80, 58]) {
  test(`a receipt of ${width} mm stands inside its paper, amounts under each other`, async ({
    hub,
    till,
  }) => {
    await till.begin(hub);
    await till.go('Ajustes');
    await till.page.getByRole('radio', { name: `${width} mm` }).click();
    await till.go('Vender');
    await till.sellThree();
    const paper = till.page.locator('.paper');
    await expect(paper).toBeVisible();
    const seen = await paper.evaluate((element) => {
      const box = element.getBoundingClientRect();
      // A place for a logo that nobody chose takes none.
      const shown = [...element.querySelectorAll('*')].filter(
        (each) => each.getClientRects().length > 0,
      );
      const inside = shown.every((each) => {
        const { left, right } = each.getBoundingClientRect();
        return left >= box.left - 0.5 && right <= box.right + 0.5;
      });
      const amounts = [...element.querySelectorAll('tr > :last-child:not(:only-child)')];
      const ends = amounts.map((each) => Math.round(each.getBoundingClientRect().right));
      const qr = element.querySelector('.qr')!.getBoundingClientRect();
      const millimetre = 96 / 25.4;
      return {
        width: Math.round(box.width / millimetre),
        inside,
        rows: amounts.length,
        ends: new Set(ends).size,
        square: Math.abs(qr.width - qr.height) < 1,
        qr: qr.width / millimetre,
        overflow: element.scrollWidth > element.clientWidth,
      };
    });
    expect(seen).toMatchObject({
      width,
      inside: true,
      ends: 1,
      square: true,
      overflow: false,
    });
    expect(seen.rows).toBeGreaterThan(5);
    expect(seen.qr).toBeGreaterThan(35); // 30 mm and the quiet zone
  });
}
