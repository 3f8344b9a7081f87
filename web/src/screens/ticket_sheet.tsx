import { useState } from 'preact/hooks';
import type { CartView, Discount } from '../core/commands';
import { tc } from '../i18n/counter';
import { t } from '../i18n';
import { cart, changeTicket, holdCart, setOrderType } from '../state/cart';
import { Dialog } from '../ui/dialog';
import { Icon } from '../ui/icon';
import { isConfirmation, useKeys } from '../ui/keys';
import { Segments } from '../ui/segments';
import { DiscountPad, NoteField } from './line_sheet';
import './sheets.css';

type Part = 'hold' | 'order' | 'percent' | 'amount' | 'note' | 'kind';
type Mark = NonNullable<CartView['mark']>;
const marks: readonly Mark[] = ['courtesy', 'test', 'no_revenue'];

/** Discount, note and kind of the whole ticket, and putting it aside. */
export default function TicketSheet({ onClose }: { onClose(): void }) {
  const sale = cart.value!;
  const [part, setPart] = useState<Part>('hold');
  const [discount, setDiscount] = useState<Discount | null>(sale.discount);
  const [note, setNote] = useState(sale.note ?? '');
  const [mark, setMark] = useState<Mark | null>(sale.mark);
  const [name, setName] = useState('');
  const [type, setType] = useState(sale.type);
  const apply = (event?: Event) => {
    event?.preventDefault();
    onClose();
    if (part === 'hold') void holdCart(name);
    else if (part === 'order') void setOrderType(type);
    else void changeTicket({ discount, note, mark });
  };
  useKeys((event) => (isConfirmation(event) ? apply : null));

  return (
    <Dialog title={tc('sheet.ticket')} onClose={onClose}>
      <form class="sheet" onSubmit={apply}>
        <Segments<Part>
          label={tc('sheet.what')}
          chosen={part}
          onChoose={setPart}
          options={[
            { value: 'hold', content: tc('sheet.hold') },
            ...(sale.order === null
              ? [{ value: 'order' as const, content: tc('sheet.order') }]
              : []),
            { value: 'percent', content: tc('sheet.percent') },
            { value: 'amount', content: tc('sheet.amount') },
            { value: 'note', content: tc('sheet.note') },
            { value: 'kind', content: tc('sheet.kind') },
          ]}
        />
        {part === 'hold' && (
          <label class="field">
            <span class="field__label">{tc('sheet.hold_name')}</span>
            <input
              class="input"
              type="text"
              maxLength={60}
              autoComplete="off"
              value={name}
              onInput={(event) => setName(event.currentTarget.value)}
            />
          </label>
        )}
        {part === 'order' && <OrderTypes type={type} onChange={setType} />}
        {(part === 'percent' || part === 'amount') && (
          <DiscountPad key={part} kind={part} discount={discount} onChange={setDiscount} />
        )}
        {part === 'note' && <NoteField note={note} onChange={setNote} />}
        {part === 'kind' && <Kinds mark={mark} onChange={setMark} />}
        <button type="submit" class="button button--main button--tall button--wide">
          {part === 'hold' && <Icon name="clock" />}
          {part === 'hold' ? tc('sheet.hold_now') : tc('sheet.apply')}
        </button>
      </form>
    </Dialog>
  );
}

const types = ['counter', 'dine_in', 'to_go', 'delivery'] as const;
type OrderType = CartView['type'];

/** ORD-1: how it is ordered. */
function OrderTypes({ type, onChange }: { type: OrderType; onChange(type: OrderType): void }) {
  return (
    <div class="kinds" role="radiogroup" aria-label={tc('sheet.order')}>
      {types.map((each) => (
        <button
          key={each}
          type="button"
          role="radio"
          class="button button--roomy kinds__kind"
          aria-checked={type === each}
          onClick={() => onChange(each)}
        >
          <strong>{t(`order.${each}`)}</strong>
        </button>
      ))}
    </div>
  );
}

/** PRICE-5: what a sale is that is none. */
function Kinds({ mark, onChange }: { mark: Mark | null; onChange(mark: Mark | null): void }) {
  return (
    <div class="kinds" role="radiogroup" aria-label={tc('sheet.kind')}>
      {[null, ...marks].map((each) => (
        <button
          key={each ?? ''}
          type="button"
          role="radio"
          class="button button--roomy kinds__kind"
          aria-checked={mark === each}
          onClick={() => onChange(each)}
        >
          <strong>{tc(`mark.${each ?? 'sale'}`)}</strong>
          <span>{tc(`mark.${each ?? 'sale'}_text`)}</span>
        </button>
      ))}
    </div>
  );
}
