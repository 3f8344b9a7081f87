// Every error code of the core has a sentence in the catalogue (which errors_en.ts must mirror, by its type).
import { readFileSync } from 'node:fs';

const read = (path) => readFileSync(new URL(path, import.meta.url), 'utf8');
const codes = [
  ...read('../../shared/base/error_codes.def').matchAll(
    /^MOSTRADOR_ERROR_CODE\(\d+, \w+, "([^"]+)"\)/gm,
  ),
].map((match) => match[1]);
const catalogue = read('../src/i18n/errors_es.ts');
const missing = codes.filter((code) => !catalogue.includes(`'${code}'`));

if (codes.length === 0)
  throw new Error('error_codes.def has no codes, or is written differently now');
if (missing.length > 0) throw new Error(`no text for: ${missing.join(', ')}`);
