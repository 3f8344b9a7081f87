// The renderers of papers (wasm/papers), loaded when a printer or a PDF is first wanted.

import type { Paper } from '../core/commands';
import { CoreError, type ErrorBody } from '../core/errors';
import createModule, { type MainModule } from '@core-wasm/papers';
import { logo } from './logo';
import type { Printer } from './setup';

type Bytes = Uint8Array<ArrayBuffer>;
type Reply<T> = ({ ok: true } & T) | { ok: false; error: ErrorBody };

let loading: Promise<MainModule> | null = null;

function papersModule(): Promise<MainModule> {
  loading ??= createModule().catch((error: unknown) => {
    loading = null; // the network may be back at the next try
    throw error;
  });
  return loading;
}

function unwrap<T>(reply: unknown): T {
  const answer = reply as Reply<T>;
  if (answer.ok) return answer;
  throw new CoreError(answer.error);
}

export async function escpos(papers: Paper[], printer: Printer): Promise<Bytes> {
  const module = await papersModule();
  const picture = await logo.forPrinter(printer.dots);
  const reply = module.escpos(JSON.stringify(papers), JSON.stringify(printer), picture);
  return unwrap<{ bytes: Bytes }>(reply).bytes;
}

export async function pdf(papers: Paper[], page: 'a4' | 'mm80' | 'mm58'): Promise<Bytes> {
  const module = await papersModule();
  const reply = module.pdf(JSON.stringify(papers), page, await logo.forPrinter(576));
  return unwrap<{ bytes: Bytes }>(reply).bytes;
}

/** As HTML with barcodes, which the core's own leaves out. */
export async function html(papers: Paper[]): Promise<string> {
  const module = await papersModule();
  return unwrap<{ html: string }>(module.html(JSON.stringify(papers))).html;
}

export async function testPaper(printer: Printer, language: string): Promise<Paper> {
  const module = await papersModule();
  const reply = module.testPaper(JSON.stringify(printer), language);
  return JSON.parse(unwrap<{ paper: string }>(reply).paper) as Paper;
}
