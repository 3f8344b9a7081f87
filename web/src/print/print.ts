// What screens call to put something on paper. Everything but the system's dialog is loaded when it
// is first needed.

import { client } from '../core/client';
import type { Id, Printout } from '../core/commands';
import { t } from '../i18n';
import { notify, report } from '../state/messages';
import { paper } from '../state/preferences';
import { printPaper } from '../ui/paper';

/** Whether this device sends to a printer of its own (print/setup.ts keeps it). */
function printsItself(): boolean {
  const kept = localStorage.getItem('printer');
  return kept !== null && !kept.includes('"connection":"system"');
}

/** Prints on this device's printer, or through the system's dialog. */
export async function print({ papers, html }: Printout): Promise<void> {
  if (!printsItself()) {
    const labels = papers.some(({ form }) => form === 'label');
    const complete = labels ? await (await import('./papers')).html(papers) : html;
    return printPaper(complete, paper.value);
  }
  const { send } = await import('./send');
  await send(papers);
}

/** A receipt, or the invoice that was made of it. */
export const printDocument = (kind: 'receipt' | 'invoice', id: Id): Promise<void> =>
  client.call('documents.print', { kind, id }).then(print).catch(report);

export const printKitchen = (id: Id): Promise<void> =>
  client
    .call('documents.print', { kind: 'kitchen', id })
    .then((tickets) =>
      tickets.papers.length > 0 ? print(tickets) : notify(t('receipts.no_kitchen')),
    )
    .catch(report);

export const printReport = (session: Id): Promise<void> =>
  client.call('documents.print', { kind: 'report', id: session }).then(print).catch(report);

/** A receipt or its invoice as a PDF, to send or to keep. */
export const shareDocument = (kind: 'receipt' | 'invoice', id: Id): Promise<void> =>
  Promise.all([client.call('documents.print', { kind, id }), import('./share')])
    .then(([{ papers }, { sharePdf }]) => sharePdf(papers, 'a4'))
    .catch(report);
