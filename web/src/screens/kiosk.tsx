import { useEffect, useState } from 'preact/hooks';
import type { CartLineView } from '../core/commands';
import { decimal } from '../format';
import { addProduct, cart, clearCart, removeLine, setQuantity } from '../state/cart';
import { showCategory } from '../state/catalog';
import { device } from '../state/device';
import { lockAsKiosk, place, placePaid, takesCards, type Placed } from '../state/kiosk';
import { report } from '../state/messages';
import { chooseLanguage, language } from '../state/preferences';
import { logIn } from '../state/session';
import { Mark } from '../ui/brand';
import { useCountdown } from '../ui/countdown';
import { Dialog } from '../ui/dialog';
import { Icon } from '../ui/icon';
import { Money } from '../ui/money';
import { stepped } from '../ui/quantity';
import { Segments } from '../ui/segments';
import ApprovalDialog from './approval';
import { tk } from './kiosk_texts';
import { CategoryRail, ProductGrid } from './products';
import './sell.css';
import './kiosk.css';

/** A guest who does not touch anything for so long is asked; then the next one starts anew. */
const IDLE_MS = 60_000;
const ASKED_SECONDS = 15;
const SHOWN_SECONDS = 20;

type Step = 'start' | 'menu' | 'review' | 'paying' | Placed;

/** ORD-6: a guest orders by themselves on a locked tablet. */
export default function Kiosk() {
  const [step, setStep] = useState<Step>('start');
  const [asked, setAsked] = useState(false);
  const lines = cart.value?.lines ?? [];
  const restart = () => {
    setAsked(false);
    setStep('start');
    if (lines.length > 0) void clearCart();
    showCategory(null).catch(report);
  };
  const ordering = step === 'menu' || step === 'review';
  useIdle(ordering && !asked, () => setAsked(true));

  return (
    <main class="kiosk">
      {step === 'start' && <Start onStart={() => setStep('menu')} />}
      {step === 'menu' && <Menu onReview={() => setStep('review')} onCancel={restart} />}
      {step === 'review' && (
        <Review
          onBack={() => setStep('menu')}
          onPlaced={setStep}
          onPaying={() => setStep('paying')}
        />
      )}
      {step === 'paying' && (
        <section class="kiosk__center" role="status" aria-busy="true">
          <Icon name="card" size={96} />
          <p class="kiosk__title">{tk('wait')}</p>
        </section>
      )}
      {typeof step === 'object' && <Thanks placed={step} onNext={restart} />}
      {asked && <StillThere onYes={() => setAsked(false)} onNo={restart} />}
    </main>
  );
}

/** Calls `onIdle` once nobody has touched the screen for a while. */
function useIdle(watching: boolean, onIdle: () => void): void {
  useEffect(() => {
    if (!watching) return;
    let timer = setTimeout(onIdle, IDLE_MS);
    const touched = () => {
      clearTimeout(timer);
      timer = setTimeout(onIdle, IDLE_MS);
    };
    addEventListener('pointerdown', touched);
    addEventListener('keydown', touched);
    return () => {
      clearTimeout(timer);
      removeEventListener('pointerdown', touched);
      removeEventListener('keydown', touched);
    };
  }, [watching]);
}

function Start({ onStart }: { onStart(): void }) {
  const [leaving, setLeaving] = useState(false);
  return (
    <section class="kiosk__center">
      <div class="awning" aria-hidden="true" />
      <Mark size={120} />
      <h1 class="kiosk__welcome">{tk('welcome')}</h1>
      <p class="kiosk__shop">{device.value?.tenant?.name}</p>
      <button type="button" class="button button--main kiosk__start" onClick={onStart}>
        {tk('start')}
      </button>
      <Segments
        label="Idioma / Language"
        chosen={language.value}
        onChoose={chooseLanguage}
        options={[
          { value: 'es', content: <span lang="es">Español</span> },
          { value: 'en', content: <span lang="en">English</span> },
        ]}
      />
      <button
        type="button"
        class="button button--quiet button--icon kiosk__leave"
        aria-label={tk('leave')}
        onClick={() => setLeaving(true)}
      >
        <Icon name="lock" size={20} />
      </button>
      {leaving && (
        <ApprovalDialog
          asked={{
            permission: 'settle_tasks',
            approve: async ({ person, pin }) => {
              await logIn(person, pin);
              lockAsKiosk(false);
            },
            cancel: () => setLeaving(false),
          }}
        />
      )}
    </section>
  );
}

function Menu({ onReview, onCancel }: { onReview(): void; onCancel(): void }) {
  const shown = cart.value;
  const empty = (shown?.lines.length ?? 0) === 0;
  return (
    <section class="kiosk__menu">
      <CategoryRail />
      <ProductGrid
        large
        onLeaveTop={() => {}}
        onPick={(product) => void addProduct(product, null)}
      />
      <footer class="kiosk__bar">
        <button type="button" class="button button--tall" onClick={onCancel}>
          {tk('cancel')}
        </button>
        <span class="kiosk__count" aria-live="polite">
          {empty ? tk('empty') : tk('quantity', { n: decimal(shown!.count) })}
        </span>
        <button
          type="button"
          class="button button--main button--tall kiosk__go"
          disabled={empty}
          onClick={onReview}
        >
          {tk('see')}
          {!empty && <Money minor={shown!.total} />}
        </button>
      </footer>
    </section>
  );
}

interface ReviewProps {
  onBack(): void;
  onPaying(): void;
  onPlaced(placed: Placed): void;
}

function Review({ onBack, onPaying, onPlaced }: ReviewProps) {
  const [type, setType] = useState<'counter' | 'to_go'>('counter');
  const [name, setName] = useState('');
  const [busy, setBusy] = useState(false);
  const shown = cart.value;
  const lines = shown?.lines ?? [];
  const atCounter = async () => {
    setBusy(true);
    const tab = await place(type, name.trim());
    setBusy(false);
    if (tab) onPlaced({ number: tab.number, paid: false });
  };
  const byCard = async () => {
    onPaying();
    const placed = await placePaid(type, name.trim());
    if (placed) onPlaced(placed);
    else onBack();
  };
  return (
    <section class="kiosk__review">
      <h1 class="kiosk__title">{tk('order')}</h1>
      <ul class="kiosk__lines">
        {lines.map((line) => (
          <Line key={line.line} line={line} />
        ))}
      </ul>
      <p class="kiosk__total">
        <span>{tk('total')}</span>
        <Money minor={shown?.total ?? 0} />
      </p>
      <Segments<'counter' | 'to_go'>
        label={tk('order')}
        chosen={type}
        onChoose={setType}
        options={[
          { value: 'counter', content: tk('here') },
          { value: 'to_go', content: tk('away') },
        ]}
      />
      <input
        class="input"
        type="text"
        autoComplete="off"
        maxLength={40}
        aria-label={tk('name')}
        placeholder={tk('name')}
        value={name}
        onInput={(event) => setName(event.currentTarget.value)}
      />
      <div class="kiosk__ways">
        <button type="button" class="button button--tall" onClick={onBack}>
          <Icon name="back" />
          {tk('back')}
        </button>
        <button
          type="button"
          class={`button button--tall ${takesCards() ? '' : 'button--main'}`}
          disabled={busy || lines.length === 0}
          onClick={() => void atCounter()}
        >
          <Icon name="cash" />
          {tk('counter')}
        </button>
        {takesCards() && (
          <button
            type="button"
            class="button button--main button--tall"
            disabled={busy || lines.length === 0}
            onClick={() => void byCard()}
          >
            <Icon name="card" />
            {tk('card')}
          </button>
        )}
      </div>
    </section>
  );
}

function Line({ line }: { line: CartLineView }) {
  const less = stepped(line.quantity, -1);
  const more = stepped(line.quantity, 1);
  return (
    <li class="kiosk__line">
      <span class="kiosk__words">
        <strong>{line.name}</strong>
        {line.modifiers.length > 0 && <span>{line.modifiers.map((m) => m.name).join(', ')}</span>}
      </span>
      <button
        type="button"
        class="button button--icon"
        aria-label={tk('less', { name: line.name })}
        onClick={() => void (less === null ? removeLine(line.line) : setQuantity(line.line, less))}
      >
        <Icon name={less === null ? 'trash' : 'minus'} />
      </button>
      <output class="kiosk__quantity">{decimal(line.quantity)}</output>
      <button
        type="button"
        class="button button--icon"
        aria-label={tk('more', { name: line.name })}
        disabled={more === null}
        onClick={() => more !== null && void setQuantity(line.line, more)}
      >
        <Icon name="plus" />
      </button>
      <span class="kiosk__sum">
        <Money minor={line.total} />
      </span>
    </li>
  );
}

function Thanks({ placed, onNext }: { placed: Placed; onNext(): void }) {
  useCountdown(SHOWN_SECONDS, true, onNext);
  return (
    <section class="kiosk__center" role="status">
      <Icon name="check" size={72} />
      <p class="kiosk__title">{tk('number')}</p>
      <p class="kiosk__number">{placed.number}</p>
      <p class="kiosk__shop">{tk(placed.paid ? 'paid' : 'pay_there')}</p>
      <button type="button" class="button button--tall" onClick={onNext}>
        {tk('another')}
      </button>
    </section>
  );
}

function StillThere({ onYes, onNo }: { onYes(): void; onNo(): void }) {
  const left = useCountdown(ASKED_SECONDS, true, onNo);
  return (
    <Dialog title={tk('still')} small onClose={onYes}>
      <p>{tk('still_text', { n: left })}</p>
      <div class="sheet">
        <button type="button" class="button button--main button--tall" onClick={onYes}>
          {tk('yes')}
        </button>
        <button type="button" class="button button--tall" onClick={onNo}>
          {tk('cancel')}
        </button>
      </div>
    </Dialog>
  );
}
