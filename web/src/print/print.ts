// What screens call to put something on paper. Everything but the system's dialog is loaded when it
// is first needed.

import { client } from '../core/client';
import type { Commands, Id, Printout } from '../core/commands';
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

type Kind = Commands['documents.print']['request']['kind'];

export const printDocument = (kind: Kind, id: Id): Promise<void> =>
  client.call('documents.print', { kind, id }).then(print).catch(report);

export const printKitchen = (id: Id): Promise<void> =>
  client
    .call('documents.print', { kind: 'kitchen', id })
    .then((tickets) =>
      tickets.papers.length > 0 ? print(tickets) : notify(t('receipts.no_kitchen')),
    )
    .catch(report);

/** Opens the drawer for a sale or a movement of cash, where this device has one. The core says whether it opens. */
export function openDrawer(document: Id): void {
  if (!printsItself() || !localStorage.getItem('printer')!.includes('"drawer":true')) return;
  client
    .call('documents.print', { kind: 'drawer', id: document })
    .then(async (out) => {
      if (out.papers.length > 0) await print(out);
    })
    .catch(report);
}

/** As a PDF, to send or to keep; that is no print. */
export const shareDocument = (kind: Kind, id: Id): Promise<void> =>
  Promise.all([client.call('documents.print', { kind, id, share: true }), import('./share')])
    .then(([{ papers }, { sharePdf }]) => sharePdf(papers, 'a4'))
    .catch(report);
