import { client } from '../core/client';
import type { Dec, Recognised } from '../core/commands';
import { errorText, t } from '../i18n';
import { addRecognised, beforePaying } from './cart';
import { asCoreError, notify } from './messages';
import { go, route } from './route';
import { may } from './session';
import { presented } from './tickets';

/** What became of a scanned code, for whoever holds it in their hand. */
export interface Outcome {
  good: boolean;
  text: string;
}

/**
 * Does what a code asks for: a product goes into the sale, a receipt or a table opens, the sale is for that customer, a
 * voucher pays. The core says what it is; `quantity` is what somebody typed before, and gives way to what a label says
 * of itself.
 */
export function act(text: string, format: string | null, quantity: Dec | null): Promise<Outcome> {
  const asked = client.call('scan.recognise', { text, format });
  return beforePaying(
    asked
      .then((recognised) => open(recognised, quantity))
      .catch((thrown) => ({ good: false, text: errorText(asCoreError(thrown)) })),
  );
}

/** The same where no camera shows what became of it. */
export async function actOnTyped(text: string, quantity: Dec | null): Promise<void> {
  const outcome = await act(text, null, quantity);
  if (!outcome.good) notify(outcome.text, 'danger');
}

async function open(
  { kind, code, id, quantity: labelled }: Recognised,
  quantity: Dec | null,
): Promise<Outcome> {
  if (kind === 'product') {
    const text = await addRecognised(id!, labelled ?? quantity);
    if (route.value.area !== 'sell') go('sell');
    return { good: true, text };
  }
  if (kind === 'receipt') {
    go('receipts', id);
    return { good: true, text: t('scan.receipt') };
  }
  if (kind === 'ticket' && may('redeem_tickets')) {
    presented.value = `mostrador:ticket:${code}`;
    go('tickets');
    return { good: true, text: t('scan.kind_ticket') };
  }
  if (kind === 'unknown') return { good: false, text: t('sell.unknown_barcode', { code }) };
  if (kind === 'ticket') return { good: false, text: t('scan.kind_ticket') };
  const { openCode } = await import('./opened');
  return { good: true, text: await openCode(kind, code, id) };
}
