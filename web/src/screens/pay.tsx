import { useState } from 'preact/hooks';
import type { Minor } from '../core/commands';
import type { CoreError } from '../core/client';
import { money } from '../format';
import { errorText, t } from '../i18n';
import { cart, checkOut, paying, type Tender } from '../state/cart';
import { asCoreError, notify } from '../state/messages';
import { go, goUp } from '../state/route';
import { Icon } from '../ui/icon';
import { isConfirmation, useKey, useKeys, useScanner } from '../ui/keys';
import { Keypad } from '../ui/keypad';
import { Money } from '../ui/money';
import { Segments } from '../ui/segments';
import './pay.css';

const LONGEST_AMOUNT = 9;

/** How the customer pays. Each choice is one check-out; the core says what the change is. */
export function Pay() {
  const [method, setMethod] = useState<'cash' | 'card'>('cash');
  const [error, setError] = useState<CoreError | null>(null);
  const sale = cart.value!;

  const pay = async (tender: Tender) => {
    setError(null);
    try {
      if (await checkOut([tender])) go('sell');
    } catch (thrown) {
      setError(asCoreError(thrown));
    }
  };
  useKey('Escape', goUp);

  return (
    <section class="pay" aria-label={t('pay.title')} aria-busy={paying.value}>
      <header class="pay__head">
        <button type="button" class="button button--quiet" onClick={goUp}>
          <Icon name="back" />
          {t('app.back')}
          <kbd class="kbd">Esc</kbd>
        </button>
        <p class="pay__due">
          <span>{t('pay.due')}</span>
          <strong>
            <Money minor={sale.total} />
          </strong>
        </p>
      </header>
      <Segments
        label={t('pay.method')}
        chosen={method}
        onChoose={(chosen) => {
          setError(null);
          setMethod(chosen);
        }}
        options={[
          {
            value: 'cash',
            content: (
              <>
                <Icon name="cash" />
                {t('pay.cash')}
              </>
            ),
          },
          {
            value: 'card',
            content: (
              <>
                <Icon name="card" />
                {t('pay.card')}
              </>
            ),
          },
        ]}
      />
      {error && (
        <p class="notice notice--danger" role="alert">
          <Icon name="alert" size={22} />
          {errorText(error)}
        </p>
      )}
      {method === 'cash' ? (
        <Cash quick={sale.quickCash} onPay={pay} />
      ) : (
        <Card total={sale.total} onPay={pay} />
      )}
      {paying.value && (
        <p class="pay__saving" role="status">
          {t('pay.saving')}
        </p>
      )}
    </section>
  );
}

interface MethodProps {
  onPay(tender: Tender): void;
}

function Cash({ quick, onPay }: MethodProps & { quick: Minor[] }) {
  const [digits, setDigits] = useState('');
  const typed = Number(digits);
  const confirm = () => onPay({ method: 'cash', amount: typed > 0 ? typed : null });
  useKeys((event) => (isConfirmation(event) ? confirm : null));
  useScanner(() => {
    setDigits(''); // the digits of the code are no money
    notify(t('pay.no_scan'), 'danger');
  });

  return (
    <div class="cash">
      <div class="quick" role="group" aria-label={t('pay.quick')}>
        {quick.map((amount, at) => (
          <button
            key={amount}
            type="button"
            class={`quick__amount ${at === 0 ? 'quick__amount--exact' : ''}`}
            disabled={paying.value}
            onClick={() => onPay({ method: 'cash', amount: at === 0 ? null : amount })}
          >
            {at === 0 && <span class="quick__label">{t('pay.exact')}</span>}
            <Money minor={amount} />
            {at === 0 && typed === 0 && <kbd class="kbd">↵</kbd>}
          </button>
        ))}
      </div>
      <div class="cash__typed">
        <div class={typed > 0 ? 'amount-field' : 'amount-field amount-field--idle'}>
          <span class="amount-field__label">{t('pay.received')}</span>
          <output class="amount-field__value">
            <Money minor={typed} />
          </output>
        </div>
        <Keypad
          value={digits}
          onChange={(value) => setDigits(value.replace(/^0+/, ''))}
          maxLength={LONGEST_AMOUNT}
          corner="00"
          disabled={paying.value}
        />
        <button
          type="button"
          class="button button--main button--tall button--wide"
          disabled={paying.value || typed === 0}
          onClick={confirm}
        >
          {typed > 0 ? t('pay.confirm_typed', { amount: money(typed) }) : t('pay.type_received')}
          {typed > 0 && <kbd class="kbd">↵</kbd>}
        </button>
      </div>
    </div>
  );
}

function Card({ total, onPay }: MethodProps & { total: Minor }) {
  const [reference, setReference] = useState('');
  const confirm = () =>
    onPay({ method: 'card', amount: null, ...(reference === '' ? {} : { reference }) });
  const submit = (event: Event) => {
    event.preventDefault();
    confirm();
  };
  useKeys((event) => (isConfirmation(event) ? confirm : null));

  return (
    <form class="card-pay" onSubmit={submit}>
      <Icon name="card" size={72} />
      <p class="card-pay__text">{t('pay.card_text', { amount: money(total) })}</p>
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
      <button
        type="submit"
        class="button button--main button--tall button--wide"
        disabled={paying.value}
      >
        {t('pay.card_confirm')}
        <kbd class="kbd">↵</kbd>
      </button>
    </form>
  );
}
