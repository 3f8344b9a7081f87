import { useEffect, useRef, useState } from 'preact/hooks';
import { client } from '../core/client';
import type { Id, StockItem } from '../core/commands';
import { decimal } from '../format';
import { ts } from '../i18n/stock';
import { notify, report } from '../state/messages';
import { go } from '../state/route';
import { may } from '../state/session';
import { stockChanged, warehouseName, warehouses } from '../state/stock';
import { Question } from '../ui/dialog';
import { Icon } from '../ui/icon';
import { isTyping, useKeys } from '../ui/keys';
import { Segments } from '../ui/segments';
import { Virtual } from '../ui/virtual';
import { StockExport } from './stock_export';
import { StockItemDetail } from './stock_item';
import { StockItemForm } from './stock_item_form';

const PAGE = 200;
type Which = 'all' | 'low';

/** Every item that is kept, what runs out first; of the chosen one its past. */
export function StockItems({ chosen }: { chosen: Id | null }) {
  const input = useRef<HTMLInputElement>(null);
  const [text, setText] = useState('');
  const [which, setWhich] = useState<Which>('all');
  const [warehouse, setWarehouse] = useState<Id | null>(null);
  const [dialog, setDialog] = useState<'new' | 'keep' | null>(null);
  const { total, at, ensure } = useItems(which === 'low', text, warehouse);
  useKeys((event) => {
    if (event.key === 'F2') return () => input.current?.focus();
    if (event.key === 'Escape' && isTyping(event) && text !== '') return () => setText('');
    return null;
  });
  const keep = () => {
    setDialog(null);
    client
      .call('stock.keep_products', {})
      .then(({ added }) => notify(ts('kept_n', { n: added })), report);
  };

  return (
    <main class={chosen ? 'receipts stock receipts--chosen' : 'receipts stock'}>
      <section class="receipts__list" aria-label={ts('items')}>
        <div class="receipts__search stock__head">
          <div class="search-field">
            <Icon name="search" size={22} />
            <input
              ref={input}
              class="search-field__input"
              type="text"
              inputMode="search"
              autoComplete="off"
              spellcheck={false}
              aria-label={ts('search')}
              placeholder={ts('search')}
              value={text}
              onInput={(event) => setText(event.currentTarget.value)}
            />
            <kbd class="kbd">F2</kbd>
          </div>
          {may('edit_stock') && (
            <button type="button" class="button button--main" onClick={() => setDialog('new')}>
              <Icon name="plus" size={22} />
              {ts('add')}
            </button>
          )}
        </div>
        <div class="stock__which">
          <Segments<Which>
            label={ts('items')}
            chosen={which}
            onChoose={setWhich}
            options={[
              { value: 'all', content: ts('all_items') },
              { value: 'low', content: ts('only_low') },
            ]}
          />
          {warehouses.value.length > 1 && (
            <ChooseWarehouse all chosen={warehouse} onChoose={setWarehouse} />
          )}
        </div>
        {total === 0 ? (
          <Nothing text={text} low={which === 'low'} onKeep={() => setDialog('keep')} />
        ) : (
          <>
            <Virtual
              class="receipts__rows"
              label={ts('items')}
              count={total ?? 0}
              minColumnWidth={null}
              rowHeight={64}
              gap={0}
              resetKey={`${which} ${text} ${warehouse}`}
              onShown={ensure}
              onLeaveTop={() => input.current?.focus()}
              cell={(index, tabIndex) => {
                const item = at(index);
                return item ? (
                  <Row item={item} chosen={item.id === chosen} tabIndex={tabIndex} />
                ) : (
                  <div class="skeleton" />
                );
              }}
            />
            <div class="stock__foot">
              <StockExport item={null} warehouse={warehouse} />
            </div>
          </>
        )}
      </section>
      <section class="receipts__detail" aria-label={ts('kardex')}>
        {chosen ? (
          <StockItemDetail key={chosen} id={chosen} />
        ) : (
          <div class="empty">
            <Icon name="box" size={44} />
            <p class="empty__title">{ts('pick')}</p>
          </div>
        )}
      </section>
      {dialog === 'new' && (
        <StockItemForm
          detail={null}
          onClose={() => setDialog(null)}
          onSaved={(id) => go('stock', id)}
        />
      )}
      {dialog === 'keep' && (
        <Question
          title={ts('keep_question')}
          text={ts('keep_text')}
          yes={ts('keep_products')}
          onYes={keep}
          onClose={() => setDialog(null)}
        />
      )}
    </main>
  );
}

function Row({ item, chosen, tabIndex }: { item: StockItem; chosen: boolean; tabIndex: 0 | -1 }) {
  return (
    <button
      type="button"
      class="receipt-row"
      aria-pressed={chosen}
      tabIndex={tabIndex}
      onClick={() => go('stock', item.id)}
    >
      <span class="receipt-row__number stock__name">{item.name}</span>
      <span class={item.negative ? 'receipt-row__total stock__minus' : 'receipt-row__total'}>
        {decimal(item.quantity)} <small>{item.units[0]!.name}</small>
      </span>
      <span class="receipt-row__facts">{item.categoryName || item.code}</span>
      <span class="receipt-row__marks">
        <ItemMark item={item} />
      </span>
    </button>
  );
}

export function ItemMark({ item }: { item: StockItem }) {
  if (item.negative) return <span class="mark mark--danger">{ts('negative')}</span>;
  if (item.low) return <span class="mark mark--accent">{ts('low')}</span>;
  return null;
}

function Nothing({ text, low, onKeep }: { text: string; low: boolean; onKeep(): void }) {
  if (text || low)
    return (
      <div class="empty">
        <Icon name={low && !text ? 'check' : 'search'} size={44} />
        <p class="empty__title">{text ? ts('nothing_found', { text }) : ts('none_low')}</p>
      </div>
    );
  return (
    <div class="empty">
      <Icon name="box" size={44} />
      <p class="empty__title">{ts('none')}</p>
      <p>{ts('none_text')}</p>
      {may('edit_stock') && (
        <button type="button" class="button button--roomy" onClick={onKeep}>
          {ts('keep_products')}
        </button>
      )}
    </div>
  );
}

interface ChooseWarehouseProps {
  chosen: Id | null;
  onChoose(id: Id | null): void;
  /** "All of them" can be chosen too. */
  all?: boolean;
  label?: string;
  except?: Id | null;
}

export function ChooseWarehouse({
  chosen,
  onChoose,
  all = false,
  label = ts('warehouse'),
  except = null,
}: ChooseWarehouseProps) {
  return (
    <label class="field">
      <span class="field__label">{label}</span>
      <select
        class="input"
        value={chosen ?? ''}
        onChange={(event) => onChoose(event.currentTarget.value || null)}
      >
        {all && <option value="">{ts('all_warehouses')}</option>}
        {warehouses.value
          .filter(({ id }) => id !== except)
          .map((each) => (
            <option key={each.id} value={each.id}>
              {warehouseName(each)}
            </option>
          ))}
      </select>
    </label>
  );
}

/** Reads the pages of the list that are in view; what is searched, the core finds. */
function useItems(low: boolean, text: string, warehouse: Id | null) {
  const [pages, setPages] = useState<ReadonlyMap<number, StockItem[]>>(new Map());
  const [total, setTotal] = useState<number | null>(null);
  const asked = useRef(new Set<number>());
  const wanted = useRef('');
  const query = `${low} ${text} ${warehouse} ${stockChanged.value}`;
  wanted.current = query;

  const read = (number: number) => {
    if (asked.current.has(number)) return;
    asked.current.add(number);
    client
      .call('stock.list', {
        search: text,
        low,
        offset: number * PAGE,
        limit: PAGE,
        ...(warehouse && { warehouse }),
      })
      .then((answer) => {
        if (wanted.current !== query) return;
        setTotal(answer.total);
        setPages((known) => new Map(known).set(number, answer.items));
      }, report);
  };
  useEffect(() => {
    const again = [...asked.current];
    asked.current = new Set();
    for (const number of again.length > 0 ? again : [0]) read(number);
  }, [query]);

  return {
    total,
    at: (index: number) => pages.get(Math.floor(index / PAGE))?.[index % PAGE],
    ensure: (from: number, to: number) => {
      if (total === null) return;
      for (let number = Math.floor(from / PAGE); number * PAGE < Math.min(to, total); number++)
        read(number);
    },
  };
}
