import { useState } from 'preact/hooks';
import type { Minor, SettlementView } from '../core/commands';
import { money } from '../format';
import { tc } from '../i18n/counter';
import { AmountField, AmountPad } from '../ui/amount';
import { Dialog } from '../ui/dialog';
import { Money } from '../ui/money';

interface TipProps {
  view: SettlementView;
  onTip(amount: Minor): Promise<void>;
  onClose(): void;
}

/** What the customer adds for the service: a share that the core worked out, or any amount. */
export function TipDialog({ view, onTip, onClose }: TipProps) {
  const [digits, setDigits] = useState('');
  const choose = (amount: Minor) => {
    onClose();
    void onTip(amount);
  };
  return (
    <Dialog title={tc('pay.tip')} small onClose={onClose}>
      <div class="tips">
        {view.tips.map(({ percent, amount }) => (
          <button
            key={percent}
            type="button"
            class="button button--tall"
            onClick={() => choose(amount)}
          >
            {percent} % · <Money minor={amount} />
          </button>
        ))}
        <button type="button" class="button button--tall" onClick={() => choose(0)}>
          {tc('pay.no_tip')}
        </button>
      </div>
      <AmountField label={tc('pay.amount')} digits={digits} idle={view.tip} />
      <AmountPad digits={digits} onChange={setDigits} />
      <button
        type="button"
        class="button button--main button--tall button--wide"
        disabled={digits === ''}
        onClick={() => choose(Number(digits))}
      >
        {tc('pay.tip_of', { amount: money(Number(digits)) })}
      </button>
    </Dialog>
  );
}
