import { useEffect, useState } from 'preact/hooks';
import { client } from '../core/client';
import type { Commands, Dec, Method, ReceiptView, Refundable } from '../core/commands';
import { decimal, money } from '../format';
import { named, t } from '../i18n';
import { tc } from '../i18n/counter';
import { withApproval } from '../state/approval';
import { report } from '../state/messages';
import { go } from '../state/route';
import { Dialog } from '../ui/dialog';
import { Icon } from '../ui/icon';
import { Money } from '../ui/money';
import { stepped } from '../ui/quantity';
import { Segments } from '../ui/segments';
import './sheets.css';

const methods: readonly Method[] = ['cash', 'card', 'voucher'];
type Lines = NonNullable<Commands['sales.refund']['request']['lines']>;

/** What comes back of a receipt, line by line, and how its money goes back. The core says for how much. */
export default function Refund({ receipt, onClose }: { receipt: ReceiptView; onClose(): void }) {
  const [lines, setLines] = useState<Lines | null>(null);
  const [quote, setQuote] = useState<Refundable | null>(null);
  const [method, setMethod] = useState<Method>('cash');
  const [reason, setReason] = useState('');
  const [busy, setBusy] = useState(false);
  const [id] = useState(() => crypto.randomUUID());
  useEffect(() => {
    client
      .call('sales.refundable', { receipt: receipt.id, ...(lines ? { lines } : {}) })
      .then((answer) => {
        setQuote(answer);
        if (!lines) setLines(answer.lines.map(({ line, quantity }) => ({ line, quantity })));
      }, report);
  }, [lines]);

  const set = (line: number, quantity: Dec) =>
    setLines(lines!.map((each) => (each.line === line ? { line, quantity } : each)));
  const refund = async () => {
    setBusy(true);
    try {
      const note = await withApproval((approval) =>
        client.call('sales.refund', {
          refund: id,
          receipt: receipt.id,
          lines,
          method,
          ...(reason === '' ? {} : { reason }),
          ...(approval ? { approval } : {}),
        }),
      );
      onClose();
      go('receipts', note.id);
    } catch (error) {
      report(error);
      setBusy(false);
    }
  };
  const nothing = !quote || quote.lines.every(({ quantity }) => Number(quantity) === 0);

  return (
    <Dialog title={tc('refund.title', { number: receipt.number })} onClose={onClose}>
      <div class="sheet">
        <ul class="refund__lines">
          {quote?.lines.map((line) => (
            <li key={line.line} class="refund__line">
              <span class="refund__words">
                <strong>{line.name}</strong>
                {line.modifiers.length > 0 && (
                  <span>{line.modifiers.map(({ name }) => name).join(', ')}</span>
                )}
                <span>
                  {tc('refund.left', { left: decimal(line.left), sold: decimal(line.sold) })} ·{' '}
                  {money(line.total)}
                </span>
              </span>
              <button
                type="button"
                class="button button--icon"
                aria-label={`${t('cart.less')}: ${line.name}`}
                disabled={Number(line.quantity) === 0}
                onClick={() => set(line.line, stepped(line.quantity, -1) ?? '0')}
              >
                <Icon name="minus" />
              </button>
              <output class="refund__quantity">{decimal(line.quantity)}</output>
              <button
                type="button"
                class="button button--icon"
                aria-label={`${t('cart.more')}: ${line.name}`}
                disabled={line.quantity === line.left}
                onClick={() => set(line.line, atMost(line.left, stepped(line.quantity, 1)))}
              >
                <Icon name="plus" />
              </button>
            </li>
          ))}
        </ul>
        <Segments<Method>
          label={tc('refund.to')}
          chosen={method}
          onChoose={setMethod}
          options={methods.map((value) => ({ value, content: named('method', value) }))}
        />
        <label class="field">
          <span class="field__label">{tc('refund.reason')}</span>
          <input
            class="input"
            type="text"
            maxLength={100}
            autoComplete="off"
            value={reason}
            onInput={(event) => setReason(event.currentTarget.value)}
          />
        </label>
        <p class="refund__total">
          <span>{tc('refund.total')}</span>
          <Money minor={(method === 'cash' ? quote?.cash : quote?.total) ?? 0} />
        </p>
        <button
          type="button"
          class="button button--main button--tall button--wide"
          disabled={nothing || busy}
          aria-busy={busy}
          onClick={() => void refund()}
        >
          {tc('refund.submit')}
        </button>
      </div>
    </Dialog>
  );
}

/** A step never goes past what is left: what was weighed comes back whole. */
function atMost(left: Dec, next: Dec | null): Dec {
  return next !== null && Number(next) <= Number(left) ? next : left;
}
