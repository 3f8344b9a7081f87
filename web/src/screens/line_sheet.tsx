import { useState } from 'preact/hooks';
import type { CartLineView, Discount } from '../core/commands';
import { decimal } from '../format';
import { tc } from '../i18n/counter';
import { changeLine } from '../state/cart';
import { AmountField, AmountPad } from '../ui/amount';
import { Dialog } from '../ui/dialog';
import { isConfirmation, useKeys } from '../ui/keys';
import { Keypad } from '../ui/keypad';
import { Segments } from '../ui/segments';
import './sheets.css';

type Part = 'percent' | 'amount' | 'price' | 'note';

/** Price, discount and note of one line. What stands there when it is applied replaces what was said before. */
export default function LineSheet({ line, onClose }: { line: CartLineView; onClose(): void }) {
  const [part, setPart] = useState<Part>('percent');
  const [discount, setDiscount] = useState<Discount | null>(line.discount);
  const [price, setPrice] = useState(line.listPrice === null ? null : line.unitPrice);
  const [note, setNote] = useState(line.note ?? '');
  const apply = (event?: Event) => {
    event?.preventDefault();
    onClose();
    void changeLine({ line: line.line, unitPrice: price, discount, note });
  };
  useKeys((event) => (isConfirmation(event) ? apply : null));

  return (
    <Dialog title={line.name} onClose={onClose}>
      <form class="sheet" onSubmit={apply}>
        <Segments<Part>
          label={tc('sheet.what')}
          chosen={part}
          onChoose={setPart}
          options={[
            { value: 'percent', content: tc('sheet.percent') },
            { value: 'amount', content: tc('sheet.amount') },
            { value: 'price', content: tc('sheet.price') },
            { value: 'note', content: tc('sheet.note') },
          ]}
        />
        {(part === 'percent' || part === 'amount') && (
          <DiscountPad key={part} kind={part} discount={discount} onChange={setDiscount} />
        )}
        {part === 'price' && (
          <>
            <AmountField
              label={tc('sheet.price_label')}
              digits={price === null ? '' : String(price)}
              idle={line.listPrice ?? line.unitPrice}
            />
            <AmountPad
              digits={price === null ? '' : String(price)}
              onChange={(digits) => setPrice(digits === '' ? null : Number(digits))}
            />
          </>
        )}
        {part === 'note' && <NoteField note={note} onChange={setNote} />}
        <button type="submit" class="button button--main button--tall button--wide">
          {tc('sheet.apply')}
        </button>
      </form>
    </Dialog>
  );
}

interface DiscountPadProps {
  kind: 'percent' | 'amount';
  discount: Discount | null;
  onChange(discount: Discount | null): void;
}

/** Types a discount; empty is none. Which part of the price it takes is worked out in the core. */
export function DiscountPad({ kind, discount, onChange }: DiscountPadProps) {
  if (kind === 'amount') {
    const digits = discount?.amount == null ? '' : String(discount.amount);
    const change = (typed: string) =>
      onChange(typed === '' ? null : { percent: null, amount: Number(typed) });
    return (
      <>
        <AmountField label={tc('sheet.discount_label')} digits={digits} idle={0} />
        <AmountPad digits={digits} onChange={change} />
      </>
    );
  }
  const typed = discount?.percent ?? '';
  const change = (text: string) => onChange(text === '' ? null : { percent: text, amount: null });
  return (
    <>
      <div class={typed === '' ? 'amount-field amount-field--idle' : 'amount-field'}>
        <span class="amount-field__label">{tc('sheet.discount_label')}</span>
        <output class="amount-field__value">{typed === '' ? '0' : decimal(typed)} %</output>
      </div>
      <Keypad value={typed} onChange={change} maxLength={3} corner={null} />
    </>
  );
}

export function NoteField({ note, onChange }: { note: string; onChange(note: string): void }) {
  return (
    <label class="field">
      <span class="field__label">{tc('sheet.note')}</span>
      <input
        class="input"
        type="text"
        maxLength={100}
        autoComplete="off"
        autofocus
        value={note}
        onInput={(event) => onChange(event.currentTarget.value)}
      />
    </label>
  );
}
