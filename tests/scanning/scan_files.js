// node scan_files.js DIR...: what scan_files.cpp does, with the scanner's module as WebAssembly.

import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import jpeg from 'jpeg-js';
import { PNG } from 'pngjs';
import { loadScanner } from './scanner.js';

const IMAGE = /\.(png|jpe?g)$/i;
/** More than any camera gives. */
const DECODER_LIMITS = { maxResolutionInMP: 400, maxMemoryUsageInMB: 8192 };

const places = process.argv.slice(2);
if (places.length === 0) {
  console.error('usage: node scan_files.js DIR...');
  process.exit(2);
}
const scanner = await loadScanner();
for (const file of places.flatMap(imageFiles)) {
  const image = readImage(file);
  if (image) scan(file, image);
}

function imageFiles(place) {
  if (!statSync(place, { throwIfNoEntry: false })?.isDirectory()) return [place];
  return readdirSync(place, { recursive: true })
    .map((name) => join(place, name))
    .filter((path) => IMAGE.test(path) && statSync(path).isFile())
    .sort((a, b) => Buffer.compare(Buffer.from(a), Buffer.from(b)));
}

function readImage(file) {
  try {
    const bytes = readFileSync(file);
    return bytes[0] === 0x89 ? onPaper(PNG.sync.read(bytes)) : jpeg.decode(bytes, { ...DECODER_LIMITS, useTArray: true });
  } catch (error) {
    console.error(`${file}: is no PNG or JPEG that can be read (${error.message})`);
    process.exitCode = 1;
    return null;
  }
}

/** White shows through where a picture is transparent. */
function onPaper(image) {
  const { data } = image;
  for (let i = 0; i < data.length; i += 4) {
    const opaque = data[i + 3];
    if (opaque === 255) continue;
    for (let channel = i; channel < i + 3; channel++) data[channel] = (data[channel] * opaque + 255 * (255 - opaque)) / 255;
  }
  return image;
}

function scan(file, image) {
  const codes = scanner.readColour(image);
  codes.sort((a, b) => a.corners[1] - b.corners[1] || a.corners[0] - b.corners[0]);
  for (const { format, text } of codes) console.log(`${file}\t${format}\t${escaped(text)}`);
}

/** A line for each code, so what would end a line or a column is written as an escape. */
function escaped(text) {
  return text.replace(/[\x00-\x1f\x7f]/g, (character) => `\\x${character.charCodeAt(0).toString(16).padStart(2, '0')}`);
}
