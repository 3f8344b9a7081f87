import type { Paper } from '../core/commands';
import { pdf } from './papers';

/** Hands a PDF to the system's share sheet, or saves it where there is none. */
export async function sharePdf(papers: Paper[], page: 'a4' | 'mm80' | 'mm58'): Promise<void> {
  const name = `${papers[0]?.name ?? 'mostrador'}.pdf`;
  const file = new File([await pdf(papers, page)], name, { type: 'application/pdf' });
  if (navigator.canShare?.({ files: [file] })) {
    try {
      return await navigator.share({ files: [file], title: name });
    } catch (thrown) {
      if (thrown instanceof DOMException && thrown.name === 'AbortError') return; // changed their mind
    }
  }
  save(file);
}

function save(file: File): void {
  const address = URL.createObjectURL(file);
  const link = document.createElement('a');
  link.href = address;
  link.download = file.name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(address), 60_000);
}
