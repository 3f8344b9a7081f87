// Draws codes with bwip-js, which has nothing in common with the reader, so that the truth is known.
import bwipjs from 'bwip-js/node';

/** `format` as our reader names it, bwip-js's name, and a text that a shop could meet. */
const KINDS = [
  { format: 'EAN-13', bcid: 'ean13', text: (random) => withCheckDigit(random.pick(['77', '84', '50', '40', '69']) + random.digits(10)) },
  { format: 'EAN-8', bcid: 'ean8', text: (random) => withCheckDigit(`${random.integer(1, 9)}${random.digits(6)}`) },
  { format: 'UPC-A', bcid: 'upca', text: (random) => withCheckDigit(random.digits(11)) },
  { format: 'UPC-E', bcid: 'upce', text: (random) => upcE(random.digits(6)) },
  { format: 'Code128', bcid: 'code128', text: (random) => `${random.letters(4)}-${random.digits(random.integer(4, 8))}` },
  { format: 'Code39', bcid: 'code39', text: (random) => `${random.letters(3)}${random.digits(random.integer(3, 5))}` },
  { format: 'ITF', bcid: 'interleaved2of5', text: (random) => withCheckDigit(`${random.integer(1, 8)}${random.digits(12)}`) },
  { format: 'QRCode', bcid: 'qrcode', text: (random) => random.pick([() => `mostrador:receipt:${uuid(random)}`, () => `https://example.org/${random.letters(12)}`, () => random.letters(10)])() },
  { format: 'DataMatrix', bcid: 'datamatrix', text: (random) => random.letters(random.integer(6, 24)) },
];

export const FORMATS = KINDS.map(({ format }) => format);

/** A code of a format with a random text: `{ format, text, width, height, isDark(x, y) }` in modules, without quiet zone. */
export function randomCode(format, random) {
  return drawCode(format, KINDS.find((kind) => kind.format === format).text(random));
}

export function drawCode(format, text) {
  const { bcid } = KINDS.find((kind) => kind.format === format);
  const [drawn] = bwipjs.raw({ bcid, text });
  return { format, text, ...(drawn.pixs ? matrix(drawn) : bars(drawn)) };
}

function matrix({ pixs, pixx, pixy }) {
  return {
    width: pixx,
    height: pixy,
    quiet: 4,
    isDark: (x, y) => x >= 0 && y >= 0 && x < pixx && y < pixy && pixs[Math.floor(y) * pixx + Math.floor(x)] === 1,
  };
}

/** `sbs` are the widths of bars and spaces in turn, beginning with a bar. */
function bars({ sbs }) {
  const row = sbs.flatMap((width, at) => Array(Math.round(width)).fill(at % 2 === 0));
  const width = row.length;
  const height = Math.max(22, Math.round(width * 0.45));
  return { width, height, quiet: 10, isDark: (x, y) => x >= 0 && x < width && y >= 0 && y < height && row[Math.floor(x)] };
}

function withCheckDigit(digits) {
  const sum = [...digits].reverse().reduce((total, digit, at) => total + Number(digit) * (at % 2 === 0 ? 3 : 1), 0);
  return digits + ((10 - (sum % 10)) % 10);
}

/** Six digits of a UPC-E with its number system and the check digit of the UPC-A that it stands for. */
function upcE(six) {
  const last = Number(six[5]);
  const long =
    last <= 2
      ? six.slice(0, 2) + last + '0000' + six.slice(2, 5)
      : last === 3
        ? six.slice(0, 3) + '00000' + six.slice(3, 5)
        : last === 4
          ? six.slice(0, 4) + '00000' + six[4]
          : six.slice(0, 5) + '0000' + last;
  return `0${six}${withCheckDigit(`0${long}`).at(-1)}`;
}

function uuid(random) {
  const hex = (count) => random.letters(count, '0123456789abcdef');
  return `${hex(8)}-${hex(4)}-7${hex(3)}-a${hex(3)}-${hex(12)}`;
}
