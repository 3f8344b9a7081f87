import { useState } from 'preact/hooks';
import type { ReceiptView } from '../core/commands';
import { t } from '../i18n';
import { printDocument } from '../print/print';
import { startNextSale } from '../state/cart';
import { paper } from '../state/preferences';
import { soldTickets } from '../state/tickets';
import { useCountdown } from '../ui/countdown';
import { Icon } from '../ui/icon';
import { useKey } from '../ui/keys';
import { Money } from '../ui/money';
import { Paper } from '../ui/paper';
import './done.css';

const NEXT_SALE_SECONDS = 10;

/** The sale is on the disk: what to hand back, the receipt on offer, and the next sale already waiting. */
export function Done({ receipt }: { receipt: ReceiptView }) {
  const tickets = soldTickets.value;
  // Whoever gets a ticket takes a picture of it first.
  const [waiting, setWaiting] = useState(tickets.length === 0);
  const left = useCountdown(NEXT_SALE_SECONDS, waiting, startNextSale);
  const print = () => {
    setWaiting(false);
    void printDocument('receipt', receipt.id);
  };
  useKey('F10', print);

  return (
    <div class="done" onPointerDown={() => setWaiting(false)}>
      <div class="done__head" role="status">
        <span class="done__check">
          <Icon name="check" size={30} />
        </span>
        <span class="done__paid">
          {t('done.paid')} <Money minor={receipt.total} />
        </span>
        {receipt.change > 0 ? (
          <p class="done__change">
            <span>{t('done.change')}</span>{' '}
            <strong>
              <Money minor={receipt.change} />
            </strong>
          </p>
        ) : (
          <p class="done__change done__change--none">{t('done.no_change')}</p>
        )}
      </div>
      <div
        class="done__paper"
        tabIndex={0}
        aria-label={t('done.receipt', { number: receipt.number })}
        role="region"
      >
        {tickets.map((ticket) => (
          <Paper key={ticket.id} html={ticket.paper} width={paper.value} />
        ))}
        <Paper html={receipt.paper} width={paper.value} />
      </div>
      <footer class="done__foot">
        {tickets.length > 0 && (
          <button
            type="button"
            class="button button--tall done__ticket"
            onClick={() => void printDocument('ticket', receipt.id)}
          >
            <Icon name="ticket" />
            {t('done.print_ticket')}
          </button>
        )}
        <button type="button" class="button button--tall" onClick={print}>
          <Icon name="printer" />
          {t('done.print')}
          <kbd class="kbd">F10</kbd>
        </button>
        <button type="button" class="button button--main button--tall" onClick={startNextSale}>
          {t('done.new')}
          <kbd class="kbd">↵</kbd>
        </button>
        <p class="done__next">
          {waiting ? t('done.next_in', { seconds: left }) : t('done.paused')}
        </p>
        {waiting && (
          <span class="done__bar" style={{ animationDuration: `${NEXT_SALE_SECONDS}s` }} />
        )}
      </footer>
    </div>
  );
}
