import { useEffect, useRef, useState } from 'preact/hooks';
import { client, type CoreError } from '../core/client';
import type { Charge, Method, Minor, SettlementView } from '../core/commands';
import { money } from '../format';
import { errorText, named, t } from '../i18n';
import { tc } from '../i18n/counter';
import { cart, checkOut, paying, type Tender } from '../state/cart';
import { asCoreError } from '../state/messages';
import { readAtPayment, takeVoucher } from '../state/opened';
import { go, goUp } from '../state/route';
import { AmountField, AmountPad } from '../ui/amount';
import { Icon, type IconName } from '../ui/icon';
import { isConfirmation, useAwaited, useKey, useKeys, useScanner } from '../ui/keys';
import { lazy } from '../ui/lazy';
import { Money } from '../ui/money';
import { Segments } from '../ui/segments';
import { CardPay, Unresolved } from './pay_card';
import { TipDialog } from './pay_tip';
import CartPicker from './cart_picker';
import './pay.css';

const ScanDialog = lazy(() => import('./scan_dialog'));

const methods: readonly { value: Method; icon: IconName }[] = [
  { value: 'cash', icon: 'cash' },
  { value: 'card', icon: 'card' },
  { value: 'transfer', icon: 'online' },
  { value: 'voucher', icon: 'receipt' },
];

/** How the customer pays: one tender that is enough is one check-out, several are collected until they are. */
export default function Pay() {
  const sale = useSettlement();
  const [voucher, setVoucher] = useState(takeVoucher);
  const [method, setMethod] = useState<Method>(voucher === '' ? 'cash' : 'voucher');
  const scan = async (text: string) => {
    const code = await readAtPayment(text);
    if (code === null) return;
    setVoucher(code);
    setMethod('voucher');
  };
  const [tipping, setTipping] = useState(false);
  useKey('Escape', goUp);
  const { view, error } = sale;
  useAwaited(!view && !error);
  if (!view) return <Awaited error={error} />;
  const open = view.charges.find(({ state }) => state === 'unknown' || state === 'in_progress');

  return (
    <section class="pay" aria-label={t('pay.title')} aria-busy={paying.value}>
      <header class="pay__head">
        <Back />
        <PayCustomer />
        <button type="button" class="button" onClick={() => setTipping(true)}>
          {view.tip > 0 ? `${tc('pay.tip')} ${money(view.tip)}` : tc('pay.tip')}
        </button>
        <p class="pay__due">
          <span>{view.tenders.length > 0 ? tc('pay.remaining') : t('pay.due')}</span>
          <strong>
            <Money minor={view.remaining} />
          </strong>
        </p>
      </header>
      <Taken view={view} onDrop={sale.drop} />
      <Segments<Method>
        label={t('pay.method')}
        chosen={method}
        onChoose={setMethod}
        options={methods.map(({ value, icon }) => ({
          value,
          content: (
            <>
              <Icon name={icon} />
              <span class="pay__method">{named('method', value)}</span>
            </>
          ),
        }))}
      />
      {error && <Refused error={error} />}
      {open ? (
        <Unresolved charge={open} onChanged={sale.refresh} />
      ) : method === 'cash' ? (
        <Cash key={view.remaining} quick={view.quickCash} onPay={sale.offer} onScan={scan} />
      ) : method === 'card' ? (
        <CardPay
          key={view.remaining}
          remaining={view.remaining}
          onPay={sale.offer}
          onChanged={sale.refresh}
        />
      ) : (
        <Coded
          key={`${method} ${voucher}`}
          method={method}
          known={method === 'voucher' ? voucher : ''}
          remaining={view.remaining}
          onPay={sale.offer}
          onScan={scan}
        />
      )}
      {view.closed && (
        <button
          type="button"
          class="button button--main button--tall button--wide"
          disabled={paying.value}
          onClick={() => void sale.finish()}
        >
          {tc('pay.finish')}
        </button>
      )}
      {paying.value && (
        <p class="pay__saving" role="status">
          {t('pay.saving')}
        </p>
      )}
      {tipping && <TipDialog view={view} onTip={sale.setTip} onClose={() => setTipping(false)} />}
    </section>
  );
}

/** The core has not yet said what is due, or will not. */
function Awaited({ error }: { error: CoreError | null }) {
  return (
    <section class="pay" aria-label={t('pay.title')} aria-busy={error === null}>
      <header class="pay__head">
        <Back />
      </header>
      {error && <Refused error={error} />}
    </section>
  );
}

function Back() {
  return (
    <button type="button" class="button button--quiet" onClick={goUp}>
      <Icon name="back" />
      {t('app.back')}
      <kbd class="kbd">Esc</kbd>
    </button>
  );
}

function Refused({ error }: { error: CoreError }) {
  return (
    <p class="notice notice--danger" role="alert">
      <Icon name="alert" size={22} />
      {errorText(error)}
    </p>
  );
}

/** Whom the sale is for can be said until it is paid. */
function PayCustomer() {
  const [open, setOpen] = useState(false);
  const customer = cart.value?.customer;
  return (
    <>
      <button
        type="button"
        class={customer ? 'button pay__customer pay__customer--set' : 'button pay__customer'}
        aria-haspopup="dialog"
        onClick={() => setOpen(true)}
      >
        <Icon name="people" size={22} />
        <span class="pay__customer-name">{customer ? customer.name : t('cart.customer')}</span>
      </button>
      {open && <CartPicker onClose={() => setOpen(false)} />}
    </>
  );
}

/** The tenders so far and what the core makes of them; nothing is worked out here. */
function useSettlement() {
  const [view, setView] = useState<SettlementView | null>(null);
  const [error, setError] = useState<CoreError | null>(null);
  const tenders = useRef<Tender[]>([]);
  const tip = useRef(0);
  const id = cart.value!.id;

  const settle = (offered: Tender[]) =>
    client.call('sales.settle', { cart: id, tenders: offered, tip: tip.current });
  const attempt = async (action: () => Promise<void>) => {
    setError(null);
    try {
      await action();
    } catch (thrown) {
      setError(asCoreError(thrown));
    }
  };
  /** Approved charges of this cart are paid with: the terminal has their money already. */
  const refresh = () =>
    attempt(async () => {
      const { charges } = await settle([]);
      const cards = charges.filter(({ state }) => state === 'approved').map(asTender);
      const rest = tenders.current.filter(({ card }) => !card);
      tenders.current = [...cards, ...rest];
      setView(await settle(tenders.current));
    });
  const finish = () =>
    attempt(async () => {
      if (await checkOut(tenders.current, tip.current)) go('sell');
    });
  const offer = (tender: Tender) =>
    attempt(async () => {
      const offered = [...tenders.current, tender];
      const next = await settle(offered);
      const enough = next.closed || next.remaining === 0;
      if (enough) {
        if (await checkOut(offered, tip.current)) go('sell');
        return;
      }
      tenders.current = offered;
      setView(next);
    });
  const drop = (at: number) =>
    attempt(async () => {
      tenders.current = tenders.current.filter((_, index) => index !== at);
      setView(await settle(tenders.current));
    });
  const setTip = (amount: Minor) =>
    attempt(async () => {
      tip.current = amount;
      setView(await settle(tenders.current));
    });
  useEffect(() => void refresh(), [id]);
  return { view, error, refresh, finish, offer, drop, setTip };
}

function asTender(charge: Charge): Tender {
  return { method: 'card', card: charge.id };
}

/** What was taken so far. A charge of the terminal cannot be dropped here: its money is gone from the card. */
function Taken({ view, onDrop }: { view: SettlementView; onDrop(at: number): void }) {
  if (view.tenders.length === 0) return null;
  return (
    <div class="pay__taken">
      <ul aria-label={tc('pay.taken')}>
        {view.tenders.map(({ method, amount, reference }, at) => (
          <li key={at} class="taken">
            <span>
              {named('method', method)} {reference}
            </span>
            <Money minor={amount} />
            {!isCharged(view, method, reference) && (
              <button
                type="button"
                class="button button--quiet button--icon"
                aria-label={tc('pay.drop')}
                onClick={() => onDrop(at)}
              >
                <Icon name="close" size={20} />
              </button>
            )}
          </li>
        ))}
      </ul>
      {!view.closed && (
        <p class="taken taken--missing" role="alert">
          {tc('pay.missing', { amount: money(view.remaining) })}
        </p>
      )}
    </div>
  );
}

function isCharged(view: SettlementView, method: Method, reference: string): boolean {
  return method === 'card' && view.charges.some((charge) => charge.reference === reference);
}

interface MethodProps {
  onPay(tender: Tender): Promise<void>;
  /** A code was read, by whatever reads codes here. */
  onScan(text: string): unknown;
}

function Cash({ quick, onPay, onScan }: MethodProps & { quick: Minor[] }) {
  const [digits, setDigits] = useState('');
  const typed = Number(digits);
  const pay = (amount: Minor | null) => void onPay({ method: 'cash', amount });
  const confirm = () => pay(typed > 0 ? typed : null);
  useKeys((event) => (isConfirmation(event) ? confirm : null));
  useScanner((scanned) => {
    setDigits(''); // the digits of the code are no money
    onScan(scanned);
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
            onClick={() => pay(at === 0 ? null : amount)}
          >
            {at === 0 && <span class="quick__label">{t('pay.exact')}</span>}
            <Money minor={amount} />
            {at === 0 && typed === 0 && <kbd class="kbd">↵</kbd>}
          </button>
        ))}
      </div>
      <div class="cash__typed">
        <AmountField label={t('pay.received')} digits={digits} idle={0} />
        <AmountPad digits={digits} onChange={setDigits} />
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

/** A transfer with its reference, or a voucher with its code, of which the core takes what it holds. */
function Coded({
  method,
  known,
  remaining,
  onPay,
  onScan,
}: MethodProps & {
  method: 'transfer' | 'voucher';
  /** The code that was scanned before. */
  known: string;
  remaining: Minor;
}) {
  const [code, setCode] = useState(known);
  const [digits, setDigits] = useState('');
  const [looking, setLooking] = useState(false);
  const voucher = method === 'voucher';
  const ready = !paying.value && (!voucher || code !== '');
  const confirm = () => {
    if (!ready) return;
    const amount = digits === '' ? null : Number(digits);
    const reference = voucher ? code.trim().toUpperCase() : code;
    void onPay({ method, amount, ...(code === '' ? {} : { reference }) });
  };
  const submit = (event: Event) => {
    event.preventDefault();
    confirm();
  };
  useScanner((scanned) => {
    setCode(known); // where its characters went, when the field has the focus
    if (voucher) onScan(scanned);
    else setCode(scanned);
  });
  useKeys((event) => (isConfirmation(event) ? confirm : null));

  return (
    <form class="cash" onSubmit={submit}>
      <div class="card-pay">
        <p class="card-pay__text">{voucher ? tc('pay.voucher_text') : tc('pay.transfer_text')}</p>
        <label class="field">
          <span class="field__label">
            {voucher ? tc('pay.voucher_code') : t('pay.card_reference')}
          </span>
          <input
            class="input"
            type="text"
            autoComplete="off"
            autoCapitalize="characters"
            maxLength={40}
            value={code}
            onInput={(event) => setCode(event.currentTarget.value)}
          />
        </label>
        {voucher && (
          <button
            type="button"
            class="button button--roomy"
            aria-haspopup="dialog"
            onClick={() => setLooking(true)}
          >
            <Icon name="barcode" />
            {t('scan.open')}
          </button>
        )}
      </div>
      <div class="cash__typed">
        <AmountField label={tc('pay.amount')} digits={digits} idle={remaining} />
        <AmountPad digits={digits} onChange={setDigits} />
        <button
          type="submit"
          class="button button--main button--tall button--wide"
          disabled={!ready}
        >
          {tc('pay.take', { method: named('method', method) })}
          <kbd class="kbd">↵</kbd>
        </button>
      </div>
      {looking && (
        <ScanDialog
          onCode={(scanned) => {
            setLooking(false);
            onScan(scanned);
          }}
          onClose={() => setLooking(false)}
        />
      )}
    </form>
  );
}
