import { useEffect, useState } from 'preact/hooks';
import { client } from '../core/client';
import type { Customer } from '../core/commands';
import { t } from '../i18n';
import { tu } from '../i18n/customers';
import { printDocument, shareDocument } from '../print/print';
import { report } from '../state/messages';
import { paper } from '../state/preferences';
import { Dialog } from '../ui/dialog';
import { Icon } from '../ui/icon';
import { Paper } from '../ui/paper';

interface CustomerCardProps {
  customer: Customer;
  onClose(): void;
}

/** What a customer shows at the counter: on paper, as a PDF on their telephone, or photographed off this screen. */
export function CustomerCard({ customer: { id, name }, onClose }: CustomerCardProps) {
  const [html, setHtml] = useState('');
  useEffect(() => {
    client
      .call('documents.print', { kind: 'customer', id, share: true })
      .then((card) => setHtml(card.html), report);
  }, [id]);
  return (
    <Dialog title={tu('card_of', { name })} onClose={onClose}>
      <Paper html={html} width={paper.value} />
      <div class="dialog__actions">
        <button
          type="button"
          class="button button--roomy"
          onClick={() => void shareDocument('customer', id)}
        >
          <Icon name="download" />
          {t('receipts.share')}
        </button>
        <button
          type="button"
          class="button button--main button--roomy"
          onClick={() => void printDocument('customer', id)}
        >
          <Icon name="printer" />
          {t('done.print')}
        </button>
      </div>
    </Dialog>
  );
}
