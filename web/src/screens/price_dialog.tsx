import { useState } from 'preact/hooks';
import type { Minor } from '../core/commands';
import { tp } from '../i18n/catalog';
import { AmountField, AmountPad } from '../ui/amount';
import { Dialog } from '../ui/dialog';
import { isConfirmation, useKeys } from '../ui/keys';
import './sheets.css';

interface PriceDialogProps {
  price: Minor;
  onPrice(price: Minor): void;
  onClose(): void;
}

/** Digits are typed as on the till; the point stands where the currency has it. */
export function PriceDialog({ price, onPrice, onClose }: PriceDialogProps) {
  const [digits, setDigits] = useState('');
  const apply = () => onPrice(digits === '' ? price : Number(digits));
  useKeys((event) => (isConfirmation(event) ? apply : null));
  return (
    <Dialog title={tp('price')} small onClose={onClose}>
      <div class="sheet">
        <AmountField label={tp('price')} digits={digits} idle={price} />
        <AmountPad digits={digits} onChange={setDigits} />
        <button type="button" class="button button--main button--tall button--wide" onClick={apply}>
          {tp('apply')}
        </button>
      </div>
    </Dialog>
  );
}
