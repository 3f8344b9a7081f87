import type { FromList } from './messages';

export class ListError extends Error {
  constructor(readonly reason: 'unreadable' | 'empty' | 'large') {
    super(reason);
  }
}

/** Reads a CSV or XLSX file off the page's thread; `signal` ends it at once. */
export function readList(file: File, signal: AbortSignal): Promise<string[]> {
  const worker = new Worker(new URL('./worker/list.worker.ts', import.meta.url), {
    type: 'module',
  });
  return new Promise<string[]>((resolve, reject) => {
    signal.addEventListener('abort', () => reject(signal.reason));
    worker.onerror = () => reject(new ListError('unreadable'));
    worker.onmessage = ({ data }: MessageEvent<FromList>) =>
      'pieces' in data ? resolve(data.pieces) : reject(new ListError(data.failed));
    worker.postMessage({ file });
  }).finally(() => worker.terminate());
}
