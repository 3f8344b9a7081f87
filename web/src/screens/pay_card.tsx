import { useState } from 'preact/hooks';
import { client } from '../core/client';
import type { Charge, Minor } from '../core/commands';
import { money } from '../format';
import { t } from '../i18n';
import { tc } from '../i18n/counter';
import { cart, type Tender } from '../state/cart';
import { device } from '../state/device';
import { report } from '../state/messages';
import { AmountField, AmountPad } from '../ui/amount';
import { Icon } from '../ui/icon';
import { isConfirmation, useKeys } from '../ui/keys';
import { Money } from '../ui/money';
import { terminalNamed } from '../terminal/terminal';

interface CardProps {
  remaining: Minor;
  onPay(tender: Tender): Promise<void>;
  onChanged(): Promise<void>;
}

const terminalName = () => device.value?.register?.terminal ?? '';
const setState = (charge: Charge, state: Charge['state'], reference: string) =>
  client.call('payments.charge_state', { charge: charge.id, state, reference });

/** The intent is on the disk before the terminal, or the person at it, is asked. */
export function CardPay({ remaining, onPay, onChanged }: CardProps) {
  const [digits, setDigits] = useState('');
  const [charge, setCharge] = useState<Charge | null>(null);
  const amount = digits === '' ? remaining : Number(digits);
  const ready = amount > 0 && !charge;

  const begin = async () => {
    if (!ready) return;
    try {
      const created = await client.call('payments.charge', {
        charge: crypto.randomUUID(),
        cart: cart.value!.id,
        amount,
      });
      setCharge(created);
      const asked = await setState(created, 'in_progress', '');
      setCharge(asked);
      const terminal = await terminalNamed(terminalName());
      if (!terminal) return; // the cashier says how it ended
      const { state, reference } = await terminal.charge(asked);
      await ended(asked, state, reference);
    } catch (error) {
      setCharge(null);
      report(error);
      await onChanged();
    }
  };
  const ended = async (asked: Charge, state: Charge['state'], reference: string) => {
    await setState(asked, state, reference);
    setCharge(null);
    if (state === 'approved') await onPay({ method: 'card', card: asked.id });
    else await onChanged();
  };
  useKeys((event) => (isConfirmation(event) && ready ? begin : null));

  if (charge) {
    const byHand = terminalName() === '';
    return byHand ? (
      <Answer
        charge={charge}
        text={t('pay.card_text', { amount: money(charge.amount) })}
        onAnswer={(state, reference) => ended(charge, state, reference).catch(report)}
      />
    ) : (
      <p class="card-pay card-pay__text" role="status" aria-busy="true">
        <Icon name="card" size={72} />
        {tc('pay.terminal_works', { amount: money(charge.amount) })}
      </p>
    );
  }
  return (
    <div class="cash">
      <div class="card-pay">
        <Icon name="card" size={72} />
        <p class="card-pay__text">{tc('pay.card_hint')}</p>
      </div>
      <div class="cash__typed">
        <AmountField label={tc('pay.amount')} digits={digits} idle={remaining} />
        <AmountPad digits={digits} onChange={setDigits} />
        <button
          type="button"
          class="button button--main button--tall button--wide"
          disabled={!ready}
          onClick={() => void begin()}
        >
          {tc('pay.charge', { amount: money(amount) })}
          <kbd class="kbd">↵</kbd>
        </button>
      </div>
    </div>
  );
}

interface AnswerProps {
  charge: Charge;
  text: string;
  onAnswer(state: 'approved' | 'declined' | 'unknown', reference: string): void;
}

/** What a person saw on the terminal. */
function Answer({ charge, text, onAnswer }: AnswerProps) {
  const [reference, setReference] = useState('');
  const submit = (event: Event) => {
    event.preventDefault();
    onAnswer('approved', reference);
  };
  return (
    <form class="card-pay" onSubmit={submit}>
      <Icon name="card" size={72} />
      <p class="card-pay__text">{text}</p>
      <label class="field">
        <span class="field__label">{t('pay.card_reference')}</span>
        <input
          class="input"
          type="text"
          autoComplete="off"
          maxLength={40}
          value={reference}
          onInput={(event) => setReference(event.currentTarget.value)}
        />
      </label>
      <button type="submit" class="button button--main button--tall button--wide">
        {t('pay.card_confirm')}
        <kbd class="kbd">↵</kbd>
      </button>
      <div class="card-pay__others">
        <button type="button" class="button button--roomy" onClick={() => onAnswer('declined', '')}>
          {tc('pay.declined')}
        </button>
        {charge.state !== 'unknown' && (
          <button
            type="button"
            class="button button--roomy"
            onClick={() => onAnswer('unknown', '')}
          >
            {tc('pay.unknown')}
          </button>
        )}
      </div>
    </form>
  );
}

/** A charge of which nobody knows whether it took the money: no second one until somebody finds out. */
export function Unresolved({ charge, onChanged }: { charge: Charge; onChanged(): Promise<void> }) {
  const [busy, setBusy] = useState(false);
  const answer = async (state: Charge['state'], reference: string) => {
    if (charge.state === 'in_progress' && state === 'unknown') return;
    await setState(charge, state, reference);
    await onChanged();
  };
  const ask = async () => {
    setBusy(true);
    try {
      const terminal = await terminalNamed(terminalName());
      const told = await terminal!.lookUp(charge);
      await answer(told.state, told.reference);
    } catch (error) {
      report(error);
    } finally {
      setBusy(false);
    }
  };
  return (
    <div class="unresolved">
      <p class="notice notice--accent" role="alert">
        <Icon name="alert" size={22} />
        <span>
          {tc('pay.unresolved')} <Money minor={charge.amount} />
        </span>
      </p>
      {terminalName() !== '' && (
        <button
          type="button"
          class="button button--roomy button--wide"
          disabled={busy}
          aria-busy={busy}
          onClick={() => void ask()}
        >
          {tc('pay.look_up')}
        </button>
      )}
      <Answer
        charge={{ ...charge, state: 'unknown' }}
        text={tc('pay.unresolved_text')}
        onAnswer={(state, reference) => void answer(state, reference).catch(report)}
      />
    </div>
  );
}
