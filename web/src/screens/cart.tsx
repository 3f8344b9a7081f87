import { useLayoutEffect, useRef, useState } from 'preact/hooks';
import type { CartLineView, CartView } from '../core/commands';
import { decimal, money } from '../format';
import { t, tn } from '../i18n';
import {
  cart,
  clearCart,
  justPaid,
  lastPaid,
  paying,
  payExactCash,
  removeLine,
  selectedLine,
  setQuantity,
  touchedLine,
} from '../state/cart';
import { device } from '../state/device';
import { go } from '../state/route';
import { dropTyping, typedQuantity } from '../state/typing';
import { Dialog, Question } from '../ui/dialog';
import { Icon } from '../ui/icon';
import { Keypad } from '../ui/keypad';
import { Money } from '../ui/money';
import { stepped } from '../ui/quantity';
import { tint } from '../ui/tint';
import { lazy } from '../ui/lazy';
import { Done } from './done';
import './cart.css';

const LineSheet = lazy(() => import('./line_sheet'));
const TicketSheet = lazy(() => import('./ticket_sheet'));
const HeldSheet = lazy(() => import('./held_sheet'));
const CartPicker = lazy(() => import('./cart_picker'));
const CartShorts = lazy(() => import('./cart_shorts'));
const CartCustomer = lazy(() => import('./cart_customer'));

/** The sale beside the products. `locked` while it is being paid. */
export function CartColumn({ locked }: { locked: boolean }) {
  if (justPaid.value)
    return (
      <aside class="cart" aria-label={t('done.paid')}>
        <Done receipt={justPaid.value} />
      </aside>
    );
  return (
    <aside class="cart" aria-label={t('cart.title')}>
      <CartHead locked={locked} />
      {cart.value?.customer && <CartCustomer locked={locked} />}
      <OrderType />
      <CartLines locked={locked} />
      <Shorts />
      <CartFoot locked={locked} />
    </aside>
  );
}

interface CartSheetProps {
  open: boolean;
  onOpen(open: boolean): void;
}

/** On a phone: a bar with the total, and the sale as a sheet above it. */
export function CartSheet({ open, onOpen }: CartSheetProps) {
  if (justPaid.value)
    return (
      <div class="cart cart--done">
        <Done receipt={justPaid.value} />
      </div>
    );
  const sale = cart.value;
  const empty = !sale || sale.lines.length === 0;
  return (
    <div class="cart-bar">
      <button
        type="button"
        class="cart-bar__total"
        disabled={empty}
        aria-haspopup="dialog"
        onClick={() => onOpen(true)}
      >
        <Icon name="up" size={22} />
        <span class="cart-bar__count">{empty ? t('cart.empty') : items(sale)}</span>
        <strong class="cart-bar__sum">{sale && <Money minor={sale.total} />}</strong>
      </button>
      <button
        type="button"
        class="button button--main button--roomy"
        disabled={empty || paying.value}
        onClick={() => void payExactCash()}
      >
        <Icon name="cash" />
        {t('cart.exact_short')}
      </button>
      {empty && <HeldButton />}
      {open && !empty && (
        <Dialog title={t('cart.title')} onClose={() => onOpen(false)}>
          <div class="cart cart--sheet">
            <OrderType />
            <CartLines locked={false} />
            <Shorts />
            {cart.value?.customer ? <CartCustomer locked={false} /> : <CustomerButton wide />}
            <TicketButton wide />
            <ClearButton wide />
            <CartFoot locked={false} />
          </div>
        </Dialog>
      )}
    </div>
  );
}

function Shorts() {
  const shorts = cart.value?.shorts ?? [];
  return shorts.length > 0 ? <CartShorts shorts={shorts} /> : null;
}

function items(sale: CartView): string {
  return tn('cart.items', Number(sale.count), decimal(sale.count));
}

function CartHead({ locked }: { locked: boolean }) {
  const sale = cart.value;
  const filled = sale !== null && sale.lines.length > 0;
  return (
    <header class="cart__head">
      <h2 class="cart__title">{t('cart.title')}</h2>
      {filled && <span class="cart__count">{items(sale)}</span>}
      {typedQuantity.value !== '' && selectedLine.value === null && (
        <span
          class="multiplier"
          role="status"
          title={t('sell.multiplier', { quantity: typedQuantity.value })}
        >
          {typedQuantity.value} ×
        </span>
      )}
      {!locked && <HeldButton />}
      {!locked && !sale?.customer && <CustomerButton />}
      {filled && !locked && <TicketButton />}
      {filled && !locked && <ClearButton />}
    </header>
  );
}

/** How it is ordered, where that is not just over the counter. */
function OrderType() {
  const type = cart.value?.type ?? 'counter';
  if (type === 'counter') return null;
  return <p class="cart__type">{t(`order.${type}`)}</p>;
}

/** Discount, note and kind of the whole ticket, and putting it aside. */
function TicketButton({ wide = false }: { wide?: boolean }) {
  const [open, setOpen] = useState(false);
  return (
    <>
      <button
        type="button"
        class={`button button--quiet ${wide ? '' : 'button--icon'}`}
        aria-label={t('cart.more_of_ticket')}
        aria-haspopup="dialog"
        onClick={() => setOpen(true)}
      >
        <Icon name="more" size={22} />
        {wide && t('cart.more_of_ticket')}
      </button>
      {open && <TicketSheet onClose={() => setOpen(false)} />}
    </>
  );
}

/** Whom the sale is for. */
function CustomerButton({ wide = false }: { wide?: boolean }) {
  const [open, setOpen] = useState(false);
  return (
    <>
      <button
        type="button"
        class={`button button--quiet ${wide ? '' : 'button--icon'}`}
        aria-label={t('cart.customer')}
        aria-haspopup="dialog"
        onClick={() => setOpen(true)}
      >
        <Icon name="people" size={22} />
        {wide && t('cart.customer')}
      </button>
      {open && <CartPicker onClose={() => setOpen(false)} />}
    </>
  );
}

/** Sales that wait, if there are any. */
function HeldButton() {
  const [open, setOpen] = useState(false);
  const waiting = cart.value?.held ?? 0;
  if (waiting === 0) return null;
  return (
    <>
      <button
        type="button"
        class="button cart__held"
        aria-haspopup="dialog"
        onClick={() => setOpen(true)}
      >
        <Icon name="clock" size={20} />
        {tn('cart.held', waiting)}
      </button>
      {open && <HeldSheet onClose={() => setOpen(false)} />}
    </>
  );
}

function ClearButton({ wide = false }: { wide?: boolean }) {
  const [asking, setAsking] = useState(false);
  const clear = () => {
    setAsking(false);
    void clearCart();
  };
  return (
    <>
      <button
        type="button"
        class={`button button--quiet cart__clear ${wide ? '' : 'button--icon'}`}
        aria-label={t('cart.clear')}
        onClick={() => setAsking(true)}
      >
        <Icon name="trash" size={22} />
        {wide && t('cart.clear')}
      </button>
      {asking && (
        <Question
          title={t('cart.clear_question')}
          text={t('cart.clear_text')}
          yes={t('cart.clear_yes')}
          danger
          onYes={clear}
          onClose={() => setAsking(false)}
        />
      )}
    </>
  );
}

function CartLines({ locked }: { locked: boolean }) {
  const list = useRef<HTMLUListElement>(null);
  const lines = cart.value?.lines ?? [];
  useLayoutEffect(() => {
    list.current?.querySelector('.cart-line--touched')?.scrollIntoView({ block: 'nearest' });
  }, [cart.value]);

  const walk = (event: KeyboardEvent) => {
    const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0;
    const mains = [...list.current!.querySelectorAll<HTMLElement>('.cart-line__main')];
    const at = mains.indexOf(event.target as HTMLElement);
    if (step === 0 || at < 0) return;
    event.preventDefault();
    mains[at + step]?.focus();
  };

  if (lines.length === 0) return <EmptyCart />;
  return (
    <ul class="cart__lines" ref={list} onKeyDown={walk}>
      {lines.map((line) => (
        <Line key={line.line} line={line} locked={locked} />
      ))}
    </ul>
  );
}

function EmptyCart() {
  const last = lastPaid.value;
  return (
    <div class="cart__empty">
      <div class="empty">
        <Icon name="barcode" size={44} />
        <p class="empty__title">{t('cart.empty')}</p>
        <p>{t('cart.empty_hint')}</p>
      </div>
      {last && (
        <button type="button" class="last-sale" onClick={() => go('receipts', last.id)}>
          <Icon name="receipt" size={22} />
          <span class="last-sale__words">
            <strong>
              {t('cart.last_sale')} · {last.number}
            </strong>
            <span>
              {t('cart.last_total', { total: money(last.total) })}
              {last.change > 0 && ` · ${t('done.change')} ${money(last.change)}`}
            </span>
          </span>
          <Icon name="forward" size={20} />
        </button>
      )}
    </div>
  );
}

function Line({ line, locked }: { line: CartLineView; locked: boolean }) {
  const selected = selectedLine.value === line.line && !locked;
  const touched = touchedLine.value === line.line;
  const toggle = () => {
    dropTyping();
    selectedLine.value = selected ? null : line.line;
  };
  return (
    <li
      class={`cart-line ${selected ? 'cart-line--selected' : ''} ${touched ? 'cart-line--touched' : ''}`}
      style={tint(line.color)}
    >
      <button
        type="button"
        class="cart-line__main"
        aria-expanded={selected}
        disabled={locked}
        onClick={toggle}
      >
        <span key={line.quantity} class="cart-line__quantity">
          {decimal(line.quantity)}
        </span>
        <span class="cart-line__words">
          <span class="cart-line__name">{line.name}</span>
          {line.quantity !== '1' && (
            <span class="cart-line__each">
              {decimal(line.quantity)} × {money(line.unitPrice)}
            </span>
          )}
          {line.modifiers.length > 0 && (
            <span class="cart-line__facts">
              {line.modifiers.map(({ name }) => name).join(', ')}
            </span>
          )}
          {(line.priceList ?? line.promotion ?? line.listPrice ?? line.discounted ?? line.note) !==
            null && <LineFacts line={line} />}
        </span>
        <span class="cart-line__total">
          <Money minor={line.total} />
        </span>
      </button>
      {selected && <LineTools line={line} />}
    </li>
  );
}

/** What was said of a line besides its quantity. */
function LineFacts({ line }: { line: CartLineView }) {
  return (
    <span class="cart-line__facts">
      {line.priceList !== null && `${line.priceList} `}
      {line.promotion !== null && `${line.promotion} `}
      {line.listPrice !== null && t('cart.list_price', { price: money(line.listPrice) })}
      {line.discounted !== null && ` −${money(line.discounted)}`}
      {line.note !== null && ` ${line.note}`}
    </span>
  );
}

function LineTools({ line }: { line: CartLineView }) {
  const [pad, setPad] = useState(false);
  const [sheet, setSheet] = useState(false);
  const ordered = line.source !== null;
  const less = ordered ? null : stepped(line.quantity, -1);
  const more = ordered ? null : stepped(line.quantity, 1);
  return (
    <div class="line-tools">
      <button
        type="button"
        class="button button--icon"
        aria-label={t('cart.less')}
        disabled={less === null}
        onClick={() => less && void setQuantity(line.line, less)}
      >
        <Icon name="minus" />
      </button>
      <button
        type="button"
        class="button line-tools__quantity"
        disabled={ordered}
        onClick={() => setPad(true)}
      >
        <span class="sr-only">{t('cart.quantity')} </span>
        {typedQuantity.value === '' ? decimal(line.quantity) : typedQuantity.value}
      </button>
      <button
        type="button"
        class="button button--icon"
        aria-label={t('cart.more')}
        disabled={more === null}
        onClick={() => more && void setQuantity(line.line, more)}
      >
        <Icon name="plus" />
      </button>
      <button
        type="button"
        class="button button--icon"
        aria-label={t('cart.more_of_line')}
        aria-haspopup="dialog"
        onClick={() => setSheet(true)}
      >
        <Icon name="more" />
      </button>
      <button
        type="button"
        class="button button--danger"
        onClick={() => void removeLine(line.line)}
      >
        <Icon name="trash" size={20} />
        {t('cart.remove')}
      </button>
      {sheet && <LineSheet line={line} onClose={() => setSheet(false)} />}
      {pad && <QuantityDialog line={line} onClose={() => setPad(false)} />}
    </div>
  );
}

function QuantityDialog({ line, onClose }: { line: CartLineView; onClose(): void }) {
  const [typed, setTyped] = useState('');
  const apply = (event: Event) => {
    event.preventDefault();
    if (typed !== '') void setQuantity(line.line, typed);
    onClose();
  };
  return (
    <Dialog title={line.name} small onClose={onClose}>
      <form class="quantity-form" onSubmit={apply}>
        <div class={typed === '' ? 'amount-field amount-field--idle' : 'amount-field'}>
          <span class="amount-field__label">{t('cart.quantity')}</span>
          <output class="amount-field__value">
            {typed === '' ? decimal(line.quantity) : typed} {line.unit}
          </output>
        </div>
        <Keypad value={typed} onChange={setTyped} maxLength={7} corner="," />
        <button
          type="submit"
          class="button button--main button--tall button--wide"
          disabled={typed === ''}
        >
          {t('cart.quantity_apply', { quantity: typed === '' ? '…' : decimal(typed) })}
        </button>
      </form>
    </Dialog>
  );
}

function CartFoot({ locked }: { locked: boolean }) {
  const sale = cart.value;
  if (!sale || sale.lines.length === 0) return null;
  return (
    <footer class="cart__foot">
      <Totals sale={sale} />
      {!locked && (
        <div class="cart__actions">
          <button
            type="button"
            class="button button--main cart__exact"
            disabled={paying.value}
            onClick={() => void payExactCash()}
          >
            <Icon name="cash" size={28} />
            {t('cart.exact_cash')}
            <kbd class="kbd">F8</kbd>
          </button>
          <button
            type="button"
            class="button cart__pay"
            disabled={paying.value}
            onClick={() => go('sell', 'pay')}
          >
            {t('cart.pay')}
            <kbd class="kbd">F9</kbd>
          </button>
        </div>
      )}
    </footer>
  );
}

function Totals({ sale }: { sale: CartView }) {
  const included = device.value?.tenant?.taxIncluded ?? true;
  return (
    <dl class="totals">
      {sale.discounted !== null && (
        <div class="totals__tax">
          <dt>{t('cart.discount')}</dt>
          <dd>
            −<Money minor={sale.discounted} />
          </dd>
        </div>
      )}
      {sale.service && (
        <div class="totals__tax">
          <dt>{sale.service.name}</dt>
          <dd>
            <Money minor={sale.service.amount} />
          </dd>
        </div>
      )}
      {sale.taxes.map(({ name, rate, amount }) => (
        <div key={name + rate} class="totals__tax">
          <dt>{included ? t('cart.tax_included', { name }) : name}</dt>
          <dd>
            <Money minor={amount} />
          </dd>
        </div>
      ))}
      <div class="totals__total" aria-live="polite" aria-atomic="true">
        <dt>{t('cart.total')}</dt>
        <dd>
          <Money minor={sale.total} />
        </dd>
      </div>
    </dl>
  );
}
