import { useEffect, useRef, useState } from 'preact/hooks';
import type { Id, OrderLineView, ProductTile, TabView } from '../core/commands';
import { decimal, money } from '../format';
import { t } from '../i18n';
import { to } from '../i18n/orders';
import { search, searchText, shelf } from '../state/catalog';
import { ordersChanged } from '../state/floor';
import { report } from '../state/messages';
import {
  addLine,
  addProductToTab,
  type Aim,
  fire,
  loadTab,
  noteLine,
  setStage,
  tab,
  voidLines,
  wishOf,
} from '../state/orders';
import { go, goUp } from '../state/route';
import { Dialog } from '../ui/dialog';
import { Icon } from '../ui/icon';
import { isCharacter, isTyping, useKeys } from '../ui/keys';
import { Money } from '../ui/money';
import { narrow } from '../ui/viewport';
import { Way } from './delivery';
import { BillDialog, OrderActions } from './order_dialogs';
import { CategoryRail, ProductGrid } from './products';
import { SearchField } from './search_field';
import { TopBar } from './top_bar';
import './cart.css';
import './sell.css';
import './order.css';

/** One tab: products on the left, what was ordered on the right. */
export function OrderScreen({ id }: { id: Id }) {
  const searchInput = useRef<HTMLInputElement>(null);
  const [aim, setAim] = useState<Aim>({ course: 0, seat: 0 });
  const [open, setOpen] = useState(false);
  // What is in view before this order was read is another one; nothing may be added to that.
  const [read, setRead] = useState(tab.value?.id === id);
  useEffect(() => {
    loadTab(id).then(
      () => setRead(true),
      (error) => {
        report(error);
        goUp();
      },
    );
  }, [id, ordersChanged.value]);
  const shown = read ? tab.value : null;
  const pick = (product: ProductTile) => {
    if (shown) void addProductToTab(product, aim);
  };
  useKeys((event) => {
    if (event.key === 'Escape') return searchText.value === '' ? goUp : () => void search('');
    if (event.key === 'F2') return () => searchInput.current?.focus();
    if (isTyping(event)) {
      const first = shelf.value?.at(0);
      if (event.key !== 'Enter' || searchText.value === '' || !first) return null;
      return () => {
        pick(first);
        void search('');
      };
    }
    if (isCharacter(event) && /\p{L}/u.test(event.key)) searchInput.current?.focus();
    return null;
  });
  const countOf = ({ id: product }: { id: Id }) => {
    const here = shown?.lines.filter(
      (line) => line.product === product && line.voided === null && line.stage === null,
    );
    return here?.length === 1 ? here[0]!.quantity : null;
  };

  return (
    <div class="sell">
      <TopBar>{!narrow.value && <SearchField input={searchInput} scan={false} />}</TopBar>
      <main class="sell__body">
        <h1 class="sr-only">{to('order')}</h1>
        {narrow.value && (
          <div class="sell__search order__search">
            <BackButton />
            <SearchField input={searchInput} scan={false} />
          </div>
        )}
        <CategoryRail />
        <ProductGrid
          onLeaveTop={() => searchInput.current?.focus()}
          onPick={pick}
          countOf={countOf}
        />
        {!shown ? (
          <aside class="cart" aria-busy="true" />
        ) : narrow.value ? (
          <div class="cart-bar">
            <button
              type="button"
              class="cart-bar__total"
              aria-haspopup="dialog"
              onClick={() => setOpen(true)}
            >
              <Icon name="up" size={22} />
              <span class="cart-bar__count">{titleOf(shown)}</span>
              <strong class="cart-bar__sum">
                <Money minor={shown.due} />
              </strong>
            </button>
            <SendButton tab={shown} short />
            {open && (
              <Dialog title={titleOf(shown)} onClose={() => setOpen(false)}>
                <div class="cart cart--sheet order">
                  <OrderBody tab={shown} aim={aim} onAim={setAim} />
                </div>
              </Dialog>
            )}
          </div>
        ) : (
          <aside class="cart order" aria-label={to('order')}>
            <header class="cart__head">
              <BackButton />
              <h2 class="cart__title">{titleOf(shown)}</h2>
              <span class="cart__count">{shown.number}</span>
              <OrderActions tab={shown} />
            </header>
            <OrderBody tab={shown} aim={aim} onAim={setAim} />
          </aside>
        )}
      </main>
    </div>
  );
}

function titleOf(shown: TabView): string {
  return shown.tableName || shown.name || to(`type.${shown.type}`);
}

function BackButton() {
  return (
    <button
      type="button"
      class="button button--quiet button--icon"
      aria-label={to('back')}
      onClick={() => go('floor')}
    >
      <Icon name="back" />
    </button>
  );
}

interface BodyProps {
  tab: TabView;
  aim: Aim;
  onAim(aim: Aim): void;
}

function OrderBody({ tab: shown, aim, onAim }: BodyProps) {
  const [billing, setBilling] = useState(false);
  const closed = shown.state !== 'open';
  const readyLines = shown.lines.filter((line) => line.stage === 'ready' && line.voided === null);
  const takenAway = shown.type !== 'dine_in';
  return (
    <>
      <div class="order__facts">
        {narrow.value && <OrderActions tab={shown} />}
        <span>
          {shown.waiterName}
          {shown.guests > 0 && ` · ${to('guests', { n: shown.guests })}`}
          {shown.name !== '' && shown.tableName !== '' && ` · ${shown.name}`}
        </span>
        {closed && <span class="mark mark--brand">{to('closed')}</span>}
      </div>
      {shown.type === 'delivery' && <Way tab={shown} />}
      {!closed && <AimBar aim={aim} guests={shown.guests} onAim={onAim} />}
      <Lines lines={shown.lines} />
      <footer class="cart__foot">
        <dl class="totals">
          {shown.paid > 0 && (
            <>
              <div class="totals__tax">
                <dt>{to('total')}</dt>
                <dd>
                  <Money minor={shown.total} />
                </dd>
              </div>
              <div class="totals__tax">
                <dt>{to('paid')}</dt>
                <dd>
                  −<Money minor={shown.paid} />
                </dd>
              </div>
            </>
          )}
          <div class="totals__total" aria-live="polite" aria-atomic="true">
            <dt>{to(shown.paid > 0 ? 'due' : 'total')}</dt>
            <dd>
              <Money minor={shown.due} />
            </dd>
          </div>
        </dl>
        {readyLines.length > 0 && (
          <button
            type="button"
            class="button button--roomy button--wide"
            onClick={() =>
              void setStage(
                readyLines.flatMap(({ ids }) => ids),
                'served',
              )
            }
          >
            <Icon name="check" />
            {to(takenAway ? 'handed_over' : 'all_served')}
          </button>
        )}
        <div class="order__buttons">
          <SendButton tab={shown} />
          <button
            type="button"
            class={`button button--tall ${shown.unsent === 0 ? 'button--main' : ''}`}
            disabled={!shown.lines.some(({ due }) => due)}
            onClick={() => setBilling(true)}
          >
            <Icon name="cash" />
            {to('pay')}
          </button>
        </div>
      </footer>
      {billing && <BillDialog tab={shown} onClose={() => setBilling(false)} />}
    </>
  );
}

function SendButton({ tab: shown, short = false }: { tab: TabView; short?: boolean }) {
  const courses = [
    ...new Set(
      shown.lines
        .filter((line) => line.stage === null && line.voided === null)
        .map((l) => l.course),
    ),
  ].sort();
  const [first] = courses;
  const byCourse = courses.length > 1 && first !== undefined && !short;
  return (
    <button
      type="button"
      class={`button ${short ? 'button--roomy' : 'button--tall'} ${shown.unsent > 0 ? 'button--main' : ''}`}
      disabled={shown.unsent === 0}
      onClick={() => void fire(byCourse ? first : undefined)}
    >
      <Icon name="send" />
      {byCourse && first > 0 ? to('send_course', { n: first }) : to('send', { n: shown.unsent })}
    </button>
  );
}

const COURSES = [0, 1, 2, 3];

function AimBar({ aim, guests, onAim }: { aim: Aim; guests: number; onAim(aim: Aim): void }) {
  const seats = Array.from({ length: Math.min(guests, 12) + 1 }, (_, seat) => seat);
  const choices = (
    label: string,
    values: number[],
    chosen: number,
    none: string,
    choose: (value: number) => void,
  ) => (
    <label class="order__aim">
      <span class="field__label">{label}</span>
      <select
        class="input order__select"
        value={chosen}
        onChange={(event) => choose(Number(event.currentTarget.value))}
      >
        {values.map((value) => (
          <option key={value} value={value}>
            {value === 0 ? none : value}
          </option>
        ))}
      </select>
    </label>
  );
  return (
    <div class="order__aims">
      {choices(to('course'), COURSES, aim.course, to('course_none'), (course) =>
        onAim({ ...aim, course }),
      )}
      {guests > 0 &&
        choices(to('seat'), seats, aim.seat, to('seat_all'), (seat) => onAim({ ...aim, seat }))}
    </div>
  );
}

function Lines({ lines }: { lines: OrderLineView[] }) {
  const [chosen, setChosen] = useState<Id | null>(null);
  if (lines.length === 0)
    return (
      <div class="cart__empty">
        <div class="empty">
          <Icon name="pot" size={44} />
          <p class="empty__title">{to('empty')}</p>
          <p>{to('empty_text')}</p>
        </div>
      </div>
    );
  return (
    <ul class="cart__lines">
      {lines.map((line) => {
        const key = line.ids[0]!;
        return (
          <Line
            key={key}
            line={line}
            selected={chosen === key}
            onSelect={() => setChosen(chosen === key ? null : key)}
          />
        );
      })}
    </ul>
  );
}

interface LineProps {
  line: OrderLineView;
  selected: boolean;
  onSelect(): void;
}

function Line({ line, selected, onSelect }: LineProps) {
  const gone = line.voided !== null;
  const stage = gone ? 'voided' : line.stage;
  return (
    <li class={`cart-line order-line ${selected ? 'cart-line--selected' : ''}`}>
      <button
        type="button"
        class="cart-line__main"
        aria-expanded={selected}
        disabled={gone}
        onClick={onSelect}
      >
        <span class="cart-line__quantity">{decimal(line.quantity)}</span>
        <span class="cart-line__words">
          <span class={`cart-line__name ${gone ? 'order-line__gone' : ''}`}>{line.name}</span>
          {line.modifiers.length > 0 && (
            <span class="cart-line__facts">
              {line.modifiers.map(({ name }) => name).join(', ')}
            </span>
          )}
          <span class="cart-line__facts">
            {[
              line.course > 0 && to('course_n', { n: line.course }),
              line.seat > 0 && to('seat_n', { n: line.seat }),
              line.note,
              gone && line.voided,
            ]
              .filter(Boolean)
              .join(' · ')}
          </span>
          <StageMark stage={stage} paid={!gone && !line.due} />
        </span>
        <span class={`cart-line__total ${gone ? 'order-line__gone' : ''}`}>
          <Money minor={line.amount} />
        </span>
      </button>
      {selected && !gone && <LineTools line={line} />}
    </li>
  );
}

function StageMark({ stage, paid }: { stage: OrderLineView['stage'] | 'voided'; paid: boolean }) {
  const looks = {
    fired: '',
    accepted: '',
    preparing: '',
    ready: 'mark--brand',
    served: '',
    voided: 'mark--danger',
  } as const;
  return (
    <span class="order-line__marks">
      {stage === null ? (
        <span class="mark mark--accent">{to('waiting')}</span>
      ) : (
        <span class={`mark ${looks[stage]}`}>
          {stage === 'voided' ? to('voided') : to(`stage.${stage}`)}
        </span>
      )}
      {paid && <span class="mark mark--brand">{to('paid')}</span>}
    </span>
  );
}

function LineTools({ line }: { line: OrderLineView }) {
  const [asking, setAsking] = useState<'note' | 'void' | null>(null);
  const waits = line.stage === null;
  return (
    <div class="line-tools">
      {waits && (
        <button
          type="button"
          class="button button--icon"
          aria-label={to('less')}
          onClick={() => void voidLines([line.ids.at(-1)!])}
        >
          <Icon name="minus" />
        </button>
      )}
      <button
        type="button"
        class="button button--icon"
        aria-label={to('one_more')}
        onClick={() => void addLine(wishOf(line))}
      >
        <Icon name="plus" />
      </button>
      {waits && (
        <button type="button" class="button" onClick={() => setAsking('note')}>
          {to('note')}
        </button>
      )}
      {line.stage === 'ready' && (
        <button type="button" class="button" onClick={() => void setStage(line.ids, 'served')}>
          {to('served')}
        </button>
      )}
      <button
        type="button"
        class="button button--danger"
        disabled={!line.due && line.amount > 0}
        onClick={() => (waits ? void voidLines(line.ids) : setAsking('void'))}
      >
        <Icon name="trash" size={20} />
        {waits ? t('cart.remove') : to('void')}
      </button>
      {asking !== null && (
        <WordDialog
          title={asking === 'note' ? line.name : to('void_question', { name: line.name })}
          label={to(asking === 'note' ? 'note' : 'reason')}
          hint={to(asking === 'note' ? 'note_hint' : 'void_reason_hint')}
          value={asking === 'note' ? (line.note ?? '') : ''}
          submit={to(asking === 'note' ? 'apply' : 'void')}
          danger={asking === 'void'}
          onSubmit={(word) =>
            void (asking === 'note' ? noteLine(line, word) : voidLines(line.ids, word))
          }
          onClose={() => setAsking(null)}
        />
      )}
    </div>
  );
}

interface WordDialogProps {
  title: string;
  label: string;
  hint: string;
  value?: string;
  submit: string;
  danger?: boolean;
  onSubmit(word: string): void;
  onClose(): void;
}

/** Asks for a word: a note, a reason. */
export function WordDialog({ value = '', danger = false, ...props }: WordDialogProps) {
  const [word, setWord] = useState(value);
  return (
    <Dialog title={props.title} small onClose={props.onClose}>
      <form
        class="sheet"
        onSubmit={(event) => {
          event.preventDefault();
          props.onClose();
          props.onSubmit(word.trim());
        }}
      >
        <label class="field">
          <span class="field__label">{props.label}</span>
          <input
            class="input"
            type="text"
            autoComplete="off"
            maxLength={120}
            required={danger}
            placeholder={props.hint}
            value={word}
            onInput={(event) => setWord(event.currentTarget.value)}
          />
        </label>
        <button
          type="submit"
          class={`button button--tall button--wide ${danger ? 'button--danger' : 'button--main'}`}
        >
          {props.submit}
        </button>
      </form>
    </Dialog>
  );
}

/** A line as one tells it in a list. */
export function lineWords(line: OrderLineView): string {
  const name = [line.name, ...line.modifiers.map((modifier) => modifier.name)].join(', ');
  return `${decimal(line.quantity)} × ${name} · ${money(line.amount)}`;
}
